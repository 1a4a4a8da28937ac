"""Subjects of warmth and oil: a foot bath, a bath, a hot-water bottle, oil on the skin, feet, a candle."""

from __future__ import annotations

from handouts.page.drawings.canvas import Canvas
from handouts.page.drawings.hands import open_hand
from handouts.page.drawings.shapes import drop, heart, leaf, rays, steam

_TOES = ((50.4, 85.6, 5.4, 6.4), (41, 87.4, 4, 5), (33.8, 86, 3.5, 4.5), (27.8, 82.8, 3.1, 4), (22.8, 78.4, 2.7, 3.5))
"""The toes of a foot as one looks down on it, the great one first: places and radii."""


def footbath(on: Canvas) -> None:
    """Two bare legs under rolled trousers, their feet in a low tub of warm water: one looks into it from before."""
    for flip in (False, True):
        with on.moved(120 if flip else 0, flip=flip):
            steam(on, 8, 48, 26)
            if on.detailed:
                steam(on, 19, 38, 20)
    on.oval(60, 71, 56, 28, "sun")
    on.oval(60, 72, 51, 23.6, "mid", 0.8)
    for flip in (False, True):
        with on.moved(120 if flip else 0, flip=flip):
            on.shape("34,14 34.4,32 37.4,48 37,58 31,66.6 22.4,74 22.6,80|22.6,80 36,86 54.4,84|54.4,84 57.2,76 55.4,66 53.6,57 "
                     "54.4,45 56.8,32 57,14", "paper", bend=1.2)  # fmt: skip
            for x, y, across, down in _TOES:
                on.oval(x, y, across, down, "paper")
            on.shape("30,3 59,3|59,3 59,15|59,15 45,18.4 30,15", "mid")
            on.curve("30,9.6 45,12.6 59,9.6", 0.6)
            on.curve("33,57 38,61.4 45.6,62.6 53,61 57.4,57", 0.7)
            on.curve("12.6,68 15.6,66.2 18.6,68 21.6,66.2", 0.7)
    on.path("M4 71C5 89 8 101 13 109H107C112 101 115 89 116 71C112 108 8 108 4 71Z", "sun")
    on.floor(2, 118)


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
    on.floor(8, 112)


def bath(on: Canvas) -> None:
    """Someone who lies in a bath with foam."""
    for x, y, radius in ((66, 32, 4.6), (78, 22, 3.2), (55, 22, 2.6), (83, 37, 2.2)):
        on.circle(x, y, radius, "paper", 0.8)
    on.path("M101 60V36C101 25 86 25 86 36V42H91V36C91 31.6 96 31.6 96 36V60Z", "paper")
    on.box("101,42 10,5", 2.5, "sun")
    on.shape("19,60 20,50 27,46 38,47 46,52 50,60|50,60 19,60", bend=1.5)
    on.circle(31, 39, 10.4)
    on.shape("21.4,41 20.4,33 25.6,27 34,26.4 41,31.6 38,34.6 31,35.4 27.6,40", "mid", bend=1.3)
    on.circle(30, 24.6, 5, "mid")
    on.curve("26.4,25.6 30,22 33.6,25", 0.6)
    on.curve("33,41 34.8,42 36.8,41.2|33.8,45.8 36,45.8 37.4,44.8", 0.6)
    on.shape("62,60 65,49 71,42 77,41.6 82,47 86,60|86,60 62,60", bend=1.4)
    on.path("M40 60C37 55 41 50.6 46 52C47 47 54 46 57.6 50C60 47.6 65 48.6 66 52.4C69 50.4 73 51.6 74 54C77 51.6 83 51.6 "
            "85 54.4C89 52.6 94 55.6 93 60Z", "paper")  # fmt: skip
    on.curve("50,55.6 53,53.4 56,55.4|77,57 80,55.4 83,57", 0.6)
    on.path("M32 98L28 109M88 98L92 109", weight=1.8)
    on.path("M13 64C14 84 20 98 36 101H84C100 98 106 84 107 64Z", "mid")
    on.curve("22,80 27,89 36,93.6", 0.7)
    on.box("8,59 104,7", 3.5, "sun")
    on.floor(6, 114)


