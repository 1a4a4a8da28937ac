"""What can be chosen of a look, and how well colours of her own can be read on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.content.looks import load_look, look_names
from handouts.content.model.brand import PAIRS, PAPER, Colours, Pair, Strength, coloured
from handouts.content.model.looks import Look
from handouts.content.model.settings import as_colour
from handouts.content.model.shades import LEAST, contrast
from handouts.problems import ContentError

if TYPE_CHECKING:
    from handouts.studio.session import Studio

USUAL_LOOK = "botanic"


class Palette(NamedTuple):
    """A palette that can be chosen, with its two colours; `is_own` says that the look was made with it."""

    name: str
    primary: str
    accent: str
    is_own: bool
    is_chosen: bool


class Typefaces(NamedTuple):
    """A pair of typefaces that can be chosen, None for that of the look; `families` are their names."""

    name: str | None
    families: str
    is_chosen: bool


class LookCard(NamedTuple):
    """A look in the gallery."""

    name: str
    title: str
    is_chosen: bool


class Reading(NamedTuple):
    """How a colour reads: the one that is hers, or of the palette, and the one that letters get.

    `least` is its contrast where that is lowest, `on_paper` and `on_tint` are those of the letters.
    """

    shown: str
    is_own: bool
    letters: str
    least: float
    on_paper: float
    on_tint: float

    @property
    def is_readable(self) -> bool:
        """Whether letters have the very colour."""
        return self.least >= LEAST


def brand_of(tree: Any) -> dict[str, Any]:
    """What a practice says of its look."""
    brand = tree.get("brand") if isinstance(tree, dict) else None
    return brand if isinstance(brand, dict) else {}


def looks(studio: Studio, brand: dict[str, Any]) -> list[LookCard]:
    """The looks of the gallery, the usual one first."""
    chosen, reader = brand.get("look") or USUAL_LOOK, studio.folder().open_reader()
    found = []
    for name in sorted(look_names(studio.folder()), key=lambda each: each != USUAL_LOOK):
        try:
            look = load_look(reader, name)
        except ContentError:
            continue  # a folder of hers with mistakes
        if look:
            title = look.title.get(studio.language) or look.title.get("en") or name
            found.append(LookCard(name, title, name == chosen))
    return found


def look_of(studio: Studio, brand: dict[str, Any]) -> Look | None:
    """The look that is chosen; None where there is none of that name, or it has mistakes."""
    try:
        return load_look(studio.folder().open_reader(), str(brand.get("look") or USUAL_LOOK))
    except ContentError:
        return None


def palettes(look: Look, brand: dict[str, Any]) -> list[Palette]:
    """The palettes of a look, its own first."""
    chosen = brand.get("palette") or look.palette
    return [
        Palette(name, each.primary, each.accent, name in look.palettes or not look.palettes, name == chosen)
        for name, each in look.choices().items()
    ]


def typefaces(look: Look, brand: dict[str, Any]) -> list[Typefaces]:
    """The typefaces that a look can have, its own first."""
    chosen = brand.get("typefaces") or None
    pairs: list[tuple[str | None, Pair]] = [(None, look.own_pair() or PAIRS[look.typefaces]), *PAIRS.items()]
    return [
        Typefaces(name, " · ".join(dict.fromkeys((pair.headings.family, pair.body.family))), name == chosen)
        for name, pair in pairs
    ]


def readings(look: Look, brand: dict[str, Any]) -> dict[str, Reading]:
    """How her `colour` and `accent` read, or those of the palette; nothing of what is no colour."""
    palette = look.choices().get(brand.get("palette") or look.palette) or look.choices()[look.palette]
    own: dict[str, str | None] = {}
    for key in ("colour", "accent"):
        try:
            own[key] = as_colour(brand[key]) if brand.get(key) else None
        except ValueError:
            own[key] = None
    made = coloured(palette, own["colour"], own["accent"], Strength(**look.tints.model_dump()))
    return {key: _reading(made, key, own[key]) for key in own if own[key] or not brand.get(key)}


def _reading(made: Colours, key: str, own: str | None) -> Reading:
    letters = made.accent if key == "accent" else made.primary
    shown = own or letters
    grounds = made.grounds(key).values()
    tint = made.warm if key == "accent" else made.tint
    least = min(contrast(shown, ground) for ground in grounds)
    return Reading(shown, own is not None, letters, least, contrast(letters, PAPER), contrast(letters, tint))
