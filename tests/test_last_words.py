"""The last words of a paragraph are on one line, where that leaves no hole before them and no stub of a line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from conftest import put
from handouts.files.folder import Folder
from handouts.page.composing.last_words import LARGE, kept_at_end
from handouts.produce.job import Job
from handouts.produce.making import Maker

LONG = "Neem een voetenbad van twintig minuten en ga daarna op tijd"


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (f"{LONG} vroeg slapen.", f"{LONG} vroeg\u00a0slapen."),
        (f"{LONG} <strong>heel vroeg slapen</strong>.", f"{LONG} <strong>heel vroeg\u00a0slapen</strong>."),
        (f"{LONG} slapen, ademhalingsoefening en nu.", f"{LONG} slapen, ademhalingsoefening en\u00a0nu."),
        ("Een gejaagd gevoel, of een kort lontje.", "Een gejaagd gevoel, of een kort\u00a0lontje."),
    ],
)
def test_the_last_two_words_are_kept_on_one_line(html: str, kept: str) -> None:
    assert kept_at_end(html, 18) == kept


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (f"{LONG} langs bij je arts.", f"{LONG} langs bij\u00a0je\u00a0arts."),
        (f"{LONG} zitten en praten op je werk.", f"{LONG} zitten en praten op\u00a0je\u00a0werk."),
        (f"{LONG} slapen. {LONG} langs, en daarna rustig opbouwen.",
         f"{LONG} slapen. {LONG} langs, en daarna\u00a0rustig\u00a0opbouwen."),
        (f"{LONG} slapen, ademhalen en nu.", f"{LONG} slapen, ademhalen\u00a0en\u00a0nu."),
    ],
)  # fmt: skip
def test_two_words_that_would_still_look_left_over_take_a_third_along(html: str, kept: str) -> None:
    assert kept_at_end(html) == kept


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
    assert kept_at_end(f"{LONG} en dan naar bed.", 8) == f"{LONG} en dan naar bed."


def test_the_end_of_a_title_is_no_wider_than_its_longest_word() -> None:
    assert kept_at_end("Wat je kunt doen bij een burn-out", LARGE) == "Wat je kunt doen bij een burn-out"
    assert kept_at_end("Ademhalingsoefeningen bij een burn-out", LARGE) == "Ademhalingsoefeningen bij een\u00a0burn-out"


def test_on_paper_a_hard_space_is_read_as_a_space(practice: Path) -> None:
    put(
        practice,
        "content/brochures/proef.yaml",
        f"title: Proef\nsections:\n- heading: Een\n  text: {LONG} op tijd je bed in.\n",
    )
    product = Maker(Folder(practice), date(2026, 11, 28)).make(Job("brochure", "proef", "a4"))
    assert product.pdf
    text = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(product.pdf))
    assert "\u00a0" not in text
    assert "op tijd je bed in." in " ".join(text.split())
