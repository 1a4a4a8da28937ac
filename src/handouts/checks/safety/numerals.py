"""Numbers as they are written before a unit: in figures, in words, and in both (`8 duizend`)."""

from __future__ import annotations

import re
from fractions import Fraction

_ONES = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
    "achttien": 18, "negentien": 19, "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60,
    "zeventig": 70, "tachtig": 80, "negentig": 90,
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_TIMES = {"honderd": 100, "duizend": 1000, "hundred": 100, "thousand": 1000}
_PARTS = {
    "half": Fraction(1, 2), "halve": Fraction(1, 2), "kwart": Fraction(1, 4), "driekwart": Fraction(3, 4),
    "quarter": Fraction(1, 4),
    "anderhalf": Fraction(3, 2), "anderhalve": Fraction(3, 2), "½": Fraction(1, 2),
}  # fmt: skip
_PIECE = "|".join(sorted((*_ONES, *_TIMES, "en", "ën", "and"), key=len, reverse=True))
_PIECES = re.compile(_PIECE)
FIGURES = r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
_SPELLED = rf"(?:{_PIECE})+(?:[ -](?:{_PIECE})+)*"
PATTERN = (
    rf"(?:{FIGURES})(?: (?:duizend|thousand))?|(?:(?:een|één|a|one) )?(?:{'|'.join(_PARTS)})(?: an?)?|"
    rf"(?!(?:a|en|and|een) ){_SPELLED}|één|one|(?:een|a)(?= (?:milli|micro)?gram\b)"
)
"""A number, in a text without capitals."""


def value(typed: str, language: str) -> Fraction | None:
    """What a number that has this pattern comes to; None for what is none after all."""
    if typed[0].isdecimal():
        return _figures(typed, language)
    part = next((each for word, each in _PARTS.items() if re.search(rf"\b{word}\b", typed) or word == typed), None)
    return part if part is not None else _spelled(typed)


def _figures(typed: str, language: str) -> Fraction:
    typed, thousand, _ = typed.partition(" duizend") if " duizend" in typed else typed.partition(" thousand")
    if language == "en" and re.fullmatch(r"\d{1,3}(?:,\d{3})+", typed):
        typed = typed.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+", typed):
        typed = re.sub(r"\D", "", typed)
    return Fraction(re.sub(r"[ \u00a0\u202f]", "", typed).replace(",", ".")) * (1000 if thousand else 1)


def _spelled(typed: str) -> Fraction | None:
    whole = group = 0
    for piece in _PIECES.findall(typed):
        if piece in _ONES:
            group += _ONES[piece]
        elif piece in {"honderd", "hundred"}:
            group = (group or 1) * 100
        elif piece in _TIMES:
            whole, group = whole + (group or 1) * 1000, 0
    return Fraction(whole + group) if whole + group else None
