"""Subjects of what one takes in: food, nuts, water, tea, a supplement."""

from __future__ import annotations

from handouts.page.drawings.canvas import Canvas, Fill, points_of
from handouts.page.drawings.shapes import almond, bowl, drop, hazelnut, leaf, rays, steam


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
    bowl(on, 66, 109, 38)
    on.floor(10, 110)
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
    on.floor(6, 114)


def slice_of_lemon(on: Canvas, x: float, y: float, radius: float) -> None:
    """A round slice, with its rind and six parts."""
    on.circle(x, y, radius, "sun")
    on.circle(x, y, radius * 0.75, "paper", 0.7)
    if on.detailed:
        rays(on, x, y, 0, radius * 0.72, 6, first=17, weight=0.6)


def nuts(on: Canvas) -> None:
    """A bowl heaped with almonds and hazelnuts."""
    heap: tuple[tuple[float, float, float, Fill], ...] = (
        (60, 36, 18, "sun"), (50, 43, -30, "paper"), (70, 43, 34, "paper"), (41, 51, -18, "sun"), (79, 51, 22, "sun"),
        (33, 59, 14, "paper"), (87, 59, -22, "paper"), (60, 47, -8, "sun"), (51, 56, 28, "sun"), (69, 56, -26, "sun"),
    )  # fmt: skip
    for x, y, turn, fill in heap:
        almond(on, x, y, turn, 17, fill)
    for x, y, radius in ((60, 58, 6.4), (43, 60, 5.8), (77, 60, 5.8)):
        hazelnut(on, x, y, radius, "mid")
    bowl(on, 63, 109, 40)
    on.floor(8, 112)
    hazelnut(on, 18, 102.4, 6.6, "mid")
    almond(on, 102, 104.4, -12, 16, "sun")


def tea(on: Canvas) -> None:
    """A cup of herbal tea that steams, with its label over the rim."""
    for x, height in ((44, 22), (56, 28), (68, 22)):
        steam(on, x, 46, height)
    on.path("M80 63C92 58 101 64 99 74C97 83 86 88 75 88", weight=1)
    on.path("M79 69C87 66 93 69 92 75C91 80 84 82.6 77 83", weight=1)
    on.path("M28 56C28 80 35 98 46 102H66C77 98 84 80 84 56Z", "mid")
    on.oval(56, 56, 28, 6, "paper")
    on.oval(56, 57, 23.5, 3.9, "sun", 0.7)
    on.path("M30.6 73C36 76.6 76 76.6 81.4 73L78.6 82C72 85.4 40 85.4 33.4 82Z", "paper", 0.8)
    on.path("M13 101H99C96 107 88 109 80 109H32C24 109 16 107 13 101Z", "paper")
    on.curve("41,60.6 38.6,66 38,71", 0.8)
    on.area("32,71 44,71 44,86 32,86", "paper")
    leaf(on, 38, 84.4, 90, 11, "mid", width=0.5)
    on.floor(6, 114)
    leaf(on, 98, 108, 62, 26, "paper", width=0.46)
    leaf(on, 98, 108, 24, 18, "mid", width=0.5)


def supplement(on: Canvas) -> None:
    """A jar with a label, a capsule and two tablets."""
    on.path("M30 46C30 40 34 38 38 36H70C74 38 78 40 78 46V101C78 106 75 109 70 109H38C33 109 30 106 30 101Z", "mid")
    on.box("31,16 46,20", 4, "sun")
    if on.detailed:
        on.line("37,21 37,31|43,21 43,31|49,21 49,31|59,21 59,31|65,21 65,31|71,21 71,31", 0.6)
    on.line("54,21 54,31", 0.6)
    on.box("30,54 48,36", 0, "paper")
    on.line("39,80 69,80|43,85 65,85", 0.7)
    with on.moved(54, 66.5, turn=-28):
        on.box("-13,-6 26,12", 6, "paper", 0.9)
        on.path("M0 -6H7A6 6 0 0 1 7 6H0Z", "sun", 0.9)
    with on.moved(96, 96.4, turn=-34):
        on.box("-15,-7 30,14", 7, "paper")
        on.path("M0 -7H8A7 7 0 0 1 8 7H0Z", "sun")
        on.curve("-9,-3 -6,-3.8 -3,-3.8", 0.6)
    on.oval(14, 104.5, 9, 4.5, "paper")
    on.line("9,103.6 19,105.4", 0.7)
    on.floor(4, 116)


