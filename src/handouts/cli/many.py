"""The command that makes many sheets at once: batch."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, NoReturn

import click

from handouts.cli.group import Session, cli, command, verbosely
from handouts.cli.reports import STATUSES, relative, say_problems, say_taken_over
from handouts.cli.saying import echo, said
from handouts.files.naming import resolved
from handouts.problems import NO_HINT, BrokenEnvironment, UsageError, counted_rows, msg

if TYPE_CHECKING:
    from handouts.produce.batching import Batch
    from handouts.produce.batching.values import Progress, Summary


@cli.command()
@click.argument("file", required=False, metavar="FILE", type=click.Path(path_type=Path))
@click.option("--sheet", "recipe", metavar="RECIPE", help="The recipe, a file in content/sheets.")
@click.option("--example", metavar="RECIPE", help="Write a spreadsheet with the right headings and two made-up rows.")
@click.option("--dry-run", "dry", is_flag=True, help="Only check every row, and try every sheet; write nothing.")
@click.option("--png", "pictures", is_flag=True, help="With --dry-run: a picture of each page of the first sheet.")
@click.option("--only", default="", metavar="ROWS", help="Only these rows, such as 3,7-12.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N rows.")
@click.option("--worksheet", default="", metavar="NAME", help="The sheet of a workbook; by default the one last open.")
@click.option("--hidden", is_flag=True, help="Also the rows and columns that are hidden in a workbook.")
@click.option("--date", "day", metavar="DAY", help="The day of the consult, for rows that name none.")
@click.option("--print", "printed", is_flag=True, help="Also one PDF for the printer, each sheet on a fresh leaf.")
@click.option(
    "--report", metavar="FILE", type=click.Path(path_type=Path), help="Write what became of each row, .csv or .json."
)
@click.option("--names", is_flag=True, help="With --report: with first names.")
@click.option("--workers", type=click.IntRange(1, 64), metavar="N", help="How many processes work; by default up to 4.")
@click.option("--seconds", default=60.0, type=click.FloatRange(min=1), help="How long a sheet may take; default 60.")
@click.option("--memory", default=1024, type=click.IntRange(min=64), help="What a sheet may take, in MB; default 1024.")
@click.option("--force", is_flag=True, help="Make everything again, also what is up to date.")
@click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="Where it goes; default output/.")
@verbosely
@click.pass_obj
def batch(
    session: Session,
    /,
    file: Path | None,
    recipe: str | None,
    example: str | None,
    dry: bool,
    pictures: bool,
    report: Path | None,
    names: bool,
    **more: Any,
) -> None:
    """Make a sheet for each row of a spreadsheet: CSV, TSV, XLSX, or a YAML list."""
    if example is not None:
        _write_example(session, example, file)
        return
    if file is None or recipe is None:
        raise UsageError(
            "Name the spreadsheet and the recipe, such as: handouts batch workshop.csv --sheet magnesiumconsult"
        )
    if report and report.suffix.casefold() not in {".csv", ".json"}:
        raise UsageError("{name} cannot be the report: its name must end in .csv or .json.", name=report.name)
    if pictures and not dry:
        raise UsageError("--png goes with --dry-run: it draws the first sheet.")
    from handouts.files.writing import sweep
    from handouts.produce.batching import opened
    from handouts.produce.batching.values import BatchOptions

    if report and not dry:
        sweep(report.absolute().parent)
    output, memory, day = more.pop("output"), more.pop("memory"), more.pop("day")
    order = BatchOptions(
        file, recipe, resolved(output) if output else None, more.pop("only"), more.pop("limit"),
        _day(day) if day else None, deadline=more.pop("seconds"), memory=memory, dry=dry, pictures=pictures, **more,
    )  # fmt: skip
    with opened(session.own_folder(), order, today=date.today()) as opened_batch:
        say_taken_over(opened_batch.taken_over)
        # Without reading the rows nobody's name is known.
        summary = opened_batch.unchanged() if not (dry or names) else None
        if summary:
            _say_warned(summary)
        else:
            summary = _made_batch(opened_batch, dry=dry, verbose=session.verbose)
        if summary:
            _end_batch(summary, report, names=names, verbose=session.verbose)


def _day(typed: str) -> date:
    from pydantic_core import PydanticCustomError

    from handouts.content.model.dates import as_date

    try:
        return as_date(typed)
    except PydanticCustomError as reason:
        context = reason.context or {}
        raise UsageError("--date: {sentence}; {hint}.", sentence=context["sentence"], hint=context["hint"]) from reason


def _made_batch(batch: Batch, *, dry: bool, verbose: bool) -> Summary | None:
    """Checks every row, says all that is wrong, and makes what can be made; None after a dry run."""
    from handouts.produce.batching.values import RowResult, Summary

    if not dry:
        batch.pool.start()
    found = batch.check()
    echo(msg("Taken for: {taken_for}; {rows}.", taken_for=found.said, rows=counted_rows(found.rows)), err=True)
    say_problems((problem for _, problem in found.problems), verbose=verbose)
    wrong = found.rows - found.sound
    if dry:
        meter = _Meter()
        try:
            drawn, problems, failed = batch.try_all(meter.show)
        finally:
            meter.end()
        wrong += failed
        say_problems(problems, verbose=verbose)
        for path in drawn:
            echo(relative(path))
        echo(
            msg(
                "Of {rows} {count} can be made. This was a dry run.",
                rows=counted_rows(found.rows),
                count=found.rows - wrong,
            ),
            err=True,
        )
        sys.exit(1 if wrong else 0)
    if wrong:
        echo(
            msg(
                "{count} of {rows} cannot be made, and is left out.",
                "{count} of {rows} cannot be made, and are left out.",
                count=wrong,
                rows=counted_rows(found.rows),
            ),
            err=True,
        )
    done: list[RowResult] = []
    meter = _Meter()
    stopped = NO_HINT
    printed = None
    try:
        done.extend(batch.make(meter.show))  # what came before an exception stays in it
        printed = batch.finish(done)
    except BrokenEnvironment as reason:
        stopped = reason.message
    except KeyboardInterrupt:
        meter.end()
        echo(
            msg(
                "Sheets that were made and are whole: {count}. The same command goes on from here.",
                count=sum(each.status == "made" for each in done),
            ),
            err=True,
        )
        raise
    meter.end()
    return Summary(tuple(done), tuple(batch.problems), printed, stopped)


def _say_warned(summary: Summary) -> None:
    """Which sheets that are left as they are were made with warnings: the rows are not looked at again."""
    from handouts.problems import named_rows

    if rows := [each.row for each in summary.done if each.warnings]:
        echo(msg("Made with warnings: {rows}. To read them again, add --force.", rows=named_rows(rows)), err=True)


class _Meter:
    """Shows how far a batch is: one line that changes on a terminal, and elsewhere a line now and then."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._shown = 0.0
        self._open = False

    def show(self, progress: Progress) -> None:
        """Says it, at most twice a second, or every ten seconds where each time is a line."""
        if progress.seconds - self._shown < (0.5 if self._terminal else 10):
            return
        self._shown = progress.seconds
        rate = progress.done / progress.seconds
        line = said(msg("{count} of {all}, {rate:.1f} a second", count=progress.done, all=progress.all, rate=rate))
        if rate:
            line += said(msg(", {time} left", time=_span((progress.all - progress.done) / rate)))
        echo(f"\r{line:60}" if self._terminal else line, nl=not self._terminal, err=True)
        self._open = self._terminal

    def end(self) -> None:
        """Goes on to a line of its own."""
        if self._open:
            echo(err=True)
        self._open = False


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _end_batch(summary: Summary, report: Path | None, *, names: bool, verbose: bool) -> NoReturn:
    """The report of a batch, and the exit code: 0 when every sheet is there, 1 when one is not, 3 when it was ended."""
    from handouts.files.writing import write
    from handouts.problems import named_rows
    from handouts.produce.batching.report import report_bytes

    say_problems(summary.problems, verbose=verbose)
    for status in ("made", "kept", "failed"):
        rows = [each.row for each in summary.done if each.status == status]
        echo(f"{said(STATUSES[status])}: {len(rows)}" + (f" ({said(named_rows(rows))})" if rows else ""))
    if summary.printed:
        echo(relative(summary.printed))
    if report:
        write(report, report_bytes(summary.done, report, names=names))
        echo(relative(report))
    if summary.stopped:
        echo(summary.stopped, err=True)
        sys.exit(BrokenEnvironment.exit_code)
    sys.exit(1 if summary.failed else 0)


def _write_example(session: Session, recipe: str, file: Path | None) -> None:
    from handouts.produce.batching.example import write_example

    path = write_example(session.folder(), recipe, file or Path(f"{recipe}.csv"))
    echo(relative(path))
    following = f"batch {quote(str(path))} --sheet {recipe} --dry-run"
    echo(
        msg("Now: put your own rows in it, and run {handouts} {command}", handouts=command(), command=following),
        err=True,
    )
