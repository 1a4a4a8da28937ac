"""A sentence as a row of words with their classes, written out so that a pattern can run over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from handouts.checks.claims.lexicon import Lexicon, lexicon

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*-?|[,;:?!()–—…]|\.(?=\s|$|[\"”’)])")
_FIRST_SIGN = 0xE000
"""Private characters stand for classes: no text holds them."""
_NUMBER = frozenset({"number"})
HARD = frozenset(";:?!()–—….")
"""Signs over which no shape runs; nor does it over a comma."""


class Token(NamedTuple):
    """A word or sign, where it stands in its text, and its classes; outside of it `start` is below 0."""

    word: str
    start: int
    end: int
    classes: frozenset[str]


class Sentence(NamedTuple):
    """The words of a sentence; `written` has a space behind each, and `places` says where each begins in it."""

    tokens: tuple[Token, ...]
    written: str
    places: tuple[int, ...]
    classes: frozenset[str]
    words: frozenset[str]

    def at(self, place: int) -> int:
        """The number of the word that begins at a place of `written`."""
        return self.places.index(place)


def tokens(text: str, start: int, end: int, language: str) -> list[Token]:
    """The words and signs of a part of a text; words that belong together are one."""
    known = lexicon(language)
    found = [(each[0].lower().replace("’", "'"), *each.span()) for each in _TOKEN.finditer(text, start, end)]
    made: list[Token] = []
    at = 0
    while at < len(found):
        count = _count(found, at, known)
        word = " ".join(each[0] for each in found[at : at + count])
        made.append(Token(word, found[at][1], found[at + count - 1][2], _classes(word, language)))
        at += count
    return made


def _count(found: Sequence[tuple[str, int, int]], at: int, known: Lexicon) -> int:
    for together in known.together.get(found[at][0], ()):
        if all(at + n < len(found) and found[at + n][0] == word for n, word in enumerate(together)):
            return len(together)
    return 1


@lru_cache(maxsize=20_000)
def _classes(word: str, language: str) -> frozenset[str]:
    return _NUMBER if word[0].isdigit() else lexicon(language).classes(word)


def sentence(made: Sequence[Token]) -> Sentence:
    """Words as a sentence."""
    written, places, classes = "", [], set[str]()
    for each in made:
        places.append(len(written))
        written += _signs(each.classes) + each.word.replace(" ", "_") + " "
        classes |= each.classes
    return Sentence(tuple(made), written, tuple(places), frozenset(classes), frozenset(each.word for each in made))


_SIGNS: dict[str, str] = {}


def sign(name: str) -> str:
    """The character that stands for a class."""
    return _SIGNS.setdefault(name, chr(_FIRST_SIGN + len(_SIGNS)))


@lru_cache(maxsize=2_000)
def _signs(classes: frozenset[str]) -> str:
    return "".join(sign(each) for each in sorted(classes))
