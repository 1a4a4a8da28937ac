"""Markdown into blocks, as CommonMark reads it, with what converters such as pandoc write.

A paragraph goes through `plain` as well: people type ✔ and – in Markdown too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile, zip_longest
from typing import Any, Literal

from handouts.intake.importing.blocks import (
    Block,
    Change,
    Parsed,
    after_hashes,
    applied,
    grouped,
    odd_block,
    rule_block,
    unprinted_signs,
    whole,
)
from handouts.intake.importing.lines import (
    DEFINITION,
    Line,
    read_line,
    settle_lettered,
    settle_tight,
    unescaped,
    wrap_width,
)
from handouts.intake.importing.meaning import names_list
from handouts.intake.importing.plain import Reader
from handouts.intake.importing.regions import (
    NOTE,
    Region,
    by_note,
    cells_of,
    escaped_lists,
    is_inside,
    notes_referred_to,
    settings_at,
)
from handouts.intake.importing.signs import Signs, parser
from handouts.intake.importing.tabular import table_block
from handouts.problems import ContentError, Mark, Message, error, msg

_HASHES = re.compile(r"#{1,6}(?=\s|$)")
_FENCE = re.compile(r"[`~]{3,}\s*\{?[\w.+#=-]*\}?")
_TAGS = re.compile(r"(?:#[^\W\d_][\w/-]*\s*)+")
"""A line of words by which a program for notes finds a text."""
_HEADING_TAG = re.compile(r"<h([1-6])(?:\s[^<>]*)?>\s*([^<>\n]*[^<>\s])\s*</h\1>", re.IGNORECASE)
_SIGNS = re.compile(r"\*+|_+|`+|\[|<|&[#\w]+;")
_MOST_SIGNS, _MOST_CELLS = 20_000, 60_000
# What is no mark at the beginning of a line when it follows a backslash there.
_ESCAPED = re.compile(r"\s*(?:\d{1,9})?\\[-+*#>.)|~=_]|\s*&gt;")


_WHOLE: dict[str, tuple[Literal["odd", "rule", "dropped"], str]] = {
    "fence": ("odd", "code"),
    "odd": ("odd", ""),
    "hr": ("rule", ""),
    "division": ("dropped", ""),
}
"""What is not read further: its kind of region and its style, which is else that of the token."""


def read_markdown(text: str, source: str = "") -> Parsed:
    """The blocks of a Markdown text, in order. In one with headings a line goes on until a blank line.

    Raises ContentError for one with more signs of layout than anybody writes, which would take many seconds.
    """
    signs = sum(1 for _ in _SIGNS.finditer(text))
    if signs > _MOST_SIGNS or text.count("|") > _MOST_CELLS:
        message = msg("this text has more signs of layout, such as * and |, than a brochure has words")
        hint = msg("save it as plain text (.txt) without them, and import that")
        raise ContentError([error("import-not-text", Mark(source), message, hint)])
    return _MarkdownReader(text).read()


class _MarkdownReader:
    """Reads one text."""

    def __init__(self, text: str) -> None:
        self.source = text.split("\n")
        self.settings = settings_at(self.source)
        blanked = [""] * self.settings + self.source[self.settings :]
        environment: dict[str, Any] = {}
        self.tokens: list[Any] = []
        parser().block.parse("\n".join(blanked), parser(), environment, self.tokens)
        self.references = environment.get("references", {})
        # Of Markdown alone, a note that is an address would be a link.
        self.references = {name: found for name, found in self.references.items() if not name.startswith("^")}
        self.notes = notes_referred_to(self.source)
        self.changes: list[Change] = []
        self.remarks: list[tuple[int, Message]] = []
        self.plain: set[int] = set()
        self.used: set[str] = set()

    def read(self) -> Parsed:
        self._count_lists()
        regions = [self._read_signs(region) for region in self._regions()]
        self._drop_definitions(regions)
        lines = self._lines()
        by_number = grouped(lines, lambda line: line.number)
        width, fold = wrap_width(lines), any(region.kind == "heading" for region in regions)
        blocks: list[Block] = []
        for region in regions:
            rows = [line for number in range(region.start, region.end) for line in by_number[number + 1]]
            if region.kind == "dropped" or all(line.blank for line in rows):
                continue
            block = _block_of(region, rows)
            made = [block] if block else Reader(rows, width, fold=fold).read()
            before = by_number[region.start][-1] if region.start else None
            made[0].gap = before is None or before.blank or bool(blocks and blocks[-1].kind == "rule")
            blocks += made
        return Parsed(lines, blocks, self.changes, self.remarks)

    def _regions(self) -> list[Region]:
        """The text in regions that cover every line that is not blank."""
        regions = [Region("odd", 0, self.settings, "settings")] if self.settings else []
        regions += self._found()
        covered = {number for region in regions for number in range(region.start, region.end)}
        for number, line in enumerate(self.source):
            if number not in covered and line.strip():
                is_note = NOTE.match(line)
                regions.append(Region("paragraph", number, number + 1, content=line.strip() if is_note else None))
        return sorted(regions, key=lambda region: region.start)

    def _found(self) -> Iterator[Region]:
        for place, (token, following) in enumerate(zip_longest(self.tokens, self.tokens[1:])):
            start, end = token.map or (0, 0)
            if token.type == "table_open":
                yield self._table(place, start, end)
            elif token.type in _WHOLE:
                kind, style = _WHOLE[token.type]
                yield Region(kind, start, end, style or token.info)
            elif token.type == "paragraph_open" and (found := _HEADING_TAG.fullmatch(following.content)):
                yield self._heading_in_tags(start, found)
            elif token.type == "paragraph_open":
                yield from by_note(Region("paragraph", start, end, content=following.content))
            elif token.type == "heading_open":
                yield from self._heading(token, following.content)

    def _heading_in_tags(self, number: int, found: re.Match[str]) -> Region:
        """A heading as HTML writes it, of which the tags are left out."""
        at = self.source[number].find(found[0])
        spans = ((at, at + found.start(2)), (at + found.end(2), at + found.end()))
        self.changes += [Change(number + 1, *span, "") for span in spans]
        return Region("heading", number, number + 1, f"#{found[1]}", found[2])

    def _table(self, place: int, start: int, end: int) -> Region:
        """A table, of which the signs are noted in each cell; odd where they cannot be."""
        cells = cells_of(self.tokens[place:], self.source)
        signs = [
            Signs(each.content, self.references, self.notes, heading=each.heads, cell=True) for each in cells or ()
        ]
        if cells is None or any(each.is_odd for each in signs):
            return Region("odd", start, end, "table")
        for cell, read in zip(cells, signs, strict=True):
            self._note_in_line(cell.number, read, cell.start)
        return Region("table", start, end)

    def _note_in_line(self, number: int, signs: Signs, shift: int) -> None:
        """Notes the signs of a content that begins at `shift` in a line, counted from 0."""
        self.changes += [
            sign._replace(number=number + 1, start=sign.start + shift, end=sign.end + shift) for sign in signs.signs
        ]
        self.used |= signs.used
        if signs.shown:
            self.remarks.append((number + 1, unprinted_signs(signs.shown)))
        self.remarks += [(number + 1, _unprinted(typed)) for _, typed in signs.unprinted]

    def _heading(self, token: Any, content: str) -> Iterator[Region]:
        start, end = token.map
        if token.markup[:1] == "#":
            yield Region("heading", start, end, f"#{len(token.markup)}", content)
        elif "\n" in content or len(content) > 100 or content[-1:] in ".,;:":
            # A line drawn right under a paragraph is meant as a rule.
            yield Region("paragraph", start, end - 1, content=content)
            yield Region("rule", end - 1, end)
        else:
            yield Region("heading", start, end, "#1" if token.markup == "=" else "#2", content)

    def _read_signs(self, region: Region) -> Region:
        """Notes the signs in a paragraph or heading; one that holds HTML of other kinds than text is odd."""
        if region.kind == "dropped":
            self.changes += [self._whole_line(number) for number in range(region.start, region.end)]
        if not region.content:
            return region
        signs = Signs(region.content, self.references, self.notes, heading=region.kind == "heading")
        if signs.is_odd or _TAGS.fullmatch(region.content):
            return region._replace(kind="odd", style="HTML" if signs.is_odd else "settings")
        self._note(region, region.content, signs)
        return region._replace(literal=signs.literal)

    def _whole_line(self, number: int) -> Change:
        """Leaves out a line, counted from 0."""
        return Change(number + 1, 0, len(self.source[number]), "")

    def _note(self, region: Region, content: str, signs: Signs) -> None:
        offset = 0
        for number, row in enumerate(content.split("\n"), start=region.start):
            lead = offset + len(row) - len(row.lstrip())
            shift = self._column(number, row.strip(), heading=region.kind == "heading") - lead
            self.changes += [
                sign._replace(number=number + 1, start=sign.start + shift, end=sign.end + shift)
                for sign in signs.signs
                if offset <= sign.start <= offset + len(row)
            ]
            if _ESCAPED.match(row):
                self.plain.add(number)
            offset += len(row) + 1
        self.used |= signs.used
        line = region.start + 1
        if signs.shown:
            self.remarks.append((line, unprinted_signs(signs.shown)))
        for at, typed in signs.unprinted:
            self.remarks.append((line + content.count("\n", 0, at), _unprinted(typed)))

    def _column(self, number: int, row: str, *, heading: bool) -> int:
        """Where in a line its content begins."""
        source = self.source[number]
        hashes = _HASHES.search(source) if heading else None
        return source.find(row, hashes.end()) if hashes else source.rfind(row)

    def _count_lists(self) -> None:
        """In a list in which every number is the same, the numbers count, as Markdown says."""
        for place, token in enumerate(self.tokens):
            if token.type != "ordered_list_open":
                continue
            inside = takewhile(partial(is_inside, token), self.tokens[place + 1 :])
            items = [each for each in inside if each.type == "list_item_open" and each.level == token.level + 1]
            if len({item.info for item in items}) > 1:
                continue
            first = 0
            for number, item in enumerate(items):
                line = item.map[0]
                # `Niet:` between two items begins another list.
                first = number if names_list(self.source[max(line - 1, 0)]) else first
                found = re.search(rf"(?<!\d){item.info}(?=[.)])", self.source[line])
                if number > first and found:
                    self.changes.append(Change(line + 1, *found.span(), str(int(item.info) + number - first)))

    def _drop_definitions(self, regions: list[Region]) -> None:
        """A link definition of which the address is now in the text is dropped."""
        for place, region in enumerate(regions):
            line = self.source[region.start]
            found = DEFINITION.fullmatch(line) if region.content is None and region.kind == "paragraph" else None
            if found and unescaped(found[1]) in self.used:
                if found[2]:
                    self.remarks.append((region.start + 1, _unprinted(found[2])))
                self.changes.append(self._whole_line(region.start))
                regions[place] = region._replace(kind="dropped")

    def _lines(self) -> list[Line]:
        """The lines of the file as they are read; one that holds a break is several."""
        self.plain -= escaped_lists(self.source, self.plain)
        changes = grouped(self.changes, lambda change: change.number)
        lines: list[Line] = []
        for number, source in enumerate(self.source):
            first, *rest = applied(source, changes.get(number + 1, [])).split("\n")
            lines.append(self._line(number, f"{first}  " if rest else first))
            lines += [read_line(number + 1, f"{row}  ", part) for part, row in enumerate(rest, start=1)]
        return settle_lettered(settle_tight(lines))

    def _line(self, number: int, read: str) -> Line:
        line = read_line(number + 1, read)
        if number not in self.plain:
            return line
        # After the dash of a list the sign that is no mark comes second.
        if re.match(r"\s*(?:>\s*)*(?:[-+*]|\d+[.)])\s", self.source[number]) and line.kind:
            return line._replace(plain=True)
        start = len(read) - len(read.lstrip())
        return Line(number + 1, read, "", start, start, plain=True)


def _unprinted(typed: str) -> Message:
    return msg("“{typed}” does not print here", typed=typed)


def _block_of(region: Region, rows: Sequence[Line]) -> Block | None:
    """What a region is as a whole; None where it is text."""
    if region.kind == "paragraph":
        return None
    if region.kind in {"odd", "table"}:
        made = table_block(rows) if "table" in region else None
        return made or odd_block(rows, region.style or region.kind, _FENCE)
    line = rows[0]
    hashes = _HASHES.search(line.raw) if "\n" not in (region.content or "") and len(rows) == 1 else None
    kept = after_hashes(line, hashes.end()) if hashes else whole(line)
    if region.kind == "rule" or not kept.text.strip():
        return rule_block(line)
    return Block("heading", [kept], style=region.style, literal=region.literal)
