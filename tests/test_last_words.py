"""The last two words of a paragraph are on one line, where that leaves no hole before them."""

from __future__ import annotations

import pytest

from handouts.page.composing.last_words import kept_at_end

LONG = "Neem een voetenbad van twintig minuten en ga daarna"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (f"{LONG} vroeg slapen.", f'{LONG} <span class="together wide">vroeg slapen.</span>'),
        (f"{LONG} <strong>heel vroeg slapen</strong>.",
         f'{LONG} <strong>heel <span class="together">vroeg slapen</span></strong>.'),
    ],
)  # fmt: skip
def test_the_last_two_words_are_kept_on_one_line(html: str, kept: str) -> None:
    assert kept_at_end(html, 18) == kept


@pytest.mark.parametrize(
    "html",
    [
        "Ga vroeg slapen.",
        f"{LONG} zelfstandigheidsbevorderend slapen.",
        f"{LONG} je ademhalingsoefeningen.",
        f"{LONG} <em>vroeg</em> slapen.",
        f'{LONG} <span class="together">350 mg</span>',
    ],
)
def test_an_end_that_is_short_or_wide_or_kept_already_stays_as_it_is(html: str) -> None:
    assert kept_at_end(html, 18) == html


def test_in_a_narrow_column_only_short_words_are_kept() -> None:
    assert kept_at_end(f"{LONG} rustig uitademen.", 12) == f"{LONG} rustig uitademen."
    assert "together" in kept_at_end(f"{LONG} naar bed.", 12)
