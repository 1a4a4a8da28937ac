"""A table of HTML: whether it is one or only lays out, and its cells where the brochure has room for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element

from handouts.intake.importing.blocks import NO_HEAD, TableDraft
from handouts.intake.importing.hypertext.inline import BOLD, LINE, Run, plain
from handouts.intake.importing.hypertext.tree import number, tag_of, words_in
from handouts.intake.importing.lines import read_line
from handouts.intake.importing.tabular import MOST_COLUMNS, MOST_ROWS

_FEWEST_LABELS, _LONGEST_LABEL, _LEAST_TEXT = 2, 8, 12
"""Rows and words by which a table with headings beside their texts is known."""
_WIDEST = 60
"""Columns up to which it matters which cell is over which."""
_MARKED = {"bullet", "dash", "circle"}
Runs = Callable[[Element], list[Run]]


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, not those of tables within it."""
    for each in table:
        if tag_of(each) == "tr":
            yield each
        elif tag_of(each) in {"thead", "tbody", "tfoot"}:
            yield from rows_of(each)


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return [each for each in row if tag_of(each) in {"td", "th"}]


def lays_out(table: Element) -> bool:
    """Whether it has one column or row with words, or holds tables or lists: then its cells are text like any other."""
    filled = [sum(bool(words_in(cell)) for cell in cells_of(row)) for row in rows_of(table)]
    if table.get("role") in {"presentation", "none"} or max(filled, default=0) < 2:
        return True
    if _labels(table):
        return True
    inner = {"table", "h1", "h2", "h3", "h4", "h5", "h6"}
    return sum(map(bool, filled)) < 2 or any(tag_of(each) in inner for each in table.iter() if each is not table)


def _labels(table: Element) -> bool:
    """Whether a table of two columns has a heading in each row and what stands under that beside it."""
    rows = [[cell for cell in cells_of(row) if words_in(cell)] for row in rows_of(table)]
    rows = [row for row in rows if row]
    if len(rows) < _FEWEST_LABELS or any(len(row) != 2 for row in rows):
        return False
    heads = all(is_bold(row[0]) and len(words_in(row[0])) <= _LONGEST_LABEL for row in rows)
    long = sum(len(words_in(row[1])) >= _LEAST_TEXT or len([*row[1].iter("li")]) > 1 for row in rows)
    return heads and not is_bold(rows[0][1]) and long * 2 >= len(rows)


def is_bold(cell: Element) -> bool:
    """Whether all words of a cell are bold."""
    return bool(words_in(cell)) and not any(_plain_words(cell))


def _plain_words(element: Element) -> Iterator[str]:
    yield from (element.text or "").split()
    for each in element:
        if tag_of(each) not in BOLD:
            yield from _plain_words(each)
        yield from (each.tail or "").split()


def head_over(table: Element) -> Element | None:
    """The only filled cell of the first row, where that is over all columns of a table; it is taken out of that."""
    rows = [*rows_of(table)]
    filled = [[cell for cell in cells_of(row) if words_in(cell)] for row in rows]
    if len(rows) < _FEWEST_LABELS + 1 or len(filled[0]) != 1 or any(len(row) < 2 for row in filled[1:3]):
        return None
    cell = filled[0][0]
    if cell is not cells_of(rows[0])[0] or number(cell.get("rowspan")) > 1:
        return None
    next(each for each in table.iter() if rows[0] in [*each]).remove(rows[0])
    return cell


def table_of(table: Element, runs: Runs, signed: Callable[[list[Run]], str]) -> tuple[TableDraft, bool]:
    """The table, and whether a brochure has room for it."""
    caption = next((plain(runs(each)) for each in table if tag_of(each) == "caption"), "")
    grid = [row for row in _grid(table) if any(cell is not None and words_in(cell) for cell in row)]
    columns = [column for column in range(max(map(len, grid))) if any(_filled(row, column) for row in grid)]
    head, *rest = grid
    made = TableDraft(
        caption,
        [_cell(head, column, lambda cell: plain(in_cell(runs(cell)))) for column in columns],
        [[_cell(row, column, lambda cell: signed(in_cell(runs(cell)))) for column in columns] for row in rest],
    )
    if len(rest) > 1 and _heads_under(head, rest[0], columns):
        under = [_cell(rest[0], column, lambda cell: plain(in_cell(runs(cell)))) for column in columns]
        made.head = [
            f"{over}: {name}" if over and name else over or name for over, name in zip(made.head, under, strict=True)
        ]
        del made.rows[0], rest[0]
    fits = 2 <= len(columns) <= MOST_COLUMNS and 1 <= len(rest) <= MOST_ROWS
    if fits:
        made.head = [cell or NO_HEAD for cell in made.head]
    return made, fits


def _heads_under(head: list[Element | None], row: list[Element | None], columns: Sequence[int]) -> bool:
    """Whether the last head is over several columns, which the next row names, and that has nothing else."""
    last = max((column for column in columns if _filled(head, column)), default=0)
    cell = head[last] if last < len(head) else None
    if cell is None or number(cell.get("colspan")) < 2 or last == columns[0]:
        return False
    return all(_filled(row, column) == (column >= last) for column in columns)


def in_cell(runs: Sequence[Run]) -> list[Run]:
    """The runs of a cell, which has one line: between its lines stands a dot, where the first does not end itself.

    A mark before each of them is left out.
    """
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text == LINE:
            lines.append([])
        elif run.text.strip() or lines[-1]:
            lines[-1].append(run)
    lines = [line for line in lines if plain(line)]
    read = [read_line(0, plain(line)) for line in lines]
    listed = len(lines) > 1 and all(line.kind in _MARKED for line in read)
    made: list[Run] = []
    for place, (first, *rest) in enumerate(lines):
        if made:
            made.append(Run(" " if read[place - 1].ends_sentence else " · "))
        mark = read[place].mark if listed else ""
        made += [first._replace(text=first.text.lstrip().removeprefix(mark)), *rest]
    return made


def _filled(row: list[Element | None], column: int) -> bool:
    cell = row[column] if column < len(row) else None
    return cell is not None and bool(words_in(cell))


def _cell(row: list[Element | None], column: int, text: Callable[[Element], str]) -> str:
    cell = row[column] if column < len(row) else None
    return "" if cell is None else text(cell)


def _grid(table: Element) -> Iterator[list[Element | None]]:
    """Each row with its cells by column; what a cell covers beyond its first place stays empty."""
    covered: dict[int, int] = {}
    for row in rows_of(table):
        made: list[Element | None] = []
        now, covered = covered, {column: rows - 1 for column, rows in covered.items() if rows > 1}
        for cell in cells_of(row):
            while now.get(len(made)) and len(made) < _WIDEST:
                made.append(None)
            across = min(max(number(cell.get("colspan")), 1), 50)
            down = min(max(number(cell.get("rowspan")), 1), 500)
            if down > 1 and len(made) < _WIDEST:
                covered |= {len(made) + step: down - 1 for step in range(across)}
            made += [cell, *[None] * (across - 1)]
        yield made
