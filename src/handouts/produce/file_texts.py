"""The text in a file of any kind: plain, of an office program, in an archive, or in a PDF."""

from __future__ import annotations

import re
import zipfile
from contextlib import closing, suppress
from io import BytesIO

LARGEST = 64 * 1024 * 1024
"""Bytes of a file, or of what is packed in it, that are looked into at most."""
_WITHOUT_TEXT = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
"""How pictures and packed files begin."""
_TAGS = re.compile("<[^>]*>")
_PART_OF_OFFICE = re.compile(r"(?:word|xl|content|ppt)[\w/]*\.xml")
_TEXT_IN_ZIP = re.compile(r".*\.(?:yaml|yml|txt|md|csv|html?|xml)")


def text_of(data: bytes) -> str | None:
    """The text of a file, also of a PDF, of an office program and in an archive; None where none can be read."""
    if data.startswith(b"%PDF"):
        pages = texts_of_pages(data)
        return None if pages is None else "\n".join(pages)
    if data.startswith(b"PK\x03\x04"):
        return _text_of_zip(data)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data.startswith(_WITHOUT_TEXT):
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def texts_of_pages(pdf: bytes, password: str | None = None) -> list[str] | None:
    """The text of each page of a PDF; None where it is damaged, or locked with another password."""
    import pypdfium2

    with suppress(pypdfium2.PdfiumError), closing(pypdfium2.PdfDocument(pdf, password=password)) as document:
        return [page.get_textpage().get_text_range() for page in document]
    return None


def _text_of_zip(data: bytes) -> str | None:
    """The text in a file of an office program; of another archive the names in it, and its files of text."""
    with (
        suppress(OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile),
        zipfile.ZipFile(BytesIO(data)) as packed,
    ):
        names = packed.namelist()
        is_office = "[Content_Types].xml" in names or "mimetype" in names
        pattern = _PART_OF_OFFICE if is_office else _TEXT_IN_ZIP
        parts = [each for each in packed.infolist() if pattern.fullmatch(each.filename)]
        if sum(each.file_size for each in parts) <= LARGEST:
            texts = (_TAGS.sub(" ", packed.read(each).decode("utf-8", "replace")) for each in parts)
            return "\n".join([*texts, *(() if is_office else names)])
    return None
