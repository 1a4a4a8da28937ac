"""Hands: fingers that taper, computed along the line that a bone would be."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, pi, sin

from handouts.page.drawings.canvas import Canvas, Fill, Point, places_of, points_of

_STEPS = 5
"""Places to each piece of a limb, so that it is round."""


def limb(on: Canvas, middle: str, radii: Sequence[float], fill: Fill = "paper", weight: float = 1.0) -> None:
    """A finger, an arm or a leg along the line of its `middle`, round at its end and open where it begins.

    `radii` are its half widths, one for each place of the middle.
    """
    line, wide = _finer(points_of(middle)), [each for each, _ in _finer([(radius, 0.0) for radius in radii])]
    ways = [
        atan2(after[1] - before[1], after[0] - before[0])
        for before, after in zip([line[0], *line[:-1]], [*line[1:], line[-1]], strict=True)
    ]

    def edge(turn: float) -> list[Point]:
        return [
            (x + radius * cos(way + turn), y + radius * sin(way + turn))
            for (x, y), radius, way in zip(line, wide, ways, strict=True)
        ]

    (x, y), radius, way = line[-1], wide[-1], ways[-1]
    tip = [(x + radius * cos(way + turn), y + radius * sin(way + turn)) for turn in (-pi / 4, 0, pi / 4)]
    outline = places_of([*edge(-pi / 2), *tip, *reversed(edge(pi / 2))])
    on.shape(f"{outline}|{outline.split()[0]}", fill, 0, bend=1)
    on.curve(outline, weight, bend=1)


def _finer(points: Sequence[Point]) -> list[Point]:
    """More places on the smooth line through some."""
    finer = [points[0]]
    for index in range(len(points) - 1):
        p0, p1, p2, p3 = (points[max(0, min(len(points) - 1, index + step))] for step in (-1, 0, 1, 2))
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            finer.append((_between(p0[0], p1[0], p2[0], p3[0], t), _between(p0[1], p1[1], p2[1], p3[1], t)))
    return finer


def _between(before: float, start: float, end: float, after: float, share: float) -> float:
    """Catmull-Rom: a share of the way from `start` to `end`."""
    return 0.5 * (
        2 * start + (end - before) * share + (2 * before - 5 * start + 4 * end - after) * share**2
        + (3 * start - before - 3 * end + after) * share**3
    )  # fmt: skip


def palm_behind(on: Canvas) -> None:
    """What of an open hand is behind that which lies in it: three fingers, bent up a little."""
    limb(on, "48,86 74,83 90,75 98,66", (6, 5.4, 5, 4.2))
    limb(on, "50,90 79,87 97,77 106,66", (6, 5.8, 5.4, 4.5))
    limb(on, "52,94 83,92 102,82 111,71.6", (6, 6, 5.6, 4.7))


def open_hand(on: Canvas) -> None:
    """The front of an open hand, from its cuff on the left: the palm, the first finger and the thumb."""
    limb(on, "48,98 81,99 101,91.4 111.6,81.6", (6, 6.2, 5.7, 4.9))
    on.shape("11,84 24,82 36,84 50,91 66,94.6 84,93.4|84,93.4 96,100 90,105|90,105 76,110.6 60,112.6 44,111 28,105.6 11,105|11,105 11,84",
             "paper", 0, bend=1.1)  # fmt: skip
    on.curve(
        "11,84 24,82 36,84|66,94.8 76,94.9 85,92.6|11,105 28,105.6 44,111 60,112.6 75,110.6 88,104.8 97,99.8", bend=1.1
    )
    limb(on, "33,95 43,87.6 54,82.6 65,81.4 73,82.4", (9.5, 8, 6.4, 5.6, 4.4))
    on.curve("44,101.6 51,98.6 56,93.6", 0.7)
    on.curve("68.6,79.6 72,80 74.4,81.6", 0.55)
    on.area("3,80 15,81.4 15,107.6 3,109", "sun")
    on.line("11,81 11,108", 0.6)
