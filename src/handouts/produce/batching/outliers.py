"""The rows whose consult lies far from that of the others: most often a year that was typed wrong."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from handouts.problems import Mark, Problem, msg, warning

_NEAR = 270
"""Days within which one consult is near to another: less than a year, which is what is mistyped."""
_FEW, _PART, _SMALL_PART = 2, 3, 20
"""Rows of one mistake: at most so many, or one in twenty of a long list; and always one in three at most."""


class Dated(NamedTuple):
    """A row, the day of its consult, and where that stands."""

    row: int
    day: date
    mark: Mark


def far_from_others(rows: list[Dated]) -> Iterator[tuple[int, Problem]]:
    """A warning for each row that is far from the others, with its number."""
    ordinals = sorted(row.day.toordinal() for row in rows)
    for row in rows:
        day = row.day.toordinal()
        near = bisect_right(ordinals, day + _NEAR) - bisect_left(ordinals, day - _NEAR)
        if near <= max(_FEW, len(rows) // _SMALL_PART) and near * _PART <= len(rows):
            said = msg("this consult is of {day}, far from those of the other rows", day=row.day)
            yield row.row, warning("other-year", row.mark, said, "look at the year")
