"""Rows become consults: every row is read and judged before a page is made."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from handouts.checks.advising import advise_sheet
from handouts.content.loading import Loaded, load_file, load_practice, sound_part, validate_tree
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.reading import Marks, Path, Read, Value, unfit
from handouts.files.folder import Folder, TrackedReader, digest
from handouts.files.naming import safe_name
from handouts.intake.spreadsheets import Row as TableRow
from handouts.intake.spreadsheets import Table
from handouts.problems import ContentError, Mark, Problem, error, has_errors, msg
from handouts.produce.batching.cells import fitted
from handouts.produce.batching.columns import NAMED, NUMBER, Columns, items_in, kind_of
from handouts.produce.batching.outliers import Dated, far_from_others
from handouts.produce.batching.values import Checked, RowJob
from handouts.produce.documents import SHEETS, said_anyway, sheet_of
from handouts.produce.job import Job, Row
from handouts.records.history import Origin

_REF_SIGNS = re.compile(r"[^A-Za-z0-9]+")
_ASKED_FOR = re.compile(r"(?:add|write)(?: a line)? ([a-z_]+):(.*)", re.DOTALL)
"""A hint that names a key of the YAML, and what is to stand there."""
Taken = Callable[[str, Origin, Collection[str]], tuple[str, str] | None]


def load_recipe(reader: TrackedReader, name: str) -> Loaded[Recipe]:
    """The recipe of that name. Raises ContentError, or UsageError when there is none."""
    reader.folder.must_hold("sheets", name)
    return load_file(reader, f"content/sheets/{name}.yaml", Recipe)


class Shared(NamedTuple):
    """What all rows of a batch have in common: the recipe, the day for rows without one, and the file's own name."""

    sheet: str
    day: date | None
    stem: str


def language_of(reader: TrackedReader, name: str) -> str:
    """The language in which a recipe's sheets are printed. Raises ContentError, or UsageError where there is none."""
    recipe = load_recipe(reader, name)
    return recipe.value.language or load_practice(reader).value.language


def read_row(table: Table, row: TableRow, columns: Columns, shared: Shared) -> tuple[Read, list[Problem]]:
    """A row as a consult, with the place of everything in it."""
    tree, gaps, problems = _gathered(table, row, columns)
    whole = table.mark(row)
    if "ref" not in tree and (leaf := tree.pop(NUMBER, None)):
        name = _REF_SIGNS.sub("-", shared.stem).strip("-")[:28] or "batch"
        tree["ref"] = _Leaf(f"{name}-{str(leaf.value).strip()}", leaf.mark, leaf.column)
    tree.pop(NUMBER, None)
    tree.setdefault("sheet", _Leaf(shared.sheet, whole, None))
    if shared.day:
        tree.setdefault("date", _Leaf(shared.day.isoformat(), whole, None))
    marks = Marks(table.file)
    marks.put((), whole)
    value = _settled(tree, (), marks, table, row)
    # What is missing is told at the very cell that was left empty.
    for path, mark in gaps:
        if place := _landed(("ref",) if path == (NUMBER,) else path, tree):
            marks.put(place, mark, mark)
    return Read(value, marks, tuple(problems)), problems


def _gathered(
    table: Table, row: TableRow, columns: Columns
) -> tuple[dict[Any, Any], list[tuple[Path, Mark]], list[Problem]]:
    """What the cells of a row fill, the empty ones among them, and what is wrong with them."""
    problems = [problem for column, problem in row.problems if column >= len(row.headings)]
    wrong = dict(row.problems)
    tree: dict[Any, Any] = {} if table.marks else {"client": {}}
    gaps: list[tuple[Path, Mark]] = []
    for index, (heading, cell) in enumerate(zip(row.headings, row.cells, strict=True)):
        path = columns.path(heading)
        if table.marks is not None and not isinstance(cell, str):
            path = path or ((heading,) if heading in Consult.model_fields else None)
        mark = table.mark(row, index)
        if path is None:
            if table.marks is not None:
                unknown = msg("“{key}” is not known here", key=heading)
                problems.append(error("unknown-key", mark, unknown, columns.near(heading)))
        # Reading has looked at the text of a YAML list already.
        elif table.marks is None and isinstance(cell, str):
            said, found = _read_cell(cell, path, row.days.get(index), mark, wrong.get(index))
            problems += found
            if said.strip():
                _put(tree, path, _Leaf(said, mark, index))
            elif not has_errors(found):
                gaps.append((path, mark))
        elif not isinstance(cell, str) or cell.strip():
            _put(tree, path, _Leaf(cell, mark, index))
    return tree, gaps, problems


