"""The claims in a text: one a sentence, the heaviest, and as experience where it is told so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from handouts.checks.claims import guards
from handouts.checks.claims.claim import EXPERIENCE, GENERAL, HERB, MEDICAL, RULES, UNAUTHORISED, Claim, Said, read
from handouts.checks.claims.effects import effects_in
from handouts.checks.claims.promises import leading_in, promises_in
from handouts.checks.claims.texts import Text
from handouts.checks.claims.tokens import HARD, Token, sentence, tokens
from handouts.checks.plain_language.passages import sentences

_SOFTENED = frozenset({MEDICAL, UNAUTHORISED, GENERAL, HERB})
"""What told as experience is said more softly."""
_OF_ALL = frozenset({"body", "balance", ""})
"""Topics that are the whole of the body: what is said of them is a general benefit, where it is that too."""
_COVERS = ("doctor", "doubt", "safety", "signs")
"""What in a heading or lead-in makes all under it innocent."""


def claims_in(text: Text, language: str) -> Iterator[Claim]:
    """The claims in a text, in its order."""
    if _is_covered(text, language):
        return
    lead = _lead(text, language)
    is_told = text.told or bool(text.lead_in and guards.is_told(read(text.lead_in, language), language))
    made = [sentence(tokens(text.plain, each.start, each.end, language)) for each in sentences(text.plain, language)]
    for number, own in enumerate(made):
        joined = sentence((*lead, *own.tokens)) if lead and not number else own
        said = Said(text, joined, made[number + 1] if number + 1 < len(made) else None, language)
        found = min(_of_a_sentence(said), key=_weight, default=None)
        if found:
            told = found.rule in _SOFTENED and (is_told or guards.is_told(own, language))
            yield found._replace(rule=EXPERIENCE) if told else found


def _of_a_sentence(said: Said) -> Iterator[Claim]:
    if guards.is_question(said.sentence, said.language):
        yield from leading_in(said)
    else:
        yield from promises_in(said)
        yield from effects_in(said)


def _is_covered(text: Text, language: str) -> bool:
    """Whether the heading or lead-in of a text takes all promises away; of experiences nothing does."""
    near = (each for each in (text.heading, text.lead_in) if each)
    return not text.told and any(_covers(each, language) for each in near)


@lru_cache(maxsize=500)
def _covers(near: str, language: str) -> bool:
    return any(guards.has(read(near, language), language, "silent", key) for key in _COVERS)


def _lead(text: Text, language: str) -> tuple[Token, ...]:
    """The words that lead into a text, outside of it."""
    if not text.lead_in or text.told:
        return ()
    words = [each._replace(start=-1, end=-1) for each in read(text.lead_in, language).tokens]
    while words and words[-1].word in HARD:
        words.pop()
    return tuple(words[max((at + 1 for at, each in enumerate(words) if each.word in HARD), default=0) :])


def _weight(each: Claim) -> tuple[int, int, int]:
    """The heaviest comes first, of these the one that begins first, and the longest."""
    is_vague = each.rule == UNAUTHORISED and each.topic in _OF_ALL
    return RULES.index(GENERAL) + 1 if is_vague else RULES.index(each.rule), each.start, -each.end
