"""Lays a personal sheet out so that its front page is whole and full, and a page of its own.

The first layout says where the front page and the sheet end. From that it is reckoned how much white is between their
blocks, and a second layout makes it so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from handouts.content.model.formats import Format

END = "end-front"
"""The id of the element that the template has where the front page ends."""
_GAPS = 60.0
"""mm of white that a page has between its blocks: rather more than it has, so that what is reckoned fits."""
_LEAST_GAPS = 36.0
"""mm of white that it surely has."""
_BEFORE_BLOCK = 5.0
"""mm of white before its last block, as designed."""
_LOOSEST, _LOOSER, _TIGHTEST = 1.6, 1.25, 0.5
_SHORT = 0.5
"""A front page that is filled less far down than this is no page of its own, and a last page is worth saving."""
_SPARE = 2.0
"""mm that stay free, so that what is reckoned holds on paper."""
_FOLLOWS = ".rest { break-before: auto; padding-top: calc(var(--g) * 4.8mm) } .rest::before { display: none }"
_MM = 96 / 25.4
"""Pixels of CSS in a mm."""


class Fit(NamedTuple):
    """How a sheet is laid out: the white between the blocks of its front page, and behind it; 1 is as designed.

    A front page that is not `alone` is followed by the rest on the same page. With `small` the drawings of its steps
    are smaller. Without `spots` no drawing stands beside the title of a module, and no photograph over what is behind
    the front page.
    """

    front: float = 1.0
    rest: float = 1.0
    alone: bool = True
    small: bool = False
    spots: bool = True

    @property
    def css(self) -> str:
        """The rules that make it so, to be read after all stylesheets."""
        rules = "" if self.alone else _FOLLOWS
        rules += ".pic .shows, .pic .drawing { height: 22mm; width: 22mm }" if self.small else ""
        return rules + ("" if self.spots else ".module .beside, .rest::before { display: none }")


class _Place(NamedTuple):
    """Where an element is: its page, from 0, how many mm of that page are free below it, and how far down it is."""

    page: int
    free: float
    down: float


AS_DESIGNED, FLOWING = Fit(), Fit(alone=False)
LayOut = Callable[[Fit], Any]


def fitted_sheet(lay_out: LayOut, shape: Format, tighter: tuple[float, ...]) -> Any:
    """The sheet as it fits its paper best; `tighter` is the white that is tried where that saves a page."""
    document, fit, made = _with_front(lay_out, shape)
    end = _place(document, "end")
    most = shape.personal.pages if shape.personal else 0
    if end.page >= most or (end.page and not made.alone and end.down < _SHORT):
        # A sheet that is short is worth more than a front page of its own.
        small = tighter[-1]
        tights = [fit._replace(rest=tighter[0]), fit._replace(rest=small, spots=False), FLOWING] if made.alone else []
        for tight in (*tights, *(Fit(each, each, alone=False, spots=each > small) for each in tighter)):
            if _place(tried := lay_out(tight), "end").page < end.page:
                return tried
    for rest in dict.fromkeys((_loosened(end, 0.1), min(_loosened(end, 0.1), _LOOSER))):
        if (wanted := fit._replace(rest=max(fit.rest, rest))) == made:
            return document
        if _place(finished := lay_out(wanted), "end").page == end.page:
            return finished
    return document


def _with_front(lay_out: LayOut, shape: Format) -> tuple[Any, Fit, Fit]:
    """A layout, how the front page is to be, and how it is there; what is behind it is in its place."""
    if shape.narrow:
        return lay_out(FLOWING), FLOWING, FLOWING
    document = lay_out(AS_DESIGNED)
    end = _place(document, END)
    if end.page == 0 and end.down >= _SHORT:
        return document, Fit(_loosened(end, 0.05)), AS_DESIGNED
    behind = _place(document, "end")
    # What is behind it, on one page, is where it will be.
    rest = _loosened(behind, 0.1) if behind.page == end.page + 1 else 1.0
    lacking = _lacking(document) if end.page == 1 else 0.0
    front = max(_TIGHTEST, _in_steps(1 - lacking / _LEAST_GAPS, 0.05))
    tried = dict.fromkeys((Fit(front, rest), Fit(_TIGHTEST, rest), Fit(_TIGHTEST, rest, small=True)))
    for fit in tried if end.page == 1 else ():
        # White that is drawn in does not give more than there is.
        if not fit.small and lacking > (1 - _TIGHTEST) * _GAPS:
            continue
        if (end := _place(document := lay_out(fit), END)).page == 0:
            # It was drawn in by what is surely enough: what is left over is given back.
            white = fit.front + max(0.0, end.free - _SPARE) / _GAPS
            return document, fit._replace(front=_in_steps(white, 0.05)), fit
    return lay_out(FLOWING), FLOWING, FLOWING


def _lacking(document: Any) -> float:
    """How many mm a front page lacks of which the last block is on the next page."""
    first, second = document.pages[:2]
    free = min((_free(first, name) for name in first.anchors if name.startswith("end-")), default=0.0)
    return _room(second) - _free(second, END) + _BEFORE_BLOCK + _SPARE - free


def _loosened(end: _Place, step: float) -> float:
    """As much white as there is room for on the page of which this is the end."""
    return _in_steps(min(_LOOSEST, 1 + max(0.0, end.free - _SPARE) / _GAPS), step)


def _in_steps(white: float, step: float) -> float:
    """Rounded down, so that few stylesheets differ from document to document: each is read once."""
    return round(int(white / step + 0.001) * step, 2)


def _place(document: Any, name: str) -> _Place:
    for number, page in enumerate(document.pages):
        if name in page.anchors:
            return _Place(number, _free(page, name), float(page.anchors[name][1] / page.height))
    return _Place(0, 0.0, 1.0)


def _free(page: Any, name: str) -> float:
    """How many mm of a page are free below the element with an id."""
    box = page._page_box  # noqa: SLF001  # the engine tells the margins nowhere else
    return float(box.position_y + box.margin_top + box.height - page.anchors[name][1]) / _MM


def _room(page: Any) -> float:
    """How many mm of a page are for text."""
    return float(page._page_box.height) / _MM  # noqa: SLF001  # as above
