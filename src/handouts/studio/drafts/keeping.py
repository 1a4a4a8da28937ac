"""What a draft remembers, and the journal that keeps it; and which journals are old enough to go."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from handouts.files.folder import Folder
from handouts.files.layout import CLIENT_JOURNALS, DAMAGED, JOURNAL, JOURNAL_DAYS, JOURNALS
from handouts.files.writing import remove, sweep
from handouts.problems import BrokenEnvironment
from handouts.studio.drafts.documents import Document
from handouts.studio.drafts.journal import Journal, Reason
from handouts.studio.drafts.recording import Clash, Recorded

KEPT = timedelta(days=JOURNAL_DAYS)
"""How long an edit is kept in a journal."""
_MOST_GROUPS = 1000
_KEPT_GROUPS = 200
"""A journal of more groups of edits is rewritten with the last ones alone."""


_JOURNAL = re.compile(rf".+{re.escape(JOURNAL)}(?:{re.escape(DAMAGED)})?")


class Applied(NamedTuple):
    """What became of edits. `saved`: each is on the disk; `reason` is why not.

    `ids` are those of rows that got another id than the page gave them.
    """

    rev: int
    conflicts: tuple[Clash, ...]
    saved: bool
    reason: Reason = ""
    ids: Mapping[str, str] = {}


def now() -> datetime:
    """The time now."""
    return datetime.now(UTC)


class Keeper:
    """A document with what is remembered of it, on the disk."""

    def __init__(self, document: Document, journal: Journal, recorded: Recorded, clock: Callable[[], datetime]) -> None:
        """`clock` gives the time with its zone."""
        self.document = document
        self.recorded = recorded
        self._journal = journal
        self._clock = clock

    def time(self) -> str:
        """The time now, as ISO 8601."""
        return self._clock().isoformat(timespec="seconds")

    def keep(self, record: dict[str, Any], *, changed: bool) -> Reason:
        """Has a record on the disk, which says of the document that it `changed`; returns why not, or nothing."""
        self.recorded.rev += changed
        reason = self._journal.append({"rev": self.recorded.rev, "at": self.time(), **record}, self._whole)
        if len(self.recorded.history.groups) > _MOST_GROUPS and not reason:
            self.leave_out_old()
        return reason

    def flush(self) -> Reason:
        """Has on the disk what could not be written before; returns why not, or nothing."""
        return self._journal.flush(self._whole)

    def compact(self) -> Reason:
        """Leaves nothing of the edits on the disk; the file has it all."""
        self.recorded.history.begin_with(self.recorded.of_file, self.recorded.history.state.tree, self.time())
        return self._journal.rewrite(self._whole())

    def leave_out_old(self) -> None:
        """Leaves out the edits that are older than `KEPT`, or too many."""
        history = self.recorded.history
        limit = (self._clock() - KEPT).isoformat()
        old = sum(1 for group in history.groups if group.at < limit)
        many = len(history.groups) - _KEPT_GROUPS if len(history.groups) > _MOST_GROUPS else 0
        if old or many:
            history.drop(max(old, many), self.document)
            self._journal.rewrite(self._whole())

    def is_gone(self) -> bool:
        """Whether the journal of a document is not there any more."""
        return not self._journal.path.exists()

    def close(self) -> None:
        """Lets the journal go."""
        self._journal.close()

    def _whole(self) -> list[dict[str, Any]]:
        return self.recorded.whole(self.time())


def journals_in(folder: Folder) -> Iterator[FilePath]:
    """The journals in a practice folder."""
    for place in (CLIENT_JOURNALS, JOURNALS):
        with suppress(OSError):
            yield from sorted(path for path in (folder.root / place).iterdir() if _JOURNAL.fullmatch(path.name))


def remove_old(folder: Folder, clock: Callable[[], datetime] = now) -> list[FilePath]:
    """Removes the journals in which nothing was written for `KEPT`, and what killed runs left beside them.

    Returns those that went. One that cannot be removed stays.
    """
    removed = []
    for place in (CLIENT_JOURNALS, JOURNALS):
        sweep(folder.root / place)
    for path in journals_in(folder):
        with suppress(OSError, BrokenEnvironment):
            if datetime.fromtimestamp(path.lstat().st_mtime, UTC) < clock() - KEPT:
                remove(path)
                removed.append(path)
    return removed
