"""What is asked in words to swallow of what is added up over a day is no more than the schedule comes to.

The sum of a day knows the schedule alone, so an amount in a step, a goal, the note or a module would be left out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from handouts.checks.frequencies import asked_in, asks, clauses_of
from handouts.gathering import Gathered
from handouts.model.intake import Intake
from handouts.nutrients import COUNTED, FOOD, Nutrient
from handouts.nutrients.amounts import weights_of
from handouts.nutrients.texts import shown
from handouts.problems import Mark, Problem, warning
from handouts.scheduling import largest_day, taken
from handouts.wording import Filled, Gaps

_SWALLOW = re.compile(
    r"\b(?:neemt?|nemen|slikt?|slikken|gebruikt?|gebruiken|drinkt?|drinken|voegt?|toevoegen|bouwt?|opbouwen|verhoogt?|take|"
    r"swallow|use|drink|add|increase)\b|^\W*(?:\d|elke|iedere|dagelijks|every|daily|een|twee|drie|vier|two|three|four)"
)
"""What asks to swallow something, by its verb or by beginning with how much or how often."""
_AT_MOST = re.compile(
    r"\b(?:hooguit|hoogstens|maximaal|maximum|max|onder|boven|tot|ten hoogste|minder|meer|at most|up to|below|under|"
    r"less|more|bevat\w*|levert?|contains?|provides?|per 100)\b"
)
"""A limit, or what something holds."""
_ON_THE_SKIN = re.compile(
    r"bad\b|baden\b|\bbath|zout\b|vlokken|kristal|olie\b|\boil\b|gel\b|spray|smeer|insmeer|huid\b|skin\b|crème|zalf"
)
_EACH = re.compile(r"\b(?:van|à|á|of|ad|elk)\b ?\d")
_COUNTED_BY = frozenset({"tabl", "caps"})
_LARGEST = 5000
"""In mg: more is no supplement, but what is put into a bath."""


def check(gathered: Gathered) -> Iterator[Problem]:
    """Where a step, a goal or the note asks for more of a counted nutrient than the schedule comes to on a day."""
    consult = gathered.consult
    lines = [line for line, _ in gathered.lines()]
    for nutrient in COUNTED:
        parts = [part for line in lines if (part := taken(line, nutrient))]
        if any(part.milligrams is None for part in parts):
            continue  # of that line it is said already that it is not known how much
        most = largest_day(lines, consult.value.date, nutrient).milligrams
        named = _weights_of_lines([part.intake for part in parts], nutrient)
        for mark, text in _written(gathered):
            asked = max((each for each in asked_in_text(text, nutrient) if each not in named), default=Fraction(0))
            if asked > most:
                said = f"this asks for {shown(asked)} mg of {nutrient.name}, and the schedule"
                if parts:
                    told = f"{said} comes to {shown(most)} mg a day"
                    yield warning("said-otherwise", mark, told, "make the two the same")
                else:
                    hint = "put it into the schedule, so that it is counted and printed with its dose"
                    told = f"{said} has none: the sum of the day leaves it out"
                    yield warning("nutrient-not-counted", mark, told, hint)


def asked_in_text(text: str, nutrient: Nutrient) -> Iterator[Fraction]:
    """How much of a nutrient a text asks to swallow, in mg: each weight by its count and the times a day."""
    for clause in clauses_of(text.replace(":", " ")):
        if not (nutrient.is_named_in(clause) and _SWALLOW.search(clause) and asks(clause)):
            continue
        if not (_AT_MOST.search(clause) or _ON_THE_SKIN.search(clause) or FOOD.search(clause)):
            asked, _ = asked_in(clause)
            counts = [number for unit, number in asked.amounts if unit in _COUNTED_BY] if _EACH.search(clause) else []
            times = max(counts, default=1) * (asked.times or 1)
            yield from (each * times for each in weights_of(clause, nutrient) if each <= _LARGEST)


def _weights_of_lines(lines: list[Intake], nutrient: Nutrient) -> set[Fraction]:
    """The weights that lines of the schedule name, such as that of a compound."""
    texts = (text for line in lines for text in (f"{line.product} {line.dose or ''}", line.how or ""))
    return {each for text in texts for each in weights_of(text, nutrient)}


def _written(gathered: Gathered) -> Iterator[tuple[Mark, str]]:
    """The steps, goals and note of the consult, and the steps of its modules as they are printed, with their places."""
    consult, marks = gathered.consult.value, gathered.consult.marks
    yield from ((marks.at(("summary_steps", index)), each.step) for index, each in enumerate(consult.summary_steps))
    yield from ((marks.at(("goals", index)), each) for index, each in enumerate(consult.goals))
    if consult.note:
        yield marks.at(("note",)), consult.note
    for chosen in gathered.modules:
        gaps = Gaps(chosen.parameters, consult.client.form)
        for index, step in enumerate(chosen.module.value.steps):
            filled = Filled(step, gaps)
            yield chosen.module.marks.at(("steps", index)), filled.fill(filled.held)
