"""What a dose says beside how much: on which days, for how long, how many times a day, and at which moments.

Only the plain ways of saying it are read, so that no innocent word is taken for one of them.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from handouts.model.rhythms import WEEKDAY_WORDS, Rhythm, WhenNeeded, as_rhythm
from handouts.nutrients.days import HOURS, largest, value_of
from handouts.nutrients.texts import in_digits, plain
from handouts.nutrients.vocabulary import AT_NEED, CAP, INTAKE, NUMBER, RANGE, TOTAL

_TIMES = r"(?:x|maal|keer|times?)"
_A_WEEK = r"(?:(?:per|in de|in 1|a|each|/) ?(?:week|wk)(?!\w)|p[./]? ?w\b|wekelijks|weekly)"
_OTHER = r"(?:andere|other|tweede|second|2e) "
_SPAN = r"(?:dag(?:en)?|we(?:ek|ken)|days?|weeks?)"
_DAYS = re.compile(
    rf"(?<![\w.,/])(?:(?:{RANGE} ?(?:{_TIMES}|dagen|days)?[ ,]*)?{_A_WEEK}|"
    rf"(?:1 x )?(?:om de|elke|iedere|every|each|1 x (?:per|in de)|per(?= \d)) (?:{_OTHER}|\d{{1,3}} )?{_SPAN}|"
    rf"(?:tweewekelijks|fortnightly|dagelijks|daily)(?! gebruik| use))(?!\w)"
)
_MONTHS = re.compile(
    rf"(?<![\w.,/])(?:(?:{RANGE} ?{_TIMES}?[ ,]*)?(?:per|in de|a|each|every|elke|iedere|/) ?(?:maand|month)|"
    r"maandelijks|monthly)(?!\w)"
)
_WEEKDAY = "|".join(word for word in WEEKDAY_WORDS if len(word) > 5)
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
_A_DAY = (
    r"(?:(?:per|a|op 1|/) ?(?:dag|day|etmaal)|p\.? ?d\.?|p/d|/ ?d|dagelijks|daags|dd|daily|each day|every day)(?!\w)"
)
_RATE = re.compile(rf"(?<![\w.,/])(?<!van )(?<!of )(?<!à ){RANGE} ?{_TIMES}?[ ,]*{_A_DAY}")
_COUNTED = re.compile(rf"(?<![\w.,/-]){RANGE} ?{_TIMES}(?!\w)[^,;]{{0,60}}?(?<!\w){_A_DAY}")
_LATIN = {1: r"q\.?d\.?", 2: r"b\.?i\.?d\.?", 3: r"t\.?i\.?d\.?|t\.?d\.?s\.?", 4: r"q\.?i\.?d\.?"}
_WHOLE_DAY = re.compile(rf"(?:(?<!\w)|(?=/))(?!(?:each|every) day){_A_DAY}(?! gebruik| use)")
_EACH_MEAL = re.compile(r"\b(?:elke|iedere|alle|each|every|all) (?:hoofd)?(?:maaltijd(?:en)?|meals?)\b")
_SCHEME = re.compile(rf"(?<![\w.,/-]){NUMBER}(?: ?- ?{NUMBER}){{2,3}}(?![\w/-])")
_MOST_A_DAY = 24
_SPREAD = re.compile(r"verdeel|verspreid|divided|spread|split")
_LIMIT = re.compile(rf"(?:{CAP}|(?<!\d )\btot)\b")
_MOMENTS = {
    "morning": r"och?tend(?:s|en)?|'?s[ -]?morgens|(?:in|elke|iedere) (?:de )?morgen|voormiddag|morning|"
    r"ontbijt|breakfast",
    "noon": r"(?:na)?middag(?:s|en)?|lunch|noon|afternoon|midday",
    "evening": r"avond(?:s|en|eten|maaltijd)?|diner|evening|dinner|supper",
    "bed": r"(?:(?:voor|vóór) (?:(?:het|je|u|uw|de) )?(?:slapen|slapengaan|naar bed|nacht|bedtijd)|bedtijd|"
    r"bedtime|before (?:bed|sleep)|at night)(?: gaan)?",
    "night": r"nachts|midden in de nacht|during the night",
}
_MOMENT = re.compile("|".join(rf"(?P<{kind}>(?<!\w)(?:{words})(?!\w))" for kind, words in _MOMENTS.items()))
_NOT_THEN = re.compile(rf"{_NOT.pattern}[^,;]*")


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
    """What a dose says beside how much."""
    said = INTAKE.sub(" ", in_digits(plain(dose)))
    rhythm, words = _rhythm(said)
    often = _often(said)
    moments = frozenset(each.lastgroup or "" for each in _MOMENT.finditer(_NOT_THEN.sub(" ", said)))
    return Timing(
        rhythm, words, _lasts(said), often, _moments_a_day(said), often is None and _is_whole_day(said), moments,
        bool(re.search(r"\b(?:of|or)\b", said)),
    )  # fmt: skip


def _rhythm(said: str) -> tuple[Rhythm | None, str]:
    if found := AT_NEED.search(said):
        return WhenNeeded(), found[0].strip(" .)")
    if _STEPS.search(said):
        return None, ""
    if found := _MONTHS.search(said):
        return None, found[0]
    for found in _DAYS.finditer(said):
        words = found[0]
        if re.search(rf"\d ?{_TIMES}? ?$", said[: found.start()]) and re.fullmatch(r"dagelijks|daily", words):
            continue  # so many times a day
        if re.search(r"\b(?:voor|for|na|after|in|gedurende|the) $", said[: found.start()]) and words == "a week":
            continue  # how long
        return _read(words)
    days = list(_ON_DAYS.finditer(said))
    if len(days) == 1 and not _NOT.search(said) and not _has_amounts_around(said, days[0]):
        return _read(days[0][0].strip(" ,/&+-"))
    return None, ""


def _has_amounts_around(said: str, days: re.Match[str]) -> bool:
    """Whether the other days have an amount of their own: `1 tablet, op maandag 2`."""
    around = said[: days.start()], said[days.end() :]
    return all(re.search(r"\d", part) for part in around) or bool(re.search(r"\b(?:ander|other)", said))


def _read(words: str) -> tuple[Rhythm | None, str]:
    for each in _spellings(words):
        try:
            return as_rhythm(each), each
        except PydanticCustomError:
            continue
    by_week = re.search(_A_WEEK, words)
    return (7, "elke week") if by_week else (None, words)


def _spellings(words: str) -> tuple[str, ...]:
    """The ways in which a rhythm of a dose may stand under `every`."""
    bare = re.sub(r"^1 x (?=om|elke|iedere|every|each)", "", words)
    return words, bare, re.sub(r"^per (?=\d)", "elke ", bare)


def _lasts(said: str) -> tuple[int, int] | None:
    found = _LASTS.search(said)
    if not found or _STEPS.search(said):
        return None
    count, unit = found[1] or found[3], found[2] or found[4]
    least, most = {"d": (1, 1), "w": (7, 7), "m": (28, 31)}[unit[0]]
    number = 1 if count == "a" else int(count)
    return number * least, number * most


def _often(said: str) -> Often | None:
    """The largest number of times a day that is named; the most that is allowed where there is nothing else."""
    found = [*_RATE.finditer(said), *_COUNTED.finditer(said)]
    read = [Often(math.ceil(largest(each)), _is_limit(said, each)) for each in found]
    read += [Often(times) for times, letters in _LATIN.items() if re.search(rf"(?<!\w)(?:{letters})(?!\w)", said)]
    known = [each for each in read if 0 < each.times <= _MOST_A_DAY]
    return max([each for each in known if not each.is_limit] or known, default=None)


def _is_limit(said: str, found: re.Match[str]) -> bool:
    return bool(re.search(rf"{_LIMIT.pattern} ?$", said[max(0, found.start() - 40) : found.start()]))


def _is_whole_day(said: str) -> bool:
    day = _WHOLE_DAY.search(said)
    return bool(day) and not (_SPREAD.search(said) or TOTAL.search(said) or _LIMIT.search(said))


def _moments_a_day(said: str) -> int | None:
    if found := _SCHEME.search(said):
        return sum(value_of(part) > 0 for part in re.findall(NUMBER, found[0])) or None
    if found := HOURS.search(said):
        least = min((value_of(part) for part in found.groups() if part), default=Fraction(1))
        return math.ceil(24 / least) if least else None
    return 3 if _EACH_MEAL.search(said) else None
