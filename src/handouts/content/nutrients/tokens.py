"""Takes a dose apart into tokens: each word, number and sign with what the lexicon says that it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from handouts.content.nutrients import Nutrient
from handouts.content.nutrients.texts import plain
from handouts.content.words import pattern
from handouts.languages import lexicon
from handouts.languages.lexicon import Kind, value_of

OTHERS = rf"(?:{pattern('other_nutrients')})(?!\w)"
"""Nutrients that are not summed: a weight of one is none of what is."""
_OTHER = re.compile(OTHERS)
_POTENCY = re.compile(r"d\d{1,2}(?!\w)")
_SAME = "|".join(f"{number}/{number}" for number in range(2, 10))
"""No part of one, but a number at each of two moments."""
_ATOM = re.compile(
    r"\d{1,2}:\d\d(?!\d)|\d{1,2}(?:de|ste|e|nd|rd|th)(?!\w)|"
    rf"(?<![\d/.,])(?!{_SAME})[1-9]/(?:10|[2-9])(?![\d/])|"
    r"\d+(?:[.,]\d+)*|[^\W\d_](?:\.[^\W\d_])+(?!\w)|[^\W\d_]+|\S"
)
_MINUS = re.compile(r"(?<![\w.,] )(?<![^\s(])-(?=\d)")
_LONGEST_NUMBER = 15
"""More digits than an amount has."""
_FORMS_BEHIND = re.compile(
    r"(?:kauw|zuig|bruis|smelt|slik|film|maat|eet|thee|koffie|dessert|mini|multi|mond|keel|neus|magnesium|vitamine|"
    r"mineralen|poeder|drink|table|tea|slaap|rust|water)-?"
)
"""What a form may begin with before its name: `zuigtablet`, `eetlepel`."""
_WORD_END = re.compile(r"\w*")
_DOT_OF = frozenset({Kind.CAP, Kind.UNIT, Kind.FORM, Kind.MEASURE, Kind.NEUTRAL, Kind.MINUTE, Kind.HOUR, Kind.TIMES})
"""What may end with the dot of a shortened word."""


class Token(NamedTuple):
    """A word, a number or a sign of a text, or a phrase of the lexicon, with its place."""

    kind: Kind
    text: str
    start: int
    end: int
    value: Fraction = Fraction(0)
    name: str = ""
    """Which moment of the day it is, or `several` of a plural."""


def _entries() -> dict[tuple[str, ...], tuple[Kind, Fraction, str]]:
    """Each phrase of the lexicon, in the pieces in which a text is taken apart."""
    numbers: dict[Kind, Mapping[str, Fraction | int]] = {
        Kind.UNIT: lexicon.MILLIGRAMS,
        Kind.PART: lexicon.PARTS,
        Kind.ORDINAL: lexicon.ORDINALS,
        Kind.LATIN: lexicon.LATIN,
        Kind.NUMBER: {**lexicon.NUMBERS, **lexicon.MULTIPLES, **dict.fromkeys(lexicon.ARTICLES, 1)},
    }
    several = dict.fromkeys(lexicon.SEVERAL, "several")
    table: list[tuple[str, Kind, Fraction | int, str]] = [
        *((phrase, kind, 0, several.get(phrase, "")) for kind, found in lexicon.WORDS.items() for phrase in found),
        *((phrase, Kind.MOMENT, 0, moment) for moment, found in lexicon.MOMENTS.items() for phrase in found),
        *((phrase, kind, number, "") for kind, words in numbers.items() for phrase, number in words.items()),
    ]
    return {
        tuple(_ATOM.findall(phrase)): (Kind.ARTICLE if phrase in lexicon.ARTICLES else kind, Fraction(value), name)
        for phrase, kind, value, name in table
    }


_ENTRIES = _entries()
_LONGEST_PHRASE = max(len(atoms) for atoms in _ENTRIES)


def in_digits(text: str) -> str:
    """A text in one spelling, with its numbers in digits: `anderhalve tablet` as `1 1/2 tablet`."""
    spelled, found, end = _spelled(text), [], 0
    for token in tokens_of(text):
        found.append(spelled[end : token.start] if token.start >= end else " ")
        if token.kind in {Kind.NUMBER, Kind.ARTICLE}:
            whole, part = divmod(token.value, 1)
            is_typed = token.text[0].isdigit() and not token.name
            found.append(token.text if is_typed else f"{whole or ''}{' ' if whole and part else ''}{part or ''}" or "0")
        else:
            found.append("x" if token.text in lexicon.MULTIPLES else spelled[token.start : token.end])
        end = max(end, token.end)
    return "".join(found)


def tokens_of(text: str, nutrient: Nutrient | None = None, proper: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens of a text as it is typed.

    The names of a nutrient and of its compounds are tokens of their own; `proper` are the words that are names here.
    """
    return _joined(list(_read(_spelled(text), nutrient, proper)))


