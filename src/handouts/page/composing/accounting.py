"""Every text of the content is printed, or it is declared, here or while composing, that it need not be.

So a field that a model gains is never left out silently: it is printed, or it is declared. Only `Text` and `Prose` are
texts; every other kind of field is a setting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from handouts.content.loading import Loaded
from handouts.content.model.fields import Model
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.model.printed import printed_texts
from handouts.content.reading import FieldPath
from handouts.page.composing.views import ValueRegistry
from handouts.problems import Mark

NEED_NOT_BE_PRINTED: Mapping[type[Model], frozenset[str]] = {
    # Not every paper has room for all that a practice says of itself; each of these is printed by some format.
    Practice: frozenset(
        "name tagline practitioner.name practitioner.role address.street address.postcode address.city phone email "
        "website registrations.kvk registrations.agb_practitioner registrations.agb_practice "
        "registrations.associations.name registrations.associations.number complaints.officer "
        "complaints.disputes_body complaints.url opening_hours directions privacy_url disclosure".split()
    ),
    # A row of a diary that may not be there; and an address that a text links to.
    Module: frozenset({"diary_label", "sources.url"}),
}
"""Texts that a template may leave out, by the model of their file."""


class Used(NamedTuple):
    """What a document is made of: all of its `own` must be printed, and all texts of what is `brought` into it."""

    own: tuple[Loaded[Any], ...]
    brought: tuple[Loaded[Any], ...] = ()


def unprinted(registry: ValueRegistry, made_of: Used, printed: frozenset[int]) -> Iterator[tuple[Mark, str]]:
    """Each text that is not printed, with its place; `printed` are the numbers of the values that are."""
    viewed = set(registry.marks)
    words = {str(registry.values[number]) for number in printed}
    for files, is_own in ((made_of.own, True), (made_of.brought, False)):
        for loaded in {loaded.marks.file: loaded for loaded in files}.values():
            due = _due(registry, loaded)
            yield from ((mark, text) for mark, text in due.items() if mark not in viewed)
            for value in registry.unused(printed, loaded.marks.file):
                mark = registry.marks[value.number]
                # What two modules say in the same words, such as a source, is printed once.
                if is_own or (mark in due and value not in words):
                    yield mark, value


def _due(registry: ValueRegistry, loaded: Loaded[Any]) -> dict[Mark, str]:
    """The texts of a file that must be printed, by their place."""
    declared = {
        name for model, names in NEED_NOT_BE_PRINTED.items() if isinstance(loaded.value, model) for name in names
    }
    return {
        loaded.marks.at(path): text
        for path, text in printed_texts(loaded.value, language=registry.language, prints=registry.prints)
        if not _is_declared(path, declared) and not registry.is_passed_over(loaded.marks.file, path)
    }


def _is_declared(path: FieldPath, declared: Collection[str]) -> bool:
    keys = [each for each in path if isinstance(each, str)]
    return any(".".join(keys[:count]) in declared for count in range(1, len(keys) + 1))
