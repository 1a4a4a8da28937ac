"""What a recipe and a consult are: the two halves of a personal take-home sheet.

The recipe in `content/sheets/` says what every client of that kind gets; the consult in `content/clients/` says what
this one gets besides and instead of it. There is no field for a surname, a birth date or an address, and none is
needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, model_validator
from pydantic_core import PydanticCustomError

from handouts.content.model.brochure import FORM_WORDS, FORMS, CallBox
from handouts.content.model.dates import Date, NamedDay, Typed, as_date, day_and_time, reckoned_from, reckoned_from_any
from handouts.content.model.describing import described
from handouts.content.model.diary import Diary
from handouts.content.model.drawings import Drawing
from handouts.content.model.fields import InOneLine, Model, OrText, Prose, Setting, Text, mistake, names, typed
from handouts.content.model.intake import Intake
from handouts.content.model.module import FLAG_WORDS, FLAGS, Flag
from handouts.content.model.settings import Language, OneOf, YesNo, whole_number
from handouts.content.model.times import Time
from handouts.problems import msg

_BEGUN = timedelta(days=14)
"""How long before a consult a line of its schedule may have begun, whose first day has no year."""
_HALF_A_YEAR = timedelta(days=183)
"""How long before a consult something may have been agreed, on a day without a year."""
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")


def _ref(value: object) -> str:
    text = typed(value, msg("a reference"))
    if not _REF.fullmatch(text):
        raise mistake(
            "not-a-ref", "“{text}” cannot be a reference", "letters, digits and dashes, such as 2026-014", text=text
        )
    return text


Ref = Annotated[str, BeforeValidator(_ref)]


class Use(Model):
    """A module, with what fills its gaps. Plain text stands for its name alone."""

    use: Setting
    params: dict[str, Setting] = described(default={}, personal=True)
    drop: YesNo = described(default=False, personal=True)

    @model_validator(mode="before")
    @classmethod
    def _names_its_module(cls, value: object) -> object:
        if isinstance(value, dict) and len(value) == 1 and not value.keys() & cls.model_fields.keys():
            (name,) = value
            hint = msg("write - use: {name} and under it params: with what fills its gaps", name=name)
            raise mistake("not-a-use", "“{name}” is in the place of use:", hint, name=name)
        return value


Uses = Annotated[list[Annotated[Use, OrText("use")]], InOneLine(names)]


class Step(Model):
    """One of the client's three steps. Plain text stands for a step without a reason."""

    step: Prose = described(asked="line", example="Elke avond een voetenbad", personal=True)
    reason: Prose | None = described(default=None, asked="line", example="Warm water ontspant.", personal=True)
    drawing: Drawing | None = described(default=None, personal=True)


class Recipe(Model):
    """What every client of one kind gets."""

    title: Text
    language: Language | None = None
    consult: Text | None = None
    greeting: Prose | None = None
    modules: Uses = described(default=[])
    schedule: list[Intake] = described(default=[])
    diary: Diary | None = None
    safety: CallBox | None = None
    closing: Prose | None = None
    attach: Annotated[list[Setting], InOneLine(names)] = described(default=[])
    columns: dict[str, Setting] = described(default={})


class Client(Model):
    """The person whom the sheet is for: a first name and a form of address, and no more."""

    first_name: Text = described(asked="line", group="client", example="Sam", personal=True)
    form: Annotated[str, OneOf(*FORMS, also=FORM_WORDS)] = described(
        default="je", asked="choice", group="client", example="u", personal=True
    )
    large_print: YesNo = described(default=False, asked="yes or no", group="client", example="ja", personal=True)


class Appointment(Model):
    """The next appointment. Plain text stands for its day, and a time after it: `vrijdag 18 december om 10.30 uur`."""

    date: NamedDay = described(asked="date", group="end", example="vrijdag 18 december om 10.30 uur", personal=True)
    time: Time | None = described(default=None, asked="line", group="end", example="10.30 uur", personal=True)
    what: Text | None = described(default=None, asked="line", group="end", example="controle", personal=True)

    @model_validator(mode="before")
    @classmethod
    def _takes_the_time_apart(cls, value: object) -> object:
        if not isinstance(value, dict) or not isinstance(value.get("date"), str):
            return value
        day, time = day_and_time(value["date"])
        if not time:
            return value
        if value.get("time") is not None and not _is_same_time(value["time"], time):
            message = msg("it is at {time} here, and at {value} in time:", time=time, value=value["time"])
            raise mistake("two-times", message, "take one of the two out")
        since = getattr(value["date"], "since", None)
        return {"time": time, **value, "date": Typed.reckoned(day, since) if since else day}


