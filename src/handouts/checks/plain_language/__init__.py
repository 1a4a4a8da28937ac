"""Plain language: easy words, short sentences, lists and paragraphs, by language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.checks.document import Document
from handouts.checks.plain_language import ease, flow, wording
from handouts.languages.texts import own_texts
from handouts.problems import Problem


def check(document: Document[Any]) -> Iterator[Problem]:
    """All that is said of the language of a brochure or module; nothing in a language without words of its own."""
    if own_texts(document.language, "plain_language"):
        for rules in (ease, flow, wording):
            yield from rules.check(document)
