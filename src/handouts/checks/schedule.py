"""A line of the schedule says enough to be followed: how much of what, how often at most, and on days that come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.gathering import Gathered
from handouts.model.intake import Intake
from handouts.model.rhythms import OnWeekdays, WhenNeeded
from handouts.nutrients import named_in
from handouts.nutrients.doses import is_bare_number
from handouts.problems import Problem, warning
from handouts.scheduling import is_done_on, last_day

_TO_SWALLOW = re.compile(
    r"tablet|capsule|\bcaps\b|\bpil(?:len)?\b|\bpills?\b|supplement|zakje|sachet|citra|glycin|mala+t|taur|threon|oxide"
)
_BATH = re.compile(r"bad|bath|voet|foot|feet|olie|oil|gel\b|spray|cr[eè]me|cream|crystal|kristal|vlok|flakes|zout|salt")


def check(gathered: Gathered) -> Iterator[Problem]:
    """What is asked for at a line of the recipe's schedule or of the consult's."""
    for source in (gathered.recipe, gathered.consult):
        for index, intake in enumerate(source.value.schedule):
            mark = source.marks.at
            if intake.dose and is_bare_number(intake.dose):
                yield warning("no-unit", mark(("schedule", index, "dose")), "this dose is a number without a unit",
                              "such as 1 tablet, 400 mg or 20 min.")  # fmt: skip
            if isinstance(intake.every, WhenNeeded) and intake.route == "oral" and intake.limit is None:
                said = "this is swallowed when needed, and nothing says how many times a day at most"
                yield warning("no-at-most", mark(("schedule", index, "every")), said, "add at_most: with a number")
            if _never_comes(intake, gathered):
                said = f"none of these days comes within the {intake.days} of this line"
                yield warning("never-due", mark(("schedule", index, "every")), said, "look at every, start and days")
            if intake.route == "activity" and _seems_swallowed(intake):
                yield warning("not-an-activity", mark(("schedule", index, "route")),
                              "this is called an activity, so what is in it is not counted",
                              "write route: oral if it is swallowed")  # fmt: skip


def _never_comes(intake: Intake, gathered: Gathered) -> bool:
    day = gathered.consult.value.date
    end = last_day(intake, day)
    return isinstance(intake.every, OnWeekdays) and end is not None and not is_done_on(intake, end, day)


def _seems_swallowed(intake: Intake) -> bool:
    said = f"{intake.product} {intake.dose or ''}".casefold()
    return any(named_in(intake.product, intake.dose)) and bool(_TO_SWALLOW.search(said)) and not _BATH.search(said)
