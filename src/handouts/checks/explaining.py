"""What a rule means, as docs/problems.md has it, and in another language as its `rules.yaml` has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from handouts.files.layout import shipped_root
from handouts.languages.texts import FALLBACK, own_texts

_PAGE = "docs/problems.md"
_ROW = re.compile(r"^\| (?P<rules>(?:`[a-z0-9-]+`(?:, )?)+) \| (?P<text>.+) \|$", re.MULTILINE)
_OF_AN_EDITOR = re.compile(r"^## What an editor says\n(?P<rows>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def meanings(language: str = FALLBACK) -> Mapping[str, str]:
    """The sentences on each rule, in a language or else in English."""
    return {**_read_from(_page()), **own_texts(language, "rules")}


@cache
def rules_of_an_editor() -> frozenset[str]:
    """The rules that a practice may set, and that may be ignored at a line."""
    found = _OF_AN_EDITOR.search(_page())
    return frozenset(_read_from(found["rows"] if found else ""))


@cache
def _page() -> str:
    return shipped_root().joinpath(_PAGE).read_text(encoding="utf-8")


def _read_from(text: str) -> dict[str, str]:
    return {name: row["text"] for row in _ROW.finditer(text) for name in re.findall(r"`([^`]+)`", row["rules"])}
