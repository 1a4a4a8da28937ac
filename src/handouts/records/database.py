"""One SQLite file of an output folder: owner-only, changed in transactions, and replaced where it cannot be used.

SQLite rolls back what a killed process left half done (https://www.sqlite.org/atomiccommit.html), and zeroes what is
deleted (`PRAGMA secure_delete`). A writer holds the write lock of the output folder (`Records.write_lock`), so that a
file can be replaced safely.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from handouts import problems
from handouts.files.writing import PRIVATE, close_to_others, write_by
from handouts.problems import BrokenEnvironment, msg, system_reason
from handouts.records.locks import NOTICE_AFTER
from handouts.records.salvage import Tables, Upgrades, create, insert, replacement

_PATIENCE = 60_000
"""Milliseconds to wait for another program that holds the file, once the user is told."""
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH}
"""Primary result codes that speak of what is in the file (https://www.sqlite.org/rescode.html).

All others, such as a file that may not be opened or a disk that is away, say nothing of it."""
PROGRAMMING_ERRORS = (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.NotSupportedError)
"""What the module raises for a wrong call, such as from another thread (PEP 249): that says nothing of the file."""


class _ForeignSchemaError(sqlite3.DatabaseError):
    """What has the name of the file is no database of this program."""


class Database:
    """A SQLite file with a few tables, which is made when something is first written to it.

    What cannot go on as it is, is read as what will replace it; the first write puts that in its place. That is an
    empty database, unless there are `upgrades`: then it is all that can be read, and a damaged file is kept beside
    (`NAME.damaged`).
    """

    def __init__(
        self, path: Path, versions: Mapping[int, Tables], upgrades: Upgrades | None = None, *, read_only: bool = False
    ) -> None:
        """The last of `versions` is that of the program; each file holds its own.

        `upgrades` turn the tables of the version that they are named by into those of the next. With `read_only`
        nothing can be written, and not even the rights of the file are changed.
        """
        self.path = path
        self._versions = versions
        self._newest = max(versions)
        self._upgrades = upgrades
        self._read_only = read_only
        self._connection: sqlite3.Connection | None = None
        self._replacement: sqlite3.Connection | None = None
        self._file: tuple[int, int, int] | None = None
        self._verified = False
        self.damaged = False
        """Whether a part of it could not be read, as far as that was noticed."""

    def rows(self, query: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """What a query finds; nothing where there is no database yet. Raises BrokenEnvironment."""
        values = tuple(values)
        with _as_broken_environment("{path} was not read: {reason}.", path=self.path):
            try:
                connection = self._connected()
                return self._execute(connection, query, values).fetchall() if connection else []
            except (sqlite3.DatabaseError, UnicodeDecodeError) as reason:
                if not isinstance(reason, (_ForeignSchemaError, UnicodeDecodeError)) and _code(reason) not in _DAMAGE:
                    raise
                return self._replace(damaged=True).execute(query, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is kept, or nothing. One within another is part of it. Raises BrokenEnvironment."""
        with _as_broken_environment("{path} was not written: {reason}.", path=self.path):
            if self._connection and self._connection.in_transaction:
                yield self._connection
                return
            connection = self._writable()
            self._execute(connection, "BEGIN IMMEDIATE")
            with connection:  # rolls back whatever is raised, Ctrl-C too
                yield connection
                self._execute(connection, "COMMIT")

    def put(self, table: str, *rows: Iterable[Any]) -> None:
        """Puts whole rows into a table, each in the place of one with its key. Raises BrokenEnvironment."""
        with self.writing() as connection:
            insert(connection, "REPLACE", table, rows)

    def check(self) -> bool:
        """Whether the whole file can be read (`PRAGMA quick_check`): about 1 ms for each 0.5 MB."""
        found = self.rows("PRAGMA quick_check(1)")
        if not self.damaged and found not in ([], [("ok",)]):
            self._replace(damaged=True)
        return not self.damaged

    def compact(self) -> None:
        """Builds the file anew: rows that were moved within it leave copies that `secure_delete` does not zero.

        Raises BrokenEnvironment.
        """
        with _as_broken_environment("{path} was not written: {reason}.", path=self.path):
            connection = self._writable()
            self._execute(connection, "PRAGMA temp_store = MEMORY")
            self._execute(connection, "VACUUM")

    def close(self) -> None:
        """Closes the file."""
        for connection in filter(None, (self._connection, self._replacement)):
            connection.close()
        self._connection = self._replacement = self._file = None
        self._verified = False

    def _execute(self, connection: sqlite3.Connection, query: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        """Runs a statement; where another program holds the file, the user is told, and it is waited for."""
        try:
            return connection.execute(query, values)
        except sqlite3.OperationalError as reason:
            if _code(reason) != sqlite3.SQLITE_BUSY:
                raise
        problems.notify(msg("Another program is using {path}. This one goes on when that is done.", path=self.path))
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        return connection.execute(query, values)

    def _connected(self) -> sqlite3.Connection | None:
        """A connection to the file as it is now, or to what will replace it; None where there is no file."""
        found = _identity(self.path)
        if found != self._file:
            self.close()
        if found and not (self._connection or self._replacement):
            self._file = found
            if found[2] != stat.S_IFREG:
                raise _ForeignSchemaError("not a regular file")
            self._connection = _connect(self.path, read_only=self._read_only)
            version = self._version(self._connection)
            if version > self._newest and self._upgrades is not None:
                self.close()
                raise BrokenEnvironment(
                    "{path} was written by a newer version of handouts. Install that version again.", path=self.path
                )
            if version != self._newest:
                self._replace(version)
        return self._replacement or self._connection

    def _version(self, connection: sqlite3.Connection) -> int:
        """The version that the file names. Raises DatabaseError where its tables are not those of it."""
        try:
            (version,) = self._execute(connection, "PRAGMA user_version").fetchone()
            query = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"
            found = dict(self._execute(connection, query).fetchall())
        except sqlite3.OperationalError as reason:
            if _code(reason) == sqlite3.SQLITE_ERROR:
                raise _ForeignSchemaError("no schema that can be read") from reason
            raise
        known = self._versions.get(version)
        too_old = known is None and version < self._newest and self._upgrades is not None
        if too_old or (known is not None and found != {name: create(name, known) for name in known}):
            raise _ForeignSchemaError("other tables than those of its version")
        return int(version)

    def _writable(self) -> sqlite3.Connection:
        """A connection to a sound file of the newest version, which is made where there is none."""
        if not self._verified or self._file != _identity(self.path):
            self.check()
        if self._replacement or not self._file:
            self._write_anew(self._replacement or self._replace(self._newest))
            self.close()
        connection = self._connected()
        if connection is None:
            raise BrokenEnvironment("{path} was not written: it was removed meanwhile.", path=self.path)
        self._verified = True
        return connection

    def _replace(self, version: int = 0, *, damaged: bool = False) -> sqlite3.Connection:
        """Has the file replaced by what can be read of it, as it is in the newest version. In memory until written."""
        source = None if self._upgrades is None else self._connection
        self._replacement, whole = replacement(source, version or self._newest, self._versions, self._upgrades or {})
        self.damaged |= damaged or not whole
        return self._replacement

    def _write_anew(self, source: sqlite3.Connection) -> None:
        """Writes a database in the place of the file."""
        if self._file and self._file[2] != stat.S_IFREG:
            self.path.rename(free_beside(self.path))

        def fill(part: Path) -> None:
            with closing(sqlite3.connect(part, isolation_level=None)) as target:
                source.backup(target)
            # Until the new one is whole, the old one is all there is.
            if os.path.lexists(self.path):
                self._set_aside()

        write_by(self.path, fill, mode=PRIVATE)

    def _set_aside(self) -> None:
        """Keeps a copy of a damaged file beside, and removes the journal, with which the new one would be undone."""
        journal = _journal(self.path)
        if self.damaged and self._upgrades is not None:
            from shutil import copyfile

            beside = free_beside(self.path)
            write_by(beside, lambda part: copyfile(self.path, part))
            with suppress(FileNotFoundError):
                journal.rename(_journal(beside))
        journal.unlink(missing_ok=True)


def _connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    if not read_only:
        close_to_others(path)
    name = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    connection = sqlite3.connect(name, uri=True, timeout=NOTICE_AFTER, isolation_level=None)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.execute("PRAGMA trusted_schema = OFF")  # somebody else may have written the file
    connection.execute("PRAGMA secure_delete = ON")
    if read_only:
        try:
            connection.execute("PRAGMA user_version")
        except sqlite3.OperationalError as reason:
            if _code(reason) == sqlite3.SQLITE_READONLY:  # a killed process left something half done
                return _rolled_back(path)
    return connection


def _rolled_back(path: Path) -> sqlite3.Connection:
    """A connection to a copy of the file, in which what was left half done is undone."""
    from shutil import copy
    from tempfile import TemporaryDirectory

    memory = sqlite3.connect(":memory:", isolation_level=None)
    with TemporaryDirectory() as folder:
        for each in (path, _journal(path)):
            copy(each, folder)
        with closing(_connect(Path(folder, path.name))) as source:
            source.backup(memory)
    return memory


def _journal(path: Path) -> Path:
    """Where SQLite keeps what a transaction began with."""
    return path.with_name(f"{path.name}-journal")


def free_beside(path: Path) -> Path:
    """A name beside a damaged file that is still free."""
    names = (path.with_name(f"{path.name}.damaged{f'-{number}' if number > 1 else ''}") for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _identity(path: Path) -> tuple[int, int, int] | None:
    """Device, number and type of a file; None where there is none. Raises OSError where nobody may look."""
    try:
        found = path.lstat()
    except OSError as reason:
        if reason.errno in {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}:
            return None
        raise
    return found.st_dev, found.st_ino, stat.S_IFMT(found.st_mode)


def _code(reason: Exception) -> int:
    """The primary result code of SQLite; 0 where there is none."""
    return getattr(reason, "sqlite_errorcode", 0) & 0xFF


_REASONS = {
    sqlite3.SQLITE_IOERR: msg("the disk cannot be read or written, or a limit on the size of files is reached"),
    sqlite3.SQLITE_CANTOPEN: msg("it cannot be opened"),
    sqlite3.SQLITE_READONLY: msg("it cannot be written"),
    sqlite3.SQLITE_PERM: msg("it cannot be written"),
    sqlite3.SQLITE_FULL: msg("the disk is full. Make room and run the command again"),
    sqlite3.SQLITE_BUSY: msg("another program is using it. Close that and run the command again"),
    sqlite3.SQLITE_LOCKED: msg("another program is using it. Close that and run the command again"),
}


@contextmanager
def _as_broken_environment(sentence: str, path: Path) -> Iterator[None]:
    """Says why a database cannot be used, unless a statement of ours is mistaken. Raises BrokenEnvironment."""
    try:
        yield
    except OSError as reason:
        raise BrokenEnvironment(sentence, path=path, reason=system_reason(reason)) from reason
    except sqlite3.Error as reason:
        if isinstance(reason, PROGRAMMING_ERRORS) or _code(reason) == sqlite3.SQLITE_ERROR:
            raise
        why = _REASONS.get(_code(reason)) or str(reason)
        raise BrokenEnvironment(sentence, path=path, reason=why) from reason
