"""Makes one spelling of the many in which people write products and amounts, so that patterns stay readable."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from handouts.unseen import bare

_FRACTIONS = {sign: f" {part}" for sign, part in zip("½¼¾⅓⅔⅛", "1/2 1/4 3/4 1/3 2/3 1/8".split(), strict=True)}
_WORDS = {
    "nul": "0", "een": "1", "één": "1", "eén": "1", "one": "1", "twee": "2", "two": "2", "drie": "3",
    "three": "3", "vier": "4", "four": "4", "vijf": "5", "five": "5", "zes": "6", "six": "6", "zeven": "7",
    "seven": "7", "acht": "8", "eight": "8", "negen": "9", "nine": "9", "tien": "10", "ten": "10",
    "eenmaal": "1 x", "tweemaal": "2 x", "driemaal": "3 x", "viermaal": "4 x", "once": "1 x", "twice": "2 x",
    "thrice": "3 x",
}  # fmt: skip
_DIGITS = {word: digits for word, digits in _WORDS.items() if digits.isdigit()}
_UNITS = "|".join(_DIGITS)


def plain(text: str) -> str:
    """A text without capitals, signs that print nothing, and kinds of space and hyphen."""
    for sign, part in _FRACTIONS.items():
        text = text.replace(sign, part)
    text = unicodedata.normalize("NFKC", bare(text)).casefold()
    for sign in "×✕✖*":
        text = text.replace(sign, "x")
    return " ".join(re.sub(r"[\u2010-\u2015\u2212]", "-", text).replace("á", "à").replace("’", "'").split())


def shown(amount: Fraction) -> str:
    """A number as it is read: `62.5`; what has no end is rounded to a tenth."""
    return f"{float(round(amount, 1)):.10g}"


def in_digits(text: str) -> str:
    """A plain text with its numbers in digits: `anderhalve tablet` as `1 1/2 tablet`."""
    text = re.sub(r"\d{16,}", "#", text)  # more digits than an amount has
    text = re.sub(r"(?<=[^\W\d_])\((\w{1,3})\)", r"\1", text)  # tablet(ten)
    text = re.sub(rf"\b(?:({_UNITS})|(\d+)) (?:en|and) (?:een |1 |a )?hal(?:f|ve)\b", _and_a_half, text)
    text = re.sub(rf"\b({_UNITS})(?:ë|e)nhal(?:f|ve)\b", _and_a_half, text)
    text = re.sub(r"\banderhal(?:f|ve)\b", "1 1/2", text)
    text = re.sub(r"\b(?:een |één |1 |a )?(?:halve|half)(?: an?)?\b", "1/2", text)
    text = re.sub(r"\bdriekwart\b", "3/4", text)
    text = re.sub(r"\b(?:een |één |1 |a )?(?:kwart|quarter)(?: of)?(?: an?)?\b", "1/4", text)
    text = re.sub(r"\b(?:a|an)\b(?= (?:tablet|capsule|pill|scoop|sachet|drop|tea|table|spoon))", "1", text)
    text = re.sub(r"[^\W\d_]+", lambda found: _WORDS.get(found[0], found[0]), text)
    return re.sub(r"(?<=\d) ?x ?(?=\d)", " x ", re.sub(r"à(?=\d)", "à ", text))


def _and_a_half(found: re.Match[str]) -> str:
    return f"{_DIGITS[found[1]] if found[1] else found[2]} 1/2"
