"""Reads how much of a nutrient is in a dose as it is written: `2 tabletten à 200 mg` is 400 mg each time.

Each number and each word that changes an amount is counted once, or the dose is not read and is asked for. What can be
read in two ways is read as the larger amount, and marked as doubtful: it serves to ask, not to know.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from handouts.content.nutrients import Nutrient
from handouts.content.nutrients.addends import addend_of, kept_of
from handouts.content.nutrients.amounts import Weight, read_phrases, weighed
from handouts.content.nutrients.bare import resolved
from handouts.content.nutrients.parts import Part, branches_of, parts_of, times_at
from handouts.content.nutrients.phrases import ONE, ZERO, Phrase, Says
from handouts.content.nutrients.sums import Amount, Unit, sum_of
from handouts.content.nutrients.texts import plain
from handouts.content.nutrients.tokens import proper_in
from handouts.languages.lexicon import Kind

_SEVERAL = re.compile(r"\d ?(?:mg|g|µg|mcg)? ?/ ?\d+(?:[.,]\d+)? ?(?:mg|g|µg|mcg)\b")
_LONG = 400
"""More characters than a dose has that can be understood."""
_A_PACKAGE = 20
"""Tablets: as many are in a package, and not in a dose."""
_EVERY_HOUR = 24
"""Times a day: nobody takes anything as often, so it is said of something else."""


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
    """All that it can mean for one time, in mg; empty where that is not clear."""
    is_day: bool = False
    """Whether it is all of a day, at however many moments."""
    is_unclear: bool = False
    """Whether the dose has a word or a number that may change how much it is, and that is not understood."""


_NOT_READ = Reading(None, "", 0, doubtful=True, is_unclear=True)


class _Often(NamedTuple):
    """How often on a day a dose says that it is taken."""

    times: int
    is_spread: bool
    before_spread: int
    """At how many moments, before it says that it is spread."""


def read_dose(product: str, dose: str | None, nutrient: Nutrient) -> Reading:
    """How much of a nutrient one dose holds, as far as can be read; the product may name the strength.

    A dose of which one word is not understood is not read: that word may be the one that doubles it.
    """
    dose = dose or ""
    if len(dose) > _LONG:
        return _NOT_READ
    names = proper_in(dose) | frozenset(re.findall(r"[^\W\d_]+", plain(product)))
    phrases = resolved(read_phrases(dose, nutrient, names))
    parts = parts_of(phrases)
    often = _often(parts)
    not_read = _NOT_READ._replace(times=often.times)
    if _is_unclear(phrases, parts):
        return not_read
    weights = weighed(phrases)
    strength = None if weights else _strength(product, nutrient)
    if strength is not None and (_is_uncounted(phrases) or any(each.says is Says.ELSEWHERE for each in phrases)):
        return not_read
    kept = {each.at: each for each in weights if each.of != "other"}
    if not kept and strength is None:
        return not_read._replace(is_unclear=False)
    if _SEVERAL.search(plain(dose)) and any(each.says is Says.OTHER for each in read_phrases(product, nutrient)):
        # `calcium/magnesium`, `500 mg/250 mg`: which weight is of which is not said.
        return not_read
    known = _amounts(parts, phrases, kept, strength, often.times)
    is_counted = any(_is_count_of_day(phrase) for phrase in phrases)
    if not known or any(amount.is_unclear or not (amount.is_counted or is_counted) for amount in known):
        return not_read
    reading = _reading(dose if strength is None else product, known, often)
    return reading if strength is None else reading._replace(doubtful=True)


def _reading(words: str, amounts: list[Amount], often: _Often) -> Reading:
    """The largest of the amounts that take each other's place."""
    most = max(amount.most for amount in amounts)
    weights = sum(amount.weights for amount in amounts)
    of_day = Reading(most, words, 0, doubtful=True, is_day=True)
    if len(amounts) > 1 and any(amount.is_most_of_day for amount in amounts):
        return of_day
    if often.is_spread:
        return of_day._replace(milligrams=most * max(often.times, often.before_spread, 1))
    if len(amounts) > 1 and any(amount.is_day for amount in amounts):
        days = (amount.most * (1 if amount.is_day else max(often.times, amount.times, 1)) for amount in amounts)
        return of_day._replace(milligrams=max(days))
    if amounts[0].is_day:
        doubtful = weights > 1 or often.times > 1
        return of_day._replace(milligrams=most * max(often.times, 1), doubtful=doubtful)
    times = max(often.times, *(amount.times for amount in amounts))
    least = sum((amount.least for amount in amounts), ZERO)
    is_clear = all(amount.most == amount.least and amount.is_counted for amount in amounts)
    is_one = len(amounts) == 1 and (weights == 1 or amounts[0].is_added) and amounts[0].is_counted
    doubtful = weights > 1 or not is_clear or times > 0
    return Reading(most, words, times, doubtful, (most, least) if is_one and amounts[0].is_known else ())


