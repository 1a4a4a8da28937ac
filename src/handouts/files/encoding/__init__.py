"""Bytes into the text that was typed, where they do not say themselves which encoding they are in.

`wide` is for UTF-16 and UTF-32, `legacy` for the older ones with a byte a character; `garbling` finds what was read
wrongly before.
"""

from __future__ import annotations

from handouts.files.encoding.garbling import garbled
from handouts.files.encoding.legacy import ENCODINGS, Reading, Rival, read_legacy
from handouts.files.encoding.wide import Wide, wide_encoding

__all__ = [
    "ENCODINGS",
    "Reading",
    "Rival",
    "Undecodable",
    "Wide",
    "garbled",
    "read_legacy",
    "read_text",
    "wide_encoding",
]


class Undecodable(ValueError):
    """Bytes in no known encoding; `beginning` is the name of the one that they begin in, or empty."""

    def __init__(self, beginning: str = "") -> None:
        super().__init__(beginning)
        self.beginning = beginning


def read_text(data: bytes) -> Reading:
    """The text of bytes in UTF-8, UTF-16, UTF-32 or one of `ENCODINGS`, without its byte order mark.

    Raises Undecodable.
    """
    if wide := wide_encoding(data):
        try:
            return Reading(data.decode(wide.codec).removeprefix("\ufeff"), wide.name)
        except UnicodeDecodeError:
            raise Undecodable(wide.name) from None
    try:
        return Reading(data.decode("utf-8-sig"), "UTF-8")
    except UnicodeDecodeError:
        pass
    if found := read_legacy(data):
        return found
    raise Undecodable
