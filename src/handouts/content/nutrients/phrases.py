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
    tokens: tuple[Token, ...]
    most: Fraction = Fraction(1)
    """How much: mg of a weight, how many of what is counted, times a day, moments of a day."""
    least: Fraction = Fraction(1)
    name: str = ""
    """How parts are joined (`plus`, `and`, `comma`, `or`, `then`, `step`, `cap`), which moment it is, or how it is
    said: `hours` of a rate by the hour, `day` of the weight of a whole day, `of` of one with its
    count."""
    is_measure: bool = False
    """Whether what is counted is ml or drops."""


_JOINS = frozenset({"cap", "step", "then", "plus", "and", "comma", "or"})
_HOURS = 24
_MOST_AT_ONCE = 20
_RANGE_OR_EACH = frozenset({Kind.RANGE_OR_EACH, Kind.OR, Kind.ARTICLE})
"""What joins the ends of a range, or a count and its weight; a bare `a` may be meant as `à`."""
_MEALS_A_DAY = 3


def phrase_of(rule: str, tokens: tuple[Token, ...]) -> Phrase:
    """The phrase that a rule of the grammar makes of some tokens."""
    build = _BUILT.get(rule)
    if build is not None:
        return build(tokens)
    if rule in _JOINS:
        return Phrase(Says.JOIN, tokens, name=rule)
    return Phrase(Says[rule.upper()], tokens)


def _numbers(tokens: tuple[Token, ...]) -> list[Fraction]:
    return [token.value for token in tokens if token.kind in {Kind.NUMBER, Kind.LATIN}] or [Fraction(1)]


def _count(tokens: tuple[Token, ...]) -> Phrase:
    if _is_in_turn(tokens):
        return _in_turn(tokens)
    numbers, is_measure = _numbers(tokens), any(token.kind is Kind.MEASURE for token in tokens)
    return Phrase(Says.COUNT, tokens, max(numbers), min(numbers), is_measure=is_measure)


def _vehicle(tokens: tuple[Token, ...]) -> Phrase:
    """`met 2 glazen water` says in what it is taken; `2 glazen water` may be how many are taken."""
    counted = _count(tokens)
    is_in = tokens[0].kind is Kind.IN or counted.most <= 1 or counted.is_measure
    return Phrase(Says.NOTHING, tokens) if is_in else counted


def _per_piece(tokens: tuple[Token, ...]) -> Phrase:
    """`per tablet` and `per 1 tablet`; what is said of two is to be worked out."""
    return Phrase(Says.PER_PIECE if max(_numbers(tokens)) == 1 else Says.UNCLEAR, tokens)


def _bare(tokens: tuple[Token, ...]) -> Phrase:
    if _is_in_turn(tokens):
        return _in_turn(tokens)
    return Phrase(Says.BARE, tokens, max(_numbers(tokens)), min(_numbers(tokens)))


def _scheme(tokens: tuple[Token, ...]) -> Phrase:
    """How many in all, and at how many moments."""
    numbers = _numbers(tokens)
    if max(numbers) >= _MOST_AT_ONCE:
        return Phrase(Says.UNCLEAR, tokens)  # a date
    return Phrase(Says.SCHEME, tokens, sum(numbers, Fraction(0)), Fraction(sum(each > 0 for each in numbers)))


def _scheme_of_weights(tokens: tuple[Token, ...]) -> Phrase:
    """`150-0-150 mg`: the weight of the whole day."""
    scale = _scale(tokens[-1])
    total = sum((_in(token, scale) for token in tokens if token.kind is Kind.NUMBER), Fraction(0)) * scale
    return Phrase(Says.WEIGHT, tokens, total, total, "day")


def _rate(tokens: tuple[Token, ...]) -> Phrase:
    return Phrase(Says.RATE, tokens, Fraction(math.ceil(max(_numbers(tokens)))), min(_numbers(tokens)))


def _hourly(tokens: tuple[Token, ...]) -> Phrase:
    hours = min(_numbers(tokens))
    times = Fraction(math.ceil(_HOURS / hours) if hours else _HOURS)
    return Phrase(Says.RATE, tokens, times, times, "hours")


def _a_week(tokens: tuple[Token, ...]) -> Phrase:
    """So many times a week: `14 x per week` is twice a day."""
    is_times = any(token.kind is Kind.TIMES for token in tokens)
    return Phrase(Says.DAYS, tokens, Fraction(math.ceil(max(_numbers(tokens)) / 7)) if is_times else Fraction(1))


def _is_daily(tokens: tuple[Token, ...]) -> bool:
    return any(token.kind is Kind.PER_DAY for token in tokens)


def _meals(tokens: tuple[Token, ...]) -> Phrase:
    is_numbered = any(token.kind is Kind.NUMBER for token in tokens)
    return Phrase(Says.MEALS, tokens, max(_numbers(tokens)) if is_numbered else Fraction(_MEALS_A_DAY))


def _before_and_after(tokens: tuple[Token, ...]) -> Phrase:
    """`voor en na het eten` is at two moments of each meal."""
    is_each = any(token.kind in {Kind.EVERY, Kind.MEALS} for token in tokens)
    return Phrase(Says.MEALS, tokens, Fraction(2 * (_MEALS_A_DAY if is_each else 1)))


def _scale(unit: Token) -> Fraction:
    return MILLIGRAMS[unit.text]


def _in(number: Token, scale: Fraction) -> Fraction:
    """A number before a unit: `1.500` is a thousand and a half, and of a gram one and a half."""
    return (
        value_of(number.text, fine=True) if scale > 1 and not number.name and number.text[0].isdigit() else number.value
    )


