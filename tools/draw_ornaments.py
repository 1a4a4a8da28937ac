"""Draws every SVG of `styles/art/`: the plant in the water, ticks, boxes and icons. Run it after a change here.

Lengths are millimetres. Colours are written as `var(--primary)` and so on; rendering fills in those of the palette.
A plant is computed: leaf pairs along a Bézier stem, smaller and steeper towards the tip.
"""

from __future__ import annotations

import re
from cmath import phase, rect
from math import radians
from pathlib import Path

from icons import CONTACT, ICONS, MOMENTS, Shapes

ART = Path(__file__).resolve().parent.parent / "styles" / "art"

# What says something is drawn in the colour of letters, which can always be seen; what adorns in that of shapes.
PRIMARY, ACCENT, INK, SOFT = "var(--primary)", "var(--accent)", "var(--ink)", "var(--soft)"
SHAPE = "var(--primary-shape)"
TINT, MID, SUN, LINE, WHITE = "var(--tint)", "var(--mid)", "var(--sun)", "var(--line)", "#FFFFFF"
# What to do, what to leave, and the ground of the emergency number; the last two are the same in every palette.
DO, DONT, EMERGENCY = "var(--do)", "var(--dont)", "var(--emergency)"
HANDSET = (
    "M6.5 3.5c.9-.5 2-.2 2.5.7l1.5 2.9c.4.8.2 1.7-.4 2.3L9 10.5c1 2 2.5 3.5 4.5 4.5l1.1-1.1c.6-.6 1.5-.8 2.3-.4l2.9"
    " 1.5c.9.5 1.2 1.6.7 2.5l-1 1.7c-.6 1-1.8 1.5-2.9 1.2C10.7 19 5 13.3 3.6 7.4 3.3 6.3 3.8 5.1 4.8 4.5z"
)
# From this length a leaf shows side veins; on a smaller one they would run together.
LARGE = 9.0
PATH = re.compile(r'<path d="([^"]*)" ([^>]*)/>')


