"""Compares a dose with what else the line says of an amount: the field that gives it, and the words under `how`."""

from __future__ import annotations

import re
from fractions import Fraction

from handouts.content.nutrients import Nutrient
from handouts.content.nutrients.amounts import read_phrases, weights_in, weights_of
from handouts.content.nutrients.doses import Reading, times_said
from handouts.content.nutrients.phrases import Phrase, Says
from handouts.content.nutrients.texts import plain
from handouts.content.nutrients.tokens import OTHERS, tokens_of
from handouts.content.words import pattern
from handouts.languages.lexicon import MULTIPLES, Kind

_SOME = re.compile(rf"\b(?:{pattern('some')})\b(?! (?:water|melk|sap|yoghurt|milk|juice))")
_AMOUNT_IN_A_WORD = re.compile(rf"\b(?:{pattern('an_amount')})")
_MORE = re.compile(pattern("more"))
_NUMBERS = frozenset({Kind.NUMBER, Kind.ARTICLE, Kind.CLOCK})
_LONG = 2000
"""More characters than are looked through for an amount."""


def says_no_amount(dose: str) -> bool:
    """Whether a dose says no amount at all: `tablet`, `?`, `zie doosje`, `0 mg`, `-5 mg`, `een paar tabletten`."""
    tokens = [token for token in tokens_of(dose) if not (token.kind is Kind.ARTICLE and _is_some(dose))]
    numbers = [token.value for token in tokens if token.kind in _NUMBERS]
    if not numbers:
        return not _AMOUNT_IN_A_WORD.search(plain(dose)) or _is_some(dose)
    has_words = any(token.kind not in _NUMBERS and token.text[0].isalpha() for token in tokens)
    has_words = has_words or any(token.text in MULTIPLES for token in tokens)
    is_counted = any(phrase.says is Says.SCHEME for phrase in read_phrases(dose)) or "%" in dose
    is_nothing = all(value == 0 for value in numbers) and not any(token.kind is Kind.CLOCK for token in tokens)
    return is_nothing or bool(re.match(r"\W*-\s*\d", plain(dose))) or not (is_counted or has_words)


def _is_some(dose: str) -> bool:
    return bool(_SOME.search(plain(dose)))


def adds_to_dose(how: str, dose: str, milligrams: Fraction | None, moments: int, nutrient: Nutrient) -> bool:
    """Whether the words under `how` speak of another amount than the dose does, or of more than once.

    `milligrams` is what is taken each time as far as that is known, `moments` how many times a day.
    """
    if len(how) > _LONG:
        return True
    of_how, of_dose = read_phrases(how), read_phrases(dose)
    if _MORE.search(plain(how)) or times_said(how) > max(moments, times_said(dose)):
        return True
    if _of(of_how, Says.SCHEME) - _of(of_dose, Says.SCHEME):
        return True
    counts = {phrase.most for phrase in of_how if phrase.says is Says.COUNT and not phrase.is_measure}
    numbers = {max(token.value, Fraction(1)) for token in tokens_of(dose) if token.kind is Kind.NUMBER}
    if counts - numbers - {token.value for token in tokens_of(dose)} - {Fraction(1)}:
        return True
    return bool(set(weights_of(how, nutrient)) - {*weights_of(dose, nutrient), milligrams})


def _of(phrases: list[Phrase], says: Says) -> set[Fraction]:
    return {phrase.most for phrase in phrases if phrase.says is says}


_ROUNDED = Fraction(1)
"""How far two amounts lie apart, in mg, that are the same but for rounding."""
_LEAST, _MOST = Fraction(1, 2), Fraction(5, 2)
"""How much of its share by formula a compound can hold as it is sold, with water or mixed with the oxide."""
_WEIGHED = 1000
"""A weight above this, in mg, is that of a powder or a tablet and not of the nutrient in it."""
_MIXED = re.compile(pattern("mixed"))
"""What holds more than the nutrient, so that a weight may be of the whole."""


def contradicts(given: Fraction, reading: Reading, product: str, moments: int, nutrient: Nutrient) -> bool:
    """Whether what is given for one dose, in mg, is none of the amounts that the product and its dose can mean.

    A weight may also be that of the compound, of which the amount that is given can be a part. What a dose says of a
    whole day may be meant for all of its `moments` together.
    """
    read = _meanings(reading, moments)
    if not read or any(weight > _WEIGHED for weight in weights_in(reading.words)):
        return False
    if any(abs(given - each) <= _ROUNDED for each in read):
        return False
    text = f"{product} {reading.words}"
    share = nutrient.compound_in(text)
    if share is not None:
        part = Fraction(share)
        return not any(_LEAST * part * each <= given <= min(_MOST * part, Fraction(1)) * each for each in read)
    of_all = reading.words == product or not nutrient.is_named_in(reading.words)
    mixed = _MIXED.search(plain(text)) or (of_all and re.search(rf"(?<!\w){OTHERS}", plain(product)))
    return given > max(read) or not mixed


def _meanings(reading: Reading, moments: int) -> set[Fraction]:
    a_day = {each * reading.times / moments for each in reading.meanings} if reading.times and moments else set()
    return {*reading.meanings, *a_day}
