"""Every colour that carries text stands out from its ground by 4.5 to 1 (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.loading import Loaded
from handouts.model.brand import Brand, channels, contrast
from handouts.model.practice import Practice
from handouts.problems import Problem, error

LEAST = 4.5
_WHITE = "#FFFFFF"


def check(practice: Loaded[Practice]) -> Iterator[Problem]:
    """The colours that she picked herself, on white and on the tinted grounds that they are printed on."""
    brand = practice.value.brand
    for key in ("colour", "accent"):
        colour = getattr(brand, key)
        if colour and (worst := least_contrast(brand, key)) < LEAST:
            yield error(
                "contrast",
                practice.marks.at(("brand", key)),
                f"{colour} stands out from its ground by {worst:.1f} to 1, and {LEAST} is the least that can be read",
                f'the nearest shade that can be read: "{readable(brand, key)}"',
            )


def least_contrast(brand: Brand, key: str) -> float:
    """The least contrast of her `colour` or `accent` with any ground that it is printed on."""
    colours = brand.colours
    if key == "colour":
        return min(contrast(colours.primary, each) for each in (_WHITE, colours.tint, colours.warm, colours.mid))
    return min(contrast(colours.accent, each) for each in (_WHITE, colours.tint, colours.warm))


def readable(brand: Brand, key: str) -> str:
    """The colour under `key`, darkened as little as it takes to be read on every ground, in steps of a hundredth."""
    values = channels(getattr(brand, key))
    for share in range(100, 0, -1):
        shade = "#" + "".join(f"{round(value * share / 100):02X}" for value in values)
        if least_contrast(brand.model_copy(update={key: shade}), key) >= LEAST:
            return shade
    return "#000000"
