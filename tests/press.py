"""A card as it goes to a print shop, for tests that change it in a line and preflight it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pikepdf

from handouts.page.rendering.engine import load_engine
from handouts.press.preflight import Wanted, preflight
from handouts.press.prepress import for_press

CARD = Wanted(105, 148, 2)
MM = 72 / 25.4
STYLE = """
@page { size: 105mm 148mm; margin: 12mm; bleed: 3mm; background: #EEF3EC }
body { color: #22302B; font: 12pt "Alegreya Sans" }
h1 { color: #2E5A4B; break-before: page }
"""
Edit = Callable[[pikepdf.Pdf], None]


@cache
def good() -> bytes:
    """A card of two pages as it goes to a print shop."""
    html = f"<html lang=nl><title>Kaart</title><style>{STYLE}</style><p>Voorkant</p><h1>Achterkant</h1>"
    pdf = load_engine().HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    return for_press(pdf, {"#22302B": 1.0}, "Kaart", date(2026, 11, 1))


def edited(edit: Edit, **how: Any) -> bytes:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        edit(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer, fix_metadata_version=False, **how)
    return buffer.getvalue()


def drawing(content: bytes, **resources: pikepdf.Dictionary) -> Edit:
    """Draws something on top of the first page."""

    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        own = page.obj.Resources
        for kind, items in resources.items():
            if f"/{kind}" not in own:
                own[f"/{kind}"] = pikepdf.Dictionary()
            for name, item in items.items():
                own[f"/{kind}"][name] = item
        whole = b"q " + b" ".join(part.read_bytes() for part in [page.obj.Contents]) + b" Q q " + content + b" Q"
        page.obj.Contents = pdf.make_stream(whole)

    return edit


def found_in(pdf: bytes, wanted: Wanted | None = CARD) -> list[tuple[str, str, str]]:
    return [(each.severity, each.rule, each.message) for each in preflight(pdf, wanted, "kaart.pdf")]


def small(content: bytes = b"", edit: Edit = lambda _pdf: None, **resources: pikepdf.Dictionary) -> bytes:
    """One page of 60 × 40 mm with 3 mm of bleed, made from nothing; `edit` changes it last."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(66 * MM, 46 * MM))
    page = pdf.pages[0].obj
    page.BleedBox, page.TrimBox = page.MediaBox, [3 * MM, 3 * MM, 63 * MM, 43 * MM]
    page.Contents = pdf.make_stream(content)
    page.Resources = pikepdf.Dictionary({f"/{kind}": items for kind, items in resources.items()})
    edit(pdf)
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def rules_of(pdf: bytes) -> list[tuple[str, str]]:
    """Severity and rule of what is found in a small page, without that it names no press."""
    found = [(severity, rule) for severity, rule, _ in found_in(pdf, None)]
    return [each for each in found if each[1] != "preflight-no-output-intent"]
