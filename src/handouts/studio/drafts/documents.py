"""The files that can be edited: their names, their models, and what keeps one from being valid."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path as FilePath
from typing import Any, Literal, NamedTuple

from handouts.content.loading import validate_tree
from handouts.content.model.brochure import Brochure
from handouts.content.model.fields import Model
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.reading import FieldPath, Marks, Read, unfit
from handouts.files.folder import MARKER, MAX_FILE, Folder, digest
from handouts.files.layout import STATE_FOLDER, content_file, journal_file
from handouts.files.naming import read_regular, safe_name
from handouts.files.writing import PRIVATE, PUBLIC, write
from handouts.problems import BrokenEnvironment, ContentError, Mark, Problem, error, msg, system_reason
from handouts.records.locks import exclusive
from handouts.studio.drafts.trees import Path, Tree, id_path, plain

Kind = Literal["clients", "brochures", "modules", "sheets", "practice"]
MODELS: dict[Kind, type[Model]] = {
    "clients": Consult,
    "brochures": Brochure,
    "modules": Module,
    "sheets": Recipe,
    "practice": Practice,
}


class Found(NamedTuple):
    """A Problem and the path of the field that it is about; that of the whole document is empty."""

    path: Path
    problem: Problem


class Document:
    """One file of content: where it lies, and where its edits are kept."""

    def __init__(self, folder: Folder, kind: Kind, name: str) -> None:
        """`name` is without folder and ending; the practice has none. Raises UsageError for what cannot be a name."""
        self.kind = kind
        self.name = "" if kind == "practice" else safe_name(name)
        self.model = MODELS[kind]
        self.relative = MARKER if kind == "practice" else content_file(kind, self.name)
        self.journal = journal_file(kind, self.name)
        self.root = folder.root
        self.path: FilePath = folder.own(self.relative)

    def must_exist(self, folder: Folder, failed: OSError | None) -> None:
        """Raises UsageError, with the nearest name, where there is no such file; else, ContentError for why not."""
        if failed:
            message = msg("the file cannot be read: {reason}", reason=system_reason(failed))
            raise ContentError([error("unreadable", Mark(self.relative), message)]) from failed
        if self.kind != "practice":
            folder.must_hold(self.kind, self.name)
        raise ContentError([error("no-file", Mark(self.relative), "this file does not exist")])

    def read(self) -> bytes | None:
        """The bytes of the file; None where there is none. Raises OSError where it cannot be read."""
        try:
            return read_regular(self.path, MAX_FILE)
        except FileNotFoundError:
            return None

    def write(self, data: bytes, instead_of: str) -> bool:
        """Writes the file, if what is there has the digest `instead_of` (empty: nothing is there); whether it has.

        A consult is owner-only. Raises OSError or BrokenEnvironment; what was there is there still.
        """
        with ExitStack() as held:
            with suppress(BrokenEnvironment):  # so that it is not written while its client is forgotten
                held.enter_context(exclusive(self.root / "output" / STATE_FOLDER))
            if digest_of(self.read()) != instead_of:
                return False
            write(self.path, data, mode=PRIVATE if self.kind == "clients" else PUBLIC)
        return True

    def problems(self, tree: Tree) -> list[Found]:
        """All that is wrong or doubtful about a document, each with the field that it is about."""
        value = plain(tree)
        places, marks = _numbered(value, self.relative)
        found = [each for path, mark in places if (each := _unfit(value, path, mark))]
        try:
            loaded = validate_tree(Read(value, marks, ()), self.model)
        except ContentError as refused:
            found += refused.problems
        else:
            found += loaded.problems
            if self.kind == "clients" and getattr(loaded.value, "ref", self.name) != self.name:
                other = msg(
                    "the file is called {file}, and its ref is {ref}", file=f"{self.name}.yaml", ref=value["ref"]
                )
                found.append(error("other-ref", marks.at(("ref",)), other, "make the two the same"))
        return [Found(id_path(tree, _path_of(each, places)), each) for each in found]


def digest_of(data: bytes | None) -> str:
    """The fingerprint of a file; empty where there is none."""
    return "" if data is None else digest(data)


def _numbered(value: Any, file: str) -> tuple[list[tuple[FieldPath, Mark]], Marks]:
    """The path of each value with a mark of its own, by which a Problem tells which one it is about."""
    marks, places = Marks(file), list[tuple[FieldPath, Mark]]()

    def put(each: Any, path: FieldPath) -> None:
        mark = Mark(file, len(places) + 1, 1)
        places.append((path, mark))
        marks.put(path, mark, mark)
        steps = each.items() if isinstance(each, dict) else enumerate(each) if isinstance(each, list) else ()
        for step, inner in steps:
            put(inner, (*path, step))

    put(value, ())
    return places, marks


def _unfit(value: Any, path: FieldPath, mark: Mark) -> Problem | None:
    for step in path:
        value = value[step]
    return unfit(value, mark) if isinstance(value, str) else None


def _path_of(problem: Problem, places: list[tuple[FieldPath, Mark]]) -> FieldPath:
    line = problem.mark.line
    path = places[line - 1][0] if 0 < line <= len(places) else ()
    key = getattr(problem.message, "values", {}).get("key")
    return (*path, key) if problem.rule == "missing" and isinstance(key, str) else path
