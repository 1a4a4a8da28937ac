"""What else on a line of the schedule speaks of an amount: a dose that says none, and the words under `how`."""

from __future__ import annotations

import re
from fractions import Fraction

from handouts.nutrients import Nutrient
from handouts.nutrients.amounts import weights_of
from handouts.nutrients.days import largest, spread, value_of
from handouts.nutrients.texts import in_digits, plain
from handouts.nutrients.vocabulary import COUNT, NUMBER, RANGE

_SOME = re.compile(
    r"\b(?:1 )?(?:paar|stel|few|couple|enkele|meerdere|wat|some|several)\b"
    r"(?! (?:water|melk|sap|yoghurt|milk|juice))"
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
    text = in_digits(plain(dose))
    counted = _SOME.sub(" ", text)
    numbers = re.findall(rf"(?<![\w.,/]){NUMBER}", counted)
    if not numbers:
        return not _AMOUNT_IN_A_WORD.search(text)
    is_nothing = all(value_of(each) == 0 for each in numbers)
    is_counted = re.search(r"\d ?-(?: ?\d ?-)+ ?\d|%", text)
    return is_nothing or bool(re.match(r"\W*-\s*\d", text)) or not (is_counted or re.search(r"[^\W\d_]", text))


def adds_to_dose(how: str, dose: str, milligrams: Fraction | None, moments: int, nutrient: Nutrient) -> bool:
    """Whether the words under `how` speak of another amount than the dose does, or of more than once.

    `milligrams` is what is taken each time as far as that is known, `moments` how many times a day.
    """
    if len(how) > _LONG:
        return True
    said, known = spread(in_digits(plain(how))), spread(in_digits(plain(dose)))
    if _MORE.search(said.text) or said.times > max(moments, known.times) or said.units not in {None, known.units}:
        return True
    counts = {largest(found) for found in COUNT.finditer(said.text) if not found[5]}
    weights = set(weights_of(how, nutrient))
    more_often = bool(counts - _numbers(dose) - {Fraction(1)})
    return more_often or bool(weights - {*weights_of(dose, nutrient), milligrams})


def _numbers(text: str) -> set[Fraction]:
    return {largest(found) for found in re.finditer(RANGE, in_digits(plain(text)))}
