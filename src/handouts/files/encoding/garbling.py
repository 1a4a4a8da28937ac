"""Words that were read in a wrong encoding before they came here, such as `ZoÃ«`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RUN = re.compile("[^\x00-\x7f]{2,}")
_LIKELY = re.compile("[\u00a0-\u017f‘’“”„–—…•€™]+")
_UNDEFINED = {byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def garbled(text: str) -> Iterator[tuple[int, str, str]]:
    """Words that are UTF-8 read as another encoding (`ZoÃ«`): where, how they stand, and how they should (`Zoë`)."""
    for word in re.finditer(r"\S+", text):
        if not word[0].isascii() and (mended := _RUN.sub(_mended, word[0])) != word[0]:
            yield word.start(), word[0], mended


def _mended(found: re.Match[str]) -> str:
    for codec in ("cp1252", "mac_roman"):
        try:
            text = b"".join(_byte(sign, codec) for sign in found[0]).decode("utf-8")
        except UnicodeError:
            continue
        if _LIKELY.fullmatch(text):
            return text
    return found[0]


def _byte(sign: str, codec: str) -> bytes:
    return bytes([ord(sign)]) if codec == "cp1252" and ord(sign) in _UNDEFINED else sign.encode(codec)
