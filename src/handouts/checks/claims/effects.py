"""The effects that a sentence promises: what does what to which object, and whether the EU list has it."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.claims import authorised, guards
from handouts.checks.claims.claim import CONDITION, GENERAL, MEDICAL, RULES, UNAUTHORISED, Claim, Said, Words, claim
from handouts.checks.claims.frames import Found, found_in
from handouts.checks.claims.lexicon import lexicon
from handouts.checks.claims.shapes import OBJECTS
from handouts.checks.claims.subjects import Subject, subject_of
from handouts.checks.claims.tokens import HARD, Sentence, Token
from handouts.checks.claims.verdicts import verdict

_MILD = frozenset({"mild", "relieve", "improve", "bare"})
"""The kinds of effect that the list may have, in its own words or in mild ones."""
_CURES = frozenset({"cure", "prevent"})
_WEAK = frozenset({"near", "last", "beside"})
"""The kinds that no word of effect makes: something of the body is named beside a product."""
_INNOCENT = {"last": "conditions", "beside": "beside"}
"""By such a kind, the words that take it away."""
_SOLD = frozenset({"supplement", "skin"})
"""The subjects of a block in which a state or function that is named is enough."""
_ROW = 12
"""Words behind an object in which others of its row are looked for."""
_AMOUNTS = frozenset({"mg", "µg", "mcg", "microgram", "milligram"})


def effects_in(said: Said) -> Iterator[Claim]:
    """The effects that are promised, after all that makes them innocent."""
    words = said.sentence
    claims: dict[str, list[Claim]] = {"": [], "bare": [], "near": [], "last": [], "beside": []}
    for found in found_in(words, said.language):
        if words.tokens[found.last].start < 0 or (found.kind in _WEAK and _is_only_named(said, found.kind)):
            continue
        if not guards.is_innocent(words, found, said.following, said.language):
            claims[found.kind if found.kind in claims else ""] += _judged(said, found)
    yield from claims[""] or claims["bare"] or claims["near"] or claims["last"] or claims["beside"]


def _judged(said: Said, found: Found) -> Iterator[Claim]:
    words, language = said.sentence, said.language
    subject = subject_of(said, found)
    if not subject.kind:
        return
    is_sure = words.words.isdisjoint(guards.words(language, "unsure"))
    rules = []
    for at in _row(words, found, language):
        topic = lexicon(language).topic(words.tokens[at].word)
        if rule := verdict(found.kind, words.tokens[at].classes, topic, subject, is_sure=is_sure):
            rules.append((RULES.index(rule), at))
    if not rules:
        return
    number, acted = min(rules)
    rule = RULES[number]
    nutrient = nutrient_of(said, subject)
    if rule in {UNAUTHORISED, GENERAL} and _is_authorised(said, found, nutrient, subject):
        if not has_a_form(words, language) or not authorised.enough(nutrient) or _is_amount_named(said):
            return
        rule = CONDITION
    made = claim(said, rule, Words(found.first, max(found.last, acted), acted), subject.kind, nutrient)
    is_ill = not words.tokens[acted].classes.isdisjoint(("disease", "complaint"))
    yield made._replace(is_cure=rule == MEDICAL and is_ill and found.kind in _CURES)


def _is_only_named(said: Said, kind: str) -> bool:
    """Whether what stands beside a product is no promise there: in a heading, a condition, or how a product is used."""
    words, language, given = said.sentence, said.language, said.text.subject
    if given is None or said.text.is_heading:
        return True
    if kind == "near":
        return False
    if kind == "beside" and given not in _SOLD:
        return True
    return not words.words.isdisjoint(guards.words(language, _INNOCENT[kind])) or guards.has(words, language, "mildly")


def has_a_form(words: Sentence, language: str) -> bool:
    """Whether a sentence speaks of a product by its form, alone or as the end of a word: `magnesiumtabletten`."""
    return any(each.endswith(tuple(guards.words(language, "forms"))) for each in words.words)


def _row(words: Sentence, found: Found, language: str) -> list[int]:
    """The objects of an effect: its own, and the complaints that follow it in a row."""
    objects = [found.object]
    joins, ends = guards.words(language, "row_joins"), guards.words(language, "row_ends") | HARD
    is_joined = False
    for at in range(found.object + 1, min(len(words.tokens), found.object + _ROW)):
        each = words.tokens[at]
        if each.word in ends:
            break
        is_joined = is_joined or each.word in joins
        if not each.classes.isdisjoint(("disease", "complaint")) and (at <= found.last or is_joined):
            objects.append(at)
    return objects


def nutrient_of(said: Said, subject: Subject) -> str:
    """The nutrient that a claim is about: the one that is named, else the last of its block."""
    rows: list[list[Token]] = [[subject.word] if subject.word else [], _nutrients(said.sentence)]
    if not subject.is_herb:
        rows.append(_nutrients(said.block))
    for each in (word for row in rows for word in reversed(row)):
        topic = lexicon(said.language).topic(each.word)
        if topic.startswith("nutrient:"):
            return topic.removeprefix("nutrient:")
    return ""


def _nutrients(words: Sentence) -> list[Token]:
    return [each for each in words.tokens if "nutrient" in each.classes] if "nutrient" in words.classes else []


def _is_authorised(said: Said, found: Found, nutrient: str, subject: Subject) -> bool:
    """Whether a sentence keeps to what the list says of its nutrient, in its words or in mild ones."""
    if not nutrient or subject.kind not in {"food", "supplement"}:
        return False
    words, known = said.sentence, lexicon(said.language)
    if authorised.carries(" ".join(each.word for each in words.tokens), [nutrient], said.language):
        return True
    said_words = words.tokens[found.first : found.last + 1]
    is_strong = found.kind == "improve" and words.words.isdisjoint(guards.words(said.language, "normal"))
    if found.kind not in _MILD or is_strong:
        return False
    if found.kind != "bare" and not guards.has(words, said.language, "mildly"):
        return False
    about = [known.topic(each.word) for each in said_words if each.classes & OBJECTS and "nutrient" not in each.classes]
    return bool(about) and authorised.topics(nutrient).issuperset(each for each in about if each not in {"", "body"})


def _is_amount_named(said: Said) -> bool:
    return not said.block.words.isdisjoint(_AMOUNTS)
