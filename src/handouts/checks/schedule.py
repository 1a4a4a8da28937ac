"""A line of the schedule is enough to be followed: how much of what, how often at most, and on days that come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.content.model.intake import Intake
from handouts.content.model.rhythms import OnWeekdays, WhenNeeded
from handouts.content.nutrients import named_in
from handouts.content.nutrients.comparing import says_no_amount
from handouts.content.nutrients.doses import is_bare_number
from handouts.content.resolving import ResolvedSheet
from handouts.content.scheduling import is_done_on, last_day
from handouts.problems import Problem, asks_for, msg, warning

_TO_SWALLOW = re.compile(
    r"tablet|capsule|\bcaps\b|\bpil(?:len)?\b|\bpills?\b|supplement|zakje|sachet|poeder|powder|spray|ampul|bruis|"
    r"druppel|citra|glycin|mala+t|taur|threon|oxide"
)
_ONLY_SWALLOWED = re.compile(r"tablet|capsule|\bpil(?:len)?\b|\bpills?\b|supplement|mondspray")
_BATH = re.compile(r"bad|bath|voet|foot|feet|olie|oil|gel\b|cr[eè]me|cream|crystal|kristal|vlok|flakes|zout|salt")


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """What is asked for at a line of the recipe's schedule or of the consult's."""
    for intake, at in resolved.lines():
        if intake.dose and is_bare_number(intake.dose):
            yield warning("no-unit", at("dose"), "this dose is a number without a unit",
                          "such as 1 tablet, 400 mg or 20 min.")  # fmt: skip
        elif intake.dose and intake.route == "oral" and says_no_amount(intake.dose):
            yield warning("no-amount", at("dose"), "this dose does not say how much",
                          "such as 1 tablet, 400 mg or 10 drops")  # fmt: skip
        if isinstance(intake.every, WhenNeeded) and intake.route == "oral" and intake.limit is None:
            message = msg("this is swallowed when needed, and nothing says how many times a day at most")
            yield warning("no-at-most", at("every"), message, asks_for("at_most", msg("a number, such as 3")))
        end, consult = last_day(intake, resolved.consult.value.date), resolved.consult.value.date
        if end is not None and end < consult:
            message = msg("the last day of this line is {day}, before the consult", day=end)
            yield warning("early-line", at("start"), message, "look at start: and days:")
        if _never_comes(intake, resolved):
            message = msg("none of these days comes within the {days} of this line", days=intake.days)
            yield warning("never-due", at("every"), message, "look at every, start and days")
        if intake.route in _OUTSIDE and _seems_swallowed(intake):
            yield warning("not-an-activity", at("route"),
                          "this is called {outside}, so what is in it is not counted",
                          asks_for("route", msg("oral, if it is swallowed")),
                          outside=_OUTSIDE[intake.route])  # fmt: skip


_OUTSIDE = {"activity": msg("an activity"), "topical": msg("for the skin")}


def _never_comes(intake: Intake, resolved: ResolvedSheet) -> bool:
    day = resolved.consult.value.date
    end = last_day(intake, day)
    return isinstance(intake.every, OnWeekdays) and end is not None and not is_done_on(intake, end, day)


def _seems_swallowed(intake: Intake) -> bool:
    text = f"{intake.product} {intake.dose or ''}".casefold()
    pattern = _TO_SWALLOW if intake.route == "activity" else _ONLY_SWALLOWED
    return any(named_in(intake.product, intake.dose)) and bool(pattern.search(text)) and not _BATH.search(text)
