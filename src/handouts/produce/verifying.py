"""What lies in an output folder, held against what is recorded: complete, unchanged, and from which versions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from handouts.files.folder import Folder
from handouts.files.naming import read_regular, seen_from
from handouts.problems import Mark, Problem, error, warning
from handouts.produce.documents import KINDS, SHEETS
from handouts.records import Records

_STATE = ".state"


class Verified(NamedTuple):
    """What was found: how many files are as they were written, what is wrong, and what is older than its content.

    `versions` are the versions of the program that made what stands, with how many documents each made.
    """

    whole: int
    problems: tuple[Problem, ...]
    outdated: tuple[str, ...]
    versions: dict[str, int]

    def as_data(self) -> dict[str, Any]:
        """The findings as plain values, for `--json`."""
        return {
            "whole": self.whole,
            "problems": [problem.for_json() for problem in self.problems],
            "outdated": list(self.outdated),
            "versions": self.versions,
        }


def verify(folder: Folder, output: Path) -> Verified:
    """Looks at every file of an output folder, and at the records themselves. Writes nothing.

    Raises BrokenEnvironment where the folder cannot be read.
    """
    records = Records(folder, output)
    for database in (records.history.database, records.cache.database):
        database.check()
    lost = _lost_history(records, folder)  # which may find damage
    problems = [*records.damage(), *lost]
    whole = 0
    files = records.cache.files()
    gone = _gone(records, folder)
    vanished = {name for names in gone.values() for name in names if not os.path.lexists(output / name)}
    for name, known in files.items():
        if name in vanished:
            continue
        found = _state_of(output / name, known, records)
        whole += found is None
        problems += [found._replace(mark=Mark(seen_from(folder.root, output / name)))] if found else []
    problems += _strangers(output, folder, set(files))
    outdated: list[str] = []
    versions: dict[str, int] = {}
    for place, version, changed in records.cache.outputs():
        if vanished.issuperset(gone.get((place.kind, place.name), {""})):
            continue
        versions[version] = versions.get(version, 0) + 1
        if changed:
            sources = ", ".join(each.partition(":")[2] for each in changed)
            outdated.append(f"{place.name} ({place.variant}) was made before this changed: {sources}")
    return Verified(whole, tuple(problems), tuple(outdated), versions)


def _lost_history(records: Records, folder: Folder) -> list[Problem]:
    """Sheets that were made, and of which the history holds no line: its file was taken away or emptied."""
    database = records.history.database
    made = {place.name for place, _, _ in records.cache.outputs() if place.kind == SHEETS.output}
    lost = sorted(made.difference(records.history.newest()))
    if not lost or database.damaged:
        return []
    said = f"nothing is known of when these sheets were made: {', '.join(lost)}"
    return [
        warning(
            "damaged-records", Mark(seen_from(folder.root, database.path)), said, "put this file back from a backup"
        )
    ]


def _gone(records: Records, folder: Folder) -> dict[tuple[str, str], list[str]]:
    """The documents whose own file of content is there no more, which cannot be made again, with their files."""
    folders = {kind.output: kind.folder for kind in KINDS.values()}
    gone: set[tuple[str, str]] = set()
    for place, _, changed in records.cache.outputs():
        source = f"content/{folders.get(place.kind, place.kind)}/{place.name}.yaml"
        if f"own:{source}" in changed and not folder.holds(folder.own(source)):
            gone.add((place.kind, place.name))
    return {document: records.cache.files_of(*document) for document in gone}


def _state_of(path: Path, known: str, records: Records) -> Problem | None:
    """What is wrong with a file; None where it is as it was written."""
    try:
        same = records.key.of_file(read_regular(path)) == known
    except FileNotFoundError:
        return error("output-missing", Mark(""), "this file was made, and is not there", "make it again")
    except OSError as reason:
        return error("output-changed", Mark(""), f"this file cannot be read: {reason.strerror}", "make it again")
    if same:
        return None
    return error("output-changed", Mark(""), "this file is not as it was made", "make it again: add --force")


def _strangers(output: Path, folder: Folder, known: set[str]) -> list[Problem]:
    """Files that were not made here, as far as is recorded."""
    found = sorted(path for path in output.rglob("*") if path.is_symlink() or not path.is_dir())
    names = ((path, path.relative_to(output)) for path in found)
    message, hint = "handouts did not make this file, or no longer knows it", "look at it yourself"
    return [
        warning("output-unknown", Mark(seen_from(folder.root, path)), message, hint)
        for path, name in names
        if name.parts[0] != _STATE and name.as_posix() not in known and name.name != ".gitignore"
    ]
