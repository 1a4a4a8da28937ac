"""What the form of a consult shows of a draft, as plain values: fields with their paths, rows, and choices."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.content.model.brochure import FORM_WORDS, FORMS
from handouts.content.model.dates import as_date
from handouts.content.model.describing import describe
from handouts.content.model.intake import ROUTE_WORDS, Intake
from handouts.content.model.module import FLAG_WORDS, FLAGS, Module
from handouts.content.model.moments import MOMENT_WORDS, MOMENTS
from handouts.content.model.settings import as_yes_or_no
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.things import folded
from handouts.intake.interview.context import Library, worded
from handouts.problems import HandoutsError
from handouts.studio.sending import name_of, new_id, value_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handouts.studio.drafts.draft import Draft
    from handouts.studio.session import Studio

MOST_STEPS, MOST_GOALS = 3, 3


class Values(dict[str, Any]):
    """What a document says, of which a template may ask for what is not there."""

    def __missing__(self, key: str) -> None:
        return None


class Row(NamedTuple):
    """A row of a list: its path; what it holds; its sentence; and, where a page may add it, what it would be."""

    path: list[str]
    value: Values
    sentence: str = ""
    is_new: bool = False
    whole: Any = None


class Choice(NamedTuple):
    """One of several: what is written for it, what it is called, and whether it is chosen."""

    value: Any
    label: str
    is_chosen: bool


class Gap(NamedTuple):
    """A gap in an advice block: its name, what is asked, what fills it, what does so of itself, and its choices."""

    name: str
    question: str
    value: str | None
    default: str
    choices: tuple[str, ...]


class Advice(NamedTuple):
    """An advice block: whether the recipe gives it along, whether it is on the sheet, and its row."""

    name: str
    title: str
    of_recipe: bool
    is_on: bool
    row: Row
    gaps: tuple[Gap, ...]


def form(studio: Studio, draft: Draft) -> dict[str, Any]:
    """What the template of the form needs."""
    tree = _values(draft.tree)
    client = _values(tree["client"])
    appointment = tree.get("next_appointment")
    return {
        "ref": draft.name,
        "tree": tree,
        "client": client,
        "day": _day(studio, tree["date"]),
        "forms": [Choice(each, each, each == (client["form"] or "je")) for each in FORMS],
        "large_print": _large_print(studio, client["large_print"]),
        "steps": _slots(draft, "summary_steps", MOST_STEPS, "step"),
        "goals": _slots(draft, "goals", MOST_GOALS, ""),
        "schedule": [intake_row(studio, each) for each in rows(draft, ["schedule"])],
        "advice": advices(studio, draft),
        "flags": _flags(studio, tree.get("flags")),
        "diary": _values(tree["diary"]),
        "appointment": _values(appointment if isinstance(appointment, dict) else {"date": appointment}),
        "routes": dict(describe(Intake, "route", studio.language).choices),
        "rhythms": list(describe(Intake, "every", studio.language).choices.values()),
        "moments_of": lambda row: moments(studio, row.value.get("when")),
        "route_of": lambda row: _route(row.value.get("route")),
    }


def _day(studio: Studio, typed: Any) -> str:
    """The day of the consult as it is said; what is no day, as it was typed."""
    with suppress(ValueError, TypeError):
        return studio.say.long_day(as_date(typed))
    return str(typed or "…")


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


def _values(held: Any) -> Values:
    return Values(held if isinstance(held, dict) else {})


def rows(draft: Draft, path: Sequence[str]) -> list[Row]:
    """The rows of a list, each with the id that it keeps."""
    held = value_at(draft, path)
    ids = draft.ids.get(tuple(path), ())
    return [
        Row([*path, given], Values(value if isinstance(value, dict) else {"": value}), whole=value)
        for given, value in zip(ids, held if isinstance(held, list) else (), strict=False)
    ]


def _slots(draft: Draft, name: str, most: int, key: str) -> list[Row]:
    """The rows of a short list, and empty ones up to as many as there may be."""
    found = [
        each._replace(value=Values({key: each.whole})) if isinstance(each.whole, str) else each
        for each in rows(draft, [name])
    ]
    return found + [Row([name, new_id()], Values(), is_new=True) for _ in range(most - len(found))]


def intake_row(studio: Studio, row: Row) -> Row:
    """A line of the schedule, with the sentence that stands for it when it is closed."""
    value, say = row.value, studio.say
    when = value.get("when")
    days = str(value.get("days") or "")
    length = say("consult.for_days", count=days) if days.isdigit() else days
    every = value.get("every")
    parts = [
        value.get("dose"),
        " + ".join(map(str, when)) if isinstance(when, list) else when,
        ", ".join(map(str, every)) if isinstance(every, list) else every or say("consult.daily"),
        length,
        value.get("how"),
    ]
    return row._replace(sentence=" · ".join(str(each) for each in parts if each))


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


def _flags(studio: Studio, held: Any) -> list[Choice]:
    typed = held if isinstance(held, list) else str(held).split(",") if held else []
    words = describe(Consult, "flags", studio.language).choices
    found = {FLAG_WORDS.get(folded(each), folded(each)): str(each).strip() for each in map(str.strip, map(str, typed))}
    chosen = [Choice([found.get(each, words[each])], words[each], each in found) for each in FLAGS]
    return chosen + [Choice([each], each, is_chosen=True) for key, each in found.items() if key not in FLAGS]


def _route(typed: Any) -> str:
    spelled = folded(str(typed or ""))
    return ROUTE_WORDS.get(spelled, spelled)


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
    used = {name_of(row.whole): row for row in rows(draft, ["modules"])}
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
        title = _title(module, form_of_address) if module else name
        found.append(Advice(name, title, name in given, is_on, shown, gaps))
    return sorted(found, key=lambda each: not each.is_on)


def _title(module: Module, form_of_address: str) -> str:
    title = str(module.title)
    with suppress(HandoutsError, ValueError):
        title = worded(title, FORM_WORDS.get(form_of_address, form_of_address))
    return " ".join(title.split())


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
