"""Reads how much of a nutrient is in a dose as it is written: `2 tabletten à 200 mg` is 400 mg each time.

What can be read in two ways is read as the larger amount, and marked as doubtful: it serves to ask, not to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from handouts.nutrients import Nutrient
from handouts.nutrients.days import MOMENT, Spread, largest, spread, value_of
from handouts.nutrients.texts import in_digits, plain
from handouts.nutrients.vocabulary import (
    AMOUNT,
    CAP,
    COUNT,
    INTAKE,
    LOOSE,
    MG,
    NUMBER,
    OTHERS,
    PER_DAY,
    RANGE,
    SOLID,
    STEP,
    THEN,
    TOTAL,
    UNIT,
    names_in,
    not_understood,
)

_TIMES_EACH = re.compile(
    rf"(?<![\w.,/-])({NUMBER}) ?(?:x|maal|keer|times|{SOLID}) ?(?:{PER_DAY} ?)?(?:(?:à|van|of|met|x|@) ?)?$"
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
_DENIED = re.compile(r"\b(?:geen|niet|nooit|no|not|never) ?$")
_NOT_A_DAY = re.compile(r"(?:per|/|a|each|every|elke?) ?(?:week|maand|month)|wekelijks|weekly|maandelijks|monthly")
_EACH = re.compile(r"(?:/|per\b|each\b|elk\b|ieder\b|in 1\b) ?(?:\w+ )?")
_BY_WEIGHT = re.compile(r" ?(?:/|per) ?(?:kg|kilo)")
_SPREAD = re.compile(r"verdeeld|verspreid|divided|spread|split")
_TIMES_OVER = re.compile(rf"x ({NUMBER})(?! ?(?:x|{UNIT})(?!\w))")
_JOINED = re.compile(r"\b(?:à|a|van|of|x|met|with|elk|each|at|@|ieder|per stuk)\b|@")
_ELEMENTAL = re.compile(
    r"element|zuiver|\bpure?\b|waarvan|of which|levert|provid|bevat|contain|komt overeen|equivalent"
)


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


class _Amount(NamedTuple):
    start: int
    end: int
    milligrams: Fraction
    kind: str
    """`elemental`, `named`, `compound`, `plain` or `other`: of what it is, by the words around it."""


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
    if (not is_number and not_understood(text, also, names)) or (said.units is not None and said.units <= 0):
        return Reading(None, "", times, doubtful=True, is_unclear=True)
    amounts = _chosen(list(_amounts(text, nutrient)))
    if amounts:
        return _of_dose(dose or "", text, amounts, said)
    of_product = INTAKE.sub(" ", in_digits(plain(product)))
    strengths = _chosen(list(_amounts(of_product, nutrient)))
    if strengths and not any(_amounts(text, nutrient)):
        strength = max(_each_time(of_product, amount).most for amount in strengths)
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


def _of_dose(dose: str, text: str, amounts: list[_Amount], said: Spread) -> Reading:
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


def _branches(text: str, amounts: list[_Amount], moments: int) -> list[list[_Each]]:
    """What each amount comes to, in groups that take each other's place; within a group they are added up."""
    groups: list[list[_Each]] = [[]]
    start, count = 0, Fraction(1)
    for amount, following in zip(amounts, [*amounts[1:], None], strict=True):
        end, begins = _boundary(text, amount, following, moments)
        part = text[start:end]
        one = _each_time(part, amount._replace(start=amount.start - start, end=amount.end - start))
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


def _boundary(text: str, amount: _Amount, following: _Amount | None, moments: int) -> tuple[int | None, bool]:
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


def _a_day_at_most(text: str, amounts: list[_Amount]) -> Fraction | None:
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


def agreed_a_day(text: str, nutrient: Nutrient) -> Fraction | None:
    """How much of a nutrient a day was agreed on, in mg; None where a text does not say it in one amount.

    What was agreed is never taken for more than it says: the weight of a compound, an amount a week, what is denied
    and what stands there twice are no answer.
    """
    said = in_digits(plain(text))
    amounts = [amount for amount in _amounts(said, nutrient) if amount.kind != "other"]
    if len(amounts) != 1:
        return None
    (amount,) = amounts
    before, after = said[: amount.start], said[amount.end :]
    of_compound = amount.kind in {"compound", "plain"} and nutrient.compound_in(said) is not None
    around = f"{re.split('[,;]', before)[-1]} {re.split('[,;]', after)[0]}"
    of_more_days = _NOT_A_DAY.search(around) and not re.search(PER_DAY, around)
    if of_compound or of_more_days or _DENIED.search(before):
        return None
    times = _TIMES_EACH.search(before)
    return amount.milligrams * (value_of(times[1]) if times else 1)


def weights_of(text: str, nutrient: Nutrient) -> list[Fraction]:
    """Every weight in a text, in mg, that is not said to be of something else than a nutrient."""
    return [each.milligrams for each in _amounts(in_digits(plain(text)), nutrient) if each.kind != "other"]


def weights_in(text: str) -> list[Fraction]:
    """Every weight in a text, in mg, of whatever it is."""
    said = in_digits(plain(text))
    scales = ((found, _scale(found[4])) for found in AMOUNT.finditer(said))
    return [value_of(found[3], fine=scale > 1) * scale for found, scale in scales]


