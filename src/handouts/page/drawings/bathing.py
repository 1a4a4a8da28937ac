"""Subjects of warmth and oil: a foot bath, a bath, a hot-water bottle, oil on the skin, feet, a candle."""

from __future__ import annotations

from handouts.page.drawings.canvas import Canvas
from handouts.page.drawings.shapes import drop, heart, leaf, open_hand, rays, steam


def footbath(on: Canvas) -> None:
    """Someone who sits with bare legs, the feet in a basin of warm water, a towel over the stool."""
    on.line("90,56 87,109|111,56 114,109", 1.2)
    on.box("79,47 37,8", 2.5)
    on.box("93,51 15,30", 1.5, "sun")
    on.line("93,73 108,73|93,76.4 108,76.4", 0.7)
    on.path("M5 83C5 74.6 83 74.6 83 83C83 91.4 5 91.4 5 83Z")
    on.path("M10 83.4C12 77.6 76 77.6 78 83.4C73 89 15 89 10 83.4Z", "mid", 0.8)
    with on.moved(-19, 3):
        _bare_leg(on)
    _bare_leg(on)
    on.shape("66,23.4 84,20.4 102,20.6 116,22.4|116,47 100,48.4 84,47.6 66,44|66,44 66,23.4", "mid", bend=1.2)
    on.curve("74,27 88,25 102,26", 0.6)
    on.box("63,21.6 7,24.4", 3, "sun")
    on.curve("16.4,85 23,86.6 30,86.2 36,85|36,85.2 43,86.6 51,86 57,84.6", 0.7)
    on.path("M5 83C6 93 9 102.6 12.4 109H75.6C79 102.6 82 93 83 83C77 90.6 11 90.6 5 83Z", "sun")
    on.path("M7.4 94C16 99.6 72 99.6 80.6 94L78.6 101C70 105 18 105 9.4 101Z", "paper", 0.8)
    steam(on, 12, 72, 24)
    steam(on, 71, 76, 20)
    on.floor(4, 116)


def _bare_leg(on: Canvas) -> None:
    """A leg from a rolled trouser over its knee down into the water."""
    on.shape("69,23.6 58,22.4 49,24.6 43.4,31 43,40 45,52 45.6,66 43.4,78 41.6,84.4|41.6,84.4 54.4,84.4|54.4,84.4 55,75 60,64 "
             "61.4,54 59.6,45 69,44|69,44 69,23.6", "paper", bend=1.2)  # fmt: skip
    on.curve("48.4,33 50,37.4 54.4,39.4", 0.7)


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
