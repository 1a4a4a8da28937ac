"""An imposition as a value: which page lies where, on which side of which sheet of paper.

Lengths are in mm. The origin is the bottom left of the paper, as one looks at that side. Pages count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

Edge = Literal["left", "right", "top", "bottom"]
Duplex = Literal["short", "long"]
Marks = Literal["none", "home", "printshop"]

_OPPOSITE: dict[Edge, Edge] = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
TOUCHING = 0.01
"""Lengths that differ by less than this, in mm, are the same."""


class Size(NamedTuple):
    """Width and height."""

    width: float
    height: float

    @property
    def turned(self) -> Size:
        """The same paper, lying the other way."""
        return Size(self.height, self.width)

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height


A4 = Size(210, 297)
A5 = Size(148, 210)
A6 = Size(105, 148)


class Area(NamedTuple):
    """A rectangle on a sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """Where it ends upwards."""
        return self.y + self.height

    def grown(self, by: float) -> Area:
        """Larger at each edge."""
        return Area(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, right: float, up: float) -> Area:
        """The same rectangle elsewhere."""
        return self._replace(x=self.x + right, y=self.y + up)

    def turned(self, paper: Size) -> Area:
        """Where it lies when the paper is turned upside down."""
        return self._replace(x=paper.width - self.right, y=paper.height - self.top)


class Placement(NamedTuple):
    """Where the trim box of a page lies on a side; `page` is None for a page that stays blank.

    `rotation` is 0, or 180 for upside down. `bleed` names the edges at which the page reaches the edge of the
    product: only there may it run on beyond its trim box. `creep` moves what is printed to the right (below zero: to
    the left), while its trim box stays. `scale` is 1 but for drafts.
    """

    page: int | None
    area: Area
    bleed: frozenset[Edge] = frozenset()
    rotation: Literal[0, 180] = 0
    creep: float = 0.0
    scale: float = 1.0

    def turned(self, paper: Size) -> Placement:
        """The same page when the paper is turned upside down."""
        return self._replace(
            area=self.area.turned(paper),
            bleed=frozenset(_OPPOSITE[edge] for edge in self.bleed),
            rotation=0 if self.rotation else 180,
            creep=-self.creep,
        )

    def window(self, bleed: float) -> Area:
        """What of the sheet the page may paint: its trim box, and the bleed at the edges of the product."""
        left, right, top, bottom = (bleed if edge in self.bleed else 0.0 for edge in ("left", "right", "top", "bottom"))
        area = self.area
        return Area(area.x - left, area.y - bottom, area.width + left + right, area.height + bottom + top)


class Side(NamedTuple):
    """One side of a sheet. Folds run from top to bottom, at these distances from the left.

    `cuts` are the lines that part what lies on the sheet, as `("x", from the left)` or `("y", from the bottom)`.
    `shift` moves all that is printed on this side to the right and up, to meet the other side: printers are often a
    millimetre off.
    """

    placements: tuple[Placement, ...]
    folds: tuple[float, ...] = ()
    cuts: tuple[tuple[Literal["x", "y"], float], ...] = ()
    shift: tuple[float, float] = (0.0, 0.0)

    def rows(self) -> Iterator[list[Placement]]:
        """The placements as one sees them: from top to bottom, each row from left to right."""
        found: list[list[Placement]] = []
        for placement in sorted(self.placements, key=lambda each: (-_middle(each), each.area.x)):
            if found and abs(_middle(found[-1][0]) - _middle(placement)) < placement.area.height / 2:
                found[-1].append(placement)
            else:
                found.append([placement])
        for row in found:
            yield sorted(row, key=lambda each: each.area.x)

    def turned(self, paper: Size) -> Side:
        """The same side when the paper is turned upside down."""
        ends = {"x": paper.width, "y": paper.height}
        return Side(
            tuple(placement.turned(paper) for placement in self.placements),
            tuple(sorted(paper.width - fold for fold in self.folds)),
            tuple((axis, ends[axis] - at) for axis, at in self.cuts),
            self.shift,
        )

    def __str__(self) -> str:
        return " | ".join(" ".join(map(_name, row)) for row in self.rows())


class Plan(NamedTuple):
    """What is printed: the paper, its sides, and the product that is left when it has been trimmed.

    With `duplex`, sides are front and back in turn, and the sheet is turned over on that edge of the paper; without,
    each side is a sheet. The product (`trim`) lies in the middle of the paper. Around it is `bleed`, and around that
    `slug`, with the marks.
    """

    paper: Size
    sides: tuple[Side, ...]
    trim: Area
    duplex: Duplex | None = None
    bleed: float = 0.0
    slug: float = 0.0
    marks: Marks = "home"

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return max((placement.page or 0 for side in self.sides for placement in side.placements), default=0)

    def is_back(self, side: int) -> bool:
        """Whether the side with this number, from 0, is the back of a sheet."""
        return self.duplex is not None and side % 2 == 1

    def for_printshop(self, bleed: float = 3.0, slug: float = 8.0) -> Plan:
        """The same on larger paper: trim, `bleed` all around for the knife to err in, and `slug` for the marks."""
        paper = Size(self.trim.width + 2 * (bleed + slug), self.trim.height + 2 * (bleed + slug))
        right, up = bleed + slug - self.trim.x, bleed + slug - self.trim.y
        moved = {"x": right, "y": up}
        sides = tuple(
            Side(
                tuple(each._replace(area=each.area.moved(right, up)) for each in side.placements),
                tuple(fold + right for fold in side.folds),
                tuple((axis, at + moved[axis]) for axis, at in side.cuts),
            )
            for side in self.sides
        )
        return Plan(paper, sides, self.trim.moved(right, up), self.duplex, bleed, slug, "printshop")

    def flipped_on(self, edge: Duplex) -> Plan:
        """The same for a printer that turns the paper over on the other edge: the backs are upside down."""
        if self.duplex in {None, edge}:
            return self
        sides = tuple(
            side.turned(self.paper) if self.is_back(number) else side for number, side in enumerate(self.sides)
        )
        return self._replace(sides=sides, duplex=edge)

    def shifted(self, back: tuple[float, float], front: tuple[float, float] = (0.0, 0.0)) -> Plan:
        """The same for a printer that is off: all on the backs (fronts) moves by mm to the right, and up.

        Right and up are as one looks at that side, so below zero is left and down. A printer that prints the back
        1 mm too far to the right needs `back=(-1, 0)`.
        """
        sides = tuple(
            side._replace(shift=back if self.is_back(number) else front) for number, side in enumerate(self.sides)
        )
        return self._replace(sides=sides)

    def __str__(self) -> str:
        """A line a sheet, such as `front 8 1 / back 2 7`; a blank page is `–`, and `↓` is upside down."""
        if self.duplex is None:
            return "\n".join(f"front {side}" for side in self.sides)
        sides = [f"{'back' if self.is_back(number) else 'front'} {side}" for number, side in enumerate(self.sides)]
        return "\n".join(" / ".join(sides[number : number + 2]) for number in range(0, len(sides), 2))


def _middle(placement: Placement) -> float:
    return placement.area.y + placement.area.height / 2


def _name(placement: Placement) -> str:
    return "–" if placement.page is None else f"{placement.page}{'↓' if placement.rotation else ''}"
