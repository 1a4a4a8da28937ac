"""Measures the units of a document on an endless page: where each begins and ends, and how that follows the white.

Rows that stand side by side are one unit. Every place is linear in the white between the blocks, so two layouts tell it
for any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from handouts.page.rendering.boxes import PIXEL, boxes_in, is_inline, pages_of
from handouts.page.rendering.layout import LayOut, Layout
from handouts.page.rendering.opening import TALL, Opening, opening_of
from handouts.page.rendering.units import Found, classes_of, units_in

TIGHT = 0.7
"""The white at which a document is measured besides as it is designed."""
_SIDE_BY_SIDE = 0.2
"""mm by which rows must overlap to stand side by side."""
_GOES_ON = 20.0
"""What it costs to end a page before a section without a heading, which goes on from the one before it."""
_FRAMED = 25.0
"""What it costs besides to go on with a frame on the next page."""
_WITHIN_SECTION, _SHORT_PIECE, _LONG_PIECE = 9.0, 45.0, 60.0
"""What it costs to end a page within a section, what a short piece of it on a page costs besides, and the mm of one
that is not short."""
_SHORT_SECTION, _TORN = 110.0, 24.0
"""The mm of a section that is read as one, and what it costs besides to tear that."""
_JOINED = 100.0
"""What it costs to end a page before a section that is to stay with the one before it."""


class Linear(NamedTuple):
    """A place in mm from the top of the endless page, by the white between the blocks: `fixed + per · white`."""

    fixed: float
    per: float

    def at(self, white: float) -> float:
        """The place with so much white."""
        return self.fixed + self.per * white

    def moved(self, by: float) -> Linear:
        """The place, so many mm further down."""
        return self._replace(fixed=self.fixed + by)


class Unit(NamedTuple):
    """A unit: where it begins and ends, and what it costs to end a page before it.

    `kept` says that what is before it may not be parted from it. `row` says that it is not a block, so that no page can
    be made to begin with it; `below` is the white under it that goes with it. `free` are mm above its foot that
    are white all the same, as the engine wants them free.
    """

    top: Linear
    foot: Linear
    cost: float = 0
    kept: bool = False
    row: bool = False
    below: Linear = Linear(0, 0)
    free: float = 0


class _Place(NamedTuple):
    """Where an element is, in mm; `free` is what the engine wants free below it where it is the last on its page."""

    top: float
    foot: float
    below: float
    inline: bool
    free: float


class Measured(NamedTuple):
    """The units of a document, for each its elements, and the height in mm of a line to write on (0: none).

    `opening` is how that can be changed, where it can.
    """

    units: tuple[Unit, ...]
    found: tuple[Found, ...]
    line: float = 0
    opening: Opening | None = None


def measured(root: Any, lay_out: LayOut) -> Measured | None:
    """The units of a document, measured by two layouts; None where it has none, or more than one endless page."""
    found = list(units_in(root))
    if not found:
        return None
    line = next((element for element in root.iter() if "line" in classes_of(element)), None)
    wanted = _wanted(found, line)
    document = lay_out(Layout(endless=True))
    designed = _places(document, wanted)
    tight = designed and _places(lay_out(Layout(TIGHT, endless=True)), wanted)
    if not designed or not tight:
        return None
    high = designed[line].foot - designed[line].top if line in designed else 0.0
    known = _joined(found, designed, tight, high)
    return known and known._replace(opening=opening_of(document, found[0]))


def remeasured(known: Measured, lay_out: LayOut, variables: dict[str, str]) -> Measured | None:
    """The same with other variables, such as the size of the type, by one layout: the white is as before."""
    document = lay_out(Layout(endless=True, variables=variables))
    places = _places(document, _wanted(known.found))
    if places is None or any(element not in places for found in known.found for element in found.elements):
        return None
    units = []
    for unit, found in zip(known.units, known.found, strict=True):
        moved = _top(places, found) - unit.top.at(1), _foot(places, found) - unit.foot.at(1)
        units.append(unit._replace(top=unit.top.moved(moved[0]), foot=unit.foot.moved(moved[1])))
    return known._replace(units=tuple(units), opening=opening_of(document, known.found[0]))


def _wanted(found: Iterable[Found], *others: Any) -> set[Any]:
    """The elements that are to be found in a layout."""
    elements = {element for each in found for element in (*each.elements, *each.leading, each.frame, each.head)}
    return (elements | set(others)) - {None}


def _joined(found: list[Found], designed: dict[Any, _Place], tight: dict[Any, _Place], line: float) -> Measured | None:
    """Rows that stand side by side become one; what is not shown is left out."""
    units: list[Unit] = []
    kept: list[Found] = []
    for each in found:
        if (place := designed.get(each.elements[0])) is None or each.elements[0] not in tight:
            continue
        top = _linear(_top(designed, each), _top(tight, each))
        foot = _linear(_foot(designed, each), _foot(tight, each))
        below = _linear(place.below, tight[each.elements[0]].below)
        if units and place.inline and units[-1].row and top.at(1) < units[-1].foot.at(1) - _SIDE_BY_SIDE:
            lowest = max(units[-1].foot, foot, key=lambda line: line.at(1))
            units[-1] = units[-1]._replace(foot=lowest)
            kept[-1] = kept[-1]._replace(elements=(*kept[-1].elements, *each.elements))
            continue
        units.append(Unit(top, foot, row=place.inline, below=below, free=_free(designed, each)))
        kept.append(each)
    if not units:
        return None
    return Measured(tuple(costed(units, kept)), tuple(kept), line)


def costed(units: list[Unit], found: list[Found]) -> Iterator[Unit]:
    """The units with what it costs to end a page before each."""
    yield units[0]
    for place in range(1, len(units)):
        kept, cost = _parting(units, found, place)
        yield units[place]._replace(kept=kept, cost=cost)


def _parting(units: list[Unit], found: list[Found], place: int) -> tuple[bool, float]:
    """Whether a unit must stay with the one before it, and what it costs to part them."""
    before, each = found[place - 1].elements[0], found[place].elements[0]
    names = classes_of(each)
    if "keep" in classes_of(before) or {"from", "concludes"} & set(names):
        return True, 0
    if any("joined" in classes_of(element) for element in found[place].leading):
        return False, _JOINED
    if {"colophon", "to-write"} & set(names):
        return False, 20
    if not found[place].in_section:
        return False, _GOES_ON if "open" in names and next(each.iter("h2"), None) is None else 0
    if each.tag == "figure" or {"more", "picture"} & set(names):
        return False, 60
    if "facts" in names or "open" in classes_of(before):
        tall = units[place - 1].foot.at(1) - units[place - 1].top.at(1) >= TALL
        return False, 20 if tall else 50
    pieces = _pieces(units, found, place)
    besides = _FRAMED if found[place].frame is not None else _TORN if sum(pieces) < _SHORT_SECTION else 0
    return False, besides + _WITHIN_SECTION + _SHORT_PIECE * max(0.0, 1 - min(pieces) / _LONG_PIECE)


def _pieces(units: list[Unit], found: list[Found], place: int) -> tuple[float, float]:
    """The mm of a section that stand before a unit of it, and from there on."""
    first = next((number for number in range(place, 0, -1) if not found[number].in_section), 0)
    ends = (number for number in range(place + 1, len(found)) if not found[number].in_section)
    last = next(ends, len(found)) - 1
    return units[place - 1].foot.at(1) - units[first].top.at(1), units[last].foot.at(1) - units[place].top.at(1)


def _linear(designed: float, tight: float) -> Linear:
    per = (designed - tight) / (1 - TIGHT)
    return Linear(designed - per, per)


def _top(places: dict[Any, _Place], found: Found) -> float:
    """Where what begins with a unit begins; a frame around it begins that much higher."""
    top = min(places[element].top for element in found.leading if element in places)
    if found.head in places and places[found.head].foot <= top:
        top -= places[found.head].foot - places[found.head].top
    if found.frame is None or found.frame in found.leading:
        return top
    inner = next(iter(found.frame))
    return top - (places[inner].top - places[found.frame].top if inner in places else 0)


def _foot(places: dict[Any, _Place], found: Found) -> float:
    """Where a unit ends, and the frame around it."""
    foot = max(places[element].foot for element in found.elements) + _free(places, found)
    if found.frame is None:
        return foot
    inner = max(
        places[element].foot for element in found.frame.iter() if element in places and element is not found.frame
    )
    return foot + places[found.frame].foot - inner


def _free(places: dict[Any, _Place], found: Found) -> float:
    """What the engine wants free below a unit, and below the frame around it, where a page ends."""
    free = max(places[element].free for element in found.elements)
    return free + places[found.frame].free if found.frame is not None else free


def _places(document: Any, wanted: set[Any]) -> dict[Any, _Place] | None:
    """Where elements are on the one page that has any; None where there are several."""
    places: dict[Any, _Place] = {}
    pages = 0
    for page in pages_of(document):
        before = len(places)
        for box in boxes_in(page):
            if box.element in wanted and (place := _place_of(box)):
                known = places.get(box.element, place)
                foot = max(known.foot, place.foot)
                # The box of an element comes before those in it, some of which belong to it as well.
                places[box.element] = known._replace(top=min(known.top, place.top), foot=foot)
        pages += len(places) > before
    return places if pages == 1 else None


def _place_of(box: Any) -> _Place | None:
    if not hasattr(box, "border_height") or not isinstance(box.height, int | float):
        return None
    inline = is_inline(box)
    top, foot = box.border_box_y(), box.border_box_y() + box.border_height()
    below = box.margin_bottom if inline else 0
    floats = [each.border_box_y() + each.border_height() for each in boxes_in(box) if each.is_floated()]
    foot = max(foot + below, *floats) if floats else foot + below
    # The engine counts the border and padding at a foot twice when it asks whether a block still fits on the page.
    free = 0 if inline else box.padding_bottom + box.border_bottom_width
    return _Place(top * PIXEL, foot * PIXEL, below * PIXEL, inline, free * PIXEL)