def is_bare_number(dose: str) -> bool:
    """Whether a dose is a number, or a range, of nothing: `400`, `1-2`, `½`, `twee`."""
    return bool(re.fullmatch(rf"{RANGE} ?x?\.?", in_digits(plain(dose)).strip()))


def _scale(unit: str) -> Fraction:
    """How many mg a unit is."""
    return next(scale for pattern, scale in MG.items() if re.fullmatch(pattern, unit))


def _amounts(text: str, nutrient: Nutrient) -> Iterator[_Amount]:
    """Every weight in a text, with what it is of."""
    found = list(AMOUNT.finditer(text))
    for index, match in enumerate(found):
        low, of_low, high, unit = match.groups()
        scale = _scale(unit)
        value = value_of(high, fine=scale > 1)
        if low and of_low:
            first = value_of(low, fine=_scale(of_low) > 1) * _scale(of_low) / scale
            value = max(value, first)
        elif low:
            # `2 à 200 mg` is two of 200 mg, and no range.
            first = value_of(low, fine=scale > 1)
            value = value * first if value >= 10 * first else max(value, first)
        before = text[found[index - 1].end() if index else 0 : match.start()]
        after = text[match.end() : found[index + 1].start() if index + 1 < len(found) else len(text)]
        yield _Amount(match.start(), match.end(), value * scale, _kind(before, after, nutrient))


def _kind(before: str, after: str, nutrient: Nutrient) -> str:
    named = nutrient.named
    follows = re.match(r"[\s(]*(?:(?:aan|of|elementa\w*|zuivere?|pure?)\s+)*([\w-]+(?: ?[\w-]+)?)", after)
    word = follows[1] if follows else ""
    if (re.match(OTHERS, word) and not named.match(word)) or _BY_WEIGHT.match(after):
        return "other"
    if named.match(word) or re.match(r"(?:mg|elementa\w*)\b", word):
        of_compound = nutrient.compound_in(re.split(r"[,;(]", after)[0])
        if _ELEMENTAL.search(f"{before[-25:]} {re.split('[,;(]', after)[0][:30]}"):
            return "elemental"
        return "compound" if of_compound is not None else "named"
    if word and nutrient.compound_in(word.split()[0]) is not None:
        return "compound"
    ahead = before.rsplit(",", maxsplit=1)[-1] if "," in before else before
    others = list(re.finditer(rf"(?<!\w){OTHERS}", ahead))
    names = list(named.finditer(ahead))
    if others and (not names or others[-1].start() > names[-1].start()):
        return "other"
    if names:
        return "compound" if nutrient.compound_in(ahead) else "named"
    return "plain"


def _chosen(amounts: list[_Amount]) -> list[_Amount]:
    """Of several weights those that are of the nutrient, rather than of its compound or of something else."""
    for kinds in ({"elemental"}, {"named"}, {"compound"}, {"plain"}):
        if found := [amount for amount in amounts if amount.kind in kinds]:
            return found
    return []


class _Each(NamedTuple):
    """What an amount comes to with the counts that stand around it, in mg."""

    most: Fraction
    least: Fraction
    is_total: bool = False
    """Whether it is said to be all of it together."""
    is_counted: bool = True
    """Whether it is said of how many: `200 mg per tablet` is not."""

    @property
    def is_clear(self) -> bool:
        """Whether it can be read in one way only."""
        return self.most == self.least and self.is_counted


def _each_time(text: str, amount: _Amount) -> _Each:
    before, after = text[: amount.start], text[amount.end :]
    total = list(TOTAL.finditer(before))
    behind_it = TOTAL.match(rest := after.strip(" (,"))
    if total or (behind_it and not AMOUNT.match(rest[behind_it.end() :].strip())):
        # `1 eetlepel = 300 mg, 2 eetlepels`
        counts = [largest(found) for found in COUNT.finditer(after)] if "=" in before else []
        return _Each(amount.milligrams * max(counts, default=Fraction(1)), amount.milligrams, is_total=True)
    per_unit = _EACH.match(after.lstrip())
    around = [*COUNT.finditer(before), *COUNT.finditer(after)]
    most = amount.milligrams
    if over := _TIMES_OVER.match(after.strip()):
        most *= value_of(over[1])
    least = most
    for found in around:
        count = max(value_of(part) for part in found.groups()[:2] if part)
        behind = found.string is after
        between = "" if behind else before[found.end() :]
        tied = bool(found[3] or per_unit or _JOINED.search(between) or (not behind and not between.strip(" ,:-")))
        bracketed = "(" in between or (behind and "(" in after[: found.start()])
        if found[5] and not tied:
            continue
        if bracketed and not per_unit:
            most, least = most * max(count, Fraction(1)), least * min(count, Fraction(1))
        else:
            most, least = most * (max(count, Fraction(1)) if behind else count), least * count
    return _Each(most, least, is_counted=not per_unit or bool(around))


def _times_over(text: str) -> Fraction | None:
    """How many of what the product names a dose is; None where it does not say."""
    bare = re.match(rf"{RANGE} ?(?:x|maal|keer|times)?$", text.strip(" ,."))
    counts = [bare] if bare else [found for found in COUNT.finditer(text) if not found[5]]
    result = Fraction(1)
    for found in counts:
        result *= max(value_of(part) for part in found.groups()[:2] if part)
    return result if counts else None
