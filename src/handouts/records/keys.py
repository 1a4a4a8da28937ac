"""The key of an output folder: without it nobody can try out what the digests that are made with it stand for.

BLAKE2b with a key, RFC 7693. The key lies in `.state` beside what it signs, owner-only.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from handouts.files.folder import digest
from handouts.files.naming import read_regular
from handouts.files.writing import PUBLIC, close_to_others, make_folder, write, write_once
from handouts.problems import BrokenEnvironment

SIZE = 32
"""Bytes of a key."""


class Key:
    """The key of one output folder, and the digests that are made with it."""

    def __init__(self, state: Path, *, read_only: bool = False) -> None:
        """`state` is the folder it lies in; without one that can be used there, it is a new one, not yet written.

        With `read_only`, the rights of the file stay what they are.
        """
        self.path = state / "key"
        self._read_only = read_only
        # With a new one, nothing that is known is believed.
        self._key = self._stored() or os.urandom(SIZE)

    def of_text(self, text: str) -> str:
        """The keyed digest of a text, or of the name of a file in any encoding: 32 hexadecimal digits."""
        return hashlib.blake2b(text.encode(errors="surrogateescape"), key=self._key, digest_size=16).hexdigest()

    def of_file(self, data: bytes) -> str:
        """The keyed digest of a file's content, which is that of its plain digest."""
        return self.of_text(digest(data))

    @property
    def fingerprint(self) -> str:
        """By what the key is known again: 8 hexadecimal digits."""
        return self.of_text("key")[:8]

    def persist(self, *, tag: str = "") -> None:
        """Writes a key when there is none that can be used, and takes the one that is there from then on.

        The caller holds the write lock; `tag` names the temporary file. Raises BrokenEnvironment.
        """
        if self._stored() is None:
            make_folder(self.path.parent.parent, PUBLIC)
            if self._is_closed():
                raise BrokenEnvironment(
                    "{path} cannot be read, and nothing is put in its place. Give yourself the right to read it, and"
                    " run the command again.",
                    path=self.path,
                )
            # On a disk that knows no locks two may write at once, and the first one's key counts.
            (write if os.path.lexists(self.path) else write_once)(self.path, self._key, tag=tag)
        self._key = self._stored() or self._key

    def _is_closed(self) -> bool:
        """Whether a key lies there that cannot be read now, and may be sound."""
        try:
            if not self.path.is_symlink() and self.path.is_file():
                read_regular(self.path)
        except OSError as reason:
            return not isinstance(reason, FileNotFoundError)
        return False

    def _stored(self) -> bytes | None:
        try:
            key = read_regular(self.path)
        except OSError:
            return None
        if not self._read_only:
            close_to_others(self.path)
        return key if len(key) == SIZE else None
