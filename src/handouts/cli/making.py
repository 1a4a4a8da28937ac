"""The commands that make PDFs, or would: build, sheet, check, watch."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.cli.completing import complete_ref
from handouts.cli.group import FOLDER, STOPPED, Session, cli, verbosely
from handouts.cli.incoming import refs_of
from handouts.cli.localizing import echo, localized, reader
from handouts.cli.reports import (
    STATUSES,
    Run,
    gathered,
    relative,
    report_and_exit,
    say_problems,
    say_removed,
    say_taken_over,
)
from handouts.cli.terminal import Terminal, ask_password
from handouts.files.command import command
from handouts.files.streams import why_lost
from handouts.problems import BrokenEnvironment, UsageError, msg

if TYPE_CHECKING:
    from handouts.files.folder import Folder
    from handouts.problems import Problem
    from handouts.produce.job import BuildOptions, Job
    from handouts.produce.outcome import Outcome
    from handouts.records.origin import Origin
    from handouts.records.product import Product


def making_pdfs(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command has that makes PDFs; they arrive as `BuildOptions`."""

    @click.option("--format", "formats", multiple=True, metavar="F", help="A format, such as a4; may be given again.")
    @click.option(
        "--for",
        "purpose",
        type=click.Choice(["screen", "home", "printshop"]),
        help="What it is for: screen, home or print shop.",
    )
    @click.option(
        "--n-up", metavar="N", type=click.Choice(["2", "4", "6", "8", "9"]), help="A draft: this many pages on a side."
    )
    @click.option("--low-ink", is_flag=True, help="No grounds, light outlines.")
    @click.option("--output", metavar="DIR", type=FOLDER, help="Where it goes; default output/.")
    @click.option("--png", is_flag=True, help="Also make a picture of each page.")
    @click.option("--force", is_flag=True, help="Make everything again, also what is up to date.")
    @click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
    @verbosely
    @functools.wraps(command)
    @click.pass_obj
    def with_options(
        session: Session,
        /,
        names: Sequence[str],
        formats: tuple[str, ...],
        purpose: str | None,
        n_up: str | None,
        low_ink: bool,
        output: Path | None,
        png: bool,
        force: bool,
        as_json: bool,
        **more: Any,
    ) -> None:
        from handouts.produce.job import BuildOptions

        if n_up and purpose:
            raise UsageError("--n-up makes a draft for your own printer; leave --for out.")
        if formats:  # the model takes a while to load
            from handouts.content.model.selective import format_called

            formats = tuple(map(format_called, formats))
        options = BuildOptions(formats, output, png, force, purpose=purpose, low_ink=low_ink, n_up=int(n_up or 0))
        command(session, names, options, as_json=as_json, **more)

    return with_options


@cli.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@making_pdfs
def build(session: Session, names: Sequence[str], options: BuildOptions, *, as_json: bool) -> None:
    """Make brochures: those that are named, or all of them, and all sheets."""
    run = _run(session.folder(), names, options, verbose=session.verbose)
    report_and_exit(run, as_json=as_json, strict=False, verbose=session.verbose)


@cli.command()
@click.argument("names", nargs=-1, metavar="[REF|FILE|-]...", shell_complete=complete_ref)
@click.option("--mail", is_flag=True, help="Also make a copy to be mailed, REF.mail.pdf, locked with a password.")
@click.option("--ask", is_flag=True, help="Ask what a consult needs, write its file, and make its sheet.")
@click.option("--recipe", metavar="R", help="With --ask: the recipe, a file in content/sheets.")
@making_pdfs
def sheet(
    session: Session,
    names: Sequence[str],
    options: BuildOptions,
    *,
    ask: bool,
    recipe: str | None,
    mail: bool,
    as_json: bool,
) -> None:
    """Make the take-home sheet of a consult: content/clients/REF.yaml, any FILE, or what comes in (-)."""
    from handouts.content.chains import must_hold_consult
    from handouts.produce.documents import SHEETS

    if ask or recipe is not None or not names:
        names = _asked(session, names, recipe, ask=ask)
    folder = session.own_folder()
    refs, origins = refs_of(folder, names)
    for ref in refs:
        if ref not in origins:
            must_hold_consult(folder, ref)
    password, made = ask_password() if mail and _may_be_mailed(folder, refs, origins, options) else (None, False)
    options = options._replace(kinds=(SHEETS,), mail=password)
    run = _run(folder, refs, options, verbose=session.verbose, origins=origins)
    mailed = [path for result in run.results if password and (path := result.mailed) and _opens(path, password)]
    if made and mailed:
        echo(msg("The password, shown this once: {password}", password=password), err=True)
        if reason := why_lost(sys.stderr, also_unwanted=True):
            # Nobody can open the copy; the next one gets another password.
            raise BrokenEnvironment("The password of the copy for mail could not be shown: {reason}.", reason=reason)
    if mailed:
        echo(msg("Pass the password on by another way than mail: by telephone, or at the next visit."), err=True)
    report_and_exit(run, as_json=as_json, strict=False, verbose=session.verbose)


