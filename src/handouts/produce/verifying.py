"""What lies in an output folder, held against what is recorded: complete, unchanged, and from which versions."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from handouts.files.command import command
from handouts.files.folder import Folder
from handouts.files.layout import PRINT_FOLDER, STATE_FOLDER, consult_file, content_file
from handouts.files.naming import read_regular, seen_from
from handouts.files.writing import OTHERS
from handouts.problems import Mark, Message, Problem, error, msg, system_reason, warning
from handouts.produce.documents import DOCUMENT_TYPES, SHEETS
from handouts.produce.remaking import remade_by
from handouts.records import Records
from handouts.records.cache import CachedFile, LastBuild


class Verified(NamedTuple):
    """What was found: how many files are as they were written, what is wrong, and what is older than its content.

    Of a document in `gone` the content is there no more. `versions` are the versions of the program that made the files
    now there, with how many documents each made.
    """

    whole: int
    problems: tuple[Problem, ...]
    outdated: tuple[Message, ...]
    gone: tuple[Message, ...]
    versions: dict[str, int]


def verify(folder: Folder, output: Path) -> Verified:
    """Looks at every file of an output folder, and at the records themselves. Writes nothing.

    Raises BrokenEnvironment where the folder cannot be read.
    """
    records = Records(folder, output, read_only=True)
    damage = records.check()
    return _Verifier(folder, records).verified(damage)


class _Verifier:
    """The files of one output folder, beside what is recorded of them."""

    def __init__(self, folder: Folder, records: Records) -> None:
        self._folder = folder
        self._records = records
        self._output = records.output
        self._files = records.cache.files()
        self._builds = list(records.cache.last_builds())
        self._outputs = {each.output.file: each.output for each in self._builds}
        self._sources = {kind.output: kind for kind in DOCUMENT_TYPES.values()}

    def verified(self, damage: list[Problem]) -> Verified:
        """What was found, after the damage of the records."""
        known = (each for each in self._builds if each.key == self._records.key.fingerprint)
        current = [each for each in map(self._without_consult_elsewhere, known) if each.changed]
        deleted = {each.output[:2] for each in self._builds if self._is_deleted(each)}
        renewable = {each.output[:2] for each in current} - deleted
        # What cannot be made again, or would be made from other content, is not missed.
        absent = [each for each in self._files if not os.path.lexists(self._output / each.path)]
        not_missed = {each.path: each[1:3] for each in absent if each[1:3] in deleted | renewable}
        states = [self._state_of(self._output / each.path, each) for each in self._files if each.path not in not_missed]
        builds = [each for each in self._builds if each.output.file not in not_missed]
        outdated = [
            msg("{file} is not there any more; its content changed since", file=file)
            for file, document in not_missed.items()
            if document in renewable
        ]
        there = [each for each in current if each.output.file not in not_missed]
        outdated += [_outdated(each) for each in there if not self._is_deleted(each)]
        gone = tuple(_gone(each) for each in there if self._is_deleted(each))
        problems = (*damage, *self._lost_history(), *self._lost_key(), *filter(None, states), *self._unknown_files(),
                    *self._open_to_others())  # fmt: skip
        versions = dict(Counter(each.version for each in builds))
        return Verified(states.count(None), problems, tuple(outdated), gone, versions)

    def _lost_history(self) -> Iterator[Problem]:
        """Sheets that were made later than the history says: it was taken away, emptied, or put back from a backup."""
        lost = self._records.lost_history(SHEETS.output)
        if lost and not self._records.history.database.damaged:
            yield self._records.without_history(lost)

    def _lost_key(self) -> Iterator[Problem]:
        """Files that were recorded with another key than this one, so that nobody can say whether they changed."""
        if any(each.key != self._records.key.fingerprint for each in self._files):
            yield error(
                "damaged-records",
                self._mark(self._records.key.path),
                "of some files it is not known whether they changed: the key that they were recorded with is gone",
                "put it back from a backup; or remove what is in its place, and make everything again: add --force",
            )

    def _without_consult_elsewhere(self, build: LastBuild) -> LastBuild:
        """A document without the change of its own consult, where that never lay in the folder: nobody can say it."""
        kind, name, own = build.output.kind, build.output.name, consult_file(build.output.name)
        if kind != SHEETS.output or own not in build.changed or self._records.history.is_of_a_consult(name):
            return build
        if self._folder.holds(self._folder.own(own)):
            return build
        return build._replace(changed=tuple(each for each in build.changed if each != own))

    def _is_deleted(self, build: LastBuild) -> bool:
        """Whether the document's own file of content is there no more, so that it cannot be made again."""
        kind, name = self._sources.get(build.output.kind), build.output.name
        source = kind.source(name) if kind else content_file(build.output.kind, name)
        return source in build.changed and not self._folder.holds(self._folder.own(source))

    def _state_of(self, path: Path, file: CachedFile) -> Problem | None:
        """What is wrong with a file; None where it is as it was written, or nobody can say."""
        key, mark, again = self._records.key, self._mark(path), self._again(file)
        try:
            if path.is_symlink():
                return error("output-changed", mark, "this is a link, and not the file that was made", again)
            digest = key.of_file(read_regular(path))
        except FileNotFoundError:
            return error("output-missing", mark, "this file was made, and is not there", again)
        except OSError as reason:
            return error(
                "output-changed", mark, "this file cannot be read: {reason}", msg("take it away; {again}", again=again),
                reason=system_reason(reason),
            )  # fmt: skip
        if digest == file.digest or file.key != key.fingerprint:
            return None
        return error("output-changed", mark, "this file is not as it was made", again)

    def _again(self, file: CachedFile) -> Message:
        """How a file that was written is made anew, as a hint."""
        kind = self._sources.get(file.kind)
        has_source = kind is not None and self._folder.holds(self._folder.own(kind.source(file.name)))
        elsewhere = "" if self._output == self._folder.output else str(self._output)
        return remade_by(file, self._outputs, has_source=has_source, elsewhere=elsewhere)

    def _unknown_files(self) -> Iterator[Problem]:
        """Files that were not made here, as far as is recorded; with an empty cache that is said once."""
        known = {file.path for file in self._files}
        found = sorted(path for path in self._output.rglob("*") if path.is_symlink() or not path.is_dir())
        names = ((path, path.relative_to(self._output)) for path in found)
        strangers = [
            path
            for path, name in names
            if STATE_FOLDER not in name.parts and name.as_posix() not in known and name.name != ".gitignore"
        ]
        if strangers and not known:
            if not self._records.cache.database.damaged:  # which is reported already
                yield warning(
                    "damaged-records", self._mark(self._records.cache.database.path),
                    "nothing is known of what was made here, so that nobody can say whether a file changed",
                    "build again",
                )  # fmt: skip
            return
        for path in strangers:
            yield warning(
                "output-unknown", self._mark(path), "handouts did not make this file, or no longer knows it",
                "look at it yourself",
            )  # fmt: skip

    def _open_to_others(self) -> Iterator[Problem]:
        """Folders in which others can read what is personal, as where a backup was put back."""
        for place in (self._output / SHEETS.output, self._output / PRINT_FOLDER):
            found = sorted(place.rglob("*.p[dn][fg]")) if _is_open(place) else []
            if names := [path.name for path in found if _is_open(path)]:
                yield warning(
                    "open-to-others", self._mark(place),
                    "others on this computer can read what is personal here, such as {name}",
                    "build, sheet or batch closes this folder to others the next time", name=names[0],
                )  # fmt: skip

    def _mark(self, path: Path) -> Mark:
        return Mark(seen_from(self._folder.root, path))


def _outdated(build: LastBuild) -> Message:
    return msg(
        "{name} ({variant}) was made before this changed: {sources}",
        name=build.output.name, variant=build.output.variant, sources=", ".join(build.changed),
    )  # fmt: skip


def _gone(build: LastBuild) -> Message:
    """That the content of a document is gone, and by what the document goes too."""
    kind, name, file = build.output.kind, build.output.name, build.output.file
    if kind == SHEETS.output:
        return msg(
            "{file} is the sheet of a consult that is there no more. May it go too? {handouts} forget {ref}",
            file=file, handouts=command(), ref=name,
        )  # fmt: skip
    return msg(
        "{file} was made from {source}, which is there no more. May it go too? Then delete it yourself.",
        file=file, source=content_file(kind, name),
    )  # fmt: skip


def _is_open(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & OTHERS)
    except OSError:
        return False
