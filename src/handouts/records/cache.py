"""What is up to date: of each output file what it was made from, so that nothing is made twice.

Its digests are keyed, so that without the key beside it nobody can try out what a client's file may have said. Of what
is personal it holds references, digests and dates; the Problems of a client's file are encrypted with that file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import handouts
from handouts.files.asked import facts
from handouts.files.folder import Folder
from handouts.files.layout import SHEETS_FOLDER, consult_file
from handouts.files.naming import in_the_way, read_regular
from handouts.files.writing import close_to_others
from handouts.problems import Problem
from handouts.records.cipher import decrypt, encrypt
from handouts.records.database import Database
from handouts.records.keys import Key
from handouts.records.product import Product
from handouts.records.salvage import parsed
from handouts.records.toolchain import stamps, toolchain

_TABLES = {
    "output": "(file TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, variant TEXT NOT NULL, row TEXT,"
    " toolchain TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, libraries TEXT NOT NULL, asked TEXT NOT NULL,"
    " pages INTEGER NOT NULL, problems BLOB NOT NULL, personal INTEGER NOT NULL, version TEXT NOT NULL,"
    " at TEXT NOT NULL)",
    # Without a digest, it is the place of a file that was looked for and did not exist.
    "input": "(output TEXT, path TEXT, digest TEXT, PRIMARY KEY (output, path)) WITHOUT ROWID",
    "file": "(path TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, key TEXT NOT NULL)",
    "memo": "(topic TEXT, name TEXT, source TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (topic, name))",
}
_VERSIONS = {4: _TABLES}


def formats_of(kind: str) -> str:
    """The topic under which the formats of documents of a kind are remembered."""
    return f"formats of {kind}"


class OutputId(NamedTuple):
    """Which output of which document: its output folder, its name, the variant, and the file in the output folder."""

    kind: str
    name: str
    variant: str
    file: str


class CachedOutput(NamedTuple):
    """What is known of an output file that is up to date. `inputs` are keyed digests, by place and name."""

    pages: int
    problems: tuple[Problem, ...]
    inputs: dict[str, str]


class CachedFile(NamedTuple):
    """A file that was written: its path as seen from the output folder, its keyed digest, and the key's fingerprint."""

    path: str
    kind: str
    name: str
    digest: str
    key: str


class LastBuild(NamedTuple):
    """How an output was made last: by which version of the program, with which key; and what changed since."""

    output: OutputId
    version: str
    key: str
    changed: tuple[str, ...]


