"""The styles of a workbook: by which number format a cell shows its value, and how its letters look.

A cell names a record of `cellXfs`; that names its own font and fill, whatever named style it came from (ECMA-376
part 1, 18.8.10 and 18.8.45).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from handouts.intake.spreadsheets.colours import BLACK, WHITE, Colour, Palette, alike
from handouts.intake.spreadsheets.formats import NotUnderstood
from handouts.intake.spreadsheets.parts import is_true, local
from handouts.intake.spreadsheets.shown import SHORT_DATES, built_in
from handouts.problems import msg

_OF_SIGNS = re.compile(r"(?i)(?:symbol|wingdings(?: [23])?|webdings|zapf ?dingbats|marlett|bookshelf symbol \d)$")
"""Typefaces that show another sign for each letter."""
_SMALLEST = 3.0
"""In points: what is smaller, nobody reads on the screen."""


class Look(NamedTuple):
    """How letters look: struck out, raised (`superscript`) or lowered (`subscript`), their colour, and too small.

    `symbols` is the typeface where it is one of signs, which shows another sign for each letter that is typed.
    """

    struck: bool = False
    place: str = ""
    colour: Colour | None = BLACK
    tiny: bool = False
    symbols: str = ""

    def shows_otherwise(self, text: str) -> bool:
        """Whether a text shows other signs than were typed. In Symbol the digits are digits."""
        if not self.symbols:
            return False
        return any(sign.isalpha() if self.symbols.casefold() == "symbol" else not sign.isspace() for sign in text)

    def is_seen_on(self, behind: Colour | None, of_format: Colour | None = None) -> bool:
        """Whether it is seen on a fill; `of_format` is the colour that the number format asks for."""
        return not self.tiny and not alike(of_format or self.colour, behind)


class Style(NamedTuple):
    """The style of a cell: the number of its number format, and its code where that is known; its look and its fill.

    `is_short_date`: a day, in what order is not known. `behind` is None for a fill of more than one colour, and
    `has_fill` says that the cell has a fill of its own.
    """

    number: int = 0
    code: str | None = "General"
    is_short_date: bool = False
    look: Look = Look()
    behind: Colour | None = WHITE
    has_fill: bool = False

    def known(self) -> str:
        """The code. Raises NotUnderstood."""
        if self.code is None:
            raise NotUnderstood(
                msg("its number format has the number {number}, which is not known here", number=self.number)
            )
        return self.code


class Styles(NamedTuple):
    """The styles of the cells, by number, and which of those that conditional formats use (dxfs) may hide something."""

    cells: tuple[Style, ...]
    hiding: tuple[bool, ...]
    palette: Palette

    def of(self, number: int) -> Style:
        """The style with that number; the usual one where there is none."""
        return self.cells[number] if 0 <= number < len(self.cells) else Style()


def read_styles(root: ET.Element | None, palette: Palette, language: str) -> Styles:
    """The styles in a part of a workbook that is called styles, if it has one."""
    if root is None:
        return Styles((), (), palette)
    own = {int(each.get("numFmtId", "-1")): each.get("formatCode", "") for each in _all(root, "numFmt")}
    looks = {str(index): look_of(each, palette) for index, each in enumerate(_children(root, "fonts"))}
    fills = {str(index): _fill(each, palette) for index, each in enumerate(_children(root, "fills"))}
    named = {str(index): each.attrib for index, each in enumerate(_children(root, "cellStyleXfs"))}
    cells = []
    for each in _children(root, "cellXfs"):
        said = {**named.get(each.get("xfId", ""), {}), **each.attrib}
        number = int(said.get("numFmtId", "0"))
        code = own.get(number) or built_in(number, language)
        look = looks.get(said.get("fontId", ""), Look())
        behind, has_fill = fills.get(said.get("fillId", ""), (WHITE, False))
        cells.append(Style(number, code, number in SHORT_DATES, look, behind, has_fill))
    return Styles(tuple(cells), tuple(may_hide(each, palette) for each in _children(root, "dxfs")), palette)


def look_of(font: ET.Element, palette: Palette) -> Look:
    """How letters look in a font, or in a run of a text that has one of its own (`rPr`)."""
    parts = {local(each): each for each in font}
    colour = palette.colour(parts["color"], palette.automatic) if "color" in parts else palette.automatic
    place = parts["vertAlign"].get("val", "") if "vertAlign" in parts else ""
    size = float(parts["sz"].get("val", "11")) if "sz" in parts else 11
    struck = "strike" in parts and is_true(parts["strike"].get("val", "1"))
    typeface = next((parts[name].get("val", "") for name in ("name", "rFont") if name in parts), "")
    symbols = typeface if _OF_SIGNS.match(typeface) else ""
    return Look(struck, "" if place == "baseline" else place, colour, size < _SMALLEST, symbols)


def may_hide(changes: ET.Element, palette: Palette) -> bool:
    """Whether the style of a conditional format (`dxf`) strikes out, hides, or shows a value by another format."""
    parts = {local(each): each for each in changes}
    font = parts.get("font")
    if "numFmt" in parts or (font is not None and look_of(font, palette)[:2] != Look()[:2]):
        return True
    behind = _fill(parts["fill"], palette, differential=True)[0] if "fill" in parts else WHITE
    has_colour = font is not None and any(local(each) == "color" for each in font)
    letters = look_of(font, palette).colour if font is not None and has_colour else palette.automatic
    return (has_colour or "fill" in parts) and alike(letters, behind)


def _fill(element: ET.Element, palette: Palette, *, differential: bool = False) -> tuple[Colour | None, bool]:
    """The one colour of a fill, None where it has more, and whether there is one at all.

    In the style of a conditional format the colour of a solid fill is the one that is else behind its pattern.
    """
    pattern = next((each for each in element if local(each) == "patternFill"), None)
    if pattern is None:
        return None, True
    kind = pattern.get("patternType", "solid" if differential else "none")
    if kind == "none":
        return WHITE, False
    name = "bgColor" if differential else "fgColor"
    colour = next((each for each in pattern if local(each) == name), None)
    if kind != "solid" or (colour is None and differential):
        return None, True
    if colour is None:
        return BLACK, True  # the colour of letters without one, as programs show it
    return palette.colour(colour, WHITE if differential else BLACK), True


def _all(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (each for each in root.iter() if local(each) == name)


def _children(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (each for parent in root if local(parent) == name for each in parent)
