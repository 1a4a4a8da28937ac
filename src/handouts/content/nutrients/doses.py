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
from handouts.content.nutrients.phrases import Phrase, Says
from handouts.content.nutrients.sums import Amount, Unit, sum_of
from handouts.content.nutrients.texts import plain
from handouts.content.nutrients.tokens import proper_in
from handouts.languages.lexicon import Kind

_SEVERAL = re.compile(r"\d ?(?:mg|g|µg|mcg)? ?/ ?\d+(?:[.,]\d+)? ?(?:mg|g|µg|mcg)\b")
_LONG = 400
"""More characters than a dose has that can be understood."""
_A_PACKAGE = 20
"""So many tablets are in a package, and not in a dose."""
_EVERY_HOUR = 24
"""Nobody takes anything so many times a day: it is said of something else."""


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


class _Often(NamedTuple):
    """How often on a day a dose says that it is taken."""

    times: int
    is_spread: bool
    before_spread: int
    """At how many moments, before it says that it is spread."""
    has_total: bool


def read_dose(product: str, dose: str | None, nutrient: Nutrient) -> Reading:
    """How much of a nutrient one dose holds, as far as can be read; the product may name the strength.

    A dose of which one word is not understood is not read: that word may be the one that doubles it.
    """
    if len(dose or "") > _LONG:
        return Reading(None, "", 0, doubtful=True, is_unclear=True)
    names = proper_in(dose or "") | frozenset(re.findall(r"[^\W\d_]+", plain(product)))
    phrases = resolved(read_phrases(dose or "", nutrient, names))
    parts = parts_of(phrases)
    often = _often(parts)
    if _is_unclear(phrases, parts):
        return Reading(None, "", often.times, doubtful=True, is_unclear=True)
    weights = weighed(phrases)
    strength = None if weights else _strength(product, nutrient)
    if strength is not None and (_is_uncounted(phrases) or any(each.says is Says.ELSEWHERE for each in phrases)):
        return Reading(None, "", often.times, doubtful=True, is_unclear=True)
    kept = {each.at: each for each in weights if each.of != "other"}
    if not kept and strength is None:
        return Reading(None, "", often.times, doubtful=True)
    if _SEVERAL.search(plain(dose or "")) and _is_of_several(product, nutrient):
        # `calcium/magnesium`, `500 mg/250 mg`: which weight is of which is not said.
        return Reading(None, "", often.times, doubtful=True, is_unclear=True)
    known = _amounts(parts, phrases, kept, strength, often.times)
    is_counted = any(_is_count_of_day(phrase) for phrase in phrases)
    if not known or any(amount.is_unclear or not (amount.is_counted or is_counted) for amount in known):
        return Reading(None, "", often.times, doubtful=True, is_unclear=True)
    if strength is None:
        return _reading(dose or "", known, often)
    return _reading(product, known, often)._replace(doubtful=True)


def _is_of_several(product: str, nutrient: Nutrient) -> bool:
    """Whether a product names other nutrients beside this one."""
    return any(phrase.says is Says.OTHER for phrase in read_phrases(product, nutrient))


def _reading(words: str, amounts: list[Amount], often: _Often) -> Reading:
    """The largest of the amounts that take each other's place."""
    most = max(amount.most for amount in amounts)
    cap = next((amount for amount in amounts if amount.is_most_of_day), None)
    if cap is not None and len(amounts) > 1:
        return Reading(most, words, 0, doubtful=True, is_day=True)
    weights = sum(amount.weights for amount in amounts)
    if often.is_spread:
        times = max(often.times, often.before_spread, 1)
        return Reading(most * times, words, 0, doubtful=True, is_day=True)
    if len(amounts) > 1 and any(amount.is_day for amount in amounts):
        times = max(often.times, 1)
        days = [amount.most * (1 if amount.is_day else max(times, amount.times, 1)) for amount in amounts]
        return Reading(max(days), words, 0, doubtful=True, is_day=True)
    is_day = any(amount.is_day for amount in amounts)
    times = often.times if is_day else max(often.times, *(amount.times for amount in amounts))
    if is_day:
        return Reading(most * max(times, 1), words, 0, doubtful=weights > 1 or times > 1, is_day=True)
    least = sum((amount.least for amount in amounts), Fraction(0))
    is_clear = all(amount.most == amount.least and amount.is_counted for amount in amounts)
    is_one = len(amounts) == 1 and (weights == 1 or amounts[0].is_added) and amounts[0].is_counted
    doubtful = weights > 1 or not is_clear or times > 0
    return Reading(most, words, times, doubtful, (most, least) if is_one and amounts[0].is_known else ())


def _amounts(
    parts: list[Part], phrases: list[Phrase], weights: dict[int, Weight], strength: Fraction | None, often: int
) -> list[Amount]:
    """What takes each other's place comes to; what one of these does not say is as in the others."""
    found: list[Amount | None] = []
    one = strength or max((each.milligrams for each in weights.values()), default=Fraction(0))
    count = Fraction(1)
    for branch in branches_of(parts):
        found.append(sum_of(branch, phrases, weights, Unit(one, count), often))
        counts = [phrase.most for part in branch for _, phrase, _ in part.all(Says.COUNT) if not phrase.is_measure]
        count = max(counts, default=count)
    return [amount for amount in found if amount is not None]


