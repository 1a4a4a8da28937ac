"""Plain language: easy words, short sentences, lists and paragraphs, by language."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.checks.plain_language import ease, flow, wording
from handouts.checks.plain_language.passages import Document, passages
from handouts.content.loading import Loaded
from handouts.content.model.practice import Practice
from handouts.languages.texts import own_texts
from handouts.problems import Problem


def check(document: Document, practice: Loaded[Practice]) -> Iterator[Problem]:
    """All that is said of the language of a brochure or module; nothing in a language without words of its own."""
    language = document.value.language or practice.value.language
    if own_texts(language, "plain_language"):
        found = tuple(passages(document))
        for rules in (ease, flow, wording):
            yield from rules.check(document, found, language)
