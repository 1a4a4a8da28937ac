"""Workbooks (XLSX), made of the XML that stands in them."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def links(*targets: tuple[str, str, str]) -> str:
    each = "".join(f'<Relationship Id="{name}" Type="{LINKS}/{kind}" Target="{to}"/>' for name, kind, to in targets)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def text(reference: str, said: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(said)}</t></is></c>'


def row(number: int, *cells: str, more: str = "") -> str:
    """A row; a plain text is the text of the next column."""
    held = "".join(
        cell if cell.startswith("<") else text(f"{chr(65 + column)}{number}", cell)
        for column, cell in enumerate(cells)
        if cell
    )
    return f'<row r="{number}" {more}>{held}</row>'


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def book(
    *sheets: str,
    names: tuple[str, ...] = ("Lijst", "Tweede", "Derde"),
    states: tuple[str, ...] = ("visible",) * 3,
    kinds: tuple[str, ...] = ("worksheet",) * 3,
    opened: int | None = 0,
    formats: tuple[str, ...] = (),
    shared: str = "",
    properties: str = "",
    styles: str = "",
) -> bytes:
    """A workbook; style 0 is General, and style 1, 2, … have the formats: numbers of built-in ones, or codes.

    `styles` stands in place of these. `properties` stands before the list of sheets.
    """
    own = "".join(
        f'<numFmt numFmtId="{200 + index}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for index, code in enumerate(formats)
        if not code.isdigit() or code.startswith("0")
    )
    formatted = "".join(
        f'<xf numFmtId="{code if code.isdigit() and not code.startswith("0") else 200 + index}"/>'
        for index, code in enumerate(formats)
    )
    view = "" if opened is None else f'<bookViews><workbookView activeTab="{opened}"/></bookViews>'
    listed = "".join(
        f'<sheet name="{escape(names[index])}" sheetId="{index + 1}" state="{states[index]}" r:id="s{index}"/>'
        for index in range(len(sheets))
    )
    parts = {
        "_rels/.rels": links(("w", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{properties}{view}<sheets>{listed}</sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": links(
            *((f"s{index}", kinds[index], f"{kinds[index]}s/{index}.xml") for index in range(len(sheets))),
            ("t", "sharedStrings", "/xl/texts.xml"),
            ("y", "styles", "styles.xml"),
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">'
        + (styles or f'<numFmts>{own}</numFmts><cellXfs><xf numFmtId="0"/>{formatted}</cellXfs>')
        + "</styleSheet>",
        "xl/texts.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
        **{f"xl/{kinds[index]}s/{index}.xml": content for index, content in enumerate(sheets)},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
