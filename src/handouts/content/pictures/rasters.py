"""Pictures of pixels: whether each is whole, and how it looks when the engine prints it.

What the engine would print wrongly is converted: more than 8 bits a channel, colours of another profile than sRGB, a
kind that it does not know. Of the bytes that it prints rightly nothing is changed.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from handouts.content.pictures.damage import is_damaged_jpeg, is_damaged_png
from handouts.content.pictures.findings import NOWHERE, UNSEEN, Looked, Unfit, nothing_seen
from handouts.content.pictures.kinds import SAVE_AGAIN
from handouts.content.pictures.profiles import in_srgb
from handouts.problems import Problem, msg, warning

if TYPE_CHECKING:
    from PIL.Image import Image

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP", "AVIF")
_PLUGINS = ("Jpeg", "Png", "WebP", "Gif", "Tiff", "Bmp", "Avif")
_MEDIA = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_ORIENTATION = 0x0112
_MOST_PIXELS = 180_000_000
_MOST_OF_JPEG = 260_000_000
"""Phones take pictures of 200 million pixels; a JPEG can be read at a part of its size."""
_PLENTY = 40_000_000
_SIDE = 5200
"""Pixels. A picture with more than plenty is made this large: A4 at 440 to the inch, where 300 is sharp."""
_QUALITY = 95
# What Pillow raises on a file that is not as it should be.
_DAMAGE = (
    ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip


def look_at_raster(data: bytes, *, most: int = _MOST_PIXELS) -> Looked:
    """Decodes a picture to see whether it is whole. Raises Unfit for one that cannot be printed.

    `most` is how many pixels it may have, so how much memory it takes; a JPEG can be read at a part of its size.
    """
    from PIL import Image

    for name in _PLUGINS:
        import_module(f"PIL.{name}ImagePlugin")
    with _strictly():
        try:
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        except _DAMAGE as reason:
            raise _broken() from reason
        jpeg = image.format in {"JPEG", "MPO"}
        pixels = image.width * image.height
        if pixels > (_MOST_OF_JPEG if jpeg else most):
            raise _too_many(image, _MOST_OF_JPEG if jpeg else most)
        try:
            doubts = _moving(image)
            if pixels > _PLENTY:
                image.draft(None, (_SIDE, _SIDE))
            elif jpeg and is_damaged_jpeg(data):
                raise _broken()
            if image.format == "PNG" and is_damaged_png(data):
                raise _broken()
            image.load()
            return _for_engine(image, data, doubts, pixels)
        except _DAMAGE as reason:
            raise _broken() from reason


@contextmanager
def _strictly() -> Iterator[None]:
    """The engine lets Pillow fill up what is cut off, with grey; here it is to be reported."""
    from PIL import Image, ImageFile

    before, most = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = False, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = before, most


def _broken() -> Unfit:
    return Unfit("unreadable-picture", "cannot be read as a whole: it is cut off or damaged", SAVE_AGAIN)


def _too_many(image: Image, most: int) -> Unfit:
    return Unfit(
        "picture-too-large",
        "has {width} × {height} pixels, and {most} million is the most",
        msg("make it smaller; {side} pixels along its longer side are plenty for A4", side=_SIDE),
        width=image.width, height=image.height, most=most // 1_000_000,
    )  # fmt: skip


def _moving(image: Image) -> list[Problem]:
    if image.format == "MPO" or getattr(image, "n_frames", 1) == 1:
        return []
    pages, moves = (
        msg("has several pages; only the first is printed"),
        msg("is a moving picture; only its start is printed"),
    )
    return [warning("picture-moves", NOWHERE, pages if image.format == "TIFF" else moves)]


def _for_engine(image: Image, data: bytes, doubts: list[Problem], pixels: int) -> Looked:
    format_name, made = image.format or "", upright(image)
    plain = in_srgb(_plain(made), image.info.get("icc_profile"))
    if pixels > _PLENTY:
        plain = plain.copy() if plain is image else plain
        plain.thumbnail((_SIDE, _SIDE))
    if _is_blank(plain):
        doubts.append(nothing_seen(msg("is transparent or white all over")))
    if plain is made and pixels <= _PLENTY and _printed_rightly(image, turned=made is not image):
        return Looked(data, _MEDIA[format_name], tuple(doubts))
    buffer = io.BytesIO()
    if format_name in {"JPEG", "MPO"} or plain.mode == "CMYK":
        plain.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
        return Looked(buffer.getvalue(), "image/jpeg", tuple(doubts))
    # The engine would take a stray key of the file's for a colour that is transparent.
    plain.info = {}
    plain.save(buffer, "PNG", compress_level=1)
    return Looked(buffer.getvalue(), "image/png", tuple(doubts))


def _is_blank(image: Image) -> bool:
    """Whether nothing of it is seen on white paper: every pixel is white, or hardly there."""
    from PIL import Image as Images
    from PIL import ImageChops

    if image.mode == "CMYK":
        return max(most for _, most in image.getextrema()) < UNSEEN  # type: ignore[misc]
    opaque = "A" not in image.mode and "transparency" not in image.info
    if opaque and image.mode != "P":
        return min(low for low, _ in _extremes(image)) > 255 - UNSEEN
    seen = image.convert("RGBA")
    paper = Images.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return max(most for _, most in _extremes(ImageChops.invert(paper.convert("RGB")))) < UNSEEN


def _extremes(image: Image) -> tuple[tuple[float, float], ...]:
    """The least and the most of each channel."""
    found: Any = image.getextrema()
    return found if isinstance(found[0], tuple) else (found,)


def _printed_rightly(image: Image, *, turned: bool) -> bool:
    """Whether the engine prints the file as it is: it turns a JPEG, and inverts the inks of one with Adobe's mark."""
    jpeg = image.format in {"JPEG", "MPO"}
    if image.mode == "CMYK" and "adobe" not in image.info:
        return False
    return image.format in _MEDIA and (jpeg or not turned)


