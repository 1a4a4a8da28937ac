"""Signs of Markdown that a prose field takes for bold or a link, and that were perhaps meant to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.content.loading import Loaded
from handouts.content.model.fields import Prose, printed_texts
from handouts.page.composing.prose import doubtful_markup
from handouts.problems import Problem, warning


def check(loaded: Loaded[Any]) -> Iterator[Problem]:
    """What of the prose in a file may be lost on paper without being meant."""
    for path, text in printed_texts(loaded.value):
        if isinstance(text, Prose) and any(sign in text for sign in ("__", "](")):
            for message, hint in doubtful_markup(text):
                yield warning("lost-markup", loaded.marks.at(path), message, hint)
