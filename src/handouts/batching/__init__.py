"""Many sheets at once out of a spreadsheet: checked all together, made by workers, written by one, and gone on with.

    read the table → check every row → leave what stands → make the rest → write each as it comes

A second call does what is missing or changed. Of the rows nothing is kept but references and keyed digests.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from handouts.batching.values import Done, Finding, Order, Progress, Summary, chosen, rows_of
from handouts.folder import Folder
from handouts.holding import SHEETS_FOLDER, TAG, clear_scratch, locked, scratch_in, sweep_after_killed, sweep_at_start
from handouts.journal import Journal, Output
from handouts.naming import read_regular, safe_name
from handouts.problems import Mark, Problem, Refused, WrongUse, doubtful
from handouts.writing import PRIVATE, write

if TYPE_CHECKING:
    from handouts.batching.pool import Answer, Pool
    from handouts.batching.records import Checked, Record, Shared
    from handouts.batching.worker import Sheet

MOST_WORKERS = 4
_RECORDS_A_WORKER = 8
"""A worker takes as long to start as to make about this many sheets."""


def _now() -> datetime:
    return datetime.now().astimezone()


class Batch:
    """One batch in one folder, with its lock held: use `opened`."""

    def __init__(self, folder: Folder, order: Order, today: date, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._order = order
        self._today = today
        self._clock = clock
        self._output = order.output or folder.output
        self._place = self._output / SHEETS_FOLDER
        self._journal = Journal(self._output, folder.root, folder.shipped, batch=TAG)
        self._only = rows_of(order.only)
        self._data = _bytes_of(order.file)
        self._pool: Pool | None = None
        self._checked: Checked | None = None
        self._met: dict[Problem, set[int]] = {}
        self._tried = 0
        self.pids: Callable[[], list[int]] = lambda: self._pool.processes if self._pool else []

    def standing(self) -> Summary | None:
        """The end at once, where the same spreadsheet was made before and every sheet of it still stands."""
        if self._order.force or self._only or self._order.limit is not None:
            return None
        listed = self._journal.known_list(self._sign())
        if listed is None:
            return None
        done = []
        try:
            for number, ref, shape, row, warnings in listed["rows"]:
                path = self._path(str(ref))
                made = self._journal.made(SHEETS_FOLDER, ref, shape, path, self._today, row=row)
                if made is None or (self._folder.root / f"content/clients/{ref}.yaml").is_file():
                    return None
                done.append(Done(number, ref, "kept", path, made.pages, warnings))
        except (KeyError, TypeError, ValueError):
            return None
        printed, state = self._printed(done, listed.get("printed"))
        if state != listed.get("printed"):
            self._journal.keep_list(self._sign(), {**listed, "printed": state})
        return Summary(tuple(done), (), printed)

    def check(self) -> Finding:
        """Reads the spreadsheet and judges every row. Raises Refused when there is nothing to be made of it at all.

        Workers start meanwhile: to load the engine takes them longer than the check of a small file.
        """
        from handouts.batching.records import check, language_of
        from handouts.spreadsheets import read_table

        order = self._order
        language = language_of(self._folder.open_shelf(), order.sheet)
        table = read_table(
            self._data, order.file.name, worksheet=order.worksheet, hidden=order.hidden, language=language
        )
        table = table._replace(rows=tuple(chosen(table.rows, self._only, self._order.limit)))
        self._checked = check(self._folder, table, self._shared(), self._today, self._taken)
        return Finding(table.said, self._checked.problems, len(self._checked.records), len(table.rows))

    def make(self, progress: Callable[[Progress], None]) -> Iterator[Done]:
        """Makes what is missing or changed; yields each row as it is known. After `check`.

        Raises BrokenEnvironment when a file cannot be written: what was made before it stands.
        """
        checked = self._found()
        with self._journal.in_turn():
            self._journal.key.lay(tag=TAG)
        warned: dict[int, int] = {}
        for number, problem in checked.problems:
            warned[number] = warned.get(number, 0) + (problem.severity == "warning")
        by_row: dict[int, list[str]] = {}
        for number, problem in checked.problems:
            if problem.severity == "error":
                by_row.setdefault(number, []).append(problem.rule)
        for number, ref in checked.failed:
            yield Done(number, ref, "failed", None, 0, 0, tuple(dict.fromkeys(by_row.get(number, ()))))
        missing = []
        for record in checked.records:
            kept = None if self._order.force else self._kept(record, warned.get(record.number, 0))
            if kept:
                yield kept
            else:
                missing.append(record)
        yield from self._made(missing, progress)

    @property
    def problems(self) -> list[Problem]:
        """What came up while the sheets were made, beside what the check told; each says of which rows."""
        from handouts.batching.report import naming_rows

        return naming_rows(self._met, self._order.file.name, self._tried)

    def finish(self, done: Iterable[Done]) -> Path | None:
        """What belongs to the batch as a whole: the PDF for the printer, and the list by which a next call is quick."""
        done = sorted(done)
        records = self._found().records
        digests = {record.number: (record.format, self._row(record)) for record in records}
        before = self._journal.known_list(self._sign()) or {}
        printed, state = self._printed(done, before.get("printed"))
        whole = not self._only and self._order.limit is None and all(each.status != "failed" for each in done)
        if whole:
            rows = [[each.row, each.ref, *digests[each.row], each.warnings] for each in done]
            self._journal.keep_list(self._sign(), {"rows": rows, "printed": state})
        return printed

    def try_all(self, progress: Callable[[Progress], None]) -> tuple[list[Path], list[Problem], int]:
        """Makes every sheet in memory: the first one's pages, if these are asked for, what comes up, and how many fail.

        What the workers keep on disk meanwhile lies in the temporary folder of the system.
        """
        from tempfile import TemporaryDirectory

        from handouts.finishing import pictures

        records = self._found().records
        if not records:
            return [], [], 0
        drawn: list[Path] = []
        failed = 0
        with TemporaryDirectory(prefix=TAG) as scratch:
            try:
                for answer in self._answers(self._start(Path(scratch)), records, progress):
                    pdf = answer.sheet.pdf if answer.sheet else b""
                    failed += not pdf
                    if answer.record is records[0] and pdf and self._order.pictures:
                        for number, picture in enumerate(pictures(pdf), start=1):
                            drawn.append(self._place / f"{answer.record.ref}.p{number}.png")
                            write(drawn[-1], picture, mode=PRIVATE, tag=TAG)
            finally:
                if self._pool:
                    self._pool.end()
        return drawn, self.problems, failed

    def warm(self) -> Pool:
        """Starts the workers, so that they load while the rows are checked."""
        return self._pool or self._start(scratch_in(self._output))

    def _start(self, scratch: Path) -> Pool:
        from handouts.batching.pool import Pool
        from handouts.batching.worker import MEGABYTE, Setup

        order = self._order
        # Lines are more than rows at most; what it costs to count exactly, the check pays anyhow.
        rows = min(self._data.count(b"\n") + 1, order.limit or 10**9) if order.file.suffix != ".xlsx" else 10**9
        count = order.workers or max(1, min(MOST_WORKERS, os.cpu_count() or 1, rows // _RECORDS_A_WORKER))
        setup = Setup(self._folder.root, self._today, order.memory * MEGABYTE)
        self._pool = Pool(setup, scratch, count, order.deadline)
        return self._pool

    def _found(self) -> Checked:
        if self._checked is None:
            raise WrongUse("A batch is checked before it is made.")
        return self._checked

    def _untold(self, problems: Iterable[Problem]) -> list[Problem]:
        """Those that the check has not told already."""
        return [problem for problem in problems if (problem.rule, problem.mark) not in self._told]

    @cached_property
    def _told(self) -> set[tuple[str, Mark]]:
        return {(problem.rule, problem.mark) for _, problem in self._found().problems}

    def end(self) -> None:
        """Ends the workers, and takes away what they kept on disk."""
        if self._pool:
            self._pool.end()
            clear_scratch(self._output)

    def _made(self, missing: list[Record], progress: Callable[[Progress], None]) -> Iterator[Done]:
        if not missing:
            return
        for answer in self._answers(self.warm(), missing, progress):
            record, sheet = answer.record, answer.sheet
            if sheet is None or not sheet.pdf:
                problems = _problems_of(answer)
                rules = tuple(dict.fromkeys(each.rule for each in problems if each.severity == "error"))
                yield Done(record.number, record.ref, "failed", None, 0, 0, rules, record.name)
            else:
                yield self._written(record, sheet)

    def _answers(self, pool: Pool, records: Sequence[Record], progress: Callable[[Progress], None]) -> Iterator[Answer]:
        """What became of each record, as it comes; what came up with it is remembered."""
        self._tried = len(records)
        start = monotonic()
        count = 0

        def tell() -> None:
            progress(Progress(count, len(records), monotonic() - start))

        for answer in pool.make(records, tell):
            for problem in self._untold(_problems_of(answer)):
                self._met.setdefault(problem, set()).add(answer.record.number)
            count += 1
            yield answer
            tell()

    def _written(self, record: Record, sheet: Sheet) -> Done:
        path = self._path(record.ref)
        shelf = self._folder.open_shelf()
        shelf.used, shelf.absent = sheet.used, set(sheet.absent)
        made = Output(
            record.format, sheet.pdf, sheet.pages, list(sheet.problems), self._today, sheet.until, self._clock(),
            personal=True, row=self._row(record), table=self._order.file.name,
        )  # fmt: skip
        with self._journal.in_turn():
            write(path, sheet.pdf, mode=PRIVATE, tag=TAG)
            self._journal.record(SHEETS_FOLDER, record.ref, shelf, made)
        warnings = len(doubtful(sheet.problems))
        return Done(record.number, record.ref, "made", path, sheet.pages, warnings, (), record.name)

    def _kept(self, record: Record, warnings: int) -> Done | None:
        path = self._path(record.ref)
        made = self._journal.made(SHEETS_FOLDER, record.ref, record.format, path, self._today, row=self._row(record))
        if made is None:
            return None
        return Done(record.number, record.ref, "kept", path, made.pages, warnings, (), record.name)

    def _printed(self, done: Iterable[Done], before: Any) -> tuple[Path | None, Any]:
        """The PDF for the printer, made where it is not there yet; and the signs of what it was made of, and of it."""
        if not self._order.printed:
            return None, before
        from handouts.batching.printing import print_changed

        sheets = [each.path for each in sorted(done) if each.path]
        if not sheets:
            return None, before
        stem = re.sub(r"[^A-Za-z0-9]+", "-", self._order.file.stem).strip("-") or "batch"
        path = self._output / "print" / f"{stem}.pdf"
        return path, print_changed(path, sheets, self._journal.key.of_file, before, tag=TAG)

    def _shared(self) -> Shared:
        from handouts.batching.records import Shared

        return Shared(self._order.sheet, self._order.day, self._order.file.stem)

    def _taken(self, ref: str) -> str | None:
        """Whose reference this is, if it is not ours to give: no sheet may take the place of somebody else's."""
        consult = f"content/clients/{ref}.yaml"
        if self._folder.holds(self._folder.own(consult)):
            return consult
        if not self._path(ref).is_file():
            return None
        whose = self._journal.whose(SHEETS_FOLDER, ref, self._order.file.name)
        return None if whose in {"nobody", "ours"} else f"the sheet of {whose}"

    def _sign(self) -> str:
        """By what the list of this spreadsheet is known: all that decides what its rows say."""
        order = self._order
        recipe = self._folder.root / f"content/sheets/{order.sheet}.yaml"
        known = self._journal.key.of_file(recipe.read_bytes()) if recipe.is_file() else ""
        said = f"{order.file.name} {self._journal.key.of_file(self._data)} {order.sheet} {known} {order.day}"
        return said + (f" {order.worksheet!r} {order.hidden}" if order.worksheet or order.hidden else "")

    def _row(self, record: Record) -> str:
        """The keyed digest of a row: a plain one could be tried out by whoever guesses what stands in it."""
        return self._journal.key.of_file(record.digest.encode())

    def _path(self, ref: str) -> Path:
        return self._place / f"{safe_name(ref)}.pdf"


def _problems_of(answer: Answer) -> tuple[Problem, ...]:
    return answer.sheet.problems if answer.sheet else tuple(filter(None, [answer.problem]))


@contextmanager
def opened(folder: Folder, order: Order, *, today: date, clock: Callable[[], datetime] = _now) -> Iterator[Batch]:
    """A batch with the lock of its output folder, unless it writes nothing there.

    Raises WrongUse when another batch is at work there.
    """
    safe_name(order.sheet)
    folder.must_hold("sheets", order.sheet)
    if order.dry and not order.pictures:
        yield Batch(folder, order, today, clock)
        return
    output = order.output or folder.output
    with locked(output / ".state"):
        sweep_after_killed(output)
        sweep_at_start(output, folder.root)
        batch = Batch(folder, order, today, clock)
        try:
            yield batch
        finally:
            batch.end()


def _bytes_of(path: Path) -> bytes:
    from handouts.spreadsheets import MAX_SIZE, too_large

    try:
        return read_regular(path, MAX_SIZE)
    except OSError as reason:
        if reason.errno == errno.EFBIG:
            raise Refused([too_large(path.name)]) from None
        raise WrongUse(f"{path} cannot be read: {reason.strerror}.") from reason
