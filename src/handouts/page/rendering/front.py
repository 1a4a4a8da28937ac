"""Lays a personal sheet out so that its front page is whole and full, and what is free behind it has lines to write on.

The first layout says where the front page and the sheet end. From that it is reckoned how much white the front page
has between its blocks and how many lines there is room for, and a second layout makes it so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from handouts.content.model.formats import Format

END = "end-front"
"""The id of the element that the template has where the front page ends."""
MOST_LINES = 12
"""The lines to write on that the template has besides the first, which is always there."""
_LINE = 9.0
"""mm that such a line takes."""
_GAPS = 52.0
"""mm of white that the front page has between its blocks: rather more than it has, so that what is reckoned fits."""
_LOOSEST, _TIGHTER = 1.6, (0.75, 0.5)
_SHORT = 0.5
"""A front page that is filled less far down than this is no page of its own."""
_WORTH_SAVING = 0.35
"""A last page that is filled less far down than this is worth a little white between the blocks."""
_SPARE = 2.0
"""mm that stay free, so that what is reckoned holds on paper."""
_MM = 96 / 25.4
"""Pixels of CSS in a mm."""


class Fit(NamedTuple):
    """How a sheet is laid out: the white of its front page, whether that is a page of its own, and lines to write on."""

    front: float = 1.0
    alone: bool = True
    lines: int = 0

    @property
    def css(self) -> str:
        """The rules that make it so, to be read after all stylesheets."""
        rules = [] if self.alone else [".rest { break-before: auto }"]
        return "".join(rules + [f".line-{number} {{ display: block }}" for number in range(1, self.lines + 1)])


class _Place(NamedTuple):
    """Where an element is: its page, from 0, how many mm of that page are free below it, and how far down it is."""

    page: int
    free: float
    down: float


AS_DESIGNED = Fit()
LayOut = Callable[[float, Fit], Any]
"""Lays the sheet out with so much white between the blocks behind its front page; 1 is as designed."""


def fitted_sheet(lay_out: LayOut, shape: Format, tighter: tuple[float, ...]) -> Any:
    """The sheet as it fits its paper best; `tighter` is the white that is tried where that saves a page."""
    document, fit, made = _with_front(lay_out, shape)
    end = _place(document, "end")
    if end.page > made.alone and end.down < _WORTH_SAVING:
        for density in tighter:
            tried = lay_out(density, fit)
            if _place(tried, "end").page < end.page:
                return tried
    fit = fit._replace(lines=max(0, min(MOST_LINES, int((end.free - _SPARE) / _LINE))))
    if fit == made:
        return document
    finished = lay_out(1, fit)
    return finished if _place(finished, "end").page == end.page else document


def _with_front(lay_out: LayOut, shape: Format) -> tuple[Any, Fit, Fit]:
    """A layout, how the front page is to be, and how it is there; what is behind it is in its place."""
    if shape.narrow:
        fit = Fit(alone=False)
        return lay_out(1, fit), fit, fit
    document = lay_out(1, AS_DESIGNED)
    if _place(document, END).page == 0:
        if (fit := _loosened(document)).alone:
            return document, fit, AS_DESIGNED
        return lay_out(1, fit), fit, fit
    for front in _TIGHTER:
        fit = Fit(front)
        if _place(document := lay_out(1, fit), END).page == 0:
            return document, fit, fit
    fit = Fit(alone=False)
    return lay_out(1, fit), fit, fit


def _loosened(document: Any) -> Fit:
    """The front page with as much white as there is room for; one that holds little is no page of its own."""
    end = _place(document, END)
    front = min(_LOOSEST, 1 + max(0.0, end.free - _SPARE) / _GAPS)
    return Fit(round(front, 2)) if end.down >= _SHORT else Fit(alone=False)


def _place(document: Any, name: str) -> _Place:
    for number, page in enumerate(document.pages):
        if name in page.anchors:
            box = page._page_box  # noqa: SLF001  # the engine tells the margins nowhere else
            down = page.anchors[name][1]
            bottom = box.position_y + box.margin_top + box.height
            return _Place(number, float(bottom - down) / _MM, float(down / page.height))
    return _Place(0, 0.0, 1.0)
