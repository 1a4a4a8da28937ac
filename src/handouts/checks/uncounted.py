"""What is asked in words to swallow of what is added up over a day is no more than the schedule comes to.

The sum of a day knows the schedule alone, so an amount in a step, a goal, the note or a module would be left out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from handouts.checks.frequencies import asked_in, asking_texts, asks, clauses_of
from handouts.checks.words import any_of
from handouts.content.model.intake import Intake
from handouts.content.nutrients import COUNTED, FOOD, Nutrient
from handouts.content.nutrients.amounts import weights_of
from handouts.content.nutrients.texts import shown
from handouts.content.resolving import ResolvedSheet
from handouts.content.scheduling import largest_day, taken
from handouts.content.wording import Gaps, filled_in
from handouts.problems import Mark, Problem, msg, warning

_SWALLOW = re.compile(rf"\b{any_of('ask_to_swallow')}\b")
"""What asks to swallow something, whatever else is in the clause."""
_BEGIN = r"\b(?:begint?|beginnen|start|starten|begin|starting)\b"
_BEGIN_WITH = re.compile(rf"{_BEGIN}(?:(?: \w+)? (?:met|with)\b)?")
_MAY_SWALLOW = re.compile(
    rf"{_BEGIN}|\b{any_of('may_ask_to_swallow')}\b|"
    r"^\W*(?:\d|elke|iedere|dagelijks|every|daily|een|twee|drie|vier|two|three|four|eerst|daarna|dan|vervolgens|vanaf|"
    r"first|then|from|after|(?:voor|na|bij|rond|before|at) (?!\d)|s (?:ochtend|morgen|middag|avond|nacht)s)"
)
"""What asks so by another verb, or by beginning with how much or when, unless the clause states something."""
_STATES = re.compile(rf"\b(?:{any_of('facts')}|per (?:tablet|capsule|stuk))\b")
_RAISE = re.compile(rf"\b{any_of('raising')}\b")
_FROM = re.compile(r"\b(?:van|from) (?:de )?\d[\d.,]*(?: ?(?:mg|g|gram)\b)?(?=.*\b(?:naar|terug|to)\b)")
"""What one comes from: `van 400 naar 200 mg`."""
_AT_LEAST = re.compile(r"\b(?:minstens|minimaal|ten minste|tenminste|at least) ?")
_OF = re.compile(r"\b(mg|g|gram) of (\w+)", re.IGNORECASE)
_WHETHER = re.compile(
    r"\b(?:bespreek|vraag|overleg|kijk|check|schrijf|noteer|weet|bepaal|lees|twijfel\w*|ask) "
    r"(?:\w+ ){0,3}?(?:of|if|whether)\b[^.;!?\n]*",
    re.IGNORECASE,
)
"""What is to be asked or found out first: `bespreek of 400 mg past`."""
_SAID_FOR = re.compile(r"\s(?:als|wanneer|zodra|omdat|doordat|zodat|want|if|because|when|so that)\s.*")
"""When or why it is to be done."""
_AT_MOST = re.compile(rf"\b{any_of('limits')}\b")
_ON_THE_SKIN = re.compile(any_of("on_the_skin"))
_EACH = re.compile(r"\b(?:van|à|á|of|ad|elk)\b ?\d")
_COUNTED_BY = frozenset({"tabl", "caps"})
_LARGEST = 5000
"""In mg: more is no supplement, but what is put into a bath."""


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """Where a step, a goal or the note asks for more of a counted nutrient than the schedule comes to on a day."""
    consult = resolved.consult
    lines = [line for line, _ in resolved.lines()]
    for nutrient in COUNTED:
        parts = [part for line in lines if (part := taken(line, nutrient))]
        if any(part.milligrams is None for part in parts):
            continue  # that line is reported already as of an unknown amount
        most = largest_day(lines, consult.value.date, nutrient).milligrams
        named = _weights_of_lines([part.intake for part in parts], nutrient)
        for mark, text in _written(resolved):
            asked = max((each for each in asked_in_text(text, nutrient) if each not in named), default=Fraction(0))
            if asked > most:
                values = {"asked": shown(asked), "nutrient": nutrient.name}
                if parts:
                    yield warning(
                        "said-otherwise", mark,
                        "this asks for {asked} mg of {nutrient}, and the schedule comes to {sum} mg a day",
                        "make the two the same", sum=shown(most), **values,
                    )  # fmt: skip
                else:
                    message = msg("this asks for {asked} mg of {nutrient}, and the schedule has none: "
                                  "the sum of the day leaves it out", **values)  # fmt: skip
                    hint = msg("put it into the schedule, so that it is counted and printed with its dose")
                    yield warning("nutrient-not-counted", mark, message, hint)


def asked_in_text(text: str, nutrient: Nutrient) -> Iterator[Fraction]:
    """How much of a nutrient a text asks to swallow, in mg: each weight by its count and the times a day."""
    for full in clauses_of(_whole(text.replace(":", " "), nutrient)):
        clause = _AT_LEAST.sub("", _FROM.sub("", _SAID_FOR.sub("", full)))
        if not (nutrient.is_named_in(clause) and _asks_to_swallow(clause, nutrient) and asks(clause)):
            continue
        limited = _RAISE.sub("", clause).replace(" tot ", " ") if _RAISE.search(clause) else clause
        if not (_AT_MOST.search(limited) or _ON_THE_SKIN.search(clause) or FOOD.search(clause)):
            asked, _ = asked_in(_BEGIN_WITH.sub("", clause))
            counts = [number for unit, number in asked.amounts if unit in _COUNTED_BY] if _EACH.search(clause) else []
            times = max(counts, default=1) * (asked.times or 1)
            yield from (each * times for each in weights_of(clause, nutrient) if each <= _LARGEST)


def _whole(text: str, nutrient: Nutrient) -> str:
    """A text without what is to be asked, and without an English *of* that would be read as the Dutch for *or*."""
    asked = _WHETHER.sub("", text)
    return _OF.sub(lambda found: f"{found[1]} {found[2]}" if nutrient.is_named_in(found[2]) else found[0], asked)


def _asks_to_swallow(clause: str, nutrient: Nutrient) -> bool:
    """Whether a clause asks to swallow what it names, and does not state something about it."""
    if _SWALLOW.search(clause):
        return True
    opens = nutrient.is_named_in(clause.split(maxsplit=1)[0])
    return bool((opens or _MAY_SWALLOW.search(clause)) and not _STATES.search(clause))


def _weights_of_lines(lines: list[Intake], nutrient: Nutrient) -> set[Fraction]:
    """The weights that lines of the schedule name, such as that of a compound."""
    texts = (text for line in lines for text in (f"{line.product} {line.dose or ''}", line.how or ""))
    return {each for text in texts for each in weights_of(text, nutrient)}


def _written(resolved: ResolvedSheet) -> Iterator[tuple[Mark, str]]:
    """The steps, goals and note of the consult, and the steps of its modules as they are printed, with their places."""
    consult, marks = resolved.consult.value, resolved.consult.marks
    yield from ((marks.at(path), text) for path, text in asking_texts(consult))
    for chosen in resolved.modules:
        gaps = Gaps(chosen.parameters, consult.client.form)
        for index, step in enumerate(chosen.module.value.steps):
            yield chosen.module.marks.at(("steps", index)), filled_in(step.step, gaps)