def _spelled(text: str) -> str:
    """A text in one spelling; `tablet(ten)` and words with a hyphen are written as the lexicon has them."""
    spelled = re.sub(r"(?<=[^\W\d_])\((\w{1,3})\)", r"\1", plain(text)).replace("'", "").replace('"', "")
    spelled = re.sub(r"(?<![\w.,])([.,])(?=\d)", r"0\1", spelled)  # `.5 mg`
    return re.sub(r"(?<=\w)-(?=[^\W\d_])", " ", spelled)


def _read(spelled: str, nutrient: Nutrient | None, proper: frozenset[str]) -> Iterator[Token]:
    atoms = [
        (found[0].replace(".", "") if found[0][0].isalpha() else found[0], *found.span())
        for found in _ATOM.finditer(spelled)
    ]
    index, before = 0, Kind.COMMA
    while index < len(atoms):
        atom = atoms[index]
        named = _named(spelled, atom[1], nutrient)
        token = (
            _numeral(*atom)
            or _form(*atom)
            or (named if before is not Kind.NUMBER else None)
            or _phrase(atoms[index : index + _LONGEST_PHRASE])
            or named
            or _single(spelled, *atom, proper)
        )
        while index < len(atoms) and atoms[index][1] < token.end:
            index += 1
        if token.text == "." and (index == len(atoms) or before in _DOT_OF):
            continue
        token = _in_place(token, spelled, before, is_named=nutrient is not None)
        before = Kind.NUMBER if token.kind is Kind.PART else token.kind
        yield token
        if token.text in lexicon.MULTIPLES:
            yield token._replace(kind=Kind.TIMES)


def _in_place(token: Token, spelled: str, before: Kind, *, is_named: bool) -> Token:
    """A token as what it is after another: `mg` without a number before it is magnesium, `-5` is no number."""
    if token.text == "mg" and token.kind is Kind.UNIT and before is not Kind.NUMBER and is_named:
        is_symbol = before is not Kind.UNIT or spelled[: token.start].rstrip().endswith("mg")
        return token._replace(kind=Kind.NAME if is_symbol else Kind.UNKNOWN)
    if token.kind is Kind.DASH and _MINUS.match(spelled, token.start):
        return token._replace(kind=Kind.UNKNOWN)
    return token


def _numeral(word: str, start: int, end: int) -> Token | None:
    if not word[0].isdigit():
        return None
    if word[-1].isalpha():
        return Token(Kind.ORDINAL, word, start, end)
    if ":" in word:
        return Token(Kind.CLOCK, word, start, end)
    if "/" in word:
        over, under = word.split("/")
        return Token(Kind.PART, word, start, end, Fraction(int(over), int(under)))
    digits = sum(sign.isdigit() for sign in word)
    is_odd = len(re.findall("[.,]", word)) > 1 and not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", word)
    if is_odd or digits > _LONGEST_NUMBER:
        return Token(Kind.UNKNOWN, word, start, end)
    return Token(Kind.NUMBER, word, start, end, value_of(word))


