"""What 0 and 10 mean at a mark that is given each day, where the practitioner does not say: its name tells."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from handouts.languages.texts import FALLBACK, entries_of, own_texts, texts

_OTHER, _SLEEP = "other", "sleep"


class Ends(NamedTuple):
    """What the lowest and the highest mark mean, and whether the name of the scale tells it."""

    low: str
    high: str
    is_known: bool


def ends_of(name: str, language: str) -> Ends:
    """What 0 and 10 mean of what `name` says, in a language."""
    kind = _kind_of(name)
    found = texts(language, "scales")[kind]
    return Ends(found["low"], found["high"], kind != _OTHER)


def is_of_the_night(name: str) -> bool:
    """Whether what `name` says is known in the morning: how one slept."""
    return _kind_of(name) == _SLEEP


def _kind_of(name: str) -> str:
    return next((kind for kind, pattern in _patterns() if pattern.search(name)), _OTHER)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each kind the words of all languages: a name may be of another than its document."""
    kinds = (kind for kind in own_texts(FALLBACK, "scales") if kind != _OTHER)
    return tuple(
        (kind, re.compile(rf"\b(?:{'|'.join(word for each in entries_of('scales', kind) for word in each['words'])})",
                          re.IGNORECASE))
        for kind in kinds
    )  # fmt: skip
