"""Signs in what is printed: of Markdown that may be lost on paper, and marks of what is still to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.content.loading import Loaded
from handouts.content.model.fields import Prose, printed_texts
from handouts.page.composing.prose import doubtful_markup
from handouts.problems import Problem, warning

_MARK = re.compile(r"\b(?:TODO|FIXME|TBD)\b(?!-)|(?i:\blorem ipsum\b)|(?<=\w )(?i:x{3,})(?= \w)")
"""`xxx` between two words only: under a letter they are kisses."""


def check(loaded: Loaded[Any]) -> Iterator[Problem]:
    """Where prose holds Markdown that was perhaps meant to be printed, and any text a mark that it is not finished."""
    texts = list(printed_texts(loaded.value))
    for path, text in texts:
        if isinstance(text, Prose) and any(sign in text for sign in ("__", "](")):
            for message, hint in doubtful_markup(text):
                yield warning("lost-markup", loaded.marks.at(path), message, hint)
    for path, text in texts:
        if mark := mark_in(text):
            yield warning("not-finished", loaded.marks.at(path), "“{mark}” would be printed as it is",
                          "write what belongs there", mark=mark)  # fmt: skip


def mark_in(text: str) -> str:
    """The first mark in a text that something is still to be written; empty where there is none."""
    found = _MARK.search(text)
    return found[0] if found else ""
