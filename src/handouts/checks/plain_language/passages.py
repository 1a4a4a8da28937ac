"""The texts of a brochure or module as its reader meets them: what is prose, what an item, what a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from handouts.content.loading import Loaded
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.content.model.printed import printed_texts
from handouts.content.reading import FieldPath
from handouts.languages.texts import own_texts
from handouts.problems import Mark

Document = Loaded[Brochure] | Loaded[Module]
_LISTS = frozenset({"items", "steps", "step", "tips", "materials", "stop_if", "call_if"})
_PROSE = _LISTS | {"text", "main_message", "subtitle", "promise", "close", "note", "lead_in", "goal", "when", "meaning"}
_HEADINGS = frozenset({"title", "heading"})
_SKIPPED = frozenset({"sources", "chart", "table", "image", "cover", "drawing"})
_CHOICE = re.compile(r"\{\{\s*([^|{}]*?)\s*\|[^{}]*\}\}")
_GAP = re.compile(r"\{\{[^|{}]*\}\}")
_LINK = re.compile(r"\]\([^()\s]*\)")
_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu|example)(?:/\S*)?"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W_]+)*\d*|\d+(?:[.,:]\d+)*")
_END = re.compile(r"[.!?…]+[\"”’)]*(?=\s+[\"“‘'(]?[A-Z0-9À-Þ•]|\s*$)|\n\s*\n")


class Passage(NamedTuple):
    """A text with its place; `plain` has as many characters, without signs of layout, gaps and addresses."""

    path: FieldPath
    text: str
    plain: str
    kind: str
    """`prose`, `item` or `heading`."""


class Span(NamedTuple):
    """A part of a passage, from and to which character."""

    start: int
    end: int


def passages(document: Document) -> Iterator[Passage]:
    """The texts of a document that are read as running text or as headings, in the order of its fields."""
    for path, text in printed_texts(document.value):
        if _SKIPPED.intersection(path):
            continue
        key = next((each for each in reversed(path) if isinstance(each, str)), "")
        if key in _HEADINGS:
            yield Passage(path, text, plain(text), "heading")
        elif key in _PROSE:
            is_item = isinstance(path[-1], int) or bool(_LISTS.intersection(path))
            yield Passage(path, text, plain(text), "item" if is_item else "prose")


def plain(text: str) -> str:
    """A text with spaces for what is no word of it; a parameter is the one word `x`."""
    text = _CHOICE.sub(lambda found: _kept(found, found[1]), text)
    text = _GAP.sub(lambda found: _kept(found, "x"), text)
    text = _LINK.sub(lambda found: " " * len(found[0]), text)
    text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    return re.sub(r"[*\[\]_`]", " ", text)


def _kept(found: re.Match[str], word: str) -> str:
    return word.ljust(len(found[0]))


def words(text: str, span: Span) -> list[Span]:
    """The words of a part of a text: with a hyphen or apostrophe one, a number one."""
    return [Span(*found.span()) for found in _WORD.finditer(text, span.start, span.end)]


def sentences(text: str, language: str) -> list[Span]:
    """The sentences of a text; one ends at a sign with a capital or the end behind it, and at an empty line."""
    data = own_texts(language, "plain_language")
    short = {*data.get("no_end", ()), *data.get("abbreviations", {})}
    found, start = [], 0
    for end in _END.finditer(text):
        last = text[start : end.end()].split()[-1:] or [""]
        if end[0] == "." and end.end() < len(text.rstrip()) and _is_short(last[0], short):
            continue
        found.append(Span(start, end.end()))
        start = end.end()
    found.append(Span(start, len(text)))
    return [each for each in found if _WORD.search(text, each.start, each.end)]


def _is_short(word: str, short: set[str]) -> bool:
    return word.lstrip("(").lower() in short or bool(re.fullmatch(r"\(?[A-Z]\.", word))


def place(document: Document, passage: Passage, span: Span) -> Mark:
    """The place of a part of a passage in its file."""
    return document.marks.within(passage.path, passage.text, span.start, span.end)
