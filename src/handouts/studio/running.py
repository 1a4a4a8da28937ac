"""Which studio is open for a practice folder, and the words by which a browser is let in once.

Both are files in a folder that only their owner can read. So a second start finds the first without asking over the
network, and what lets a browser in is never given to a program that merely listens on that port.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import secrets
import stat
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from handouts.files.writing import PRIVATE, make_folder, write
from handouts.problems import BrokenEnvironment

LAUNCH_SECONDS = 600.0
"""How long a browser may take to open; then its word is worth nothing."""
_NOTE = "address.json"
_LAUNCH = "launch-"


class Address(NamedTuple):
    """Where a studio listens: its port, and the random path that all its pages lie under."""

    port: int
    path: str

    @property
    def origin(self) -> str:
        """As a browser says where a page is from."""
        return f"http://127.0.0.1:{self.port}"

    def opened_by(self, word: str) -> str:
        """The address that lets a browser in, once."""
        return f"{self.origin}/{self.path}/open?t={word}"


def runtime_folder(place: Path, environment: Mapping[str, str] = os.environ) -> Path:
    """Where the studio of a practice folder keeps what only lives as long as it does; another for each folder."""
    name = blake2b(os.fsencode(place), digest_size=10).hexdigest()
    if given := environment.get("XDG_RUNTIME_DIR"):
        return Path(given) / "handouts" / name
    if sys.platform == "darwin":  # the folder for temporary files is that of the user alone there
        return Path(tempfile.gettempdir()) / "handouts" / name
    state = environment.get("XDG_STATE_HOME") or Path.home() / ".local/state"
    return Path(state) / "handouts" / name


class Running:
    """The studio that is open for one practice folder, if one is."""

    def __init__(self, folder: Path) -> None:
        """`folder` is that of `runtime_folder`. Raises BrokenEnvironment where it is not hers alone."""
        self._folder = folder
        self._handle: int | None = None
        make_folder(folder, PRIVATE)
        state = folder.lstat()
        if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.getuid() or state.st_mode & 0o077:
            raise BrokenEnvironment(
                "{folder} can be read by others, so that the studio is not opened. Take it away, and try again.",
                folder=folder,
            )

    def take(self) -> bool:
        """Whether this process is the one now: where another is, nothing changes. It lasts until `release`.

        What ends a process, however it does, ends this too.
        """
        handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, PRIVATE)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as reason:
            if reason.errno in {errno.EWOULDBLOCK, errno.EACCES}:
                os.close(handle)
                return False
        self._handle = handle
        self._clear()
        return True

    def note(self, address: Address) -> None:
        """Says to later starts where this one listens. Raises BrokenEnvironment."""
        write(self._folder / _NOTE, json.dumps(address._asdict()).encode(), mode=PRIVATE)

    def address(self) -> Address | None:
        """Where the one that is open listens; None while that is not known."""
        try:
            said = json.loads((self._folder / _NOTE).read_bytes())
            address = Address(int(said["port"]), str(said["path"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return address if re.fullmatch("[0-9a-f]{32}", address.path) else None

    def issue(self) -> str:
        """A word that lets one browser in, once and soon. Raises BrokenEnvironment."""
        word = secrets.token_urlsafe(24)
        write(self._file_of(word), b"", mode=PRIVATE)
        return word

    def redeem(self, word: str) -> bool:
        """Whether a word lets a browser in now; after this it never does again."""
        file = self._file_of(word)
        try:
            age = time.time() - file.stat().st_mtime
            # Of two that come at the same moment only one can take it away.
            file.unlink()
        except OSError:
            return False
        return age <= LAUNCH_SECONDS

    def release(self) -> None:
        """Ends what `take` began."""
        if self._handle is not None:
            self._clear()
            os.close(self._handle)
            self._handle = None

    def _clear(self) -> None:
        for each in (self._folder / _NOTE, *self._folder.glob(f"{_LAUNCH}*")):
            with suppress(OSError):
                each.unlink()

    def _file_of(self, word: str) -> Path:
        """The file by which a word is known, which does not tell the word."""
        return self._folder / f"{_LAUNCH}{blake2b(word.encode('utf-8', 'replace'), digest_size=20).hexdigest()}"
