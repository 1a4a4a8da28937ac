"""The effects in a sentence: shapes in which a word of effect meets what it acts on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from handouts.checks.claims.lexicon import data
from handouts.checks.claims.shapes import Shapes
from handouts.checks.claims.tokens import Sentence

_NEGATIONS = frozenset({"geen", "niet", "nooit", "no", "not", "never", "without"})


class Found(NamedTuple):
    """An effect that was found: the numbers of its first and last word, and of the word that it acts on."""

    kind: str
    first: int
    last: int
    object: int
    negates: bool = False
    """Whether its own words deny the complaint, as `geen hoofdpijn meer` does."""


class _Frames(NamedTuple):
    kinds: tuple[str, ...]
    shapes: Shapes
    negates: tuple[bool, ...]


@cache
def _frames(language: str) -> _Frames:
    read = data(f"frames-{language}")
    rows = [(kind, each) for kind, templates in read.get("kinds", {}).items() for each in templates]
    shapes = Shapes((each for _, each in rows), read.get("names", {}))
    negates = tuple(any(_NEGATIONS & need for need in each.needs) for each in shapes.all)
    return _Frames(tuple(kind for kind, _ in rows), shapes, negates)


def found_in(sentence: Sentence, language: str) -> Iterator[Found]:
    """The effects in a sentence."""
    frames = _frames(language)
    for number, first, last, acted in frames.shapes.matches(sentence):
        yield Found(frames.kinds[number], first, last, acted, frames.negates[number])
