"""What an editor said of a document that is as it was is kept in the build cache, and not found again.

It is good for one day, as some of it goes by the date. Of a sheet it is encrypted with the consult.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from typing import Any

from handouts.files.folder import Folder, digest
from handouts.files.layout import SHEETS_FOLDER, content_file
from handouts.problems import BrokenEnvironment, ContentError, Problem
from handouts.records import Records
from handouts.records.cipher import decrypt, encrypt

CLIENTS = "clients"
_SHARED = ("modules", SHEETS_FOLDER)
"""Of which every document may take in some."""


class Advised:
    """What is known of the documents of a folder on a day; `keep` writes down what was found since."""

    def __init__(self, folder: Folder, today: date) -> None:
        self._folder, self._today = folder, today
        self._reader = folder.open_reader()
        self._records = Records(folder)
        self._shared = digest("".join(map(self._digest, self._shared_files())).encode())
        self._said: dict[tuple[str, str], list[Problem]] = {}
        self._fresh: list[tuple[str, str, str, Any]] = []

    def advice_on(self, kind: str, name: str, find: Callable[[], list[Problem] | None]) -> list[Problem]:
        """What is said of a document: as it is known, else as it is found; None is found of what cannot be loaded."""
        if (kind, name) not in self._said:
            self._said[kind, name] = self._advice_on(kind, name, find)
        return self._said[kind, name]

    def _advice_on(self, kind: str, name: str, find: Callable[[], list[Problem] | None]) -> list[Problem]:
        file = _file(kind, name)
        source = f"{self._digest(file)} {self._shared} {self._today.isoformat()}"
        known = self._known(kind, name, source)
        if known is not None:
            return known
        found = find()
        if found is None:
            return []
        self._fresh.append((kind, name, source, self._locked(kind, name, found)))
        return found

    def keep(self) -> None:
        """Writes down what was found; nothing where no document was made yet, or nothing can be written."""
        if self._fresh and self._records.state.is_dir():
            cache = self._records.cache
            with suppress(BrokenEnvironment), self._records.write_lock(), cache.database.writing():
                for kind, name, source, data in self._fresh:
                    if self._folder.holds(self._folder.own(_file(kind, name))):  # it was not forgotten meanwhile
                        cache.remember(f"advice on {kind}", name, source, data)

    def _known(self, kind: str, name: str, source: str) -> list[Problem] | None:
        """What was said; None where that is not known, or somebody changed it into what it cannot be."""
        data = self._records.cache.recall(f"advice on {kind}", name, source)
        try:
            said = data["said"]
            if kind == CLIENTS:
                said = json.loads(decrypt(bytes.fromhex(said), self._bytes(_file(kind, name))))
            return [Problem.from_data(each) for each in said]
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            return None

    def _locked(self, kind: str, name: str, found: Iterable[Problem]) -> dict[str, Any]:
        said: Any = [each.as_data() for each in found]
        if kind == CLIENTS:
            said = encrypt(json.dumps(said), self._bytes(_file(kind, name))).hex()
        return {"of": name, "said": said}  # by the name what is of a client is forgotten with the rest

    def _shared_files(self) -> Iterable[str]:
        yield _file("practice", "")
        for kind in _SHARED:
            yield from (_file(kind, name) for name in self._folder.names(kind))

    def _digest(self, file: str) -> str:
        return digest(file.encode(errors="surrogateescape") + b"\0" + self._bytes(file))

    def _bytes(self, file: str) -> bytes:
        try:
            return self._reader.read(file) or b""
        except ContentError:
            return b""


def _file(kind: str, name: str) -> str:
    return "content/practice.yaml" if kind == "practice" else content_file(kind, name)
