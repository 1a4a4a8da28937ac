"""Which paragraphs stand out by how they look, as headings do: larger, underlined, in a colour, or on a ground."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

TITLE, BOLD = 0, -1
"""Of a paragraph that stands out: it is the title, or it is to be read as one in bold. From 1 on it is a level."""
_LARGER, _LEAST = 1.1, 1.0
"""How much larger letters are that stand out: times the usual size, and points."""
_MOST_LEVELS, _NEAR_TITLE = 4, 3
_LONGEST, _MOST_WORDS = 100, 14
_SEVERAL = 2
_HAS_LETTERS = re.compile(r"[^\W\d_]{2}")


class Looks(NamedTuple):
    """How a paragraph looks: its size in points, 0 where that is not known, and its colour, empty for black.

    `underlined` and `grounded` are so for all its letters; `listed` is a line of a list or a cell. `level` is that of
    a heading by its style.
    """

    text: str
    size: float = 0.0
    colour: str = ""
    underlined: bool = False
    grounded: bool = False
    listed: bool = False
    level: int | None = None


def prominent(paragraphs: Sequence[Looks]) -> dict[int, int]:
    """The places of paragraphs that stand out, with what each is: `TITLE`, `BOLD`, or a level of heading."""
    sizes: Counter[float] = Counter()
    colours: Counter[str] = Counter()
    for each in paragraphs:
        sizes[each.size] += len(each.text)
        colours[each.colour] += len(each.text)
    if not sizes:
        return {}
    usual, ink = sizes.most_common(1)[0][0], colours.most_common(1)[0][0]
    short = [place for place, each in enumerate(paragraphs) if _may_head(each)]
    found = _by_size(paragraphs, [place for place in short if _is_larger(paragraphs[place].size, usual)])
    rest = [place for place in short if place not in found]
    underlined = {place for place in rest if paragraphs[place].underlined or paragraphs[place].grounded}
    coloured = {place for place in rest if paragraphs[place].colour != ink}
    return found | dict.fromkeys({*underlined, *(coloured if len(coloured) >= _SEVERAL else ())}, BOLD)


def _by_size(paragraphs: Sequence[Looks], larger: Sequence[int]) -> dict[int, int]:
    """What the larger paragraphs are: by their sizes, or where styles say which are headings, a title or bold."""
    counts = Counter(paragraphs[place].size for place in larger)
    first = [place for place, each in enumerate(paragraphs) if each.text.strip()][:_NEAR_TITLE]
    under_title = {
        place
        for before, place in pairwise(first)
        if {before, place} <= {*larger}
        and counts[paragraphs[place].size] == 1
        and paragraphs[before].size > paragraphs[place].size
    }
    kept = [place for place in larger if place not in under_title]
    headed = [place for place, each in enumerate(paragraphs) if each.level is not None]
    if headed:
        opens = kept[:1] if kept and kept[0] < headed[0] and paragraphs[headed[0]].level != TITLE else []
        return dict.fromkeys(kept, BOLD) | dict.fromkeys(opens, TITLE)
    ranks = sorted({paragraphs[place].size for place in kept}, reverse=True)
    return {place: min(ranks.index(paragraphs[place].size) + 1, _MOST_LEVELS) for place in kept}


def _is_larger(size: float, usual: float) -> bool:
    return usual > 0 and size >= usual * _LARGER and size - usual >= _LEAST


def _may_head(paragraph: Looks) -> bool:
    text = paragraph.text.strip()
    if paragraph.listed or paragraph.level is not None or not _HAS_LETTERS.search(text):
        return False
    return len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and text[-1] not in ".,;"
