"""Made-up characters on paper, for tests of the proof that need no PDF."""

from __future__ import annotations

import io

import pikepdf

from handouts.proof.alignment import Printed
from handouts.proof.paper import Box, Character, Setting

SIZE = 10.0
WIDTH = 5.0


def line(text: str, baseline: float = 700.0, *, left: float = 50.0, page: int = 1, run: int = 0) -> list[Printed]:
    """A line of 10 pt type, with letters of 4 pt wide that are set every 5 pt; a space is 5 pt."""
    setting = Setting(baseline, SIZE, upright=True)
    printed: list[Printed] = []
    for place, sign in enumerate(text):
        if sign == " ":
            continue
        x = left + place * WIDTH
        low, high = (baseline + 2, baseline + 3) if sign == "-" else (baseline, baseline + 7)
        spaced = place > 0 and text[place - 1] == " "
        printed.append((page, Character(sign, Box(x, low, x + WIDTH - 1, high), run, spaced, setting)))
    return printed


def lines(*texts: str, leading: float = 14.0) -> list[Printed]:
    """Lines of type below each other."""
    return [
        character for number, text in enumerate(texts) for character in line(text, 700.0 - number * leading, run=number)
    ]


def page_of(content: str, *, corner: float = 0, tagged: int = 0, form: str = "") -> bytes:
    """A PDF of one page of 100 by 100 points with that content, the first so many marked contents of which are tagged.

    In it `/F1` is Helvetica, `/F2` Times, and what is painted after `/faint gs` lets nearly all light through, after
    `/half gs` half of it; `/Fm Do` paints `form`. The bottom left of the page is at (`corner`, `corner`).
    """
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    page.MediaBox = pikepdf.Array([corner, corner, 100 + corner, 100 + corner])
    fonts = {
        name: pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name(face))
        for name, face in (("/F1", "/Helvetica"), ("/F2", "/Times-Roman"))
    }
    states = {"/faint": pikepdf.Dictionary(ca=0.03, CA=0.03), "/half": pikepdf.Dictionary(ca=0.5, CA=0.5)}
    page.Resources = pikepdf.Dictionary(Font=fonts, ExtGState=states)
    if form:
        painted = pdf.make_stream(form.encode("latin-1"))
        painted.Type, painted.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        painted.BBox, painted.Resources = pikepdf.Array([0, 0, 100, 100]), pikepdf.Dictionary(Font=fonts)
        page.Resources.XObject = pikepdf.Dictionary(Fm=painted)
    if tagged:
        _tag(pdf, page, tagged)
    page.Contents = pdf.make_stream(content.encode("latin-1"))
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def _tag(pdf: pikepdf.Pdf, page: pikepdf.Page, count: int) -> None:
    """Gives a page the tags of so many paragraphs, each of the marked content of its number."""
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    document = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root))
    paragraphs = [
        pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, P=document, Pg=page.obj, K=number)
        )
        for number in range(count)
    ]
    document.K = pikepdf.Array(paragraphs)
    root.K = document
    root.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Array(paragraphs)]))
    page.StructParents = 0
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
