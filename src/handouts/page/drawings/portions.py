"""Foods as they are served: a banana, a hand of almonds, pumpkin seeds, spinach, beans, a bowl of oats."""

from __future__ import annotations

from math import cos, radians, sin

from handouts.page.drawings.canvas import Canvas, Fill, places_of, points_of
from handouts.page.drawings.hands import open_hand, palm_behind
from handouts.page.drawings.shapes import almond, leaf, steam

_ALMONDS = (
    (46, 80, 24), (90, 80, 158), (58, 82, -8), (78, 82, 14), (68, 79, 176), (38, 84, -20),
    (41, 72, -28), (54, 72, 30), (67, 69, -14), (80, 71, 206), (92, 70, -24),
    (48, 62, 12), (61, 60, 152), (74, 60, 24), (86, 61, -20), (55, 51, -24), (68, 50, 20), (80, 51, 160), (62, 41, 8), (73, 40, -30),
)  # fmt: skip
"""A handful: the middle of each almond and its turn, those behind last."""
_BEANS = ((60, 26, -6), (40, 39, -26), (80, 39, 22), (28, 57, 18), (93, 57, -16), (60, 50, 4))
"""Beans above the rim of a bowl, those behind first: the middle of each and its turn."""
_SEEDS: tuple[tuple[float, float, float, Fill], ...] = (
    (27, 95, -8, "paper"),
    (95, 95, 188, "paper"),
    (61, 97, 10, "paper"),
)
"""Seeds before a pumpkin: the middle of each, its turn and its fill."""
_KIDNEY = "-16,1 -12.6,-8.4 0,-11.6 12.6,-8.4 16,1 12.8,7.8 7,7.4 0,3.4 -7,7.4 -12.8,7.8"
_ROUND_KIDNEY = "-18.4,1 -15,-10.6 0,-14.2 15,-10.6 18.4,1 15.6,11.2 6.4,11 0,4.4 -6.4,11 -15.6,11.2"
_BUNCH = ((84, 34, 50, True), (8, 46, 48, False), (58, 42, 56, False), (33, 46, 54, True))
"""The leaves of a bunch, those behind first: towards how many degrees, how long its stalk and it are, and whether dark."""


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


def handful(on: Canvas) -> None:
    """An open hand that holds some twenty almonds."""
    palm_behind(on)
    for index, (x, y, turn) in enumerate(reversed(_ALMONDS)):
        almond(on, x - 2, y, turn, 19, "paper" if index % 3 == 1 else "sun")
    open_hand(on)


def seeds(on: Canvas) -> None:
    """A pumpkin, and before it some of its seeds, large enough to be known."""
    for across in (-27, 27, -14, 14, 0):
        on.oval(62 + across, 50, 17 if across else 15, 34, "sun")
    on.shape("57,18 56,11 51,7|51,7 55,3 60,4|60,4 66,10 67,18|67,18 62,20 57,18", "mid", bend=1)
    for x, y, turn, fill in _SEEDS:
        _seed(on, x, y, turn, fill, 1.2)
    on.floor(4, 116)


def spinach(on: Canvas) -> None:
    """A loose bunch of spinach that lies on its side: broad leaves on long stalks."""
    for towards, stalk, length, dark in _BUNCH:
        way = radians(towards)
        x, y = 17 + stalk * cos(way), 98 - stalk * sin(way)
        foot = f"{17 - 9 * cos(way):.2f},{98 + 9 * sin(way):.2f}"
        middle = f"{17 + stalk * 0.5 * cos(way) + 2:.2f},{98 - stalk * 0.5 * sin(way) + 2:.2f}"
        on.curve(f"{foot} {middle} {x:.2f},{y:.2f}", 2.4, bend=1)
        leaf(on, x, y, towards, length, "mid" if dark else "paper", width=0.6, veins=3, bend=0.04)
    on.floor(22, 114)


def beans(on: Canvas) -> None:
    """A bowl with a heap of dark kidney beans."""
    for x, y, turn in _BEANS:
        _bean(on, x, y, turn)
    on.path("M10 64C11 92 28 109 43 109H77C92 109 109 92 110 64Z", "sun")
    on.line("10,64 110,64")
    if on.detailed:
        on.curve("20,75 27,90 40,99", 0.6)
    on.floor(4, 116)


def _bean(on: Canvas, x: float, y: float, turn: float) -> None:
    """A kidney bean about its middle, dark, with a gleam where that can be seen, and a white edge that keeps it apart from the next."""
    with on.moved(x, y, turn=turn):
        on.shape(_ROUND_KIDNEY, "paper", 0, bend=1.1)
        on.shape(_KIDNEY, "solid", 0.6, bend=1.1)
        if on.detailed:
            on.shape("-11,-2 -4,-7.4 5,-7 -2,-5 -9,0.4", "paper", 0, bend=1)


