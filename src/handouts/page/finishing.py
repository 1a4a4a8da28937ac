"""The last touches: what PDF/UA asks for and the engine leaves out, and pictures of the finished pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

_PRINTED = 4
"""Bit 3 of an annotation's flags: print it. ISO 32000-1, table 165."""
_HARD = re.compile(rb"(?<=^<[0-9a-f]{4}> )<00a0>$")
"""What a glyph is read as, by a line of the table that says so of each."""
_BELONGS = {"/LI": "/L", "/LBody": "/LI"}
"""What must be inside what. ISO 32000-1, 14.8.4.3.3."""


def mend(document: Any, pdf: Any) -> None:
    """Gives table headers their scope and links their Print flag, leaves only items in a list and one link in a link.

    A hard space is read as a space.

    A header cell in the first row heads its column, one that begins a later row heads that row (ISO 14289-1, 7.5). A
    table that goes on over a page's end is one table. `document` and `pdf` are what the engine hands to a finisher.
    """
    import pydyf

    objects = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary)}
    elements = {name: item for name, item in objects.items() if item.get("Type") == "/StructElem"}
    if sum(element["S"] == "/THead" for element in elements.values()) > 1:
        _join_tables(document, elements)
    for element in elements.values():
        if element["S"] == "/TH":
            attributes = element.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
            attributes["Scope"] = "/Column" if _heads_column(element, elements) else "/Row"
        elif element["S"] == "/L":
            _leave_items(element, elements)
        elif element["S"] in _BELONGS and elements[element["P"]]["S"] != _BELONGS[element["S"]]:
            # An item that is set as a table is tagged again for each box that the engine adds inside it.
            element["S"] = "/NonStruct"
        if element["S"] != "/Link":
            _take_links(element, objects)
    _soften_spaces(pdf)
    for item in objects.values():
        if item.get("Subtype") == "/Link":
            item["F"] = item.get("F", 0) | _PRINTED


def _soften_spaces(pdf: Any) -> None:
    """Lets a hard space be read as a space: it steers where a line ends, and is nothing to who copies or searches."""
    import pydyf

    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and b"begincmap" in item.stream:
            item.stream[:] = [_HARD.sub(b"<0020>", each) for each in item.stream]


def _heads_column(header: Any, elements: dict[bytes, Any]) -> bool:
    row = elements[header["P"]]
    group = elements.get(row["P"])
    if group is not None and group.get("S") == "/THead":
        return True
    cells = [elements.get(reference) for reference in row["K"]]
    return all(cell is None or cell.get("S") == "/TH" for cell in cells)


def _join_tables(document: Any, elements: dict[bytes, Any]) -> None:
    """Adds the rows of a table that goes on over a page's end to those on the page before.

    The engine tags a table anew on each of its pages. Its heading row, printed again, is an artifact (ISO 14289-1,
    7.1): it is read once, and stays out of the tree as a running header does.
    """
    begun: dict[Any, tuple[Any, list[Any]]] = {}
    for page in document.pages:
        for box in page._page_box.descendants():  # noqa: SLF001  # the engine has no other way to its boxes
            if not getattr(box, "is_header", False):
                continue
            cells = [cell.mark for row in box.children for cell in row.children if cell.element_tag == "th"]
            if not cells:
                continue
            head = elements[elements[cells[0]["P"]]["P"]]
            table = elements[head["P"]]
            if box.element not in begun:
                begun[box.element] = table, [cell["ID"] for cell in cells]
                continue
            first, identifiers = begun[box.element]
            table["K"].remove(head.reference)
            _move_rows(table, first, elements)
            elements[table["P"]]["K"].remove(table.reference)
            named = dict(zip((cell.pop("ID") for cell in cells), identifiers, strict=True))
            _name_headers(first, named, elements)


def _move_rows(table: Any, first: Any, elements: dict[bytes, Any]) -> None:
    for reference in table["K"]:
        elements[reference]["P"] = first.reference
    first["K"].extend(table["K"])
    table["K"].clear()


def _name_headers(table: Any, named: dict[Any, Any], elements: dict[bytes, Any]) -> None:
    """Lets the cells of a table point to its first heading row where they point to one that was printed again."""
    for group in table["K"]:
        for row in elements[group]["K"]:
            for cell in elements[row]["K"]:
                headers = elements[cell].get("A", {}).get("Headers", [])
                headers[:] = [named.get(header, header) for header in headers]


def _leave_items(listing: Any, elements: dict[bytes, Any]) -> None:
    """Where items are side by side, the engine tags a box around them as a list, and the spaces between as content.

    ISO 32000-1, 14.8.4.3.3, has nothing but items in a list: the spaces go to the item before them, or to the first.
    """
    found = list(_without_boxes(listing, elements))
    items = [child for child in found if child["S"] == "/LI"]
    if not items:
        return
    kept: list[Any] = []
    item = items[0]
    for child in found:
        if child["S"] in {"/LI", "/L", "/Caption"}:
            item = child if child["S"] == "/LI" else item
            child["P"] = listing.reference
            kept.append(child.reference)
        else:
            body = elements[item["K"][-1]]
            child["P"] = body.reference
            body["K"].append(child.reference)
    listing["K"][:] = kept


def _without_boxes(listing: Any, elements: dict[bytes, Any]) -> Iterator[Any]:
    for child in [elements[reference] for reference in listing["K"]]:
        if child["S"] == "/L" and not _has_labels(child, elements):
            yield from _without_boxes(child, elements)
            child["K"].clear()
        else:
            yield child


def _has_labels(listing: Any, elements: dict[bytes, Any]) -> bool:
    """Whether it is a list inside another one: the engine lifts one with markers out of its item."""
    items = (elements[reference] for reference in listing["K"])
    return any(elements[item["K"][0]]["S"] == "/Lbl" for item in items if item["S"] == "/LI" and item["K"])


def _take_links(element: Any, objects: dict[bytes, Any]) -> None:
    """Each box inside a link, such as bold text, is a link again to the engine; the one around it covers it.

    ISO 14289-1, 7.18.5, wants every link tagged as one.
    """
    for reference in list(element["K"]):
        pointer = objects.get(reference, {})
        if pointer.get("Type") == "/OBJR" and objects[pointer["Obj"]].get("Subtype") == "/Link":
            element["K"].remove(reference)
            objects[pointer["Pg"]]["Annots"].remove(pointer["Obj"])
            objects[pointer["Obj"]].clear()


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
