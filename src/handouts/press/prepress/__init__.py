"""For the press: a PDF in the colours of the screen becomes one in inks, dressed as PDF/X-4.

The change is made after rendering, so that one stylesheet serves the screen, the printer at home and the press.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import pikepdf

from handouts.press.prepress.inks import Inks, profile
from handouts.press.prepress.paints import Separation
from handouts.press.prepress.pdfx import dress

__all__ = ["as_pdfx", "for_press", "profile", "separate"]


def separate(pdf: bytes, blacks: Mapping[str, float]) -> bytes:
    """The same pages in nothing but cyan, magenta, yellow and black, for offset on coated paper.

    `blacks` names the colours (`#RRGGBB`) that are printed in black alone, and its share (0 to 1): those of text.
    Greys are black alone anyhow; full black text overprints; white is paper. Tags are lost, text and fonts are kept.
    Raises ContentError for what has no way into inks, such as a gradient over a mesh.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _separate(document, blacks)
        return _saved(document)


def as_pdfx(pdf: bytes, title: str, day: date) -> bytes:
    """A PDF in inks as a print shop wants it: PDF/X-4 with its output intent, `day` as the day that it was made on.

    Links, bookmarks, attachments, scripts and tags go: no paper can show them. The same input gives the same bytes.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        dress(document, pdf, title, day)
        return _saved(document)


def for_press(pdf: bytes, blacks: Mapping[str, float], title: str, day: date) -> bytes:
    """Both at once."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _separate(document, blacks)
        dress(document, pdf, title, day)
        return _saved(document)


def _separate(document: Any, blacks: Mapping[str, float]) -> None:
    separation = Separation(document, Inks(blacks))
    for page in document.pages:
        separation.page(page)
    if not separation.blends:
        separation.ungroup()
    for page in document.pages:
        for key in ("/StructParents", "/Tabs", "/Group"):
            if key in page.obj:
                del page.obj[key]
        if separation.blends:
            page.obj.Group = pikepdf.Dictionary(
                Type=pikepdf.Name.Group, S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceCMYK, I=True
            )
    for key in ("/StructTreeRoot", "/MarkInfo", "/OutputIntents", "/Metadata"):
        if key in document.Root:
            del document.Root[key]


def _saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(
        buffer,
        deterministic_id=True,
        force_version="1.6",
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        recompress_flate=False,
        fix_metadata_version=False,
        encryption=False,
    )
    return buffer.getvalue()
