"""Did every word of a document arrive? Those that were read by themselves and those of the brochure are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from handouts.content.model.brochure import Brochure
from handouts.content.model.fields import printed_texts
from handouts.files.unseen import pasted
from handouts.intake.importing.foreign import Foreign
from handouts.intake.importing.lines import EMOJI, KINDS
from handouts.intake.importing.meaning import speaks_against
from handouts.problems import ContentError, Mark, error, msg, shortened

_HINT = msg("nothing was written; this is a mistake of handouts, so please report it")
_SIGNS = str.maketrans("", "", "*_[]|")
# What the brochure draws itself, or what only frames: bullets, numbers before a line, rules, and emoji around a title.
_MARK = re.compile(rf"(?:{'|'.join(pattern for _, pattern in KINDS)}|[-–—=_~#•·:>.…]|[{EMOJI}\ufe0f\u200d])+\s*")


def check_losses(
    foreign: Foreign, brochure: Brochure, source: str, *, addresses: frozenset[str], added: Iterable[str]
) -> int:
    """How many words arrived. Raises ContentError when one of the document did not, or not in its order.

    `addresses` are those of links that were written into the text, `added` the texts that the document did not have.
    """
    texts, alternatives = _arrived(brochure, addresses)
    named = [word for remark in foreign.named for word in remark.words]
    expected = _compared(foreign.words)
    missing = Counter(expected) + Counter(_compared(_split(added)))
    missing.subtract(Counter([*texts, *alternatives, *_compared(named)]))
    lost = next((word for word in expected if missing[word] > 0), "")
    if not lost:
        lost = next((word for word in [*texts, *alternatives] if missing[word] < 0), "")
    if lost:
        message = msg("“{word}” of this document would be lost, or be there twice", word=shortened(lost, 60))
        raise ContentError([error("import-lost-text", Mark(source), message, _HINT)])
    own = texts if not any(added) else []
    if moved := _first_moved(expected, own):
        message = msg("“{word}” of this document would not be in its place", word=shortened(moved, 60))
        raise ContentError([error("import-lost-text", Mark(source), message, _HINT)])
    return len(texts) + len(alternatives)


def _first_moved(expected: Sequence[str], texts: Sequence[str]) -> str:
    """The first of the words that is not in its order among those expected; empty where all are."""
    words = iter(expected)
    return next((text for text in texts if not any(text == word for word in words)), "")


def _arrived(brochure: Brochure, addresses: frozenset[str]) -> tuple[list[str], list[str]]:
    """The words of the brochure, and those of its texts for pictures."""
    texts: list[str] = []
    alternatives: list[str] = []
    for path, text in printed_texts(brochure):
        shown = str(text)
        for address in addresses:
            shown = shown.replace(f"]({address})", "]")
        (alternatives if path[-2:] == ("image", "alt") else texts).extend(shown.split())
    return _compared(texts), _compared(alternatives)


def _split(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in text.split()]


def _compared(words: Iterable[str]) -> list[str]:
    """The words without the signs and marks that a brochure draws itself or reads as layout."""
    made = (word.translate(_SIGNS) for word in pasted(" ".join(words)).split())
    kept = (word for word in made if word and (speaks_against(word) or not _MARK.fullmatch(f"{word}\t")))
    return [word.rstrip(".:") for word in kept if word.rstrip(".:")]
