"""What a practice is: who she is, how she is reached, where she is registered, and how her paper looks."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, WithJsonSchema

from handouts.model.addresses import MailAddress, Phone, WebAddress
from handouts.model.brand import Brand
from handouts.model.fields import Language, Model, Text, Words, described, millimetres

_NUMBER = WithJsonSchema({"type": ["number", "string"]})
Length = Annotated[float, BeforeValidator(millimetres(-10, 10, "-0.5")), _NUMBER]
Thickness = Annotated[float, BeforeValidator(millimetres(0.03, 0.6, "0.1")), _NUMBER]


class Practitioner(Model):
    """The person whom the client meets."""

    name: Text = described("Her name as it is printed.")
    role: Words | None = described("What she does, in a few words; per language where they differ.", default=None)


class Address(Model):
    """Where the practice is."""

    street: Text = described("Street and number.")
    postcode: Text | None = described("Postcode.", default=None)
    city: Text = described("Town.")


class Association(Model):
    """A professional association and her number there."""

    name: Text = described("The association.")
    number: Text | None = described("Her membership number.", default=None)


class Registrations(Model):
    """The numbers that a practice in the Netherlands prints."""

    kvk: Text | None = described("Number in the trade register (Kamer van Koophandel).", default=None)
    agb_practitioner: Text | None = described("AGB code of the practitioner.", default=None)
    agb_practice: Text | None = described("AGB code of the practice.", default=None)
    associations: list[Association] = described("Professional associations.", default=[])


class Complaints(Model):
    """Where a complaint goes, as the Wkkgz asks."""

    officer: Text = described("The complaints officer.")
    disputes_body: Text | None = described("The disputes body.", default=None)
    url: WebAddress | None = described("Where the arrangement can be read.", default=None)


class Printing(Model):
    """What her own printer needs to know; the first two are read off the sheet of `handouts calibrate`."""

    printed: ClassVar[bool] = False

    back_right: Length = described("How many mm the backs are moved to the right; A on the sheet.", default=0.0)
    back_up: Length = described("How many mm the backs are moved up; B on the sheet.", default=0.0)
    paper: Thickness = described("How thick a leaf of paper is, in mm; 80 g is about 0.1.", default=0.1)


class Practice(Model):
    """The practice: the letterhead and the small print of every document."""

    name: Text = described("The name of the practice.")
    tagline: Words | None = described(
        "What the practice does, in a few words; per language where they differ.", default=None
    )
    practitioner: Practitioner = described("The person whom the client meets.")
    address: Address | None = described("Where the practice is.", default=None)
    phone: Phone | None = described("Telephone number, printed as typed.", default=None)
    email: MailAddress | None = described("E-mail address.", default=None)
    website: WebAddress | None = described("Web address.", default=None)
    language: Language = described("The language of what is printed: nl or en.", default="nl")
    registrations: Registrations = described("Registration numbers.", default=Registrations())
    complaints: Complaints | None = described("Where a complaint goes.", default=None)
    opening_hours: list[Words] = described(
        "When she can be reached, a line each; per language where they differ. Printed on tri-folds and booklets.",
        default=[],
    )
    directions: Words | None = described(
        "How to get there, in a few words; per language where they differ. Printed on tri-folds and booklets.",
        default=None,
    )
    privacy_url: WebAddress | None = described("Where the privacy statement can be read.", default=None)
    disclosure: Words | None = described(
        "Ties to a product or a supplier, said openly; per language where they differ.", default=None
    )
    printing: Printing = described("What her own printer needs to know.", default=Printing())
    brand: Brand = described("Colours, typefaces and logo.", default=Brand())
