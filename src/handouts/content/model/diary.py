"""What a diary is: how long it lasts, what is ticked in it, and what gets a mark each day."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from handouts.content.model.dates import Date
from handouts.content.model.describing import described
from handouts.content.model.fields import Model, OrText, Text, mistake
from handouts.content.model.settings import LENGTH_SCHEMA, number_of_days, whole_number

DAYS_A_WEEK = 7
MOST_WEEKS = 4


class Scale(Model):
    """What gets a mark from 0 to 10 each day, and what 0 and 10 mean. Plain text stands for its name."""

    name: Text = described(personal=True)
    low: Text | None = described(default=None, personal=True)
    high: Text | None = described(default=None, personal=True)


_Days = Annotated[int, BeforeValidator(number_of_days(1, MOST_WEEKS * DAYS_A_WEEK, 7)), WithJsonSchema(LENGTH_SCHEMA)]
_Weeks = Annotated[int, BeforeValidator(whole_number(1, MOST_WEEKS, 4))]


class Diary(Model):
    """Days to tick, and marks to give: one week on a page, or several under each other."""

    days: _Days | None = described(default=None, asked="line", group="end", example="14", personal=True)
    weeks: _Weeks | None = described(default=None, personal=True)
    start: Date | None = described(default=None, personal=True)
    rows: list[Text] = described(default=[], personal=True)
    scales: list[Annotated[Scale, OrText("name")]] = described(default=[], personal=True)

    @model_validator(mode="before")
    @classmethod
    def _has_one_length(cls, value: object) -> object:
        if isinstance(value, dict) and value.get("days") is not None and value.get("weeks") is not None:
            raise mistake("two-lengths", "the diary has days: and weeks:", "take one of the two out")
        return value

    @property
    def length(self) -> int | None:
        """How many days it says that it lasts; None where it lasts as long as the schedule."""
        return self.weeks * DAYS_A_WEEK if self.weeks else self.days