def warmth(on: Canvas) -> None:
    """A hot-water bottle in a knitted cover."""
    for x in (20, 100):
        steam(on, x, 82, 26, 3)
        steam(on, x + (7 if x < 60 else -7), 60, 20)
    on.path("M52 27V35C52 41 40 41 36.6 49C33 60 33 91 37 100C39.6 106.6 45 109 52 109H68C75 109 80.4 106.6 83 100C87 "
            "91 87 60 83.4 49C80 41 68 41 68 35V27Z", "mid")  # fmt: skip
    on.box("54,11 12,11", 3, "paper")
    on.box("47,20 26,9", 4, "sun")
    on.path("M35.4 92C42 95 78 95 84.6 92C84.4 96 83.8 98.4 83 100C80.4 106.6 75 109 68 109H52C45 109 39.6 106.6 37 "
            "100C36.2 98.4 35.6 96 35.4 92Z", "paper")  # fmt: skip
    for x in (44, 52, 60, 68, 76):
        on.line(f"{x},{96.4 - abs(x - 60) * 0.04} {60 + (x - 60) * 0.94},{106.6 - abs(x - 60) * 0.12}", 0.6)
    if on.detailed:
        for x in (43, 77):
            for y in (54, 62, 70, 78):
                on.line(f"{x - 3},{y} {x},{y + 4} {x + 3},{y}", 0.6)
    heart(on, 60, 68, 13, "paper")
    on.floor(8, 112)


def skin(on: Canvas) -> None:
    """An open hand under drops of oil."""
    drop(on, 66, 46, 10, "mid")
    on.curve("61,47 61.6,51 64,53.4", 0.6)
    drop(on, 84, 36, 5.6, "paper")
    drop(on, 50, 29, 5, "paper")
    drop(on, 72, 19, 3.4, "mid")
    open_hand(on)
    on.oval(66, 86.6, 8, 2.6, "mid", 0.7)


def feet(on: Canvas) -> None:
    """The soles of two feet, with the zones of a foot massage."""
    for flip in (True, False):
        with on.moved(60, 54, flip=flip):
            on.shape("24,53 15,47 13.4,34 16,20 14,6 9.6,-6 10,-19 19,-25.4 31,-25 38.6,-17 40,-5 37.6,8 33.4,22 35,36 33,47",
                     "paper", bend=1.1)  # fmt: skip
            on.shape("9.8,-9 10,-19 19,-25.4 31,-25 38.6,-17 40,-6|40,-6 32,-1 22,-4 9.8,-9", "sun", 0.8, bend=1.1)
            on.shape("13.6,33 24,29 34.8,33.6|34.8,33.6 33,47 24,53 15,47 13.6,33", "mid", 0.8, bend=1.1)
            for x, y, across, down in ((14, -35.4, 6, 7.8), (25.6, -35.6, 4.2, 5.4), (33.6, -31.6, 3.7, 4.8),
                                       (39.6, -25.4, 3.3, 4.3), (43.8, -17.8, 2.9, 3.8)):  # fmt: skip
                on.oval(x, y, across, down, "paper")
            on.curve("20,4 24,9 23,17", 0.7)
            on.circle(25, 23, 1.6, "solid", 0)
    leaf(on, 60, 112, 90, 18, "mid", width=0.5)
    leaf(on, 60, 112, 52, 14, "paper", width=0.5)
    leaf(on, 60, 112, 128, 14, "paper", width=0.5)


def candle(on: Canvas) -> None:
    """A burning candle in a glass, and a smaller one beside it."""
    rays(on, 54, 45, 18, 23, 9, first=10, arc=160, weight=0.8)
    on.path("M32 63H76L73.4 102C73 106.6 71 109 67 109H41C37 109 35 106.6 34.6 102Z", "paper")
    on.path("M33.2 80C40 77.6 68 77.6 74.8 80L73.4 102C73 106.6 71 109 67 109H41C37 109 35 106.6 34.6 102Z", "mid")
    on.oval(54, 63, 22, 3.6, "paper")
    on.line("54,79 54,60")
    drop(on, 54, 50, 9, "sun")
    drop(on, 54, 53, 4.4, "paper", 0.7)
    on.curve("40,86 40,95 42,102", 0.6)
    on.path("M86 85C86 82.6 106 82.6 106 85V109H86Z", "sun")
    on.path("M86 85C86 87.4 106 87.4 106 85", weight=0.7)
    on.curve("91,86.6 91.6,92 93.4,92 93.8,87", 0.7)
    on.line("96,85 96,80", 0.8)
    drop(on, 96, 75, 5, "paper")
    leaf(on, 22, 109, 100, 27, "paper", width=0.44)
    leaf(on, 22, 109, 132, 21, "mid", width=0.46)
    on.floor(6, 114)
