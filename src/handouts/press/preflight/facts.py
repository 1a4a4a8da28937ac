"""What was seen on one page: the extremes, not the list, for a page can hold a hundred thousand strokes."""

from __future__ import annotations

import re
from math import inf
from typing import Any, Literal

from handouts.press.preflight.colours import Paint, Space, spots_of
from handouts.press.preflight.findings import Source
from handouts.press.preflight.layers import Layer
from handouts.press.preflight.states import Brush

_SUBSET = re.compile(r"/[A-Z]{6}\+")


class Facts:
    """Lengths in points, endless where there is nothing of the kind; ink as shares from 0 to 4."""

    def __init__(self) -> None:
        """An empty page."""
        self.rgb: set[str] = set()
        """What is in the colours of a screen, as messages."""
        self.spots: set[str] = set()
        self.most_ink = 0.0
        self.picture_ink: dict[Source | None, float] = {}
        self.resolution: dict[Source | None, float] = {}
        """For each picture whose source is known, and for all others together."""
        self.transparent = False
        self.thinnest = inf
        self.smallest = inf
        self.smallest_white = inf
        self.smallest_rich = inf
        self.lost_white: set[Literal["gone", "doubtful"]] = set()
        """White that overprints (`Brush.white_overprinted`)."""
        self.hidden: set[Layer] = set()
        self.missing_fonts: set[str] = set()
        self.whole_fonts: set[str] = set()
        self._fonts: set[tuple[int, int]] = set()

    def use(self, space: Space, what: str) -> None:
        """Something, named by a message, was painted in a colour space."""
        if space.family == "rgb":
            self.rgb.add(what)
        self.spots |= spots_of(space)

    def ink(self, paint: Paint) -> None:
        """A colour was painted."""
        self.most_ink = max(self.most_ink, paint.total)

    def white(self, brush: Brush, mode: int) -> None:
        """Something was painted, in an overprint mode."""
        if lost := brush.white_overprinted(mode):
            self.lost_white.add(lost)

    def line(self, width: float, paint: Paint) -> None:
        """A line was drawn."""
        if not paint.is_paper or paint.family == "pattern":
            self.thinnest = min(self.thinnest, width)

    def text(self, font: Any, size: float, paint: Paint) -> None:
        """Text was shown."""
        self.smallest = min(self.smallest, size)
        if paint.is_paper and paint.family != "pattern":
            self.smallest_white = min(self.smallest_white, size)
        if paint.is_rich_black:
            self.smallest_rich = min(self.smallest_rich, size)
        if font is not None and (font.objgen == (0, 0) or font.objgen not in self._fonts):
            self._fonts.add(font.objgen)
            self._font(font)

    def _font(self, font: Any) -> None:
        if font.get("/Subtype") == "/Type3":
            return
        if font.get("/Subtype") == "/Type0":
            font = font.DescendantFonts[0]
        name = str(font.get("/BaseFont", "/unnamed"))
        descriptor = font.get("/FontDescriptor", {})
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            self.missing_fonts.add(name[1:])
        elif not _SUBSET.match(name):
            self.whole_fonts.add(name[1:])

    def picture(self, resolution: float, source: Source | None) -> None:
        """A picture was placed, with a resolution in pixels to the inch."""
        self.resolution[source] = min(self.resolution.get(source, inf), resolution)

    def ink_of_picture(self, ink: float, source: Source | None) -> None:
        """A picture takes so much ink."""
        self.picture_ink[source] = max(self.picture_ink.get(source, 0.0), ink)
