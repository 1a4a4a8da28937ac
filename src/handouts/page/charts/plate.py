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
_SAID, _TIP, _UNDER, _CAPITAL, _LONGEST = 7.6, 4.6, 1.06, 0.7, 10
"""The size of what is said at a notch, how far it is from the edge, the distance of two lines and the height of a
capital as shares of that size, and the characters of a name that is drawn whole."""
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


def plate_svg(
    goals: Sequence[Decimal], amounts: Sequence[Decimal], face: Face, names: Sequence[str] = (), *, light: bool = False
) -> str:
    """The plate; where the amounts are less than a goal a part of its rim stays empty, else a notch is at the goal.

    With more than one goal each has its notch, with its amount beside it, and over that for whom it is (`names`). With
    `light` nothing is filled.
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
    for number, goal in enumerate(goals):
        angle = 2 * pi * float(goal) / whole - pi / 2
        if several or goal < whole:
            parts.append(_notch(angle))
        if several:
            lines = [_shortened(names[number])] if names else []
            drawn, x, y = _said_at(angle, [*lines, f"{goal:f}"], face)
            parts.append(drawn)
            beside, above = max(beside, x), max(above, y)
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


def _shortened(name: str) -> str:
    """A name that is short enough to stand beside the plate; the whole of it is in the text."""
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].rstrip()}."


def _said_at(angle: float, lines: Sequence[str], face: Face) -> tuple[str, float, float]:
    """What is said at a notch, a line under the other, and how far it reaches beside the plate and above it."""
    drawn = [_line(each, face, _SAID) for each in lines]
    wide, high = max(width for width, _ in drawn), _SAID * (_UNDER * (len(lines) - 1) + _CAPITAL)
    off = _EDGE + _TIP + abs(cos(angle)) * wide / 2 + abs(sin(angle)) * high / 2
    x, y = _at(off, angle)
    bases = [y - high / 2 + _SAID * (_UNDER * number + _CAPITAL) for number in range(len(drawn))]
    parts = "".join(
        f'<g transform="translate({x - width / 2:.2f} {base:.2f})">{line}</g>'
        for base, (width, line) in zip(bases, drawn, strict=True)
    )
    return parts, abs(x - _MIDDLE) + wide / 2 - _MIDDLE + 1, abs(y - _MIDDLE) + high / 2 - _MIDDLE + 2


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
def _line(text: str, face: Face, size: float) -> tuple[float, str]:
    """The width of a line in bold, and its outlines on a base line from 0; a sign that the face lacks is left out."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    weight = max((cut[0] for cut in face.cuts if cut[1] == "normal"), key=lambda each: -abs(each - _BOLD))
    drawn, left = [], 0.0
    with TTFont(font_file(face.package, weight, "normal"), lazy=True) as font:
        glyphs, signs = font.getGlyphSet(), font.getBestCmap()
        scale = size / font["head"].unitsPerEm
        for name in (_lining(font, signs[ord(each)]) for each in text if ord(each) in signs):
            pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:.2f}")
            glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, left, 0)))
            if outline := pen.getCommands():
                drawn.append(f'<path fill="var(--ink)" d="{outline}"/>')
            left += glyphs[name].width * scale
    return left, "".join(drawn)


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
