"""Subjects with a person in them who feels or says something: massage, a talk, a stretch."""

from __future__ import annotations

from handouts.page.drawings.canvas import Canvas, Fill
from handouts.page.drawings.shapes import leaf


def massage(on: Canvas) -> None:
    """Someone on a massage table, with two hands on the back."""
    on.path("M4 100H116V109H4Z", "paper")
    on.line("14,109 14,116|106,109 106,116")
    on.shape("6,100 5,92 12,88 26,88 34,92 35,100|35,100 6,100", "sun", bend=1.6)
    on.circle(23, 79, 10.5, "paper")
    on.shape("13,82 12.4,74 18,67.6 27,67.4 32,72 28,75 25,80 18.6,84", "solid", 0.6)
    on.circle(13.2, 71.4, 4.4, "solid", 0.6)
    on.curve("24.8,82.6 26.6,83.4 28.6,82.8", 0.6)
    on.shape("30,100 31,90 36,83 46,77 58,75.4 70,79 80,82 92,77 104,77.4 112,84 115,100|115,100 30,100", "paper",
             bend=1.8)  # fmt: skip
    on.curve("36,100 38,93 46,90.6 56,93", 0.7)
    on.shape("76,100 77.6,90 81,81.6 92,76.4 104,76.6 112.6,84 115.4,100|115.4,100 76,100", "mid", bend=1.8)
    for place in (4, 8.6):
        on.curve(f"{76 + place},100 {78 + place},91 {81.5 + place},{82.4 - place * 0.28}", 0.55)
    _arm(on, 10, 3.5, "sun")
    _arm(on, -10, 3, "mid")


def _arm(on: Canvas, x: float, y: float, sleeve: Fill) -> None:
    with on.moved(x, y):
        on.shape("86,21 79,34 72,46 66,54 58,60 50,66 46.4,70.4 48,73 53,72 58,70.4 63.6,70.6 69,69 73.6,63.6 79,55 "
                 "88,42 97,28|97,28 86,21", "paper", bend=1.9)  # fmt: skip
        on.curve("58,60.4 56.6,66 53.6,70.2 56,71.4 60.2,69 63.4,64.4", 0.8, bend=1)
        on.shape("76.4,36 83,38.6 90.6,43.6 99,31 104,17 88,9 82,22", sleeve, bend=1.6)
        on.curve("77.6,33.6 84.4,36.4 92.2,41.4", 0.6, bend=1)


def face(on: Canvas) -> None:
    """A head in profile with closed eyes, that looks to the left."""
    on.shape(
        "70,110 69.6,98 66,92 58.6,92.4 52.6,90.4 51,85 52.4,82 49.2,79.6 51,76.8 48.8,73.4 49.6,71 44.2,67.4 45,64.6 "
        "49.4,56.6 49,50 50,41 56,31 68,25 82,26 93,34 98,47 96,60 91,71 90,84 94,96 104,110|104,110 70,110",
        "paper", bend=1.44,
    )  # fmt: skip
    on.curve("82.6,66 80,62 76,63.4 76,69 79.4,73.6", 0.8)
    on.curve("53,58.4 56.4,60.6 60.4,59.4", 0.9)
    on.curve("52.4,52.4 57,50.2 62,51.6|52.4,82 55.8,81.4 58.6,82.2|49.6,71 52.4,70.6 53.6,68.6", 0.7)


def talk(on: Canvas) -> None:
    """Two balloons of speech: one tells, one listens and asks."""
    on.path(
        "M12 26C12 20 16 16 22 16H66C72 16 76 20 76 26V50C76 56 72 60 66 60H40L26 72V60H22C16 60 12 56 12 50Z", "paper"
    )
    on.line("22,29 64,29|22,38 56,38|22,47 42,47", 0.9)
    on.path("M46 54C46 48 50 44 56 44H98C104 44 108 48 108 54V78C108 84 104 88 98 88H96V101L82 88H56C50 88 46 84 46 78Z",
            "mid")  # fmt: skip
    for x in (64, 77, 90):
        on.circle(x, 66, 2.6, "solid", 0.4)


