"""Who holds an output folder: its lock, and what runs that were killed left lying in it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handouts.problems import BrokenEnvironment, WrongUse
from handouts.writing import PRIVATE, PUBLIC, make_folder, sweep, sweep_own

TAG = "batch-"
"""In the names of a batch's temporary files."""
SHEETS_FOLDER = "sheets"
_STATE = ".state"
_SCRATCH = "work"


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """Holds the lock of an output folder; it goes with the process, however that ends."""
    make_folder(state.parent, PUBLIC)
    make_folder(state)
    try:
        handle = os.open(state / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE)
    except OSError as reason:
        raise BrokenEnvironment(f"{state / 'lock'} was not written: {reason.strerror}.") from reason
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as reason:
            raise WrongUse("Another batch is at work in this folder. Wait for it, or name another with --output.") \
                from reason  # fmt: skip
        yield
    finally:
        os.close(handle)


def sweep_after_killed(output: Path) -> None:
    """Removes what batches that were killed left: for whoever holds the lock."""
    state = output / _STATE
    for place in (output / SHEETS_FOLDER, output / "print", state, state / SHEETS_FOLDER, state / "batches"):
        sweep_own(place, TAG)
    clear_scratch(output)


def sweep_at_start(output: Path, content: Path) -> None:
    """Removes what any run that was killed left in an output folder and among her content; for whoever begins.

    A file that somebody writes is locked, and stays. What a batch keeps on disk goes where no batch is at work.
    """
    state = output / _STATE
    out = [output / name for name in ("", "brochures", SHEETS_FOLDER, "print")]
    known = [state / name for name in ("", "brochures", SHEETS_FOLDER, "batches")]
    for place in (*out, *known, content / "clients", content / "brochures"):
        sweep(place)
    if (state / _SCRATCH).is_dir():
        with suppress(WrongUse, BrokenEnvironment), locked(state):
            clear_scratch(output)


def scratch_in(output: Path) -> Path:
    """The folder for what workers keep on disk while they live: copies of fonts. Raises BrokenEnvironment."""
    scratch = output / _STATE / _SCRATCH
    make_folder(scratch)
    return scratch


def clear_scratch(output: Path) -> None:
    """Takes that folder away."""
    shutil.rmtree(output / _STATE / _SCRATCH, ignore_errors=True)
