"""Lines of plain text into blocks: what is marked in the ways in which people mark headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.intake.importing.blocks import Block, Parsed, Slice, after_hashes, odd_block, rule_block, whole
from handouts.intake.importing.lines import (
    Line,
    ahead,
    at_width,
    goes_on,
    read_line,
    settle_lettered,
    settle_tight,
    tidy,
    words,
    wrap_width,
)
from handouts.intake.importing.meaning import bare, names_list
from handouts.intake.importing.rows import has_columns, is_page_number, leader, rows_at
from handouts.intake.importing.tabular import heads_columns, table_block

_ATX = re.compile(r"\s{0,3}#{1,6}(?=\s)|#{2,6}(?=[^\W_])")
_RULE = re.compile(r"([-=_*~#•·—–─═+])(?:\s*\1){2,}")
_UNDERLINE = re.compile(r"(=+|-+|_+|~+)")
_ODD = (
    ("picture", re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\])$")),
    ("HTML", re.compile(r"(?:</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<!--.*-->)$")),
    ("reference", re.compile(r"\[\^?[^\]]+\]:\s+\S")),
)
_FENCE = re.compile(r"`{3,}|~{3,}")
_PARTS = ("module_duration", "module_materials", "module_steps", "module_tips", "module_warnings")
# What a line over a list of words is called, and the last word of one that its next line turns round.
_NAMES = re.compile(rf"(?:{'|'.join(words(name) for name in (*_PARTS, 'closing'))})\W*", re.IGNORECASE)
_TURNS = re.compile(rf"\b(?:{words('against')})\W*$", re.IGNORECASE)
_LONGEST_END = 60
"""Characters of the rest of a sentence."""
_ADDRESS = re.compile(r"@|www\.|https?:")
_MAX_NAME = 8
"""In words, with what somebody is, such as `– Els, 52 jaar, lerares`."""
_QUOTED = re.compile(r"[”\"’»][.!?]?$|[.!?…]['’]$")
_NAME = re.compile(
    r"(?:[A-Z]\.?){1,4}(?:\w+)?(?:[ .'’-]+(?:van|de|der|den|het|ter|ten|von|[A-Z]\w*\.?)){0,5}(?:, \d{2,4})?"
)


Taken = tuple[int, list[Block]]
"""The number of lines that were taken, and the blocks that they make."""


def read_plain(text: str) -> Parsed:
    """The blocks of a plain text, in order."""
    lines = settle_lettered(
        settle_tight([read_line(number, raw) for number, raw in enumerate(text.split("\n"), start=1)])
    )
    return Parsed(lines, Reader(lines, wrap_width(lines)).read())


class Reader:
    """Goes through lines once. `width` is that at which the text was wrapped, 0 where it was not.

    With `fold`, as in a Markdown file with headings, a line goes on until a blank line.
    """

    def __init__(self, lines: Sequence[Line], width: int, *, fold: bool = False) -> None:
        self.lines = lines
        self.width = width
        self.fold = fold

    def read(self) -> list[Block]:
        """The blocks, in order."""
        blocks: list[Block] = []
        position, gap = 0, True
        while position < len(self.lines):
            if self.lines[position].blank:
                position, gap = position + 1, True
                continue
            taken, made = self._marked(position) or self._bullet(position) or self._text(position)
            made[0].gap = gap
            blocks += made
            position, gap = position + taken, made[-1].kind == "rule"
        return blocks

    def _ahead(self, position: int) -> Line | None:
        return ahead(self.lines, position)

    def _goes_on(self, line: Line, following: Line, *, folds: bool = True) -> bool:
        if self.fold and folds:
            return not line.raw.endswith(("  ", "\\"))
        return goes_on(line, following, self.width)

    def _marked(self, position: int) -> Taken | None:
        """What its own marks make of a line, whatever is around it."""
        line = self.lines[position]
        if line.plain:
            return None
        if odd := self._odd(position):
            return odd
        if _RULE.fullmatch(line.whole):
            return 1, [rule_block(line)]
        if marked := _ATX.match(line.raw):
            kept = after_hashes(line, marked.end())
            if tidy(kept.text):
                return 1, [Block("heading", [kept], style=f"#{marked[0].count('#')}")]
        if self._underlined(position):
            level = 1 if self.lines[position + 1].whole[0] == "=" else 2
            return 2, [Block("heading", [whole(line)], style=f"#{level}")]
        return None

    def _odd(self, position: int) -> Taken | None:
        line = self.lines[position]
        style, taken = "", 1
        if position == 0 and (end := self._closed_by("---", position)):
            style, taken = "settings", end
        elif (fence := _FENCE.match(line.whole)) and (end := self._closed_by(fence[0], position)):
            style, taken = "code", end
        elif name := next((name for name, pattern in _ODD if pattern.match(line.whole)), ""):
            style = name
        elif rows := rows_at(self.lines, position):
            style, taken = rows
        if not style:
            return None
        lines = self.lines[position : position + taken]
        if style == "table" or (style == "pairs" and heads_columns(lines)):
            made = table_block(lines)
            return taken, [made or odd_block(lines, "table", _FENCE)]
        if style == "pairs":
            return taken, [
                Block("bullet", _ends(row), indent=line.indent, style="bare") for row in lines if not row.blank
            ]
        return taken, [odd_block(lines, style, _FENCE)]

    def _closed_by(self, fence: str, position: int) -> int:
        """How many lines there are up to the line that closes a fence, or 0 when none does."""
        if not self.lines[position].whole.startswith(fence):
            return 0
        for taken, line in enumerate(self.lines[position + 1 : position + 200], start=2):
            if line.whole == fence:
                return taken
            if fence == "---" and line.blank:
                return 0
        return 0

    def _underlined(self, position: int) -> bool:
        line, under = self.lines[position], self._ahead(position + 1)
        if under is None or not (_UNDERLINE.fullmatch(under.whole) and len(under.whole) > 2):
            return False
        is_short = len(line.whole) <= 100 and line.whole[-1] not in ".,;:"
        return line.kind in {"", "number"} and is_short and not has_columns(line)

    def _bullet(self, position: int) -> Taken | None:
        line = self.lines[position]
        if not line.kind or self._amid_sentence(position) or is_page_number(line.whole) or self._names_author(position):
            return None
        # The number of a step is something that the text may refer to: it stays.
        first = whole(line) if line.kind == "number" else Slice(line, line.end, len(line.raw))
        slices = [first]
        folds = line.raw[line.start] in "-*+" or line.kind == "number"
        while (following := self._ahead(position + len(slices))) and self._is_plain(position + len(slices)):
            last = self.lines[position + len(slices) - 1]
            if following.indent < line.indent + 2 and self._begins_list(position + len(slices)):
                break
            hangs = following.indent >= line.indent + 2 and not last.ends_sentence and following.whole[0].islower()
            if not hangs and not self._goes_on(last, following, folds=folds):
                break
            slices.append(whole(following))
        return len(slices), [Block("bullet", slices, indent=line.indent, style=line.kind)]

    def _begins_list(self, position: int) -> bool:
        """Whether the line there, right under one of a list, is a line over the next list, as `Niet:` is."""
        before, line = self.lines[position - 1 : position + 1]
        after = self._ahead(position + 1)
        if after is not None and not after.kind:
            return False
        says = bare(line.whole)
        opens = says.endswith(":") and says[:1].isupper() and not at_width(before, line, self.width)
        return opens or names_list(line.whole)

    def _amid_sentence(self, position: int) -> bool:
        """Whether the dash or number that the line begins with got there because a sentence was wrapped."""
        line = self.lines[position]
        before = self.lines[position - 1] if position else line
        if line.kind not in {"dash", "number"} or before.blank or before.kind or before.ends_sentence:
            return False
        return at_width(before, line, self.width)

    def _names_author(self, position: int) -> bool:
        """Whether the dash that the line begins with is that of the author of the quotation above it."""
        line, after = self.lines[position], self._ahead(position + 1)
        above = next((each for each in reversed(self.lines[max(position - 2, 0) : position]) if not each.blank), None)
        if line.kind != "dash" or line.raw[line.start] in "*+" or above is None or above.kind == line.kind:
            return False
        named = tidy(line.raw[line.end :])
        is_short = named[:1].isupper() and len(named.split()) <= _MAX_NAME and not line.ends_sentence
        if not _NAME.fullmatch(named) and not (is_short and above.whole[0] in "“\"„«‘'"):
            return False
        return _QUOTED.search(above.whole) is not None and (after is None or after.kind != line.kind)

    def _text(self, position: int) -> Taken:
        line = self.lines[position]
        slices = [whole(line)]
        while following := self._ahead(position + len(slices)):
            last = self.lines[position + len(slices) - 1]
            plain = self._is_plain(position + len(slices)) and (
                self._goes_on(last, following) or self._in_sentence(position, position + len(slices))
            )
            if not plain and not self._amid_sentence(position + len(slices)):
                break
            slices.append(whole(following))
        paragraph = Block("text", slices, indent=line.indent)
        listed = self._bare_list(position + len(slices)) if paragraph.opens_list else []
        return len(slices) + len(listed), [paragraph, *listed]

    def _in_sentence(self, first: int, position: int) -> bool:
        """Whether a line that begins in lower case is in the sentence right above it, which begins at `first`.

        Several that end without a full stop are rather a list under a line that names it, and a long one is a text
        under its heading.
        """
        opening, before, line = self.lines[first], self.lines[position - 1], self.lines[position]
        if before.ends_sentence or not line.whole[0].islower() or not opening.whole[0].isalpha():
            return False
        if _ADDRESS.search(line.whole) or opening.whole[0].islower():
            return False
        if names_list(before.whole):
            return line.ends_sentence and _TURNS.search(before.whole) is not None
        if _TURNS.search(before.whole) or position - first > 1:
            return True
        is_title = all(each.blank for each in self.lines[:first])
        if is_title or _NAMES.fullmatch(before.whole) or len(line.whole) > _LONGEST_END:
            return False
        end = position + 1
        while (after := self._ahead(end)) and after.whole[0].islower() and self._is_plain(end):
            end += 1
        return end == position + 1 or self.lines[end - 1].ends_sentence

    def _is_plain(self, position: int) -> bool:
        """Whether the line there is nothing but words."""
        return not (self.lines[position].kind or self._marked(position))

    def _bare_list(self, position: int) -> list[Block]:
        """Short lines without a mark, directly under a line that ends in a colon."""
        lines: list[Line] = []
        while (line := self._ahead(position + len(lines))) and self._is_plain(position + len(lines)):
            if len(lines) > 1 and bare(line.whole).endswith(":") and self._ahead(position + len(lines) + 1):
                break
            if len(line.whole) > 80 or line.ends_sentence or (lines and at_width(lines[-1], line, self.width)):
                return []
            lines.append(line)
        if len(lines) < 2 or self.fold:
            return []
        return [Block("bullet", [whole(line)], indent=line.indent, style="bare") for line in lines]


def _ends(row: Line) -> list[Slice]:
    """A row without the dots between its two ends."""
    dots = leader(row)
    return [Slice(row, row.start, dots[0]), Slice(row, dots[1], len(row.raw))] if dots else [whole(row)]
