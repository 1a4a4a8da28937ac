"""Subjects of keeping an eye on it: a diary, a calendar, a telephone, a goal."""

from __future__ import annotations

from handouts.page.drawings.canvas import Canvas
from handouts.page.drawings.shapes import leaf, tick


def diary(on: Canvas) -> None:
    """A notebook with boxes to tick, and a pencil."""
    on.box("30,17 62,92", 5, "mid")
    on.box("24,12 62,92", 5, "paper")
    for hole in range(22, 100, 12):
        on.circle(31, hole, 1.5, "solid", 0)
        on.path(
            f"M31 {hole}C24 {hole + 2} 18 {hole + 0.6} 18 {hole - 2}C18 {hole - 4} 22 {hole - 4.6} 26 {hole - 3}",
            weight=0.8,
        )
    for index, y in enumerate((26.0, 44.0, 62.0, 80.0)):
        on.box(f"40,{y} 10,10", 1.5, "sun" if index < 2 else "paper", 0.9)
        on.line(f"57,{y + 2.4} 78,{y + 2.4}|57,{y + 8} {70 if index % 2 else 74},{y + 8}", 0.7)
        if index < 2:
            tick(on, 45.6, y + 4.4, 4.6)
    with on.moved(108, 26, turn=24):
        on.box("-5.5,4 11,56", 0, "sun")
        on.area("-5.5,60 5.5,60 0,74", "paper")
        on.area("-1.6,69.9 1.6,69.9 0,74", "solid", 0.5)
        on.path("M-5.5 4V-1C-5.5 -5 5.5 -5 5.5 -1V4Z", "paper")
        on.line("0,8 0,58", 0.6)


def calendar(on: Canvas) -> None:
    """A calendar with one day marked."""
    on.box("17,22 86,84", 6, "paper")
    on.path("M23 22H97C101 22 103 24 103 28V44H17V28C17 24 19 22 23 22Z", "mid")
    for x in (38, 60, 82):
        on.box(f"{x - 3},13 6,17", 3, "paper")
    on.line("44,37 76,37", 0.9)
    for row, down in enumerate((56, 70, 84, 97)):
        for column, across in enumerate((29, 41.4, 53.8, 66.2, 78.6, 91)):
            if (row, column) not in {(2, 3), (3, 5), (3, 4), (0, 0)}:
                on.circle(across, down, 1.9, "solid", 0)
    on.circle(66.2, 84, 9.4, "sun", 1)
    tick(on, 66.6, 83.6, 4.6)
    leaf(on, 98, 113, 62, 24, "mid", width=0.46)
    leaf(on, 98, 113, 112, 19, "paper", width=0.46)


def telephone(on: Canvas) -> None:
    """A telephone with a dial."""
    on.path("M24 109C22 109 20.4 107.4 20.8 105L28 70C29 64 33 61 39 61H81C87 61 91 64 92 70L99.2 105C99.6 107.4 98 "
            "109 96 109Z", "mid")  # fmt: skip
    on.path("M46 61V52H74V61", "paper")
    on.circle(60, 84, 18, "paper")
    on.circle(60, 84, 6.6, "sun", 0.9)
    holes = ((60, 71.4), (50.2, 76.4), (48, 86.4), (53.6, 94.8), (69.8, 76.4), (72, 86.4), (66.4, 94.8))
    for x, y in holes:
        on.circle(x, y, 2.2, "paper", 0.7)
    on.path("M14 50V42C14 27 36 20 60 20C84 20 106 27 106 42V50C106 54 104 56 100 56H88C84 56 82 54 82 50V46C82 40 72 38.6 60 "
            "38.6C48 38.6 38 40 38 46V50C38 54 36 56 32 56H20C16 56 14 54 14 50Z", "sun")  # fmt: skip
    on.line("15,48 37,48|83,48 105,48", 0.7)
    on.curve("45,27.4 60,25.8 75,27.4", 0.7)
    on.floor(6, 114)


def goal(on: Canvas) -> None:
    """A path of steps up a hill, to a flag."""
    on.path("M13 81C24 77 34 82 44 70C52 60 60 42 76 42C90 42 98 58 106.7 80.6A52 52 0 0 1 13 81Z", "mid")
    on.path("M30 100.6C44 98 58 97 62 91C66 85 54 82 58 75C61.6 68.6 74 70 75 62C75.6 57 73 53 74 42.2C76 42 78 42.2 79 42.4"
            "C78 51 83 55 82 63C81 73 70 73 68 79C66 85 78 88 74 97C72 101.6 66 104.6 58 110C46 109.6 37 106 30 100.6Z", "paper")  # fmt: skip
    on.line("76,42 76,10", 1.3)
    on.shape("76,11 84,9 92,13 101,11|101,11 101,28|101,28 92,30 84,26 76,28", "sun", bend=1.3)
    on.shape("18,44 20,38 27,37 31,31.6 39,32 43,37 50,38 52,44|52,44 18,44", "paper", 0.9, bend=1.7)
    for x, y, height in ((30, 80, 16), (97, 82, 14)):
        on.line(f"{x},{y} {x},{y - height * 0.5}", 0.9)
        leaf(on, x, y - 3, 90, height, "paper", width=0.6, veins=0, bend=0)