def number(value: float) -> str:
    """A length with at most two decimals, as short as it can be written."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def at(point: complex) -> str:
    """A point as SVG writes it."""
    return f"{number(point.real)} {number(point.imag)}"


def path(data: str, fill: str = "none", stroke: str = SHAPE, width: float = 0.4) -> str:
    """A path with round ends and joins; `width` 0 leaves the line out."""
    line = f' stroke="{stroke}" stroke-width="{number(width)}" stroke-linecap="round" stroke-linejoin="round"'
    return f'<path d="{data}" fill="{fill}"{line if width else ""}/>'


def circle(centre: complex, radius: float, fill: str = "none", stroke: str = SHAPE, width: float = 0.0) -> str:
    """A circle; without a width it has no line."""
    line = f' stroke="{stroke}" stroke-width="{number(width)}"' if width else ""
    return f'<circle cx="{number(centre.real)}" cy="{number(centre.imag)}" r="{number(radius)}" fill="{fill}"{line}/>'


def save(name: str, width: float, height: float, parts: list[str]) -> None:
    """Writes an SVG of `width` by `height` mm."""
    size = f'width="{number(width)}mm" height="{number(height)}mm" viewBox="0 0 {number(width)} {number(height)}"'
    text = "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size}>', *parts, "</svg>", ""])
    (ART / f"{name}.svg").write_text(text, encoding="utf-8")


class Stem:
    """A cubic Bézier curve with its direction at every place `t` from 0 (foot) to 1 (tip)."""

    def __init__(self, *points: complex) -> None:
        """Four points, as SVG orders them; y grows downward."""
        self.points = points

    def __call__(self, t: float) -> complex:
        """The point at `t`."""
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


def leaf(foot: complex, blade: complex, side: int, fill: str, line: float) -> str:
    """A leaf from its foot along `blade`, bent away from the stem: its edge, its midrib and, if large, side veins.

    `side` is -1 left of the stem and 1 right of it.
    """

    def place(along: float, across: float) -> complex:
        return foot + blade * complex(along, -side * (across + 0.16 * along * along))

    upper = f"{at(place(0.22, 0.23))} {at(place(0.66, 0.27))} {at(place(1, 0))}"
    lower = f"{at(place(0.78, -0.18))} {at(place(0.34, -0.30))} {at(place(0, 0))}"
    veins = f"M{at(place(0, 0))}Q{at(place(0.45, -0.02))} {at(place(0.86, 0))}"
    if abs(blade) >= LARGE:
        for along in (0.3, 0.48, 0.66):
            reach = 0.15 * (1.15 - along)
            for end in (reach, -reach):
                veins += f"M{at(place(along, 0))}L{at(place(along + 0.13, end))}"
    edge = path(f"M{at(place(0, 0))}C{upper}C{lower}Z", fill, SHAPE, line)
    return edge + path(veins, "none", SHAPE, line * 0.62)


def plant(stem: Stem, pairs: int, size: float, first: float, line: float) -> list[str]:
    """A stem with leaf pairs from `first` (0 to 1) upward, the lowest `size` mm long, and one leaf at the tip.

    The light falls from the side to which the plant bends: the leaves are white there.
    """
    lit = 1 if stem(1).real > stem(0).real else -1
    parts = [path(stem.data(), "none", SHAPE, line * 1.5)]
    for index in range(pairs):
        share = index / pairs
        t = first + (0.97 - first) * (1 - (1 - share) ** 1.1)
        length, spread = size * (1 - 0.5 * share), radians(60 - 20 * share)
        for side in (-1, 1):
            place = t + (0.045 if side == 1 else 0.0)
            blade = rect(length, stem.heading(place) + side * spread)
            parts.append(leaf(stem(place), blade, side, WHITE if side == lit else MID, line))
    parts.append(leaf(stem(0.985), rect(size * 0.55, stem.heading(1)), 1, MID if lit == 1 else WHITE, line))
    return parts


def merged(parts: list[str]) -> list[str]:
    """A sprig with all paths that have the same fill and line as one: stem, leaves, and the veins on top of these.

    It is for small drawings, in which no leaf lies on another: each path costs the engine time, on every page.
    """
    data: dict[str, str] = {}
    for found in PATH.finditer("".join(parts)):
        data[found[2]] = data.get(found[2], "") + found[1]
    stem, *others = data
    order = [stem, *sorted(others, key=lambda look: 'fill="none"' in look)]
    return [f'<path d="{data[look]}" {look}/>' for look in order]


def wave(width: float, y: float, length: float, height: float, shift: float = 0.0) -> str:
    """A wave line over a drawing of `width`, at height `y`, as cubic arcs of half a wave each."""
    half, up = length / 2, -1
    x = (shift % 1 - 2) * length
    data = f"M{at(complex(x, y))}"
    while x < width + half:
        peak = y + up * height
        bend = f"{at(complex(x + half * 0.36, peak))} {at(complex(x + half * 0.64, peak))}"
        data += f"C{bend} {at(complex(x + half, y))}"
        x, up = x + half, -up
    return data


def water(width: float, height: float, top: float, line: float) -> list[str]:
    """A body of water from `top` to the foot of the drawing, its lines wider apart towards the reader."""
    surface, depth = wave(width, top, 26, 1.5), height - top
    parts = [path(f"{surface}V{number(height + 5)}H-90Z", MID, SHAPE, 0), path(surface, "none", SHAPE, line)]
    for index, (share, length, rise) in enumerate(((0.26, 24, 1.1), (0.53, 28, 1.2), (0.81, 32, 1.3))):
        tone, thick = (SHAPE, 0.75) if index == 1 else (WHITE, 1)
        parts.append(
            path(wave(width, top + share * depth, length, rise, 0.31 * index + 0.31), "none", tone, line * thick)
        )
    return parts


def draw_opening() -> None:
    """The panel at the head of a brochure: a plant in the water, in front of the sun.

    Under a title that takes the whole width the plant is a lower one.
    """
    width, height, top = 170.0, 92.0, 77.0
    shore = water(width, height, top, 0.45)
    tall = Stem(132 + 84j, 130 + 60j, 132.5 + 38j, 139 + 19j)
    young = Stem(153 + 84j, 153 + 73j, 154 + 67j, 157 + 61j)
    plants = plant(young, 3, 9, 0.42, 0.3) + plant(tall, 6, 22, 0.25, 0.42)
    save("opening", width, height, [circle(138.5 + 43j, 28, SUN), *plants, *shore])
    low = Stem(134 + 84j, 133 + 69j, 134 + 57j, 138.5 + 47j)
    young = Stem(149 + 84j, 149 + 76j, 150 + 71j, 152.5 + 67j)
    plants = plant(young, 2, 7, 0.45, 0.3) + plant(low, 5, 13.5, 0.28, 0.36)
    save("opening-low", width, height, [circle(137 + 59j, 19, SUN), *plants, *shore])


def draw_waves() -> None:
    """The water along the foot of an opening, for what stands in it."""
    save("waves", 170, 22, water(170, 22, 5, 0.45))


def draw_panels() -> None:
    """What lies behind the panels of a tri-fold: the ground of the one on the right inside, and the water of the cover.

    At home they end where the printer does, for the print shop they run off.
    """
    save("calls-tall", 86.5, 196, [f'<rect width="86.5" height="196" rx="4" fill="{TINT}"/>'])
    save("ground", 110, 230, [f'<rect width="110" height="230" fill="{TINT}"/>'])
    save("shore", 110, 26, water(110, 26, 3, 0.45))
    save("shore-bleed", 110, 36, water(110, 36, 3, 0.45))


def draw_closing() -> None:
    """The corner of the panel that invites: a sprig before a sun that goes down."""
    sprig = Stem(33 + 50j, 32 + 38j, 31 + 25j, 25 + 14j)
    save("closing", 58, 46, [circle(44 + 46j, 25, SUN), *plant(sprig, 5, 15, 0.2, 0.36)])


def draw_marks() -> None:
    """The marks of points, of bullets and of the emergency number, the box to tick, and the mark of a letterhead."""
    tick = path("M7.2 12.5l3.3 3.3 6.4-7.2", "none", DO, 2.6)
    save("tick", 24, 24, [circle(12 + 12j, 11.7, MID), tick])
    save(
        "cross",
        24,
        24,
        [circle(12 + 12j, 10.7, WHITE, DONT, 1.7), path("M8.2 8.2l7.6 7.6M15.8 8.2l-7.6 7.6", "none", DONT, 2.6)],
    )
    save("dot", 24, 24, [circle(12 + 12j, 3.4, ACCENT)])
    save("dot-large", 24, 24, [circle(12 + 12j, 5.4, SOFT)])
    comma = "c0-5.5 2.8-9.1 7-10.5l.9 1.9c-2.3 1.1-3.6 2.8-3.8 4.7 2.1 0 3.5 1.4 3.5 3.5s-1.6 3.7-3.7 3.7c-2.4 0-3.9-1.5-3.9-3.3z"
    save("told", 24, 24, [path(f"M2.6 15.3{comma}M13.2 15.3{comma}", ACCENT, width=0)])
    for name, colour in (("handset", WHITE), ("handset-red", EMERGENCY)):
        save(name, 24, 24, [path(HANDSET, "none", colour, 2)])
    save("bullet", 2, 2, [circle(1 + 1j, 0.93, ACCENT)])
    box = f'<rect x=".35" y=".35" width="6.3" height="6.3" rx="1" fill="#FFFFFF" stroke="{INK}" stroke-width=".36"/>'
    save("box", 7, 7, [box])
    ticks = "".join(
        f"M{number(0.3 + step * 7.94)} {1 if step in {0, 10} else 1.7}V{5 if step in {0, 10} else 4.3}"
        for step in range(11)
    )
    save("scale", 80, 6, [path(f"M0.3 3H79.7{ticks}", "none", PRIMARY, 0.35)])
    save("ruled", 10, 9.5, [path("M0 9.3H10", "none", LINE, 0.2)])
    ring = '<clipPath id="ring"><circle cx="12" cy="12" r="11.4"/></clipPath>'
    sprig = plant(Stem(12.2 + 18j, 12 + 14j, 12.4 + 10j, 14.2 + 6.4j), 3, 6.4, 0.3, 0.36)
    pond = f'<g clip-path="url(#ring)">{"".join(water(24, 24, 17, 0.4))}</g>'
    disc, sun = circle(12 + 12j, 11.4, TINT), circle(15 + 10.5j, 5.6, SUN)
    save("mark", 24, 24, [ring, disc, sun, *merged(sprig), pond, circle(12 + 12j, 11.5, "none", SHAPE, 0.6)])


def on_grid(shapes: Shapes, width: float) -> list[str]:
    """Shapes of `icons.py` with their colours, outlined `width` thick."""
    fills = {"mid": MID, "white": WHITE, "none": "none", "ink": PRIMARY}
    parts = []
    for data, kind in shapes:
        fill, _, bare = kind.partition(" ")
        parts.append(path(data, fills[fill], PRIMARY, 0 if bare else width))
    return parts


def draw_icons() -> None:
    """The icons of the headings, each before a sun, the moments of the day, and the marks before contact details."""
    for name, shapes in ICONS.items():
        drawing = ['<g transform="translate(2.5 5) scale(1.25)">', *on_grid(shapes, 1.1), "</g>"]
        save(f"icon-{name}", 40, 40, [circle(23 + 18j, 16, SUN), *drawing])
    for name, shapes in MOMENTS.items():
        save(f"moment-{name}", 24, 24, on_grid(shapes, 1.4))
    for name, shapes in CONTACT.items():
        save(f"by-{name}", 24, 24, on_grid(shapes, 1.7))


def main() -> None:
    """Draws all of them."""
    ART.mkdir(parents=True, exist_ok=True)
    draw_opening()
    draw_waves()
    draw_panels()
    draw_closing()
    draw_marks()
    draw_icons()


if __name__ == "__main__":
    main()
