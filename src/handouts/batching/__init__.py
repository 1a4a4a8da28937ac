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
from datetime import date
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from handouts.batching.values import Done, Finding, Order, Progress, Status, Summary, chosen, rows_of
from handouts.folder import Folder, digest
from handouts.holding import SHEETS_FOLDER, TAG, clear_scratch, locked, scratch_in, sweep_after_killed, sweep_at_start
from handouts.naming import read_regular, safe_name
from handouts.problems import Mark, Problem, Refused, WrongUse, doubtful
from handouts.produce import Clock, Outcome, Producer, now
from handouts.produce.job import BuildOptions
from handouts.records import Records
from handouts.records.cache import Place
from handouts.writing import PRIVATE, write

if TYPE_CHECKING:
    from handouts.batching.records import Checked, Shared
    from handouts.produce.job import Job, Product, Row
    from handouts.produce.workers import Pool
    from handouts.records import TakenOver

MOST_WORKERS = 4
_RECORDS_A_WORKER = 8
"""A worker takes as long to start as to make about this many sheets."""


class Batch:
    """One batch in one folder, with its lock held: use `opened`."""

    def __init__(self, folder: Folder, order: Order, today: date, clock: Clock) -> None:
        self._folder = folder
        self._order = order
        self._today = today
        self._output = order.output or folder.output
        self._place = self._output / SHEETS_FOLDER
        self._records = Records(folder, order.output, once=True)
        options = BuildOptions(force=order.force)
        self._producer = Producer(folder, self._records, options, today=today, clock=clock)
        self._only = rows_of(order.only)
        self._data = _bytes_of(order.file)
        self._pool: Pool | None = None
        self._checked: Checked | None = None
        self._met: dict[Problem, set[int]] = {}
        self._tried = 0
        self.taken_over: TakenOver | None = None
        self.pids: Callable[[], list[int]] = lambda: self._pool.processes if self._pool else []

    def take_over(self) -> None:
        """Takes the history of an earlier version over; see `Records.take_over`."""
        self.taken_over = self._records.take_over()

    def standing(self) -> Summary | None:
        """The end at once, where the same spreadsheet was made before and every sheet of it still stands."""
        if self._order.force or self._only or self._order.limit is not None:
            return None
        listed = self._listed()
        if not listed:
            return None
        done = []
        try:
            for number, ref, shape, row, warnings in listed["rows"]:
                path = self._place / f"{safe_name(str(ref))}.pdf"
                kept = self._records.cache.find(Place(SHEETS_FOLDER, ref, shape), path, self._today, row=row)
                if kept is None or (self._folder.root / f"content/clients/{ref}.yaml").is_file():
                    return None
                done.append(Done(number, ref, "kept", path, kept.pages, warnings))
        except (KeyError, TypeError, ValueError):
            return None
        printed, state = self._printed(done, listed.get("printed"))
        if state != listed.get("printed"):
            self._keep_list({**listed, "printed": state})
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
        return Finding(table.said, self._checked.problems, len(self._checked.jobs), len(table.rows))

    def make(self, progress: Callable[[Progress], None]) -> Iterator[Done]:
        """Makes what is missing or changed; yields each row as it is known. After `check`.

        Raises BrokenEnvironment when a file cannot be written: what was made before it stands.
        """
        checked = self._found()
        with self._records.in_turn():
            self._records.key.lay(tag=TAG)
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
        for job in checked.jobs:
            kept = self._producer.look_up(job)
            if kept:
                yield _done(kept, warned.get(_row_of(job).number, 0))
            else:
                missing.append(job)
        yield from self._made(missing, progress)

    @property
    def problems(self) -> list[Problem]:
        """What came up while the sheets were made, beside what the check told; each says of which rows."""
        from handouts.batching.report import naming_rows

        return naming_rows(self._met, self._order.file.name, self._tried)

    def finish(self, done: Iterable[Done]) -> Path | None:
        """What belongs to the batch as a whole: the PDF for the printer, and the list by which a next call is quick."""
        done = sorted(done)
        signs = {row.number: self._records.key.of_text(row.digest) for job in self._found().jobs if (row := job.row)}
        shapes = {row.number: job.format for job in self._found().jobs if (row := job.row)}
        printed, state = self._printed(done, self._listed().get("printed"))
        whole = not self._only and self._order.limit is None and all(each.status != "failed" for each in done)
        if whole:
            rows = [[each.row, each.ref, shapes[each.row], signs[each.row], each.warnings] for each in done]
            self._keep_list({"rows": rows, "printed": state})
        return printed

    def try_all(self, progress: Callable[[Progress], None]) -> tuple[list[Path], list[Problem], int]:
        """Makes every sheet in memory: the first one's pages, if these are asked for, what comes up, and how many fail.

        What the workers keep on disk meanwhile lies in the temporary folder of the system.
        """
        from handouts.finishing import pictures

        jobs = self._found().jobs
        if not jobs:
            return [], [], 0
        drawn: list[Path] = []
        failed = 0
        try:
            for job, product in self._products(self._start(None), jobs, progress):
                failed += not product.pdf
                if job is jobs[0] and product.pdf and self._order.pictures:
                    for number, picture in enumerate(pictures(product.pdf), start=1):
                        drawn.append(self._place / f"{job.name}.p{number}.png")
                        write(drawn[-1], picture, mode=PRIVATE, tag=TAG)
        finally:
            if self._pool:
                self._pool.end()
        return drawn, self.problems, failed

    def warm(self) -> Pool:
        """Starts the workers, so that they load while the rows are checked."""
        return self._pool or self._start(scratch_in(self._output))

    def _start(self, scratch: Path | None) -> Pool:
        from handouts.produce.job import MEGABYTE, Setup
        from handouts.produce.workers import Pool

        order = self._order
        # Lines are more than rows at most; what it costs to count exactly, the check pays anyhow.
        rows = min(self._data.count(b"\n") + 1, order.limit or 10**9) if order.file.suffix != ".xlsx" else 10**9
        count = order.workers or max(1, min(MOST_WORKERS, os.cpu_count() or 1, rows // _RECORDS_A_WORKER))
        setup = Setup(self._folder.root, self._today, order.memory * MEGABYTE, sharing=True)
        self._pool = Pool(setup, order.deadline, count, scratch)
        self._pool.start()
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

    def _made(self, missing: list[Job], progress: Callable[[Progress], None]) -> Iterator[Done]:
        if not missing:
            return
        for job, product in self._products(self.warm(), missing, progress):
            yield _done(self._producer.finish(job, product), len(doubtful(product.problems)))

    def _products(
        self, pool: Pool, jobs: Sequence[Job], progress: Callable[[Progress], None]
    ) -> Iterator[tuple[Job, Product]]:
        """What came of each row, as it comes; what came up with it is remembered."""
        self._tried = len(jobs)
        start = monotonic()
        count = 0

        def tell() -> None:
            progress(Progress(count, len(jobs), monotonic() - start))

        for job, product in pool.make_all(jobs, tell):
            for problem in self._untold(product.problems):
                self._met.setdefault(problem, set()).add(_row_of(job).number)
            count += 1
            yield job, product
            tell()

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
        state = print_changed(path, sheets, self._records.key.of_file, before, tag=TAG)
        if state != before:
            with self._records.in_turn():
                self._records.cache.keep_file(f"print/{path.name}", read_regular(path))
        return path, state

    def _shared(self) -> Shared:
        from handouts.batching.records import Shared

        return Shared(self._order.sheet, self._order.day, self._order.file.stem)

    def _taken(self, ref: str) -> str | None:
        """Whose reference this is, if it is not ours to give: no sheet may take the place of somebody else's."""
        consult = f"content/clients/{ref}.yaml"
        if self._folder.holds(self._folder.own(consult)):
            return consult
        if not (self._place / f"{safe_name(ref)}.pdf").is_file():
            return None
        whose = self._records.history.whose(ref, self._order.file.name)
        return None if whose in {"nobody", "ours"} else f"the sheet of {whose}"

    def _listed(self) -> dict[str, Any]:
        """What is remembered of the rows of this spreadsheet, if all that decides what they say is as it was."""
        listed = self._records.cache.recall("batch", *self._memo())
        return listed if isinstance(listed, dict) else {}

    def _keep_list(self, data: dict[str, Any]) -> None:
        with self._records.in_turn():
            self._records.cache.remember("batch", *self._memo(), data)

    def _memo(self) -> tuple[str, str]:
        """By what the list of a spreadsheet is known, without its name; and all that it is made from."""
        order = self._order
        recipe = self._folder.root / f"content/sheets/{order.sheet}.yaml"
        known = digest(recipe.read_bytes()) if recipe.is_file() else ""
        name = f"{order.file.name} {order.sheet} {order.day} {order.worksheet!r} {order.hidden}"
        return self._records.key.of_text(name), f"{digest(self._data)} {known}"


def _row_of(job: Job) -> Row:
    if job.row is None:
        raise WrongUse("A batch makes what came out of rows.")
    return job.row


def _done(outcome: Outcome, warnings: int) -> Done:
    """An outcome as the report says it."""
    row, ref = _row_of(outcome.job), outcome.name
    if outcome.status == "failed":
        rules = tuple(dict.fromkeys(each.rule for each in outcome.problems if each.severity == "error"))
        return Done(row.number, ref, "failed", None, 0, 0, rules, row.name)
    status: Status = "made" if outcome.status == "made" else "kept"
    return Done(row.number, ref, status, outcome.path, outcome.pages, warnings, (), row.name)


@contextmanager
def opened(folder: Folder, order: Order, *, today: date, clock: Clock = now) -> Iterator[Batch]:
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
        batch.take_over()
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
