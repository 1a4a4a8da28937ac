"""The objects that a page paints, one over the other: how its text is painted, and what lies below and over it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from handouts.proof.paper import Box, Paint

FAINTEST_PAINT = 250
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
        self.paints: dict[int, Paint] = {}
        self._texts: list[Any] = []
        self._rows: dict[int, list[Paint]] = {}
        self._drawn: dict[int, list[Box]] = {}
        self._shift = page.get_mediabox()[:2]
        self._edges = [ctypes.c_float() for _ in range(4)]
        self._channels = [ctypes.c_uint() for _ in range(4)]
        self._buffer = ctypes.create_string_buffer(256)
        self._look_at(page)

    def hide(self) -> None:
        """Makes all text of the page invisible, in memory."""
        from pypdfium2 import raw

        for item in self._texts:
            raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)

    def _look_at(self, page: Any) -> None:
        from pypdfium2 import raw

        for index in range(raw.FPDFPage_CountObjects(page)):
            item = raw.FPDFPage_GetObject(page, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self._add(item, self._paint(item))
                continue
            if kind != raw.FPDF_PAGEOBJ_PATH or _is_drawn(item):
                self._draw(self._box(item))
            if kind == raw.FPDF_PAGEOBJ_FORM:
                for text in _texts_in(item):
                    # How a form is laid on the page can hide all that is in it, and where it is laid is not asked.
                    paint = Paint(Box(0, 0, 0, 0), self._font(text), None, None)
                    paint.alone = False
                    self._add(text, paint)

    def _add(self, item: Any, paint: Paint) -> None:
        self.paints[ctypes.addressof(item.contents)] = paint
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

    def _box(self, item: Any) -> Box:
        from pypdfium2 import raw

        raw.FPDFPageObj_GetBounds(item, *self._edges)
        left, bottom, right, top = (edge.value for edge in self._edges)
        aside, below = self._shift
        return Box(left - aside, bottom - below, right - aside, top - below)

    def _paint(self, item: Any) -> Paint:
        from pypdfium2 import raw

        red, green, blue, alpha = self._channels
        plain = (
            raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_FILL
            and raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
            and alpha.value >= FAINTEST_PAINT
        )
        lightness = luminance(red.value, green.value, blue.value) if plain else None
        return Paint(self._box(item), self._font(item), lightness, self._clip(item))

    def _font(self, item: Any) -> str:
        from pypdfium2 import raw

        font = raw.FPDFTextObj_GetFont(item)
        size = raw.FPDFFont_GetBaseFontName(font, self._buffer, len(self._buffer))
        return self._buffer.raw[: max(0, size - 1)].decode("utf-8", "replace")

    def _clip(self, item: Any) -> Box | None:
        """The box of what is left of the page where the text is painted; None for all of it."""
        from pypdfium2 import raw

        clip = raw.FPDFPageObj_GetClipPath(item)
        count = raw.FPDFClipPath_CountPaths(clip) if clip else 0
        if count <= 0:
            return None
        boxes = [_extent(_points(clip, path)) for path in range(count)]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        aside, below = self._shift
        return Box(max(lefts) - aside, max(bottoms) - below, min(rights) - aside, min(tops) - below)


def _is_drawn(path: Any) -> bool:
    """Whether a path is filled or stroked; else it only clips."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def _texts_in(form: Any) -> Iterator[Any]:
    from pypdfium2 import raw

    for index in range(raw.FPDFFormObj_CountObjects(form)):
        item = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            yield from _texts_in(item)


def _points(clip: Any, path: int) -> list[tuple[float, float]]:
    from pypdfium2 import raw

    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
        points.append((x.value, y.value))
    return points or [(0.0, 0.0)]


def _extent(points: list[tuple[float, float]]) -> Box:
    across, up = zip(*points, strict=True)
    return Box(min(across), min(up), max(across), max(up))
