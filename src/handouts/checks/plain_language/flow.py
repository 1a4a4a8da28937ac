"""Sentences, lists and paragraphs that are read in one breath, and headings that tell something.

Sources: CDC Clear Communication Index, items 6 and 8; PEMAT-P, items 5, 8 and 9.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from handouts.checks.document import Document
from handouts.checks.passages import Passage, Span, sentences, whole_sentences
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


_PARAGRAPH = re.compile(r"(?:.+\n?)+")
_BREAK = re.compile(r"[.!?;:]")


def check(document: Document[Any]) -> Iterator[Problem]:
    """What is too long to be read in one breath, and what does not say who does it."""
    lists: Counter[FieldPath] = Counter()
    for passage in document.passages:
        if passage.kind == "item" and isinstance(passage.path[-1], int):
            lists[passage.path[:-1]] += 1
        if passage.kind == "heading":
            yield from _heading(document, passage)
            continue
        if len(passage.words) > _LONG_SENTENCE:
            yield from _sentences(document, passage)
        if len(passage.words) > _SHORT_PARAGRAPH:
            yield from _paragraphs(document, passage)
        if not passage.letters.isdisjoint(_passive_verbs(document.language)):
            yield from _passive(document, passage)
    for path, count in lists.items():
        if count > _LONG_LIST:
            yield warning(
                "long-list", document.marks.key(path), "this list has {count} points, and {most} is the most",
                "make it two lists, each with a heading or a sentence of its own", count=count, most=_LONG_LIST,
            )  # fmt: skip


def _heading(document: Document[Any], passage: Passage) -> Iterator[Problem]:
    bare = passage.plain.strip(" :.?!\n").lower()
    if bare in own_texts(document.language, "plain_language")["bare_headings"]:
        yield advice(
            "bare-heading", document.marks.at(passage.path), "“{heading}” does not tell what stands under it",
            "say what the reader finds there, or ask the question that it answers", heading=passage.text,
        )  # fmt: skip
    count = len(passage.words)
    if count > _LONG_HEADING and passage.path[-1] == "heading":
        yield advice(
            "long-heading", document.marks.at(passage.path), "this heading has {count} words, and {most} is the most",
            "keep what the reader looks for", count=count, most=_LONG_HEADING,
        )  # fmt: skip


def _sentences(document: Document[Any], passage: Passage) -> Iterator[Problem]:
    for sentence in whole_sentences(passage.plain, document.language):
        if passage.count_in(sentence) > _LONG_SENTENCE:
            found = passage.words_in(sentence)
            first = found[0]
            until = Span(first.start, found[min(3, len(found) - 1)].end)
            yield advice(
                "long-sentence", document.place(passage, until),
                "this sentence has {count} words, and {most} is the most: “{text}…”",
                "make two of it", count=len(found), most=_LONG_SENTENCE,
                text=" ".join(passage.plain[first.start : until.end].split()),
            )  # fmt: skip


def _paragraphs(document: Document[Any], passage: Passage) -> Iterator[Problem]:
    for found in _PARAGRAPH.finditer(passage.plain):
        length = passage.count_in(Span(*found.span()))
        if length <= _SHORT_PARAGRAPH:
            continue
        count = len(sentences(found[0], document.language))
        if count > _LONG_PARAGRAPH or length > _WORDY_PARAGRAPH:
            own = passage.words_in(Span(*found.span()))
            yield advice(
                "long-paragraph", document.place(passage, Span(own[0].start, own[2].end)),
                "this paragraph has {count} sentences and {words} words",
                "put an empty line in it, where the next thought begins", count=count, words=length,
            )  # fmt: skip


def _passive(document: Document[Any], passage: Passage) -> Iterator[Problem]:
    ignored = own_texts(document.language, "plain_language")["no_participle"]
    found = [
        each for each in _passive_pattern(document.language).finditer(passage.plain)
        if each[0].split()[-1].lower() not in ignored and not _BREAK.search(each[0])
    ]  # fmt: skip
    if len(found) >= _PASSIVES or (found and _ASKING.intersection(passage.path)):
        yield advice(
            "passive", document.place(passage, Span(*found[0].span())), "“{words}” does not say who does it",
            "name who does it: you, I, your doctor", words=" ".join(found[0][0].split()),
        )  # fmt: skip


@cache
def _passive_verbs(language: str) -> frozenset[str]:
    """The forms of the verb that a passive begins with."""
    return frozenset(own_texts(language, "plain_language")["passive"]["verbs"])


@cache
def _passive_pattern(language: str) -> re.Pattern[str]:
    behind = own_texts(language, "plain_language")["passive"]["behind"]
    return re.compile(rf"\b(?:{'|'.join(_passive_verbs(language))})\b{behind}\b", re.IGNORECASE)
