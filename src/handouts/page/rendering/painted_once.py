"""Paints each drawing once: as one object of a PDF, however often it shows it, and for all documents of a process.

The engine paints a drawing anew wherever it stands, such as the box to tick in each cell of a diary. What comes of it
follows from the drawing and its size alone, so a document that finds it painted has the same bytes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

Draw = Callable[[Any, Any, float, float, Any], None]
"""Paints a drawing (`SVGImage` of the engine) on a stream, at a width and a height, in the style of an element."""
DrawLayer = Callable[[Any, Any, Any], None]
"""Paints a layer of a background on a stream, in the style of an element."""
_NAME = "drawing-"
"""What the names of such objects begin with, in the engine's table of pictures that a PDF shares."""
_WHOLE = ("XObject", "Pattern", "Shading")
"""Resources of a drawing that belong to one PDF."""


class _Kept(NamedTuple):
    """A drawing that was painted: its operators, and the states that they name."""

    operators: bytes
    states: dict[str, dict[str, Any]]


class _Object:
    """A drawing in a PDF; to the engine a picture, which it writes once and refers to."""

    def __init__(self, name: str, form: Any) -> None:
        self.id = name
        self._form = form

    def get_x_object(self, *_how: object) -> Any:
        """The object that is written: the name is the engine's."""
        return self._form


def painting_once(draw: Draw) -> Draw:
    """The method of the engine that paints a drawing, mended."""

    def show(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
        # One table belongs to a PDF, that of its pictures.
        known = stream._images.setdefault(_NAME, {})  # noqa: SLF001
        key = id(image), width, height
        if key not in known:
            known[key] = _Object(f"{_NAME}{len(known)}", _form(image, stream, (width, height), style, draw))
        stream.draw_x_object(stream.add_image(known[key], interpolate=False, ratio=1))

    return show


def without_groups(draw_layer: DrawLayer) -> DrawLayer:
    """The function of the engine that paints a layer of a background, mended: it puts each picture in a group first."""
    from weasyprint.images import SVGImage

    def show(stream: Any, layer: Any, style: Any) -> None:
        if not isinstance(layer.image, SVGImage) or set(layer.repeat) != {"no-repeat"} or 0 in layer.size:
            draw_layer(stream, layer, style)
            return
        with stream.artifact(), stream.stacked():
            if not layer.unbounded:
                stream.rectangle(*layer.painting_area)
                stream.clip()
                stream.end()
            left, top, *_ = layer.positioning_area
            stream.transform(e=layer.position[0] + left, f=layer.position[1] + top)
            layer.image.draw(stream, *layer.size, style)

    return show


def _form(image: Any, stream: Any, size: tuple[float, float], style: Any, draw: Draw) -> Any:
    """A drawing as an object of its own. What it paints outside its size is kept, as the engine keeps it."""
    import pydyf

    width, height = size
    form = stream.add_group(-width, -height, 3 * width, 3 * height)
    # It belongs to no stream alone, and is painted as if it stood there.
    del stream._resources["XObject"][form.id], form.extra["Group"]  # noqa: SLF001
    kept: dict[tuple[float, float], _Kept] = image.__dict__.setdefault("kept", {})
    resources = form.extra["Resources"]
    if size in kept:
        form.stream.append(kept[size].operators)
        resources["ExtGState"].update({name: pydyf.Dictionary(state) for name, state in kept[size].states.items()})
        return form
    with _noticed() as notices:
        draw(image, form, width, height, style)
    # What the engine notices about a drawing is to be said of each document, and so are its fonts.
    if not notices and b"BT" not in form.stream and not any(resources[name] for name in _WHOLE):
        states = {name: dict(state) for name, state in resources["ExtGState"].items()}
        kept[size] = _Kept(b"\n".join(form.stream), states)
    return form


@contextmanager
def _noticed() -> Iterator[list[logging.LogRecord]]:
    """Gathers what the engine logs meanwhile, which goes where it went before as well."""
    noticed: list[logging.LogRecord] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            noticed.append(record)

    logger, listener = logging.getLogger("weasyprint"), Listener(logging.WARNING)
    logger.addHandler(listener)
    try:
        yield noticed
    finally:
        logger.removeHandler(listener)
