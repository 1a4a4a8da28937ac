"""Claims on health: what a text promises of food, a supplement, a product for the skin or a treatment.

It warns, says by which source, and shows the nearest words of the EU list; it calls nothing forbidden or approved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from handouts.checks.claims import accepting, messages, rules
from handouts.checks.claims.claim import MEDICAL, TEST, Readings
from handouts.checks.claims.lexicon import data
from handouts.checks.claims.texts import texts_of
from handouts.checks.document import Document
from handouts.checks.passages import Span
from handouts.content.model.brochure import Brochure
from handouts.content.model.sheet import Consult
from handouts.problems import Problem

OF_A_SHEET = frozenset({MEDICAL, TEST})
"""The rules that are said of a personal sheet, which is advice to one person."""


def check(document: Document[Any]) -> Iterator[Problem]:
    """The claims in a brochure or module, but for those that she accepts, and what she accepts that is gone."""
    is_brochure = isinstance(document.value, Brochure)
    yield from claims_of(document, kept=accepting.accepted(document) if is_brochure else ())
    if is_brochure:
        yield from accepting.stale(document)


def of_a_sheet(document: Document[Any]) -> Iterator[Problem]:
    """The claims that are said of a recipe or consult, without its words, which may be those of a client."""
    for problem in claims_of(document, only=OF_A_SHEET):
        if isinstance(document.value, Consult):
            yield problem._replace(
                message=messages.OF_A_SHEET[problem.rule][0], hint=messages.OF_A_SHEET[problem.rule][1]
            )
        else:
            yield problem


def claims_of(
    document: Document[Any], *, only: Collection[str] | None = None, kept: Collection[str] = ()
) -> Iterator[Problem]:
    """The claims in any document with printed texts: with `only` those of some rules, without the `kept` texts."""
    if not data(f"frames-{document.language}"):
        return
    readings = Readings(document.language)
    for text in texts_of(document):
        for claim in rules.claims_in(text, readings):
            if only is not None and claim.rule not in only:
                continue
            typed = text.passage.text
            if not accepting.is_accepted(typed, claim.start, claim.end, list(kept)):
                mark = document.place(text.passage, Span(claim.start, claim.end))
                words = " ".join(typed[claim.start : claim.end].split())
                yield messages.problem(claim, mark, words, document.language)
