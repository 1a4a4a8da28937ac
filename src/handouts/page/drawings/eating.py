"""Subjects of what one eats and drinks: food, a glass of water."""

from __future__ import annotations

from handouts.page.drawings.canvas import Canvas, Fill
from handouts.page.drawings.shapes import almond, drop, leaf, rays


def food(on: Canvas) -> None:
    """A bowl of green leaves and nuts."""
    leaves: tuple[tuple[float, float, float, float, Fill], ...] = (
        (40, 66, 128, 38, "mid"), (52, 64, 104, 46, "paper"), (66, 64, 78, 44, "mid"), (78, 66, 52, 36, "paper"),
    )  # fmt: skip
    nuts: tuple[tuple[float, float, float, Fill], ...] = (
        (41, 60, 20, "sun"), (57, 56, -28, "sun"), (74, 59, 24, "sun"), (88, 62, -15, "sun"),
        (49, 64, -10, "paper"), (65, 63, 12, "sun"), (81, 66, 30, "paper"),
    )  # fmt: skip
    for x, y, towards, length, fill in leaves:
        leaf(on, x, y, towards, length, fill)
    for x, y, turn, fill in nuts:
        almond(on, x, y, turn, 15, fill)
    on.path("M22 66C23 92 40 103 60 103C80 103 97 92 98 66Z", "paper")
    on.path("M25.2 78C30 94 44 103 60 103C76 103 90 94 94.8 78C82 84 38 84 25.2 78Z", "mid")
    on.path("M44 103C45 107 46 109 48 109H72C74 109 75 107 76 103", "paper")
    on.line("10,109 110,109")
    almond(on, 103, 104.6, 8, 13, "paper")
    almond(on, 17, 104.4, -14, 13, "sun")


def water(on: Canvas) -> None:
    """A carafe with lemon and mint, and a glass."""
    on.path("M29 20H55L52.6 28C52 42 66 50 67.4 66C68.6 80 67 96 65 103C64.2 106.6 62 109 58 109H26C22 109 19.8 106.6 "
            "19 103C17 96 15.4 80 16.6 66C18 50 32 42 31.4 28Z", "paper")  # fmt: skip
    on.path("M16.4 62C25 58.6 34 64 42 61.4S58 59 67 62C68.8 72 68 92 65 103C64.2 106.6 62 109 58 109H26C22 109 19.8 "
            "106.6 19 103C16 92 15.2 72 16.4 62Z", "mid")  # fmt: skip
    slice_of_lemon(on, 34, 84, 11)
    leaf(on, 50, 77, 62, 22, "paper", width=0.46, veins=3)
    leaf(on, 50, 77, 14, 15, "paper", width=0.46, veins=2)
    on.curve("50,77 47.6,85 49,94", 0.8)
    on.path("M27 20C25.8 15.2 28 13 32 13H52C56 13 58.2 15.2 57 20C57 22.4 56 23.6 54 23.6H30C28 23.6 27 22.4 27 20Z",
            "sun")  # fmt: skip
    on.path("M76 56H110L106 106C105.8 108 104.6 109 103 109H83C81.4 109 80.2 108 80 106Z", "paper")
    on.path("M77.5 74C84 71.6 89 76.4 95 74S104 72 108.5 74L106 106C105.8 108 104.6 109 103 109H83C81.4 109 80.2 108 80 "
            "106Z", "mid")  # fmt: skip
    for x, y, radius in ((88, 86, 2), (97, 96, 1.6), (90, 101, 1.2)):
        on.circle(x, y, radius, "paper", 0.7)
    slice_of_lemon(on, 104, 55, 10.6)
    on.path("M92.5 56.6H109.4L108.7 66C103 68 96.6 66.4 92.5 56.6Z", "paper", 0)
    on.line("76,56 110,56 108.4,76")
    on.curve("93.4,56.4 97,63 103.6,65.6 109.2,64.4", 0.6)
    drop(on, 80, 41, 4.6, "paper")
    drop(on, 90, 28, 3.2, "paper")
    on.line("6,109 114,109")


def slice_of_lemon(on: Canvas, x: float, y: float, radius: float) -> None:
    """A round slice, with its rind and six parts."""
    on.circle(x, y, radius, "sun")
    on.circle(x, y, radius * 0.75, "paper", 0.7)
    if on.detailed:
        rays(on, x, y, 0, radius * 0.72, 6, first=17, weight=0.6)
