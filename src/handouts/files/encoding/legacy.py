"""Bytes that are no UTF-8 into text: which encoding of Windows, of a Mac or of DOS makes Dutch or English of them.

Each encoding makes another character of a byte. Where two come close, both are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from handouts.files.encoding.likelihood import Likelihood, likelihood_of
from handouts.problems import msg, shortened

ENCODINGS = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp858": "DOS (cp850)",
    "cp437": "DOS (cp437)",
    "iso8859_15": "ISO 8859-15",
    "cp1250": "Windows-1250 (Polish, Czech)",
    "cp1254": "Windows-1254 (Turkish)",
}
"""Python's names, and those that are told. cp858 is cp850 with a € in it."""
_COMMON = {"cp1252": 0.6, "mac_roman": 0.0, "cp858": -0.3, "cp437": -0.8, "iso8859_15": -0.5, "cp1250": -1.0,
           "cp1254": -1.0}  # fmt: skip
_MIXED = -1.0
_SURE = 2.0
"""The best must be a hundred times as likely as the next, or both are told; also where each character counts once.

The same letter in ten names proves no more than in one: in a list of German names each ä of a Mac is an è of DOS.
"""


class Rival(NamedTuple):
    """Another encoding that comes close, and words that differ: as they were read, and as they would be read by it."""

    name: str
    words: tuple[tuple[str, str], ...]

    def said(self) -> str:
        """The words as a Problem names them: `“Zoë” or “Zo‘”`."""
        return "; ".join(
            msg("“{word}” or “{other}”", word=shortened(word, 40), other=shortened(other, 40))
            for word, other in self.words
        )


class Reading(NamedTuple):
    """A text, and the name of its encoding. `strays` counts the bytes of another one in a text that is UTF-8."""

    text: str
    name: str
    strays: int = 0
    rival: Rival | None = None


def read_legacy(data: bytes) -> Reading | None:
    """The text of bytes that are no UTF-8; None where no encoding makes text of them."""
    readings = sorted(_candidates(data), key=lambda each: -each[0].of_all)
    if not readings:
        return None
    best, found = readings[0]
    for mark, other in readings[1:]:
        if best.of_all - mark.of_all >= _SURE and best.of_each - mark.of_each >= _SURE:
            continue
        if words := tuple(_different(found.text, other.text)):
            return found._replace(rival=Rival(other.name, words))
    return found


def _candidates(data: bytes) -> Iterator[tuple[Likelihood, Reading]]:
    mixed = data.decode("utf-8", "surrogateescape")
    strays = len(re.findall("[\udc80-\udcff]", mixed))
    is_mixed = re.search("[^\x00-\x7f\udc80-\udcff]", mixed) is not None
    old_mac = 2.0 if b"\r" in data and b"\n" not in data else 0.0
    for codec, name in ENCODINGS.items():
        common = _COMMON[codec] + (old_mac if codec == "mac_roman" else 0)
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            pass
        else:
            if (mark := likelihood_of(text)) is not None:
                yield mark.plus(common), Reading(text, name)
        if is_mixed:
            text = mixed.translate({0xDC00 + byte: bytes([byte]).decode(codec, "replace") for byte in range(128, 256)})
            mark = None if "\ufffd" in text else likelihood_of(text)
            if mark is not None:
                yield mark.plus(common + _MIXED), Reading(text, msg("UTF-8 with {name}", name=name), strays)


# Another space may be a letter in another encoding.
_WORD = re.compile(r"[^ \t\r\n;,|\"()<>]+")


def _different(text: str, other: str) -> Iterator[tuple[str, str]]:
    """The first words that differ; a mixed text may be shorter, so these are the words of one kind in their order."""
    pairs = zip(_words(text), _words(other), strict=False)
    yield from islice(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]), 3)


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in _WORD.finditer(text) if not found[0].isascii())
