"""Doses, moments and dates: the table of the schedule, its last day, the sum of a nutrient, and the diary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from handouts.content.model.diary import DAYS_A_WEEK, MOST_WEEKS, Diary
from handouts.content.model.intake import Intake
from handouts.content.model.rhythms import MOST_DAYS, OnWeekdays, Rhythm, TimesAWeek, WhenNeeded
from handouts.content.nutrients import MAGNESIUM, Nutrient, named_in
from handouts.content.nutrients.amounts import weights_of
from handouts.content.nutrients.comparing import adds_to_dose
from handouts.content.nutrients.doses import Reading, read_dose, times_said

_LONGEST_DIARY = MOST_WEEKS * DAYS_A_WEEK
_DAY = timedelta(days=1)


def first_day(intake: Intake, consult: date) -> date:
    """The day on which a line of the schedule begins: its own, or that of the consult."""
    return intake.start or consult


def last_day(intake: Intake, consult: date) -> date | None:
    """The last day on which it may be done, or None when it goes on until further agreement.

    `days` counts calendar days from the first, both included; with days off between, the last one may be such a day.
    A line of which no day falls within its `days` has the last of these.
    """
    if intake.days is None:
        return None
    start = first_day(intake, consult)
    days = (start + timedelta(days=offset) for offset in reversed(range(intake.days)))
    return next((day for day in days if _falls_on(intake.every, day, start)), start + timedelta(days=intake.days - 1))


def is_done_on(intake: Intake, day: date, consult: date) -> bool:
    """Whether a line of the schedule is, or may be, done on a day."""
    start, end = first_day(intake, consult), last_day(intake, consult)
    return start <= day and (end is None or day <= end) and _falls_on(intake.every, day, start)


def _falls_on(rhythm: Rhythm, day: date, start: date) -> bool:
    """Whether a day is one of a rhythm's; of a number of times a week, and of when needed, every day may be."""
    match rhythm:
        case OnWeekdays():
            return day.weekday() in rhythm.weekdays
        case TimesAWeek() | WhenNeeded():
            return True
        case _:
            return (day - start).days % rhythm == 0


class Taken(NamedTuple):
    """How much of a nutrient a swallowed line of the schedule gives, as far as that is known."""

    intake: Intake
    milligrams: Fraction | None
    """What one dose holds, in mg; None when nothing says how much."""
    times: int
    """How many times on one day, at most."""
    reading: Reading | None
    """What was read of its product and dose, where its own field says nothing."""

    @property
    def a_day(self) -> Fraction:
        """In mg, on a day on which it is taken."""
        return (self.milligrams or Fraction(0)) * self.times


class Sum(NamedTuple):
    """The largest amount of a nutrient by mouth on one day, in mg: which day, and the lines that make it."""

    milligrams: Fraction
    day: date
    parts: tuple[Taken, ...] = ()


def taken(intake: Intake, nutrient: Nutrient = MAGNESIUM) -> Taken | None:
    """How much of a nutrient a line gives; None when it is not swallowed or has nothing to do with the nutrient.

    Its own field says how much. Without it the amount is read from the dose, if product or dose speak of the nutrient.
    """
    if intake.route != "oral":
        return None
    given = getattr(intake, nutrient.field)
    if given is not None:
        return Taken(intake, Fraction(given), _times(intake, times_said(intake.dose or "")), None)
    if nutrient not in named_in(intake.product, intake.dose) and not _is_in_how(intake, nutrient):
        return None
    reading = read_dose(intake.product, intake.dose, nutrient)
    if intake.how and adds_to_dose(intake.how, intake.dose or "", reading.milligrams, len(intake.when), nutrient):
        reading = reading._replace(is_unclear=True)
    if reading.is_day:
        return Taken(intake, reading.milligrams, intake.limit.times if intake.limit else 1, reading)
    return Taken(intake, reading.milligrams, _times(intake, reading.times), reading)


def _is_in_how(intake: Intake, nutrient: Nutrient) -> bool:
    """Whether the words under `how` name a nutrient with its weight: `met 400 mg magnesium`."""
    return intake.how is not None and nutrient.is_named_in(intake.how) and bool(weights_of(intake.how, nutrient))


def _times(intake: Intake, said: int) -> int:
    """How many times on one day: as often as the line allows when needed, else its moments or what its dose says."""
    return intake.limit.times if intake.limit else max(len(intake.when), said, 1)


def largest_day(
    intakes: Iterable[Intake], consult: date, nutrient: Nutrient = MAGNESIUM, *, first: date = date.min
) -> Sum:
    """The largest sum of one day over all that is swallowed; what is put on the skin is never counted.

    Each day of the plan from `first` on is looked at, up to 366 days from there, or from the start of the line that
    begins last. What has no fixed days is counted on every day.
    """
    lines = [line for line in (taken(intake, nutrient) for intake in intakes) if line and line.a_day]
    starts = [first_day(line.intake, consult) for line in lines]
    horizon = max([first, *starts]) + timedelta(days=MOST_DAYS)
    sums: dict[date, Fraction] = {}
    for line, start in zip(lines, starts, strict=True):
        end = min(last_day(line.intake, consult) or horizon, horizon)
        for day in (start + timedelta(days=offset) for offset in range((end - start).days + 1)):
            if day >= first and _falls_on(line.intake.every, day, start):
                sums[day] = sums.get(day, Fraction(0)) + line.a_day
    if not sums:
        return Sum(Fraction(0), consult)
    day = min(sums, key=lambda each: (-sums[each], each))
    parts = tuple(line for line in lines if is_done_on(line.intake, day, consult))
    return Sum(sums[day], day, parts)


class Row(NamedTuple):
    """A row of the diary: what, and on which of the week's days there is a box to tick."""

    label: str
    ticks: tuple[bool, ...]
    intake: Intake | None = None
    """The line of the schedule that it is of."""


class Week(NamedTuple):
    """A week of the diary: its days, and a row for each thing to do."""

    days: tuple[date, ...]
    rows: tuple[Row, ...]


def weeks(diary: Diary, consult: date, intakes: Iterable[Intake], daily: Iterable[str]) -> list[Week]:
    """The diary, a week at a time: the rows of `intakes` on their days, those of `daily` and its own on every day.

    It begins on its own day, or on that of the consult where a line of the schedule does, so that its first box is
    there; else on the day after. It lasts as long as it says, or as the schedule.
    """
    lines = list(intakes)
    start = diary.start or (consult if any(is_done_on(line, consult, consult) for line in lines) else consult + _DAY)
    length = diary.length or _as_long_as(lines, start, consult)
    labels = list(dict.fromkeys([*diary.rows, *daily]))
    found = []
    for first in range(0, length, DAYS_A_WEEK):
        days = tuple(start + timedelta(days=first + offset) for offset in range(min(DAYS_A_WEEK, length - first)))
        rows = [Row(str(line.product), tuple(is_done_on(line, day, consult) for day in days), line) for line in lines]
        rows += [Row(label, tuple(True for _ in days)) for label in labels if label not in {row.label for row in rows}]
        found.append(Week(days, tuple(row for row in rows if any(row.ticks))))
    return found


def _as_long_as(lines: list[Intake], start: date, consult: date) -> int:
    """The days from `start` to the last of the schedule: at most four weeks, and a week where there is no schedule."""
    ends = [last_day(line, consult) for line in lines]
    last = max((end for end in ends if end is not None), default=None)
    if None in ends:
        return _LONGEST_DIARY
    if last is None or last < start:
        return DAYS_A_WEEK
    return min((last - start).days + 1, _LONGEST_DIARY)
