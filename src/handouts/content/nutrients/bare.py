"""Gives a number of nothing what it counts: in `150 + 150 mg` both are mg, in `2 van 200 mg` two is a count."""

from __future__ import annotations

from handouts.content.nutrients.phrases import Phrase, Says
from handouts.languages.lexicon import MILLIGRAMS, Kind

_PASSED = frozenset({Says.JOIN, Says.MOMENT, Says.CLOCK, Says.NOTHING, Says.BARE, Says.DAYS})
_WHEN = frozenset({Says.MOMENT, Says.MEALS})
_A_WEIGHT = 10
"""The least number that may be a weight of which the unit is at a later one."""
_MOST_IN_A_ROW = 12


def resolved(phrases: list[Phrase]) -> list[Phrase]:
    """Some phrases, with each bare number as the weight or the count that it is; what is neither stays bare."""
    meant = [phrase for phrase in phrases if phrase.says not in {Says.NOTHING, Says.JOIN}]
    joins = {phrase.name for phrase in phrases if phrase.says is Says.JOIN}
    allowed = {"plus", "and", "comma"} if len(meant) == 1 else {"plus", "and"}
    are_counts = all(phrase.says is Says.BARE for phrase in meant) and joins <= allowed
    return [
        phrase if phrase.says is not Says.BARE else _counted(phrase) if are_counts else _resolved(phrases, phrase)
        for phrase in phrases
    ]


def _resolved(phrases: list[Phrase], phrase: Phrase) -> Phrase:
    at = phrase.at
    before = [each for each in phrases[:at] if each.says is not Says.NOTHING][-1:]
    after = [each for each in phrases[at + 1 : at + 2 + _MOST_IN_A_ROW] if each.says is not Says.NOTHING]
    unit = _unit_of(after)
    if unit is not None and phrase.most >= _A_WEIGHT:
        scale = MILLIGRAMS[unit]
        return phrase._replace(says=Says.WEIGHT, most=phrase.most * scale, least=phrase.least * scale)
    next_to = {each.says for each in (*before, *after[:1])}
    if _WHEN & next_to or (before and before[0].says is Says.RATE):
        return _counted(phrase)
    if [each.says for each in after[:2]] == [Says.EACH, Says.WEIGHT]:
        return _counted(phrase)
    joined = next((each for each in after if each.name not in {"plus", "and"} and each.says is not Says.BARE), None)
    if after and after[0].name in {"plus", "and"} and joined and joined.says is Says.COUNT:
        return _counted(phrase)
    return phrase


def _unit_of(after: list[Phrase]) -> str | None:
    """The unit of the weight that follows after other numbers and moments."""
    if not after or after[0].says not in {Says.JOIN, Says.MOMENT}:
        return None
    for phrase in after:
        if phrase.says is Says.WEIGHT:
            return next(token.text for token in reversed(phrase.tokens) if token.kind is Kind.UNIT)
        if phrase.says not in _PASSED and not (phrase.says is Says.COUNT and phrase.is_times):
            return None
    return None


def _counted(phrase: Phrase) -> Phrase:
    return phrase._replace(says=Says.COUNT)
