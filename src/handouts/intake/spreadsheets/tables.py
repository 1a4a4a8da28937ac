"""A table: rows that remember where they stood, each with its headings and what is shown under them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from handouts.content.reading import FieldPath, Marks, Value
from handouts.files.command import command
from handouts.files.unseen import bare, pasted
from handouts.problems import ContentError, Mark, Problem, error, msg

MAX_SIZE = 64 * 1024 * 1024
"""In bytes."""
MAX_ROWS = 100_000
_NO_DAYS: Mapping[int, date] = {}


class Row(NamedTuple):
    """One row: its number, and its headings each with its cell. An empty cell is an empty text.

    `problems` are what is wrong with a cell, by its column, counted from 0; a column beyond the headings is nobody's.
    `days` are the cells of a workbook that hold a day of the calendar, whatever they show of it; a datetime where they
    show an hour too.
    """

    number: int
    headings: tuple[str, ...]
    cells: tuple[Value, ...]
    problems: tuple[tuple[int, Problem], ...] = ()
    days: Mapping[int, date] = _NO_DAYS


class Table(NamedTuple):
    """A spreadsheet. `detected` is what its bytes were taken for; `marks` holds the places of a YAML list.

    `problems` are about the file as a whole, such as rows that are hidden.
    """

    file: str
    rows: tuple[Row, ...]
    detected: str
    marks: Marks | None = None
    problems: tuple[Problem, ...] = ()

    def mark(self, row: Row, column: int | None = None, inner: FieldPath = ()) -> Mark:
        """The place of a cell, counted from 0, or of a row; `inner` leads on into a cell of a YAML list."""
        if self.marks is None:
            return Mark(self.file, row.number, 0 if column is None else column + 1)
        path: FieldPath = (row.number - 1,) if column is None else (row.number - 1, row.headings[column], *inner)
        return self.marks.at(path)


class Record(NamedTuple):
    """The cells of a row before the headings are known; `problems` and `days` as in a Row."""

    number: int
    cells: Sequence[str]
    problems: tuple[tuple[int, Problem], ...] = ()
    days: Mapping[int, date] = _NO_DAYS


def table_of(
    records: Iterable[Record], file: str, detected: str, problems: Sequence[Problem] = (), *, delimited: bool = False
) -> Table:
    """The rows under the first record that is not empty. Raises ContentError where there are none.

    Of what is `delimited` an empty cell too many may mean that a cell before it was cut in two, unless all rows end so.
    """
    records = list(records)
    ragged = delimited and len({len(record.cells) for record in records[1:] if any(record.cells)}) > 1
    headings: tuple[str, ...] | None = None
    rows: list[Row] = []
    doubts = list(problems)
    for record in records:
        cells = tuple(map(pasted, record.cells))
        if not any(cell.strip() for cell in cells) and not record.problems:
            continue
        if headings is None:
            headings = tuple(bare(cell).strip() for cell in cells)
            doubts += [_of_heading(problem, headings[column]) for column, problem in record.problems]
            continue
        found = list(record.problems)
        if any(cell.strip() for cell in cells[len(headings) :]) or (ragged and len(cells) > len(headings)):
            problem = error(
                "more-cells", Mark(file, record.number, len(headings) + 1),
                "this row has {cells} cells, and there are {headings} headings",
                "a cell with the delimiter in it must stand between quotes; or a heading is missing",
                cells=len(cells), headings=len(headings),
            )  # fmt: skip
            found.append((len(headings), problem))
        padded = (*cells[: len(headings)], *[""] * (len(headings) - len(cells)))
        rows.append(Row(record.number, headings, padded, tuple(found), record.days))
    if headings is None:
        begin = msg("begin with: {handouts} batch --example RECIPE", handouts=command())
        raise refused(Mark(file), "empty-file", "the file is empty", begin)
    if not rows:
        raise refused(Mark(file), "no-rows", "there are no rows under the headings", "fill in a row for each client")
    return Table(file, tuple(rows), detected, None, tuple(doubts))


def _of_heading(problem: Problem, heading: str) -> Problem:
    """What is wrong with the cell of a heading stops no row; without a heading its column is left out."""
    message = problem.message if heading else msg("{problem}; its column is left out", problem=problem.message)
    return problem._replace(severity="warning", message=message)


def too_large(file: str) -> Problem:
    """The Problem of a spreadsheet that is larger than may be."""
    return error(
        "too-large",
        Mark(file),
        "the file is larger than {max_size} MB",
        "split it up",
        max_size=MAX_SIZE // 1024 // 1024,
    )


def too_many(file: str) -> ContentError:
    """The refusal of more rows than are read."""
    return refused(Mark(file), "too-many", "there are more than {max_rows} rows", "split it up", max_rows=MAX_ROWS)


def refused(mark: Mark, rule: str, message: str, hint: str = "", /, **values: object) -> ContentError:
    """A refusal with one Problem; as `error`."""
    return ContentError([error(rule, mark, message, hint, **values)])
