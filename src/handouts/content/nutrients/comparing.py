"""Holds what is given for one dose of a nutrient against what the product and the dose say, as they will be printed."""

from __future__ import annotations

import re
from fractions import Fraction

from handouts.content.nutrients import Nutrient
from handouts.content.nutrients.amounts import weights_in
from handouts.content.nutrients.doses import Reading
from handouts.content.nutrients.texts import plain
from handouts.content.nutrients.tokens import OTHERS

_ROUNDED = Fraction(1)
"""How far two amounts lie apart, in mg, that are the same but for rounding."""
_LEAST, _MOST = Fraction(1, 2), Fraction(5, 2)
"""How much of its share by formula a compound can hold as it is sold, with water or mixed with the oxide."""
_WEIGHED = 1000
"""A weight above this, in mg, is that of a powder or a tablet and not of the nutrient in it."""
_MIXED = re.compile(
    r"poeder|powder|mix\b|complex|multi|formul|(?<!vita)kruid|herb|combi|\bz\.?m\.?a\b|cal-?mag|dolom|slaap|sleep|preparaat|"
    r"schussler|schüssler|\bd\d{1,2}\b|poly|blend|mengsel|zout|salt"
)
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
    said = f"{product} {reading.words}"
    share = nutrient.compound_in(said)
    if share is not None:
        part = Fraction(share)
        return not any(_LEAST * part * each <= given <= min(_MOST * part, Fraction(1)) * each for each in read)
    of_all = reading.words == product or not nutrient.is_named_in(reading.words)
    mixed = _MIXED.search(plain(said)) or (of_all and re.search(rf"(?<!\w){OTHERS}", plain(product)))
    return given > max(read) or not mixed


def _meanings(reading: Reading, moments: int) -> set[Fraction]:
    a_day = {each * reading.times / moments for each in reading.meanings} if reading.times and moments else set()
    return {*reading.meanings, *a_day}
