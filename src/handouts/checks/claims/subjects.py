"""Of what a sentence speaks: a food, a supplement, a product for the skin, a way of life or the body."""

from __future__ import annotations

from typing import NamedTuple

from handouts.checks.claims.claim import Said
from handouts.checks.claims.frames import Found
from handouts.checks.claims.guards import words
from handouts.checks.claims.tokens import HARD, Sentence, Token

PRODUCTS = frozenset({"food", "supplement", "skin"})
_SUBJECTS = {
    "nutrient": "supplement", "pill": "supplement", "herb": "supplement", "cream": "skin", "food": "food",
    "treatment": "body", "habit": "lifestyle", "harm": "", "person": "", "selfacting": "",
}  # fmt: skip
_GOODS = frozenset({"nutrient", "pill", "herb", "cream"})
_OWN = frozenset({"treatment", "habit"})
_NEAR_THE_START = 4
"""Words at the start of a sentence among which its subject is looked for."""

_AT_THE_START = 2
"""Words, such as `je lever`, that are the subject when they open a sentence."""

_BETWEEN = 2
"""Words within which `door` or `met` makes a product the one that acts: `je zenuwen worden gekalmeerd door glycine`."""


class Subject(NamedTuple):
    """What a claim is about; empty in `kind` where it is nobody's promise, and `word` is the word that says so."""

    kind: str
    word: Token | None = None
    assumed: bool = False

    @property
    def is_herb(self) -> bool:
        """Whether it is a plant."""
        return self.word is not None and "herb" in self.word.classes and "nutrient" not in self.word.classes


def subject_of(said: Said, found: Found) -> Subject:
    """The subject that a sentence names, else the one that its block is given, else what its block speaks of."""
    sentence, given = said.sentence, said.text.subject
    kind, is_assumed = (given, False) if given else (_assumed(said.block), True)
    named = _named(sentence, found, said.language)
    if named is None:
        return Subject("lifestyle", None, assumed=True) if is_assumed else Subject(kind)
    if "harm" in named.classes and not sentence.words.isdisjoint(words(said.language, "removals")):
        return Subject("lifestyle", named, assumed=True)
    says = next(_SUBJECTS[each] for each in _SUBJECTS if each in named.classes)
    if says == "food" and kind in PRODUCTS | {"lifestyle", "body"} and not is_assumed:
        return Subject(kind, named)
    if says == "supplement" and kind == "food":
        says = "food"
    return Subject(says, named, is_assumed and says in {"lifestyle", "body"})


def _named(sentence: Sentence, found: Found, language: str) -> Token | None:
    """The word that says what a sentence is about; a product that is named anywhere goes before a way of life."""
    inside = range(found.first, found.last + 1)
    begin = _start_of(sentence, found.first)
    before = [
        each
        for at, each in enumerate(sentence.tokens[: found.first])
        if each.classes & _SUBJECTS.keys() and not _stands_behind(sentence, at, _BETWEEN, words(language, "not_acting"))
    ]
    within = [sentence.tokens[at] for at in inside if at != found.object and sentence.tokens[at].classes & _GOODS]
    after = [each for each in sentence.tokens[found.last + 1 :] if each.classes & _SUBJECTS.keys()]
    opening = sentence.tokens[begin : min(begin + _NEAR_THE_START, found.first)]
    for each in reversed(opening):
        is_self = "selfacting" in each.classes and each in opening[:_AT_THE_START]
        is_self = is_self and not _is_acted_on(sentence, language)
        if (is_self or each.classes & {"harm", "person"}) and not each.classes & _GOODS:
            return each
        if each.classes & _OWN and not any(other.classes & _GOODS for other in (*before, *within)):
            return each
    goods = [each for each in (*reversed(before), *within, *after) if each.classes & _GOODS]
    if goods:
        return goods[0]
    return before[-1] if before else next((each for each in after if "food" in each.classes), None)


def _is_acted_on(sentence: Sentence, language: str) -> bool:
    """Whether a product is what acts in a sentence, by a word such as `door`."""
    near = words(language, "by")
    return any(
        each.classes & _GOODS and _stands_behind(sentence, at, _BETWEEN, near)
        for at, each in enumerate(sentence.tokens)
    )


def _stands_behind(sentence: Sentence, place: int, count: int, near: frozenset[str]) -> bool:
    """Whether one of the `count` words before a place is among some words."""
    return any(each.word in near for each in sentence.tokens[max(place - count, 0) : place])


def _start_of(sentence: Sentence, place: int) -> int:
    """Where the clause of a word begins."""
    return next((at + 1 for at in range(place - 1, -1, -1) if sentence.tokens[at].word in HARD | {","}), 0)


def _assumed(block: Sentence) -> str:
    if "cream" in block.classes:
        return "skin"
    if not block.classes.isdisjoint(_GOODS):
        return "supplement"
    return "body" if "treatment" in block.classes else "lifestyle"
