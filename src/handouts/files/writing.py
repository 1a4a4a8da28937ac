"""Writes that are whole: a file under its final name is complete, whatever was killed (promise 3).

The bytes go into a temporary file in the same folder, are forced to disk, and take the final name in one step.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path

from handouts.files.naming import what_it_is
from handouts.problems import BrokenEnvironment, system_reason

PUBLIC = 0o644
PRIVATE = 0o600
OTHERS = 0o077
"""The rights of all but the owner."""
_PREFIX = ".handouts-"
_SUFFIX = ".part"
_TEMPORARY = f"{_PREFIX}*{_SUFFIX}"
_PIECE = re.compile(r"(?<=[0-9a-f]{16})(?:-[0-9]+)+\.part$")
_LEFT_BEHIND = 3600.0
"""Seconds after which a temporary file is no longer being written, where the disk knows no locks."""
_UNLOCKED_SECONDS = 2.0
"""Seconds that an empty temporary file is left alone: it may be about to be locked."""


def write(path: Path, data: bytes, *, mode: int = PRIVATE, tag: str = "") -> None:
    """Puts `data` under `path`, replacing what was there in one step.

    A file that is personal is owner-only from its first byte, and so is every folder made on the way.
    `tag` goes into the name of the temporary file, so that all of one kind can be removed together.
    Raises BrokenEnvironment when the disk is full or may not be written to; the old file then stays.
    """
    write_all({path: data}, nullcontext(), mode=mode, tag=tag)


def write_all(
    files: Mapping[Path, bytes], recording: AbstractContextManager[object], *, mode: int = PRIVATE, tag: str = ""
) -> None:
    """As `write`, for several files: within `recording`, all that are on the disk get their final names.

    So what cannot be recorded is not there; and after a kill nothing is recorded that was not there.
    """
    parts: list[tuple[Path, Path]] = []
    firsts: dict[Path, Path] = {}
    with ExitStack() as temporary:
        for path, data in files.items():
            part = _part_of(firsts.get(path.parent), tag, path, len(parts))
            temporary.enter_context(_filled(part, path, data, mode, held=path.parent not in firsts))
            firsts.setdefault(path.parent, part)
            parts.append((part, path))
        with recording:
            # The first of a folder goes last: its lock is that of the others too.
            for part, path in reversed(parts):
                with _reported(path):
                    part.replace(path)
            for folder, first in firsts.items():
                with _reported(dict(parts)[first]):
                    _sync_folder(folder)


def write_by(path: Path, fill: Callable[[Path], object], *, mode: int = PRIVATE, tag: str = "") -> None:
    """As `write`, for what is too large to be held: `fill` writes the temporary file that it is given."""

    def filled(part: Path) -> None:
        fill(part)
        handle = os.open(part, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        part.replace(path)

    _put(path, b"", mode, filled, tag)


def write_once(path: Path, data: bytes, *, mode: int = PRIVATE, tag: str = "") -> bool:
    """As `write`, but a file that is there is left as it is; returns whether `data` was written."""
    written = True

    def link(part: Path) -> None:
        nonlocal written
        try:
            path.hardlink_to(part)
        except FileExistsError:
            written = False
        except OSError:  # a disk without links
            part.replace(path)

    _put(path, data, mode, link, tag)
    return written


def remove(path: Path) -> None:
    """Deletes a file for good; of a link the link, never its target. Nothing happens where there is none.

    Raises BrokenEnvironment when it may not be deleted, or is a folder.
    """
    try:
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as reason:
        raise BrokenEnvironment(
            "{path} was not deleted: {reason}.", path=path, reason=system_reason(reason)
        ) from reason


def _put(path: Path, data: bytes, mode: int, settle: Callable[[Path], object], tag: str = "") -> None:
    part = _part_of(None, tag, path)
    with _filled(part, path, data, mode):
        settle(part)
        _sync_folder(path.parent)


def _part_of(first: Path | None, tag: str, path: Path, number: int = 0) -> Path:
    """A name for a temporary file beside `path`; after the `first` of its folder it is named as a piece of that."""
    if first:
        return first.with_name(f"{first.stem}-{number}{_SUFFIX}")
    return path.parent / f"{_PREFIX}{tag}{os.urandom(8).hex()}{_SUFFIX}"


@contextmanager
def _filled(part: Path, path: Path, data: bytes, mode: int, *, held: bool = True) -> Iterator[None]:
    """Has `data` on the disk as `part`, which is deleted at the end unless it became `path`; till then it is locked.

    What is not `held` open is locked by the file that it is a piece of. Raises BrokenEnvironment.
    """
    make_folder(path.parent, mode)
    if what := blocked_by(path):
        reason = IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)) if path.is_dir() else None
        raise BrokenEnvironment("{path} was not written: it is {what}.", path=path, what=what) from reason
    try:
        with _reported(path), _begun(part, mode) as handle:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
            if held:
                yield
        if not held:
            yield
    finally:
        # Where a folder is closed, what was said above is what matters.
        with suppress(OSError):
            part.unlink()


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        raise _cannot_write(path, reason) from reason


@contextmanager
def _begun(part: Path, mode: int) -> Iterator[int]:
    """Opens a temporary file and locks it, so that it is not taken for what a killed run left. Raises OSError."""
    handle = _locked(part, mode)
    try:
        yield handle
    finally:
        os.close(handle)


def _locked(part: Path, mode: int) -> int:
    while True:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with suppress(OSError):  # a disk that knows no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            return handle
        os.close(handle)  # it was swept between its birth and its lock


def blocked_by(path: Path) -> str:
    """What is in the place of a file and cannot be replaced by one, such as a folder; empty where nothing is."""
    with suppress(OSError):
        if not path.is_symlink() and path.exists() and not path.is_file():
            return what_it_is(path)
    return ""


def make_folder(path: Path, mode: int = PRIVATE) -> None:
    """Makes a folder and its parents, each closed to others when what will lie in it is personal."""
    try:
        for folder in (*reversed(path.parents), path):
            if not folder.is_dir():
                folder.mkdir(mode=0o700 if mode == PRIVATE else 0o755, exist_ok=True)
    except FileExistsError as reason:
        raise BrokenEnvironment(
            "{path} was not written: {folder} is {what_it_is}.", path=path, folder=folder, what_it_is=what_it_is(folder)
        ) from reason
    except OSError as reason:
        raise _cannot_write(path, reason) from reason


def close_to_others(path: Path) -> None:
    """Closes a personal file and its folder to others again, as when a backup or a cloud gave them back open."""
    for each in (path, path.parent):
        with suppress(OSError):  # on a disk that knows no owners, or where it is somebody else's
            mode = each.lstat().st_mode
            if mode & OTHERS and not stat.S_ISLNK(mode):
                each.chmod(stat.S_IMODE(mode) & ~OTHERS)


def sweep(folder: Path) -> None:
    """Removes the temporary files that killed runs left in `folder`, however young."""
    for part in folder.glob(_TEMPORARY):
        with suppress(OSError), _looked_at(part) as busy:
            if not busy:
                part.unlink()


def sweep_own(folder: Path, tag: str) -> None:
    """Removes every temporary file of `tag`, however young; the caller holds the lock that all of its writers take."""
    for part in folder.glob(f"{_PREFIX}{tag}*{_SUFFIX}"):
        part.unlink(missing_ok=True)


def temporary_files(folder: Path) -> Iterator[tuple[Path, bool]]:
    """The temporary files in `folder`, and of each whether a write is busy with it, or may begin. Raises OSError."""
    for part in folder.glob(_TEMPORARY):
        with _looked_at(part) as busy:
            state = part.lstat()
            # Between its birth and its lock a file is empty.
            yield part, busy or (state.st_size == 0 and time.time() - state.st_mtime < _UNLOCKED_SECONDS)


@contextmanager
def _looked_at(part: Path) -> Iterator[bool]:
    """Whether a process writes it: that holds its lock, which goes with the process, however that ends.

    Where none does, none begins meanwhile. Raises OSError.
    """
    # What a large file is put together from is named after it, and goes with it.
    whole = part.with_name(_PIECE.sub(_SUFFIX, part.name))
    try:
        handle = os.open(whole, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
    except FileNotFoundError:
        yield False
        return
    except OSError:
        yield _is_young(part)
        return
    try:
        yield _is_locked(handle, part)
    finally:
        os.close(handle)


def _is_locked(handle: int, part: Path) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return _is_young(part)
    return False


def _is_young(part: Path) -> bool:
    return abs(time.time() - part.lstat().st_mtime) <= _LEFT_BEHIND


def _sync_folder(folder: Path) -> None:
    """Makes the new name last through a power cut; some network file systems do not know how, and need not."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as reason:
        if reason.errno in {errno.ENOSPC, errno.EIO, errno.EDQUOT}:
            raise
    finally:
        os.close(handle)


def _cannot_write(path: Path, reason: OSError) -> BrokenEnvironment:
    if reason.errno in {errno.ENOSPC, errno.EDQUOT}:
        return BrokenEnvironment(
            "{path} was not written: the disk is full. Make room and run the command again.", path=path
        )
    return BrokenEnvironment("{path} was not written: {reason}.", path=path, reason=system_reason(reason))
