"""One change of a YAML text at the places of its values; all that it does not concern stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from handouts.content.dumping import in_line, lines_of, name_of
from handouts.content.patching.nodes import BREAK, Entry, Node, after_break, line_end, line_start
from handouts.content.patching.regions import blank_above, blank_below, comment_of, is_spaced, region_of
from handouts.content.patching.texts import between_brackets, lines_for, lines_of_text
from handouts.content.reading import Value

_COMMA = re.compile(r"\s*,[ \t]*")
_STEP = 2
"""How many spaces further in a block of text begins than its key."""


class Editor:
    """Changes of one text with its nodes; each method gives the changed text."""

    def __init__(self, text: str, newline: str, root: Node) -> None:
        """`newline` is the break of the lines that are added, `root` the value of the text."""
        self.text = text
        self.newline = newline
        self._on_one_line = {*_lists_on_one_line(root)}
        """The keys under which she writes a list between brackets."""

    def replace_root(self, root: Node, value: Value) -> str:
        """The text with another value in the place of all of it."""
        lines = [in_line(value)] if not value or isinstance(value, str) else [*lines_of(value, "")]
        return self.text[: root.start] + self._joined(lines) + self.text[root.end :]

    def replace(self, parent: Node, entry: Entry, value: Value) -> str:
        """The text with another value of an entry, a text in the style of the old one."""
        if parent.style == "flow":
            new = between_brackets(value, entry.node) if isinstance(value, str) else in_line(value)
            space = " " if entry.node.absent and entry.key else ""
            return self._spliced(entry.node.start, entry.node.end, space + new)
        if not isinstance(value, str) or (entry.node.kind != "text" and entry.node.style == "block"):
            return self.anew(parent, entry, value)
        return self._replace_text(entry, value)

    def anew(self, parent: Node, entry: Entry, value: Value) -> str:
        """The text with an entry of a block that is dumped anew, but for the comment on its first line."""
        first, *rest = self._entry_lines(parent, entry.key, value)
        end = line_end(self.text, entry.end)
        return self._spliced(entry.start, end, self._joined([first + comment_of(self.text, entry), *rest]))

    def _replace_text(self, entry: Entry, value: str) -> str:
        text, node = self.text, entry.node
        column = entry.start - line_start(text, entry.start)
        before = "key: " if entry.key else "- "
        first, *rest = lines_for(value, node, text[node.start : node.end], before, column + _STEP)
        if node.absent:
            first = f" {first}"
        if node.style in {"|", ">"}:
            return self._spliced(node.start, node.end, self._joined([first + comment_of(text, entry), *rest]))
        # What is behind the old text on its last line, a comment, is behind the first line of a new block.
        end = line_end(text, node.end)
        return self._spliced(node.start, end, self._joined([first + text[node.end : end], *rest]))

    def insert(self, parent: Node, place: int, key: str, value: Value) -> str:
        """The text with a new entry before that which has this place among the entries; `parent` is not empty."""
        if parent.style == "flow":
            return self._insert_between_brackets(
                parent, place, f"{name_of(key)}: {in_line(value)}" if key else in_line(value)
            )
        column = self._column(parent)
        first, *rest = self._entry_lines(parent, key, value)
        spaced = is_spaced(self.text, parent, place) and (not key or bool(rest))
        return self.insert_lines(parent, place, [" " * column + first, *rest], spaced=spaced)

    def insert_lines(self, parent: Node, place: int, lines: Sequence[str], *, spaced: bool) -> str:
        """The text with whole lines as the entry of a block before the one of that place.

        With `spaced` a blank line is put between it and the one above, or of the first and the one below.
        """
        blank = [""] if spaced else []
        if place:
            blank = blank if not _last_text(parent.entries[place - 1].node).text.endswith("\n\n") else []
            end = region_of(self.text, parent, place - 1).end
            broken = end == line_start(self.text, end)  # the last line of a file may have no break
            added = self._joined([*blank, *lines, ""])
            if broken:
                return self._spliced(end, end, added)
            return self._with_last_break_clipped(parent.entries[place - 1].node) + self.newline + added
        first = region_of(self.text, parent, 0)
        if not first.inline:
            return self._spliced(first.start, first.start, self._joined([*lines, *blank, ""]))
        margin = " " * self._column(parent)
        begun = lines[0].lstrip(" ")
        if not begun.startswith("#"):
            return self._spliced(first.own, first.own, self._joined([begun, *lines[1:], *blank, margin]))
        start = self._without_spaces(first.own)
        return self._spliced(start, first.own, self._joined(["", *lines, *blank, margin]))

    def remove(self, parent: Node, place: int) -> str:
        """The text without the lines of an entry, which is not the only one, and without the blank lines above it."""
        if parent.style == "flow":
            return self._remove_between_brackets(parent, place)
        region = region_of(self.text, parent, place)
        if not region.inline:
            start = region.start
            if place:
                # A block above may keep the breaks that end it: those blank lines are its own.
                start = max(blank_above(self.text, start), region_of(self.text, parent, place - 1).end)
            return self._spliced(start, region.end if place else blank_below(self.text, region.end), "")
        below = region_of(self.text, parent, 1)
        if blank_below(self.text, region.end) == below.own:
            return self._spliced(region.own, parent.entries[1].start, "")
        # Comments come first now, so the dash is on a line of its own.
        start = self._without_spaces(region.own)
        return self._spliced(start, blank_below(self.text, region.end), self.newline)

    def emptied(self, parent: Node, entry: Entry) -> str:
        """The text with a key that has a comment behind it, and no value any more; empty for any other entry.

        So that what she wrote there is still there when something is filled in again.
        """
        if not entry.key or parent.style == "flow" or entry.node.kind != "text":
            return ""
        comment = comment_of(self.text, entry)
        return self._spliced(entry.after, line_end(self.text, entry.end), comment) if comment else ""

    def move(self, parent: Node, place: int, target: int) -> tuple[str, str | list[str], bool]:
        """The text without an entry, the source of that entry, and whether a blank line was above it.

        Whoever calls puts the source back, by `insert_lines` or, between brackets, `insert_source`.
        """
        if parent.style == "flow":
            entry = parent.entries[place]
            return self.remove(parent, place), self.text[entry.start : entry.end], False
        region = region_of(self.text, parent, place)
        source = " " * (self._column(parent) if region.inline else 0) + self.text[region.start : region.end]
        lines = BREAK.split(source)
        spaced = is_spaced(self.text, parent, target or place)
        return self.remove(parent, place), lines[:-1] if not lines[-1] else lines, spaced

    def insert_source(self, parent: Node, place: int, source: str) -> str:
        """The text with the source of an entry between brackets."""
        return self._insert_between_brackets(parent, place, source)

    def _insert_between_brackets(self, parent: Node, place: int, source: str) -> str:
        if place:
            end = parent.entries[place - 1].end
            return self._spliced(end, end, f", {source}")
        start = parent.entries[0].start
        return self._spliced(start, start, f"{source}, ")

    def _remove_between_brackets(self, parent: Node, place: int) -> str:
        entries = parent.entries
        if place + 1 == len(entries):
            before = self.text[entries[place - 1].end : entries[place].start]
            start = entries[place].start if "#" in before else entries[place - 1].end
            return self._spliced(start, entries[place].end, "")
        start, text = entries[place].start, self.text
        comma = _COMMA.match(text, entries[place].end)
        end = comma.end() if comma else entries[place + 1].start
        if end < line_end(text, end):
            return self._spliced(start, end, "")
        # It is the last on its line, or the only one.
        own = line_start(text, start)
        if text[own:start].strip():
            return self._spliced(self._without_spaces(start), end, "")
        return self._spliced(own, after_break(text, end), "")

    def _entry_lines(self, parent: Node, key: str, value: Value) -> list[str]:
        """The lines of a new entry of a block; the first is without the space before it."""
        column = self._column(parent)
        indent = " " * column
        if isinstance(value, str):
            head, before = (f"{name_of(key)}: ", "key: ") if key else ("- ", "- ")
            first, *rest = lines_of_text(value, before, column + _STEP)
            return [head + first, *rest]
        whole: Any = {key: value} if parent.kind == "mapping" else [value]
        first, *rest = lines_of(self._as_she_writes(whole), indent)
        return [first[column:], *rest]

    def _as_she_writes(self, value: Any, key: str = "") -> Any:
        """A value in which lists of texts are tuples where others under their key are between brackets."""
        if isinstance(value, dict):
            return {each: self._as_she_writes(item, each) for each, item in value.items()}
        if isinstance(value, list) and value and key in self._on_one_line and all(isinstance(e, str) for e in value):
            return tuple(value)
        return [self._as_she_writes(each) for each in value] if isinstance(value, list) else value

    def _with_last_break_clipped(self, node: Node) -> str:
        """The text, in which a block that ends it without a break is read as before when a break follows."""
        node = _last_text(node)
        if node.style in {"|", ">"} and not node.text.endswith("\n"):
            header = BREAK.split(self.text[node.start :], maxsplit=1)[0].partition("#")[0]
            if "-" not in header:
                return self._spliced(
                    node.start, node.start + len(header), header[0] + "-" + header[1:].replace("+", "")
                )
        return self.text

    def _column(self, parent: Node) -> int:
        start = parent.entries[0].start
        return start - line_start(self.text, start)

    def _without_spaces(self, offset: int) -> int:
        """Where the spaces before `offset` begin."""
        return len(self.text[:offset].rstrip(" "))

    def _joined(self, lines: Sequence[str]) -> str:
        return self.newline.join(lines)

    def _spliced(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]


def _last_text(node: Node) -> Node:
    """What a value ends with."""
    while node.entries:
        node = node.entries[-1].node
    return node


def _lists_on_one_line(node: Node) -> Iterator[str]:
    for entry in node.entries:
        if entry.key and entry.node.kind == "list" and entry.node.style == "flow" and entry.node.entries:
            yield entry.key
        yield from _lists_on_one_line(entry.node)


def newline_of(text: str) -> str:
    """The break that ends the first line of a text."""
    end = line_end(text, 0)
    return text[end : after_break(text, end)] or "\n"
