"""Pictures for the tests: made in a line each, so that a test shows what is the matter with its own."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from functools import cache
from typing import Any

from PIL import Image, ImageCms

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">'
SQUARE = '<rect x="10" y="10" width="60" height="60" fill="#C04020"/>'


def drawing(inside: str) -> bytes:
    """A drawing of 100 by 100 with something in it."""
    return f"{SVG}{inside}</svg>".encode()


def colours() -> Image.Image:
    """120 by 80 pixels, in which no two corners are the same."""
    down = Image.linear_gradient("L").resize((120, 80))
    across = Image.linear_gradient("L").rotate(90).resize((120, 80))
    corner = Image.new("L", (120, 80), 60)
    corner.paste(255, (0, 0, 30, 20))
    return Image.merge("RGB", (down, across, corner))


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    """The bytes of a file of that kind."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()


def png_of_16_bits(kind: int, channels: int) -> bytes:
    """A PNG of 64 by 8 pixels in 16 bits a channel: a ramp from black to white. `kind` is its colour type."""
    row = b"\0" + b"".join(struct.pack(">H", x * 1040) * channels for x in range(64))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 64, 8, 16, kind, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * 8)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


@cache
def swapped_profile() -> bytes:
    """A profile that is sRGB with red and blue exchanged, so that whoever heeds it sees them change places."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)


def address_of(data: bytes, kind: str = "image/png") -> str:
    """The `data:` address of a picture inside a drawing."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
