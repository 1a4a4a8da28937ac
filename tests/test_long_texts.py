"""A text four times as long takes about four times the work to advise on: what is read at once is bounded."""

from __future__ import annotations

import json
import sys
from datetime import date
from types import FrameType
from typing import Any

import pytest

from handouts.checks.advising import advise
from handouts.checks.editing import edit
from handouts.checks.medicines import changes_in
from handouts.checks.passages import LONGEST, Span, cut, sentences, whole_sentences
from handouts.content.loading import Loaded, validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.practice import Practice

TODAY = date(2026, 11, 29)
PRACTICE = validate(b"name: x\npractitioner: {name: x}\n", "content/practice.yaml", Practice)
REPEATED = (
    "neem 400 mg magnesium en ", "Neem 400 mg magnesium. ", "stop met je bloedverdunner en ",
    "Stop niet met je bloedverdunner. ", "magnesium helpt tegen hoofdpijn en ", "pijn op de borst wacht ",
    "Marieke Jansen, 12-03-1961, ", "cortisol, ",
)  # fmt: skip


def brochure_of(text: str) -> Loaded[Brochure]:
    return validate(
        f"title: Blad\nlanguage: nl\nsections:\n  - text: {json.dumps(text)}\n".encode(), "b.yaml", Brochure
    )


def calls_for(text: str) -> int:
    """How many functions are called to advise on a text."""
    brochure, count = brochure_of(text), 0

    def counted(_: FrameType, event: str, __: Any) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counted)
    try:
        list(edit(brochure, PRACTICE, TODAY, {}))
        list(advise(brochure, PRACTICE, TODAY, {}))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("part", REPEATED)
def test_work_grows_as_the_text_does(part: str) -> None:
    calls_for(part)  # what is read once, such as the words of a language, counts for neither
    short, long = (calls_for(part * (size // len(part))) for size in (2_000, 8_000))
    assert long < 6 * short


def test_a_sentence_is_read_in_parts_and_nothing_of_it_is_left_out() -> None:
    text = "zin zonder einde " * 500
    parts = sentences(text, "nl")
    assert [each.start for each in parts[1:]] == [each.end for each in parts[:-1]]
    assert (parts[0].start, parts[-1].end) == (0, len(text))
    assert max(each.end - each.start for each in parts) <= LONGEST
    assert all(text[each.start : each.end].startswith((" zin", " zonder", " einde", "zin")) for each in parts)
    assert len(whole_sentences(text, "nl")) == 1


def test_a_row_of_letters_without_a_space_is_cut_too() -> None:
    assert list(cut("a" * 2 * LONGEST, Span(0, 2 * LONGEST))) == [Span(0, LONGEST), Span(LONGEST, 2 * LONGEST)]


def test_a_doctor_far_away_leaves_nothing_to_him() -> None:
    text = "Stop met je bloedverdunner." + " Eet brood." * 3 + " Overleg dat eerst met je arts."
    assert [each.words for each in changes_in(text)] == ["stop met je bloedverdunner"]
    assert list(changes_in("Stop met je bloedverdunner. Overleg dat eerst met je arts.")) == []


def test_the_same_words_are_found_in_their_file_each_at_its_place() -> None:
    marks = brochure_of("stress en stress en stress").marks
    path, text = ("sections", 0, "text"), "stress en stress en stress"
    assert [marks.within(path, text, at, at + 6).column for at in (20, 0, 10)] == [32, 12, 22]
