"""What a practice is: its name, how it is reached, where it is registered, and how its paper looks."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema

from handouts.content.model.addresses import MailAddress, Phone, Picture, WebAddress
from handouts.content.model.brand import Brand
from handouts.content.model.describing import described
from handouts.content.model.fields import InOneLine, Model, OrText, Setting, Text, Words, names
from handouts.content.model.figures import Focus
from handouts.content.model.settings import NO, YES, Language, OneOf, millimetres
from handouts.content.words import meanings

_NUMBER = WithJsonSchema({"type": ["number", "string"]})
Length = Annotated[float, BeforeValidator(millimetres(-10, 10, "-0.5")), _NUMBER]
Thickness = Annotated[float, BeforeValidator(millimetres(0.03, 0.6, "0.1")), _NUMBER]


def as_signature(value: object) -> Picture | bool:
    """The picture of a signature, or whether her name is written instead."""
    if isinstance(value, bool | Picture):
        return value
    word = value.strip().casefold() if isinstance(value, str) else ""
    return word in YES if word in YES | NO else Picture.from_typed(value)


Signature = Annotated[Picture | bool, PlainValidator(as_signature), WithJsonSchema({"type": ["string", "boolean"]})]


class Portrait(Model):
    """A photograph of the practitioner, cropped to a circle around `focus`. Plain text stands for its file."""

    file: Picture
    focus: Focus = (50, 40)


class Practitioner(Model):
    """The person whom the client meets."""

    name: Text
    role: Words | None = None


class Address(Model):
    """Where the practice is."""

    street: Text
    postcode: Text | None = None
    city: Text


class Association(Model):
    """A professional association and the practitioner's number there."""

    name: Text
    number: Text | None = None


class Registrations(Model):
    """The numbers that a practice in the Netherlands prints."""

    kvk: Text | None = None
    agb_practitioner: Text | None = None
    agb_practice: Text | None = None
    associations: list[Association] = described(default=[])


class Complaints(Model):
    """Where a complaint goes, as the Wkkgz asks."""

    officer: Text
    disputes_body: Text | None = None
    url: WebAddress | None = None


class Printing(Model):
    """What the practice's own printer needs to know; the first two are read off the sheet of `handouts calibrate`."""

    printed: ClassVar[bool] = False

    back_right: Length = 0.0
    back_up: Length = 0.0
    paper: Thickness = 0.1


class AdviceSetting(Model):
    """What becomes of one rule of what an editor says, in all that the practice writes."""

    printed: ClassVar[bool] = False

    rule: Setting
    say: Annotated[str, OneOf("off", "advice", "warning", also=meanings("says"))]
    reason: Setting


class Practice(Model):
    """The practice: the letterhead and the small print of every document."""

    name: Text
    tagline: Words | None = None
    practitioner: Practitioner
    portrait: Annotated[Portrait, OrText("file")] | None = None
    signature: Signature = False
    address: Address | None = None
    phone: Phone | None = None
    email: MailAddress | None = None
    website: WebAddress | None = None
    language: Language = "nl"
    registrations: Registrations = Registrations()
    complaints: Complaints | None = None
    opening_hours: list[Words] = described(default=[])
    directions: Words | None = None
    privacy_url: WebAddress | None = None
    disclosure: Words | None = None
    disclosure_for: Annotated[list[Setting], InOneLine(names)] = described(default=[])
    printing: Printing = Printing()
    advice: list[AdviceSetting] = described(default=[])
    brand: Brand = Brand()
