"""The texts of a document as they are printed: with their gaps filled, and each character with where it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from handouts.content.loading import Loaded
from handouts.content.model.printed import printed_texts
from handouts.content.reading import FieldPath
from handouts.problems import Mark

_GAP = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_SKIPPED = frozenset({
    "sources", "image", "cover", "drawing", "chart", "complaints", "url", "link", "author", "disclosure", "write",
    "to_write", "practitioner", "registrations",
})  # fmt: skip
_WARNING = frozenset({"warnings", "stop_if", "call_if", "when_to_call", "dont", "safety", "caution"})
_TOGETHER = frozenset({"facts", "rows"})
"""Lists of which each item says one thing in several texts."""


class Spoken(NamedTuple):
    """A text with its gaps filled; `text` is `printed` in small letters, without signs of layout."""

    path: FieldPath
    typed: str
    printed: str
    text: str
    origins: tuple[tuple[int, int, int, str], ...]
    """The parts: from and to which character of `text`, where it begins in `typed`, and which parameter fills it."""
    subject: str
    context: str
    """What stands around it and says what it is about: headings, lead-in, the rest of its row."""
    is_warning: bool

    def place(self, document: Loaded[Any], start: int, end: int, given: Mapping[str, Mark]) -> Mark:
        """Where some characters were typed: in the text, or as the value of a parameter."""
        for first, last, _, parameter in self.origins:
            if parameter in given and first < end and start < last and any(map(str.isdigit, self.text[first:last])):
                return given[parameter]
        starts = [
            typed + start - first for first, last, typed, name in self.origins if not name and first <= start < last
        ]
        ends = [typed + end - first for first, last, typed, name in self.origins if not name and first < end <= last]
        if starts and ends:
            return document.marks.within(self.path, self.typed, starts[0], ends[0])
        return document.marks.at(self.path)


def spoken_in(document: Loaded[Any], parameters: Mapping[str, str]) -> Iterator[Spoken]:
    """The texts of a document that say what to do or what is so, with `parameters` in their gaps."""
    title = str(getattr(document.value, "title", "") or "")
    every = list(printed_texts(document.value))
    for path, typed in every:
        if _SKIPPED.intersection(path):
            continue
        printed, origins = _filled(typed, parameters)
        subject, context = "", [title]
        node: Any = document.value
        for number, step in enumerate(path):
            subject = getattr(node, "subject", None) or subject
            if number:
                context += [str(getattr(node, key, None) or "") for key in ("heading", "title", "lead_in", "caption")]
            if step in _TOGETHER:
                context += _beside(every, path, number)
            node = node[step] if isinstance(step, int) else getattr(node, str(step), None)
        around = " / ".join(dict.fromkeys(each for each in context if each and each != typed))
        is_warning = bool(_WARNING.intersection(path))
        yield Spoken(path, typed, printed, _bare(printed), origins, subject, around.lower(), is_warning)


def _beside(every: list[tuple[FieldPath, str]], path: FieldPath, number: int) -> list[str]:
    """The other texts of the item of a list, and the head of a table."""
    item, head = path[: number + 2], (*path[:number], "head")
    return [text for other, text in every
            if other != path and (other[: number + 2] == item or other[: number + 1] == head)]  # fmt: skip


def _filled(typed: str, parameters: Mapping[str, str]) -> tuple[str, tuple[tuple[int, int, int, str], ...]]:
    parts: list[tuple[int, int, int, str]] = []
    text, at = "", 0
    for gap in _GAP.finditer(typed):
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
    return re.sub(r"[*\[\]_`\n]", " ", small).replace("’", "'")
