"""The pieces of a text: headings, paragraphs, lines of a list, rules, and what has no place in a brochure.

`plain` and `markdown` read a text into these. A block is made of slices of lines. What is outside every slice is
a mark that was dropped, which is how `comparing` can tell that nothing else was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeVar

from handouts.intake.importing.lines import FRAME, Line, read_line, tidy
from handouts.problems import Message, msg

_CAPTION = re.compile(
    r"(?:afbeelding|afb\.?|foto|figuur|fig\.?|figure|photo|picture|tabel|table)\s*\d*\s*[:.–]\s", re.IGNORECASE
)
"""How a line begins that says what a picture or a table shows."""
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
NO_HEAD = "–"
"""What stands over a column that has no head."""
ITEM = "- "
"""What the tag of a line of a list is read as."""
CELL_BREAK = " · "
"""Stands where a line ends in a cell, which has one line."""
_CLOSING_HASHES = re.compile(r"\s+#+\s*$")
BlockKind = Literal["heading", "text", "bullet", "odd", "rule", "table", "picture", "source"]


class Slice(NamedTuple):
    """A part of a line that is kept, by columns of its `raw` text."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The part itself."""
        return self.line.raw[self.start : self.end]


@dataclass
class TableDraft:
    """A table in the making: every row has as many cells as the head, and a cell may be empty."""

    caption: str = ""
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class PictureDraft:
    """A picture in the making; `name` is that in its file, `width` is in mm where it is known, else 0.

    `file` is the name that it is kept under. One without `alt` is asked about.
    """

    name: str
    alt: str = ""
    width: float = 0.0
    file: str = ""
    caption: str = ""


@dataclass
class Block:
    """A piece of a text. `style` distinguishes headings, kinds of bullet and kinds of odd things.

    `gap`: a blank line or a rule comes before it; `indent` is in columns. Of a `literal` heading every `*`
    and `_` prints. What `begins_list` is no part of the list before it.
    """

    kind: BlockKind
    slices: list[Slice]
    gap: bool = False
    indent: int = 0
    style: str = ""
    depth: int = 0
    literal: bool = False
    begins_list: bool = False
    table: TableDraft | None = None
    picture: PictureDraft | None = None

    @property
    def line(self) -> Line:
        """The line that the block begins on."""
        return self.slices[0].line

    @property
    def rows(self) -> list[str]:
        """What is kept of each line."""
        return _rows(self.slices)

    @property
    def text(self) -> str:
        """The text of the block on one line."""
        return text_of(self.slices)

    @property
    def is_line(self) -> bool:
        """Whether it is text on one line, and not what is said under a picture."""
        return self.kind == "text" and len(self.slices) == 1 and not self.is_caption

    @property
    def is_caption(self) -> bool:
        """Whether it is what is said under a picture."""
        return self.kind == "text" and (self.style == "caption" or _CAPTION.match(self.text.lstrip("*_")) is not None)

    @property
    def is_open(self) -> bool:
        """Whether it closes with a mark that no heading ends with."""
        return self.text[-1] in ".,;:"

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes as a sentence does."""
        return self.slices[-1].line.ends_sentence

    @property
    def opens_list(self) -> bool:
        """Whether it closes with a colon, as the line before a list does."""
        return self.text.rstrip("*_ ").endswith(":")


def _rows(slices: Sequence[Slice]) -> list[str]:
    rows: dict[tuple[int, int], str] = {}
    end = 0
    for part in slices:
        line = part.line
        # Bars stand between the cells of a table.
        space = " " if any(sign.isspace() or sign == "|" for sign in line.raw[end : part.start]) else ""
        rows[line.place] = f"{rows.get(line.place, '')}{space}{part.text}"
        end = part.end
    return [tidy(row) for row in rows.values()]


def text_of(slices: Sequence[Slice]) -> str:
    """The text of slices on one line."""
    return " ".join(row for row in _rows(slices) if row)


def whole(line: Line) -> Slice:
    """All of a line."""
    return Slice(line, line.start, len(line.raw))


def after_hashes(line: Line, start: int) -> Slice:
    """The text of a heading from a column on, without the `#` that close it."""
    closing = _CLOSING_HASHES.search(line.raw, start)
    return Slice(line, start, closing.start() if closing else len(line.raw))


def in_sentence(before: Block, text: str) -> bool:
    """Whether what stands after a break is in the sentence before it, which was broken only to fit."""
    said = before.text
    if before.kind not in {"text", "bullet"} or not text[0].islower() or read_line(0, text).kind:
        return False
    return said.endswith(",") or (said[0].isupper() and not before.ends_sentence and text[-1] in ".!?")


def rule_block(line: Line) -> Block:
    """A line that parts the text and has no words."""
    return Block("rule", [Slice(line, 0, 0)])


def odd_block(lines: Iterable[Line], style: str, fence: re.Pattern[str]) -> Block:
    """Lines that have no place in a brochure, without those that only frame them; a rule where these are all."""
    filled = [line for line in lines if not line.blank]
    kept = [whole(line) for line in filled if not FRAME.fullmatch(line.whole) and not fence.fullmatch(line.whole)]
    return Block("odd", kept, style=style) if kept else rule_block(filled[0])


class Change(NamedTuple):
    """A part of a line of the file that is read as something else; empty when it is layout only.

    `start` and `end` are its columns, or offsets in a paragraph, of which no `number` of a line is known.
    """

    number: int
    start: int
    end: int
    read: str


def applied(text: str, changes: Iterable[Change]) -> str:
    """The text as it is read."""
    made, end = "", 0
    for change in sorted(changes, key=lambda change: change.start):
        made += text[end : change.start] + change.read
        end = change.end
    return made + text[end:]


def grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """The items by key, each group in their order."""
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def unprinted_signs(shown: str) -> Message:
    """The sentence about Markdown that does not print as such; `shown` is what prints."""
    return msg("the signs around bold, italics or a link do not print here: “{shown}”", shown=shown[:60])


class Parsed(NamedTuple):
    """A text as lines and the blocks that are made of them.

    The lines are those of the file, but for the `changes`; `remarks` say, by line, what does not print as it was meant.
    """

    lines: Sequence[Line]
    blocks: list[Block]
    changes: Sequence[Change] = ()
    remarks: Sequence[tuple[int, Message]] = ()
