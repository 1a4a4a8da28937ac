"""What a dose says besides how much: on which days, for how long, how many times a day, and at which moments.

Only the plain ways of saying it are read, so that no innocent word is taken for one of them.
"""

from __future__ import annotations

import re
from math import ceil
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from handouts.content.model.rhythms import Rhythm, WhenNeeded, as_rhythm
from handouts.content.nutrients.amounts import read_phrases
from handouts.content.nutrients.parts import Part, parts_of
from handouts.content.nutrients.phrases import Phrase, Says
from handouts.content.nutrients.tokens import in_digits
from handouts.languages.lexicon import A_WEEK, EACH_WEEK, TIMES, WEEKDAYS, Kind, alternatives

_NUMBER = r"(?:\d+ [1-9]/\d+|[1-9]/\d+|\d+(?:[.,]\d+)?)"
_RANGE = rf"({_NUMBER})(?: ?(?:-|tot(?: en met)?|t/m|à|a|of|or|to|up to) ?({_NUMBER}))?"
_MOST_A_DAY = 24
_TIMES = rf"(?:{alternatives(TIMES)})"
_A_WEEK = rf"(?:{alternatives(A_WEEK, EACH_WEEK)})(?!\w)"
_OTHER = r"(?:andere|other|tweede|second|2e) "
_SPAN = r"(?:dag(?:en)?|we(?:ek|ken)|days?|weeks?)"
_DAYS = re.compile(
    rf"(?<![\w.,/])(?:(?:{_RANGE} ?(?:{_TIMES}|dagen|days)?[ ,]*)?{_A_WEEK}|"
    rf"(?:1 x )?(?:om de|elke|iedere|every|each|1 x (?:per|in de)|per(?= \d)) (?:{_OTHER}|\d{{1,3}} )?{_SPAN}|"
    rf"(?:tweewekelijks|fortnightly|dagelijks|daily)(?! gebruik| use))(?!\w)"
)
_MONTHS = re.compile(
    rf"(?<![\w.,/])(?:(?:{_RANGE} ?{_TIMES}?[ ,]*)?(?:per|in de|a|each|every|elke|iedere|/) ?(?:maand|month)|"
    r"maandelijks|monthly)(?!\w)"
)
_WEEKDAY = "|".join(word for word in WEEKDAYS if len(word) > 5)
_SHORT = r"(?:ma|di|wo|do|vr|za|zo)"
_ON_DAYS = re.compile(
    rf"(?<!\w)(?:(?:op |on |elke |iedere |every )?(?:{_WEEKDAY}|werkdagen|weekdays|doordeweeks|"
    rf"(?:(?:in |at |on )?(?:het |the ))?weekends?)(?!\w)(?:[ ,/&+-]|(?:en|and|t/m|tot en met|to)\b)*)+|"
    rf"(?<!\w){_SHORT}(?:(?: ?[,/+&-] ?| en | t/m | ){_SHORT})+(?!\w)"
)
_NOT = re.compile(r"\b(?:niet|behalve|geen|nooit|not|except|no|never)\b")
_LASTS = re.compile(
    r"(?:(?:gedurende|voor|for|during|kuur van) (?:(?:de |the )?(?:komende|next) )?(\d{1,3}|a) "
    r"(dag(?:en)?|we(?:ek|ken)|maand(?:en)?|days?|weeks?|months?)|"
    r"(?<![\w.,/])(\d{1,3}) (dag(?:en)?|we(?:ek|ken)|maand(?:en)?|days?|weeks?|months?) (?:lang|long))(?!\w)"
)
_STEPS = re.compile(
    r"\b(?:daarna|dan|vervolgens|later|eerste?|then|after|first|naar|nog|extra|erbij)\b|"
    r"(?:^|[,;(] ?|\bin )(?:week|dag|day) \d|bouw|hog|begin|\bstart|increas|build"
)
"""Of what grows or shrinks each part has days of its own."""
_MOMENTS = frozenset({"morning", "noon", "evening", "bed", "night"})
_EVERY_DAY = frozenset({"each day", "every day", "elke dag", "iedere dag", "in de dag"})


class Often(NamedTuple):
    """How often a day a dose is taken, by its own words."""

    times: int
    is_limit: bool = False


class Timing(NamedTuple):
    """What a dose says of its days and moments; None and empty where it says nothing."""

    rhythm: Rhythm | None
    rhythm_words: str
    """The words that say on which days; also where they are no rhythm, such as `2 x per maand`."""
    days: tuple[int, int] | None
    """For how many days, at least and at most: a month has 28 to 31."""
    often: Often | None
    moments_a_day: int | None
    """At how many moments of the day, as in `1-0-1` and `elke 6 uur`."""
    is_whole_day: bool
    """Whether the amount is that of a whole day, such as `3 capsules per dag`."""
    moments: frozenset[str]
    """`morning`, `noon`, `evening`, `bed` and `night`."""
    is_choice: bool
    """Whether one of the moments is to be chosen."""


