"""Bytes that are no UTF-8 into text: which encoding of Windows, of a Mac or of DOS makes Dutch or English of them.

Each encoding makes another character of a byte, so all that is not ASCII is judged in its place: ë behind a vowel, an
opening quote before a word, € beside an amount, a bullet at the beginning of a line. Marks are powers of ten, roughly:
how much oftener a character stands so in Dutch than by chance. Where two encodings come close, both are told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from handouts.problems import shortened

ENCODINGS = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp858": "DOS (cp850)",
    "cp437": "DOS (cp437)",
    "iso8859_15": "ISO 8859-15",
}
"""Python's names, and those that are told. cp858 is cp850 with a € in it."""
_COMMON = {"cp1252": 0.6, "mac_roman": 0.0, "cp858": -0.3, "cp437": -0.8, "iso8859_15": -0.5}
_MIXED = -1.0
_SURE = 2.0
"""The best must be a hundred times as likely as the next, or both are told."""
_MOST = 20_000
"""So many characters are judged: a large file says no more than its beginning."""
_NO_TEXT = -0.4
"""What the characters have less than this, on average, is no text in that encoding."""


class Rival(NamedTuple):
    """Another encoding that comes close, and words that differ: as they were read, and as they would be read by it."""

    name: str
    words: tuple[tuple[str, str], ...]

    def said(self) -> str:
        """The words as a Problem names them: `“Zoë” or “Zo‘”`."""
        return "; ".join(f"“{shortened(word, 40)}” or “{shortened(other, 40)}”" for word, other in self.words)


class Reading(NamedTuple):
    """A text, and the name of its encoding. `strays` counts the bytes of another one in a text that is UTF-8."""

    text: str
    name: str
    strays: int = 0
    rival: Rival | None = None


def read_legacy(data: bytes) -> Reading | None:
    """The text of bytes that are no UTF-8; None where no encoding makes text of them."""
    readings = sorted(_candidates(data), key=lambda each: -each[0])
    if not readings:
        return None
    best, found = readings[0]
    for mark, other in readings[1:]:
        if best - mark >= _SURE:
            break
        if words := tuple(_different(found.text, other.text)):
            return found._replace(rival=Rival(other.name, words))
    return found


def _candidates(data: bytes) -> Iterator[tuple[float, Reading]]:
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
            if (mark := _mark(text)) is not None:
                yield mark + common, Reading(text, name)
        if is_mixed:
            text = mixed.translate({0xDC00 + byte: bytes([byte]).decode(codec, "replace") for byte in range(128, 256)})
            mark = None if "\ufffd" in text else _mark(text)
            if mark is not None:
                yield mark + common + _MIXED, Reading(text, f"UTF-8 with {name}", strays)


# Another space may be a letter in another encoding.
_WORD = re.compile(r"[^ \t\r\n;,|\"()<>]+")


def _different(text: str, other: str) -> Iterator[tuple[str, str]]:
    """The first words that differ; a mixed text may be shorter, so these are the words of one kind in their order."""
    pairs = zip(_words(text), _words(other), strict=False)
    yield from islice(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]), 3)


def _words(text: str) -> Iterator[str]:
    return (found[0] for found in _WORD.finditer(text) if not found[0].isascii())


# --- How likely a character is in its place ---

_LETTERS = {
    "ë": 3.0, "é": 3.0, "ï": 2.5, "è": 2.4, "ö": 2.3, "ü": 2.2, "ê": 1.6, "á": 1.5, "ó": 1.5, "à": 1.3, "ç": 1.3,
    "ä": 1.3, "í": 1.2, "ú": 1.2, "ñ": 1.0, "â": 0.8, "î": 0.8, "ô": 0.8, "û": 0.8, "ß": 0.3, "å": 0.3, "ø": 0.3,
    "š": 0.3, "ž": 0.3, "æ": 0.2, "œ": 0.2, "ã": 0.2, "ù": 0.2, "õ": 0.0, "ì": 0.0, "ò": 0.0, "ý": 0.0, "ÿ": -0.5,
}  # fmt: skip
_AT_START = {"ë": -2.5, "ï": -2.5, "ñ": -2.0, "í": -1.0, "î": -1.0, "ô": -1.0, "û": -1.0, "ä": -0.8, "ö": -0.5,
             "ü": -0.5, "ê": -0.5, "ó": -0.5, "ú": -0.5, "ç": -0.5, "á": -0.3, "â": -0.8, "è": -0.8}  # fmt: skip
_AT_END = {"è": -1.2, "ê": -1.5, "ö": -1.0, "ü": -0.7, "ï": -0.7, "ä": -0.7, "î": -1.0, "ô": -1.0, "û": -1.0, "â": -1.0,
           "ñ": -1.5, "ç": -1.5}  # fmt: skip
_VOWELS = set("aeiouAEIOU")
_IMPOSSIBLE = -5.0


def _mark(text: str) -> float | None:
    """The mark of a text, or None where it is none."""
    marks = []
    for found in islice(re.finditer("[^\x00-\x7f]", text), _MOST):
        place = found.start()
        left, right = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
        marks.append(_in_place(text[place], left, right, text[max(place - 2, 0) : place + 4]))
    return sum(marks) if sum(marks) >= _NO_TEXT * len(marks) else None


