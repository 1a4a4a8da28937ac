"""A plate whose rim is what is eaten on a day: an arc for each food in proportion to its amount, with its number.

Two arcs beside each other differ by their pattern too, for who sees no colour and for grey paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from math import cos, pi, sin

from handouts.content.model.brand import Face
from handouts.page.typefaces import font_file

_MIDDLE, _EDGE = 60.0, 56.0
_OUTER, _INNER, _HOLE = 51.0, 33.0, 29.0
"""Radii of the plate, of an arc from outside and inside, and of what is left free in the middle."""
_BETWEEN = 1.6
"""Between two arcs, along the edge."""
_BADGE, _DIGIT = 5.8, 8.6
_SAID, _OFF = 7.4, 9.5
"""The size of the amount at a notch, and how far its middle is from the edge."""
_PLAIN, _LINES, _DOTS = "plain", "lines", "dots"
_FILLS = (
    ("primary", _PLAIN, ""), ("mid", _PLAIN, ""), ("accent", _LINES, "#FFFFFF"), ("sun", _DOTS, "var(--primary)"),
    ("soft", _DOTS, "#FFFFFF"), ("tint", _LINES, "var(--primary)"), ("line", _PLAIN, ""),
    ("warm", _DOTS, "var(--primary)"),
)  # fmt: skip
"""The colour of each arc, its pattern and the colour of that."""
_STEP, _CLEAR = 3.4, 7.4
"""Between two lines or dots, along the middle of the rim, and from the number to the nearest."""
_BOLD = 700


def plate_svg(goals: Sequence[Decimal], amounts: Sequence[Decimal], face: Face, *, light: bool = False) -> str:
    """The plate; where the amounts are less than a goal a part of its rim stays empty, else a notch is at the goal.

    With more than one goal each has its notch, with its amount beside it. With `light` nothing is filled.
    """
    whole, done, several = float(max(*goals, sum(amounts))), 0.0, len(goals) > 1
    parts = [_disc(_EDGE, "var(--primary)", 1.2), _disc(_HOLE, "var(--line)", 0.8)]
    for number, amount in enumerate(map(float, amounts)):
        first, last = (2 * pi * each / whole - pi / 2 for each in (done, done + amount))
        colour, pattern, ink = _FILLS[number % len(_FILLS)]
        parts.append(_arc(first, last, "#FFFFFF" if light else f"var(--{colour})"))
        parts += _pattern(first, last, pattern, "var(--primary)" if light else ink)
        middle = (first + last) / 2
        parts.append(_badge(number + 1, *_at((_OUTER + _INNER) / 2, middle), face))
        done += amount
    beside = above = 0.0
    for goal in goals:
        angle = 2 * pi * float(goal) / whole - pi / 2
        if several or goal < whole:
            parts.append(_notch(angle))
        if several:
            said, (x, y) = f"{goal:f}", _at(_EDGE + _OFF, angle)
            parts.append(_number(said, x, y, face, _SAID))
            beside = max(beside, abs(x - _MIDDLE) + len(said) * _SAID / 3 - _MIDDLE)
            above = max(above, abs(y - _MIDDLE) + _SAID / 2 - _MIDDLE)
    # The middle stays where the words are, so there is as much room on the other side.
    view = f"{-beside:.1f} {-above:.1f} {2 * (_MIDDLE + beside):.1f} {2 * (_MIDDLE + above):.1f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{"".join(parts)}</svg>'


def _disc(radius: float, line: str, width: float) -> str:
    return f'<circle cx="60" cy="60" r="{radius:g}" fill="#FFFFFF" stroke="{line}" stroke-width="{width:g}"/>'


def _at(radius: float, angle: float) -> tuple[float, float]:
    return _MIDDLE + radius * cos(angle), _MIDDLE + radius * sin(angle)


def _arc(first: float, last: float, fill: str) -> str:
    """A part of the rim between two angles."""
    outer, inner = _BETWEEN / 2 / _OUTER, _BETWEEN / 2 / _INNER
    if last - first < 2.5 * inner:  # so little that it would be nothing but its gaps
        outer = inner = (last - first) / 8
    large = 1 if last - first - 2 * outer > pi else 0
    points = [_at(radius, angle) for radius, angle in (
        (_OUTER, first + outer), (_OUTER, last - outer), (_INNER, last - inner), (_INNER, first + inner))]  # fmt: skip
    (a, b), (c, d), (e, f), (g, h) = points
    path = (
        f"M{a:.2f} {b:.2f}A{_OUTER:g} {_OUTER:g} 0 {large} 1 {c:.2f} {d:.2f}"
        f"L{e:.2f} {f:.2f}A{_INNER:g} {_INNER:g} 0 {large} 0 {g:.2f} {h:.2f}Z"
    )
    return f'<path d="{path}" fill="{fill}" stroke="var(--primary)" stroke-width=".9" stroke-linejoin="round"/>'


def _pattern(first: float, last: float, pattern: str, ink: str) -> Iterator[str]:
    """The lines across an arc, or the dots in it, with room for its number."""
    radius = (_OUTER + _INNER) / 2
    count = int((last - first) * radius / _STEP) if pattern != _PLAIN else 0
    for number in range(1, count):
        angle = first + (last - first) * number / count
        if abs(angle - (first + last) / 2) * radius < _CLEAR:
            continue
        if pattern == _LINES:
            (a, b), (c, d) = _at(_INNER + 2, angle), _at(_OUTER - 2, angle)
            yield f'<line x1="{a:.2f}" y1="{b:.2f}" x2="{c:.2f}" y2="{d:.2f}" stroke="{ink}" stroke-width="1.1"/>'
        else:
            for place in (radius - 5, radius, radius + 5):
                x, y = _at(place, angle)
                yield f'<circle cx="{x:.2f}" cy="{y:.2f}" r=".95" fill="{ink}"/>'


def _notch(angle: float) -> str:
    """A mark from outside into the rim: up to here it is enough."""
    half = 3.2 / _EDGE
    points = (_at(_EDGE + 3.2, angle - half), _at(_EDGE + 3.2, angle + half), _at(_OUTER - 3.4, angle))
    places = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
    return f'<polygon points="{places}" fill="var(--ink)" stroke="#FFFFFF" stroke-width="1.2" stroke-linejoin="round"/>'


def _badge(number: int, x: float, y: float, face: Face) -> str:
    """The number of a food on white."""
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{_BADGE}" fill="#FFFFFF"/>{_number(str(number), x, y, face, _DIGIT)}'


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
