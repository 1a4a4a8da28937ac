"""The place of each value of a file, also where what prints nothing was left out before it was read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from handouts.files.unseen import columns_before
from handouts.problems import Mark, Problem

FieldPath = tuple[str | int, ...]
Value = str | list[Any] | dict[str, Any]


def _as_it_is(mark: Mark) -> Mark:
    return mark


class _Occurrences(NamedTuple):
    """Where the same words begin in a text, each by its character, and in the part of the file that it is in."""

    in_text: list[int]
    source: str
    in_source: list[int]


class Marks:
    """From a path such as `("sections", 0, "heading")` to the place of its value, and of its key."""

    def __init__(self, file: str) -> None:
        """`file` is the name by which Problems call the file."""
        self.file = file
        self._values: dict[FieldPath, Mark] = {}
        self._keys: dict[FieldPath, Mark] = {}
        self.lines: Sequence[str] = ()
        """The lines of the file as they were read, comments and all; none where these are not known."""
        self._place: Callable[[Mark], Mark] = _as_it_is
        self._typed = self._values
        self._looked_up: dict[tuple[FieldPath, str, str], _Occurrences] = {}

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
        marks.lines, marks._place, marks._typed = self.lines, place, self._values
        return marks

    def at(self, path: FieldPath) -> Mark:
        """The place of the value at `path`, else of the nearest thing around it."""
        return self._nearest(self._values, path)

    def key(self, path: FieldPath) -> Mark:
        """The place of the key at `path`, else of its value, else of the nearest thing around it."""
        return self._keys.get(path) or self._nearest(self._values, path)

    def within(self, path: FieldPath, text: str, start: int, end: int) -> Mark:
        """The place of the words `text[start:end]` of the text that is at `path`, else that of the text.

        They are looked for where the text begins, since a text may be indented, folded over lines and between quotes.
        """
        begin = self._nearest(self._typed, path)
        if not (0 < begin.line <= len(self.lines) and begin.column and text[start:end].strip()):
            return self.at(path)
        key = (path, text, " ".join(text[start:end].split()))
        if key not in self._looked_up:
            self._looked_up[key] = self._occurrences(begin, text, key[2].split())
        in_text, source, in_source = self._looked_up[key]
        earlier = bisect_left(in_text, start)
        if earlier >= len(in_source):
            return self.at(path)
        at = in_source[earlier]
        line, column = source.count("\n", 0, at), at - source.rfind("\n", 0, at)
        return self._place(Mark(self.file, begin.line + line, column if line else column + begin.column - 1))

    def _occurrences(self, begin: Mark, text: str, words: list[str]) -> _Occurrences:
        """Where some words begin in a text, and in the lines of the file from where that begins."""
        sought = re.compile(r"\s+".join(map(re.escape, words)))
        most = begin.line + text.count("\n") + len(text) // 20 + 5
        source = "\n".join([self.lines[begin.line - 1][begin.column - 1 :], *self.lines[begin.line : most]])
        in_text, in_source = ([found.start() for found in sought.finditer(each)] for each in (text, source))
        return _Occurrences(in_text, source, in_source)

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
