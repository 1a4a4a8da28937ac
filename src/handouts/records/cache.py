"""What is up to date: of each output file what it was made from, so that nothing is made twice.

Its digests are keyed, so that without the key beside it nobody can try out what a client's file may have said. Of what
is personal it holds references, digests and dates; what was said of a client's file is encrypted with that file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import handouts
from handouts.files.asked import facts
from handouts.files.folder import Folder
from handouts.files.naming import in_the_way, read_regular
from handouts.files.writing import close_to_others
from handouts.problems import Problem
from handouts.records.cipher import decrypt, encrypt
from handouts.records.database import Database, Table, parsed
from handouts.records.keys import Key
from handouts.records.product import Product
from handouts.records.toolchain import stamps, toolchain

_TABLES = (
    Table(
        "output",
        "kind TEXT, name TEXT, variant TEXT, made TEXT NOT NULL, problems BLOB NOT NULL, personal INTEGER NOT NULL,"
        " PRIMARY KEY (kind, name, variant)",
    ),
    Table("file", "path TEXT PRIMARY KEY, kind TEXT, name TEXT, digest TEXT NOT NULL, key TEXT NOT NULL"),
    Table("memo", "topic TEXT, name TEXT, source TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (topic, name)"),
)
_VERSION = 3


def formats_of(kind: str) -> str:
    """The topic under which the formats are remembered that documents of a kind name."""
    return f"formats of {kind}"


class Place(NamedTuple):
    """Which output of which document: the folder of its kind, its name, and the variant."""

    kind: str
    name: str
    variant: str


class CachedOutput(NamedTuple):
    """What is known of an output file that is up to date. `inputs` are keyed digests, by place and name."""

    pages: int
    problems: tuple[Problem, ...]
    inputs: dict[str, str]


class CachedFile(NamedTuple):
    """A file that was written: its path as seen from the output folder, its keyed digest, and the sign of that key."""

    path: str
    kind: str
    name: str
    digest: str
    key: str


class CachedMaking(NamedTuple):
    """How an output was made last: its file, by which version of the program, when (date and minute), with which key.

    `changed` are the names of what it was made from that is not as it was.
    """

    place: Place
    file: str
    version: str
    when: str
    key: str
    changed: tuple[str, ...]


class BuildCache:
    """The build cache of one output folder."""

    def __init__(self, state: Path, folder: Folder, key: Key, *, once: bool = False) -> None:
        """`state` is the folder of the database; files are remembered as seen from the folder that they lie in.

        With `once` a file is looked at once, for a run in which what documents share does not change.
        """
        self.database = Database(state / "cache.db", _TABLES, _VERSION, upgrades=None)
        self._places = {"own": folder.root, "shipped": folder.shipped, "output": state.parent}
        self._folder = folder
        self._key = key
        self._facts: frozenset[str] | None = None
        self._once = once
        self._looked: dict[str, bool] = {}

    def recall(self, topic: str, name: str, source: str) -> Any:
        """What was remembered of a topic and a name, if `source` is the same as then; else None.

        Somebody may have changed it into any other plain value.
        """
        query = "SELECT data FROM memo WHERE topic = ? AND name = ? AND source = ?"
        found = self.database.rows(query, (topic, name, self._source(source)))
        return parsed(found[0][0]) if found else None

    def remember(self, topic: str, name: str, source: str, data: Any) -> None:
        """Keeps plain values that spare some work: nothing that is personal beside the name.

        `source` is what they were found in: the plain digest of a file, or any text that changes when they may.
        """
        self.database.put("memo", topic, name, self._source(source), json.dumps(data))

    def find(
        self, place: Place, output: Path, today: date, *, secret: bytes | None = None, row: str | None = None
    ) -> CachedOutput | None:
        """What is known of an output file, if nothing that it depends on has changed since; else None.

        `row` is the keyed digest of the row that it would be made from; `secret` as it was for `put`. Without a
        `secret`, what was said of a client's file is left out. A file that is personal is closed to others.
        """
        query = "SELECT made, problems, personal FROM output WHERE kind = ? AND name = ? AND variant = ?"
        found = self.database.rows(query, place)
        if not found:
            return None
        text, said, personal = found[0]
        try:
            made = json.loads(text)
            if not self._is_up_to_date(made, output, today, row):
                return None
            if personal:
                close_to_others(output)
                said = decrypt(said, secret) if secret is not None else "[]"
            problems = tuple(Problem.from_data(each) for each in json.loads(said))
            return CachedOutput(int(made["pages"]), problems, dict(made["inputs"]))
        except (OSError, AttributeError, KeyError, TypeError, ValueError, RecursionError):
            return None  # a file that is gone, or a record that somebody changed into what it cannot be

    def signed(self, used: Mapping[Path, str]) -> dict[str, str]:
        """The keyed digests of files, by place and name, for their plain ones."""
        return {self._place(path): self._key.of_text(known) for path, known in sorted(used.items())}

    def put(  # noqa: PLR0913  # all that is known of it
        self, place: Place, file: str, product: Product, since: date, *, secret: bytes | None = None,
        row: str | None = None, when: str = "",
    ) -> None:  # fmt: skip
        """Keeps how an output file was made on the day `since`, or `when` (date and minute). Raises BrokenEnvironment.

        `file` is its path as seen from the output folder. `secret` is the content of a client's file, with which its
        Problems are encrypted; None where nothing is personal. What came out of a batch has the keyed digest of its
        `row`.
        """
        data = {
            "inputs": self.signed(product.used),
            "absent": sorted(map(self._place, product.absent)),
            "asked": {self._key.of_text(fact): was for fact, was in product.asked},
            "version": handouts.__version__,
            "toolchain": self._key.of_text(toolchain()),
            "libraries": product.libraries,
            "file": file,
            "output": self._key.of_file(product.pdf),
            "pages": product.pages,
            "since": since.isoformat(),
            "until": product.until.isoformat() if product.until else None,
            "when": when,
            "row": row,
            "key": self._key.sign,
        }
        found = json.dumps([problem.as_data() for problem in product.problems])
        problems = found if secret is None else encrypt(found, secret)
        with self.database.writing():
            self.database.put("output", *place, json.dumps(data), problems, secret is not None)
            self.keep_file(file, product.pdf, place.kind, place.name)

    def keep_file(self, path: str, data: bytes, kind: str = "", name: str = "") -> None:
        """Keeps the keyed digest of a file that was written; `path` is as seen from the output folder."""
        self.database.put("file", path, kind, name, self._key.of_file(data), self._key.sign)

    def files(self) -> list[CachedFile]:
        """Each file that was written; a path that leads out of the output folder somebody else put there."""
        found = self.database.rows("SELECT path, kind, name, digest, key FROM file ORDER BY path")
        return [CachedFile(*map(str, row)) for row in found if _leads_inside(str(row[0]))]

    def drop_file(self, path: str) -> None:
        """Forgets a file that was taken away."""
        with self.database.writing() as connection:
            connection.execute("DELETE FROM file WHERE path = ?", (path,))

    def makings(self) -> Iterator[CachedMaking]:
        """How each output was made last."""
        query = "SELECT kind, name, variant, made FROM output ORDER BY kind, name, variant"
        for kind, name, variant, text in self.database.rows(query):
            with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
                made = json.loads(text)
                file, version, when, key = (str(made[each]) for each in ("file", "version", "when", "key"))
                changed = tuple(self._changes(made))
                yield CachedMaking(Place(kind, name, variant), file, version, when, key, changed)

    def names(self, kind: str) -> list[str]:
        """The names of all documents of a kind of which something is known, in alphabetical order."""
        query = "SELECT name FROM memo WHERE topic = ? UNION SELECT name FROM output WHERE kind = ?"
        return sorted(str(name) for (name,) in self.database.rows(query, (formats_of(kind), kind)))

    def mentions(self, name: str) -> bool:
        """Whether any document was made from a file of one of that name."""
        return bool(self.database.rows("SELECT 1 FROM output WHERE instr(made, ?)", (_named(name),)))

    def forget(self, kind: str, name: str) -> None:
        """Deletes all that is known of a document, and whatever names it or a file of it.

        What was made from such a file is made again the next time.
        """
        with self.database.writing() as connection:
            query = "DELETE FROM output WHERE (kind = ? AND name = ?) OR instr(made, ?)"
            connection.execute(query, (kind, name, _named(name)))
            connection.execute("DELETE FROM file WHERE kind = ? AND name = ?", (kind, name))
            connection.execute("DELETE FROM memo WHERE name = ? OR instr(data, ?)", (name, json.dumps(name)))

    def _is_up_to_date(self, made: dict[str, Any], output: Path, today: date, row: str | None) -> bool:
        return (
            made["row"] == row
            and made["toolchain"] == self._key.of_text(toolchain())
            and made["since"] <= today.isoformat() <= (made["until"] or date.max.isoformat())
            and self._key.of_file(read_regular(output)) == made["output"]
            and self._stands(made)
        )

    def _stands(self, made: dict[str, Any]) -> bool:
        """Whether all that a document was made from is as it was."""
        key = json.dumps([made["inputs"], made["absent"], made["asked"], made["libraries"]])
        if not self._once or key not in self._looked:
            unchanged = next(self._changes(made), None) is None
            self._looked[key] = unchanged and made["libraries"] == stamps(made["libraries"])
        return self._looked[key]

    def _changes(self, made: dict[str, Any]) -> Iterator[str]:
        """The names of what a document was made from and is not as it was: changed, gone, or there and was not."""
        changed = [place for place, known in made["inputs"].items() if self._digest(place) != known]
        changed += [place for place in made["absent"] if self._is_there(place)]
        yield from (place.partition(":")[2] for place in changed)
        if made["asked"] and any((sign in self._signed_facts()) is not was for sign, was in made["asked"].items()):
            yield "content/clients, content/modules"

    def _signed_facts(self) -> frozenset[str]:
        """The keyed digests of what is true of all documents of a kind; they are looked at once."""
        if self._facts is None:
            self._facts = frozenset(map(self._key.of_text, facts(self._folder)))
        return self._facts

    def _source(self, source: str) -> str:
        """What was found in a source by this program: another version may find something else."""
        return self._key.of_text(f"{source} {toolchain()}")

    def _place(self, path: Path) -> str:
        for name, base in self._places.items():
            if path.is_relative_to(base):
                return f"{name}:{path.relative_to(base).as_posix()}"
        return str(path)

    def _digest(self, place: str) -> str | None:
        try:
            return self._key.of_file(read_regular(self._path(place)))
        except OSError:
            return None

    def _is_there(self, place: str) -> bool:
        path = self._path(place)
        return path.is_file() or in_the_way(path, self._places[place.partition(":")[0]]) is not None

    def _path(self, place: str) -> Path:
        name, _, relative = place.partition(":")
        if not _leads_inside(relative):
            raise ValueError(f"{place} leads out of its folder")
        return self._places[name] / relative


def _leads_inside(path: str) -> bool:
    """Whether a relative path in a file that anybody may have changed stays within the folder that it is seen from."""
    parts = PurePosixPath(path)
    return bool(parts.parts) and not parts.is_absolute() and ".." not in parts.parts and "\0" not in path


def _named(name: str) -> str:
    """What the path of a file of that name holds, as it is written in JSON: a sheet, a consult, a picture of a page."""
    return f"/{json.dumps(name)[1:-1]}."
