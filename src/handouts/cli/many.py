"""The command that makes many sheets at once: batch."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any, NoReturn

import click

from handouts.cli.group import FOLDER, Session, cli, verbosely
from handouts.cli.localizing import echo, localized
from handouts.cli.reports import STATUSES, relative, say_problems, say_taken_over
from handouts.files.command import command
from handouts.problems import UsageError, counted_rows, msg, named_rows

if TYPE_CHECKING:
    from handouts.produce.batching.values import Checked, Printed, RowResult, Summary
    from handouts.records import TakenOver


@cli.command()
@click.argument("file", required=False, metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--recipe", "--sheet", "recipe", metavar="RECIPE", help="The recipe, a file in content/sheets; once called --sheet."
)
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
@click.option(
    "--seconds", "deadline", default=60.0, type=click.FloatRange(min=1), help="How long a sheet may take; default 60."
)
@click.option("--memory", default=1024, type=click.IntRange(min=64), help="What a sheet may take, in MB; default 1024.")
@click.option("--force", is_flag=True, help="Make everything again, also what is up to date.")
@click.option("--output", metavar="DIR", type=FOLDER, help="Where it goes; default output/.")
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
    day: str | None,
    **more: Any,
) -> None:
    """Make a sheet for each row of a spreadsheet: CSV, TSV, XLSX, or a YAML list."""
    if example is not None:
        _write_example(session, example, file)
        return
    if file is None or recipe is None:
        raise UsageError(
            "Name the spreadsheet and the recipe, such as: {handouts} batch workshop.csv --recipe magnesiumconsult",
            handouts=command(),
        )
    if report:
        from handouts.produce.batching.report import report_ending

        report_ending(report)
    if pictures and not dry:
        raise UsageError("--png goes with --dry-run: it draws the first sheet.")
    from handouts.files.writing import sweep
    from handouts.produce.batching import run
    from handouts.produce.batching.values import BatchOptions

    if report and not dry:
        sweep(report.absolute().parent)
    options = BatchOptions(
        file, recipe, day=_day(day) if day else None, dry=dry, names=names, pictures=pictures, **more
    )
    reporter = _Reporter(dry=dry, verbose=session.verbose)
    try:
        summary = run(session.own_folder(), options, reporter, today=date.today())
    except KeyboardInterrupt:
        reporter.interrupted()
        raise
    reporter.end()
    if dry:
        _end_trial(summary, verbose=session.verbose)
    _end_batch(summary, report, names=names, verbose=session.verbose)


def _day(typed: str) -> date:
    # What is usual needs no words of days, which take longer to load than an unchanged batch takes.
    if re.fullmatch(r"20\d\d-\d\d-\d\d", typed, re.ASCII):
        with suppress(ValueError):
            return date.fromisoformat(typed)
    from pydantic_core import PydanticCustomError

    from handouts.content.model.dates import as_date

    try:
        return as_date(typed)
    except PydanticCustomError as reason:
        context = reason.context or {}
        raise UsageError("--date: {sentence}; {hint}.", sentence=context["sentence"], hint=context["hint"]) from reason


class _Reporter:
    """Shows how a batch goes, see `values.Report`; how far it is on one line that changes on a terminal."""

    def __init__(self, *, dry: bool, verbose: bool) -> None:
        self._dry = dry
        self._verbose = verbose
        self._made = 0
        self._terminal = sys.stderr.isatty()
        self._shown = 0.0
        self._open = False

    def taken_over(self, taken: TakenOver) -> None:
        say_taken_over(taken)

    def checked(self, checked: Checked) -> None:
        """All that is wrong, before anything is made."""
        wrong = len(checked.failed)
        rows = counted_rows(len(checked.jobs) + wrong)
        echo(msg("Read as: {taken_for}; {rows}.", taken_for=checked.read_as, rows=rows), err=True)
        say_problems((problem for _, problem in checked.problems), verbose=self._verbose)
        if wrong and not self._dry:
            text = msg(
                "{count} of {rows} cannot be made, and is left out.",
                "{count} of {rows} cannot be made, and are left out.",
                count=wrong,
                rows=rows,
            )
            echo(text, err=True)

    def done(self, result: RowResult) -> None:
        self._made += result.status == "made"

    def interrupted(self) -> None:
        """What there is when the command is ended with Ctrl-C."""
        self.end()
        if self._dry:
            return
        text = msg(
            "Sheets that were made and are whole: {count}. The same command goes on from here.", count=self._made
        )
        echo(text, err=True)

    def progress(self, done: int, total: int, seconds: float) -> None:
        """At most twice a second, or every ten seconds where each time is a line."""
        if seconds - self._shown < (0.5 if self._terminal else 10):
            return
        self._shown = seconds
        if rate := done / seconds:
            text = msg("{count} of {all}, {rate:.1f} a second", count=done, all=total, rate=rate)
            left = msg(", {time} left", time=_span((total - done) / rate))
            line = localized(text) + localized(left)
        else:
            line = localized(msg("0 of {all}: the first sheet takes longest …", all=total))
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


def _end_trial(summary: Summary, *, verbose: bool) -> NoReturn:
    """What a dry run found, and the exit code: 0 when every sheet can be made, 1 when one cannot."""
    say_problems(summary.problems, verbose=verbose)
    for path in summary.drawn:
        echo(relative(path))
    if summary.stopped:
        raise summary.stopped
    sound = sum(each.status == "valid" for each in summary.done)
    rows = counted_rows(len(summary.done))
    echo(msg("Of {rows} {count} can be made. This was a dry run.", rows=rows, count=sound), err=True)
    sys.exit(1 if summary.failed else 0)


def _end_batch(summary: Summary, report: Path | None, *, names: bool, verbose: bool) -> NoReturn:
    """The report of a batch, and the exit code: 0 when every sheet is there, 1 when one is not.

    Raises what ended it.
    """
    from handouts.files.writing import write
    from handouts.produce.batching.report import report_bytes

    if summary.unread and (rows := [each.row for each in summary.done if each.warnings]):
        echo(msg("Made with warnings: {rows}. To read them again, add --force.", rows=named_rows(rows)), err=True)
    say_problems(summary.problems, verbose=verbose)
    for status in ("made", "kept", "failed"):
        rows = [each.row for each in summary.done if each.status == status]
        echo(f"{localized(STATUSES[status])}: {len(rows)}" + (f" ({localized(named_rows(rows))})" if rows else ""))
    if summary.printed:
        _say_printed(summary.printed)
    if report:
        write(report, report_bytes(summary.done, report, names=names))
        echo(relative(report))
    if summary.stopped:
        raise summary.stopped
    sys.exit(1 if summary.failed else 0)


def _say_printed(printed: Printed) -> None:
    """Where the PDF for the printer is, and which sheets are no longer in it."""
    echo(relative(printed.path))
    if left_out := printed.left_out:
        text = msg(
            "{count} sheet that was in {file} before is not in it now: {ref}. Of another list of the same name, or of"
            " other rows, it is made anew.",
            "{count} sheets that were in {file} before are not in it now, such as {ref}. Of another list of the same"
            " name, or of other rows, it is made anew.",
            file=relative(printed.path), count=len(left_out), ref=left_out[0],
        )  # fmt: skip
        echo(text, err=True)


def _write_example(session: Session, recipe: str, file: Path | None) -> None:
    from handouts.produce.batching.example import write_example

    path = write_example(session.folder(), recipe, file or Path(f"{recipe}.csv"))
    echo(relative(path))
    following = f"batch {quote(str(path))} --recipe {recipe} --dry-run"
    text = msg("Now: put your own rows in it, and run {handouts} {command}", handouts=command(), command=following)
    echo(text, err=True)
