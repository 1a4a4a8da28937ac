"""Times of the day as people type them: one that no clock shows is a mistake, and all else is left as it was typed."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from handouts.model.fields import Text, mistake

HINT = "write the hour from 0 to 23 and the minutes from 00 to 59, such as 10.30 uur"
_CLOCK = re.compile(r"(?<![\d.,:/])(\d{1,2})[.:](\d{2})(?![\d/-]|[.,:]\d{3}|[.:]\d{1,2}[.:]\d|[.]\d{4})")
_HOURS = re.compile(r"(?<![\d.,:/-])(\d{1,2})\s*(?:uur|u|o'clock)\b", re.IGNORECASE)
_WORDED = re.compile(r"\b(?:half|kwart (?:over|voor))\s+(\d{1,2})(?!\d)", re.IGNORECASE)
_LAST_HOUR, _LAST_MINUTE, _HALF = 24, 59, 12


def impossible_time(text: str) -> str:
    """The first time in a text that no clock shows, such as `25.30`, as it was typed; empty where there is none.

    24 is the end of a day, and only as 24.00.
    """
    for found in _CLOCK.finditer(text):
        hour, minute = int(found[1]), int(found[2])
        if hour > _LAST_HOUR or minute > _LAST_MINUTE or (hour == _LAST_HOUR and minute):
            return found[0]
    for pattern, most in ((_HOURS, _LAST_HOUR), (_WORDED, _HALF)):
        for found in pattern.finditer(text):
            if int(found[1]) > most:
                return found[0]
    return ""


def refuse_impossible(text: str) -> str:
    """The text, if a clock can show the time in it. Raises PydanticCustomError."""
    if wrong := impossible_time(text):
        raise mistake("no-such-time", f"“{wrong}” is no time of the day", HINT)
    return text


def _checked(value: Text) -> Text:
    refuse_impossible(value)
    return value


Time = Annotated[Text, AfterValidator(_checked)]
