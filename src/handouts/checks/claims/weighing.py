"""How much a sentence reads as a promise: its words weighed by how often promises and innocent sentences have them.

The shapes of the data find what they were written for. The weights were learnt from sentences that people wrote for
this project (`tools/weigh_claims.py`), so that they know turns of words that no shape has. They carry a sentence that
the shapes miss, and take back what a shape finds in a sentence that is otherwise innocent.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import sqrt
from typing import NamedTuple

from handouts.checks.claims.lexicon import data
from handouts.checks.claims.tokens import Token

_OBJECTS = frozenset({"disease", "complaint", "state", "level", "function", "part"})
_LONG = 6
"""Letters from which on a word is known by its beginning and its end too."""
_HEAD, _TAIL = 5, 4
_EDGE = "^"
_UNIT = 0.08
"""What a whole number of the data weighs."""
_WITHOUT = {"bias": "0", "sure": "99", "innocent": "-99"}
"""By what a language without weights is judged: its shapes alone."""


class _Weights(NamedTuple):
    by_name: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    bias: float
    sure: float
    innocent: float


@cache
def _weights(language: str) -> _Weights:
    read = data(f"weights-{language}")
    by_name: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for weight, row in read.get("weights", {}).items():
        for name in row.split():
            match name.replace("~", " ").split("+"):
                case [one]:
                    by_name[one] = int(weight)
                case [one, two]:
                    pairs[one, two] = int(weight)
    bias, sure, innocent = (float(read.get(key, without)) for key, without in _WITHOUT.items())
    return _Weights(by_name, pairs, bias, sure, innocent)


def names_of(tokens: Sequence[Token], subject: str) -> Iterator[str]:
    """The features of a sentence by which it is weighed: its subject, words, parts of words, classes, and rows."""
    yield f"j={subject}"
    signs = [_EDGE, *(_sign(each.word, each.classes) for each in tokens), _EDGE]
    for each in tokens:
        yield from _of_word(each.word, each.classes)
    yield from (f"{one}+{two}" for one, two in itertools.pairwise(signs))


def weight_of(tokens: Sequence[Token], subject: str, language: str) -> float:
    """How much a sentence reads as a promise: above 0 it does so rather than not."""
    known = _weights(language)
    signs, total, count = [_EDGE], known.by_name.get(f"j={subject}", 0), len(tokens) + 2
    for word, _, _, classes in tokens:
        sign, weight, names = _known(word, classes, language)
        signs.append(sign)
        total += weight
        count += names
    signs.append(_EDGE)
    pairs = known.pairs
    for pair in itertools.pairwise(signs):
        total += pairs.get(pair, 0)
    return known.bias + _UNIT * total / sqrt(count)


def heaviest(tokens: Sequence[Token], language: str) -> tuple[int, int]:
    """The numbers of the first and last of the words that make a sentence read as a promise."""
    known = _weights(language)
    each = [float(_known(token.word, token.classes, language)[1]) for token in tokens]
    signs = [_EDGE, *(_sign(token.word, token.classes) for token in tokens), _EDGE]
    for at, pair in enumerate(itertools.pairwise(signs)):
        for place in (at - 1, at):
            if 0 <= place < len(each):
                each[place] += known.pairs.get(pair, 0) / 2
    inside = [at for at, token in enumerate(tokens) if token.start >= 0 and token.word[0].isalnum()]
    most = max((each[at] for at in inside), default=0.0)
    chosen = [at for at in inside if each[at] * 2 >= most] if most > 0 else inside
    return chosen[0], chosen[-1]


def bounds(language: str) -> tuple[float, float]:
    """Above which weight a sentence is a promise whatever its shape, and below which it is none."""
    known = _weights(language)
    return known.sure, known.innocent


@lru_cache(maxsize=20_000)
def _known(word: str, classes: frozenset[str], language: str) -> tuple[str, int, int]:
    """The sign of a word, what its names weigh together, and how many they are."""
    names = list(_of_word(word, classes))
    weights = _weights(language).by_name
    return _sign(word, classes), sum(weights.get(each, 0) for each in names), len(names)


def _of_word(word: str, classes: frozenset[str]) -> Iterator[str]:
    yield f"w={word}"
    yield from (f"c={each}" for each in classes)
    if len(word) >= _LONG:
        yield f"p={word[:_HEAD]}"
        yield f"e={word[-_TAIL:]}"


@lru_cache(maxsize=20_000)
def _sign(word: str, classes: frozenset[str]) -> str:
    """A word by its class, as far as it has one, for what stands beside it."""
    acted = sorted(classes & _OBJECTS) or sorted(classes)
    return f"{{{acted[0]}}}" if acted else word
