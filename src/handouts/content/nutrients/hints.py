"""What else on a line of the schedule speaks of an amount: a dose that says none, and the words under `how`."""

from __future__ import annotations

import re
from fractions import Fraction

from handouts.content.nutrients import Nutrient
from handouts.content.nutrients.amounts import read_phrases, weights_of
from handouts.content.nutrients.doses import times_said
from handouts.content.nutrients.phrases import Phrase, Says
from handouts.content.nutrients.texts import plain
from handouts.content.nutrients.tokens import tokens_of
from handouts.languages.lexicon import MULTIPLES, Kind

_SOME = re.compile(
    r"\b(?:paar|stel|few|couple|enkele|meerdere|wat|some|several)\b(?! (?:water|melk|sap|yoghurt|milk|juice))"
)
_AMOUNT_IN_A_WORD = re.compile(
    r"\b(?:hele|heel|whole|volle?|full|portie|(?:kop|beker|kom|glas|glaas|bak|schaal)(?:je)?|\w*lepel(?:tje)?)\b|"
    r"\bhand(?:je|vol|ful)|\bsnuf|\bmespunt|\bscheut|\bpinch|\bdash"
)
_LONG = 2000
"""More characters than are looked through for an amount."""
_MORE = re.compile(
    r"\bdubbel|verdubbel|\bdouble|herhal|\brepeat|\bnog (?:eens|een|1)\b|nogmaals|\banother\b|"
    r"\bextra (?:1 )?(?:tablet|capsule|dosis|dose|pil)|\b(?:ver|op)hog|opbouwen|increas|zo ?veel|zo vaak"
)


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


_NUMBERS = frozenset({Kind.NUMBER, Kind.ARTICLE, Kind.CLOCK})


def _is_some(dose: str) -> bool:
    return bool(_SOME.search(plain(dose)))


def adds_to_dose(how: str, dose: str, milligrams: Fraction | None, moments: int, nutrient: Nutrient) -> bool:
    """Whether the words under `how` speak of another amount than the dose does, or of more than once.

    `milligrams` is what is taken each time as far as that is known, `moments` how many times a day.
    """
    if len(how) > _LONG:
        return True
    said, known = read_phrases(how), read_phrases(dose)
    if _MORE.search(plain(how)) or times_said(how) > max(moments, times_said(dose)):
        return True
    if _of(said, Says.SCHEME) - _of(known, Says.SCHEME):
        return True
    counts = {phrase.most for phrase in said if phrase.says is Says.COUNT and not phrase.is_measure}
    numbers = {max(token.value, Fraction(1)) for token in tokens_of(dose) if token.kind is Kind.NUMBER}
    if counts - numbers - {token.value for token in tokens_of(dose)} - {Fraction(1)}:
        return True
    return bool(set(weights_of(how, nutrient)) - {*weights_of(dose, nutrient), milligrams})


def _of(phrases: list[Phrase], says: Says) -> set[Fraction]:
    return {phrase.most for phrase in phrases if phrase.says is says}
