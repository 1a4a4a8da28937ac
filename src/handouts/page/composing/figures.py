"""Where a picture stands in a format, and the address under which it is served as it is printed there.

A photograph of which nothing is said stands beside its text, whole. A drawing is never cut.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from handouts.content.model.figures import RATIOS
from handouts.content.model.formats import Format
from handouts.content.pictures import look
from handouts.content.pictures.cropping import MIDDLE, is_of_pixels, measured
from handouts.files.folder import TrackedReader
from handouts.page.crop_addresses import Cut
from handouts.page.pipeline import PrintSettings
from handouts.problems import ContentError

_WIDE, _USUAL = "3:1", "3:2"


class Placed(NamedTuple):
    """A picture on its page: `place` is left, right, wide or below, `address` what it is served under.

    `cut` says that it fills its place: what is whole may be narrower.
    """

    place: str
    address: str
    cut: bool


class Figures:
    """What templates ask about the pictures of a document."""

    def __init__(self, reader: TrackedReader, shape: Format, settings: PrintSettings) -> None:
        """`reader` finds the pictures, and remembers that the document is made of them."""
        self._reader = reader
        self._shape = shape
        self._settings = settings

    def placed(self, image: Any) -> Placed:
        """A picture of a section, which knows its place, its ratio and its focus, where these are filled in."""
        shape, of_pixels, photograph = self._shape, *self._kind(image.file)
        place = image.place or ("right" if photograph else "below")
        if place in {"left", "right"} and not shape.beside:
            place = "wide"
        ratio = ""
        if of_pixels:
            ratio = image.ratio or (_USUAL if image.focus else "")
            if photograph and image.place == "wide":
                ratio = ratio or _WIDE
            if place == "wide" and image.place != "wide" and (not ratio or RATIOS[ratio] < RATIOS[_USUAL]):
                # On a narrow panel it takes the whole line, and would be as high as that.
                ratio = _USUAL if photograph or ratio else ""
        if not ratio and not photograph:
            return Placed(place, f"/content/images/{image.file}", cut=False)
        mm = shape.beside if place in {"left", "right"} else shape.column
        return Placed(place, self.cut(image, mm, ratio), cut=bool(ratio))

    def cut(self, image: Any, mm: float, ratio: str | None = None) -> str:
        """The address of a picture of `mm` wide; cut to `ratio`, its own where there is one, or else whole."""
        of_pixels, photograph = self._kind(image.file)
        ratio = (image.ratio or "") if ratio is None else ratio
        if not of_pixels or not (ratio or photograph):
            return f"/content/images/{image.file}"
        settings = self._settings
        return Cut(ratio, image.focus or MIDDLE, mm, settings.dots, settings.low_ink).address(image.file)

    def _kind(self, file: str) -> tuple[bool, bool]:
        """Whether a picture is of pixels, and whether it is a photograph; what cannot be used is neither."""
        from urllib.parse import unquote

        try:
            looked = look(self._reader.read(f"content/images/{unquote(file)}") or b"")
        except ContentError:
            return False, False
        return is_of_pixels(looked), is_of_pixels(looked) and measured(looked).photograph