def _phrase(atoms: list[tuple[str, int, int]]) -> Token | None:
    """The longest phrase of the lexicon that some pieces of a text begin with."""
    for count in range(len(atoms), 0, -1):
        words = tuple(word for word, _, _ in atoms[:count])
        if entry := _ENTRIES.get(words):
            kind, value, name = entry
            return Token(kind, " ".join(words), atoms[0][1], atoms[count - 1][2], value, name)
    return None


def _named(spelled: str, start: int, nutrient: Nutrient | None) -> Token | None:
    """The name of the nutrient or of its compound at a place; a name that holds a number is none."""
    for kind, names in ((Kind.COMPOUND, nutrient.compound), (Kind.NAME, nutrient.named)) if nutrient else ():
        found = names.match(spelled, start)
        if found and found[0] and not re.search(r"\d\d", found[0]):
            end = _WORD_END.match(spelled, found.end())
            stop = end.end() if end else found.end()
            return Token(kind, spelled[start:stop], start, stop)
    return None


def _form(word: str, start: int, end: int) -> Token | None:
    """A form with a word before it, such as `zuigtablet` and `eetlepels`."""
    lead = _FORMS_BEHIND.match(word)
    entry = _ENTRIES.get((word[lead.end() :],)) if lead else None
    return Token(entry[0], word, start, end, name=entry[2]) if entry and entry[0] in {Kind.FORM, Kind.MEASURE} else None


def _single(spelled: str, word: str, start: int, end: int, proper: frozenset[str]) -> Token:
    """A word that the lexicon does not know: another nutrient, a name or unknown."""
    for known, kind in ((_OTHER, Kind.OTHER), (_POTENCY, Kind.NEUTRAL)):
        if found := known.match(spelled, start):
            return Token(kind, found[0], start, found.end())
    if lexicon.AMOUNT_STEMS.match(word):
        return Token(Kind.MORE, word, start, end)
    return Token(Kind.PROPER if word in proper else Kind.UNKNOWN, word, start, end)


def _joined(tokens: list[Token]) -> list[Token]:
    """Numbers in several words as one: `1 ½`, `een halve`, `twee en een half`, `2 halve`, `half a`."""
    found: list[Token] = []
    for token in tokens:
        if token.kind is Kind.PART:
            found, value = _with_part(found, token)
            found.append(token._replace(kind=Kind.NUMBER, value=value, name="part"))
        elif token.kind is not Kind.ARTICLE or not found or found[-1].name != "part":
            found.append(token)
    return found


def _with_part(before: list[Token], part: Token) -> tuple[list[Token], Fraction]:
    """The tokens without the number that a part of one belongs to, and what both are together."""
    kinds = [token.kind for token in before[-3:]]
    is_word = part.text in lexicon.PARTS
    if kinds == [Kind.NUMBER, Kind.AND, Kind.ARTICLE]:
        return before[:-3], before[-3].value + part.value
    if kinds[-2:] == [Kind.NUMBER, Kind.AND] and is_word:
        return before[:-2], before[-2].value + part.value
    if kinds[-1:] == [Kind.ARTICLE]:
        return before[:-1], part.value
    if kinds[-1:] == [Kind.NUMBER]:
        number = before[-1].value
        return before[:-1], number * part.value if is_word else number + part.value
    return before, part.value


_A_NAME = re.compile(r"(?<!^)(?<![.:;!?] )\b[A-Z]\w*[a-z]\w*")


def proper_in(text: str) -> frozenset[str]:
    """The words of a dose as typed that are written as a name, such as a brand: a capital within the sentence."""
    if not re.search(r"[a-z]{3}", text):
        return frozenset()
    return frozenset(found[0].casefold() for found in _A_NAME.finditer(text))
