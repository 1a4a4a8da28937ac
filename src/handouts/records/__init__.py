"""What was made from what, and for whom: the build cache and the history of an output folder.

Each is a SQLite file in `.state` beside the PDFs, owner-only. The lock of the folder is held while files change, and
what is known of them with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handouts.files.folder import Folder
from handouts.files.naming import seen_from
from handouts.problems import Mark, Problem, warning
from handouts.records import earlier
from handouts.records.cache import BuildCache
from handouts.records.earlier import TakenOver
from handouts.records.history import HistoryStore
from handouts.records.holding import in_turn
from handouts.records.keys import Key

__all__ = ["BuildCache", "HistoryStore", "Records", "TakenOver"]


class Records:
    """The build cache and the history of one output folder; `key` is what their digests are made with."""

    def __init__(self, folder: Folder, output: Path | None = None, *, once: bool = False) -> None:
        """`output` is where the PDFs lie, by default where those of the practice folder do.

        With `once`, what documents share is looked at only once.
        """
        self.output = output or folder.output
        self.state = self.output / ".state"
        self._root = folder.root
        self._ours = False
        self.key = Key(self.state)
        self.cache = BuildCache(self.state, {"own": folder.root, "shipped": folder.shipped}, self.key, once=once)
        self.history = HistoryStore(self.state, self.key)

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """Lets no other process change these records, or the files that they tell of, meanwhile; waits for its turn.

        Whatever writes takes a turn; one within another is part of it. Raises BrokenEnvironment where nothing can be
        written.
        """
        if self._ours:
            yield
            return
        with in_turn(self.state):
            self._ours = True
            try:
                self.key.lay_if_possible()
                yield
            finally:
                self._ours = False

    def take_over(self) -> TakenOver | None:
        """Takes the history of an earlier version over, once; None where there is nothing of the kind.

        Raises BrokenEnvironment where nothing can be written.
        """
        if not earlier.is_there(self.state):
            return None
        with self.in_turn():
            return earlier.take_over(self.state, self.history)

    def forget(self, kind: str, name: str) -> None:
        """Deletes what is known of a document. Raises BrokenEnvironment where nothing can be written."""
        with self.in_turn():
            self.cache.forget(kind, name)
            self.history.forget(name)

    def damage(self) -> list[Problem]:
        """What was found to be damaged, as warnings at its file."""
        return [
            warning(
                "damaged-records",
                Mark(seen_from(self._root, database.path)),
                f"{lost} cannot be read",
                f"before this file is written anew, it is kept beside as {database.path.name}.damaged",
            )
            for database, lost in (
                (self.history.database, "a part of what is known of earlier sheets"),
                (self.cache.database, "a part of what is known to be up to date"),
            )
            if database.damaged
        ]
