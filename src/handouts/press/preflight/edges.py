"""At the cut: ink that touches the trim must go on into the bleed, or the knife leaves white; text must keep away.

The page is drawn, and the rows of pixels on both sides of each edge are compared.
"""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2.raw import FPDFBitmap_BGRA

from handouts.languages.messages import joined_by_and
from handouts.press.pdf import POINTS
from handouts.press.preflight.document import SIDES, Box, box_of, trim_of
from handouts.press.preflight.findings import Findings
from handouts.problems import msg

_SCALE = 6
"""Pixels in a millimetre."""
_DEEP = 2.7
"""How far into the bleed is looked, in mm: its last pixels may be lost in rounding."""
_LONG = 1.0
"""The shortest stretch that is reported, in mm."""
_SAFE = 5.0
"""How far text keeps from the trim, in mm."""
_PAPER = 250
"""Above this, in each channel, nothing was printed."""
_MAX_SIDE = 1600
"""The largest page that is drawn, in mm."""
_DROPPED = ("/UserUnit", "/Annots", "/AA")


def check_edges(document: Any, found: Findings) -> None:
    """Every page of a document. The document is changed: its pages lose what would move or hide the picture."""
    boxes = [(trim_of(page), box_of(page, "/MediaBox"), float(page.obj.get("/UserUnit", 1))) for page in document.pages]
    for page in document.pages:
        media = page.mediabox
        for key in _DROPPED:
            if key in page.obj:
                del page.obj[key]
        # What a page could inherit it must have itself.
        page.obj.MediaBox, page.obj.CropBox, page.obj.Rotate = media, media, 0
    buffer = io.BytesIO()
    document.save(buffer, encryption=False, fix_metadata_version=False)
    drawn = pypdfium2.PdfDocument(buffer.getvalue())
    try:
        for index, (trim, media, unit) in enumerate(boxes):
            if media is None or max(media[2] - media[0], media[3] - media[1]) > _MAX_SIDE:
                hint = msg("make each page as large as the finished leaflet")
                found.warning("preflight-page-size", index + 1, "the page is too large to be looked at", hint)
                continue
            page = drawn[index]
            # On a bitmap without transparency, pdfium draws all anew for each colour that mixes with those below it.
            picture = page.render(scale=_SCALE / POINTS * unit, force_bitmap_format=FPDFBitmap_BGRA).to_pil()
            _check_bleed(_inked(picture), trim, media, index + 1, found)
            _check_text(page, trim, unit, index + 1, found)
    finally:
        drawn.close()


def _inked(picture: Image.Image) -> Image.Image:
    """White where there is ink, black where there is paper."""
    red, green, blue, _ = picture.split()
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return darkest.point([255 * (level < _PAPER) for level in range(256)])


def _check_bleed(ink: Image.Image, trim: Box, media: Box, number: int, found: Findings) -> None:
    short = [
        msg("{side} over {length:.0f} mm", side=SIDES[side], length=length)
        for side, length in _stops(ink, trim, media).items()
        if length >= _LONG
    ]
    if short:
        message = msg("ink stops at the cut: {sides}", sides=joined_by_and(short))
        hint = msg("let the colour or picture run on for 3 mm beyond the cut, or keep it 3 mm away")
        found.error("preflight-bleed-not-reached", number, message, hint)


def _check_text(page: Any, trim: Box, unit: float, number: int, found: Findings) -> None:
    """Text that the knife may reach. What lies wholly outside the trim is cut off on purpose, such as a note."""
    left, bottom, right, top = trim
    nearest = _SAFE
    text = page.get_textpage()
    for index in range(text.count_rects()):
        x0, y0, x1, y1 = (each * unit / POINTS for each in text.get_rect(index))
        if x0 < right and x1 > left and y0 < top and y1 > bottom:
            nearest = min(nearest, x0 - left, y0 - bottom, right - x1, top - y1)
    if nearest < _SAFE - 0.1:
        message = msg("text lies {nearest:.1f} mm from the cut", nearest=nearest)
        found.warning("preflight-safe-area", number, message if nearest > 0 else msg("text runs over the cut"),
                      "keep text 5 mm away from the edge")  # fmt: skip


def _stops(ink: Image.Image, trim: Box, media: Box) -> dict[str, float]:
    """For each side, over how many mm the ink touches the trim and does not go on."""
    left, top = (trim[0] - media[0]) * _SCALE, (media[3] - trim[3]) * _SCALE
    right, bottom = (trim[2] - media[0]) * _SCALE, (media[3] - trim[1]) * _SCALE
    return {
        "left": _along(ink, round(top), round(bottom), left, (-1, 0)),
        "right": _along(ink, round(top), round(bottom), right, (1, 0)),
        "top": _along(ink, round(left), round(right), top, (0, -1)),
        "bottom": _along(ink, round(left), round(right), bottom, (0, 1)),
    }


def _along(ink: Image.Image, start: int, end: int, edge: float, outward: tuple[int, int]) -> float:
    direction = sum(outward)
    nearest = int(edge) if direction < 0 else int(edge + 0.999)
    # Next to the edge a pixel may be half covered, so the next one is looked at on either side.
    inside = _line(ink, nearest - direction * 2 - (direction > 0), start, end, outward)
    # White lines may cross the bleed, as long as ink is found again near its end.
    deepest = int(_DEEP * _SCALE)
    beyond = {
        depth: row
        for depth in range(deepest - _SCALE + 1, deepest + 1)
        if (row := _line(ink, nearest + direction * depth - (direction > 0), start, end, outward))
    }
    failing = 0
    for place, value in enumerate(inside):
        # A shape that leaves the page at a slant is found a little further on.
        if value and beyond and not any(any(row[max(0, place - d - 2) : place + d + 3]) for d, row in beyond.items()):
            failing += 1
    return failing / _SCALE


def _line(ink: Image.Image, at: int, start: int, end: int, outward: tuple[int, int]) -> bytes:
    """One row (or column) of pixels alongside an edge; empty when it lies off the sheet."""
    across = bool(outward[0])
    if not 0 <= at < (ink.width if across else ink.height) or end <= start:
        return b""
    start, end = max(start, 0), min(end, ink.height if across else ink.width)
    box = (at, start, at + 1, end) if across else (start, at, end, at + 1)
    return ink.crop(box).tobytes()