def upright(image: Image) -> Image:
    """As a phone shows it (EXIF 2.3, Orientation); the same object when it need not be turned."""
    from PIL import ImageOps

    turned = orientation(image)
    if turned is None:
        return image.copy()  # the engine, too, would stumble over it
    return ImageOps.exif_transpose(image) if turned in range(2, 9) else image


def orientation(image: Image) -> int | None:
    """How a phone says that its picture is turned; None where what it says cannot be read."""
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except _DAMAGE:
        return None
    return found if isinstance(found, int) else 1


def _plain(image: Image) -> Image:
    """In 8 bits a channel, as grey, RGB or CMYK; the same object when it is so already."""
    mode = image.mode
    if "transparency" in image.info and mode not in {"I;16", "I;16B", "I"}:
        return image if mode == "P" else image.convert("RGBA")
    if mode in {"L", "LA", "RGB", "RGBA", "CMYK", "1", "P"}:
        return image
    if mode.startswith("I"):
        return _from_16_bits(image)
    if mode == "F":
        scale = 255 / max(1, *(high for _, high in _extremes(image)))
        return image.point(lambda value: value * scale + 0.5).convert("L")
    return image.convert({"LAB": "LAB", "La": "LA", "RGBa": "RGBA", "PA": "RGBA"}.get(mode, "RGB"))


def _from_16_bits(image: Image) -> Image:
    """Grey in 16 bits (or 32, of which 16 are used) becomes grey in 8; what a colour makes transparent stays so."""
    whole = image.convert("I")
    grey = whole.point([(value + 128) // 257 for value in range(65536)], "L")
    see_through: Any = image.info.get("transparency")
    if not isinstance(see_through, int) or not 0 <= see_through < 65536:
        return grey
    grey.putalpha(whole.point([255 * (value != see_through) for value in range(65536)], "L"))
    return grey
