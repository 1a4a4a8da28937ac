"""The paper that a drawing is made on: a grid of 120 by 120, lines of one pen, and four fills.

Places are written as `x,y x,y`, with `y` growing downwards. A `|` between them begins a new run of a smooth line, so
that there is a corner. The weight of a line is told in lines: 1 is the outline, less is a detail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from handouts.content.model.brand import PAPER, Colours
from handouts.content.model.looks import Pen

GRID = 120
Fill = Literal["none", "paper", "mid", "sun", "solid", "disc"]
Point = tuple[float, float]
_POINT = 25.4 / 72
"""Millimetres in a point."""
_SMALL, _LARGE = 24, 90
"""From the one size in mm to the other lines become as thick as a pen makes them."""
_LINES = {False: (0.85, 1.3), True: (0.95, 1.5)}
"""The width of a line in points on paper, in a small and in a large drawing, by whether the pen is strong."""
_ALL_DETAILS = 30
"""Below this size in mm the finest details would run together."""


class Canvas:
    """Collects the shapes of one drawing, each over those before it."""

    def __init__(self, pen: Pen, colours: Colours, size: float, *, ground: bool = True) -> None:
        """`size` is that on paper, in mm; without `ground` a subject leaves out the water or the floor it stands on."""
        share = min(1.0, max(0.0, (size - _SMALL) / (_LARGE - _SMALL)))
        small, large = _LINES[pen.strong]
        points = small + (large - small) * share
        self.line_width = points * _POINT * GRID / size
        """In units of the grid."""
        self.detailed = size >= _ALL_DETAILS
        self.ground = ground
        self.parts: list[str] = []
        tints = (colours.mid, colours.sun) if pen.filled else (PAPER, PAPER)
        names = ("paper", "mid", "sun", "solid", "disc")
        disc = PAPER if pen.disc == "none" else getattr(colours, pen.disc)
        self._fills = dict(zip(names, (PAPER, *tints, colours.primary, disc), strict=True))
        self._line = colours.primary
        if pen.disc != "none":
            self.circle(60, 58, 52, "disc", 0)

    def svg(self) -> str:
        """All shapes, in a group that holds what their lines have in common."""
        lines = f'fill="none" stroke="{self._line}" stroke-linecap="round" stroke-linejoin="round"'
        return f"<g {lines}>{''.join(self.parts)}</g>"

    def path(self, data: str, fill: Fill = "none", weight: float = 1.0) -> None:
        """A path as SVG writes it; with weight 0 it has no line."""
        line = f'stroke-width="{number(self.line_width * weight)}"' if weight else 'stroke="none"'
        filled = "" if fill == "none" else f' fill="{self._fills[fill]}"'
        self.parts.append(f'<path d="{data}"{filled} {line}/>')

    def line(self, places: str, weight: float = 1.0) -> None:
        """Straight lines from place to place; `|` lifts the pen."""
        for run in places.split("|"):
            self.path("M" + "L".join(at(each) for each in points_of(run)), weight=weight)

    def floor(self, left: float, right: float) -> None:
        """The line that things stand on, which is part of the ground."""
        if self.ground:
            self.line(f"{left},109 {right},109")

    def area(self, places: str, fill: Fill = "paper", weight: float = 1.0) -> None:
        """A shape with straight sides."""
        self.path("M" + "L".join(at(each) for each in points_of(places)) + "Z", fill, weight)

    def curve(self, places: str, weight: float = 1.0, *, bend: float = 1.3) -> None:
        """Smooth open lines; `|` lifts the pen. `bend` is how far they swing out: 1 is taut, 2 is wide."""
        for run in places.split("|"):
            self.path(smooth(points_of(run), bend=bend), weight=weight)

    def shape(self, places: str, fill: Fill = "paper", weight: float = 1.0, *, bend: float = 1.3) -> None:
        """A closed shape of one smooth line, or of several with corners between them."""
        runs = [points_of(run) for run in places.split("|")]
        if len(runs) == 1:
            self.path(smooth(runs[0], closed=True, bend=bend), fill, weight)
            return
        self.path("L".join(smooth(run, bend=bend) for run in runs).replace("LM", "L") + "Z", fill, weight)

    def circle(self, x: float, y: float, radius: float, fill: Fill = "paper", weight: float = 1.0) -> None:
        """A circle round a place."""
        self.oval(x, y, radius, radius, fill, weight)

    def oval(self, x: float, y: float, across: float, down: float, fill: Fill = "paper", weight: float = 1.0) -> None:
        """An ellipse by its two radii."""
        radii = f"a{number(across)} {number(down)} 0 1 0"
        self.path(f"M{at((x - across, y))}{radii} {number(2 * across)} 0{radii} {number(-2 * across)} 0Z", fill, weight)

    def box(self, place: str, radius: float = 0, fill: Fill = "paper", weight: float = 1.0) -> None:
        """A rectangle, `x,y width,height`, with round corners."""
        (x, y), (width, height) = points_of(place)
        if not radius:
            self.path(f"M{at((x, y))}h{number(width)}v{number(height)}h{number(-width)}Z", fill, weight)
            return
        across, down, r = number(width - 2 * radius), number(height - 2 * radius), number(radius)
        corner = f"a{r} {r} 0 0 1"
        data = (
            f"M{at((x + radius, y))}h{across}{corner} {r} {r}v{down}{corner} -{r} {r}"
            f"h-{across}{corner} -{r} -{r}v-{down}{corner} {r} -{r}Z"
        )
        self.path(data, fill, weight)

    @contextmanager
    def moved(
        self, x: float = 0, y: float = 0, *, turn: float = 0, flip: bool = False, size: float = 1
    ) -> Iterator[None]:
        """What is drawn meanwhile is `size` times as large, mirrored left to right, turned by `turn` degrees about the origin, then moved.

        Its lines stay as wide as they were.
        """
        steps = [f"translate({number(x)} {number(y)})"]
        steps += [f"rotate({number(turn)})"] if turn else []
        steps += ["scale(-1 1)"] if flip else []
        steps += [f"scale({number(size)})"] if size != 1 else []
        self.line_width /= size
        self.parts.append(f'<g transform="{" ".join(steps)}">')
        yield
        self.parts.append("</g>")
        self.line_width *= size


def number(value: float) -> str:
    """A length with at most two decimals, as short as it can be written."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def at(point: Point) -> str:
    """A place as SVG writes it."""
    return f"{number(point[0])} {number(point[1])}"


def points_of(places: str) -> list[Point]:
    """The places in a text such as `4,20 18.5,7`."""
    pairs = (each.split(",") for each in places.split())
    return [(float(x), float(y)) for x, y in pairs]


def places_of(points: Sequence[Point]) -> str:
    """Computed points as `x,y x,y`."""
    return " ".join(f"{x:.3f},{y:.3f}" for x, y in points)


def smooth(points: Sequence[Point], *, closed: bool = False, bend: float = 1.0) -> str:
    """Path data of a smooth line through points: Catmull-Rom, written as Béziers."""
    count = len(points)

    def of(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    data = f"M{at(points[0])}"
    for index in range(count if closed else count - 1):
        before, start, end, after = (of(index + step) for step in (-1, 0, 1, 2))
        first = (start[0] + (end[0] - before[0]) * bend / 6, start[1] + (end[1] - before[1]) * bend / 6)
        second = (end[0] - (after[0] - start[0]) * bend / 6, end[1] - (after[1] - start[1]) * bend / 6)
        data += f"C{at(first)} {at(second)} {at(end)}"
    return data + ("Z" if closed else "")
