"""What of a section stands beside a large drawing, and which lists are tiles, where the format has room for that."""

from __future__ import annotations

from typing import Any

from handouts.content.illustrating import drawing_for
from handouts.content.model.formats import Format

_FEW_STEPS, _MOST_OF_STEPS, _MOST_OF_TEXT = 6, 420, 1400
"""How many steps or items stand beside a drawing at most, and how many characters of them, or of points or a text."""
_TILES = range(3, 10)
"""How many items may be tiles."""


def feature(section: Any, shape: Format) -> None:
    """Says what stands `beside` the drawing of a section: steps, items, points or text; empty where it is not large.

    It says too of each point whether its items are tiles (`tiled`), and gives these their drawings.
    """
    section.beside = "" if shape.narrow else _beside(section)
    for point in (*section.points, *section.dont):
        point.tiled = not shape.narrow and _tiled(point)


def _beside(section: Any) -> str:
    """The first of the lists of a section, or its text, if that is no longer than a drawing is high."""
    other = section.framed or section.advice or section.facts or section.chart or section.image
    if section.drawing_size != "large" or not section.drawing or other:
        return ""
    if section.items:
        few = len(section.items) <= _FEW_STEPS and sum(map(len, section.items)) <= _MOST_OF_STEPS
        return ("steps" if section.numbered else "items") if few else ""
    if section.points:
        return "points" if sum(map(_length, section.points)) <= _MOST_OF_TEXT else ""
    return "text" if section.text and len(section.text) <= _MOST_OF_TEXT else ""


def _length(point: Any) -> int:
    texts = (point.title, point.text or "", point.lead_in or "", *point.items, point.note or "")
    return sum(map(len, texts))


def _tiled(point: Any) -> bool:
    """Whether each item names something that there is a drawing of, another one each; they get these drawings."""
    if not point.tiles or point.numbered or len(point.items) not in _TILES:
        return False
    used: set[str] = set()
    for item in point.items:
        item.drawing = drawing_for(item, besides=used)
        used.add(item.drawing)
    return "" not in used
