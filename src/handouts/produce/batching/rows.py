"""Rows become consults: every row is judged before a page is made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from handouts.checks.advising import advise_sheet
from handouts.checks.agreements import ANSWERED
from handouts.checks.foreseen import foreseen, foreseen_in
from handouts.content.loading import Loaded, load_file, load_practice, sound_part, validate_tree
from handouts.content.looks import design_of
from handouts.content.model.brand import Pair
from handouts.content.model.sheet import Consult, Recipe, Ref
from handouts.content.reading import Read
from handouts.content.resolving import files_of_sheet
from handouts.files.folder import Folder, TrackedReader, digest
from handouts.files.layout import content_file
from handouts.files.naming import safe_name
from handouts.intake.spreadsheets import Row as TableRow
from handouts.intake.spreadsheets import Table
from handouts.problems import ContentError, Problem, as_message, asked_for, error, has_errors, msg
from handouts.produce.batching.columns import Columns
from handouts.produce.batching.outliers import Dated, far_from_others
from handouts.produce.batching.reading import Shared, read_row
from handouts.produce.batching.values import Checked, RowJob
from handouts.produce.documents import SHEETS, partial_advice, sheet_of
from handouts.produce.job import Job, Row
from handouts.produce.ownership import SheetOwner
from handouts.records.origin import Origin

_REF = TypeAdapter[str](Ref)
Refusal = Callable[[SheetOwner], Problem | None]
"""As `ownership.refusal`, of one folder."""


def load_recipe(reader: TrackedReader, name: str) -> Loaded[Recipe]:
    """The recipe of that name. Raises ContentError, or UsageError when there is none."""
    reader.folder.must_hold("sheets", name)
    return load_file(reader, content_file("sheets", name), Recipe)


def language_of(reader: TrackedReader, name: str) -> str:
    """The language in which a recipe's sheets are printed. Raises ContentError, or UsageError where there is none."""
    recipe = load_recipe(reader, name)
    return recipe.value.language or load_practice(reader).value.language


def _first_name(value: Any) -> str:
    client = value.get("client")
    return str(client.get("first_name", "")) if isinstance(client, dict) else ""


def check(folder: Folder, table: Table, shared: Shared, today: date, refusal: Refusal) -> Checked:
    """Judges every row as far as that can be done without a page; `refusal` says what has a reference already.

    Raises ContentError when what they share cannot be read.
    """
    reader = folder.open_reader()
    practice = load_practice(reader)
    recipe = load_recipe(reader, shared.recipe)
    columns = Columns(recipe)
    shared_problems = [*table.problems, *columns.problems(table, dated=shared.day is not None)]
    if has_errors(shared_problems):
        raise ContentError(shared_problems)
    readings = [(row, *read_row(table, row, columns, shared)) for row in table.rows]
    names = frozenset(_first_name(read.value) for _, read, _ in readings)
    judge = _Judge(folder, table, today, refusal, names)
    problems: dict[Problem, int] = dict.fromkeys(shared_problems, 0)
    for row, read, found in readings:
        for problem in judge.judge(row, read, found, practice, columns):
            problems.setdefault(problem, row.number if problem.mark.file == table.file else 0)
    for number, problem in far_from_others(judge.days):
        problems.setdefault(problem, number)
    by_row = tuple((number, problem) for problem, number in problems.items())
    return Checked(tuple(judge.jobs), by_row, tuple(judge.failed), names, table.detected)


