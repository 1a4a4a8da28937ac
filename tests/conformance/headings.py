"""The headings that a PDF prints, found by its tags: the text itself, where the outline only claims to repeat it."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple


class Heading(NamedTuple):
    """A heading: its level (1 to 6) and its printed text, pieces on several lines put together."""

    level: int
    text: str


def printed_headings(path: Path) -> list[Heading]:
    """The headings of all pages, in reading order."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        return [heading for page in document for heading in _on_page(page)]
    finally:
        document.close()


def _on_page(page: Any) -> Iterator[Heading]:
    from pypdfium2 import raw

    texts = _texts(page)
    tree = raw.FPDF_StructTree_GetForPage(page)
    count = raw.FPDF_StructTree_CountChildren(tree)
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, index) for index in reversed(range(count))]
    while waiting:
        element = waiting.pop()
        if found := re.fullmatch(r"H([1-6])", _type(element)):
            # The tree of a page also holds the elements of other pages, without their text.
            if text := "".join(_text(element, texts)):
                yield Heading(int(found[1]), text)
        else:
            waiting.extend(reversed(list(_children(element))))
    raw.FPDF_StructTree_Close(tree)


def _children(element: Any) -> Iterator[Any]:
    from pypdfium2 import raw

    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, index):
            yield child


def _type(element: Any) -> str:
    from pypdfium2 import raw

    size = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _text(element: Any, texts: dict[int, str]) -> Iterator[str]:
    from pypdfium2 import raw

    for index in range(raw.FPDF_StructElement_CountChildren(element)):
        content = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if content >= 0:
            yield texts.get(content, "")
        elif child:
            yield from _text(child, texts)


def _texts(page: Any) -> dict[int, str]:
    """The characters that a page prints, by the number of their marked content."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    texts: dict[int, str] = {}
    for index in range(textpage.count_chars()):
        item = raw.FPDFText_GetTextObject(textpage, index)
        if item and not raw.FPDFText_IsGenerated(textpage, index):
            content = raw.FPDFPageObj_GetMarkedContentID(item)
            texts[content] = texts.get(content, "") + chr(raw.FPDFText_GetUnicode(textpage, index))
    textpage.close()
    return texts
