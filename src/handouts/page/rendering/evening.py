"""Evens out the panels of a fold: what is free at the foot of each is shared out between its blocks.

One layout tells how much is free and what stands on which panel. The main message gets its drawing first, as large as
there is room for, and the room to write its photograph; a block never gets more white than looks designed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from handouts.page.rendering.boxes import PIXEL, boxes_in, is_text, pages_of
from handouts.page.rendering.units import classes_of

_SHARES = {
    "section": 2.5, "to-write": 2.5, "box": 2.5, "lead": 2.0, "strip": 1.5, "unit": 1.0, "note": 1.0,
    "fact": 0.8,
}  # fmt: skip
"""How much of the white each block gets below it, by its class, against the others."""
_OF_TAGS = {"li": 1.0, "td": 0.5}
"""That of a point, and of a row of a table."""
_SHARES_OF_THE_BACK = {"person": 1.0, "practice": 0.5, "contact": 1.0, "visits": 1.0, "scan": 1.5, "tie": 1.0}
"""The same on the back, where lists are small print."""
_ON_A_GROUND = frozenset({"strip", "lead"})
"""Blocks of colour: the white is outside them."""
_MOST = 4.0
"""mm that a share is at most."""
_OVER = 0.2
"""mm that a ground may be too high."""
_SPARE = 4.0
"""mm that stay free, so that what is reckoned holds on paper."""
_LEAST_ART, _MOST_ART, _ROUND_ART = 24.0, 44.0, 6.0
"""mm: how high the drawing of the main message is, and what goes with it."""
_PHOTO = 23.0
"""mm that a photograph over the room to write takes, with the white below it."""


class Evened(NamedTuple):
    """What makes it so: variables (CSS) of the root element, and declarations for elements."""

    variables: Mapping[str, str]
    styles: Mapping[Any, str]


class _Block(NamedTuple):
    element: Any
    foot: float
    has: float
    """mm of white below it as designed."""
    share: float


def evened(document: Any, first: int, last: int, back: int) -> Evened | None:
    """How to even out the panels from `first` to `last` and the back, counted from 1; None where all is even."""
    pages = pages_of(document)
    variables: dict[str, str] = {}
    styles = dict(_of_back(pages[back - 1]))
    for page in pages[first - 1 : last]:
        blocks = list(_blocks(page))
        free = _free(page) - _SPARE
        high = min(_MOST_ART, free - _ROUND_ART)
        if high >= _LEAST_ART and any(_has_drawing(each.element) for each in blocks):
            variables |= {"--lead-art": "block", "--lead-high": f"{high:.1f}mm"}
            free -= high + _ROUND_ART
        if free >= _PHOTO and any(_has_photo(each.element) for each in blocks):
            variables["--panel-photo"] = "block"
            free -= _PHOTO
        for line, height in _more_lines(page):
            if free - height > _MOST * sum(each.share for each in blocks) / 2:
                styles[line] = "display: block"
                free -= height
        styles |= dict(_shared_out(blocks, free))
    return Evened(variables, styles) if variables or styles else None


def _of_back(page: Any) -> Iterator[tuple[Any, str]]:
    padding = max((float(box.padding_bottom) * PIXEL for box in _parts(page)), default=0.0)
    yield from _shared_out(list(_blocks(page, _SHARES_OF_THE_BACK)), _free(page) - padding - _SPARE)


def stands_on(document: Any, first: int, last: int) -> list[set[Any]]:
    """The blocks on each panel."""
    return [{each.element for each in _blocks(page)} for page in pages_of(document)[first - 1 : last]]


def overruns(document: Any, parts: Collection[str]) -> bool:
    """Whether the ground of any of these parts, each one panel, reaches below its panel, though its text does not."""
    return any(
        _foot(box) > float(page.content_box_y() + page.height) * PIXEL + _OVER
        for page in pages_of(document)
        for box in _parts(page)
        if box.element.get("data-part") in parts
    )


def _parts(page: Any) -> Iterator[Any]:
    """The boxes of the parts that are on a page."""
    for html in page.children:
        for body in html.children if html.element_tag == "html" else ():
            yield from (box for box in body.children if box.element is not None and box.element.get("data-part"))


def _shared_out(blocks: list[_Block], free: float) -> Iterator[tuple[Any, str]]:
    """Declarations that put white below all blocks but those that end a panel."""
    lowest = max((each.foot for each in blocks), default=0.0)
    above = [each for each in blocks if each.foot < lowest - 0.5]
    whole = sum(each.share for each in above)
    share = min(_MOST, free / whole) if whole else 0.0
    if share <= 0:
        return
    for each in blocks:
        if each.element.tag == "section" and each not in above:
            yield each.element, "margin-bottom: 0"  # else it might not fit, for white that nobody sees
    for each in above:
        side = "margin" if _ON_A_GROUND & _classes(each.element) else "padding"
        yield each.element, f"{side}-bottom: {each.has + share * each.share:.2f}mm"


def _blocks(page: Any, shares: Mapping[str, float] = _SHARES) -> Iterator[_Block]:
    """Each block once, by the highest box of its element: its lines of text are boxes of the same."""
    highest: dict[Any, Any] = {}
    for box in _of_text(page):
        if box.element is not None and hasattr(box, "border_height") and _share(box.element, shares):
            known = highest.setdefault(box.element, box)
            highest[box.element] = max(known, box, key=lambda each: float(each.border_height()))
    for element, box in highest.items():
        has = box.margin_bottom if _ON_A_GROUND & _classes(element) else box.padding_bottom
        yield _Block(element, _foot(box), has * PIXEL, _share(element, shares))


def _share(element: Any, shares: Mapping[str, float]) -> float:
    names = _classes(element)
    if "mark-label" in names:
        return 0.0
    alone = _OF_TAGS.get(element.tag, 0.0) if shares is _SHARES else 0.0
    return max((shares[name] for name in names & shares.keys()), default=alone)


def _has_drawing(element: Any) -> bool:
    return "lead" in _classes(element) and any("lead-art" in _classes(child) for child in element)


def _has_photo(element: Any) -> bool:
    return "to-write" in _classes(element) and any("panel-photo" in _classes(child) for child in element)


def _more_lines(page: Any) -> Iterator[tuple[Any, float]]:
    """The lines to write on that are not shown, and how high each is in mm."""
    boxes = list(_of_text(page))
    high = max((_foot(box) - box.border_box_y() * PIXEL for box in boxes if "line" in _classes(box.element)), default=0)
    for box in boxes if high else ():
        if "to-write" in _classes(box.element):
            yield from ((line, high) for line in box.element if "more-line" in _classes(line))


def _free(page: Any) -> float:
    """How many mm of a panel are free below its text."""
    foot = max((_foot(box) for box in _of_text(page) if is_text(box) or _is_line(box)), default=0.0)
    return float(page.content_box_y() + page.height) * PIXEL - foot


def _is_line(box: Any) -> bool:
    return bool(_classes(box.element) & {"line", "strip"})


def _foot(box: Any) -> float:
    return float(box.border_box_y() + box.border_height()) * PIXEL if hasattr(box, "border_height") else 0.0


def _classes(element: Any) -> set[str]:
    return set() if element is None else set(classes_of(element))


def _of_text(page: Any) -> Iterator[Any]:
    """The boxes of a page but those in its margins."""
    for child in page.children:
        if child.element_tag == "html":
            yield from boxes_in(child)
