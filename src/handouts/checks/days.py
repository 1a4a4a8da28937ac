"""Days and times in running text can be: a day of the week is that of its date, and a clock shows the time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from handouts.gathering import Gathered
from handouts.labels import worded_date
from handouts.model.dates import MONTHS, WEEKDAYS, weekday_of
from handouts.model.fields import printed_texts
from handouts.model.times import HINT, impossible_time
from handouts.problems import Problem, shortened, warning

_WEEKDAY = rf"(?<!\w)(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\.?,? (?:de )?"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
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
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?P<sign>[-/])(?P<month>\d{{1,2}})(?:(?P=sign)(?P<year>(?:19|20)\d\d))?(?![\w-])",
        re.IGNORECASE,
    ),
)
_A_YEAR = 366
_SAID_TIME = re.compile(
    r"(?:\bom )?(?<![\d.,:/-])\d{1,2}[.:]\d{2}(?![\d%]|[.,:]\d| ?(?:%|euro|km|kg))(?: ?uur\b)?", re.IGNORECASE
)


def check(gathered: Gathered) -> Iterator[Problem]:
    """What the texts of the consult say of days and times that cannot be."""
    consult = gathered.consult
    for path, text in printed_texts(consult.value):
        plain = " ".join(text.split())
        for said, day in _mistaken(plain, consult.value.date):
            told = f"“{shortened(said, 40)}”: {worded_date(day, 'en')} is a {weekday_of(day, 'en')}"
            yield warning("other-weekday", consult.marks.at(path), told, "look up which of the two you mean")
        for found in _SAID_TIME.finditer(plain):
            # A bare 10.75 may be a price.
            bare = found[0][0].isdigit() and found[0][-1].isdigit()
            if not bare and (wrong := impossible_time(found[0])):
                yield warning("no-such-time", consult.marks.at(path), f"“{wrong}” is no time of the day", HINT)


def _mistaken(text: str, since: date) -> Iterator[tuple[str, date]]:
    """The dates that stand behind another day of the week than theirs, each with the day that it is.

    Without its year it may be the next such day or the last one: it is mistaken where neither is that day of the week.
    """
    for pattern in _DATED:
        for found in pattern.finditer(text):
            days = list(_days(found, since))
            if days and all(day.weekday() != WEEKDAYS[found["weekday"].casefold()] for day in days):
                yield found[0], days[0]


def _days(found: re.Match[str], since: date) -> Iterator[date]:
    """The days that may be meant, the likeliest first."""
    named = found["month"].casefold()
    month = int(named) if named.isdigit() else MONTHS[named]
    years = [int(found["year"])] if found["year"] else [since.year - 1, since.year, since.year + 1]
    days = []
    for year in years:
        with suppress(ValueError):
            days.append(date(year, month, int(found["day"])))
    if found["year"]:
        yield from days
        return
    yield from (day for day in days if day >= since and (day - since).days <= _A_YEAR)
    yield from (day for day in days if day < since and (since - day).days <= _A_YEAR)
