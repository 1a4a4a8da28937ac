"""How likely a character is where it stands in Dutch or English: ë behind a vowel, € beside an amount, a bullet first.

Marks are powers of ten, roughly: how much oftener a character stands so than by chance.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import NamedTuple

_MOST = 20_000
"""So many characters are judged: a large file says no more than its beginning."""
_NO_TEXT = -0.4
"""What the characters have less than this, on average, is no text in that encoding."""
_LETTERS = {
    "ë": 3.0, "é": 3.0, "ï": 2.5, "è": 2.4, "ö": 2.3, "ü": 2.2, "ê": 1.6, "á": 1.5, "ó": 1.5, "à": 1.3, "ç": 1.3,
    "ä": 1.3, "í": 1.2, "ú": 1.2, "ñ": 1.0, "â": 0.8, "î": 0.8, "ô": 0.8, "û": 0.8, "ß": 0.3, "å": 0.3, "ø": 0.3,
    "š": 0.3, "ž": 0.3, "æ": 0.2, "œ": 0.2, "ã": 0.2, "ù": 0.2, "õ": 0.0, "ì": 0.0, "ò": 0.0, "ý": 0.0, "ÿ": -0.5,
    "ł": 0.3, "č": 0.3, "ř": 0.2, "ś": 0.2, "ć": 0.2, "ń": 0.2, "ę": 0.2, "ą": 0.2, "ż": 0.2, "ě": 0.1, "ů": 0.0,
    "ş": 0.3, "ı": 0.3, "ğ": 0.3, "i\u0307": 0.2, "þ": -2.5, "ð": -2.5,
}  # fmt: skip
_AT_START = {"ë": -2.5, "ï": -2.5, "ñ": -2.0, "í": -1.0, "î": -1.0, "ô": -1.0, "û": -1.0, "ä": -0.8, "ö": -0.5,
             "ü": -0.5, "ê": -0.5, "ó": -0.5, "ú": -0.5, "ç": -0.5, "á": -0.3, "â": -0.8, "è": -0.8}  # fmt: skip
_AT_END = {"è": -1.2, "ê": -1.5, "ö": -1.0, "ü": -0.7, "ï": -0.7, "ä": -0.7, "î": -1.0, "ô": -1.0, "û": -1.0, "â": -1.0,
           "ñ": -1.5, "ç": -1.5}  # fmt: skip
_VOWELS = set("aeiouAEIOU")
_IMPOSSIBLE = -5.0


class Likelihood(NamedTuple):
    """The mark of a text: of all its characters, and of each kind of character once, with its mean."""

    of_all: float
    of_each: float

    def plus(self, mark: float) -> Likelihood:
        """Both with a mark added."""
        return Likelihood(self.of_all + mark, self.of_each + mark)


def likelihood_of(text: str) -> Likelihood | None:
    """How likely a text is, or None where it is none."""
    marks: dict[str, list[float]] = {}
    for found in islice(re.finditer("[^\x00-\x7f]", text), _MOST):
        place = found.start()
        left, right = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
        mark = _in_place(text[place], left, right, text[max(place - 2, 0) : place + 4])
        marks.setdefault(text[place], []).append(mark)
    of_all = sum(map(sum, marks.values()))
    if of_all < _NO_TEXT * sum(map(len, marks.values())):
        return None
    return Likelihood(of_all, sum(sum(each) / len(each) for each in marks.values()))


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
    if before and after and not (left.isascii() or right.isascii()):
        mark -= 3.0  # three of these beside each other make another script
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
        return 0.0 if left in _VOWELS | set("áéíóú") and right in _VOWELS else -1.5
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
