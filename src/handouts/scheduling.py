"""Doses, moments and dates: the table of the schedule, its last day, the sum of magnesium, and the diary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from handouts.model.sheet import Diary, Intake

UPPER_LEVEL_MG = 250
"""Extra magnesium by mouth a day, in mg, food not counted. Source: EU Scientific Committee on Food, 2001."""
_WEEK = 7


def first_day(intake: Intake, consult: date) -> date:
    """The day on which a line of the schedule begins: its own, or that of the consult."""
    return intake.start or consult


def last_day(intake: Intake, consult: date) -> date | None:
    """The last day on which it is done, or None when it goes on until further agreement.

    `days` counts calendar days from the first, both included; on every other day the last one may be a day off.
    """
    if intake.days is None:
        return None
    span = (intake.days - 1) // intake.every * intake.every
    return first_day(intake, consult) + timedelta(days=span)


def is_done_on(intake: Intake, day: date, consult: date) -> bool:
    """Whether a line of the schedule asks for something on a day."""
    start, end = first_day(intake, consult), last_day(intake, consult)
    return start <= day and (end is None or day <= end) and (day - start).days % intake.every == 0


def change(line: Intake, earlier: Iterable[Intake]) -> str:
    """What became of a line of the schedule since the consult before: `new`, `changed`, or nothing (empty).

    It is the same line when the product and the route are. When it begins and ends is not compared: going on as
    before is no change.
    """
    before = [other for other in earlier if _of(other) == _of(line)]
    if not before:
        return "new"
    return "" if any(_asks(other) == _asks(line) for other in before) else "changed"


def stopped(lines: Iterable[Intake], earlier: Iterable[Intake], before: date, now: date) -> list[Intake]:
    """The lines of the consult on the day `before` that are no longer there `now`, and had not ended by themselves."""
    kept = {_of(line) for line in lines}
    found = {_of(line): line for line in earlier if _of(line) not in kept and not _ended(line, before, now)}
    return list(found.values())


def _of(line: Intake) -> tuple[str, str]:
    return " ".join(line.product.casefold().split()), line.route


def _asks(line: Intake) -> tuple[object, ...]:
    return line.dose, frozenset(line.when), line.every, line.how


def _ended(line: Intake, consult: date, now: date) -> bool:
    end = last_day(line, consult)
    return end is not None and end < now


class Sum(NamedTuple):
    """The magnesium by mouth on the day on which it is most, in mg, and that day."""

    milligrams: int
    day: date


def magnesium_by_mouth(intakes: Iterable[Intake], consult: date) -> Sum:
    """The largest sum of a day over all that is swallowed; what is put on the skin is never counted."""
    swallowed = [intake for intake in intakes if intake.route == "oral" and intake.magnesium_mg]
    # Every line repeats within two weeks of its start (1, 2 and 7 days), so the sum's largest day lies there.
    starts = [first_day(intake, consult) for intake in swallowed]
    days = sorted({start + timedelta(days=offset) for start in starts for offset in range(2 * _WEEK)})
    sums = [
        Sum(sum((i.magnesium_mg or 0) * len(i.when) for i in swallowed if is_done_on(i, day, consult)), day)
        for day in days
    ]
    return max(sums, key=lambda each: each.milligrams, default=Sum(0, consult))


class Row(NamedTuple):
    """A row of the diary: what, and on which of the week's days there is a box to tick."""

    label: str
    ticks: tuple[bool, ...]


class Week(NamedTuple):
    """A week of the diary: its days, and a row for each thing to do."""

    days: tuple[date, ...]
    rows: tuple[Row, ...]


def weeks(diary: Diary, consult: date, intakes: Iterable[Intake], daily: Iterable[str]) -> list[Week]:
    """The diary, a week at a time: the rows of `intakes` on their days, those of `daily` and its own on every day.

    It begins on its own day, or on the day after the consult.
    """
    start = diary.start or consult + timedelta(days=1)
    lines = list(intakes)
    labels = list(dict.fromkeys([*diary.rows, *daily]))
    found = []
    for first in range(0, diary.days, _WEEK):
        days = tuple(start + timedelta(days=first + offset) for offset in range(min(_WEEK, diary.days - first)))
        rows = [Row(str(line.product), tuple(is_done_on(line, day, consult) for day in days)) for line in lines]
        rows += [Row(label, tuple(True for _ in days)) for label in labels if label not in {row.label for row in rows}]
        found.append(Week(days, tuple(row for row in rows if any(row.ticks))))
    return found
