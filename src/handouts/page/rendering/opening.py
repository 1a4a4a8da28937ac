"""Measures by how much the opening of a document can be made lower: nothing in it is cut off or covered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from handouts.page.rendering.boxes import PIXEL, boxes_in, is_text, lines_of, pages_of
from handouts.page.rendering.units import Found, classes_of

TALL = 45.0
"""mm: behind an opening of at least this height a page may end."""
_PADDING = 12.0
"""mm that stay free below the text of a block of colour."""
_LEAST_PHOTOGRAPH = 100.0
"""mm that a photograph on a cover is high at least."""
_ABOVE_ART = 4.0
"""mm that stay free between text and the drawing that moves up with the foot of an opening."""


class Opening(NamedTuple):
    """By how many mm an opening can be made lower, and how many its text makes it higher than it is designed."""

    lower: float
    above: float


def opening_of(document: Any, found: Found) -> Opening | None:
    """How an opening can be changed: the highest of its boxes that has a least height, or its block of colour."""
    elements = set(found.elements[0].iter())
    boxes = [box for page in pages_of(document) for box in boxes_in(page) if box.element in elements]
    opening = _of_least_height(boxes) or _of_block(boxes)
    return opening._replace(lower=min([opening.lower, *_above_art(boxes)])) if opening else _of_photograph(boxes)


def _of_least_height(boxes: list[Any]) -> Opening | None:
    high = [box for box in boxes if getattr(box, "min_height", 0) and box.children and _is_tall(box)]
    if not high:
        return None
    box = max(high, key=lambda each: float(each.height))
    text = max(child.position_y + child.margin_height() for child in box.children if child.is_in_normal_flow())
    needed = (text - box.content_box_y()) * PIXEL
    return Opening(max(0.0, box.height * PIXEL - needed), max(0.0, (box.height - box.min_height) * PIXEL))


def _is_tall(box: Any) -> bool:
    """Whether the least height of a box is that of an opening; a block of text may be lower than the whole of it."""
    return bool(box.min_height * PIXEL >= TALL) or "block" in classes_of(box.element)


def _of_block(boxes: list[Any]) -> Opening | None:
    """Of a block of colour of a fixed height (class `block`), in which there may be room below the text."""
    blocks = [box for box in boxes if "block" in classes_of(box.element) and hasattr(box, "border_height")]
    fixed = [box for box in blocks if getattr(box.style["height"], "unit", "") == "px"]
    if not fixed:
        return None
    box = max(fixed, key=lambda each: float(each.border_height()))
    foot = box.border_box_y() + box.border_height()
    inner = [
        each for each in boxes_in(box) if each.element not in {None, box.element} and hasattr(each, "margin_height")
    ]
    text = max((each.position_y + each.margin_height() for each in inner if is_text(each)), default=foot)
    room = (foot - text) * PIXEL - _PADDING
    above = (box.height - box.style["height"].value) * PIXEL
    return Opening(max(0.0, room), max(0.0, above))


def _of_photograph(boxes: list[Any]) -> Opening | None:
    """Of a photograph (in class `cover-photo`) on whose foot the block of the title stands."""
    elements = {box.element for box in boxes if "cover-photo" in classes_of(box.element)}
    pictures = {picture for each in elements for picture in each.iter("img")}
    high = (box.height * PIXEL for box in boxes if box.element in pictures)
    room = max(high, default=0) - _LEAST_PHOTOGRAPH
    return Opening(room, 0.0) if room > 0 else None


def _above_art(boxes: list[Any]) -> Iterator[float]:
    """The mm that are free between each line of text and a drawing below it that stands by itself."""
    drawings = [box for box in boxes if box.is_absolutely_positioned() and hasattr(box, "border_height")]
    lines = [line for box in boxes for line in lines_of(box) if line.width and not box.is_absolutely_positioned()]
    for drawing in drawings:
        left, right = drawing.border_box_x(), drawing.border_box_x() + drawing.border_width()
        for line in lines:
            if line.position_x < right and left < line.position_x + line.width:
                free = (drawing.border_box_y() - line.position_y - line.height) * PIXEL - _ABOVE_ART
                yield max(0.0, free)
