"""Claims that no shape finds and the words give away, and sentences that are innocent by their words."""

from __future__ import annotations

from handouts.checks.claims import authorised, guards, weighing
from handouts.checks.claims.claim import (
    GENERAL,
    HERB,
    MEDICAL,
    RECOMMENDED,
    SHORTAGE,
    TEST,
    UNAUTHORISED,
    WEIGHT,
    Claim,
    Said,
    Words,
    claim,
)  # fmt: skip
from handouts.checks.claims.effects import nutrient_of
from handouts.checks.claims.frames import found_in
from handouts.checks.claims.subjects import PRODUCTS, Subject
from handouts.checks.claims.tokens import clause

_BY_CLASS = (
    ("pounds", WEIGHT), ("disease", MEDICAL), ("complaint", MEDICAL), ("drug", TEST), ("lack", SHORTAGE),
)  # fmt: skip
"""By what is named, the rule of a claim; the first counts."""
_OF_A_PRODUCT = frozenset({"state", "level", "function", "part", "goodverb", "goodadj", "better", "quality"})
_KINDS = (
    ("cream", "skin"), ("pill", "supplement"), ("nutrient", "supplement"), ("herb", "supplement"), ("food", "food"),
    ("treatment", "body"),
)  # fmt: skip
_CARE = ("exam", "meds", "care", "pros")
"""The names in the data of what a treatment may be said to replace."""
_ENOUGH = 3
"""Words below which a sentence says too little to be weighed."""
_OF_A_MEAL = frozenset({"food", "number"})
_LEADING = frozenset({"title", "heading", "lead_in"})
"""What leads to a text and promises nothing by itself."""
_DENIED = 1.0
"""How much more a sentence with a word such as `niet` has to weigh."""
_SILENT = ("doctor", "doubt", "safety")


def may_promise(said: Said) -> bool:
    """Whether the words of a sentence allow any claim: of most sentences this is all that has to be known."""
    row = said.sentence.tokens
    if said.following and row[-1].word == "?":  # a question promises with its answer
        row = (*row, *said.following.tokens)
    return weighing.weight_of(row, _subject(said), said.language) > weighing.bounds(said.language)[1]


def promise_in(said: Said) -> Claim | None:
    """The claim of a sentence that no shape knows, where its words leave no doubt."""
    if said.text.passage.path[-1] in _LEADING or not _is_sure(said) or _is_innocent(said):
        return None
    words, language, subject = said.sentence, said.language, Subject(_subject(said))
    nutrient = nutrient_of(said, subject) if subject.kind in PRODUCTS else ""
    if nutrient and authorised.carries(" ".join(each.word for each in words.tokens), [nutrient], language):
        return None
    rule = _rule(said, subject)
    return claim(said, rule, _words(said), subject.kind, nutrient) if rule else None


def _is_sure(said: Said) -> bool:
    """Whether the own words of a sentence, without what leads into it, are those of a promise."""
    own = [each for each in said.sentence.tokens if each.start >= 0]
    if sum(each.word[0].isalnum() for each in own) < _ENOUGH:
        return False
    is_denied = not said.sentence.words.isdisjoint(guards.words(said.language, "denials"))
    least = weighing.bounds(said.language)[0] + _DENIED * is_denied
    return weighing.weight_of(own, _subject(said), said.language) > least


def _is_innocent(said: Said) -> bool:
    """Whether a sentence asks, or holds what makes words innocent, or denies what its shapes find."""
    words, language = said.sentence, said.language
    if guards.is_question(words, language) or any(guards.has(words, language, "silent", each) for each in _SILENT):
        return True
    if guards.phrases(words, language):
        return True
    found = found_in(words, language)
    return any(guards.is_denied(words, each.first, each.last, language, own=each.negates) for each in found)


def _rule(said: Said, subject: Subject) -> str:
    named = said.sentence.classes
    for each, rule in _BY_CLASS:
        if each in named:
            return rule
    if subject.kind in PRODUCTS:
        if "person" in named:
            return RECOMMENDED
        if "herb" in named and "nutrient" not in named:
            return HERB
        if not named.isdisjoint(_OF_A_PRODUCT):
            return UNAUTHORISED
        return "" if _is_plain(said) else GENERAL
    if subject.kind != "body":
        return ""
    of_care = guards.named(said.language, *_CARE) | guards.words(said.language, "measuring")
    return GENERAL if said.sentence.words.isdisjoint(of_care) else TEST


def _is_plain(said: Said) -> bool:
    """Whether a sentence only says what a food holds, or when something is eaten: `Eet voor negen uur`."""
    words, named = said.sentence.words, said.sentence.classes
    holds = "nutrient" in named and not words.isdisjoint(guards.words(said.language, "holding"))
    eats = named <= _OF_A_MEAL and not words.isdisjoint(guards.words(said.language, "eating"))
    return eats or (holds and "food" in named and named <= _OF_A_MEAL | {"nutrient"})


def _words(said: Said) -> Words:
    first, last = clause(said.sentence.tokens, *weighing.heaviest(said.sentence.tokens, said.language))
    acted = next((at for at in range(first, last + 1) if said.sentence.tokens[at].classes & _OF_A_PRODUCT), None)
    return Words(first, last, acted)


def _subject(said: Said) -> str:
    """What a sentence is about, by its block, else by its own words."""
    named = said.sentence.classes
    return said.text.subject or next((kind for each, kind in _KINDS if each in named), "lifestyle")
