"""Draws every SVG of `styles/art/`: the plant in the water, ticks, boxes and icons. Run it after a change here.

Lengths are millimetres. Colours are written as `var(--primary)` and so on; rendering fills in those of the palette.
A plant is computed: leaf pairs along a Bézier stem, smaller and steeper towards the tip.
"""

from __future__ import annotations

from cmath import exp, phase
from math import cos, pi, radians, sin
from pathlib import Path

from icons import CONTACT, ICONS, Shapes

ART = Path(__file__).resolve().parent.parent / "styles" / "art"

PRIMARY, ACCENT, INK, TINT, MID, SUN, LINE, WHITE = (
    "var(--primary)",
    "var(--accent)",
    "var(--ink)",
    "var(--tint)",
    "var(--mid)",
    "var(--sun)",
    "var(--line)",
    "#FFFFFF",
)


def number(value: float) -> str:
    """A length with at most two decimals, as short as it can be written."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "-0" if abs(value) >= 0.005 else "0")


def at(point: complex) -> str:
    """A point as SVG writes it."""
    return f"{number(point.real)} {number(point.imag)}"


def path(data: str, fill: str = "none", stroke: str = PRIMARY, width: float = 0.4) -> str:
    """A path with round ends and joins; `width` 0 leaves the line out."""
    line = f' stroke="{stroke}" stroke-width="{number(width)}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{data}" fill="{fill}"{line if width else ""}/>'


def circle(centre: complex, radius: float, fill: str = "none", stroke: str = PRIMARY, width: float = 0.0) -> str:
    """A circle; without a width it has no line."""
    line = f' stroke="{stroke}" stroke-width="{number(width)}"' if width else ""
    return (
        f'<circle cx="{number(centre.real)}" cy="{number(centre.imag)}" r="{number(radius)}" fill="{fill}"{line}/>'
    )


def save(name: str, width: float, height: float, parts: list[str]) -> None:
    """Writes an SVG of `width` by `height` mm."""
    size = f'width="{number(width)}mm" height="{number(height)}mm" viewBox="0 0 {number(width)} {number(height)}"'
    text = "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', *parts, "</svg>", ""])
    (ART / f"{name}.svg").write_text(text, encoding="utf-8")


class Stem:
    """A cubic Bézier curve with its direction at every place `t` from 0 (foot) to 1 (tip)."""

    def __init__(self, *points: complex) -> None:
        self.points = points

    def __call__(self, t: float) -> complex:
        a, b, c, d = self.points
        return (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d

    def heading(self, t: float) -> float:
        """The direction of growth, in radians."""
        a, b, c, d = self.points
        return phase(3 * (1 - t) ** 2 * (b - a) + 6 * (1 - t) * t * (c - b) + 3 * t**2 * (d - c))

    def data(self) -> str:
        """The curve as path data."""
        a, b, c, d = self.points
        return f"M{at(a)}C{at(b)} {at(c)} {at(d)}"


def leaf(foot: complex, heading: float, length: float, side: int, fill: str, line: float, stroke: str = PRIMARY) -> str:
    """A leaf that bends back towards the stem: blade, midrib and, when it is large enough, side veins."""

    def place(along: float, across: float) -> complex:
        bent = across + side * 0.13 * along**2
        return foot + length * (along - 1j * bent * side * 1.0 + 0j) * exp(1j * heading) if False else (
            foot + length * complex(along, -side * (across + 0.16 * along * along)) * exp(1j * heading)
        )

    upper = f"{at(place(0.22, 0.23))} {at(place(0.66, 0.27))} {at(place(1, 0))}"
    lower = f"{at(place(0.78, -0.18))} {at(place(0.34, -0.30))} {at(place(0, 0))}"
    parts = [path(f"M{at(place(0, 0))}C{upper}C{lower}Z", fill, stroke, line)]
    rib = f"M{at(place(0, 0))}Q{at(place(0.45, -0.02))} {at(place(0.86, 0))}"
    if length >= 9:
        for along in (0.3, 0.48, 0.66):
            reach = 0.15 * (1.15 - along)
            rib += f"M{at(place(along, 0))}L{at(place(along + 0.13, reach))}"
            rib += f"M{at(place(along, 0))}L{at(place(along + 0.13, -reach))}"
    parts.append(path(rib, "none", stroke, line * 0.62))
    return "".join(parts)


def plant(
    stem: Stem, pairs: int, size: float, fills: tuple[str, ...], line: float, first: float = 0.2, stroke: str = PRIMARY
) -> list[str]:
    """A stem with leaf pairs, the lowest `size` mm long, and one leaf at the tip."""
    parts = [path(stem.data(), "none", stroke, line * 1.5)]
    for index in range(pairs):
        t = first + (0.94 - first) * index / max(1, pairs - 1)
        length = size * (1 - 0.58 * index / pairs)
        spread = radians(62 - 26 * index / pairs)
        for side in (-1, 1):
            place = min(1.0, t + (0.035 if side == 1 else 0.0))
            fill = fills[(2 * index + (side + 1) // 2 * 1 + index) % len(fills)]
            parts.append(leaf(stem(place), stem.heading(place) + side * spread, length, side, fill, line, stroke))
    parts.append(leaf(stem(1), stem.heading(1), size * 0.5, 1, fills[0], line, stroke))
    return parts


def wave(left: float, right: float, y: float, length: float, height: float, shift: float = 0.0) -> str:
    """A wave line from `left` to `right` as cubic arcs, each half a wave long."""
    half = length / 2
    x = left - half * 2 + (shift % 1) * length - length
    data, up = f"M{at(complex(x, y))}", -1
    while x < right + length:
        data += f"C{at(complex(x + half * 0.36, y + up * height))} {at(complex(x + half * 0.64, y + up * height))} {at(complex(x + half, y))}"
        x, up = x + half, -up
    return data


def water(width: float, height: float, top: float, line: float) -> list[str]:
    """A body of water from `top` to the foot of the drawing, its lines wider apart towards the reader."""
    surface = wave(0, width, top, 26, 1.5)
    parts = [path(f"{surface}V{number(height + 5)}H-90Z", MID, PRIMARY, 0), path(surface, "none", PRIMARY, line)]
    depth = height - top
    for index, (share, length, amount) in enumerate(((0.26, 24, 1.1), (0.52, 28, 1.2), (0.79, 32, 1.3))):
        tone = WHITE if index % 2 == 0 else PRIMARY
        parts.append(
            path(wave(0, width, top + share * depth, length, amount, 0.31 * (index + 1)), "none", tone, line * (1.0 if index % 2 == 0 else 0.75))
        )
    return parts


def draw_opening() -> None:
    """The panel at the head of a brochure: a plant in the water, in front of the sun."""
    width, height, top = 170.0, 92.0, 76.0
    main = Stem(131 + 84j, 129 + 58j, 136 + 40j, 149 + 18j)
    small = Stem(113 + 84j, 113 + 70j, 110 + 62j, 104 + 54j)
    parts = [circle(134 + 42j, 29, SUN)]
    parts += plant(small, 4, 9.5, (TINT, MID), 0.3, 0.34, LINE)
    parts += plant(main, 8, 19, (MID, WHITE, TINT), 0.42, 0.24)
    parts += water(width, height, top, 0.45)
    save("opening", width, height, parts)


def draw_marks() -> None:
    """Tick, bullet and the box to tick."""
    tick = path("M7.2 12.5l3.3 3.3 6.4-7.2", "none", PRIMARY, 2.6)
    save("tick", 24, 24, [circle(12 + 12j, 12, MID), tick])
    save("bullet", 2, 2, [circle(1 + 1j, 1, ACCENT)])
    box = f'<rect x=".35" y=".35" width="6.3" height="6.3" rx="1" fill="#FFFFFF" stroke="{INK}" stroke-width=".36"/>'
    save("box", 7, 7, [box])


def on_grid(shapes: Shapes, width: float) -> list[str]:
    """Shapes of `icons.py` with their colours."""
    fills = {"mid": MID, "white": WHITE, "none": "none", "ink": PRIMARY}
    return [path(data, fills[fill], PRIMARY, width) for data, fill in shapes]


def draw_icons() -> None:
    """The icons of the headings, each before a sun, and the small ones before contact details."""
    for name, shapes in ICONS.items():
        drawing = ['<g transform="translate(2.5 5) scale(1.25)">', *on_grid(shapes, 1.1), "</g>"]
        save(f"icon-{name}", 40, 40, [circle(23 + 18j, 16, SUN), *drawing])
    for name, shapes in CONTACT.items():
        save(f"by-{name}", 24, 24, on_grid(shapes, 1.7))


def main() -> None:
    """Draws all of them."""
    ART.mkdir(parents=True, exist_ok=True)
    draw_opening()
    draw_marks()
    draw_icons()


if __name__ == "__main__":
    main()
