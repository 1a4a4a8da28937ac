"""Which lines of a file belong to an entry: its own, the comments directly above it, and those further in below it."""

from __future__ import annotations

import re
from typing import NamedTuple

from handouts.content.patching.nodes import Entry, Node, after_break, line_end, line_start

_COMMENT = re.compile(r"( *)#")
_BEHIND = re.compile(r"[ \t]+#.*")


class Region(NamedTuple):
    """The lines of an entry: `text[start:end]`, in which the entry itself begins at `own`.

    `end` is behind the break of the last line. One that is `inline` begins behind something else on its line, such as
    the first key of an item, and has no lines above it.
    """

    start: int
    own: int
    end: int
    inline: bool


def region_of(text: str, node: Node, place: int) -> Region:
    """The region of the entry of a block with that place among its entries."""
    entry = node.entries[place]
    own = line_start(text, entry.start)
    end = _end_of(text, entry)
    if text[own : entry.start].strip(" "):
        return Region(entry.start, entry.start, end, inline=True)
    least = _end_of(text, node.entries[place - 1]) if place else _top_of(text, node)
    deepest = entry.start - own if place else None
    return Region(_above(text, own, least, deepest), own, end, inline=False)


def _end_of(text: str, entry: Entry) -> int:
    """Behind the last of the lines of an entry."""
    column = entry.start - line_start(text, entry.start)
    return _behind_inner_comments(text, after_break(text, line_end(text, entry.end)), column)


def _top_of(text: str, node: Node) -> int:
    """Where the lines of a block may begin at most: behind the key or dash that it belongs to."""
    start = line_start(text, node.start)
    while start:
        above = line_start(text, start - 1)
        line = text[above : line_end(text, above)]
        if line.strip() and not _COMMENT.match(line):
            return start
        start = above
    return 0


def _above(text: str, own: int, least: int, deepest: int | None) -> int:
    """Where the comments directly above a line begin; those further in than `deepest` belong to what is before."""
    start = own
    while start > least:
        above = line_start(text, _before_break(text, start))
        found = _COMMENT.match(text, above, start)
        if not found or (deepest is not None and len(found[1]) > deepest):
            break
        start = above
    return start


def _behind_inner_comments(text: str, end: int, column: int) -> int:
    """Behind the last of the comments below that are further in than an entry; blank lines may be between them."""
    reached = end
    while end < len(text):
        last = line_end(text, end)
        found = _COMMENT.match(text, end, last)
        if found and len(found[1]) > column:
            reached = after_break(text, last)
        elif text[end:last].strip():
            break
        end = after_break(text, last)
    return reached


def blank_above(text: str, start: int) -> int:
    """Where the blank lines directly above a line begin; `start` itself where there are none."""
    while start:
        above = line_start(text, _before_break(text, start))
        if text[above:start].strip():
            break
        start = above
    return start


def blank_below(text: str, end: int) -> int:
    """Behind the blank lines that begin at `end`."""
    while end < len(text):
        last = line_end(text, end)
        if text[end:last].strip():
            break
        end = after_break(text, last)
    return end


def _before_break(text: str, start: int) -> int:
    """Where the break begins that ends before `start`."""
    return start - 2 if text[start - 2 : start] == "\r\n" else start - 1


def comment_of(text: str, entry: Entry) -> str:
    """The comment on the line on which an entry begins, with the space before it; empty where there is none."""
    node = entry.node
    if node.kind == "text" and node.style in {"|", ">"}:
        header = text[node.start : line_end(text, node.start)]
        found = re.search(r"[ \t]+#.*", header)
        return found[0].rstrip("\r") if found else ""
    place = entry.after if node.kind != "text" and node.style == "block" else entry.end
    behind = _BEHIND.match(text, place, line_end(text, place))
    return behind[0] if behind else ""


def is_spaced(text: str, node: Node, place: int) -> bool:
    """Whether a blank line is above the entry of that place, or, for a place behind the last, above that."""
    at = min(place, len(node.entries) - 1) or min(1, len(node.entries) - 1)
    if not at:
        return False
    region = region_of(text, node, at)
    return (
        not region.inline and max(blank_above(text, region.start), _end_of(text, node.entries[at - 1])) < region.start
    )
