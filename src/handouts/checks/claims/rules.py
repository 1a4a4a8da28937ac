"""The claims in a text: one a sentence, the heaviest, and as experience where it is told so."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.claims import by_words, guards
from handouts.checks.claims.claim import (
    CONDITION,
    EXPERIENCE,
    GENERAL,
    HERB,
    MEDICAL,
    RULES,
    TEST,
    UNAUTHORISED,
    Claim,
    Readings,
    Said,
)
from handouts.checks.claims.effects import effects_in, has_a_form
from handouts.checks.claims.promises import leading_in, promises_in
from handouts.checks.claims.texts import Text
from handouts.checks.claims.tokens import HARD, Sentence, Token, tokens

_SOFTENED = frozenset({MEDICAL, UNAUTHORISED, GENERAL, HERB})
"""What told as experience is said more softly."""
_OF_ALL = frozenset({"body", "balance", ""})
"""Topics that are the whole of the body: what is said of them is a general benefit, where it is that too."""
_COVERS = ("doctor", "doubt", "safety", "signs")
"""What in a heading or lead-in makes all under it innocent."""


def claims_in(text: Text, readings: Readings) -> Iterator[Claim]:
    """The claims in a text, in its order."""
    passage, language = text.passage, readings.language
    lead = _lead(text, readings)
    is_told = text.told or bool(text.lead_in and guards.is_told(readings.read(text.lead_in), language))
    made = [Sentence(tokens(passage.plain, each.start, each.end, language)) for each in passage.sentences]
    for number, own in enumerate(made):
        joined = Sentence((*lead, *own.tokens)) if lead and not number else own
        said = Said(text, joined, made[number + 1] if number + 1 < len(made) else None, readings)
        found = _heaviest(said)
        if found and not _is_said_by_its_answer(found, said):
            if _is_covered(text, readings):
                return
            told = found.rule in _SOFTENED and (is_told or guards.is_told(own, language))
            yield found._replace(rule=EXPERIENCE) if told else found


def _is_said_by_its_answer(found: Claim, said: Said) -> bool:
    """Whether a question leads to an answer that promises the same: `Last van kramp? Magnesium helpt tegen kramp`."""
    if not (said.following and found.object and guards.is_question(said.sentence, said.language)):
        return False
    answer = _heaviest(said._replace(sentence=said.following, following=None))
    return answer is not None and (answer.rule, answer.object) == (found.rule, found.object)


def _heaviest(said: Said) -> Claim | None:
    """What is said of a sentence whose words allow a claim: by its shape, else by its words alone.

    That a test of the blood is needless is said whatever the other words weigh.
    """
    if by_words.may_promise(said):
        return min(_of_a_sentence(said), key=_weight, default=None) or by_words.promise_in(said)
    if not said.sentence.words.isdisjoint(guards.words(said.language, "tests")):
        return next((each for each in promises_in(said) if each.rule == TEST), None)
    if said.sentence.classes.isdisjoint(("nutrient", "pill")) or not has_a_form(said.sentence, said.language):
        return None
    return min((each for each in _of_a_sentence(said) if each.rule == CONDITION), key=_weight, default=None)


def _of_a_sentence(said: Said) -> Iterator[Claim]:
    if guards.is_question(said.sentence, said.language):
        yield from leading_in(said)
    else:
        yield from promises_in(said)
        yield from effects_in(said)


def _is_covered(text: Text, readings: Readings) -> bool:
    """Whether the lead-in of a text takes all promises away; a heading alone does not, and of experiences nothing."""
    return not text.told and bool(text.lead_in) and _covers(text.lead_in, readings)


def _covers(near: str, readings: Readings) -> bool:
    if near not in readings.covers:
        words = readings.read(near)
        readings.covers[near] = any(guards.has(words, readings.language, "silent", key) for key in _COVERS)
    return readings.covers[near]


def _lead(text: Text, readings: Readings) -> tuple[Token, ...]:
    """The words that lead into a text, outside of it."""
    if not text.lead_in or text.told:
        return ()
    words = [each._replace(start=-1, end=-1) for each in readings.read(text.lead_in).tokens]
    while words and words[-1].word in HARD:
        words.pop()
    return tuple(words[max((at + 1 for at, each in enumerate(words) if each.word in HARD), default=0) :])


def _weight(each: Claim) -> tuple[int, int, int]:
    """The heaviest comes first, of these the one that begins first, and the longest."""
    is_vague = each.rule == UNAUTHORISED and each.topic in _OF_ALL
    return RULES.index(GENERAL) + 1 if is_vague else RULES.index(each.rule), each.start, -each.end
