"""Columns become fields: which heading fills which field of a consult, and which fields are lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin

from handouts.content.loading import Loaded
from handouts.content.model.fields import Printed, is_for_nothing, names, parted
from handouts.content.model.naming import places_in
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.reading import FieldPath
from handouts.intake.spreadsheets import Table
from handouts.problems import Mark, Problem, error, msg, warning
from handouts.produce.batching.near import is_of_a_person, near

# The words for a client's fields stand alone, as in everybody's spreadsheet.
_SHORT = {"first_name": "client.first_name", "form": "client.form", "large_print": "client.large_print"}
# A list of texts whose items may be mappings: what a plain text stands for.
_PLAIN = {"summary_steps.#": "step", "modules.#": "use", "diary.scales.#": "name"}
# What the templates print as paragraphs; other texts stand in a line of a table, a list or a heading.
_PARAGRAPHS = {("discussed",), ("note",)}
_NAMED_WHERE = msg("the fields are named in docs/fields.md, and the recipe's columns: gives them names of your own")
_HIGHEST_HEADINGS = 8
"""Rows in which headings are looked for that stand below a title."""
NAMED = "@"
"""Under `modules`: those that one cell names, beside those that have columns of their own."""
NUMBER = "nr"
"""The column whose number makes the reference, together with the name of the file, where there is no `ref`."""
_MODULE = re.compile(r"modules\.([^.]*[^.0-9][^.]*)\.(.+)")


@cache
def known_fields() -> frozenset[str]:
    """Every field that a column may fill; `#` stands for a number."""
    return frozenset(place.path for place in places_in(Consult)) | {NUMBER}


class Columns:
    """Which heading fills which field, by its own name or by the recipe's `columns`."""

    def __init__(self, recipe: Loaded[Recipe]) -> None:
        self._recipe = recipe
        self._renamed = {_plain(heading): field for heading, field in recipe.value.columns.items()}
        self._known: dict[str, FieldPath | None] = {}

    def path(self, heading: str) -> FieldPath | None:
        """Where in a consult the cells under a heading go; None where no field is known."""
        if heading not in self._known:
            field = self._renamed.get(_plain(heading)) or heading.strip()
            self._known[heading] = path_of(field) or path_of(_plain(field).replace(" ", "_"))
        return self._known[heading]

    def mistakes(self) -> Iterator[Problem]:
        """What is wrong with the recipe's `columns` themselves."""
        headings: dict[str, str] = {}
        for heading, field in self._recipe.value.columns.items():
            mark = self._recipe.marks.at(("columns", heading))
            if path_of(field) is None:
                message = msg("“{field}” is not a field that a column can fill", field=field)
                yield error("unknown-field", mark, message, self.near(field))
            if (other := headings.setdefault(_plain(heading), heading)) != heading:
                yield error(
                    "same-heading", mark,
                    "“{other}” and “{heading}” are the same heading: capitals and spaces make no difference",
                    "remove one of them, or number them", other=other, heading=heading,
                )  # fmt: skip

    def problems(self, table: Table, *, dated: bool) -> Iterator[Problem]:
        """What is wrong with the headings and with the recipe's `columns`; `dated` rows need not name their day."""
        yield from self.mistakes()
        if table.marks is not None or not table.rows:
            return
        headings = table.rows[0].headings
        if lower := self._lower_headings(table):
            message = msg("the first row is read as the headings, and row {row} seems to hold them", row=lower)
            yield error("title-row", Mark(table.file, 1), message, "remove what is above the headings")
            return
        taken: dict[FieldPath, str] = {}
        reported = {problem.mark for problem in table.problems}
        for index, heading in enumerate(headings):
            mark = Mark(table.file, 1, index + 1)
            path = self.path(heading)
            if path is None:
                filled = any(str(row.cells[index]).strip() for row in table.rows)
                if heading or (filled and mark not in reported):
                    said = msg("the column “{heading}” fills no field, and is left out", heading=heading)
                    yield warning("unknown-column", mark, said, self.near(heading, headings))
                continue
            for other, name in taken.items():
                if overlap(path, other):
                    yield error(
                        "same-field", mark, "the columns “{other}” and “{heading}” fill the same field",
                        "remove one of them, or number them", other=name, heading=heading,
                    )  # fmt: skip
            taken[path] = heading
        yield from self._lacking(table, taken, dated=dated)

    def _lacking(self, table: Table, taken: Mapping[FieldPath, str], *, dated: bool) -> Iterator[Problem]:
        """The columns without which no sheet can be made."""
        if ("ref",) not in taken and (NUMBER,) not in taken:
            ref, number = self.heading("ref"), self.heading(NUMBER)
            yield error(
                "no-ref", Mark(table.file, 1),
                "there is no column {ref}, by which a sheet is recognised when rows move",
                "add a column {ref} with a reference for each row, such as 2026-014, or {number} with a number for each"
                " row",
                ref=ref, number=number,
            )  # fmt: skip
        if path_of("first_name") not in taken:
            name = self.heading("first_name")
            yield error(
                "no-column", Mark(table.file, 1), "there is no column {column}, and no row says whose sheet it is",
                "add a column {column} with a first name for each row", column=name,
            )  # fmt: skip
        if ("date",) not in taken and not dated:
            day = self.heading("date")
            yield error(
                "no-column", Mark(table.file, 1), "there is no column {column}",
                "add a column {column}, or say the day for all rows, such as --date 2026-11-20", column=day,
            )  # fmt: skip

    def _lower_headings(self, table: Table) -> int | None:
        """The number of the row that holds the headings, where the first one does not."""
        known = sum(self.path(heading) is not None for heading in table.rows[0].headings)
        for row in table.rows[:_HIGHEST_HEADINGS]:
            if sum(isinstance(cell, str) and self.path(cell) is not None for cell in row.cells) > max(known, 1):
                return row.number
        return None

    def heading(self, field: str, headings: Iterable[str] = ()) -> str:
        """What a column that fills a field is called: among `headings`, else in the recipe, else as the field is."""
        wanted = path_of(field)
        called = (*headings, *self._recipe.value.columns)
        return next((each for each in called if wanted and self.path(each) == wanted), field)

    def has_any(self, name: str, headings: Iterable[str]) -> bool:
        """Whether any of the headings fills the field of that name, or a part of it."""
        return any(path[0] == name for path in map(self.path, headings) if path)

    def near(self, heading: str, others: Sequence[str] = ()) -> str:
        """A hint for a heading that fills no field: the nearest that does, and that none of the `others` fills."""
        if is_of_a_person(heading):
            return msg("that is fine: a sheet holds a first name only")
        own = self._recipe.value.columns
        fields = {name: name for name in (*_SHORT, *(field.replace("#", "1") for field in known_fields()))} | dict(own)
        taken = {path for other in others if (path := self.path(other))}
        meant = near(heading, fields, [field for field in _numbered(fields.values()) if path_of(field) in taken])
        return msg("did you mean {heading}?", heading=self.heading(meant)) if meant else _NAMED_WHERE

    def column_for(self, key: str, heading: str, headings: Sequence[str]) -> str:
        """How a column is called that fills `key` of the line of the schedule that the cell under `heading` belongs to.

        Empty where that cell belongs to no such line.
        """
        path = self.path(heading)
        if not path or path[0] != "schedule" or not isinstance(path[1], int):
            return ""
        field = f"schedule.{path[1] + 1}.{key}"
        return self.heading(field, headings) if path_of(field) else ""


