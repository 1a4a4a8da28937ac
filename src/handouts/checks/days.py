"""Days and times in running text can be: a day of the week is that of its date, and a clock shows the time."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from handouts.checks.words import any_of
from handouts.content.model.dates import MONTHS, WEEKDAYS
from handouts.content.model.printed import printed_texts
from handouts.content.model.times import HINT, impossible_time
from handouts.content.resolving import ResolvedSheet
from handouts.languages.lexicon import alternatives
from handouts.languages.messages import weekday_of
from handouts.problems import Problem, shortened, warning

_ALSO_WORDS = frozenset("zo do sat sun".split())
"""Days of the week in short that are words too: `herhaal dit zo 3-4 keer`."""
_BEFORE_A_DAY = r"(?<!\w)(?P<weekday>{})\.?,? (?:de )?"
_WEEKDAY = _BEFORE_A_DAY.format(alternatives(WEEKDAYS))
_PLAIN_WEEKDAY = _BEFORE_A_DAY.format(alternatives(WEEKDAYS.keys() - _ALSO_WORDS))
_AFTER_A_DAY = (
    r"(?=$|[)!?;:]|[.,](?!\d)|\s+[-–(]|,?\s+(?:om|at|en|and|of|or|tot|t/m|until|is|was|zijn|bij|in|op|van|voor|met|"
    r"kom|komt|kwam|ben|bent|heb|hebt|had|zie|bel|dan|weer|nog|na)\b)"
)
"""What follows a day without its year; a word such as *keer* or *kilometer* makes of `maandag 3-4` how many."""
_MONTH = rf"(?P<month>{alternatives(MONTHS)})\b\.?"
_DATED = (
    re.compile(
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:e|ste|de|st|nd|rd|th)? (?:of )?{_MONTH}(?:,? (?P<year>(?:19|20)\d\d))?(?!\w)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_WEEKDAY}{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>(?:19|20)\d\d))?(?![\w.:]\d|\w)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?P<sign>[-/])(?P<month>\d{{1,2}})(?P=sign)(?P<year>(?:19|20)\d\d)(?![\w-])",
        re.IGNORECASE,
    ),
    re.compile(rf"{_PLAIN_WEEKDAY}(?P<day>\d{{1,2}})[-/](?P<month>\d{{1,2}}){_AFTER_A_DAY}(?P<year>)", re.IGNORECASE),
)
_DAY_OF_MONTH = re.compile(rf"(?<![\w.,/-])(?P<day>[23]\d)(?:e|ste|st|nd|rd|th)? (?:of )?{_MONTH}(?!\w)", re.IGNORECASE)
_LEAP_YEAR = 2024
_A_YEAR, _NEAR, _JUST = 366, 92, 31
"""Days."""
_AROUND = 150
"""Characters before and after a date among which the verb of its sentence is."""
_END = re.compile(r"[!?;]|\.(?=\s+[A-ZÀ-Þ]|\s*$)")
_PAST = re.compile(
    rf"\b{any_of('events_past')}\b|\b(?:je|u|jij) \w{{3,}}(?:de|te)\b|\b\w{{3,}}(?:de|te) (?:je|u)\b"
    r"|\b(?:hebt|bent|heb|ben|heeft|is|have|has)\b.*\bge\w+(?:d|t|en)\b",
    re.IGNORECASE,
)
_SAID_TIME = re.compile(
    rf"\b(?:om|vanaf|at|from|\w+dag|\w+day|{'|'.join(MONTHS)}|20\d\d),? (\d{{1,2}}[.:]\d{{2}})"
    r"(?=$|[!?;)]|[,.:](?!\d)| ?-| (?:(?:en|of|tot|and|or|to|in|bij|op|at)|(?:uur|u)(?! (?:lang|per|sla|werk)))\b)",
    re.IGNORECASE,
)
"""A time of the day after what opens one; without that, `10.75` may be a price, and `37.50 uur` how long."""


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """What the texts of the consult say of days and times that cannot be."""
    consult = resolved.consult
    for path, text in printed_texts(consult.value):
        plain = " ".join(text.split())
        for words, day in mistaken_days(plain, consult.value.date):
            yield warning("other-weekday", consult.marks.at(path), "“{words}”: {day} is a {weekday}",
                          "look up which of the two you mean", words=shortened(words, 40), day=day,
                          weekday=weekday_of(day))  # fmt: skip
        for found in _DAY_OF_MONTH.finditer(plain):
            if int(found["day"]) > monthrange(_LEAP_YEAR, MONTHS[found["month"].casefold()])[1]:
                yield warning("no-such-date", consult.marks.at(path), "there is no “{words}”",
                              "look up which day you mean", words=found[0].rstrip("."))  # fmt: skip
        for found in _SAID_TIME.finditer(plain):
            if wrong := impossible_time(found[1]):
                yield warning("no-such-time", consult.marks.at(path), "“{wrong}” is no time of the day", HINT,
                              wrong=wrong)  # fmt: skip


def mistaken_days(text: str, since: date) -> Iterator[tuple[str, date]]:
    """The dates that follow another day of the week than theirs, each with the day that it is.

    Without its year it is reckoned from the day of the consult, as `_days` says.
    """
    for pattern in _DATED:
        for found in pattern.finditer(text):
            days = list(_days(found, since))
            if days and all(day.weekday() != WEEKDAYS[found["weekday"].casefold()] for day in days):
                yield found[0].rstrip("."), days[0]


def _days(found: re.Match[str], since: date) -> Iterator[date]:
    """The days that may be meant, the likeliest first.

    Without its year that is the one near the consult, since nobody leaves out the year of a day that is nearly a year
    away: one of the last month, or of the last three months in a sentence about the past; or one of the next three
    months in any other sentence. Where there is none, it may be the next such day or the last.
    """
    named = found["month"].casefold()
    month, day = int(named) if named.isdigit() else MONTHS[named], int(found["day"])
    if found["year"]:
        with suppress(ValueError):
            yield date(int(found["year"]), month, day)
        return
    around = []
    for year in (since.year - 1, since.year, since.year + 1):
        with suppress(ValueError):
            around.append(date(year, month, day))
    coming = [each for each in around if 0 <= (each - since).days <= _A_YEAR][:1]
    passed = [each for each in around if 0 < (since - each).days <= _A_YEAR][-1:]
    if passed and (since - passed[0]).days <= (_NEAR if _is_past(found) else _JUST):
        yield from passed
    elif coming and (coming[0] - since).days <= _NEAR and not _is_past(found):
        yield from coming
    else:
        yield from (*coming, *passed)


def _is_past(found: re.Match[str]) -> bool:
    """Whether the sentence around a date is about something past."""
    text, first, last = found.string, max(0, found.start() - _AROUND), found.end() + _AROUND
    start = max((each.end() for each in _END.finditer(text, first, found.start())), default=first)
    end = _END.search(text, found.end() - 1, last)
    return _PAST.search(text, start, end.start() if end else last) is not None
