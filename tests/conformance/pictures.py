"""Hundreds of innocent drawings, which print, and of damaged pictures, of which none prints half in silence."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from random import Random

from PIL import Image, ImageChops, ImageFilter

from conformance.drawings import WRITERS
from handouts.content.pictures import look
from pictures import address_of, saved

_DRAWINGS = 540
_PRINTED = 15
"""Of so many drawings one is printed, which takes longer than looking."""
_TIMES = 40
_CHANGED, _SEEN = 40, 0.02
"""A pixel that differs by more than the first has changed; a share of them that is larger than the second is seen."""


def innocent_drawings() -> Iterator[str]:
    """Drawings as the usual programs write them; yields what is held against any, and which comes out blank."""
    for number in range(_DRAWINGS):
        writer = WRITERS[number % len(WRITERS)]
        looked = look(writer(Random(number)).encode())  # noqa: S311  # the same drawings each time
        yield from (f"drawing {number} ({writer.__name__}) {doubt.message}" for doubt in looked.doubts)
        if number % _PRINTED == 0 and _is_blank(looked.data, looked.kind):
            yield f"drawing {number} ({writer.__name__}) prints nothing"


def _is_blank(data: bytes, kind: str) -> bool:
    import pypdfium2

    from handouts.page.rendering.engine import load_engine

    html = f"<style>@page {{ size: 50mm; margin: 0 }}</style><img style='width: 50mm' src='{address_of(data, kind)}'>"
    page = pypdfium2.PdfDocument(load_engine().HTML(string=html).write_pdf())[0]
    darkest, _ = page.render().to_pil().convert("L").getextrema()
    return bool(darkest > 230)


def damaged_pictures() -> Iterator[str]:
    """Pictures that lost something on their way; yields those that print otherwise, of which nothing is said."""
    for name, data in _whole().items():
        sound = _pixels(look(data).data)
        for how, damage in _DAMAGES.items():
            if how in _BY_CHECKSUM and not name.startswith("PNG"):
                continue  # others hold no checksum: what a decoder can read may be another picture
            for number in range(_TIMES):
                looked = look(damage(data, Random(f"{name}{how}{number}")))  # noqa: S311  # the same damage each time
                if not looked.doubts and _differs(_pixels(looked.data), sound):
                    yield f"{name} {how} {number} prints otherwise, and nothing is said"


def _whole() -> dict[str, bytes]:
    grain = Image.effect_noise((320, 240), 40).filter(ImageFilter.GaussianBlur(2))
    light = Image.linear_gradient("L").resize((320, 240))
    photo = Image.merge("RGB", (grain, ImageChops.add(grain, light, 2), light))
    few = photo.convert("P")
    return {
        "JPEG": saved(photo, "JPEG", quality=88),
        "JPEG, progressive": saved(photo, "JPEG", progressive=True),
        "PNG": saved(photo, "PNG"),
        "PNG, palette": saved(few, "PNG"),
        "WebP": saved(photo, "WEBP", quality=85),
        "WebP, lossless": saved(photo, "WEBP", lossless=True),
        "GIF": saved(few, "GIF"),
        "TIFF": saved(photo, "TIFF", compression="tiff_lzw"),
        "AVIF": saved(photo, "AVIF"),
    }


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(20, len(data) - 2)]


def _closed_again(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) // 5, len(data) - 200)] + data[-2:]


def _gap(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) // 5, len(data) - 300)
    return data[:at] + data[at + chance.choice((1, 16, 200)) :]


def _turned(data: bytes, chance: Random) -> bytes:
    spoilt = bytearray(data)
    spoilt[chance.randrange(len(data) // 10, len(data))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


_DAMAGES: dict[str, Callable[[bytes, Random], bytes]] = {
    "cut off": _cut,
    "cut off and closed": _closed_again,
    "with a gap": _gap,
    "turned": _turned,
}


_BY_CHECKSUM = {"with a gap", "turned"}


def _pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def _differs(one: Image.Image, other: Image.Image) -> bool:
    if one.size != other.size:
        return True
    changed = ImageChops.difference(one, other).convert("L").point([255 * (level > _CHANGED) for level in range(256)])
    return changed.histogram()[255] > _SEEN * one.width * one.height