def _read_cell(cell: str, path: Path, day: date | None, mark: Mark, wrong: Problem | None) -> tuple[str, list[Problem]]:
    """What a cell gives to its field, nothing where an error keeps it from that, and what is wrong with it.

    A day that goes to a field for days needs no number format that is understood.
    """
    found = [wrong] if wrong and not (day and kind_of(path) == "date") else []
    if cell.strip() or day:
        cell, doubts = fitted(cell, path, day, mark)
        found += doubts
    found += filter(None, [unfit(cell, mark)])
    return "" if has_errors(found) else cell, found


class _Leaf(NamedTuple):
    value: Value
    mark: Mark
    column: int | None


def _put(tree: dict[Any, Any], path: Path, leaf: _Leaf) -> None:
    for step in path[:-1]:
        held = tree.setdefault(step, {})
        if isinstance(held, _Leaf):  # a list in one cell, and an item of it in another; the headings say so
            return
        tree = held
    tree[path[-1]] = leaf


def _settled(held: Any, path: Path, marks: Marks, table: Table, row: TableRow) -> Value:
    """What was gathered for a field, as the model wants it; numbered items close up where one is missing."""
    if isinstance(held, _Leaf):
        return _settled_leaf(held, path, marks, table, row)
    if path == ("modules",):
        if list(held) == [NAMED]:
            return _settled(held[NAMED], path, marks, table, row)
        held = dict(_uses(held))
    first = _first_mark(held)
    if path and first:
        marks.put(path, first, first)
    if path and held and all(isinstance(key, int) or str(key).startswith("@") for key in held):
        order = sorted(held, key=lambda key: (isinstance(key, str), key))
        return [_settled(held[key], (*path, index), marks, table, row) for index, key in enumerate(order)]
    return {str(key): _settled(each, (*path, str(key)), marks, table, row) for key, each in held.items()}


def _landed(path: Path, tree: Any) -> Path | None:
    """Where in the consult a cell belongs once numbered items have closed up; None in an item that is not there."""
    place: list[str | int] = []
    held = tree
    for step in path:
        known = held if isinstance(held, dict) else {}
        if isinstance(step, int):
            if step not in known:
                return None
            place.append(sorted(key for key in known if isinstance(key, int)).index(step))
        else:
            place.append(step)
        held = known.get(step)
    return tuple(place)


def _uses(held: dict[Any, Any]) -> Iterator[tuple[Any, Any]]:
    """The modules that one cell names, those that are numbered, and those that have columns for their parameters."""
    for key, each in held.items():
        if key == NAMED:
            items = each.value if isinstance(each.value, list) else items_in(each.value, "modules") or []
            yield from ((index - len(items), _Leaf(item, each.mark, None)) for index, item in enumerate(items))
        elif isinstance(key, str):
            name = _Leaf(key.removeprefix("@"), _first_mark(each) or Mark(""), None)
            yield key, {"use": name, "params": each}
        else:
            yield key, each


def _first_mark(held: Any) -> Mark | None:
    if isinstance(held, _Leaf):
        return held.mark
    return next((mark for each in held.values() if (mark := _first_mark(each))), None)


def _settled_leaf(leaf: _Leaf, path: Path, marks: Marks, table: Table, row: TableRow) -> Value:
    marks.put(path, leaf.mark, leaf.mark)
    if isinstance(leaf.value, str):
        items = items_in(leaf.value, ".".join("#" if isinstance(step, int) else step for step in path))
        if items is None:
            return leaf.value
        for index in range(len(items)):
            marks.put((*path, index), leaf.mark, leaf.mark)
        return items
    if leaf.column is not None:
        for inner in _inner(leaf.value):
            mark = table.mark(row, leaf.column, inner)
            marks.put((*path, *inner), mark, mark)
    return leaf.value


def _inner(value: Value, path: Path = ()) -> Iterator[Path]:
    entries: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in entries:
        yield (*path, key)
        yield from _inner(each, (*path, key))


def _first_name(value: Any) -> str:
    client = value.get("client")
    return str(client.get("first_name", "")) if isinstance(client, dict) else ""


