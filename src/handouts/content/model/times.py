"""Times of the day as people type them: one that no clock shows is a mistake, and all else is left as it was typed.

Next to a time there may be what something costs or how long it lasts, so only what is certainly a time is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator

from handouts.content.model.fields import Text, mistake
from handouts.content.words import pattern
from handouts.problems import msg

HINT = msg("write the hour from 0 to 23 and the minutes from 00 to 59, such as 10.30")
_TIME = re.compile(
    r"(?<![\d.,:/-])(?P<hours>\d{1,2})\s*(?:uur|u|o'clock)\b"
    r"|(?<![\d.,:/])(?P<hour>\d{1,2})[.:uh](?P<minute>\d{2})(?![\d/-]|[.,:]\d{3}|[.:]\d{1,2}[.:]\d|[.]\d{4})"
    r"(?P<unit>\s*(?:uur|u|h)\b)?"
    r"|\b(?:half|kwart (?:over|voor))\s+(?P<half>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\s*\(?(?:-|–|—|/|&|\+|tot(?: en met)?|t/m|en|of|to|until|till|and|or)\s*(?:(?:om|at)\b\s*)?", re.IGNORECASE
)
"""Between two times of the day; a comma is not among these."""
_OPENS = re.compile(r"\b(?:om|vanaf|at|from)\s*$", re.IGNORECASE)
_NO_TIME_BEHIND = re.compile(rf"(?:€|\$|£|\beuro?|\b(?:{pattern('before_no_time')}))[ :]*$", re.IGNORECASE)
_NO_TIME_BEFORE = re.compile(rf"\s*(?:€|euro|eur\b|%|km|kg|cm|{pattern('after_no_time')})", re.IGNORECASE)
"""Around what something costs, how long it lasts and how long before it must be cancelled."""
_BEFORE = 20
_LAST_HOUR, _LAST_MINUTE, _HALF = 24, 59, 12


def impossible_time(text: str) -> str:
    """The first time in a text that no clock shows, such as `25.30`, as it was typed; empty where there is none.

    24 is the end of a day, and only as 24.00.
    """
    wrong = next((found for found in _times(text) if not _is_shown(found)), None)
    return wrong[0].removesuffix(wrong["unit"] or "") if wrong else ""


def _times(text: str) -> Iterator[re.Match[str]]:
    """What is a time of the day: the first one, those joined to one, after “om”, or with minutes and “uur”."""
    last: int | None = None
    for found in _TIME.finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if _NO_TIME_BEHIND.search(before) or _NO_TIME_BEFORE.match(text, found.end()):
            continue
        if last is None or found["unit"] or found["half"] or _OPENS.search(before) or (
            _JOINED.fullmatch(text, last, found.start())
        ):  # fmt: skip
            last = found.end()
            yield found


def _is_shown(found: re.Match[str]) -> bool:
    """Whether a clock shows a time."""
    if found["half"]:
        return int(found["half"]) <= _HALF
    if found["hours"]:
        return int(found["hours"]) <= _LAST_HOUR
    hour, minute = int(found["hour"]), int(found["minute"])
    return (hour < _LAST_HOUR and minute <= _LAST_MINUTE) or (hour == _LAST_HOUR and not minute)


def refuse_impossible(text: str) -> str:
    """The text, if a clock can show the time in it. Raises PydanticCustomError."""
    if wrong := impossible_time(text):
        raise mistake("no-such-time", "“{wrong}” is no time of the day", HINT, wrong=wrong)
    return text


Time = Annotated[Text, AfterValidator(refuse_impossible)]
