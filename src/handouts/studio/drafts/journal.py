"""The file in which every edit of a document is kept from the moment it is made: lines of JSON, only ever added to.

A line counts once it is on the disk. One that a power cut tore is passed over, and overwritten by the next.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Literal

from handouts.files.layout import DAMAGED, STATE_FOLDER
from handouts.files.naming import read_regular
from handouts.files.writing import PRIVATE, close_to_others, make_folder, write
from handouts.problems import BrokenEnvironment
from handouts.records.locks import exclusive

Record = Mapping[str, Any]
Whole = Callable[[], Sequence[Record]]
Reason = Literal["", "disk_full", "disk_closed", "disk_other", "busy", "gone"]
"""Why something is not on the disk: it is full, closed, or fails; another process has the document open; or the
document was deleted outside, and is not brought back."""
LARGEST = 64 * 1024 * 1024
_IGNORED = b"# What is typed here is nobody's but hers.\n*\n"
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def reason_of(failed: OSError | BrokenEnvironment) -> Reason:
    """Why something could not be written."""
    cause = failed if isinstance(failed, OSError) else failed.__cause__
    number = cause.errno if isinstance(cause, OSError) else None
    return "disk_full" if number in _FULL else "disk_closed" if number in _CLOSED else "disk_other"


def keep_out_of_git(folder: Path) -> None:
    """Has git pass over a folder of what she typed. Raises OSError or BrokenEnvironment."""
    if not (ignored := folder / ".gitignore").exists():
        write(ignored, _IGNORED, mode=PRIVATE)


class Journal:
    """The journal of one document. What could not be written is held, and written with what comes next."""

    def __init__(self, root: Path, relative: str, document: Path) -> None:
        """`relative` is its file as seen from the practice folder `root`, `document` the file of which it is.

        Nothing is made before the first record.
        """
        self.path = root / relative
        self._root = root
        self._document = document
        self._handle: int | None = None
        self._end = 0
        self._waiting: list[bytes] = []
        self._is_begun = False
        self._in_the_way: Reason = ""

    def read(self) -> list[dict[str, Any]]:
        """The records that are on the disk, in their order; none where there is no journal, or it cannot be read."""
        try:
            data = read_regular(self.path, LARGEST)
        except OSError:
            return []
        self._is_begun = True
        *lines, torn = data.split(b"\n")
        self._end = len(data) - len(torn)
        return [record for line in lines if isinstance(record := _record(line), dict)]

    def set_aside(self) -> None:
        """Keeps what cannot be understood as `NAME.jsonl.damaged`; another begins in its place."""
        self._end, self._is_begun = 0, False
        try:
            if self.path.exists():
                self.path.replace(self.path.with_name(f"{self.path.name}{DAMAGED}"))
        except OSError as failed:
            self._in_the_way = reason_of(failed)

    def append(self, record: Record, whole: Whole) -> Reason:
        """Adds a record and has it on the disk; returns why not, or nothing. Where this fails the record is held.

        `whole` gives all records, this one included, for a file that is begun.
        """
        self._waiting.append(_line(record))
        return self.flush(whole)

    def flush(self, whole: Whole) -> Reason:
        """Has all that is held on the disk; returns why not, or nothing."""
        if not self._waiting:
            return ""
        try:
            if self._handle is None and not self.path.exists():
                return self._begun(whole())
            if reason := self._opened():
                return reason
            if self._is_deleted() or not self._added(b"".join(self._waiting)):
                return self._begun(whole())
        except (OSError, BrokenEnvironment) as failed:
            return reason_of(failed)
        self._waiting.clear()
        return ""

    def rewrite(self, records: Sequence[Record]) -> Reason:
        """Puts these records in the place of all that is there and all that is held; returns why not, or nothing."""
        try:
            if not self.path.exists():
                self._waiting.clear()
            return self._opened() or self._begun(records) if self.path.exists() else ""
        except (OSError, BrokenEnvironment) as failed:
            return reason_of(failed)

    def close(self) -> None:
        """Lets the file go."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _begun(self, records: Sequence[Record]) -> Reason:
        """Writes a file with these records. Raises OSError or BrokenEnvironment.

        None is begun, or begun again, for a document that was there and is not: that was deleted outside.
        """
        with ExitStack() as held:
            # Under the write lock of the practice: no journal begins while its client is forgotten.
            with suppress(BrokenEnvironment):
                held.enter_context(exclusive(self._root / "output" / STATE_FOLDER))
            if not self._document.exists() and (self._is_begun or any(record.get("file") for record in records)):
                self.close()
                return "gone"
            make_folder(self.path.parent, PRIVATE)
            keep_out_of_git(self.path.parent)
            data = b"".join(map(_line, records))
            write(self.path, data, mode=PRIVATE)
        self.close()
        self._is_begun = True
        self._end = len(data)
        self._waiting.clear()
        return ""

    def _opened(self) -> Reason:
        """Opens the file for one process alone. Raises OSError."""
        if self._handle is not None or self._in_the_way:
            return self._in_the_way
        handle = os.open(self.path, os.O_RDWR | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return "busy"
        except OSError:  # a disk that knows no locks
            pass
        rest = os.pread(handle, LARGEST, self._end)
        if b"\n" in rest or os.fstat(handle).st_size < self._end:
            os.close(handle)
            return "busy"  # another process wrote here since it was read: what this one has is older
        self._handle = handle
        close_to_others(self.path)
        return ""

    def _added(self, data: bytes) -> bool:
        """Writes behind the last whole line; whether the file is still in its place. Raises OSError."""
        if self._handle is None:
            return False
        os.ftruncate(self._handle, self._end)  # what was torn, here or by a power cut
        view, offset = memoryview(data), self._end
        while view:
            written = os.pwrite(self._handle, view, offset)
            view, offset = view[written:], offset + written
        os.fsync(self._handle)
        self._end = offset
        return not self._is_deleted()

    def _is_deleted(self) -> bool:
        return self._handle is not None and not os.fstat(self._handle).st_nlink


def _line(record: Record) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _record(line: bytes) -> dict[str, Any] | None:
    with suppress(ValueError):
        record = json.loads(line)
        return record if isinstance(record, dict) else None
    return None