class BuildCache:
    """The build cache of one output folder. In its life, a file is read again only after it was written."""

    def __init__(self, state: Path, folder: Folder, key: Key, *, read_only: bool = False) -> None:
        """`state` is the folder of the database; files are remembered as seen from the folder that they lie in."""
        self.database = Database(state / "cache.db", _VERSIONS, read_only=read_only)
        self._places = {"own": folder.root, "shipped": folder.shipped, "output": state.parent}
        self._folder = folder
        self._key = key
        self._paths: dict[str, Path] = {}
        self._digests: dict[str, tuple[tuple[int, ...], str]] = {}

    def recall(self, topic: str, name: str, source: str) -> Any:
        """What was remembered of a topic and a name, if `source` is the same as then; else None.

        Somebody may have changed it into any other plain value.
        """
        query = "SELECT data FROM memo WHERE topic = ? AND name = ? AND source = ?"
        found = self.database.rows(query, (topic, name, self._source(source)))
        return parsed(found[0][0]) if found else None

    def remember(self, topic: str, name: str, source: str, data: Any) -> None:
        """Keeps plain values that spare some work: nothing that is personal besides the name.

        `source` is what they were found in: the plain digest of a file, or any text that changes when they may.
        """
        self.database.put("memo", (topic, name, self._source(source), json.dumps(data)))

    def find(
        self, output: OutputId, today: date, *, consult: bytes | None = None, row: str | None = None
    ) -> CachedOutput | None:
        """The record of an output file; None where there is none, or it is stale.

        `row` and `consult` as for `put`. Without a `consult`, the Problems of what is personal are left out. A file
        that is personal is closed to others.
        """
        query = (
            "SELECT pages, problems, personal, libraries, asked, digest FROM output JOIN file ON path = output.file"
            " WHERE output.file = ? AND variant = ? AND row IS ? AND toolchain = ? AND ? BETWEEN since AND until"
        )
        known = (output.file, output.variant, row, self._key.of_text(toolchain()), today.isoformat())
        found = self.database.rows(query, known)
        if not found:
            return None
        pages, problems, personal, libraries, asked, digest = found[0]
        path = self._path(f"output:{output.file}")
        try:
            inputs = self._inputs(output.file)
            if self._key.of_file(read_regular(path)) != digest or next(self._changes(inputs, asked), None) is not None:
                return None
            if json.loads(libraries) != stamps(json.loads(libraries)):
                return None
            if personal:
                close_to_others(path)
                problems = "[]" if consult is None else decrypt(problems, consult)
            read = {place: known for place, known in inputs.items() if known}
            return CachedOutput(int(pages), tuple(map(Problem.from_data, json.loads(problems))), read)
        except (OSError, AttributeError, KeyError, TypeError, ValueError, RecursionError):
            return None  # a file that is gone, or a record that somebody changed into what it cannot be

    def keyed_digests(self, used: Mapping[Path, str]) -> dict[str, str]:
        """The keyed digests of files, by place and name, for their plain ones."""
        return {self._place(path): self._key.of_text(known) for path, known in sorted(used.items())}

    def put(  # noqa: PLR0913  # all that is known of it
        self, output: OutputId, product: Product, since: date, *, personal: bool, consult: bytes = b"",
        row: str | None = None, when: str = "",
    ) -> None:  # fmt: skip
        """Records how an output file was made on the day `since`, `when` (date and minute). Raises BrokenEnvironment.

        The Problems of what is `personal` are encrypted with the `consult`: the content of the client's file. What came
        out of a batch has the keyed digest of its `row`.
        """
        file, kind, name = output.file, output.kind, output.name
        found = json.dumps([problem.as_data() for problem in product.problems])
        inputs: dict[str, str | None] = dict.fromkeys(map(self._place, product.absent))
        inputs |= self.keyed_digests(product.used)
        asked = {self._key.of_text(fact): was for fact, was in product.asked}
        with self.database.writing() as connection:
            connection.execute("DELETE FROM input WHERE output = ?", (file,))
            self.database.put("input", *((file, place, known) for place, known in inputs.items()))
            values = (
                file, kind, name, output.variant, row, self._key.of_text(toolchain()), since.isoformat(),
                (product.until or date.max).isoformat(), json.dumps(product.libraries), json.dumps(asked),
                product.pages, encrypt(found, consult) if personal else found, personal, handouts.__version__, when,
            )  # fmt: skip
            self.database.put("output", values)
            self.keep_file(file, product.pdf, kind, name)

    def keep_file(self, path: str, data: bytes, kind: str = "", name: str = "") -> None:
        """Keeps the keyed digest of a file that was written; `path` is as seen from the output folder."""
        self.database.put("file", (path, kind, name, self._key.of_file(data), self._key.fingerprint))

    def state_of(self, path: str, data: bytes) -> bool | None:
        """Whether a file that was written last held these bytes; None where that is not known."""
        found = self.database.rows("SELECT digest FROM file WHERE path = ? AND key = ?", (path, self._key.fingerprint))
        return found[0][0] == self._key.of_file(data) if found else None

    def files(self) -> list[CachedFile]:
        """Each file that was written; a path that leads out of the output folder somebody else put there."""
        found = self.database.rows("SELECT path, kind, name, digest, key FROM file ORDER BY path")
        return [CachedFile(*map(str, row)) for row in found if _leads_inside(str(row[0]))]

    def drop_file(self, path: str) -> None:
        """Forgets a file that was deleted."""
        with self.database.writing() as connection:
            connection.execute("DELETE FROM file WHERE path = ?", (path,))

    def last_builds(self) -> Iterator[LastBuild]:
        """How each output was made last."""
        query = (
            "SELECT output.kind, output.name, variant, output.file, version, key, asked"
            " FROM output JOIN file ON path = output.file ORDER BY output.kind, output.name, variant"
        )
        for *output, version, key, asked in self.database.rows(query):
            with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
                place = OutputId(*map(str, output))
                changed = tuple(self._changes(self._inputs(place.file), asked))
                yield LastBuild(place, str(version), str(key), changed)

    def last_made(self, kind: str) -> dict[str, str]:
        """The documents of a kind in alphabetical order, and when the last file of each was made: date and minute."""
        query = "SELECT name, MAX(at) FROM output WHERE kind = ? GROUP BY name ORDER BY name"
        return {str(name): str(when) for name, when in self.database.rows(query, (kind,))}

    def names(self, kind: str) -> list[str]:
        """The names of all documents of a kind of which something is known, in alphabetical order."""
        query = "SELECT name FROM memo WHERE topic = ? UNION SELECT name FROM output WHERE kind = ?"
        return sorted(str(name) for (name,) in self.database.rows(query, (formats_of(kind), kind)))

    def forget(self, ref: str) -> None:
        """Deletes all that is known of sheets of a reference; what was made from these or the consult is made again."""
        with self.database.writing() as connection:
            for file in self.outputs_of(ref):
                connection.execute("DELETE FROM input WHERE output = ?", (file,))
                connection.execute("DELETE FROM output WHERE file = ?", (file,))
            connection.execute("DELETE FROM file WHERE kind = ? AND name = ?", (SHEETS_FOLDER, ref))
            query = "DELETE FROM memo WHERE (topic = ? AND name = ?) OR instr(data, ?)"
            connection.execute(query, (formats_of(SHEETS_FOLDER), ref, json.dumps(ref)))

    def outputs_of(self, ref: str) -> list[str]:
        """The output files that are sheets of a reference, or were made from its consult or from one of its sheets."""
        query = (
            "SELECT file FROM output WHERE kind = ?1 AND name = ?2"
            " UNION SELECT output FROM input WHERE path = ?3 OR substr(path, 1, length(?4)) = ?4"
        )
        own = self._folder.own(consult_file(ref)), self._places["output"] / SHEETS_FOLDER / f"{ref}."
        return [str(file) for (file,) in self.database.rows(query, (SHEETS_FOLDER, ref, *map(self._place, own)))]

    def inputs_of(self, file: str) -> list[Path]:
        """The files that an output file was made from; none where somebody changed its record."""
        with suppress(KeyError, ValueError):
            return [self._path(place) for place, known in self._inputs(file).items() if known]
        return []

    def _inputs(self, file: str) -> dict[str, str | None]:
        return dict(self.database.rows("SELECT path, digest FROM input WHERE output = ? ORDER BY path", (file,)))

    def _changes(self, inputs: Mapping[str, str | None], asked: str) -> Iterator[str]:
        """The names of what a document was made from and is not as it was: changed, gone, or there and was not."""
        for place, known in inputs.items():
            if self._is_there(place) if known is None else self._digest(place) != known:
                yield place.partition(":")[2]
        if any((fact in self._keyed_facts) is not was for fact, was in json.loads(asked).items()):
            yield "content/clients, content/modules"

    @cached_property
    def _keyed_facts(self) -> frozenset[str]:
        """The keyed digests of what is true of all documents of a kind."""
        return frozenset(map(self._key.of_text, facts(self._folder)))

    def _source(self, source: str) -> str:
        """What was found in a source by this program: another version may find something else."""
        return self._key.of_text(f"{source} {toolchain()}")

    def _place(self, path: Path) -> str:
        """A file as it is recorded. Raises ValueError for one of which no document is made."""
        for name, base in self._places.items():
            if path.is_relative_to(base):
                return f"{name}:{path.relative_to(base).as_posix()}"
        raise ValueError(f"{path} lies in no folder that documents are made from")

    def _digest(self, place: str) -> str | None:
        """The keyed digest of a file; read anew only where its size, time of change or number is another."""
        path = self._path(place)
        try:
            found = os.stat(path)  # noqa: PTH116  # for thousands of files
            stamp = (found.st_size, found.st_mtime_ns, found.st_ino)
            if self._digests.get(place, ((), ""))[0] != stamp:
                self._digests[place] = stamp, self._key.of_file(read_regular(path))
        except OSError:
            return None
        return self._digests[place][1]

    def _is_there(self, place: str) -> bool:
        path = self._path(place)
        if not os.path.lexists(path) and os.path.isdir(path.parent):  # noqa: PTH112  # for thousands of places
            return False
        return path.is_file() or in_the_way(path, self._places[place.partition(":")[0]]) is not None

    def _path(self, place: str) -> Path:
        if place not in self._paths:
            name, _, relative = place.partition(":")
            if not _leads_inside(relative):
                raise ValueError(f"{place} leads out of its folder")
            self._paths[place] = self._places[name] / relative
        return self._paths[place]


def _leads_inside(path: str) -> bool:
    """Whether a relative path in a file that anybody may have changed stays within the folder that it is seen from."""
    parts = PurePosixPath(path)
    return bool(parts.parts) and not parts.is_absolute() and ".." not in parts.parts and "\0" not in path
