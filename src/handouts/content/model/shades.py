"""How far apart two colours are, and the nearest shade of a colour that can be read on its grounds.

Sources: WCAG 2.2, relative luminance, contrast ratio, and success criterion 1.4.3 (letters: 4.5 to 1);
Björn Ottosson, "A perceptual color space for image processing" (2020), for OKLab.
"""

from __future__ import annotations

from functools import lru_cache

LEAST = 4.5
"""The least contrast of letters with what they are printed on."""
_STEPS = 12
"""Halvings of a span: 1/4096 of it is finer than the 255 steps of a channel."""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#RRGGBB`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(colour: str, share: float) -> str:
    """The colour on white paper at `share` of its strength (0 to 1)."""
    return "#" + "".join(f"{round(255 - share * (255 - value)):02X}" for value in channels(colour))


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white). Source: WCAG 2.2, definition of relative luminance."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21, in either order. Source: WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=64)
def readable(colour: str, grounds: tuple[str, ...]) -> str:
    """The colour itself where it stands out from each of the light `grounds`; otherwise its nearest darker shade.

    Darker is a lower lightness in OKLCH. The hue stays, and of the chroma as much as a screen can show. Raises
    ValueError when black would not stand out either.
    """

    def stands_out(shade: str) -> bool:
        return min(contrast(shade, ground) for ground in grounds) >= LEAST

    if stands_out(colour):
        return colour
    if not stands_out(nearest := "#000000"):
        raise ValueError("these grounds are too dark for black letters")
    lightness, a, b = _oklab(colour)
    low, high = 0.0, lightness
    for _ in range(_STEPS):
        middle = (low + high) / 2
        shade = _shown(middle, a, b)
        if stands_out(shade):
            low, nearest = middle, shade
        else:
            high = middle
    return nearest


def _shown(lightness: float, a: float, b: float) -> str:
    """The colour of that lightness, with as much of the chroma (`a`, `b`) as sRGB holds there."""
    low, high = 0.0, 1.0
    if _fits(*_from_oklab(lightness, a, b)):
        low = 1.0
    for _ in range(_STEPS if low < 1 else 0):
        middle = (low + high) / 2
        if _fits(*_from_oklab(lightness, middle * a, middle * b)):
            low = middle
        else:
            high = middle
    encoded = (_encoded(value) for value in _from_oklab(lightness, low * a, low * b))
    return "#" + "".join(f"{value:02X}" for value in encoded)


def _fits(*linear: float) -> bool:
    return all(0 <= value <= 1 for value in linear)


def _linear(colour: str) -> tuple[float, float, float]:
    """Red, green and blue in proportion to the light, 0 to 1. Source: WCAG 2.2, relative luminance."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (each / 255 for each in channels(colour))
    )
    return red, green, blue


def _encoded(linear: float) -> int:
    """A channel from 0 to 255; the inverse of `_linear`."""
    linear = min(max(linear, 0.0), 1.0)
    return round(255 * (12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055))


def _oklab(colour: str) -> tuple[float, float, float]:
    """Lightness (0 to 1), green to red, and blue to yellow. Source: Ottosson (2020), linear_srgb_to_oklab."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """Red, green and blue in proportion to the light. Source: Ottosson (2020), oklab_to_linear_srgb."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
