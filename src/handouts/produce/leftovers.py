"""What lies among consults and in the output folder that belongs to nobody by its name, and whose it is by its content.

Editors, clouds and people leave copies: `.goutputstream-AB12CD`, `4913`, `oud/2026-014.yaml`, a sheet that was copied.
"""

from __future__ import annotations

import os
import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from handouts.content.chains import ConsultSummaries, ConsultSummary, summary_in
from handouts.content.reading import survey_yaml
from handouts.files.folder import Folder
from handouts.files.layout import STATE_FOLDER
from handouts.files.naming import is_well_named, read_regular, seen_from
from handouts.problems import ContentError, Message, msg
from handouts.produce.documents import SHEETS
from handouts.produce.mentions import Marks
from handouts.records import Records

_LEFT_OUT = {STATE_FOLDER, ".git", ".hg", ".svn"}
_MOST = 64 * 1024 * 1024
_SHORTEST_PASSAGE = 24
"""Characters from which a sentence is looked for in a text."""
_OF_THE_PLACE = re.compile("^(?:content/clients/|output/(?:(?:sheets|brochures|print)(?:/|$))?)")
"""What every name begins with, and says of nobody."""
_TAGS = re.compile("<[^>]*>")
_PART_OF_OFFICE = re.compile(r"(?:word|xl|content|ppt)[\w/]*\.xml")


class Leftover(NamedTuple):
    """A file or folder that belongs to no reference by its name. Of a PDF `digest` is kept, of anything else `text`.

    `ref` and `summary` are those of the consult that its text is, if it is one. With `is_output` it is an output folder
    with records of its own.
    """

    path: Path
    name: str
    text: str = ""
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
        """Those that are surely of a reference: a copy of one of its `sheets`, or of its consult.

        That is a text with the same reference, first name and day. Where its consult is gone, a text with that
        reference which a program left, as its name has no ending, or begins with a dot.
        """
        key, summary = self._records.key, self._summaries.get(ref)
        digests = {each.digest for each in self._files if each.name == ref and each.key == key.fingerprint}
        digests |= {key.of_file(_bytes_of(path)) for path in sheets if path.suffix == ".pdf"}
        return [
            each.path
            for each in self._all
            if each.digest in digests or (each.ref == ref and self._is_copy(each, summary))
        ]

    def naming(self, refs: Collection[str], going: Iterable[Path]) -> Iterator[Message]:
        """Which others name one of these references, or quote its consult: the user knows whose they are."""
        clients = [Marks(ref, self._summaries.get(ref, ConsultSummary()).first_name or "") for ref in refs]
        passages = [*dict.fromkeys(each for ref in refs for each in _passages(_tree_of(self._text_of(ref))))]
        others = {ref: self._text_of(ref) for ref in self._summaries if ref not in refs}
        of_others = [_in_one_line(text) for text in others.values()]
        going = {*going}
        for each in self._all:
            if each.path in going:
                continue
            name = _OF_THE_PLACE.sub("", each.name)
            if each.is_output:
                if any(_is_output_of(each.path, ref) for ref in refs):
                    yield msg(
                        "{folder} stays: it was made with --output, and names what goes. Look at it yourself.",
                        folder=each.name,
                    )
            elif any(client.in_name(name, others) for client in clients):
                yield msg(
                    "{name} stays: it is named after what goes, and handouts did not make it. Look at it yourself.",
                    name=each.name,
                )
            elif each.text and (
                any(client.in_text(each.text) for client in clients) or _is_quoted(each.text, passages, of_others)
            ):
                yield msg("{file} stays: its text names what goes. Look at it yourself.", file=each.name)

        for other, text in others.items():
            if self._summaries[other].follows not in refs and any(client.ref_in_text(text) for client in clients):
                yield msg("{file} stays: its text names what goes. Look at it yourself.", file=SHEETS.source(other))

    def _text_of(self, ref: str) -> str:
        """The text of a consult of the folder; each is read once."""
        if ref not in self._texts:
            path = self._folder.own(SHEETS.source(ref))
            self._texts[ref] = _decoded(_bytes_of(path)) if ref in self._summaries else ""
        return self._texts[ref]

    def _is_copy(self, leftover: Leftover, summary: ConsultSummary | None) -> bool:
        path = leftover.path
        if is_well_named(path) and path.stem != leftover.ref:
            return False  # another consult, in which the reference was not changed yet
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
        data = _bytes_of(path)
        if data.startswith(b"%PDF"):
            return Leftover(path, name, digest=self._records.key.of_file(data))
        text = _decoded(data)
        tree = _tree_of(text) if "ref" in text else None
        ref = tree.get("ref") if isinstance(tree, dict) else ""
        return Leftover(path, name, text, ref=str(ref or ""), summary=summary_in(tree))


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


def _is_quoted(text: str, passages: Iterable[str], others: Collection[str]) -> bool:
    """Whether a text has a passage that none of the `others` has, each on one line: what they say too is nobody's."""
    words = _in_one_line(text)
    quoted = [each for each in passages if each in words]
    return bool(quoted) and not all(any(each in other for other in others) for each in quoted)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _is_output_of(folder: Path, ref: str) -> bool:
    """Whether an output folder of its own holds a sheet of a reference, or records that name it."""
    if any(path.name.startswith(f"{ref}.") for path in (folder / SHEETS.output).glob("*")):
        return True
    return any(ref.encode() in _bytes_of(path) for path in (folder / STATE_FOLDER).glob("*.db"))


def _passages(value: Any) -> Iterator[str]:
    """The sentences among plain values that are long enough to be somebody's."""
    if isinstance(value, str):
        lines = (" ".join(line.split()) for line in value.splitlines())
        yield from (line for line in lines if len(line) >= _SHORTEST_PASSAGE)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _passages(each)


def _tree_of(text: str) -> Any:
    try:
        return survey_yaml(text.encode(), "").value
    except (ContentError, UnicodeEncodeError):
        return None


def _bytes_of(path: Path) -> bytes:
    """What a file holds; nothing where it cannot be read."""
    try:
        return read_regular(path, _MOST)
    except OSError:
        return b""


def _decoded(data: bytes) -> str:
    """The text of a file, also of one of an office program."""
    if data.startswith(b"PK\x03\x04"):
        return _text_of_office(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _text_of_office(data: bytes) -> str:
    with (
        suppress(OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile),
        zipfile.ZipFile(BytesIO(data)) as packed,
    ):
        parts = [each for each in packed.infolist() if _PART_OF_OFFICE.fullmatch(each.filename)]
        if sum(each.file_size for each in parts) <= _MOST:
            return "\n".join(_TAGS.sub(" ", packed.read(each).decode("utf-8", "replace")) for each in parts)
    return ""
