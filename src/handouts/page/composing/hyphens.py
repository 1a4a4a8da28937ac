"""Where a long word with a digit may be hyphenated: among its letters, and never beside its number.

The engine asks a dictionary that knows no digits, so it would print `Coronavirus2019-` at a line's end and go on with
`besmetting`. Such words are marked by `prose`, no stylesheet hyphenates them, and the soft hyphens stand here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from handouts.files.unseen import SOFT_HYPHEN
from handouts.page.pipeline import ADDRESS

SHORTEST = 18
"""From so many characters a word may be wider than the narrowest column of large letters."""
_KEPT = 4
"""So many letters of a part stay before a hyphen, and so many come behind it."""
_MARKED = re.compile(r'(<span class="(?:mixed|unhyphenated)">)([^<&]+)(?=</span>)')
_LETTERS = re.compile(rf"[^\W\d_]{{{2 * _KEPT},}}")


def with_hyphens(html: str, language: str) -> str:
    """Inline HTML with a soft hyphen wherever a long word with a digit may be hyphenated; an address never is."""
    return _MARKED.sub(lambda found: found[1] + _hyphenated(found[2], language), html)


def _hyphenated(word: str, language: str) -> str:
    if len(word) < SHORTEST or SOFT_HYPHEN in word or ADDRESS.search(word):
        return word
    if (dictionary := _dictionary(language)) is None:
        return word
    return _LETTERS.sub(lambda part: str(dictionary.inserted(part[0], SOFT_HYPHEN)), word)


@cache
def _dictionary(language: str) -> Any:
    """The patterns of TeX that the engine hyphenates by; None where there are none for the language."""
    from pyphen import Pyphen, language_fallback

    return Pyphen(lang=language, left=_KEPT, right=_KEPT) if language_fallback(language) else None
