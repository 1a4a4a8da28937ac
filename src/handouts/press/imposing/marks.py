"""The marks on a sheet, as strokes: where to fold and where to cut. Lengths are in mm."""

from __future__ import annotations

from typing import Literal, NamedTuple

from handouts.press.imposing.plan import Plan, Side

LENGTH = 5.0
FROM_EDGE = 4.0
"""Home printers leave 3 to 5 mm white along the edge: a tick that began at the edge would hardly be seen."""


_Line = tuple[Literal["x", "y"], float, Literal["fold", "cut"]]
"""Where to fold or cut: `("x", from the left, …)` or `("y", from the bottom, …)`."""


class Stroke(NamedTuple):
    """A straight line. What is faint is for the eye at the kitchen table, the rest for the machines of a print shop."""

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
    if plan.marks == "none":
        return ()
    folds: list[_Line] = [("x", at, "fold") for at in side.folds]
    cuts: list[_Line] = [(axis, at, "cut") for axis, at in side.cuts]
    if plan.marks == "home":
        lines = [*folds, *cuts]
    else:
        trim = plan.trim
        across: list[_Line] = [("x", at, "cut") for at in (trim.x, trim.right)]
        up: list[_Line] = [("y", at, "cut") for at in (trim.y, trim.top)]
        lines = [*across, *up, *cuts, *folds]
    return tuple(_stroke(line, *ends, faint=plan.marks == "home") for line in lines for ends in _spans(line, plan))


def _spans(line: _Line, plan: Plan) -> tuple[tuple[float, float], ...]:
    """From where to where strokes run along a line."""
    axis, _, kind = line
    if plan.marks == "printshop":
        low, high = (plan.trim.y, plan.trim.top) if axis == "x" else (plan.trim.x, plan.trim.right)
        low, high = low - plan.bleed, high + plan.bleed
        return ((low, low - LENGTH), (high, high + LENGTH))
    far = (plan.paper.height if axis == "x" else plan.paper.width) - FROM_EDGE
    return ((FROM_EDGE, FROM_EDGE + LENGTH), (far - LENGTH, far)) if kind == "fold" else ((FROM_EDGE, far),)


def _stroke(line: _Line, start: float, end: float, *, faint: bool) -> Stroke:
    axis, at, kind = line
    return Stroke(at, start, at, end, kind, faint) if axis == "x" else Stroke(start, at, end, at, kind, faint)
