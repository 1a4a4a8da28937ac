"""What lies among consults and in the output folder that belongs to nobody by its name, and whose it is by its content.

Editors, clouds and people leave copies: `.goutputstream-AB12CD`, `4913`, `oud/2026-014.yaml`, a sheet that was copied.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from handouts.content.chains import ConsultSummaries, ConsultSummary, summary_in
from handouts.content.reading import survey_yaml
from handouts.files.folder import Folder
from handouts.files.layout import JOURNALS, PRINT_FOLDER, STATE_FOLDER, journal_file
from handouts.files.naming import is_well_named, read_regular, resolved, seen_from
from handouts.problems import BrokenEnvironment, ContentError, Message, msg
from handouts.produce.documents import SHEETS
from handouts.produce.file_texts import LARGEST, text_of
from handouts.produce.mentions import Marks, holds_word, in_one_line, is_quoted, passages_in
from handouts.records import Records

_LEFT_OUT = {STATE_FOLDER, ".git", ".hg", ".svn"}
_OF_THE_PLACE = re.compile("^(?:content/clients/|output/(?:(?:sheets|brochures|print)(?:/|$))?)")
"""What every name begins with, and says of nobody."""


class Leftover(NamedTuple):
    """A file or folder that belongs to no reference by its name. `text` is None where none can be read.

    `digest` is keyed; a link or folder has none. `ref` and `summary` are those of the consult that its text is, if it
    is one. With `is_output` it is an output folder with records of its own.
    """

    path: Path
    name: str
    text: str | None = ""
    digest: str = ""
    ref: str = ""
    summary: ConsultSummary = ConsultSummary()
    is_output: bool = False


class Leftovers:
    """All leftovers of a practice folder; they are looked for when first asked for."""

    def __init__(  # noqa: PLR0913  # each is found by the scan that asks
        self,
        folder: Folder,
        records: Records,
        summaries: ConsultSummaries,
        places: Collection[Path],
        *,
        owned: Iterable[Path],
        backups: Iterable[Path],
    ) -> None:
        """`records` are those of the folder's own output; `places` are the folders that are looked through.

        `owned` are the files that belong to a reference, or to no client. `backups` belong to a consult by their name,
        and may hold another: that of which it began as a copy.
        """
        self._folder = folder
        self._records = records
        self._summaries = summaries
        self._files = records.cache.files()
        self._owned = {*owned, *(records.output / each.path for each in self._files)}.difference(backups)
        self._backups = {*backups}
        self._places = places
        self._texts: dict[str, str] = {}

    def of(self, ref: str, sheets: Iterable[Path]) -> list[Path]:
        """Files that certainly belong to a reference: a copy of one of its `sheets`, or of its consult, of any version.

        That is a file that holds just what was once written or read for this reference and for no other document, also
        under the name of another's output; and a text with the same reference, first name and day. Where its consult is
        gone, a text with that reference which a program left, as its name has no ending, or begins with a dot.
        """
        key, summary = self._records.key, self._summaries.get(ref)
        written: dict[bool, set[str]] = {True: set(), False: set()}
        for each in self._files:
            if each.key == key.fingerprint:
                written[(each.kind, each.name) == (SHEETS.output, ref)].add(each.digest)
        present = (data for path in sheets if (data := _bytes_of(path) or b"").startswith((b"%PDF", b"\x89PNG")))
        digests = {*map(key.of_file, present)}
        digests = (digests | written[True] | self._records.history.digests(ref)) - written[False]
        copies = [
            each.path
            for each in self._all
            if (each.digest in digests and not self._is_other_consult(each, ref))
            or (each.ref == ref and self._is_copy(each, summary))
        ]
        return copies + [path for path, known in self._outputs.items() if known in digests and path not in sheets]

    def links_to(self, going: Collection[Path]) -> list[Path]:
        """The links to what goes, also one under the name of a consult: they would lead nowhere."""
        consults = (self._folder.own(SHEETS.source(ref)) for ref in self._summaries)
        paths = dict.fromkeys((*(each.path for each in self._all), *consults))
        return [path for path in paths if path.is_symlink() and resolved(path) in going]

    def naming(self, refs: Collection[str], going: Iterable[Path]) -> Iterator[Message]:
        """Which others name one of these references, or quote its consult: the user knows whose they are."""
        clients = [Marks(ref, self._summaries.get(ref, ConsultSummary()).first_name or "") for ref in refs]
        passages = [*dict.fromkeys(each for ref in refs for each in passages_in(_tree_of(self._text_of(ref))))]
        others = {ref: self._text_of(ref) for ref in self._summaries if ref not in refs}
        wanted = _Wanted(clients, passages, others, [*map(in_one_line, others.values())])
        going = {*going}
        staying = [each for each in self._all if each.path not in going] if refs else []
        for each in staying:
            if each.is_output:
                inside = map(self._leftover, found_in(each.path))
                if self._is_output_of(each.path, refs) or any(map(wanted.remark, inside)):
                    yield msg(
                        "{folder} stays: it was made with --output, and names one of these. Look at it yourself.",
                        folder=each.name,
                    )
            elif remark := wanted.remark(each):
                yield remark
            elif each.path.parent.name == PRINT_FOLDER and not self._summaries.keys() >= {*refs}:
                yield msg(
                    "print/{name} stays: it holds many sheets, maybe one of these. Delete it once it is printed.",
                    name=each.path.name,
                )
        if unread := [each.name for each in staying if each.text is None and not wanted.remark(each)]:
            yield msg(
                "These stay, and have no text that can be read, so whose they are is not known: {names}.",
                names=", ".join(unread),
            )

        others = {ref: text for ref, text in others.items() if self._folder.own(SHEETS.source(ref)) not in going}
        yield from self._consults_naming(clients, others)
        yield from self._journals_naming(clients, others)

    def _consults_naming(self, clients: Collection[Marks], others: Mapping[str, str]) -> Iterator[Message]:
        """Which of the other consults, by their text, are named after a client, name one, or are for the same person.

        Of one that follows another it is said already.
        """
        mine = {client.ref: self._summaries.get(client.ref, ConsultSummary()) for client in clients}
        persons: dict[object, str] = {
            (each.first_name, each.date): ref for ref, each in mine.items() if each.first_name and each.date
        }
        for other, text in others.items():
            summary = self._summaries[other]
            if summary.follows in mine:
                continue
            file, name = SHEETS.source(other), other.replace("_", " ")
            if after := next((ref for ref in mine if holds_word(ref, name)), ""):
                yield _named_after(file, after)
            elif found := persons.get((summary.first_name, summary.date)) or next(
                (client.ref for client in clients if client.ref_in_text(text)), ""
            ):
                yield _named_in_text(file, found)

    def _journals_naming(self, clients: Collection[Marks], others: Mapping[str, str]) -> Iterator[Message]:
        """Which journals of other consults name a client whom the consult itself does not name: it may have done so.

        And which of brochures, advice and the practice do: what was typed there and taken out is in them for a while.
        """
        for path in found_in(self._folder.root / JOURNALS):
            if found := next((each for each in clients if each.in_text(_typed_in(path))), None):
                yield _named_in_text(seen_from(self._folder.root, path), found.ref)
        for other, text in others.items():
            file = journal_file("clients", other)
            typed = _typed_in(self._folder.root / file)
            if found := next(
                (each for each in clients if each.ref_in_text(typed) and not each.ref_in_text(text)), None
            ):
                yield _named_in_text(file, found.ref)

    @cached_property
    def _outputs(self) -> dict[Path, str]:
        """What lies in the output folder under the name of a document, and its keyed digest."""
        output, key = self._records.output, self._records.key
        found = (path for place in self._places for path in found_in(place) if path in self._owned)
        files = ((path, _bytes_of(path)) for path in found if path.is_relative_to(output))
        return {path: key.of_file(data) for path, data in files if data is not None}

    def _text_of(self, ref: str) -> str:
        """The text of a consult of the folder; each is read once."""
        if ref not in self._texts:
            path = self._folder.own(SHEETS.source(ref))
            self._texts[ref] = (text_of(_bytes_of(path) or b"") or "") if ref in self._summaries else ""
        return self._texts[ref]

    def _is_output_of(self, output: Path, refs: Collection[str]) -> bool:
        """Whether the records of another output folder name a reference, or cannot be read."""
        try:
            records = Records(self._folder, output, read_only=True)
            if any(ref in records.history.newest() or records.mentions(ref) for ref in refs):
                return True
            files = [*(output / STATE_FOLDER).glob("*.db")] if records.damage() else []
            return any(ref.encode() in (_bytes_of(path) or b"") for path in files for ref in refs)
        except BrokenEnvironment:
            return True

    def _is_other_consult(self, leftover: Leftover, ref: str) -> bool:
        """Whether it is another consult by its name, in which the reference was not changed yet."""
        return is_well_named(leftover.path) and leftover.path.stem != ref

    def _is_copy(self, leftover: Leftover, summary: ConsultSummary | None) -> bool:
        path = leftover.path
        if self._is_other_consult(leftover, leftover.ref):
            return False
        if summary and summary.first_name and summary.date:
            return (leftover.summary.date, leftover.summary.first_name) == (summary.date, summary.first_name)
        if path in self._backups:
            return False
        return summary is None and (path.name.startswith(".") or not path.suffix)

    @cached_property
    def _all(self) -> list[Leftover]:
        found = (path for place in self._places for path in found_in(place) if path.name != ".gitignore")
        return [self._leftover(path) for path in found if path not in self._owned]

    def _leftover(self, path: Path) -> Leftover:
        name = unicodedata.normalize("NFC", seen_from(self._folder.root, path))
        if path.is_symlink() or path.is_dir():
            return Leftover(path, name, is_output=not path.is_symlink() and _is_output(path))
        if (data := _bytes_of(path)) is None:
            return Leftover(path, name, text=None)
        text, known = text_of(data), self._records.key.of_file(data)
        tree = _tree_of(text) if text and "ref" in text else None
        ref = tree.get("ref") if isinstance(tree, dict) else ""
        return Leftover(path, name, text, known, ref=str(ref or ""), summary=summary_in(tree))


class _Wanted(NamedTuple):
    """What names those that go: reference, first name and sentences. `others` are the other consults by reference."""

    clients: list[Marks]
    passages: list[str]
    others: Collection[str]
    of_others: list[str]

    def remark(self, leftover: Leftover) -> Message | None:
        """What a file is named after, or what is in its text; None where it names none of them."""
        name, text = _OF_THE_PLACE.sub("", leftover.name), leftover.text or ""
        for client in self.clients:
            if client.in_name(name, self.others):
                return _named_after(leftover.name, client.ref)
        for client in self.clients:
            if client.in_text(text):
                return _named_in_text(leftover.name, client.ref)
        if is_quoted(text, self.passages, self.of_others):
            return msg("{file} stays: it quotes a consult that goes. Look at it yourself.", file=leftover.name)
        return None


def _typed_in(journal: Path) -> str:
    """The text of a journal of the studio, with its breaks."""
    return (text_of(_bytes_of(journal) or b"") or "").replace("\\n", "\n")


def _named_after(name: str, ref: str) -> Message:
    return msg(
        "{name} stays: it is named after {ref}, and handouts did not make it. Look at it yourself.", name=name, ref=ref
    )


def _named_in_text(file: str, ref: str) -> Message:
    return msg("{file} stays: its text names {ref} or the client. Look at it yourself.", file=file, ref=ref)


def found_in(place: Path) -> list[Path]:
    """All files and folders in a folder, in order, but for records and repositories; no link in it is followed.

    Of another output folder in it, only the folder itself.
    """
    found: list[Path] = []
    for folder, folders, files in os.walk(place):
        folders[:] = [each for each in folders if each not in _LEFT_OUT]
        found += (Path(folder, each) for each in (*folders, *files))
        folders[:] = [each for each in folders if not _is_output(Path(folder, each))]
    return sorted(found)


def _is_output(folder: Path) -> bool:
    """Whether a folder has records: then it was given with --output, and what it holds is not the practice's own."""
    return (folder / STATE_FOLDER).is_dir()


def _tree_of(text: str) -> Any:
    try:
        return survey_yaml(text.encode(), "").value
    except (ContentError, UnicodeEncodeError):
        return None


def _bytes_of(path: Path) -> bytes | None:
    """What a file holds; None where it cannot be read, or is too large."""
    try:
        return read_regular(path, LARGEST)
    except OSError:
        return None
