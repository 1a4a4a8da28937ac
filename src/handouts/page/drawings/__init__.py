"""Drawings of what a practice speaks of, computed: one grid, one hand, four pens, the colours of the brand."""

from __future__ import annotations

from handouts.content.model.brand import PAPER, Colours
from handouts.content.model.looks import Pen
from handouts.page.drawings.canvas import GRID, Canvas, number
from handouts.page.drawings.subjects import SUBJECTS

__all__ = ["GRID", "SUBJECTS", "drawing_shapes", "drawing_svg", "white_lines"]


def drawing_svg(subject: str, pen: Pen, colours: Colours, size_mm: float, *, ground: bool = True) -> str:
    """A drawing as SVG, a square of `size_mm`. Raises KeyError for a subject that is not known.

    Lines are as wide on paper in a small drawing as in a large one, or nearly. Without `ground` a subject leaves out
    the water or the floor that it stands on, for a page that has its own.
    """
    size = f'width="{number(size_mm)}mm" height="{number(size_mm)}mm" viewBox="0 0 {GRID} {GRID}"'
    shapes = drawing_shapes(subject, pen, colours, size_mm, ground=ground)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{shapes}</svg>'


def white_lines(drawing: str, colours: Colours) -> str:
    """A drawing without tints, with white and the primary colour exchanged, for a ground of that colour."""
    return PAPER.join(part.replace(PAPER, colours.primary) for part in drawing.split(colours.primary))


def drawing_shapes(subject: str, pen: Pen, colours: Colours, size_mm: float, *, ground: bool = True) -> str:
    """The shapes alone, on a grid of 120 by 120, to become part of a larger SVG that shows them at `size_mm`."""
    canvas = Canvas(pen, colours, size_mm, ground=ground)
    SUBJECTS[subject](canvas)
    return canvas.svg()
