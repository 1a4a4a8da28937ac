"""Nobody is kept from a doctor where one is needed soon: a sign of danger has whom to call beside it, and no tea.

No guideline was read for this: the words are in `languages/LANGUAGE/urgent.yaml`, and it only makes one ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from handouts.checks.document import Document
from handouts.checks.passages import Span, sentences
from handouts.checks.safety.spoken import Spoken
from handouts.languages.texts import words_of
from handouts.problems import Mark, Problem, shortened, warning

RULE = "care-delayed"
_QUOTED = 60
"""Characters of a text that are repeated."""


@cache
def _any(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words_of('urgent', key))})(?!\w)")


def check(document: Document[Any], parameters: Mapping[str, str], given: Mapping[str, Mark]) -> Iterator[Problem]:
    """Where a document says what to do with a sign of danger, and that is not to call somebody."""
    for each in document.texts:
        has_gap = "{{" in each.text
        if not each.is_judged or "dont" in each.path or not (has_gap or _may_be(each.text.lower())):
            continue
        spoken = Spoken(document, each, parameters)
        if _may_be(spoken.text):
            for span in delays_in(spoken.text, spoken.printed, document.language):
                words = " ".join(spoken.printed[span.start : span.end].split())
                yield warning(
                    RULE, spoken.place(span.start, span.end, given),
                    "“{words}” may keep somebody from a doctor who is needed soon",
                    "say whom to call: 112 at once, or the GP today", words=shortened(words, _QUOTED),
                )  # fmt: skip


def _may_be(text: str) -> bool:
    return any(_any(key).search(text) for key in ("signs", "mild_signs", "care", "needless_care", "not_going"))


def delays_in(text: str, printed: str, language: str) -> Iterator[Span]:
    """The sentences of a text, with the one behind a question, that delay care; `text` is in small letters."""
    found = sentences(printed, language)
    for span, following in pairwise([*found, Span(len(text), len(text))]):
        sentence = text[span.start : span.end]
        asks = sentence.rstrip().endswith("?")
        end = following.end if asks else span.end
        if _delays(sentence, text[span.end : end] if asks else ""):
            start = span.start + len(sentence) - len(sentence.lstrip())
            yield Span(start, len(text[:end].rstrip()))


def _delays(sentence: str, answer: str) -> bool:
    """Whether a sentence, with the answer to it where it asks, keeps somebody from care."""
    sentence, answer = (_any("own_put_off").sub(" ", each) for each in (sentence, answer))
    said = f"{sentence} {answer}"
    is_sign, is_mild = (_any(key).search(said) is not None for key in ("signs", "mild_signs"))
    if _any("not_going").search(said) and not re.search(r"\b(?:wacht|wait|aarzel|hesitate) (?:niet|not)\b", said):
        return is_sign or is_mild or "112" in said or "ambulan" in said
    if _any("needless_care").search(said):
        return not _any("going").search(said)
    care = _any("care").search(said)
    if care and _any("puts_off").search(said) and not _any("going").search(said.replace(care[0], " ")):
        return not re.search(r"\b(?:stel|sla|neem) (?:nooit|niet)\b|\bnever\b|\bdo not\b", said)
    if not (is_sign or is_mild) or _any("going").search(said):
        return False
    if is_sign and _any("lightly").search(said):
        return True
    told = answer or sentence
    return bool(_any("instead" if is_sign else "worsens").search(told)) and not _any("denials").search(told)
