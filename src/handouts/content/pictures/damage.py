"""Whether the data of a JPEG or a PNG are damaged, which Pillow passes over in silence."""

from __future__ import annotations

import struct
import zlib

_START_OF_SCAN = 0xDA
_SEQUENTIAL = {0xC0, 0xC1}
_BARE = {0x01, *range(0xD0, 0xD9)}
"""Markers without a length (ITU-T T.81, B.1.1.3)."""
_SIGNATURE = 8
_PIXELS = {b"IHDR", b"PLTE", b"IDAT"}
"""What the pixels of a PNG are made of; what else is in the file may be damaged without harm."""


def is_damaged_jpeg(data: bytes) -> bool:
    """Whether the decoder meets anything that does not belong there: a code that does not exist, an early end.

    It is that of qpdf, which stops where libjpeg only warns. A bit that turned into another valid one stays unseen.
    """
    import pikepdf

    document = pikepdf.new()  # a stream does not outlive its document
    stream = document.make_stream(_as_it_is_meant(data))
    stream.Filter = pikepdf.Name.DCTDecode
    try:
        stream.read_bytes(decode_level=pikepdf.StreamDecodeLevel.all)
    except (pikepdf.PdfError, RuntimeError):
        return True
    return False


def _as_it_is_meant(data: bytes) -> bytes:
    """With the parameters of a sequential scan as they must be; some phones write others, and nothing is wrong."""
    sequential, at = False, 2
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF or marker == 0xFF or marker in _BARE:
            at += 1 if data[at] != 0xFF or marker == 0xFF else 2
            continue
        sequential |= marker in _SEQUENTIAL
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + length
        if marker == _START_OF_SCAN:
            return data[: end - 3] + b"\0\x3f\0" + data[end:] if sequential and length >= 6 else data
        at = end
    return data


def is_damaged_png(data: bytes) -> bool:
    """Whether a checksum of what the pixels are made of differs (PNG, third edition, 5.3), or the file is cut off.

    Pillow does not look at the last checksum when it has all the pixels that it needs.
    """
    at = _SIGNATURE
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        end = at + 8 + length
        if kind == b"IEND":
            return False
        if kind in _PIXELS and data[end : end + 4] != zlib.crc32(data[at + 4 : end]).to_bytes(4, "big"):
            return True
        at = end + 4
    return True
