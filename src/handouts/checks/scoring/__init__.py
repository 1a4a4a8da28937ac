"""A brochure beside two lists for readers' leaflets: what a program can judge of them, and what she looks at herself.

PEMAT-P (AHRQ 14-0002-EF, 2013) has 24 items for print, the Clear Communication Index (CDC, 2014) has 20. Both are made
for people who judge: no percentage is given under their names, and what a program found no fault with may have one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from handouts.checks.scoring.items import ITEMS, Item
from handouts.checks.scoring.reading import Finding, Reading
from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.problems import Problem

Verdict = Literal["met", "missed", "look"]


class Judged(NamedTuple):
    """An item that applies: it is met, or missed for what was `found`, or she looks herself."""

    item: Item
    verdict: Verdict
    found: Finding | None = None


def score(brochure: Loaded[Brochure], problems: Sequence[Problem], language: str) -> list[Judged]:
    """The items that apply to a brochure, in the order of the lists; `problems` are what an editor says of it."""
    reading = Reading(brochure, tuple(problems), language)
    judged = []
    for item in ITEMS:
        if not item.applies(reading):
            continue
        found = next(iter(item.faults(reading)), None)
        if found is not None:
            judged.append(Judged(item, "missed", found))
        else:
            judged.append(Judged(item, "look" if item.asks else "met"))
    return judged
