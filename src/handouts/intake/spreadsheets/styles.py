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
from handouts.intake.spreadsheets.parts import Span, is_true, span_of
from handouts.intake.spreadsheets.shown import SHORT_DATES, built_in

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
                "its number format has the number {number}, which is not known here", number=self.number
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
    own = {int(each.get("numFmtId", "-1")): each.get("formatCode", "") for each in root.iter("numFmt")}
    looks = {str(index): look_of(each, palette) for index, each in enumerate(root.iterfind("fonts/*"))}
    fills = {str(index): _fill(each, palette) for index, each in enumerate(root.iterfind("fills/*"))}
    named = {str(index): each.attrib for index, each in enumerate(root.iterfind("cellStyleXfs/*"))}
    cells = []
    for each in root.iterfind("cellXfs/*"):
        values = {**named.get(each.get("xfId", ""), {}), **each.attrib}
        number = int(values.get("numFmtId", "0"))
        code = own.get(number) or built_in(number, language)
        look = looks.get(values.get("fontId", ""), Look())
        behind, has_fill = fills.get(values.get("fillId", ""), (WHITE, False))
        cells.append(Style(number, code, number in SHORT_DATES, look, behind, has_fill))
    return Styles(tuple(cells), tuple(_may_hide(each, palette) for each in root.iterfind("dxfs/*")), palette)


def look_of(font: ET.Element, palette: Palette) -> Look:
    """How letters look in a font, or in a run of a text that has one of its own (`rPr`)."""
    values = {each.tag: each.get("val") for each in font}
    colour = font.find("color")
    place, typeface = values.get("vertAlign") or "", values.get("name") or values.get("rFont") or ""
    return Look(
        "strike" in values and (values["strike"] is None or is_true(values["strike"])),
        "" if place == "baseline" else place,
        palette.automatic if colour is None else palette.colour(colour, palette.automatic),
        float(values.get("sz") or "11") < _SMALLEST,
        typeface if _OF_SIGNS.match(typeface) else "",
    )


def hiding_spans(element: ET.Element, styles: Styles) -> Iterator[Span]:
    """The cells of a `conditionalFormatting`, in either form of it, that show otherwise where a rule of it holds.

    Its formulas are not worked out: where one may strike out, hide or replace what a cell holds, that is a Problem.
    """
    if any(_rule_hides(each, styles) for each in element.iterfind("cfRule")):
        names = element.get("sqref") or element.findtext("sqref") or ""
        yield from filter(None, map(span_of, names.split()))


def _rule_hides(rule: ET.Element, styles: Styles) -> bool:
    number = int(rule.get("dxfId", "-1"))
    if 0 <= number < len(styles.hiding) and styles.hiding[number]:
        return True
    # A bar or an icon may be all that is shown of a value (18.3.1.28, 18.3.1.49).
    return any(
        _may_hide(each, styles.palette)
        if each.tag == "dxf"
        else each.tag in {"dataBar", "iconSet"} and not is_true(each.get("showValue", "1"))
        for each in rule
    )


def _may_hide(changes: ET.Element, palette: Palette) -> bool:
    """Whether the style of a conditional format (`dxf`) strikes out, hides, or shows a value by another format."""
    font, fill = changes.find("font"), changes.find("fill")
    look = Look(colour=palette.automatic) if font is None else look_of(font, palette)
    if changes.find("numFmt") is not None or look[:2] != Look()[:2]:
        return True
    has_colour = font is not None and font.find("color") is not None
    behind = WHITE if fill is None else _fill(fill, palette, differential=True)[0]
    return (has_colour or fill is not None) and alike(look.colour, behind)


def _fill(element: ET.Element, palette: Palette, *, differential: bool = False) -> tuple[Colour | None, bool]:
    """The one colour of a fill, None where it has more, and whether there is one at all.

    In the style of a conditional format (`differential`) a solid fill has the colour that is else under a pattern.
    """
    pattern = element.find("patternFill")
    if pattern is None:
        return None, True
    kind = pattern.get("patternType", "solid" if differential else "none")
    if kind == "none":
        return WHITE, False
    colour = pattern.find("bgColor" if differential else "fgColor")
    if kind != "solid" or (colour is None and differential):
        return None, True
    if colour is None:
        return BLACK, True  # the colour of letters without one, as programs show it
    return palette.colour(colour, WHITE if differential else BLACK), True
