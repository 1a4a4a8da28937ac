"""The commands for what lies in a practice folder: new, list, import, history, verify, forget, purge."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Literal, NoReturn

import click

from handouts.cli.completing import complete_ref
from handouts.cli.group import FOLDER, Session, cli
from handouts.cli.localizing import Language, echo, echo_json, localized, reader
from handouts.cli.reports import gathered, relative, say_problems, say_taken_over, say_what_would_go
from handouts.files.command import command
from handouts.problems import BrokenEnvironment, has_errors, msg

if TYPE_CHECKING:
    from handouts.files.folder import Folder
    from handouts.produce.catalogue import Entry
    from handouts.produce.forgetting import Deletion, Removal


@cli.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--language", type=Language(), default="nl", help="The language on paper; default nl.")
def new(directory: Path, language: str) -> None:
    """Start a practice folder that builds at once."""
    from handouts.produce.housekeeping import start_folder

    reader.begin_practice(language)
    for path in start_folder(directory, language):
        echo(str(path))
    text = msg(
        "Now: cd {folder}, put your own practice in content/practice.yaml, and run {handouts} build",
        folder=quote(str(directory)), handouts=command(),
    )  # fmt: skip
    echo(text, err=True)


@cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_obj
def list_documents(session: Session, as_json: bool) -> None:
    """List what there is: brochures, modules, recipes and consults.

    Of a consult its reference, date and first name are shown; the JSON has no first name.
    """
    from handouts.produce.catalogue import catalogue

    entries, stopped = gathered(catalogue(session.folder()))
    if stopped and not entries:
        raise stopped
    if as_json:
        echo_json(entries)
    else:
        _say_table(entries)
    if stopped:
        raise stopped


def _say_table(entries: list[Entry]) -> None:
    headings = (msg("kind"), msg("name"), msg("title"), msg("version"), msg("review due"))
    rows = [tuple(map(localized, row)) for row in (headings, *(entry.row() for entry in entries))]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@cli.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("name", metavar="NAME", default="")
@click.option("--as", "kind", type=click.Choice(["brochure", "module"]), default="brochure", help="What it becomes.")
@click.option("--language", type=Language(), help="The language of the text; by default the practice's.")
@click.option("--force", is_flag=True, help="Write over a file of that name.")
@click.option("--dry-run", is_flag=True, help="Only show the outline of what would be made.")
@click.pass_obj
def import_(
    session: Session, file: Path, name: str, kind: Literal["brochure", "module"], language: str | None,
    force: bool, dry_run: bool,
) -> None:  # fmt: skip
    """Turn your own text (.docx, .html, .md or .txt) into a brochure or module, word for word."""
    from handouts.produce.housekeeping import Import, import_file

    asked = Import(language, force, not dry_run, kind)
    imported, path = import_file(session.own_folder(), file, name, asked)
    say_problems(imported.problems)
    for line in imported.outline.lines():
        echo(line)
    if dry_run:
        return
    if kind == "module":
        text = msg(
            "Written to {file}. Look through it, and run: {handouts} check", file=relative(path), handouts=command()
        )
    else:
        text = msg(
            "Written to {file}. Look through it, and run: {handouts} build {name}",
            file=relative(path), handouts=command(), name=name,
        )  # fmt: skip
    echo(text, err=True)


@cli.command()
@click.argument("ref", metavar="REF", shell_complete=complete_ref)
@click.option("--json", "as_json", is_flag=True, help="Print the history as JSON.")
@click.pass_obj
def history(session: Session, ref: str, as_json: bool) -> None:
    """Say which sheets were made of a consult and of those it follows, when, and from what."""
    from handouts.produce.history import trace

    found = trace(session.folder(), ref)
    if as_json:
        echo_json(found)
        return
    for consult in found.consults:
        for line in consult.lines():
            echo(line)
    for remark in found.remarks:
        echo(remark, err=True)
    say_problems(found.problems)


@cli.command()
@click.option("--output", metavar="DIR", type=FOLDER, help="The folder; default output/.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_obj
def verify(session: Session, output: Path | None, as_json: bool) -> None:
    """Say whether what was made is still there and unchanged, and from which versions."""
    from handouts.produce.verifying import verify as verified

    folder = session.folder()
    found = verified(folder, output or folder.output)
    if as_json:
        echo_json(found)
    else:
        say_problems(found.problems)
        for sentence in found.outdated:
            echo(sentence)
        if found.outdated:
            again = msg("{handouts} build makes these again; a sheet from a spreadsheet: {handouts} batch",
                        handouts=command())  # fmt: skip
            echo(msg("    hint: {hint}", hint=again))
        for sentence in found.gone:
            echo(sentence)
        echo(msg("{count} file as made", "{count} files as made", count=found.whole))
        for version, count in sorted(found.versions.items()):
            # Beside documents, some of the files are pictures, copies for mail and prints of many sheets.
            text = msg("{count} document by handouts {version}", "{count} documents by handouts {version}",
                       count=count, version=version)  # fmt: skip
            echo(f"    {localized(text)}")
    sys.exit(1 if has_errors(found.problems) else 0)


@cli.command()
@click.argument("ref", metavar="REF", shell_complete=complete_ref)
@click.option("--chain", is_flag=True, help="Also the consults that it follows, and those that follow it.")
@click.option("--yes", is_flag=True, help="Delete it; without this it is only said what would go.")
@click.pass_obj
def forget(session: Session, ref: str, chain: bool, yes: bool) -> None:
    """Throw away a consult: its file, its sheets, and what is known of them."""
    from handouts.produce import forgetting

    folder = session.folder()
    _say_removal(folder, forgetting.forget(folder, ref, chain=chain, yes=yes, report=_say_deletion), yes=yes)


@cli.command()
@click.option("--older-than", "age", required=True, metavar="AGE", help="Such as 30d, 8w, 12m or 5y.")
@click.option("--chain", is_flag=True, help="Consults that follow each other go together, when the last is old enough.")
@click.option("--yes", is_flag=True, help="Delete it; without this it is only said what would go.")
@click.pass_obj
def purge(session: Session, age: str, chain: bool, yes: bool) -> None:
    """Throw away every consult that is older than AGE, as forget does."""
    from handouts.produce import forgetting

    folder, today = session.folder(), date.today()
    removal = forgetting.purge(folder, age, today=today, chain=chain, yes=yes, report=_say_deletion)
    _say_removal(folder, removal, yes=yes)


def _say_deletion(deletion: Deletion) -> None:
    if deletion.reason:
        echo(deletion.reason, err=True)
    elif deletion.ref:
        echo(msg("deleted what {file} knows of {ref}", file=relative(deletion.path), ref=deletion.ref))
    else:
        echo(msg("deleted {file}", file=relative(deletion.path)))


def _say_removal(folder: Folder, removal: Removal, *, yes: bool) -> NoReturn:
    """Says what would go and what stays, and ends with 3 when something could not go."""
    from handouts.produce.forgetting import beyond_reach

    say_taken_over(removal.records.taken_over)
    if not yes:
        say_what_would_go(removal)
    for sentence in (*removal.remarks, *removal.closed, *(() if removal.is_empty else beyond_reach(folder))):
        echo(sentence, err=True)
    if removal.is_empty:
        echo(msg("Nothing is that old."), err=True)
    elif not yes:
        echo(msg("nothing deleted yet; add --yes"), err=True)
    sys.exit(BrokenEnvironment.exit_code if yes and (removal.closed or removal.failed) else 0)
