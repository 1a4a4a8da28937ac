"""What was handed out: a line for each time that a personal document was made. It outlives the sheets themselves.

It holds references, dates, and the keyed digests of content files; no name, and no word of what a file says.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NamedTuple

from handouts.files.layout import consult_file
from handouts.files.naming import plain_name
from handouts.records.database import Database
from handouts.records.keys import Key
from handouts.records.salvage import parsed

_MADE = (
    "(id INTEGER PRIMARY KEY, ref TEXT NOT NULL, at TEXT NOT NULL, format TEXT NOT NULL, mailed INTEGER NOT NULL,"
    " version TEXT NOT NULL, pages INTEGER NOT NULL, warnings INTEGER NOT NULL, sources TEXT NOT NULL,"
    " key TEXT NOT NULL, batch INTEGER NOT NULL)"
)
_ORIGIN = "(ref TEXT PRIMARY KEY, spreadsheet TEXT, place TEXT, person TEXT, key TEXT NOT NULL)"
_OWNER = "(ref TEXT PRIMARY KEY, kind TEXT NOT NULL, place TEXT NOT NULL, marks TEXT NOT NULL, key TEXT NOT NULL)"
_VERSIONS = {1: {"made": _MADE, "origin": _ORIGIN}, 2: {"made": _MADE, "owner": _OWNER}}
_COLUMNS = "at, format, mailed, version, pages, warnings, sources, key, batch"
# Content whose state a line remembers: the fixed words and the look are the program's.
_CONTENT = tuple(f"content/{name}" for name in ("clients/", "sheets/", "modules/", "brochures/", "practice.yaml"))
_NEAR_FROM = 4
"""How many letters a first name has at least for another to be taken for a misspelling of it."""

OwnerKind = Literal["consult", "file", "row", "spreadsheet", "person", "unknown"]
"""What has a reference: a consult in the folder, a file elsewhere, a row of a spreadsheet; for another row another
spreadsheet, or another person in the same one; or it is not known, because it was never recorded or the key was lost.
"""


class Line(NamedTuple):
    """One time that a personal document was made.

    `when` is the local date and minute; `sources` maps each content file, as named from the practice folder, to its
    keyed digest; `key` is the fingerprint of the key, so that a lost key is not taken for a file that changed. What a
    `batch` made has no file of a consult among its sources, and never had one.
    """

    when: str
    format: str
    mailed: bool
    version: str
    pages: int
    warnings: int
    sources: dict[str, str]
    key: str
    batch: bool = False


class Origin(NamedTuple):
    """Where a consult came from: a file of the practice folder, a file elsewhere, or a row of a spreadsheet.

    `place` is the name of the file in the practice folder, the path of a file elsewhere, empty for what another program
    gave, or the name of the spreadsheet; `digest` is that of its content, as it is in a file. Nothing of it is recorded
    but keyed digests.
    """

    kind: Literal["consult", "file", "row"]
    place: str
    first_name: str
    day: str
    digest: str

    def marks(self) -> Iterator[str]:
        """By each of these the consult is known again after it was changed, moved or renamed.

        A file, by its path, whatever was corrected in it, and by person and day, wherever it lies. A row, by its person
        in a spreadsheet of that name, on any day; and on the same day also by a first name with one letter more, less
        or other, since two whose lists of names without one letter share a name are that near
        (https://github.com/wolfgarbe/SymSpell).
        """
        yield self.digest
        if self.kind != "row":
            yield from filter(None, (self.place, self.first_name and f"{self.first_name} {self.day}"))
            return
        name = plain_name(self.first_name)
        yield f"{self.place} {name}"
        shorter = {name[:place] + name[place + 1 :] for place in range(len(name))} if len(name) >= _NEAR_FROM else ()
        yield from (f"{self.place} {self.day} {each}" for each in sorted({name, *shorter}))

    @property
    def person(self) -> str:
        """The person on that day, wherever the consult came from."""
        return f"{self.day} {plain_name(self.first_name)}"


class HistoryStore:
    """The history of one output folder."""

    def __init__(self, state: Path, key: Key, *, read_only: bool = False) -> None:
        """`state` is the folder of the database, `key` what its digests are made with."""
        self.database = Database(state / "history.db", _VERSIONS, {1: _with_owners}, read_only=read_only)
        self._key = key

    def add(self, ref: str, line: Line) -> None:
        """Adds a line."""
        values = (_as_text(each) if isinstance(each, dict) else each for each in line)
        self.database.put("made", (None, ref, *values))

    def set_owner(self, ref: str, origin: Origin) -> None:
        """Records where the consult came from that the sheet of a reference was made of."""
        marks = " ".join(map(self._key.of_text, (*origin.marks(), origin.person)))
        place = self._key.of_text(origin.place)
        self.database.put("owner", (ref, origin.kind, place, marks, self._key.fingerprint))

    def taken_by(self, ref: str, origin: Origin, first_names: Iterable[str] = ()) -> OwnerKind | None:
        """What has that reference already; None where its sheet is known to be of that consult, or of the same person.

        A consult of the folder is its file, whatever is corrected in it, and may also go on from the sheet of the same
        person, made of a file elsewhere or of a row. A reference is not taken from a row either where its person is
        among the `first_names` of the spreadsheet, on the same day: its rows were numbered anew. Only where a sheet
        exists does this matter: whether one does is not looked at.
        """
        kind, place, marks = self._owner_of(ref)
        if not kind:
            return "unknown"
        if kind == origin.kind == "consult":
            return None
        same_place = place == self._key.of_text(origin.place)
        known = set(marks.split())
        same_person = (origin.person,) if origin.kind == "consult" else ()
        others = (f"{origin.place} {origin.day} {plain_name(name)}" for name in first_names)
        # Nearly always the consult's own marks say it, and the names of all other rows need no digest.
        if any(self._key.of_text(each) in known for each in chain(origin.marks(), same_person, others)):
            return None
        if kind != "row":
            return "file" if kind == "file" else "consult"
        if origin.kind != "row":
            return "row"
        if same_place and not marks:
            return None  # earlier versions knew a row by the name of its spreadsheet alone
        return "person" if same_place else "spreadsheet"

    def spelled_otherwise(self, ref: str) -> list[str]:
        """The references with an owner that differ from this one in capitals alone."""
        found = self.database.rows("SELECT ref FROM owner WHERE ref = ? COLLATE NOCASE AND ref <> ?", (ref, ref))
        return sorted(str(each) for (each,) in found)

    def is_of_a_consult(self, ref: str) -> bool:
        """Whether a consult of the folder is known to have that reference."""
        return self._owner_of(ref)[0] == "consult"

    def _owner_of(self, ref: str) -> tuple[str, str, str]:
        """Kind, place and marks of what has a reference; empty where it was never recorded or the key was lost."""
        query = "SELECT kind, place, marks FROM owner WHERE ref = ? AND key = ?"
        found = self.database.rows(query, (ref, self._key.fingerprint))
        return (str(found[0][0]), str(found[0][1]), str(found[0][2])) if found else ("", "", "")

    def lines(self, ref: str) -> list[Line]:
        """Each time that a sheet of this reference was made, oldest first; what is no line is passed over."""
        query = f"SELECT {_COLUMNS} FROM made WHERE ref = ? ORDER BY at, id"  # noqa: S608  # names of our own
        return [line for row in self.database.rows(query, (ref,)) if (line := _line(row))]

    def check(self) -> None:
        """Looks at all of it: what is not a line of a history counts as damage."""
        self.database.check()
        found = self.database.rows(f"SELECT {_COLUMNS} FROM made")  # noqa: S608  # names of our own
        self.database.damaged |= any(_line(row) is None for row in found)

    def newest(self) -> dict[str, str]:
        """Every reference of which a sheet was made, in alphabetical order, and when the last was: date and minute."""
        found = self.database.rows("SELECT ref, MAX(at) FROM made GROUP BY ref ORDER BY ref")
        return {str(ref): str(when) for ref, when in found}

    def take_over(self, ref: str, lines: list[Line], spreadsheet: str | None, origin: list[str] | None) -> bool:
        """Adds those lines of another version of the program that are not here yet; whether there were any.

        `spreadsheet` is the digest of its name, `origin` a key's fingerprint and the digests of place and person: where
        the last of the lines came from, which is kept where that is the newest.
        """
        known = self.lines(ref)
        fresh = [line for line in lines if line not in known]
        with self.database.writing():
            for line in fresh:
                self.add(ref, line)
            if fresh and max(line.when for line in fresh) > max((line.when for line in known), default=""):
                last = max(fresh, key=lambda line: line.when)
                key, place, person = origin or (self._key.fingerprint if spreadsheet else last.key, None, None)
                self.database.put("owner", (ref, *_owner(ref, last.sources, spreadsheet, place, person), key))
        return bool(fresh)

    def mentions(self, ref: str) -> bool:
        """Whether a sheet was made from the consult of that reference: its own, or that of one that follows it."""
        return bool(self._made_from(ref))

    def forget(self, ref: str) -> None:
        """Deletes all lines of a reference, and its consult from the sources of every other line."""
        with self.database.writing() as connection:
            connection.execute("DELETE FROM made WHERE ref = ?", (ref,))
            connection.execute("DELETE FROM owner WHERE ref = ?", (ref,))
            for number, text in self._made_from(ref):
                sources = _sources(text)
                sources.pop(consult_file(ref), None)
                connection.execute("UPDATE made SET sources = ? WHERE id = ?", (_as_text(sources), number))

    def _made_from(self, ref: str) -> list[tuple[Any, ...]]:
        """The number and the sources of each line that names the consult of a reference."""
        written = json.dumps(consult_file(ref))
        return self.database.rows("SELECT id, sources FROM made WHERE instr(sources, ?)", (written,))


def _with_owners(connection: sqlite3.Connection) -> None:
    """Turns version 1 into 2: it kept where a consult came from in `origin`, and nothing of one in the folder."""
    connection.execute(f"CREATE TABLE owner {_OWNER}")
    query = (
        "SELECT made.ref, sources, spreadsheet, place, person, coalesce(origin.key, made.key)"
        " FROM made LEFT JOIN origin USING (ref) ORDER BY at, id"
    )
    for ref, sources, *origin, key in connection.execute(query).fetchall():
        values = (ref, *_owner(ref, _sources(sources), *origin), key)
        connection.execute("REPLACE INTO owner VALUES (?, ?, ?, ?, ?)", values)
    connection.execute("DROP TABLE origin")


def _owner(
    ref: str,
    sources: dict[str, str],
    spreadsheet: str | None = None,
    place: str | None = None,
    person: str | None = None,
) -> tuple[str, str, str]:
    """Kind, place and marks of an owner, by the keyed digests that earlier versions kept."""
    if spreadsheet is not None:
        return "row", spreadsheet, ""
    if place is not None or person is not None:
        return "file", "", " ".join(filter(None, (place, person)))
    return "consult", "", sources.get(consult_file(ref), "")


def _as_text(sources: dict[str, str]) -> str:
    return json.dumps(sources, sort_keys=True)


def _sources(text: Any) -> dict[str, str]:
    """The sources of a line; empty where somebody changed them into what they cannot be."""
    sources = parsed(text)
    return sources if isinstance(sources, dict) else {}


def sources_of(inputs: dict[str, str]) -> dict[str, str]:
    """The practice's own content among the inputs of a document, as named from its folder, with its keyed digests."""
    own = {place.removeprefix("own:"): known for place, known in inputs.items() if place.startswith("own:")}
    return {place: known for place, known in own.items() if place.startswith(_CONTENT)}


def _line(row: tuple[Any, ...]) -> Line | None:
    """A row as a line; None for one that somebody changed into something else."""
    when, format_name, mailed, version, pages, warnings, sources, key, batch = row
    line = Line(when, format_name, mailed, version, pages, warnings, parsed(sources), key, batch)
    return line._replace(mailed=bool(mailed), batch=bool(batch)) if is_sound(line) else None


def is_sound(line: Line) -> bool:
    """Whether each field is of its type, in a line that was read from a file that anybody may have changed."""
    sources: Any = line.sources
    if not isinstance(sources, dict):
        return False
    texts = (line.when, line.format, line.version, line.key, *sources.values())
    numbers = (line.mailed, line.pages, line.warnings, line.batch)
    return all(isinstance(text, str) for text in texts) and all(isinstance(number, int) for number in numbers)
