"""Dates as people type them, in Dutch and English: `2026-12-18`, `18 dec`, `vrijdag 18 december`, `over 3 weken`.

What has no year, and what is some weeks away, is reckoned from the day of the consult and never from today: the same
file means the same day tomorrow.
"""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from typing import Annotated

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from handouts.content.model.fields import mistake, not_a, typed
from handouts.content.things import folded, one_dash
from handouts.content.words import meanings
from handouts.languages import lexicon
from handouts.languages.lexicon import NUMBERS, alternatives
from handouts.languages.messages import WEEKDAY_NAMES, weekday_of
from handouts.problems import msg

MONTHS = {name: int(number) for name, number in meanings("months").items()}
WEEKDAYS = {word: day for word, day in lexicon.WEEKDAYS.items() if not word.endswith(("dags", "dagen", "days"))}
"""Monday is 0, as in `date.weekday`."""
NEAR_DAYS = {word: int(days) for word, days in meanings("near_days").items()}
"""Days from the one on which they are said."""
COUNTS = {**{word: number for word, number in NUMBERS.items() if number}, **dict.fromkeys(("'n", "a", "an"), 1)}
_UNITS = meanings("spans")
FIRST_YEAR, LAST_YEAR = 1900, 2199
_FULL_YEAR = 100
YEARS_AHEAD = 8
"""Years within which every day of the calendar comes again, the 29th of February too."""
_ALL_WEEKDAYS = 40
"""Years within which every day of the calendar, also 29 February, is once on each day of the week, also about 1900."""

_SHORT_YEARS = range(24, 50)
"""The years of two digits that are taken for those of this century: another may be a day."""

