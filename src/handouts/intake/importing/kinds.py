"""What a file is that is no text: recognised by its first bytes, whatever its name, with what can be done with it."""

from __future__ import annotations

from pathlib import PurePath

from handouts.content.pictures.kinds import HEIC
from handouts.files.command import command
from handouts.problems import ContentError, Mark, Message, error, msg

HEAD = 64 * 1024
"""Bytes at the beginning of a file, by which its kind is recognised."""
_CONTROLS = {*range(7), *range(14, 27)}
"""Bytes that no text in UTF-8 or an older encoding holds."""
_SEARCHED = 4096
"""Bytes in which the root of an XML file is looked for."""

_KINDS = {
    "archive": (msg("a packed folder"), "unpack"),
    "apple": (msg("a document of Pages, Numbers or Keynote"), "export text"),
    "book": (msg("an e-book"), "copy"),
    "database": (msg("a database"), "copy out"),
    "document": (msg("a document of a word processor"), "save as text"),
    "drawing": (msg("a drawing"), "as a picture"),
    "eps": (msg("a drawing (EPS)"), "export"),
    "heic": (msg("a picture as a phone saves it (HEIC)"), "heic"),
    "office": (msg("a document of an office program"), "save as text"),
    "packed": (msg("a packed file"), "unpack"),
    "pdf": (msg("a PDF"), "convert"),
    "photoshop": (msg("a picture of Photoshop"), "export"),
    "picture": (msg("a picture"), "as a picture"),
    "postscript": (msg("a drawing (PostScript)"), "export"),
    "program": (msg("a program"), "name another"),
    "slides": (msg("a presentation"), "copy"),
    "sound": (msg("sound"), "write"),
    "recording": (msg("sound or a film"), "write"),
    "table": (msg("a spreadsheet"), "batch"),
    "web page": (msg("a web page"), "browse"),
    "xml": (msg("a file for programs (XML)"), "copy"),
}
"""By kind: what it is called, and which of `_advice` goes with it."""
_OF_PAGES = {None, "web page", "xml", "drawing"}
"""Kinds that a web page may begin as."""
_STARTS = (
    (b"{\\rtf", "document"), (b"%pdf", "pdf"), (b"<!doctype html", "web page"), (b"<html", "web page"),
    (b"<svg", "drawing"), (b"%!ps", "postscript"),
)  # fmt: skip
"""Marked up as text, in small letters; white space may come before it."""
_SIGNATURES = (
    (b"\xff\xd8\xff", "picture"), (b"\x89PNG\r\n\x1a\n", "picture"), (b"GIF87a", "picture"), (b"GIF89a", "picture"),
    (b"II*\0", "picture"), (b"MM\0*", "picture"), (b"BM", "picture"), (b"8BPS", "photoshop"),
    (b"\xc5\xd0\xd3\xc6", "eps"), (b"\xd0\xcf\x11\xe0", "office"), (b"\x1f\x8b\x08", "packed"),
    (b"7z\xbc\xaf\x27\x1c", "archive"), (b"Rar!\x1a\x07", "archive"), (b"ID3", "sound"), (b"OggS", "sound"),
    (b"MZ", "program"), (b"\x7fELF", "program"), (b"SQLite format 3\0", "database"),
)  # fmt: skip
_ZIPPED = (
    (b"word/", "document"), (b"xl/", "table"), (b"ppt/", "slides"), (b"opendocument.text", "document"),
    (b"opendocument.spreadsheet", "table"), (b"opendocument.presentation", "slides"),
    (b"application/epub+zip", "book"), (b"Index/", "apple"),
)  # fmt: skip
"""What a packed folder holds that a program keeps as one file: the first names, which are not packed."""
# The brands of ISO/IEC 14496-12: others than these are films or sound.
_BRANDS = dict.fromkeys((b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"), "heic") | dict.fromkeys(
    (b"avif", b"avis"), "picture"
)


def refuse_other_kinds(head: bytes, source: str) -> None:
    """Raises ContentError where a file that begins with `head` is known and no text; `source` is its name."""
    if kind := _kind_of(head):
        what, advice = _KINDS[kind]
        hint = _advice(source)[advice]
        raise ContentError([error("import-not-text", Mark(source), "this is {what}, not a text file", hint, what=what)])


def refuse_no_page(head: bytes, source: str) -> None:
    """Raises ContentError where a file that is called as a web page begins as another kind of file."""
    if _kind_of(head) not in _OF_PAGES:
        refuse_other_kinds(head, source)


def _advice(source: str) -> dict[str, Message]:
    return {
        "as a picture": msg(
            "put it in content/images, and name it in a brochure's section: "
            "image: {{file: {name}, alt: what one sees}}",
            name=PurePath(source).name,
        ),
        "batch": msg(
            "a sheet for each of its rows: {handouts} batch {file} --recipe RECIPE; "
            "else copy the text into a new text file",
            handouts=command(),
            file=source,
        ),
        "browse": msg("open it in a browser, copy the text, and paste it into a new text file"),
        "convert": msg(
            "open it in Word, choose File > Save As > Word Document (.docx), and import that; "
            "or copy the text into a new text file"
        ),
        "copy": msg("open it, select and copy the text, and paste it into a new text file"),
        "copy out": msg("copy the text out of the program that it belongs to into a new text file"),
        "export": msg("export it as SVG, PNG or JPEG in the program that made it, and put that in content/images"),
        "export text": msg("in Pages choose File > Export To > Word, and import that (.docx)"),
        "heic": HEIC,
        "name another": msg("name the file with your text"),
        "save as text": msg(
            "open it in Word or LibreOffice, choose File > Save As > Word Document (.docx), and import that"
        ),
        "unpack": msg("unpack it, and import the text in it"),
        "write": msg("a brochure is made of text: write or paste it into a new text file (.txt)"),
    }


def _kind_of(head: bytes) -> str | None:
    marked_up = head.lstrip(b" \r\n\t\xef\xbb\xbf").lower()
    if kind := next((kind for start, kind in _STARTS if marked_up.startswith(start)), None):
        return kind
    if marked_up.startswith(b"<?xml"):
        return "drawing" if b"<svg" in marked_up[:_SEARCHED] else "xml"
    if not _CONTROLS.intersection(head):
        return None  # a text may begin with the letters of a short signature
    if head.startswith(b"PK\x03\x04"):
        return next((kind for name, kind in _ZIPPED if name in head), "archive")
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "recording")
    # Letters alone begin a text too: `BMI berekenen`. What a program wrote after them holds a zero byte.
    by_letters = b"\0" in head
    if head.startswith(b"RIFF") and by_letters:
        return "picture" if head[8:12] == b"WEBP" else "recording"
    known = (each for each in _SIGNATURES if by_letters or not each[0].isalnum())
    return next((kind for start, kind in known if head.startswith(start)), None)
