"""What the form of a consult shows of a draft, as plain values: fields with their paths, rows, and choices."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from handouts.content.model.brochure import FORM_WORDS, FORMS
from handouts.content.model.dates import Typed, as_date
from handouts.content.model.describing import describe
from handouts.content.model.intake import Intake
from handouts.content.model.module import FLAG_WORDS, FLAGS, Module
from handouts.content.model.settings import as_yes_or_no
from handouts.content.model.sheet import Appointment, Consult, Recipe
from handouts.content.reading import survey_yaml
from handouts.content.things import folded
from handouts.files.layout import content_file
from handouts.intake.interview.context import Library, worded
from handouts.problems import HandoutsError
from handouts.studio.lines import before, day_of, length_of, schedule
from handouts.studio.rows import Choice, Row, Values, rows, slots, values
from handouts.studio.sending import module_of, new_id, value_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handouts.studio.drafts.draft import Draft
    from handouts.studio.session import Studio

MOST_STEPS, MOST_GOALS, MOST_SCALES = 3, 3, 4
WEEKS = (1, 2, 3, 4)
"""Of a diary."""


class Gap(NamedTuple):
    """A gap in an advice block: its name, what is asked, what fills it, what does so of itself, and its choices."""

    name: str
    question: str
    value: str | None
    default: str
    choices: tuple[str, ...]

    @property
    def said(self) -> str:
        """What fills it now."""
        return str(self.value or self.default)


class Advice(NamedTuple):
    """An advice block: whether the recipe gives it along, whether it is on the sheet, and its row."""

    name: str
    title: str
    of_recipe: bool
    is_on: bool
    row: Row
    gaps: tuple[Gap, ...]
    goal: str = ""


def form(studio: Studio, draft: Draft) -> dict[str, Any]:
    """What the template of the form needs."""
    tree = values(draft.tree)
    appointment = tree.get("next_appointment")
    return {
        "ref": draft.name,
        "tree": tree,
        **person(studio, draft),
        "day": _day(studio, tree["date"]),
        "steps": slots(draft, ["summary_steps"], MOST_STEPS, "step"),
        "goals": slots(draft, ["goals"], MOST_GOALS, ""),
        "schedule": schedule(studio, draft),
        "agreed": rows(draft, ["agreed"]),
        "before": before(studio, draft),
        "advice": advices(studio, draft),
        "flags": _flags(studio, tree.get("flags")),
        "diary": values(tree["diary"]),
        "diary_weeks": _diary_weeks(studio, values(tree["diary"])),
        "scales": slots(draft, ["diary", "scales"], MOST_SCALES, "name"),
        "usual_scales": usual_scales(studio, draft),
        "appointment": values(appointment if isinstance(appointment, dict) else {"date": appointment}),
        "routes": dict(describe(Intake, "route", studio.language).choices),
    }


def person(studio: Studio, draft: Draft) -> dict[str, Any]:
    """Whom a consult is for, and how the sheet speaks and looks for that."""
    client = values(values(draft.tree)["client"])
    return {
        "client": client,
        "forms": [Choice(each, each, each == (client["form"] or FORMS[0])) for each in FORMS],
        "large_print": _large_print(studio, client["large_print"]),
    }


def usual_scales(studio: Studio, draft: Draft) -> str:
    """The scales of the recipe with their ends, as a sentence names them; empty where the consult has a diary."""
    recipe = recipe_of(studio, draft)
    if value_at(draft, ["diary"]) or not recipe or not recipe.diary:
        return ""
    named = [
        f"{each.name} ({each.low} – {each.high})" if each.low and each.high else str(each.name)
        for each in recipe.diary.scales
    ]
    return ", ".join(named)


def recipe_diary(studio: Studio, draft: Draft) -> dict[str, Any]:
    """The diary of the recipe as it is written there: one of the consult comes in its place, and begins as it."""
    with suppress(HandoutsError, OSError):
        name = str(value_at(draft, ["sheet"]))
        folder = studio.folder()
        folder.must_hold("sheets", name)
        written: Any = survey_yaml(folder.own(content_file("sheets", name)).read_bytes(), name).value
        diary = written.get("diary") if isinstance(written, dict) else None
        return diary if isinstance(diary, dict) else {}
    return {}


def _diary_weeks(studio: Studio, diary: Values) -> list[Choice]:
    """How long the diary lasts; a length that is none of these is her own."""
    held = diary["days"]
    offered = {None: studio.say("diary.as_schedule")} | {str(7 * each): length_of(studio, 7 * each) for each in WEEKS}
    chosen = [Choice(days, label, days == held) for days, label in offered.items()]
    if any(each.is_chosen for each in chosen):
        return chosen
    return [*chosen, Choice(held, length_of(studio, held), is_chosen=True)]


def _day(studio: Studio, typed: Any) -> str:
    """The day of the consult as it is said; what is no day, as it was typed."""
    with suppress(ValueError, TypeError):
        return studio.say.long_day(as_date(typed))
    return str(typed or "…")


def appointment_said(studio: Studio, draft: Draft) -> str:
    """The next appointment as it is understood; empty where there is none, or it is not."""
    held, day = value_at(draft, ["next_appointment"]), day_of(draft)
    typed = {"date": held} if isinstance(held, str) else held
    if not isinstance(typed, dict) or not isinstance(typed.get("date"), str):
        return ""
    with suppress(ValidationError, PydanticCustomError):
        reckoned = Typed.reckoned(typed["date"], day) if day else typed["date"]
        found = Appointment.model_validate({**typed, "date": reckoned})
        said = f"{studio.say.day(found.date)} {found.date.year}"
        return f"{said}, {found.time}" if found.time else said
    return ""


def _large_print(studio: Studio, typed: Any) -> list[Choice]:
    """Yes or no; what was typed for the one that it means stays."""
    is_large = False
    with suppress(ValueError):
        is_large = as_yes_or_no(typed or "no")
    yes, no = typed if is_large else "ja", None if is_large else typed
    return [
        Choice(no, studio.say("consult.print_usual"), not is_large),
        Choice(yes, studio.say("consult.print_large"), is_large),
    ]


def _flags(studio: Studio, held: Any) -> list[Choice]:
    typed = held if isinstance(held, list) else str(held).split(",") if held else []
    words = describe(Consult, "flags", studio.language).choices
    found = {FLAG_WORDS.get(folded(each), folded(each)): str(each).strip() for each in map(str.strip, map(str, typed))}
    chosen = [Choice([found.get(each, words[each])], words[each], each in found) for each in FLAGS]
    return chosen + [Choice([each], each, is_chosen=True) for key, each in found.items() if key not in FLAGS]


def recipe_of(studio: Studio, draft: Draft) -> Recipe | None:
    """The recipe of a consult; None where it cannot be read."""
    with suppress(HandoutsError):
        return Library(studio.folder()).recipe(str(value_at(draft, ["sheet"])))
    return None


def recipe_modules(studio: Studio, draft: Draft) -> list[str]:
    """The advice blocks that the recipe of a consult gives along; none where it cannot be read."""
    recipe = recipe_of(studio, draft)
    return list(dict.fromkeys(use.use for use in recipe.modules)) if recipe else []


def advices(studio: Studio, draft: Draft) -> list[Advice]:
    """All advice blocks in the language of the sheet, and those that it names; first those that are on it."""
    recipe = recipe_of(studio, draft)
    given = {use.use: use.params for use in recipe.modules} if recipe else {}
    used = {module_of(row.whole): row for row in rows(draft, ["modules"])}
    library = Library(studio.folder())
    others = library.others([*given, *used], (recipe and recipe.language) or library.language)
    form_of_address = str(value_at(draft, ["client", "form"]) or FORMS[0])
    found = []
    for name in dict.fromkeys([*given, *used, *others]):
        row = used.get(name)
        module = None
        with suppress(HandoutsError):
            module = library.module(name)
        is_on = not _is_dropped(row) if row else name in given
        shown = row or Row(["modules", new_id()], Values(), is_new=True, whole={"use": name})
        gaps = tuple(_gaps(module, shown, given.get(name, {}))) if module and is_on else ()
        title = _spoken(module.title, form_of_address) if module else name
        goal = _spoken(module.goal or "", form_of_address) if module else ""
        found.append(Advice(name, title, name in given, is_on, shown, gaps, goal))
    return sorted(found, key=lambda each: not each.is_on)


def _spoken(text: str, form_of_address: str) -> str:
    """A text of an advice block in the form of address of the sheet, on one line."""
    spoken = str(text)
    with suppress(HandoutsError, ValueError):
        spoken = worded(spoken, FORM_WORDS.get(form_of_address, form_of_address))
    return " ".join(spoken.split())


def _is_dropped(row: Row) -> bool:
    with suppress(ValueError):
        return as_yes_or_no(row.value["drop"] or "no")
    return False


def _gaps(module: Module, row: Row, of_recipe: Mapping[str, str]) -> list[Gap]:
    """The gaps that are asked for; of itself each is filled as the recipe says, or else the block."""
    held = row.value["params"]
    params = held if isinstance(held, dict) else {}
    return [
        Gap(
            name,
            " ".join((each.question or name).split()),
            params.get(name),
            of_recipe.get(name) or each.default or "",
            tuple(each.choices),
        )
        for name, each in module.params.items()
        if each.required or each.question or name in params
    ]
