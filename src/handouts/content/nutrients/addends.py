"""Which weights of a dose are added up, and what each comes to with the counts around it."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import NamedTuple

from handouts.content.nutrients.amounts import RANKS, Weight
from handouts.content.nutrients.parts import Part
from handouts.content.nutrients.phrases import ONE, ZERO, Phrase, Says

Placed = tuple[Part, Weight]
"""A weight with the part that it is in."""


class Addend(NamedTuple):
    """A weight with the counts around it, and the part in which it is."""

    part: Part
    most: Fraction
    least: Fraction
    is_per_piece: bool


def kept_of(found: list[Placed], phrases: list[Phrase]) -> tuple[list[Placed], set[int]]:
    """The weights that are added up, without one that says in another way what the one before it says.

    With the places of the counts that go with a weight that is left out.
    """
    kept: list[Placed] = []
    passed: set[int] = set()
    for part, weight in found:
        if not kept or not _is_linked(kept[-1][1], weight, phrases):
            kept.append((part, weight))
            continue
        before = kept[-1][1]
        own = _counts_ahead(phrases, weight.at)
        rank, earlier = RANKS.index(weight.of), RANKS.index(before.of)
        lead = prod((each.most for each in _counts_ahead(phrases, before.at)), start=ONE)
        counted = weight.milligrams * prod((each.most for each in own), start=ONE)
        if rank > earlier:
            kept[-1] = (part, weight)
        elif rank < earlier or before.milligrams * lead in {weight.milligrams, counted}:
            passed |= {each.at for each in own}
        else:
            kept.append((part, weight))
    return kept, passed


def _is_linked(one: Weight, other: Weight, phrases: list[Phrase]) -> bool:
    """Whether one weight tells more of the other: it is in brackets after it, or follows `waarvan` or `=`."""
    between = phrases[one.at + 1 : other.at]
    outer = min(one.depth, other.depth)
    joins = {each.name for each in between if each.says is Says.JOIN and each.depth <= outer}
    says = {each.says for each in between}
    if joins - {"comma"} or says & {Says.MOMENT, Says.CLOCK, Says.MEALS}:
        return False
    if Says.HOLDS in says or "whole" in {one.of, other.of}:
        return True
    is_higher = RANKS.index(other.of) > RANKS.index(one.of)
    return not joins and (one.depth != other.depth or (Says.TOTAL in says and is_higher))


def _counts_ahead(phrases: list[Phrase], at: int) -> list[Phrase]:
    """The counts directly before a weight, the nearest first."""
    found = []
    for phrase in reversed(phrases[:at]):
        if phrase.says is Says.COUNT:
            found.append(phrase)
        elif phrase.says not in {Says.EACH, Says.NOTHING}:
            break
    return found


def addend_of(part: Part, weight: Weight, passed: set[int]) -> Addend:
    """A weight with the counts of its part: before it, after it and around its brackets."""
    per_piece = bool(part.all(Says.PER_PIECE))
    counts = [each for each in part.all(Says.COUNT, Says.SCHEME) if each.at not in passed]
    covered, of_equation = _covered(part, weight, counts)
    is_of_one = of_equation and prod((each.most for each in counts if each.at in covered), start=ONE) == 1
    most, least = weight.milligrams, weight.least
    for count in counts:
        if count.at in covered or (count.is_measure and not (per_piece or _is_tied(part, count.at, weight.at))):
            continue
        larger = max(count.most, ONE)
        if not (per_piece or is_of_one) and (of_equation or count.depth != weight.depth):
            most, least = most * larger, least * min(count.least, ONE)
        else:
            most, least = most * (larger if count.at > weight.at else count.most), least * count.most
    return Addend(part, most, least, per_piece)


def _covered(part: Part, weight: Weight, counts: list[Phrase]) -> tuple[set[int], bool]:
    """The counts that a weight is said to be of in all: `2 tabletten = 400 mg`, `2 tabletten 400 mg totaal`.

    And whether it is an equation of which others than those are counted: `3 tabletten (1 tablet = 200 mg)`.
    """
    for total in part.all(Says.TOTAL):
        if total.at < weight.at:
            before = [each for each in counts if each.at < total.at]
            own = {each.at for each in before if each.depth == total.depth and not (each.is_times and len(before) > 1)}
            return own or {each.at for each in before}, bool(own)
        after = [each.at for each in counts if each.at > total.at]
        if after and total.tokens[0].text == "=":
            return {after[0]}, False
        if not after:
            tied = {each.at for each in counts if Says.EACH in _between(part, each.at, weight.at)}
            return {each.at for each in counts if not each.is_times} - tied, False
    return set(), False


def _between(part: Part, at: int, weight: int) -> list[Says]:
    return [each.says for each in part.phrases if at < each.at < weight]


def _is_tied(part: Part, at: int, weight: int) -> bool:
    """Whether ml or drops are counted of a weight: `10 ml à 15 mg`."""
    return at < weight and all(says is Says.EACH for says in _between(part, at, weight))


def begins_with_total(part: Part, weight: Weight) -> bool:
    """Whether a weight is said to be that of all that is in the parts before its own."""
    first = next(iter(part.all(Says.TOTAL, Says.COUNT, Says.WEIGHT)), None)
    return first is not None and first.says is Says.TOTAL and first.at < weight.at


def sum_said(kept: list[Placed], addends: list[Addend], often: int) -> tuple[list[Placed], Fraction | None]:
    """The weights without the one that is said to be all of them together, and what they come to each time.

    That is zero where it does not agree with them, and None where nothing is said to be all of them.
    """
    last, first = kept[-1], kept[0]
    if len(kept) > 1 and (begins_with_total(*last) or any(each.at > last[1].at for each in last[0].all(Says.TOTAL))):
        return kept[:-1], _each_of(last, addends[:-1], often)
    if len(kept) > 1 and begins_with_total(*first) and (each := _each_of(first, addends[1:], often)):
        return kept[1:], each
    return kept, None


def _each_of(total: Placed, addends: list[Addend], often: int) -> Fraction:
    """What some weights come to each time by their total; zero where they come to something else."""
    part, weight = total
    sums = {sum((each.most for each in addends), ZERO), sum((each.least for each in addends), ZERO)}
    for times in (1, 1 if part.times else often):
        if times and weight.milligrams / times in sums:
            return weight.milligrams / times
    return ZERO
