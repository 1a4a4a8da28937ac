"""What is dropped of a page before it is parsed is found by a reading of its own."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from handouts.intake.importing import import_text
from handouts.intake.importing.hypertext import losses, pages
from handouts.intake.importing.hypertext.letters import dropped_words
from handouts.intake.importing.hypertext.reading import readable

PAGE = (
    "<h1>Beter slapen</h1><!-- niet te zien --><p>Ga op tijd naar bed.</p><style>p{}</style>"
    "<textarea>Schrijf hier</textarea><iframe srcdoc='&lt;p&gt;Binnenin&lt;/p&gt;'>Buiten</iframe><xmp>1 < 2 x</xmp>"
    "<p>Vraag &eacute;&eacute;n<![if !vml]> keer<![endif]> om raad.</p><img alt='Een bed' src='bed.png'>"
)


def told(html: str) -> list[str]:
    made = import_text(html.encode(), source="slapen.html", name="slapen")
    return [str(problem.message) for problem in made.problems if "damaged" in str(problem.message)]


def test_of_a_whole_page_nothing_is_dropped() -> None:
    assert dropped_words(PAGE, readable(PAGE) or "") == []
    assert told(PAGE) == []


@pytest.mark.parametrize("words", ["op tijd naar bed", "Schrijf hier", "één", "Een bed", "2 x", "Binnenin", "keer"])
def test_what_readable_would_drop_is_told(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(pages, "readable", lambda html: (readable(html) or "").replace(words, ""))
    assert told(PAGE)[0].endswith(f": “{words}”")


def test_a_paragraph_that_readable_would_drop_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "readable", lambda html: re.sub("<p>Ga.*?</p>", "", readable(html) or ""))
    assert "“Ga op tijd naar bed”" in told(PAGE)[0]


@pytest.mark.parametrize(
    ("before", "after", "dropped"),
    [
        ("<p title='a > b'>Rust</p>", "<p>Rust</p>", []),
        ('<p title="a > b">Rust</p>', "<p></p>", ["Rust"]),
        ("<p>1 < 2 en <b>v</b>oet", "<p>1 &lt; 2 en <b>v</b>oet", []),
        ("<script>if (a < b) c()</script>Rust", "Rust", []),
        ("Rust<!-->en stilte", "Rusten stilte", []),
        ("Rust <b", "Rust ", ["b"]),
        ("&#233;&eacute;n", "een", ["één"]),
    ],
)
def test_words_are_read_by_themselves(before: str, after: str, dropped: list[str]) -> None:
    assert dropped_words(before, after) == dropped


@pytest.mark.parametrize(
    ("expected", "arrived", "parted"),
    [
        (["rust", "blogen"], ["rust", "blog", "en"], ["rust", "blog", "en"]),
        (["rust", "blogen"], ["rust", "blog"], ["rust", "blogen"]),
        (["rust", "en"], ["rust", "en"], ["rust", "en"]),
    ],
)
def test_only_a_word_of_which_both_halves_arrived_is_parted(
    expected: list[str], arrived: list[str], parted: list[str]
) -> None:
    missing = Counter(expected)
    missing.subtract(arrived)
    assert losses.parted(expected, missing) == parted
    assert any(missing.values()) is ("en" not in arrived)
