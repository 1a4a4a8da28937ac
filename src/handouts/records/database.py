"""One SQLite file of an output folder: owner-only, changed in transactions, and mended where it was damaged.

SQLite rolls back what a killed process left half done (https://www.sqlite.org/atomiccommit.html), and zeroes what is
deleted (`PRAGMA secure_delete`). A writer holds the lock of the output folder (`locks.in_turn`), so that it can replace
a damaged file, or one of another version.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from handouts.files.writing import PRIVATE, close_to_others, write_by
from handouts.problems import BrokenEnvironment, msg, system_reason

_BUSY_SECONDS = 10.0
"""How long to wait for another program that holds the file: ours wait for the lock of the folder instead."""
_JOURNAL = "-journal"
_NO_CODE = 0
_DAMAGE = {_NO_CODE, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH}
"""Primary result codes that are about what is in the file (https://www.sqlite.org/rescode.html).

SQLITE_ERROR is where its tables are not ours; all others, such as a disk that is away, are not about the file."""


_REASONS = {
    sqlite3.SQLITE_FULL: msg("the disk is full. Make room and run the command again"),
    sqlite3.SQLITE_BUSY: msg("another program is using it. Close that and run the command again"),
    sqlite3.SQLITE_LOCKED: msg("another program is using it. Close that and run the command again"),
}


class Table(NamedTuple):
    """A table: its name, and its columns and constraints as SQL declares them."""

    name: str
    columns: str


class Database:
    """A SQLite file with a few tables, which is made when something is first written to it.

    Of a damaged one, what can be read is read. The first write goes on with that, and keeps the damaged one beside it
    (`NAME.damaged`). One of an earlier version is read as the version of today, and becomes that at the first write.
    """

    def __init__(self, path: Path, tables: tuple[Table, ...], version: int, upgrades: Mapping[int, str] | None) -> None:
        """`version` is that of the tables, and is kept in the file; `upgrades` are the SQL that leads to the next one.

        None for what can be found out again: then nothing is read or kept of a damaged file, or of any other version.
        """
        self.path = path
        self._tables = tables
        self._version = version
        self._upgrades = upgrades
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._replacement: sqlite3.Connection | None = None
        self._checked = False
        self.damaged = False
        """Whether a part of it could not be read, as far as that was noticed."""

    def rows(self, query: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """What a query finds; nothing where there is no database yet. Raises BrokenEnvironment."""
        values = tuple(values)
        with _as_broken_environment("{path} was not read: {reason}.", self.path):
            try:
                connection = self._connected()
                return connection.execute(query, values).fetchall() if connection else []
            except (sqlite3.DatabaseError, UnicodeDecodeError) as reason:
                if not self._is_damage(reason):
                    raise
                return self._salvage().execute(query, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, of which all stands or nothing. One within another is part of it.

        Raises BrokenEnvironment where nothing can be written.
        """
        with _as_broken_environment("{path} was not written: {reason}.", self.path):
            if self._connection and self._connection.in_transaction:
                yield self._connection
                return
            connection = self._ready()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    def put(self, table: str, *values: Any) -> None:
        """Puts a whole row into a table, in the place of one with its key. Raises BrokenEnvironment."""
        with self.writing() as connection:
            connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({_marks(values)})", values)  # noqa: S608

    def check(self) -> bool:
        """Whether the whole file can be read (`PRAGMA quick_check`): about 1 ms for each 0.5 MB."""
        found = self.rows("PRAGMA quick_check(1)")
        if found and not self.damaged and (found != [("ok",)] or not self._has_our_tables()):
            self._salvage()
        return not self.damaged

    def close(self) -> None:
        """Closes the file; it is opened again when it is needed."""
        for connection in (self._connection, self._replacement):
            if connection:
                connection.close()
        self._connection = self._replacement = self._file = None
        self._checked = False

    def _connected(self) -> sqlite3.Connection | None:
        """A connection to the file that is there now, or to what takes its place; None where there is none."""
        found = _identity(self.path)
        if found != self._file:
            self.close()
        if self._connection is None and self._replacement is None and found:
            if not _is_regular(self.path):
                raise sqlite3.DatabaseError("no regular file")
            self._file = found
            self._connection = _connect(self.path)
            self._replacement = self._of_this_version(self._connection)
        return self._replacement or self._connection

    def _of_this_version(self, connection: sqlite3.Connection) -> sqlite3.Connection | None:
        """What takes the place of a file of another version; None for one of this version.

        Raises BrokenEnvironment for one that a newer program wrote.
        """
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == self._version:
            return None
        if self._upgrades is None:
            return self._empty()
        if version > self._version:
            self.close()
            raise BrokenEnvironment(
                "{path} was written by a newer version of handouts. Install that version again.", path=self.path
            )
        if version not in self._upgrades:
            raise sqlite3.DatabaseError("no version that there ever was")
        upgraded = sqlite3.connect(":memory:", isolation_level=None)
        connection.backup(upgraded)
        for each in range(version, self._version):
            upgraded.executescript(self._upgrades[each])
        upgraded.execute(f"PRAGMA user_version = {self._version:d}")
        return upgraded

    def _ready(self) -> sqlite3.Connection:
        """A connection to a sound file, which is made, or made anew, where there is none."""
        if not self._checked or self._file != _identity(self.path):
            self.check()
        if self._replacement or not self._file:
            self._write_anew()
            self.close()
        connection = self._connected()
        if connection is None:
            raise BrokenEnvironment("{path} was not written: it was removed meanwhile.", path=self.path)
        self._checked = True
        return connection

    def _write_anew(self) -> None:
        """Writes what takes the place of the file, or an empty one; a damaged file is kept beside it."""
        source = self._replacement or self._empty()
        if self._file and not _is_regular(self.path):
            self.path.rename(free_beside(self.path))

        def fill(part: Path) -> None:
            with closing(sqlite3.connect(part, isolation_level=None)) as target:
                source.backup(target)
            # Until the new one is whole, the old one is all there is.
            if self._replacement and os.path.lexists(self.path):
                self._set_aside()

        write_by(self.path, fill, mode=PRIVATE)

    def _set_aside(self) -> None:
        """Keeps a copy of a damaged file, and removes its journal, which would undo the new file.

        Raises OSError.
        """
        journal = self.path.with_name(self.path.name + _JOURNAL)
        if self.damaged and self._upgrades is not None:
            beside = free_beside(self.path)
            write_by(beside, lambda part: shutil.copyfile(self.path, part))
            with suppress(FileNotFoundError):
                journal.rename(beside.with_name(beside.name + _JOURNAL))
        journal.unlink(missing_ok=True)

    def _empty(self) -> sqlite3.Connection:
        memory = sqlite3.connect(":memory:", isolation_level=None)
        for table in self._tables:
            memory.execute(f"CREATE TABLE {table.name} ({table.columns})")
        memory.execute(f"PRAGMA user_version = {self._version:d}")
        return memory

    def _is_damage(self, reason: Exception) -> bool:
        """Whether SQLite fails because of what is in the file. Any other mistake in a statement is our own."""
        code = _code(reason)
        return code in _DAMAGE or (code == sqlite3.SQLITE_ERROR and not self._has_our_tables())

    def _has_our_tables(self) -> bool:
        connection = self._replacement or self._connection
        return connection is not None and _columns(connection) == _columns(self._empty())

    def _salvage(self) -> sqlite3.Connection:
        """What can be read of a damaged file, from the first row and from the last until one cannot be read."""
        self.damaged = True
        self._replacement = self._empty()
        if self._connection is None:
            self._file = _identity(self.path)
        elif self._upgrades is not None:
            for table in self._tables:
                for order in ("ASC", "DESC"):
                    with suppress(sqlite3.Error, UnicodeDecodeError):
                        rows = self._connection.execute(f"SELECT * FROM {table.name} ORDER BY rowid {order}")  # noqa: S608
                        columns = [column for column, *_ in rows.description]
                        into = f"{table.name} ({', '.join(columns)}) VALUES ({_marks(columns)})"
                        self._replacement.executemany(f"INSERT OR IGNORE INTO {into}", rows)
        return self._replacement


def _columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """The tables of a database, each with the name of each of its columns."""
    query = "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    return set(connection.execute(query))


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))


