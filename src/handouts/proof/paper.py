"""What the proof takes from a page: rectangles, characters, and how these are set and painted.

Lengths are in points, with the origin at the bottom left of the page, bleed included.
"""

from __future__ import annotations

import math
import unicodedata
from typing import NamedTuple

MM = 72 / 25.4
"""Points."""
HYPHENS = frozenset({0x02, 0x2D, 0xAD, 0x2010, 0xFFFE})
"""What pdfium reports for a hyphen: that of the end of a line as a control character or a noncharacter."""
ROW = 16
"""Points of height in which what is near is looked for together, so that not all is compared with all."""
MAX_RAISED = 0.6
"""How far a sign may be raised or lowered and still be on the line, as a share of the type size."""

TOLERANCE = 2.0
"""Points that the boxes of neighbours may reach over each other, as an italic letter does."""


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """Width times height, in square points."""
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)

    @property
    def middle(self) -> float:
        """Half the way up."""
        return (self.bottom + self.top) / 2

    @property
    def rows(self) -> range:
        """The numbers of the rows of a page, each `ROW` high, that it reaches into."""
        return range(math.floor(self.bottom / ROW), math.floor(self.top / ROW) + 1)

    def shared(self, other: Box) -> float:
        """The area that two rectangles have in common."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width * height if width > 0 and height > 0 else 0.0

    def holds(self, other: Box) -> bool:
        """Whether another rectangle lies in it."""
        return (
            self.left <= other.left
            and self.bottom <= other.bottom
            and self.right >= other.right
            and self.top >= other.top
        )


class Paint:
    """How a text object is painted: its box, its typeface, and what may hide it."""

    __slots__ = ("alone", "box", "clip", "covers", "font", "luminance")

    def __init__(self, box: Box, font: str, luminance: float | None, clip: Box | None) -> None:
        """`luminance` is from 0 to 1, None where it has not one opaque colour; of `clip` no more than that is shown."""
        self.box, self.font, self.luminance, self.clip = box, font, luminance, clip
        self.covers: list[Box] = []
        """The boxes of what is painted over it afterwards."""
        self.alone = True
        """Whether nothing but text is painted in its place, before or afterwards."""


class Setting(NamedTuple):
    """How a stretch of text is set: the height of its baseline, the size of its type, and whether it is upright.

    Text that is turned, mirrored, squeezed or slanted beyond an italic is not upright. `content` is the marked content
    of its page that it is of, -1 for none.
    """

    baseline: float
    size: float
    upright: bool
    paint: Paint | None = None
    content: int = -1


class Cell(NamedTuple):
    """The cell of a table that the tags of a page put something in; each is numbered from 1 on each page."""

    table: int
    row: int
    number: int


class Character(NamedTuple):
    """One printed character. `run` numbers the stretch of text on one line that it belongs to.

    The white before one that is `spread` is no wider than that between all letters of its line.
    """

    text: str
    box: Box
    run: int
    space_before: bool
    setting: Setting
    cell: Cell | None = None
    spread: bool = False


def is_mark(character: Character) -> bool:
    """Whether it is an accent over or under the letter before it, wherever its own place is."""
    return character.text >= "\u0300" and unicodedata.category(character.text[0])[0] == "M"


def same_line(before: Character, after: Character) -> bool:
    """Whether a character goes on where the one before it stopped; a line that begins anew goes back to the left."""
    one, other = before.setting, after.setting
    level = one is other or abs(one.baseline - other.baseline) < MAX_RAISED * max(one.size, other.size)
    return level and after.box.right >= before.box.left
