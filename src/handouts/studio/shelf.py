"""The pictures of the first pages of her brochures: of the PDF that was made, or else of one that is made for it."""

from __future__ import annotations

import io
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any

from handouts.files.layout import content_file
from handouts.files.naming import is_file, read_regular
from handouts.problems import HandoutsError

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.studio.session import Studio

WIDTH = 396
"""In dots: three for each of the 132 that a picture is wide on the page."""
_PDFIUM = Lock()
"""pdfium knows no threads: one at a time, in all of the process."""


def first_page(pdf: bytes, width: int = WIDTH) -> bytes:
    """The first page of a PDF as PNG, `width` dots wide. Raises OSError or RuntimeError for what is no PDF."""
    return first_pages(pdf, width, 1)[0]


def first_pages(pdf: bytes, width: int, most: int) -> list[bytes]:
    """The first pages of a PDF as PNG, each `width` dots wide. Raises OSError or RuntimeError for what is no PDF."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_picture(document[number], width) for number in range(min(most, len(document)))]
        finally:
            document.close()


def _picture(page: Any, width: int) -> bytes:
    buffer = io.BytesIO()
    page.render(scale=width / page.get_width()).to_pil().convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


class Shelf:
    """Pictures of brochures by name, each drawn once for each version of what it is drawn from."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._drawn: dict[str, tuple[object, str]] = {}
        self._lock = Lock()

    def picture(self, name: str) -> bytes | None:
        """The first page of a brochure; None where it cannot be made. Raises UsageError where there is none."""
        folder = self._studio.folder()
        folder.must_hold("brochures", name)
        source = folder.own(content_file("brochures", name))
        made = sorted((folder.output / "brochures").glob(f"{name}.pdf"))
        path = made[0] if made and is_file(made[0]) else source
        try:
            state = path.stat()
            version = (path, state.st_mtime_ns, state.st_size)
            if path != source:
                return self._once(name, version, lambda: _read(path))
            return self._once(name, version, lambda: self._studio.builder.drawn("brochure", name))
        except (OSError, RuntimeError, ValueError, HandoutsError):  # also where the worker is ended with the studio
            return None

    def _once(self, name: str, version: object, pdf: Callable[[], bytes]) -> bytes | None:
        # One at a time: a page asks for all of them at once, and the engine draws one after the other anyway.
        with self._lock:
            known = self._drawn.get(name)
            if known and known[0] == version and (picture := self._studio.kept.get(known[1])):
                return picture
            data = pdf()
            if not data:
                return None
            picture = first_page(data)
            self._drawn[name] = (version, self._studio.kept.put(picture))
            return picture


def _read(path: Path) -> bytes:
    return read_regular(path)