_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_SPACED = re.compile(r"(?P<day>\d{1,2})\.?\s(?P<month>\d{1,2})\.?\s(?P<year>\d{4})")
# Both without signs: no digits are a day in both ways, as no month is 19 to 21.
_ISO_DIGITS = re.compile(r"(?P<year>(?:19|20|21)\d\d)(?P<month>0\d|1[0-2])(?P<day>\d\d)")
_DIGITS = re.compile(r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20|21)\d\d)")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})(?P<sign>[-/.])(?P<month>\d{1,2})(?:(?P=sign)(?P<year>\d{4}|\d{2}))?\.?")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:e|st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<name>[a-z]+)\.?(?:,?[\s-]+(?P<year>\d{4}|['’]\d{2}|(?<=-)\d{2}))?"
)
_MONTH_FIRST = re.compile(r"(?P<name>[a-z]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{4}))?")
_ON_DAY = (_ISO, _NUMBERS, _SPACED, _ISO_DIGITS, _DIGITS, _DAY_FIRST, _MONTH_FIRST)
_WEEKDAY = re.compile(r"(?:op\s+|on\s+)?([a-z]+)\b\.?,?\s*(.*)")
_AWAY = re.compile(r"(?:over|in|na|after)\s+(\S+)\s+([a-z]+)|(\S+)\s+([a-z]+)\s+(?:later|from now)")
_NEXT_WEEK = re.compile(r"(?:volgende week|next week)\s+([a-z]+)|([a-z]+)\s+(?:volgende week|next week)")
_TIME = re.compile(
    r"(?P<day>.*?)(?:,|\s+om|\s+at|T)?\s*(?<![\d.:/-])"
    r"(?P<time>\d{1,2}[.:]\d{2}(?::\d{2})?(?:\s*(?:uur|u\.?|h|[ap]\.?m\.?))?|\d{1,2}\s?[uh]\s?\d{2}|\d{1,2}\s*(?:uur|u\.?|[ap]\.?m\.?)"
    r"|(?:half|kwart (?:over|voor))\s+"
    rf"(?:\d{{1,2}}|{alternatives(word for word, number in NUMBERS.items() if 0 < number <= 12)})(?:\s+uur)?)",
    re.IGNORECASE,
)
_LONGEST = 200
"""Characters: what is longer is no day with a time."""
_MIDNIGHT = re.compile(r"(?<=\d)(?:t| )00?:00(?::00(?:[.,]0+)?)?z?$")
"""The time that a spreadsheet gives to a day."""
_COMING = re.compile(r"^(?:komende|aanstaande|a\.?s\.?|coming|this) (?=[a-z])|(?<=\w) (?:a\.?s\.?|aanstaande)$")
"""Said of a day that is reckoned from the consult in any case."""

HINT = msg("write 2026-12-18, 18-12-2026, 18 December 2026 or Friday 18 December 2026")
YEAR_HINT = msg("write the year too, such as 18-12-2026 or 18 December 2026")
NAMED_HINT = msg(
    "write Friday 18 December, 18-12-2026 or in 3 weeks, with or without a time such as 10.30 after it; leave "
    "it out as long as the day is not known"
)
RECKONED_HINT = msg("{hint}; without its year, or as in 3 weeks, it is counted from the day of the consult", hint=HINT)


class Typed(str):
    """A date as it was typed, and the day that it is reckoned from."""

    since: date

    @classmethod
    def reckoned(cls, text: str, since: date) -> Typed:
        """`text` as typed in something that is of the day `since`."""
        value = cls(text)
        value.since = since
        return value


def reckoned_from(text: str, consult: date, earliest: date) -> Typed:
    """A date that belongs to a consult, as it was typed: a day without its year is the first one from `earliest` on."""
    try:
        as_date(text)
    except PydanticCustomError as reason:
        if reason.type == "no-year":
            return Typed.reckoned(text, earliest)
    return Typed.reckoned(text, consult)


def reckoned_from_any(text: str) -> Typed:
    """A date that belongs to a consult whose own day is not known: reckoned from a day on which it can be meant.

    So it is refused only for what is wrong whatever that day is.
    """
    days = [Typed.reckoned(text, date(year, 1, 1)) for year in range(FIRST_YEAR, FIRST_YEAR + _ALL_WEEKDAYS)]
    plain = (Typed.reckoned(day_and_time(text)[0], each.since) for each in days)
    return next((each for each, day in zip(days, plain, strict=True) if _is_date(day)), days[0])


def as_date(value: object) -> date:
    """A calendar date. Raises PydanticCustomError, with the forms that are understood.

    Day comes before month, as in the Netherlands; a year of two digits is taken only after
    the name of a month, as a spreadsheet shows it (`20-nov-26`): 20-11-26 may be two days. A `Typed` may also leave the
    year out, when it is the first such day from its own on, or be some days, weeks or months away.
    """
    if isinstance(value, date):
        return value
    what = msg("a date")
    text = typed(value, what)
    since = value.since if isinstance(value, Typed) else None
    plain_text = _MIDNIGHT.sub("", folded(one_dash(text)))
    if since is not None:
        plain_text = _COMING.sub("", plain_text)
    found = _away(plain_text, text, since) or _on_calendar(plain_text, text, since)
    if found is None:
        raise not_a("not-a-date", text, what, _hint(since))
    return found


def _hint(since: date | None) -> str:
    return HINT if since is None else RECKONED_HINT


def _away(plain_text: str, text: str, since: date | None) -> date | None:
    """A day some time from another: `morgen`, `over 3 weken`, `volgende week vrijdag`."""
    steps: dict[str, int] = {}
    next_week = _NEXT_WEEK.fullmatch(plain_text)
    if plain_text in NEAR_DAYS:
        steps = {"days": NEAR_DAYS[plain_text]}
    elif found := _AWAY.fullmatch(plain_text):
        count, unit = found[1] or found[3], found[2] or found[4]
        number = int(count) if re.fullmatch("[0-9]{1,9}", count) else COUNTS.get(count)
        if number is None or unit not in _UNITS:
            return None
        steps = {_UNITS[unit]: number}
    elif not (next_week and (next_week[1] or next_week[2]) in WEEKDAYS):
        return None
    if since is None:
        hint = msg("write the day itself, such as 2026-12-18 or 18 December 2026")
        raise mistake("not-a-date", "“{text}” is another day each time that it is read", hint, text=text)
    with suppress(OverflowError, ValueError):
        if next_week:
            return since + timedelta(days=7 - since.weekday() + WEEKDAYS[next_week[1] or next_week[2]])
        day = _later(since, steps)
        if day.year <= LAST_YEAR:
            return day
    raise mistake("not-a-date", "“{text}” is too far away", _hint(since), text=text)


def _later(day: date, steps: dict[str, int]) -> date:
    """A month later is the same day of that month, or its last. Raises OverflowError or ValueError."""
    months = day.year * 12 + day.month - 1 + steps.get("months", 0) + 12 * steps.get("years", 0)
    year, month = months // 12, months % 12 + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OverflowError
    moved = date(year, month, min(day.day, monthrange(year, month)[1]))
    return moved + timedelta(days=steps.get("days", 0) + 7 * steps.get("weeks", 0))


def _on_calendar(plain_text: str, text: str, since: date | None) -> date | None:
    weekday = None
    if (found := _WEEKDAY.fullmatch(plain_text)) and found[1] in WEEKDAYS:
        weekday, plain_text = WEEKDAYS[found[1]], found[2]
        if not plain_text:
            if since is None:
                raise mistake("not-a-date", "“{text}” has no day and month", HINT, text=text)
            return since + timedelta(days=(weekday - since.weekday() - 1) % 7 + 1)
    found_day = _on_day(plain_text, text, since)
    if found_day is None:
        return None
    if weekday is not None and found_day.weekday() != weekday:
        raise mistake(
            "other-weekday",
            "“{text}”: {day} is a {weekday}, not a {typed}",
            "look up which of the two you mean",
            text=text,
            day=f"{found_day.day}-{found_day.month}-{found_day.year}",
            weekday=weekday_of(found_day),
            typed=WEEKDAY_NAMES[weekday],
        )
    return found_day


def _on_day(plain_text: str, text: str, since: date | None) -> date | None:
    """The day of a date that is typed in numbers, or with the name of its month; None for anything else."""
    matches = (pattern.fullmatch(plain_text) for pattern in _ON_DAY)
    found = next((each for each in matches if each and each.groupdict().get("name", "mei") in MONTHS), None)
    if found is None:
        return None
    month = MONTHS[found["name"]] if "name" in found.groupdict() else int(found["month"])
    year, day = (found["year"] or "").lstrip("'’"), int(found["day"])
    if not year:
        if since is None:
            raise mistake("no-year", "“{text}” has no year", YEAR_HINT, text=text)
        years, earliest = range(since.year, since.year + YEARS_AHEAD + 1), since
    elif "name" in found.groupdict() and int(year) in _SHORT_YEARS:
        years, earliest = range(2000 + int(year), 2001 + int(year)), date.min
    elif int(year) < _FULL_YEAR:
        hint = msg("write it in full, such as 20{year:02}", year=int(year))
        raise mistake("not-a-date", "“{text}” has a year of two digits", hint, text=text)
    elif not FIRST_YEAR <= int(year) <= LAST_YEAR:
        message = msg("the year {year} of “{text}” cannot be right", year=int(year), text=text)
        raise mistake("not-a-date", message, _hint(since))
    else:
        years, earliest = range(int(year), int(year) + 1), date.min
    for each in years:
        with suppress(ValueError):
            if (day_found := date(each, month, day)) >= earliest:
                return day_found
    raise mistake("no-such-date", "“{text}” does not exist in the calendar", "look up the day", text=text)


def day_and_time(text: str) -> tuple[str, str]:
    """A day and, where one follows it, a time: `vrijdag 18 december om 10.30 uur`; each as it was typed."""
    found = _TIME.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found and (found["day"].strip() or not _is_date(text)):
        return found["day"].strip(), found["time"].strip()
    return text, ""


def _is_date(text: str) -> bool:
    try:
        as_date(text)
    except PydanticCustomError:
        return False
    return True


class Day(date):
    """A date that is printed with its day of the week."""

    @classmethod
    def of(cls, day: date) -> Day:
        """The same day."""
        return cls(day.year, day.month, day.day)


def as_named_day(value: object) -> Day:
    """A date that may be left out. Raises PydanticCustomError, with the forms that are understood."""
    try:
        return Day.of(as_date(value))
    except PydanticCustomError as reason:
        context = reason.context or {}
        if context.get("hint") not in {HINT, RECKONED_HINT}:
            raise
        raise mistake(reason.type, context["sentence"], NAMED_HINT) from None


Date = Annotated[date, BeforeValidator(as_date), WithJsonSchema({"type": "string"})]
NamedDay = Annotated[date, PlainValidator(as_named_day), WithJsonSchema({"type": "string"})]
