"""What a brochure is: sections with points and lists, a box, an action, and where it all comes from."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, ValidationInfo, field_validator, model_validator

from handouts.content.model.addresses import Picture, WebAddress
from handouts.content.model.charts import Chart
from handouts.content.model.dates import Date
from handouts.content.model.describing import described
from handouts.content.model.drawings import Drawing
from handouts.content.model.fields import Model, OrText, Prose, Setting, ShortText, Text, mistake
from handouts.content.model.figures import Focus, Image, Table
from handouts.content.model.selective import FormatNames, Selective
from handouts.content.model.settings import Language, OneOf, YesNo, whole_number
from handouts.content.words import meanings
from handouts.problems import msg

Subject = Annotated[str, OneOf("food", "supplement", "skin", "lifestyle", "body")]
LONGEST_TITLE = 120
ICONS = (
    "body", "bone", "book", "brain", "calendar", "clock", "drop", "energy", "food", "foot", "hand", "heart",
    "info", "leaf", "moon", "person", "phone", "rest", "shield", "sun", "walk", "warning", "water", "wave",
)  # fmt: skip
Icon = Annotated[str, OneOf(*ICONS)]
POINT_KINDS = ("do", "sign", "experience", "dont")
"""What a list of points can be: what one can do, how something shows itself, what people tell, what to leave."""
PointKind = Annotated[str, OneOf(*POINT_KINDS, also=meanings("point_kinds"))]
DRAWING_SIZES = ("large", "small")
"""How a drawing stands beside its section: as large as a column, with a caption, or as a mark beside the heading."""
DrawingSize = Annotated[str, OneOf(*DRAWING_SIZES, also=meanings("drawing_sizes"))]
FORMS = ("je", "u")
FORM_WORDS = meanings("forms")


class Title(ShortText):
    """A title: short enough for a title page."""

    longest = LONGEST_TITLE
    elsewhere = msg("keep it short, and put the rest in subtitle")


class Fact(Selective):
    """A number to remember and what it says."""

    number: Text
    text: Prose


class Point(Selective):
    """A point: a title, and under it what there is to say. Plain text stands for a title alone."""

    title: Text
    subject: Subject | None = None
    drawing: Drawing | None = None
    text: Prose | None = None
    lead_in: Prose | None = None
    items: list[Prose] = described(default=[])
    numbered: YesNo = False
    tiles: YesNo = False
    note: Prose | None = None


class Section(Selective):
    """A numbered section: text, facts, a list, points and a picture, printed in that order.

    Without a heading it goes on under the heading before it; as the first of all it opens the brochure. With `module`
    it is an advice block, and holds nothing of its own.
    """

    heading: Text | None = None
    icon: Icon | None = None
    drawing: Drawing | None = None
    drawing_size: DrawingSize = "small"
    drawing_caption: Prose | None = None
    module: Setting | None = None
    params: dict[str, Setting] = described(default={})
    subject: Subject | None = None
    text: Prose | None = None
    facts: list[Fact] = described(default=[], max_length=3)
    lead_in: Prose | None = None
    items: list[Prose] = described(default=[])
    numbered: YesNo = False
    kind: PointKind | None = None
    points: list[Annotated[Point, OrText("title")]] = described(default=[])
    dont: list[Annotated[Point, OrText("title")]] = described(default=[])
    chart: Chart | None = None
    table: Table | None = None
    image: Image | None = None
    framed: YesNo = False
    joined: YesNo = False

    @field_validator(
        "subject",
        "text",
        "facts",
        "lead_in",
        "items",
        "numbered",
        "kind",
        "points",
        "dont",
        "chart",
        "table",
        "image",
        mode="before",
    )
    @classmethod
    def _stands_alone(cls, value: object, info: ValidationInfo) -> object:
        if info.data.get("module"):
            hint = msg("put {field_name} in a section of its own, before or after this one", field_name=info.field_name)
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
        own = (self.text, self.facts, self.lead_in, self.items, self.points, self.dont)
        if not any((self.module, self.heading, *own, self.chart, self.table, self.image)):
            raise mistake("empty", "there is nothing in this section", "write a heading or text, or remove it")
        return self

    @model_validator(mode="after")
    def _captions_what_is_large(self) -> Section:
        if self.drawing_caption and self.drawing_size != "large":
            hint = msg("write drawing_size: large, or remove the caption")
            raise mistake("caption-without-drawing", "a caption is printed under a large drawing only", hint)
        return self

    @model_validator(mode="after")
    def _kind_of_something(self) -> Section:
        if self.kind and not self.points and not (self.dont and self.kind == "dont"):
            hint = msg("write points:, or remove kind")
            if self.dont:
                hint = msg("what stands under dont: has its own mark, so remove kind")
            elif self.items:
                hint = msg("put the list under points:, or remove kind")
            raise mistake("no-points", "“kind” says what the points are, and there are no points here", hint)
        return self


class Box(Selective):
    """A framed box: what is good to know besides the sections."""

    heading: Text | None = None
    subject: Subject | None = None
    text: Prose | None = None
    items: list[Prose] = described(default=[])


class Call(Selective):
    """Whom to call, and when."""

    who: Text
    when: Prose


class CallBox(Selective):
    """The box that says when to call whom."""

    heading: Text | None = None
    calls: list[Call] = described(min_length=1)
    note: Prose | None = None


class Action(Selective):
    """The one thing that the reader is invited to do; contact details are printed under it."""

    heading: Text
    text: Prose | None = None
    note: Prose | None = None


class WritingSpace(Selective):
    """Room to write on."""

    heading: Text
    example: Text | None = None
    lines: Annotated[int, BeforeValidator(whole_number(1, 12, 2))] = 2


class Cover(Model):
    """What stands on the cover: a drawing or a photograph, as its look has it."""

    drawing: Drawing | None = None
    image: Picture | None = None
    alt: Text | None = None
    focus: Focus = (50, 50)
    caption: Prose | None = None

    @model_validator(mode="after")
    def _is_described(self) -> Cover:
        if self.image and not self.alt:
            hint = msg("add alt: with what the photograph shows, for who cannot see it")
            raise mistake("missing", "the photograph on the cover has no description", hint)
        return self


class Flap(Model):
    """What the flap of a tri-fold shows when it is half opened: what a reader recognises, and why to read on."""

    heading: Text
    items: list[Prose] = described(default=[])
    close: Prose | None = None
    write: Text | None = None
    caption: Text | None = None


class Source(Selective):
    """Where a fact comes from. Plain text stands for a source without an address."""

    text: Prose
    url: WebAddress | None = None


class Term(Selective):
    """A word that not everybody knows, and what it means: it is printed where the brochure uses the word first."""

    term: Text
    meaning: Prose


class AcceptedClaim(Model):
    """A text that sounds like a claim and that the practitioner keeps, with the reason."""

    printed: ClassVar[bool] = False

    text: Setting
    reason: Setting
    date: Date


class Brochure(Model):
    """A brochure: one subject, several formats."""

    title: Title
    subtitle: Prose | None = None
    kicker: Text | None = None
    main_message: Prose | None = None
    cover: Cover | None = None
    promise: Prose | None = None
    flap: Flap | None = None
    language: Language | None = None
    form: Annotated[str, OneOf(*FORMS, also=FORM_WORDS)] = "je"
    author: Text | None = None
    version: Text | None = None
    reviewed: Date | None = None
    review_due: Date | None = None
    formats: FormatNames = described(default=["a4"], min_length=1)
    url: WebAddress | None = None
    sections: list[Section] = described(min_length=1)
    good_to_know: Box | None = None
    when_to_call: CallBox | None = None
    call_to_action: Action | None = None
    to_write: WritingSpace | None = None
    glossary: list[Term] = described(default=[])
    sources: list[Annotated[Source, OrText("text")]] = described(default=[], judged=False)
    claims_accepted: list[AcceptedClaim] = described(default=[])

    @model_validator(mode="before")
    @classmethod
    def _is_a_mapping(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise mistake("not-a-brochure", "a brochure is made of keys such as title and sections", "see docs/fields")
        return value
