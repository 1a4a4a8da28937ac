"""Subjects of doing less: sleep, a rest, a pause behind a closed door, a screen that is off."""

from __future__ import annotations

from handouts.page.drawings.canvas import Canvas, Fill
from handouts.page.drawings.shapes import leaf, pot, star


def sleep(on: Canvas) -> None:
    """Someone asleep in bed, under the moon."""
    on.path("M84 14A21 21 0 1 0 101 45A17.5 17.5 0 0 1 84 14Z", "paper")
    for x, y, radius in ((30, 26, 3.4), (50, 16, 2.4), (104, 20, 2.6), (46, 40, 2.2)):
        star(on, x, y, radius)
    _in_bed(on)
    on.curve("36,77.4 37.6,78.2 39.4,77.6", 0.6)


def awake(on: Canvas) -> None:
    """Someone who lies awake in bed, with a tangle of thoughts and a clock."""
    on.circle(96, 30, 15)
    on.circle(96, 30, 1.4, "solid", 0)
    on.line("96,30 96,19.6|96,30 103,30", 1.2)
    if on.detailed:
        on.line("96,17 96,18.6|96,41.4 96,43|83,30 84.6,30|107.4,30 109,30", 0.7)
    on.curve(
        "24,46 33,50 43,45 42,34 31,29 24,35 30,44 44,40 50,29 41,20 30,24 34,37 48,41 58,33 55,22 46,22 46,33 57,39 66,33", 0.9,
        bend=1.5,
    )  # fmt: skip
    on.circle(25, 53, 2.4, "paper", 0.9)
    on.circle(28, 60, 1.5, "paper", 0.9)
    _in_bed(on)
    on.circle(37.6, 75.4, 1.3, "solid", 0)
    on.curve("35.6,72.6 37.6,71.8 39.8,72.8|37.4,80.4 39,79.6 40.6,80.2", 0.6)


def _in_bed(on: Canvas) -> None:
    """A bed, and someone in it, without an eye."""
    on.box("9,52 7,57", 3)
    on.box("105,76 6,33", 3)
    on.path("M16 88H105V101H16Z", "paper")
    on.shape("17,88 16.4,79 20,74.6 32,73 43,74 47,78.6 46.4,88|46.4,88 17,88", bend=1.6)
    on.circle(34, 75, 8.6)
    on.shape("25.6,77 24.4,70 29,65.4 37,65.6 42.6,70.4 38,71.4 32,73 29.6,79", "solid", 0.6, bend=1)
    on.shape(
        "41,91 41,83 45,78.6 54,74 66,71.6 76,74.4 84,76 92,72.4 99,74 105,82 106,97 104,101 44,101", "mid", bend=1.5
    )
    on.shape("40.4,86 47,85 51.6,80 54,74.6 58,73 55.4,81 50.6,88.6 42,91.6", "paper", 0.9, bend=1.5)
    on.curve("63,77 60,86 62,98|76,79 73,87 75,98|89,78 86,86 88,98", 0.55)
    on.floor(6, 114)


def rest(on: Canvas) -> None:
    """An empty armchair and the sign for a pause; where that can be seen, a lamp and a plant beside it."""
    on.floor(4, 116)
    if not on.detailed:
        with on.moved(-18, -33, size=1.3):
            _armchair(on)
        _pause_sign(on, 103, 20, 15)
        return
    on.line("98,109 98,40")
    on.path("M88 40L92.4 20H103.6L108 40Z", "sun")
    on.path("M90 109C90 106.4 106 106.4 106 109Z", "paper")
    leaves: tuple[tuple[float, float, Fill], ...] = (
        (118, 26, "mid"), (92, 31, "paper"), (64, 26, "mid"), (146, 20, "paper"), (38, 19, "paper"),
    )  # fmt: skip
    for towards, length, fill in leaves:
        leaf(on, 17, 86, towards, length, fill, width=0.44, veins=3)
    on.path("M8.6 86H25.4L23 109H11Z", "sun")
    _armchair(on)
    _pause_sign(on, 60, 20, 10)


def _armchair(on: Canvas) -> None:
    """An armchair with a cushion, from before."""
    on.shape("38,84 36,62 38,48 46,41 60,39.4 72,41 80,48 82,62 80,84|80,84 38,84", "mid", bend=1.6)
    on.shape("50,78 48.4,62 52,57 64,55.6 71,60 71.4,76|71.4,76 50,78", "paper", bend=1.6)
    if on.detailed:
        on.line("54,62 66,74|54,69 61,76|60,60.6 68.4,69", 0.6)
    on.box("42,78 34,14", 5)
    on.shape("30,100 28,82 29,71 35,67.4 41.4,70 43,78 43,100|43,100 30,100", "paper", bend=1.6)
    on.shape("88,100 90,82 89,71 83,67.4 76.6,70 75,78 75,100|75,100 88,100", "paper", bend=1.6)
    on.path("M43 92H75V101H43Z", "mid")
    on.line("35,101 33,109|83,101 85,109")


def _pause_sign(on: Canvas, x: float, y: float, radius: float) -> None:
    """Two strokes in a circle about a place."""
    on.circle(x, y, radius)
    across, down = radius * 0.3, radius * 0.36
    on.line(f"{x - across},{y - down} {x - across},{y + down}|{x + across},{y - down} {x + across},{y + down}", 1.9)


def pause(on: Canvas) -> None:
    """A closed door, and on its handle a sign: a pause."""
    on.floor(4, 116)
    on.box("28,10 64,99", 2, "sun")
    on.box("33,15 54,94", 1, "mid")
    on.box("40,22 17,16", 1, "paper", 0.8)
    on.box("63,22 17,16", 1, "paper", 0.8)
    on.path(
        "M47 45H73C77 45 79 47.5 79 51V93C79 96.5 77 99 73 99H47C43 99 41 96.5 41 93V51C41 47.5 43 45 47 45Z",
        "paper",
    )
    on.circle(60, 56, 7.4, "mid")
    on.circle(60, 55, 4.6, "sun")
    on.line("54,72 54,90|66,72 66,90", 3.2)
    leaf(on, 105, 92, 112, 24, "mid", width=0.44, veins=3)
    leaf(on, 105, 92, 66, 20, "paper", width=0.46, veins=3)
    leaf(on, 105, 92, 28, 14, "mid", width=0.5)
    pot(on, 105, 109, 17, 17)


def screen(on: Canvas) -> None:
    """A telephone with a dark screen, put away behind an open book."""
    with on.moved(61, 50, turn=9):
        on.box("-21,-40 42,78", 7, "paper")
        on.box("-16.5,-32 33,60", 2, "solid", 0)
        on.line("-4,-36 4,-36", 0.9)
        on.path("M3 -15A10.5 10.5 0 1 0 11.5 1A8.8 8.8 0 0 1 3 -15Z", "paper", 0)
        for x, y, radius in ((9, -19, 2.6), (-9, -22, 1.9), (-9, 12, 2)):
            star(on, x, y, radius, "paper")
    on.path("M60 82C48 74 28 74 12 79V104C28 99 48 99 60 107C72 99 92 99 108 104V79C92 74 72 74 60 82Z", "paper")
    on.path(
        "M12 83L8 84V109C26 104 48 104 60 111C72 104 94 104 112 109V84L108 83V104C92 99 72 99 60 107C48 99 28 99 12 104Z",
        "mid",
    )
    on.line("60,82 60,107", 0.8)
    on.curve("19,84 34,81.6 52,85|19,91 34,88.6 52,92|68,85 86,81.6 101,84|68,92 86,88.6 101,91", 0.6)