def _strength(product: str, nutrient: Nutrient) -> Fraction | None:
    """How much of the nutrient the name of a product says; how many are in the package is passed over."""
    phrases = read_phrases(product, nutrient)
    found = [
        (part, weight)
        for part in parts_of(phrases)
        for weight in weighed(phrases)
        if weight.of != "other" and any(at == weight.at for at, _, _ in part.phrases)
    ]
    kept, passed = kept_of(found, phrases)
    packages = {at for at, phrase in enumerate(phrases) if phrase.says is Says.COUNT and phrase.most >= _A_PACKAGE}
    return max((addend_of(part, weight, passed | packages).most for part, weight in kept), default=None)


def _is_unclear(phrases: list[Phrase], parts: list[Part]) -> bool:
    """Whether something in a dose is not understood."""
    if any(phrase.says in {Says.UNCLEAR, Says.BARE, Says.AGREED} for phrase in phrases):
        return True
    if any(phrase.says is Says.RATE and phrase.most >= _EVERY_HOUR for phrase in phrases):
        return True
    if any(phrase.says in {Says.SCHEME, Says.COUNT} and not phrase.most for phrase in phrases):
        return True
    first = next((at for at, phrase in enumerate(phrases) if phrase.says is Says.WEIGHT), 0)
    if _is_uncounted(phrases[:first]) and not any(_is_count_of_day(phrase) for phrase in phrases):
        return True
    if "plus" in parts[-1].joins and parts[-1].is_empty:
        return True
    needed = [at for at, phrase in enumerate(phrases) if phrase.says is Says.NEEDED]
    counted = [at for part in parts for at, phrase, _ in part.phrases if phrase.says in {Says.WEIGHT, Says.COUNT}]
    return any(any(at > each for at in counted) and any(at < each for at in counted) for each in needed)


def _is_uncounted(phrases: list[Phrase]) -> bool:
    """Whether some phrases name several of a form, and not how many: `tabletten van 200 mg`."""
    if any(phrase.says in {Says.COUNT, Says.SCHEME, Says.BARE} or _is_count_of_day(phrase) for phrase in phrases):
        return False
    return any(token.name == "several" for phrase in phrases if phrase.says is Says.NOTHING for token in phrase.tokens)


def _is_count_of_day(phrase: Phrase) -> bool:
    """Whether it is so many a day, such as `2 per dag`, and not so many times."""
    return phrase.says is Says.RATE and not any(token.kind is Kind.TIMES for token in phrase.tokens)


def _often(parts: list[Part]) -> _Often:
    """The largest number of times a day that is named; the most that is allowed where that is less."""
    rates, caps, extra = [0], list[int](), 0
    for index, part in enumerate(parts):
        previous = parts[index - 1] if index else Part()
        for _, phrase, _ in part.all(Says.RATE):
            (caps if "cap" in part.joins and not part.all(Says.WEIGHT) else rates).append(ceil(phrase.most))
        rates += [ceil(phrase.most) for _, phrase, _ in part.all(Says.DAYS) if phrase.most > 1]
        if part.joins & {"and", "plus"} and _is_rate(previous) != _is_rate(part) and (previous.times or part.times):
            extra = max(extra, previous.times, part.times)
        if part.all(Says.PER_DAY):
            rates.append(1)
    most = max(rates) + (extra if max(rates) > 1 else 0)
    times = min(most, *caps) if most and caps else max(most, *caps, 0)
    says = {phrase.says for part in parts for _, phrase, _ in part.phrases}
    spread = next((index for index, part in enumerate(parts) if part.all(Says.SPREAD)), None)
    before = 0 if spread is None else times_at([*parts[:spread], _before_spread(parts[spread])])
    return _Often(times, spread is not None, before, Says.TOTAL in says)


def _before_spread(part: Part) -> Part:
    """What stands in a part before it says that it is spread."""
    first = part.all(Says.SPREAD)[0][0]
    return Part(part.joins, [each for each in part.phrases if each[0] < first])


def _is_rate(part: Part) -> bool:
    """Whether a part says how often, and not when."""
    return bool(part.all(Says.RATE)) and not part.times


def times_said(dose: str) -> int:
    """How many times a day a dose says that it is taken; 0 where it does not, or where it is spread over these."""
    parts = parts_of(read_phrases(dose))
    often = _often(parts)
    if often.is_spread:
        return often.before_spread
    if often.has_total:
        return 0
    scheme = max((int(phrase.least) for part in parts for _, phrase, _ in part.all(Says.SCHEME)), default=0)
    at_moments = times_at(parts)
    return max(often.times, scheme, at_moments if at_moments > 1 else 0)


def is_bare_number(dose: str) -> bool:
    """Whether a dose is a number, or a range, of nothing: `400`, `1-2`, `½`, `twee`, `2x`."""
    phrases = [phrase for phrase in read_phrases(dose) if phrase.says is not Says.JOIN]
    if len(phrases) != 1:
        return False
    kinds = [token.kind for token in phrases[0].tokens]
    return phrases[0].says is Says.BARE or (phrases[0].says is Says.COUNT and kinds[-1] is Kind.TIMES and (
        phrases[0].tokens[-1].text == "x"
    )) or kinds == [Kind.ARTICLE]  # fmt: skip
