"""A sentence as a row of words with their classes, written out so that a pattern can run over them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from handouts.checks.claims.lexicon import NOTHING, lexicon

_TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*-?|[,;:?!()–—…]|\.(?=\s|$|[\"”’)])")
_FIRST_SIGN = 0xE000
"""Private characters stand for classes: no text holds them."""
_NUMBER = frozenset({"number"})
HARD = frozenset(";:?!()–—….")
"""Signs over which no shape runs; nor does it over a comma."""

_BREAKS = HARD | {","}


class Token(NamedTuple):
    """A word or sign, where it stands in its text, and its classes; outside of it `start` is below 0."""

    word: str
    start: int
    end: int
    classes: frozenset[str]


class Sentence:
    """The words of a sentence; few are written out, as most have no words of a pattern."""

    def __init__(self, made: Sequence[Token]) -> None:
        self.tokens = tuple(made)

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of its words."""
        return NOTHING.union(*{each.classes for each in self.tokens})

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words and signs."""
        return frozenset(each.word for each in self.tokens)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its words, and its classes between braces."""
        return self.words | _class_keys(self.classes)

    @cached_property
    def written(self) -> str:
        """Its words with the signs of their classes, and a space behind each."""
        return "".join(self._parts)

    def at(self, place: int) -> int:
        """The number of the word that begins at a place of `written`."""
        return bisect_left(self._places, place)

    def last_before(self, place: int) -> int:
        """The number of the last word that begins before a place of `written`."""
        return self.at(place) - 1

    @cached_property
    def _parts(self) -> list[str]:
        return [_written(each.word, each.classes) for each in self.tokens]

    @cached_property
    def _places(self) -> list[int]:
        return list(accumulate(map(len, self._parts[:-1]), initial=0)) if self.tokens else []


def tokens(text: str, start: int, end: int, language: str) -> list[Token]:
    """The words and signs of a part of a text; words that belong together are one."""
    known = lexicon(language)
    found = [(each[0].lower(), *each.span()) for each in _TOKEN.finditer(text, start, end)]
    if "’" in text:
        found = [(word.replace("’", "'"), begin, stop) for word, begin, stop in found]
    said = [word for word, _, _ in found]
    if known.beginnings.isdisjoint(pairwise(said)):
        return [Token(word, begin, stop, _classes(word, language)) for word, begin, stop in found]
    together = known.together
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


def clause(row: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The numbers of the first and last word of the clause, or clauses, of some words of a row."""
    while first and row[first - 1].word not in _BREAKS and row[first - 1].start >= 0:
        first -= 1
    while last + 1 < len(row) and row[last + 1].word not in _BREAKS:
        last += 1
    return first, last


def _count(found: Sequence[tuple[str, int, int]], at: int, rows: Iterable[tuple[str, ...]]) -> int:
    """How many words from one on belong together; 0 for none."""
    for row in rows:
        if tuple(each[0] for each in found[at : at + len(row)]) == row:
            return len(row)
    return 0


@lru_cache(maxsize=20_000)
def _classes(word: str, language: str) -> frozenset[str]:
    return _NUMBER if word[0].isdigit() else lexicon(language).classes(word)


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
