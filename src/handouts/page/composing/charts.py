"""What a template needs of a chart besides its words: where it is drawn, how large it is, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

from handouts.content.model.brand import Face
from handouts.content.model.charts import DAY, amount_of, minutes_of, share_in
from handouts.content.model.formats import Format
from handouts.page.charts import bar_address, people_address
from handouts.page.charts.people import rows_of
from handouts.page.typefaces import glyphs_of

_POINT = 25.4 / 72
_PADDING = 1.6
"""mm beside a label in its part of a bar, both sides together."""
_BOLD, _REGULAR = 700, 400
_AROUND, _SAID_BESIDE = 16, 36
"""mm around the bars of a plate, both sides together, and of what is said beside a bar."""


class PeopleDrawn(NamedTuple):
    """A row of people: its address, its size in mm, and whether the text says the numbers, so that no line must."""

    address: str
    width: float
    height: float
    said: bool


class PlateDrawn(NamedTuple):
    """What is on a plate: the address of a bar for each amount that is enough, and the mm that each bar is wide.

    A bar has the first portions that are enough, all where no number of them is.
    """

    bars: tuple[str, ...]
    width: float


class StretchDrawn(NamedTuple):
    """A part of a time bar: from which % of it and how many %, and when it begins; empty for the first, as typed."""

    left: float
    width: float
    clock: str


class TimebarDrawn(NamedTuple):
    """A time bar; with `stacked` its parts stand one under the other, since the labels are too wide to be side by side.

    Else its labels are of `points`.
    """

    stacked: bool
    stretches: tuple[StretchDrawn, ...]
    points: float


def people_drawn(chart: Any) -> PeopleDrawn:
    """The people of a chart as a template sees it."""
    width, height = rows_of(chart.of).size
    return PeopleDrawn(people_address(chart.hit, chart.of), width, round(height, 2), share_in(chart.text) is not None)


def plate_drawn(plate: Any, shape: Format, *, light: bool) -> PlateDrawn:
    """A plate as a template sees it; with `light` it is not filled."""
    amounts = [amount_of(item.amount) for item in plate.items]
    goals = [amount_of(plate.goal)] if plate.goal else [amount_of(each.amount) for each in plate.enough]
    eaten = list(accumulate(amounts))
    counts = [next((n for n, each in enumerate(eaten, start=1) if each >= goal), len(eaten)) for goal in goals]
    whole = max(*goals, *(eaten[count - 1] for count in counts))
    width = shape.column - (_AROUND if shape.narrow else _AROUND + _SAID_BESIDE)
    found = zip(goals, counts, strict=True)
    bars = (bar_address(goal, amounts[:count], whole, width, light=light) for goal, count in found)
    return PlateDrawn(tuple(bars), width + 4)


def timebar_drawn(bar: Any, minutes: str, shape: Format, face: Face) -> TimebarDrawn:
    """A time bar as a template sees it, its words in `face`; `minutes` is the word behind a number of them."""
    total = sum(item.minutes for item in bar.items)
    fits = all(
        shape.column * item.minutes / total - _PADDING
        >= shape.body * _POINT * max(
            _width(f"{item.minutes} {minutes}", face, _BOLD),
            *(_width(word, face, _REGULAR) for word in item.text.split()),
        )
        for item in bar.items
    )  # fmt: skip
    return TimebarDrawn(not fits, tuple(_stretches(bar, total)), shape.body)


def _width(text: str, face: Face, weight: int) -> float:
    """The width of a text as a share of the size of its letters."""
    advances = glyphs_of(
        face.package, *min(face.cuts, key=lambda cut: (cut[1] != "normal", abs(cut[0] - weight)))
    ).advances
    return sum(advances.get(ord(sign), advances[ord("n")]) for sign in text)


def _stretches(bar: Any, total: int) -> Iterator[StretchDrawn]:
    mark, done = ":" if ":" in bar.start else ".", 0
    for item in bar.items:
        hour, minute = divmod((minutes_of(bar.start) + done) % DAY, 60)
        clock = f"{hour}{mark}{minute:02}" if done else ""
        yield StretchDrawn(round(100 * done / total, 3), round(100 * item.minutes / total, 3), clock)
        done += item.minutes
