"""What takes the place of a database that cannot go on as it is: all that can be read of it, in the newest version."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

Tables = Mapping[str, str]
"""The columns and constraints of each table, by its name, as SQL declares them: in parentheses."""
Upgrades = Mapping[int, Callable[[sqlite3.Connection], object]]
"""What turns the tables of a version, by its number, into those of the next."""


def replacement(
    source: sqlite3.Connection | None, version: int, versions: Mapping[int, Tables], upgrades: Upgrades
) -> tuple[sqlite3.Connection, bool]:
    """A database in memory with what can be read of `source`, a file of that version; and whether that was all.

    It is in the newest of the `versions`, and empty without a `source`.
    """
    newest = max(versions)
    if source is None or version not in versions:
        version = newest
    memory = sqlite3.connect(":memory:", isolation_level=None)
    for name in versions[version]:
        memory.execute(create(name, versions[version]))
    whole = True
    if source:
        for name in versions[version]:
            whole &= _copy(source, memory, name)
    for number in range(version, newest):
        upgrades[number](memory)
    memory.execute(f"PRAGMA user_version = {newest}")
    return memory, whole


def create(name: str, tables: Tables) -> str:
    """The statement that makes a table, as SQLite keeps it in the file."""
    return f"CREATE TABLE {name} {tables[name]}"


def insert(connection: sqlite3.Connection, otherwise: str, table: str, rows: Iterable[Iterable[Any]]) -> None:
    """Puts rows into a table, or does `otherwise` where one has the key of another."""
    for row in rows:
        values = tuple(row)
        places = ", ".join("?" * len(values))
        connection.execute(f"INSERT OR {otherwise} INTO {table} VALUES ({places})", values)  # noqa: S608  # our names


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: str) -> bool:
    """Copies a table from its first row on, and then from its last, until one cannot be read; whether it was whole."""
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.Error, UnicodeDecodeError):
            insert(target, "IGNORE", table, source.execute(f"SELECT * FROM {table} ORDER BY rowid {order}"))  # noqa: S608
            return order == "ASC"
    return False


def parsed(text: Any) -> Any:
    """The plain value that a text is in JSON; None where somebody changed it into something else."""
    try:
        return json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return None
