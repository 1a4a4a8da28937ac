"""Lines, boxes, words and arrows for the drawings of the docs, as SVG in the colours of the palette Linde.

Lengths are CSS pixels, and `y` grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import cos, radians, sin
from typing import Literal, NamedTuple

from handouts.content.model.brand import PALETTES
from handouts.press.imposing.plan import Area

LINDE = PALETTES["linde"]
WIDTH = 720.0
FAMILY = "'Alegreya Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


def number(value: float) -> str:
    """At most one decimal, as short as it can be written."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def line(*points: Point, colour: str = LINDE.primary, width: float = 1.2, dashes: str = "", fill: str = "none") -> str:
    """A line through points; with a `fill` it is closed."""
    data = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if fill != "none" else "")
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{data}" fill="{fill}" stroke="{colour}" stroke-width="{number(width)}"{dashed}/>'


def box(area: Area, fill: str = "#FFFFFF", colour: str = LINDE.primary, width: float = 1.2) -> str:
    """A rectangle whose `y` is its upper edge."""
    place = f'x="{number(area.x)}" y="{number(area.y)}" width="{number(area.width)}" height="{number(area.height)}"'
    return f'<rect {place} fill="{fill}" stroke="{colour}" stroke-width="{number(width)}"/>'


def words(
    at: Point, text: str, size: float = 14, colour: str = LINDE.ink, anchor: Anchor = "middle", weight: int = 400
) -> str:  # fmt: skip
    """A line of text on its baseline."""
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    place = f'x="{number(at[0])}" y="{number(at[1])}" text-anchor="{anchor}"'
    return f'<text {place} font-size="{number(size)}" fill="{colour}"{bold}>{text}</text>'


def caption(x: float, y: float, *lines: str) -> Iterator[str]:
    """What is to be done, in one or more lines; the first is bold."""
    for row, text in enumerate(lines):
        yield words((x, y + 18 * row), text, colour=LINDE.ink if row else LINDE.primary, weight=400 if row else 700)


def arrow(start: Point, end: Point, bend: float = 0.0) -> str:
    """A bent line with a head; it bends upwards by `bend`."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 - 2 * bend)
    along, up = end[0] - middle[0], end[1] - middle[1]
    length = (along * along + up * up) ** 0.5
    along, up = 7 * along / length, 7 * up / length
    head = [(end[0] - along * 1.1 - side * up * 0.6, end[1] - up * 1.1 + side * along * 0.6) for side in (-1, 1)]
    curve = f"M{number(start[0])} {number(start[1])}Q{number(middle[0])} {number(middle[1])}"
    shaft = f'{curve} {number(end[0])} {number(end[1])}" fill="none" stroke="{LINDE.accent}" stroke-width="1.6"/>'
    return f'<path d="{shaft}' + line(head[0], end, head[1], colour=LINDE.accent, width=1.6)


def centred(area: Area, text: str, size: float = 15) -> Iterator[str]:
    """A word a line, in the middle of a rectangle."""
    rows = text.split()
    y = area.y + area.height / 2 + size / 3 - (len(rows) - 1) * size * 0.6
    for row, word in enumerate(rows):
        yield words((area.x + area.width / 2, y + row * size * 1.2), word, size, LINDE.primary)


def measure(left: float, right: float, y: float, text: str) -> Iterator[str]:
    """A length under what it measures."""
    yield line((left + 1, y), (right - 1, y), colour=LINDE.soft, width=0.7)
    for x in (left + 1, right - 1):
        yield line((x, y - 4), (x, y + 4), colour=LINDE.soft, width=0.7)
    yield words(((left + right) / 2, y + 16), text, 13, LINDE.soft)


def drawing(height: float, title: str, parts: Iterable[str]) -> str:
    """A whole SVG on a light ground, so that it can be read on a dark screen too."""
    size = f'width="{number(WIDTH)}" height="{number(height)}" viewBox="0 0 {number(WIDTH)} {number(height)}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} font-family="{FAMILY}">'
    joins = '<g stroke-linejoin="round" stroke-linecap="round">'
    ground = f'<rect width="{number(WIDTH)}" height="{number(height)}" rx="10" fill="{LINDE.tint}"/>'
    return "\n".join([opening, f"<title>{title}</title>", ground, joins, *parts, "</g>", "</svg>", ""])


class Solid(NamedTuple):
    """A sheet on a table, seen from the front, the right and above: where its nearest left corner lies, and the scale."""

    left: float
    foot: float
    scale: float
    depth: float = 210

    def __call__(self, x: float, y: float, z: float = 0.0) -> Point:
        """A place in mm to the right, away and up."""
        return self.left + self.scale * (x + 0.42 * y), self.foot - self.scale * (z + 0.5 * y)

    def leaf(self, fold: float, width: float, angle: float, fills: tuple[str, str], z: float = 0.0) -> str:
        """A panel that hangs on the line `fold` and points to `angle`: 0 lies to the right, 180 to the left.

        `fills` are the side that looks up at 0 and its other one: which of them is seen follows from the angle.
        """
        x, up = fold + width * cos(radians(angle)), z + width * sin(radians(angle))
        corners = [self(fold, 0, z), self(x, 0, up), self(x, self.depth, up), self(fold, self.depth, z)]
        turned = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True)) > 0
        return line(*corners, fill=fills[turned])

    def across(self, x: float, z: float = 0.0) -> str:
        """A fold, from the front to the back."""
        return line(self(x, 0, z), self(x, self.depth, z), colour=LINDE.accent, dashes="5 4")
