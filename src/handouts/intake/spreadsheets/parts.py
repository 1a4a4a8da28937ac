"""The XML of a workbook: its elements without their namespace, texts without their escapes, and cells by name."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import IO, NamedTuple
from xml.etree import ElementTree as ET

LAST_COLUMN, LAST_ROW = 16_384, 1_048_576
"""The columns and rows of the largest sheet."""
_CELL = re.compile(r"\$?([A-Z]{0,3})\$?([0-9]{0,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def elements(stream: IO[bytes]) -> Iterator[ET.Element]:
    """Each element of a part once it is complete, by its local name. Raises ParseError.

    The strict form of the standard has other namespaces, and the same names.
    """
    for _, element in ET.iterparse(stream):  # noqa: S314  # expat refuses entity bombs since 2.4
        element.tag = element.tag.rpartition("}")[2]
        yield element


def root_of(stream: IO[bytes]) -> ET.Element:
    """The whole of a part, as `elements`."""
    return deque(elements(stream), maxlen=1).pop()


def is_true(value: str | None) -> bool:
    """Whether an attribute or cell says yes, as XML Schema writes it."""
    return value in {"1", "true", "on"}


def text_in(element: ET.Element) -> str:
    """The text of a string or of a run: its own and that of its runs, without its pronunciation (18.4.8)."""
    return unescaped("".join(each.text or "" for path in ("t", "r/t") for each in element.iterfind(path)))


def unescaped(text: str) -> str:
    """A text with the characters that XML cannot hold, written `_x000D_` (22.9.2.19); its lines end in a line feed."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        # Two escapes may make one character.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Span(NamedTuple):
    """A rectangle of cells, from its first to its last ones: rows count from 1 and columns from 0."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def place_of(name: str) -> tuple[int, int] | None:
    """The row and the column of a cell by its name, such as `C12`; None where that is none."""
    found = _CELL.fullmatch(name)
    return (int(found[2]), _column_of(found[1])) if found and found[1] and found[2] else None


def span_of(name: str) -> Span | None:
    """A rectangle by its name: `B2`, `B2:D40`, `B:D` or `2:40`; None where that is none."""
    first, _, last = name.partition(":")
    start, end = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
    if not start or not end or not first:
        return None
    left = _column_of(start[1]) if start[1] else 0
    right = _column_of(end[1]) if end[1] else LAST_COLUMN - 1
    return Span(int(start[2] or 1), left, int(end[2] or LAST_ROW), right)


def _column_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
