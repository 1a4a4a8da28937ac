"""Safety: what stands beside something that can do harm, and amounts over an upper level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.checks.plain_language.passages import Document
from handouts.checks.safety import amounts, boxes
from handouts.content.loading import Loaded
from handouts.content.model.module import Module
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Problem


def check(document: Document, language: str, modules: Iterable[Loaded[Module]] = ()) -> Iterator[Problem]:
    """What is said of a brochure, which prints the texts of its `modules` too, or of a module."""
    yield from amounts.in_texts(document, language)
    yield from boxes.check(document, modules)


def check_sheet(sheet: ResolvedSheet) -> Iterator[Problem]:
    """What is said of a personal sheet, beside what making it says of magnesium, flags and medicines."""
    yield from amounts.in_schedule(sheet)
