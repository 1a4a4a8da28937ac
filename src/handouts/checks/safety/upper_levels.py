"""No text names more of a nutrient a day than its upper level, but to warn of it or as a doctor has it.

Sources: `content/nutrients/upper_levels.yaml`. The sum of a schedule's magnesium has a rule of its own, and a text for
many readers has none: what it says is all that they know.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import Any

from handouts.checks.document import Document
from handouts.checks.passages import Span, sentences
from handouts.checks.safety import meant
from handouts.checks.safety.amounts import Amount, amounts_in, weighs
from handouts.checks.safety.spoken import Spoken, spoken_amounts
from handouts.content.nutrients.levels import Level
from handouts.content.nutrients.texts import shown
from handouts.problems import Mark, Message, Problem, msg, warning

RULE = "upper-level"
_NEAR = 400
"""Characters before a sentence in which it is looked up what it is about."""
_CLAUSE = re.compile(r"(?<=;)\s")
NAMES: Mapping[str, Message] = {
    "magnesium": msg("magnesium"), "vitamin-b6": msg("vitamin B6"), "vitamin-d": msg("vitamin D"), "zinc": msg("zinc"),
    "iron": msg("iron"), "calcium": msg("calcium"), "folic-acid": msg("folic acid"), "vitamin-a": msg("vitamin A"),
    "vitamin-e": msg("vitamin E"), "iodine": msg("iodine"), "selenium": msg("selenium"), "melatonin": msg("melatonin"),
    "epa-dha": msg("EPA and DHA"), "copper": msg("copper"), "niacin": msg("niacin"),
}  # fmt: skip
"""What each nutrient is called in a message."""


def check(
    document: Document[Any],
    parameters: Mapping[str, str],
    given: Mapping[str, Mark],
    gaps: Collection[str] | None = None,
) -> Iterator[Problem]:
    """The amounts in a document that are over the upper level; what is in its gaps stands at `given`.

    With `gaps`, only those of texts with one of these gaps.
    """
    for spoken, amount in found_in(document, parameters, gaps):
        mark = spoken.place(amount.start, amount.end, given)
        yield problem(amount, mark, spoken.printed[amount.start : amount.end])


def found_in(
    document: Document[Any], parameters: Mapping[str, str], gaps: Collection[str] | None = None
) -> Iterator[tuple[Spoken, Amount]]:
    """The amounts that are too high, one a sentence, each with its text and its characters in that."""
    for spoken in spoken_amounts(document, parameters, gaps):
        found = sentences(spoken.printed, document.language) if weighs(spoken.text) else []
        for span, after in pairwise([*found, Span(len(spoken.text), len(spoken.text))]):
            following = spoken.text[span.end : after.end]
            amount = next(over_in(spoken, span, following, document.language), None)
            if amount:
                yield spoken, amount._replace(start=span.start + amount.start, end=span.start + amount.end)


def over_in(spoken: Spoken, span: Span, following: str, language: str) -> Iterator[Amount]:
    """The amounts of a sentence that are over the upper level and are meant to be taken."""
    sentence = spoken.text[span.start : span.end]
    if spoken.subject == "skin" or meant.is_told(sentence) or meant.is_taken_back(sentence, following):
        return
    before = spoken.text[max(0, span.start - _NEAR) : span.start]
    at = 0
    for clause in _CLAUSE.split(sentence):
        at_end = at + len(clause) + 1
        if meant.is_taken_back(clause, sentence[at_end:]):
            at = at_end
            continue
        for amount in _over_in_clause(spoken, clause, f"{before} {sentence[:at]}", language):
            yield amount._replace(start=amount.start + at, end=amount.end + at)
        at = at_end


def _over_in_clause(spoken: Spoken, clause: str, before: str, language: str) -> Iterator[Amount]:
    said = f"{clause} / {spoken.beside}"
    is_limit = meant.is_limit(clause)
    if meant.is_told(said) or meant.is_of_a_pack(said) or (not is_limit and meant.warns(said)):
        return
    if spoken.is_warning and not is_limit and ("dont" in spoken.path or not meant.asks_at_once(clause)):
        return
    if meant.is_for_the_skin(said):
        return
    for amount in amounts_in(clause, f"{spoken.context} / {before[-_NEAR:]}", language):
        level = amount.level
        if not (amount.a_day >= level.most if level.kind == "medicine" else amount.a_day > level.most):
            continue
        if not is_limit and meant.is_denied(clause[: amount.start]):
            continue
        if not level.counts_food and meant.is_eaten(said, spoken.subject):
            continue
        yield amount


def problem(amount: Amount, mark: Mark, words: str) -> Problem:
    """An amount that is too high; without `words` those of a client's file are not repeated."""
    level = amount.level
    values = {"amount": shown(amount.a_day), "unit": level.unit, "nutrient": NAMES[level.nutrient],
              "most": shown(level.most)}  # fmt: skip
    if level.kind == "medicine":
        said = msg("from {most} {unit} of {nutrient} on, the inspectorate may see a medicine in it", **values)
    elif level.kind == "safe level":
        said = msg("this is {amount} {unit} of {nutrient} a day; up to {most} {unit} is called safe", **values)
    else:
        said = msg("this is {amount} {unit} of {nutrient} a day, and {most} {unit} is the most", **values)
    if words:
        said = msg("“{words}”: {said}", words=" ".join(words.split()), said=said)
    return warning(RULE, mark, said, hint_of(level))


def hint_of(level: Level) -> Message:
    """Who says so, and what counts."""
    if not level.was_read:
        return msg("{source}; the source itself was not looked up", source=level.source)
    if level.kind == "medicine":
        return msg("{source}; say what it is and who sets the dose", source=level.source)
    if level.counts_food:
        return msg("{source}, for adults, with what is eaten; more only as a doctor has it", source=level.source)
    return msg("{source}, for adults, food not counted; more only as a doctor has it", source=level.source)
