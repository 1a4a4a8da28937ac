"""The words of amounts, times and days, and what each of them is, in all languages together.

They are in `LANGUAGE/lexicon.yaml`; whatever asks how many, how often, when or on which day uses them. A phrase is in
small letters and without its apostrophe; what belongs to no language is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import Enum, auto
from fractions import Fraction
from typing import TypeVar

from handouts.languages.texts import entries_of, words_of

N = TypeVar("N", int, Fraction)
Phrases = tuple[str, ...]


def _numbered(table: str, number: Callable[[str], N]) -> dict[str, N]:
    """The number of each word of a table."""
    return {word: number(key) for each in entries_of("lexicon", table) for key, words in each.items() for word in words}


def _phrases(*keys: str, among: str = "words") -> Phrases:
    """The phrases under some keys of a table, each once; nothing under a key that no language has."""
    tables = entries_of("lexicon", among)
    return tuple(dict.fromkeys(phrase for key in keys for table in tables for phrase in table.get(key, ())))


NUMBERS = _numbered("numbers", int)
"""The numbers as words."""
ORDINALS = _numbered("ordinals", int)
MULTIPLES = _numbered("multiples", int)
"""A number of times, in one word."""
PARTS = _numbered("parts", Fraction)
"""Parts of one, and one and a half."""
WEEKDAYS = _numbered("weekdays", int)
"""The days of the week: 0 is Monday."""
MILLIGRAMS = _numbered("milligrams", Fraction)
"""How many mg a unit of weight is."""
LATIN: dict[str, int] = {"qd": 1, "bid": 2, "bd": 2, "tid": 3, "tds": 3, "qid": 4}
ARTICLES = frozenset(words_of("lexicon", "articles"))
"""Words for one that need not be a number."""
MOMENTS: dict[str, Phrases] = {
    moment: _phrases(moment, among="moments")
    for moment in ("morning", "noon", "evening", "bed", "night", "dark", "asleep", "rise", "meal", "occasion")
}
"""The moments of a day.

