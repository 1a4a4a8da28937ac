"""Dates and times as a number format shows them: a number counts days, from 1900 or, on old Macs, from 1904.

Day 60 of the first is 29 February 1900, which never was: Excel keeps it for Lotus 1-2-3, and so the days before it have
the weekday of the day before (ECMA-376 part 1, 18.17.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from handouts.intake.spreadsheets.formats import NotUnderstood, Section, Sign, sections_of
from handouts.intake.spreadsheets.numbers import decimal_sign
from handouts.problems import msg

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_SHORT_MONTHS = {
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}
_DAYS = {
    "nl": "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag".split(),
    "en": "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(),
}
_SHORT_DAYS = {"nl": "zo ma di wo do vr za".split(), "en": "Sun Mon Tue Wed Thu Fri Sat".split()}
_SYSTEM = {
    # What Windows shows in Dutch (Netherlands); in English it depends on the country.
    ("date", "nl"): "dddd d mmmm yyyy",
    ("time", "nl"): "hh:mm:ss",
}
_LAST_DAY = 2_958_465
"""31 December 9999; a larger number is shown as ####."""
_FROM_1904 = 1462
"""So many days lie between the two days from which is counted."""


class _Moment(NamedTuple):
    """What clock and calendar say; `weekday` counts from Sunday, the hours of `all_seconds` are not taken off."""

    year: int
    month: int
    day: int
    weekday: int
    seconds: int
    below_second: str
    all_seconds: int


class _Manner(NamedTuple):
    """The language of the computer and that of the names, and whether the hours go to twelve."""

    language: str
    names: str
    half_day: bool


def day_of(value: Decimal, *, from_1904: bool) -> date | None:
    """The day in the calendar; None for a number that stands for none."""
    number = int(value) + (_FROM_1904 if from_1904 else 0)
    if value < 0 or not 0 < number <= _LAST_DAY or number == 60:
        return None
    return date(1899, 12, 30) + timedelta(days=number + (number < 60))


def clock_of(value: Decimal) -> time | None:
    """The time of the day, to the second; None at midnight, which every day has that was typed without a time."""
    seconds = int((value % 1 * 86400).quantize(Decimal(1), ROUND_HALF_UP)) % 86400
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60) if seconds else None


def shows_time(section: Section) -> bool:
    """Whether a section shows an hour."""
    if section.system:
        return section.system == "time"
    return any(kind in {"hour", "elapsed"} for _, kind in _marked(section.signs))


def shows_day(section: Section) -> bool:
    """Whether a section shows a day, month or year, and not a time alone."""
    if section.system:
        return section.system == "date"
    return any(kind in {"day", "month", "year"} for _, kind in _marked(section.signs))


def moment_shown(value: Decimal, section: Section, language: str, *, from_1904: bool) -> str:
    """A date or time, by the signs of a section. Raises NotUnderstood."""
    if section.system:
        code = _SYSTEM.get((section.system, language))
        if code is None:
            raise NotUnderstood(
                msg("its number format asks for the {system} as the computer writes it", system=section.system)
            )
        section = sections_of(code)[0]
    if value < 0 or value >= _LAST_DAY + 1 - (_FROM_1904 if from_1904 else 0):
        raise NotUnderstood(msg("the spreadsheet shows #### there, as no date has that number"))
    marked = list(_marked(section.signs))
    places = max((len(sign.text) - 1 for sign, kind in marked if kind == "below"), default=0)
    moment = _moment(value, places, from_1904=from_1904)
    manner = _Manner(language, section.language or language, section.holds("half"))
    return "".join(_piece(sign, kind, moment, manner) for sign, kind in marked)


def _moment(value: Decimal, places: int, *, from_1904: bool) -> _Moment:
    parts = (value * 86400).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    all_seconds = int(parts)
    below = f"{parts % 1:f}".partition(".")[2]
    number, seconds = divmod(all_seconds, 86400)
    number += _FROM_1904 if from_1904 else 0
    weekday = (number - 1) % 7
    if number in {0, 60}:
        year, month, day = (1900, 1, 0) if number == 0 else (1900, 2, 29)
    else:
        year, month, day = (date(1899, 12, 30) + timedelta(days=number + (number < 60))).timetuple()[:3]
    return _Moment(year, month, day, weekday, seconds, below, all_seconds)


