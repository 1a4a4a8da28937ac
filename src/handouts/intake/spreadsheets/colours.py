"""The colours of a workbook as red, green and blue, and whether letters can be told from what is behind them.

A colour is written as itself, by number, or as one of the theme with a tint (ECMA-376 part 1, 18.8.3 and 18.8.19).
"""

from __future__ import annotations

import colorsys
import re
from typing import NamedTuple
from xml.etree import ElementTree as ET

from handouts.intake.spreadsheets.parts import is_true

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
"""So much the red, green and blue of letters may differ from those behind them, and nobody sees them."""


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


def palette_of(styles: ET.Element | None, theme: ET.Element | None, *, automatic: Colour | None = BLACK) -> Palette:
    """The colours that the parts with styles and theme say, and those of Office for what they leave open."""
    indexed = [_of_hex(each) or BLACK for each in _INDEXED]
    for own in () if styles is None else styles.iter("indexedColors"):
        for index, each in enumerate(own[: len(indexed)]):
            indexed[index] = _of_hex(each.get("rgb") or "") or indexed[index]
    own_theme = {} if theme is None else {
        each.tag: _of_hex(inner.get("lastClr") or inner.get("val") or "")
        for each in next(theme.iter("clrScheme"), ())
        for inner in each
    }  # fmt: skip
    themed = [own_theme.get(name) or _of_hex(usual) or BLACK for name, usual in zip(_THEME, _OFFICE, strict=True)]
    return Palette(tuple(indexed), tuple(themed), automatic)


def alike(letters: Colour | None, behind: Colour | None) -> bool:
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
