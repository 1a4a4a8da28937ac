"""Finds the weights in a text, and what each of them is of: a nutrient, its compound, or something else."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from handouts.content.nutrients import Nutrient
from handouts.content.nutrients.grammar import phrases_of
from handouts.content.nutrients.phrases import Phrase, Says
from handouts.content.nutrients.tokens import tokens_of

RANKS = ("whole", "plain", "compound", "named", "elemental")
"""Of what a weight may be, from what holds little of the nutrient to the nutrient itself."""


class Weight(NamedTuple):
    """A weight of a nutrient, by its place among the phrases of a text."""

    at: int
    milligrams: Fraction
    """The most that it can mean."""
    least: Fraction
    of: str
    """One of RANKS, or `other`."""
    depth: int
    """Within how many brackets it is."""


def read_phrases(text: str, nutrient: Nutrient | None = None, proper: frozenset[str] = frozenset()) -> list[Phrase]:
    """The phrases of a text as it is typed."""
    return phrases_of(tokens_of(text, nutrient, proper))


def weights_of(text: str, nutrient: Nutrient) -> list[Fraction]:
    """Every weight in a text, in mg, that is not said to be of something else than a nutrient."""
    return [each.milligrams for each in weighed(read_phrases(text, nutrient)) if each.of != "other"]


def weights_in(text: str) -> list[Fraction]:
    """Every weight in a text, in mg, of whatever it is."""
    return [each.milligrams for each in weighed(read_phrases(text))]


def weighed(phrases: list[Phrase]) -> list[Weight]:
    """Every weight among some phrases."""
    found: list[Weight] = []
    since = 0
    for phrase in phrases:
        if phrase.says is Says.WEIGHT:
            of = _of(phrases, since, phrase.at)
            found.append(Weight(phrase.at, phrase.most, phrase.least, of, phrase.depth))
        if phrase.says in {Says.WEIGHT, Says.JOIN, Says.DAYS}:
            since = phrase.at + 1
    return found


_ITSELF = frozenset({Says.HOLDS, Says.PURE})
_NAMED = frozenset({Says.NAME, Says.COMPOUND, Says.OTHER})


def _of(phrases: list[Phrase], since: int, at: int) -> str:
    """Of what a weight is: by what follows on it, else by what is before it in its part."""
    after = _following(phrases, at)
    is_pure = any(phrase.says is Says.PURE for phrase in after[:2])
    held = is_pure or any(phrase.says in _ITSELF for phrase in phrases[since:at])
    named = [phrase.says for phrase in after if phrase.says not in {*_ITSELF, Says.EACH, Says.NOTHING}]
    match named[:1]:
        case [Says.OTHER]:
            return "other"
        case [Says.WHOLE]:
            return "whole"
        case [Says.NAME | Says.COMPOUND]:
            return "elemental" if held and named[0] is Says.NAME else "compound" if Says.COMPOUND in named else "named"
    if held:
        return "elemental"
    before = [phrase.says for phrase in phrases[since:at] if phrase.says in _NAMED]
    if before[-1:] == [Says.OTHER]:
        return "other"
    return "compound" if Says.COMPOUND in before else "named" if before else "plain"


_ENDS = frozenset({Says.JOIN, Says.CLOSE, Says.WEIGHT, Says.COUNT, Says.DAYS, Says.TOTAL})


def _following(phrases: list[Phrase], at: int) -> list[Phrase]:
    """What follows on a weight and may say of what it is; a bracket may be before it."""
    found: list[Phrase] = []
    for phrase in phrases[at + 1 :]:
        if phrase.says in _ENDS or (phrase.says is Says.OPEN and found):
            break
        if phrase.says is not Says.OPEN:
            found.append(phrase)
    return found