@cli.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--strict", is_flag=True, help="Let a warning count as a failure.")
@click.option("--explain", metavar="RULE", help="Only say what a rule means: the word between square brackets.")
@click.option("--score", is_flag=True, help="Set brochures beside the items of PEMAT-P and the CDC index.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@verbosely
@click.pass_obj
def check(
    session: Session, names: Sequence[str], strict: bool, explain: str | None, score: bool, as_json: bool
) -> None:
    """Say everything that is wrong or doubtful; write nothing."""
    if explain is not None:
        from handouts.cli.explaining import say_explanation

        say_explanation(explain, reader.language, as_json=as_json)
        return
    if score:
        from handouts.cli.scoring import say_scores
        from handouts.produce.editing import score_all

        say_scores(score_all(session.folder(), names, date.today()), as_json=as_json)
        return
    from handouts.checks.example import check_folder
    from handouts.checks.ignoring import LISTED
    from handouts.produce.editing import edit_all
    from handouts.produce.housekeeping import unread_among_clients, unread_parts
    from handouts.produce.job import BuildOptions

    folder = session.folder()
    run = _run(folder, names, BuildOptions(dry=True), verbose=session.verbose)
    if not names:
        more, stopped = gathered(chain(unread_parts(folder), unread_among_clients(folder), check_folder(folder)))
        run = Run(run.results, [*run.more, *more], run.stopped or stopped)
    edited, stopped = gathered(edit_all(folder, names, date.today()))
    edited = [each for each in edited if each.rule not in LISTED or session.verbose]
    run = Run(run.results, [*run.more, *edited], run.stopped or stopped)
    report_and_exit(run, as_json=as_json, strict=strict, verbose=session.verbose)


@cli.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@verbosely
@click.pass_obj
def watch(session: Session, names: Sequence[str]) -> None:
    """Make brochures again each time something changes; stop with Ctrl-C."""
    from handouts.produce.watching import watch as watched

    folder = session.folder()
    reported: set[Problem] = set()
    for result in watched(folder, names, today=date.today, begin_turn=reported.clear):
        # Most of what is doubtful about one format is so of the others too.
        say_problems((each for each in result.problems if each not in reported), verbose=session.verbose)
        reported.update(result.problems)
        took = localized(msg("in {milliseconds} ms", milliseconds=result.milliseconds))
        what = (relative(result.path),) if result.path else (result.name, result.variant_name)
        echo(" ".join(filter(None, (localized(STATUSES[result.status]), *what, took))))
        say_removed([result])


def _may_be_mailed(folder: Folder, refs: Sequence[str], origins: Mapping[str, Origin], options: BuildOptions) -> bool:
    """Whether any of these sheets may be written; where none may, no password is asked for, and making it says why."""
    from handouts.produce.ownership import is_refused
    from handouts.records import Records

    records = Records(folder, options.output, read_only=True)
    return not all(is_refused(folder, records, ref, origins.get(ref), force=options.force) for ref in refs)


def _opens(copy: Path, password: str) -> bool:
    """Whether a copy for mail is still the one that was made here, and not that of another command; else this is said.

    The password of a copy that nobody has is not shown.
    """
    from handouts.files.naming import read_regular
    from handouts.produce.mailcopy import opens

    with suppress(OSError):
        if opens(read_regular(copy), password):
            return True
    text = msg(
        "Another command made {file} again at the same time, or took it away: the password that it showed counts.",
        file=relative(copy),
    )
    echo(text, err=True)
    return False


def _asked(session: Session, names: Sequence[str], recipe: str | None, *, ask: bool) -> list[str]:
    """The reference of the consult that was filled in on the terminal."""
    from handouts.intake.interview import ask_consult

    if names and ask:
        raise UsageError("With --ask no REF is named: the reference is one of the questions.")
    if recipe is not None and not ask:
        raise UsageError("--recipe goes with --ask: a consult names its own recipe.")
    if not ask:
        raise UsageError(
            "Name a consult, such as {handouts} sheet 2026-014, or let yourself be asked: {handouts} sheet --ask",
            handouts=command(),
        )
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  # the arrow keys then work in an answer
    ref = ask_consult(session.own_folder(), Terminal(), today=date.today(), recipe=recipe)
    if ref is None:
        sys.exit(STOPPED)  # the interview has said so
    return [ref]


def _run(
    folder: Folder,
    names: Sequence[str],
    options: BuildOptions,
    *,
    verbose: bool,
    origins: Mapping[str, Origin] | None = None,
) -> Run:
    """Makes what is named, and says how far it is; what ends it early comes with all that was found before it."""
    from handouts.produce.building import build as documents_of
    from handouts.produce.pool import one_worker
    from handouts.records import Records

    today = date.today()
    records = Records(folder, options.output)
    worker = one_worker(folder, today)
    shows = verbose or sys.stderr.isatty()

    def make(job: Job) -> Product:
        if shows and job.format:
            echo(msg("making {document} …", document=f"{job.name} ({job.variant_name})"), err=True)
        return worker.make(job)

    def shown(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            yield outcome
            if verbose:
                text = f"{localized(STATUSES[outcome.status])} {outcome.name} {outcome.variant_name}"
                echo(f"{text}: {outcome.milliseconds} ms", err=True)

    try:
        with worker:
            outcomes, stopped = gathered(
                shown(documents_of(folder, names, options, today=today, make=make, records=records, origins=origins))
            )
    finally:
        say_taken_over(records.taken_over)
    if stopped and not outcomes:
        raise stopped
    return Run(outcomes, records.damage(), stopped, options.output)
