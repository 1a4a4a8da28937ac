"""Many sheets at once out of a spreadsheet: checked all together, made by workers, written by one, and gone on with.

    read the table → check every row → leave what is up to date → make the rest → write each as soon as it is ready

A second call does what is missing or changed. Of the rows nothing is kept but references and keyed digests.
"""

from __future__ import annotations

import errno
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic

from handouts.files.folder import Folder
from handouts.files.layout import SHEETS_FOLDER, STATE_FOLDER
from handouts.files.naming import read_regular, safe_name
from handouts.files.writing import PRIVATE, write_all
from handouts.problems import ContentError, Problem, UsageError, actionable, system_reason
from handouts.produce.batching.printing import print_sheets
from handouts.produce.batching.quicklist import recalled, remember
from handouts.produce.batching.report import naming_rows
from handouts.produce.batching.values import (
    Batch,
    BatchOptions,
    Checked,
    Printed,
    Report,
    RowJob,
    RowResult,
    Summary,
    chosen,
    rows_of,
)
from handouts.produce.copies import pictures_beside
from handouts.produce.job import MEGABYTE, BuildOptions, Job, Row, Setup
from handouts.produce.outcome import Outcome
from handouts.produce.ownership import refusal
from handouts.produce.pool import Pool
from handouts.produce.producer import Clock, Producer, now
from handouts.records import Records
from handouts.records.locks import TAG, clear_scratch, locked, scratch_in, sweep_after_killed, sweep_at_start
from handouts.records.product import Product

MAX_WORKERS = 4
_SHEETS_PER_WORKER = 8
"""A worker takes as long to start as to make about this many sheets."""
_MANY = 10**9


def run(folder: Folder, options: BatchOptions, report: Report, *, today: date, clock: Clock = now) -> Summary:
    """Makes a sheet of each row of a spreadsheet, or in a dry run tries each; returns what became of every row.

    `today` is the day that advice goes by; `clock` dates the history. What ends it once sheets are made, such as a file
    that cannot be written, is `Summary.stopped`, and what was made before is kept. Raises UsageError for a recipe or
    rows that do not exist, and when another batch is at work in the output folder; ContentError when nothing at all can
    be made of the spreadsheet.
    """
    folder.must_hold("sheets", options.recipe)
    rows_of(options.only)
    output = options.output or folder.output
    with _alone_in(output, folder.root) if options.writes else nullcontext():
        records = Records(folder, output, read_only=not options.writes)
        if options.writes and (taken := records.take_over()):
            report.taken_over(taken)
        batch = Batch(folder, options, records, _bytes_of(options.file), today)
        # Without reading the rows nobody's name is known.
        read = options.dry or options.force or options.names
        if not read and (done := recalled(batch)) is not None:
            return Summary(tuple(done), (), print_sheets(batch, done), unread=True)
        with _pool_of(batch) as pool:
            if not options.dry:
                pool.start()  # to load the engine takes longer than to check a small file
            checked = _checked(batch, report)
            build_options = BuildOptions(force=options.force or options.dry, dry=options.dry)
            producer = Producer(
                folder, records, build_options, today=today, clock=clock, first_names=checked.first_names
            )
            return _made(batch, checked, producer, pool, report)


@contextmanager
def _alone_in(output: Path, root: Path) -> Iterator[None]:
    """Holds the lock of an output folder for a batch, and removes what killed runs left there."""
    with locked(output / STATE_FOLDER):
        sweep_after_killed(output)
        sweep_at_start(output, root)
        try:
            yield
        finally:
            clear_scratch(output)


