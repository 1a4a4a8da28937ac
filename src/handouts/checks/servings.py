"""How many of what a dose counts a sentence asks to take at once: `neem er 2 tegelijk`, `neem de dubbele dosis`."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from handouts.checks.frequencies import A_NUMBER, asks, number_of
from handouts.content.model.intake import Intake
from handouts.content.nutrients.tokens import tokens_of
from handouts.languages.lexicon import Kind

_TAKE = r"\b(?:neemt?|nemen|slikt?|slikken|gebruikt?|gebruiken|take|use)"
_AT_ONCE = r"(?:stuks )?(?:per keer|tegelijk|ineens|in één keer|each time|at a time|at once)"
_NO_HOUR = "".join(rf"(?<!\b{word} )" for word in ("om", "rond", "na", "voor", "tot", "tegen", "week", "dag", "at"))
_BEHIND = (
    r"(?=$|[,.]| (?:tegelijk|ineens|stuks|per (?:keer|dag)|in (?:de|één)|met|bij|na|voor|'s|elke|iedere|each|with|at|"
    r"before|after|a day)\b| 's)"
)
_COUNTED = re.compile(
    rf"{_TAKE} (?:er (?:(?!geen|niet)\S+ ){{0,3}}?)?{_NO_HOUR}{A_NUMBER}\b(?: {_AT_ONCE}\b)?{_BEHIND}|"
    rf"(?<![\d/.,–-])(?<![\d–-] )\b{A_NUMBER} {_AT_ONCE}\b"
)
_DOSE = r"(?:dosis|dosering|dose|portie|hoeveelheid|amount)"
_TWICE = (
    rf"(?:(?:dubbele?|double|twee ?maal de|twee ?keer de|twice the) {_DOSE}|het dubbele|twee keer zo ?veel|"
    r"twice as (?:much|many))"
)
_DOUBLED = re.compile(
    rf"{_TAKE} .{{0,40}}?\b{_TWICE}|^(?:verdubbel|double) .{{0,20}}?\b(?:{_DOSE}|it\b)|"
    r"^verdubbel(?: (?:bij|als|zo)\b|$)"
)
_AVOIDED = re.compile(r"\b(?:vermijd|voorkom|avoid)")


class Serving(NamedTuple):
    """What is asked to be taken at once, and the words that ask for it."""

    number: int | None
    """How many; None where that is twice the dose."""
    words: str


def serving_in(clause: str) -> Serving | None:
    """How many a clause in small letters asks to take at once; None where it does not."""
    if not asks(clause) or _AVOIDED.search(clause):
        return None
    if found := _COUNTED.search(clause):
        number = next((number_of(each) for each in found.groups() if each), None)
        return Serving(number, found[0].strip()) if number else None
    found = _DOUBLED.search(clause)
    return Serving(None, found[0].strip()) if found else None


def is_other_serving(serving: Serving, line: Intake) -> bool:
    """Whether a line counts another number than that, each time or over its moments; without a dose it counts one."""
    tokens = tokens_of(line.dose or "")
    counted = {token.value for token in tokens if token.kind in {Kind.NUMBER, Kind.ARTICLE}} or {Fraction(1)}
    return serving.number not in counted | {each * len(line.when) for each in counted}
