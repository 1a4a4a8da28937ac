"""Drawings of which nothing is seen on paper: each that a document names is drawn by itself, small, and looked at.

Pixels say by themselves whether they are white (`pictures.rasters`); of an SVG only drawing it tells.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from handouts.content.model.brand import Pair
from handouts.content.pictures import UNSEEN, look, nothing_seen
from handouts.files.folder import TrackedReader
from handouts.page.rendering.engine import font_configuration, load_engine
from handouts.page.rendering.engine_log import captured_log
from handouts.problems import Mark, Problem, msg

_SIDE = 400
"""CSS pixels: a line of a thousandth of the drawing is half a pixel, and has ink enough to be seen."""
_KIND = "image/svg+xml"


def blank_drawings(pictures: Mapping[str, tuple[Mark, ...]], reader: TrackedReader, pair: Pair) -> Iterator[Problem]:
    """A warning for each place that names a drawing of which nothing is seen on white paper.

    `pictures` maps the name of each picture to those places; `pair` is that of the document, so that its fonts serve.
    """
    for name, marks in pictures.items():
        looked = look(reader.read(name) or b"")
        if looked.kind == _KIND and _is_blank(looked.data, pair):
            blank = looked._replace(doubts=(nothing_seen(msg("is empty or white all over")),))
            for mark in marks:
                yield from blank.problems(name.rpartition("/")[2], mark)


@lru_cache(maxsize=64)
def _is_blank(drawing: bytes, pair: Pair) -> bool:
    import pypdfium2
    from PIL import ImageChops

    side = f"{_SIDE}px"
    page = f"@page {{ size: {side}; margin: 0 }} body {{ margin: 0 }}"
    css = f"{page} img {{ display: block; width: {side}; height: {side} }}"
    address = f"data:{_KIND};base64,{base64.b64encode(drawing).decode()}"
    with captured_log():
        try:
            html = load_engine().HTML(string=f'<style>{css}</style><img alt="" src="{address}">')
            pdf = html.write_pdf(font_config=font_configuration(pair))
        except (MemoryError, OSError):
            raise
        except Exception:  # noqa: BLE001  # what the engine cannot draw is reported where it lays out the document
            return False
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn = ImageChops.invert(document[0].render(scale=96 / 72).to_pil().convert("RGB"))
    finally:
        document.close()
    darkest: Any = drawn.getextrema()
    return bool(max(most for _, most in darkest) < UNSEEN)
