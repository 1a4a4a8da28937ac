"""Signs in what is printed: of Markdown that may be lost on paper, and marks of what is still to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.content.loading import Loaded
from handouts.content.model.fields import Prose
from handouts.content.model.printed import printed_texts
from handouts.page.composing.emphasis import Run
from handouts.page.composing.prose import doubtful_markup, runs_of_marks
from handouts.problems import Problem, msg, shortened, warning

_MARK = re.compile(r"\b(?:TODO|FIXME|TBD)\b(?!-)|(?i:\blorem ipsum\b)|(?<=\w )(?i:x{3,})(?= \w)")
"""`xxx` between two words only: under a letter they are kisses."""


_BOLD = 2
"""Stars: one behind a word refers to a footnote, and three or more count something."""
_MOST = 3


def check(loaded: Loaded[Any]) -> Iterator[Problem]:
    """Where prose holds Markdown that was perhaps meant to be printed, and any text a mark that it is not finished."""
    texts = list(printed_texts(loaded.value))
    for path, text in texts:
        if isinstance(text, Prose) and any(sign in text for sign in ("__", "](")):
            for message, hint in doubtful_markup(text):
                yield warning("lost-markup", loaded.marks.at(path), message, hint)
    yield from _stray_marks(loaded, texts)
    for path, text in texts:
        if mark := mark_in(text):
            yield warning("not-finished", loaded.marks.at(path), "“{mark}” would be printed as it is",
                          "write what belongs there", mark=mark)  # fmt: skip


def _stray_marks(loaded: Loaded[Any], texts: list[tuple[Any, str]]) -> Iterator[Problem]:
    """Where stars stand around words of which the number before and after is not the same, so that some are printed."""
    marked = [(path, text, runs_of_marks(text)) for path, text in texts if "*" in text or "_" in text]
    every = [run for _, _, runs in marked for run in runs]
    whole = [run for run in every if run.left == run.length]
    notes = {run.length for run in whole if run.begins_line and run.mark == "*"}
    referring = {run.left for run in every if run.closes and not run.opens and not run.begins_line}
    for path, text, runs in marked:
        is_prose = isinstance(text, Prose)
        hint = msg("write as many before as after: *italics* or **bold**")
        if not is_prose:
            hint = msg("leave it out: nothing is made bold or italic here")
        strays = [run for run in runs if (_is_stray(run, notes, referring) if is_prose else _pairs(run))]
        for words, sign in {run.around: run.mark for run in strays}.items():
            yield warning(
                "stray-mark", loaded.marks.at(path), "the {sign} of “{words}” is printed as it is", hint,
                sign=sign, words=shortened(words, 40),
            )  # fmt: skip


def _pairs(run: Run) -> bool:
    """Whether stars are before words that would be bold or italic where such can be."""
    return run.mark == "*" and run.opens and run.left < run.length


def _is_stray(run: Run, notes: set[int], referring: set[int]) -> bool:
    """Whether signs of a row are printed that were meant for bold or italics, and not for a footnote or a sum.

    `notes` are the numbers of stars before the text of a footnote, `referring` those behind a word.
    """
    left, is_end = run.left, run.closes and not run.opens
    if not left or (run.mark == "_" and left == run.length):
        return False
    if left < run.length or is_end:
        is_footnote = is_end and left in notes
        return not is_footnote and (left < run.length or left == _BOLD)
    after = run.text[run.start + run.length : run.start + run.length + 1]
    is_note = run.begins_line and left in referring
    return run.opens and not run.closes and not is_note and left <= _MOST and not (after.isdigit() or after == "#")


def mark_in(text: str) -> str:
    """The first mark in a text that something is still to be written; empty where there is none."""
    found = _MARK.search(text)
    return found[0] if found else ""
