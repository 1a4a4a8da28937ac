"""Gaps and forms of address in texts: `{{ minutes }}` is a parameter, `{{ je | u }}` a choice by form.

What is filled in is data: it is filled in after Markdown and escaping, so it prints as typed and never becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

_GAP = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
# Noncharacters that reading refuses in content; composing uses the ones before them.
_HELD, _END = "\ufdd4", "\ufdd5"
_PLACE = re.compile(f"{_HELD}([0-9]+){_END}")


class Gaps(NamedTuple):
    """What fills the gaps of a text: parameters by name, and the form of address (`je`, `u`; empty: none)."""

    parameters: Mapping[str, str]
    form: str


NO_GAPS = Gaps({}, "")
"""For texts that have no gaps: what is between braces prints as typed."""


class Filled:
    """A text whose gaps are held open by signs, until its Markdown has been read."""

    def __init__(self, text: str, gaps: Gaps) -> None:
        """`text` as typed; a gap that `gaps` cannot fill stays as it was typed."""
        self._values: list[str] = []
        self._gaps = gaps
        self.held = _GAP.sub(self._hold, text)

    def fill(self, text: str, written: Callable[[str], str] = str) -> str:
        """`text` with each sign replaced by what belongs there; `written` says how, such as escaped."""
        return _PLACE.sub(lambda found: written(self._values[int(found[1])]), text)

    def _hold(self, found: re.Match[str]) -> str:
        inner = found[1]
        if "|" in inner and self._gaps.form:
            familiar, _, formal = inner.partition("|")
            # The writer's own words, so their Markdown holds.
            return (familiar if self._gaps.form == "je" else formal).strip()
        if inner not in self._gaps.parameters:
            return found[0]
        self._values.append(self._gaps.parameters[inner])
        return f"{_HELD}{len(self._values) - 1}{_END}"


def filled_in(text: str, gaps: Gaps) -> str:
    """A text as typed, with its gaps filled."""
    filled = Filled(text, gaps)
    return filled.fill(filled.held)


def names_in(text: str) -> Iterator[str]:
    """The names of the parameters that a text asks for."""
    for found in _GAP.finditer(text):
        if "|" not in found[1]:
            yield found[1]


def flaws_in(text: str) -> Iterator[str]:
    """Braces that would be printed as they are: not closed, empty, or with more than two words to choose from."""
    for found in _GAP.finditer(text):
        if found[1].count("|") > 1 or not found[1] or "{" in found[1]:
            yield found[0]
    rest = _GAP.sub("", text)
    for sign in ("{{", "}}"):
        if sign in rest:
            yield rest[rest.index(sign) :][:30]
