"""The last touches: what PDF/UA asks for and the engine leaves out, and pictures of the finished pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

_PRINTED = 4
"""Bit 3 of an annotation's flags: print it. ISO 32000-1, table 165."""


def mend(_document: Any, pdf: Any) -> None:
    """Gives table headers their scope and link annotations their Print flag.

    A header cell in the first row heads its column, one that begins a later row heads that row (ISO 14289-1, 7.5).
    `pdf` is the second of what the engine hands to a finisher.
    """
    import pydyf

    elements = {
        element.reference: element
        for element in pdf.objects
        if isinstance(element, pydyf.Dictionary) and element.get("Type") == "/StructElem"
    }
    for element in elements.values():
        if element.get("S") == "/TH":
            attributes = element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
            attributes["Scope"] = "/Column" if _heads_column(element, elements) else "/Row"
    for item in pdf.objects:
        if isinstance(item, pydyf.Dictionary) and item.get("Subtype") == "/Link":
            item["F"] = item.get("F", 0) | _PRINTED


def _heads_column(header: Any, elements: dict[bytes, Any]) -> bool:
    row = elements[header["P"]]
    group = elements.get(row["P"])
    if group is not None and group.get("S") == "/THead":
        return True
    cells = [elements.get(reference) for reference in row["K"]]
    return all(cell is None or cell.get("S") == "/TH" for cell in cells)


def pictures(pdf: bytes, dpi: int = 100) -> Iterator[bytes]:
    """The pages of a PDF as PNG pictures, at `dpi` dots to the inch."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            buffer = io.BytesIO()
            page.render(scale=dpi / 72).to_pil().save(buffer, "PNG", optimize=False)
            yield buffer.getvalue()
    finally:
        document.close()
