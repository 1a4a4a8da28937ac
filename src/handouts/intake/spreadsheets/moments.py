"""Dates and times as a number format shows them: a number counts days, from 1900 or, on old Macs, from 1904.

Day 60 of the first is 29 February 1900, which never was: Excel keeps it for Lotus 1-2-3, and so the days before it have
the weekday of the day before (ECMA-376 part 1, 18.17.4).
"""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from handouts.intake.spreadsheets.formats import NotUnderstood, Section, Token, conventions, sections_of
from handouts.problems import msg

_LAST_DAY = 2_958_465
"""31 December 9999; a larger number is shown as ####."""
_FROM_1904 = 1462
"""The days between the two from which is counted."""
_SYSTEM = {"date": msg("date"), "time": msg("time")}
_EPOCH = date(1899, 12, 30)
"""Day 0 of the numbers from 61 on."""


class _Moment(NamedTuple):
    """The numbers of clock and calendar by kind (`year`, `hour`), and the day of the week, counted from Sunday.

    `elapsed` are all seconds, those of days included; `below` are the decimals of a second.
    """

    numbers: dict[str, int]
    weekday: int
    elapsed: int
    below: str


def day_of(value: Decimal, *, from_1904: bool) -> date | None:
    """The day in the calendar; None for a number that is none."""
    number = int(value) + (_FROM_1904 if from_1904 else 0)
    if value < 0 or not 0 < number <= _LAST_DAY or number == 60:
        return None
    return _EPOCH + timedelta(days=number + (number < 60))


def clock_of(value: Decimal) -> time | None:
    """The time of the day, to the second; None at midnight, which every day has that was typed without a time."""
    seconds = int((value % 1 * 86400).quantize(Decimal(1), ROUND_HALF_UP)) % 86400
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60) if seconds else None


def moment_shown(value: Decimal, section: Section, language: str, *, from_1904: bool) -> str:
    """A date or time, by the tokens of a section. Raises NotUnderstood."""
    if system := section.system:
        code = conventions(language).get(f"long_{system}")
        if code is None:
            raise NotUnderstood(
                "its number format asks for the {system} as the computer writes it", system=_SYSTEM[system]
            )
        section = sections_of(code)[0]
    places = max((len(token.text) - 1 for token in section.tokens if token.kind == "below"), default=0)
    if places > 3:
        raise NotUnderstood("its number format has more than three decimals of a second")
    if value < 0 or value >= _LAST_DAY + 1 - (_FROM_1904 if from_1904 else 0):
        raise NotUnderstood("the spreadsheet shows #### there, as no date has that number")
    moment = _moment(value, places, from_1904=from_1904, half_day=section.holds("half"))
    names = section.language or language
    return "".join(_piece(token, moment, names, language) for token in section.tokens)


def _moment(value: Decimal, places: int, *, from_1904: bool, half_day: bool) -> _Moment:
    """A moment to a number of decimals of a second, with hours up to twelve or to 24."""
    parts = (value * 86400).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    days, seconds = divmod(int(parts), 86400)
    days += _FROM_1904 if from_1904 else 0
    if days in {0, 60}:
        year, month, day = (1900, 1, 0) if days == 0 else (1900, 2, 29)
    else:
        year, month, day = (_EPOCH + timedelta(days=days + (days < 60))).timetuple()[:3]
    hours = seconds // 3600
    clock = {"hour": (hours % 12 or 12) if half_day else hours, "minute": seconds // 60 % 60, "second": seconds % 60}
    numbers = {"year": year, "month": month, "day": day, **clock, "half": hours // 12}
    return _Moment(numbers, (days - 1) % 7, int(parts), f"{parts % 1:f}".partition(".")[2])


def _piece(token: Token, moment: _Moment, names: str, language: str) -> str:
    """What is shown for one token; `names` is the language of the days and months."""
    kind, size = token.kind, len(token.text)
    if kind in {"month", "day"} and size > 2:
        return _name(kind, size, moment, names)
    if kind == "year":
        return str(moment.numbers[kind]) if size > 2 else f"{moment.numbers[kind] % 100:02}"
    if kind == "half":
        return token.text.split("/")[moment.numbers[kind]]
    if kind in moment.numbers:
        return str(moment.numbers[kind]).zfill(min(size, 2))
    if kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
        return str(moment.elapsed // unit).zfill(size)
    if kind == "below":
        return str(conventions(language)["decimal"]) + moment.below
    if kind == "slash":
        return str(conventions(language)["date_separator"])
    if kind in {"literal", "comma", "point"}:
        return token.text
    raise NotUnderstood("its number format mixes a date with a number")


def _name(kind: str, size: int, moment: _Moment, language: str) -> str:
    """The name of a month or day: short with three letters, and the first letter of a month with five."""
    if language == "?":
        raise NotUnderstood("its number format names days or months in another language")
    names = conventions(language)[f"short_{kind}s" if size == 3 else f"{kind}s"]
    if kind == "day":
        return str(names[moment.weekday])
    name = str(names[moment.numbers[kind] - 1])
    return name[0] if size == 5 else name
