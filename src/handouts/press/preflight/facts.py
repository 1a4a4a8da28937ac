"""What was seen on one page: the extremes, not the list, for a page can hold a hundred thousand strokes."""

from __future__ import annotations

import re
from typing import Any, Literal

from handouts.press.preflight.colours import Paint, Space, spots_of
from handouts.press.preflight.findings import Source
from handouts.press.preflight.layers import Layer

_SUBSET = re.compile(r"/[A-Z]{6}\+")


class Facts:
    """Lengths in points, ink as shares from 0 to 4; None where there was nothing of the kind."""

    def __init__(self) -> None:
        """An empty page."""
        self.rgb: set[str] = set()
        self.spots: set[str] = set()
        self.most_ink = 0.0
        self.picture_ink: dict[Source | None, float] = {}
        self.resolution: dict[Source | None, float] = {}
        """For each picture whose source is known, and for all others together."""
        self.transparent = False
        self.thinnest: float | None = None
        self.smallest: float | None = None
        self.smallest_white: float | None = None
        self.smallest_rich: float | None = None
        self.lost_white: set[Literal["gone", "doubtful"]] = set()
        """White that overprints (`State.white_overprinted`)."""
        self.hidden: set[Layer] = set()
        self.missing_fonts: set[str] = set()
        self.whole_fonts: set[str] = set()
        self._fonts: set[tuple[int, int]] = set()

    def use(self, space: Space, what: str) -> None:
        """Something was painted in a colour space."""
        if space.family == "rgb":
            self.rgb.add(what)
        self.spots |= spots_of(space)

    def ink(self, paint: Paint) -> None:
        """A colour was painted."""
        self.most_ink = max(self.most_ink, paint.total)

    def white(self, lost: Literal["gone", "doubtful"] | None) -> None:
        """Something was painted; `lost` is what becomes of it where it is white that overprints."""
        if lost:
            self.lost_white.add(lost)

    def line(self, width: float, paint: Paint) -> None:
        """A line was drawn."""
        if not paint.is_paper or paint.family == "pattern":
            self.thinnest = _least(self.thinnest, width)

    def text(self, font: Any, size: float, paint: Paint) -> None:
        """Text was shown."""
        self.smallest = _least(self.smallest, size)
        if paint.is_paper and paint.family != "pattern":
            self.smallest_white = _least(self.smallest_white, size)
        if paint.is_rich_black:
            self.smallest_rich = _least(self.smallest_rich, size)
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
        """A picture was placed, at so many pixels to the inch."""
        self.resolution[source] = _least(self.resolution.get(source), resolution)

    def ink_of_picture(self, ink: float, source: Source | None) -> None:
        """A picture takes so much ink."""
        self.picture_ink[source] = max(self.picture_ink.get(source, 0.0), ink)


def _least(one: float | None, other: float) -> float:
    return other if one is None else min(one, other)
