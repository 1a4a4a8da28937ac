"""The characters of any page, tagged or not, with their boxes in mm, and finding them again where they should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any, NamedTuple

from handouts.press.imposing.plan import Area
from handouts.problems import shortened
from handouts.proof.characters import codes_of
from handouts.proof.paper import HYPHENS, MM

TOLERANCE = 0.2
"""mm that a character or a box may be off."""


class Glyph(NamedTuple):
    """A character, and its box in mm from the bottom left of its page's trim box (or of the side of paper)."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


class Found:
    """The glyphs on a side, to be taken one by one from where they are expected."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        self._cells: dict[tuple[str, int, int], list[Glyph]] = {}
        for glyph in glyphs:
            self._cells.setdefault(self._cell(glyph, 0, 0), []).append(glyph)

    @staticmethod
    def _cell(glyph: Glyph, right: int, up: int) -> tuple[str, int, int]:
        return glyph.text, int(glyph.left // 1) + right, int(glyph.bottom // 1) + up

    def take(self, expected: Glyph) -> bool:
        """Removes the expected glyph, give or take the tolerance; whether there was one."""
        for right in (0, -1, 1):
            for up in (0, -1, 1):
                for glyph in (here := self._cells.get(self._cell(expected, right, up), [])):
                    if all(abs(one - other) <= TOLERANCE for one, other in zip(glyph[1:], expected[1:], strict=True)):
                        here.remove(glyph)
                        return True
        return False

    def left(self) -> list[Glyph]:
        """What nobody expected."""
        return [glyph for cell in self._cells.values() for glyph in cell]


def glyphs_of(page: Any, x: float, y: float) -> Iterator[Glyph]:
    """What is printed, without the spaces, from (x, y) in points."""
    with closing(page.get_textpage()) as textpage:
        for index, code, _, _ in codes_of(textpage):
            left, bottom, right, top = textpage.get_charbox(index)
            # A hyphen is reported as one code or another after what follows it.
            text = "-" if code in HYPHENS else chr(code)
            yield Glyph(text, (left - x) / MM, (bottom - y) / MM, (right - x) / MM, (top - y) / MM)


def within(glyph: Glyph, area: Area) -> bool:
    """Whether it lies inside, give or take the tolerance."""
    _, left, bottom, right, top = glyph
    over = area.grown(TOLERANCE)
    return left >= over.x and right <= over.right and bottom >= over.y and top <= over.top


def all_among(glyphs: list[Glyph], others: list[Glyph]) -> bool:
    """Whether the same characters, each as often, are among the others, in whatever place."""
    return not Counter(glyph.text for glyph in glyphs) - Counter(glyph.text for glyph in others)


def text_of(glyphs: list[Glyph]) -> str:
    """What they say, as a Problem quotes it."""
    return shortened("".join(glyph.text for glyph in glyphs), 40)
