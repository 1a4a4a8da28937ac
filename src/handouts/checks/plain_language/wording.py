"""Words that readers stumble over: an easier one is named, or an explanation is asked for where it is used first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from handouts.checks.addressing import QUOTED
from handouts.checks.document import Document
from handouts.checks.passages import Passage, Span, words
from handouts.languages.texts import own_texts
from handouts.page.composing.explaining import names
from handouts.problems import Mark, Problem, advice

_LETTERS = re.compile(r"[^\W_]+")
_LONG = 15
"""Letters of a word that is long."""
_LONG_NUMBER = re.compile(r"\d[\d.,:]{14}")
_JOINED = re.compile("[-'’]")


class _Word(NamedTuple):
    kind: str
    easier: str
    found: re.Pattern[str]
    begins: frozenset[str]
    """The letters with which its forms begin, up to their first sign or space: of these a text has one, or not it."""


class _Words(NamedTuple):
    """Words that are looked for, in their order, and the numbers of those that begin with some letters."""

    all: tuple[_Word, ...]
    by_letters: Mapping[str, tuple[int, ...]]

    def may_be_in(self, passage: Passage) -> list[_Word]:
        """Those of which the first letters are in a text."""
        numbers = {number for each in passage.letters & self.by_letters.keys() for number in self.by_letters[each]}
        return [self.all[number] for number in sorted(numbers)]


def check(document: Document[Any]) -> Iterator[Problem]:
    """Each hard word at its first use, and each abbreviation and long word at its first."""
    seen: set[str] = set()
    quoted = [QUOTED, *(names(entry.term) for entry in getattr(document.value, "glossary", ()))]
    for passage in document.passages:
        hard, short = (kind(document.language).may_be_in(passage) for kind in (_hard_words, _abbreviations))
        may_be_long = _may_be_long(passage)
        if hard or short or may_be_long:
            text = _without(passage.plain, quoted)
            yield from _hard(document, passage, text, hard, seen)
            yield from _abbreviated(document, passage, text, short, seen)
            if may_be_long:
                yield from _long(document, passage, text, seen)


def _may_be_long(passage: Passage) -> bool:
    """Whether a text may have a long word or number."""
    is_long = any(len(each) >= _LONG for each in passage.letters)
    return is_long or (passage.has_digits and _LONG_NUMBER.search(passage.plain) is not None)


def _without(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    """A text with spaces for what is somebody else's words, or explained in the glossary."""
    for pattern in patterns:
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def _hard(
    document: Document[Any], passage: Passage, text: str, hard: Iterable[_Word], seen: set[str]
) -> Iterator[Problem]:
    for each in hard:
        key = f"{each.kind} {each.easier} {each.found.pattern}"
        if key in seen or not (found := each.found.search(text)):
            continue
        seen.add(key)
        span = Span(*found.span())
        if each.kind == "formal" or not _is_explained(text, span, each.easier, document.language):
            yield _said_of(each, document.place(passage, span), found[0])


def _said_of(each: _Word, at: Mark, found: str) -> Problem:
    if each.kind == "explain":
        return advice(
            "jargon", at, "not every reader knows “{word}”", "explain it where you use it first: {easier}",
            word=found, easier=each.easier,
        )  # fmt: skip
    easier = advice(
        "jargon", at, "an easier word than “{word}” is: {easier}", "use that, or explain it behind the word",
        word=found, easier=each.easier,
    )  # fmt: skip
    return easier._replace(severity="warning") if each.kind == "jargon" else easier


def _is_explained(text: str, span: Span, hint: str, language: str) -> bool:
    """Whether the words around a word tell what it is."""
    explaining = "|".join(map(re.escape, own_texts(language, "plain_language")["explaining"]))
    after = rf"\s*(?:\(|[,:]? ?(?:{explaining})\b|, (?:het|de|een|the|an?|je|your) \w+)"
    head = re.escape(hint.rsplit(maxsplit=1)[-1])
    before = text[max(0, span.start - 40) : span.start]
    return bool(re.match(after, text[span.end :])) or bool(re.search(rf"\b{head}\W+(?:\w+\W+)?$", before))


def _abbreviated(
    document: Document[Any], passage: Passage, text: str, short: Iterable[_Word], seen: set[str]
) -> Iterator[Problem]:
    for each in short:
        if each.kind not in seen and (found := each.found.search(text)):
            seen.add(each.kind)
            yield advice(
                "abbreviation", document.place(passage, Span(*found.span())),
                "“{word}” is read more slowly than: {easier}", "write it in full", word=found[0], easier=each.easier,
            )  # fmt: skip


def _long(document: Document[Any], passage: Passage, text: str, seen: set[str]) -> Iterator[Problem]:
    silent = own_texts(document.language, "plain_language")["silent_long_words"]
    for span in words(text, Span(0, len(text))):
        word = text[span.start : span.end].lower()
        if len(word) < _LONG or max(map(len, _JOINED.split(word))) < _LONG or word in silent or word in seen:
            continue
        seen.add(word)
        yield advice(
            "long-word", document.place(passage, span), "“{word}” has {count} letters",
            "is there a shorter word, or a sentence that says it?", word=word, count=len(word),
        )  # fmt: skip


_ENDINGS = {"formal": "", "jargon": "(?:e|en|s)?", "explain": "(?:e|en|s)?", "english": "s?"}
"""Beside the words themselves their plain endings; a formal word may be any part of speech, and has none."""
_ENDS = ("", "e", "en", "s")


@cache
def _hard_words(language: str) -> _Words:
    data = own_texts(language, "plain_language")
    return _indexed(_word(kind, key, easier) for kind in _ENDINGS for key, easier in data[kind].items())


def _word(kind: str, key: str, easier: str) -> _Word:
    forms = key.split("|")
    flags = re.RegexFlag(0) if key.isupper() else re.IGNORECASE
    pattern = rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))}){_ENDINGS[kind]}(?![\w-])"
    begins = frozenset(_first_letters(each) + end for each in forms for end in _ENDS)
    return _Word(kind, easier, re.compile(pattern, flags), begins)


@cache
def _abbreviations(language: str) -> _Words:
    """Abbreviations, of which each is a kind of its own."""
    found = own_texts(language, "plain_language")["abbreviations"].items()
    return _indexed(
        _Word(short, meant, re.compile(rf"(?<![\w.]){re.escape(short)}(?!\w)", re.IGNORECASE),
              frozenset([_first_letters(short)]))
        for short, meant in found
    )  # fmt: skip


def _first_letters(text: str) -> str:
    found: list[str] = _LETTERS.findall(text.lower())
    return found[0]


def _indexed(found: Iterable[_Word]) -> _Words:
    every = tuple(found)
    by_letters: dict[str, tuple[int, ...]] = {}
    for number, each in enumerate(every):
        for letters in each.begins:
            by_letters[letters] = (*by_letters.get(letters, ()), number)
    return _Words(every, by_letters)
