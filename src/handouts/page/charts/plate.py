"""What is eaten on a day as a bar: a block for each food in proportion to its amount, with its number, up to enough.

Two blocks beside each other differ by their pattern too, for who sees no colour and for grey paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from handouts.content.model.brand import Face
from handouts.page.typefaces import font_file

HEIGHT = 14.4
"""mm of a bar, with the mark over it."""
_TOP, _HIGH, _BETWEEN = 3.6, 9.0, 0.5
"""mm from above to the blocks, of a block from above to below, and between two of them."""
_BADGE, _DIGIT = 3.1, 4.6
_PLAIN, _LINES, _DOTS = "plain", "lines", "dots"
_FILLS = (
    ("primary", _PLAIN, ""), ("mid", _PLAIN, ""), ("accent", _LINES, "#FFFFFF"), ("sun", _DOTS, "var(--primary)"),
    ("soft", _DOTS, "#FFFFFF"), ("tint", _LINES, "var(--primary)"), ("line", _PLAIN, ""),
    ("warm", _DOTS, "var(--primary)"),
)  # fmt: skip
"""The colour of each block, its pattern and the colour of that."""
_STEP, _CLEAR = 2.0, 4.2
"""mm between two lines or dots, and from the number to the nearest."""
_BOLD = 700


def bar_svg(  # noqa: PLR0913  # all that a bar is drawn of
    goal: Decimal, amounts: Sequence[Decimal], whole: Decimal, width: float, face: Face, *, light: bool
) -> str:
    """A bar on a scale that ends at `whole`, `width` mm wide, with a mark where it is enough.

    Where the amounts are less than the goal, what lacks is an empty frame. With `light` nothing is filled.
    """
    scale, done = width / float(whole), 0.0
    parts = [_frame(0, max(float(goal), float(sum(amounts))) * scale)]
    for number, amount in enumerate(map(float, amounts)):
        first, last = done * scale, (done + amount) * scale
        colour, pattern, ink = _FILLS[number % len(_FILLS)]
        parts.append(_block(first, last, "#FFFFFF" if light else f"var(--{colour})"))
        parts += _pattern(first, last, pattern, "var(--primary)" if light else ink)
        parts.append(_badge(number + 1, (first + last) / 2, face))
        done += amount
    parts.append(_mark(float(goal) * scale))
    view = f"-2 0 {width + 4:g} {HEIGHT:g}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{"".join(parts)}</svg>'


def _frame(first: float, last: float) -> str:
    return (
        f'<rect x="{first:.2f}" y="{_TOP:g}" width="{last - first:.2f}" height="{_HIGH:g}" fill="#FFFFFF" '
        'stroke="var(--line)" stroke-width=".3" stroke-dasharray="1 .8"/>'
    )


def _block(first: float, last: float, fill: str) -> str:
    gap = min(_BETWEEN, (last - first) / 8)
    return (
        f'<rect class="block" x="{first + gap / 2:.2f}" y="{_TOP:g}" width="{last - first - gap:.2f}" '
        f'height="{_HIGH:g}" rx=".8" fill="{fill}" stroke="var(--primary)" stroke-width=".3"/>'
    )


def _pattern(first: float, last: float, pattern: str, ink: str) -> Iterator[str]:
    """The lines across a block, or the dots in it, with room for its number."""
    count = int((last - first) / _STEP) if pattern != _PLAIN else 0
    for number in range(1, count):
        x = first + (last - first) * number / count
        if abs(x - (first + last) / 2) < _CLEAR:
            continue
        if pattern == _LINES:
            y = _TOP + 1, _TOP + _HIGH - 1
            yield f'<line x1="{x:.2f}" y1="{y[0]:g}" x2="{x:.2f}" y2="{y[1]:g}" stroke="{ink}" stroke-width=".4"/>'
        else:
            for share in (0.22, 0.5, 0.78):
                yield f'<circle cx="{x:.2f}" cy="{_TOP + _HIGH * share:.2f}" r=".42" fill="{ink}"/>'


def _mark(x: float) -> str:
    """A mark over the bar, and the same place below it: up to here it is enough."""
    return (
        f'<polygon points="{x - 2.2:.2f},0 {x + 2.2:.2f},0 {x:.2f},{_TOP - 0.2:g}" fill="var(--ink)"/>'
        f'<line x1="{x:.2f}" y1="{_TOP + _HIGH + 0.2:g}" x2="{x:.2f}" y2="{HEIGHT:g}" stroke="var(--ink)" '
        'stroke-width=".8"/>'
    )


def _badge(number: int, x: float, face: Face) -> str:
    """The number of a food on white."""
    y = _TOP + _HIGH / 2
    circle = f'<circle cx="{x:.2f}" cy="{y:g}" r="{_BADGE:g}" fill="#FFFFFF"/>'
    return circle + _number(str(number), x, y, face, _DIGIT)


def _number(text: str, x: float, y: float, face: Face, size: float) -> str:
    """A number around a place, as outlines: a drawing has no typefaces."""
    signs = [_sign(each, face) for each in text]
    scale, gap = size / 1000, 70
    left = x - (sum(width for width, _, _ in signs) + gap * (len(signs) - 1)) * scale / 2
    base = y + max(height for _, height, _ in signs) * scale / 2
    drawn = []
    for width, _, outline in signs:
        drawn.append(
            f'<path transform="translate({left:.2f} {base:.2f}) scale({scale:.5f} {-scale:.5f})" '
            f'fill="var(--ink)" d="{outline}"/>'
        )
        left += (width + gap) * scale
    return "".join(drawn)


@cache
def _sign(sign: str, face: Face) -> tuple[float, float, str]:
    """Width, height and outline of a lining figure or a full stop in bold, in thousandths of its size."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    weight = max((cut[0] for cut in face.cuts if cut[1] == "normal"), key=lambda each: -abs(each - _BOLD))
    with TTFont(font_file(face.package, weight, "normal"), lazy=True) as font:
        glyphs, name = font.getGlyphSet(), _lining(font, font.getBestCmap()[ord(sign)])
        unit = 1000 / font["head"].unitsPerEm
        bounds = BoundsPen(glyphs)
        glyphs[name].draw(bounds)
        low, bottom, high, top = bounds.bounds
        pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:.1f}")
        glyphs[name].draw(TransformPen(pen, (unit, 0, 0, unit, -low * unit, -bottom * unit)))
    return (high - low) * unit, (top - bottom) * unit, pen.getCommands()


def _lining(font: object, name: str) -> str:
    """The glyph that the feature `lnum` puts in the place of a figure, else the figure itself."""
    table = font["GSUB"].table if "GSUB" in font else None  # type: ignore[operator,index]
    if table is None:
        return name
    features = [each.Feature for each in table.FeatureList.FeatureRecord if each.FeatureTag == "lnum"]
    for index in dict.fromkeys(index for feature in features for index in feature.LookupListIndex):
        for subtable in table.LookupList.Lookup[index].SubTable:
            inner = getattr(subtable, "ExtSubTable", subtable)
            if name in getattr(inner, "mapping", {}):
                return str(inner.mapping[name])
    return name
