"""Marks that stand for what is still to be written, in what would be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.content.loading import Loaded
from handouts.content.model.fields import printed_texts
from handouts.problems import Problem, warning

_MARK = re.compile(r"\b(?:TODO|FIXME|TBD)\b(?!-)|(?i:\blorem ipsum\b)|(?<=\w )(?i:x{3,})(?= \w)")
"""`xxx` between two words only: under a letter they are kisses."""


def check(loaded: Loaded[Any]) -> Iterator[Problem]:
    """Where a text that is printed holds such a mark."""
    for path, text in printed_texts(loaded.value):
        if mark := mark_in(text):
            yield warning(
                "not-finished",
                loaded.marks.at(path),
                "“{value}” would be printed",
                "write what belongs there",
                value=mark,
            )


def mark_in(text: str) -> str:
    """The first mark in a text that something is still to be written; empty where there is none."""
    found = _MARK.search(text)
    return found[0] if found else ""
