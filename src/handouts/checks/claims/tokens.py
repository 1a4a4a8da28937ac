"""A sentence as a row of words with their classes, written out so that a pattern can run over them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from handouts.checks.claims.lexicon import lexicon

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
    keys: frozenset[str]
    """Its words, and its classes between braces."""

    def at(self, place: int) -> int:
        """The number of the word that begins at a place of `written`."""
        return bisect_left(self.places, place)

    def last_before(self, place: int) -> int:
        """The number of the last word that begins before a place of `written`."""
        return bisect_left(self.places, place) - 1


def tokens(text: str, start: int, end: int, language: str) -> list[Token]:
    """The words and signs of a part of a text; words that belong together are one."""
    together = lexicon(language).together
    found = [(each[0].lower().replace("’", "'"), *each.span()) for each in _TOKEN.finditer(text, start, end)]
    made: list[Token] = []
    skipped = 0
    for at, (word, begin, stop) in enumerate(found):
        if skipped:
            skipped -= 1
            continue
        if word in together and (count := _count(found, at, together[word])):
            whole = " ".join(each[0] for each in found[at : at + count])
            made.append(Token(whole, begin, found[at + count - 1][2], _classes(whole, language)))
            skipped = count - 1
        else:
            made.append(Token(word, begin, stop, _classes(word, language)))
    return made


def _count(found: Sequence[tuple[str, int, int]], at: int, rows: Iterable[tuple[str, ...]]) -> int:
    """How many words from one on belong together; 0 for none."""
    for row in rows:
        if tuple(each[0] for each in found[at : at + len(row)]) == row:
            return len(row)
    return 0


@lru_cache(maxsize=20_000)
def _classes(word: str, language: str) -> frozenset[str]:
    return _NUMBER if word[0].isdigit() else lexicon(language).classes(word)


def sentence(made: Sequence[Token]) -> Sentence:
    """Words as a sentence."""
    places, parts, place = [], [], 0
    for each in made:
        places.append(place)
        part = _written(each.word, each.classes)
        parts.append(part)
        place += len(part)
    classes = frozenset().union(*{each.classes for each in made})
    words = frozenset(each.word for each in made)
    return Sentence(tuple(made), "".join(parts), tuple(places), classes, words, words | _class_keys(classes))


@lru_cache(maxsize=20_000)
def _written(word: str, classes: frozenset[str]) -> str:
    return "".join(sign(each) for each in sorted(classes)) + word.replace(" ", "_") + " "


def class_key(name: str) -> str:
    """How a class is named among words."""
    return f"{{{name}}}"


@lru_cache(maxsize=2_000)
def _class_keys(classes: frozenset[str]) -> frozenset[str]:
    return frozenset(map(class_key, classes))


_SIGNS: dict[str, str] = {}


def sign(name: str) -> str:
    """The character that stands for a class."""
    return _SIGNS.setdefault(name, chr(_FIRST_SIGN + len(_SIGNS)))
