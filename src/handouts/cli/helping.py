"""The commands that help: schema for an editor, doctor for a computer, calibrate and preflight for printing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from handouts.cli.group import FOLDER, Session, cli
from handouts.cli.localizing import Language, echo, echo_json, localized
from handouts.cli.reports import relative, say_findings
from handouts.files.naming import what_it_is
from handouts.problems import BrokenEnvironment, UsageError, msg


@cli.command()
@click.argument("kind", required=False, metavar="[KIND]")
@click.option("--language", type=Language(), default="en", help="Of the titles and helps; default en.")
def schema(kind: str | None, language: str) -> None:
    """Print the JSON Schema of a kind of file (practice, brochure), for an editor."""
    from handouts.content.loading import KINDS
    from handouts.content.model.describing import json_schema

    if kind is not None and kind not in KINDS:
        raise UsageError("There is no kind “{kind}”. There are: {kinds}.", kind=kind, kinds=", ".join(KINDS))
    schemas = {name: json_schema(model, language) for name, model in KINDS.items() if kind in {None, name}}
    echo_json(schemas if kind is None else schemas[kind])


_STATES = {"ok": msg("ok"), "doubtful": msg("doubtful"), "missing": msg("missing")}


@cli.command()
@click.pass_obj
def doctor(session: Session) -> None:
    """Say what this computer lacks, and what to do about it."""
    from handouts.produce.doctor import examine

    try:
        root: Path | None = session.folder().root
    except UsageError:
        root = None
    findings = examine(root)
    for finding in findings:
        echo(f"{localized(_STATES[finding.state]):9} {finding.name}: {localized(finding.message)}")
        if finding.mend:
            echo(f"          {localized(finding.mend)}")
    if any(finding.state == "missing" for finding in findings):
        sys.exit(BrokenEnvironment.exit_code)


@cli.command()
@click.option("--output", metavar="DIR", type=FOLDER, help="Where it goes; default output/.")
@click.pass_obj
def calibrate(session: Session, output: Path | None) -> None:
    """Make the test sheet that tells how far your printer's backs are off."""
    from handouts.produce.housekeeping import make_calibration

    path = make_calibration(session.folder(), output)
    echo(relative(path))
    echo(msg("Print it, read A and B, and write them under printing: in content/practice.yaml."), err=True)


@cli.command()
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--strict", is_flag=True, help="Let a warning count as a failure.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def preflight(file: Path, strict: bool, as_json: bool) -> None:
    """Say what a print shop would send a PDF back for; any PDF will do."""
    from handouts.press.preflight import MAX_FILE
    from handouts.press.preflight import preflight as examine

    if os.path.lexists(file) and not file.is_file():
        raise UsageError("{file} cannot be read: it is {what}, and not a file.", file=file, what=what_it_is(file))
    if not file.is_file():
        raise UsageError("There is no file {file}.", file=file)
    with file.open("rb") as stream:
        data = stream.read(MAX_FILE + 1)
    say_findings(relative(file), examine(data, file=file.name), as_json=as_json, strict=strict)
