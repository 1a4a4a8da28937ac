"""Whether a line is drawn through text: struck out, crossed out, or barred by what a stylesheet puts behind it.

The line is looked for in the picture of the page without its text, between a little above the baseline and the height
of small letters, where no underline, rule or edge of a table belongs; and among what is painted over the text, as it
may have the colour of the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from handouts.proving.ink import FINE, Look, distance
from handouts.proving.paper import Box, Character

LOWEST, HIGHEST = 0.1, 0.5
"""The band above the baseline in which a line strikes text out, as shares of the type size."""
THICKEST = 0.25
"""The thickest line, and how far from its middle its ground is looked for, as a share of the type size."""
FAINTEST_LINE = 1.3
"""The contrast ratio of a line with both its sides from which it is seen."""
FEWEST = 3
"""So many characters side by side are struck, or all of a stretch that has fewer."""


def is_struck(characters: Sequence[Character], look: Look) -> bool:
    """Whether a line runs through the characters of a stretch, which are all set alike on one line."""
    baseline, size, upright, paint = characters[0].setting
    if not upright or paint is None or paint.alone:
        return False
    signs = [each for each in characters if each.box.area > 0]
    if not signs:
        return False
    if any(_runs_through(cover, signs) for cover in paint.covers):
        return True
    left, right = min(each.box.left for each in signs), max(each.box.right for each in signs)
    band = Box(left, baseline + (LOWEST - THICKEST) * size, right, baseline + (HIGHEST + THICKEST) * size)
    return not look.is_even(band) and _has_line(look.ground_of(band), signs, band)


def _runs_through(cover: Box, signs: Sequence[Character]) -> bool:
    """Whether a thin rectangle lies over the middle of enough characters."""
    baseline, size = signs[0].setting.baseline, signs[0].setting.size
    if cover.top - cover.bottom > THICKEST * size or not LOWEST <= (cover.middle - baseline) / size <= HIGHEST:
        return False
    crossed = sum(cover.left <= (each.box.left + each.box.right) / 2 <= cover.right for each in signs)
    return crossed >= min(FEWEST, len(signs))


def _has_line(ground: Any, signs: Sequence[Character], band: Box) -> bool:
    """Whether a line goes on at one height behind enough characters, in a picture of the ground in fine dots."""
    reach = round(THICKEST * signs[0].setting.size * FINE)
    row: list[set[int]] = []
    least = min(FEWEST, len(signs))
    for each in signs:
        begin, end = round((each.box.left - band.left) * FINE), round((each.box.right - band.left) * FINE)
        row.append(lines_in(_profile(ground.crop((begin, 0, max(end, begin + 1), ground.height))), reach))
        if len(row) >= least and set.intersection(*row[-least:]):
            return True
    return False


def _profile(column: Any) -> bytes:
    """The mean tone of each row of dots, from above."""
    from PIL import Image

    profile: bytes = column.resize((1, column.height), Image.Resampling.BOX).tobytes()
    return profile


def lines_in(tones: Sequence[int], reach: int) -> set[int]:
    """The rows that differ in the same way from what is above and from what is below them, no farther than `reach`.

    Rows from which there is less than that to the end are not asked.
    """
    least = distance(FAINTEST_LINE)
    found: set[int] = set()
    for place in range(reach, len(tones) - reach):
        above, below, here = tones[place - reach : place], tones[place + 1 : place + 1 + reach], tones[place]
        darker = min(max(above, default=0), max(below, default=0)) - here
        paler = here - max(min(above, default=255), min(below, default=255))
        if max(darker, paler) >= least:
            found.add(place)
    return found
