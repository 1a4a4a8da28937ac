"""The items of PEMAT-P and the Clear Communication Index: when each applies, and what a program finds missing.

An item that `asks` is judged by her in the end; its question stands in `scoring.yaml` of each language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from handouts.checks.completeness import names_whom, opens_with_a_verb
from handouts.checks.passages import sentences
from handouts.checks.scoring.reading import Finding, Reading
from handouts.languages.texts import own_texts
from handouts.problems import msg

_SHORT = 150
"""Words; a shorter text needs no headings, chunks or summary (PEMAT-P, user's guide)."""
_LONG_SECTION = 200
_LONG_CELL = 12
_LONG_HEAD = 3
_LONG_STEP = 20
_MOST_STEPS = 7
_MESSAGE = 3
"""Sentences of a main message."""
_CUES = 2
_DECIMAL = re.compile(r"\d[.,]\d(?!\d\d)|\bp ?[=<]|‰")
_SUM = re.compile(r"\b\d+ ?[x×] ?\d+|\b(?:per kilo|percent of|procent van)\b", re.IGNORECASE)


Judge = Callable[[Reading], Iterable[Finding]]


class Item(NamedTuple):
    """An item by its list and number there; `faults` are what a program finds, `applies` where it is judged at all."""

    of: str
    number: int
    faults: Judge
    asks: bool = False
    applies: Callable[[Reading], bool] = lambda _: True

    @property
    def name(self) -> str:
        """Its name in reports, such as `PEMAT 5`."""
        return f"{self.of} {self.number}"

    @property
    def key(self) -> str:
        """Its key in `scoring.yaml`."""
        return f"{self.of.lower()}-{self.number}"


def _nothing(_: Reading) -> Iterable[Finding]:
    return ()


def _by_rule(*rules: str) -> Judge:
    return lambda reading: reading.by_rule(*rules)


def _message(reading: Reading) -> Iterator[Finding]:
    if not reading.value.main_message:
        yield from reading.missing(msg("there is no main_message"))


def _short_message(reading: Reading) -> Iterator[Finding]:
    yield from _message(reading)
    message = reading.value.main_message
    if message and len(sentences(message, reading.language)) > _MESSAGE:
        yield Finding(reading.at("main_message"), msg("the main message has more than three sentences"))


def _chunks(reading: Reading) -> Iterator[Finding]:
    yield from reading.by_rule("long-paragraph", "long-list")
    for number, section in enumerate(reading.value.sections):
        own = [each for each in reading.passages if each.path[:2] == ("sections", number)]
        if sum(len(each.spans) for each in own) > _LONG_SECTION and section.heading:
            yield Finding(reading.at("sections", number, "heading"), msg("this section has more than 200 words"))


def _summary(reading: Reading) -> Iterator[Finding]:
    if not (reading.value.main_message or reading.value.good_to_know):
        yield from reading.missing(msg("nothing sums it up: neither main_message nor good_to_know is there"))


def _cues(reading: Reading) -> Iterator[Finding]:
    value = reading.value
    cues = (
        value.main_message, value.call_to_action, value.good_to_know,
        *map(reading.any_of, ("facts", "framed", "kind", "dont", "chart", "table")),
    )  # fmt: skip
    if sum(map(bool, cues)) < _CUES:
        yield from reading.missing(msg("nothing stands out: no main message, figures, ticked points or frame"))


def _captions(reading: Reading) -> Iterator[Finding]:
    for number, section in enumerate(reading.value.sections):
        if section.image and not section.image.caption:
            yield Finding(reading.at("sections", number, "image"), msg("this picture has no caption"))


def _tables(reading: Reading) -> Iterator[Finding]:
    for number, section in enumerate(reading.value.sections):
        if not section.table:
            continue
        cells = [cell for row in section.table.rows for cell in row if cell]
        if any(len(cell.split()) > _LONG_CELL for cell in cells) or any(
            len(head.split()) > _LONG_HEAD for head in section.table.head
        ):
            yield Finding(reading.at("sections", number, "table"), msg("this table has long heads or cells"))


def _action(reading: Reading) -> Iterator[Finding]:
    value = reading.value
    is_told = value.call_to_action or reading.steps or any(each.kind == "do" for each in value.sections)
    if not (is_told or opens_with_a_verb(reading.brochure)):
        yield from reading.missing(msg("the reader is not told what to do"))


def _call(reading: Reading) -> Iterator[Finding]:
    if not reading.value.when_to_call:
        yield from _action(reading)


def _indirect(reading: Reading) -> Iterator[Finding]:
    yield from reading.matches(re.compile(own_texts(reading.language, "scoring")["indirect"], re.IGNORECASE))


def _small_steps(reading: Reading) -> Iterator[Finding]:
    for number, section in reading.steps:
        if len(section.items) > _MOST_STEPS:
            yield Finding(reading.at("sections", number, "items"), msg("these are more than seven steps"))
        for place_, step in enumerate(section.items):
            if len(step.split()) > _LONG_STEP:
                at = reading.at("sections", number, "items", place_)
                yield Finding(at, msg("this step has more than 20 words"))


def _tool(reading: Reading) -> Iterator[Finding]:
    if not (reading.value.to_write or (reading.value.flap and reading.value.flap.write)):
        yield from reading.missing(msg("there is nothing to write on or to tick: to_write gives lines"))


def _asking(reading: Reading) -> Iterator[Finding]:
    """Passives in the main message and the call to action, and what lacks there."""
    yield from _message(reading)
    yield from _call(reading)
    lines = [reading.at(field).line for field in ("main_message", "call_to_action") if getattr(reading.value, field)]
    for problem in reading.problems:
        if problem.rule == "passive" and problem.mark.line in {line + more for line in lines for more in range(6)}:
            yield Finding(problem.mark, problem.message)


def _a_list(reading: Reading) -> Iterator[Finding]:
    yield from reading.by_rule("long-list")
    if not (reading.any_of("items") or reading.any_of("points")):
        yield from reading.missing(msg("there is no list"))


def _doubt(reading: Reading) -> Iterator[Finding]:
    if not reading.value.sources:
        yield from reading.missing(msg("there are no sources"))
    doubt = re.compile(own_texts(reading.language, "scoring")["doubt"], re.IGNORECASE)
    if not any(doubt.search(each.plain) for each in reading.passages):
        yield from reading.missing(msg("nowhere is said what is not known"))


def _how(reading: Reading) -> Iterator[Finding]:
    if not (reading.steps or reading.value.when_to_call or names_whom(reading.brochure)):
        yield from reading.missing(msg("there are no numbered steps, and nobody to call"))


def _decimals(reading: Reading) -> Iterator[Finding]:
    yield from reading.matches(_DECIMAL)


def _sums(reading: Reading) -> Iterator[Finding]:
    yield from reading.matches(_SUM)


def _is_long(reading: Reading) -> bool:
    return reading.count >= _SHORT


def _has_numbers(reading: Reading) -> bool:
    return any(re.search(r"\d", each.plain) for each in reading.passages) or reading.any_of("chart")


def _has_pictures(reading: Reading) -> bool:
    value = reading.value
    drawn = any(each.image or each.drawing for each in value.sections)
    return drawn or bool(value.cover and (value.cover.image or value.cover.drawing))


def _has_tables(reading: Reading) -> bool:
    return reading.any_of("table")


def _has_figures(reading: Reading) -> bool:
    return reading.any_of("table") or reading.any_of("chart")


def _has_sums(reading: Reading) -> bool:
    return any(True for _ in _sums(reading))


def _advises_a_product(reading: Reading) -> bool:
    return any(each.subject in {"supplement", "skin"} for each in reading.value.sections)


def _has_chances(reading: Reading) -> bool:
    chance = re.compile(own_texts(reading.language, "scoring")["chance"], re.IGNORECASE)
    return any(chance.search(each.plain) for each in reading.passages)


ITEMS = (
    Item("PEMAT", 1, _message, asks=True),
    Item("PEMAT", 2, _nothing, asks=True),
    Item("PEMAT", 3, _by_rule("jargon", "reading-ease", "long-word")),
    Item("PEMAT", 4, _by_rule("jargon")),
    Item("PEMAT", 5, _by_rule("passive")),
    Item("PEMAT", 6, _decimals, asks=True, applies=_has_numbers),
    Item("PEMAT", 7, _sums, asks=True),
    Item("PEMAT", 8, _chunks, applies=_is_long),
    Item("PEMAT", 9, _by_rule("bare-heading", "long-heading"), asks=True, applies=_is_long),
    Item("PEMAT", 10, _nothing, asks=True),
    Item("PEMAT", 11, _summary, applies=_is_long),
    Item("PEMAT", 12, _cues),
    Item("PEMAT", 15, _nothing, asks=True),
    Item("PEMAT", 16, _nothing, asks=True, applies=_has_pictures),
    Item("PEMAT", 17, _captions, asks=True, applies=_has_pictures),
    Item("PEMAT", 18, _nothing, asks=True, applies=_has_pictures),
    Item("PEMAT", 19, _tables, applies=_has_tables),
    Item("PEMAT", 20, _action),
    Item("PEMAT", 21, _indirect),
    Item("PEMAT", 22, _small_steps, asks=True),
    Item("PEMAT", 23, _tool),
    Item("PEMAT", 24, _nothing, asks=True, applies=_has_sums),
    Item("PEMAT", 25, _nothing, asks=True, applies=_has_figures),
    Item("PEMAT", 26, _nothing, asks=True),
    Item("CDC", 1, _short_message),
    Item("CDC", 2, _message),
    Item("CDC", 3, _message),
    Item("CDC", 4, _captions, asks=True),
    Item("CDC", 5, _call),
    Item("CDC", 6, _asking),
    Item("CDC", 7, _by_rule("jargon", "abbreviation")),
    Item("CDC", 8, _a_list),
    Item("CDC", 9, _by_rule("bare-heading", "long-heading", "long-paragraph"), asks=True),
    Item("CDC", 10, _message, asks=True),
    Item("CDC", 11, _doubt, asks=True),
    Item("CDC", 12, _action),
    Item("CDC", 13, _nothing, asks=True),
    Item("CDC", 14, _how),
    Item("CDC", 15, _decimals, asks=True, applies=_has_numbers),
    Item("CDC", 16, _nothing, asks=True, applies=_has_numbers),
    Item("CDC", 17, _sums, asks=True, applies=_has_numbers),
    Item("CDC", 18, _nothing, asks=True),
    Item("CDC", 19, _nothing, asks=True, applies=_advises_a_product),
    Item("CDC", 20, _nothing, asks=True, applies=_has_chances),
)
"""In the order of the lists; PEMAT-P leaves 13 and 14 to films."""
