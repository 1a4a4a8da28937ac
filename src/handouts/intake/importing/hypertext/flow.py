"""The elements of a page in their order, as blocks: headings, paragraphs, lines of lists, tables and pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element

from handouts.intake.importing.blocks import Block, PictureDraft, Slice, TableDraft, in_sentence, rule_block, whole
from handouts.intake.importing.hypertext.inline import LINE, Look, Run, look_of, plain, signed
from handouts.intake.importing.hypertext.marks import box_of, number_before
from handouts.intake.importing.hypertext.tables import cells_of, head_over, lays_out, rows_of, table_of
from handouts.intake.importing.hypertext.tree import BLOCKS, UNREAD, number, tag_of
from handouts.intake.importing.lines import EMOJI, Line, lettered, read_line, ringed, tidy
from handouts.intake.importing.meaning import speaks_against

_DRAWN = re.compile(r"[-=_~*—–─═]{2,}|(?:[-=_~*•] ){2,}[-=_~*•]")
_ORNAMENT = re.compile(rf"[{EMOJI}\ufe0f\u200d\s]+")
"""A line that parts the text, typed by hand, and one that only decorates."""
_HEADING = re.compile(r"h[1-6]")
_TYPED = {"tick", "number", "bullet", "dash", "circle", "emoji"}
"""Marks that are typed at the beginning of a paragraph to make it a line of a list."""
_BOXES = "☐☑☒"
_CAPTIONS = {"caption", "wp-caption-text", "MsoCaption"}
_INDENT = 2
_DEEPEST = 9
_LEVEL = re.compile(r"lst-kix_\w+-(\d)")
"""How deep a list is that Google writes; it closes the list around it first."""
_OF_ONE_LINE = {"bulleted-list", "to-do-list"}
"""What Notion calls its lists, of which each has one line."""
_MM_PER_PX = 25.4 / 96


class _Place(NamedTuple):
    """Where in lists a block stands: how deep, and the mark that the next line gets; without one it is text."""

    depth: int = 0
    mark: str = ""
    begins: bool = False


class Flow:
    """Reads a page once. `pictures` are those that are there, by name."""

    def __init__(self, pictures: Mapping[str, bytes]) -> None:
        self.lines: list[Line] = []
        self.blocks: list[Block] = []
        self.addresses: set[str] = set()
        self._pictures = pictures
        self._runs: list[Run] = []
        self._waiting: list[PictureDraft] = []
        self._place = _Place()
        self._broken: Block | None = None

    def read(self, body: Element) -> None:
        """Makes the blocks of a page."""
        self._inside(body, Look())
        self._end()
        self._count_letters()

    def _count_letters(self) -> None:
        """Paragraphs that begin with `a.`, `b.` and so on, or all with an o for a ring, are lines of a list."""
        for place in ringed([block.text if block.is_line else "" for block in self.blocks]):
            block = self.blocks[place]
            line = block.line._replace(kind="circle", end=block.line.start + 1)
            block.kind, block.style, block.slices = "bullet", "circle", [Slice(line, line.end, len(line.raw))]
        for place in lettered([(block.indent, block.text if block.is_line else "") for block in self.blocks]):
            block = self.blocks[place]
            if block.kind == "text":
                block.kind, block.style = "bullet", "number"
                block.slices = [whole(block.line._replace(kind="number", end=block.line.start + 2))]

    def _inside(self, element: Element, look: Look) -> None:
        self._letters(element.text, look)
        for each in element:
            self._one(each, look)
            self._letters(each.tail, look)

    def _letters(self, text: str | None, look: Look) -> None:
        if text:
            self._runs.append(Run(text, *look))

    def _one(self, element: Element, look: Look) -> None:
        tag = tag_of(element)
        if not tag or tag in UNREAD:
            return
        if tag == "br":
            self._break()
        elif tag == "img":
            self._picture(element)
        elif tag in {"ul", "ol", "menu", "dir"}:
            self._list(element, look)
        elif tag == "table":
            self._table(element, look)
        elif _HEADING.fullmatch(tag) or tag in {"pre", "hr"}:
            self._end()
            self._special(element, tag)
        elif element.get("data-depth") and tag == "p":
            self._line_of_word(element, look)
        elif tag in BLOCKS:
            self._end()
            self._part(element, look_of(element, tag, look))
        else:
            self._inside(element, look_of(element, tag, look))

    def _part(self, element: Element, look: Look) -> None:
        """What begins on a line of its own; a caption is no heading."""
        tag, first = tag_of(element), len(self.blocks)
        self._inside(element, look._replace(bold=True) if tag in {"dt", "summary"} else look)
        self._end()
        if tag in {"figcaption", "caption"} or _CAPTIONS & {*(element.get("class") or "").split()}:
            for block in self.blocks[first:]:
                block.style = "caption" if block.kind == "text" else block.style

    def _line_of_word(self, element: Element, look: Look) -> None:
        """A line of a list that is none in the code."""
        self._end()
        outer, mark = self._place, element.get("data-mark") or "•"
        depth = min(max(number(element.get("data-depth")), 1), _DEEPEST)
        self._place = _Place(outer.depth + depth, mark, mark in {"1.", "a)", "i."} and depth == 1)
        self._inside(element, look)
        self._end()
        self._place = outer._replace(mark="")

    def _special(self, element: Element, tag: str) -> None:
        if tag == "hr":
            self.blocks.append(rule_block(self._line("")))
        elif tag == "pre":
            for text in "".join(run.text for run in self._runs_of(element)).replace(LINE, "\n").split("\n"):
                self._runs = [Run(text)]
                self._end()
        elif text := plain(self._runs_of(element)):
            line = self._line(text)
            self.blocks.append(Block("heading", [whole(line)], gap=True, style=f"#{tag[1]}", literal=True))
            if self._place.mark:
                # What stands under a heading in a list is text, and no line of it.
                self._place = _Place()
        self._show_pictures()

    def _runs_of(self, element: Element) -> list[Run]:
        """The letters in an element as one paragraph; its pictures wait for the end of that."""
        outer, self._runs = self._runs, []
        self._gather(element, Look())
        made, self._runs = self._runs, outer
        return made

    def _gather(self, element: Element, look: Look) -> None:
        self._letters(element.text, look)
        for each in element:
            tag = tag_of(each)
            if tag == "img":
                self._picture(each)
            elif tag == "br" or tag in BLOCKS:
                self._runs.append(Run(LINE))
            if tag and tag not in UNREAD:
                self._gather(each, look_of(each, tag, look))
            if tag in BLOCKS:
                self._runs.append(Run(LINE))
            self._letters(each.tail, look)

    def _signed(self, runs: list[Run]) -> str:
        text, addresses = signed(runs)
        self.addresses.update(addresses)
        return text

    def _break(self) -> None:
        """A line ends: what follows is a paragraph of its own."""
        place, count = self._place, len(self.blocks)
        self._end(shows=False)
        self._broken = self.blocks[-1] if len(self.blocks) > count else None
        if place.mark and not self._place.mark:
            self._place = place._replace(mark="")

    def _end(self, *, shows: bool = True) -> None:
        """Ends the paragraph, and puts the pictures in it after it."""
        text = tidy(self._signed(self._runs))
        broken, self._runs, self._broken = self._broken, [], None
        if broken and text and in_sentence(broken, text):
            broken.slices.append(whole(self._line(text)))
        elif _DRAWN.fullmatch(text) or (_ORNAMENT.fullmatch(text) and not speaks_against(text)):
            self.blocks.append(rule_block(self._line("")))
        elif text:
            self._paragraph(text)
        if shows:
            self._show_pictures()

    def _paragraph(self, text: str) -> None:
        place, indent = self._place, " " * (_INDENT * max(self._place.depth - 1, 0))
        typed = read_line(0, f"{indent}{text}")
        kind: Literal["bullet", "text"] = "bullet"
        is_typed = typed.kind in _TYPED and not (typed.kind == "emoji" and typed.mark[0] in _BOXES)
        speaks = typed.kind == "tick" or (is_typed and speaks_against(typed.mark))
        if is_typed and (not place.mark or speaks):
            line = self._line(typed.raw, typed.kind, typed.start, typed.end)
        elif place.mark:
            raw = f"{indent}{place.mark} {text}"
            style = {"•": "bullet", "☐": "tick", "☑": "tick"}.get(place.mark, "number")
            line = self._line(raw, style, len(indent), len(indent) + len(place.mark))
        else:
            kind, line = "text", self._line(f"{indent}{'  ' if place.depth else ''}{text}")
        start = line.end if kind == "bullet" and line.kind != "number" else line.start
        block = Block(kind, [Slice(line, start, len(line.raw))], indent=line.indent, style=line.kind)
        block.begins_list = place.begins and kind == "bullet"
        before = self.blocks[-1].kind if self.blocks else ""
        block.gap = not place.depth and not (kind == "bullet" and before == "bullet")
        self.blocks.append(block)
        self._place = place._replace(mark="", begins=False)

    def _line(self, raw: str, kind: str = "", start: int = 0, end: int = 0) -> Line:
        first = len(raw) - len(raw.lstrip())
        line = Line(len(self.lines) + 1, raw, kind, start if kind else first, end if kind else first)
        self.lines.append(line)
        return line

    def _list(self, element: Element, look: Look) -> None:
        self._end()
        outer = self._place
        count = number(element.get("start")) or 1
        level = _LEVEL.search(element.get("class") or "")
        deeper = min(number(level[1]), _DEEPEST) if level and not outer.depth else 0
        begins = outer.depth == 0 and not deeper and not self._goes_on(element, count)
        ordered = tag_of(element) == "ol"
        self._letters(element.text, look)
        self._end()
        for each in element:
            if tag_of(each) == "li":
                count = number(each.get("value")) or count
                mark = number_before(each, element, count) if ordered else box_of(each) or "•"
                count += 1
                self._place = _Place(outer.depth + 1 + deeper, mark, begins)
                begins = False
                self._inside(each, look)
                self._end()
            else:
                self._place = _Place(outer.depth + 1 + deeper)
                self._one(each, look)
            self._letters(each.tail, look)
            self._end()
        self._place = outer._replace(mark="")

    def _goes_on(self, element: Element, start: int) -> bool:
        """Whether a list goes on in the one before it: by its number, or as Google says."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.kind != "bullet":
            return False
        called = (element.get("class") or "").split()
        if any(map(_LEVEL.match, called)):
            return "start" not in called
        if _OF_ONE_LINE & {*called}:
            return last.style in {"bullet", "tick"}
        return last.style == "number" and last.line.mark == f"{start - 1}."

    def _table(self, element: Element, look: Look) -> None:
        self._end()
        if lays_out(element):
            self._unwrap(element, look)
            return
        if (head := head_over(element)) is not None:
            self._inside(head, look._replace(bold=True))
            self._end()
        made, fits = table_of(element, self._runs_of, self._signed)
        if fits:
            line = self._line(tidy(" ".join([made.caption, *made.head])) or "-")
            self.blocks.append(Block("table", [whole(line)], gap=True, table=made))
        else:
            self._rows(made)
        self._show_pictures()

    def _rows(self, made: TableDraft) -> None:
        """A table that is too large for a brochure, as lines for her to place."""
        rows = [[made.caption], made.head, *made.rows]
        texts = [" | ".join(cell for cell in row if cell) for row in rows]
        kept = [whole(self._line(text)) for text in texts if text]
        self.blocks.append(Block("odd", kept, gap=True, style="table"))

    def _unwrap(self, element: Element, look: Look) -> None:
        for each in element:
            if tag_of(each) == "caption":
                self._one(each, look)
        for row in rows_of(element):
            for cell in cells_of(row):
                self._inside(cell, look)
                self._end()

    def _picture(self, element: Element) -> None:
        # It parts the words around it.
        self._runs.append(Run(" "))
        alt = tidy(" ".join((element.get("alt") or "").split()))
        name = element.get("src") or ""
        if name in self._pictures:
            width = number(element.get("width")) * _MM_PER_PX
            self._waiting.append(PictureDraft(name, alt, width))

    def _show_pictures(self) -> None:
        for picture in self._waiting:
            line = self._line(picture.alt or picture.name)
            self.blocks.append(Block("picture", [whole(line)], gap=True, picture=picture))
        self._waiting = []
