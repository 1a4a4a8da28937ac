"""Where a picture stands in a format, and the address under which it is served as it is printed there.

A photograph of which nothing is said stands beside its text, whole. A drawing is never cut.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import unquote

from handouts.content.model.brand import Face
from handouts.content.model.figures import RATIOS
from handouts.content.model.formats import Format
from handouts.content.pictures import look
from handouts.content.pictures.cropping import MIDDLE, is_of_pixels, measured
from handouts.files.folder import TrackedReader
from handouts.page.composing.charts import (
    PeopleDrawn,
    PlateDrawn,
    TimebarDrawn,
    people_drawn,
    plate_drawn,
    timebar_drawn,
)
from handouts.page.composing.tables import TableLayout, laid_out
from handouts.page.crop_addresses import Cut, kept_at
from handouts.page.pipeline import PrintSettings
from handouts.problems import ContentError

_WIDE, _USUAL = "3:1", "3:2"
_OTHER_PANELS = 6
"""mm by which a line of one panel may be longer than one of another."""


class Placed(NamedTuple):
    """A picture on its page: `place` is left, right, wide or below, `address` what it is served under.

    `cut` says that it fills its place: what is whole may be narrower.
    """

    place: str
    address: str
    cut: bool


class Figures:
    """What templates ask about the pictures, charts and tables of a document."""

    def __init__(
        self, reader: TrackedReader, shape: Format, settings: PrintSettings, face: Face, widest: float = 0
    ) -> None:
        """`reader` finds the pictures, and remembers that the document is made of them; `face` is that of the body.

        `widest` is how many mm wide a picture may be that runs out of its column, 0 where none does.
        """
        self._widest = widest
        self._reader = reader
        self._shape = shape
        self._settings = settings
        self._face = face
        self._kinds: dict[str, tuple[bool, bool]] = {}

    def laid_out(self, table: Any) -> TableLayout:
        """How a table is printed in the format."""
        return laid_out(table, self._shape)

    def people(self, chart: Any) -> PeopleDrawn:
        """People out of people, drawn."""
        return people_drawn(chart)

    def plate(self, plate: Any) -> PlateDrawn:
        """What is on a plate, drawn as bars."""
        return plate_drawn(plate, self._shape, light=self._settings.low_ink)

    def timebar(self, bar: Any, minutes: str) -> TimebarDrawn:
        """A time bar, drawn in the format; `minutes` is the word behind a number of them."""
        return timebar_drawn(bar, minutes, self._shape, self._face)

    def placed(self, image: Any) -> Placed:
        """A picture of a section, which knows its place, its ratio and its focus, where these are filled in."""
        shape, of_pixels, photograph = self._shape, *self._kind(image.file)
        place = image.place or ("right" if photograph else "below")
        if place in {"left", "right"} and not shape.beside:
            place = "wide"
        ratio = self._ratio(image, place, photograph=photograph) if of_pixels else ""
        if not ratio and not photograph:
            return Placed(place, f"/content/images/{image.file}", cut=False)
        line = shape.column + _OTHER_PANELS if shape.panels else max(shape.column, self._widest)
        mm = shape.beside if place in {"left", "right"} else line
        return Placed(place, self.address(image.file, mm, ratio, image.focus or MIDDLE), cut=bool(ratio))

    def _ratio(self, image: Any, place: str, *, photograph: bool) -> str:
        """What a picture of pixels is cut to in a place; empty where nothing says that it may be cut."""
        if image.place == "wide":
            return image.ratio or (_WIDE if photograph or image.focus else "")
        ratio = image.ratio or (_USUAL if image.focus else "")
        # Meant to stand beside text, it takes the whole line of a narrow panel, and would be as high as that.
        return _USUAL if place == "wide" and ratio and RATIOS[ratio] < RATIOS[_USUAL] else ratio

    def cut(self, image: Any, mm: float) -> str:
        """The address of a picture where the template gives it its place, of `mm` wide; cut where it has a ratio."""
        if not (image.ratio or self._kind(image.file)[1]):
            return f"/content/images/{image.file}"
        return self.address(image.file, mm, image.ratio or "", image.focus or MIDDLE)

    def address(self, file: str, mm: float, ratio: str = "", focus: tuple[int, int] = MIDDLE) -> str:
        """The address of a picture file of `mm` wide, cut to any ratio such as `170:210` around its focus, or whole.

        A drawing is whole, whatever is asked for.
        """
        if not self._kind(file)[0]:
            return f"/{kept_at(file)}"
        return Cut(ratio, focus, mm, self._settings.dots, self._settings.low_ink).address(file)

    def _kind(self, file: str) -> tuple[bool, bool]:
        """Whether a picture is of pixels, and whether it is a photograph; what cannot be used is neither."""
        if file not in self._kinds:
            try:
                looked = look(self._reader.read(kept_at(unquote(file))) or b"")
                of_pixels = is_of_pixels(looked)
                self._kinds[file] = of_pixels, of_pixels and measured(looked).photograph
            except ContentError:
                self._kinds[file] = False, False
        return self._kinds[file]
