"""What a look is: the faces, palettes and pen that go with a folder of stylesheets; and the design chosen from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BeforeValidator, WithJsonSchema

from handouts.content.model.brand import PAIRS, PALETTES, Brand, Colours, Face, Pair, Strength, coloured, palette
from handouts.content.model.describing import described
from handouts.content.model.drawings import Drawing
from handouts.content.model.fields import Model, not_a, typed
from handouts.content.model.figures import Focus
from handouts.content.model.formats import Format, TitlePlace
from handouts.content.model.settings import Colour, Named, OneOf, YesNo
from handouts.problems import Message, msg

COVERS = ("drawing", "photo", "plane", "bar")
"""What stands on a cover: a drawing; a photograph with a solid block; a plane of colour; a bar with a line drawing."""
_FAMILY = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_PHOTO = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:jpe?g|png)")
_CUT = re.compile(r"([1-9]00)( italic)?")


def as_family(value: object) -> str:
    """The family name of a typeface: words of letters and digits."""
    what = msg("the name of a typeface")
    text = typed(value, what)
    if not _FAMILY.fullmatch(text):
        raise not_a("not-a-typeface", text, what, msg("such as Work Sans"))
    return text


def as_cut(value: object) -> tuple[int, str]:
    """A weight and a style, such as `700 italic`; `400` is upright."""
    what = msg("a weight of a typeface")
    text = typed(value, what)
    if not (found := _CUT.fullmatch(text)):
        raise not_a("not-a-weight", text, what, msg("such as 400 or 700 italic"))
    return int(found[1]), "italic" if found[2] else "normal"


def as_photo_file(value: object) -> str:
    """The name of a photograph that lies beside `look.yaml`."""
    what = msg("the name of a photograph in the folder of the look")
    text = typed(value, what)
    if not _PHOTO.fullmatch(text):
        raise not_a("not-a-photograph", text, what, msg("such as {example}", example="food.jpg"))
    return text


def decimal_number(what: Message, pattern: str, example: str) -> Callable[[object], float]:
    """A converter for a number with a point or a comma; of one that is typed, `pattern` is all of it."""

    def convert(value: object) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        text = typed(value, what).replace(",", ".")
        if not re.fullmatch(pattern, text):
            raise not_a("not-a-number", text, what, msg("such as {example}", example=example))
        return float(text)

    return convert


def as_proportion(value: object) -> str:
    """Width to height, such as `17:20`."""
    what = msg("width to height")
    text = typed(value, what)
    if not re.fullmatch(r"[1-9]\d{0,2}:[1-9]\d{0,2}", text):
        raise not_a("not-a-number", text, what, msg("such as {example}", example="17:20"))
    return text


as_share = decimal_number(msg("a share from 0 to 1"), r"0(?:\.\d+)?|1(?:\.0+)?", "0.26")
as_size = decimal_number(msg("a number"), r"\d{1,3}(?:\.\d{1,2})?", "45")
"""A length in mm or a size in points."""
as_tracking = decimal_number(msg("a share from -0.1 to 0.1"), r"-?0(?:\.0\d{0,3}|\.1)?", "-0.012")
"""What is added to each letter, as a share of its size."""

_TEXT: dict[str, Any] = {"type": ["string", "number"]}
Family = Annotated[str, BeforeValidator(as_family), WithJsonSchema({"type": "string"})]
Cut = Annotated[tuple[int, str], BeforeValidator(as_cut), WithJsonSchema(_TEXT)]
PhotoFile = Annotated[str, BeforeValidator(as_photo_file), WithJsonSchema({"type": "string"})]
Size = Annotated[float, BeforeValidator(as_size), WithJsonSchema(_TEXT)]
Tracking = Annotated[float, BeforeValidator(as_tracking), WithJsonSchema(_TEXT)]
Proportion = Annotated[str, BeforeValidator(as_proportion), WithJsonSchema({"type": "string"})]
Share = Annotated[float, BeforeValidator(as_share), WithJsonSchema(_TEXT)]


class LookFace(Model):
    """A typeface of a look: its family, the package that holds it, and the weights and styles that are used."""

    printed: ClassVar[bool] = False

    family: Family
    package: Named | None = None
    cuts: list[Cut]

    def face(self) -> Face:
        """The same, with the package called as the family is where it is not named."""
        package = self.package or self.family.lower().replace(" ", "-")
        return Face(self.family, package, tuple(self.cuts))


class LookPalette(Model):
    """A palette of a look, as `Colours` names what each colour is for."""

    printed: ClassVar[bool] = False

    primary: Colour
    accent: Colour
    ink: Colour
    soft: Colour
    tint: Colour
    warm: Colour
    mid: Colour
    sun: Colour
    line: Colour
    do: Colour | None = None

    def colours(self) -> Colours:
        """The same, with what follows from it."""
        nine = (self.primary, self.accent, self.ink, self.soft, self.tint, self.warm, self.mid, self.sun, self.line)
        return palette(" ".join(nine), self.do or "")


class Pen(Model):
    """How drawings are drawn: on which disc, with fills or in line only, and with strong lines or finer ones."""

    printed: ClassVar[bool] = False

    disc: Annotated[str, OneOf("sun", "mid", "none")] = "sun"
    filled: YesNo = True
    strong: YesNo = False


class Tints(Model):
    """How strong the tints of an own colour are, as shares of that colour on white paper."""

    printed: ClassVar[bool] = False

    tint: Share = Strength().tint
    mid: Share = Strength().mid
    warm: Share = Strength().warm
    sun: Share = Strength().sun


class LookTitle(Model):
    """Where a title stands in a look, as `TitlePlace` says."""

    printed: ClassVar[bool] = False

    width: Size
    most: Size
    least: Size
    wide: Size = 0.0


class LookStrip(Model):
    """Another photograph of the same subject, wide and low, for over a section."""

    printed: ClassVar[bool] = False

    file: PhotoFile
    alt: dict[str, str]


class LookPhoto(Model):
    """A photograph that a look brings for covers that tell of one of `drawings`, as a file beside its `look.yaml`.

    `band` is the same subject, wide and low; `alt` says by language what it shows, for who cannot see it. `strip` is
    for over a section that tells of it, also where the first is on the cover.
    """

    printed: ClassVar[bool] = False

    file: PhotoFile
    band: PhotoFile | None = None
    alt: dict[str, str]
    focus: Focus = (50, 50)
    strip: LookStrip | None = None
    drawings: list[Drawing] = described(default=[])


class Look(Model):
    """A look, as `styles/looks/NAME/look.yaml` describes it; its stylesheets are in the same folder.

    Its faces are one of the shared pairs (`typefaces`), or `headings` and `body` of its own. Its palettes are its own,
    or the shared ones where it has none; `palette` is the one that holds when none is chosen.
    """

    printed: ClassVar[bool] = False

    title: dict[str, str]
    typefaces: Annotated[str, OneOf(*PAIRS)] = "rust"
    headings: LookFace | None = None
    body: LookFace | None = None
    palettes: dict[str, LookPalette] = described(default={})
    palette: Named = next(iter(PALETTES))
    tints: Tints = Tints()
    pen: Pen = Pen()
    cover: Annotated[str, OneOf(*COVERS)] = "drawing"
    photo: Proportion = "17:8"
    """Width to height of a photograph on a cover of A4."""
    picture_width: float = 170
    """mm of a wide picture on A4, where it runs out of its column too."""
    spots: YesNo = True
    """Whether small drawings stand beside headings."""
    step_drawings: YesNo = True
    """Whether the first steps of a sheet are drawn."""
    split: YesNo = False
    """Whether a heading has a column of its own, beside what it opens."""
    numbered: YesNo = True
    """Whether the sections of a brochure are numbered."""

    tracking: Tracking = 0.0
    """What is added to each letter of a heading, as a share of its size."""
    photos: dict[str, LookPhoto] = described(default={})
    """Its own photographs; the first is for covers of every other subject too."""
    titles: dict[str, LookTitle] = described(default={})
    """Where titles stand otherwise than their format says: by its name, and for sheets with `-sheet` after it."""

    def place_of(self, shape: Format, *, personal: bool) -> TitlePlace:
        """Where the title of a brochure, or of a personal sheet, stands in a format."""
        own = self.titles.get(f"{shape.name}-sheet" if personal else shape.name)
        if own:
            return TitlePlace(own.width, own.most, own.least, own.wide)
        return shape.personal.title if personal and shape.personal else shape.title

    def photo_of(self, drawing: str, *, any_other: bool = False) -> LookPhoto | None:
        """Its photograph of the subject that a drawing tells; with `any_other` else its first, where it has any."""
        told = (photo for photo in self.photos.values() if drawing in photo.drawings)
        return next(told, next(iter(self.photos.values()), None) if any_other else None)

    def choices(self) -> dict[str, Colours]:
        """The palettes that can be chosen: its own, and after them the shared ones."""
        return {**{name: own.colours() for name, own in self.palettes.items()}, **PALETTES}

    def own_pair(self) -> Pair | None:
        """Its own two faces, where it has any."""
        if not (self.headings or self.body):
            return None
        shared = PAIRS[self.typefaces]
        headings, body = self.headings, self.body
        return Pair(headings.face() if headings else shared.headings, body.face() if body else shared.body)


class Design(NamedTuple):
    """How the documents of a practice look: a look by its name, and what is chosen of it.

    `palette` and `typefaces` are the names of the colours and the pair; a look's own pair has the name of the look.
    """

    name: str
    look: Look
    palette: str
    colours: Colours
    typefaces: str
    pair: Pair


def designed(name: str, look: Look, brand: Brand) -> Design:
    """The design of a brand in a look. Raises KeyError when the look has no palette of the name that is chosen."""
    chosen = brand.palette or look.palette
    colours = coloured(look.choices()[chosen], brand.colour, brand.accent, Strength(**look.tints.model_dump()))
    own = None if brand.typefaces else look.own_pair()
    shared = brand.typefaces or look.typefaces
    return Design(name, look, chosen, colours, name if own else shared, own or PAIRS[shared])
