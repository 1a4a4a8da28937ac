"""The body, with what works in it: brain, nerves, heart, muscle and bone."""

from __future__ import annotations

from handouts.page.drawings.canvas import Canvas
from handouts.page.drawings.shapes import heart


def body(on: Canvas) -> None:
    """An upper body from before: brain, spine and nerves, heart, the bone of one arm and the muscle of the other."""
    for flip in (False, True):
        with on.moved(120 if flip else 0, flip=flip):
            on.shape("40,45 31,46.6 25.4,53 22.6,65 19,80 15,96 13,109|13,109 26.4,109|26.4,109 29,97 33.4,83 37.4,70 40,60|"
                     "40,60 40,45", "paper", bend=1.1)  # fmt: skip
    on.shape("54,33 53.6,38.6 49,42 38,45.2 33.6,47.4|33.6,47.4 38.4,62 41.4,76 42,86 39.6,98 38.6,109|38.6,109 81.4,109|"
             "81.4,109 80.4,98 78,86 78.6,76 81.6,62 86.4,47.4|86.4,47.4 82,45.2 71,42 66.4,38.6 66,33|66,33 54,33",
             "paper", bend=1.1)  # fmt: skip
    on.shape("60,4 51,6.4 46.4,14 46.8,23 50,31 55.6,37.2 60,38.6 64.4,37.2 70,31 73.2,23 73.6,14 69,6.4", "paper")
    _brain(on)
    on.curve("51,28 53.4,29 55.8,28.4|69,28 66.6,29 64.2,28.4|57.4,34 60,34.8 62.6,34", 0.7)
    _nerves(on)
    heart(on, 67.4, 60, 8.6, "sun")
    on.curve("67.4,52.6 66.8,48 69.6,45.4|70,52.2 71.6,48.6 75,47.4", 0.8)
    _bone(on)
    _muscle(on)
    on.floor(8, 112)


def _brain(on: Canvas) -> None:
    """Two halves with folds, in the upper part of the head."""
    on.shape("60,7.6 55,8 51.4,10.6 49.6,14.6 49.8,19 52.4,22.4 56.4,23.4 60,22.6 63.6,23.4 67.6,22.4 70.2,19 70.4,14.6 "
             "68.6,10.6 65,8", "mid", 0.9)  # fmt: skip
    on.line("60,8 60,22.4", 0.6)
    if on.detailed:
        on.curve("56.8,10.4 54,12 56,14.4|52,16 54.4,17.6 53.8,20|57.4,17 56,19.6 57.6,21", 0.6)
        on.curve("63.2,10.4 66,12 64,14.4|68,16 65.6,17.6 66.2,20|62.6,17 64,19.6 62.4,21", 0.6)


def _nerves(on: Canvas) -> None:
    """The spinal cord, with the nerves that leave it for the arms and the legs."""
    on.curve("60,39 60,60 60,82 60,104", 1.1, bend=1)
    for flip in (False, True):
        with on.moved(120 if flip else 0, flip=flip):
            on.curve("60,78 54,84 49,94 47.4,109", 0.8)
            if on.detailed:
                on.curve("60,90 56.4,96 54.4,109", 0.6)
    on.curve("60,42 52,45 44,46.4 37.4,52 33,60", 0.8)
    on.curve("60,42 66,44.6 72,45", 0.8)


def _bone(on: Canvas) -> None:
    """The bone of an upper arm, with its two heads."""
    with on.moved(28.6, 66.4, turn=16):
        on.shape("-2,-9 -5.2,-11.4 -5,-15.6 -1.4,-16.6 0,-14.8 1.4,-16.6 5,-15.6 5.2,-11.4 2,-9|2,-9 1.7,0 2,9|"
                 "2,9 5.2,11.4 5,15.6 1.4,16.6 0,14.8 -1.4,16.6 -5,15.6 -5.2,11.4 -2,9|-2,9 -1.7,0 -2,-9", "sun", 0.9,
                 bend=1.2)  # fmt: skip


def _muscle(on: Canvas) -> None:
    """The muscle of an upper arm: thick in the middle, with its fibres."""
    with on.moved(90.7, 66.4, turn=-16):
        on.shape("0,-15.4 3,-10.6 5,-3 4.6,5 2.2,11 0,15.4|0,15.4 -2.2,11 -4.6,5 -5,-3 -3,-10.6 0,-15.4", "mid", 0.9)
        on.curve("0,-13 0,0 0,13", 0.6)
        if on.detailed:
            on.curve("-0.6,-11.6 -2.7,-2 -0.8,10|0.6,-11.6 2.7,-2 0.8,10", 0.55)