def check(folder: Folder, table: Table, shared: Shared, today: date, taken: Taken) -> Checked:
    """Judges every row as far as that can be done without a page; `taken` says what has a reference already.

    It is called with the reference, where its row comes from, and all first names of the table. Raises ContentError
    when what they share cannot be read.
    """
    reader = folder.open_reader()
    practice = load_practice(reader)
    recipe = load_recipe(reader, shared.sheet)
    columns = Columns(recipe)
    shared_problems = [*table.problems, *columns.problems(table, dated=shared.day is not None)]
    if has_errors(shared_problems):
        raise ContentError(shared_problems)
    readings = [(row, *read_row(table, row, columns, shared)) for row in table.rows]
    names = {_first_name(read.value) for _, read, _ in readings}
    judge = _Judge(folder, table, today, lambda ref, origin: taken(ref, origin, names))
    problems: dict[Problem, int] = dict.fromkeys(shared_problems, 0)
    for row, read, found in readings:
        for problem in judge.judge(row, read, found, practice, columns):
            problems.setdefault(problem, row.number if problem.mark.file == table.file else 0)
    for number, problem in far_from_others(judge.days):
        problems.setdefault(problem, number)
    return Checked(
        tuple(judge.jobs), tuple((number, problem) for problem, number in problems.items()), tuple(judge.failed)
    )


class _Judge:
    """Judges the rows of one table."""

    def __init__(
        self, folder: Folder, table: Table, today: date, taken: Callable[[str, Origin], tuple[str, str] | None]
    ) -> None:
        self.jobs: list[RowJob] = []
        self.failed: list[tuple[int, str]] = []
        self.days: list[Dated] = []
        self._folder = folder
        self._table = table
        self._today = today
        self._taken = taken
        self._seen: dict[str, int] = {}

    def judge(
        self, row: TableRow, read: Read, problems: list[Problem], practice: Loaded[Any], columns: Columns
    ) -> Iterator[Problem]:
        """What is wrong or doubtful about a row; `problems` are those of reading it."""
        consult: Loaded[Consult] | None = None
        try:
            consult = validate_tree(read, Consult)
            said = digest(json.dumps(read.value, sort_keys=True).encode())
            name, day = str(consult.value.client.first_name), str(consult.value.date)
            origin = Origin("row", self._table.file, name, day, said)
            problems += self._doubts_on_ref(consult, row, origin)
            self.days.append(Dated(row.number, consult.value.date, consult.marks.at(("date",))))
            content = sheet_of(self._folder.open_reader(), practice, consult)
            problems += content.parts.problems
            problems += advise_sheet(content.parts, self._today)
        except ContentError as refused:
            problems += refused.problems
            if consult is None:
                problems += said_anyway(self._folder.open_reader(), sound_part(read, Consult))
        problems = list(dict.fromkeys(problems))
        if consult is None or has_errors(problems):
            self.failed.append((row.number, consult.value.ref if consult else ""))
        else:
            ref = consult.value.ref
            file = f"{SHEETS.output}/{safe_name(ref)}.pdf"
            of_row = Row(row.number, name, read, said)
            job = Job(SHEETS.word, ref, content.formats[0], file=file, row=of_row, origin=origin)
            self.jobs.append(RowJob(of_row, job))
        yield from (self._with_heading(problem, row, columns) for problem in problems)

    def _doubts_on_ref(self, consult: Loaded[Consult], row: TableRow, origin: Origin) -> Iterator[Problem]:
        ref, mark = consult.value.ref, consult.marks.at(("ref",))
        # Some disks take capitals and small letters for the same.
        if (other := self._seen.setdefault(ref.casefold(), row.number)) != row.number:
            message = msg("row {row} has the reference {ref} too, and a sheet would be lost", row=other, ref=ref)
            yield error("same-ref", mark, message, "give each row a reference of its own")
        elif taken := self._taken(ref, origin):
            holder, hint = taken
            yield error("ref-taken", mark, "{holder} has the reference {ref} already", hint, holder=holder, ref=ref)

    def _with_heading(self, problem: Problem, row: TableRow, columns: Columns) -> Problem:
        """A Problem of a cell names its column too: a spreadsheet program shows headings, and no numbers."""
        if problem.mark.file != self._table.file or self._table.marks is not None:
            return problem
        index = problem.mark.column - 1
        heading = row.headings[index] if 0 <= index < len(row.headings) else ""
        if problem.rule == "missing":
            empty = heading and not str(row.cells[index]).strip()
            hint = msg("fill it in on this row") if empty else msg("fill it in on this row, in a column of its own")
            problem = problem._replace(hint=hint)
        elif key := _ASKED_FOR.match(problem.hint):
            column = columns.column_for(key[1], heading, row.headings)
            if column:
                what = f":{key[2]}" if key[2] else ""
                if column in row.headings:
                    hint = msg("fill in the column “{column}” on this row{what}", column=column, what=what)
                else:
                    hint = msg("add the column “{column}” on this row{what}", column=column, what=what)
                problem = problem._replace(hint=hint)
        if heading:
            message = msg("{problem} (column “{heading}”)", problem=problem.message, heading=heading)
            problem = problem._replace(message=message)
        return problem
