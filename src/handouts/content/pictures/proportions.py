"""How wide a picture is for its height, without judging it."""

from __future__ import annotations

import io
from xml.etree import ElementTree as ET

from handouts.content.pictures.kinds import kind_of, unpacked
from handouts.content.pictures.mending import numbers_in
from handouts.content.pictures.trees import parsed

_ORIENTATION = 0x0112
_ON_ITS_SIDE = 5
"""From this orientation of Exif on, a photograph is shown turned by a quarter."""


def proportion_of(data: bytes) -> float:
    """Width divided by height, as the picture is shown; 1 where that cannot be told."""
    try:
        data = unpacked(data)
        width, height = _of_pixels(data) if kind_of(data) == "raster" else _of_drawing(parsed(data))
    except Exception:  # noqa: BLE001  # what is wrong with a picture is said where it is looked at
        return 1.0
    return width / height if width > 0 and height > 0 else 1.0


def _of_pixels(data: bytes) -> tuple[float, float]:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        turned = image.getexif().get(_ORIENTATION, 1) >= _ON_ITS_SIDE
        return (image.height, image.width) if turned else (image.width, image.height)


def _of_drawing(root: ET.Element) -> tuple[float, float]:
    box = numbers_in(root.get("viewBox", ""))
    if box and len(box) == 4:
        return box[2], box[3]
    width, height = (numbers_in(root.get(side, "").rstrip("pxtcmin ")) for side in ("width", "height"))
    return (width[0], height[0]) if width and height else (1, 1)
