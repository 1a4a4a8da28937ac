"""What a colour in a PDF prints with: the inks that it takes, or that it is none of the press's own."""

from __future__ import annotations

from typing import Any, NamedTuple

import pikepdf

from handouts.press.pdf import CHANNELS, FAMILIES
from handouts.press.preflight.objects import Limits, decoded, numbers

_PROCESS = {"/Cyan", "/Magenta", "/Yellow", "/Black", "/None", "/All"}
_DEPTH, _DEEPEST_FUNCTION = 8, 24
_MAX_SAMPLES = 1024 * 1024
"""Bytes of the samples of a gradient."""


class Space(NamedTuple):
    """A colour space: how many numbers a colour has, and its family (rgb, grey, cmyk, spot, pattern).

    `names` are the inks of a spot colour, `device` is for the press's own, without a profile, and `under` is
    the space of the colours that a pattern without its own is given.
    """

    family: str
    channels: int
    names: tuple[str, ...] = ()
    indexed: bool = False
    device: bool = False
    under: Any = None


RGB, GREY, PATTERN = Space("rgb", 3), Space("grey", 1), Space("pattern", 0)
CMYK = Space("cmyk", 4, device=True)
_SPACES = {"rgb": RGB, "lab": RGB, "grey": GREY, "cmyk": CMYK, "pattern": PATTERN}


class Paint(NamedTuple):
    """A colour: its family, and the shares (0 to 1) of its inks, cyan, magenta, yellow and black, or of a spot's."""

    family: str
    shares: tuple[float, ...]

    @property
    def total(self) -> float:
        """The ink in all, 0 to 4; nothing for a colour of the screen, which has none yet."""
        return sum(self.shares) if self.family != "rgb" else 0.0

    @property
    def is_paper(self) -> bool:
        """Whether it is white."""
        return min(self.shares) > 0.97 if self.family == "rgb" else self.total < 0.03

    @property
    def is_rich_black(self) -> bool:
        """Whether it looks black, no lighter than 15 % of white in red, green or blue, in more than one ink.

        A dark blue or brown is a colour, which needs its inks.
        """
        if self.family != "cmyk":
            return False
        *colours, black = self.shares
        return sum(each > 0.05 for each in colours) > 0 and max(
            (1 - each) * (1 - black) for each in colours
        ) < 0.15  # fmt: skip


BLACK = Paint("grey", (1.0,))


def space_of(value: Any, named: Any, depth: int = 0) -> Space:
    """A colour space, by name or in full; `named` are those of the resources. Raises ValueError for nonsense."""
    if isinstance(value, pikepdf.Name):
        if str(value) in FAMILIES:
            return _SPACES[FAMILIES[str(value)]]
        if named is not None and value in named and depth < _DEPTH:
            return space_of(named[value], named, depth + 1)
    elif isinstance(value, pikepdf.Array) and len(value) and depth < _DEPTH:
        return _family(value, named, depth)
    raise ValueError("an unknown colour space")


def _family(value: Any, named: Any, depth: int) -> Space:
    family = str(value[0])
    if family == "/ICCBased":
        return _SPACES[CHANNELS[int(value[1].N)]]._replace(device=False)
    if family in {"/Indexed", "/I"}:
        return space_of(value[1], named, depth + 1)._replace(indexed=True)
    if family == "/Separation":
        return Space("spot", 1, (str(value[1]),))
    if family == "/DeviceN":
        names = tuple(str(each) for each in value[1])
        return Space("spot", len(names), names)
    if family == "/Pattern" and len(value) > 1:
        return PATTERN._replace(under=space_of(value[1], named, depth + 1))
    return _SPACES[FAMILIES[family]]


def spots_of(space: Space) -> set[str]:
    """The inks of a space that a press does not have ready."""
    return {name[1:] for name in space.names if name not in _PROCESS}


def paint_of(space: Space, values: Any) -> Paint:
    """A colour in a space. Raises ValueError when it has another count of numbers."""
    if space.family == "pattern":
        return Paint("pattern", (0.0,))
    shares = tuple(min(1.0, max(0.0, each)) for each in numbers(values, space.channels))
    if space.family == "grey":
        return Paint("grey", (1 - shares[0],))
    return Paint(space.family, shares)


def ends(function: Any, limits: Limits, depth: int = 0) -> list[tuple[float, ...]]:
    """The colours at the ends of a gradient's parts, or all samples of a sampled one: those that take most ink.

    `function` is as in ISO 32000-1, 7.10; one that is not understood, or lies in too many others (`depth`), gives none.
    Raises TooMuch for more parts than the limits of the document allow.
    """
    limits.step()
    if function is None or isinstance(function, pikepdf.Array) or depth > _DEEPEST_FUNCTION:
        return []
    kind = int(function.FunctionType)
    if kind == 2:
        return [tuple(float(each) for each in function.get(name, [0])) for name in ("/C0", "/C1")]
    if kind == 3:
        parts: Any = function.Functions
        return [colour for part in parts for colour in ends(part, limits, depth + 1)]
    return _samples(function) if kind == 0 else []


def _samples(function: Any) -> list[tuple[float, ...]]:
    width, channels = int(function.BitsPerSample) // 8, len(function.Range) // 2
    if width not in {1, 2} or not channels:
        return []
    data = decoded(function, _MAX_SAMPLES)
    most = 256**width - 1
    values = [int.from_bytes(data[at : at + width], "big") / most for at in range(0, len(data) - width + 1, width)]
    return [tuple(values[at : at + channels]) for at in range(0, len(values) - channels + 1, channels)]
