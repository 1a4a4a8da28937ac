"""Numbers that are shown as a picture: how many people out of how many, what is on a plate, how a time is spent."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, model_validator

from handouts.content.model.describing import described
from handouts.content.model.drawings import Drawing
from handouts.content.model.fields import Model, Prose, Text, mistake
from handouts.content.model.selective import Selective
from handouts.content.model.settings import whole_number
from handouts.content.model.times import HINT
from handouts.problems import msg

_AMOUNT = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,2})?")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2}))?(?:\s*(?:uur|u|h))?", re.IGNORECASE)
_SHARE = re.compile(
    r"(?<![\d.,])(\d{1,3})\s+(?:op|van|uit|in|of|out of)\s+(?:de\s+|elke\s+|every\s+)?(\d{1,3})(?![\d.,])"
)
DAY = 24 * 60
"""Minutes."""


class Amount(Text):
    """How much of something there is, printed as typed; its unit stands elsewhere."""

    what = msg("a number")
    hyphens = False

    @classmethod
    def check(cls, text: str) -> None:
        """Raises PydanticCustomError for what is no number above 0."""
        if not _AMOUNT.fullmatch(text) or not amount_of(text):
            hint = msg("write the number alone, such as 300 or 2,5; its unit stands under unit:")
            raise mistake("not-a-number", "“{text}” is not a number above 0", hint, text=text)


def amount_of(text: str) -> Decimal:
    """The number that an `Amount` is."""
    return Decimal(text.replace(",", "."))


class Clock(Text):
    """A time of the day, printed as typed: `21.00`, `9.30 uur`."""

    what = msg("a time of the day")
    hyphens = False

    @classmethod
    def check(cls, text: str) -> None:
        """Raises PydanticCustomError for what no clock shows."""
        found = _CLOCK.fullmatch(text)
        if not found or int(found[1]) > 24 or int(found[2] or 0) > 59 or minutes_of(text) > DAY:
            raise mistake("no-such-time", "“{wrong}” is no time of the day", HINT, wrong=text)


def minutes_of(text: str) -> int:
    """The minutes since midnight that a `Clock` shows."""
    found = _CLOCK.fullmatch(text)
    return int(found[1]) * 60 + int(found[2] or 0) if found else 0


def share_in(text: str) -> re.Match[str] | None:
    """Where a text says how many out of how many, such as `1 op de 10`."""
    return _SHARE.search(text)


class PeopleChart(Model):
    """How many people out of how many, as a row of people: what it says of them, and where that comes from."""

    hit: Annotated[int, BeforeValidator(whole_number(0, 100, 1))]
    of: Annotated[int, BeforeValidator(whole_number(2, 100, 10))]
    text: Prose
    source: Text = described(judged=False)

    @model_validator(mode="after")
    def _agrees(self) -> PeopleChart:
        if self.hit > self.of:
            raise mistake("out-of-range", "{hit} out of {of} cannot be", msg("write the smaller number under hit:"),
                          hit=self.hit, of=self.of)  # fmt: skip
        said = share_in(self.text)
        if said and (int(said[1]), int(said[2])) != (self.hit, self.of):
            raise mistake("not-the-same", "the text says “{said}”, and the chart shows {hit} out of {of}",
                          msg("make them the same"), said=said[0], hit=self.hit, of=self.of)  # fmt: skip
        return self


class Portion(Model):
    """Something on a plate: its name, how much of it, what that gives, and what it looks like."""

    name: Text
    how: Prose | None = None
    amount: Amount
    drawing: Drawing | None = None


class Enough(Model):
    """How much is enough for some of the readers, and for whom that is; `name` is one word for them."""

    text: Text
    amount: Amount
    name: Text | None = None


class Plate(Model):
    """What one eats on a day, as a plate: each part in proportion to its amount, and what is enough.

    That is `goal` for everybody, or one amount each for some under `enough`.
    """

    goal: Amount | None = None
    enough: list[Enough] = described(default=[], max_length=3)
    unit: Text
    nutrient: Text | None = None
    items: list[Portion] = described(min_length=2, max_length=8)
    source: Text = described(judged=False)

    @model_validator(mode="after")
    def _says_what_is_enough(self) -> Plate:
        if (self.goal is None) == (not self.enough):
            hint = msg("write goal: with one number, or enough: with a text and an amount for each group of readers")
            raise mistake("not-one-goal", "a plate says once how much is enough", hint)
        return self


class Stretch(Model):
    """A part of a time: how many minutes, and what one does."""

    minutes: Annotated[int, BeforeValidator(whole_number(1, DAY, 15))]
    text: Text


class Timebar(Model):
    """How a time is spent, as a bar: from when to when, and what comes after what."""

    start: Clock
    end: Clock
    items: list[Stretch] = described(min_length=2, max_length=8)

    @model_validator(mode="after")
    def _adds_up(self) -> Timebar:
        total = sum(each.minutes for each in self.items)
        whole = (minutes_of(self.end) - minutes_of(self.start)) % DAY or DAY
        if total != whole:
            hint = msg("change a number of minutes, or the time at which it ends")
            message = msg("these are {total} minutes, and from {start} to {end} is {whole}",
                          total=total, start=str(self.start), end=str(self.end), whole=whole)  # fmt: skip
            raise mistake("minutes-do-not-add-up", message, hint)
        return self


class Chart(Selective):
    """A picture of numbers: of people, a plate or a time bar. Each number is printed as text too."""

    people: PeopleChart | None = None
    plate: Plate | None = None
    timebar: Timebar | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Chart:
        if sum(each is not None for each in (self.people, self.plate, self.timebar)) != 1:
            hint = msg("write people:, plate: or timebar: under it; a section may be followed by one without a heading")
            raise mistake("not-one-chart", "a chart is one of people, plate and timebar", hint)
        return self
