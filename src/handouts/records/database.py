"""One SQLite file of an output folder: owner-only, changed in transactions, and mended where it was damaged.

SQLite rolls back what a killed process left half done (https://www.sqlite.org/atomiccommit.html), and zeroes what is
deleted (`PRAGMA secure_delete`). Whoever writes holds the lock of the output folder (`holding.in_turn`), so that a
damaged file can be replaced safely.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from handouts.files.writing import PRIVATE, close_to_others, write_by
from handouts.problems import BrokenEnvironment

_PATIENCE = 60.0
"""Seconds to wait for another process that writes."""
_JOURNAL = "-journal"
_NO_CODE = 0
_DAMAGE = {_NO_CODE, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH}
"""Primary result codes that speak of what is in the file (https://www.sqlite.org/rescode.html).

All others, such as a file that may not be opened or a disk that is away, say nothing of it."""


class Table(NamedTuple):
    """A table: its name, and its columns and constraints as SQL declares them."""

    name: str
    columns: str


class Database:
    """A SQLite file with a few tables, which is made when something is first written to it.

    Of a damaged one, what can be read is read. The first write goes on with that, and keeps the damaged one beside
    (`NAME.damaged`).
    """

    def __init__(self, path: Path, tables: tuple[Table, ...], version: int, *, keeps_damaged: bool = True) -> None:
        """`version` is that of the tables, and is kept in the file.

        Without `keeps_damaged`, nothing is kept of a damaged one: what it held can be found out again.
        """
        self.path = path
        self._tables = tables
        self._version = version
        self._keeps_damaged = keeps_damaged
        self._connection: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._salvaged: sqlite3.Connection | None = None
        self._checked = False
        self.damaged = False
        """Whether a part of it could not be read, as far as that was noticed."""

    def rows(self, query: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """What a query finds; nothing where there is no database yet. Raises BrokenEnvironment."""
        values = tuple(values)
        with _in_words(self.path, "read"):
            try:
                connection = self._connected()
                return connection.execute(query, values).fetchall() if connection else []
            except (sqlite3.DatabaseError, UnicodeDecodeError) as reason:
                if _code(reason) not in _DAMAGE:
                    raise
                return self._salvage().execute(query, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction, of which all stands or nothing. One within another is part of it.

        Raises BrokenEnvironment where nothing can be written.
        """
        with _in_words(self.path, "written"):
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
            connection.execute(_insert("REPLACE", table, len(values)), values)

    def check(self) -> bool:
        """Whether the whole file can be read (`PRAGMA quick_check`): about 1 ms for each 0.5 MB."""
        found = self.rows("PRAGMA quick_check(1)")
        if not self.damaged and found not in ([], [("ok",)]):
            self._salvage()
        return not self.damaged

    def close(self) -> None:
        """Lets go of the file."""
        for connection in (self._connection, self._salvaged):
            if connection:
                connection.close()
        self._connection = self._salvaged = self._file = None
        self._checked = False

    def _connected(self) -> sqlite3.Connection | None:
        """A connection to the file that is there now, or to what could be read of it; None where there is none."""
        found = _identity(self.path)
        if found != self._file:
            self.close()
        if self._salvaged:
            return self._salvaged
        if self._connection is None and found:
            if not _is_regular(self.path):
                raise sqlite3.DatabaseError("no regular file")
            self._file = found
            self._connection = _connect(self.path)
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version > self._version:
                self.close()
                said = f"{self.path} was written by a newer version of handouts. Install that version again."
                raise BrokenEnvironment(said)
        return self._connection

    def _ready(self) -> sqlite3.Connection:
        """A connection to a sound file, which is made, or made anew, where there is none."""
        if not self._checked or self._file != _identity(self.path):
            self.check()
        if self._salvaged or not self._file:
            self._write_anew()
            self.close()
        connection = self._connected()
        if connection is None:
            raise BrokenEnvironment(f"{self.path} was not written: it was taken away meanwhile.")
        self._checked = True
        return connection

    def _write_anew(self) -> None:
        """Writes what could be read of the file, or an empty one, in its place; a damaged one is kept beside."""
        source = self._salvaged or self._empty()
        if self._file and not _is_regular(self.path):
            self.path.rename(free_beside(self.path))

        def fill(part: Path) -> None:
            with closing(sqlite3.connect(part, isolation_level=None)) as target:
                source.backup(target)
            # Until the new one is whole, the damaged one is all there is.
            if self._salvaged and os.path.lexists(self.path):
                self._set_aside()

        write_by(self.path, fill, mode=PRIVATE)

    def _set_aside(self) -> None:
        """Keeps a copy of the damaged file beside, and takes its journal away, with which the new one would be undone.

        Raises OSError.
        """
        journal = self.path.with_name(self.path.name + _JOURNAL)
        if self._keeps_damaged:
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

    def _salvage(self) -> sqlite3.Connection:
        """What can be read of a damaged file, from the first row and from the last until one cannot be read."""
        self.damaged = True
        self._salvaged = self._empty()
        if self._connection is None:
            self._file = _identity(self.path)
            return self._salvaged
        for table in self._tables:
            for order in ("ASC", "DESC"):
                with suppress(sqlite3.Error, UnicodeDecodeError):
                    rows = self._connection.execute(f"SELECT * FROM {table.name} ORDER BY rowid {order}")  # noqa: S608
                    self._salvaged.executemany(_insert("IGNORE", table.name, len(rows.description)), rows)
        return self._salvaged


def _insert(otherwise: str, table: str, count: int) -> str:
    """The statement that puts in a row of `count` values, or does `otherwise` where it cannot stand beside others."""
    return f"INSERT OR {otherwise} INTO {table} VALUES ({', '.join('?' * count)})"  # noqa: S608  # names of our own


def parsed(text: Any) -> Any:
    """The plain value that a text stands for in JSON; None where somebody changed it into what is none."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None


def _connect(path: Path) -> sqlite3.Connection:
    close_to_others(path)
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.execute("PRAGMA trusted_schema = OFF")  # somebody else may have written the file
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def free_beside(path: Path) -> Path:
    """A name beside a damaged file, under which nothing stands yet."""
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
def _in_words(path: Path, what: str) -> Iterator[None]:
    """Says in a sentence why a database cannot be used. Raises BrokenEnvironment."""
    try:
        yield
    except sqlite3.Error as reason:
        full = _code(reason) == sqlite3.SQLITE_FULL
        why = "the disk is full. Make room and run the command again" if full else str(reason)
        raise BrokenEnvironment(f"{path} was not {what}: {why}.") from reason
    except OSError as reason:
        raise BrokenEnvironment(f"{path} was not {what}: {reason.strerror or reason}.") from reason
