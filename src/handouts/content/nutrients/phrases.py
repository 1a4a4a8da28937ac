"""What some tokens of a dose say together: a weight, a count, how often, at which moment, and how it is joined."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple

from handouts.content.nutrients.tokens import Token
from handouts.languages.lexicon import MILLIGRAMS, Kind, value_of

Tokens = tuple[Token, ...]
ZERO, ONE = Fraction(0), Fraction(1)


class Says(Enum):
    """What a phrase says."""

    WEIGHT = auto()
    COUNT = auto()
    """How many tablets or spoons, or how many times the same."""
    BARE = auto()
    """A number of nothing."""
    RATE = auto()
    """How many times a day."""
    SCHEME = auto()
    """How many at each moment of a day: `1-0-1`."""
    MOMENT = auto()
    MEALS = auto()
    CLOCK = auto()
    PER_DAY = auto()
    PER_PIECE = auto()
    EACH = auto()
    TOTAL = auto()
    HOLDS = auto()
    PURE = auto()
    SPREAD = auto()
    NEEDED = auto()
    JOIN = auto()
    """What a further part of the dose begins with; its kind says how the two belong together."""
    OPEN = auto()
    CLOSE = auto()
    NAME = auto()
    COMPOUND = auto()
    OTHER = auto()
    WHOLE = auto()
    ELSEWHERE = auto()
    DAYS = auto()
    """On which days or for how long, or from when on."""
    AGREED = auto()
    NOTHING = auto()
    UNCLEAR = auto()


class Phrase(NamedTuple):
    """Some tokens that say one thing."""

    says: Says
    tokens: Tokens
    most: Fraction = ONE
    """How much: mg of a weight, how many of what is counted, times a day, moments of a day."""
    least: Fraction = ONE
    name: str = ""
    """How parts are joined (`plus`, `and`, `comma`, `or`, `then`, `step`, `cap`), which moment it is, or how it is
    written: `hours` of a rate by the hour, `day` of the weight of a whole day, `of` of one with its count."""
    is_measure: bool = False
    """Whether what is counted is ml or drops."""
    at: int = 0
    """Its place among the phrases of the dose."""
    depth: int = 0
    """Within how many brackets it is."""

    def has(self, *kinds: Kind) -> bool:
        """Whether it has a token of one of these kinds."""
        return _has(self.tokens, *kinds)

    @property
    def is_times(self) -> bool:
        """Whether it is a number of times, such as `2 x`."""
        return self.tokens[-1].kind is Kind.TIMES


_JOINS = frozenset({"cap", "step", "then", "plus", "and", "comma", "or"})
_HOURS = 24
_MOST_AT_ONCE = 20
_RANGE_OR_EACH = frozenset({Kind.RANGE_OR_EACH, Kind.OR, Kind.ARTICLE})
"""What joins the ends of a range, or a count and its weight; a bare `a` may be meant as `à`."""
_MEALS_A_DAY = 3


def phrase_of(rule: str, tokens: Tokens) -> Phrase:
    """The phrase that a rule of the grammar makes of some tokens."""
    if build := _BUILT.get(rule):
        return build(tokens)
    if rule in _JOINS:
        return Phrase(Says.JOIN, tokens, name=rule)
    return Phrase(Says[rule.upper()], tokens)


def _has(tokens: Tokens, *kinds: Kind) -> bool:
    return any(token.kind in kinds for token in tokens)


def _numbers(tokens: Tokens) -> list[Fraction]:
    return [token.value for token in tokens if token.kind in {Kind.NUMBER, Kind.LATIN}] or [ONE]


def _count(tokens: Tokens, says: Says = Says.COUNT) -> Phrase:
    is_measure = _has(tokens, Kind.MEASURE)
    if _is_in_turn(tokens):
        return _scheme(tokens)._replace(is_measure=is_measure)
    return Phrase(says, tokens, max(_numbers(tokens)), min(_numbers(tokens)), is_measure=is_measure)


def _vehicle(tokens: Tokens) -> Phrase:
    """`met 2 glazen water` says in what it is taken; `2 glazen water` may be how many are taken."""
    counted = _count(tokens)
    is_in = tokens[0].kind is Kind.IN or counted.most <= 1 or counted.is_measure
    return Phrase(Says.NOTHING, tokens) if is_in else counted


def _scheme(tokens: Tokens) -> Phrase:
    """How many in all, and at how many moments."""
    numbers = _numbers(tokens)
    if max(numbers) >= _MOST_AT_ONCE:
        return Phrase(Says.UNCLEAR, tokens)  # a date
    return Phrase(Says.SCHEME, tokens, sum(numbers, ZERO), Fraction(sum(each > 0 for each in numbers)))


def _scheme_of_weights(tokens: Tokens) -> Phrase:
    """`150-0-150 mg`: the weight of the whole day."""
    scale = MILLIGRAMS[tokens[-1].text]
    total = sum((_in(token, scale) for token in tokens if token.kind is Kind.NUMBER), ZERO)
    return Phrase(Says.WEIGHT, tokens, total, total, "day")


def _hourly(tokens: Tokens) -> Phrase:
    hours = min(_numbers(tokens))
    times = Fraction(math.ceil(_HOURS / hours) if hours else _HOURS)
    return Phrase(Says.RATE, tokens, times, times, "hours")


def _a_week(tokens: Tokens) -> Phrase:
    """So many times a week: `14 x per week` is twice a day."""
    a_day = Fraction(math.ceil(max(_numbers(tokens)) / 7))
    return Phrase(Says.DAYS, tokens, a_day if _has(tokens, Kind.TIMES) else ONE)


def _meals(tokens: Tokens) -> Phrase:
    numbered = max(_numbers(tokens))
    return Phrase(Says.MEALS, tokens, numbered if _has(tokens, Kind.NUMBER) else Fraction(_MEALS_A_DAY))


def _before_and_after(tokens: Tokens) -> Phrase:
    """`voor en na het eten` is at two moments of each meal."""
    meals = _MEALS_A_DAY if _has(tokens, Kind.EVERY, Kind.MEALS) else 1
    return Phrase(Says.MEALS, tokens, Fraction(2 * meals))


def _in(number: Token, scale: Fraction) -> Fraction:
    """A number before a unit of `scale` mg, in mg: `1.500` is a thousand and a half, and of a gram one and a half."""
    is_fine = scale > 1 and not number.name and number.text[0].isdigit()
    return scale * (value_of(number.text, fine=True) if is_fine else number.value)


def _is_in_turn(tokens: Tokens) -> bool:
    """Whether some numbers are each of a moment of their own: `1-1`, `2-1 tablet`, `200/200 mg`.

    Two weights that differ are a range, or those of two nutrients such as `500/250 mg`; counts of a range go up.
    """
    numbers = [token.value for token in tokens if token.kind is Kind.NUMBER]
    if len(numbers) < 2 or not min(numbers) or not _has(tokens, Kind.SLASH, Kind.DASH):
        return False
    is_down = _has(tokens, Kind.DASH) and not _has(tokens, Kind.UNIT) and numbers[0] > numbers[-1]
    return len(set(numbers)) == 1 or is_down


def _weight(tokens: Tokens) -> Phrase:
    """A weight, of a range its larger end.

    `2 à 200 mg`, which is no range, has its count in it; `6 à 50 mg` may be either.
    """
    if _is_in_turn(tokens):
        return _scheme_of_weights(tokens)
    numbers = [token for token in tokens if token.kind is Kind.NUMBER]
    units = [MILLIGRAMS[token.text] for token in tokens if token.kind is Kind.UNIT]
    low, first, value = numbers[0].value, _in(numbers[0], units[0]), _in(numbers[-1], units[-1])
    most = least = max(first, value)
    if len(units) == 1 and first * 10 <= value:
        most = least = first / units[0] * value
    elif len(units) == 1 and tokens[1].kind in _RANGE_OR_EACH and 1 < low < _MOST_AT_ONCE:
        most = low * value
    is_each = len(tokens) > 3 and tokens[1].kind is Kind.RANGE_OR_EACH
    return Phrase(Says.WEIGHT, tokens, most, least, name="of" if is_each else "")


def _weights_in_a_row(tokens: Tokens) -> Phrase:
    """`100/100/100 mg` is the weight of a whole day, and `500/250/10 mg` that of several nutrients."""
    total = _scheme_of_weights(tokens)
    return total if _is_in_turn(tokens) else total._replace(name="")


def _strength(tokens: Tokens) -> Phrase:
    """`100 mg per 5 ml` is worked out from the label; `500 mg / 250 mg` is two weights."""
    if tokens[2].kind is Kind.SLASH and tokens[-1].text == tokens[1].text:
        return _weight(tokens)
    return Phrase(Says.UNCLEAR, tokens)


def _clocks(tokens: Tokens) -> Phrase:
    """At how many hours of the day; a range of hours is one."""
    hours = [token for token in tokens if token.kind in {Kind.NUMBER, Kind.CLOCK}]
    if any(token.kind is Kind.NUMBER and not _is_hour(token) for token in hours):
        return Phrase(Says.UNCLEAR, tokens)
    is_range = _has(tokens, Kind.BETWEEN, Kind.DASH, Kind.TO, Kind.OR)
    return Phrase(Says.CLOCK, tokens, Fraction(1 if is_range else len(hours)), name=_part_of_day(hours[0], tokens))


def _is_hour(number: Token) -> bool:
    """Whether a number may be an hour of the day: `8`, `20.30`."""
    minutes = number.value % 1 * 100
    is_typed = not minutes or (minutes < 60 and bool(re.fullmatch(r"\d+[.,]\d\d", number.text)))
    return not number.name and number.value <= _HOURS and is_typed


def _part_of_day(clock: Token, tokens: Tokens) -> str:
    hour = int(re.split("[.:,]", clock.text)[0]) if clock.text[0].isdigit() else int(clock.value)
    hour += 12 if any(token.text == "pm" for token in tokens) and hour < 12 else 0
    return "morning" if 5 <= hour < 12 else "noon" if 12 <= hour < 17 else "evening" if hour >= 17 else "night"


_BUILT: dict[str, Callable[[Tokens], Phrase]] = {
    "weight": _weight,
    "scheme_of_weights": _scheme_of_weights,
    "weights_in_a_row": _weights_in_a_row,
    "scheme": _scheme,
    "strength": _strength,
    "count": _count,
    "bare": lambda tokens: _count(tokens, Says.BARE),
    "rate": lambda tokens: Phrase(Says.RATE, tokens, Fraction(math.ceil(max(_numbers(tokens)))), min(_numbers(tokens))),
    "hourly": _hourly,
    "a_week": _a_week,
    "clock": _clocks,
    "meals": _meals,
    "before_and_after": _before_and_after,
    "between": lambda tokens: Phrase(Says.MOMENT, tokens, name="between"),
    "moment": lambda tokens: Phrase(Says.MOMENT, tokens, name=tokens[-1].name),
    "days": lambda tokens: Phrase(Says.DAYS, tokens, name="step"),
    "spread": lambda tokens: Phrase(Says.SPREAD, tokens, max(_numbers(tokens)) if _has(tokens, Kind.PER_DAY) else ONE),
    "vehicle": _vehicle,
    # What is said of two pieces is to be worked out.
    "per_piece": lambda tokens: Phrase(Says.PER_PIECE if max(_numbers(tokens)) == 1 else Says.UNCLEAR, tokens),
}
