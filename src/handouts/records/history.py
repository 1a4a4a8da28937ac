"""What was made: a line for each time that a personal document was. It outlives the sheets themselves.

It holds references, dates, and keyed digests; no name, and no word of what a file says.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NamedTuple

from handouts.files.layout import consult_file
from handouts.files.naming import plain_name
from handouts.records.database import Database
from handouts.records.keys import Key
from handouts.records.origin import Origin
from handouts.records.salvage import parsed

_MADE = (
    "(id INTEGER PRIMARY KEY, ref TEXT NOT NULL, at TEXT NOT NULL, format TEXT NOT NULL, mailed INTEGER NOT NULL,"
    " version TEXT NOT NULL, pages INTEGER NOT NULL, warnings INTEGER NOT NULL, sources TEXT NOT NULL,"
    " key TEXT NOT NULL, batch INTEGER NOT NULL)"
)
_ORIGIN = "(ref TEXT PRIMARY KEY, spreadsheet TEXT, place TEXT, person TEXT, key TEXT NOT NULL)"
_OWNER = "(ref TEXT PRIMARY KEY, kind TEXT NOT NULL, place TEXT NOT NULL, marks TEXT NOT NULL, key TEXT NOT NULL)"
_MADE_NOW = _MADE.replace(")", ", name TEXT NOT NULL, files TEXT NOT NULL)")
_OWNER_NOW = _OWNER.replace(")", ", person TEXT NOT NULL)")
_VERSIONS = {
    1: {"made": _MADE, "origin": _ORIGIN},
    2: {"made": _MADE, "owner": _OWNER},
    3: {"made": _MADE_NOW, "owner": _OWNER_NOW},
}
_COLUMNS = "at, format, mailed, version, pages, warnings, sources, key, batch, name, files"
# Content whose state a line remembers: the fixed words and the look are the program's.
_CONTENT = tuple(f"content/{name}" for name in ("clients/", "sheets/", "modules/", "brochures/", "practice.yaml"))

OwnerKind = Literal["consult", "file", "row", "spreadsheet", "person", "unknown"]
"""Who owns a reference: a consult in the folder, a file elsewhere, a row of a spreadsheet; for another row another
spreadsheet, or another person in the same one; or it is not known, because it was never recorded or the key was lost.
"""


class Line(NamedTuple):
    """One time that a personal document was made.

    `when` is the local date and minute; `sources` maps each content file, as named from the practice folder, to its
    keyed digest; `key` is the fingerprint of the key, so that a lost key is not taken for a file that changed. What a
    `batch` made has no file of a consult among its sources, and never had one. `name` is the keyed digest of the first
    name, `files` are those of all files that were written, between spaces; empty where an earlier version wrote it.
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
    name: str = ""
    files: str = ""