def bread(on: Canvas) -> None:
    """Three slices of bread with seeds, one before the other."""
    for x, y in ((80, 51), (63, 57), (46, 63)):
        with on.moved(x, y):
            on.path("M-25 46V8C-37 2 -36 -21 -14 -21H14C36 -21 37 2 25 8V46Z", "sun")
            on.path("M-21 42V5.6C-32 0 -31 -17 -13 -17H13C31 -17 32 0 21 5.6V42Z", "paper", 0.7)
    with on.moved(46, 63):
        _seeds(on, 2.4, "-12,-6 2,-10 13,-3 -6,6 8,10 -12,18 4,24 13,21 -8,32 8,35")
    on.floor(8, 114)


def _seeds(on: Canvas, length: float, places: str) -> None:
    """Seeds in a slice of bread, each turned another way."""
    for index, (x, y) in enumerate(points_of(places)):
        with on.moved(x, y, turn=(30, -20, 40, -40, 10)[index % 5]):
            on.oval(0, 0, length, length / 2, "mid", 0.6)


def table(on: Canvas) -> None:
    """A bowl of leaves and nuts, with bread, half an avocado and seeds beside it."""
    with on.moved(91.6, 84):
        on.path("M-16 25V-1C-24 -5 -23 -21 -8 -21H8C23 -21 24 -5 16 -1V25Z", "sun")
        on.path("M-12.6 21.6V-3C-19 -7 -18 -17.6 -7 -17.6H7C18 -17.6 19 -7 12.6 -3V21.6Z", "paper", 0.7)
        _seeds(on, 1.9, "-5,-9 5,-5 -7,2 3,6 -3,13 7,14")
    leaves: tuple[tuple[float, float, float, float, Fill], ...] = (
        (37, 62, 148, 36, "paper"), (42, 60, 124, 46, "mid"), (66, 60, 58, 44, "mid"), (50, 60, 104, 54, "paper"),
        (59, 60, 80, 52, "mid"), (72, 62, 34, 30, "paper"),
    )  # fmt: skip
    for x, y, towards, length, fill in leaves:
        leaf(on, x, y, towards, length, fill)
    nuts: tuple[tuple[float, float, float, Fill], ...] = (
        (34, 58, 20, "sun"), (48, 55, -26, "paper"), (63, 56, 22, "sun"), (77, 59, -14, "paper"),
        (42, 61, -10, "paper"), (56, 60, 12, "sun"), (70, 62, 28, "sun"),
    )  # fmt: skip
    for x, y, turn, fill in nuts:
        almond(on, x, y, turn, 15, fill)
    with on.moved(-6, 0):
        bowl(on, 64, 109, 36)
    on.floor(4, 116)
    with on.moved(20.6, 92, turn=-14):
        on.shape("0,-21 6,-14 8,-6 12.4,3 10,13 0,17 -10,13 -12.4,3 -8,-6 -6,-14", "mid", bend=1)
        on.shape("0,-16.6 4,-11 6,-4 9.4,4 7.4,11 0,14 -7.4,11 -9.4,4 -6,-4 -4,-11", "paper", 0.7, bend=1)
        on.circle(0, 4.6, 5.6, "sun")
    almond(on, 80, 104.4, -10, 14, "sun")
    almond(on, 37, 105, 14, 13, "paper")
