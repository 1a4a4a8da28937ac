"""Nothing in a consult tells who the client is: no citizen service number, no date of birth.

Sources: GDPR art. 5(1)(c), data minimisation; the Dutch citizen service number (BSN) has nine digits of which the
weighted sum is a multiple of eleven.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.loading import Loaded
from handouts.model.fields import printed_texts
from handouts.model.sheet import Consult
from handouts.problems import Problem, warning
from handouts.reading import Path

_NINE = re.compile(r"(?<!\d)(?:\d[ .]?){8}\d(?!\d)")
_BORN = re.compile(r"\b(?:geboren|geb\.|geboortedatum|born)\b.{0,20}\d", re.IGNORECASE | re.DOTALL)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def check(consult: Loaded[Consult]) -> Iterator[Problem]:
    """What in the free text of a consult looks as if it tells who the client is. The text itself is not repeated."""
    for path, text in _typed_in(consult.value):
        if any(is_citizen_number(found[0]) for found in _NINE.finditer(text)):
            yield warning("citizen-number", consult.marks.at(path), "this holds what may be a citizen service number",
                          "leave it out: the sheet does not need it")  # fmt: skip
        if _BORN.search(text):
            yield warning("birth-date", consult.marks.at(path), "this holds what may be a date of birth",
                          "leave it out: the sheet does not need it")  # fmt: skip


def _typed_in(consult: Consult) -> Iterator[tuple[Path, str]]:
    """The free text of a consult, with its path: what is printed, what fills the gaps of a module, what was agreed."""
    yield from printed_texts(consult)
    for index, line in enumerate(consult.schedule):
        yield ("schedule", index, "dose_source"), line.dose_source or ""
    for index, use in enumerate(consult.modules):
        for name, text in use.params.items():
            yield ("modules", index, "params", name), text
    for index, agreement in enumerate(consult.agreed):
        yield ("agreed", index, "agreed_with"), agreement.agreed_with
        yield ("agreed", index, "what"), agreement.what


def is_citizen_number(text: str) -> bool:
    """Whether nine digits pass the eleven-test of the Dutch citizen service number."""
    digits = [int(sign) for sign in text if sign.isdigit()]
    return len(digits) == 9 and any(digits) and sum(w * d for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
