"""A line ends where its words do: no word stands alone because the space behind it did not fit any more."""

from __future__ import annotations

import re

import pytest

from handouts.page.rendering.boxes import boxes_in, lines_of, pages_of, texts_in
from handouts.page.rendering.engine import load_engine

TEXTS = [
    'Denk je aan zelfdoding? Bel dag en nacht gratis <span class="kept">113</span> of 0800-0113.',
    'een bad of voetenbad met kristallen, twintig minuten, hooguit <span class="kept">37 graden</span>',
    "Hartkloppingen die aanhouden, vraag het aan <b>de huisarts</b> of bel",
]


def lines(html: str, mm: int) -> list[str]:
    """The lines of a paragraph on a page so many mm wide."""
    page = f"@page {{ size: {mm}mm 200mm; margin: 0 }} .kept {{ white-space: nowrap }} b {{ font-weight: 400 }}"
    document = load_engine().HTML(string=f"<style>{page} body {{ margin: 0 }}</style><p>{html}</p>").render()
    blocks = [box for page in pages_of(document) for box in boxes_in(page) if lines_of(box)]
    return ["".join(text.text for text in texts_in(line)).strip() for line in lines_of(blocks[0])]


@pytest.mark.parametrize("html", TEXTS)
def test_lines_are_as_long_as_without_what_comes_behind_a_space(html: str) -> None:
    kept = re.search(r"kept\">([^<]+)", html)
    plain = re.sub(r"<[^>]*>", "", html.replace(kept[1], kept[1].replace(" ", "\u00a0")) if kept else html)
    for mm in range(60, 130, 2):
        assert lines(html, mm) == [line.replace("\u00a0", " ") for line in lines(plain, mm)], mm
