"""Locks of an output folder: a batch's, held for as long as it runs, and the write lock; and what killed runs left."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handouts import problems
from handouts.files.layout import (
    BROCHURES_FOLDER,
    CLIENT_JOURNALS,
    JOURNALS,
    PRINT_FOLDER,
    SHEETS_FOLDER,
    STATE_FOLDER,
)
from handouts.files.writing import PRIVATE, PUBLIC, make_folder, sweep, sweep_own
from handouts.problems import BrokenEnvironment, UsageError, msg, system_reason

TAG = "batch-"
"""In the names of a batch's temporary files."""
_BATCH = "lock"
_WRITE_LOCK = "write.lock"
_SCRATCH = "work"
_CONTENT = ("content/clients", "content/brochures", CLIENT_JOURNALS, JOURNALS)
NOTICE_AFTER = 1.0
"""Seconds of waiting for another process before the user is told."""


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """Holds the lock of an output folder for a batch; it goes with the process, however that ends.

    Raises UsageError when another batch has it, BrokenEnvironment where nothing can be written.
    """
    with _opened(state, _BATCH) as handle:
        with exclusive(state):
            if not _locked_at_once(handle):
                raise UsageError("Another batch is at work in this folder. Wait for it, or name another with --output.")
        yield


@contextmanager
def exclusive(state: Path) -> Iterator[None]:
    """Holds the write lock of an output folder, once no other process does; not re-entrant, see `Records.write_lock`.

    For what is written at once: a batch at work holds it for each of its sheets. After a second of waiting it is said
    what is waited for (`problems.notify`). Raises BrokenEnvironment where nothing can be written.
    """
    with _opened(state, _WRITE_LOCK) as handle:
        if not _locked_at_once(handle):
            _wait_for(handle, state)
        yield


def _locked_at_once(handle: int) -> bool:
    """Takes a lock, unless another process has it; whether that is done.

    On a disk that knows no locks one goes on without: nearly always one process writes there.
    """
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as reason:
        if reason.errno not in {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP}:
            raise
    return True


def _wait_for(handle: int, state: Path) -> None:
    from threading import Timer

    waits = msg("Another command is writing into {folder}. This one goes on when that is done.", folder=state.parent)
    notice = Timer(NOTICE_AFTER, lambda: problems.notify(waits))
    notice.daemon = True
    notice.start()
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    finally:
        notice.cancel()


@contextmanager
def _opened(state: Path, name: str) -> Iterator[int]:
    make_folder(state.parent, PUBLIC)
    make_folder(state)
    try:
        handle = os.open(state / name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, PRIVATE)
    except OSError as reason:
        raise BrokenEnvironment(
            "{path} was not written: {reason}.", path=state / name, reason=system_reason(reason)
        ) from reason
    try:
        yield handle
    finally:
        os.close(handle)


def sweep_after_killed(output: Path) -> None:
    """Removes what killed batches left; the caller holds the lock of a batch."""
    state = output / STATE_FOLDER
    for place in (output / SHEETS_FOLDER, output / PRINT_FOLDER, state, state / SHEETS_FOLDER, state / "batches"):
        sweep_own(place, TAG)
    clear_scratch(output)


def sweep_at_start(output: Path, root: Path) -> None:
    """Removes what killed runs left in an output folder and the practice folder, at the start of a run.

    A file that is being written is locked, and stays. What a batch keeps on disk goes unless a batch is running.
    """
    state = output / STATE_FOLDER
    out = [output / name for name in ("", BROCHURES_FOLDER, SHEETS_FOLDER, PRINT_FOLDER)]
    known = [state / name for name in ("", BROCHURES_FOLDER, SHEETS_FOLDER, "batches")]
    for place in (*out, *known, root, *(root / place for place in _CONTENT)):
        sweep(place)
    if (state / _SCRATCH).is_dir():
        # With the write lock, so that no batch that begins takes this for another batch.
        with suppress(BrokenEnvironment), exclusive(state), _opened(state, _BATCH) as handle:
            if _locked_at_once(handle):
                clear_scratch(output)


def scratch_in(output: Path) -> Path:
    """The folder for what workers keep on disk while they live: copies of fonts."""
    return output / STATE_FOLDER / _SCRATCH


def clear_scratch(output: Path) -> None:
    """Removes that folder."""
    import shutil

    shutil.rmtree(scratch_in(output), ignore_errors=True)
