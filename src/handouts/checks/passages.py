"""A text as its reader meets it: without signs of layout, and taken apart once into words and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple

from handouts.content.model.fields import Prose
from handouts.content.model.printed import TextPath, TextWithin
from handouts.languages.texts import own_texts

_LISTS = frozenset({"items", "steps", "step", "tips", "materials", "stop_if", "call_if"})
_HEADINGS = frozenset({"title", "heading"})
_CELLS = "rows"
_CHOICE = re.compile(r"\{\{\s*([^|{}]*?)\s*\|[^{}]*\}\}")
_GAP = re.compile(r"\{\{[^|{}]*\}\}")
_LINK = re.compile(r"\]\([^()\s]*\)")
_ADDRESS = re.compile(
    r"\b(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|com|org|eu|example)(?:/\S*)?"
)
_OF_AN_ADDRESS = re.compile(r"://|www\.|@|\.(?:nl|com|org|eu|example)")
"""What no address lacks."""
_SIGNS = re.compile(r"[*\[\]_`]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W_]+)*\d*|\d+(?:[.,:]\d+)*")
_LETTERS = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_END = re.compile(r"[.!?…]+[\"”’)]*(?=\s+[\"“‘'(]?[A-Z0-9À-Þ•]|\s*$)|\n\s*\n")
_INITIAL = re.compile(r"\(?(?:[A-Z]\.)+")


_LONGEST_WORD = 60
LONGEST = 800
"""Characters of what is read at once: checks compare the words of a sentence with each other."""


class Span(NamedTuple):
    """A part of a text, from and to which character."""

    start: int
    end: int


class Passage:
    """A printed text of a document; `plain` has as many characters, without signs of layout, gaps and addresses."""

    def __init__(self, within: TextWithin, language: str) -> None:
        self.path, self.text, self.way = within
        self.is_judged = within.is_judged
        """Whether it is the writer's own, and not the words of others."""
        self.kind = _kind(self.path, self.text) if self.is_judged else ""
        """Running text is `prose`, `item` or `cell`, what stands above it `heading`; of all else it is empty."""
        self.plain = plain(self.text)
        self._language = language

    @cached_property
    def spans(self) -> list[Span]:
        """Its words."""
        return words(self.plain, Span(0, len(self.plain)))

    @cached_property
    def words(self) -> list[str]:
        """Its words in small letters."""
        return [each.lower() for each in _WORD.findall(self.plain)]

    @cached_property
    def letters(self) -> frozenset[str]:
        """All that stands between signs and spaces, in small letters: by these it is known what may be in a text."""
        return frozenset(_LETTERS.findall(self.plain.lower()))

    @cached_property
    def sentences(self) -> list[Span]:
        """Its sentences."""
        return sentences(self.plain, self._language)

    @cached_property
    def has_digits(self) -> bool:
        """Whether any figure is in it, also in a gap."""
        return _DIGIT.search(self.text) is not None

    def words_in(self, part: Span) -> list[Span]:
        """The words of a sentence or paragraph."""
        starts = self._starts
        return self.spans[bisect_left(starts, part.start) : bisect_right(starts, part.end - 1)]

    def count_in(self, part: Span) -> int:
        """How many words a sentence or paragraph has."""
        starts = self._starts
        return bisect_right(starts, part.end - 1) - bisect_left(starts, part.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [each.start() for each in _WORD.finditer(self.plain)]


def _kind(path: TextPath, text: str) -> str:
    """How a text is read: a field of `Prose` is, whatever it is called; a label, a name or a number is not."""
    key = next((each for each in reversed(path) if isinstance(each, str)), "")
    if key in _HEADINGS:
        return "heading"
    if not isinstance(text, Prose):
        return ""
    if _CELLS in path:
        return "cell"
    return "item" if isinstance(path[-1], int) or not _LISTS.isdisjoint(path) else "prose"


def plain(text: str) -> str:
    """A text with spaces for what is no word of it; a parameter is the one word `x`."""
    if "{{" in text:
        text = _CHOICE.sub(lambda found: _kept(found, found[1]), text)
        text = _GAP.sub(lambda found: _kept(found, "x"), text)
    if "](" in text:
        text = _LINK.sub(lambda found: " " * len(found[0]), text)
    if _OF_AN_ADDRESS.search(text):
        text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    return _SIGNS.sub(" ", text)


def _kept(found: re.Match[str], word: str) -> str:
    return word.ljust(len(found[0]))


def words(text: str, span: Span) -> list[Span]:
    """The words of a part of a text: with a hyphen or apostrophe one, a number one."""
    return [Span(*found.span()) for found in _WORD.finditer(text, span.start, span.end)]


def sentences(text: str, language: str) -> list[Span]:
    """The sentences of a text, as they are read: one of more than `LONGEST` characters in parts."""
    return [part for each in whole_sentences(text, language) for part in cut(text, each)]


def cut(text: str, span: Span) -> Iterator[Span]:
    """A part of a text in parts of at most `LONGEST` characters, each up to a space where there is one."""
    start = span.start
    while span.end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        end = space if space > 0 else start + LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def whole_sentences(text: str, language: str) -> list[Span]:
    """The sentences of a text; one ends at a sign with a capital or the end behind it, and at an empty line."""
    found, start, until = [], 0, len(text.rstrip())
    for end in _END.finditer(text):
        last = text[max(start, end.end() - _LONGEST_WORD) : end.end()]
        if end[0] == "." and end.end() < until and _is_short(last.rsplit(None, 1)[-1], language):
            continue
        found.append(Span(start, end.end()))
        start = end.end()
    found.append(Span(start, len(text)))
    return [each for each in found if _WORD.search(text, each.start, each.end)]


def _is_short(word: str, language: str) -> bool:
    return word.lstrip("(").lower() in _shorts(language) or bool(_INITIAL.fullmatch(word))


@cache
def _shorts(language: str) -> frozenset[str]:
    """The words behind whose period a sentence goes on."""
    data = own_texts(language, "plain_language")
    return frozenset((*data.get("no_end", ()), *data.get("abbreviations", {})))