def shoulders(on: Canvas) -> None:
    """Someone who sits on the floor and stretches to one side, with the hands together above the head."""
    on.curve("17,46 22,32 32,21|26,50 29.5,41 36,33", 0.8)
    with on.moved(60, 97, turn=13):
        for flip in (True, False):
            with on.moved(flip=flip):
                on.shape("13,-36 25,-44 29,-56 22,-68 8,-81 0,-85|0,-76 7,-71 15,-61 17.5,-54 12,-48 6,-44", bend=1.5)
        on.shape("-8,-38 -7,-46 7,-46 8,-38", bend=1)
        on.circle(0, -55, 10.6)
        on.shape("-10.6,-53 -11,-62 -4,-68 5,-67.6 11,-61 10.6,-53 7,-58 0,-61 -6,-59", "solid", 0.6)
        on.curve(
            "-5.4,-53.4 -4,-52.4 -2.4,-53.2|2.4,-53.2 4,-52.4 5.4,-53.4|-2.8,-48.6 0,-47.4 2.8,-48.6",
            0.6,
        )
        on.oval(0, -80.5, 6.4, 6.6)
        on.curve(
            "-4.6,-84.6 -1.8,-82.4 0.6,-78.6|-1,-86.4 1.8,-83.4 3.4,-80|-5.8,-80.8 -3.6,-78.6 -2,-75.4",
            0.6,
        )
        on.shape("-12,2 -14,-14 -17,-30 -15,-38 -8,-42|0,-37 8,-42|15,-38 17,-30 14,-14 12,2", "mid", bend=1.3)
        on.curve("-8.6,-41.6 -4,-36 0,-35 4,-36 8.6,-41.6", 0.8)
    on.shape("16,103 20,96 34,92.6 48,93 60,97 72,93 86,92.6 100,96 104,103 98,108.6 80,108 60,103.6 40,108 22,108.6", "sun",
             bend=1.2)  # fmt: skip
    on.curve("41,99 52,103 64,107 76,108|79,99 70,102.4", 0.7)
    on.floor(6, 114)


def shirt(on: Canvas) -> None:
    """What the head of `face` stands in."""
    on.shape("60,118 63,109 71,104 84,110 98,104 107,108 113,118|113,118 60,118", "sun", bend=1.6)


def thoughts(on: Canvas) -> None:
    """A head in profile with a tangled thread in it, that comes out as a calm line."""
    with on.moved(116, flip=True):
        face(on)
        shirt(on)
    on.path("M40 49C34 42 38 33 47 33C57 33 61 43 54 49C47 55 34 53 33 43C32 33 43 27 53 31C63 35 64 50 55 55C46 60 33 55 32 47"
            "C31 39 39 37 45 41C51 45 50 53 43 55C36 57 31 51 34 46", weight=0.9)  # fmt: skip
    on.path(
        "M34 46C38 38 48 38 50 44C52 50 46 52 44 48C41 40 30 26 40 18C50 10 62 20 74 16C86 12 92 20 100 17", weight=0.9
    )


def balance(on: Canvas) -> None:
    """Four round stones in a pile, with a leaf on top."""
    leaf(on, 60, 38, 64, 24, "mid", width=0.46)
    leaf(on, 60, 38, 128, 16, "paper", width=0.5)
    on.shape("45,45 48,38.6 58,37 70,38.4 75,44 71,50 60,51.6 49,50.4", "paper", bend=1.2)
    on.shape("36,60 40,52.6 54,50.6 74,52 85,58 83,66 68,69.6 46,68.6", "mid", bend=1.2)
    on.shape("30,79 33,71.4 48,68.4 68,68.8 86,73 92,80 86,87 64,89.4 40,87.6", "sun", bend=1.2)
    on.shape("16,98 20,91 38,87.4 64,87.8 92,89 104,96 102,104 90,108.6 60,109 30,109 18,105", "paper", bend=1.1)
    on.curve("43,60 46,56.4 52,55|38,79 41,75.4 48,73.8|26,98 31,94 40,92.6|52,44 54,41.8 58,41.2", 0.6)
    on.curve("84,102 92,101 97,98", 0.6)
    on.floor(6, 114)
