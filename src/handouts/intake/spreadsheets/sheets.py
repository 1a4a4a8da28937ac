"""A sheet of a workbook: what its cells show, which rows and columns are hidden, and which cells are merged."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, NamedTuple
from xml.etree import ElementTree as ET

from handouts.intake.spreadsheets.cells import Cell, Settings, read_cell
from handouts.intake.spreadsheets.numbers import MAX_GENERAL, MIN_GENERAL
from handouts.intake.spreadsheets.parts import LAST_COLUMN, Span, elements, is_true, place_of, span_of
from handouts.intake.spreadsheets.styles import hiding_spans
from handouts.intake.spreadsheets.tables import MAX_ROWS, Record, too_many
from handouts.problems import Mark, msg, shortened, warning

_MAX_CELLS = 5_000_000
"""Those of one sheet, the empty ones before its last included: more would fill the memory."""
_LOWEST, _NARROWEST = 2.0, 0.5
"""In points and in characters: a row or column that is smaller cannot be seen."""


class Sheet(NamedTuple):
    """A sheet: its cells by row and column, of which columns count from 0, and what of it is hidden.

    `conditions` are the cells that a conditional format may show otherwise.
    """

    rows: dict[int, dict[int, Cell]]
    hidden: set[int]
    columns: set[int]
    conditions: list[Span]

    @property
    def first(self) -> int:
        """The row of the headings: the first with anything to be seen in it, hidden or not. 0 where there is none."""
        seen = (number for number in self.rows if not self._is_veiled(number))
        return min(seen, default=min(self.rows, default=0))

    def _is_veiled(self, number: int) -> bool:
        """Whether all that a row holds is in letters that cannot be seen."""
        return all(cell.whole and not cell.text for cell in self.rows[number].values())

    def _under_headings(self) -> dict[int, dict[int, Cell]]:
        first = self.first
        return {number: self.rows[number] for number in sorted(self.rows) if number != first}

    def hidden_rows(self) -> list[int]:
        """The rows that are hidden, or of which nothing can be seen, and that have something in them."""
        return [number for number in self._under_headings() if number in self.hidden or self._is_veiled(number)]

    def struck_rows(self) -> list[int]:
        """The rows under the headings of which all is struck out, in the columns that are seen."""
        seen = {number: self._in_sight(cells).values() for number, cells in self._under_headings().items()}
        return [number for number, cells in seen.items() if cells and all(cell.struck for cell in cells)]

    def hidden_headings(self) -> list[tuple[int, str]]:
        """The columns that are hidden and have a heading, each with it."""
        headings = self.rows.get(self.first, {})
        return sorted((column, cell.text) for column, cell in headings.items() if column in self.columns and cell.text)

    def _in_sight(self, cells: Mapping[int, Cell]) -> dict[int, Cell]:
        return {column: cell for column, cell in cells.items() if column not in self.columns}

    def without_hidden(self) -> Sheet:
        """The same as somebody sees it."""
        first, seen = self.first, self.without(self.hidden_rows()).rows
        rows = {number: self._in_sight(cells) for number, cells in seen.items()}
        rows = {number: cells for number, cells in rows.items() if cells or number == first}
        return Sheet(rows, set(), set(), self.conditions)

    def with_hidden(self) -> Sheet:
        """The same with all that is hidden in it, as if it were not."""
        rows = {
            number: {column: cell.whole or cell for column, cell in cells.items()}
            for number, cells in self.rows.items()
        }
        return Sheet(rows, set(), set(), self.conditions)

    def without(self, numbers: Iterable[int]) -> Sheet:
        """The same without some rows."""
        left = set(numbers)
        return self._replace(rows={number: cells for number, cells in self.rows.items() if number not in left})

    def doubted(self) -> Iterator[tuple[int, int]]:
        """For each conditional format the first cell under the headings that it may show otherwise."""
        rows = self._under_headings()
        numbers = list(rows)
        for span in self.conditions:
            within = numbers[bisect_left(numbers, span.top) : bisect_right(numbers, span.bottom)]
            cells = ((number, column) for number in within for column in sorted(rows[number]))
            if found := next((each for each in cells if span.holds(*each)), None):
                yield found

    def records(self) -> list[Record]:
        """The rows with anything in them, from top to bottom."""
        found = []
        for number in sorted(self.rows):
            cells = self.rows[number]
            texts = [""] * (max(cells, default=-1) + 1)
            for column, cell in cells.items():
                texts[column] = cell.text
            problems = tuple((column, cell.problem) for column, cell in sorted(cells.items()) if cell.problem)
            days = {column: cell.day for column, cell in cells.items() if cell.day}
            found.append(Record(number, texts, problems, days))
        return found


class SheetReader:
    """Reads the part of a sheet; what the workbook has for all sheets, it is given."""

    def __init__(self, file: str, settings: Settings, filled: Sequence[Span]) -> None:
        """`filled` are the cells of which a table style gives the fill."""
        self._file = file
        self._settings = settings
        self._filled = filled
        self._sheet = Sheet({}, set(), set(), [])
        self._widths: dict[int, float] = {}
        self._characters: dict[int, int] = {}
        self._usual: float | None = None
        self._is_low = False
        self._merged: list[str] = []
        self._cells = 0

    def read(self, stream: IO[bytes]) -> Sheet:
        """The sheet in a stream of XML. Raises ContentError where it is too large, and what XML raises."""
        sheet, number = self._sheet, 0
        for element in elements(stream):
            if element.tag == "row":
                number = self._take_row(element, int(element.get("r") or number + 1))
                element.clear()
            elif element.tag == "col":
                self._take_column(element)
            elif element.tag == "sheetFormatPr":
                self._usual = _size(element, "defaultColWidth")
                self._is_low = _is_below(_size(element, "defaultRowHeight"), _LOWEST)
            elif element.tag == "sheetView":
                noughts, formulas = is_true(element.get("showZeros", "1")), is_true(element.get("showFormulas"))
                self._settings = self._settings._replace(noughts=noughts, formulas=formulas)
            elif element.tag == "mergeCell":
                self._merged.append(element.get("ref", ""))
            elif element.tag == "conditionalFormatting":
                sheet.conditions.extend(hiding_spans(element, self._settings.styles))
        if _is_below(self._usual, _NARROWEST):
            widest = max((column for cells in sheet.rows.values() for column in cells), default=-1)
            sheet.columns.update(set(range(widest + 1)) - set(self._characters))
        numbers, first = sorted(sheet.rows), sheet.first
        for name in self._merged:
            self._spread(name, numbers, first)
        return sheet

    def _take_column(self, element: ET.Element) -> None:
        columns = range(int(element.get("min", "1")) - 1, min(int(element.get("max", "1")), LAST_COLUMN))
        width = _size(element, "width")
        self._characters.update(dict.fromkeys(columns, _characters(width)))
        if width is not None:
            self._widths.update(dict.fromkeys(columns, width))
        if is_true(element.get("hidden")) or _is_below(width, _NARROWEST):
            self._sheet.columns.update(columns)

    def _take_row(self, row: ET.Element, number: int) -> int:
        cells: dict[int, Cell] = {}
        column = -1
        for element in row.iterfind("c"):
            place = place_of(element.get("r", ""))
            column = place[1] if place else column + 1
            if column >= LAST_COLUMN:
                raise ValueError("no such column")
            filled = any(span.holds(number, column) for span in self._filled)
            width, mark = self._widths.get(column), Mark(self._file, number, column + 1)
            characters = self._characters.get(column) or _characters(self._usual)
            cell = read_cell(element, mark, self._settings, characters=characters, filled=filled, width=width)
            if not cell.is_empty:
                cells[column] = cell
        if cells:
            self._count(max(cells) + 1)
            if number > MAX_ROWS + 1:
                raise too_many(self._file)
            self._sheet.rows[number] = cells
        height = _size(row, "ht")
        if is_true(row.get("hidden")) or (self._is_low if height is None else _is_below(height, _LOWEST)):
            self._sheet.hidden.add(number)
        return number

    def _count(self, cells: int) -> None:
        self._cells += cells
        if self._cells > _MAX_CELLS:
            raise too_many(self._file)

    def _spread(self, name: str, numbers: Sequence[int], head: int) -> None:
        """Gives what a merged cell shows to the rows that it spans, with a Problem for each."""
        span, rows = span_of(name), self._sheet.rows
        cell = span and rows.get(span.top, {}).get(span.left)
        if not span or not cell:
            return
        for number in numbers[bisect_left(numbers, span.top) : bisect_right(numbers, span.bottom)]:
            if head in {number, span.top}:
                continue
            for column in range(span.left, min(span.right + 1, LAST_COLUMN)):
                self._count(1)
                if (number, column) != (span.top, span.left) and column in rows[head]:
                    mark = Mark(self._file, number, column + 1)
                    first = name.partition(":")[0].replace("$", "")
                    rows[number][column] = _beside(cell, first, mark, below=column == span.left)


def _beside(cell: Cell, first: str, mark: Mark, *, below: bool) -> Cell:
    """What is read in a part of a merged cell that is not its first: the same below it, and nothing beside it."""
    if not below:
        message = msg("this cell is merged with {first}, and read as empty", first=first)
        return Cell("", None, warning("merged", mark, message, "unmerge them, and fill in each cell"))
    if cell.problem and cell.problem.severity == "error":
        return cell._replace(problem=cell.problem._replace(mark=mark))
    whole = cell.whole and _beside(cell.whole, first, mark, below=True)
    value = shortened(cell.text, 40)
    message = msg("this cell is merged with {first}, and read as “{value}” too", first=first, value=value)
    return Cell(cell.text, cell.day, warning("merged", mark, message, "unmerge them where each has its own"), whole)


def _size(element: ET.Element, attribute: str) -> float | None:
    """A width or height; None where there is none."""
    value = element.get(attribute)
    return float(value) if value else None


def _is_below(size: float | None, least: float) -> bool:
    return size is not None and size < least


def _characters(width: float | None) -> int:
    """The figures that fit in a column, of which General shows no more: its width less the margin (18.3.1.13).

    Fonts differ, so of the figures that a column of the usual width shows none is left out in a narrower one.
    """
    return int(min(max(width - 0.71, MIN_GENERAL), MAX_GENERAL)) if width else MIN_GENERAL
