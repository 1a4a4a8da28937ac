"""The pictures on a page: in which colours, how sharp at the size at which they lie there, and with how much ink."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from pikepdf import Matrix
from PIL import Image, ImageChops

from handouts.press.preflight.colours import Space, space_of
from handouts.press.preflight.costs import of_picture
from handouts.press.preflight.facts import Facts
from handouts.press.preflight.findings import Source
from handouts.press.preflight.objects import Limits, area_of, decoded, stretches
from handouts.press.preflight.states import State
from handouts.problems import msg

_SIDE = 240
"""A picture is sampled to at most this many pixels on a side."""
_SPECKS = 0.005
"""The share of a picture that may have more ink than is reported: JPEG leaves specks."""
_PICTURE = msg("a picture")
_MAX_DATA = 480_000_000
Inks = dict[tuple[int, int], float]
"""The ink of each picture of a document, by its object."""


class Pictures:
    """The pictures of one page."""

    def __init__(self, limits: Limits, facts: Facts, sources: Mapping[str, Source], inks: Inks) -> None:
        """What is seen goes into `facts`; `sources` is as of `preflight`, and `inks` is kept from page to page."""
        self._limits = limits
        self._facts = facts
        self._sources = sources
        self._inks = inks
        self._unpacked: set[tuple[int, int]] = set()

    def xobject(self, item: Any, state: State, spaces: Any, name: str) -> float:
        """An image XObject, by its name among the resources; what it costs to draw it (`costs`)."""
        source = self._sources.get(name)
        width, height = int(item.Width), int(item.Height)
        self._limits.pixels(width, height)
        self._size(width, height, state.ctm, source)
        cost = self._cost(item, width * height, state)
        if "/SMask" in item:
            self._facts.transparent = True
            self._limits.pixels(int(item.SMask.Width), int(item.SMask.Height))
            cost += self._cost(item.SMask, int(item.SMask.Width) * int(item.SMask.Height), state)
        if item.get("/ImageMask", False) or "/ColorSpace" not in item:
            return cost
        space = space_of(item.ColorSpace, spaces)
        self._facts.use(space, _PICTURE)
        if space.family == "cmyk":
            if item.objgen not in self._inks:
                self._inks[item.objgen] = _most(_inks(item, space, (width, height)))
            self._facts.ink_of_picture(self._inks[item.objgen], source)
        return cost

    def _cost(self, item: Any, pixels: int, state: State) -> float:
        known = item.objgen in self._unpacked
        self._unpacked.add(item.objgen)
        area = min(state.clip, area_of(state.ctm))
        return of_picture(pixels, area * state.per_area, packed=str(item.get("/Filter", "")), known=known)

    def inline(self, image: Any, state: State, spaces: Any) -> float:
        """An inline image; what it costs to draw it."""
        width, height = int(image.width), int(image.height)
        self._size(width, height, state.ctm)
        cost = of_picture(width * height, min(state.clip, area_of(state.ctm)) * state.per_area)
        if image.image_mask:
            return cost
        value = image.obj.get("/ColorSpace", image.obj.get("/CS"))
        if value is not None:
            self._facts.use(space_of(value, spaces), _PICTURE)
        return cost

    def _size(self, width: int, height: int, ctm: Matrix, source: Source | None = None) -> None:
        across, up = (each / 72 for each in stretches(ctm))
        if across > 0 and up > 0:
            self._facts.picture(min(width / across, height / up), source)


def _most(image: Image.Image | None) -> float:
    """The ink in all where it takes most, 0 to 4; nothing for a kind that is not looked into."""
    if image is None:
        return 0.0
    image.thumbnail((_SIDE, _SIDE), resample=Image.Resampling.NEAREST, reducing_gap=None)
    data = image.tobytes()
    totals = sorted((sum(data[at : at + 4]) for at in range(0, len(data), 4)), reverse=True)
    return totals[int(len(totals) * _SPECKS)] / 255


def _inks(item: Any, space: Space, size: tuple[int, int]) -> Image.Image | None:
    """The picture in inks, or None for a kind that is not looked into."""
    upside_down = [float(each) for each in item.get("/Decode", [])][:2] == [1, 0]
    if str(item.get("/Filter", "")) == "/DCTDecode":
        image: Image.Image = Image.open(io.BytesIO(item.read_raw_bytes()))
        if image.mode != "CMYK":
            return None
        # Pillow turns the inks of a file that Adobe's mark is in, which a PDF leaves to `Decode`.
        upside_down ^= "adobe" in image.info
        image.draft("CMYK", (_SIDE * 2, _SIDE * 2))
        image.load()
    elif space.indexed or int(item.get("/BitsPerComponent", 8)) != 8:
        return None
    else:
        image = Image.frombytes("CMYK", size, decoded(item, _MAX_DATA))
    return ImageChops.invert(image) if upside_down else image