def parsed(text: Any) -> Any:
    """The plain value that a text stands for in JSON; None where somebody changed it into what is none."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None


def _connect(path: Path) -> sqlite3.Connection:
    close_to_others(path)
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.execute("PRAGMA trusted_schema = OFF")  # anybody may have written the file
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def free_beside(path: Path) -> Path:
    """A name for what is kept of a damaged file, that no file has yet."""
    names = (path.with_name(f"{path.name}.damaged{f'-{number}' if number > 1 else ''}") for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _is_regular(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _identity(path: Path) -> tuple[int, int] | None:
    """By what a file is known to be the same one; None where there is none. Raises OSError where nobody may look."""
    try:
        stat = path.lstat()
    except OSError as reason:
        if reason.errno in {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}:
            return None
        raise
    return stat.st_dev, stat.st_ino


def _code(reason: Exception) -> int:
    """The primary result code of SQLite; 0 where there is none."""
    return getattr(reason, "sqlite_errorcode", _NO_CODE) & 0xFF


@contextmanager
def _as_broken_environment(sentence: str, path: Path) -> Iterator[None]:
    """Says why a database cannot be used. Raises BrokenEnvironment."""
    try:
        yield
    except sqlite3.Error as reason:
        said = _REASONS.get(_code(reason)) or str(reason)
        raise BrokenEnvironment(sentence, path=path, reason=said) from reason
    except OSError as reason:
        raise BrokenEnvironment(sentence, path=path, reason=system_reason(reason)) from reason
