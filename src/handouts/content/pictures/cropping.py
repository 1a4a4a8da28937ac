"""A picture of pixels as it is printed: cut to a ratio around its focus, and no larger than its place on paper asks.

The point in focus comes as near to the middle as the edges of the picture allow. Nothing is ever made larger.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from handouts.content.pictures.findings import Looked
from handouts.content.pictures.rasters import orientation, upright

if TYPE_CHECKING:
    from PIL.Image import Image

MIDDLE = (50, 50)
_QUALITY = 92
_COLOURS = 4096
"""A picture with more colours than this is a photograph; a drawing or the picture of a screen has fewer."""
_SAMPLE = (256, 256)
_LIGHTER = 0.6
"""How much of a photograph's darkness is left where ink is spared: black becomes a middle grey."""
_SWAPPED = range(5, 9)
"""The orientations of EXIF in which width and height change places."""


class Crop(NamedTuple):
    """What is to be made of a picture: `ratio` is width to height, 0 for the whole, `focus` in % from left and top.

    It gets at most `across` pixels from left to right; with `light` a photograph is grey and lighter.
    """

    ratio: float = 0.0
    focus: tuple[int, int] = MIDDLE
    across: int = 0
    light: bool = False


class Measures(NamedTuple):
    """A picture of pixels as it stands upright: how large it is, in pixels, and whether it is a photograph."""

    width: int
    height: int
    photograph: bool


def is_of_pixels(looked: Looked) -> bool:
    """Whether a picture that was looked at can be cut; a drawing is printed whole."""
    return looked.kind.startswith("image/") and looked.kind != "image/svg+xml"


def measured(looked: Looked) -> Measures:
    """How large a picture of pixels is."""
    image = _opened(looked)
    return Measures(*_size(image), _is_photograph(image))


def cropped(looked: Looked, crop: Crop) -> tuple[bytes, str]:
    """A picture of pixels as it is asked for, and its media type; the same for the same, always."""
    from PIL import Image

    image = _opened(looked)
    photograph = _is_photograph(image)
    if image.format == "JPEG" and crop.across:
        _read_small(image, crop)
    made = _in_full_colour(upright(image))
    made = made.crop(_box(*made.size, crop))
    if 0 < crop.across < made.width:
        size = (crop.across, max(1, round(made.height * crop.across / made.width)))
        made = made.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if crop.light and photograph:
        made = _lightened(made)
    made.info = {}
    return _saved(made, photograph=photograph)


def _opened(looked: Looked) -> Image:
    from PIL import Image

    return Image.open(io.BytesIO(looked.data))


def _size(image: Image) -> tuple[int, int]:
    """Width and height as it stands upright."""
    return image.size[::-1] if orientation(image) in _SWAPPED else image.size


def _is_photograph(image: Image) -> bool:
    """A JPEG always; of other files, one that covers its whole area with very many colours."""
    if image.format in {"JPEG", "MPO"}:
        return True
    if image.mode != "RGB" or "transparency" in image.info:
        return False
    return image.resize(_SAMPLE, resample=0).getcolors(_COLOURS) is None


def _read_small(image: Image, crop: Crop) -> None:
    """Lets the decoder of a large JPEG read it at a half, a quarter or an eighth, where that is enough."""
    left, _, right, _ = _box(*_size(image), crop)
    part = crop.across / max(1, right - left)
    if part < 1:
        image.draft(None, (round(image.width * part), round(image.height * part)))


def _box(width: int, height: int, crop: Crop) -> tuple[int, int, int, int]:
    """The part of a picture of that size that is kept: left, top, right and bottom in pixels."""
    if not crop.ratio:
        return 0, 0, width, height
    across = max(1, min(width, round(height * crop.ratio)))
    down = max(1, min(height, round(width / crop.ratio)))
    left = min(max(round(width * crop.focus[0] / 100 - across / 2), 0), width - across)
    top = min(max(round(height * crop.focus[1] / 100 - down / 2), 0), height - down)
    return left, top, left + across, top + down


def _in_full_colour(image: Image) -> Image:
    """In a mode that can be made smaller smoothly and that the engine prints."""
    if "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in {"L", "LA", "RGB", "RGBA", "CMYK"}:
        return image
    return image.convert({"1": "L"}.get(image.mode, "RGB"))


def _lightened(image: Image) -> Image:
    grey = image.convert("L")
    return grey.point([round(255 - (255 - level) * _LIGHTER) for level in range(256)])


def _saved(image: Image, *, photograph: bool) -> tuple[bytes, str]:
    buffer = io.BytesIO()
    if photograph:
        image.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
        return buffer.getvalue(), "image/jpeg"
    image.save(buffer, "PNG", compress_level=6)
    return buffer.getvalue(), "image/png"
