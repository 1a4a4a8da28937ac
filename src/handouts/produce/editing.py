"""The content of a folder as `check` has it edited: what can be loaded, each file once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain
from typing import NamedTuple

from handouts.checks import dangers
from handouts.checks.editing import edit, edit_module, edit_recipe, edit_sheet
from handouts.checks.ignoring import doubtful_settings
from handouts.checks.scoring import Judged, score
from handouts.content.loading import Loaded, load_brochure, load_file, load_practice
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.resolving import resolve, resolve_brochure
from handouts.files.folder import Folder, TrackedReader
from handouts.files.layout import SHEETS_FOLDER, consult_file, content_file
from handouts.problems import LASTING, HandoutsError, Problem
from handouts.produce.advised import CLIENTS, Advised


def edit_all(folder: Folder, names: Sequence[str], today: date) -> Iterator[Problem]:
    """What is said of the brochures that are named, with their modules; or of all brochures, modules and sheets.

    What cannot be loaded is passed over: why is said where it is built.
    """
    reader, advised = folder.open_reader(), Advised(folder, today)

    def edited(edit_one: Callable[[Loaded[Practice]], list[Problem]]) -> list[Problem] | None:
        try:
            return edit_one(load_practice(reader))
        except HandoutsError:
            return None

    yield from advised.advice_on("practice", "", lambda: edited(lambda own: list(doubtful_settings(own))))

    def on_module(name: str) -> list[Problem]:
        return advised.advice_on("modules", name, partial(edited, partial(_edit_module, reader, name, today)))

    for name in names or folder.names("brochures"):
        by_brochure = partial(_edit_brochure, reader, name, today, on_module)
        yield from advised.advice_on("brochures", name, partial(edited, by_brochure))
    for name in () if names else folder.names("modules"):
        yield from on_module(name)
    kinds = {SHEETS_FOLDER: partial(_edit_recipe, reader, today), CLIENTS: partial(_edit_sheet, reader)}
    of_sheets = (
        advised.advice_on(kind, name, partial(edited, partial(edit_one, name)))
        for kind, edit_one in kinds.items() for name in (() if names else folder.names(kind))
    )  # fmt: skip
    yield from dict.fromkeys(chain.from_iterable(of_sheets))  # a recipe is that of many
    advised.keep()


class Scored(NamedTuple):
    """How a brochure does beside the lists, and what in it may harm a reader, which no list asks."""

    judged: list[Judged]
    harms: list[Problem]


def score_all(folder: Folder, names: Sequence[str], today: date) -> dict[str, Scored]:
    """How brochures do beside PEMAT-P and the CDC index: those that are named, or all.

    Raises ContentError where one cannot be loaded.
    """
    reader = folder.open_reader()
    practice = load_practice(reader)
    scores = {}
    for name in names or folder.names("brochures"):
        brochure = load_brochure(reader, name)
        problems = list(edit(brochure, practice, today, {}))
        found = (*dangers.of_brochure(brochure, practice, resolve_brochure(reader, brochure)), *problems)
        judged = score(brochure, problems, brochure.value.language or practice.value.language)
        scores[name] = Scored(judged, [each for each in dict.fromkeys(found) if each.rule in LASTING])
    return scores


def _edit_brochure(
    reader: TrackedReader, name: str, today: date, on_module: Callable[[str], list[Problem]], practice: Loaded[Practice]
) -> list[Problem]:
    """What is said of a brochure, and of each of its modules by itself."""
    brochure = load_brochure(reader, name)
    modules = resolve_brochure(reader, brochure)
    found = list(edit(brochure, practice, today, modules))
    return found + [problem for chosen in modules.values() for problem in on_module(chosen.name)]


def _edit_module(reader: TrackedReader, name: str, today: date, practice: Loaded[Practice]) -> list[Problem]:
    return list(edit_module(load_file(reader, content_file("modules", name), Module), practice, today))


def _edit_recipe(reader: TrackedReader, today: date, name: str, practice: Loaded[Practice]) -> list[Problem]:
    return list(edit_recipe(load_file(reader, content_file(SHEETS_FOLDER, name), Recipe), practice, today))


def _edit_sheet(reader: TrackedReader, ref: str, practice: Loaded[Practice]) -> list[Problem]:
    return list(edit_sheet(resolve(reader, practice, load_file(reader, consult_file(ref), Consult))))
