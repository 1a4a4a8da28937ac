"""What was handed out: a line for each time that a personal document was made. It outlives the sheets themselves.

It holds references, dates, and the keyed digests of content files; no name, and no word of what a file says.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal, NamedTuple

from handouts.records.database import Database, Table, parsed
from handouts.records.keys import Key

_TABLES = (
    Table(
        "made",
        "id INTEGER PRIMARY KEY, ref TEXT NOT NULL, at TEXT NOT NULL, format TEXT NOT NULL, mailed INTEGER NOT NULL,"
        " version TEXT NOT NULL, pages INTEGER NOT NULL, warnings INTEGER NOT NULL, sources TEXT NOT NULL,"
        " key TEXT NOT NULL, batch INTEGER NOT NULL",
    ),
    Table("origin", "ref TEXT PRIMARY KEY, spreadsheet TEXT, place TEXT, person TEXT, key TEXT NOT NULL"),
)
_VERSION = 1
_UPGRADES: dict[int, str] = {}
"""The SQL that leads from each version to the next."""
_COLUMNS = "at, format, mailed, version, pages, warnings, sources, key, batch"
# Content whose state a line remembers: the fixed words and the look are the program's.
_CONTENT = ("content/clients/", "content/sheets/", "content/modules/", "content/practice.yaml")


class Line(NamedTuple):
    """One time that a personal document was made.

    `when` is the local date and minute; `sources` maps each content file, as named from the practice folder, to its
    keyed digest; `key` is a sign of the key, so that a lost key is not taken for a file that changed. What a `batch`
    made has no file of a consult among its sources, and never had one.
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
    """Where a consult came from that does not lie in the folder; no more of it is kept than keyed digests.

    `place` is the path of its file, empty for what another program gave; `person` is whom it is for, and of which
    day; `digest` is that of its bytes.
    """

    place: str
    person: str
    digest: str


