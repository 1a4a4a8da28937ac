"""How large a title is printed: as large as its longest word and three lines allow, measured in its own typeface."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from handouts.content.model.brand import Pair
from handouts.content.model.formats import TitlePlace
from handouts.page.typefaces import glyphs_of

LINES = 3
"""A title of more lines than this is no title to the eye."""
_POINT = 25.4 / 72
_LONG = 0.8
"""What a title over the whole width has of both sizes: what is long need not be loud."""
_STEP = 0.5
"""Points between one size and the next that is tried."""
_SAFE = 0.985
"""The share of a line that is counted on: kerning may add a little."""
_PIECE = re.compile(r"[^\s-]+-*|-+")


class TitleSize(NamedTuple):
    """The size of a title in points, and whether it takes the whole width of its place."""

    points: float
    wide: bool


def title_size(title: str, pair: Pair, place: TitlePlace, tracking: float) -> TitleSize:
    """The largest size at which a title fits; the whole width where it does not fit beside something, or least.

    `tracking` is what is added to each letter, as a share of its size.
    """
    beside = _largest(title, pair, place, place.width, tracking)
    if beside or not place.wide:
        return TitleSize(beside or place.least, wide=False)
    quieter = place._replace(most=place.most * _LONG, least=place.least * _LONG)
    return TitleSize(_largest(title, pair, quieter, place.wide, tracking) or quieter.least, wide=True)


def _largest(title: str, pair: Pair, place: TitlePlace, width: float, tracking: float) -> float | None:
    words = [[_width_of(piece, pair, tracking) for piece in _PIECE.findall(word)] for word in title.split()]
    space = _width_of(" ", pair, tracking)
    size = place.most
    while size >= place.least:
        line = width * _SAFE / (size * _POINT)
        if (lines := _lines(words, space, line)) and lines <= LINES:
            return size
        size -= _STEP
    return None


def _lines(words: list[list[float]], space: float, line: float) -> int:
    """How many lines words take, each of pieces between which it may be broken; 0 where one is wider than a line."""
    count, used = 1, 0.0
    for word in words:
        for number, piece in enumerate(word):
            if piece > line:
                return 0
            before = space if used and not number else 0.0
            if used + before + piece > line:
                count, used = count + 1, piece
            else:
                used += before + piece
    return count


def _width_of(text: str, pair: Pair, tracking: float) -> float:
    """The width of a text in headings, as a share of the size of its letters."""
    advances = _advances(pair)
    return sum(advances.get(ord(sign), advances[ord("n")]) + tracking for sign in text)


@cache
def _advances(pair: Pair) -> dict[int, float]:
    """How far each character moves on in the heaviest upright cut of the headings."""
    upright = [cut for cut in pair.headings.cuts if cut[1] == "normal"] or list(pair.headings.cuts)
    return glyphs_of(pair.headings.package, *max(upright)).advances
