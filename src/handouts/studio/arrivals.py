"""Files that came in and wait for a yes, in memory alone: nothing of them is on a disk before she says so."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections import OrderedDict
from pathlib import PurePosixPath
from threading import Lock
from typing import NamedTuple

_MOST = 3
"""As many windows as may have one waiting; each is at most as large as what may come in."""
_LONGEST = 80


class Arrival(NamedTuple):
    """A file that came in: what it is called, without any folder, and its bytes."""

    source: str
    data: bytes


class Arrivals:
    """What waits, by a word that cannot be guessed; of more than a few the oldest is let go."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Arrival] = OrderedDict()
        self._lock = Lock()

    def hold(self, arrival: Arrival) -> str:
        """Holds a file; returns the word for it."""
        word = secrets.token_hex(16)
        with self._lock:
            self._held[word] = arrival
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return word

    def get(self, word: str) -> Arrival | None:
        """The file that waits under a word; None where it waits no longer."""
        with self._lock:
            return self._held.get(word)

    def let_go(self, word: str) -> None:
        """Drops a file, if it still waits."""
        with self._lock:
            self._held.pop(word, None)


def bare_name(given: str) -> str:
    """What a file is called that a browser sends: no folder of it, nothing that prints nothing, and not too long."""
    name = unicodedata.normalize("NFC", PurePosixPath(given.replace("\\", "/")).name)
    name = "".join(each for each in name if each.isprintable() and each not in '<>:"|?*').strip(" .")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{ending[:8]}" if dot else name[:_LONGEST]


def plain_name(text: str) -> str:
    """A text as the name of a document: its words and numbers, small, with dashes between; empty where it has none."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text).lower())
    return "-".join(words)[:_LONGEST].strip("-")
