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
from handouts.records import Records

_LEFT_OUT = {STATE_FOLDER, ".git", ".hg", ".svn"}
_MOST = 64 * 1024 * 1024
_SHORTEST_NAME, _SHORTEST_REF, _SHORTEST_PASSAGE = 3, 4, 24
"""Characters from which a first name, a reference without a dash and a sentence are looked for in a text."""
_OF_THE_PLACE = re.compile("^(?:content/clients/|output/(?:(?:sheets|brochures|print)(?:/|$))?)")
"""What every name begins with, and says of nobody."""
_TAGS = re.compile("<[^>]*>")
_PART_OF_OFFICE = re.compile(r"(?:word|xl|content|ppt)[\w/]*\.xml")


class Leftover(NamedTuple):
    """A file or folder that belongs to no reference by its name. Of a PDF `digest` is kept, of anything else `text`.

    `ref` and `summary` are those of the consult that its text is, if it is one.
    """

    path: Path
    name: str
    text: str = ""
    digest: str = ""
    ref: str = ""
    summary: ConsultSummary = ConsultSummary()


class Leftovers:
    """All leftovers of a practice folder; they are looked for when first asked for."""

    def __init__(
        self,
        folder: Folder,
        records: Records,
        summaries: ConsultSummaries,
        owned: Collection[Path],
        places: Collection[Path],
    ) -> None:
        """`records` are those of the folder's own output; `places` are the folders that are looked through.

        `owned` are the files that belong to a reference, or to no client.
        """
        self._folder = folder
        self._records = records
        self._summaries = summaries
        self._owned = {*owned, *(records.output / each.path for each in records.cache.files())}
        self._places = places

    def of(self, ref: str, sheets: Iterable[Path]) -> list[Path]:
        """Those that are surely of a reference: a copy of one of its `sheets`, or of its consult.

        That is a text with the same reference, first name and day. Where its consult is gone, a text with that
        reference which a program left, as its name has no ending, or begins with a dot.
        """
        key, own = self._records.key, self._summaries.get(ref)
        made = {each.digest for each in self._records.cache.files() if each.name == ref and each.key == key.fingerprint}
        made |= {key.of_file(_bytes_of(path)) for path in sheets if path.suffix == ".pdf"}
        return [each.path for each in self._all if (each.digest in made) or (each.ref == ref and _is_copy(each, own))]

    def naming(self, refs: Collection[str], going: Collection[Path]) -> Iterator[Message]:
        """Which others name one of these references, or quote its consult: whose they are nobody can say but she."""
        marks = [(ref, *self._words_of(ref)) for ref in refs]
        for each in self._all:
            if each.path in going:
                continue
            own = _OF_THE_PLACE.sub("", each.name)
            if any(_holds(ref, own) or (name and _holds(name, own)) for ref, name, _ in marks):
                yield msg(
                    "{name} stays: it is named after what goes, and handouts did not make it. Look at it yourself.",
                    name=each.name,
                )
            elif each.text and any(self._is_quoted(each.text, refs, *mark) for mark in marks):
                yield msg("{file} stays: its text names what goes. Look at it yourself.", file=each.name)

        for other, summary in self._summaries.items():
            if (
                other not in refs
                and summary.follows not in refs
                and any(_holds(ref, self._text_of(other)) for ref in refs)
            ):
                yield msg("{file} stays: its text names what goes. Look at it yourself.", file=SHEETS.source(other))

    def _words_of(self, ref: str) -> tuple[str, list[str]]:
        """The first name and the longer sentences of a consult, as far as they can be read."""
        name = self._summaries.get(ref, ConsultSummary()).first_name or ""
        return name if len(name) >= _SHORTEST_NAME else "", [*_passages(_tree_of(self._text_of(ref)))]

    def _text_of(self, ref: str) -> str:
        path = self._folder.own(SHEETS.source(ref))
        return _decoded(_bytes_of(path)) if ref in self._summaries else ""

    def _is_quoted(self, text: str, refs: Collection[str], ref: str, name: str, passages: list[str]) -> bool:
        if (len(ref) >= _SHORTEST_REF or "-" in ref) and _holds(ref, text):
            return True
        if name and _holds(name, text):
            return True
        words = " ".join(text.split())
        quoted = [each for each in passages if each in words]
        # What other consults say too is nobody's.
        return bool(quoted) and not all(any(each in other for other in self._other_texts(refs)) for each in quoted)

    def _other_texts(self, refs: Collection[str]) -> Iterator[str]:
        return (" ".join(self._text_of(other).split()) for other in self._summaries if other not in refs)

    @cached_property
    def _all(self) -> list[Leftover]:
        found = (path for place in self._places for path in found_in(place) if path.name != ".gitignore")
        return [self._leftover(path) for path in found if path not in self._owned]

    def _leftover(self, path: Path) -> Leftover:
        name = unicodedata.normalize("NFC", seen_from(self._folder.root, path))
        if path.is_symlink() or path.is_dir():
            return Leftover(path, name)
        data = _bytes_of(path)
        if data.startswith(b"%PDF"):
            return Leftover(path, name, digest=self._records.key.of_file(data))
        text = _decoded(data)
        tree = _tree_of(text) if "ref" in text else None
        ref = tree.get("ref") if isinstance(tree, dict) else ""
        return Leftover(path, name, text, ref=str(ref or ""), summary=summary_in(tree))


def found_in(place: Path) -> list[Path]:
    """All files and folders in a folder, in order, but for records and repositories; no link in it is followed."""
    found: list[Path] = []
    for folder, folders, files in os.walk(place):
        folders[:] = [each for each in folders if each not in _LEFT_OUT]
        found += (Path(folder, each) for each in (*folders, *files))
    return sorted(found)


def _is_copy(leftover: Leftover, own: ConsultSummary | None) -> bool:
    path = leftover.path
    if is_well_named(path) and path.stem != leftover.ref:
        return False  # another consult, in which the reference was not changed yet
    if own and own.first_name and own.date:
        return (leftover.summary.date, leftover.summary.first_name) == (own.date, own.first_name)
    return own is None and (path.name.startswith(".") or not path.suffix)


def _holds(word: str, text: str) -> bool:
    return word in text and bool(re.search(rf"(?<![^\W_]|-){re.escape(word)}(?![\w-])", text))


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
