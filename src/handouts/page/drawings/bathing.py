"""Subjects of warm water and oil: a foot bath, a bottle of oil."""

from __future__ import annotations

from handouts.page.drawings.canvas import Canvas
from handouts.page.drawings.shapes import drop, leaf, steam


def footbath(on: Canvas) -> None:
    """Two feet in a wooden tub of warm water."""
    for x, y, height in ((20, 54, 24), (60, 46, 22), (100, 54, 24)):
        steam(on, x, y, height)
    on.path("M12 72C12 64 108 64 108 72C108 80 12 80 12 72Z", "paper")
    on.path("M17 72.4C19 67.5 101 67.5 103 72.4C98 77.4 22 77.4 17 72.4Z", "mid", 0.8)
    for flip in (True, False):
        with on.moved(60, flip=flip):
            on.shape("9,14 8.4,30 9.4,46 11,58 10.5,68 8.5,73.2|25.5,73.2 23,66 23.2,56 26.5,42 28,28 27,14", "paper",
                     bend=1.8)  # fmt: skip
            on.curve("22.2,62 19.6,63.5 18.8,66", 0.7)
            on.box("5,8 26,11", 4, "sun")
            on.line("10,13.6 26,13.6", 0.6)
            on.curve("3.4,74.4 9,76 17,76.6 25,76 31,74.4", 0.7)
    on.path("M12 72C13 84 15.5 96 19 105C19.8 107.6 22 109 25 109H95C98 109 100.2 107.6 101 105C104.5 96 107 84 108 72"
            "C104 82 16 82 12 72Z", "sun")  # fmt: skip
    on.path("M14.4 88C32 95 88 95 105.6 88L103.8 95.4C86 102 34 102 16.2 95.4Z", "paper", 0.9)
    if on.detailed:
        for x in (-30, -15, 0, 15, 30):
            lift = abs(x) * 0.05
            on.line(f"{60 + x},{81.6 - lift} {60 + x * 0.985},{91.4 - lift}", 0.5)
            on.line(f"{60 + x * 0.97},{100.4 - lift} {60 + x * 0.94},109", 0.5)
    on.line("6,109 114,109")


def oil(on: Canvas) -> None:
    """A bottle with a leaf on its label, and drops."""
    leaf(on, 78, 108, 38, 30, "paper", bend=-0.02)
    leaf(on, 78, 108, 72, 25, "mid")
    leaf(on, 34, 108, 144, 26, "paper", bend=0.02)
    on.path(
        "M38 50C38 44 46 44 46 38V28H66V38C66 44 74 44 74 50V101C74 106 71 109 66 109H46C41 109 38 106 38 101Z", "mid"
    )
    on.box("44,14 24,14", 3, "sun")
    on.line("50,17.4 50,24.6|56,17.4 56,24.6|62,17.4 62,24.6", 0.6)
    on.box("38,62 36,28", 0, "paper")
    leaf(on, 51, 85, 62, 20, "mid", width=0.5, veins=3)
    drop(on, 90, 62, 7, "paper")
    drop(on, 101, 44, 4.4, "mid")
    on.line("8,109 112,109")
