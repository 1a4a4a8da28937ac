"""Did every word of a document arrive? Those that were read by themselves and those of the brochure are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from handouts.content.model.brochure import Brochure
from handouts.content.model.printed import printed_texts
from handouts.files.unseen import pasted
from handouts.intake.importing.foreign import Foreign
from handouts.intake.importing.lines import EMOJI, KINDS
from handouts.intake.importing.meaning import speaks_against
from handouts.intake.importing.raised import flat
from handouts.problems import ContentError, Mark, error, msg, shortened

REPORT_IT = msg("nothing was written; this is a mistake of handouts, so please report it")
_SIGNS = str.maketrans("", "", "*_[]|")
# What the brochure draws itself, or what only frames: bullets, numbers before a line, rules, and emoji around a title.
_MARK = re.compile(rf"(?:{'|'.join(pattern for _, pattern in KINDS)}|[-–—=_~#•·:>.…]|[{EMOJI}\ufe0f\u200d])+\s*")


class Added(NamedTuple):
    """What an import adds: a title where there was none, the heading over what found no place, addresses of links."""

    title: str = ""
    not_placed: str = ""
    addresses: frozenset[str] = frozenset()


def check_losses(foreign: Foreign, brochure: Brochure, source: str, added: Added) -> int:
    """How many words arrived. Raises ContentError when one of the document did not, or not in its order.

    What found no place has an order of its own.
    """
    printed = [
        (text, _shown(text, added.addresses), "alt" if path[-2:] == ("image", "alt") else path[0])
        for path, text in printed_texts(brochure)
    ]
    arrived = _compared(shown for _, shown, _ in printed)
    remarked = [word for remark in foreign.remarks for word in remark.words]
    expected = _compared(foreign.words)
    missing = Counter([*expected, *_compared([added.title, added.not_placed])])
    missing.subtract([*arrived, *_compared(remarked)])
    expected = parted(expected, missing)
    lost = next((word for word in expected if missing[word] > 0), "")
    lost = lost or next((word for word in arrived if missing[word] < 0), "")
    if lost:
        message = msg("“{word}” of this document would be lost, or be there twice", word=shortened(lost, 60))
        raise ContentError([error("import-lost-text", Mark(source), message, REPORT_IT)])
    in_order = [each for each in printed if each[2] not in {"alt", "sources"}]
    in_order = in_order[1:] if added.title else in_order
    ordered = takewhile(lambda each: not added.not_placed or each[0] != added.not_placed, in_order)
    moved = first_moved(expected, _compared(shown for _, shown, _ in ordered))
    # Sources come last, wherever their notes stood.
    moved = moved or first_moved(expected, _compared(shown for _, shown, of in printed if of == "sources"))
    if moved:
        message = msg("“{word}” of this document would not be in its place", word=shortened(moved, 60))
        raise ContentError([error("import-lost-text", Mark(source), message, REPORT_IT)])
    return len(arrived)


def parted(expected: Sequence[str], missing: Counter[str]) -> list[str]:
    """The expected words, of which one whose halves arrived by themselves is two: half of it was left out or moved."""
    made: list[str] = []
    for word in expected:
        cuts = range(1, len(word)) if missing[word] > 0 else ()
        at = next((at for at in cuts if missing[word[:at]] < 0 and missing[word[at:]] < 0), 0)
        made += [word[:at], word[at:]] if at else [word]
        if at:
            missing.update([word[:at], word[at:]])
            missing[word] -= 1
    return made


def first_moved(expected: Sequence[str], texts: Sequence[str]) -> str:
    """The first of the words that is not in its order among those expected; empty where all are."""
    words = iter(expected)
    return next((text for text in texts if not any(text == word for word in words)), "")


def _shown(text: str, addresses: Iterable[str]) -> str:
    """A text without the addresses of its links."""
    for address in addresses:
        text = text.replace(f"]({address})", "]")
    return text


def _compared(words: Iterable[str]) -> list[str]:
    """The words without the signs and marks that a brochure draws itself or reads as layout."""
    made = (word.translate(_SIGNS) for word in pasted(" ".join(words)).split())
    kept = (word for word in made if word and (speaks_against(word) or not _MARK.fullmatch(f"{word}\t")))
    return [flat(word.rstrip(".:")) for word in kept if word.rstrip(".:")]
