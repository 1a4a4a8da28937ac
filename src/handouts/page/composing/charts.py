"""What a template needs of a chart besides its words: where it is drawn, how large it is, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from handouts.content.model.charts import DAY, amount_of, minutes_of, share_in
from handouts.content.model.formats import Format
from handouts.page.charts import people_address, plate_address
from handouts.page.charts.people import rows_of

_LETTER = 0.185
"""mm that a letter of a bold label takes for each pt of the body."""
_SHORTEST = 7
"""Letters of `15 min.`."""
_PADDING = 2.0
"""mm beside a label in its part of a bar."""


class PeopleDrawn(NamedTuple):
    """A row of people: its address, its size in mm, and whether the text says the numbers, so that nothing else must."""

    address: str
    width: float
    height: float
    said: bool


class PlateDrawn(NamedTuple):
    """A plate: its address, and what all of it comes to."""

    address: str
    total: str


class StretchDrawn(NamedTuple):
    """A part of a time bar: from which % of it and how many %, and when it begins; empty for the first, as typed."""

    left: float
    width: float
    clock: str


class TimebarDrawn(NamedTuple):
    """A time bar; with `stacked` its parts stand one under the other, since their labels are too wide for one line."""

    stacked: bool
    stretches: tuple[StretchDrawn, ...]


def people_drawn(chart: Any) -> PeopleDrawn:
    """The people of a chart as a template sees it."""
    width, height = rows_of(chart.of).size
    return PeopleDrawn(people_address(chart.hit, chart.of), width, round(height, 2), share_in(chart.text) is not None)


def plate_drawn(plate: Any, *, light: bool) -> PlateDrawn:
    """A plate as a template sees it; with `light` it is not filled."""
    amounts = [amount_of(item.amount) for item in plate.items]
    total = f"{sum(amounts):f}"
    if any("," in item.amount for item in plate.items):
        total = total.replace(".", ",")
    return PlateDrawn(plate_address(amount_of(plate.goal), amounts, light=light), total)


def timebar_drawn(bar: Any, shape: Format) -> TimebarDrawn:
    """A time bar as a template sees it."""
    total = sum(item.minutes for item in bar.items)
    letter = shape.body * _LETTER
    fits = all(
        shape.column * item.minutes / total - _PADDING >= letter * max(_SHORTEST, *map(len, item.text.split()))
        for item in bar.items
    )
    return TimebarDrawn(not fits, tuple(_stretches(bar, total)))


def _stretches(bar: Any, total: int) -> Iterator[StretchDrawn]:
    mark, done = ":" if ":" in bar.start else ".", 0
    for item in bar.items:
        hour, minute = divmod((minutes_of(bar.start) + done) % DAY, 60)
        clock = f"{hour}{mark}{minute:02}" if done else ""
        yield StretchDrawn(round(100 * done / total, 3), round(100 * item.minutes / total, 3), clock)
        done += item.minutes
