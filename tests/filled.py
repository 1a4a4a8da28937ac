"""How well pages are filled: the white at the foot of each, and last lines that hold one short word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from handouts.content.loading import load_brochure, load_practice
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder
from handouts.page.composing import compose_brochure
from handouts.page.pipeline import Composed, RenderCache
from handouts.page.rendering import laying
from handouts.page.rendering.boxes import boxes_in, lines_of, pages_of, texts_in
from handouts.page.rendering.engine_log import captured_log
from handouts.page.rendering.fitting import fitted
from handouts.page.rendering.layout import Layout
from handouts.page.rendering.site import Site

SHORT = 14
"""Characters of a word that is lonely on a last line."""
RUNNING = 60
"""Characters of a text that is no heading, name or address."""


class Laid(NamedTuple):
    """A document of the engine, and how many layouts it took, those of blank pages not counted."""

    document: Any
    layouts: int


def composed(practice: Path, name: str, format_name: str) -> tuple[Composed, Any]:
    """A brochure of a practice folder, and the reader that it was read with."""
    reader = Folder(practice).open_reader()
    return compose_brochure(reader, load_brochure(reader, name), load_practice(reader), FORMATS[format_name]), reader


def laid(of: Composed, reader: Any, *, fit: bool = True) -> Laid:
    """A document laid out as it is for delivery; without `fit` as designed, once."""
    count = 0

    def counted(lay_out: Any, *rest: Any) -> Any:
        def once(layout: Layout) -> Any:
            nonlocal count
            count += not layout.blank
            return lay_out(layout)

        return fitted(once, *rest) if fit else once(Layout())

    with patch.object(laying, "fitted", counted), captured_log() as log:
        document = laying.lay_out(of, laying.LayoutContext(Site(of, reader), log, RenderCache(reader)))
    return Laid(document, count)


def white(document: Any) -> list[float]:
    """The share of each page's height, within its margins, that is white under what is printed last."""
    return [round(1 - (_foot(page._page_box) - top) / high, 3) for page, top, high in _insides(document)]


def _insides(document: Any) -> Iterator[tuple[Any, float, float]]:
    for page in document.pages:
        box = page._page_box
        yield page, box.content_box_y(), box.height


def _foot(page: Any) -> float:
    from weasyprint.formatting_structure import boxes

    foot = page.content_box_y()
    waiting = [child for child in page.children if not isinstance(child, boxes.MarginBox)]
    while waiting:
        box = waiting.pop()
        waiting.extend(getattr(box, "children", ()))
        if isinstance(box, boxes.LineBox):
            foot = max(foot, box.position_y + box.height) if box.children else foot
        elif isinstance(box, boxes.ReplacedBox) or _is_drawn(box):
            foot = max(foot, box.border_box_y() + box.border_height())
    return float(foot)


def _is_drawn(box: Any) -> bool:
    if not hasattr(box, "border_bottom_width") or box.element is None or box.is_for_root_element:
        return False
    if box.element.tag in {"html", "body"}:
        return False
    ground = box.style["background_color"]
    return bool(box.border_bottom_width or getattr(ground, "alpha", 0))


def lonely(document: Any) -> tuple[int, int]:
    """How many blocks of running text end in a line of one short word, and how many there are of two lines and more."""
    found = total = 0
    for page in pages_of(document):
        for box in boxes_in(page):
            lines = lines_of(box)
            if len(lines) < 2 or getattr(box.element, "tag", "html") == "html":
                continue
            if sum(len(_text(line)) for line in lines) < RUNNING:
                continue
            total += 1
            text = _text(lines[-1])
            found += bool(text) and not set(text) & {" ", "\u00a0"} and len(text) < SHORT
    return found, total


def _text(line: Any) -> str:
    return "".join(each.text for each in texts_in(line)).strip()


def torn(document: Any) -> list[str]:
    """The units that are on two pages, by their classes."""
    pages: dict[Any, set[int]] = {}
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants():
            if box.element is not None and isinstance(box.element.tag, str):
                pages.setdefault(box.element, set()).add(number)
    units = [element for element in pages if "unit" in _classes(element)]
    units += [
        child for element in pages if "rows" in _classes(element) for child in element if "parts" not in _classes(child)
    ]
    return [f"{unit.tag} {unit.get('class') or ''}" for unit in units if len(pages.get(unit, ())) > 1]


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()