def _pool_of(batch: Batch) -> Pool:
    """The workers; what they keep on disk in a dry run lies in the temporary folder of the system."""
    from handouts.intake.spreadsheets import is_workbook

    options = batch.options
    # There are at least as many lines as rows; to count exactly, also those of a workbook, is left to the check.
    rows = _MANY if is_workbook(batch.data, options.file.name) else batch.data.count(b"\n") + 1
    rows = min(rows, options.limit or _MANY)
    count = options.workers or max(1, min(MAX_WORKERS, os.cpu_count() or 1, rows // _SHEETS_PER_WORKER))
    setup = Setup(batch.folder.root, batch.today, options.memory * MEGABYTE, sharing=True)
    return Pool(setup, options.deadline, count, None if options.dry else scratch_in(batch.records.output))


def _checked(batch: Batch, report: Report) -> Checked:
    """Reads the spreadsheet and judges every row. Raises ContentError when nothing at all can be made of it."""
    from handouts.intake.spreadsheets import read_table
    from handouts.produce.batching.reading import Shared
    from handouts.produce.batching.rows import check, language_of

    folder, options = batch.folder, batch.options
    language = language_of(folder.open_reader(), options.recipe)
    table = read_table(
        batch.data, options.file.name, worksheet=options.worksheet, hidden=options.hidden, language=language
    )
    rows = tuple(chosen(table.rows, rows_of(options.only), options.limit))
    if table.rows and not rows:
        raise UsageError(
            "--only {only} names no row of this file: its rows are {first} to {last}, as your spreadsheet counts them.",
            only=options.only, first=table.rows[0].number, last=table.rows[-1].number,
        )  # fmt: skip
    table = table._replace(rows=rows)
    shared = Shared(options.recipe, options.day, options.file.stem)
    # Whose a sheet is, is decided when it is written; before anything is made it is only said.
    refused = partial(refusal, folder, batch.records, force=options.force)
    checked = check(folder, table, shared, batch.today, refused)
    report.checked(checked)
    return checked


def _made(batch: Batch, checked: Checked, producer: Producer, pool: Pool, report: Report) -> Summary:
    """Makes what is missing or changed, and what belongs to the batch as a whole; in a dry run all, in memory."""
    done: list[RowResult] = []
    drawn: list[Path] = []
    printed: Printed | None = None
    stopped: Exception | None = None
    try:
        if not batch.options.dry:
            with batch.records.write_lock():
                batch.records.key.persist(tag=TAG)
        for result in _results(batch, checked, producer, partial(_products, pool, report), drawn):
            done.append(result)
            report.done(result)
        if not batch.options.dry:
            printed = print_sheets(batch, done)
            remember(batch, done, checked.jobs)
    except Exception as reason:  # noqa: BLE001  # whatever it is, it is raised after what was made is reported
        stopped = reason
    tried = sum(each.status != "kept" for each in done) - len(checked.failed)
    known = {(problem.rule, problem.mark) for _, problem in checked.problems}
    met: dict[Problem, set[int]] = defaultdict(set)
    for each in done:
        for problem in each.problems:
            if (problem.rule, problem.mark) not in known:
                met[problem].add(each.row)
    problems = naming_rows(met, batch.options.file.name, tried)
    return Summary(tuple(done), tuple(problems), printed, stopped, tuple(drawn))


def _results(
    batch: Batch,
    checked: Checked,
    producer: Producer,
    products: Callable[[list[Job]], Iterator[tuple[Job, Product]]],
    drawn: list[Path],
) -> Iterator[RowResult]:
    """What became of each row, as soon as it is known; adds to `drawn` the pictures of the first."""
    found: dict[int, list[Problem]] = defaultdict(list)
    for number, problem in checked.problems:
        found[number].append(problem)
    for number, ref in checked.failed:
        yield RowResult(number, ref, "failed", None, 0, 0, _reasons(found[number]))
    missing: dict[str, RowJob] = {}
    for each in checked.jobs:
        if kept := producer.reuse(each.job):
            yield _result(each.row, kept, found[each.row.number])
        else:
            missing[each.job.name] = each
    for job, product in products([each.job for each in missing.values()]):
        if batch.options.pictures and product.pdf and job is checked.jobs[0].job:
            drawn += _drawn(batch, job.name, product.pdf)
        outcome = producer.write_and_record(job, product)
        result = _result(missing[job.name].row, outcome, product.problems)
        yield result._replace(problems=(*product.problems, *outcome.problems))


def _products(pool: Pool, report: Report, jobs: list[Job]) -> Iterator[tuple[Job, Product]]:
    """Makes jobs by workers, each as soon as it is ready, and reports the progress."""
    start, count = monotonic(), 0

    def tell() -> None:
        report.progress(count, len(jobs), monotonic() - start)

    for made in pool.make_all(jobs, tell):
        yield made
        count += 1
        tell()


def _drawn(batch: Batch, ref: str, pdf: bytes) -> list[Path]:
    """Pictures of a sheet that was only tried, beside those of the sheet itself: `REF.trial.p1.png`."""
    records = batch.records
    pictures = pictures_beside(records.output / SHEETS_FOLDER / f"{safe_name(ref)}.trial.pdf", pdf)

    @contextmanager
    def recording() -> Iterator[None]:
        for path, picture in pictures.items():
            records.cache.keep_file(f"{SHEETS_FOLDER}/{path.name}", picture, SHEETS_FOLDER, ref)
        yield

    with records.write_lock():
        write_all(pictures, recording(), mode=PRIVATE, tag=TAG)
    return list(pictures)


def _result(row: Row, outcome: Outcome, problems: Iterable[Problem]) -> RowResult:
    """An outcome as the report says it, with the warnings among `problems`."""
    warnings = len(actionable(problems)) if outcome.path else 0
    reasons = _reasons(outcome.problems)
    return RowResult(row.number, outcome.name, outcome.status, outcome.path, outcome.pages, warnings, reasons, row.name)


def _reasons(problems: Iterable[Problem]) -> tuple[str, ...]:
    """The rules by which there is no sheet."""
    return tuple(dict.fromkeys(problem.rule for problem in problems if problem.severity == "error"))


def _bytes_of(path: Path) -> bytes:
    from handouts.intake.spreadsheets import MAX_SIZE, too_large

    try:
        return read_regular(path, MAX_SIZE)
    except OSError as reason:
        if reason.errno == errno.EFBIG:
            raise ContentError([too_large(path.name)]) from None
        raise UsageError("{path} cannot be read: {reason}.", path=path, reason=system_reason(reason)) from reason
