"""Where each value of a YAML text begins and ends, found by running its events once more.

Reading keeps where a value begins, which is enough to name it; only who changes a file needs to know where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import yaml

from handouts.content.reading import FieldPath, Value
from handouts.content.reading.mending import LOADER
from handouts.files.unseen import bare, pasted, places_of

BREAK = re.compile(r"\r\n|[\n\r\x85]")
"""What ends a line."""
_COLON = re.compile(r"\s*:")

Style = Literal["", "'", '"', "|", ">", "block", "flow"]
"""How a value is written: a text without quotes (""), between quotes or in a block; a list or mapping on lines of its
own ("block") or between brackets ("flow")."""


class Node:
    """A value and its place: `text[start:end]`, without the blank lines and comments behind it."""

    __slots__ = ("absent", "end", "entries", "kind", "start", "style", "text")

    def __init__(self, kind: Literal["text", "list", "mapping"], style: Style, start: int) -> None:
        """`start` is an offset in characters."""
        self.kind = kind
        self.style = style
        self.start = start
        self.end = start
        self.text = ""
        self.entries: list[Entry] = []
        self.absent = False
        """Whether there is nothing after its key or dash."""

    @property
    def value(self) -> Value:
        """What reading finds here."""
        if self.kind == "text":
            return self.text
        if self.kind == "list":
            return [entry.node.value for entry in self.present]
        return {entry.key: entry.node.value for entry in self.present}

    @property
    def present(self) -> list[Entry]:
        """Its entries but those that are empty, which reading passes over."""
        return [entry for entry in self.entries if not entry.node.absent]

    def entry(self, step: str | int) -> Entry | None:
        """The entry of that key, also an empty one, or of that index; None where there is none."""
        if isinstance(step, str):
            return next((entry for entry in self.entries if entry.key == step), None)
        present = self.present if self.kind == "list" else []
        return present[step] if 0 <= step < len(present) else None

    def at(self, path: FieldPath) -> Node | None:
        """The node at a path below this one; None where there is none."""
        node: Node | None = self
        for step in path:
            entry = node.entry(step) if node else None
            node = entry.node if entry and not entry.node.absent else None
        return node


class Entry:
    """A key or a dash with its value. It begins at `start`; `after` is behind its colon or dash."""

    __slots__ = ("after", "key", "node", "start")

    def __init__(self, key: str, start: int, after: int, node: Node) -> None:
        """`key` is empty for an item of a list."""
        self.key = key
        self.start = start
        self.after = after
        self.node = node

    @property
    def end(self) -> int:
        """Where its value ends, or its colon or dash where there is none."""
        return max(self.after, self.node.end)


def nodes_of(text: str) -> Node:
    """The value of a YAML text with the places of all that is in it.

    Of what `reading` refuses, some is refused here: raises yaml.YAMLError, ValueError or AttributeError.
    """
    seen = pasted(text)
    root = _Building(seen).root()
    if seen != text:
        places = [*places_of(text), len(text)]
        _move(root, places.__getitem__)
    return root


def _move(node: Node, place: Callable[[int], int]) -> None:
    """Names the places of `node`, and of all in it, in the text that holds what prints nothing too."""

    def behind(offset: int) -> int:
        return place(offset - 1) + 1 if offset else 0

    node.start, node.end = place(node.start), max(place(node.start), behind(node.end))
    for entry in node.entries:
        entry.start, entry.after = place(entry.start), behind(entry.after)
        _move(entry.node, place)


class _Building:
    """Builds the nodes of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=LOADER))

    def root(self) -> Node:
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                return self._node(event)
        message = "no value"
        raise ValueError(message)

    def _node(self, event: Any) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        kind: Literal["list", "mapping"] = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        node = Node(kind, "flow" if event.flow_style else "block", event.start_mark.index)
        while not isinstance(inner := next(self._events), yaml.CollectionEndEvent):
            node.entries.append(self._item(node, inner) if kind == "list" else self._pair(node, inner))
        last: Any = inner
        node.end = last.end_mark.index if node.style == "flow" else node.entries[-1].end
        return node

    def _scalar(self, event: Any) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        style: Style = event.style or ""
        node = Node("text", style, start)
        node.text = pasted(event.value)
        node.absent = not node.text and not style
        node.end = _end_of_block(self._text, start, end) if style in {"|", ">"} else end
        return node

    def _item(self, parent: Node, event: Any) -> Entry:
        node = self._node(event)
        if parent.style == "flow":
            return Entry("", node.start, node.start, node)
        start = parent.start
        if parent.entries:
            column = start - line_start(self._text, start)
            dash = re.compile(rf"(?<=[\n\r\x85]) {{{column}}}-(?=\s|$)")
            found = dash.search(self._text, parent.entries[-1].end, max(node.start, parent.entries[-1].end + 1) + 1)
            if not found:
                message = "a dash that is elsewhere"
                raise ValueError(message)
            start = found.end() - 1
        if node.absent:
            node.start = node.end = start + 1
        return Entry("", start, start + 1, node)

    def _pair(self, parent: Node, event: Any) -> Entry:
        start, end = event.start_mark.index, event.end_mark.index
        node = self._node(next(self._events))
        key = bare(pasted(event.value))
        colon = _COLON.match(self._text, end)
        after = colon.end() if colon else end
        if node.absent:
            node.start = node.end = after
        if any(entry.key == key for entry in parent.entries):
            message = "a key that is there twice"
            raise ValueError(message)
        return Entry(key, start, after, node)


def _end_of_block(text: str, start: int, end: int) -> int:
    """Where the last line of a text after `|` or `>` ends; blank lines below it count only where they are kept."""
    source = text[start:end]
    header = BREAK.split(source, maxsplit=1)[0]
    if "+" in header.partition("#")[0]:
        last = [*BREAK.finditer(source)][-1:]
        return start + last[0].start() if last and last[0].end() == len(source) else end
    reached = line_end(text, start + len(source.rstrip()), end)
    body = source[len(header) :].lstrip("\r\n\x85")
    column = len(body) - len(body.lstrip(" "))
    # A line of more spaces than those before the text holds some of it.
    more = [*re.compile(rf"(?<=[\n\r\x85]) {{{column + 1},}}(?=[\n\r\x85])").finditer(text, reached, end)]
    return more[-1].end() if more else reached


def line_start(text: str, offset: int) -> int:
    """Where the line begins in which `offset` is."""
    return max(text.rfind(sign, 0, offset) for sign in "\n\r\x85") + 1


def line_end(text: str, offset: int, end: int | None = None) -> int:
    """Where the line ends in which `offset` is, before its break."""
    found = BREAK.search(text, offset, len(text) if end is None else end)
    return found.start() if found else len(text) if end is None else end


def after_break(text: str, offset: int) -> int:
    """Behind the break that begins at `offset`; `offset` itself where there is none."""
    found = BREAK.match(text, offset)
    return found.end() if found else offset
