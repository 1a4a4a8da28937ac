"""The place of each value of a file, also where what prints nothing was left out before it was read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from handouts.files.unseen import columns_before
from handouts.problems import Mark, Problem

FieldPath = tuple[str | int, ...]
Value = str | list[Any] | dict[str, Any]


class Marks:
    """From a path such as `("sections", 0, "heading")` to the place of its value, and of its key."""

    def __init__(self, file: str) -> None:
        """`file` is the name by which Problems call the file."""
        self.file = file
        self._values: dict[FieldPath, Mark] = {}
        self._keys: dict[FieldPath, Mark] = {}

    def put(self, path: FieldPath, value: Mark, key: Mark | None = None) -> None:
        """Remembers the place of the value at `path`, and of the key in front of it."""
        self._values[path] = value
        if key:
            self._keys[path] = key

    def moved(self, place: Callable[[Mark], Mark]) -> Marks:
        """The same, each where `place` says."""
        marks = Marks(self.file)
        marks._values = {path: place(mark) for path, mark in self._values.items()}
        marks._keys = {path: place(mark) for path, mark in self._keys.items()}
        return marks

    def at(self, path: FieldPath) -> Mark:
        """The place of the value at `path`, else of the nearest thing around it."""
        return self._nearest(self._values, path)

    def key(self, path: FieldPath) -> Mark:
        """The place of the key at `path`, else of its value, else of the nearest thing around it."""
        return self._keys.get(path) or self._nearest(self._values, path)

    def _nearest(self, marks: dict[FieldPath, Mark], path: FieldPath) -> Mark:
        while path:
            if path in marks:
                return marks[path]
            path = path[:-1]
        return marks.get((), Mark(self.file))


class Read(NamedTuple):
    """The content of a file: plain values, their places, and what is doubtful about them."""

    value: Value
    marks: Marks
    problems: tuple[Problem, ...]


def place_in(text: str) -> Callable[[Mark], Mark]:
    """From a place in the text without what prints nothing to the same place in `text` as it came in."""
    lines = text.splitlines()

    def place(mark: Mark) -> Mark:
        if not 0 < mark.line <= len(lines) or not mark.column:
            return mark
        columns = columns_before(lines[mark.line - 1])
        return mark._replace(column=columns[min(mark.column, len(columns)) - 1])

    return place
