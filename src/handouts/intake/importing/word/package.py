"""The packed folder that a .docx is: its parts within limits, and how they refer to each other."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from handouts.intake.importing.kinds import HEAD, refuse_other_kinds
from handouts.intake.importing.word.elements import Element, Refused, parse
from handouts.problems import ContentError, Mark, Message, error, msg

MAX_FILE = 40_000_000
"""Bytes of the file."""
_MAX_XML = 16_000_000
"""Bytes of all XML that is read: a hundred times what the longest brochure needs."""
_MAX_PICTURES = 80_000_000
_MAX_PARTS = 3000
_ENCRYPTED = 1
_OLE = b"\xd0\xcf\x11\xe0"
"""How a document of Word begins that is of before 2007, or locked."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")


class Relation(NamedTuple):
    """What a part refers to: the last word of its kind, and a part, or an address outside of the file."""

    kind: str
    target: str
    external: bool


class Package:
    """A .docx that is open; each of its methods raises ContentError where it is damaged or too large."""

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        if len(data) > MAX_FILE:
            raise self.too_large()
        if data.startswith(_OLE) and _LOCKED in data:
            raise self._protected()
        if not data.startswith(b"PK"):
            refuse_other_kinds(data[:HEAD], source)
        self._left = {"xml": _MAX_XML, "pictures": _MAX_PICTURES}
        self._relations: dict[str, dict[str, Relation]] = {}
        self._roots: dict[str, Element] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as reason:
            raise self.damaged() from reason
        if len(entries) > _MAX_PARTS:
            raise self.too_large()
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise self._protected()
        self._names = {entry.filename.replace("\\", "/").lower(): entry for entry in reversed(entries)}
        roots = [each.target for each in self.relations("").values() if each.kind == "officeDocument"]
        self.document = next((name for name in roots if self.has(name)), "word/document.xml")
        if not self.has(self.document):
            if b"word/" not in data[:HEAD]:
                refuse_other_kinds(data[:HEAD], source)
            raise self.damaged(msg("there is no text of Word in this file"))

    def has(self, name: str) -> bool:
        """Whether there is such a part; capitals do not count, as the standard says."""
        return name.lower() in self._names

    def names(self, called: re.Pattern[str]) -> list[str]:
        """The names of the parts that are called so, in small letters."""
        return [name for name in self._names if called.fullmatch(name)]

    def read(self, name: str, what: str = "xml") -> bytes:
        """The bytes of a part, which is `xml` or one of the `pictures`."""
        entry = self._names[name.lower()]
        if entry.file_size > self._left[what]:
            raise self.too_large()
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(self._left[what] + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError, ValueError) as reason:
            raise self.damaged() from reason
        except RuntimeError as reason:  # a password, which the list of parts did not say
            raise self.damaged() from reason
        self._left[what] -= len(data)
        if self._left[what] < 0:
            raise self.too_large()
        return data

    def root(self, name: str) -> Element:
        """The root element of a part."""
        if name not in self._roots:
            try:
                self._roots[name] = parse(self.read(name))
            except Refused as reason:
                raise self.damaged() from reason
        return self._roots[name]

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by the names that it uses; the file as a whole is the part ``."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            path = posixpath.join(folder, "_rels", f"{base}.rels")
            found = self.root(path) if self.has(path) else ()
            self._relations[name] = {
                each.get("Id", ""): _relation(each, folder) for each in found if each.tag.endswith("Relationship")
            }
        return self._relations[name]

    def parts(self, kind: str) -> Iterator[str]:
        """The parts of a kind that the document refers to, each once."""
        named = [each.target for each in self.relations(self.document).values() if each.kind == kind]
        default = f"word/{kind}.xml"
        yield from dict.fromkeys(each for each in named or [default] if self.has(each))

    def part(self, kind: str) -> Element | None:
        """The root of the part of a kind, of which there is one."""
        return next((self.root(name) for name in self.parts(kind)), None)

    def damaged(self, message: Message | None = None) -> ContentError:
        """What is raised where the file is not whole."""
        reason = message or msg("this Word document is damaged, or it is none")
        hint = msg("open it in Word and save it again under another name (File > Save as > Word document)")
        return ContentError([error("import-damaged", Mark(self.source), reason, hint)])

    def _protected(self) -> ContentError:
        hint = msg("open it in Word, take the password off (File > Info > Protect Document), and save it")
        return ContentError([error("import-protected", Mark(self.source), "this document has a password", hint)])

    def too_large(self) -> ContentError:
        """What is raised where there is more than a brochure can be made of."""
        hint = msg("make its pictures smaller in Word (Compress Pictures), or split it up")
        return ContentError([error("too-large", Mark(self.source), "this document is too large to be imported", hint)])


def _relation(element: Element, folder: str) -> Relation:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = unquote(target)
        target = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
    return Relation(element.get("Type", "").rpartition("/")[2], target, external)
