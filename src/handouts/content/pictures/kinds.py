"""What a file is by its first bytes, whatever its name says; and what to do about one that is no picture."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Literal

from handouts.content.pictures.findings import Unfit
from handouts.problems import msg

SAVE_AGAIN = msg("copy or download it again; or open it in a program for pictures, look at it, and save it again")
HEIC = msg(
    "on an iPhone choose Settings > Camera > Formats > Most Compatible; this one becomes a JPEG when you open it on the"
    " computer and export it, or mail it to yourself"
)
"""What to do about what a phone saves."""
EXPORT = msg("open it in the program that made it and export it as SVG, PNG or JPEG")
PAGE = msg("in the program that made it, or in a PDF viewer, export the page as SVG or PNG")
_AS_JPEG, _TAKE_OUT = msg("save it as JPEG"), msg("take the picture itself out of it")
_MOST_UNPACKED = 32 * 1024 * 1024
"""Bytes of a drawing that was packed (.svgz)."""

_RASTERS = (
    b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+",
)  # fmt: skip
_OTHERS = (
    (b"%PDF", msg("cannot be read: it is a PDF"), PAGE),
    (b"%!PS", msg("cannot be read: it is a PostScript file (EPS or AI)"), EXPORT),
    (b"\xc5\xd0\xd3\xc6", msg("cannot be read: it is a PostScript file (EPS)"), EXPORT),
    (b"8BPS", msg("cannot be read: it is a Photoshop file"), EXPORT),
    (b"gimp xcf", msg("cannot be read: it is a GIMP file"), EXPORT),
    (b"PK\x03\x04", msg("cannot be read: it is a document or a packed folder"), _TAKE_OUT),
    (b"\xd0\xcf\x11\xe0", msg("cannot be read: it is a document of an office program"), _TAKE_OUT),
    (b"\x00\x00\x00\x0cJXL ", msg("cannot be read: it is a JPEG XL"), _AS_JPEG),
    (b"\xff\x0a", msg("cannot be read: it is a JPEG XL"), _AS_JPEG),
    (b"\x00\x00\x00\x0cjP  ", msg("cannot be read: it is a JPEG 2000"), _AS_JPEG),
)
# The brands of ISO/IEC 23008-12 (HEIF) under which phones save; AVIF has its own.
_HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_MARKED_UP = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<", b"<\0", b"\0<")


def kind_of(data: bytes) -> Literal["raster", "drawing"]:
    """Whether it is a picture of pixels or a drawing. Raises Unfit for what is neither."""
    if not data:
        raise Unfit("unreadable-picture", "cannot be read: the file is empty", SAVE_AGAIN)
    start = data[:64]
    if start.startswith(_RASTERS) or (start.startswith(b"RIFF") and start[8:12] == b"WEBP"):
        return "raster"
    if start[4:8] == b"ftyp":
        brands = start[8:64]
        if b"avif" in brands or b"avis" in brands:
            return "raster"
        if brands.startswith(_HEIF):
            raise Unfit("unreadable-picture", "cannot be read: it is a HEIC, as a phone saves it", HEIC)
        raise Unfit("unreadable-picture", "cannot be read: it is a film", "take a picture out of it, as JPEG")
    for signature, message, hint in _OTHERS:
        if start.startswith(signature):
            raise Unfit("unreadable-picture", message, hint)
    text = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        hint = msg("in the browser, save the picture itself: right click on it and choose “save image as”")
        raise Unfit("unreadable-picture", "cannot be read: it is a web page", hint)
    if data.lstrip(b" \t\r\n").startswith(_MARKED_UP):
        return "drawing"
    hint = msg("a picture is an SVG, PNG, JPEG or WebP; {save_again}", save_again=SAVE_AGAIN)
    raise Unfit("unreadable-picture", "cannot be read: it is no picture", hint)


def unpacked(data: bytes) -> bytes:
    """A drawing that was packed with gzip (.svgz) without that; any other file as it is. Raises Unfit."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as file:
            text = file.read(_MOST_UNPACKED + 1)
    except (OSError, EOFError, zlib.error) as reason:
        raise Unfit("unreadable-picture", "cannot be read: it is cut off or damaged", SAVE_AGAIN) from reason
    if len(text) > _MOST_UNPACKED:
        size = _MOST_UNPACKED // 1024 // 1024
        raise Unfit("picture-too-large", "unpacks to more than {size} MB", "simplify the drawing", size=size)
    return text
