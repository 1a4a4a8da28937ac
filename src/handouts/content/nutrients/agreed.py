"""What an agreement with a doctor says: how much of a nutrient a day, and whether it is a yes at all.

An amount is read by a closed grammar: the amount, its name, per day, who and for how long. With any other word it
does not say how much, since that word may be the one that takes it back.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import prod

from handouts.content.nutrients import Nutrient
from handouts.content.nutrients.amounts import Weight, read_phrases, weighed
from handouts.content.nutrients.parts import Part, parts_of, times_at
from handouts.content.nutrients.phrases import ONE, Phrase, Says
from handouts.content.nutrients.texts import plain
from handouts.content.words import pattern
from handouts.languages.lexicon import A_DAY, EACH_DAY, TIMES, Kind, alternatives

_LONG = 400
_READ = frozenset(
    {Says.WEIGHT, Says.COUNT, Says.RATE, Says.PER_DAY, Says.MOMENT, Says.EACH, Says.PER_PIECE, Says.HOLDS, Says.SPREAD,
     Says.NEEDED, Says.JOIN, Says.OPEN, Says.CLOSE, Says.NAME, Says.COMPOUND, Says.OTHER, Says.DAYS, Says.AGREED,
     Says.NOTHING, Says.ELSEWHERE, Says.TOTAL, Says.PURE}
)  # fmt: skip
_JOINS = frozenset({"comma", "and", "plus", "cap", "step"})
_NO = frozenset({"tegen", "over", "uit"})
_OTHER_DAYS = frozenset({Kind.EVERY, Kind.PER, Kind.ORDINAL, Kind.WEEKDAY, Kind.THEN, Kind.EACH, Kind.RANGE_OR_EACH})
_YES = re.compile(rf"\b(?:{pattern('agreed')})")
"""What holds a word of a no and is a yes."""
_DENIED = re.compile(rf"\?|\b(?:{pattern('denied')})(?!\w)")
_LOWERED = re.compile(rf"\b(?:{pattern('lowered')})")
"""Where the amount that is written first, or at all, is not the one that was agreed: `van 400 naar 200 mg`."""
_LIMITED = re.compile(
    rf"\b(?:(?:(?:1|een|één|one) ?(?:{alternatives(TIMES)})|eenmaal|once)\b(?!.*(?:{alternatives(A_DAY, EACH_DAY)}))|"
    rf"{pattern('limited')})"
)


def denied_in(text: str) -> str:
    """The words by which a text is a no, or still to be asked; empty where there are none."""
    found = _DENIED.search(_YES.sub(" ", plain(text)))
    return found[0] if found else ""


def limited_in(text: str) -> str:
    """The words by which a text holds for some days only; empty where there are none."""
    found = _LIMITED.search(plain(text))
    return found[0] if found else ""


def agreed_a_day(text: str, nutrient: Nutrient) -> Fraction | None:
    """How much of a nutrient a day was agreed on, in mg; None where a text does not say it in one amount.

    What was agreed is never taken for more than it says: the weight of a compound, an amount a week, what is denied
    and what is written twice are no answer.
    """
    if len(text) > _LONG or denied_in(text) or _LOWERED.search(plain(text)):
        return None
    phrases = read_phrases(text, nutrient)
    parts = parts_of(phrases)
    weights = [weight for weight in weighed(phrases) if weight.of != "other"]
    if len(weights) != 1 or not _is_read(phrases) or _is_of_compound(weights[0], phrases, nutrient):
        return None
    own = next(part for part in parts if any(each.at == weights[0].at for each in part.phrases))
    if times_at(parts) > 1 or not _is_daily(phrases, own) or _counts_elsewhere(parts, own):
        return None
    rates = [phrase.least for part in parts for phrase in part.all(Says.RATE)]
    if len(rates) > 1:
        return None
    # `½ tablet (400 mg)` may be half of that, and `2 tabletten (400 mg)` is not twice.
    counts = (each.least if each.depth == weights[0].depth else min(each.least, ONE) for each in own.all(Says.COUNT))
    return weights[0].least * prod((*counts, *rates), start=ONE)


def _is_read(phrases: list[Phrase]) -> bool:
    """Whether the grammar knows all of it, and nothing in it is a no or a choice."""
    return not any(
        phrase.says not in _READ
        or (phrase.says is Says.JOIN and phrase.name not in _JOINS)
        or any(token.kind is Kind.NOT or token.text in _NO for token in phrase.tokens)
        for phrase in phrases
    )


def _is_of_compound(weight: Weight, phrases: list[Phrase], nutrient: Nutrient) -> bool:
    """Whether a weight may be that of a compound, of which the nutrient is a part."""
    names = {phrase.tokens[0].text for phrase in phrases if phrase.says is Says.NAME}
    if weight.of == "elemental":
        return False
    has_compound = any(phrase.says is Says.COMPOUND for phrase in phrases)
    may_be = weight.of not in {"plain", "named"} or (weight.of == "plain" and has_compound)
    return may_be or bool(names - {nutrient.name, "mg"})


def _is_daily(phrases: list[Phrase], own: Part) -> bool:
    """Whether nothing is said of other days than every one; a number of times a week is apart from the amount."""
    for phrase in phrases:
        if phrase.says is not Says.DAYS:
            continue
        if phrase.has(Kind.PER_WEEK):
            often = max((token.value for token in phrase.tokens if token.kind is Kind.NUMBER), default=ONE)
            if often < 2 or phrase in own.phrases:
                return False
        elif (
            phrase.has(*_OTHER_DAYS)
            or phrase.tokens[0].kind is Kind.SPAN
            or any(token.text in {"na", "after"} for token in phrase.tokens)
        ):
            return False
    return True


def _counts_elsewhere(parts: list[Part], own: Part) -> bool:
    """Whether something is counted of which it is not said what it weighs."""
    return any(part.all(Says.COUNT) and not part.all(Says.WEIGHT) for part in parts if part is not own)
