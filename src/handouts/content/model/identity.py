"""What tells who somebody is: how more than a first name is recognised, and a name where a reference belongs."""

from __future__ import annotations

import re

from handouts.content.words import pattern, words
from handouts.files.naming import plain_name

_TITLE = re.compile(rf"(?:{pattern('titles')})\.?\s")
_INITIALS = re.compile(r"^[^\W\d_]\.|\s[^\W\d_]\.?$")
_BETWEEN = re.compile(rf"\s(?:{pattern('between_names')})\s")
_SURNAME = re.compile(pattern("surname_endings"))
_COMMON, _FIRST_NAMES = frozenset(words("surnames")), frozenset(words("first_names"))
_SHORTEST_NAME = 3
_NOBODY = frozenset(words("nobody"))
"""What a reference without a digit says of a sheet that is nobody's."""


def is_more_than_a_first_name(text: str) -> bool:
    """Whether a surname, a title, initials, a number or an address is where a first name belongs.

    Of two plain words the last must look like a surname: `Anne Marie` and `Jan Willem` are first names.
    """
    name = " ".join(text.split())
    if re.search(r"\d\d|[@,;/()]", name) or len(name.split()) > 3:
        return True
    folded = name.casefold()
    if _TITLE.match(folded) or _INITIALS.search(name) or _BETWEEN.search(folded):
        return True
    _, _, last = folded.rpartition(" ")
    return " " in folded and last not in _FIRST_NAMES and (last in _COMMON or bool(_SURNAME.fullmatch(last)))


def may_be_a_name(ref: str, first_name: str = "") -> bool:
    """Whether a reference, which names the file, seems to name the person: no digit in it, or the first name."""
    parts = re.findall("[a-z]+", ref.casefold())
    name = plain_name(first_name)
    if not re.search(r"\d", ref) and not _NOBODY & set(parts):
        return True
    return len(name) >= _SHORTEST_NAME and name in {*parts, "".join(parts)}