class HistoryStore:
    """The history of one output folder."""

    def __init__(self, state: Path, key: Key) -> None:
        """`state` is the folder of the database, `key` what its digests are made with."""
        self.database = Database(state / "history.db", _TABLES, _VERSION, _UPGRADES)
        self._key = key

    def add(self, ref: str, line: Line, spreadsheet: str | None = None) -> None:
        """Adds a line; `spreadsheet` is the name of the file whose row a batch made the sheet from."""
        with self.database.writing() as connection:
            self._put(ref, line)
            if spreadsheet is not None:
                self.database.put("origin", ref, self._key.of_text(spreadsheet), None, None, self._key.sign)
            elif line.batch is False:
                connection.execute("DELETE FROM origin WHERE ref = ? AND spreadsheet IS NOT NULL", (ref,))

    def lines(self, ref: str) -> list[Line]:
        """Each time that a sheet of this reference was made, oldest first; what is no line is passed over."""
        query = f"SELECT {_COLUMNS} FROM made WHERE ref = ? ORDER BY at, id"  # noqa: S608  # names of our own
        return [line for row in self.database.rows(query, (ref,)) if (line := _line(row))]

    def check(self) -> None:
        """Looks at all of it: what is no line of a history counts as damage."""
        self.database.check()
        found = self.database.rows(f"SELECT {_COLUMNS} FROM made")  # noqa: S608  # names of our own
        self.database.damaged |= any(_line(row) is None for row in found)

    def newest(self) -> dict[str, str]:
        """Every reference of which a sheet was made, in alphabetical order, and when the last was: date and minute."""
        found = self.database.rows("SELECT ref, MAX(at) FROM made GROUP BY ref ORDER BY ref")
        return {str(ref): str(when) for ref, when in found}

    def whose(self, ref: str, spreadsheet: str) -> Literal["nobody", "ours", "a consult", "another spreadsheet"]:
        """What the last known sheet of that reference came from, seen from the spreadsheet of that name."""
        query = "SELECT spreadsheet, key FROM origin WHERE ref = ? AND spreadsheet IS NOT NULL"
        found = self.database.rows(query, (ref,))
        if not found:
            return "a consult" if self.lines(ref) else "nobody"
        known, key = found[0]
        # What a key that was lost has signed is known to be nobody else's either.
        return "ours" if key != self._key.sign or known == self._key.of_text(spreadsheet) else "another spreadsheet"

    def is_of_another(self, ref: str, origin: Origin) -> bool:
        """Whether what was last made under `ref` is known to be of another consult than the one of `origin`.

        The same file, corrected, is no other; nor is a file with the same content, or of the same person and day.
        """
        for spreadsheet, place, person, key in self.database.rows(
            "SELECT spreadsheet, place, person, key FROM origin WHERE ref = ?", (ref,)
        ):
            if spreadsheet is not None:
                return True
            if key == self._key.sign:
                ours = self._signs(origin)
                return not any(each and each == other for each, other in zip(ours, (place, person), strict=True))
        last = next(reversed(self.lines(ref)), None)
        if last is None or last.key != self._key.sign:
            return False
        return last.sources.get(_consult(ref)) != self._key.of_text(origin.digest)

    def take_over(self, ref: str, lines: list[Line], spreadsheet: str | None, signs: list[str] | None) -> bool:
        """Adds those lines of another version of the program that are not here yet; whether there were any.

        `spreadsheet` and `signs` are digests of where the last of them came from, which is kept where it is the newest.
        """
        known = self.lines(ref)
        fresh = [line for line in lines if line not in known]
        with self.database.writing() as connection:
            for line in fresh:
                self._put(ref, line)
            if not known or (fresh and max(line.when for line in fresh) > known[-1].when):
                connection.execute("DELETE FROM origin WHERE ref = ?", (ref,))
                if spreadsheet is not None or signs is not None:
                    key, place, person = signs or (self._key.sign, None, None)
                    self.database.put("origin", ref, spreadsheet, place, person, key)
        return bool(fresh)

    def note_origin(self, ref: str, origin: Origin) -> None:
        """Keeps where the consult came from that was just made under that reference."""
        self.database.put("origin", ref, None, *self._signs(origin), self._key.sign)

    def mentions(self, ref: str) -> bool:
        """Whether a sheet was made from the consult of that reference: its own, or that of one that follows it."""
        return bool(self._made_from(ref))

    def forget(self, ref: str) -> None:
        """Deletes all lines of a reference, and its consult from the sources of every other line."""
        with self.database.writing() as connection:
            connection.execute("DELETE FROM made WHERE ref = ?", (ref,))
            connection.execute("DELETE FROM origin WHERE ref = ?", (ref,))
            for number, text in self._made_from(ref):
                sources = parsed(text)
                left = dict(sources) if isinstance(sources, dict) else {}
                left.pop(_consult(ref), None)
                connection.execute("UPDATE made SET sources = ? WHERE id = ?", (_as_text(left), number))

    def _made_from(self, ref: str) -> list[tuple[Any, ...]]:
        """The number and the sources of each line that names the consult of a reference."""
        written = json.dumps(_consult(ref))
        return self.database.rows("SELECT id, sources FROM made WHERE instr(sources, ?)", (written,))

    def _put(self, ref: str, line: Line) -> None:
        values = (_as_text(each) if isinstance(each, dict) else each for each in line)
        self.database.put("made", None, ref, *values)

    def _signs(self, origin: Origin) -> tuple[str, str]:
        """The keyed digests of an origin's place, if it has one, and of its person."""
        return self._key.of_text(origin.place) if origin.place else "", self._key.of_text(origin.person)


def _as_text(sources: dict[str, str]) -> str:
    return json.dumps(sources, sort_keys=True)


def _consult(ref: str) -> str:
    return f"content/clients/{ref}.yaml"


def sources_of(inputs: dict[str, str]) -> dict[str, str]:
    """Her content among the inputs of a document, as named from the practice folder; both map to keyed digests."""
    own = {place.removeprefix("own:"): known for place, known in inputs.items() if place.startswith("own:")}
    return {place: known for place, known in own.items() if place.startswith(_CONTENT)}


def _line(row: tuple[Any, ...]) -> Line | None:
    """A row as a line; None for one that somebody changed into what is none."""
    when, format_name, mailed, version, pages, warnings, sources, key, batch = row
    line = Line(when, format_name, mailed, version, pages, warnings, parsed(sources), key, batch)
    return line._replace(mailed=bool(mailed), batch=bool(batch)) if is_sound(line) else None


def is_sound(line: Line) -> bool:
    """Whether each field is of its type, in a line that was read from a file which anybody may have changed."""
    sources: Any = line.sources
    if not isinstance(sources, dict):
        return False
    texts = (line.when, line.format, line.version, line.key, *sources.values())
    numbers = (line.mailed, line.pages, line.warnings, line.batch)
    return all(isinstance(text, str) for text in texts) and all(isinstance(number, int) for number in numbers)
