"""What a recipe and a consult are: the two halves of a personal take-home sheet.

The recipe in `content/sheets/` says what every client of that kind gets; the consult in `content/clients/` says what
this one gets beside and instead of it. There is no field for a surname, a birth date or an address, and none is
needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from handouts.model.agreement import Agreement, close_to
from handouts.model.brochure import FORM_WORDS, FORMS, CallBox
from handouts.model.dates import Date, NamedDay, Typed, as_date, day_and_time, reckoned_from
from handouts.model.fields import (
    Language,
    Model,
    OneOf,
    OrText,
    Prose,
    Setting,
    Text,
    YesNo,
    described,
    mistake,
    typed,
    whole_number,
)
from handouts.model.intake import Intake
from handouts.model.lengths import LENGTH_SCHEMA, number_of_days
from handouts.model.listed import InOneLine, names
from handouts.model.module import Flag
from handouts.model.times import Time

_BEGUN = timedelta(days=14)
"""How long before a consult a line of its schedule may have begun, whose first day has no year."""
_REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")


def _ref(value: object) -> str:
    text = typed(value, "a reference")
    if not _REF.fullmatch(text):
        raise mistake("not-a-ref", f"“{text}” cannot be a reference", "letters, digits and dashes, such as 2026-014")
    return text


Ref = Annotated[str, BeforeValidator(_ref)]


class Use(Model):
    """A module, with what fills its gaps. Plain text stands for its name alone."""

    use: Setting = described("The name of a file in content/modules, without .yaml.")
    params: dict[str, Setting] = described("What fills the gaps of the module, by name.", default={})
    drop: YesNo = described("In a consult: leave this module of the recipe out.", default=False)

    @model_validator(mode="before")
    @classmethod
    def _names_its_module(cls, value: object) -> object:
        if isinstance(value, dict) and len(value) == 1 and not value.keys() & cls.model_fields.keys():
            (name,) = value
            raise mistake(
                "not-a-use",
                f"“{name}” stands where use: belongs",
                f"write - use: {name} and under it params: with what fills its gaps",
            )
        return value


Uses = Annotated[list[Annotated[Use, OrText("use")]], InOneLine(names)]


class Step(Model):
    """One of the client's three steps. Plain text stands for a step without a reason."""

    step: Prose = described("What to do, in a few words.")
    reason: Prose | None = described("Why, or how, in a sentence.", default=None)


class Diary(Model):
    """Days to tick, a week on a page."""

    days: Annotated[int, BeforeValidator(number_of_days(1, 28, 7)), WithJsonSchema(LENGTH_SCHEMA)] | None = described(
        "For how many days; by default as long as the schedule, at most 28, or 7 where there is none.",
        default=None,
    )
    start: Date | None = described("The first day; by default the day after the consult.", default=None)
    rows: list[Text] = described("Things to tick; by default those of the schedule and the modules.", default=[])
    scales: list[Text] = described("Things to give a mark from 0 to 10, such as sleep.", default=[])


class Recipe(Model):
    """What every client of one kind gets."""

    title: Text = described("The title of the sheet.")
    language: Language | None = described("nl or en; by default the practice's language.", default=None)
    consult: Text | None = described("What the consult is called in `after your …`.", default=None)
    greeting: Prose | None = described("The first words to the client.", default=None)
    modules: Uses = described("The modules, in reading order.", default=[])
    schedule: list[Intake] = described("Lines of the schedule that every client gets.", default=[])
    diary: Diary | None = described("The diary.", default=None)
    safety: CallBox | None = described("When to call whom.", default=None)
    closing: Prose | None = described("The last words to the client.", default=None)
    attach: Annotated[list[Setting], InOneLine(names)] = described(
        "Brochures that go behind the sheet: files in content/brochures, without .yaml.", default=[]
    )
    columns: dict[str, Setting] = described(
        "For a batch: what the columns of your spreadsheet are called, each with the field that it fills.", default={}
    )


class Client(Model):
    """The person whom the sheet is for: a first name and a form of address, and no more."""

    first_name: Text = described("The first name.")
    form: Annotated[str, OneOf(*FORMS, also=FORM_WORDS)] = described("je or u.", default="je")
    large_print: YesNo = described("Whether the sheet is made in large print.", default=False)


