"""Characters of a Word document: signs of symbol fonts as letters of Unicode, and what is no character at all."""

from __future__ import annotations

import re
from functools import cache

from handouts.files.unseen import pasted

_FONTS = ("Symbol", "Wingdings", "Webdings")
_USUAL = {
    0x6F: "☐", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xFB: "✗",
}  # fmt: skip
"""Signs of Wingdings by those that mean the same and that every typeface for signs has."""
_CODE = re.compile("[0-9A-Fa-f]{1,4}")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_C1 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
LOST = "\ue000"
"""Stands where a sign was that nobody knows, until it is counted and taken out."""


def symbol(font: str, code: str) -> str:
    """The sign that a symbol font has at a code in hexadecimal digits; `LOST` for one that is not known."""
    if not _CODE.fullmatch(code):
        return LOST
    number = int(code, 16)
    table = _table()
    low = number & 0xFF if number & 0xFF00 == 0xF000 else number
    if font == "Wingdings" and low in _USUAL:
        return _USUAL[low]
    for each in (number, low):
        if found := table.get((font, each)):
            return chr(found)
    is_private = 0xD800 <= number <= 0xF8FF
    return LOST if is_private or is_symbols(font) else cleaned(chr(number))


def is_symbols(font: str) -> bool:
    """Whether the letters of a font are signs."""
    return font.startswith(_FONTS)


def cleaned(text: str, font: str = "") -> str:
    """A text without what prints nothing; letters of a font of signs, and those in a private area, as these signs.

    What nobody knows becomes `LOST`.
    """
    if is_symbols(font):
        text = "".join(_sign(font, letter) for letter in text)
    text = _UNPRINTABLE.sub("", pasted(text).translate(_C1))
    return _PRIVATE.sub(lambda found: symbol(font or "Symbol", f"{ord(found[0]):X}"), text)


def _sign(font: str, letter: str) -> str:
    """The sign that a font has for a letter that was typed; the letter where it has none."""
    code = b"" if letter == "µ" else letter.encode("cp1252", "ignore")
    found = symbol(font, f"{code[0]:X}") if code and code[0] > 0x20 and code[0] != 0xA0 else LOST
    return letter if found == LOST else found


@cache
def _table() -> dict[tuple[str, int], int]:
    from mammoth.docx.dingbats import dingbats

    return dict(dingbats)
