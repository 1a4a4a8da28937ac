"""No text asks anybody to change a medicine: for many readers as for one, only the prescriber may do that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handouts.checks.document import Document
from handouts.checks.medicine_names import may_name
from handouts.checks.medicines import changes_in
from handouts.checks.safety.spoken import Spoken
from handouts.problems import Mark, Problem, shortened, warning

RULE = "medicine-changed"
_OF_A_LIST = frozenset({"items", "points", "steps", "rows", "tips"})
_NOT_TO_DO = re.compile(r"\b(?:niet|nooit|liever geen|not|never|don't)\b[^/]*$")
"""What a heading or lead-in ends in under which things stand that are not to be done."""


def check(document: Document[Any], parameters: Mapping[str, str], given: Mapping[str, Mark]) -> Iterator[Problem]:
    """Where a document asks to change a medicine; what is in its gaps stands at `given`."""
    for each in document.texts:
        if each.is_judged and ("{{" in each.text or may_name(each.letters)):
            spoken = Spoken(document, each, parameters)
            if "dont" in each.path or (_OF_A_LIST.intersection(each.path) and _NOT_TO_DO.search(spoken.context)):
                continue
            for change in changes_in(spoken.text, spoken.context):
                yield warning(
                    RULE, spoken.place(change.start, change.end, given),
                    "“{words}” asks to change a medicine, and only the prescriber may do that",
                    "write: overleg eerst met je arts", words=shortened(change.words, 40),
                )  # fmt: skip
