"""Days as they are answered: of the consult, and of the next appointment, where a time may stand behind one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from handouts.asking.answers import Unclear
from handouts.labels import worded_date
from handouts.model.dates import MONTHS, NEAR_DAYS, WEEKDAYS, YEARS_AHEAD, as_date, day_and_time, weekday_of
from handouts.model.dates import Typed as TypedDate
from handouts.model.times import refuse_impossible

_YEARLESS = re.compile(r"(?:(?:op |on )?([a-z]+)\.?,? )?(\d{1,2})(?:e|ste|de)?(?:\s+([a-z]+)\.?|[-/](\d{1,2}))")
_AWAY = re.compile(r"\S+ (?:dag(?:en)?|days?|we(?:ek|ken|eks?)|maand(?:en)?|months?)")
_LATELY = 92
"""In days: a day without its year that has passed since is more likely meant than the same a year on."""


class Day:
    """A date, shown as it is read aloud; `morgen`, and `3 december` without its year, are understood too."""

    def __init__(self, language: str, today: date, words: Mapping[str, str], after: date | None = None) -> None:
        """`language` is nl or en. Without its year a day is the first one behind `after`, or the nearest to `today`."""
        self._language = language
        self._today = today
        self._words = words
        self._after = after

    def understand(self, text: str) -> date:
        """See `Kind`."""
        day = self._understood(text)
        if self._after and day < self._after:
            said = {"text": text, "day": worded_date(self._after, self._language)}
            raise Unclear(self._words["day_before"].format(**said))
        return day

    def _understood(self, text: str) -> date:
        folded = " ".join(text.casefold().split())
        if folded in NEAR_DAYS:
            return self._today + timedelta(days=NEAR_DAYS[folded])
        found = _YEARLESS.fullmatch(folded)
        if found is None or (found[3] and found[3] not in MONTHS) or (found[1] and found[1] not in WEEKDAYS):
            away = f"over {text}" if self._after and _AWAY.fullmatch(folded) else text
            return self._dated(away, text)
        day, month = int(found[2]), MONTHS[found[3]] if found[3] else int(found[4])
        chosen = self._of_a_year(day, month, text) or as_date(f"{day}-{month}-{self._today.year}")
        if found[1] and chosen.weekday() != WEEKDAYS[found[1]]:
            raise self._other_weekday(text, chosen)
        return chosen

    def _dated(self, away: str, text: str) -> date:
        """The day as a consult's file has it, with its weekday held against the calendar in her language."""
        since = self._after or self._today
        try:
            return as_date(TypedDate.reckoned(away, since))
        except PydanticCustomError as reason:
            if reason.type != "other-weekday":
                raise
            _, _, rest = text.strip().partition(" ")
            raise self._other_weekday(text, as_date(TypedDate.reckoned(rest, since))) from None

    def _other_weekday(self, text: str, day: date) -> Unclear:
        said = {"day": worded_date(day, self._language), "weekday": weekday_of(day, self._language)}
        return Unclear(self._words["other_weekday"].format(text=text, **said))

    def _of_a_year(self, day: int, month: int, text: str) -> date | None:
        days = []
        for year in range(self._today.year - YEARS_AHEAD, self._today.year + YEARS_AHEAD + 1):
            with suppress(ValueError):
                days.append(date(year, month, day))
        if self._after is None:
            return min(days, key=lambda each: abs(each - self._today), default=None)
        if passed := [each for each in days if 0 < (self._after - each).days <= _LATELY]:
            said = {"text": text, "day": worded_date(passed[-1], self._language), "year": passed[-1].year + 1}
            raise Unclear(self._words["day_passed"].format(**said))
        return min((each for each in days if each > self._after), default=None)

    def show(self, answer: date) -> str:
        """See `Kind`."""
        return worded_date(answer, self._language)

    def offer(self) -> list[str]:
        """See `Kind`."""
        return []


class When(NamedTuple):
    """A day, and the time that was said with it; empty where none was."""

    day: date
    time: str = ""


class DayAndTime:
    """A day with a time behind it, where one is said: `vrijdag 18 december om 10.30 uur`."""

    def __init__(self, day: Day) -> None:
        """`day` understands the day."""
        self._day = day

    def understand(self, text: str) -> When:
        """See `Kind`."""
        day, time = day_and_time(text)
        refuse_impossible(time)
        return When(self._day.understand(day), time)

    def show(self, answer: When) -> str:
        """See `Kind`."""
        return f"{self._day.show(answer.day)}, {answer.time}" if answer.time else self._day.show(answer.day)

    def offer(self) -> list[str]:
        """See `Kind`."""
        return []
