"""What was made for a page of the studio and is asked for by its hash: PDFs, and pictures of pages, in memory only."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from hashlib import blake2b
from threading import Lock

MOST_BYTES = 96 * 1024 * 1024
"""How much is kept in all; what was asked for longest ago goes first."""


class Kept:
    """Bytes by their hash, which says nothing of them to whoever does not have the key of this process."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._key = secrets.token_bytes(32)
        self._most_bytes = most_bytes
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def put(self, data: bytes) -> str:
        """Keeps `data`; returns its hash, 32 hexadecimal digits."""
        name = blake2b(data, digest_size=16, key=self._key).hexdigest()
        with self._lock:
            self._held[name] = data
            self._held.move_to_end(name)
            while len(self._held) > 1 and sum(map(len, self._held.values())) > self._most_bytes:
                self._held.popitem(last=False)
        return name

    def get(self, name: str) -> bytes | None:
        """What has that hash; None where it is no longer there."""
        with self._lock:
            if name in self._held:
                self._held.move_to_end(name)
            return self._held.get(name)

    def clear(self) -> None:
        """Keeps nothing any longer."""
        with self._lock:
            self._held.clear()