def _is_same_time(one: object, other: str) -> bool:
    """Whether two times are one in another spelling: `14:00` and `14.00 uur`."""
    same, other_too = (re.fullmatch(r"0?(\d{1,2})(?:[.:](\d\d)(?::00)?)?(?:\s*(?:uur|u\.?|h))?", each.strip())
                       for each in (str(one), other))  # fmt: skip
    if not same or not other_too:
        return str(one) == other
    return (same[1], same[2] or "00") == (other_too[1], other_too[2] or "00")


SUM = "magnesium-sum"
Doubtful = Annotated[str, OneOf(SUM, *FLAGS, also={"magnesium": SUM, **FLAG_WORDS})]


class Agreement(Model):
    """One thing that was agreed with a doctor: an answer to a doubt of a check. It is not printed."""

    printed: ClassVar[bool] = False

    about: Doubtful = described(personal=True)
    agreed_with: Setting = described(personal=True)
    date: Date = described(personal=True)
    what: Setting = described(personal=True)
    until: Date | None = described(default=None, personal=True)


_Number = Annotated[int, BeforeValidator(whole_number(1, 999, 1))]
_Steps = list[Annotated[Step, OrText("step")]]
_Flags = Annotated[list[Flag], InOneLine(may_be_none=True)]


class Consult(Model):
    """One consult: the personal part of a sheet. `flags` steer warnings and are not printed."""

    ref: Ref = described(asked="line", group="consult", example="2026-014")
    follows: Ref | None = described(default=None, asked="line", group="consult", example="2026-014")
    client: Client = described(personal=True)
    date: Date = described(asked="date", group="consult", example="22-11-2026")
    number: _Number | None = described(default=None, asked="line", group="consult", example="2")
    sheet: Setting = described(asked="choice", group="consult", example="magnesiumconsult")
    summary_steps: _Steps = described(default=[], max_length=3, asked="rows", group="talk", personal=True)
    caution: Prose | None = described(default=None, personal=True)
    discussed: Prose | None = described(
        default=None, asked="text", group="talk", example="Je slaapt slecht in.", personal=True
    )
    goals: list[Prose] = described(
        default=[], max_length=3, asked="list", group="talk", example="Om elf uur naar bed", personal=True
    )
    flags: _Flags = described(default=[], asked="choices", group="client", example="nieren, hart", personal=True)
    agreed: list[Agreement] = described(default=[], personal=True)
    schedule: list[Intake] = described(default=[], asked="rows", group="schedule", personal=True)
    modules: Uses = described(default=[], asked="choices", group="advice", example="voetenbad", personal=True)
    order: Annotated[list[Setting], InOneLine(names)] = described(default=[], personal=True)
    diary: Diary | None = described(default=None, personal=True)
    next_appointment: Annotated[Appointment, OrText("date")] | None = described(default=None, personal=True)
    note: Prose | None = described(default=None, asked="line", group="end", example="Tot dan!", personal=True)

    @model_validator(mode="before")
    @classmethod
    def _reckons_from_its_day(cls, value: object) -> object:
        """Lets the other dates leave out their year, or be some weeks away: they are reckoned from the consult."""
        if not isinstance(value, dict):
            return value
        try:
            day = as_date(value.get("date"))
        except PydanticCustomError:
            day = None  # a mistake of that field, and of no other
        value = {**value}
        for name, key in (("next_appointment", "date"), ("diary", "start")):
            if isinstance(value.get(name), str):
                value[name] = Typed.reckoned(value[name], day) if day else reckoned_from_any(value[name])
            elif name in value:
                value[name] = _reckoned(value[name], key, day)
        if isinstance(value.get("schedule"), list):
            value["schedule"] = [_reckoned(line, "start", day, _begun) for line in value["schedule"]]
        if isinstance(value.get("agreed"), list):
            value["agreed"] = [
                _reckoned(_reckoned(each, "until", day), "date", day, _agreed) for each in value["agreed"]
            ]
        return value


def _begun(text: str, consult: date) -> Typed:
    """The first day of a line as it was typed: it may have begun some days ago."""
    return reckoned_from(text, consult, consult - _BEGUN)


def _agreed(text: str, consult: date) -> Typed:
    """The day of a talk as it was typed: without its year it is the one nearest to the consult."""
    return reckoned_from(text, consult, consult - _HALF_A_YEAR)


def _reckoned(
    value: object, key: str, day: date | None, reckon: Callable[[str, date], Typed] = Typed.reckoned
) -> object:
    """A mapping of which the date under `key` is reckoned from `day`, where that is known."""
    if isinstance(value, dict) and isinstance(value.get(key), str):
        return {**value, key: reckon(value[key], day) if day else reckoned_from_any(value[key])}
    return value
