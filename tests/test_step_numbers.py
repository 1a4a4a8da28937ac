"""A line of the schedule bears the number of the step that tells of it."""

from __future__ import annotations

import pytest

from handouts.content.model.intake import Intake
from handouts.page.composing.step_numbers import StepNumbers

BATH, NUTS, BREATH = "Neem om de dag een warm voetenbad", "Eet elke dag noten", "Adem elke avond rustig uit"


def numbers(steps: list[str], *products: str) -> list[int]:
    lines = [Intake.model_validate({"product": each, "route": "activity", "when": ["avond"]}) for each in products]
    known = StepNumbers(steps, lines)
    return [known.of(line) for line in lines]


def test_a_line_has_the_number_of_the_step_that_names_it_or_has_its_drawing() -> None:
    assert numbers([BATH, NUTS, BREATH], "Noten", "Warm voetenbad", "Rustig ademen", "Wandelen") == [2, 1, 3, 0]


@pytest.mark.parametrize(
    ("steps", "products", "found"),
    [
        (["Neem een voetenbad", "Neem daarna weer een voetenbad"], ["Voetenbad"], [0]),
        ([BATH, NUTS], ["Noten"], [0]),
        (["Eet elke dag noten en pitten"], ["Noten", "Pitten"], [0, 0]),
        (["Slik minder"], ["Magnesium", "magnesium"], [0, 0]),
        (["Slik minder magnesium"], ["Magnesium", "magnesium"], [1, 1]),
    ],
)
def test_what_is_not_certain_has_no_number(steps: list[str], products: list[str], found: list[int]) -> None:
    assert numbers(steps, *products) == found