class Appointment(Model):
    """The next appointment. Plain text stands for its day, and a time behind it: `vrijdag 18 december om 10.30 uur`."""

    date: NamedDay = described("The day; a time may stand behind it.")
    time: Time | None = described("The time, as it is printed.", default=None)
    what: Text | None = described("What for.", default=None)

    @model_validator(mode="before")
    @classmethod
    def _takes_the_time_apart(cls, value: object) -> object:
        if not isinstance(value, dict) or not isinstance(value.get("date"), str):
            return value
        day, time = day_and_time(value["date"])
        if not time:
            return value
        if value.get("time") is not None and not _is_same_time(value["time"], time):
            said = f"it is at {time} here, and at {value['time']} in time:"
            raise mistake("two-times", said, "take one of the two out")
        since = getattr(value["date"], "since", None)
        return {"time": time, **value, "date": Typed.reckoned(day, since) if since else day}


def _is_same_time(one: object, other: str) -> bool:
    """Whether two times are one in another spelling: `14:00` and `14.00 uur`."""
    same, other_too = (re.fullmatch(r"0?(\d{1,2})(?:[.:](\d\d)(?::00)?)?(?:\s*(?:uur|u\.?|h))?", each.strip())
                       for each in (str(one), other))  # fmt: skip
    if not same or not other_too:
        return str(one) == other
    return (same[1], same[2] or "00") == (other_too[1], other_too[2] or "00")


class Consult(Model):
    """One consult: the personal part of a sheet. `flags` steer warnings and are not printed."""

    ref: Ref = described("The reference; also the name of the file. Never a name.")
    follows: Ref | None = described("The reference of the consult before this one.", default=None)
    client: Client = described("The person whom the sheet is for.")
    date: Date = described("The day of the consult.")
    number: Annotated[int, BeforeValidator(whole_number(1, 999, 1))] | None = described(
        "Which consult this is, counted from 1.", default=None
    )
    sheet: Setting = described("The recipe: a file in content/sheets, without .yaml.")
    summary_steps: list[Annotated[Step, OrText("step")]] = described(
        "The three steps on top of the sheet.", default=[], max_length=3
    )
    discussed: Prose | None = described("What you discussed.", default=None)
    goals: list[Prose] = described("Up to three goals.", default=[], max_length=3)
    flags: Annotated[list[Flag], InOneLine(may_be_none=True)] = described(
        "What steers warnings and is not printed.", default=[]
    )
    agreed: list[Agreement] = described(
        "Doubts that you talked over with a doctor: they are listed as agreed, and not as a warning.", default=[]
    )
    schedule: list[Intake] = described("Lines of the schedule, beside those of the recipe.", default=[])
    modules: Uses = described("Modules to add, to give other parameters, to put first, or to drop.", default=[])
    order: Annotated[list[Setting], InOneLine(names)] = described("The modules that come first, by name.", default=[])
    diary: Diary | None = described("A diary of its own, instead of the recipe's.", default=None)
    next_appointment: Annotated[Appointment, OrText("date")] | None = described("The next appointment.", default=None)
    note: Prose | None = described("A last personal word.", default=None)

    @model_validator(mode="before")
    @classmethod
    def _reckons_from_its_day(cls, value: object) -> object:
        """Lets the other dates leave out their year, or be so many weeks away: they are reckoned from the consult."""
        if not isinstance(value, dict):
            return value
        try:
            day = as_date(value.get("date"))
        except PydanticCustomError:
            return value  # said of that field
        value = {**value}
        for name, key in (("next_appointment", "date"), ("diary", "start")):
            if isinstance(value.get(name), str):
                value[name] = Typed.reckoned(value[name], day)
            elif name in value:
                value[name] = _reckoned(value[name], key, day)
        if isinstance(value.get("schedule"), list):
            value["schedule"] = [_reckoned(line, "start", day, _begun) for line in value["schedule"]]
        if isinstance(value.get("agreed"), list):
            value["agreed"] = [
                _reckoned(_reckoned(each, "until", day), "date", day, close_to) for each in value["agreed"]
            ]
        return value


def _begun(text: str, consult: date) -> Typed:
    """The first day of a line as it was typed: it may have begun some days ago."""
    return reckoned_from(text, consult, consult - _BEGUN)


def _reckoned(value: object, key: str, day: date, reckon: Callable[[str, date], Typed] = Typed.reckoned) -> object:
    """A mapping of which the date under `key` is reckoned from `day`."""
    if isinstance(value, dict) and isinstance(value.get(key), str):
        return {**value, key: reckon(value[key], day)}
    return value
