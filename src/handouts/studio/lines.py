"""The lines of the schedule as the form shows them: each as a sentence, its choices, and what became of it since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from handouts.content.changes import changes, stopped
from handouts.content.model.dates import as_date
from handouts.content.model.describing import describe
from handouts.content.model.intake import ROUTE_WORDS, Intake
from handouts.content.model.moments import MOMENT_WORDS, MOMENTS
from handouts.content.model.rhythms import OnWeekdays, as_rhythm
from handouts.content.model.settings import number_of_days
from handouts.content.model.sheet import Consult
from handouts.content.things import folded
from handouts.intake.interview.context import Library
from handouts.problems import HandoutsError
from handouts.studio.rows import Choice, Row, Values, rows
from handouts.studio.sending import value_at

if TYPE_CHECKING:
    from handouts.studio.drafts.draft import Draft
    from handouts.studio.session import Studio

Status = Literal["", "new", "changed", "stays", "stopped"]
RHYTHMS = ("daily", "every_other_day", "three_a_week", "on_days", "weekly", "as_needed")
"""What is offered, by the name of its words; of `on_days` the days are chosen."""
WEEKS = (1, 2, 3, 4, 6)
_COMPARED = ("dose", "when", "every", "how")


class Picked(NamedTuple):
    """What can be chosen of a rhythm or a length: its choices, and her own words where they are none of these.

    `kind` is which choice is made: `days` for days of the week, of which `weekdays` are the choices, and `other`.
    """

    kind: str
    choices: list[Choice]
    other: str = ""
    weekdays: tuple[Choice, ...] = ()


class Line(NamedTuple):
    """A line of the schedule. `was` is what it said at the consult before, where that is something else.

    `row` of one that was stopped is what it would be once it is there again.
    """

    row: Row
    sentence: str
    route: str
    status: Status = ""
    was: str = ""
    moments: tuple[Choice, ...] = ()
    every: Picked = Picked("", [])
    days: Picked = Picked("", [])

    @property
    def path(self) -> list[str]:
        """Where it is in the document."""
        return self.row.path


class Before(NamedTuple):
    """The consult that one follows, and the lines of its schedule as they were typed."""

    consult: Consult
    lines: list[dict[str, Any]]


def before(studio: Studio, draft: Draft) -> Before | None:
    """The consult before; None where there is none, or it cannot be read."""
    ref = value_at(draft, ["follows"])
    if not isinstance(ref, str):
        return None
    with suppress(HandoutsError):
        library = Library(studio.folder())
        return Before(library.consult(ref), library.lines(ref))
    return None


def schedule(studio: Studio, draft: Draft) -> list[Line]:
    """All lines, and in their places those of the consult before that are not there any more."""
    earlier = before(studio, draft)
    found = [_line(studio, row) for row in rows(draft, ["schedule"])]
    return _compared(studio, draft, found, earlier) if earlier else found


def sentence_of(studio: Studio, value: Mapping[str, Any]) -> str:
    """What a line says, in one sentence: how much, when, how often and how long."""
    when, every, say = value.get("when"), value.get("every"), studio.say
    parts = [
        value.get("dose"),
        " + ".join(map(str, when)) if isinstance(when, list) else when,
        _days_in_words(studio, every) if every else say("schedule.daily"),
        length_of(studio, value.get("days")),
    ]
    return " · ".join(str(each) for each in parts if each)


def _days_in_words(studio: Studio, every: Any) -> str:
    if not isinstance(every, list):
        return str(every)
    *first, last = map(str, every) if every else ("…",)
    return studio.say("schedule.and", first=", ".join(first), last=last) if first else last


def length_of(studio: Studio, days: Any) -> str:
    """How long a line goes on, in weeks where that comes out."""
    if not days:
        return ""
    try:
        number = number_of_days(1, 366, 28)(days)
    except (PydanticCustomError, ValueError):
        return str(days)
    whole, rest = divmod(int(number), 7)
    if rest or not whole:
        return studio.say("schedule.days", count=number)
    return studio.say("schedule.week") if whole == 1 else studio.say("schedule.weeks", count=whole)


def _line(studio: Studio, row: Row) -> Line:
    value = row.value
    route = folded(str(value.get("route") or ""))
    return Line(
        row, sentence_of(studio, value), ROUTE_WORDS.get(route, route),
        moments=tuple(moments(studio, value.get("when"))), every=_rhythm(studio, value.get("every")),
        days=_length(studio, value.get("days")),
    )  # fmt: skip


def moments(studio: Studio, when: Any) -> list[Choice]:
    """The moments of the day; one that is chosen keeps the words that it was chosen with."""
    typed = [str(each) for each in when] if isinstance(when, list) else [str(when)] if when else []
    words = describe(Intake, "when", studio.language).choices
    found: dict[str, list[str]] = {}
    for each in typed:
        spelled = folded(each.replace("’", "'"))
        found.setdefault(MOMENT_WORDS.get(spelled, spelled), []).append(each)
    chosen = [Choice(found.get(each, [words[each]]), words[each], each in found) for each in MOMENTS]
    return chosen + [Choice(each, ", ".join(each), is_chosen=True) for key, each in found.items() if key not in MOMENTS]


def _rhythm(studio: Studio, held: Any) -> Picked:
    """How often; one that is chosen keeps the words that it was chosen with."""
    say = studio.say
    offered = {name: say(f"schedule.{name}") for name in RHYTHMS}
    meant = _meant(held or offered["daily"])
    kind = "other"
    if held == [] or isinstance(meant, OnWeekdays):
        kind = "on_days"
    elif meant is not None:
        kind = next((name for name in RHYTHMS if name != "on_days" and _meant(offered[name]) == meant), "other")
    choices = [
        Choice(held if name == kind else None if name == "daily" else label, label, name == kind)
        for name, label in offered.items()
    ]
    chosen = meant.weekdays if isinstance(meant, OnWeekdays) else ()
    typed = held if isinstance(held, list) and len(held) == len(chosen) else []
    spelled = dict(zip(chosen, typed, strict=False))
    names = say("schedule.weekdays").split()
    weekdays = tuple(Choice(spelled.get(day, name), name, day in chosen) for day, name in enumerate(names))
    return Picked(kind, choices, str(held) if kind == "other" else "", weekdays)


def _meant(typed: Any) -> Any:
    try:
        return as_rhythm(typed)
    except PydanticCustomError:
        return None


def _length(studio: Studio, held: Any) -> Picked:
    offered = {None: studio.say("schedule.no_end")} | {str(7 * each): length_of(studio, 7 * each) for each in WEEKS}
    meant = None
    if held:
        with suppress(PydanticCustomError, ValueError):
            meant = str(number_of_days(1, 366, 28)(held))
    is_known = meant in offered if held else True
    choices = [
        Choice(held if is_known and days == meant else days, label, is_known and days == meant)
        for days, label in offered.items()
    ]
    return Picked("" if is_known else "other", choices, "" if is_known else str(held))


def _compared(studio: Studio, draft: Draft, lines: list[Line], earlier: Before) -> list[Line]:
    """The lines with what became of each; those that are not there any more behind the one that they stood behind."""
    now = day_of(draft) or earlier.consult.date
    then, day = earlier.consult.schedule, earlier.consult.date
    intakes = [parsed(each.row.value) for each in lines]
    known = [each for each in intakes if each]
    statuses = iter(changes(known, then, day, now))
    found = []
    for line, intake in zip(lines, intakes, strict=True):
        typed = _earlier_of(line, earlier)
        status: Status = "changed" if typed else "new"
        if intake:
            status = {"new": "new", "changed": "changed"}.get(next(statuses), "stays")  # type: ignore[assignment]
        was = _was(studio, line, typed) if typed and status == "changed" else ""
        found.append(line._replace(status=status, was=was))
    gone = stopped(known, then, day, now)
    names = {folded(str(line.row.value.get("product", ""))) for line in lines}
    for index, intake in enumerate(then):
        if any(intake is each for each in gone) and folded(str(intake.product)) not in names:
            typed = earlier.lines[index]
            row = Row(["schedule", f"gone{index}"], Values(typed), whole=typed)
            behind = {folded(str(each.product)) for each in then[:index]}
            place = max((at + 1 for at, each in enumerate(found) if _name(each) in behind), default=0)
            found.insert(place, _line(studio, row)._replace(status="stopped"))
    return found


def _name(line: Line) -> str:
    return folded(str(line.row.value.get("product", "")))


def day_of(draft: Draft) -> date | None:
    """The day of a consult; None while that cannot be read."""
    with suppress(PydanticCustomError, ValueError, TypeError):
        return as_date(value_at(draft, ["date"]))
    return None


def parsed(value: Mapping[str, Any]) -> Intake | None:
    """A line as it is meant; None while it has mistakes. When it begins is not compared."""
    with suppress(ValidationError, PydanticCustomError):
        return Intake.model_validate({key: each for key, each in value.items() if key != "start"})
    return None


def _earlier_of(line: Line, earlier: Before) -> dict[str, Any] | None:
    return next((each for each in earlier.lines if folded(str(each.get("product", ""))) == _name(line)), None)


def _was(studio: Studio, line: Line, typed: Mapping[str, Any]) -> str:
    """What a line said of what it says otherwise now."""
    changed = [key for key in _COMPARED if _flat(typed.get(key)) != _flat(line.row.value.get(key))]
    said = [_said(studio, key, typed.get(key)) for key in changed]
    return ", ".join(each for each in said if each)


def _said(studio: Studio, key: str, value: Any) -> str:
    if key == "every":
        return _days_in_words(studio, value) if value else studio.say("schedule.daily")
    return " + ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _flat(value: Any) -> str:
    return folded(" ".join(map(str, value)) if isinstance(value, list) else str(value or ""))


def labels(lines: Iterable[Line]) -> dict[str, dict[str, str]]:
    """Of each line what its row says of it, by its id."""
    return {
        each.path[-1]: {"sentence": each.sentence, "status": each.status, "was": each.was, "route": each.route}
        for each in lines
        if each.status != "stopped"
    }
