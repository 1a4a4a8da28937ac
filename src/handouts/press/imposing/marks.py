"""The marks on a sheet, as strokes: where to fold and where to cut. Lengths are in mm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from handouts.press.imposing.plan import Plan, Side

LENGTH = 5.0
FROM_EDGE = 4.0
"""Home printers leave 3 to 5 mm white along the edge: a tick that began at the edge would hardly be seen."""


class Stroke(NamedTuple):
    """A straight line. What is faint is for the eye of who folds, the rest for the machines of a print shop."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: Literal["fold", "cut"]
    faint: bool

    def touches(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Whether it comes into a rectangle."""
        return (
            min(self.x1, self.x2) < right
            and max(self.x1, self.x2) > left
            and min(self.y1, self.y2) < top
            and max(self.y1, self.y2) > bottom
        )


def strokes(plan: Plan, side: Side) -> tuple[Stroke, ...]:
    """All marks on one side, before its shift.

    At home: short ticks at the folds, between 4 and 9 mm from the edge of the paper, where pages have their margins
    (text keeps 6 mm from a fold), and cutting lines over the whole sheet. For a print shop: crop marks at the corners
    and marks at folds and inner cuts, all outside the bleed.
    """
    if plan.marks == "home":
        return tuple(_at_home(plan, side))
    if plan.marks == "printshop":
        return tuple(_for_the_shop(plan, side))
    return ()


def _at_home(plan: Plan, side: Side) -> Iterator[Stroke]:
    width, height = plan.paper
    for x in side.folds:
        yield Stroke(x, FROM_EDGE, x, FROM_EDGE + LENGTH, "fold", faint=True)
        yield Stroke(x, height - FROM_EDGE - LENGTH, x, height - FROM_EDGE, "fold", faint=True)
    for axis, at in side.cuts:
        if axis == "x":
            yield Stroke(at, FROM_EDGE, at, height - FROM_EDGE, "cut", faint=True)
        else:
            yield Stroke(FROM_EDGE, at, width - FROM_EDGE, at, "cut", faint=True)


def _for_the_shop(plan: Plan, side: Side) -> Iterator[Stroke]:
    trim = plan.trim
    for axis, at, kind in _lines(plan, side):
        if axis == "x":
            for y, away in ((trim.y - plan.bleed, -LENGTH), (trim.top + plan.bleed, LENGTH)):
                yield Stroke(at, y, at, y + away, kind, faint=False)
        else:
            for x, away in ((trim.x - plan.bleed, -LENGTH), (trim.right + plan.bleed, LENGTH)):
                yield Stroke(x, at, x + away, at, kind, faint=False)


def _lines(plan: Plan, side: Side) -> Iterator[tuple[Literal["x", "y"], float, Literal["fold", "cut"]]]:
    yield "x", plan.trim.x, "cut"
    yield "x", plan.trim.right, "cut"
    yield "y", plan.trim.y, "cut"
    yield "y", plan.trim.top, "cut"
    for axis, at in side.cuts:
        yield axis, at, "cut"
    for at in side.folds:
        yield "x", at, "fold"
