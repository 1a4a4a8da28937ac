"""A name written as a signature: the outlines of a writing face, as a drawing.

Letters of a drawing are no text: her name stands below it in the typeface of the brand, and is what is read aloud.
"""

from __future__ import annotations

from functools import lru_cache

from handouts.page.typefaces import font_file, glyphs_of

WRITING_FACE = ("zeyada", 400, "normal")
_TOP, _FOOT = -640, 180
"""Units of the face above and below its line that every signature has, so that all are written equally large."""


def unwritten(name: str) -> str:
    """The characters of a name that the writing face does not have, each once."""
    known = glyphs_of(*WRITING_FACE).by_character
    return "".join(dict.fromkeys(sign for sign in name if not sign.isspace() and ord(sign) not in known))


@lru_cache(maxsize=16)
def signature_svg(name: str) -> str:
    """The name in one line, in `var(--primary)`; a character that the face lacks is left out."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    with TTFont(font_file(*WRITING_FACE)) as font:
        glyphs, names, widths = font.getGlyphSet(), font.getBestCmap(), font["hmtx"]
        path, bounds = SVGPathPen(glyphs, ntos=lambda place: f"{place:.0f}"), BoundsPen(glyphs)
        along = 0
        for glyph in (names[ord(sign)] for sign in name if ord(sign) in names):
            for pen in (path, bounds):
                glyphs[glyph].draw(TransformPen(pen, (1, 0, 0, -1, along, 0)))
            along += widths[glyph][0]
    left, top, right, foot = bounds.bounds or (0, _TOP, 1, _FOOT)
    top, foot = min(top, _TOP), max(foot, _FOOT)
    size = f"{right - left:.0f} {foot - top:.0f}"
    width, height = size.split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {size}" width="{width}" '
        f'height="{height}"><path d="{path.getCommands()}" fill="var(--primary)"/></svg>'
    )
