"""Two lines of the schedule do not ask for one product twice at one moment of one day, as a row each would read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from handouts.checks.agreements import line_of
from handouts.content.model.intake import Intake
from handouts.content.model.moments import MOMENTS
from handouts.content.model.rhythms import MOST_DAYS, OnWeekdays, Rhythm, TimesAWeek, WhenNeeded
from handouts.content.resolving import ResolvedSheet
from handouts.content.scheduling import first_day, is_done_on
from handouts.content.spellings import name_and_strength, same_words
from handouts.problems import Mark, Problem, shortened, warning

_WEEK = 7


class _Line(NamedTuple):
    intake: Intake
    mark: Callable[..., Mark]


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """Each pair of lines that meet, at the line that begins last.

    What is done when needed is asked for besides what has its days, and is no pair with it. Where the days are of the
    client's own choice, two lines meet if a week has too few days for both.
    """
    consult = resolved.consult.value.date
    lines = [_Line(*each) for each in resolved.lines()]
    for pair in combinations(lines, 2):
        earlier, later = sorted(pair, key=lambda each: first_day(each.intake, consult))
        if not _may_be_one(earlier.intake, later.intake, consult):
            continue
        moments = _shared(earlier.intake, later.intake)
        day = _first_meeting(earlier.intake, later.intake, consult) if moments else None
        if day is None:
            continue
        yield warning(
            "twice-at-once", later.mark("start"),
            "on {day} {product} is asked for twice at one moment: here, and by {place}",
            "give the first a last day with days:, or write what is taken together as one line",
            day=day, product=shortened(later.intake.product, 40), place=line_of(earlier.mark(), later.mark().file),
        )  # fmt: skip


def _may_be_one(earlier: Intake, later: Intake, consult: date) -> bool:
    """Whether two lines are of one product.

    In two strengths it is one where the second begins later, as a dose that is lowered does; else a dose may be made
    up of both. What is not swallowed may be done in two ways at once.
    """
    name, other = name_and_strength(earlier.product), name_and_strength(later.product)
    if earlier.route != later.route or name.called != other.called:
        return False
    if name.strengths != other.strengths and first_day(earlier, consult) == first_day(later, consult):
        return False
    return earlier.route == "oral" or same_words(earlier.how or "", later.how or "")


def _shared(line: Intake, other: Intake) -> set[str]:
    """The moments at which both are done; the morning is also that of breakfast."""
    moments = {moment.label: str(moment) for moment in line.when}
    others = {moment.label: str(moment) for moment in other.when}
    return {
        within
        for label, within in moments.items()
        for label_too, within_too in others.items()
        if within == within_too and (label == label_too or label in MOMENTS or label_too in MOMENTS)
    }


def _first_meeting(line: Intake, other: Intake, consult: date) -> date | None:
    """The first day on which both are done; None where there is none."""
    rhythms = (line.every, other.every)
    if any(isinstance(rhythm, WhenNeeded) for rhythm in rhythms):
        return None
    if any(isinstance(rhythm, TimesAWeek) for rhythm in rhythms) and sum(map(_days_a_week, rhythms)) <= _WEEK:
        return None
    first = max(first_day(line, consult), first_day(other, consult))
    days = (first + timedelta(days=offset) for offset in range(MOST_DAYS))
    return next((day for day in days if is_done_on(line, day, consult) and is_done_on(other, day, consult)), None)


def _days_a_week(rhythm: Rhythm) -> float:
    match rhythm:
        case OnWeekdays(weekdays):
            return len(weekdays)
        case TimesAWeek(times, _):
            return times
        case int():
            return _WEEK / rhythm
        case _:
            return 0