class _Judge:
    """Judges the rows of one table."""

    def __init__(
        self, folder: Folder, table: Table, today: date, refusal: Refusal, first_names: frozenset[str]
    ) -> None:
        self.jobs: list[RowJob] = []
        self.failed: list[tuple[int, str]] = []
        self.days: list[Dated] = []
        self._folder = folder
        self._table = table
        self._today = today
        self._refusal = refusal
        self._first_names = first_names
        self._seen: dict[str, int] = {}
        self._foreseen_in: set[str] = set()

    def judge(
        self, row: TableRow, read: Read, problems: list[Problem], practice: Loaded[Any], columns: Columns
    ) -> Iterator[Problem]:
        """What is wrong or doubtful about a row; `problems` are those of reading it."""
        row_digest = digest(json.dumps(read.value, sort_keys=True).encode())
        consult = sound = None
        try:
            consult = sound = validate_tree(read, Consult)
        except ContentError as refused:
            sound = sound_part(read, Consult)
            problems += [*refused.problems, *partial_advice(self._folder.open_reader(), sound)]
        origin = self._origin(sound, row_digest) if sound else None
        problems += self._doubts_on_ref(read, row, origin)
        if consult:
            self.days.append(Dated(row.number, consult.value.date, consult.marks.at(("date",))))
            try:
                content = sheet_of(self._folder.open_reader(), practice, consult)
                problems += [*content.parts.problems, *advise_sheet(content.parts, self._today)]
            except ContentError as refused:
                problems += refused.problems
        if has_errors(problems):
            problems += self._foreseen(read, sound, design_of(self._folder.open_reader(), practice).pair)
        problems = list(dict.fromkeys(problems))
        if consult is None or has_errors(problems):
            self.failed.append((row.number, consult.value.ref if consult else ""))
        else:
            ref = consult.value.ref
            file = f"{SHEETS.output}/{safe_name(ref)}.pdf"
            of_row = Row(row.number, str(consult.value.client.first_name), read, row_digest)
            job = Job(SHEETS.word, ref, content.formats[0], file=file, row=of_row, origin=origin)
            self.jobs.append(RowJob(of_row, job))
        yield from (self._with_heading(problem, row, columns) for problem in problems)

    def _foreseen(self, read: Read, sound: Loaded[Consult] | None, pair: Pair) -> Iterator[Problem]:
        """What the pages of a row would be refused for, in its cells and in the files that the rows share."""
        reader = self._folder.open_reader()
        yield from foreseen_in(reader, read, Consult, pair)
        for file, model in files_of_sheet(reader, sound) if sound else ():
            if file not in self._foreseen_in:
                self._foreseen_in.add(file)
                yield from foreseen(reader, file, model, pair)

    def _origin(self, consult: Loaded[Consult], row_digest: str) -> Origin:
        name, day = str(consult.value.client.first_name), str(consult.value.date)
        return Origin("row", self._table.file, name, day, row_digest)

    def _doubts_on_ref(self, read: Read, row: TableRow, origin: Origin | None) -> Iterator[Problem]:
        """Whether an earlier row has the reference, also where one of the two has mistakes; or else another sheet."""
        try:
            ref = _REF.validate_python(read.value.get("ref") if isinstance(read.value, dict) else None)
        except ValueError:  # a mistake of its own
            return
        mark = read.marks.at(("ref",))
        # Some disks take capitals and small letters for the same.
        if (other := self._seen.setdefault(ref.casefold(), row.number)) != row.number:
            message = msg("row {row} has the reference {ref} too, and a sheet would be lost", row=other, ref=ref)
            yield error("same-ref", mark, message, "give each row a reference of its own")
        elif origin and (refused := self._refusal(SheetOwner(ref, origin, mark, self._first_names))):
            yield refused

    def _with_heading(self, problem: Problem, row: TableRow, columns: Columns) -> Problem:
        """A Problem of a cell names its column too: a spreadsheet program shows headings, and no numbers."""
        if problem.mark.file != self._table.file or self._table.marks is not None:
            return problem
        index = problem.mark.column - 1
        heading = row.headings[index] if 0 <= index < len(row.headings) else ""
        asked = asked_for(problem.hint)
        key = asked[0] if asked else str(as_message(problem.message).values.get("key", ""))
        column = columns.column_for(key, heading, row.headings)
        if problem.rule == "missing":
            empty = heading and not str(row.cells[index]).strip()
            hint = msg("fill it in on this row") if empty else msg("fill it in on this row, in a column of its own")
            message = msg("“{key}” is missing", key=column or columns.heading(key, row.headings))
            problem = problem._replace(message=message, hint=hint)
        if asked and column:
            hint = (
                msg("fill in the column “{column}” on this row: {what}", column=column, what=asked[1])
                if column in row.headings
                else msg("add the column “{column}” on this row: {what}", column=column, what=asked[1])
            )
            problem = problem._replace(hint=hint)
        if problem.rule in ANSWERED and problem.severity != "agreed" and not columns.has_any("agreed", row.headings):
            hint = msg("{hint} (in a spreadsheet by columns such as agreed.1.about and agreed.1.agreed_with)",
                       hint=problem.hint)  # fmt: skip
            problem = problem._replace(hint=hint)
        if heading:
            message = msg("{problem} (column “{heading}”)", problem=problem.message, heading=heading)
            problem = problem._replace(message=message)
        return problem
