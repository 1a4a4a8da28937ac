"""Shapes of sentences in which a word of effect meets what it acts on, made of the data into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from handouts.checks.claims.lexicon import data
from handouts.checks.claims.tokens import Sentence, sign

_ANY_SIGN = "[\ue000-\uf8ff]*"
OBJECTS = frozenset({"disease", "complaint", "state", "level", "function", "part", "goodverb", "goodadj"})
_TURNS = "(?!(?:omdat|want|maar|hoewel|tenzij|behalve|because|but|unless|although|except) )"
_EDGES = {"^": r"\A", "$": r"(?:[.!:] )?\Z"}
_NEGATIONS = frozenset({"geen", "niet", "nooit", "no", "not", "never", "without"})
_MADE = frozenset({"made_bad", "made_good", "free", "always", "vague", "quality"})


class Frame(NamedTuple):
    """A shape: its kind of effect, its pattern, and the classes and words of which a sentence must have some."""

    kind: str
    pattern: re.Pattern[str]
    needs: tuple[tuple[frozenset[str], frozenset[str]], ...]
    negates: bool


class Found(NamedTuple):
    """An effect that was found: the numbers of its first and last word, and of the word that it acts on."""

    kind: str
    first: int
    last: int
    object: int
    negates: bool = False
    """Whether its own words deny the complaint, as `geen hoofdpijn meer` does."""


@cache
def frames(language: str) -> tuple[Frame, ...]:
    """The shapes of a language."""
    read = data(f"frames-{language}")
    names = read.get("names", {})
    return tuple(_frame(kind, each, names) for kind, shapes in read.get("kinds", {}).items() for each in shapes)


def compiled(template: str, names: dict[str, str]) -> tuple[str, tuple[tuple[frozenset[str], frozenset[str]], ...]]:
    """The pattern of a template, and for each word of it that may not lack its classes and its words."""
    parts, needs, has_object = [], [], False
    for element in template.split():
        if element in _EDGES:
            parts.append(_EDGES[element])
            continue
        if found := re.fullmatch(r"(\.\.|,,)(\d+)", element):
            comma = "," if found[1] == ".." else ""
            parts.append(rf"(?:{_TURNS}[^ {comma};:?!()–—….]+ ){{0,{found[2]}}}?")
            continue
        optional = element.endswith("?")
        one = element.removesuffix("?")
        classes, words = _choices(one, names)
        pattern = _one_of(classes, words)
        if classes & (OBJECTS | _MADE) and not has_object:
            has_object = True
            pattern = f"(?P<object>{pattern})"
        parts.append(f"(?:{pattern})?" if optional else pattern)
        if not optional:
            needs.append((classes, words))
    return r"(?:\A|(?<= ))" + "".join(parts), tuple(needs)


def _choices(element: str, names: dict[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    inner = re.fullmatch(r"\{(.*)\}", element)
    if not inner:
        return frozenset(), frozenset(element.replace("_", " ").split("|"))
    if inner[1].startswith("="):
        return frozenset(), frozenset(names[inner[1][1:]].split("|"))
    return frozenset(inner[1].split("|")), frozenset()


def _one_of(classes: frozenset[str], words: frozenset[str]) -> str:
    if classes:
        return f"{_ANY_SIGN}[{''.join(map(sign, sorted(classes)))}][^ ]* "
    written = (re.escape(each.replace(" ", "_")) for each in sorted(words, key=len, reverse=True))
    return f"{_ANY_SIGN}(?:{'|'.join(written)}) "


def _frame(kind: str, template: str, names: dict[str, str]) -> Frame:
    pattern, needs = compiled(template, names)
    return Frame(kind, re.compile(pattern), needs, any(words & _NEGATIONS for _, words in needs))


def found_in(sentence: Sentence, language: str) -> Iterator[Found]:
    """The effects in a sentence."""
    for frame in frames(language):
        if all(not sentence.classes.isdisjoint(kinds) or not sentence.words.isdisjoint(words)
               for kinds, words in frame.needs):  # fmt: skip
            for match in frame.pattern.finditer(sentence.written):
                first = sentence.at(match.start())
                last = sentence.at(match.end()) - 1 if match.end() < len(sentence.written) else len(sentence.tokens) - 1
                acted = match.start("object") if "object" in frame.pattern.groupindex else -1
                yield Found(frame.kind, first, last, sentence.at(acted) if acted >= 0 else first, frame.negates)
