"""Every text that a document can hold is looked at for harm, unless its field is described as the words of others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple, get_args, get_origin

import pytest

from handouts.checks import people
from handouts.checks.document import Document
from handouts.checks.editing import edit_module, edit_recipe
from handouts.checks.safety import changes, upper_levels, urgent
from handouts.content.loading import Loaded, validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.fields import Model, Printed, Prose
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.model.printed import TextPath
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.reading import Marks
from handouts.problems import Mark, Problem

AMOUNT = "Slik elke dag 600 mg magnesium."
MEDICINE = "Stop met je bloedverdunner."
DANGER = "Pijn op de borst? Ga liggen en wacht tot morgen."
PERSON = "Bel Els op 06-12345678."
NOT_JUDGED = {
    ("sources", 0, "text"), ("sources", 0, "url"), ("sections", 0, "table", "source"),
    ("sections", 0, "chart", "people", "source"), ("sections", 0, "chart", "plate", "source"),
}  # fmt: skip
NOT_TO_DO = "dont"
ELSEWHERE = {"schedule", "client"}
"""What has checks of its own: a schedule is read as doses, and a first name as a name."""
PRACTICE = validate(b"name: x\npractitioner: {name: x}\n", "content/practice.yaml", Practice)


class Leaf(NamedTuple):
    """A field that can hold a text, by its path, and a document that holds a text there alone."""

    path: TextPath
    kind: type[Printed]


def leaves(model: type[Model], path: TextPath = ()) -> Iterator[Leaf]:
    for name, field in model.model_fields.items():
        yield from leaves_of(field.annotation, (*path, field.alias or name))


def leaves_of(annotation: Any, path: TextPath) -> Iterator[Leaf]:
    if get_origin(annotation) is list:
        yield from leaves_of(get_args(annotation)[0], (*path, 0))
    elif get_args(annotation):
        for each in get_args(annotation):
            yield from leaves_of(each, path)
    elif isinstance(annotation, type) and issubclass(annotation, Printed):
        yield Leaf(path, annotation)
    elif isinstance(annotation, type) and issubclass(annotation, Model) and annotation.printed:
        yield from leaves(annotation, path)


def holding(annotation: Any, path: TextPath, text: str) -> Any:
    """A value of a type with a text at a path in it, and nothing else."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        values: dict[str, Any] = {}
        for name, field in annotation.model_fields.items():
            if path[0] == (field.alias or name):
                values[name] = holding(field.annotation, path[1:], text)
            elif field.is_required():
                values[name] = [] if get_origin(field.annotation) is list else None
        return annotation.model_construct(**values)
    if get_origin(annotation) is list:
        return [holding(get_args(annotation)[0], path[1:], text)]
    if get_args(annotation):
        return next(held for each in get_args(annotation) if (held := holding(each, path, text)) is not None)
    return annotation(text) if not path and isinstance(annotation, type) and issubclass(annotation, Printed) else None


def document_of(model: type[Model], leaf: Leaf, text: str) -> Document[Any]:
    marks = Marks("x.yaml")
    marks.put((), Mark("x.yaml", 1, 1))
    return Document(Loaded(holding(model, leaf.path, text), marks, ()), "nl")


def said_of(model: type[Model], leaf: Leaf, text: str) -> list[Problem]:
    document = document_of(model, leaf, text)
    assert [each.path for each in document.texts] == [leaf.path]
    return [
        *changes.check(document, {}, {}), *urgent.check(document, {}, {}), *upper_levels.check(document, {}, {}),
        *people.check(document, date(2026, 11, 29), PRACTICE.value),
    ]  # fmt: skip


ALL = [(model, each) for model in (Brochure, Module, Recipe, Consult) for each in leaves(model)]


def test_the_walk_finds_the_texts_of_a_document() -> None:
    found = {(model.__name__, each.path) for model, each in ALL}
    assert ("Brochure", ("sections", 0, "points", 0, "items", 0)) in found
    assert ("Brochure", ("sections", 0, "table", "rows", 0, 0)) in found
    assert ("Module", ("warnings", 0, "text")) in found
    assert ("Recipe", ("safety", "calls", 0, "when")) in found
    assert len(found) > 100


@pytest.mark.parametrize(
    ("model", "leaf"), ALL, ids=lambda each: getattr(each, "__name__", str(getattr(each, "path", "")))
)
def test_every_text_is_looked_at_for_harm_unless_it_is_the_words_of_others(model: type[Model], leaf: Leaf) -> None:
    if not ELSEWHERE.isdisjoint(leaf.path) or NOT_TO_DO in leaf.path:
        return
    expected = (
        {"personal-details"}
        if leaf.path in NOT_JUDGED
        else {"upper-level", "medicine-changed", "care-delayed", "personal-details"}
    )
    found = {each.rule for text in (AMOUNT, MEDICINE, DANGER, PERSON) for each in said_of(model, leaf, text)}
    assert found == expected


def test_running_text_is_read_as_such_whatever_its_field_is_called() -> None:
    for model, leaf in ALL:
        if issubclass(leaf.kind, Prose) and leaf.path not in NOT_JUDGED:
            assert document_of(model, leaf, AMOUNT).passages, leaf.path


MODULE = """\
title: Blok
language: nl
goal: Rust.
steps: ["{{ eerst }}"]
params:
  eerst:
    type: choice
    default: %s
    choices:
      - %s
      - Lees een boek.
"""


@pytest.mark.parametrize(
    ("text", "rule"), [(AMOUNT, "upper-level"), (MEDICINE, "medicine-changed"), (DANGER, "care-delayed"),
                       (PERSON, "personal-details")],
)  # fmt: skip
def test_what_a_module_offers_for_its_gaps_is_looked_at_too(text: str, rule: str) -> None:
    module = validate((MODULE % (f'"{text}"', f'"{text}"')).encode(), "m.yaml", Module)
    found = [(each.rule, each.mark.line) for each in edit_module(module, PRACTICE, date(2026, 11, 29))]
    assert (rule, 8) in found


def test_a_recipe_is_looked_at_without_a_consult() -> None:
    recipe = validate(
        f'title: Plan\nlanguage: nl\nclosing: "{AMOUNT} {MEDICINE} {PERSON}"\n'.encode(), "r.yaml", Recipe
    )
    found = {(each.rule, each.mark.line) for each in edit_recipe(recipe, PRACTICE, date(2026, 11, 29))}
    assert found == {("upper-level", 3), ("medicine-changed", 3), ("personal-details", 3)}
