"""What a schedule asks to swallow stays within its upper levels, and says how much it is.

Of magnesium the sum of a day is a rule of its own. No advice repeats what is in a client's file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from handouts.checks.safety.amounts import Amount, amounts_in, says_times
from handouts.checks.safety.upper_levels import NAMES, hint_of, problem
from handouts.content.model.intake import Intake
from handouts.content.nutrients import COUNTED, FOOD
from handouts.content.nutrients.levels import Level, levels
from handouts.content.nutrients.texts import plain, shown
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Mark, Problem, advice, warning

UNKNOWN = "amount-unknown"
_SUMMED = frozenset(each.name for each in COUNTED)
_BY_A_DOCTOR = re.compile(
    r"\b(?:\w*arts|dokter|specialist|verloskundige|apotheker|di[eë]tist|doctor|gp|midwife|pharmacist|recept|prescription)\b"
)
_OF_SEVERAL = re.compile(r"\bb[- ]?complex|\bmulti|\bzma\b|\bvitamine ?b\b(?!-?\d)|\bvitamin b\b(?!-?\d)")
"""What holds vitamin B6 among others, by its name alone."""
_ASKED_FOR = frozenset({"vitamin-b6", "vitamin-d", "vitamin-a", "zinc", "iron", "iodine", "selenium", "melatonin"})
"""Nutrients of which a usual product may come near the level, so that it is worth asking how much is in it."""


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """The lines of a schedule that hold too much, and those that do not say how much they hold."""
    language = resolved.language
    sums: dict[str, list[tuple[Amount, Mark, Intake]]] = {}
    for intake, place in resolved.lines():
        if intake.route != "oral" or (intake.dose_source and _BY_A_DOCTOR.search(intake.dose_source.lower())):
            continue
        text = plain(f"{intake.product}: {intake.dose or ''}")
        mark = place("dose" if intake.dose else "product")
        amounts = [each for each in amounts_in(text, "", language) if each.level.nutrient not in _SUMMED]
        for each in amounts:
            times = 1 if says_times(text) else max(1, len(intake.when))
            amount = each._replace(a_day=each.a_day * times)
            if _is_over(amount):
                yield problem(amount, mark, "")
            else:
                sums.setdefault(amount.level.nutrient, []).append((amount, mark, intake))
        yield from _unknown(text, {each.level.nutrient for each in amounts}, mark)
    for found in sums.values():
        yield from _summed(found)


def _is_over(amount: Amount) -> bool:
    level = amount.level
    return amount.a_day >= level.most if level.kind == "medicine" else amount.a_day > level.most


def _unknown(text: str, known: set[str], mark: Mark) -> Iterator[Problem]:
    """What is named and may come near its level, and of which no amount is given."""
    for level in levels().values():
        is_named = level.named.search(text) or (level.nutrient == "vitamin-b6" and _OF_SEVERAL.search(text))
        if is_named and level.nutrient in _ASKED_FOR - known and not FOOD.search(text):
            yield advice(
                UNKNOWN, mark,
                "this may hold {nutrient}, of which {most} {unit} a day is the most, and nothing says how much",
                "look at the label, and write it in the dose: such as 10 {unit}; {source}",
                nutrient=NAMES[level.nutrient], most=shown(level.most), unit=level.unit, source=level.source,
            )  # fmt: skip


def _summed(found: list[tuple[Amount, Mark, Intake]]) -> Iterator[Problem]:
    """Lines of one nutrient, taken on the same days, that come to too much together."""
    level: Level = found[0][0].level
    total = sum((amount.a_day for amount, _, _ in found), Fraction(0))
    days = {(intake.start, intake.days, str(intake.every)) for _, _, intake in found}
    if len(found) > 1 and len(days) == 1 and total > level.most:
        yield warning(
            "upper-level", found[-1][1],
            "all together this is {amount} {unit} of {nutrient} a day, and {most} {unit} is the most", hint_of(level),
            amount=shown(total), unit=level.unit, nutrient=NAMES[level.nutrient], most=shown(level.most),
        )  # fmt: skip
