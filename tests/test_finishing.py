"""What PDF/UA asks for and the engine leaves out is in the PDF, and the pictures show its pages."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw

from conftest import BROCHURE, Command
from handouts.files.layout import shipped_root
from handouts.page import finishing

CALL_BOX = """\
when_to_call:
  calls:
    - {who: "112", when: Bij pijn op de borst.}
    - {who: Je huisarts, when: Bij twijfel.}
"""
LISTS = f"""\
{BROCHURE.partition("    points:")[0]}
    points:
      - title: Rust
        text: Neem elke dag twee pauzes.
      - title: Water
        text: Drink genoeg.
      - title: Eten
        items: [noten, spinazie, volkorenbrood, bonen]
      - title: Stappen
        items: [Zit., Adem.]
        numbered: yes
call_to_action:{BROCHURE.partition("call_to_action:")[2]}
"""
TABLE = (
    "<table><{group}><tr><th>Eén</th><th>Twee</th></tr></{group}>"
    "<tr><th>Drie</th><td>Vier</td></tr><tr><td>Vijf</td><th>Zes</th></tr></table>"
)

Tree = tuple[str, str, tuple[Any, ...]]
"""An element of the structure: its type, its scope, and what stands in it."""


def write_brochure(practice: Path, content: str) -> None:
    (practice / "content/brochures/proef.yaml").write_text(content, encoding="utf-8")


def add_to_template(practice: Path, html: str) -> None:
    source = (shipped_root() / "templates/brochure.html").read_text(encoding="utf-8")
    end = '<span id="end">'
    assert end in source
    (practice / "templates").mkdir(exist_ok=True)
    (practice / "templates/brochure.html").write_text(source.replace(end, html + end), encoding="utf-8")


def style(practice: Path, css: str) -> None:
    (practice / "styles").mkdir(exist_ok=True)
    (practice / "styles/own.css").write_text(css, encoding="utf-8")


def built(handouts: Command, practice: Path) -> Path:
    ran = handouts("build", "proef")
    assert (ran.code, ran.err) == (0, ""), ran.err
    return practice / "output/brochures/proef.a4.pdf"


def kind_of(element: Any) -> str:
    size = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_StructElement_GetType(element, buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def scope_of(element: Any) -> str:
    for index in range(raw.FPDF_StructElement_GetAttributeCount(element)):
        value = raw.FPDF_StructElement_Attr_GetValue(
            raw.FPDF_StructElement_GetAttributeAtIndex(element, index), b"Scope"
        )
        if value:
            size = ctypes.c_ulong()
            raw.FPDF_StructElement_Attr_GetStringValue(value, None, 0, size)
            buffer = ctypes.create_string_buffer(size.value)
            raw.FPDF_StructElement_Attr_GetStringValue(value, buffer, size.value, size)
            return buffer.raw.decode("utf-16-le").rstrip("\0")
    return ""


def structure(path: Path) -> Iterator[Tree]:
    """Every element of the structure tree, with all that stands in it."""
    document = pypdfium2.PdfDocument(path)

    def tree(element: Any) -> Tree:
        count = raw.FPDF_StructElement_CountChildren(element)
        children = (raw.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(count))
        return (
            kind_of(element),
            scope_of(element),
            tuple(tree(child) for child in children if child),
        )

    def flat(tree: Tree) -> Iterator[Tree]:
        yield tree
        for child in tree[2]:
            yield from flat(child)

    try:
        for page in document:
            root = raw.FPDF_StructTree_GetForPage(page)
            for index in range(raw.FPDF_StructTree_CountChildren(root)):
                yield from flat(tree(raw.FPDF_StructTree_GetChildAtIndex(root, index)))
            raw.FPDF_StructTree_Close(root)
    finally:
        document.close()


def scopes(path: Path) -> list[str]:
    return [scope for kind, scope, _ in structure(path) if kind == "TH"]


def link_flags(path: Path) -> list[int]:
    document = pypdfium2.PdfDocument(path)
    flags = []
    for page in document:
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_LINK:
                flags.append(raw.FPDFAnnot_GetFlags(annotation))
            raw.FPDFPage_CloseAnnot(annotation)
    document.close()
    return flags


def test_the_engine_by_itself_gives_no_scope_and_prints_no_link(
    handouts: Command, practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_brochure(practice, BROCHURE + CALL_BOX)
    monkeypatch.setattr(finishing, "mend", lambda *_: None)
    path = built(handouts, practice)
    assert scopes(path) == [""]
    assert set(link_flags(path)) == {0}


def test_a_header_that_begins_a_row_heads_the_row(handouts: Command, practice: Path) -> None:
    write_brochure(practice, BROCHURE + CALL_BOX)
    assert scopes(built(handouts, practice)) == ["Row"]


@pytest.mark.parametrize("group", ["thead", "tbody"])
def test_headers_in_the_first_row_head_their_columns(handouts: Command, practice: Path, group: str) -> None:
    add_to_template(practice, TABLE.format(group=group))
    assert scopes(built(handouts, practice)) == ["Column", "Column", "Row", "Row"]


LONG_TABLE = (
    "<table class=long><thead><tr><th scope=col>Eén</th> <th scope=col>Twee</th></tr></thead> "
    + "".join(f"<tr><th scope=row>Rij {row}</th> <td>Cel {row}</td></tr> " for row in range(90))
    + "</table>"
)


def test_a_table_over_several_pages_is_one_table_whose_heading_row_is_read_once(
    handouts: Command, practice: Path
) -> None:
    add_to_template(practice, LONG_TABLE)
    style(practice, ".long { break-inside: auto }")
    path = built(handouts, practice)
    with pypdfium2.PdfDocument(path) as document:
        shown = ["\n".join(page.get_textpage().get_text_bounded().splitlines()) for page in document]
    held = [text for text in shown if "Cel" in text]
    assert len(held) >= 3
    assert all("Eén Twee" in text for text in held)
    with pikepdf.open(path) as pdf:
        (table,) = elements_of(pdf, "/Table")
        rows = [row for group in table.K for row in group.K]
        assert len(rows) == 91
        first, second = (str(cell.ID) for cell in rows[0].K)
        for row in rows[1:]:
            assert [str(header) for header in row.K[1].A.Headers] == [str(row.K[0].ID), second]
            assert first != second
        assert len(elements_of(pdf, "/THead")) == 1


def elements_of(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """The elements of a kind that the structure tree reads."""
    found: list[pikepdf.Object] = []
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        found += [element] if element.get("/S") == kind else []
        waiting += [each for each in element.get("/K", []) if isinstance(each, pikepdf.Dictionary)]
    return found


def test_bold_text_in_a_link_is_no_link_of_its_own(handouts: Command, practice: Path) -> None:
    bold, plain = "[de **toelichting** hier](https://proef.example)", "[de toelichting hier](https://proef.example)"
    counts = []
    for link in (bold, plain):
        write_brochure(practice, BROCHURE.replace("gewone tekst", link))
        counts.append(len(link_flags(built(handouts, practice))))
    assert counts[0] == counts[1]


def test_links_are_printed(handouts: Command, practice: Path) -> None:
    flags = link_flags(built(handouts, practice))
    assert flags
    assert all(flag & raw.FPDF_ANNOT_FLAG_PRINT for flag in flags)


@pytest.mark.parametrize("display", ["block", "inline-block", "table", "flex"])
def test_only_items_stand_in_a_list_however_they_are_set(handouts: Command, practice: Path, display: str) -> None:
    write_brochure(practice, LISTS)
    # All on one page: a list that goes on over the page is told there as a list of its own.
    style(practice, f".bullets > li {{ display: {display} }} .section {{ break-before: page }}")
    lists = [children for kind, _, children in structure(built(handouts, practice)) if kind == "L"]
    # The points, the list and the steps among them, the contact details, the sources, and the small print.
    assert len(lists) == 6
    assert {kind for children in lists for kind, _, _ in children} == {"LI"}
    assert [len(children) for children in lists[:3]] == [4, 4, 2]


@pytest.mark.parametrize("display", ["block", "table"])
def test_every_item_has_one_body_and_stands_in_a_list(handouts: Command, practice: Path, display: str) -> None:
    write_brochure(practice, LISTS)
    style(practice, f"li {{ display: {display} }}")
    elements = list(structure(built(handouts, practice)))
    inside = {(kind, child) for kind, _, children in elements for child, _, _ in children}
    assert {parent for parent, child in inside if child == "LI"} == {"L"}
    assert {parent for parent, child in inside if child == "LBody"} == {"LI"}
    assert all([child for child, _, _ in children] == ["LBody"] for kind, _, children in elements if kind == "LI")


def test_a_list_within_a_list_keeps_its_place(handouts: Command, practice: Path) -> None:
    add_to_template(practice, '<ul class="deep"><li>Eén<ul><li>Twee</li></ul></li><li>Drie</li></ul>')
    style(practice, ".deep, .deep ul { list-style: disc url(art/bullet.svg) }")
    shapes = [[child for child, _, _ in children] for kind, _, children in structure(built(handouts, practice))
              if kind == "L"]  # fmt: skip
    assert ["LI", "L", "LI"] in shapes


def test_there_is_a_picture_of_each_page_at_100_dots_to_the_inch(handouts: Command, practice: Path) -> None:
    write_brochure(practice, BROCHURE.replace("Hier staat gewone tekst.", "Hier staat gewone tekst. " * 400))
    ran = handouts("build", "proef", "--png")
    assert (ran.code, ran.err) == (0, "")
    folder = practice / "output/brochures"
    pages = len(pypdfium2.PdfDocument(folder / "proef.a4.pdf"))
    assert pages > 1
    names = [f"proef.a4.p{number}.png" for number in range(1, pages + 1)]
    assert sorted(path.name for path in folder.glob("*.png")) == names
    for name in names:
        with Image.open(folder / name) as picture:
            # 210 × 297 mm
            assert picture.size == (827, 1170)


def test_a_picture_shows_what_its_page_shows(handouts: Command, practice: Path) -> None:
    pdf = built(handouts, practice).read_bytes()
    with Image.open(io.BytesIO(next(finishing.pictures(pdf, dpi=36)))) as picture:
        assert picture.size == (298, 421)
        shades = picture.convert("L").histogram()
    assert sum(shades[:100]) > 0
    assert shades[255] > 0