def oats(on: Canvas) -> None:
    """A bowl of oats that steams, with a spoon in it and almonds on top."""
    for across, height in ((38, 20), (52, 26)):
        steam(on, across, 42, height)
    on.shape("83,55 96,31 103,17|103,17 108,13.6 111.4,17 110,22|110,22 101,36 90,59", "paper", bend=1)
    on.oval(60, 62, 43, 15, "paper")
    on.oval(60, 63, 38, 11.4, "sun", 0.8)
    flakes = points_of("29,64 36,58 38,69 47,65 46,56 55,71 64,68 71,72 74,64 84,68 82,58 90,62 70,56 58,55")
    for index, (x, y) in enumerate(flakes if on.detailed else flakes[::2]):
        with on.moved(x, y, turn=(20, -24, 6, -12)[index % 4]):
            on.oval(0, 0, 3.4, 1.9, "paper", 0.6)
    for middle, down, tilt in ((52, 61, -24), (63, 61, 20), (57, 66, 4)):
        almond(on, middle, down, tilt, 14, "mid")
    on.path("M17 62C18 92 34 109 46 109H74C86 109 102 92 103 62C100 82 20 82 17 62Z", "mid")
    on.floor(8, 112)


def chocolate(on: Canvas) -> None:
    """A bar of dark chocolate half out of its wrapper, with two squares broken off."""
    with on.moved(52, 56, turn=-8):
        on.area("-36,-40 36,-40 36,34 -36,34", "sun")
        for row in range(3):
            for column in range(3):
                with on.moved(-24 + 24 * column, -28 + 24 * row):
                    on.box("-12,-12 24,24", 2, "mid")
                    on.box("-7.6,-7.6 15.2,15.2", 1, "mid", 0.6)
        on.shape("-42,22 -30,15 -18,23 -6,15 6,23 18,15 30,23 42,16|42,16 42,50|42,50 -42,50|-42,50 -42,22", "paper")
        on.line("-42,42 42,42", 0.7)
        leaf(on, -14, 35, 12, 26, "mid", width=0.5)
    for x, y, turn in ((100, 88, 16), (93, 104, -6)):
        with on.moved(x, y, turn=turn):
            on.area("-10,-6 8,-6 12,0 12,5 -6,5 -10,-1", "mid")
            on.line("-10,-1 8,-1 12,3", 0.6)
    on.floor(6, 114)


def avocado(on: Canvas) -> None:
    """Half an avocado with its stone, and a fig cut in two beside it."""
    with on.moved(44, 60, turn=-10):
        on.shape("0,-50 13,-34 18,-18 29,6 24,32 0,44 -24,32 -29,6 -18,-18 -13,-34", "mid", bend=1)
        on.shape("0,-42 9,-29 14,-13 23,8 18,28 0,37 -18,28 -23,8 -14,-13 -9,-29", "paper", 0.7, bend=1)
        on.circle(0, 12, 14, "sun")
        on.curve("-8,7 -4,2.6 2,1", 0.6)
    with on.moved(93, 84):
        on.shape("0,-34 4,-24 17,-10 20,8 12,22 0,25 -12,22 -20,8 -17,-10 -4,-24", "mid", bend=1)
        on.shape("0,-20 12,-7 14,7 8,17 0,19 -8,17 -14,7 -12,-7", "sun", 0.7, bend=1)
        if on.detailed:
            for x, y in ((0, -8), (-5, -2), (5, -2), (0, 4), (-6, 6), (6, 6), (0, 11)):
                on.circle(x, y, 1.1, "paper", 0.6)
    on.floor(8, 114)


def _seed(on: Canvas, x: float, y: float, turn: float, fill: Fill, size: float) -> None:
    """A flat pumpkin seed about its middle, with the edge round it where that can be seen; at 0 degrees its tip points to the right."""

    def scaled(places: str) -> str:
        return places_of([(across * size, down * size) for across, down in points_of(places)])

    with on.moved(x, y, turn=turn):
        on.shape(
            f"{scaled('15,0 8,-6 -3,-8.4 -11,-5.8 -14,0 -11,5.8 -3,8.4 8,6')}|{scaled('8,6 15,0')}", fill, bend=1.1
        )
        if on.detailed:
            on.curve(scaled("7,-1.6 0,-4.6 -7,-3 -8.6,0 -7,3 0,4.6 7,1.6"), 0.6)
