"""Claims by a phrase of their own: uptake, needless tests, recommendations, shortage, weight, leading questions."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.claims import guards
from handouts.checks.claims.claim import (
    MEDICAL,
    RECOMMENDED,
    SHORTAGE,
    TEST,
    UNAUTHORISED,
    UPTAKE,
    WEIGHT,
    Claim,
    Said,
    Words,
    claim,
)  # fmt: skip
from handouts.checks.claims.effects import nutrient_of
from handouts.checks.claims.frames import Found
from handouts.checks.claims.subjects import PRODUCTS, Subject, subject_of
from handouts.checks.claims.tokens import clause

_PHRASES = {"uptake": UPTAKE, "test": TEST, "recommended": RECOMMENDED, "weight": WEIGHT, "shortage": SHORTAGE}
_SILENT = {
    TEST: ("needed",), UPTAKE: ("doubt", "taken"), RECOMMENDED: ("doubt", "own_doctor", "less"),
    WEIGHT: ("doctor", "unwanted"), SHORTAGE: ("doctor", "doubt"),
}  # fmt: skip
"""By its rule what makes a phrase innocent."""
_LEADS = frozenset({"disease", "complaint", "state", "level"})
_WISHED = frozenset({"function", "goodverb", "goodadj"})
_LEADS_AWAY = ("doctor", "doubt", "safety", "less")
_NEAR = 3
"""A leading question names the complaint within its first words."""


def promises_in(said: Said) -> Iterator[Claim]:
    """The claims by a phrase, one for each rule."""
    words, language = said.sentence, said.language
    spoken = set[str]()
    for key, first, last in guards.phrases(words, language):
        rule = _PHRASES[key]
        if rule in spoken or words.tokens[last].start < 0:
            continue
        subject = subject_of(said, Found("phrase", first, last, first))
        if not _is_silent(said, rule, Words(first, last), subject):
            spoken.add(rule)
            whole = clause(words.tokens, first, last) if rule == TEST else (first, last)
            yield claim(said, rule, Words(*whole), subject.kind)


def _is_silent(said: Said, rule: str, found: Words, subject: Subject) -> bool:
    words, language = said.sentence, said.language
    if any(guards.has(words, language, "silent", each) for each in _SILENT[rule]):
        return True
    if guards.is_denied(words, found.first, found.last, language, own=rule in {TEST, SHORTAGE}):
        return True
    if said.following and rule != TEST and guards.has(said.following, language, "silent", "doubt"):
        return True
    is_product = said.text.subject in PRODUCTS or subject.kind in PRODUCTS
    if rule == RECOMMENDED:
        is_own = subject.kind == "body" and guards.has(words, language, "own_treatment")
        return not (is_own or is_product) or subject.kind == "lifestyle"
    if rule == SHORTAGE:
        may = not words.words.isdisjoint(guards.words(language, "may"))
        return not is_product or (may and said.text.subject != "supplement")
    if rule == WEIGHT:
        return (
            not is_product
            and "treatment" not in words.classes
            and words.words.isdisjoint(guards.words(language, "times"))
        )
    return rule == UPTAKE and (subject.kind == "food" or not is_product) and "pill" not in words.classes


def leading_in(said: Said) -> Iterator[Claim]:
    """A question that leads to a product: `Last van kramp?`."""
    words, language, given = said.sentence, said.language, said.text.subject
    if given not in PRODUCTS or words.classes.isdisjoint(_LEADS | _WISHED):
        return
    if words.tokens[0].word in guards.words(language, "asking") and words.words.isdisjoint(
        guards.words(language, "suffers")
    ):
        return
    if said.following and any(guards.has(said.following, language, "silent", each) for each in _LEADS_AWAY):
        return
    acted = next(at for at, each in enumerate(words.tokens) if not each.classes.isdisjoint(_LEADS | _WISHED))
    places = [each for each in guards.places(words, language, "questions") if each[0] <= _NEAR]
    if places:
        rule = UNAUTHORISED if words.tokens[acted].classes.isdisjoint(("disease", "complaint")) else MEDICAL
        first, last = places[0][0], max(places[0][1], acted)
        if words.tokens[last].start >= 0:  # else all of it is in the lead-in
            yield claim(said, rule, Words(first, last, acted), given, nutrient_of(said, Subject(given)))
