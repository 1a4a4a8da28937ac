"""The sum of what is swallowed of a nutrient stays within its upper level, food and skin not counted.

Source: EU Scientific Committee on Food, Tolerable Upper Intake Level of Magnesium (2001): 250 mg a day. What has no
amount is asked for; what its dose seems to say is counted until it is known. No warning repeats what stands in the
file: a line is named by its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from handouts.gathering import Gathered
from handouts.labels import worded_date
from handouts.model.sheet import Intake
from handouts.nutrients import COUNTED, Nutrient
from handouts.nutrients.texts import shown
from handouts.problems import Mark, Problem, warning
from handouts.reading import Marks
from handouts.scheduling import Sum, Taken, largest_day, taken

_CAUTIOUS = {"kidneys": "a kidney disease", "heart": "a heart disease"}


def check(gathered: Gathered) -> Iterator[Problem]:
    """Amounts that are not given, a sum over the upper level, and supplements for who should ask a doctor first."""
    consult = gathered.consult
    lines = [
        (intake, source.marks, index)
        for source in (gathered.recipe, gathered.consult)
        for index, intake in enumerate(source.value.schedule)
    ]
    intakes = [intake for intake, _, _ in lines]
    place = consult.marks.at(("schedule",))
    for nutrient in COUNTED:
        for intake, marks, index in lines:
            line = taken(intake, nutrient)
            if line and line.reading:
                key = "dose" if intake.dose else "product"
                yield _asked_for(line, nutrient, marks.at(("schedule", index, key)))
        total = largest_day(intakes, consult.value.date, nutrient)
        if total.milligrams > nutrient.upper_level:
            yield warning("magnesium-sum", place, _too_much(total, nutrient, lines, place), nutrient.source)
    swallowed = any(intake.route == "oral" for intake in intakes)
    for flag in consult.value.flags:
        if swallowed and flag in _CAUTIOUS:
            yield warning("flag", place, f"something is swallowed, and this client has {_CAUTIOUS[flag]}",
                          "no supplement without the doctor's word")  # fmt: skip
        if swallowed and flag == "medication":
            yield warning("flag", place, "something is swallowed, and this client takes medicines",
                          "ask the pharmacist about the time between the two")  # fmt: skip


def _too_much(total: Sum, nutrient: Nutrient, lines: list[tuple[Intake, Marks, int]], place: Mark) -> str:
    """The sum with its day, and the lines that make it."""
    parts = []
    for part in total.parts:
        times = f"{part.times} × " if part.times > 1 else ""
        read = " as it reads" if part.reading else ""
        mark = next(marks.at(("schedule", index)) for intake, marks, index in lines if intake is part.intake)
        where = f"line {mark.line}" if mark.file == place.file else f"{mark.file}, line {mark.line}"
        parts.append(f"{times}{_in_mg(part.milligrams or Fraction(0))}{read} ({where})")
    return (
        f"by mouth this comes to {_in_mg(total.milligrams)} of {nutrient.name} a day, and "
        f"{nutrient.upper_level} mg is the most; on {worded_date(total.day, 'en')}: {' + '.join(parts)}"
    )


def _asked_for(line: Taken, nutrient: Nutrient, mark: Mark) -> Problem:
    """The warning that the amount of a line is not given, with what its dose seems to say."""
    label = f"write {nutrient.field} with what the label says for one dose, such as {nutrient.field}: 100"
    if line.milligrams is None or line.reading is None:
        said = f"this holds {nutrient.name}, and nothing says how much: the sum of the day leaves it out"
        return warning("nutrient-not-counted", mark, said, label)
    amount = _in_mg(line.milligrams)
    often = f", {line.times} times a day" if line.reading.times > len(line.intake.when) else ""
    said = f"this has no {nutrient.field}; it is read as {amount} of {nutrient.name} each time{often}"
    compound = nutrient.compound_in(f"{line.intake.product} {line.intake.dose or ''}")
    if compound:
        held = _in_mg(Fraction(round(float(line.milligrams) * compound)))
        said = f"{said}, and may be {amount} of a compound that holds about {held}"
        return warning("nutrient-read", mark, said, label)
    if line.reading.doubtful:
        return warning("nutrient-read", mark, f"{said}, and may be less", label)
    return warning(
        "nutrient-read", mark, said, f"write {nutrient.field}: {shown(line.milligrams)} if the label says so"
    )


def _in_mg(amount: Fraction) -> str:
    return f"{shown(amount)} mg"
