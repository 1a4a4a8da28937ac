"""Reads how much of a nutrient is in a dose as it is written: `2 tabletten à 200 mg` is 400 mg each time.

What can be read in two ways is read as the larger amount, and marked as doubtful: it serves to ask, not to know.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from handouts.nutrients import Nutrient
from handouts.nutrients.amounts import Amount, Each, amounts_in, chosen, each_time
from handouts.nutrients.days import MOMENT, Spread, largest, spread
from handouts.nutrients.texts import in_digits, plain
from handouts.nutrients.vocabulary import (
    CAP,
    COUNT,
    INTAKE,
    LOOSE,
    NUMBER,
    PER_DAY,
    RANGE,
    SOLID,
    STEP,
    THEN,
    TOTAL,
    names_in,
    not_understood,
)

_JOIN = re.compile(r"[,;+&/]|\b(?:en|and|plus|met|with)\b")
_LEAD = re.compile(
    rf"(?<![\w.,/]){RANGE} ?(?:x|maal|keer|times|{SOLID}|{LOOSE})\.?(?: (?:van|à|of|met|with|elk|each|ieder|x|@|"
    rf"een|1))*[ (:]*$"
)
"""How many there are of the amount that follows."""
_ELSEWHERE = re.compile(r"\b(?:volgens|zoals)\b")
_LONG = 400
"""More characters than a dose has that can be understood."""
_STRENGTH = re.compile(
    rf"\b(?:mg|milligram|g|gram|µg|mcg) ?(?:per|/|in) ?{NUMBER} ?(?:ml|milliliter|cc|druppels?|drops?|g|gram)\b"
    r"|\b(?:ml|milliliter|cc|druppels?|drops?) ?="
)
"""How strong a liquid is, `100 mg per 5 ml`: what a dose of it holds is to be worked out by whoever has the label."""
_SPREAD = re.compile(r"verdeeld|verspreid|divided|spread|split")


class Reading(NamedTuple):
    """What a product and its dose say of a nutrient."""

    milligrams: Fraction | None
    """What is taken each time, in mg; the largest that it can mean. None when nothing says how much."""
    words: str
    """What it was read from: the dose, or the product."""
    times: int
    """How many times a day the dose itself says; 0 when it does not."""
    doubtful: bool
    """Whether it can be read in another way too."""
    meanings: tuple[Fraction, ...] = ()
    """All that it can mean for one time, in mg; empty where that cannot be told."""
    is_day: bool = False
    """Whether it is all of a day, at however many moments."""
    is_unclear: bool = False
    """Whether the dose has a word or a number that may change how much it is, and that is not understood."""


def read_dose(product: str, dose: str | None, nutrient: Nutrient) -> Reading:
    """How much of a nutrient one dose holds, as far as can be read; the product may name the strength.

    A dose of which one word is not understood is not read: that word may be the one that doubles it.
    """
    if len(dose or "") > _LONG:
        return Reading(None, "", 0, doubtful=True, is_unclear=True)
    said = spread(INTAKE.sub(" ", in_digits(plain(dose or ""))))
    text, times = said.text, said.times
    names = names_in(dose or "") | frozenset(re.findall(r"[^\W\d_]+", plain(product)))
    also = (nutrient.named, *(re.compile(pattern) for pattern in nutrient.compounds), re.compile(MOMENT), STEP, THEN)
    is_number = re.fullmatch(rf"[ ,.]*{RANGE} ?x?[ ,.]*", text)
    unclear = not is_number and not_understood(text, also, names)
    if unclear or _STRENGTH.search(text) or (said.units is not None and said.units <= 0):
        return Reading(None, "", times, doubtful=True, is_unclear=True)
    amounts = chosen(list(amounts_in(text, nutrient)))
    if amounts:
        return _of_dose(dose or "", text, amounts, said)
    of_product = INTAKE.sub(" ", in_digits(plain(product)))
    strengths = chosen(list(amounts_in(of_product, nutrient)))
    if strengths and not any(amounts_in(text, nutrient)):
        strength = max(each_time(of_product, amount).most for amount in strengths)
        over = _times_over(text) if text.strip(" ,.") else Fraction(1)
        if _ELSEWHERE.search(text):
            return Reading(None, "", times, doubtful=True, is_unclear=True)
        if said.units is not None:
            return Reading(strength * (over or 1) * said.units, product, 0, doubtful=True, is_day=True)
        meanings = () if over is None else (strength * over,)
        return Reading(
            strength * (over or 1), product, max(times, _at_moments(said, 1)), doubtful=True, meanings=meanings
        )
    return Reading(None, "", times, doubtful=True)


def _of_dose(dose: str, text: str, amounts: list[Amount], said: Spread) -> Reading:
    """What the amounts of a dose come to: added up, or the largest where one takes the place of another."""
    branches = _branches(text, amounts, said.moments)
    each = [one for branch in branches for one in branch]
    if any(one.is_total for one in each):
        branches = [[one for one in each if one.is_total]]
    most = max(sum((one.most for one in branch), Fraction(0)) for branch in branches)
    units = said.units
    if cap := _a_day_at_most(text, amounts):
        usual = max((one.most for one in each if one.most != cap), default=Fraction(0))
        return Reading(max(cap, usual), dose, 0, doubtful=True, is_day=True)
    if units is not None:
        return Reading(most * units, dose, 0, doubtful=len(each) > 1, is_day=True)
    if _SPREAD.search(text):
        return Reading(most, dose, 0, doubtful=True, is_day=True)
    is_day = len(each) > 1 and len(branches) == 1 and said.moments == len(each) and not said.times
    times = max(said.times, _at_moments(said, len(each)))
    doubtful = len(each) > 1 or not all(one.is_clear for one in each) or times > 0
    one_dose = len(each) == 1 or ("+" in text and len(each) == text.count("+") + 1)
    known = one_dose and not is_day and all(one.is_counted for one in each) and not _SPREAD.search(text)
    least = sum((one.least for one in each), Fraction(0))
    return Reading(most, dose, times, doubtful, (most, least) if known else (), is_day=is_day)


def _at_moments(said: Spread, amounts: int) -> int:
    """How many times one amount is taken at the moments that the dose names."""
    return said.moments if amounts == 1 and said.moments > 1 else 0


def _branches(text: str, amounts: list[Amount], moments: int) -> list[list[Each]]:
    """What each amount comes to, in groups that take each other's place; within a group they are added up."""
    groups: list[list[Each]] = [[]]
    start, count = 0, Fraction(1)
    for amount, following in zip(amounts, [*amounts[1:], None], strict=True):
        end, begins = _boundary(text, amount, following, moments)
        part = text[start:end]
        one = each_time(part, amount._replace(start=amount.start - start, end=amount.end - start))
        counts = [largest(found) for found in COUNT.finditer(part) if not found[5]]
        if not counts and re.search(r"\b(?:van|à|of|x|@|elk) ?$", text[start : amount.start]):
            # `2 tabletten van 100 mg, daarna van 200 mg`: as many as before.
            one = one._replace(most=one.most * max(count, Fraction(1)))
        count = max(counts, default=count)
        groups[-1].append(one)
        if begins:
            groups.append([])
        start = end or start
    return groups


