"""Letters and figures that are printed small, raised or lowered, where no such sign was written: `2` that looks as `²`.

A stylesheet does it with smaller type off the line, or asks the typeface for other shapes of the same characters
(`sups`, `sinf`, `frac` and their like), which a PDF still says to be plain ones. Old-style figures and a zero with a
slash are of the usual size, and as well to read; other letters of the usual size are found in `shapes`.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator

from handouts.proof.paper import MAX_RAISED, Character
from handouts.proof.stretches import Stretch

MIN_FIGURE_HEIGHT = 0.475
"""As a share of the type size: in the pairs the lowest old-style figure is 0.51 high, the tallest raised one 0.44."""
MIN_LETTER_HEIGHT = 0.42
"""The same of letters: the lowest small letter is 0.46 high; raised ones are 0.25 to 0.34, with an ascender 0.59."""
MAX_FOOT = 0.15
"""So far above the baseline a letter or figure may begin, as a share of the type size; raised ones begin at 0.2."""
MUCH_SMALLER = 0.8
"""Type of less than this share of the size beside it is much smaller."""
DROPPED = 2.0
"""A letter that begins a text and is so many times as large as what follows is an initial."""
OFF_THE_LINE = 0.1
"""How far a small word may be off the baseline of its neighbour, as a share of the larger type size."""
NEAR = 0.5
"""The white between two neighbours of one line, as a share of the larger type size."""
_FIGURES = frozenset(string.digits)
_LETTERS = frozenset(string.ascii_letters)


def raised(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, str]]:
    """What is raised or lowered by its shape, or by smaller type within its text: where, and which signs.

    The stretches are in reading order. Two texts side by side, such as a number and what it counts, are set apart.
    """
    before: Stretch | None = None
    for stretch in stretches:
        if signs := "".join(each.text for each in stretch.characters if _is_shaped_small(each)):
            yield stretch, signs
        elif before and before.page == stretch.page and stretch.goes_on:
            if _is_raised(stretch, before) and not _is_initial(before, stretch):
                yield stretch, stretch.words
            elif _is_raised(before, stretch):
                yield before, before.words
        before = stretch


def _is_shaped_small(character: Character) -> bool:
    """Whether the typeface draws a letter or figure small or off its line."""
    sign, box, setting = character.text, character.box, character.setting
    is_figure = sign in _FIGURES
    if not is_figure and sign not in _LETTERS:
        return False
    least = MIN_FIGURE_HEIGHT if is_figure else MIN_LETTER_HEIGHT
    size = setting.size
    small = box.top - box.bottom < least * size or box.bottom - setting.baseline > MAX_FOOT * size
    return small and setting.upright


def _is_raised(small: Stretch, large: Stretch) -> bool:
    """Whether a stretch is beside another, off its line, and is much smaller."""
    one, other = small.setting, large.setting
    size = other.size
    off = abs(one.baseline - other.baseline)
    if one.size >= MUCH_SMALLER * size or not OFF_THE_LINE * size <= off < MAX_RAISED * size:
        return False
    left, right = (small, large) if small.box.left < large.box.left else (large, small)
    return -OFF_THE_LINE * size <= right.box.left - left.box.right < NEAR * size


def _is_initial(first: Stretch, rest: Stretch) -> bool:
    size, others = (each.setting.size for each in (first, rest))
    return not first.goes_on and len(first.characters) == 1 and first.words.isalpha() and size >= DROPPED * others
