"""Which weights of a dose are added up, and what each comes to with the counts that stand around it."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from handouts.content.nutrients.amounts import RANKS, Weight
from handouts.content.nutrients.parts import Part, product_of
from handouts.content.nutrients.phrases import Phrase, Says
from handouts.languages.lexicon import Kind


class Addend(NamedTuple):
    """A weight with the counts around it, and the part in which it stands."""

    part: Part
    most: Fraction
    least: Fraction
    is_per_piece: bool


def kept_of(found: list[tuple[Part, Weight]], phrases: list[Phrase]) -> tuple[list[tuple[Part, Weight]], set[int]]:
    """The weights that are added up, without one that says in another way what the one before it says.

    With the places of the counts that go with a weight that is left out.
    """
    kept: list[tuple[Part, Weight]] = []
    passed: set[int] = set()
    for part, weight in found:
        if not kept or not _is_linked(kept[-1][1], weight, phrases):
            kept.append((part, weight))
            continue
        before = kept[-1][1]
        own = _counts_ahead(phrases, weight.at)
        rank, earlier = RANKS.index(weight.of), RANKS.index(before.of)
        lead = product_of(phrases[at].most for at in _counts_ahead(phrases, before.at))
        same = before.milligrams * lead in {
            weight.milligrams,
            weight.milligrams * product_of(phrases[at].most for at in own),
        }
        if rank > earlier:
            kept[-1] = (part, weight)
        elif rank < earlier or same:
            passed |= set(own)
        else:
            kept.append((part, weight))
    return kept, passed


def _is_linked(one: Weight, other: Weight, phrases: list[Phrase]) -> bool:
    """Whether one weight tells more of the other: it stands in brackets behind it, or behind `waarvan` or `=`."""
    depth, outer = one.depth, min(one.depth, other.depth)
    joins: set[str] = set()
    says: set[Says] = set()
    for phrase in phrases[one.at + 1 : other.at]:
        depth += {Says.OPEN: 1, Says.CLOSE: -1}.get(phrase.says, 0)
        says.add(phrase.says)
        if phrase.says is Says.JOIN and depth <= outer:
            joins.add(phrase.name)
    if joins - {"comma"} or says & {Says.MOMENT, Says.CLOCK, Says.MEALS}:
        return False
    if Says.HOLDS in says or "whole" in {one.of, other.of}:
        return True
    is_higher = RANKS.index(other.of) > RANKS.index(one.of)
    return not joins and (one.depth != other.depth or (Says.TOTAL in says and is_higher))


def _counts_ahead(phrases: list[Phrase], at: int) -> list[int]:
    """The places of the counts that stand directly before a weight."""
    found = []
    for place in range(at - 1, -1, -1):
        if phrases[place].says is Says.COUNT:
            found.append(place)
        elif phrases[place].says not in {Says.EACH, Says.NOTHING}:
            break
    return found


def addend_of(part: Part, weight: Weight, passed: set[int]) -> Addend:
    """A weight with the counts of its part: before it, behind it and around its brackets."""
    per_piece = bool(part.all(Says.PER_PIECE))
    counts = [each for each in part.all(Says.COUNT, Says.SCHEME) if each[0] not in passed]
    covered, of_equation = _covered(part, weight, counts)
    is_of_one = of_equation and product_of(count.most for at, count, _ in counts if at in covered) == 1
    most, least = weight.milligrams, weight.least
    for at, count, depth in counts:
        if at in covered or (count.is_measure and not (per_piece or _is_tied(part, at, weight.at))):
            continue
        larger = max(count.most, Fraction(1))
        if not (per_piece or is_of_one) and (of_equation or depth != weight.depth):
            most, least = most * larger, least * min(count.least, Fraction(1))
        else:
            most, least = most * (larger if at > weight.at else count.most), least * count.most
    return Addend(part, most, least, per_piece)


def _covered(part: Part, weight: Weight, counts: list[tuple[int, Phrase, int]]) -> tuple[set[int], bool]:
    """The counts that a weight is said to be of in all: `2 tabletten = 400 mg`, `2 tabletten 400 mg totaal`.

    And whether it is an equation of which others than those are counted: `3 tabletten (1 tablet = 200 mg)`.
    """
    for total, said, depth in part.all(Says.TOTAL):
        if total < weight.at:
            before = [each for each in counts if each[0] < total]
            own = [each[0] for each in before if each[2] == depth and not (_is_times(each[1]) and len(before) > 1)]
            return set(own) or {at for at, _, _ in before}, bool(own)
        behind = [at for at, _, _ in counts if at > total]
        if behind and said.tokens[0].text == "=":
            return {behind[0]}, False
        if not behind:
            between = {
                at: {each.says for place, each, _ in part.phrases if at < place < weight.at} for at, _, _ in counts
            }
            return {at for at, each, _ in counts if Says.EACH not in between[at] and not _is_times(each)}, False
    return set(), False


def _is_times(count: Phrase) -> bool:
    return count.tokens[-1].kind is Kind.TIMES


def _is_tied(part: Part, at: int, weight: int) -> bool:
    """Whether ml or drops are counted of a weight: `10 ml à 15 mg`."""
    between = [phrase.says for place, phrase, _ in part.phrases if at < place < weight]
    return at < weight and all(says is Says.EACH for says in between)


def begins_with_total(part: Part, weight: Weight) -> bool:
    """Whether a weight is said to be that of all that stands in the parts before its own."""
    first = next((each for each in part.phrases if each[1].says in {Says.TOTAL, Says.COUNT, Says.WEIGHT}), None)
    return first is not None and first[1].says is Says.TOTAL and first[0] < weight.at


def sum_said(
    kept: list[tuple[Part, Weight]], addends: list[Addend], often: int
) -> tuple[list[tuple[Part, Weight]], Fraction | None]:
    """The weights without the one that is said to be all of them together, and what they come to each time.

    That is zero where it does not agree with them, and None where nothing is said to be all of them.
    """
    last, first = kept[-1], kept[0]
    if len(kept) > 1 and (begins_with_total(*last) or any(at > last[1].at for at, _, _ in last[0].all(Says.TOTAL))):
        return kept[:-1], _each_of(last, addends[:-1], often)
    if len(kept) > 1 and begins_with_total(*first) and (each := _each_of(first, addends[1:], often)):
        return kept[1:], each
    return kept, None


def _each_of(total: tuple[Part, Weight], addends: list[Addend], often: int) -> Fraction:
    """What some weights come to each time by their total; zero where they come to something else."""
    part, weight = total
    most = sum((each.most for each in addends), Fraction(0))
    least = sum((each.least for each in addends), Fraction(0))
    for times in (1, 1 if part.times else often):
        if times and weight.milligrams / times in {most, least}:
            return weight.milligrams / times
    return Fraction(0)
