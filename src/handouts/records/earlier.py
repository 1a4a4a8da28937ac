"""The journal that came before the databases, a JSON file for each document: its history is taken over once.

What it knew of what is up to date is not: another version of the program makes everything again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from handouts.files.layout import BROCHURES_FOLDER, SHEETS_FOLDER
from handouts.files.naming import read_regular
from handouts.files.writing import close_to_others
from handouts.records.database import free_beside
from handouts.records.history import HistoryStore, Line, is_sound

_KINDS = (SHEETS_FOLDER, BROCHURES_FOLDER, "batches")


class TakenOver(NamedTuple):
    """How many sheets' history was taken over, and the files that could not be read whole and were kept."""

    sheets: int
    kept: tuple[Path, ...]


def is_there(state: Path) -> bool:
    """Whether there is such a journal in the folder of an output's records."""
    return any(next((state / kind).glob("*.json"), None) for kind in _KINDS)


def broken(state: Path) -> list[Path]:
    """The files of which not all can be read."""
    return [path for path in sorted((state / SHEETS_FOLDER).glob("*.json")) if not _read(path)[3]]


def take_over(state: Path, history: HistoryStore) -> TakenOver:
    """Puts the history of each sheet where it belongs now, and removes the files. Raises BrokenEnvironment.

    The caller holds the write lock. All of it is in the new place before the first file goes: after a kill in between,
    or a while with that version again, the next run finds which lines are there already.
    """
    files = sorted((state / SHEETS_FOLDER).glob("*.json"))
    sheets = 0
    with history.database.writing():
        for path in files:
            lines, spreadsheet, origin, _ = _read(path)
            sheets += history.take_over(path.stem, lines, spreadsheet, origin)
    kept = [_kept_beside(path) for path in broken(state)]
    for kind in _KINDS:
        for path in set((state / kind).glob("*.json")).difference(kept):
            with suppress(OSError):
                path.unlink()
    return TakenOver(sheets, tuple(kept))


def _read(path: Path) -> tuple[list[Line], str | None, list[str] | None, bool]:
    """The lines of a file that can be read, the keyed digests of where its sheet came from, and whether that is all."""
    try:
        found = json.loads(read_regular(path))
        history = found.get("history", [])
        lines = [line for each in history if (line := _line(each))]
        table, origin = found.get("table"), found.get("origin")
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return [], None, None, False
    if not (isinstance(origin, list) and len(origin) == 3 and all(isinstance(each, str) for each in origin)):
        origin = None
    return lines, table if isinstance(table, str) else None, origin, len(lines) == len(history)


def _line(data: Any) -> Line | None:
    """A line of the journal; None for what somebody changed into something else."""
    try:
        line = Line(**data)
    except TypeError:
        return None
    return line if is_sound(line) else None


def _kept_beside(path: Path) -> Path:
    """Renames a file that could not be read whole; returns where it is now."""
    beside = free_beside(path)
    close_to_others(path)
    try:
        path.rename(beside)
    except OSError:
        return path
    return beside
