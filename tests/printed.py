"""Made-up characters on paper, for tests of the proof that need no PDF."""

from __future__ import annotations

import io

import pikepdf

from handouts.proving.alignment import Printed
from handouts.proving.paper import Box, Character, Setting

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


def page_of(content: str, *, corner: float = 0) -> bytes:
    """A PDF of one untagged page of 100 by 100 points with that content.

    In it `/F1` is Helvetica, and what is painted after `/faint gs` lets nearly all light through.
    The bottom left of the page is at (`corner`, `corner`).
    """
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    page.MediaBox = pikepdf.Array([corner, corner, 100 + corner, 100 + corner])
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    faint = pikepdf.Dictionary(faint=pikepdf.Dictionary(ca=0.03, CA=0.03))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), ExtGState=faint)
    page.Contents = pdf.make_stream(content.encode("latin-1"))
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()
