"""Subjects of a single food: a banana, pumpkin seeds."""

from __future__ import annotations

from handouts.page.drawings.canvas import Canvas, Fill


def banana(on: Canvas) -> None:
    """A banana that lies on its back, with the ridges of its skin."""
    with on.moved(0, 12):
        on.shape("8,44 14,62 28,80 48,92 70,94 90,86 104,70 111,50|111,50 110,42 104,42|104,42 96,56 82,66 66,70 48,67 32,57 19,40|"
                 "19,40 12,38 8,44", "sun", bend=1.1)  # fmt: skip
        on.curve("14,50 24,65 38,76 54,82 72,82 90,74 102,60 107,47", 0.7, bend=1.1)
        if on.detailed:
            on.curve("24,72 40,84 58,89.6", 0.6)
            on.curve("36,64.6 50,71 64,74", 0.6)
        on.shape(
            "111,50 110,42 104,42|104,42 105,33 103,26|103,26 106,23 111,24|111,24 114,34 113.6,43 111,50",
            "mid",
            bend=1.1,
        )
        on.shape("8,44 12,38 19,40|19,40 17,45 11.4,49|11.4,49 8,44", "solid", 0.6)
    on.floor(16, 104)


def seeds(on: Canvas) -> None:
    """A pumpkin, and its seeds before it."""
    on.shape("62,34 60,24 54,18|54,18 61,13 66,16|66,16 70,24 71,34", "mid", bend=1.1)
    with on.moved(66, 62):
        for out, across in ((-30, 19), (30, 19), (-16, 19), (16, 19), (0, 15)):
            on.oval(out, 0 if out else 1.4, across, 31 if abs(out) < 30 else 27, "sun")
    places: tuple[tuple[float, float, float, Fill], ...] = (
        (19, 86, -62, "paper"), (41, 84, -20, "mid"), (68, 92, 22, "paper"), (26, 100.6, 6, "mid"), (56, 100.6, -10, "paper"),
        (92, 100.6, -12, "mid"),
    )  # fmt: skip
    for x, y, turn, fill in places:
        _seed(on, x, y, turn, fill)
    on.floor(4, 116)


def _seed(on: Canvas, x: float, y: float, turn: float, fill: Fill) -> None:
    """A flat pumpkin seed about its middle, with the edge round it where that can be seen; at 0 degrees its tip points to the right."""
    with on.moved(x, y, turn=turn):
        on.shape("15,0 8,-6 -3,-8.4 -11,-5.8 -14,0 -11,5.8 -3,8.4 8,6|8,6 15,0", fill, bend=1.1)
        if on.detailed:
            on.curve("7,-1.6 0,-4.6 -7,-3 -8.6,0 -7,3 0,4.6 7,1.6", 0.6)
