"""The boxes of a document that is laid out: the one door to what the engine shows nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PIXEL = 25.4 / 96
"""A CSS pixel in mm."""


def pages_of(document: Any) -> list[Any]:
    """The box of each page."""
    return [page._page_box for page in document.pages]  # noqa: SLF001  # the engine has no other way to its boxes


def boxes_in(box: Any) -> Iterator[Any]:
    """A box and all in it, in no order that says anything."""
    waiting = [box]
    while waiting:
        box = waiting.pop()
        yield box
        waiting.extend(getattr(box, "children", ()))


def text_height(page: Any) -> float:
    """The mm between the upper and the lower margin of a page."""
    return float(page.height * PIXEL)


def is_inline(box: Any) -> bool:
    """Whether a box stands in a line of text."""
    from weasyprint.formatting_structure.boxes import InlineLevelBox

    return isinstance(box, InlineLevelBox)


def is_text(box: Any) -> bool:
    """Whether a box holds lines of text, or is a picture."""
    from weasyprint.formatting_structure.boxes import ReplacedBox

    return isinstance(box, ReplacedBox) or bool(lines_of(box))


def lines_of(box: Any) -> list[Any]:
    """The lines of text that a box holds itself."""
    from weasyprint.formatting_structure.boxes import LineBox

    return [child for child in getattr(box, "children", ()) if isinstance(child, LineBox)]


def texts_in(line: Any) -> list[Any]:
    """The boxes of text of a line, in reading order; the text of each is its `text`."""
    return [each for each in line.descendants() if hasattr(each, "text")]