@cache
def _in_place(character: str, left: str, right: str, around: str) -> float:
    """How likely a character is between the two beside it."""
    if character.isalpha() and character not in "ªºµƒ":
        return _letter(character, left, right)
    judge = _SIGNS.get(character)
    return judge(left, right, around) if judge else _IMPOSSIBLE if not character.isprintable() else -4.0


def _letter(character: str, left: str, right: str) -> float:
    lower = character.lower()
    mark = _LETTERS.get(lower, -2.0 if lower < "\u0180" else _IMPOSSIBLE)
    before, after = left.isalpha(), right.isalpha()
    if character != lower:
        return mark + _capital(left, right)
    if not before and not after:
        return 1.0 if character == "à" else mark - 3.0
    if before and left.isupper() and right.isupper():
        return mark - 4.0
    mark += 0 if before else _AT_START.get(character, 0)
    mark += 0 if after else _AT_END.get(character, 0)
    return mark + (_behind(character, left, right) if before else 0)


def _capital(left: str, right: str) -> float:
    if left.islower() or left.isdigit():
        return -4.5
    if not left.isalpha() and not right.isalpha():
        return -4.0
    return -0.7 if right.isalpha() or left.isupper() else -3.0


def _behind(character: str, left: str, right: str) -> float:
    """What the letter before says: in Dutch a diaeresis parts two vowels; elsewhere it is in a name from abroad."""
    if character in "ëï":
        return 0.0 if left in _VOWELS else -2.0
    if character == "ö" and left in "oO":
        return 0.7
    if character == "ü" and left in "eE":
        return 0.5
    if character == "ç":
        return 0.0 if right in "aou" else -1.5
    if character == "à" and right.isalpha():
        return -1.5
    if character == "ñ":
        return 0.0 if left in _VOWELS and right in _VOWELS else -1.5
    return 0.0


Judge = Callable[[str, str, str], float]


def _word(sign: str) -> bool:
    return sign.isalnum()


def _opens(mark: float) -> Judge:
    return lambda left, right, _: mark if not _word(left) and _word(right) else -3.0


def _closes(left: str, right: str, _: str) -> float:
    return 1.5 if not _word(right) and left.strip() else -3.0


def _apostrophe(left: str, right: str, _: str) -> float:
    if left.isalpha() and right.isalpha():
        return 3.3 if right in "snt" else 2.5
    return 1.2 if left.strip() and not _word(right) else 1.0 if _word(right) and not _word(left) else -2.0


def _dash(left: str, right: str, _: str) -> float:
    if (not left.strip() and not right.strip()) or (left.isdigit() and right.isdigit()):
        return 2.0
    return 0.0 if _word(left) == _word(right) else -1.0


def _dots(left: str, right: str, _: str) -> float:
    return (1.5 if left.strip() else 0.3) if not _word(right) else -1.5


def _euro(left: str, right: str, around: str) -> float:
    if left.isalpha() or right.isalpha():
        return -3.0
    return 2.5 if re.search(r"\d", around) else 1.0


def _bullet(left: str, right: str, _: str) -> float:
    if left in {"", "\n", "\r"} and not right.isalpha():
        return 2.5
    return 0.5 if not left.strip() and not right.strip() else -2.0 if not _word(left) else -3.0


def _part(left: str, right: str, _: str) -> float:
    return 1.5 if not left.isalpha() and not right.isalpha() else -3.0


def _degree(left: str, right: str, _: str) -> float:
    return 1.5 if not left.isalpha() and (not right.isalpha() or right in "CF") else -3.0


def _space(left: str, right: str, _: str) -> float:
    if left.isalpha() and right.isalpha():
        return -1.0
    return 1.5 if left.isdigit() or right.isdigit() else 0.8


def _behind_number(mark: float) -> Judge:
    return lambda left, right, _: mark if _word(left) and not _word(right) else -3.0


_SIGNS: dict[str, Judge] = {
    "’": _apostrophe, "‘": _opens(1.5), "“": _opens(1.5), "„": _opens(1.0), "‚": _opens(-1.0), "”": _closes,
    "–": _dash, "—": _dash, "…": _dots, "€": _euro, "•": _bullet, "½": _part, "¼": _part, "¾": _part, "°": _degree,
    "\u00a0": _space, "²": _behind_number(0.7), "³": _behind_number(0.3), "‰": _behind_number(-0.5),
    "×": lambda left, right, _: 1.2 if not left.isalpha() and not right.isalpha() else -2.0,
    "±": lambda left, right, _: 0.7 if not left.isalpha() and not right.isalpha() else -2.0,
    "µ": lambda left, right, _: 1.2 if right in set("gml") and not left.isalpha() else -2.0,
    "£": lambda left, _, around: 0.7 if re.search(r"£\s?\d", around) and not left.isalpha() else -2.5,
    "§": lambda left, right, _: 0.3 if not left.isalpha() and not right.isalpha() else -2.5,
    "·": lambda left, right, _: 0.3 if not _word(left) and not _word(right) else -2.0,
    "«": _opens(-0.5), "»": lambda left, right, _: -0.5 if left.strip() and not _word(right) else -3.0,
    "™": _behind_number(0.3),
    "®": _behind_number(0.3),
    "©": lambda left, right, _: 0.3 if not _word(left) and not right.isalpha() else -3.0,
    "\u00ad": lambda left, right, _: -0.5 if left.isalpha() and right.isalpha() else -3.0,
}  # fmt: skip


# --- What was read in a wrong encoding before ---

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
