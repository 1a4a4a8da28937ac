"""The brand: the palettes and typeface pairs that every look can take, and what the practitioner picks of it all."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from handouts.content.model.addresses import Picture
from handouts.content.model.fields import Model
from handouts.content.model.settings import Colour, Named, OneOf, YesNo
from handouts.content.model.shades import mixed, readable
from handouts.problems import Message, msg

# How strong the tints of an own colour are: a ground, the fill of a tick, and a fill in the accent.
LIGHT = 0.08
MIDDLE = 0.26
SUNNY = 0.24
PAPER = "#FFFFFF"
EMERGENCY = "#AA1A1E"
"""The ground of the strip that says 112; white letters on it have 7.3 to 1, and no palette touches it."""
DONT = "#9F1C22"
"""What one should leave: the mark, its heading and its title."""


class Colours(NamedTuple):
    """The colours of a palette, each `#RRGGBB`, named by what they are for.

    Letters are printed in primary, accent, ink and soft. On `mid` only ink and primary may be drawn; `sun` and `line`
    carry no text. The two shapes are for rules and drawings: an own colour that is too light for letters is as it
    was chosen there, and darker in `primary` or `accent`. What to do is in `do`, what to leave in `dont`; `emergency`
    is a ground for white letters. The last two are the same in every palette.
    """

    primary: str
    accent: str
    ink: str
    soft: str
    tint: str
    warm: str
    mid: str
    sun: str
    line: str
    primary_shape: str
    accent_shape: str
    do: str
    dont: str = DONT
    emergency: str = EMERGENCY

    def named(self) -> dict[str, str]:
        """The colours by the names that stylesheets and drawings have for them, such as `primary-shape`."""
        return {name.replace("_", "-"): value for name, value in self._asdict().items()}

    def grounds(self, key: str) -> dict[Message, str]:
        """What letters in the practice's `colour` or `accent` are printed on, each by its plain name."""
        paper, boxes = msg("white paper"), msg("boxes in its tint")
        if key == "accent":
            return {paper: PAPER, boxes: self.warm, msg("boxes in the tint of the colour"): self.tint}
        others = {msg("boxes in the tint of the accent"): self.warm, msg("ticks and icons"): self.mid}
        return {paper: PAPER, boxes: self.tint, **others}

    def paint(self, drawing: str) -> str:
        """A drawing (SVG) with `var(--primary)` and its like replaced: the engine knows no variables in SVG."""
        for name, value in self.named().items():
            drawing = drawing.replace(f"var(--{name})", value)
        return drawing


def palette(colours: str, do: str = "") -> Colours:
    """A palette of ours, in which letters and shapes have the same colours.

    `colours` are nine, from primary to line, with spaces between; `do` is that of primary where it is not given.
    """
    primary, accent, *others = colours.split()
    return Colours._make((primary, accent, *others, primary, accent, do or primary, DONT, EMERGENCY))


PALETTES = {
    "linde": palette("#2E5A4B #A8492B #22302B #55635C #EEF3EC #F8F2E8 #C9D9CC #F0E2C8 #8FA596"),
    "avondlicht": palette("#7A3548 #8A5A12 #33262A #6A585D #F7EEEE #FBF4E6 #E6CDD1 #F4E3C0 #B98F97"),
    "zechstein": palette("#1F4E6B #9A5B13 #1F2B33 #52616B #EAF1F5 #F7F3EA #C3D6E1 #F0E0C2 #84A0B0"),
}


class Face(NamedTuple):
    """A typeface: its family, the font package that holds it, and the weights and styles that are used."""

    family: str
    package: str
    cuts: tuple[tuple[int, str], ...]


def _face(family: str, *cuts: tuple[int, str]) -> Face:
    """A typeface whose package is called as its family is."""
    return Face(family, family.lower().replace(" ", "-"), cuts)


_REGULAR, _BOLD, _ITALIC, _BOLD_ITALIC = (400, "normal"), (700, "normal"), (400, "italic"), (700, "italic")
_SIGNS = _face("Source Sans 3", _REGULAR, _BOLD)


class Pair(NamedTuple):
    """Two typefaces that go together, one to remember (headings) and one to act on (body).

    Signs that the two lack, such as the `α` of `α-liponzuur` and the `⁺` of `Mg²⁺`, are of a third, the same for all.
    """

    headings: Face
    body: Face
    signs: Face = _SIGNS

    @property
    def heading_weight(self) -> int:
        """The weight of headings: the heaviest cut."""
        return max(weight for weight, _ in self.headings.cuts)

    @property
    def lead_weight(self) -> int:
        """The weight of what is large and runs over several lines: the lightest cut."""
        return min(weight for weight, _ in self.headings.cuts)


_PUBLIC = _face("Public Sans", _REGULAR, _BOLD, _ITALIC, _BOLD_ITALIC)
PAIRS = {
    "rust": Pair(
        _face("Spectral", (500, "normal"), (600, "normal"), (500, "italic")),
        _face("Alegreya Sans", _REGULAR, _BOLD, _ITALIC, _BOLD_ITALIC),
    ),
    "helder": Pair(_PUBLIC, _PUBLIC),
    "klassiek": Pair(
        _face("PT Serif", _REGULAR, _BOLD, _ITALIC), _face("PT Sans", _REGULAR, _BOLD, _ITALIC, _BOLD_ITALIC)
    ),
}


class Brand(Model):
    """How the paper looks: a look, and what of it is the practice's own. The look says which palettes it has."""

    look: Named = "botanic"
    palette: Named | None = None
    colour: Colour | None = None
    accent: Colour | None = None
    typefaces: Annotated[str, OneOf(*PAIRS)] | None = None
    logo: Picture | None = None
    logo_with_name: YesNo | None = None


class Strength(NamedTuple):
    """How strong the tints of an own colour are (0 to 1), by the names of `Colours`."""

    tint: float = LIGHT
    mid: float = MIDDLE
    warm: float = LIGHT
    sun: float = SUNNY


def coloured(colours: Colours, colour: str | None, accent: str | None, strength: Strength) -> Colours:
    """A palette with the tints drawn from the own colour, and from the own accent, where one was chosen.

    Rules to write on follow the letters: they too must be seen.
    """
    follows = colours.do == colours.primary
    if colour:
        colours = colours._replace(
            tint=mixed(colour, strength.tint), mid=mixed(colour, strength.mid), primary_shape=colour
        )
    if accent:
        colours = colours._replace(
            warm=mixed(accent, strength.warm), sun=mixed(accent, strength.sun), accent_shape=accent
        )
    if colour:
        primary = readable(colour, tuple(colours.grounds("colour").values()))
        colours = colours._replace(primary=primary, line=mixed(primary, 0.55))
    if accent:
        colours = colours._replace(accent=readable(accent, tuple(colours.grounds("accent").values())))
    return colours._replace(do=colours.primary) if follows else colours