def _marked(signs: tuple[Sign, ...]) -> Iterator[tuple[Sign, str]]:
    """Each sign with what it is in a date: m is minutes behind hours or before seconds, and else months.

    Of a run such as `.000` behind seconds the first sign stands for all.
    """
    clock = [index for index, sign in enumerate(signs) if sign.kind in {"date", "elapsed"}]
    index = 0
    while index < len(signs):
        sign = signs[index]
        if sign.kind == "date" and sign.text[0] == "m":
            near = clock.index(index)
            before = signs[clock[near - 1]].text[0] if near else ""
            after = signs[clock[near + 1]].text[0] if near + 1 < len(clock) else ""
            yield sign, "minute" if len(sign.text) <= 2 and (before == "h" or after == "s") else "month"
        elif sign.kind == "date":
            yield sign, {"y": "year", "d": "day", "h": "hour", "s": "second"}[sign.text[0]]
        elif sign.kind == "point" and (count := _noughts(signs[index + 1 :])):
            yield Sign("point", "." + "0" * count), "below"
            index += count
        else:
            yield sign, {"elapsed": "elapsed", "half": "half"}.get(sign.kind, "text")
        index += 1


def _noughts(signs: tuple[Sign, ...]) -> int:
    count = next((index for index, sign in enumerate(signs) if sign != Sign("digit", "0")), len(signs))
    if count > 3:
        raise NotUnderstood(msg("its number format has more than three decimals of a second"))
    return count


def _piece(sign: Sign, kind: str, moment: _Moment, manner: _Manner) -> str:
    """What is shown for one sign."""
    long = len(sign.text)
    if kind in {"month", "day"} and long > 2 and manner.names == "?":
        raise NotUnderstood(msg("its number format names days or months in another language"))
    if kind == "year":
        return str(moment.year) if long > 2 else f"{moment.year % 100:02}"
    if kind == "month":
        return _month(moment, long, manner.names)
    if kind == "day":
        return _day(moment, long, manner.names)
    if kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[sign.text[0]]
        return str(moment.all_seconds // unit).zfill(long)
    if kind in {"hour", "minute", "second"}:
        return _clock(moment, kind, long, half_day=manner.half_day)
    if kind == "half":
        afternoon = moment.seconds >= 43200
        first, second = sign.text.split("/")
        return second if afternoon else first
    if kind == "below":
        return decimal_sign(manner.language) + moment.below_second
    return _between(sign, manner.language)


def _month(moment: _Moment, long: int, names: str) -> str:
    if long <= 2:
        return str(moment.month).zfill(long)
    if long == 3:
        return _SHORT_MONTHS[names][moment.month - 1]
    name = _MONTHS[names][moment.month - 1]
    return name[0] if long == 5 else name


def _day(moment: _Moment, long: int, names: str) -> str:
    if long <= 2:
        return str(moment.day).zfill(long)
    return (_SHORT_DAYS if long == 3 else _DAYS)[names][moment.weekday]


def _clock(moment: _Moment, kind: str, long: int, *, half_day: bool) -> str:
    if kind == "hour":
        hours = moment.seconds // 3600
        number = (hours % 12 or 12) if half_day else hours
    else:
        number = moment.seconds // 60 % 60 if kind == "minute" else moment.seconds % 60
    return str(number).zfill(min(long, 2))


def _between(sign: Sign, language: str) -> str:
    """A sign between the parts of a date. A slash stands for what the computer's own dates have: in Dutch a dash."""
    if sign.kind == "slash":
        return "-" if language == "nl" else "/"
    if sign.kind in {"literal", "comma", "point"}:
        return sign.text
    raise NotUnderstood(msg("its number format mixes a date with a number"))
