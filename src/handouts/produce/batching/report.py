"""The report of a batch: every row with what became of it. It names nobody, unless that is asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from handouts.intake.spreadsheets import harmless
from handouts.problems import Problem, UsageError, msg, named_rows
from handouts.produce.batching.values import RowResult

_COLUMNS = ("row", "ref", "status", "file", "pages", "warnings", "reasons")


def report_ending(file: Path) -> str:
    """What the name of a report ends in: `.csv` or `.json`. Raises UsageError for another one."""
    ending = file.suffix.casefold()
    if ending not in {".csv", ".json"}:
        raise UsageError("{name} cannot be the report: its name must end in .csv or .json.", name=file.name)
    return ending


def report_bytes(done: Iterable[RowResult], file: Path, *, names: bool) -> bytes:
    """The report as CSV or JSON, as the ending of `file` says. Raises UsageError for another one.

    It says why a sheet was not made by the name of the rule: a whole Problem quotes the row.
    """
    columns = (*_COLUMNS, *(["first_name"] if names else []))
    rows = [{column: row[column] for column in columns} for row in map(_row, sorted(done))]
    if report_ending(file) == ".json":
        return (json.dumps(rows, indent=2, ensure_ascii=False) + "\n").encode()
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(columns)
    writer.writerows([harmless(_cell(value)) for value in row.values()] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _row(done: RowResult) -> dict[str, Any]:
    """All that a report may say of a row."""
    return {**done._asdict(), "file": done.path.name if done.path else "", "first_name": done.name}


def _cell(value: object) -> str:
    return " ".join(value) if isinstance(value, tuple) else str(value)


def naming_rows(met: Mapping[Problem, Collection[int]], file: str, tried: int) -> list[Problem]:
    """Problems with the rows that met them, where their place is not in the spreadsheet `file` itself.

    What all of the `tried` rows met is about none of them, and names none.
    """
    return [
        problem if problem.mark.file == file or len(rows) == tried > 1
        else problem._replace(message=msg("{problem} ({rows})", problem=problem.message, rows=named_rows(rows)))
        for problem, rows in met.items()
    ]  # fmt: skip
