"""The command line: each command is its options, one call, one report.

Data goes to stdout, progress and Problems to stderr. Whatever a command needs is imported inside it, so that help
and what is up to date cost next to nothing.
"""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

import handouts
from handouts.problems import BrokenEnvironment, HandoutsError, Problem, Refused, WrongUse, has_errors

if TYPE_CHECKING:
    from handouts.asking import Tone
    from handouts.batching import Batch, Progress, Summary
    from handouts.building import Result, Wish
    from handouts.folder import Folder
    from handouts.forgetting import Plan

STOPPED = 130


class _Session:
    """What the options in front of a command say."""

    def __init__(self, folder: str | None, verbose: bool) -> None:
        self._folder = folder
        self.verbose = verbose

    def folder(self) -> Folder:
        """The practice folder: the one that was named, or the one that the command runs in."""
        from handouts.folder import MARKER, Folder, find_root

        if self._folder is None:
            return Folder(find_root(Path.cwd()))
        root = Path(self._folder)
        if not (root / MARKER).is_file():
            raise WrongUse(f"{root} is not a practice folder: it has no {MARKER}.")
        return Folder(root)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--folder", metavar="DIR", help="The practice folder; by default the one that you are in.")
@click.option("-v", "--verbose", is_flag=True, help="Also say what each document took, and how a failure came about.")
@click.version_option(handouts.__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, folder: str | None, verbose: bool) -> None:
    """Turns what a practitioner writes (YAML) into what her client takes home (PDF)."""
    context.obj = _Session(folder, verbose)
    context.color = False if os.environ.get("NO_COLOR") else None


