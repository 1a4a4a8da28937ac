"""Which drawing goes with a text, where the practitioner names none: its words tell, as each language lists them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from handouts.content.model.drawings import DRAWINGS, NO_DRAWING
from handouts.content.words import pattern
from handouts.languages.texts import languages, own_texts

_GRAVE = re.compile(rf"\b(?:{pattern('grave')})", re.IGNORECASE)


def drawing_for(*texts: str, named: str = "", besides: Collection[str] = (), weak: bool = True) -> str:
    """The drawing that is `named`, else the one that the first of the texts tells; empty where there is none.

    Where a text speaks of something grave, nothing is drawn but what is named. What a text tells is passed over when it
    is one of `besides`, so that no drawing comes twice by itself. Without `weak` no word tells that only hints at one.
    """
    if named:
        return "" if named == NO_DRAWING else named
    if is_grave(*texts):
        return ""
    for kind in ("words", "weak") if weak else ("words",):
        for text in texts:
            if found := _found(text, kind, frozenset(besides)):
                return found
    return ""


def is_grave(*texts: str) -> bool:
    """Whether any of the texts speaks of something that no drawing should stand beside by itself."""
    return any(_GRAVE.search(text) for text in texts)


def _found(text: str, kind: str, besides: frozenset[str]) -> str:
    """The drawing whose word comes first; of two at one place the longer word counts."""
    matches = [
        (found.start(), -len(found[0]), drawing)
        for drawing, words in _patterns(kind).items()
        if drawing not in besides and (found := words.search(text))
    ]
    return min(matches)[2] if matches else ""


@cache
def _patterns(kind: str) -> dict[str, re.Pattern[str]]:
    """For each drawing the words of all languages: a text may mix them."""
    found: dict[str, re.Pattern[str]] = {}
    for drawing in DRAWINGS:
        words = [
            word for language in languages() for word in own_texts(language, "drawings").get(drawing, {}).get(kind, ())
        ]
        if words:
            found[drawing] = re.compile(rf"\b(?:{'|'.join(words)})\w*", re.IGNORECASE)
    return found
