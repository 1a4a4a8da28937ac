"""Changes a YAML file at the places of its values, so that what she wrote around them stays to the byte.

Comments, order, quotes and breaks stay. What was written is read back and compared: where it is not what was wanted,
the smallest block around it is dumped anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import yaml

from handouts.content.model.fields import Model
from handouts.content.patching.editing import Editor, newline_of
from handouts.content.patching.nodes import BREAK, Node, nodes_of
from handouts.content.patching.order import place_of
from handouts.content.patching.wanted import Change, Insert, Move, Put, Remove, after, smallest
from handouts.content.reading import FieldPath, Value, read_yaml

__all__ = ["Change", "Insert", "Move", "Patched", "Put", "Remove", "Unpatchable", "patch", "patched"]

_BOM = "\ufeff"
_REFUSED = (ValueError, AttributeError, IndexError, StopIteration, yaml.YAMLError)
"""What the nodes of a text raise that is not read, or has something where this package does not expect it."""


class Unpatchable(Exception):
    """A change after which the file would not say what was wanted; nothing was made of it."""


class Patched(NamedTuple):
    """The bytes of a changed file, and how many of its changes needed a block that was dumped anew."""

    data: bytes
    anew: int


def patch(data: bytes, file: str, changes: Sequence[Change], model: type[Model] | None = None) -> bytes:
    """The bytes of a YAML file after changes of its values, each of what the one before left.

    `file` is how Problems call it. A new key goes where `model` has it, at the end where none is given. Raises
    ContentError where the file cannot be read without a mistake, LookupError for a path that leads nowhere, and
    Unpatchable where what was written would not be read as what was wanted.
    """
    return patched(data, file, changes, model).data


def patched(data: bytes, file: str, changes: Sequence[Change], model: type[Model] | None = None) -> Patched:
    """As `patch`, with what became of the changes."""
    value = read_yaml(data, file).value
    text = data.decode()
    text, mark = text.removeprefix(_BOM), _BOM if text.startswith(_BOM) else ""
    patching = _Patching(text, value, model)
    for change in changes:
        for each in smallest(patching.value, change):
            patching.apply(each)
    made = (mark + patching.text).encode()
    if patching.text == text:
        return Patched(data, 0)
    if read_yaml(made, file).value != patching.value:
        raise Unpatchable(file)
    return Patched(made, patching.anew)


class _Patching:
    """A text that is changed step by step, and the value that it has."""

    def __init__(self, text: str, value: Value, model: type[Model] | None) -> None:
        self.text = text
        self.value = value
        self.anew = 0
        self._model = model
        self._newline = newline_of(text)
        self._is_ended = not text or bool(BREAK.fullmatch(text[-1:]))
        self._root = self._nodes(text)

    def apply(self, change: Change) -> None:
        """Changes the text by the first way after which it says what is wanted. Raises Unpatchable."""
        wanted = after(self.value, change)
        for number, way in enumerate(self._ways(change, wanted)):
            for text in self._endings(way):
                root = self._nodes_or_none(text)
                if root and root.value == wanted:
                    self.text, self.value, self._root = text, wanted, root
                    self.anew += number > 0
                    return
        raise Unpatchable

    def _ways(self, change: Change, wanted: Value) -> Iterator[str]:
        """The text after a change at its place, and after dumping the smallest blocks around it anew."""
        editor = Editor(self.text, self._newline, self._root)
        if (text := self._tried(partial(self._changed, editor, change, wanted))) is not None:
            yield text
        path = change.path if isinstance(change, Put | Insert) else change.path[:-1]
        for around in (path, path[:-1]):
            if (text := self._tried(partial(self._dumped, editor, around, wanted))) is not None:
                yield text

    def _tried(self, make: Callable[[], str | None]) -> str | None:
        try:
            return make()
        except _REFUSED:  # a way of writing that is not known here
            return None

    def _changed(self, editor: Editor, change: Change, wanted: Value) -> str:
        """The text after a change at its place."""
        if not change.path and isinstance(change, Put):
            return editor.replace_root(self._root, change.value)
        holder = change.path if isinstance(change, Insert) else change.path[:-1]
        parent = self._node(holder)
        if isinstance(change, Insert):
            key, entry, place = "", None, _place_among(parent, change.place)
        else:
            key, entry = str(change.path[-1]), parent.entry(change.path[-1])
            place = parent.entries.index(entry) if entry else self._place_of(key, parent, holder)
        if isinstance(change, Move):
            return self._moved(editor, parent, place, change)
        if isinstance(change, Remove):
            if entry and (text := editor.emptied(parent, entry)):
                return text
            return self._whole(editor, holder, wanted) if len(parent.entries) == 1 else editor.remove(parent, place)
        if isinstance(change, Put) and entry:
            return editor.replace(parent, entry, change.value)
        if not parent.entries:
            return self._whole(editor, holder, wanted)
        return editor.insert(parent, place, key, change.value)

    def _place_of(self, key: str, parent: Node, path: FieldPath) -> int:
        """The place of a new key among those of the mapping at `path`."""
        place = place_of(key, [each.key for each in parent.entries], self._model, path)
        # What is at the top of a file is said of all of it, and stays above its first key.
        return place or int(not path and self.text.startswith("#"))

    def _whole(self, editor: Editor, path: FieldPath, wanted: Value) -> str:
        """The text with another value in the place of the list or mapping at `path`."""
        if not path:
            return editor.replace_root(self._root, wanted)
        parent = self._node(path[:-1])
        entry = parent.entry(path[-1])
        return editor.replace(parent, entry, _value_at(wanted, path)) if entry else self.text

    def _moved(self, editor: Editor, parent: Node, place: int, change: Move) -> str:
        text, source, spaced = editor.move(parent, place, change.place)
        root = nodes_of(text)
        rest, left = Editor(text, self._newline, root), root.at(change.path[:-1])
        if left is None:
            raise ValueError
        target = _place_among(left, change.place)
        if isinstance(source, str):
            return rest.insert_source(left, target, source)
        return rest.insert_lines(left, target, source, spaced=spaced)

    def _dumped(self, editor: Editor, path: FieldPath, wanted: Value) -> str | None:
        """The text with what is at `path`, or the block around the brackets that it is in, dumped anew."""
        while path and self._node(path[:-1]).style == "flow":
            path = path[:-1]
        if not path:
            return None
        parent = self._node(path[:-1])
        entry = parent.entry(path[-1])
        return editor.anew(parent, entry, _value_at(wanted, path)) if entry else None

    def _node(self, path: FieldPath) -> Node:
        node = self._root.at(path)
        if node is None:
            raise ValueError
        return node

    def _endings(self, text: str) -> Iterator[str]:
        """A text as it is; where the file had no break at its end, first without one, and last with one."""
        last = [*BREAK.finditer(text, max(0, len(text) - 2))][-1:]
        if not self._is_ended and last and last[0].end() == len(text):
            yield text[: last[0].start()]
        yield text
        if not self._is_ended:
            yield text + self._newline

    def _nodes(self, text: str) -> Node:
        try:
            return nodes_of(text)
        except _REFUSED as reason:
            raise Unpatchable from reason

    def _nodes_or_none(self, text: str) -> Node | None:
        try:
            return nodes_of(text)
        except _REFUSED:
            return None


def _place_among(parent: Node, place: int) -> int:
    """The place among all entries of a list of that which has a place among those that are not empty."""
    present = parent.present
    return parent.entries.index(present[place]) if place < len(present) else len(parent.entries)


def _value_at(value: Any, path: FieldPath) -> Any:
    for step in path:
        value = value[step]
    return value
