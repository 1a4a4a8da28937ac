"""The sum of extra magnesium by mouth stays within what the EU calls tolerable, food and skin not counted.

Source: EU Scientific Committee on Food, Tolerable Upper Intake Level of Magnesium (2001): 250 mg a day.
"""

from __future__ import annotations

from collections.abc import Iterator

from handouts.gathering import Gathered
from handouts.problems import Problem, warning
from handouts.scheduling import UPPER_LEVEL_MG, magnesium_by_mouth

_CAUTIOUS = {"kidneys": "a kidney disease", "heart": "a heart disease"}


def check(gathered: Gathered) -> Iterator[Problem]:
    """A sum over the upper level, and supplements for who should not take them without a doctor."""
    consult = gathered.consult
    intakes = [*gathered.recipe.value.schedule, *consult.value.schedule]
    total = magnesium_by_mouth(intakes, consult.value.date)
    place = consult.marks.at(("schedule",))
    if total.milligrams > UPPER_LEVEL_MG:
        message = (
            f"by mouth this comes to {total.milligrams} mg of magnesium a day, and {UPPER_LEVEL_MG} mg is the most"
        )
        yield warning("magnesium-sum", place, message, "EU Scientific Committee on Food, 2001; food is not counted")
    swallowed = any(intake.route == "oral" for intake in intakes)
    for flag in consult.value.flags:
        if swallowed and flag in _CAUTIOUS:
            yield warning("flag", place, f"something is swallowed, and this client has {_CAUTIOUS[flag]}",
                          "no supplement without the doctor's word")  # fmt: skip
        if swallowed and flag == "medication":
            yield warning("flag", place, "something is swallowed, and this client takes medicines",
                          "ask the pharmacist about the time between the two")  # fmt: skip
