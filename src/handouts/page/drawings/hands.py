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


_UNDERSIDE = "100.4,97.2 96.7,99.2 92.3,101.2 85,104.2 75,106.8 62,108.4 46,107.6 28,104.4 11,103.4"
"""From below the first finger to the cuff; no lower than the line that things stand on, so that a hand can rest on it."""


def palm_behind(on: Canvas) -> None:
    """What of an open hand is behind that which lies in it: three fingers, bent up a little."""
    limb(on, "48,86 74,83 90,75 98,66", (6, 5.4, 5, 4.2))
    limb(on, "50,90 79,87 97,77 106,66", (6, 5.8, 5.4, 4.5))
    limb(on, "52,94 83,92 102,82 111,71.6", (6, 6, 5.6, 4.7))


def open_hand(on: Canvas) -> None:
    """The front of an open hand, from its cuff on the left: the palm, the first finger and the thumb."""
    limb(on, "48,97 81,97.6 101,90.4 111.6,81", (6, 6.1, 5.6, 4.8))
    on.shape(f"11,83 24,81 36,83 50,91 66,94.4 84,93|84,93 {_UNDERSIDE}|11,103.4 11,83", "paper", 0, bend=1.1)
    on.curve(f"11,83 24,81 36,83|66,94.4 76,94.4 85,92|{_UNDERSIDE}", bend=1.1)
    limb(on, "33,95 43,87.6 54,82.6 65,81.4 73,82.4", (9.5, 8, 6.4, 5.6, 4.4))
    on.curve("44,100.6 51,97.6 56,92.6", 0.7)
    on.curve("68.6,79.6 72,80 74.4,81.6", 0.55)
    on.area("3,79 15,80.4 15,106.6 3,108.6", "sun")
    on.line("11,80 11,107.4", 0.6)
