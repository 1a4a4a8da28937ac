"""What is given for one dose agrees with what the client reads on paper, or it is pointed out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from handouts.content.nutrients import MAGNESIUM, named_in
from handouts.content.nutrients.comparing import contradicts
from handouts.content.nutrients.doses import read_dose

CONTRADICTED = (
    ("Magnesium", "2 tabletten à 200 mg", 300, 1), ("Magnesium", "400 mg", 200, 1), ("Magnesium", "400mg Mg", 100, 1),
    ("Magnesium", "0,4 g", 40, 1), ("Magnesium", "400.000 µg", 40, 1),
    ("Magnesium", "1-2 tabletten van 200 mg", 200, 1), ("Magnesium", "½ tablet à 400 mg", 400, 1),
    ("Magnesiumcitraat", "2 tabletten à 200 mg", 300, 1), ("Magnesium 400 mg", "2 tabletten", 400, 1),
    ("Magnesium 400 mg", "½ tablet", 400, 1), ("Magnesium 375 mg", "1 tablet", 37.5, 1),
    ("Magnesium", "1 sachet 300 mg", 30, 1), ("Magnesium", "375 mg (100% RI)", 75, 1),
    ("Magnesium", "200 mg + 100 mg", 200, 1), ("Magnesiumcitraat", "500 mg (80 mg magnesium)", 500, 1),
    ("Magnesiumbisglycinaat", "1 tablet 100 mg", 300, 1), ("Magnesium", "twee tabletten van 200 mg", 200, 1),
    ("Magnesium", "2 dd 200 mg", 100, 2), ("Magnesium", "100 mg", 1000, 1), ("Magnesiumcitraat", "400 mg", 4000, 1),
    ("Magnesium", "400 mg (Vitakruid)", 100, 1), ("Magnesium", "3 tabletten (1 tablet = 200 mg)", 200, 1),
    ("Magnesiumcitraat", "400 mg", 5, 1), ("Supplement", "2 tabletten met 200 mg magnesium", 200, 1),
)  # fmt: skip
"""Product, dose, the mg that are given for it, and at how many moments of the day."""
AGREED = (
    ("Magnesium", "week 1: 100 mg, week 2: 200 mg", 100, 1), ("Magnesium", "400 mg (1 tablet) of 2x 200 mg", 400, 1),
    ("Magnesium", "300 mg verdeeld over 2 keer", 150, 2), ("Calcium Magnesium", "1 tablet 500 mg / 250 mg", 250, 1),
    ("Calcium/Magnesium", "1 tablet (500/250 mg)", 250, 1), ("Calcium en magnesium", "1 tablet 750 mg", 250, 1),
    ("Magnesium", "2 tabletten à 200 mg", 400, 1), ("Magnesium", "2 tabletten (400 mg)", 400, 1),
    ("Magnesium", "2 tabletten (400 mg)", 800, 1), ("Magnesiumcitraat", "400 mg", 65, 1),
    ("Magnesiumcitraat 500 mg", "2 tabletten", 160, 1), ("Magnesium", "500 mg citraat", 80, 1),
    ("Magnesium", "1 tablet 500 mg bisglycinaat", 70, 1), ("Magnesium", "400 mg per dag", 200, 2),
    ("Magnesium", "2 x per dag 200 mg", 200, 2), ("Magnesium", "2 x 200 mg per dag", 400, 1),
    ("Magnesium", "1 theelepel (5 g)", 300, 1), ("Magnesiumpoeder", "1 schepje van 500 mg", 80, 1),
    ("Magnesium", "62,5 mg", 62, 1), ("Magnesium", "62,5 mg", 63, 1), ("Magnesium 400 mg", "10 ml", 60, 1),
    ("Magnesium 400 mg", "1 tablet (200 mg)", 200, 1), ("Magnesium", "1 tablet", 150, 1),
    ("Magnesium", "1 tablet (375 mg; 100 % RI)", 375, 1),
    ("Magnesium", "375 mg magnesium (300 mg citraat, 75 mg bisglycinaat)", 375, 1),
    ("ZMA", "2 capsules à 800 mg", 300, 1), ("Magnesium", "2 tabletten (2 x 200 mg, samen 400 mg)", 400, 1),
    ("Magnesium", "200 mg per tablet", 400, 1), ("Magnesium 400 mg", "volgens etiket", 200, 1),
    ("Magnesium", "100 mg 's ochtends en 200 mg 's avonds", 150, 2), ("Magnesium", "1 capsule (5 mg zink)", 100, 1),
    ("Magnesium met zink", "1 tablet 200 mg magnesium, 5 mg zink", 200, 1),
    ("Magnesium + B6 (2 mg)", "1 tablet", 200, 1), ("Magnesium phosphoricum D6", "2 tabletten van 250 mg", 0, 1),
    ("Bitterzout", "1 theelepel (5 g)", 500, 1), ("Magnesiumtauraat", "1 tablet 1000 mg", 90, 1),
    ("Magnesium (als citraat) 400 mg", "1 tablet", 65, 1), ("Magnesium", "½ tablet (400 mg)", 200, 1),
    ("Magnesium", "½ tablet (400 mg)", 400, 1), ("Magnesium", "1/3 tablet à 400 mg", 133, 1),
    ("Magnesiummalaat", "1 capsule 1000 mg", 150, 1), ("Magnesiumoxide", "1 tablet 500 mg", 300, 1),
    ("Magnesium", "1 à 2 tabletten à 200 mg", 400, 1), ("Magnesium 200", "2 tabletten", 400, 1),
    ("Magnesium 3-in-1 complex 500 mg", "1 capsule", 125, 1), ("Magnesium", "300 mg Mg (2 capsules)", 300, 1),
    ("Magnesium", "2 capsules per dag, samen 300 mg", 300, 1),
    ("Magnesium", "2 capsules per dag, samen 300 mg", 150, 2), ("Magnesium", "3 x daags 1 tablet van 100 mg", 100, 3),
    ("Magnesium", "1 dd 400 mg", 400, 1), ("Magnesium", "3 tabletten (1 tablet = 200 mg)", 600, 1),
)  # fmt: skip


def is_contradicted(product: str, dose: str, given: float, moments: int) -> bool:
    assert MAGNESIUM in named_in(product, dose)
    reading = read_dose(product, dose, MAGNESIUM)
    return contradicts(Fraction(str(given)), reading, product, moments, MAGNESIUM)


@pytest.mark.parametrize(("product", "dose", "given", "moments"), CONTRADICTED)
def test_an_amount_that_the_dose_cannot_mean_is_known(product: str, dose: str, given: float, moments: int) -> None:
    assert is_contradicted(product, dose, given, moments)


@pytest.mark.parametrize(("product", "dose", "given", "moments"), AGREED)
def test_an_amount_that_the_dose_can_mean_is_left_alone(product: str, dose: str, given: float, moments: int) -> None:
    assert not is_contradicted(product, dose, given, moments)