def _building(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command has that makes PDFs; they arrive as one wish."""

    @click.option("--format", "formats", multiple=True, metavar="F", help="A format, such as a4; may be given again.")
    @click.option("--output", metavar="DIR", type=click.Path(path_type=Path), help="Where it goes; default output/.")
    @click.option("--png", is_flag=True, help="Also make a picture of each page.")
    @click.option("--force", is_flag=True, help="Make everything again, also what is up to date.")
    @click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
    @functools.wraps(command)
    @click.pass_obj
    def with_options(
        session: _Session,
        /,
        names: Sequence[str],
        formats: tuple[str, ...],
        output: Path | None,
        png: bool,
        force: bool,
        as_json: bool,
        **more: Any,
    ) -> None:
        from handouts.building import Wish

        wish = Wish(formats, output.resolve() if output else None, png, force)
        command(session, names, wish, as_json=as_json, **more)

    return with_options


@cli.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@_building
def build(session: _Session, names: Sequence[str], wish: Wish, *, as_json: bool) -> None:
    """Make brochures: those that are named, or all of them, and all sheets."""
    _finish(_built(session, names, wish), as_json=as_json, strict=False)


@cli.command()
@click.argument("names", nargs=-1, metavar="[REF|FILE|-]...")
@click.option("--mail", is_flag=True, help="Also make a copy to be mailed, REF.mail.pdf, locked with a password.")
@click.option("--ask", is_flag=True, help="Ask what a consult needs, write its file, and make its sheet.")
@click.option("--recipe", metavar="R", help="With --ask: the recipe, a file in content/sheets.")
@_building
def sheet(
    session: _Session,
    names: Sequence[str],
    wish: Wish,
    *,
    ask: bool,
    recipe: str | None,
    mail: bool,
    as_json: bool,
) -> None:
    """Make the take-home sheet of a consult: content/clients/REF.yaml, any FILE, or what comes in (-)."""
    from handouts.documents import SHEETS

    if ask or recipe is not None or not names:
        names = _asked(session, names, recipe, ask=ask)
    folder = session.folder()
    refs = [_ref(folder, name) for name in names]
    password, made = _password() if mail else (None, False)
    results = _built(session, refs, wish._replace(kinds=(SHEETS,), mail=password), folder)
    if made and any(result.mailed for result in results):
        click.echo(f"The password, shown this once: {password}", err=True)
    if any(result.mailed for result in results):
        click.echo("Pass the password on by another way than mail: by telephone, or at the next visit.", err=True)
    _finish(results, as_json=as_json, strict=False)


def _ref(folder: Folder, name: str) -> str:
    """The reference of the consult that is meant by a word of the command."""
    if name != "-" and not name.endswith((".yaml", ".yml")) and "/" not in name and os.sep not in name:
        return name
    from handouts.loading import lay_consult
    from handouts.reading import MAX_SIZE

    try:
        with click.open_file(name, "rb") as file:
            # One byte more than may be, so that reading can say that it is too large.
            data = file.read(MAX_SIZE + 1)
    except OSError as reason:
        raise WrongUse(f"{name} cannot be read: {reason.strerror}.") from reason
    return lay_consult(folder, data, "(what came in)" if name == "-" else name)


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def _password() -> tuple[str, bool]:
    """The password of the copy to be mailed, and whether it was made here."""
    from handouts.sealing import accepted, make_password

    typed = ""
    if at_terminal():
        typed = click.prompt(
            "A password for the mailed copy (Enter: one is made)", default="", hide_input=True, show_default=False,
            confirmation_prompt="The same once more", err=True,
        )  # fmt: skip
    return (accepted(typed), False) if typed else (make_password(), True)


@cli.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--strict", is_flag=True, help="Let a warning count as a failure.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def check(session: _Session, names: Sequence[str], strict: bool, as_json: bool) -> None:
    """Say everything that is wrong or doubtful; write nothing."""
    from handouts.building import Wish

    _finish(_built(session, names, Wish(dry=True)), as_json=as_json, strict=strict)


@cli.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.pass_obj
def watch(session: _Session, names: Sequence[str]) -> None:
    """Make brochures again each time something changes; stop with Ctrl-C."""
    from handouts.watching import watch as watched

    folder = session.folder()
    for result in watched(folder, names, today=date.today):
        _say_problems(result.problems)
        took = f"in {result.milliseconds} ms"
        if result.path:
            click.echo(f"{result.status} {_relative(result.path)} {took}")
        else:
            click.echo(" ".join(filter(None, ("failed", result.name, result.format, took))))


@cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_obj
def list_documents(session: _Session, as_json: bool) -> None:
    """List the documents: kind, name, title, version, review date."""
    from handouts.housekeeping import catalogue

    entries = list(catalogue(session.folder()))
    if as_json:
        click.echo(json.dumps([entry._asdict() for entry in entries], indent=2, ensure_ascii=False))
        return
    rows = [("kind", "name", "title", "version", "review due"), *(tuple(map(str, entry)) for entry in entries)]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@cli.command()
@click.argument("ref", metavar="REF")
@click.option("--json", "as_json", is_flag=True, help="Print the history as JSON.")
@click.pass_obj
def history(session: _Session, ref: str, as_json: bool) -> None:
    """Say which sheets were made of a consult and of those it follows, when, and from what."""
    from handouts.history import trace

    told = trace(session.folder(), ref)
    if as_json:
        click.echo(json.dumps(told.as_data(), indent=2, ensure_ascii=False))
        return
    for past in told.consults:
        for line in past.lines():
            click.echo(line)
    for remark in told.remarks:
        click.echo(remark, err=True)


@cli.command()
@click.argument("ref", metavar="REF")
@click.option("--chain", is_flag=True, help="Also the consults that it follows, and those that follow it.")
@click.option("--yes", is_flag=True, help="Delete it; without this it is only said what would go.")
@click.pass_obj
def forget(session: _Session, ref: str, chain: bool, yes: bool) -> None:
    """Throw away a consult: its file, its sheets, and what is known of them."""
    from handouts.forgetting import plan_forget

    folder = session.folder()
    _throw_away(folder, plan_forget(folder, ref, chain=chain), yes=yes)


@cli.command()
@click.option("--older-than", "age", required=True, metavar="AGE", help="Such as 30d, 8w, 12m or 5y.")
@click.option("--chain", is_flag=True, help="Consults that follow each other go together, when the last is old enough.")
@click.option("--yes", is_flag=True, help="Delete it; without this it is only said what would go.")
@click.pass_obj
def purge(session: _Session, age: str, chain: bool, yes: bool) -> None:
    """Throw away every consult that is older than AGE, as forget does."""
    from handouts.forgetting import plan_purge

    folder = session.folder()
    _throw_away(folder, plan_purge(folder, age, today=date.today(), chain=chain), yes=yes)


@cli.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", help="The language on paper; default nl.")
def new(directory: Path, language: str) -> None:
    """Start a practice folder that builds at once."""
    from handouts.housekeeping import start_folder

    for path in start_folder(directory, language):
        click.echo(path)
    click.echo(f"Now: cd {directory}, put your own practice in content/practice.yaml, and run handouts build", err=True)


@cli.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("name", metavar="NAME")
@click.option(
    "--language", type=click.Choice(["nl", "en"]), help="The language of the text; by default the practice's."
)
@click.option("--force", is_flag=True, help="Write over a brochure of that name.")
@click.pass_obj
def import_(session: _Session, file: Path, name: str, language: str | None, force: bool) -> None:
    """Turn your own text (.txt or .md) into a brochure, word for word."""
    from handouts.housekeeping import import_brochure

    imported, path = import_brochure(session.folder(), file, name, language=language, force=force)
    _say_problems(imported.problems)
    for line in imported.outline.lines():
        click.echo(line)
    click.echo(f"Written to {_relative(path)}. Look through it, and run: handouts build {name}", err=True)


@cli.command()
@click.argument("kind", required=False, metavar="[KIND]")
def schema(kind: str | None) -> None:
    """Print the JSON Schema of a kind of file (practice, brochure), for an editor."""
    from handouts.loading import KINDS

    if kind is None:
        click.echo(json.dumps({name: model.model_json_schema() for name, model in KINDS.items()}, indent=2))
    elif kind in KINDS:
        click.echo(json.dumps(KINDS[kind].model_json_schema(), indent=2))
    else:
        raise WrongUse(f"There is no kind “{kind}”. There are: {', '.join(KINDS)}.")


@cli.command()
@click.pass_obj
def doctor(session: _Session) -> None:
    """Say what this computer lacks, and what to do about it."""
    from handouts.doctor import examine

    try:
        root: Path | None = session.folder().root
    except WrongUse:
        root = None
    findings = examine(root)
    for finding in findings:
        click.echo(f"{finding.state:9}{finding.name}: {finding.message}")
        if finding.mend:
            click.echo(f"         {finding.mend}")
    if any(finding.state == "missing" for finding in findings):
        sys.exit(BrokenEnvironment.exit_code)


@cli.command()
@click.argument("file", required=False, metavar="FILE", type=click.Path(path_type=Path))
@click.option("--sheet", "recipe", metavar="RECIPE", help="The recipe, a file in content/sheets.")
@click.option("--example", metavar="RECIPE", help="Write a spreadsheet with the right headings and two made-up rows.")
@click.option("--dry-run", "dry", is_flag=True, help="Only check every row, and draw the first sheet.")
@click.option("--only", default="", metavar="ROWS", help="Only these rows, such as 3,7-12.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N rows.")
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
@click.pass_obj
def batch(
    session: _Session,
    /,
    file: Path | None,
    recipe: str | None,
    example: str | None,
    dry: bool,
    report: Path | None,
    names: bool,
    **more: Any,
) -> None:
    """Make a sheet for each row of a spreadsheet: CSV, TSV, XLSX, or a YAML list."""
    if example is not None:
        _write_example(session, example, file)
        return
    if file is None or recipe is None:
        raise WrongUse(
            "Name the spreadsheet and the recipe, such as: handouts batch workshop.csv --sheet magnesiumconsult"
        )
    if report and report.suffix.casefold() not in {".csv", ".json"}:
        raise WrongUse(f"{report.name} cannot be the report: its name must end in .csv or .json.")
    from handouts.batching import Order, opened

    output, memory, day = more.pop("output"), more.pop("memory"), more.pop("day")
    order = Order(
        file, recipe, output.resolve() if output else None, more.pop("only"), more.pop("limit"),
        _day(day) if day else None, deadline=more.pop("seconds"), memory=memory, **more,
    )  # fmt: skip
    with opened(session.folder(), order, today=date.today()) as opened_batch:
        summary = opened_batch.standing() if not dry else None
        if summary is None:
            summary = _made_batch(opened_batch, dry=dry)
        if summary is not None:
            _end_batch(summary, report, names=names)


def _day(typed: str) -> date:
    from pydantic_core import PydanticCustomError

    from handouts.model.fields import as_date

    try:
        return as_date(typed)
    except PydanticCustomError as reason:
        raise WrongUse(f"--date: {(reason.context or {})['sentence']}; {(reason.context or {})['hint']}.") from reason


def _made_batch(batch: Batch, *, dry: bool) -> Summary | None:
    """Checks every row, says all that is wrong, and makes what can be made; None after a dry run."""
    from handouts.batching import Done, Summary

    if not dry:
        batch.warm()
    found = batch.check()
    click.echo(f"Taken for: {found.said}; {found.rows} rows.", err=True)
    _say_problems(problem for _, problem in found.problems)
    wrong = found.rows - found.sound
    if dry:
        for path in batch.sample():
            click.echo(_relative(path))
        click.echo(f"{found.sound} rows are sound, {wrong} are not. Nothing else was made.", err=True)
        sys.exit(1 if wrong else 0)
    if wrong:
        click.echo(f"{wrong} of {found.rows} rows cannot be made, and are left out.", err=True)
    done: list[Done] = []
    meter = _Meter()
    stopped = ""
    printed = None
    try:
        done.extend(batch.make(meter.show))  # what came before an exception stays in it
        printed = batch.finish(done)
    except BrokenEnvironment as reason:
        stopped = str(reason)
    except KeyboardInterrupt:
        meter.end()
        click.echo(f"{len([each for each in done if each.status == 'made'])} sheets were made and are whole. "
                   "The same command goes on from here.", err=True)  # fmt: skip
        raise
    meter.end()
    return Summary(tuple(done), tuple(batch.problems), printed, stopped)


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
        left = f", {_span((progress.all - progress.done) / rate)} left" if rate else ""
        line = f"{progress.done} of {progress.all}, {rate:.1f} a second{left}"
        click.echo(f"\r{line:60}" if self._terminal else line, nl=not self._terminal, err=True)
        self._open = self._terminal

    def end(self) -> None:
        """Goes on to a line of its own."""
        if self._open:
            click.echo(err=True)
        self._open = False


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"


def _end_batch(summary: Summary, report: Path | None, *, names: bool) -> NoReturn:
    """The report of a batch, and the exit code: 0 when every sheet is there, 1 when one is not, 3 when it was ended."""
    from handouts.batching.report import report_bytes, worded_rows
    from handouts.writing import write

    _say_problems(summary.problems)
    for status in ("made", "kept", "failed"):
        rows = [each.row for each in summary.done if each.status == status]
        click.echo(f"{status}: {len(rows)}" + (f" (rows {worded_rows(rows)})" if rows else ""))
    if summary.printed:
        click.echo(_relative(summary.printed))
    if report:
        write(report, report_bytes(summary.done, report, names=names))
        click.echo(_relative(report))
    if summary.stopped:
        click.echo(summary.stopped, err=True)
        sys.exit(BrokenEnvironment.exit_code)
    sys.exit(1 if summary.failed else 0)


def _write_example(session: _Session, recipe: str, file: Path | None) -> None:
    from handouts.batching.example import write_example

    path = write_example(session.folder(), recipe, file or Path(f"{recipe}.csv"))
    click.echo(_relative(path))
    click.echo(f"Now: put your own rows in it, and run handouts batch {path} --sheet {recipe} --dry-run", err=True)


class _Terminal:
    """Asks on the terminal; what is said goes to stderr, like all that is no data."""

    def ask(self, question: str, default: str) -> str:
        """See `asking.Asker`."""
        # Only what asks on a terminal's stdout can be edited with the arrow keys.
        elsewhere = not sys.stdout.isatty()
        suffix = " " if question.endswith("?") and not default else ": "
        try:
            answer: str = click.prompt(
                question, default=default, show_default=bool(default), prompt_suffix=suffix, err=elsewhere
            )
        except click.Abort:
            click.echo(err=True)
            raise
        return answer

    def say(self, text: str, tone: Tone = "plain") -> None:
        """See `asking.Asker`."""
        if tone == "heading":
            click.echo(f"\n{click.style(text, bold=True)}", err=True)
        else:
            click.echo(click.style(text, fg="yellow") if tone == "mistake" else text, err=True)


def _asked(session: _Session, names: Sequence[str], recipe: str | None, *, ask: bool) -> list[str]:
    """The reference of the consult that the practitioner has told on the terminal."""
    from handouts.asking import ask_consult

    if names and ask:
        raise WrongUse("With --ask no REF is named: the reference is one of the questions.")
    if recipe is not None and not ask:
        raise WrongUse("--recipe goes with --ask: a consult names its own recipe.")
    if not ask:
        raise WrongUse(
            "Name a consult, such as handouts sheet 2026-014, or let yourself be asked: handouts sheet --ask"
        )
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  # the arrow keys then work in an answer
    ref = ask_consult(session.folder(), _Terminal(), today=date.today(), recipe=recipe)
    if ref is None:
        raise click.Abort
    return [ref]


def _built(session: _Session, names: Sequence[str], wish: Wish, folder: Folder | None = None) -> list[Result]:
    from handouts.building import build as built

    shown = sys.stderr.isatty()
    results: list[Result] = []
    documents = built(
        folder or session.folder(), names, wish, today=date.today(),
        progress=lambda what: click.echo(f"making {what} …", err=True) if shown or session.verbose else None,
    )  # fmt: skip
    try:
        for result in documents:
            results.append(result)
            if session.verbose:
                click.echo(f"{result.status} {result.name} {result.format}: {result.milliseconds} ms", err=True)
    except BrokenEnvironment:
        # A full disk ends the run; what was made before it is there all the same.
        _say_files(results)
        raise
    return results


def _finish(results: list[Result], *, as_json: bool, strict: bool) -> NoReturn:
    """The report of `build` and `check`, and the exit code."""
    problems = list(dict.fromkeys(problem for result in results for problem in result.problems))
    if as_json:
        documents = [result.as_data() for result in results]
        data = {"documents": documents, "problems": [problem.as_data() for problem in problems]}
        click.echo(json.dumps(data, indent=2, ensure_ascii=False))
    else:
        _say_problems(problems)
        _say_files(results)
        if not results:
            click.echo("There is no brochure yet: put one in content/brochures.", err=True)
        _say_sum(results, problems)
    failed = has_errors(problems) or any(result.status == "failed" for result in results)
    sys.exit(1 if failed or (strict and problems) else 0)


def _throw_away(folder: Folder, plan: Plan, *, yes: bool) -> NoReturn:
    """Says what goes and what stays, deletes it when she says yes, and ends with 3 when something could not go."""
    from handouts.forgetting import beyond_reach, carry_out

    failed = list(plan.closed)
    if yes:
        for deletion in carry_out(plan):
            if deletion.reason:
                failed.append(deletion.reason)
            else:
                click.echo(f"deleted {_relative(deletion.path)}")
    else:
        _say_what_would_go(plan)
    for sentence in (*plan.remarks, *failed, *(beyond_reach(folder) if plan.files else ())):
        click.echo(sentence, err=True)
    if not plan.files:
        click.echo("Nothing is that old.", err=True)
    elif not yes:
        click.echo("nothing deleted yet; add --yes", err=True)
    sys.exit(BrokenEnvironment.exit_code if yes and failed else 0)


def _say_what_would_go(plan: Plan) -> None:
    for each in plan.going:
        click.echo(each.heading)
        for path in (*each.files, each.consult):
            if path:
                click.echo(f"    {_relative(path)}")
    for path in plan.left_behind:
        click.echo(f"left by a run that was stopped: {_relative(path)}")


def _say_problems(problems: Iterable[Problem]) -> None:
    for problem in dict.fromkeys(problems):
        colour = "red" if problem.severity == "error" else "yellow"
        severity = click.style(problem.severity, fg=colour)
        click.echo(f"{problem.mark}: {severity}: {problem.message} [{problem.rule}]", err=True)
        if problem.hint:
            click.echo(f"    hint: {problem.hint}", err=True)


def _say_files(results: list[Result]) -> None:
    for result in results:
        for path in (result.path, result.mailed, *result.pictures):
            if path:
                note = "  (unchanged)" if result.status == "kept" and path == result.path else ""
                click.echo(f"{_relative(path)}{note}")


def _say_sum(results: list[Result], problems: list[Problem]) -> None:
    errors = sum(problem.severity == "error" for problem in problems)
    counts = [
        f"{errors} error{'s' * (errors != 1)}",
        f"{len(problems) - errors} warning{'s' * (len(problems) - errors != 1)}",
    ]
    failed = sum(result.status == "failed" for result in results)
    if problems:
        click.echo(", ".join(counts) + (f"; {failed} not made" if failed else ""), err=True)


def _relative(path: Path) -> str:
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and exits with its code: 0 good, 1 a mistake, 2 wrong use, 3 environment, 130 stopped."""
    try:
        sys.exit(_run(arguments))
    except BrokenPipeError:
        # Whoever read our output has stopped; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        result: Any = cli.main(args=arguments, prog_name="handouts", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as reason:
        reason.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return STOPPED
    except Refused as reason:
        _say_problems(reason.problems)
        return reason.exit_code
    except HandoutsError as reason:
        click.echo(f"{reason}", err=True)
        return reason.exit_code
    except MemoryError:
        click.echo("This computer has not enough memory for this.", err=True)
        return BrokenEnvironment.exit_code
    except OSError as reason:
        click.echo(f"This computer does not let handouts go on: {reason}", err=True)
        return BrokenEnvironment.exit_code
    except Exception as reason:  # noqa: BLE001  # the last net: she gets a sentence, whoever mends it gets the rest
        if {"-v", "--verbose"} & set(sys.argv[1:] if arguments is None else arguments):
            _say_way(reason)
        click.echo(f"This is a mistake in handouts itself ({type(reason).__name__}).", err=True)
        click.echo("Please report it, with what this says: handouts -v …", err=True)
        return 1


def _say_way(reason: BaseException) -> None:
    """The way to a mistake of the program, without what the exceptions say: that may quote a client's text."""
    import traceback

    for link in (reason.__cause__ or reason.__context__, reason):
        if link is not None:
            click.echo("".join(traceback.format_tb(link.__traceback__)) + type(link).__name__, err=True)
