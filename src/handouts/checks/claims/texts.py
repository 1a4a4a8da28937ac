"""The texts in which claims are looked for, each with what its block says of it: subject, heading and lead-in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from handouts.checks.plain_language.passages import plain
from handouts.content.loading import Loaded
from handouts.content.model.printed import printed_texts
from handouts.content.reading import FieldPath

_SKIPPED = frozenset({
    "sources", "when_to_call", "warnings", "stop_if", "call_if", "dont", "cover", "image", "drawing", "chart", "write",
    "complaints", "claims_accepted", "who", "author", "duration", "materials", "kicker", "to_write", "link", "url",
    "caution", "safety",
})  # fmt: skip
"""What promises nothing: warnings, what is not to be done, and whom to call."""
_UNDER_A_LEAD_IN = frozenset({"items", "points"})
_HEADINGS = frozenset({"title", "heading"})


class Text(NamedTuple):
    """A text with its place and its surroundings; `plain` has as many characters, without signs of layout."""

    path: FieldPath
    text: str
    plain: str
    subject: str | None
    heading: str
    lead_in: str
    told: bool
    """Whether it stands in a list of what people tell."""
    block: str
    """All that its block says, for what a word such as `it` means there."""

    @property
    def is_heading(self) -> bool:
        """Whether it is a title or heading, which may name two things side by side."""
        return self.path[-1] in _HEADINGS


def texts_of(document: Loaded[Any]) -> Iterator[Text]:
    """The texts of a brochure, module, recipe or consult that may hold a claim."""
    found = []
    blocks: dict[FieldPath, str] = {}
    for path, text in printed_texts(document.value):
        if not _SKIPPED.intersection(path):
            way = list(_way(document.value, path))
            if not any(step == "points" and getattr(node, "kind", None) == "sign" for node, step in way):
                bare = _plain(text)
                found.append((path, text, bare, way))
                blocks[path[:2]] = f"{blocks.get(path[:2], '')} {bare}"
    title = str(getattr(document.value, "title", "") or "")
    for path, text, bare, way in found:
        subject = heading = lead_in = ""
        told = False
        for node, step in way:
            if not isinstance(node, list):
                subject = getattr(node, "subject", None) or subject
                heading = getattr(node, "heading", None) or getattr(node, "title", None) or heading
                told = told or getattr(node, "kind", None) == "experience"
                if step in _UNDER_A_LEAD_IN:
                    lead_in = _plain(_leading(node)) or lead_in
        near = _plain(heading) if path[-1] not in _HEADINGS else ""
        yield Text(path, text, bare, subject or None, near, lead_in, told, f"{title}. {blocks[path[:2]]}")


@lru_cache(maxsize=2_000)
def _plain(text: str) -> str:
    return plain(text)


def _leading(node: object) -> str:
    """What leads into the list of a block: its lead-in, or a text that ends in a colon."""
    text = getattr(node, "text", None) or ""
    return str(getattr(node, "lead_in", None) or (text if text.rstrip().endswith(":") else ""))


def _way(value: Any, path: FieldPath) -> Iterator[tuple[Any, str | int]]:
    """The parts of a document from the whole to a text, each with the step that is taken from it."""
    for step in path:
        yield value, step
        value = value[step] if isinstance(step, int) else getattr(value, step, None)
