"""Words that readers stumble over: an easier one is named, or an explanation is asked for where it is used first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from handouts.checks.addressing import QUOTED
from handouts.checks.plain_language.passages import Document, Passage, Span, place, words
from handouts.languages.texts import own_texts
from handouts.page.composing.explaining import names
from handouts.problems import Mark, Problem, advice

_LETTERS = re.compile(r"[^\W_]+")
_LONG = 15
"""Letters of a word that is long."""


class _Word(NamedTuple):
    kind: str
    easier: str
    found: re.Pattern[str]
    begins: frozenset[str]
    """How its forms begin: where a text has none of these, it is not looked for."""


_BEGINNING = 4
"""Letters by which a word is looked up before its pattern is tried."""


def check(document: Document, found: Iterable[Passage], language: str) -> Iterator[Problem]:
    """Each hard word at its first use, and each abbreviation and long word at its first."""
    seen: set[str] = set()
    told = [names(entry.term) for entry in getattr(document.value, "glossary", ())]
    for passage in found:
        for say in (_hard, _abbreviated, _long):
            yield from say(document, _without(passage, [QUOTED, *told]), language, seen)


def _without(passage: Passage, patterns: Iterable[re.Pattern[str]]) -> Passage:
    """A passage with spaces for what is somebody else's words, or explained in the glossary."""
    text = passage.plain
    for pattern in patterns:
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return passage._replace(plain=text)


def _hard(document: Document, passage: Passage, language: str, seen: set[str]) -> Iterator[Problem]:
    begins = {each[:count] for each in _LETTERS.findall(passage.plain.lower()) for count in range(1, _BEGINNING + 1)}
    for each in _words(language):
        if each.begins.isdisjoint(begins):
            continue
        key = f"{each.kind} {each.easier} {each.found.pattern}"
        if key in seen or not (found := each.found.search(passage.plain)):
            continue
        seen.add(key)
        if each.kind != "formal" and _is_explained(passage.plain, Span(*found.span()), each.easier, language):
            continue
        at = place(document, passage, Span(*found.span()))
        yield _said_of(each, at, found[0])


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


def _abbreviated(document: Document, passage: Passage, language: str, seen: set[str]) -> Iterator[Problem]:
    low = passage.plain.lower()
    for short, meant in own_texts(language, "plain_language")["abbreviations"].items():
        if short.lower() not in low:
            continue
        found = re.search(rf"(?<![\w.]){re.escape(short)}(?!\w)", passage.plain, re.IGNORECASE)
        if found and short not in seen:
            seen.add(short)
            at = place(document, passage, Span(*found.span()))
            yield advice("abbreviation", at, "“{word}” is read more slowly than: {easier}", "write it in full",
                         word=found[0], easier=meant)  # fmt: skip


def _long(document: Document, passage: Passage, language: str, seen: set[str]) -> Iterator[Problem]:
    silent = own_texts(language, "plain_language")["silent_long_words"]
    for span in words(passage.plain, Span(0, len(passage.plain))):
        word = passage.plain[span.start : span.end].lower()
        if max(map(len, re.split("[-'’]", word))) >= _LONG and word not in silent and word not in seen:
            seen.add(word)
            yield advice(
                "long-word", place(document, passage, span), "“{word}” has {count} letters",
                "is there a shorter word, or a sentence that says it?", word=word, count=len(word),
            )  # fmt: skip


@cache
def _words(language: str) -> tuple[_Word, ...]:
    data: dict[str, Any] = dict(own_texts(language, "plain_language"))
    return tuple(_word(kind, key, easier) for kind in _ENDINGS for key, easier in data[kind].items())


_ENDINGS = {"formal": "", "jargon": "(?:e|en|s)?", "explain": "(?:e|en|s)?", "english": "s?"}
"""Beside the words themselves their plain endings; a formal word may be any part of speech, and has none."""


def _word(kind: str, key: str, easier: str) -> _Word:
    forms = "|".join(map(re.escape, key.split("|")))
    flags = re.RegexFlag(0) if key.isupper() else re.IGNORECASE
    begins = frozenset(_LETTERS.findall(each.lower())[0][:_BEGINNING] for each in key.split("|"))
    return _Word(kind, easier, re.compile(rf"(?<![\w-])(?:{forms}){_ENDINGS[kind]}(?![\w-])", flags), begins)