class HistoryStore:
    """The history of one output folder."""

    def __init__(self, state: Path, key: Key, *, read_only: bool = False) -> None:
        """`state` is the folder of the database, `key` what its digests are made with."""
        self.database = Database(state / "history.db", _VERSIONS, _UPGRADES, read_only=read_only)
        self._key = key

    def add(self, ref: str, line: Line) -> None:
        """Adds a line."""
        values = (_as_text(each) if isinstance(each, dict) else each for each in line)
        self.database.put("made", (None, ref, *values))

    def add_files(self, ref: str, digests: str) -> None:
        """Adds keyed digests, between spaces, to the files of the last line of a reference."""
        with self.database.writing() as connection:
            query = "UPDATE made SET files = files || ' ' || ? WHERE id = (SELECT MAX(id) FROM made WHERE ref = ?)"
            connection.execute(query, (digests, ref))

    def set_owner(self, ref: str, origin: Origin) -> None:
        """Records where the consult came from that the sheet of a reference was made of."""
        marks = " ".join(map(self._key.of_text, (*origin.marks(), origin.person)))
        persons = " ".join(map(self._key.of_text, origin.persons()))
        place = self._key.of_text(origin.place)
        self.database.put("owner", (ref, origin.kind, place, marks, self._key.fingerprint, persons))

    def taken_by(self, ref: str, origin: Origin, first_names: Iterable[str] = ()) -> OwnerKind | None:
        """What has that reference already; None where its sheet is known to be of that consult, or of the same person.

        A consult of the folder is its file, whatever is corrected in it, unless its first name is another one: then it
        was put in the place of one that was renamed or deleted. It may also go on from the sheet of the same person,
        made of a file elsewhere or of a row. A reference is not taken from a row either where its person is
        among the `first_names` of the spreadsheet, on the same day: its rows were numbered anew. Only where a sheet
        exists does this matter: whether one does is not looked at.
        """
        kind, place, marks, persons = self._owner_of(ref)
        if not kind:
            return "unknown"
        if kind == origin.kind == "consult":
            mine = {*map(self._key.of_text, (*origin.persons(), origin.digest))}
            # Earlier versions did not record of whom a consult was.
            known = {*persons.split(), *marks.split()} if persons and origin.first_name else mine
            return "person" if mine.isdisjoint(known) else None
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

    def _owner_of(self, ref: str) -> tuple[str, str, str, str]:
        """Kind, place, marks and persons of an owner; empty where it was never recorded or the key was lost."""
        query = "SELECT kind, place, marks, person FROM owner WHERE ref = ? AND key = ?"
        found = self.database.rows(query, (ref, self._key.fingerprint))
        kind, place, marks, persons = map(str, found[0]) if found else ("",) * 4
        return kind, place, marks, persons

    def of_same_person(self, ref: str, origin: Origin) -> list[str]:
        """The other references of sheets that were made for the same first name and day as one, or as `origin` says."""
        found = self.database.rows("SELECT ref, person FROM owner WHERE key = ?", (self._key.fingerprint,))
        persons = {str(each): str(known).partition(" ")[0] for each, known in found if known}
        wanted = {persons.get(ref), self._key.of_text(origin.person) if origin.first_name else None} - {None}
        return sorted(each for each, person in persons.items() if each != ref and person in wanted)

    def name_digest(self, first_name: str) -> str:
        """What a line keeps of a first name."""
        return self._key.of_text(f"name {plain_name(first_name)}") if first_name else ""

    def had_another_name(self, ref: str, first_name: str) -> bool:
        """Whether the last sheet of a reference is known to have been made for another first name."""
        names = [line.name for line in self.lines(ref) if line.name and line.key == self._key.fingerprint]
        return bool(names and first_name) and names[-1] != self.name_digest(first_name)

    def digests(self, ref: str) -> set[str]:
        """The keyed digests of all that was ever written or read for a reference alone: its sheets and its consult."""
        found: dict[bool, set[str]] = {True: set(), False: set()}
        query = "SELECT ref, sources, files FROM made WHERE key = ?"
        for other, sources, files in self.database.rows(query, (self._key.fingerprint,)):
            digests = {*str(files).split(), str(_sources(sources).get(consult_file(str(other)), ""))}
            found[other == ref] |= digests
        return found[True] - found[False] - {""}

    def lines(self, ref: str) -> list[Line]:
        """Each time that a sheet of this reference was made, oldest first; invalid rows are skipped."""
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
                self.database.put("owner", (ref, *_owner(ref, last.sources, spreadsheet, place, person), key, ""))
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


def _upgrade_1_to_2(connection: sqlite3.Connection) -> None:
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


def _upgrade_2_to_3(connection: sqlite3.Connection) -> None:
    """Turns version 2 into 3: it did not keep for whom a sheet was made, and nothing of the files."""
    for name, columns, unknown in (("made", _MADE_NOW, "'', ''"), ("owner", _OWNER_NOW, "''")):
        connection.execute(f"ALTER TABLE {name} RENAME TO earlier")
        connection.execute(f"CREATE TABLE {name} {columns}")
        connection.execute(f"INSERT INTO {name} SELECT *, {unknown} FROM earlier")  # noqa: S608  # names of our own
        connection.execute("DROP TABLE earlier")


_UPGRADES = {1: _upgrade_1_to_2, 2: _upgrade_2_to_3}


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
    line = Line(*row)
    line = line._replace(sources=parsed(line.sources))
    return line._replace(mailed=bool(line.mailed), batch=bool(line.batch)) if is_sound(line) else None


def is_sound(line: Line) -> bool:
    """Whether each field is of its type, in a line that was read from a file that anybody may have changed."""
    sources: Any = line.sources
    if not isinstance(sources, dict):
        return False
    texts = (line.when, line.format, line.version, line.key, line.name, line.files, *sources.values())
    numbers = (line.mailed, line.pages, line.warnings, line.batch)
    return all(isinstance(text, str) for text in texts) and all(isinstance(number, int) for number in numbers)
