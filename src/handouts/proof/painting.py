"""The objects that a page paints, one over the other: how its text is painted, and what lies below and over it."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from typing import Any

from handouts.proof.paper import Box, Paint

MIN_OPACITY = 250
"""Of 255: what lets more than that through of what is behind it is not of one colour."""


def luminance(red: float, green: float, blue: float) -> float:
    """The relative luminance (0 to 1) of a colour of 0 to 255. Source: WCAG 2.2, definition of relative luminance."""
    shares = (value / 255 for value in (red, green, blue))
    linear = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


class Painted:
    """The text objects of a page, by their address in memory."""

    def __init__(self, page: Any) -> None:
        """`page` is one of pdfium; its objects are looked at once, in the order in which they are painted."""
        from pypdfium2 import raw

        self.paints: dict[int, Paint] = {}
        self._texts: list[Any] = []
        self._rows: dict[int, list[Paint]] = {}
        self._drawn: dict[int, list[Box]] = {}
        self._shift = page.get_mediabox()[:2]
        self._channels = [ctypes.c_uint() for _ in range(4)]
        for item in page.get_objects(max_depth=sys.maxsize):
            if item.type == raw.FPDF_PAGEOBJ_TEXT:
                self._add(item)
            elif not item.level and (item.type != raw.FPDF_PAGEOBJ_PATH or _is_drawn(item)):
                self._draw(self._box(item.get_bounds()))

    def hide(self) -> None:
        """Makes all text of the page invisible, in memory."""
        from pypdfium2 import raw

        for item in self._texts:
            raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)

    def _add(self, item: Any) -> None:
        paint = self._paint(item)
        self.paints[ctypes.addressof(item.raw.contents)] = paint
        self._texts.append(item)
        for row in paint.box.rows:
            self._rows.setdefault(row, []).append(paint)
            if paint.alone:
                paint.alone = not any(drawn.shared(paint.box) for drawn in self._drawn.get(row, ()))

    def _draw(self, box: Box) -> None:
        for row in box.rows:
            self._drawn.setdefault(row, []).append(box)
            for paint in self._rows.get(row, ()):
                if box.shared(paint.box) and box not in paint.covers:
                    paint.covers.append(box)
                    paint.alone = False

    def _box(self, edges: tuple[float, float, float, float]) -> Box:
        aside, below = self._shift
        return Box(edges[0] - aside, edges[1] - below, edges[2] - aside, edges[3] - below)

    def _paint(self, item: Any) -> Paint:
        from pypdfium2 import raw

        if item.level:
            # How a form is laid on the page can hide all that is in it, and where it is laid is not asked.
            paint = Paint(Box(0, 0, 0, 0), _font(item), None, None)
            paint.alone = False
            return paint
        red, green, blue, alpha = self._channels
        plain = (
            raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_FILL
            and raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
            and alpha.value >= MIN_OPACITY
        )
        lightness = luminance(red.value, green.value, blue.value) if plain else None
        return Paint(self._box(item.get_bounds()), _font(item), lightness, self._clip(item))

    def _clip(self, item: Any) -> Box | None:
        """The box of what is left of the page where the text is painted; None for all of it."""
        from pypdfium2 import raw

        clip = raw.FPDFPageObj_GetClipPath(item)
        count = raw.FPDFClipPath_CountPaths(clip) if clip else 0
        if count <= 0:
            return None
        points = [_points(clip, path) for path in range(count)]
        lefts, rights = zip(*((min(across), max(across)) for across, _ in points), strict=True)
        bottoms, tops = zip(*((min(up), max(up)) for _, up in points), strict=True)
        return self._box((max(lefts), max(bottoms), min(rights), min(tops)))


def _font(text: Any) -> str:
    """The name of the font of a text object; nothing where it has none."""
    from pypdfium2 import PdfiumError

    with suppress(PdfiumError):
        return str(text.get_font().get_base_name())
    return ""


def _is_drawn(path: Any) -> bool:
    """Whether a path is filled or stroked; else it only clips."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def _points(clip: Any, path: int) -> tuple[list[float], list[float]]:
    """How far from the left, and how high, the points of a path are."""
    from pypdfium2 import raw

    x, y = ctypes.c_float(), ctypes.c_float()
    across, up = [], []
    for index in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
        across.append(x.value)
        up.append(y.value)
    return across or [0.0], up or [0.0]
