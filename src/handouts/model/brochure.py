"""What a brochure is: sections with points and lists, a box, an action, and where it all comes from."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self

from pydantic import BeforeValidator, ValidationInfo, field_validator, model_validator

from handouts.model.addresses import Picture, WebAddress
from handouts.model.dates import Date
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
from handouts.model.formats import FORMATS
from handouts.model.listed import InOneLine

FormatName = Annotated[str, OneOf(*FORMATS)]
FormatNames = Annotated[list[FormatName], InOneLine()]
Subject = Annotated[str, OneOf("food", "supplement", "skin", "lifestyle", "body")]
LONGEST_TITLE = 120
ICONS = (
    "body", "bone", "book", "brain", "calendar", "clock", "drop", "energy", "food", "foot", "hand", "heart",
    "info", "leaf", "moon", "person", "phone", "rest", "shield", "sun", "walk", "warning", "water", "wave",
)  # fmt: skip
Icon = Annotated[str, OneOf(*ICONS)]
FORMS = ("je", "u")
FORM_WORDS = {"jij": "je", "jou": "je"}


class Title(Text):
    """A title: short enough for a title page."""

    @classmethod
    def from_typed(cls, value: object) -> Self:
        """The text as typed, of at most 120 characters."""
        text = typed(value, cls.what, hyphens=True)
        if len(text) > LONGEST_TITLE:
            message = f"a title of {len(text)} characters does not fit, and {LONGEST_TITLE} is the most"
            raise mistake("too-long", message, "keep it short, and put the rest in subtitle")
        return cls(text)


class Selective(Model):
    """What can be printed in some formats and left out of others."""

    only: FormatNames = described("Print this in these formats only.", default=[])
    except_: FormatNames = described("Leave this out of these formats.", default=[], alias="except")

    @model_validator(mode="after")
    def _not_both(self) -> Selective:
        if self.only and self.except_:
            raise mistake("only-and-except", "“only” and “except” cannot stand together", "keep one of the two")
        return self

    def is_for(self, format_name: str) -> bool:
        """Whether the format prints this."""
        return format_name in self.only if self.only else format_name not in self.except_


class Fact(Selective):
    """A number to remember and what it says."""

    number: Text = described("The number as it is printed: `300+`, `60 %`.")
    text: Prose = described("What the number says, in a few words.")


class Image(Selective):
    """A picture out of `content/images/`."""

    file: Picture = described("The file name of the picture, in content/images.")
    alt: Text = described("What the picture shows, for who cannot see it; read aloud, not printed.")
    caption: Prose | None = described("A line under the picture.", default=None)


class Point(Selective):
    """A ticked point: a title, and under it what there is to say. Plain text stands for a title alone."""

    title: Text = described("The point in a few words; printed bold when text follows.")
    subject: Subject | None = described(
        "What the text is about. For a check of claims that is still to come.", default=None
    )
    text: Prose | None = described("The text under the title.", default=None)
    lead_in: Prose | None = described("The line before the list, such as `Kies voor:`.", default=None)
    items: list[Prose] = described("A list under the point.", default=[])
    numbered: YesNo = described("Whether the list is one of steps, with numbers.", default=False)
    note: Prose | None = described("A closing line, after the list.", default=None)


class Section(Selective):
    """A numbered section: text, facts, a list, ticked points and a picture, printed in that order.

    Without a heading it goes on under the heading before it; as the first of all it opens the brochure. With `module`
    it is an advice block, and holds nothing of its own.
    """

    heading: Text | None = described(
        "The heading; short, and telling by itself. Without one, this goes on under the heading before it; a module"
        " has its title.",
        default=None,
    )
    icon: Icon | None = described("A small drawing beside the heading.", default=None)
    module: Setting | None = described(
        "An advice block to print as this section: the name of a file in content/modules, without .yaml. Beside it"
        " stand only `params`, `heading`, `icon`, and `only` or `except`.",
        default=None,
    )
    params: dict[str, Setting] = described("What fills the gaps of the module, by name.", default={})
    subject: Subject | None = described(
        "What the text is about. For a check of claims that is still to come.", default=None
    )
    text: Prose | None = described("The running text; a blank line begins a paragraph.", default=None)
    facts: list[Fact] = described("Up to three numbers to remember.", default=[], max_length=3)
    lead_in: Prose | None = described("The line before the list or the points.", default=None)
    items: list[Prose] = described("A list.", default=[])
    numbered: YesNo = described("Whether the list is one of steps, with numbers.", default=False)
    points: list[Annotated[Point, OrText("title")]] = described("Ticked points.", default=[])
    image: Image | None = described("A picture.", default=None)
    framed: YesNo = described("Whether it stands in a frame, without a number, as `good_to_know` does.", default=False)

    @field_validator("subject", "text", "facts", "lead_in", "items", "numbered", "points", "image", mode="before")
    @classmethod
    def _stands_alone(cls, value: object, info: ValidationInfo) -> object:
        if info.data.get("module"):
            hint = f"put {info.field_name} in a section of its own, before or after this one"
            raise mistake("beside-module", "a section that is a module holds nothing else", hint)
        return value

    @field_validator("params", mode="before")
    @classmethod
    def _fills_a_module(cls, value: object, info: ValidationInfo) -> object:
        if info.data.get("module", "wrong") is None:
            raise mistake("beside-module", "only a module has gaps to fill", "add module: with its name, or remove it")
        return value

    @model_validator(mode="after")
    def _holds_something(self) -> Section:
        held = (self.module, self.heading, self.text, self.facts, self.lead_in, self.items, self.points, self.image)
        if not any(held):
            raise mistake("empty", "there is nothing in this section", "write a heading or text, or remove it")
        return self


class Box(Selective):
    """A framed box: what is good to know beside the sections."""

    heading: Text | None = described("The heading; by default the practice's fixed words.", default=None)
    subject: Subject | None = described(
        "What the text is about. For a check of claims that is still to come.", default=None
    )
    text: Prose | None = described("Text in the box.", default=None)
    items: list[Prose] = described("A list in the box.", default=[])


class Call(Selective):
    """Whom to call, and when."""

    who: Text = described("The number or the person: `112`, `Je huisarts`.")
    when: Prose = described("The complaints that ask for it.")


class CallBox(Selective):
    """The box that says when to call whom."""

    heading: Text | None = described("The heading; by default the practice's fixed words.", default=None)
    calls: list[Call] = described("Whom to call and when, the most urgent first.", min_length=1)
    note: Prose | None = described("A closing line, such as on medication.", default=None)


class Action(Selective):
    """The one thing that the reader is invited to do; contact details are printed under it."""

    heading: Text = described("The invitation, as a heading.")
    text: Prose | None = described("The invitation in a few sentences.", default=None)
    note: Prose | None = described("What is to be said beside it; a tri-fold leaves it out.", default=None)


class WritingSpace(Selective):
    """Room to write on."""

    heading: Text = described("What is to be written here.")
    lines: Annotated[int, BeforeValidator(whole_number(1, 12, 2))] = described(
        "How many lines to write on, each with a box to tick.", default=2
    )


class Source(Selective):
    """Where a fact comes from. Plain text stands for a source without an address."""

    text: Prose = described("Author, year, title, journal.")
    url: WebAddress | None = described("Where it can be read.", default=None)


class AcceptedClaim(Model):
    """A text that sounds like a claim and that the practitioner keeps, with her reason; for a check still to come."""

    printed: ClassVar[bool] = False

    text: Setting = described("The text as it stands in the brochure.")
    reason: Setting = described("Why it stays.")
    date: Date = described("When this was decided.")


class Brochure(Model):
    """A brochure: one subject, several formats."""

    title: Title = described("The title; also the title of the PDF. At most 120 characters.")
    subtitle: Prose | None = described("What the brochure is about, in a sentence.", default=None)
    kicker: Text | None = described("The small line over the title; by default fixed words.", default=None)
    main_message: Prose | None = described("What the reader must remember when she reads nothing else.", default=None)
    language: Language | None = described("nl or en; by default the practice's language.", default=None)
    form: Annotated[str, OneOf(*FORMS, also=FORM_WORDS)] = described(
        "How the modules and the fixed words address the reader: je or u.", default="je"
    )
    author: Text | None = described("Who wrote it; by default the practitioner.", default=None)
    version: Text | None = described("The version, such as 1 or 2026.2.", default=None)
    reviewed: Date | None = described("When it was last looked through.", default=None)
    review_due: Date | None = described("When it has to be looked through again.", default=None)
    formats: FormatNames = described("The formats that are built.", default=["a4"], min_length=1)
    url: WebAddress | None = described(
        "Where the whole brochure can be read, if it can; printed where a format leaves something out.",
        default=None,
    )
    sections: list[Section] = described("The sections, in reading order.", min_length=1)
    good_to_know: Box | None = described("A box with what is good to know.", default=None)
    when_to_call: CallBox | None = described("A box that says when to call whom.", default=None)
    call_to_action: Action | None = described("The invitation at the end, with contact details.", default=None)
    to_write: WritingSpace | None = described("Room to write on, at the end.", default=None)
    sources: list[Annotated[Source, OrText("text")]] = described("Where the facts come from.", default=[])
    claims_accepted: list[AcceptedClaim] = described(
        "Texts that sound like a claim and stay. For a check of claims that is still to come.", default=[]
    )

    @model_validator(mode="before")
    @classmethod
    def _is_a_mapping(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise mistake("not-a-brochure", "a brochure is made of keys such as title and sections", "see docs/fields")
        return value