def _weighed(tokens: tuple[Token, ...]) -> tuple[Fraction, Fraction]:
    """The largest and the least weight in mg that are meant.

    Of a range that is the larger of its ends, and of `2 à 200 mg`, which is none, both together; `6 à 50 mg` may be
    either.
    """
    numbers = [token for token in tokens if token.kind is Kind.NUMBER]
    units = [token for token in tokens if token.kind is Kind.UNIT]
    scale = _scale(units[-1])
    value = _in(numbers[-1], scale) * scale
    if len(numbers) == 1:
        return value, value
    low = numbers[0]
    if len(units) > 1:
        first = _in(low, _scale(units[0])) * _scale(units[0])
    elif (first := _in(low, scale) * scale) * 10 <= value:
        return _in(low, scale) * value, _in(low, scale) * value
    elif tokens[1].kind in _RANGE_OR_EACH and 1 < low.value < _MOST_AT_ONCE:
        return low.value * value, max(first, value)
    return max(first, value), max(first, value)


def _is_in_turn(tokens: tuple[Token, ...]) -> bool:
    """Whether some numbers are each of a moment of their own: `1-1`, `2-1 tablet`, `200/200 mg`.

    Two weights that differ are a range, or those of two nutrients such as `500/250 mg`; counts of a range go up.
    """
    numbers = [token.value for token in tokens if token.kind is Kind.NUMBER]
    kinds = {token.kind for token in tokens}
    if len(numbers) < 2 or not min(numbers) or not kinds & {Kind.SLASH, Kind.DASH}:
        return False
    is_down = Kind.DASH in kinds and Kind.UNIT not in kinds and numbers[0] > numbers[-1]
    return len(set(numbers)) == 1 or is_down


def _in_turn(tokens: tuple[Token, ...]) -> Phrase:
    """So many at each of two moments of the day."""
    return _scheme(tokens)._replace(is_measure=any(token.kind is Kind.MEASURE for token in tokens))


def _weight(tokens: tuple[Token, ...]) -> Phrase:
    """A weight; `2 à 200 mg` has its count in it."""
    if _is_in_turn(tokens):
        return _scheme_of_weights(tokens)
    is_each = len(tokens) > 3 and tokens[1].kind is Kind.RANGE_OR_EACH
    return Phrase(Says.WEIGHT, tokens, *_weighed(tokens), name="of" if is_each else "")


def _weights_in_a_row(tokens: tuple[Token, ...]) -> Phrase:
    """`100/100/100 mg` is the weight of a whole day, and `500/250/10 mg` that of several nutrients."""
    total = _scheme_of_weights(tokens)
    return total if _is_in_turn(tokens) else total._replace(name="")


def _strength(tokens: tuple[Token, ...]) -> Phrase:
    """`100 mg per 5 ml` is worked out by whoever has the label; `500 mg / 250 mg` is two weights."""
    if tokens[2].kind is Kind.SLASH and tokens[-1].text == tokens[1].text:
        return _weight(tokens)
    return Phrase(Says.UNCLEAR, tokens)


def _clocks(tokens: tuple[Token, ...]) -> Phrase:
    """At how many hours of the day; a range of hours is one."""
    kinds = [token.kind for token in tokens]
    hours = [token for token in tokens if token.kind in {Kind.NUMBER, Kind.CLOCK}]
    is_range = Kind.BETWEEN in kinds or Kind.DASH in kinds or Kind.TO in kinds or Kind.OR in kinds
    if any(token.kind is Kind.NUMBER and not _is_hour(token) for token in hours):
        return Phrase(Says.UNCLEAR, tokens)
    return Phrase(Says.CLOCK, tokens, Fraction(1 if is_range else len(hours)), name=_part_of_day(hours[0], tokens))


def _is_hour(number: Token) -> bool:
    """Whether a number may be an hour of the day: `8`, `20.30`."""
    minutes = number.value % 1 * 100
    return (
        not number.name
        and number.value <= _HOURS
        and minutes < 60
        and (not minutes or bool(re.fullmatch(r"\d+[.,]\d\d", number.text)))
    )


def _part_of_day(clock: Token, tokens: tuple[Token, ...]) -> str:
    hour = int(re.split("[.:,]", clock.text)[0]) if clock.text[0].isdigit() else int(clock.value)
    hour += 12 if any(token.text == "pm" for token in tokens) and hour < 12 else 0
    return "morning" if 5 <= hour < 12 else "noon" if 12 <= hour < 17 else "evening" if hour >= 17 else "night"


_BUILT: dict[str, Callable[[tuple[Token, ...]], Phrase]] = {
    "weight": _weight,
    "scheme_of_weights": _scheme_of_weights,
    "weights_in_a_row": _weights_in_a_row,
    "scheme": _scheme,
    "strength": _strength,
    "count": _count,
    "bare": _bare,
    "rate": _rate,
    "hourly": _hourly,
    "a_week": _a_week,
    "clock": _clocks,
    "meals": _meals,
    "before_and_after": _before_and_after,
    "between": lambda tokens: Phrase(Says.MOMENT, tokens, name="between"),
    "moment": lambda tokens: Phrase(Says.MOMENT, tokens, name=tokens[-1].name),
    "days": lambda tokens: Phrase(Says.DAYS, tokens, name="step"),
    "spread": lambda tokens: Phrase(Says.SPREAD, tokens, max(_numbers(tokens)) if _is_daily(tokens) else Fraction(1)),
    "vehicle": _vehicle,
    "per_piece": _per_piece,
}
