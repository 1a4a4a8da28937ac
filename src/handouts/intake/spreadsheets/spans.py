"""Cells by their name (`C12`), and rectangles of cells (`B2:D40`)."""

from __future__ import annotations

import re
from typing import NamedTuple

LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
"""As many columns and rows has a sheet at most."""
_CELL = re.compile(r"\$?([A-Z]{0,3})\$?([0-9]{0,7})")


class Span(NamedTuple):
    """A rectangle of cells: rows count from 1 and columns from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def place_of(name: str) -> tuple[int, int] | None:
    """The row and the column of a cell by its name; None where that is none."""
    found = _CELL.fullmatch(name)
    return (int(found[2]), column_of(found[1])) if found and found[1] and found[2] else None


def column_of(letters: str) -> int:
    """The number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def span_of(name: str) -> Span | None:
    """A rectangle by its name: `B2`, `B2:D40`, `B:D` or `2:40`; None where that is none."""
    first, _, last = name.partition(":")
    start, end = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
    if not start or not end or not first:
        return None
    return Span(
        int(start[2] or 1), column_of(start[1]) if start[1] else 0,
        int(end[2] or LAST_ROW), column_of(end[1]) if end[1] else LAST_COLUMN - 1,
    )  # fmt: skip
