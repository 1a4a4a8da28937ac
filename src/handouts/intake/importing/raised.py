"""Raised and lowered letters as signs of Unicode, where on one line they would say something else: 10⁶ is not 106."""

from __future__ import annotations

import re

_UP = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_DOWN = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_FLAT = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_NUMBERS = re.compile(r"\s*(?:[-+−–]?\d[\d\s,./–-]*[-+−–]?|[-+−–])\s*")
_OVER = re.compile(r"[/⁄]\s*$")


def raised(text: str, kind: str, before: str) -> str:
    """Letters that are `superscript` or `subscript`: raised digits and signs, and digits under a stroke, as such signs.

    `before` is what stands before them. Other lowered digits say the same on the line: `H2O`, `B12`.
    """
    if kind == "superscript" and _NUMBERS.fullmatch(text):
        return text.translate(_UP)
    return text.translate(_DOWN) if kind == "subscript" and _OVER.search(before) and text.strip().isdigit() else text


def fraction(over: str, under: str) -> str:
    """A fraction on one line, that can stand after a whole number: `¹/₂`."""
    if over.isascii() and under.isascii() and over.isdigit() and under.isdigit():
        return f"{over.translate(_UP)}/{under.translate(_DOWN)}"
    return f"({over})/({under})"


def flat(word: str) -> str:
    """A word with lowered digits as any other, as it is compared."""
    return word.translate(_FLAT)
