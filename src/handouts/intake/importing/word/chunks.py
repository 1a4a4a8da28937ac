"""The words of a file that is packed into a Word document (`altChunk`), which Word shows as if it were its text."""

from __future__ import annotations

import posixpath
import re

from handouts.intake.importing.word.elements import Element, attribute
from handouts.intake.importing.word.losses import words_shown
from handouts.intake.importing.word.package import Package
from handouts.intake.importing.word.settings import words_in
from handouts.intake.importing.word.signs import cleaned
from handouts.problems import ContentError

_CODE = re.compile(r"<(script|style|title)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_HIDDEN = re.compile(r"\{\\\*[^{}]*\}|\{\\(?:fonttbl|colortbl|stylesheet|info|pict)\b(?:[^{}]|\{[^{}]*\})*\}")
_HEX = re.compile(r"\\'([0-9a-fA-F]{2})")
_UNICODE = re.compile(r"\\u(-?\d{1,5}) ?\??")
_CONTROL = re.compile(r"\\(?:par|line|tab|cell|row|sect|page)\b ?|\\[a-z]+-?\d* ?|\\[^a-z]|[{}]")


def words_of_chunk(element: Element, package: Package, part: str) -> list[str]:
    """The words of what an element of a part stands for; none where it is not in the file or cannot be read."""
    found = package.relations(part).get(attribute(element, "r:id"))
    if found is None or found.external or not package.has(found.target):
        return []
    data, kind = package.read(found.target), posixpath.splitext(found.target)[1].lower()
    if data.startswith(b"PK"):
        try:
            inner = Package(data, package.source)
            return words_in(inner.root(inner.document))
        except ContentError:
            return []
    text = _decoded(data)
    if text.startswith("{\\rtf"):
        text = _of_rtf(text)
    elif kind in {".html", ".htm", ".xhtml", ".xml", ".mht"}:
        return cleaned(" ".join(words_shown(_CODE.sub(" ", text)))).split()
    return cleaned(text).split()


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _of_rtf(text: str) -> str:
    text = _HEX.sub(lambda found: bytes.fromhex(found[1]).decode("cp1252", "ignore"), _HIDDEN.sub("", text))
    text = _UNICODE.sub(lambda found: chr(int(found[1]) % 0x10000), text)
    return _CONTROL.sub(lambda found: " " if found[0].startswith(_ENDS) else "", text)


_ENDS = ("\\par", "\\line", "\\tab", "\\cell", "\\row", "\\sect", "\\page")
