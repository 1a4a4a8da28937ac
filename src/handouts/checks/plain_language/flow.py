"""Sentences, lists and paragraphs that are read in one breath, and headings that tell something.

Sources: CDC Clear Communication Index, items 6 and 8; PEMAT-P, items 5, 8 and 9.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from handouts.checks.plain_language.passages import Document, Passage, Span, place, sentences, words
from handouts.content.reading import FieldPath
from handouts.languages.texts import own_texts
from handouts.problems import Problem, advice, warning

_LONG_SENTENCE = 20
"""Words."""
_LONG_LIST = 7
_LONG_PARAGRAPH = 5
"""Sentences; of short ones, up to so many words together, there may be more."""
_SHORT_PARAGRAPH = 50
_WORDY_PARAGRAPH = 80
_LONG_HEADING = 8
_PASSIVES = 3
"""So many in one text are too many; one or two are nothing to say."""
_ASKING = frozenset({"main_message", "steps", "call_to_action"})
"""Where the reader must know who does it."""


def check(document: Document, found: Iterable[Passage], language: str) -> Iterator[Problem]:
    """What is too long to be read in one breath, and what does not say who does it."""
    lists: Counter[FieldPath] = Counter()
    for passage in found:
        if isinstance(passage.path[-1], int):
            lists[passage.path[:-1]] += 1
        if passage.kind == "heading":
            yield from _heading(document, passage, language)
        else:
            yield from _sentences(document, passage, language)
            yield from _paragraphs(document, passage, language)
            yield from _passive(document, passage, language)
    for path, count in lists.items():
        if count > _LONG_LIST:
            yield warning(
                "long-list", document.marks.key(path), "this list has {count} points, and {most} is the most",
                "make it two lists, each with a heading or a sentence of its own", count=count, most=_LONG_LIST,
            )  # fmt: skip


def _heading(document: Document, passage: Passage, language: str) -> Iterator[Problem]:
    bare = passage.plain.strip(" :.?!\n").lower()
    if bare in own_texts(language, "plain_language")["bare_headings"]:
        yield advice(
            "bare-heading", document.marks.at(passage.path), "“{heading}” does not tell what stands under it",
            "say what the reader finds there, or ask the question that it answers", heading=passage.text,
        )  # fmt: skip
    count = len(words(passage.plain, Span(0, len(passage.plain))))
    if count > _LONG_HEADING and passage.path[-1] == "heading":
        yield advice(
            "long-heading", document.marks.at(passage.path), "this heading has {count} words, and {most} is the most",
            "keep what the reader looks for", count=count, most=_LONG_HEADING,
        )  # fmt: skip


def _sentences(document: Document, passage: Passage, language: str) -> Iterator[Problem]:
    for sentence in sentences(passage.plain, language):
        found = words(passage.plain, sentence)
        if len(found) > _LONG_SENTENCE:
            first = found[0]
            until = Span(first.start, found[min(3, len(found) - 1)].end)
            yield warning(
                "long-sentence", place(document, passage, until),
                "this sentence has {count} words, and {most} is the most: “{text}…”",
                "make two of it", count=len(found), most=_LONG_SENTENCE,
                text=" ".join(passage.plain[first.start : until.end].split()),
            )  # fmt: skip


def _paragraphs(document: Document, passage: Passage, language: str) -> Iterator[Problem]:
    for found in re.finditer(r"(?:.+\n?)+", passage.plain):
        span = Span(*found.span())
        count, length = len(sentences(found[0], language)), len(words(passage.plain, span))
        if (count > _LONG_PARAGRAPH and length > _SHORT_PARAGRAPH) or length > _WORDY_PARAGRAPH:
            opening = words(passage.plain, span)[:3]
            yield advice(
                "long-paragraph", place(document, passage, Span(opening[0].start, opening[-1].end)),
                "this paragraph has {count} sentences and {words} words",
                "put an empty line in it, where the next thought begins", count=count, words=length,
            )  # fmt: skip


def _passive(document: Document, passage: Passage, language: str) -> Iterator[Problem]:
    data = own_texts(language, "plain_language")
    found = [
        each for each in re.finditer(rf"\b{data['passive']}\b", passage.plain, re.IGNORECASE)
        if each[0].split()[-1].lower() not in data["no_participle"] and not re.search(r"[.!?;:]", each[0])
    ]  # fmt: skip
    if len(found) >= _PASSIVES or (found and _ASKING.intersection(passage.path)):
        yield advice(
            "passive", place(document, passage, Span(*found[0].span())), "“{words}” does not say who does it",
            "name who does it: you, I, your doctor", words=" ".join(found[0][0].split()),
        )  # fmt: skip
