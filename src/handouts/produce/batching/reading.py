"""A row as a consult: its cells are put where the model has its fields, each with its place in the spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from handouts.content.model.sheet import Consult
from handouts.content.reading import FieldPath, Marks, Read, Value, unfit
from handouts.intake.spreadsheets import Row as TableRow
from handouts.intake.spreadsheets import Table
from handouts.problems import Mark, Problem, error, has_errors, msg
from handouts.produce.batching.cells import fitted
from handouts.produce.batching.columns import NAMED, NUMBER, Columns, items_in, kind_of

_REF_SIGNS = re.compile(r"[^A-Za-z0-9]+")


class Shared(NamedTuple):
    """What all rows of a batch have in common: the recipe, the day for rows without one, and the file's own name."""

    recipe: str
    day: date | None
    stem: str


def read_row(table: Table, row: TableRow, columns: Columns, shared: Shared) -> tuple[Read, list[Problem]]:
    """A row as a consult, with the place of everything in it."""
    tree, gaps, problems = _gathered(table, row, columns)
    whole = table.mark(row)
    if "ref" not in tree and (leaf := tree.pop(NUMBER, None)):
        name = _REF_SIGNS.sub("-", shared.stem).strip("-")[:28] or "batch"
        tree["ref"] = _Leaf(f"{name}-{str(leaf.value).strip()}", leaf.mark, leaf.column)
    tree.pop(NUMBER, None)
    tree.setdefault("sheet", _Leaf(shared.recipe, whole, None))
    if shared.day:
        tree.setdefault("date", _Leaf(shared.day.isoformat(), whole, None))
    marks = Marks(table.file)
    marks.put((), whole)
    value = _settled(tree, (), marks, table, row)
    # What is missing is reported at the very cell that was left empty.
    for path, mark in gaps:
        if place := _landed(("ref",) if path == (NUMBER,) else path, tree):
            marks.put(place, mark, mark)
    return Read(value, marks, tuple(problems)), problems


def _gathered(
    table: Table, row: TableRow, columns: Columns
) -> tuple[dict[Any, Any], list[tuple[FieldPath, Mark]], list[Problem]]:
    """What the cells of a row fill, the empty ones among them, and what is wrong with them."""
    problems = [problem for column, problem in row.problems if column >= len(row.headings)]
    wrong = dict(row.problems)
    tree: dict[Any, Any] = {} if table.marks else {"client": {}}
    gaps: list[tuple[FieldPath, Mark]] = []
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
            text, found = _read_cell(cell, path, row.days.get(index), mark, wrong.get(index))
            problems += found
            if text.strip():
                _put(tree, path, _Leaf(text, mark, index))
            elif not has_errors(found):
                gaps.append((path, mark))
        elif not isinstance(cell, str) or cell.strip():
            _put(tree, path, _Leaf(cell, mark, index))
    return tree, gaps, problems


def _read_cell(
    cell: str, path: FieldPath, day: date | None, mark: Mark, wrong: Problem | None
) -> tuple[str, list[Problem]]:
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


def _put(tree: dict[Any, Any], path: FieldPath, leaf: _Leaf) -> None:
    for step in path[:-1]:
        held = tree.setdefault(step, {})
        if isinstance(held, _Leaf):  # a list in one cell, and an item of it in another; the headings say so
            return
        tree = held
    tree[path[-1]] = leaf


def _settled(held: Any, path: FieldPath, marks: Marks, table: Table, row: TableRow) -> Value:
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


def _landed(path: FieldPath, tree: Any) -> FieldPath | None:
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


def _settled_leaf(leaf: _Leaf, path: FieldPath, marks: Marks, table: Table, row: TableRow) -> Value:
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


def _inner(value: Value, path: FieldPath = ()) -> Iterator[FieldPath]:
    entries: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in entries:
        yield (*path, key)
        yield from _inner(each, (*path, key))
