"""Many sheets at once out of a spreadsheet: checked all together, made by workers, written by one, and gone on with.

    read the table → check every row → leave what stands → make the rest → write each as it comes

A second call does what is missing or changed. Of the rows nothing is kept but references and keyed digests.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from handouts.files.folder import Folder, digest
from handouts.files.naming import read_regular, safe_name
from handouts.files.writing import PRIVATE, write
from handouts.problems import ContentError, Message, Problem, UsageError, actionable, msg
from handouts.produce.batching.values import (
    BatchOptions,
    Checked,
    Finding,
    Progress,
    RowResult,
    Summary,
    chosen,
    rows_of,
)
from handouts.produce.job import MEGABYTE, BuildOptions, Job, Row, Setup
from handouts.produce.pool import Pool
from handouts.produce.producer import Clock, Outcome, Producer, now
from handouts.records import Records
from handouts.records.cache import OutputId
from handouts.records.history import Holder, Origin
from handouts.records.locks import (
    SHEETS_FOLDER,
    TAG,
    clear_scratch,
    locked,
    scratch_in,
    sweep_after_killed,
    sweep_at_start,
)
from handouts.records.product import Product

_HOLDERS: dict[Holder, Message] = {
    "consult": msg("the sheet of a consult"),
    "file": msg("the sheet of a consult in a file elsewhere"),
    "spreadsheet": msg("the sheet of another spreadsheet"),
    "person": msg("the sheet of somebody else"),
    "unknown": msg("a sheet of somebody who is not known"),
}
MOST_WORKERS = 4
_RECORDS_A_WORKER = 8
"""A worker takes as long to start as to make about this many sheets."""


class Batch:
    """One batch in one folder, with its lock held: use `opened`."""

    def __init__(self, folder: Folder, order: BatchOptions, today: date, clock: Clock) -> None:
        self._folder = folder
        self._order = order
        self._today = today
        self._output = order.output or folder.output
        self._place = self._output / SHEETS_FOLDER
        self._records = Records(folder, order.output)
        options = BuildOptions(force=order.force)
        self._producer = Producer(folder, self._records, options, today=today, clock=clock)
        self._only = rows_of(order.only)
        self._data = _bytes_of(order.file)
        self._checked = Checked((), (), ())
        self._met: dict[Problem, set[int]] = {}
        self._tried = 0
        self.taken_over = self._records.take_over() if order.writes else None
        self.pool = self._workers()

    def _workers(self) -> Pool:
        """The workers; what they keep on disk in a dry run lies in the temporary folder of the system."""
        order = self._order
        # Lines are more than rows at most; what it costs to count exactly, the check pays anyhow.
        rows = min(self._data.count(b"\n") + 1, order.limit or 10**9) if order.file.suffix != ".xlsx" else 10**9
        count = order.workers or max(1, min(MOST_WORKERS, os.cpu_count() or 1, rows // _RECORDS_A_WORKER))
        setup = Setup(self._folder.root, self._today, order.memory * MEGABYTE, sharing=True)
        return Pool(setup, order.deadline, count, None if order.dry else scratch_in(self._output))

    def unchanged(self) -> Summary | None:
        """The end at once, where the same spreadsheet was made before and every sheet of it is still up to date."""
        if self._order.force or not self._is_whole:
            return None
        listed = self._listed()
        done = []
        try:
            for number, ref, shape, row, warnings in listed["rows"]:
                file = f"{SHEETS_FOLDER}/{safe_name(str(ref))}.pdf"
                cached = self._records.cache.find(OutputId(SHEETS_FOLDER, ref, shape, file), self._today, row=row)
                if cached is None or (self._folder.root / f"content/clients/{ref}.yaml").is_file():
                    return None
                done.append(RowResult(number, ref, "kept", self._output / file, cached.pages, warnings))
        except (KeyError, TypeError, ValueError):
            return None
        return Summary(tuple(done), (), self._printed(done))

    def check(self) -> Finding:
        """Reads the spreadsheet and judges every row. Raises ContentError when nothing at all can be made of it.

        Workers start meanwhile: to load the engine takes them longer than the check of a small file.
        """
        from handouts.intake.spreadsheets import read_table
        from handouts.produce.batching.records import Shared, check, language_of

        order = self._order
        language = language_of(self._folder.open_reader(), order.sheet)
        table = read_table(
            self._data, order.file.name, worksheet=order.worksheet, hidden=order.hidden, language=language
        )
        table = table._replace(rows=tuple(chosen(table.rows, self._only, self._order.limit)))
        shared = Shared(order.sheet, order.day, order.file.stem)
        self._checked = check(self._folder, table, shared, self._today, self._taken)
        return Finding(table.detected, self._checked.problems, len(self._checked.jobs), len(table.rows))

    def make(self, progress: Callable[[Progress], None]) -> Iterator[RowResult]:
        """Makes what is missing or changed; yields each row as it is known. After `check`.

        Raises BrokenEnvironment when a file cannot be written: what was made before it stands.
        """
        with self._records.in_turn():
            self._records.key.persist(tag=TAG)
        found: dict[int, list[Problem]] = {}
        for number, problem in self._checked.problems:
            found.setdefault(number, []).append(problem)
        for number, ref in self._checked.failed:
            yield RowResult(number, ref, "failed", None, 0, 0, _reasons(found.get(number, ())))
        missing = []
        for job in self._checked.jobs:
            if kept := self._producer.look_up(job):
                yield _result(kept, found.get(_row_of(job).number, ()))
            else:
                missing.append(job)
        for job, product in self._products(missing, progress):
            yield _result(self._producer.write_and_record(job, product), product.problems)

    @property
    def problems(self) -> list[Problem]:
        """What came up while the sheets were made, beside what the check told; each says of which rows."""
        from handouts.produce.batching.report import naming_rows

        return naming_rows(self._met, self._order.file.name, self._tried)

    def finish(self, done: Iterable[RowResult]) -> Path | None:
        """What belongs to the batch as a whole: the PDF for the printer, and the list by which a next call is quick."""
        done = sorted(done)
        printed = self._printed(done)
        if self._is_whole and all(each.status != "failed" for each in done):
            of_text = self._records.key.of_text
            signs = {row.number: (job.format, of_text(row.digest)) for job in self._checked.jobs if (row := job.row)}
            rows = [[each.row, each.ref, *signs[each.row], each.warnings] for each in done]
            self._keep_list({"rows": rows})
        return printed

    def try_all(self, progress: Callable[[Progress], None]) -> tuple[list[Path], list[Problem], int]:
        """Makes every sheet in memory: the pages of the first, if asked for, what comes up, and how many fail."""
        from handouts.page.finishing import pictures

        jobs = self._checked.jobs
        drawn: list[Path] = []
        failed = 0
        for job, product in self._products(jobs, progress):
            failed += not product.pdf
            if job is jobs[0] and product.pdf and self._order.pictures:
                for number, picture in enumerate(pictures(product.pdf), start=1):
                    drawn.append(self._place / f"{job.name}.p{number}.png")
                    write(drawn[-1], picture, mode=PRIVATE, tag=TAG)
        return drawn, self.problems, failed

    @property
    def _is_whole(self) -> bool:
        """Whether all rows are asked for."""
        return not self._only and self._order.limit is None

    def _products(self, jobs: Sequence[Job], progress: Callable[[Progress], None]) -> Iterator[tuple[Job, Product]]:
        """What came of each row, as it comes; what came up with it, beside what the check found, is remembered."""
        found = {(problem.rule, problem.mark) for _, problem in self._checked.problems}
        self._tried = len(jobs)
        start = monotonic()
        count = 0

        def tell() -> None:
            progress(Progress(count, len(jobs), monotonic() - start))

        for job, product in self.pool.make_all(jobs, tell):
            for problem in product.problems:
                if (problem.rule, problem.mark) not in found:
                    self._met.setdefault(problem, set()).add(_row_of(job).number)
            count += 1
            yield job, product
            tell()

    def _printed(self, done: Iterable[RowResult]) -> Path | None:
        """The PDF for the printer, made where it is not there yet, or not of these sheets as they are now."""
        sheets = [each.path for each in sorted(done) if each.path]
        if not (self._order.printed and sheets):
            return None
        stem = re.sub(r"[^A-Za-z0-9]+", "-", self._order.file.stem).strip("-") or "batch"
        path = self._output / "print" / f"{stem}.pdf"
        output, cache = OutputId("print", stem, "print", f"print/{path.name}"), self._records.cache
        order = self._records.key.of_text("\n".join(sheet.name for sheet in sheets))
        if cache.find(output, self._today, row=order) is None:
            from handouts.produce.batching.printing import print_file

            used = {sheet: digest(read_regular(sheet)) for sheet in sheets}
            print_file(path, sheets, tag=TAG)
            product = Product(read_regular(path), 0, (), used, frozenset(), {}, None)
            with self._records.in_turn():
                cache.put(output, product, self._today, personal=True, row=order)
        return path

    def _taken(self, ref: str, origin: Origin, first_names: Collection[str]) -> tuple[str, str] | None:
        """What has a reference already, and a hint; None where the row may have it: no sheet is lost to another's."""
        consult = f"content/clients/{ref}.yaml"
        if self._folder.holds(self._folder.own(consult)):
            return consult, msg("choose another one")
        if self._order.force or not (self._place / f"{safe_name(ref)}.pdf").is_file():
            return None
        holder = self._records.history.taken_by(ref, origin, first_names)
        hint = msg("choose another one; or, if that sheet may be replaced, add --force")
        return (_HOLDERS[holder], hint) if holder else None

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
        raise UsageError("A batch makes what came out of rows.")
    return job.row


