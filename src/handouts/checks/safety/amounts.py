"""Amounts of a nutrient in a text or a schedule, next to the upper level that its body of experts set.

On a personal sheet the sum of what has a field of its own is made by `magnesium` and `uncounted`; here are the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from handouts.checks.plain_language.passages import Document, Span, passages, place, sentences
from handouts.checks.words import any_of
from handouts.content.model.intake import Intake
from handouts.content.nutrients import COUNTED, FOOD
from handouts.content.nutrients.doses import times_said
from handouts.content.nutrients.levels import Level, levels, several
from handouts.content.nutrients.texts import shown
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Mark, Problem, advice, msg

_NUMBER = r"\d{1,3}(?:[. ]\d{3})+|\d+(?:[.,]\d+)?"
_WEIGHT = re.compile(
    rf"(?<![\w.,])(?:(?P<count>\d|een|één|twee|drie|vier|two|three|four) ?(?:x|×|\w*tablet\w*|capsules?|pil(?:len)?|"
    rf"pills?|zakjes?|sachets?|druppels?|drops?) ?(?:van|à|á|a|of|ad)? ?)?(?:(?:{_NUMBER}) ?(?:-|–|tot|to|of|or) ?)?"
    rf"(?P<number>{_NUMBER}) ?(?P<unit>mg|milligram|[µμ]g|mcg|microgram|ie|iu|i\.e\.|g|gram)\b",
    re.IGNORECASE,
)
_COUNTS = {"een": 1, "één": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4}
_TIMES = re.compile(
    r"\b(?P<times>\d|twee|drie|vier|two|three|four)(?: ?(?:x|×|keer|maal|times))? ?(?:per dag|daags|a day|daily)\b|"
    r"\b(?P<twice>twice) a day\b",
    re.IGNORECASE,
)
_WARNS = re.compile(
    r"\b(?:te veel|bovengrens|schadelijk|gevaarlijk|overdos\w+|giftig|boven de|nooit|too much|upper level|harmful|"
    r"dangerous|toxic|never)\b|(?<!niet )(?<!not )\b(?:meer dan|more than)\b|\b(?:huis)?arts\b|\bdoctor\b|\bgp\b",
    re.IGNORECASE,
)
"""What warns of an amount, or leaves it to a doctor."""
_NEEDS = re.compile(
    r"\b(?:nodig|behoefte|aanbevolen|uit alles|uit (?:je )?(?:eten|voeding)|needs?|from food)\b", re.IGNORECASE
)
"""What a body needs a day may be more than the level of supplements."""
_SWALLOWS = re.compile(
    r"\b(?:neemt?|slikt?|slikken|tablet\w*|capsules?|pil(?:len)?|supplement\w*|take|swallow|pills?)\b", re.IGNORECASE
)
_ON_THE_SKIN = re.compile(any_of("on_the_skin"))
_A_SUPPLEMENT = 10_000
"""In mg: what weighs more is no supplement."""
_DOCTOR = re.compile(r"arts|specialist|ziekenhuis|verloskundige|doctor|\bgp\b|hospital|midwife", re.IGNORECASE)


class Amount(NamedTuple):
    """An amount of a nutrient in a text: how much a day, and from where to where it is written."""

    level: Level
    milligrams: Fraction
    span: Span
    name: str


def in_texts(document: Document, language: str) -> Iterator[Problem]:
    """Amounts a day that are over their level, where a text neither warns of them nor leaves them to a doctor."""
    for passage in passages(document):
        for span in sentences(passage.plain, language):
            for amount in amounts_in(passage.plain[span.start : span.end]):
                at = Span(span.start + amount.span.start, span.start + amount.span.end)
                if amount.milligrams > amount.level.milligrams:
                    yield _too_much(
                        place(document, passage, at),
                        amount.level,
                        amount.name,
                        passage.plain[at.start : at.end].strip(),
                    )


def amounts_in(sentence: str) -> Iterator[Amount]:
    """What a sentence says to take, each weight as that of the nutrient that is named nearest to it."""
    names = [(level, found) for level in levels().values() for found in level.named.finditer(sentence)]
    if not names or _WARNS.search(sentence):
        return
    swallows = _SWALLOWS.search(sentence)
    if not swallows and (FOOD.search(sentence.casefold()) or _ON_THE_SKIN.search(sentence.casefold())):
        return
    for found in _WEIGHT.finditer(sentence):
        level, name = min(names, key=lambda each: _between(each[1], found))
        weight = _milligrams(found, level)
        if weight and weight <= _A_SUPPLEMENT and not (level.counts == "supplements" and _NEEDS.search(sentence)):
            yield Amount(level, weight * _times(sentence), Span(*found.span()), name[0])


def in_schedule(sheet: ResolvedSheet) -> Iterator[Problem]:
    """Lines of a schedule that come to more than a level, and those of which nobody knows how much they are."""
    sums: dict[str, list[tuple[Fraction, Mark, str]]] = {}
    counted = {nutrient.name for nutrient in COUNTED}
    for line, mark in sheet.lines():
        if line.route != "oral" or FOOD.search(line.product.casefold()):
            continue
        if line.dose_source and _DOCTOR.search(line.dose_source):
            continue
        found = _of_line(line)
        for amount in found:
            if amount.level.key not in counted and line.every == 1:
                each = (amount.milligrams, mark("dose" if line.dose else "product"), amount.name)
                sums.setdefault(amount.level.key, []).append(each)
        known = {amount.level.key for amount in found}
        yield from (_not_known(level, name, mark("product")) for level, name in _named_by(line.product)
                    if level.key not in known | counted)  # fmt: skip
    for key, parts in sums.items():
        total = sum((each[0] for each in parts), Fraction(0))
        if total > (level := levels()[key]).milligrams:
            _, at, name = max(parts, key=lambda each: each[0])
            yield _too_much(at, level, name, f"{shown(total)} mg")


def _of_line(line: Intake) -> list[Amount]:
    """What a line comes to on a day."""
    dose = line.dose or ""
    times = max(len(line.when), 1)
    said = times_said(dose)
    text = f"{line.product}: {dose}"
    names = [(level, found) for level in levels().values() for found in level.named.finditer(text)]
    amounts = []
    for found in _WEIGHT.finditer(text) if names else ():
        level, name = min(names, key=lambda each: _between(each[1], found))
        if weight := _milligrams(found, level):
            amounts.append(Amount(level, weight * max(times, said), Span(*found.span()), name[0]))
    return amounts


def _named_by(product: str) -> Iterator[tuple[Level, str]]:
    for level in levels().values():
        if found := level.named.search(product):
            yield level, found[0]
    for named, level in several():
        if (found := named.search(product)) and not level.named.search(product):
            yield level, found[0]


def _between(name: re.Match[str], weight: re.Match[str]) -> tuple[int, int]:
    """How far a name is from a weight; of two as far, the one behind it counts."""
    if name.start() >= weight.end():
        return name.start() - weight.end(), 0
    return max(0, weight.start() - name.end()), 1


def _milligrams(found: re.Match[str], level: Level) -> Fraction | None:
    """What is weighed, in mg; None where it is in units that the nutrient does not have."""
    digits = found["number"].replace(" ", "")
    number = Fraction(re.sub(r"\.(?=\d{3}\b)", "", digits).replace(",", "."))
    unit = found["unit"].lower().replace(".", "")
    if unit in {"ie", "iu"}:
        return number * level.unit * _count(found) if level.unit else None
    scale = (
        Fraction(1000) if unit in {"g", "gram"} else Fraction(1) if unit in {"mg", "milligram"} else Fraction(1, 1000)
    )
    return number * scale * _count(found)


def _count(found: re.Match[str]) -> int:
    count = (found["count"] or "1").lower()
    return _COUNTS.get(count) or int(count)


def _times(sentence: str) -> int:
    found = _TIMES.search(sentence)
    if not found:
        return 1
    times = (found["times"] or "2").lower()
    return _COUNTS.get(times) or int(times) or 1


def _too_much(mark: Mark, level: Level, name: str, amount: str) -> Problem:
    if level.counts == "medicine":
        return advice("upper-level", mark, "from {most} on {nutrient} is seen as a medicine, and this is {amount}",
                      "leave it to a doctor (source: {source})", most=level.most, nutrient=name, amount=amount,
                      source=level.source)  # fmt: skip
    return advice("upper-level", mark, "this is {amount} of {nutrient}, and {most} a day is the most",
                  "take less, or leave it to a doctor (for adults; source: {source})", amount=amount, nutrient=name,
                  most=level.most, source=level.source)  # fmt: skip


def _not_known(level: Level, name: str, mark: Mark) -> Problem:
    message = msg(
        "nothing says how much {nutrient} this is, and {most} a day is the most", nutrient=name, most=level.most
    )
    if not level.named.search(name):
        message = msg("“{product}” may hold vitamin B6, and nothing says how much; {most} a day is the most",
                      product=name, most=level.most)  # fmt: skip
    return advice("amount-unknown", mark, message, "write under dose: what the label says (source: {source})",
                  source=level.source)  # fmt: skip
