"""What a file is that is no text: told by its first bytes, whatever its name says, with what she can do with it."""

from __future__ import annotations

from pathlib import PurePath

from handouts.content.pictures.kinds import HEIC
from handouts.problems import ContentError, Mark, as_message, error

HEAD = 64 * 1024
"""Bytes at the beginning of a file, by which its kind is told."""
_CONTROLS = {*range(7), *range(14, 27)}
"""Bytes that no text in UTF-8 or an older encoding holds."""
_RULE = "import-not-text"
_TEXT = "open it there and save it as plain text (.txt)"
_COPY = "open it, select and copy the text, and paste it into a new text file"
_TABLE = "a spreadsheet"
_ROWS = "a sheet for each of its rows: handouts batch {file} --sheet RECIPE; else copy the text into a new text file"
_PICTURE = "put it in content/images, and name it in a brochure's section: image: {{file: {name}, alt: what one sees}}"
_EXPORT = "export it as SVG, PNG or JPEG in the program that made it, and put that in content/images"
_SOUND = "a brochure is made of text: write or paste it into a new text file (.txt)"

_STARTS = (
    (b"{\\rtf", "a document of a word processor", _TEXT),
    (b"%pdf", "a PDF", _COPY),
    (b"<!doctype html", "a web page", "open it in a browser, copy the text, and paste it into a new text file"),
    (b"<html", "a web page", "open it in a browser, copy the text, and paste it into a new text file"),
    (b"<svg", "a drawing", _PICTURE),
    (b"%!ps", "a drawing (PostScript)", _EXPORT),
)
"""Marked up as text, in small letters; white space may stand before it."""
_SIGNATURES = (
    (b"\xff\xd8\xff", "a picture", _PICTURE),
    (b"\x89PNG\r\n\x1a\n", "a picture", _PICTURE),
    (b"GIF87a", "a picture", _PICTURE),
    (b"GIF89a", "a picture", _PICTURE),
    (b"II*\0", "a picture", _PICTURE),
    (b"MM\0*", "a picture", _PICTURE),
    (b"BM", "a picture", _PICTURE),
    (b"8BPS", "a picture of Photoshop", _EXPORT),
    (b"\xc5\xd0\xd3\xc6", "a drawing (EPS)", _EXPORT),
    (b"\xd0\xcf\x11\xe0", "a document of an office program", _TEXT),
    (b"\x1f\x8b\x08", "a packed file", "unpack it, and import the text in it"),
    (b"7z\xbc\xaf\x27\x1c", "a packed folder", "unpack it, and import the text in it"),
    (b"Rar!\x1a\x07", "a packed folder", "unpack it, and import the text in it"),
    (b"ID3", "sound", _SOUND),
    (b"OggS", "sound", _SOUND),
    (b"MZ", "a program", "name the file with your text"),
    (b"\x7fELF", "a program", "name the file with your text"),
    (b"SQLite format 3\0", "a database", "copy the text out of the program that it belongs to into a new text file"),
)
_ZIPPED = (
    (b"word/", "a document of a word processor", _TEXT),
    (b"xl/", _TABLE, _ROWS),
    (b"ppt/", "a presentation", _COPY),
    (b"opendocument.text", "a document of a word processor", _TEXT),
    (b"opendocument.spreadsheet", _TABLE, _ROWS),
    (b"opendocument.presentation", "a presentation", _COPY),
    (b"application/epub+zip", "an e-book", _COPY),
    (b"Index/", "a document of Pages, Numbers or Keynote", "open it there and export it as plain text (.txt)"),
)
"""What stands in a packed folder that a program keeps as one file: the first names, which are not packed."""
# The brands of ISO/IEC 14496-12: others than these are films or sound.
_HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_PRINTED = (b"avif", b"avis")


def refuse_other_kinds(head: bytes, source: str) -> None:
    """Raises ContentError where a file that begins with `head` is known and no text; `source` is its name."""
    found = _kind_of(head)
    if found is None:
        return
    what, hint = found
    name = PurePath(source).name
    message, what = "this is {what}, not a text file", as_message(what)
    raise ContentError([error(_RULE, Mark(source), message, hint, what=what, name=name, file=source)])


def _kind_of(head: bytes) -> tuple[str, str] | None:
    marked_up = head.lstrip(b" \r\n\t\xef\xbb\xbf").lower()
    for start, what, hint in _STARTS:
        if marked_up.startswith(start):
            return what, hint
    if marked_up.startswith(b"<?xml"):
        return ("a drawing", _PICTURE) if b"<svg" in marked_up[:4096] else ("a file for programs (XML)", _COPY)
    if not _CONTROLS.intersection(head):
        return None  # a text may begin with the letters of a short signature
    if head.startswith(b"PK\x03\x04"):
        packed = ("a packed folder", "unpack it, and import the text in it")
        return next(((what, hint) for name, what, hint in _ZIPPED if name in head), packed)
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:64])
    # Letters alone begin a text too: `BMI berekenen`. What a program wrote behind them holds a zero byte.
    by_letters = b"\0" in head
    if head.startswith(b"RIFF") and by_letters:
        return ("a picture", _PICTURE) if head[8:12] == b"WEBP" else ("sound or a film", _SOUND)
    known = (each for each in _SIGNATURES if by_letters or not each[0].isalnum())
    return next(((what, hint) for start, what, hint in known if head.startswith(start)), None)


def _by_brand(brands: bytes) -> tuple[str, str]:
    if brands.startswith(_HEIF):
        return "a picture as a phone saves it (HEIC)", HEIC
    return ("a picture", _PICTURE) if brands.startswith(_PRINTED) else ("sound or a film", _SOUND)
