"""Someone who sits and breathes calmly, with a hand on the belly; the air goes in and out."""

from __future__ import annotations

from handouts.page.drawings.canvas import Canvas, places_of, points_of
from handouts.page.drawings.hands import limb

_BOLD = 2.8
"""How wide a number is drawn, on the grid; where lines are thicker, no wider than these."""


def breath(on: Canvas) -> None:
    """Air in at the nose and out at the mouth."""
    _seated(on)
    on.curve("12,22 28,21 44,24 57,31.4", 1.2, bend=1)
    on.line("51.6,33 58,32 54.4,26.6", 1.2)
    on.curve("55,38.6 40,42 25,47.6 9,47.4", 1.2, bend=1)
    on.line("14.6,43.4 8,47.4 14.6,51.6", 1.2)


def counting(on: Canvas) -> None:
    """Four counts in at the nose, six out at the mouth."""
    _seated(on)
    bold = max(1.3, _BOLD / on.line_width)
    on.line("20,7 8,22 25,22|20,7 20,29", bold)
    on.curve("31,19 40,20.4 49,24 57,31.4", 1.2, bend=1)
    on.line("51,32 58,31.8 55.4,25.4", 1.2)
    on.curve("55,38.6 47,41 39,46 30,49", 1.2, bend=1)
    on.line("34.6,43 29,49.4 37,51.4", 1.2)
    on.curve("20.6,37 13.4,42 9.6,50 9.6,54.6", bold, bend=1.2)
    on.circle(16, 54.4, 6.6, "none", bold)


def _seated(on: Canvas) -> None:
    """Someone on a chair, from the side, with closed eyes and one hand on the belly."""
    on.line("94,95 97,109|70,95 68,109")
    on.shape("98,52 103,51 104,60 102.6,78 102,93|102,93 97,93|97,93 98,70 98,52", "sun", bend=1)
    on.box("64,89.6 38,5.6", 2.4, "sun")
    limb(on, "83,82 66,80.4 44,79 40.6,88 38.4,104", (9, 8.4, 7.4, 6.2, 4.6), "paper")
    _shoe(on, 37.6)
    limb(on, "86,81.6 70,81 52,79.6 49.6,89 50,104.4", (9.6, 8.8, 7.8, 6.4, 4.8), "paper")
    _shoe(on, 49.4)
    on.shape("76,40.6 72,45 69.6,52 68,60 66,68 66.6,76 70,84 78,88.6 92,89.4 96.4,84|96.4,84 97.6,72 97,60 94.4,49.6 90,44.4 84,40|"
             "84,40 76,40.6", "mid", bend=1.1)  # fmt: skip
    _head(on)
    on.curve("62.6,61.6 60.4,67.4 61.6,74|57.6,62.8 55.6,67.6 56.6,73", 0.8)
    limb(on, "86,52 89,61 86.6,69.4 80,70.8 75,70", (6.6, 6, 5.4, 4.8, 4.2), "mid")
    on.shape("76,66 71,65 66,65.4 62.6,68 61.4,71.6 62.4,75 65,76 69,74.6 75,74.2|75,74.2 76,66", "paper", bend=1.2)
    if on.detailed:
        on.curve("67.4,69.4 64.6,70.8 63.4,74.6|69.6,70.8 67.2,72 66,75.6", 0.55)


def _shoe(on: Canvas, x: float) -> None:
    """A shoe under an ankle."""
    on.shape(f"{x + 5.6},103 {x + 5.8},109|{x + 5.8},109 {x - 13},109|{x - 13},109 {x - 12.6},106 {x - 7},104.6 {x - 3.4},102.4 {x},103.4 {x + 5.6},103",
             "solid", 0.6, bend=1)  # fmt: skip


def _scaled(places: str, by: float = 0.29, x: float = 53, y: float = 10) -> str:
    """Places of the large head of `people.face`, where the head of someone seated is."""
    return "|".join(places_of([(x + by * px, y + by * py) for px, py in points_of(run)]) for run in places.split("|"))


def _head(on: Canvas) -> None:
    on.shape(
        _scaled(
            "70,114 69.6,98 66,92 58.6,92.4 52.6,90.4 51,85 52.4,82 49.2,79.6 51,76.8 48.8,73.4 49.6,71 44.2,67.4 45,64.6 "
            "49.4,56.6 49,50 50,41 56,31 68,25 82,26 93,34 98,47 96,60 91,71 90,84 94,96 106,114|106,114 88,122 70,114"
        ),
        "paper",
        bend=1.44,
    )
    on.circle(53 + 0.29 * 101.4, 10 + 0.29 * 66.6, 2.9, "solid", 0.6)
    on.shape(
        _scaled(
            "52,42 55.6,32.6 64,25 78,21.4 91.4,25.4 100.4,36 103,50 101.4,62 95,72.6|95,72.6 90.6,75.4 88.6,70 87.6,62 "
            "83,58.4 77.4,59 74,63|74,63 73.4,55 69.6,48.6 62,44 52,42"
        ),
        "solid",
        0.6,
    )
    on.curve(_scaled("53,58.4 56.4,61 60.4,59.4"), 0.7)
    if on.detailed:
        on.curve(
            _scaled("52.4,52.4 57,50.2 62,51.6|52.4,82 55.8,81.4 58.6,82.2|82.6,68 81,63 77,64.4 77,69 79.4,73.6"), 0.55
        )
