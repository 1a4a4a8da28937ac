"""Characters that print nothing: they come along unseen when text is pasted, and are removed where text comes in.

What is left out has the property `Default_Ignorable_Code_Point` (Unicode 15.1, DerivedCoreProperties), but for two
kinds: a soft hyphen says where a word may be broken, so printed text keeps it; and what embeds, isolates or overrides
the direction of text turns what follows it, so `reading` refuses it.
"""

from __future__ import annotations

import re

SOFT_HYPHEN = "\u00ad"
_UNSEEN = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def pasted(text: str) -> str:
    """A text that comes in, without what prints nothing; its soft hyphens stay."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def bare(text: str) -> str:
    """A text without anything that prints nothing, soft hyphens included."""
    return pasted(text).replace(SOFT_HYPHEN, "")


def places_of(text: str) -> list[int]:
    """For each character of `pasted` text, its offset in the text that came in."""
    return [place for place, sign in enumerate(text) if not _UNSEEN.match(sign)]


def columns_before(line: str) -> list[int]:
    """For each character of a line of `pasted` text, and its end, its column in the line that came in; from 1."""
    return [*(place + 1 for place in places_of(line)), len(line) + 1]
