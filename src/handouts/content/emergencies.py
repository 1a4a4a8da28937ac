"""Which of those whom to call is the emergency number, such as `112` or `Bel 112`."""

from __future__ import annotations

import re

from handouts.content.words import words

_NUMBERS = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words('emergency_numbers')))})(?![\w-])")
_AROUND = frozenset(words("around_emergency"))


def is_emergency(who: str) -> bool:
    """Whether a text names the emergency number and nobody else: not `Je huisarts, of 112`."""
    rest, count = _NUMBERS.subn(" ", who)
    return bool(count) and _AROUND.issuperset(re.findall(r"\w+", rest.casefold()))
