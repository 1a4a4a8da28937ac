"""Whether a line is drawn through text: struck out, crossed out, or barred by what a stylesheet puts behind it.

The line is looked for in the picture of the page without its text, between a little above the baseline and the height
of small letters, where no underline, rule or edge of a table belongs; and among what is painted over the text, as it
may have the colour of the ground. A stroke in any direction is one that is as plain to see as a letter must be, so
that a pale drawing behind the text is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from handouts.proof.ink import FINE, MIN_CONTRAST, Look, distance
from handouts.proof.paper import Box, Character

LOWEST, HIGHEST = 0.1, 0.5
"""The band above the baseline in which a line strikes text out, as shares of the type size."""
MAX_THICKNESS = 0.25
"""The thickest line, and how far from its middle its ground is looked for, as a share of the type size."""
MIN_LINE_CONTRAST = 1.3
"""The contrast ratio of a line with both its sides from which it is seen."""
MIN_STRUCK = 3
"""So many characters side by side are struck, or all of a stretch that has fewer."""
MIDDLE = 0.2
"""So much of the width of a character on either side is not asked: there the edge of a frame may touch it."""
MAX_STROKE = 0.5
"""The thickest stroke in any direction, as a share of the type size; what is thicker is a ground."""
Struck = Literal["", "crossed", "struck"]
"""Nothing; a stroke over a letter or two; a line through the words."""


def how_struck(characters: Sequence[Character], look: Look) -> Struck:
    """How the characters of a stretch, which are all set alike on one line, are drawn through."""
    baseline, size, upright, paint, _ = characters[0].setting
    if not upright or paint is None or paint.alone:
        return ""
    signs = [each for each in characters if each.box.area > 0]
    if not signs:
        return ""
    if any(_runs_through(cover, signs) for cover in paint.covers):
        return "struck"
    left, right = min(each.box.left for each in signs), max(each.box.right for each in signs)
    band = Box(left, baseline + (LOWEST - MAX_THICKNESS) * size, right, baseline + (HIGHEST + MAX_THICKNESS) * size)
    if look.is_even(band):
        return ""
    if _has_line(look.ground_of(band), signs, band):
        return "struck"
    return _strokes_over(signs, look)


def _strokes_over(signs: Sequence[Character], look: Look) -> Struck:
    """How strokes in any direction run over the characters."""
    baseline, size = signs[0].setting.baseline, signs[0].setting.size
    reach = round(MAX_STROKE * size * FINE)
    aside = reach / FINE + 1 / FINE
    left, right = min(each.box.left for each in signs), max(each.box.right for each in signs)
    lowest, highest = baseline + LOWEST * size, max(each.box.top for each in signs)
    around = Box(left - aside, lowest - aside, right + aside, max(lowest, highest) + aside)
    strokes = strokes_in(look.ground_of(around), reach)
    lower = round((around.top - lowest) * FINE)
    crossed = []
    for each in signs:
        inset = MIDDLE * (each.box.right - each.box.left)
        begin, end = ((edge - around.left) * FINE for edge in (each.box.left + inset, each.box.right - inset))
        # A stroke over a dash or a comma is one over the word: what is low is asked as high as small letters are.
        top = max(each.box.top, baseline + HIGHEST * size)
        upper = min(round((around.top - top + LOWEST * size) * FINE), lower - 1)
        crossed.append(strokes.crop((int(begin), upper, max(int(begin) + 1, round(end)), lower)).getbbox() is not None)
    least = min(MIN_STRUCK, len(signs))
    if any(all(crossed[place : place + least]) for place in range(len(crossed) - least + 1)):
        return "struck"
    return "crossed" if any(crossed) else ""


def _runs_through(cover: Box, signs: Sequence[Character]) -> bool:
    """Whether a thin rectangle lies over the middle of enough characters."""
    baseline, size = signs[0].setting.baseline, signs[0].setting.size
    if cover.top - cover.bottom > MAX_THICKNESS * size or not LOWEST <= (cover.middle - baseline) / size <= HIGHEST:
        return False
    crossed = sum(cover.left <= (each.box.left + each.box.right) / 2 <= cover.right for each in signs)
    return crossed >= min(MIN_STRUCK, len(signs))


def _has_line(ground: Any, signs: Sequence[Character], band: Box) -> bool:
    """Whether a line goes on at one height behind enough characters, in a picture of the ground in fine dots."""
    reach = round(MAX_THICKNESS * signs[0].setting.size * FINE)
    row: list[set[int]] = []
    least = min(MIN_STRUCK, len(signs))
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
    least = distance(MIN_LINE_CONTRAST)
    found: set[int] = set()
    for place in range(reach, len(tones) - reach):
        above, below, here = tones[place - reach : place], tones[place + 1 : place + 1 + reach], tones[place]
        darker = min(max(above, default=0), max(below, default=0)) - here
        paler = here - max(min(above, default=255), min(below, default=255))
        if max(darker, paler) >= least:
            found.add(place)
    return found


def strokes_in(ground: Any, reach: int) -> Any:
    """White in a picture of tones where a stroke is drawn that is no thicker than `reach` dots, black elsewhere.

    A dot of a stroke differs in the same way from what is on both its sides, to the left and right or above and below.
    Less than `reach` from its edges the picture says nothing.
    """
    from PIL import ImageChops

    least = distance(MIN_CONTRAST)
    seen = [255 if value >= least else 0 for value in range(256)]
    found = None
    for tones in (ground, ImageChops.invert(ground)):
        for across, down in (1, 0), (0, 1):
            # The closing of mathematical morphology: what is thinner takes the tone of the darker of its sides.
            closed = _along(_along(tones, -across, -down, reach), across, down, reach, darkest=True)
            strokes = ImageChops.subtract(closed, tones).point(seen)
            found = strokes if found is None else ImageChops.lighter(found, strokes)
    return found


def _along(tones: Any, across: int, down: int, reach: int, *, darkest: bool = False) -> Any:
    """For each dot the palest, or darkest, of itself and the `reach` dots beside it on one side."""
    from PIL import ImageChops

    chosen = ImageChops.darker if darkest else ImageChops.lighter
    known = 1
    while known <= reach:
        step = min(known, reach + 1 - known)
        tones = chosen(tones, ImageChops.offset(tones, step * across, step * down))
        known += step
    return tones
