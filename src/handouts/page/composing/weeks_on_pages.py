"""How the weeks of a diary are shared out over pages: as few pages as can be, and rows as high as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from handouts.content.model.formats import Personal

_PADDING = 1.4
"""mm above and below the name of a row together."""
_RULE = 0.2
"""mm of the rule below a row."""
_HEADING = 14.0
"""mm that the heading over lines to write on takes, with the white before it."""
_LINE = 9.6
"""mm that a line to write on takes."""
_MOST_LINES = 10
_SLACK = 12.0
"""mm that stay free below such lines: in a wide typeface what is above them takes more."""


class WeekPages(NamedTuple):
    """The pages of a diary of several weeks.

    `weeks` is how many are on a page, `row` the height of a row in mm, and `lines` how many lines to write on there are
    below the weeks of the last page. A week that `goes_on` is longer than a page.
    """

    weeks: int
    row: float
    lines: int
    goes_on: bool


def share_out(weeks: Sequence[Sequence[int]], scales: int, personal: Personal) -> WeekPages:
    """The pages for `weeks`, each given as the length of the name of each of its rows, with those of its scales.

    `scales` is how many scales say above the weeks what their ends mean.
    """
    page = personal.weeks
    room = page.room - ceil(scales / page.legends) * page.legend
    lowest = max(_height(week, page.rows[-1], personal) for week in weeks)
    pages = ceil(len(weeks) / max(1, int(room // lowest)))
    on_page = ceil(len(weeks) / pages)
    for row in page.rows:
        heights = [_height(week, row, personal) for week in weeks]
        if max(sum(heights[first : first + on_page]) for first in range(0, len(weeks), on_page)) <= room:
            break
    last = sum(heights[(pages - 1) * on_page :])
    lines = min(_MOST_LINES, int((room - last - _HEADING - _SLACK) // _LINE))
    return WeekPages(on_page, row, lines if lines > 1 else 0, lowest > room)


def _height(week: Sequence[int], row: float, personal: Personal) -> float:
    """How many mm a week takes when its rows are `row` mm high."""
    page = personal.weeks
    lines = (length // personal.name + 1 for length in week)
    return page.head + sum(max(row, each * page.line + _PADDING) + _RULE for each in lines)
