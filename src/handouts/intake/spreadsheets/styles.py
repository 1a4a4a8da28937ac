"""The styles of a workbook: by which number format a cell shows its value, and how its letters and its fill look.

A cell names a record of `cellXfs`; that names its own font and fill, whatever named style it came from (ECMA-376
part 1, 18.8.10 and 18.8.45). A colour is written as itself, by number, or as one of the theme with a tint (18.8.3 and
18.8.19); what is compared is its red, green and blue.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from handouts.intake.spreadsheets.formats import NotUnderstood
from handouts.intake.spreadsheets.parts import Span, is_true, span_of
from handouts.intake.spreadsheets.shown import built_in

BLACK, WHITE = (0, 0, 0), (255, 255, 255)
Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""

_BASIC = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_INDEXED = f"""
{_BASIC} {_BASIC}
800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF
000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99
3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333
""".split()
"""The colours that have a number, where a workbook brings none of its own (18.8.27)."""
_NAMED = {"black": 8, "white": 9, "red": 10, "green": 11, "blue": 12, "yellow": 13, "magenta": 14, "cyan": 15}
"""Which number the colours have that a number format names."""
_THEME = "lt1 dk1 lt2 dk2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink".split()
"""In the order of their numbers. Excel has light before dark, other than the theme itself."""
_OFFICE = "FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72".split()
_ALIKE = 16
"""The difference in red, green and blue from their background at which letters cannot be seen."""
_OF_SIGNS = re.compile(r"(?i)(?:symbol|wingdings(?: [23])?|webdings|zapf ?dingbats|marlett|bookshelf symbol \d)$")
"""Typefaces that show another sign for each letter."""
_SMALLEST = 3.0
"""In points: what is smaller, nobody reads on the screen."""


class Palette(NamedTuple):
    """The colours of one workbook; `automatic` is that of letters without one, None where it goes by the fill."""

    indexed: tuple[Colour, ...]
    theme: tuple[Colour, ...]
    automatic: Colour | None = BLACK

    def colour(self, element: ET.Element, automatic: Colour | None) -> Colour | None:
        """What an element with the attributes of a colour says; `automatic` where it leaves it open; None: unknown."""
        found: Colour | None = None
        if rgb := element.get("rgb"):
            found = _of_hex(rgb)
        elif (theme := element.get("theme")) is not None:
            found = self.theme[int(theme)] if 0 <= int(theme) < len(self.theme) else None
        elif (index := element.get("indexed")) is not None and int(index) < len(self.indexed):
            found = self.indexed[int(index)]
        elif element.get("indexed") is not None or is_true(element.get("auto")) or not element.attrib:
            return automatic
        return _tinted(found, float(element.get("tint", "0"))) if found else None

    def named(self, name: str) -> Colour | None:
        """The colour that a number format names: `white`, or `color 2`."""
        number = re.fullmatch(r"color ?(\d+)", name)
        index = int(number[1]) + 7 if number else _NAMED.get(name, -1)
        return self.indexed[index] if 0 <= index < len(self.indexed) else None


def _palette_of(styles: ET.Element | None, theme: ET.Element | None, automatic: Colour | None) -> Palette:
    """The colours that the parts with styles and theme say, and those of Office for what they leave open."""
    indexed = [_of_hex(each) or BLACK for each in _INDEXED]
    for own in () if styles is None else styles.iter("indexedColors"):
        for index, each in enumerate(own[: len(indexed)]):
            indexed[index] = _of_hex(each.get("rgb") or "") or indexed[index]
    scheme = () if theme is None else next(theme.iter("clrScheme"), ())
    named = {each.tag: _of_hex(inner.get("lastClr") or inner.get("val") or "") for each in scheme for inner in each}
    themed = [named.get(name) or _of_hex(usual) or BLACK for name, usual in zip(_THEME, _OFFICE, strict=True)]
    return Palette(tuple(indexed), tuple(themed), automatic)


def _alike(letters: Colour | None, behind: Colour | None) -> bool:
    """Whether letters cannot be told from what is behind them; not where either is unknown."""
    if letters is None or behind is None:
        return False
    return all(abs(one - other) <= _ALIKE for one, other in zip(letters, behind, strict=True))


def _of_hex(text: str) -> Colour | None:
    """`FFEE00`, or with how opaque it is before, which Excel passes over."""
    if not re.fullmatch("(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", text):
        return None
    return int(text[-6:-4], 16), int(text[-4:-2], 16), int(text[-2:], 16)


def _tinted(colour: Colour, tint: float) -> Colour:
    """Darker below nought, lighter above it: of hue, lightness and saturation the lightness changes (18.8.19)."""
    if not tint:
        return colour
    hue, light, saturation = colorsys.rgb_to_hls(*(each / 255 for each in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = (round(255 * each) for each in colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation))
    return red, green, blue


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
        return not self.tiny and not _alike(of_format or self.colour, behind)


class Style(NamedTuple):
    """The style of a cell: the number of its number format, and its code where that is known; its look and its fill.

    `behind` is None for a fill of more than one colour, and `has_fill` says that the cell has a fill of its own.
    """

    number: int = 0
    code: str | None = "General"
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


def read_styles(root: ET.Element | None, theme: ET.Element | None, language: str, *, automatic: bool) -> Styles:
    """The styles in the parts of a workbook that are called styles and theme, if it has these.

    Letters without a colour are black, or go by their fill where that is `automatic`.
    """
    palette = _palette_of(root, theme, None if automatic else BLACK)
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
        cells.append(Style(number, code, look, behind, has_fill))
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
    return (has_colour or fill is not None) and _alike(look.colour, behind)


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
