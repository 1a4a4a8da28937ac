"""The fields of a brochure as its form has them: how each is filled in, what it is called, and what it says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from handouts.content.model.addresses import Picture
from handouts.content.model.describing import describe
from handouts.content.model.drawings import ADrawing
from handouts.content.model.fields import Model, OrText, Prose
from handouts.content.model.figures import Table
from handouts.content.model.settings import OneOf, as_yes_or_no
from handouts.content.things import folded
from handouts.studio.drafts.draft import Draft
from handouts.studio.rows import Values
from handouts.studio.screens.brochure_sending import flowed
from handouts.studio.words import StudioWords

BLANK = "@"
"""The step of a path in a pattern of a row, in the place of which a page puts the path of a new one."""
_FORMATS = {"formats", "only", "except_"}
_PRINTED = {"line", "text", "cells"}
_OWN_WIDGETS = {"focus": "focus", "head": "cells"}


class Choice(NamedTuple):
    """One of several: its name, what is written for it, what it is called, and whether it is chosen."""

    key: str
    value: Any
    label: str
    is_chosen: bool


class Node(NamedTuple):
    """A field, or what holds others: how it is filled in, its path, its words, and its value.

    `nodes` are the fields of a group by name, `rows` what a list holds, and `row` the name of the pattern of a row.
    """

    widget: str
    name: str
    path: tuple[str, ...]
    title: str
    help: str = ""
    value: Any = None
    choices: tuple[Choice, ...] = ()
    nodes: Mapping[str, Node] = {}
    rows: tuple[Node, ...] = ()
    row: str = ""

    @property
    def id(self) -> str:
        """What it is called in a page."""
        return "-".join(self.path)

    @property
    def cells(self) -> list[str]:
        """Of a row of a table, or its heads: what is in each column."""
        if not isinstance(self.value, str):
            return [str(each or "") for each in self.value or ()]
        bare = self.value.strip()
        if bare.startswith("|"):
            bare = bare[1:].removesuffix("|")
        return [each.strip() for each in bare.split("|")]

    @property
    def is_filled(self) -> bool:
        """Whether anything is in it."""
        return self.value not in (None, "", [], {})

    @property
    def said(self) -> str:
        """The first words that it prints."""
        if isinstance(self.value, str) and self.widget in _PRINTED:
            return self.value
        return next((found for each in (*self.nodes.values(), *self.rows) if (found := each.said)), "")


class Form:
    """Makes nodes of what a draft says, in the language of the pages."""

    def __init__(self, say: StudioWords, draft: Draft | None = None) -> None:
        """Without a draft it makes patterns, of which nothing is filled in."""
        self._say = say
        self._ids = draft.ids if draft else {}

    def group(self, model: type[Model], held: Any, path: tuple[str, ...] = (), own: Node | None = None) -> Node:
        """The fields of a model; `held` is what is written for it, `own` what is known of it as a field."""
        values = Values(held if isinstance(held, dict) else {})
        nodes = {}
        for name, field in model.model_fields.items():
            key = field.alias or name
            kinds = tuple(_kinds(field.annotation, field.metadata))
            nodes[name] = self._node(model, name, kinds, values[key], (*path, key))
        made = own or Node("group", model.__name__, path, "")
        return made._replace(widget="group", nodes=nodes, value=held, row=model.__name__)

    def _node(
        self, model: type[Model], name: str, kinds: Sequence[Any], held: Any, path: tuple[str, ...]
    ) -> Node:  # fmt: skip
        words = describe(model, name, self._say.language)
        node = Node(_widget(name, kinds), name, path, words.title, words.help, held)
        if node.widget == "group":
            return self.group(_model(kinds), held, path, node)
        if node.widget == "rows":
            return self._list(node, kinds, held)
        if node.widget == "table":
            return self._table(node, held)
        if node.widget in {"one", "several"}:
            return node._replace(choices=tuple(self._choices(name, _one_of(kinds), held)))
        if node.widget == "yes":
            return node._replace(choices=tuple(self._yes_or_no(held)))
        return node._replace(value=flowed(held)) if node.widget in {"line", "text"} else node

    def _list(self, node: Node, kinds: Sequence[Any], held: Any) -> Node:
        ids = self._ids.get(node.path, ())
        values = held if isinstance(held, list) else []
        if model := _model(kinds):
            short = next((each.key for each in kinds if isinstance(each, OrText)), "")
            rows = [
                self.group(model, {short: each} if short and isinstance(each, str) else each, (*node.path, given))
                for given, each in zip(ids, values, strict=False)
            ]
            return node._replace(rows=tuple(rows), row=model.__name__)
        texts = [
            Node("text", node.name, (*node.path, given), node.title, "", flowed(each))
            for given, each in zip(ids, values, strict=False)
        ]
        return node._replace(rows=tuple(texts), row="text")

    def _table(self, node: Node, held: Any) -> Node:
        """A table, of which a row or the heads may be one text with bars."""
        made = self.group(Table, held, node.path, node)
        values = Values(held if isinstance(held, dict) else {})
        head = Node("cells", "head", (*node.path, "head"), made.nodes["head"].title, value=values["head"])
        listed = values["rows"] if isinstance(values["rows"], list) else []
        path = (*node.path, "rows")
        rows = [
            Node("cells", "row", (*path, given), "", value=each)
            for given, each in zip(self._ids.get(path, ()), listed, strict=False)
        ]
        nodes = {**made.nodes, "head": head, "rows": made.nodes["rows"]._replace(rows=tuple(rows), row="cells")}
        return made._replace(widget="table", nodes=nodes)

    def _choices(self, name: str, one_of: OneOf, held: Any) -> Iterator[Choice]:
        """What can be chosen; what is written for one that is chosen stays."""
        typed = held if isinstance(held, list) else str(held).split(",") if held else []
        found = {one_of.also.get(folded(str(each)), folded(str(each))): str(each).strip() for each in typed}
        words = self._words(name)
        others = one_of.other_words() if self._say.language != "en" else {}
        for each in one_of.choices:
            usual = each if name in _FORMATS else others.get(each, each)
            written = found.get(each, usual)
            label = words.get(each, others.get(each, each))
            yield Choice(each, [written] if name in _FORMATS else written, label, each in found)

    def _words(self, name: str) -> Mapping[str, str]:
        with suppress(KeyError):
            return self._say.group("formats" if name in _FORMATS else f"brochure_{name}")
        return {}

    def _yes_or_no(self, typed: Any) -> Iterator[Choice]:
        """What is written for yes, and for no; what was typed for the one that it means stays."""
        is_on = False
        with suppress(ValueError):
            is_on = as_yes_or_no(typed or "no")
        usual = self._say("brochure.yes")
        yield Choice("yes", typed if is_on else usual, "", is_on)
        yield Choice("no", None if is_on else typed, "", not is_on)


def _kinds(annotation: Any, metadata: Sequence[Any] = ()) -> Iterator[Any]:
    """All types in an annotation, and what is annotated on them."""
    yield from metadata
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        yield from _kinds(inner, more)
    elif get_args(annotation):
        yield get_origin(annotation)
        for each in get_args(annotation):
            yield from _kinds(each)
    else:
        yield annotation


def _model(kinds: Sequence[Any]) -> Any:
    return next((each for each in kinds if isinstance(each, type) and issubclass(each, Model)), None)


def _one_of(kinds: Sequence[Any]) -> OneOf:
    return next(each for each in kinds if isinstance(each, OneOf))


def _widget(name: str, kinds: Sequence[Any]) -> str:
    """How a field of these types is filled in."""
    types = {each for each in kinds if isinstance(each, type)}
    if name in _OWN_WIDGETS:
        return _OWN_WIDGETS[name]
    if dict in types:
        return "pairs"
    if Table in types:
        return "table"
    if any(isinstance(each, ADrawing) for each in kinds):
        return "drawing"
    if any(isinstance(each, OneOf) for each in kinds):
        return "several" if list in types else "one"
    if list in types:
        return "rows"
    if _model(kinds):
        return "group"
    if bool in types:
        return "yes"
    return "picture" if Picture in types else "text" if Prose in types else "line"