def _amounts(
    parts: list[Part], phrases: list[Phrase], weights: dict[int, Weight], strength: Fraction | None, often: int
) -> list[Amount]:
    """What takes each other's place comes to; what one of these does not say is as in the others."""
    found: list[Amount | None] = []
    one = strength or max((each.milligrams for each in weights.values()), default=ZERO)
    count = ONE
    for branch in branches_of(parts):
        found.append(sum_of(branch, phrases, weights, Unit(one, count), often))
        counts = [phrase.most for part in branch for phrase in part.all(Says.COUNT) if not phrase.is_measure]
        count = max(counts, default=count)
    return [amount for amount in found if amount is not None]


def _strength(product: str, nutrient: Nutrient) -> Fraction | None:
    """How much of the nutrient the name of a product says; how many are in the package is passed over."""
    phrases = read_phrases(product, nutrient)
    of_nutrient = [weight for weight in weighed(phrases) if weight.of != "other"]
    found = [
        (part, weight)
        for part in parts_of(phrases)
        for weight in of_nutrient
        if any(each.at == weight.at for each in part.phrases)
    ]
    kept, passed = kept_of(found, phrases)
    packages = {phrase.at for phrase in phrases if phrase.says is Says.COUNT and phrase.most >= _A_PACKAGE}
    return max((addend_of(part, weight, passed | packages).most for part, weight in kept), default=None)


def _is_unclear(phrases: list[Phrase], parts: list[Part]) -> bool:
    """Whether something in a dose is not understood."""
    for phrase in phrases:
        if (
            phrase.says in {Says.UNCLEAR, Says.BARE, Says.AGREED}
            or (phrase.says is Says.RATE and phrase.most >= _EVERY_HOUR)
            or (phrase.says in {Says.SCHEME, Says.COUNT} and not phrase.most)
        ):
            return True
    first = next((phrase.at for phrase in phrases if phrase.says is Says.WEIGHT), 0)
    if _is_uncounted(phrases[:first]) and not any(_is_count_of_day(phrase) for phrase in phrases):
        return True
    if "plus" in parts[-1].joins and parts[-1].is_empty:
        return True
    needed = [phrase.at for phrase in phrases if phrase.says is Says.NEEDED]
    counted = [phrase.at for part in parts for phrase in part.all(Says.WEIGHT, Says.COUNT)]
    return bool(counted) and any(min(counted) < each < max(counted) for each in needed)


def _is_uncounted(phrases: list[Phrase]) -> bool:
    """Whether some phrases name several of a form, and not how many: `tabletten van 200 mg`."""
    if any(phrase.says in {Says.COUNT, Says.SCHEME, Says.BARE} or _is_count_of_day(phrase) for phrase in phrases):
        return False
    return any(token.name == "several" for phrase in phrases if phrase.says is Says.NOTHING for token in phrase.tokens)


def _is_count_of_day(phrase: Phrase) -> bool:
    """Whether it is a number a day, such as `2 per dag`, and not a number of times."""
    return phrase.says is Says.RATE and not phrase.has(Kind.TIMES)


def _often(parts: list[Part]) -> _Often:
    """The largest number of times a day that is named; the most that is allowed where that is less."""
    rates, caps, extra = [0], list[int](), 0
    for previous, part in zip([Part(), *parts], parts, strict=False):
        for phrase in part.all(Says.RATE):
            (caps if "cap" in part.joins and not part.all(Says.WEIGHT) else rates).append(ceil(phrase.most))
        rates += [ceil(phrase.most) for phrase in part.all(Says.DAYS) if phrase.most > 1]
        if part.joins & {"and", "plus"} and _is_rate(previous) != _is_rate(part) and (previous.times or part.times):
            extra = max(extra, previous.times, part.times)
        if part.all(Says.PER_DAY):
            rates.append(1)
    most = max(rates) + (extra if max(rates) > 1 else 0)
    times = min(most, *caps) if most and caps else max(most, *caps, 0)
    before: list[Part] = []
    for part in parts:
        if spread := part.all(Says.SPREAD):
            own = Part(part.joins, [each for each in part.phrases if each.at < spread[0].at])
            return _Often(times, is_spread=True, before_spread=times_at([*before, own]))
        before.append(part)
    return _Often(times, is_spread=False, before_spread=0)


def _is_rate(part: Part) -> bool:
    """Whether a part says how often, and not when."""
    return bool(part.all(Says.RATE)) and not part.times


def times_said(dose: str) -> int:
    """How many times a day a dose says that it is taken; 0 where it does not, or where it is spread over these."""
    parts = parts_of(read_phrases(dose))
    often = _often(parts)
    if often.is_spread:
        return often.before_spread
    if any(part.all(Says.TOTAL) for part in parts):
        return 0
    scheme = max((int(phrase.least) for part in parts for phrase in part.all(Says.SCHEME)), default=0)
    at_moments = times_at(parts)
    return max(often.times, scheme, at_moments if at_moments > 1 else 0)


def is_bare_number(dose: str) -> bool:
    """Whether a dose is a number, or a range, of nothing: `400`, `1-2`, `½`, `twee`, `2x`."""
    phrases = [phrase for phrase in read_phrases(dose) if phrase.says is not Says.JOIN]
    if len(phrases) != 1:
        return False
    (phrase,) = phrases
    is_times = phrase.says is Says.COUNT and phrase.is_times and phrase.tokens[-1].text == "x"
    return phrase.says is Says.BARE or is_times or [token.kind for token in phrase.tokens] == [Kind.ARTICLE]
