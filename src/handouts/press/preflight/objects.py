"""The objects of a PDF that nobody vouches for: read within limits, since a small file can hold a large one."""

from __future__ import annotations

import zlib
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Matrix

from handouts.problems import as_message, msg

_MAX_OPERATORS = 1_500_000
_OPERATORS, _BYTES_OF_ONE = 200_000, 2
"""So many operators may be in any file, and in a large one another for each two bytes: packed, one takes some four."""
_MAX_CONTENT = 16 * 1024 * 1024
_TOKENS = 5
"""Delimiters in a content stream for each operator, of which one has two or more: parsed, each takes 100 bytes."""
_MAX_TOKENS = 3_000_000
_DRAWING_TIME, _FOR_PAGE, _FOR_BYTE, _MAX_DRAWING_TIME = 2e6, 2e4, 2.0, 3e7
"""How long may be drawn (`costs`), in millionths of a second: in any file, for each page and byte, and at most."""
_ENDLESS = 3.6e9
_A_STREAM = 40
"""What it costs to begin a content stream, in operators."""
_MAX_PIXELS = 120_000_000
_MAX_CHAINED = 512 * 1024
_DEEPEST_TREE = 64
_NO_DELIMITERS = bytes(set(range(256)) - set(b" \t\r\n\f\0()<>[]/"))
_DRAWING = msg("more drawing than any page needs")


class TooMuch(Exception):
    """There is more than is looked at; `message` says of what."""

    def __init__(self, message: str, /, **values: object) -> None:
        self.message = as_message(message, values)
        super().__init__(self.message)


class Endless(TooMuch):
    """There is no end to it, or none that one can wait for."""


class Limits:
    """What one document may still cost: a small file that takes long is none that a program for leaflets made."""

    def __init__(self, size: int, pages: int) -> None:
        """Of the whole document, a file of `size` bytes."""
        self._operators = min(_MAX_OPERATORS, _OPERATORS + size // _BYTES_OF_ONE)
        self._tokens = min(_MAX_TOKENS, _TOKENS * self._operators)
        self._drawing = min(_MAX_DRAWING_TIME, _DRAWING_TIME + pages * _FOR_PAGE + size * _FOR_BYTE)
        self._content = 4 * _MAX_CONTENT

    def content(self, stream: Any) -> bytes:
        """A content stream, decoded. Raises TooMuch for one that is too large."""
        data = decoded(stream, _MAX_CONTENT)
        self._content -= len(data)
        if self._content < 0 or len(data.translate(None, _NO_DELIMITERS)) > self._tokens:
            raise TooMuch(_DRAWING)
        self.step(_A_STREAM)
        return data

    def step(self, count: int = 1) -> None:
        """So many operators are followed. Raises TooMuch after too many."""
        self._operators -= count
        if self._operators < 0:
            raise TooMuch(_DRAWING)

    def draw(self, cost: float) -> None:
        """A page that is drawn. Raises TooMuch for one that takes long."""
        self._drawing -= cost
        if cost > _ENDLESS:
            raise Endless("a page that takes hours to draw")
        if self._drawing < 0:
            raise TooMuch(_DRAWING)

    def pixels(self, width: int, height: int) -> None:
        """A picture. Raises TooMuch for one that is too large to look into."""
        if width * height > _MAX_PIXELS:
            raise TooMuch("a picture of {width} × {height} pixels", width=width, height=height)


class Resources(NamedTuple):
    """What a content stream refers to by name; `owner` is the object that holds it."""

    owner: tuple[int, int]
    items: Any

    def kind(self, kind: str) -> Any:
        """Those of one kind, such as `/Font`, or None."""
        return None if self.items is None else self.items.get(kind)

    def named(self, kind: str, name: Any) -> Any:
        """One of them. Raises LookupError or TypeError when there is none."""
        return self.kind(kind)[name]

    def of(self, item: Any) -> Resources:
        """Those of a form or a font, which may have its own."""
        return Resources(item.objgen, item.Resources) if "/Resources" in item else self


def decoded(stream: Any, limit: int) -> bytes:
    """A stream without its filters, of at most `limit` bytes. Raises TooMuch for more."""
    filters = stream.get("/Filter", [])
    names = [str(filters)] if isinstance(filters, pikepdf.Name) else [str(each) for each in filters]
    size = len(stream.read_raw_bytes())
    if size > limit:
        raise TooMuch("a stream that is too large")
    if names == ["/FlateDecode"]:
        # A deflated stream can grow a thousandfold: as much of it as is wanted, and no more.
        if len(zlib.decompressobj().decompress(stream.read_raw_bytes(), limit + 1)) > limit:
            raise TooMuch("a stream that is too large")
    elif names and size > _MAX_CHAINED:
        raise TooMuch("a stream that is packed in an unusual way")
    elif sum("Flate" in name or "LZW" in name or name == "/Fl" for name in names) > 1:
        raise TooMuch("a stream that is packed more than once")
    data: bytes = stream.read_bytes()
    return data


def inherited(item: Any, key: str, otherwise: Any = None) -> Any:
    """A value of a page, or else of the branches that it hangs on."""
    for _ in range(_DEEPEST_TREE):
        if item is None or key in item:
            break
        item = item.get("/Parent")
    return otherwise if item is None else item.get(key, otherwise)


def numbers(values: Any, count: int) -> tuple[float, ...]:
    """So many numbers of an array. Raises ValueError for another count, or for no numbers."""
    found = tuple(float(each) for each in values)
    if len(found) != count or not all(abs(each) < 1e9 for each in found):
        raise ValueError("not the numbers that belong here")
    return found


def matrix(values: Any = None) -> Matrix:
    """A matrix as a PDF writes it; the one that changes nothing where it writes none."""
    return Matrix() if values is None else Matrix(*numbers(values, 6))


def box_area(box: Any) -> float:
    """How many square units a rectangle takes. Raises ValueError for none."""
    left, bottom, right, top = numbers(box, 4)
    return abs((right - left) * (top - bottom))


def area_of(ctm: Matrix) -> float:
    """How many square points on paper a unit square takes."""
    return abs(ctm.a * ctm.d - ctm.b * ctm.c)


def scale(of: Matrix) -> float:
    """How much longer lines become, on the whole."""
    return float(area_of(of) ** 0.5)


def stretches(of: Matrix) -> tuple[float, float]:
    """How much longer what is level becomes, and what is upright."""
    return (of.a * of.a + of.b * of.b) ** 0.5, (of.c * of.c + of.d * of.d) ** 0.5
