"""Every colour that carries text stands out from its ground by 4.5 to 1 (WCAG 2.2, success criterion 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.loading import Loaded
from handouts.model.brand import channels, contrast
from handouts.model.practice import Practice
from handouts.problems import Problem, error

LEAST = 4.5
WHITE = "#FFFFFF"


def check(practice: Loaded[Practice]) -> Iterator[Problem]:
    """The colours that she picked herself, on white and on the tinted grounds that they are printed on."""
    brand = practice.value.brand
    colours = brand.colours
    for key, colour, grounds in (
        ("colour", colours.primary, (WHITE, colours.tint, colours.warm, colours.mid)),
        ("accent", colours.accent, (WHITE, colours.tint, colours.warm)),
    ):
        worst = min(contrast(colour, ground) for ground in grounds)
        if worst < LEAST and getattr(brand, key):
            yield error(
                "contrast",
                practice.marks.at(("brand", key)),
                f"{colour} stands out from its ground by {worst:.1f} to 1, and {LEAST} is the least that can be read",
                f'a darker shade of it that can be read: "{readable(colour)}"',
            )


def readable(colour: str) -> str:
    """The colour, darkened as little as it takes to be read on its own tints: the middle tint is a quarter of it."""
    for share in range(100, -1, -2):
        darker = "#" + "".join(f"{round(value * share / 100):02X}" for value in channels(colour))
        ground = "#" + "".join(f"{round(255 - 0.26 * (255 - value)):02X}" for value in channels(darker))
        if contrast(darker, ground) >= LEAST:
            return darker
    return "#000000"