def _numbered(fields: Iterable[str]) -> Iterator[str]:
    """Fields, those of a list for each number that a spreadsheet may have."""
    for field in fields:
        yield from (re.sub(r"\.\d+(?=\.|$)", f".{number}", field) for number in range(1, 10))


def overlap(one: FieldPath, other: FieldPath) -> bool:
    """Whether two paths lead to the same field, or one into what the other fills."""
    return one[: len(other)] == other or other[: len(one)] == one


def path_of(field: str) -> FieldPath | None:
    """The path of a field that a column names, such as `schedule.1.dose` or `modules.voetenbad.minuten`."""
    field = _SHORT.get(field, field)
    if found := _MODULE.fullmatch(field):
        return ("modules", f"@{found[1]}", found[2])
    steps: list[str | int] = [int(step) - 1 if step.isdigit() and int(step) else step for step in field.split(".")]
    pattern = ".".join("#" if isinstance(step, int) else step for step in steps)
    if pattern not in known_fields():
        return None
    if pattern == "modules":
        return ("modules", NAMED)
    return (*steps, _PLAIN[pattern]) if pattern in _PLAIN else tuple(steps)


def _plain(heading: str) -> str:
    return " ".join(heading.casefold().split())


@cache
def _list_kind(pattern: str) -> str:
    """Whether a field is a list, of `prose` (a comma is part of it) or of `words`; empty for no list."""
    if f"{pattern}.#" not in known_fields():
        return ""
    annotation: Any = Consult
    for step in pattern.split("."):
        annotation = _stepped(annotation, step)
    inner = get_args(_bare(annotation))[0]
    printed = f"{pattern}.#" in {"summary_steps.#", "diary.scales.#"} or _is_printed(inner)
    return "prose" if printed else "words"


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is not list and get_args(annotation) and get_origin(annotation) is not dict:
        annotation = get_args(annotation)[0]
    return annotation


def _stepped(annotation: Any, step: str) -> Any:
    bare = _bare(annotation)
    return _bare(get_args(bare)[0]) if step == "#" else bare.model_fields[step].annotation


def _is_printed(annotation: Any) -> bool:
    bare = _bare(annotation)
    return isinstance(bare, type) and issubclass(bare, Printed)


@cache
def kind_of(path: FieldPath) -> str:
    """What a field does with what stands in a cell.

    A `date` is read as a day, `paragraphs` may have several, and a `line` is printed on one. Empty for all others:
    lists, which take a line for each item, and settings.
    """
    if not isinstance(path[-1], str) or path[0] == "modules" or path[0] not in Consult.model_fields:
        return ""
    annotation: Any = Consult
    for step in path:
        annotation = _stepped(annotation, "#" if isinstance(step, int) else step)
    if _bare(annotation) is date:
        return "date"
    if not _is_printed(annotation):
        return ""
    return "paragraphs" if path in _PARAGRAPHS else "line"


_NAMES = {"attach", "modules", "order"}
"""The lists of names of files, in which `en` may be a part of one."""


def items_in(text: str, pattern: str) -> list[Any] | None:
    """A list in one cell: between semicolons or on lines of its own; words and names also as one text has them in YAML.

    `pattern` is the path of the field with `#` for each number; None where that field is no list.
    """
    kind = _list_kind(pattern)
    if not kind:
        return None
    if pattern in {"flags", "modules"} and is_for_nothing(text.strip().rstrip(".")):
        return []
    lines = [item.strip() for item in re.split(r"[;\n]", text) if item.strip()]
    if kind == "prose":
        return lines
    split = names if pattern in _NAMES else parted
    return [item for line in lines for item in split(line)]
