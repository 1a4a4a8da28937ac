"""Letters as a drawing: as large as their place, in the typeface of the headings, and never outside their ground."""

from __future__ import annotations

import re

import pytest

from handouts.content.model.brand import PAIRS
from handouts.page.drawings.lettering import lettering_svg

PAIR = PAIRS["rust"]


def scale(svg: str) -> float:
    found = re.search(r"scale\(([0-9.]+) ", svg)
    assert found
    return float(found[1])


def test_a_word_fills_the_width_or_the_height_whichever_is_less() -> None:
    assert scale(lettering_svg("Rust", PAIR, (280, 30), "primary")) == scale(
        lettering_svg("Rust", PAIR, (400, 30), "primary")
    )
    long = "Slaap en herstel na een drukke tijd"
    assert scale(lettering_svg(long, PAIR, (140, 30), "primary")) < scale(
        lettering_svg(long, PAIR, (280, 30), "primary")
    )


def test_a_single_sign_is_as_large_as_its_place_is_high_and_wide() -> None:
    high, low, narrow = (scale(lettering_svg("M", PAIR, size, "primary")) for size in ((200, 80), (200, 40), (20, 80)))
    assert high / low == pytest.approx(2, rel=0.01)
    assert narrow < low


def test_what_hangs_below_the_line_of_a_word_is_inside_too() -> None:
    assert scale(lettering_svg("gat", PAIR, (280, 30), "primary")) < scale(
        lettering_svg("dat", PAIR, (280, 30), "primary")
    )


def test_its_colours_are_those_of_the_palette_by_name() -> None:
    drawn = lettering_svg("Rust", PAIR, (280, 30), "primary", "mid")
    assert 'fill="var(--primary)"' in drawn
    assert '<rect width="280" height="30" fill="var(--mid)"/>' in drawn


def test_signs_that_the_typeface_lacks_leave_an_empty_drawing() -> None:
    assert 'd=""' in lettering_svg("日本", PAIR, (280, 30), "primary")