`bed` is on going to bed and `rise` on getting up, `dark` may be in the evening or at night, `meal` is one that is not
named, and `occasion` is something that is done at any time of the day.
"""
A_DAY = _phrases("a day")
"""What makes a number of times that of a day."""
EACH_DAY = _phrases("each day")
A_WEEK = _phrases("a week")
EACH_WEEK = _phrases("each week")
TIMES = _phrases("times")
AT_MOST = _phrases("cap")
FORMS = _phrases("form")
"""What is taken by the piece or by the spoon."""
GOES_ON = _phrases("goes on")
"""After these a phrase is not at its end."""
SEVERAL = frozenset(_phrases("several forms", "several portions", "several measures"))
"""The plurals: a dose that does not say how many is asked for."""


class Kind(Enum):
    """What a word or a sign is in a dose."""

    NUMBER = auto()
    PART = auto()
    """A part of one, such as `halve`."""
    ARTICLE = auto()
    """`een`, which may be a number."""
    ORDINAL = auto()
    UNIT = auto()
    """A unit of weight."""
    ACTIVITY_UNIT = auto()
    """A unit that weighs nothing, such as IE."""
    FORM = auto()
    """What is taken by the piece or by the spoon."""
    PORTION = auto()
    """One of the times over which an amount is spread: `in 2 giften`."""
    MEASURE = auto()
    """What measures a liquid, of which one holds little: ml and drops."""
    VEHICLE = auto()
    """What it is taken in, such as water."""
    SIZE = auto()
    TIMES = auto()
    PER_DAY = auto()
    PER_WEEK = auto()
    LATIN = auto()
    """So many times a day in letters, such as `b.i.d.`."""
    PER = auto()
    EVERY = auto()
    HOUR = auto()
    MINUTE = auto()
    HOURLY = auto()
    CLOCK = auto()
    AT = auto()
    BEFORE = auto()
    """What follows on so much time: before or after a meal."""
    BETWEEN = auto()
    SPAN = auto()
    """A day, a week or a month."""
    MONTH = auto()
    WEEKDAY = auto()
    MOMENT = auto()
    MEALS = auto()
    PLUS = auto()
    AND = auto()
    COMMA = auto()
    COLON = auto()
    OR = auto()
    TO = auto()
    DASH = auto()
    SLASH = auto()
    OPEN = auto()
    CLOSE = auto()
    EACH = auto()
    RANGE_OR_EACH = auto()
    """`à`: `2 à 200 mg` is two of them, and `200 à 400 mg` is a range."""
    TOTAL = auto()
    HOLDS = auto()
    """What says that a weight is that of the nutrient in another, such as `waarvan`."""
    PURE = auto()
    """What says that a weight is that of the nutrient itself."""
    THEN = auto()
    CAP = auto()
    RAISE = auto()
    START = auto()
    SPREAD = auto()
    NEEDED = auto()
    NOT = auto()
    MORE = auto()
    """What changes an amount in a way that is not read, such as `dubbel` and `extra`."""
    AT_LEAST = auto()
    PERCENT = auto()
    INTAKE = auto()
    WHOLE = auto()
    """What is weighed with all that is in it, such as powder."""
    OTHER = auto()
    """Another nutrient."""
    NAME = auto()
    COMPOUND = auto()
    ELSEWHERE = auto()
    IN = auto()
    STOP = auto()
    COMPLAINT = auto()
    AGREED = auto()
    """Who agrees, and that it is a yes: it says nothing in a dose."""
    NEUTRAL = auto()
    PROPER = auto()
    """A name of the product, or one with a capital."""
    UNKNOWN = auto()


_KEYS = {
    Kind.FORM: ("form", "several forms"),
    Kind.PORTION: ("portion", "several portions"),
    Kind.MEASURE: ("measure", "several measures"),
    Kind.PER_DAY: ("a day", "each day"),
    Kind.PER_WEEK: ("a week", "each week", "a month"),
}
"""Of a kind that has more than one key of the files."""
_SIGNS = {
    Kind.PLUS: "+", Kind.AND: "&", Kind.COMMA: ",;.", Kind.COLON: ":", Kind.DASH: "-", Kind.SLASH: "/", Kind.OPEN: "([",
    Kind.CLOSE: ")]", Kind.EACH: "@", Kind.RANGE_OR_EACH: "à", Kind.TOTAL: "=", Kind.PERCENT: "%", Kind.NEUTRAL: "~≈",
}  # fmt: skip
_DAY_NAMES = tuple(word for word in WEEKDAYS if len(word) == 2 or len(word) > 5)
"""The names of days that are no other word: `zon` and `sun` are."""
WORDS: dict[Kind, Phrases] = {
    kind: (
        *_SIGNS.get(kind, ""),
        *_phrases(*_KEYS.get(kind, (kind.name.lower().replace("_", " "),))),
        *(_DAY_NAMES if kind is Kind.WEEKDAY else ()),
    )
    for kind in Kind
}
"""The phrases of each kind, but for the numbers, units, moments and names."""
AMOUNT_STEMS = re.compile("|".join(words_of("lexicon", "amount stems")))
"""How words begin that change an amount, so that none of them is a name."""


def value_of(text: str, *, fine: bool = False) -> Fraction:
    """The value of a number in digits; `1.000` is a thousand, except before a unit as large as a gram (`fine`)."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", text) and not fine:
        return Fraction(re.sub(r"[.,]", "", text))
    return Fraction(re.sub(r"[.,](?=.*[.,])", "", text).replace(",", "."))


def alternatives(*entries: Iterable[str]) -> str:
    """A pattern for any phrase of some entries; a sign may have a space around it or not."""
    spelled = (re.escape(each).replace(r"/\ ", "/ ?").replace(r"\ /", " ?/") for each in set().union(*entries))
    return "|".join(sorted(spelled, key=lambda each: (-len(each), each)))


def lettered(entry: Iterable[str]) -> str:
    """A pattern for words that are written in letters with or without dots, such as `b.i.d.`."""
    return "|".join("".join(rf"{letter}\.?" for letter in each) for each in sorted(entry, key=lambda each: -len(each)))
