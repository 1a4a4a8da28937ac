"""What a reader with a screen reader needs of a PDF, taken out of the file itself, and without the code under test.

veraPDF judges the form; that the title is this brochure's, or that a header has the scope that it claims to have,
it cannot know.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from conformance.headings import Heading, printed_headings

_PRINTED = 4
_EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")


class Expected(NamedTuple):
    """What the content asks for: the title, the language, and an alternative text for each picture."""

    title: str
    language: str
    alternatives: tuple[str, ...]


def wrong(path: Path, expected: Expected) -> list[str]:
    """Every fact that does not hold, as `name: what is so`; empty when all do."""
    pikepdf: Any = importlib.import_module("pikepdf")
    with pikepdf.open(path) as pdf:
        elements = list(_elements(pdf))
        found = [*_whole(pdf), *_document(pdf, expected), *_figures(elements, expected), *_tables(elements)]
        found += [*_annotations(pdf), *_fonts(pdf)]
        outline = list(_outline(pdf))
    headings = printed_headings(path)
    return [*found, *_levels(headings), *_bookmarks(headings, outline)]


def _whole(pdf: Any) -> Iterator[str]:
    yield from (f"syntax: {said}" for said in pdf.check_pdf_syntax())


def _document(pdf: Any, expected: Expected) -> Iterator[str]:
    root = pdf.Root
    title = str(pdf.docinfo.get("/Title", ""))
    if title != expected.title:
        yield f"title: {title!r}, and not {expected.title!r}"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        if xmp.get("dc:title") != expected.title:
            yield f"title: {xmp.get('dc:title')!r} in the metadata"
        if str(xmp.get("pdfuaid:part")) != "1":
            yield f"metadata: part {xmp.get('pdfuaid:part')} of PDF/UA"
    if str(root.get("/Lang", "")) != expected.language:
        yield f"language: {root.get('/Lang', '')}, and not {expected.language}"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False) is not True:
        yield "title: a reader's window shows the name of the file"
    if root.get("/MarkInfo", {}).get("/Marked", False) is not True:
        yield "tags: not marked as tagged"


def _elements(pdf: Any) -> Iterator[Any]:
    """The structure elements, in reading order."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
        waiting.extend(reversed(_dictionaries(element.get("/K"))))


def _dictionaries(value: Any) -> list[Any]:
    """The dictionaries among values; a single value may stand without an array around it."""
    pikepdf: Any = importlib.import_module("pikepdf")
    values = list(value) if isinstance(value, pikepdf.Array) else [value]
    return [each for each in values if isinstance(each, pikepdf.Dictionary)]


def _figures(elements: list[Any], expected: Expected) -> Iterator[str]:
    read = [str(each.get("/Alt", "")).strip() for each in elements if each.S == "/Figure"]
    if not all(read):
        yield f"alternative: {read.count('')} picture(s) without a text"
    for text in expected.alternatives:
        if text not in read:
            yield f"alternative: {text!r} is not read for any picture"


def _tables(elements: list[Any]) -> Iterator[str]:
    for header in (each for each in elements if each.S == "/TH"):
        owners = _dictionaries(header.get("/A"))
        scopes = [str(owner.get("/Scope", "")) for owner in owners if str(owner.get("/O", "")) == "/Table"]
        # The heading row of a diary begins with an empty corner.
        heads = header.P.P.S == "/THead" or all(cell.S == "/TH" for cell in _dictionaries(header.P.K))
        scope = "/Column" if heads else "/Row"
        if scopes != [scope]:
            yield f"scope: {scopes} of a table header, and not {scope}"
    tables = sum(each.S == "/Table" for each in elements)
    if tables and not any(each.S == "/TH" for each in elements):
        yield "scope: a table has no header cell"


def _annotations(pdf: Any) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, start=1):
        for link in page.get("/Annots", []):
            if not int(link.get("/F", 0)) & _PRINTED:
                yield f"link: one on page {number} is not printed"
            if not str(link.get("/Contents", "")).strip():
                yield f"link: one on page {number} says nothing"
        if page.get("/Annots") and str(page.get("/Tabs", "")) != "/S":
            yield f"link: the order on page {number} is not that of the tags"


def _fonts(pdf: Any) -> Iterator[str]:
    fonts = [each for item in pdf.objects for each in _dictionaries(item) if each.get("/Type") == "/Font"]
    if not fonts:
        yield "fonts: there are none"
    for font in fonts:
        if str(font.get("/Subtype")) == "/Type0":
            if "/ToUnicode" not in font:
                yield f"fonts: the characters of {font.BaseFont} cannot be read"
            continue
        if not any(name in font.get("/FontDescriptor", {}) for name in _EMBEDDED):
            yield f"fonts: {font.get('/BaseFont')} is not embedded"


def _outline(pdf: Any) -> Iterator[tuple[int, str]]:
    """Depth and text of each bookmark."""

    def below(items: Any, depth: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield depth, item.title
            yield from below(item.children, depth + 1)

    with pdf.open_outline() as outline:
        yield from below(outline.root, 1)


def _levels(headings: list[Heading]) -> Iterator[str]:
    levels = [level for level, _ in headings]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"headings: the levels are {levels}, and the first alone is to be 1"
    for before, after in pairwise(headings):
        if after.level > before.level + 1:
            yield f"headings: {after.text!r} (level {after.level}) comes after level {before.level}"


def _bookmarks(headings: list[Heading], outline: list[tuple[int, str]]) -> Iterator[str]:
    printed = [(level, _bare(text)) for level, text in headings]
    marked = [(depth, _bare(text)) for depth, text in outline]
    if printed != marked:
        lost = [text for text in printed if text not in marked]
        more = [text for text in marked if text not in printed]
        yield f"bookmarks: not those of the headings; lacking {lost}, beyond {more}"


def _bare(text: str) -> str:
    """A text without what a line break adds or takes: spaces, hyphens, and what stands for them."""
    return re.sub(r"[\s\-\u00ad\u2010\ufffe\x02]", "", text)
