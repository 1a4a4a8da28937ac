"""The parts of a Markdown text by their lines: where each begins and ends, and where its content is read further."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Any, Literal, NamedTuple

NOTE = re.compile(r"\s{0,3}\[\^([\w-]{1,30})\]:\s+(\S.*)")
_ESCAPED_MARK = re.compile(r"\s*(\\[-*+]|\d{1,3}\\[.)])\s+\S")
_MAX_SETTINGS = 200


class Region(NamedTuple):
    """Lines of the file that belong together, from `start` up to `end`, counted from 0."""

    kind: Literal["heading", "paragraph", "odd", "rule", "table", "dropped"]
    start: int
    end: int
    style: str = ""
    content: str | None = None
    literal: bool = False


class Cell(NamedTuple):
    """A cell of a table: its line, counted from 0, its content, and where that begins in the line."""

    number: int
    content: str
    start: int
    heads: bool


def notes_referred_to(source: Sequence[str]) -> set[str]:
    """The names of the notes that the text refers to."""
    text = "\n".join(source)
    names = [found[1] for line in source if (found := NOTE.match(line))]
    return {name for name in names if text.count(f"[^{name}]") > 1}


def escaped_lists(source: Sequence[str], escaped: Iterable[int]) -> set[int]:
    """The lines that begin with a mark behind a backslash, of which two or more are under each other.

    So converters write the lists that people type.
    """
    marks = {number: found[1] for number in sorted(escaped) if (found := _ESCAPED_MARK.match(source[number]))}
    kinds = {number: "1" if mark[0].isdigit() else mark for number, mark in marks.items()}
    listed: set[int] = set()
    for one, other in pairwise(kinds):
        if kinds[one] == kinds[other] and not any(line.strip() for line in source[one + 1 : other]):
            listed |= {one, other}
    return listed


def by_note(region: Region) -> Iterator[Region]:
    """A paragraph, of which each note is one by itself."""
    rows = (region.content or "").split("\n")
    starts = [place for place, row in enumerate(rows) if not place or NOTE.match(row)]
    if len(starts) == 1 or len(rows) != region.end - region.start:
        yield region
        return
    for start, end in pairwise([*starts, len(rows)]):
        yield region._replace(start=region.start + start, end=region.start + end, content="\n".join(rows[start:end]))


def is_inside(outer: Any, token: Any) -> bool:
    """Whether a token is within what another one opened."""
    return bool(token.level > outer.level)


def cells_of(tokens: Sequence[Any], source: Sequence[str]) -> list[Cell] | None:
    """The cells of a table, whose first token is the first; None where one is not found in its line."""
    cells: list[Cell] = []
    number = at = 0
    for token, following in pairwise(takewhile(lambda each: each.type != "table_close", tokens)):
        if token.type == "tr_open":
            number, at = token.map[0], 0
        elif token.type in {"th_open", "td_open"} and following.content:
            found = source[number].find(following.content, at)
            if found < 0:
                return None
            cells.append(Cell(number, following.content, found, token.type == "th_open"))
            at = found + len(following.content)
    return cells


def settings_at(lines: Sequence[str]) -> int:
    """How many lines the settings take that some programs write at the top, between `---` and `---`."""
    if lines[0].rstrip() != "---":
        return 0
    taken = len(list(takewhile(lambda line: line.strip() not in {"", "---", "..."}, lines[1:_MAX_SETTINGS])))
    closes = taken + 1 < len(lines) and lines[taken + 1].strip() in {"---", "..."}
    return taken + 2 if closes else 0
