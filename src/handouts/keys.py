"""The key of an output folder: without it nobody can try out what the digests that are made with it stand for.

BLAKE2b with a key, RFC 7693. The key lies in `.state` beside what it signs, owner-only.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from handouts.folder import digest
from handouts.naming import read_regular
from handouts.problems import BrokenEnvironment
from handouts.writing import PUBLIC, make_folder, write, write_once

SIZE = 32
"""Bytes of a key."""


class Key:
    """The key of one output folder, and the digests that are made with it."""

    def __init__(self, state: Path) -> None:
        """`state` is the folder it lies in; without one that can be used there, it is a new one, not yet laid down."""
        self._state = state
        # With a new one, nothing that is known is believed.
        self._key = self._stored() or secrets.token_bytes(SIZE)

    def of_text(self, text: str) -> str:
        """The keyed digest of a text: 32 hexadecimal digits."""
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=16).hexdigest()

    def of_file(self, data: bytes) -> str:
        """The keyed digest of a file's content, which is that of its plain digest."""
        return self.of_text(digest(data))

    @property
    def sign(self) -> str:
        """By what the key is known again: 8 hexadecimal digits."""
        return self.of_text("key")[:8]

    def lay(self, *, tag: str = "") -> None:
        """Lays the key down if need be; `tag` names the temporary file. Raises BrokenEnvironment where it cannot."""
        if self._stored() is None:
            make_folder(self._state.parent, PUBLIC)
            write(self._state / "key", self._key, tag=tag)

    def lay_if_possible(self) -> None:
        """Lays a key down when there is none that can be used; of two runs that begin together the first one's counts.

        Where that cannot be done, what this run notes is not believed by the next, and everything is made again.
        """
        if self._stored() is None:
            make_folder(self._state.parent, PUBLIC)
            path = self._state / "key"
            with suppress(BrokenEnvironment):
                (write if os.path.lexists(path) else write_once)(path, self._key)
        self._key = self._stored() or self._key

    def _stored(self) -> bytes | None:
        try:
            key = read_regular(self._state / "key")
        except OSError:
            return None
        return key if len(key) == SIZE else None
