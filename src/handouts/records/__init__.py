"""What was made from what, and for whom: the build cache and the history of an output folder.

Each is a SQLite file in `.state` next to the PDFs, owner-only. The write lock of the folder is held while files and
their records change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handouts.files.folder import Folder
from handouts.files.layout import STATE_FOLDER
from handouts.files.naming import seen_from
from handouts.problems import BrokenEnvironment, Mark, Message, Problem, msg, warning
from handouts.records import earlier
from handouts.records.cache import BuildCache
from handouts.records.earlier import TakenOver
from handouts.records.history import HistoryStore
from handouts.records.keys import Key
from handouts.records.locks import exclusive

__all__ = ["BuildCache", "HistoryStore", "Records", "TakenOver"]


_BACKUP = msg("put it back from a backup, if you have one")


class Records:
    """The build cache and the history of one output folder; `key` is what their digests are made with."""

    def __init__(self, folder: Folder, output: Path | None = None, *, read_only: bool = False) -> None:
        """`output` is where the PDFs lie, by default where those of the practice folder do.

        With `read_only` nothing is written, and no rights of files are changed.
        """
        self.output = output or folder.output
        self.state = self.output / STATE_FOLDER
        self._root = folder.root
        self.taken_over: TakenOver | None = None
        self._holds_lock = False
        self.key = Key(self.state, read_only=read_only)
        self.cache = BuildCache(self.state, folder, self.key, read_only=read_only)
        self.history = HistoryStore(self.state, self.key, read_only=read_only)

    @contextmanager
    def write_lock(self) -> Iterator[None]:
        """Holds the write lock of the folder (re-entrant). Raises BrokenEnvironment where nothing can be written."""
        if self._holds_lock:
            yield
            return
        with exclusive(self.state):
            self._holds_lock = True
            try:
                with suppress(BrokenEnvironment):  # then the next run does not believe what this one records
                    self.key.persist()
                yield
            finally:
                self._holds_lock = False

    def take_over(self) -> TakenOver | None:
        """Takes the history of an earlier version over, once, as `taken_over` then says; None where there is none.

        Raises BrokenEnvironment where nothing can be written.
        """
        if earlier.is_there(self.state):
            with self.write_lock():
                self.taken_over = earlier.take_over(self.state, self.history)
        return self.taken_over

    def forget(self, ref: str) -> None:
        """Deletes what is known of a consult and its sheets. Raises BrokenEnvironment where nothing can be written."""
        with self.write_lock():
            self.cache.forget(ref)
            self.history.forget(ref)

    def compact(self) -> None:
        """Leaves nothing in the files of what was deleted from them. Raises BrokenEnvironment."""
        with self.write_lock():
            self.cache.database.compact()
            self.history.database.compact()

    def mentions(self, ref: str) -> bool:
        """Whether anything that was made is recorded as made from the consult of that reference, or from its sheet."""
        return bool(self.cache.outputs_of(ref)) or self.history.mentions(ref)

    def damage(self) -> list[Problem]:
        """What was found to be damaged, as warnings at its file."""
        found = (
            (self.history.database, msg("a part of the records of earlier sheets cannot be read"), _BACKUP),
            (
                self.cache.database,
                msg("a part of the records of what is up to date cannot be read"),
                msg("nothing needs to be done: it is recorded again"),
            ),
        )
        return [self._damaged(database.path, text, hint) for database, text, hint in found if database.damaged]

    def check(self) -> list[Problem]:
        """What is damaged, after a look at all of it, and what was kept of earlier damage, which may name anybody."""
        self.history.check()
        self.cache.database.check()
        unread = msg("not all can be read of what an earlier version recorded here")
        kept = msg("this is left of damaged records, and may name clients whose files you have deleted since")
        found = [self._damaged(path, unread, _BACKUP) for path in earlier.broken(self.state)]
        return [*self.damage(), *found, *(self._damaged(path, kept, msg("delete it")) for path in self.kept_beside())]

    def lost_history(self, sheets: str) -> list[str]:
        """The documents in the output folder `sheets` that were made later than the history says.

        Its file was taken away, emptied, or put back from a backup.
        """
        newest = self.history.newest()
        return [name for name, when in self.cache.last_made(sheets).items() if newest.get(name, "") < when]

    def without_history(self, names: Iterable[str]) -> Problem:
        """That nothing is known of when these sheets were made last."""
        return self._damaged(
            self.history.database.path,
            msg("nothing is known of when these sheets were made last: {names}", names=", ".join(sorted(names))),
            msg("put this file back from the newest backup"),
        )

    def kept_beside(self) -> list[Path]:
        """The files that were kept of damaged records."""
        return sorted(self.state.rglob("*.damaged*"))

    def _damaged(self, path: Path, message: Message, hint: Message) -> Problem:
        return warning("damaged-records", Mark(seen_from(self._root, path)), message, hint)
