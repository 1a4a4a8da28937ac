"""Lines that are the rows of a table into that table, where the brochure has room for it and each cell is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from handouts.intake.importing.blocks import NO_HEAD, Block, Slice, TableDraft, text_of
from handouts.intake.importing.lines import FRAME, Line
from handouts.intake.importing.titles import title_of

MOST_COLUMNS, MOST_ROWS = 5, 40
_FEWEST_COLUMNS = 2
_CELL = re.compile(r"\S+(?:[ \xa0]\S+)*")
_DRAWN = re.compile(r"\||--|==|__")
_NUMBER = re.compile(r"\W*\d")
_BAR = re.compile(r"(?<!\\)\|")
_Cells = list[Slice]
"""The cells of a row; one that is empty begins where it ends."""


def table_block(lines: Sequence[Line]) -> Block | None:
    """The table that lines are; None where its cells are not plain to see, or it is too large for a brochure."""
    rows = _filled(lines)
    made = _by_bars(rows) or _by_tabs(rows) or _by_columns(rows)
    if not made or not (len(rows) < len([*filter(lambda line: not line.blank, lines)]) or _is_head(made)):
        return None
    head, *others = made
    width = len(head)
    fits = _FEWEST_COLUMNS <= width <= MOST_COLUMNS and 1 <= len(others) <= MOST_ROWS
    if not fits or any(len(row) > width for row in others) or not all(any(map(_says, row)) for row in made):
        return None
    heads = [Block("heading", [cell]) if _says(cell) else None for cell in head]
    draft = TableDraft(
        head=[title_of(each) if each else NO_HEAD for each in heads],
        rows=[[text_of([cell]) if _says(cell) else "" for cell in row] + [""] * (width - len(row)) for row in others],
    )
    slices = [*chain.from_iterable(each.slices for each in heads if each)]
    slices += [cell for row in others for cell in row if _says(cell)]
    return Block("table", slices, table=draft)


def heads_columns(lines: Sequence[Line]) -> bool:
    """Whether the first of rows with two columns names these: it has no number, and most of what is under it has.

    With tabs it does so too where it alone begins with capitals.
    """
    rows = _filled(lines)
    made = _by_tabs(rows) or _by_columns(rows)
    if len(made) <= _FEWEST_COLUMNS or any(len(row) != _FEWEST_COLUMNS for row in made):
        return False
    numbered = [any(map(str.isdigit, row[1].text)) for row in made]
    if any(_NUMBER.match(cell.text) for cell in made[0]):
        return False
    capitals = [all(cell.text[:1].isupper() for cell in row) for row in made]
    tabbed = all("\t" in line.raw for line in rows)
    return sum(numbered[1:]) * 2 >= len(numbered) - 1 or (tabbed and capitals[0] and not any(capitals[1:]))


def _filled(lines: Sequence[Line]) -> list[Line]:
    """The rows without what is only drawn around them; `+` over one column and `-` over another are words."""
    drawn = (bool(FRAME.fullmatch(line.whole) and _DRAWN.search(line.whole)) for line in lines)
    return [line for line, is_drawn in zip(lines, drawn, strict=True) if not line.blank and not is_drawn]


def _says(cell: Slice) -> bool:
    """Whether there is anything in a cell; a dash alone over a column says nothing."""
    return bool(cell.text.strip()) and cell.text.strip() != NO_HEAD


def _by_bars(rows: Sequence[Line]) -> list[_Cells]:
    if not rows or "|" not in rows[0].raw or any(r"\|" in line.raw for line in rows):
        return []
    return [_between(line, [found.span() for found in _BAR.finditer(line.raw)], framed=True) for line in rows]


def _by_tabs(rows: Sequence[Line]) -> list[_Cells]:
    made = [
        _between(line, [found.span() for found in re.finditer(r"\t", line.raw.rstrip())], framed=False) for line in rows
    ]
    return made if len({len(row) for row in made}) == 1 and len(made[0]) > 1 else []


def _by_columns(rows: Sequence[Line]) -> list[_Cells]:
    """Cells with more than one space between them, each under the head that it begins or ends with."""
    made = [[Slice(line, *found.span()) for found in _CELL.finditer(line.raw)] for line in rows]
    if not made or any("\t" in line.raw for line in rows):
        return []
    under = [_under(made[0], row) for row in made]
    return [row for row in under if row] if all(under) else []


def _under(head: _Cells, row: _Cells) -> _Cells:
    """A row with a cell for each column; nothing where one of its cells is under no head, or under two."""
    if len(row) == len(head):
        return row
    places = [
        [place for place, over in enumerate(head) if cell.start < over.end and over.start < cell.end] for cell in row
    ]
    if any(len(each) != 1 for each in places) or len({each[0] for each in places}) < len(row):
        return []
    by_place = {each[0]: cell for each, cell in zip(places, row, strict=True)}
    line = row[0].line
    return [by_place.get(place, Slice(line, len(line.raw), len(line.raw))) for place in range(len(head))]


def _is_head(rows: Sequence[_Cells]) -> bool:
    """Whether the first row names the columns: nowhere does it begin with a number where most others have one."""
    head, *others = rows
    for place, cell in enumerate(head):
        below = [row[place].text for row in others if place < len(row) and _says(row[place])]
        numbered = sum(any(map(str.isdigit, text)) for text in below)
        if _NUMBER.match(cell.text) and numbered * 2 > len(below):
            return False
    return True


def _between(line: Line, bounds: Sequence[tuple[int, int]], *, framed: bool) -> _Cells:
    """The cells between bounds; of a `framed` row what is before the first and after the last is none where empty."""
    ends = [(0, line.start), *bounds, (len(line.raw), len(line.raw))]
    cells: _Cells = []
    for (_, start), (end, _) in pairwise(ends):
        text = line.raw[start:end]
        left = start + len(text) - len(text.lstrip())
        cells.append(Slice(line, left, left + len(text.strip())))
    if framed and not cells[0].text:
        cells = cells[1:]
    return cells[:-1] if framed and not cells[-1].text else cells
