"""Days as answers: of the consult, and of the next appointment, which may have a time."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from handouts.content.model.dates import NEAR_DAYS, as_date, day_and_time, reckoned_from
from handouts.content.model.times import refuse_impossible
from handouts.intake.interview.answers import AnswerType, Unclear, Words
from handouts.languages.lexicon import WORDS, Kind, alternatives
from handouts.languages.messages import translated, weekday_of

_AWAY = re.compile(rf"\S+ (?:{alternatives(WORDS[Kind.SPAN])})")
_LATELY = timedelta(days=92)
"""A day without its year that has passed since is more likely meant than the same a year on."""
_HALF_A_YEAR = timedelta(days=183)


class Day(AnswerType[date]):
    """A date, shown as it is read aloud; `morgen`, and `3 december` without its year, are understood too."""

    def __init__(self, words: Words, today: date, after: date | None = None) -> None:
        """Without its year a day is the first one after `after`, or else the nearest to `today`."""
        self._words = words
        self._today = today
        self._after = after

    def understand(self, text: str) -> date:
        """See `AnswerType`."""
        folded = " ".join(text.casefold().split())
        if folded in NEAR_DAYS:
            day = self._today + timedelta(days=NEAR_DAYS[folded])
        elif self._after is None:
            day = self._reckoned(text, self._today, self._today - _HALF_A_YEAR)
        else:
            away = f"over {text}" if _AWAY.fullmatch(folded) else text
            day = self._reckoned(away, self._after, self._after - _LATELY)
            if day <= self._after and self._has_no_year(text):
                if day < self._after:
                    raise self._unclear("day_passed", text, day, year=day.year + 1)
                day = self._reckoned(away, self._after, self._after + timedelta(days=1))
        if self._after and day < self._after:
            raise self._unclear("day_before", text, self._after)
        return day

    @staticmethod
    def _has_no_year(text: str) -> bool:
        try:
            as_date(text)
        except PydanticCustomError as reason:
            return reason.type == "no-year"
        return False

    def _reckoned(self, text: str, since: date, earliest: date) -> date:
        """The day as a consult's file has it, with its weekday checked against the calendar."""
        try:
            return as_date(reckoned_from(text, since, earliest))
        except PydanticCustomError as reason:
            if reason.type != "other-weekday":
                raise
            rest = text.strip().partition(" ")[2]
            day = as_date(reckoned_from(rest, since, earliest))
            weekday = translated(weekday_of(day), self._words.language)
            raise self._unclear("other_weekday", text, day, weekday=weekday) from None

    def _unclear(self, key: str, text: str, day: date, **more: object) -> Unclear:
        return Unclear(self._words[key].format(text=text, day=self._words.date(day), **more))

    def show(self, answer: date) -> str:
        """See `AnswerType`."""
        return self._words.date(answer)


class When(NamedTuple):
    """A day, and the time that was typed with it; empty where none was."""

    day: date
    time: str = ""


class DayAndTime(AnswerType[When]):
    """A day, with a time after it if there is one: `vrijdag 18 december om 10.30 uur`."""

    def __init__(self, day: Day) -> None:
        """`day` understands the day."""
        self._day = day

    def understand(self, text: str) -> When:
        """See `AnswerType`."""
        day, time = day_and_time(text)
        refuse_impossible(time)
        return When(self._day.understand(day), time)

    def show(self, answer: When) -> str:
        """See `AnswerType`."""
        return f"{self._day.show(answer.day)}, {answer.time}" if answer.time else self._day.show(answer.day)
