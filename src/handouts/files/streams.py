"""The standard streams of the command: one that is closed, full or read by nobody stops no work.

A write to such a stream is lost, and remembered: the exit code can still tell that a report is not whole.
"""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from typing_extensions import Buffer

# The stream was closed, or its reader stopped: no more of it is wanted.
_NOT_WANTED = frozenset({errno.EBADF, errno.EPIPE})


class _Enduring(io.FileIO):
    """A file descriptor whose writes succeed whatever the system says; `lost` is the first reason why one did not."""

    lost: OSError | None = None

    def write(self, data: Buffer, /) -> int:
        """Writes some of `data`, and waits for a reader that is slow, also where the descriptor does not block."""
        try:
            while not self.lost:
                # None, whatever the stubs say, where a descriptor that does not block has no room.
                written: int | None = super().write(data)
                if written is not None:
                    return written
                select.select([], [self], [])
        except OSError as reason:
            self.lost = reason
        return memoryview(data).nbytes


def keep_standard_streams() -> None:
    """Lets the command do all its work whatever happens to stdin, stdout and stderr. For the start of a process.

    A closed descriptor leads to nowhere from then on: else the next file that is opened, a client's sheet, would take
    its number, and get what a library writes to stderr.
    """
    closed = {number for number in range(3) if not _is_open(number)}
    for _ in closed:
        # What is opened gets the lowest number that is free.
        os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003  # it takes no name
    if sys.stdin is None:
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    sys.stdout = _enduring(1, sys.stdout, "surrogateescape", closed=1 in closed)
    sys.stderr = _enduring(2, sys.stderr, "backslashreplace", closed=2 in closed)


def why_lost(stream: TextIO, *, also_unwanted: bool = False) -> str:
    """Why not all that was written to a standard stream has arrived; empty when it has, or where nobody wants it.

    With `also_unwanted`, a stream that was closed, or that nobody reads any more, is a reason too.
    """
    with suppress(AttributeError):
        stream.flush()
        reason: OSError | None = stream.buffer.raw.lost  # type: ignore[attr-defined]  # one of ours has it
        if reason and (also_unwanted or reason.errno not in _NOT_WANTED):
            return reason.strerror or str(reason)
    return ""


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _enduring(number: int, stream: TextIO | None, errors: str, *, closed: bool) -> TextIO:
    raw = _Enduring(number, "w", closefd=False)
    if closed:
        raw.lost = OSError(errno.EBADF, os.strerror(errno.EBADF))
    encoding = (stream and stream.encoding) or "utf-8"
    # The name of a file may hold bytes that are not UTF-8, and is written as it came; other encodings lack “ and ….
    if not encoding.casefold().startswith("utf"):
        errors = "backslashreplace"
    lines = number == 2 or raw.isatty()
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding, errors=errors, line_buffering=lines)
