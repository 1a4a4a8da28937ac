"""How many days something goes on, as people type it: `28`, `28 dagen`, `4 weken`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from handouts.content.model.dates import COUNTS
from handouts.content.model.fields import mistake, typed, whole_number
from handouts.problems import msg

LENGTH_SCHEMA: dict[str, Any] = {"type": ["integer", "string"]}
_WEEK = 7
_COUNT = r"(?P<count>\d{1,3}|[^\W\d_]+|'n)"
_LENGTH = re.compile(
    rf"(?:(?:voor|gedurende|for) )?{_COUNT} ?(?:(?P<days>dag(?:en)?|days?|d)|(?P<weeks>we(?:ek|ken|eks?)|wk))\.?"
    r"(?: (?:lang|long))?"
)
_MONTHS = re.compile(
    rf"{_COUNT} ?(?:(?P<months>maand(?:en)?|months?|mnd)|(?P<years>jaar|jaren|years?))\.?(?: (?:lang|long))?"
)
_WEEKS = {"months": (13, 3), "years": (52, 1)}
"""A quarter of a year has 13 weeks, to the day or so."""


def number_of_days(low: int, high: int, example: int) -> Callable[[object], int]:
    """A converter for a number of days from `low` to `high`, both included; weeks are understood, months are asked."""
    as_number = whole_number(low, high, example)

    def convert(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        text = typed(value, msg("a number of days"))
        folded = " ".join(text.casefold().split())
        if re.fullmatch(r"[+-]?[0-9]{1,9}", folded):
            return as_number(folded)
        found = _LENGTH.fullmatch(folded)
        if found and (count := _counted(found["count"])):
            return as_number(str(count * (_WEEK if found["weeks"] else 1)))
        if (found := _MONTHS.fullmatch(folded)) and (count := _counted(found["count"])):
            weeks, per = _WEEKS["months" if found["months"] else "years"]
            said = msg("“{text}” is another number of days each time", text=text)
            raise mistake(
                "not-a-number", said, msg("write weeks or days, such as {count} weken", count=count * weeks // per)
            )
        hint = msg("such as {example} dagen", example=example) + (
            msg(" or {example} weken", example=example // _WEEK) if example > _WEEK else " or 1 week"
        )
        raise mistake("not-a-number", msg("“{text}” is not a number of days", text=text), hint)

    return convert


def _counted(word: str) -> int:
    return int(word) if word.isdigit() else COUNTS.get(word, 0)
