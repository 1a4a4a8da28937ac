"""Which texts are the same but for how they are written: `30 min` and `30 minuten`, `Vit. D3` and `Vitamine D-3`.

Only what is certain is the same: a comma can turn a sentence, so it counts; a capital, a space or an accent does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from handouts.content.things import all_in, folded, one_dash, words_of
from handouts.content.words import meanings
from handouts.languages.lexicon import NUMBERS, PARTS, value_of

_UNITS = {
    word: (Fraction(scale), unit)
    for word, meaning in meanings("units").items()
    for scale, _, unit in [meaning.partition(" ")]
}
_STRENGTHS = frozenset({"mcg", "ie", "ml"})
_LARGE = frozenset(word for word, (scale, unit) in _UNITS.items() if scale == {"mcg": 1_000_000, "ml": 1000}.get(unit))
"""Of these nobody takes a thousand."""
_NUMBERS: dict[str, Fraction] = {
    **{word: Fraction(number) for word, number in {**NUMBERS, "a": 1, "'n": 1}.items()},
    **PARTS,
    **{sign: Fraction(part) for sign, part in zip("½¼¾⅓⅔", "1/2 1/4 3/4 1/3 2/3".split(), strict=True)},
}
_NUMBER = r"(?:\d+ )?\d+/\d+|\d{1,3}(?:(?:[.,]\d{3})+|(?: \d{3})+)(?![\d.,])|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(rf"(?P<number>{_NUMBER})(?P<part>[½¼¾⅓⅔])?|[½¼¾⅓⅔]|[^\W\d_]+(?:\.[^\W\d_]+)*(?:'[^\W\d_]+)*|\S")
_RANGE = re.compile(r"(?<=\d) ?(?:à|tot|to|-) ?(?=\d)")
_SHORT = meanings("short_names")
"""What the name of a product is shortened to."""
_WEIGHED = sorted((word for word, (_, unit) in _UNITS.items() if unit in _STRENGTHS), key=len, reverse=True)
_STRENGTH = re.compile(rf"(?<![\w.,/])({_NUMBER}|[½¼¾]) ?({'|'.join(map(re.escape, _WEIGHED))})\b\.?")

_SHORTEST = 6
"""Letters of a name in which one that is wrong does not make another name."""
_LIKE = 0.88
_SALT = re.compile(
    r"(?:bis)?(?:citra|glycina|mala|taura|sulfa|glucona|picolina|carbona|fumara|orota|threona|lacta)a?te?|oxide"
)


class Name(NamedTuple):
    """A product: what it is called, and the strengths that its name holds, such as the 10 mg of `Oxazepam 10 mg`."""

    called: str
    strengths: frozenset[tuple[Fraction, str]]


@lru_cache(maxsize=256)
def name_and_strength(product: str) -> Name:
    """A product without what does not tell it from another: capitals, accents, spaces, dashes and short forms."""
    text = _folded(product)
    strengths = frozenset(
        (_value(found[1], found[2]) * _UNITS[found[2]][0], _UNITS[found[2]][1]) for found in _STRENGTH.finditer(text)
    )
    text = unicodedata.normalize("NFKD", _STRENGTH.sub(" ", text))
    words = re.findall(r"[^\W_]+", "".join(each for each in text if not unicodedata.combining(each)))
    called = "".join(_SHORT.get(word, word) for word in words)
    # 1 and 2 are not 12.
    between = re.search(r"\d \d", " ".join(words))
    return Name(" ".join(words) if between else called, strengths)


def same_product(product: str, other: str) -> bool:
    """Whether two names are of one product in one strength."""
    return name_and_strength(product) == name_and_strength(other)


def alike(product: str, other: str) -> bool:
    """Whether two names may be of one product: the one says more than the other, or has a slip of the pen.

    What tells products apart, such as the 6 of B6 and the 12 of B12, must not differ.
    """
    names = [_STRENGTH.sub(" ", _folded(each)) for each in (product, other)]
    codes, other_codes = map(_codes, names)
    if not (_are_among(codes, other_codes) or _are_among(other_codes, codes)):
        return False
    words, others = ([word for word in words_of(name) if len(word) > 1] for name in names)
    if not (words and others):
        return bool(set(codes) & set(other_codes))
    if all_in(words, others) or all_in(others, words):
        return True
    shorter, longer = sorted(("".join(words), "".join(others)), key=len)
    if longer.startswith(shorter) and (len(shorter) >= _SHORTEST or _SALT.fullmatch(longer, len(shorter))):
        return True
    ratio = SequenceMatcher(None, "".join(words), "".join(others), autojunk=False).ratio()
    return len(shorter) >= _SHORTEST and ratio >= _LIKE


def _are_among(codes: list[str], others: list[str]) -> bool:
    """Whether each of some codes may be one of others: D and D3 may be one, D3 and D2 may not."""
    return all(
        any(code in {each, each.rstrip("0123456789")} or each == code.rstrip("0123456789") for each in others)
        for code in codes
    )


def _codes(name: str) -> list[str]:
    """The letters and numbers that tell a product from its like: `d3` of vitamine D3."""
    joined = re.sub(r"(?<=\b[a-z])[ -](?=\d)", "", name)
    return [word for word in re.findall(r"\w+", joined) if len(word) == 1 or re.search(r"\d", word)]


def same_words(text: str, other: str) -> bool:
    """Whether a dose or a way of doing says the same in other signs: `½ uur` and `30 min.`."""
    return text == other or list(_spelled(text)) == list(_spelled(other))


def _spelled(text: str) -> Iterator[tuple[object, ...]]:
    """A text word by word, each amount in the smallest of its units, without capitals and the point at its end."""
    tokens = list(_TOKEN.finditer(_RANGE.sub("-", _folded(text).rstrip(" .!"))))
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        word = tokens[place][0].rstrip(".") if place < len(tokens) else ""
        if not token["number"] and token[0] not in _NUMBERS:
            yield (token[0],)
            continue
        number = _value(token["number"] or token[0], word) + _NUMBERS.get(token["part"] or "", 0)
        if word not in _UNITS:
            yield (number,)
            continue
        scale, unit = _UNITS[word]
        yield number * scale, unit
        place += 1
        # A point after a short form, such as `min.`, ends no sentence.
        place += place < len(tokens) and tokens[place][0] == "."


def _value(number: str, unit: str) -> Fraction:
    """A number as it is typed before a unit, read as the sum of a day reads it."""
    if number in _NUMBERS:
        return _NUMBERS[number]
    if "/" in number:
        whole, _, part = number.rpartition(" ")
        above, below = map(int, part.split("/"))
        return int(whole or 0) + (Fraction(above, below) if below else Fraction(0))
    return value_of(number.replace(" ", ""), fine=unit in _LARGE)


def _folded(text: str) -> str:
    """In small letters, with one space at a time and one sign for each dash, quote and micro."""
    text = one_dash(folded(unicodedata.normalize("NFC", text))).replace("’", "'")
    return text.replace("\N{MICRO SIGN}", "µ").replace("\N{GREEK SMALL LETTER MU}", "µ")