def timing_of(dose: str) -> Timing:
    """What a dose says besides how much."""
    phrases = read_phrases(dose)
    parts = parts_of(phrases)
    with_digits = in_digits(dose)
    rhythm, words = _rhythm(with_digits, phrases)
    often = _often(parts)
    is_choice = any(phrase.name == "or" for phrase in phrases)
    moments = {phrase.name for phrase in phrases if phrase.says is Says.MOMENT} & _MOMENTS
    return Timing(
        rhythm, words, _lasts(with_digits), often, _moments_a_day(phrases), often is None and _is_whole_day(phrases),
        frozenset(moments), is_choice,
    )  # fmt: skip


def _rhythm(with_digits: str, phrases: list[Phrase]) -> tuple[Rhythm | None, str]:
    for needed in (phrases[:1], phrases[-1:]):
        if needed and needed[0].says is Says.NEEDED:
            return WhenNeeded(), needed[0].tokens[0].text
    if _STEPS.search(with_digits):
        return None, ""
    if found := _MONTHS.search(with_digits):
        return None, found[0]
    for found in _DAYS.finditer(with_digits):
        words = found[0]
        if re.search(rf"\d ?{_TIMES}? ?$", with_digits[: found.start()]) and re.fullmatch(r"dagelijks|daily", words):
            continue  # a number of times a day
        if re.search(r"\b(?:voor|for|na|after|in|gedurende|the) $", with_digits[: found.start()]) and words == "a week":
            continue  # how long
        return _read(words)
    days = list(_ON_DAYS.finditer(with_digits))
    if len(days) == 1 and not _NOT.search(with_digits) and not _has_amounts_around(with_digits, days[0]):
        return _read(days[0][0].strip(" ,/&+-"))
    return None, ""


def _has_amounts_around(with_digits: str, days: re.Match[str]) -> bool:
    """Whether the other days have an amount of their own: `1 tablet, op maandag 2`."""
    around = with_digits[: days.start()], with_digits[days.end() :]
    return all(re.search(r"\d", part) for part in around) or bool(re.search(r"\b(?:ander|other)", with_digits))


def _read(words: str) -> tuple[Rhythm | None, str]:
    for each in _spellings(words):
        try:
            return as_rhythm(each), each
        except PydanticCustomError:
            continue
    by_week = re.search(_A_WEEK, words)
    return (7, "elke week") if by_week else (None, words)


def _spellings(words: str) -> tuple[str, ...]:
    """The ways in which a rhythm of a dose may be written under `every`."""
    bare = re.sub(r"^1 x (?=om|elke|iedere|every|each)", "", words)
    return words, bare, re.sub(r"^per (?=\d)", "elke ", bare)


def _lasts(with_digits: str) -> tuple[int, int] | None:
    found = _LASTS.search(with_digits)
    if not found or _STEPS.search(with_digits):
        return None
    count, unit = found[1] or found[3], found[2] or found[4]
    least, most = {"d": (1, 1), "w": (7, 7), "m": (28, 31)}[unit[0]]
    number = 1 if count == "a" else int(count)
    return number * least, number * most


def _often(parts: list[Part]) -> Often | None:
    """The largest number of times a day that is named; the most that is allowed where there is nothing else."""
    read = [
        Often(ceil(phrase.most), "cap" in part.joins)
        for part in parts
        for phrase in part.all(Says.RATE)
        if phrase.name != "hours"
    ]
    read += [Often(ceil(phrase.most)) for part in parts for phrase in part.all(Says.SPREAD) if phrase.most > 1]
    known = [each for each in read if 0 < each.times <= _MOST_A_DAY]
    return max([each for each in known if not each.is_limit] or known, default=None)


def _is_whole_day(phrases: list[Phrase]) -> bool:
    days = any(phrase.says is Says.PER_DAY and phrase.tokens[0].text not in _EVERY_DAY for phrase in phrases)
    return days and not any(phrase.says in {Says.SPREAD, Says.TOTAL} or phrase.name == "cap" for phrase in phrases)


def _moments_a_day(phrases: list[Phrase]) -> int | None:
    for phrase in phrases:
        if phrase.says is Says.SCHEME:
            return int(phrase.least) or None
        if phrase.name == "day":
            return sum(token.kind is Kind.NUMBER and token.value > 0 for token in phrase.tokens)
        if phrase.name == "hours":
            return ceil(phrase.most)
        if phrase.says is Says.MEALS and phrase.has(Kind.EVERY):
            return ceil(phrase.most)
    return None
