"""What several subjects are made of: leaves, almonds, drops, steam, waves and stars, each computed."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, radians, sin

from handouts.page.drawings.canvas import Canvas, Fill, Point, at, number, places_of, smooth

_EDGE = ((0, 0), (0.1, 0.42), (0.26, 0.84), (0.42, 1), (0.6, 0.9), (0.8, 0.5), (1, 0))
"""How wide a leaf is along its length, both as shares."""
_SHORTEST_VEINED = 15
"""A shorter leaf has a midrib only."""
_ALMOND = ((0.5, 0), (0.36, 0.13), (0.14, 0.25), (-0.12, 0.3), (-0.34, 0.25), (-0.47, 0.12))
"""Half of the edge of an almond, from its tip to its round back, as shares of its length."""
_RIDGES = (
    ((-0.38, -0.13), (-0.1, -0.18), (0.2, -0.09)),
    ((-0.42, 0), (-0.06, 0.01), (0.34, 0)),
    ((-0.36, 0.14), (-0.1, 0.17), (0.16, 0.11)),
)
"""The lines on an almond, which run to its tip."""


def leaf(
    on: Canvas, x: float, y: float, towards: float, length: float, fill: Fill = "mid", *, width: float = 0.42,
    veins: int = 4, bend: float = 0.12,
) -> None:  # fmt: skip
    """A leaf from its foot, towards so many degrees (0 is right, 90 up); `width` is a share of its length."""
    along, across = (cos(radians(towards)), -sin(radians(towards))), (sin(radians(towards)), cos(radians(towards)))

    def place(share: float, aside: float) -> Point:
        out = aside + bend * sin(pi * share)
        return x + length * (along[0] * share + across[0] * out), y + length * (along[1] * share + across[1] * out)

    def half(share: float) -> float:
        (t0, w0), (t1, w1) = next(pair for pair in pairwise(_EDGE) if pair[1][0] >= share)
        return width / 2 * (w0 + (w1 - w0) * (share - t0) / (t1 - t0))

    upper = places_of([place(share, wide * width / 2) for share, wide in _EDGE])
    lower = places_of([place(share, -wide * width / 2) for share, wide in reversed(_EDGE)])
    on.shape(f"{upper}|{lower}", fill, bend=1)
    on.curve(places_of([place(share, 0) for share in (0, 0.3, 0.6, 0.88)]), 0.7, bend=1)
    if length < _SHORTEST_VEINED or not veins or not on.detailed:
        return
    for index in range(veins):
        start = 0.2 + 0.42 * index / max(1, veins - 1)
        end = min(0.9, start + 0.14)
        for side in (1, -1):
            reach = side * half(end) * 0.74
            vein = [place(start, 0), place((start + end) / 2, reach * 0.55), place(end, reach)]
            on.curve(places_of(vein), 0.55, bend=1)


def almond(on: Canvas, x: float, y: float, turn: float, length: float = 13, fill: Fill = "sun") -> None:
    """An almond about its middle; at 0 degrees its tip points to the right."""

    def place(share: float, aside: float) -> Point:
        cosine, sine = cos(radians(turn)), sin(radians(turn))
        return x + length * (cosine * share - sine * aside), y + length * (sine * share + cosine * aside)

    upper = [place(*each) for each in _ALMOND]
    lower = [place(share, -aside) for share, aside in reversed(_ALMOND)]
    on.shape(f"{places_of([*upper, *lower])}|{places_of(upper[:1])}", fill, bend=1.1)
    if on.detailed:
        for ridge in _RIDGES:
            on.curve(places_of([place(*each) for each in ridge]), 0.5, bend=1)


def drop(on: Canvas, x: float, y: float, radius: float, fill: Fill = "mid", weight: float = 1.0) -> None:
    """A drop of water round a place; its tip is above it."""

    def out(across: float, down: float) -> str:
        return at((x + across * radius, y + down * radius))

    left = f"C{out(-1, -0.6)} {out(-0.35, -1.1)} {out(0, -1.9)}Z"
    right = f"M{out(0, -1.9)}C{out(0.35, -1.1)} {out(1, -0.6)} {out(1, 0.1)}"
    on.path(f"{right}A{number(radius)} {number(radius)} 0 0 1 {out(-1, 0.1)}{left}", fill, weight)


def steam(on: Canvas, x: float, y: float, height: float, swing: float = 2.6, weight: float = 0.8) -> None:
    """A line of steam that rises from a place."""
    points = [(x + swing * sin(step / 6 * 2 * pi), y - height * step / 6) for step in range(7)]
    on.curve(places_of(points), weight, bend=1)


def star(on: Canvas, x: float, y: float, radius: float, fill: Fill = "solid") -> None:
    """A star with four points."""
    reach = (radius, radius * 0.34)
    points = [(x + reach[step % 2] * cos(pi / 4 * step), y + reach[step % 2] * sin(pi / 4 * step)) for step in range(8)]
    on.area(places_of(points), fill, 0.4 if fill == "solid" else 0)


def wave(
    on: Canvas, left: float, right: float, y: float, swing: float = 1.3, length: float = 14, *, weight: float = 0.8,
    phase: float = 0.0,
) -> None:  # fmt: skip
    """A line of water; `length` is that of one wave, `phase` in radians."""
    on.path(smooth(wave_points(left, right, y, swing, length, phase)), weight=weight)


def wave_points(
    left: float, right: float, y: float, swing: float, length: float, phase: float = 0.0
) -> list[Point]:  # fmt: skip
    """The places along a line of water."""
    count = max(4, int((right - left) / length * 6))
    across = [left + (right - left) * step / count for step in range(count + 1)]
    return [(x, y + swing * sin(2 * pi * (x - left) / length + phase)) for x in across]


def rays(on: Canvas, x: float, y: float, start: float, end: float, count: int, *, first: float = 0, arc: float = 360,
         weight: float = 1.0) -> None:  # fmt: skip
    """Lines that point away from a place, `count` of them over `arc` degrees from the direction `first`."""
    for index in range(count):
        angle = radians(first + arc * index / (count if arc == 360 else max(1, count - 1)))
        near, far = ((x + reach * cos(angle), y - reach * sin(angle)) for reach in (start, end))
        on.line(places_of([near, far]), weight)


def heart(on: Canvas, x: float, y: float, size: float, fill: Fill = "sun", weight: float = 1.0) -> None:
    """A heart about its middle; `size` is half of its width."""

    def out(across: float, down: float) -> str:
        return at((x + across * size, y + down * size))

    left = (
        f"C{out(-0.06, 0.78)} {out(-1, 0.34)} {out(-1, -0.28)}C{out(-1, -0.68)} {out(-0.74, -0.9)} {out(-0.48, -0.9)}"
    )
    middle = f"C{out(-0.24, -0.9)} {out(-0.08, -0.76)} {out(0, -0.56)}C{out(0.08, -0.76)} {out(0.24, -0.9)} {out(0.48, -0.9)}"
    right = f"C{out(0.74, -0.9)} {out(1, -0.68)} {out(1, -0.28)}C{out(1, 0.34)} {out(0.06, 0.78)} {out(0, 0.86)}Z"
    on.path(f"M{out(0, 0.86)}{left}{middle}{right}", fill, weight)


def hazelnut(on: Canvas, x: float, y: float, radius: float, fill: Fill = "paper") -> None:
    """A hazelnut that stands on its rough end."""

    def out(across: float, down: float) -> str:
        return at((x + across * radius, y + down * radius))

    sides = f"C{out(0.5, -0.9)} {out(1, -0.5)} {out(1, 0.1)}C{out(1, 0.7)} {out(0.5, 1)} {out(0, 1)}"
    on.path(
        f"M{out(0, -1.15)}{sides}C{out(-0.5, 1)} {out(-1, 0.7)} {out(-1, 0.1)}C{out(-1, -0.5)} {out(-0.5, -0.9)} {out(0, -1.15)}Z",
        fill,
    )
    on.path(f"M{out(-0.9, 0.42)}C{out(-0.4, 0.16)} {out(0.4, 0.16)} {out(0.9, 0.42)}", weight=0.6)


def pot(on: Canvas, x: float, foot: float, width: float, height: float, fill: Fill = "sun") -> None:
    """A flower pot, by the middle of its foot."""
    half, base = width / 2, width * 0.34
    on.area(places_of([(x - half, foot - height), (x + half, foot - height), (x + base, foot), (x - base, foot)]), fill)


def tick(on: Canvas, x: float, y: float, size: float, weight: float = 1.3) -> None:
    """A tick about its middle."""
    on.line(places_of([(x - size, y), (x - size * 0.25, y + size * 0.75), (x + size, y - size * 0.8)]), weight)


def bowl(on: Canvas, rim: float, foot: float, half: float) -> None:
    """A bowl about the middle of the drawing, from the height of its rim to that of its foot; `half` is half of its width."""
    deep = foot - rim - 6

    def side(depth: float) -> Point:
        return half * (1 - depth**2.2) ** 0.62, rim + deep * depth

    def wall(start: float) -> str:
        right = [side(start + (0.97 - start) * step / 7) for step in range(8)]
        return places_of([(60 + x, y) for x, y in right] + [(60 - x, y) for x, y in reversed(right)])

    edge = side(0.3)
    base = places_of([(46, foot - 8), (47.5, foot - 3), (49, foot)])
    on.shape(f"{base}|{places_of([(71, foot), (72.5, foot - 3), (74, foot - 8)])}", "paper", bend=1)
    on.shape(f"{wall(0)}|{places_of([(60 - half, rim)])}", "paper", bend=1)
    dip = places_of([(60 - edge[0], edge[1]), (60, edge[1] + 4), (60 + edge[0], edge[1])])
    on.shape(f"{wall(0.3)}|{dip}", "mid", bend=1)
