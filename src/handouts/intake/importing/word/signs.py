"""Characters of a Word document: signs of symbol fonts as letters of Unicode, and what is no character at all."""

from __future__ import annotations

import re
from functools import cache

from handouts.files.unseen import pasted

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
    for each in (number, number & 0xFF if number & 0xFF00 == 0xF000 else number):
        if found := table.get((font, each)):
            return chr(found)
    is_private = 0xD800 <= number <= 0xF8FF
    return LOST if is_private or font.startswith(("Symbol", "Wingdings", "Webdings")) else cleaned(chr(number))


def cleaned(text: str, font: str = "") -> str:
    """A text without what prints nothing; signs in a private area are those of the font, or `LOST`."""
    text = _UNPRINTABLE.sub("", pasted(text).translate(_C1))
    return _PRIVATE.sub(lambda found: symbol(font or "Symbol", f"{ord(found[0]):X}"), text)


@cache
def _table() -> dict[tuple[str, int], int]:
    from mammoth.docx.dingbats import dingbats

    return dict(dingbats)
