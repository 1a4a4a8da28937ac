"""Every text that she wrote is printed, or it is said here, or by whoever composes, that it need not be.

So a field that a model gains is never left out silently: it is printed, or it is declared. Only `Text` and `Prose` are
texts; every other kind of field is a setting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from handouts.content.loading import Loaded
from handouts.content.model.fields import Model, Printed, Wording
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.reading import Path
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
"""Texts that a template may leave out, by the model of the file in which they stand."""


class Used(NamedTuple):
    """What a document is made of: all of its `own` must be printed, and all texts of what is `brought` into it."""

    own: tuple[Loaded[Any], ...]
    brought: tuple[Loaded[Any], ...] = ()


def unprinted(register: ValueRegistry, made_of: Used, printed: frozenset[int]) -> Iterator[tuple[Mark, str]]:
    """Each text that is not printed, with its place; `printed` are the numbers of the leaves that are."""
    viewed = set(register.marks)
    said = {str(register.leaves[number]) for number in printed}
    for loaded in _each_once(made_of.own):
        asked = _asked(register, loaded)
        yield from ((mark, text) for mark, text in asked.items() if mark not in viewed)
        yield from ((register.marks[leaf.number], leaf) for leaf in register.unused(printed, loaded.marks.file))
    for loaded in _each_once(made_of.brought):
        asked = _asked(register, loaded)
        yield from ((mark, text) for mark, text in asked.items() if mark not in viewed)
        for leaf in register.unused(printed, loaded.marks.file):
            # What two modules say in the same words, such as a source, stands there once.
            if (mark := register.marks[leaf.number]) in asked and leaf not in said:
                yield mark, leaf


def _each_once(files: Iterable[Loaded[Any]]) -> Iterable[Loaded[Any]]:
    return {loaded.marks.file: loaded for loaded in files}.values()


def _asked(register: ValueRegistry, loaded: Loaded[Any]) -> dict[Mark, str]:
    """The texts of a file that must be printed, by their place."""
    declared = {
        name for model, names in NEED_NOT_BE_PRINTED.items() if isinstance(loaded.value, model) for name in names
    }
    return {
        loaded.marks.at(path): text
        for path, text in _texts(register, loaded.value)
        if not _is_declared(path, declared) and not register.is_passed_over(loaded.marks.file, path)
    }


def _is_declared(path: Path, declared: Collection[str]) -> bool:
    keys = [each for each in path if isinstance(each, str)]
    return any(".".join(keys[:count]) in declared for count in range(1, len(keys) + 1))


def _texts(register: ValueRegistry, value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The texts of a model that this document is to print, each with its path: in its language, and for its format."""
    if isinstance(value, Printed):
        yield path, value
    elif isinstance(value, Wording):
        key = value.key(register.language)
        yield from _texts(register, getattr(value, key), (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if register.prints(item, (*path, index)):
                yield from _texts(register, item, (*path, index))
    elif isinstance(value, Model) and value.printed:
        for name, field in type(value).model_fields.items():
            place = (*path, field.alias or name)
            if register.prints(getattr(value, name), place):
                yield from _texts(register, getattr(value, name), place)
