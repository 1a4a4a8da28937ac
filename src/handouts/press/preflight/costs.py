"""How long a program will be busy drawing a page, estimated before it is drawn: it cannot be stopped on the way.

What is drawn a thousand times is followed once, and counted a thousand times: a file of 2 kB can hold ten thousand
million things, on which every program hangs that draws it. The weights were measured with pdfium at the resolution of
`edges`, in millionths of a second; areas are in square points on paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pikepdf import Matrix

from handouts.press.preflight.objects import area_of

OPERATOR, CHARACTER = 1.0, 1.0
VERTEX = {"l": 3.0, "c": 8.0, "v": 8.0, "y": 8.0}
"""Of the outline of a shape."""
PAGE, OPAQUE, THROUGH, MIXED, MASKED = 0.02, 0.002, 0.015, 0.06, 0.013
"""For each square point: of a page; of what is painted on it, and where that is translucent, mixes or is masked."""
_AXIAL, _GRADIENT, _EVALUATED = 0.01, 0.13, 0.002
"""For each square point: of a gradient along a line, of another, and of each byte of a function of the place."""
_STORED, _SCALED, _JPEG_2000 = 0.01, 0.0015, 0.1
"""For each pixel of a picture: to unpack it, and to make it as large as it is printed."""
_LEAST_STEP, _AS_LARGE = 1e-6, 0.9
LARGEST = 2e7
"""The area of a page, at most: a larger one is not drawn."""


class Pattern(NamedTuple):
    """What it costs to fill an area with a pattern: once, and for each tile; a tile's step and cell take up so much."""

    once: float
    tile: float
    step: float = 1.0
    cell: float = 0.0

    def laid_over(self, area: float) -> float:
        """What it costs to fill an area. A cell is drawn once and copied, unless it is as large as what it fills."""
        tiles = area / max(self.step, _LEAST_STEP)
        drawn = max(1.0, tiles) if self.cell > area * _AS_LARGE else 1.0
        return tiles * self.tile + drawn * self.once


class Extent:
    """The box around a path, in its own coordinates."""

    def __init__(self) -> None:
        """Of nothing."""
        self._numbers: list[float] = []

    def add(self, points: Iterable[float]) -> None:
        """The coordinates of points, x and y in turn."""
        self._numbers += points

    def area(self, ctm: Matrix, most: float) -> float:
        """Of the box on paper, of which there are at most `most` square points."""
        xs, ys = self._numbers[::2], self._numbers[1::2]
        if not ys:
            return 0.0
        return min(most, (max(xs) - min(xs)) * (max(ys) - min(ys)) * area_of(ctm))


def tiled(cost: float, step: float, cell: float) -> Pattern:
    """A tiling pattern: what its cell costs, and the areas of a step and of the cell."""
    return Pattern(cost, OPERATOR + cell * OPAQUE, step, cell)


def gradient(kind: int, size: int) -> Pattern:
    """A gradient of a kind (ISO 32000-1, table 78) whose mesh or function takes `size` bytes."""
    by_function = _EVALUATED * size if kind == 1 else 0
    return Pattern(OPERATOR * (1 + size), (_AXIAL if kind == 2 else _GRADIENT) + by_function)


def of_picture(pixels: int, painted: float, *, packed: str = "", known: bool = False) -> float:
    """A picture, besides what is painted; `packed` names its filter, and one that is `known` is not unpacked again."""
    stored = _JPEG_2000 if packed == "/JPXDecode" else _STORED
    return painted + pixels * (_SCALED + (0 if known else stored))
