"""A sheet of a workbook: what its cells show, which rows and columns are hidden, and which cells are merged."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, NamedTuple
from xml.etree import ElementTree as ET

from handouts.problems import Mark, Problem, error, shortened, warning
from handouts.spreadsheets.formats import NotUnderstood
from handouts.spreadsheets.moments import day_of
from handouts.spreadsheets.numbers import FEWEST, MOST
from handouts.spreadsheets.parts import is_true, local, text_in, unescaped
from handouts.spreadsheets.shown import ERRORS, is_day, number_in, text_shown, truth_shown, value_shown
from handouts.spreadsheets.tables import MAX_ROWS, Record, too_many

_MOST_CELLS = 5_000_000
"""Those of one sheet, the empty ones before its last included: more would fill the memory."""
_LAST_COLUMN = 16_384
_CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_WRITE = "type what is to be printed, with the format Text"


class Style(NamedTuple):
    """The number format of a cell: its number, and its code where that is known; or a day, in what order is not."""

    number: int = 0
    code: str | None = "General"
    is_short_date: bool = False

    def known(self) -> str:
        """The code. Raises NotUnderstood."""
        if self.code is None:
            raise NotUnderstood(f"its number format has the number {self.number}, which is not known here")
        return self.code


class Cell(NamedTuple):
    """What a cell shows, the day that it holds if it does, and what is wrong with it."""

    text: str
    day: date | None = None
    problem: Problem | None = None


class Sheet(NamedTuple):
    """A sheet: its cells by row and column, of which columns count from 0, and what of it is hidden."""

    rows: dict[int, dict[int, Cell]]
    hidden: frozenset[int]
    columns: frozenset[int]

    @property
    def first(self) -> int:
        """The row of the headings: the first with anything in it, hidden or not. 0 where there is none."""
        return min(self.rows, default=0)

    def hidden_rows(self) -> list[int]:
        """The rows under the headings that are hidden and have something in them."""
        return sorted(number for number in self.rows if number in self.hidden and number != self.first)

    def hidden_headings(self) -> list[tuple[int, str]]:
        """The columns that are hidden and have a heading, each with it."""
        headings = self.rows.get(self.first, {})
        return sorted((column, cell.text) for column, cell in headings.items() if column in self.columns and cell.text)

    def without_hidden(self) -> Sheet:
        """The same as somebody sees it."""
        left = set(self.hidden_rows())
        rows = {
            number: {column: cell for column, cell in cells.items() if column not in self.columns}
            for number, cells in self.rows.items()
            if number not in left
        }
        rows = {number: cells for number, cells in rows.items() if cells or number == self.first}
        return Sheet(rows, frozenset(), frozenset())

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

    def __init__(
        self, file: str, texts: Sequence[str], styles: Sequence[Style], language: str, *, from_1904: bool
    ) -> None:
        """`texts` and `styles` are those that the sheet names by number; `language` is that of the computer."""
        self._file = file
        self._texts = texts
        self._styles = styles
        self._language = language
        self._from_1904 = from_1904
        self._rows: dict[int, dict[int, Cell]] = {}
        self._hidden: set[int] = set()
        self._columns: set[int] = set()
        self._widths: dict[int, int] = {}
        self._width = FEWEST
        self._merged: list[str] = []
        self._cells = 0

    def read(self, stream: IO[bytes]) -> Sheet:
        """The sheet in a stream of XML. Raises Refused where it is too large, and what XML raises."""
        number = 0
        for _, element in ET.iterparse(stream):  # noqa: S314  # expat refuses entity bombs since 2.4
            name = local(element)
            if name == "row":
                number = self._take_row(element, int(element.get("r") or number + 1))
                element.clear()
            elif name == "col":
                self._take_column(element)
            elif name == "sheetFormatPr":
                self._width = _characters(element.get("defaultColWidth"))
            elif name == "mergeCell":
                self._merged.append(element.get("ref", ""))
        sheet = Sheet(self._rows, frozenset(self._hidden), frozenset(self._columns))
        numbers = sorted(sheet.rows)
        for span in self._merged:
            self._spread(span, sheet, numbers)
        return sheet

    def _take_column(self, element: ET.Element) -> None:
        columns = range(int(element.get("min", "1")) - 1, min(int(element.get("max", "1")), _LAST_COLUMN))
        self._widths.update(dict.fromkeys(columns, _characters(element.get("width"))))
        if is_true(element.get("hidden")) or _is_nought(element.get("width")):
            self._columns.update(columns)

    def _take_row(self, row: ET.Element, number: int) -> int:
        cells: dict[int, Cell] = {}
        column = -1
        for element in row:
            if local(element) != "c":
                continue
            found = _CELL.fullmatch(element.get("r", ""))
            column = _column(found[1]) if found else column + 1
            if column >= _LAST_COLUMN:
                raise ValueError("no such column")
            cell = self._cell(element, Mark(self._file, number, column + 1))
            if cell.text or cell.problem:
                cells[column] = cell
        if cells:
            self._cells += max(cells) + 1
            if number > MAX_ROWS + 1 or self._cells > _MOST_CELLS:
                raise too_many(self._file)
            self._rows[number] = cells
        if is_true(row.get("hidden")) or _is_nought(row.get("ht")):
            self._hidden.add(number)
        return number

    def _cell(self, element: ET.Element, mark: Mark) -> Cell:
        kind = element.get("t", "n")
        parts = {local(each): each for each in element}
        held = (parts["v"].text or "") if "v" in parts else ""
        number = int(element.get("s") or 0)
        style = self._styles[number] if 0 <= number < len(self._styles) else Style()
        if "f" in parts and not held and kind != "str":
            hint = "open the file in your spreadsheet program and save it, or type the value"
            return Cell("", None, error("no-outcome", mark, "this cell holds a formula without its outcome", hint))
        if kind == "e":
            said = ERRORS.get(held, held) if self._language == "nl" else held
            return Cell("", None, error("no-outcome", mark, f"this cell says {said}", "mend the formula"))
        if kind == "inlineStr":
            return self._of_text(text_in(parts["is"]) if "is" in parts else "", style, mark)
        if not held:
            return Cell("")
        if kind == "s":
            return self._of_text(self._texts[int(held)], style, mark)
        if kind == "str":
            return self._of_text(unescaped(held), style, mark)
        if kind == "b":
            return Cell(truth_shown(is_true(held), self._language))
        return self._of_number(_serial(held) if kind == "d" else held, style, mark)

    def _of_text(self, text: str, style: Style, mark: Mark) -> Cell:
        if not text:
            return Cell("")
        try:
            shown = text_shown(text, style.code) if style.code else text
        except NotUnderstood as reason:
            return Cell("", None, _not_told(mark, reason))
        return Cell(shown, None, None if shown.strip() or not text.strip() else _unseen(mark, text))

    def _of_number(self, held: str, style: Style, mark: Mark) -> Cell:
        day = None
        try:
            value = number_in(held)
            if style.is_short_date or (style.code and is_day(style.code)):
                day = day_of(value, from_1904=self._from_1904)
            characters = self._widths.get(mark.column - 1, self._width)
            shown = value_shown(value, style.known(), self._language, from_1904=self._from_1904, characters=characters)
        except NotUnderstood as reason:
            return Cell("", day, _not_told(mark, reason))
        # A nought that is not shown was meant so; of any other number it may be a slip.
        problem = None if shown.text or not value else _unseen(mark, held)
        return Cell(shown.text, day if shown.of_day else None, problem)

    def _spread(self, span: str, sheet: Sheet, numbers: Sequence[int]) -> None:
        """Gives what a merged cell shows to the rows that it stands beside, and says so."""
        first, _, last = span.replace("$", "").partition(":")
        start, end = _CELL.fullmatch(first), _CELL.fullmatch(last or first)
        if not start or not end:
            return
        top, left = int(start[2]), _column(start[1])
        cell = sheet.rows.get(top, {}).get(left)
        for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, int(end[2]))]:
            if cell is None or sheet.first in {number, top}:
                continue
            for column in range(left, min(_column(end[1]) + 1, _LAST_COLUMN)):
                self._cells += 1
                if self._cells > _MOST_CELLS:
                    raise too_many(self._file)
                if (number, column) != (top, left) and column in sheet.rows[sheet.first]:
                    sheet.rows[number][column] = self._beside(cell, first, Mark(self._file, number, column + 1),
                                                              below=column == left)  # fmt: skip

    def _beside(self, cell: Cell, first: str, mark: Mark, *, below: bool) -> Cell:
        """What is read in a part of a merged cell that is not its first: the same below it, and nothing beside it."""
        said = shortened(cell.text, 40)
        if not below:
            message = f"this cell is merged with {first}, and read as empty"
            return Cell("", None, warning("merged", mark, message, "unmerge them, and fill in each cell"))
        message = f"this cell is merged with {first}, and read as “{said}” too"
        return Cell(cell.text, cell.day, warning("merged", mark, message, "unmerge them where each has its own"))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _is_nought(size: str | None) -> bool:
    return size is not None and Decimal(size) == 0


def _characters(width: str | None) -> int:
    """How many figures fit in a column, of which General shows no more: its width less the margin (18.3.1.13).

    Fonts differ, so of the figures that a column of the usual width shows none is left out in a narrower one.
    """
    return min(max(int(float(width) - 0.71), FEWEST), MOST) if width else FEWEST


def _serial(text: str) -> str:
    """The number for a day that a file writes as ISO 8601."""
    moment = datetime.fromisoformat(text).replace(tzinfo=None)
    past = moment - datetime(1899, 12, 30)  # noqa: DTZ001  # a cell holds no time zone
    return str(Decimal(past.days) + Decimal(past.seconds) / 86400)


def _not_told(mark: Mark, reason: NotUnderstood) -> Problem:
    return error("number-format", mark, f"what this cell shows cannot be told: {reason}", _WRITE)


def _unseen(mark: Mark, held: str) -> Problem:
    message = f"this cell holds “{shortened(held, 40)}”, and its number format shows nothing of it"
    return warning("unseen-value", mark, message, "change its number format, or empty the cell")