def _boundary(text: str, amount: Amount, following: Amount | None, moments: int) -> tuple[int | None, bool]:
    """Where what belongs to an amount ends, None where that cannot be told; and whether the next takes its place.

    What comes *then* on one day is added; so is what stands after a plus.
    """
    if following is None:
        return None, False
    between = text[amount.end : following.start]
    if lead := _LEAD.search(between):
        between = between[: lead.start()]
    steps = list(STEP.finditer(between)) or ([] if moments > 1 else list(THEN.finditer(between)))
    joins = list(_JOIN.finditer(between))
    begins = bool(steps) and not re.search(r"\+|\bplus\b", between)
    cuts = steps if begins else joins
    if not begins and lead:
        return amount.end + lead.start(), False
    if not cuts or (not begins and len(cuts) > 1 and COUNT.search(between)):
        return None, begins
    return amount.end + cuts[0].start(), begins


def _a_day_at_most(text: str, amounts: list[Amount]) -> Fraction | None:
    """The most of a day, in mg, where a dose says that beside what is taken each time."""
    return next(
        (
            amount.milligrams
            for amount in amounts
            if len(amounts) > 1
            and re.search(rf"(?:{CAP}) ?$", text[: amount.start])
            and re.match(rf" ?{PER_DAY}", text[amount.end :])
        ),
        None,
    )


def times_said(dose: str) -> int:
    """How many times a day a dose says that it is taken; 0 where it does not, or where it is spread over these."""
    said = spread(INTAKE.sub(" ", in_digits(plain(dose))))
    if _SPREAD.search(said.text) or TOTAL.search(said.text):
        return 0
    return max(said.times, _at_moments(said, 1))


def is_bare_number(dose: str) -> bool:
    """Whether a dose is a number, or a range, of nothing: `400`, `1-2`, `½`, `twee`."""
    return bool(re.fullmatch(rf"{RANGE} ?x?\.?", in_digits(plain(dose)).strip()))


def _times_over(text: str) -> Fraction | None:
    """How many of what the product names a dose is; None where it does not say."""
    bare = re.match(rf"{RANGE} ?(?:x|maal|keer|times)?$", text.strip(" ,."))
    counts = [bare] if bare else [found for found in COUNT.finditer(text) if not found[5]]
    result = Fraction(1)
    for found in counts:
        result *= largest(found)
    return result if counts else None
