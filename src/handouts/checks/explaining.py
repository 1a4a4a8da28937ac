"""What a rule means, as docs/problems.md has it, and in another language as its files on rules have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from handouts.files.layout import shipped_root
from handouts.languages.texts import FALLBACK, own_texts

_PAGE = "docs/problems.md"
_ROW = re.compile(r"^\| (?P<rules>(?:`[a-z0-9-]+`(?:, )?)+)(?: \([^|]*\))? \| (?P<text>.+) \|$", re.MULTILINE)
_OF_AN_EDITOR = re.compile(r"^## What an editor says\n(?P<rows>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
FILES = ("rules", "rules_of_content", "rules_of_paper", "rules_of_imports")
"""Of a language that has them; a key is one rule, or several of one meaning with commas between them."""


def meanings(language: str = FALLBACK) -> Mapping[str, str]:
    """The sentences on each rule, in a language or else in English."""
    return {**_read_from(_page()), **own_meanings(language)}


def own_meanings(language: str) -> Mapping[str, str]:
    """The sentences that a language has of its own."""
    return {
        rule: str(text) for name in FILES for rules, text in own_texts(language, name).items()
        for rule in rules.split(", ")
    }  # fmt: skip


@cache
def rules_of_an_editor() -> frozenset[str]:
    """The rules that a practice may set, and that may be ignored at a line."""
    found = _OF_AN_EDITOR.search(_page())
    return frozenset(_read_from(found["rows"] if found else ""))


@cache
def _page() -> str:
    return shipped_root().joinpath(_PAGE).read_text(encoding="utf-8")


def _read_from(text: str) -> dict[str, str]:
    """The sentences on each rule; what is said of one in several rows is said one after another."""
    found: dict[str, list[str]] = {}
    for name, sentences in _rows(text):
        found.setdefault(name, []).append(sentences)
    return {name: " ".join(each) for name, each in found.items()}


def _rows(text: str) -> Iterator[tuple[str, str]]:
    for row in _ROW.finditer(text):
        yield from ((name, row["text"]) for name in re.findall(r"`([^`]+)`", row["rules"]))
