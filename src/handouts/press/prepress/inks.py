"""What a colour of the screen becomes in ink on coated paper: FOGRA39, whole percents, at most 300 % together."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from PIL import Image, ImageCms

Colour = tuple[float, ...]
"""Shares from 0 to 1: red, green and blue, or cyan, magenta, yellow and black, or one grey."""

MAX_INK = 3.0
"""Shares of the four inks together: 300 %, which is what online print shops take on coated paper."""
ONLY_BLACK: Colour = (0.0, 0.0, 0.0, 1.0)
_STEPS = range(0, 256, 15)


def profile() -> bytes:
    """The ICC profile of the paper and press. Its provenance is in fogra39l.txt next to it."""
    return resources.files("handouts.press.prepress").joinpath("fogra39l.icc").read_bytes()


class Inks:
    """Colours as inks.

    Greys become black alone, as light as they look on the screen, and so does each colour that `blacks` names
    (`#RRGGBB` to the share of black, 0 to 1): four inks that are a hair out of place make small text unreadable.
    """

    space = "/DeviceCMYK"
    operators = ("k", "K")

    def __init__(self, blacks: Mapping[str, float]) -> None:
        """Names of colours may be in capitals or not, with a `#` or without."""
        self._blacks = {name.lstrip("#").upper(): share for name, share in blacks.items()}
        self._known: dict[bytes, Colour] = {}

    def rgb(self, colour: Colour) -> Colour:
        """The inks of a flat colour, in whole percents."""
        key = _bytes(colour)
        if key not in self._known:
            self._known[key] = self._flat(key)
        return self._known[key]

    def _flat(self, key: bytes) -> Colour:
        share = self._blacks.get(key.hex().upper())
        if share is not None:
            return (0.0, 0.0, 0.0, share)
        if len(set(key)) == 1:
            return self.grey(key[0] / 255)
        return limited(tuple(round(each, 2) for each in _converted("RGB", key)[0]))

    def course(self, colours: Sequence[Colour]) -> list[Colour]:
        """The inks of the steps in a gradient: not rounded, and none of them in black alone."""
        return [limited(inks) for inks in _converted("RGB", b"".join(map(_bytes, colours)))]

    def grey(self, level: float) -> Colour:
        """Black alone, in whole percents."""
        return (0.0, 0.0, 0.0, round(_black_for(level), 2))

    def lab(self, colour: Colour) -> Colour:
        """The inks of a colour in CIE L*a*b*, in whole percents."""
        lightness, *opponents = colour
        key = bytes([round(_within(lightness / 100) * 255), *(round(each) % 256 for each in opponents)])
        return limited(tuple(round(each, 2) for each in _converted("LAB", key)[0]))

    def cmyk(self, colour: Colour) -> Colour:
        """As it is: inks are written on purpose."""
        return colour

    def picture(self, image: Image.Image) -> Image.Image:
        """A picture in four inks; a grey one in black alone."""
        if image.mode == "L":
            black = image.point([round(_black_for(level / 255) * 255) for level in range(256)])
            nothing = Image.new("L", image.size)
            return Image.merge("CMYK", (nothing, nothing, nothing, black))
        # Photographs keep the drawing in their shadows: the darkest of the screen becomes the darkest of the paper.
        converted: Image.Image = _transform("RGB", shadows=True).apply(image)
        return converted


class Luminosity:
    """Colours as the light that they give: what a soft mask looks at. Source: ISO 32000-1, 11.5.3 and 10.3.2."""

    space = "/DeviceGray"
    operators = ("g", "G")

    def rgb(self, colour: Colour) -> Colour:
        """The light of a colour."""
        red, green, blue = colour
        return (0.3 * red + 0.59 * green + 0.11 * blue,)

    def course(self, colours: Sequence[Colour]) -> list[Colour]:
        """The light of the colours, one by one."""
        return [self.rgb(colour) for colour in colours]

    def grey(self, level: float) -> Colour:
        """A grey is its own light."""
        return (level,)

    def lab(self, colour: Colour) -> Colour:
        """The light of a colour in CIE L*a*b*."""
        return (_within(colour[0] / 100),)

    def cmyk(self, colour: Colour) -> Colour:
        """The light that the inks leave."""
        cyan, magenta, yellow, black = colour
        return (1 - min(1.0, 0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black),)

    def picture(self, image: Image.Image) -> Image.Image:
        """A picture in greys."""
        return image.convert("L")


Target = Inks | Luminosity
"""The one colour space that everything in a content stream is brought into: `operators` set a colour for filling and
for stroking."""


def limited(inks: Colour) -> Colour:
    """The same colour with at most `MAX_INK`: black stays, the others give way."""
    *colours, black = inks
    spare = MAX_INK - black
    if sum(colours) <= spare:
        return tuple(inks)
    share = spare / sum(colours)
    return (*(int(each * share * 100) / 100 for each in colours), black)


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))


def _bytes(colour: Colour) -> bytes:
    return bytes(round(_within(each) * 255) for each in colour)


@cache
def _press() -> Any:
    return ImageCms.ImageCmsProfile(io.BytesIO(profile()))


@cache
def _transform(mode: str, *, shadows: bool = False) -> Any:
    """Into the inks, relative to the white of the paper.

    Flat colours come nearest to the screen without black point compensation: of the colours of the palettes none
    moves by more than 2 (ΔE 1976) but two browns, which no coated paper can show. Photographs want it.
    """
    source = ImageCms.createProfile("LAB" if mode == "LAB" else "sRGB")
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION if shadows else ImageCms.Flags.NONE
    return ImageCms.buildTransform(source, _press(), mode, "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC, flags)


def _converted(mode: str, values: bytes) -> list[Colour]:
    """The inks of colours, three bytes each. A row of them costs as little as one."""
    row = Image.frombytes(mode, (len(values) // 3, 1), values)
    inks = _transform(mode).apply(row).tobytes()
    return [tuple(each / 255 for each in inks[at : at + 4]) for at in range(0, len(inks), 4)]


def _black_for(level: float) -> float:
    """The share of black that looks as light as a grey of the screen, black being black in both."""
    wanted = _lightness(level)
    lights = _lights_of_black()
    at = min(max(bisect_left(lights, wanted), 1), len(lights) - 1)
    low, high = lights[at - 1], lights[at]
    part = _within((wanted - low) / (high - low))
    return 1 - (at - 1 + part) / (len(lights) - 1)


def _lightness(level: float) -> float:
    """L* of a grey in sRGB, 0 to 1. Sources: IEC 61966-2-1 and CIE 15."""
    linear = level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4
    return (1.16 * linear ** (1 / 3) - 0.16) if linear > 216 / 24389 else linear * 24389 / 2700


@cache
def _lights_of_black() -> list[float]:
    """How light black looks from full to none in equal steps, 0 to 1."""
    source = Image.frombytes("CMYK", (len(_STEPS), 1), b"".join(bytes((0, 0, 0, 255 - step)) for step in _STEPS))
    onto = ImageCms.buildTransform(
        _press(), ImageCms.createProfile("LAB"), "CMYK", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
    )
    lights = onto.apply(source).tobytes()[::3]
    dark, light = lights[0], lights[-1]
    return [(each - dark) / (light - dark) for each in lights]
