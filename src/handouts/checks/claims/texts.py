"""The texts in which claims are looked for, each with what its block says of it: subject, heading and lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from handouts.checks.document import Document
from handouts.checks.passages import Passage, plain
from handouts.content.model.figures import Table
from handouts.content.model.printed import TextPath

_SKIPPED = frozenset({
    "sources", "when_to_call", "warnings", "stop_if", "call_if", "dont", "cover", "image", "drawing", "chart", "write",
    "complaints", "claims_accepted", "who", "author", "duration", "materials", "kicker", "to_write", "link", "url",
    "caution", "safety",
})  # fmt: skip
"""What promises nothing: warnings, what is not to be done, and whom to call."""
_UNDER_A_LEAD_IN = frozenset({"items", "points"})
_OPEN = re.compile(r"(?:\b(?:bij|tegen|voor|van|with|against|for)|:|…|\.\.\.)\s*$", re.IGNORECASE)
"""How a heading ends that only its list completes: `Magnesium helpt bij`."""
_HEADINGS = frozenset({"title", "heading"})


class Text(NamedTuple):
    """A text with its surroundings."""

    passage: Passage
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
        return self.passage.path[-1] in _HEADINGS


class _Around(NamedTuple):
    """What is said around the texts of one part of a document."""

    subject: str | None
    heading: str
    lead_in: str
    told: bool
    is_sign: bool
    """Whether it is a list of signs, which promise nothing."""


_Known = dict[tuple[TextPath, str | int], _Around]
"""By the path of a part, and the step from it where that is a list with a lead-in."""
_NOTHING_AROUND = _Around(None, "", "", told=False, is_sign=False)


def texts_of(document: Document[Any]) -> Iterator[Text]:
    """The texts of a brochure, module, recipe or consult that may hold a claim."""
    around: _Known = {}
    found: list[tuple[Passage, _Around]] = []
    blocks: dict[TextPath, list[str]] = {}
    for passage in document.texts:
        if _SKIPPED.isdisjoint(passage.path) or passage.path[-1] == "caption":
            near = _around(passage, len(passage.path), around)
            if not near.is_sign:
                found.append((passage, near))
                blocks.setdefault(passage.path[:2], []).append(passage.plain)
    title = str(getattr(document.value, "title", "") or "")
    said = {path: " ".join((f"{title}. ", *texts)) for path, texts in blocks.items()}
    for passage, near in found:
        lead_in = near.lead_in or _of_a_row(passage)
        heading = near.heading if passage.path[-1] not in _HEADINGS else ""
        yield Text(passage, near.subject, heading, lead_in, near.told, said[passage.path[:2]])


def _of_a_row(passage: Passage) -> str:
    """What leads to a cell of a table: what its row is about, and what its column is."""
    if "rows" not in passage.path or not isinstance(column := passage.path[-1], int) or not column:
        return ""
    at = passage.path.index("rows")
    table, row = passage.way[at], passage.way[-1]
    if not isinstance(table, Table) or not isinstance(row, list):
        return ""
    return plain(f"{row[0] or ''} {table.head[column]}")


def _around(passage: Passage, depth: int, known: _Known) -> _Around:
    """What is around the first `depth` steps of the way to a text, which it shares with its neighbours."""
    if not depth:
        return _NOTHING_AROUND
    node, step = passage.way[depth - 1], passage.path[depth - 1]
    if isinstance(node, list):
        return _around(passage, depth - 1, known)
    key = (passage.path[: depth - 1], step if step in _UNDER_A_LEAD_IN else "")
    if key not in known:
        known[key] = _within(_around(passage, depth - 1, known), vars(node), step)
    return known[key]


def _within(outer: _Around, fields: dict[str, Any], step: str | int) -> _Around:
    """What is around one of the fields of a part of a document."""
    lead_in = plain(_leading(fields)) if step in _UNDER_A_LEAD_IN else ""
    heading = fields.get("heading") or fields.get("title")
    return _Around(
        fields.get("subject") or outer.subject,
        plain(heading) if heading else outer.heading,
        lead_in or outer.lead_in,
        outer.told or fields.get("kind") == "experience",
        outer.is_sign or (step == "points" and fields.get("kind") == "sign"),
    )


def _leading(fields: dict[str, Any]) -> str:
    """What leads into the list of a block: its lead-in, a text that ends in a colon, or a heading left open."""
    text, heading = str(fields.get("text") or ""), str(fields.get("heading") or fields.get("title") or "")
    led = text if text.rstrip().endswith(":") else heading if not text and _OPEN.search(heading) else ""
    return str(fields.get("lead_in") or led)
