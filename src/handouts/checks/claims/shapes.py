"""Shapes of sentences, made of the templates of the data: patterns that are tried only where their words are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from handouts.checks.claims.tokens import Sentence, class_key, sign

OBJECTS = frozenset({"disease", "complaint", "state", "level", "function", "part", "goodverb", "goodadj"})
_MADE = frozenset({"made_bad", "made_good", "free", "always", "vague", "quality"})
_ANY_SIGN = "[\ue000-\uf8ff]*"
_EDGES = {"^": r"\A", "$": r"(?:[.!:] )?\Z"}
_TURNS = "(?!(?:omdat|want|maar|hoewel|tenzij|behalve|because|but|unless|although|except) )"
"""Words over which no shape runs."""
_SHORT = 4
_RARE, _COMMON = 1, 12
"""How often a long word is met, beside a short word or a class: what is tried first is the rarest part of a shape."""


class Shape:
    """A shape: its pattern, and for each part that may not lack the words and classes of which it must have one.

    Of hundreds of shapes a text asks for a few, so a pattern is compiled when it is first tried.
    """

    def __init__(self, written: str, needs: tuple[frozenset[str], ...]) -> None:
        self._written, self.needs = written, needs

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is searched for in a sentence as it is written out."""
        return re.compile(self._written)


class Match(NamedTuple):
    """Where a shape was found: its number, and those of its first and last word and of what it acts on."""

    number: int
    first: int
    last: int
    object: int


class Shapes:
    """Some shapes, found by the rarest of their parts."""

    def __init__(self, templates: Iterable[str], names: Mapping[str, str]) -> None:
        self.all = tuple(_compiled(each, names) for each in templates)
        by_key: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = defaultdict(list)
        for number, shape in enumerate(self.all):
            rarest, *others = sorted(shape.needs, key=_frequency)
            for key in rarest:
                by_key[key].append((number, tuple(others)))
        self._by_key = {key: tuple(rows) for key, rows in by_key.items()}
        """By a word of its rarest part the number of a shape, and what its other parts need, the rarest first."""
        self._keys = frozenset(self._by_key)

    def matches(self, sentence: Sentence) -> Iterator[Match]:
        """All that is found in a sentence, by the order of the shapes."""
        for number in self._candidates(sentence):
            pattern = self.all[number].pattern
            for found in pattern.finditer(sentence.written):
                first = sentence.at(found.start())
                acted = found.start("object") if "object" in pattern.groupindex else -1
                last = sentence.last_before(found.end())
                yield Match(number, first, last, sentence.at(acted) if acted >= 0 else first)

    def has(self, sentence: Sentence) -> bool:
        """Whether any shape is in a sentence."""
        return any(self.all[number].pattern.search(sentence.written) for number in self._candidates(sentence))

    def _candidates(self, sentence: Sentence) -> list[int]:
        keys, found = sentence.keys, []
        for key in keys & self._keys:
            for number, others in self._by_key[key]:
                for need in others:
                    if keys.isdisjoint(need):
                        break
                else:
                    found.append(number)
        return sorted(set(found))


def _frequency(keys: frozenset[str]) -> int:
    return sum(_RARE if len(each) > _SHORT and not each.startswith("{") else _COMMON for each in keys)


def _compiled(template: str, names: Mapping[str, str]) -> Shape:
    parts, needs, has_object = [], [], False
    for element in template.split():
        if element in _EDGES:
            parts.append(_EDGES[element])
            continue
        if found := re.fullmatch(r"(\.\.|,,)(\d+)", element):
            comma = "," if found[1] == ".." else ""
            parts.append(rf"(?:{_TURNS}[^ {comma};:?!()–—….]+ ){{0,{found[2]}}}?")
            continue
        classes, words = _choices(element.removesuffix("?"), names)
        pattern = _one_of(classes, words)
        if classes & (OBJECTS | _MADE) and not has_object:
            has_object = True
            pattern = f"(?P<object>{pattern})"
        parts.append(f"(?:{pattern})?" if element.endswith("?") else pattern)
        if not element.endswith("?"):
            needs.append(frozenset(map(class_key, classes)) | words)
    return Shape(r"(?:\A|(?<= ))" + "".join(parts), tuple(needs))


def _choices(element: str, names: Mapping[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """The classes and the words that an element stands for."""
    inner = re.fullmatch(r"\{(.*)\}", element)
    if not inner:
        return frozenset(), frozenset(element.replace("_", " ").split("|"))
    if not inner[1].startswith("="):
        return frozenset(inner[1].split("|")), frozenset()
    named = names[inner[1][1:]].split("|")
    return frozenset(each[1:-1] for each in named if each[0] == "{"), frozenset(
        each for each in named if each[0] != "{"
    )


def _one_of(classes: frozenset[str], words: frozenset[str]) -> str:
    ways = [re.escape(each.replace(" ", "_")) for each in sorted(words, key=len, reverse=True)]
    of_words = f"{_ANY_SIGN}(?:{'|'.join(ways)}) "
    of_classes = f"{_ANY_SIGN}[{''.join(map(sign, sorted(classes)))}][^ ]* "
    if classes and words:
        return f"(?:{of_words}|{of_classes})"
    return of_classes if classes else of_words
