"""The files of the journal, one for each document: what was changed in them by hand costs no more than it must."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from handouts.naming import read_regular
from handouts.problems import Mark, Problem, Refused, warning
from handouts.writing import PRIVATE, write

VERSION = 2


class Line(NamedTuple):
    """One time that a personal document was made.

    `when` is the local date and minute; `sources` maps each content file, as named from the practice folder, to its
    keyed digest; `key` is a sign of the key, so that a lost key is not taken for a file that changed. What a `batch`
    made has no file of a consult among its sources, and never had one.
    """

    when: str
    format: str
    mailed: bool
    version: str
    pages: int
    warnings: int
    sources: dict[str, str]
    key: str
    batch: bool = False


class Entry(NamedTuple):
    """What a file of the journal says, as far as it can be read.

    `data` has `made` and `history`. `lost` are the lines of the history that cannot be read, counted from 0; it is
    None when not even these are known.
    """

    data: dict[str, Any]
    lost: list[int] | None


def read_entry(path: Path) -> Entry:
    """What stands in a file of the journal; nothing when there is no such file."""
    try:
        found = json.loads(read_regular(path))
    except FileNotFoundError:
        return Entry({"made": {}, "history": []}, [])
    except (OSError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        return Entry({"made": {}, "history": []}, None)
    # What was given to whom stays known when another version of the program reads the rest anew.
    ours = found.get("version") == VERSION
    kept = found.get("history", None if ours else [])
    lines = kept if isinstance(kept, list) else []
    history = [line for line in lines if _is_line(line)]
    lost = [number for number, line in enumerate(lines) if not _is_line(line)] if isinstance(kept, list) else None
    if not ours or not isinstance(found.get("made"), dict):
        return Entry({"made": {}, "history": history}, lost)
    return Entry({**found, "history": history}, lost)


def write_entry(path: Path, data: dict[str, Any], *, tag: str = "") -> None:
    """Writes a file of the journal; one that cannot be read whole is kept beside. Raises BrokenEnvironment."""
    if read_entry(path).lost != []:
        _set_aside(path)
    write(path, json.dumps({**data, "version": VERSION}, indent=1, sort_keys=True).encode(), tag=tag)


def damage_in(path: Path, said: str) -> list[Problem]:
    """What in the history of a file cannot be read, which Problems call `said`: a place each, and nothing it holds."""
    lost = read_entry(path).lost
    hint = f"before this file is written anew, it is kept beside as {path.name}.damaged"
    if lost is None:
        mark = Mark(said, *_broken_at(path))
        return [warning("damaged-journal", mark, "the history of this sheet cannot be read", hint)]
    places = _places(path, said) if lost else {}
    message = "this line of the history cannot be read, and is passed over"
    return [warning("damaged-journal", places.get(number, Mark(said)), message, hint) for number in lost]


def _broken_at(path: Path) -> tuple[int, int]:
    """The line and the column where a file is no JSON any more; zeros when it is not that."""
    try:
        json.loads(read_regular(path))
    except json.JSONDecodeError as reason:
        return reason.lineno, reason.colno
    except (OSError, ValueError, RecursionError):
        pass
    return 0, 0


def _places(path: Path, said: str) -> dict[int, Mark]:
    """Where the lines of a history stand: what is JSON is YAML too, and that is read with places."""
    from handouts.reading import survey_yaml

    try:
        read = survey_yaml(read_regular(path), said)
    except (OSError, Refused):
        return {}
    lines = read.value.get("history") if isinstance(read.value, dict) else None
    return {number: read.marks.at(("history", number)) for number in range(len(lines or ()))}


def _set_aside(path: Path) -> None:
    """Keeps a file under a name that is free, owner-only; what cannot be kept is written over all the same."""
    for number in count(1):
        beside = path.with_name(f"{path.name}.damaged{f'-{number}' if number > 1 else ''}")
        try:
            if path.is_file() and not path.is_symlink():
                path.chmod(PRIVATE)
            beside.hardlink_to(path)
        except FileExistsError:
            continue
        except OSError:  # a disk that knows no links, or a folder in its place
            with suppress(OSError):
                if not os.path.lexists(beside):
                    path.rename(beside)
        return


def _is_line(data: object) -> bool:
    """Whether a line of a history is one: a file that was changed by hand may hold anything."""
    if not isinstance(data, dict):
        return False
    told = {**Line._field_defaults, **data}
    if told.keys() != set(Line._fields) or not isinstance(told["sources"], dict):
        return False
    texts = (*(told[field] for field in ("when", "format", "version", "key")), *told["sources"].values())
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(told[field], bool) for field in ("mailed", "batch"))
        and all(isinstance(told[field], int) for field in ("pages", "warnings"))
    )
