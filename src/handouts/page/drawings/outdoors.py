"""Subjects of outdoors and daylight, and of the heart."""

from __future__ import annotations

from math import cos, radians, sin

from handouts.page.drawings.canvas import Canvas, places_of, smooth
from handouts.page.drawings.shapes import heart, leaf, pot, rays, wave, wave_points


def walk(on: Canvas) -> None:
    """Someone with a bag on the back who walks a winding path over the hills; small, one tree stands for those."""
    if not on.detailed:
        on.floor(4, 116)
        _tree(on, 94, 109, 78)
        with on.moved(-10, -65, size=1.7):
            _walker(on)
        return
    on.shape("14,79.6 22,72 34,66 48,66 62,74 70,86|70,90 20,85", "paper")
    on.shape("46,88 60,74 76,64 92,64 103,71 107.8,77.2|103,84 50,92", "mid")
    _tree(on, 84, 84, 42)
    _tree(on, 98, 82, 29)
    on.path("M12 79C26 82 50 80 66 85C82 86 98 84 108.4 77A52 52 0 0 1 12 79Z", "paper")
    on.shape("46,108.4 53,102 65,97 70,93 65,89 62,85.4 66,85 71,88.4 80,93 79,100 73,104.6 70,109|70,109 58,110.6 46,108.4",
             "sun", bend=1.6)  # fmt: skip
    _walker(on)
    on.shape("62,33 64,28 70,27.4 73,22.6 80,22 84,26.6 90,27 92,33|92,33 62,33", "paper", 0.9, bend=1.8)


def _walker(on: Canvas) -> None:
    """Somebody with a bag on the back, in the middle of a step to the right."""
    on.area("33,74 27.6,86.6 22.4,97.4 26.8,99.4 32.6,89 37.4,80", "solid", 0.6)
    on.area("35,74 41.6,78 43,86 47.4,98 43,99.8 38,88 35.4,81", "solid", 0.6)
    on.path("M22 97.4l7 2.6l-.8 2.2h-8.4zM43.2 98.6l4.4 -1.4l4.6 3.2l-.4 1.8h-7.6z", "solid", 0.6)
    on.shape("31.4,77.6 29.6,66 31,55 36,51.4 41.4,54 43,64 43,77.4 37,79", "sun", bend=1.6)
    on.curve("36,57 42,65.6 49.4,68.4|33.6,57.6 28.4,65.6 26.2,73", 1.9, bend=1)
    on.box("25.4,53.6 8.4,14.4", 3, "mid")
    on.circle(39, 44, 6.6)
    on.shape("33,46.4 31.8,40.6 35.8,36.8 42,37 45.4,40.6 40,41.4 36,44 35.4,48.4", "solid", 0.6, bend=1)


def _tree(on: Canvas, x: float, foot: float, height: float) -> None:
    """A round tree; its trunk and branches show through the leaves."""
    crown = ((-0.22, 0.42), (-0.25, 0.68), (0, 1.05), (0.25, 0.68), (0.22, 0.42), (0, 0.34))
    on.line(f"{x},{foot} {x},{foot - height * 0.5}")
    on.shape(places_of([(x + height * across, foot - height * up) for across, up in crown]), "mid", bend=1.9)
    on.line(f"{x},{foot - height * 0.4} {x},{foot - height * 0.86}", 0.6)
    for side in (0.12, -0.12):
        on.line(f"{x},{foot - height * 0.52} {x + side * height},{foot - height * 0.64}", 0.55)


def sprig(on: Canvas) -> None:
    """A sprig with pairs of leaves, with its foot in water."""
    on.curve("52,100 54,80 60,56 70,34 78,20", 1.3, bend=1)

    def place(share: float) -> tuple[float, float]:
        return 52 + 2 * share + 24 * share**1.7, 100 - 80 * share

    for index in range(7):
        x, y = place(0.12 + 0.115 * index)
        length = 31 - 2.7 * index
        leaf(on, x, y, 138 - 4.2 * index, length, "mid", width=0.44, bend=-0.1)
        leaf(on, x + 0.6, y - 2, 34 + 3.2 * index, length, "paper", width=0.44, bend=0.1)
    leaf(on, *place(0.98), 62, 17, "mid", width=0.44, veins=3)
    if on.ground:
        water_at_the_foot(on, 98)


def water_at_the_foot(on: Canvas, y: float) -> None:
    """Water across the whole drawing, from a line downwards."""
    surface = smooth(wave_points(4, 116, y, 2, 28))
    on.path(f"{surface}V116H4Z", "mid")
    wave(on, 6, 114, y + 6.4, 1.8, 28)
    wave(on, 6, 114, y + 12.4, 1.8, 28, phase=2)


def daylight(on: Canvas) -> None:
    """A window with the sun in it, and a plant on the sill."""
    on.box("24,10 72,82", 2, "paper")
    on.circle(66, 40, 11, "sun")
    rays(on, 66, 40, 15.5, 21, 12, weight=0.9)
    on.shape("28,80 36,70 48,67 60,74 66,88|66,88 28,88", "paper")
    on.shape("46,88 58,76 74,69 86,72 92,80|92,88 46,88", "mid")
    on.line("28,88 92,88", 0.8)
    on.path("M24 10H96V92H24ZM28.5 14.5V88H91.5V14.5Z", "paper")
    on.line("60,14.5 60,88|28.5,50 91.5,50", 1)
    for flip in (False, True):
        with on.moved(120 if flip else 0, flip=flip):
            on.shape("17,8 34,8|34,8 36,30 33,52 24,66 16,72|16,72 17,8", "mid", bend=1.2)
            on.curve("23,9 25,34 20,64|29,9 31,30 27,56", 0.6)
    on.line("12,8 108,8", 1.6)
    on.box("14,92 92,7", 2, "sun")
    leaf(on, 44, 80, 122, 20, "mid", width=0.44, veins=3)
    leaf(on, 44, 80, 90, 25, "paper", width=0.42, veins=3)
    leaf(on, 44, 80, 58, 20, "mid", width=0.44, veins=3)
    pot(on, 44, 92, 17, 14)


def heartbeat(on: Canvas) -> None:
    """A heart with its beat as a line, between two sprigs."""
    for flip in (True, False):
        with on.moved(60, 62, flip=flip):
            _laurel(on, 46)
    heart(on, 60, 54, 37, "mid")
    on.curve("34,36 39,29 47,26.6", 0.8)
    on.line("8,56 38,56 44,45 51,72 60,34 68,64 73,56 112,56", 1.3)


def _laurel(on: Canvas, radius: float) -> None:
    """A sprig along a circle about the origin, from its foot up to the right."""

    def place(angle: float) -> tuple[float, float]:
        return radius * cos(radians(angle)), radius * sin(radians(angle))

    on.curve(places_of([place(angle) for angle in (92, 80, 68, 56, 44, 32)]), bend=1)
    for index, angle in enumerate((84, 68, 52, 38)):
        leaf(on, *place(angle), 90 - angle - 34, 13, "paper", width=0.48, bend=0.08)
        leaf(on, *place(angle - 4), 90 - angle + 40, 14 - index, "mid", width=0.48, bend=-0.08)
    leaf(on, *place(32), 58, 15, "paper", width=0.46, bend=-0.1)
