"""A place for the line about how to print: where nothing is printed, as the finished sheet shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2

from handouts.press.imposing.applying import NOTE_AIR, UNNAMED, impose, letters_of
from handouts.press.imposing.marks import strokes
from handouts.press.imposing.plan import Area, Note, Placement, Plan, Size
from handouts.press.pdf import POINTS
from handouts.problems import Mark

FROM_EDGE = 5.0
"""mm: nearer to the edge a home printer prints nothing."""
FROM_FOLD = 6.0
"""mm that text keeps from a fold."""
_DEEPEST = 14.0
_STEP = 0.5
_AIR = 1.5
_DOTS = 2.0
"""To the point: 144 dpi, at which a hairline shows."""
_WHITE = 250


def with_note(pdf: bytes, plan: Plan, note: bytes, mark: Mark = UNNAMED) -> Plan:
    """The plan with a place for `note`, a PDF of one page with one line of text; `plan.note` is None if none is free.

    At home it is on the first front, 5 to 14 mm from the edge of the paper and 6 mm from folds, where the sheet
    is white: under the last page in reading order if it can, then above a page, then upwards along the left or right
    edge. For a print shop it is below the bleed. Raises as `impose` does, and ValueError for another kind of PDF.
    """
    left, bottom, right, top = letters_of(note)
    size = Size((right - left) / POINTS + 2 * NOTE_AIR, (top - bottom) / POINTS + 2 * NOTE_AIR)
    if plan.marks == "printshop":
        return plan._replace(note=_in_the_slug(plan, size))
    picture = _front(impose(pdf, plan._replace(note=None), mark=mark))
    for found in _candidates(plan, size):
        if _is_white(picture, found.area.grown(_AIR), plan.paper):
            return plan._replace(note=found)
    return plan._replace(note=None)


def _in_the_slug(plan: Plan, size: Size) -> Note | None:
    """In the middle of the slug's height, after the first mark that leaves enough room."""
    y = plan.trim.y - plan.bleed - (plan.slug + size.height) / 2
    stops = sorted({plan.trim.x, *(stroke.x1 for stroke in strokes(plan, plan.sides[0]) if stroke.x1 == stroke.x2)})
    for start, end in pairwise(stops):
        if start >= plan.trim.x and end - start >= size.width + 2 * FROM_EDGE and size.height < plan.slug:
            return Note(0, Area(start + FROM_EDGE, y, *size))
    return None


def _candidates(plan: Plan, size: Size) -> Iterator[Note]:
    """Every place on the first front, the best ones first."""
    side = plan.sides[0]
    last_first = sorted(side.placements, key=lambda each: -(each.page or plan.pages + 1))
    steps = [FROM_EDGE + _STEP * number for number in range(int((_DEEPEST - FROM_EDGE) / _STEP) + 1)]
    for below in (True, False):
        for placement in last_first:
            for away in steps:
                edge = max(away, placement.area.y + FROM_EDGE) if below else away
                y = edge if below else plan.paper.height - edge - size.height
                area = Area(placement.area.x + (placement.area.width - size.width) / 2, y, *size)
                if _is_free(area, placement, plan):
                    yield Note(0, area)
    upright = size.turned
    for placement in last_first:
        for away in steps:
            for x in (away, plan.paper.width - away - upright.width):
                y = placement.area.y + (placement.area.height - upright.height) / 2
                if _is_free(area := Area(x, y, *upright), placement, plan):
                    yield Note(0, area, upwards=True)


def _is_free(area: Area, placement: Placement, plan: Plan) -> bool:
    """Whether a place lies on its page, away from the edges of the paper and from folds and cuts."""
    page, paper = placement.area, plan.paper
    side = plan.sides[0]
    lines = [*side.folds, *(at for axis, at in side.cuts if axis == "x")]
    return (
        area.x >= max(page.x, FROM_EDGE)
        and area.right <= min(page.right, paper.width - FROM_EDGE)
        and area.y >= max(page.y, FROM_EDGE)
        and area.top <= min(page.top, paper.height - FROM_EDGE)
        and all(line + FROM_FOLD <= area.x or area.right <= line - FROM_FOLD for line in lines)
    )


def _front(imposed: bytes) -> Any:
    document = pypdfium2.PdfDocument(imposed)
    try:
        return document[0].render(scale=_DOTS, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def _is_white(picture: Any, area: Area, paper: Size) -> bool:
    dots = _DOTS * POINTS
    box = (area.x * dots, (paper.height - area.top) * dots, area.right * dots, (paper.height - area.y) * dots)
    darkest, _ = picture.crop(tuple(map(round, box))).getextrema()
    return bool(darkest >= _WHITE)
