"""What a batch is asked to do, and of which rows; and what it tells of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from handouts.problems import Problem, UsageError
from handouts.produce.outcome import Status

if TYPE_CHECKING:
    from handouts.files.folder import Folder
    from handouts.intake.spreadsheets import Row as TableRow
    from handouts.produce.job import Job, Row
    from handouts.records import Records, TakenOver


class BatchOptions(NamedTuple):
    """What is asked for. `deadline` is in seconds, `memory` in megabytes, both for one sheet; rows as shown.

    Of a workbook, `worksheet` is the sheet that is read, and `hidden` takes along what is hidden in it. Nothing is
    written in a `dry` run, except, with `pictures`, the pages of the first sheet. With `names`, the rows are read also
    where nothing changed.
    """

    file: Path
    recipe: str
    output: Path | None = None
    only: str = ""
    limit: int | None = None
    day: date | None = None
    workers: int | None = None
    deadline: float = 60.0
    memory: int = 1024
    force: bool = False
    printed: bool = False
    worksheet: str = ""
    hidden: bool = False
    dry: bool = False
    names: bool = False
    pictures: bool = False

    @property
    def writes(self) -> bool:
        """Whether anything is written."""
        return self.pictures or not self.dry


class RowResult(NamedTuple):
    """What became of one row. `reasons` are rules; `name` is for a report that may hold names.

    `problems` are those that came up while its sheet was made.
    """

    row: int
    ref: str
    status: Status
    path: Path | None
    pages: int
    warnings: int
    reasons: tuple[str, ...] = ()
    name: str = ""
    problems: tuple[Problem, ...] = ()


class Batch(NamedTuple):
    """What a batch works with; `data` are the bytes of the spreadsheet, `today` is the day that advice goes by."""

    folder: Folder
    options: BatchOptions
    records: Records
    data: bytes
    today: date

    @property
    def is_whole(self) -> bool:
        """Whether all rows are asked for."""
        return not self.options.only and self.options.limit is None


class RowJob(NamedTuple):
    """A row, and the job of its sheet."""

    row: Row
    job: Job


class Checked(NamedTuple):
    """The rows that can be made, every Problem by row (0: of what they share), and the rows that cannot be made.

    `first_names` are those of all rows; `read_as` says what the file was taken for.
    """

    jobs: tuple[RowJob, ...]
    problems: tuple[tuple[int, Problem], ...]
    failed: tuple[tuple[int, str], ...]
    first_names: frozenset[str] = frozenset()
    read_as: str = ""


class Printed(NamedTuple):
    """The PDF for the printer, and the references of sheets that were in it before and still exist."""

    path: Path
    left_out: tuple[str, ...] = ()


class Summary(NamedTuple):
    """The end of a batch: every row, Problems that came up while making, and the PDF for the printer.

    `stopped` is what ended it before all was made; `drawn` are pictures of the first sheet of a dry run. With `unread`
    nothing had changed, so that no row was looked at.
    """

    done: tuple[RowResult, ...]
    problems: tuple[Problem, ...]
    printed: Printed | None = None
    stopped: Exception | None = None
    drawn: tuple[Path, ...] = ()
    unread: bool = False

    @property
    def failed(self) -> bool:
        """Whether any sheet is missing."""
        return any(each.status == "failed" for each in self.done)


class Report(Protocol):
    """What is called while a batch runs."""

    def taken_over(self, taken: TakenOver) -> None:
        """The history of an earlier version was taken over."""

    def checked(self, checked: Checked) -> None:
        """All rows are checked; nothing is made yet."""

    def done(self, result: RowResult) -> None:
        """A row is done."""

    def progress(self, done: int, total: int, seconds: float) -> None:
        """How many of the sheets to be made are done, since the first was begun; several times a second."""


def rows_of(only: str) -> tuple[tuple[int, int], ...]:
    """`3,7-12` as pairs of first and last. Raises UsageError."""
    pairs = []
    for part in filter(None, (each.strip() for each in only.split(","))):
        found = re.fullmatch(r"([0-9]{1,7})(?:-([0-9]{1,7}))?", part)
        if not found or int(found[2] or found[1]) < int(found[1]):
            raise UsageError("“{rows}” is not a range. Write rows as your spreadsheet does: --only 3,7-12", rows=part)
        pairs.append((int(found[1]), int(found[2] or found[1])))
    return tuple(pairs)


def chosen(rows: Iterable[TableRow], only: tuple[tuple[int, int], ...], limit: int | None) -> Iterator[TableRow]:
    """The rows whose number lies in one of the pairs `only`, or all when there are none; no more than `limit`."""
    asked = (row for row in rows if not only or any(first <= row.number <= last for first, last in only))
    return islice(asked, limit)