def _result(outcome: Outcome, problems: Iterable[Problem]) -> RowResult:
    """An outcome as the report says it, with the warnings among `problems`."""
    row = _row_of(outcome.job)
    warnings = len(actionable(problems)) if outcome.path else 0
    reasons = _reasons(outcome.problems)
    return RowResult(row.number, outcome.name, outcome.status, outcome.path, outcome.pages, warnings, reasons, row.name)


def _reasons(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The rules by which there is no sheet."""
    return tuple(dict.fromkeys(problem.rule for problem in problems if problem.severity == "error"))


@contextmanager
def opened(folder: Folder, order: BatchOptions, *, today: date, clock: Clock = now) -> Iterator[Batch]:
    """A batch with the lock of its output folder, unless it writes nothing there; its workers end with it.

    Raises UsageError when another batch is at work there.
    """
    safe_name(order.sheet)
    folder.must_hold("sheets", order.sheet)
    output = order.output or folder.output
    with ExitStack() as held:
        if order.writes:
            held.enter_context(locked(output / ".state"))
            sweep_after_killed(output)
            sweep_at_start(output, folder.root)
            held.callback(clear_scratch, output)
        batch = Batch(folder, order, today, clock)
        with batch.pool:
            yield batch


def _bytes_of(path: Path) -> bytes:
    from handouts.intake.spreadsheets import MAX_SIZE, too_large

    try:
        return read_regular(path, MAX_SIZE)
    except OSError as reason:
        if reason.errno == errno.EFBIG:
            raise ContentError([too_large(path.name)]) from None
        raise UsageError(f"{path} cannot be read: {reason.strerror}.") from reason
