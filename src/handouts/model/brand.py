"""The brand: palettes and typeface pairs as data, and the contrast of any colour that she picks herself."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from handouts.model.addresses import Picture
from handouts.model.fields import Colour, Model, OneOf, described

# How strong the tints of a colour of her own are: a ground, and the fill of a tick.
LIGHT = 0.08
MIDDLE = 0.26


class Colours(NamedTuple):
    """The nine colours of a palette, each `#RRGGBB`, named by what they are for.

    On `mid` only ink and primary may be printed; `sun` and `line` carry no text.
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

    def paint(self, drawing: str) -> str:
        """A drawing (SVG) with `var(--primary)` and its like replaced: the engine knows no variables in SVG."""
        for name, value in self._asdict().items():
            drawing = drawing.replace(f"var(--{name})", value)
        return drawing


PALETTES = {
    "linde": Colours("#2E5A4B", "#A8492B", "#22302B", "#55635C", "#EEF3EC", "#F8F2E8", "#C9D9CC", "#F0E2C8", "#8FA596"),
    "avondlicht": Colours(
        "#7A3548", "#8A5A12", "#33262A", "#6A585D", "#F7EEEE", "#FBF4E6", "#E6CDD1", "#F4E3C0", "#B98F97"
    ),
    "zechstein": Colours(
        "#1F4E6B", "#9A5B13", "#1F2B33", "#52616B", "#EAF1F5", "#F7F3EA", "#C3D6E1", "#F0E0C2", "#84A0B0"
    ),
}


class Face(NamedTuple):
    """A typeface: its family, the font package that holds it, and the weights and styles that are used."""

    family: str
    package: str
    cuts: tuple[tuple[int, str], ...]


class Pair(NamedTuple):
    """Two typefaces that go together, one to remember (headings) and one to act on (body)."""

    headings: Face
    body: Face


_SPECTRAL = Face("Spectral", "spectral", ((500, "normal"), (600, "normal"), (500, "italic")))
_ALEGREYA_SANS = Face(
    "Alegreya Sans", "alegreya-sans", ((400, "normal"), (700, "normal"), (400, "italic"), (700, "italic"))
)
_ATKINSON = Face(
    "Atkinson Hyperlegible",
    "atkinson-hyperlegible",
    ((400, "normal"), (700, "normal"), (400, "italic"), (700, "italic")),
)
_PT_SERIF = Face("PT Serif", "pt-serif", ((400, "normal"), (700, "normal"), (400, "italic")))
_PT_SANS = Face("PT Sans", "pt-sans", ((400, "normal"), (700, "normal"), (400, "italic"), (700, "italic")))

PAIRS = {
    "rust": Pair(_SPECTRAL, _ALEGREYA_SANS),
    "helder": Pair(_ATKINSON, _ATKINSON),
    "klassiek": Pair(_PT_SERIF, _PT_SANS),
}


class Brand(Model):
    """How her paper looks: one of the palettes and pairs, or a colour of her own."""

    palette: Annotated[str, OneOf(*PALETTES)] = described(
        "A palette: linde (green), avondlicht (plum) or zechstein (blue).", default="linde"
    )
    colour: Colour | None = described("A main colour of her own, for headings.", default=None)
    accent: Colour | None = described("An accent of her own, for numbers and bullets.", default=None)
    typefaces: Annotated[str, OneOf(*PAIRS)] = described(
        "A pair of typefaces: rust, helder or klassiek.", default="rust"
    )
    logo: Picture | None = described("A logo out of content/images.", default=None)

    @property
    def colours(self) -> Colours:
        """The palette, with the tints drawn from her own colour where she chose one."""
        chosen = PALETTES[self.palette]
        if self.colour:
            chosen = chosen._replace(
                primary=self.colour,
                tint=mixed(self.colour, LIGHT),
                mid=mixed(self.colour, MIDDLE),
                line=mixed(self.colour, 0.55),
            )
        if self.accent:
            chosen = chosen._replace(accent=self.accent, warm=mixed(self.accent, LIGHT), sun=mixed(self.accent, 0.24))
        return chosen

    @property
    def pair(self) -> Pair:
        """The typeface pair."""
        return PAIRS[self.typefaces]


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#RRGGBB`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(colour: str, share: float) -> str:
    """The colour on white paper at `share` of its strength (0 to 1)."""
    return "#" + "".join(f"{round(255 - share * (255 - value)):02X}" for value in channels(colour))


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white). Source: WCAG 2.2, definition of relative luminance."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (each / 255 for each in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio from 1 to 21, in either order. Source: WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
