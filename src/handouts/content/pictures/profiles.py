"""Colours by the profile that a picture brings along become sRGB, which is what the engine takes them for."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_STEPS = range(0, 256, 51)
_SAME = 4
"""Of 255: nobody sees so small a difference."""


def in_srgb(image: Image, profile: bytes | None) -> Image:
    """The picture in sRGB; the same object where its profile is as good as that, or cannot be used."""
    from PIL import Image as Images

    if image.mode == "LAB":
        return _from_lab(image)
    if not profile or image.mode not in {"L", "LA", "RGB", "RGBA", "P"}:
        return image
    colours = image.convert("RGBA" if "transparency" in image.info else "RGB") if image.mode == "P" else image
    mode = "L" if colours.mode in {"L", "LA"} else "RGB"
    transform = _transform(profile, mode)
    if transform is None:
        return image
    plain = colours.convert(mode) if colours.mode != mode else colours
    made: Image = transform.apply(plain)
    made = made.convert(mode)
    if colours.mode in {"LA", "RGBA"}:
        made = Images.merge(colours.mode, [*made.split(), colours.getchannel("A")])
    return made


@lru_cache(maxsize=16)
def _transform(profile: bytes, mode: str) -> Any:
    """Into sRGB, or None when nothing would change that can be seen, or the profile is of no use."""
    from PIL import Image, ImageChops, ImageCms

    try:
        transform = ImageCms.buildTransform(
            io.BytesIO(profile), ImageCms.createProfile("sRGB"), mode, "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    if mode == "L":
        sample = Image.frombytes("L", (len(_STEPS), 1), bytes(_STEPS))
    else:
        data = bytes(level for red in _STEPS for green in _STEPS for blue in _STEPS for level in (red, green, blue))
        sample = Image.frombytes("RGB", (len(_STEPS) ** 2, len(_STEPS)), data)
    changed = ImageChops.difference(transform.apply(sample), sample.convert("RGB")).tobytes()
    return transform if max(changed) > _SAME else None


def _from_lab(image: Image) -> Image:
    from PIL import ImageCms

    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    made = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
    return image.convert("RGB") if made is None else made
