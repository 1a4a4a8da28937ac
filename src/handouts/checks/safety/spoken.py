"""The texts of a document as they are printed: with their gaps filled, and each character with where it was typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

from handouts.checks.document import Document
from handouts.checks.passages import Passage
from handouts.content.model.fields import Model
from handouts.content.model.printed import TextPath
from handouts.problems import Mark

_SIGNS = re.compile(r"[*\[\]_`\n]")
_GAP = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_WARNING = frozenset({"warnings", "stop_if", "call_if", "when_to_call", "dont", "safety", "caution"})
_UNITS = frozenset({"mg", "mcg", "µg", "g", "iu", "ie", "eenheden", "units"})
"""Of what an amount is, also where its number is spelled."""
_TOGETHER = frozenset({"facts", "rows"})
"""Lists of which each item says one thing in several texts."""


Origin = tuple[int, int, int, str]
"""A part: from and to which character of what is printed, where it begins in what was typed, and by which parameter."""


class Spoken:
    """A text with its gaps filled; `text` is `printed` in small letters, without signs of layout."""

    def __init__(self, document: Document[Any], passage: Passage, parameters: Mapping[str, str]) -> None:
        self.path, self.typed = passage.path, passage.text
        self.printed, self.origins = _filled(self.typed, parameters)
        self.text = _bare(self.printed)
        self._document, self._way = document, passage.way

    @property
    def is_warning(self) -> bool:
        """Whether it warns, or says what not to do."""
        return not _WARNING.isdisjoint(self.path)

    @cached_property
    def subject(self) -> str:
        """What the block of the text is about; empty where nothing says so."""
        return subject_within(self._way)

    @cached_property
    def context(self) -> str:
        """What stands around it and says what it is about: headings, lead-in, the rest of its row."""
        context = [str(getattr(self._document.value, "title", "") or "")]
        for number, (node, step) in enumerate(zip(self._way, self.path, strict=True)):
            if number and isinstance(node, Model):
                context += [str(vars(node).get(key) or "") for key in ("heading", "title", "lead_in", "caption")]
            if step in _TOGETHER:
                context += _beside(self._document, self.path, number)
        return " / ".join(dict.fromkeys(each for each in context if each and each != self.typed)).lower()

    @cached_property
    def beside(self) -> str:
        """The rest of its row or fact, in small letters: what it says together with these is one thing."""
        number = next((at for at, step in enumerate(self.path) if step in _TOGETHER), None)
        return "" if number is None else " / ".join(_beside(self._document, self.path, number)).lower()

    def place(self, start: int, end: int, given: Mapping[str, Mark]) -> Mark:
        """Where some characters were typed: in the text, or as the value of a parameter."""
        for first, last, _, parameter in self.origins:
            is_most = (last - first) * 2 > end - start or any(map(str.isdigit, self.text[first:last]))
            if parameter in given and first < end and start < last and is_most:
                return given[parameter]
        starts = [
            typed + start - first for first, last, typed, name in self.origins if not name and first <= start < last
        ]
        ends = [typed + end - first for first, last, typed, name in self.origins if not name and first < end <= last]
        marks = self._document.marks
        return marks.within(self.path, self.typed, starts[0], ends[0]) if starts and ends else marks.at(self.path)


def spoken_in(document: Document[Any], parameters: Mapping[str, str]) -> Iterator[Spoken]:
    """The texts of a document that say what to do or what is so, with `parameters` in their gaps."""
    return (Spoken(document, each, parameters) for each in document.texts if each.is_judged)


def spoken_amounts(
    document: Document[Any], parameters: Mapping[str, str], gaps: Collection[str] | None
) -> Iterator[Spoken]:
    """Those of the texts that may name an amount, in figures or words; with `gaps`, those with one of these gaps."""
    for each in document.texts:
        is_asked = gaps is None or any(name in gaps for name in _gaps_in(each.text))
        is_spelled = "gram" in each.text or not _UNITS.isdisjoint(each.letters)
        if is_asked and (each.has_digits or "{{" in each.text or is_spelled) and each.is_judged:
            yield Spoken(document, each, parameters)


def _gaps_in(text: str) -> list[str]:
    return _GAP.findall(text) if "{{" in text else []


def subject_within(way: tuple[object, ...]) -> str:
    """What the innermost part of a document is about that says so; empty where none does."""
    said = (vars(node).get("subject") for node in reversed(way) if isinstance(node, Model))
    return next((each for each in said if each), "")


def _beside(document: Document[Any], path: TextPath, number: int) -> list[str]:
    """The other texts of the item of a list, and the head of a table."""
    item, head = path[: number + 2], (*path[:number], "head")
    return [each.text for each in document.texts
            if each.path != path and (each.path[: number + 2] == item or each.path[: number + 1] == head)]  # fmt: skip


def _filled(typed: str, parameters: Mapping[str, str]) -> tuple[str, tuple[Origin, ...]]:
    """A text with its gaps filled, and of which parts it is made."""
    parts: list[Origin] = []
    text, at = "", 0
    for gap in _GAP.finditer(typed) if "{{" in typed else ():
        parts.append((len(text), len(text) + gap.start() - at, at, ""))
        text += typed[at : gap.start()]
        name = "" if "|" in gap[1] else gap[1]
        value = parameters.get(name, "") if name else gap[1].split("|")[0].strip()
        parts.append((len(text), len(text) + len(value), gap.start(), name or "|"))
        text += value
        at = gap.end()
    parts.append((len(text), len(text) + len(typed) - at, at, ""))
    text += typed[at:]
    return text, tuple(parts)


def _bare(text: str) -> str:
    small = text.lower()
    if len(small) != len(text):
        small = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    return _SIGNS.sub(" ", small).replace("’", "'")
