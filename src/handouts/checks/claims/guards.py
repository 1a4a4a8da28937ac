"""What makes the words of a claim innocent: a question, a denial, a doctor, no evidence, a warning."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from handouts.checks.claims.frames import Found
from handouts.checks.claims.lexicon import data
from handouts.checks.claims.shapes import Shapes
from handouts.checks.claims.tokens import HARD, Sentence

_AFTER = 5
"""Words behind an effect in which its denial is looked for."""


@cache
def _shapes(language: str, keys: tuple[str, ...]) -> Shapes:
    """The shapes of a language under some keys of its context file, one in the other."""
    read = data(f"context-{language}")
    names = read.get("names", {})
    for key in keys:
        read = read.get(key, {})
    return Shapes(read, names)


@cache
def _rules(language: str) -> tuple[tuple[str, ...], Shapes]:
    """The shapes that are claims by themselves, all together, and the rule of each."""
    read = data(f"phrases-{language}")
    rows = [(rule, each) for rule, templates in read.get("rules", {}).items() for each in templates]
    return tuple(rule for rule, _ in rows), Shapes((each for _, each in rows), read.get("names", {}))


def phrases(sentence: Sentence, language: str) -> list[tuple[str, int, int]]:
    """Each phrase that is a claim by itself: its rule, and the numbers of its first and last word, in their order."""
    rules, shapes = _rules(language)
    found = [(rules[each.number], each.first, each.last) for each in shapes.matches(sentence)]
    return sorted(found, key=lambda each: (each[1], -each[2])) if found else found


def places(sentence: Sentence, language: str, key: str) -> list[tuple[int, int]]:
    """Where a sentence has one of some shapes: the numbers of the first and last word of each, in their order."""
    found = [(each.first, each.last) for each in _shapes(language, (key,)).matches(sentence)]
    return sorted(found, key=lambda each: (each[0], -each[1]))


def has(sentence: Sentence, language: str, *keys: str) -> bool:
    """Whether a sentence has one of some shapes."""
    return _shapes(language, keys).has(sentence)


@cache
def words(language: str, key: str) -> frozenset[str]:
    """The words of a language under a key of its context file."""
    return frozenset(data(f"context-{language}").get(key, "").split())


@cache
def named(language: str, *keys: str) -> frozenset[str]:
    """The words of a language under some names of its phrases."""
    names = data(f"phrases-{language}").get("names", {})
    return frozenset(each for key in keys for each in names.get(key, "").split("|") if each[:1] not in {"", "{"})


def is_denied(sentence: Sentence, first: int, last: int, language: str, *, own: bool = False) -> bool:
    """Whether what stands from word `first` to `last` is denied; `own` says that its own words deny a complaint."""
    denials, turns = words(language, "denials"), words(language, "clean")
    said = [each.word for each in sentence.tokens]
    begin = next((at + 1 for at in range(first - 1, -1, -1) if said[at] in HARD | turns | {","}), 0)
    end = next((at for at in range(last + 1, len(said)) if said[at] in HARD | turns | {","}), len(said))
    for at in range(begin, min(end, last + 1 + _AFTER)):
        if said[at] not in denials or (own and first <= at <= last):
            continue
        if _is_turned(said[at + 1 :], language):
            continue
        return True
    return False


def _is_turned(following: list[str], language: str) -> bool:
    """Whether the words behind a denial make it none: `niet alleen …`, `niet met …, maar met …`."""
    if not following or following[0] in words(language, "not_denials"):
        return bool(following)
    leads, turns = words(language, "leads_on"), words(language, "contrasts")
    return following[0] in leads and any(each in turns and after in leads for each, after in pairwise(following))


def is_question(sentence: Sentence, language: str) -> bool:
    """Whether a sentence asks: `Wist je dat …?` tells."""
    tells = bool(sentence.tokens) and sentence.tokens[0].word in words(language, "rhetorical")
    return bool(sentence.tokens) and sentence.tokens[-1].word == "?" and not tells


def is_told(sentence: Sentence, language: str) -> bool:
    """Whether a sentence tells of an experience, or of what may be."""
    return has(sentence, language, "experience")


def _is_taken_back(sentence: Sentence, found: Found, language: str) -> bool:
    """Whether a doubt is before a turn, and the effect behind it: `geen medicijn, maar het verlicht migraine`."""
    said = [each.word for each in sentence.tokens[: found.last + 1]]
    turn = max((at for at, word in enumerate(said) if word in words(language, "takes_back")), default=0)
    if not 0 < turn <= found.first + 1:
        return False
    shapes = _shapes(language, ("silent", "doubt"))
    return all(each.last < turn for each in shapes.matches(sentence))


def is_innocent(sentence: Sentence, found: Found, following: Sentence | None, language: str) -> bool:
    """Whether the surroundings of an effect take its promise away."""
    if is_denied(sentence, found.first, found.last, language, own=found.negates):
        return True
    if any(has(sentence, language, "silent", each) for each in ("doctor", "safety")):
        return True
    if has(sentence, language, "silent", "doubt") and not _is_taken_back(sentence, found, language):
        return True
    if has(sentence, language, "silent", "told") and not has(sentence, language, "caused"):
        return True
    return following is not None and has(following, language, "silent", "doubt")
