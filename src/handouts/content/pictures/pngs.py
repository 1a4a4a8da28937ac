"""Whether the data of a PNG are damaged; Pillow does not look at the last checksum when it has all that it needs."""

from __future__ import annotations

import struct
import zlib

_SIGNATURE = 8
_PIXELS = {b"IHDR", b"PLTE", b"IDAT"}
"""What the pixels are made of; what else is in the file may be damaged without harm."""


def is_damaged(data: bytes) -> bool:
    """Whether a checksum of what the pixels are made of differs (PNG, third edition, 5.3), or the file is cut off."""
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
