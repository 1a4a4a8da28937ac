"""The content of a folder as `check` has it edited: what can be loaded, each file once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from handouts.checks.editing import edit, edit_module, edit_sheet
from handouts.checks.ignoring import unknown_settings
from handouts.checks.scoring import Judged, score
from handouts.content.loading import Loaded, load_brochure, load_file, load_practice
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.model.sheet import Consult
from handouts.content.resolving import resolve, resolve_brochure
from handouts.files.folder import Folder, TrackedReader
from handouts.files.layout import consult_file, content_file
from handouts.problems import ContentError, HandoutsError, Problem


def edit_all(folder: Folder, names: Sequence[str], today: date) -> Iterator[Problem]:
    """What is said of the brochures that are named, with their modules; or of all brochures, modules and sheets.

    What cannot be loaded is passed over: why is said where it is built.
    """
    reader = folder.open_reader()
    try:
        practice = load_practice(reader)
    except ContentError:
        return
    yield from unknown_settings(practice)
    for name in names or folder.names("brochures"):
        yield from _edit_brochure(reader, name, practice, today)
    for name in () if names else folder.names("modules"):
        try:
            module = load_file(reader, content_file("modules", name), Module)
        except ContentError:
            continue
        yield from edit_module(module, practice, today)
    said: set[Problem] = set()
    for ref in () if names else folder.names("clients"):
        for problem in _edit_sheet(reader, ref, practice):
            if problem not in said:  # a recipe is that of many
                yield problem
            said.add(problem)


def score_all(folder: Folder, names: Sequence[str], today: date) -> dict[str, list[Judged]]:
    """How brochures do beside PEMAT-P and the CDC index: those that are named, or all.

    Raises ContentError where one cannot be loaded.
    """
    reader = folder.open_reader()
    practice = load_practice(reader)
    scores = {}
    for name in names or folder.names("brochures"):
        brochure = load_brochure(reader, name)
        problems = list(edit(brochure, practice, today, {}))
        scores[name] = score(brochure, problems, brochure.value.language or practice.value.language)
    return scores


def _edit_brochure(reader: TrackedReader, name: str, practice: Loaded[Practice], today: date) -> list[Problem]:
    try:
        brochure = load_brochure(reader, name)
        modules = resolve_brochure(reader, brochure)
    except HandoutsError:
        return []
    return list(edit(brochure, practice, today, modules))


def _edit_sheet(reader: TrackedReader, ref: str, practice: Loaded[Practice]) -> list[Problem]:
    try:
        resolved = resolve(reader, practice, load_file(reader, consult_file(ref), Consult))
    except HandoutsError:
        return []
    return list(edit_sheet(resolved))
