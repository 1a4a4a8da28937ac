"""Letters as a drawing: a word or a sign so large that it is a shape, in the typeface of the headings.

It only adorns: the words are printed as text elsewhere on the page.
"""

from __future__ import annotations

from functools import lru_cache

from handouts.content.model.brand import Pair
from handouts.page.drawings.canvas import number
from handouts.page.typefaces import font_file

_SIDE = 7.0
"""mm of white on either side of a word."""
_TRACKING = -0.03
"""What is added to each letter, as a share of its size: so large, letters stand closer."""


def lettering_svg(text: str, pair: Pair, size: tuple[float, float], fill: str, ground: str = "") -> str:
    """A text as SVG of `size` mm, as large as fits, from the left.

    All of a word is inside, also what hangs below its line; a single sign stands on the lower edge.

    `fill` and `ground` are names of colours, such as `primary`; without a ground there is only the text.
    """
    width, height = size
    data, (left, low, right, high) = _outline(text, pair)
    if right <= left or high <= low:
        data, left, low, right, high = "", 0.0, 0.0, 1.0, 1.0
    alone = len(text) == 1
    margin = 0.0 if alone else height * 0.1
    side = 0.0 if alone else _SIDE
    scale = min((height - 2 * margin) / (high - low), (width - 2 * side) / (right - left))
    x = side - left * scale
    y = height + low * scale if alone else (height + (high + low) * scale) / 2
    behind = f'<rect width="{number(width)}" height="{number(height)}" fill="var(--{ground})"/>' if ground else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}mm" height="{number(height)}mm" '
        f'viewBox="0 0 {number(width)} {number(height)}">{behind}'
        f'<path transform="translate({number(x)} {number(y)}) scale({scale:.5f} {-scale:.5f})" fill="var(--{fill})" '
        f'd="{data}"/></svg>'
    )


@lru_cache(maxsize=32)
def _outline(text: str, pair: Pair) -> tuple[str, tuple[float, float, float, float]]:
    """The outline of a text in units of the font, and its bounds: left, low, right, high."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    face = pair.headings
    cut = max(each for each in face.cuts if each[1] == "normal")
    with TTFont(font_file(face.package, *cut), lazy=True) as font:
        glyphs, characters, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
        path, bounds = SVGPathPen(glyphs, ntos=lambda value: f"{value:.0f}"), BoundsPen(glyphs)
        along = 0.0
        for sign in text:
            name = characters.get(ord(sign))
            if name is None:
                continue
            for pen in (path, bounds):
                glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, along, 0)))
            along += glyphs[name].width + _TRACKING * em
        return path.getCommands(), bounds.bounds or (0.0, 0.0, 0.0, 0.0)
