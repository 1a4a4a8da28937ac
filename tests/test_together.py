"""A number and its unit, a sign and its amount, stand on one line; what was typed is still what is on paper."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Command
from handouts.page.composing.prose import inline_html, plain_html, with_hyphens
from handouts.page.composing.together import MAX_TOGETHER, is_wide, kept_together

SPAN = re.compile(r'<span class="together">(.*?)</span>', re.DOTALL)


def shown(html: str) -> str:
    """What is kept together between square brackets."""
    return SPAN.sub(r"[\1]", kept_together(html))


@pytest.mark.parametrize(
    "said",
    [
        "Neem [350 mg] of [1,5 g,] hooguit [3 ×] per dag.",
        "Dat is [€ 45,50] of [€ 1.250,-] per jaar, [10 %] minder, [45,- euro] in al, [7 €] of 3 [€ 5.]",
        "Water van [37 °C] en [20 cm] diep, zie [blz. 12] en [nr. 7.]",
        "Een wandeling [(20 min.),] [2 u] rust, [3 keer] per week.",
        "Van [10 – 20 minuten,] [1 à 2 weken,] [2 x 3 tabletten.]",
        "Op vrijdag [18 december 2026] om [10.30 uur] of op [3 January.]",
        "Bel [06 12 34 56 78] of [+31 6 12 34 56 78,] of tel: [06 12 34 56 78.]",
        "[’s avonds] bij [dr. Jansen,] [1234 AB] Zeedorp",
        "Vraag het aan [ds. Bakker,] of aan zuster ms. en mw.",
        "Wacht [max. 3 min.] en [± 5 %] langer, [1 ½ tablet]",
        "[&lt; 5 mg] of [1 000 000 euro]",
        "Take [2 capsules] twice a day, [5 p.m.] at the latest, see [p. 3]",
        # What is too long is divided where it holds together least.
        "[1000 –] [1500 milligram] per dag",
        # These do not belong together.
        "In 2026 gingen er velen. Loop 5. Daarna 12, 3 en de rest. Geen mg te zien.",
        "Niets om bij elkaar te houden: het is dr en zo.",
        "Kamers 3 en 4 hebben 2 grote ramen",
    ],
)
def test_what_belongs_together_stands_on_one_line_and_nothing_else_does(said: str) -> None:
    typed = re.sub(r"[\[\]]", "", said)
    assert shown(typed) == said


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("neem **350** mg", "neem <strong>[350]</strong>[ mg]"),
        ("**neem 3** keer", "<strong>neem [3]</strong>[ keer]"),
        ("zie **blz.** 12.", "zie <strong>[blz.]</strong>[ 12.]"),
        ("[350 mg](https://a.example) nu", '<a href="https://a.example">[350 mg]</a> [(a.example)] nu'),
    ],
)
def test_bold_text_and_links_do_not_come_between(typed: str, html: str) -> None:
    assert shown(inline_html(typed)) == html


@pytest.mark.parametrize(
    ("word", "html"),
    [
        ("0800-0000", "{0800-0000}"),
        ("1,5–2", "{1,5–2}"),
        ("+31-6-00000000", "{+31-6-00000000}"),
        ("vitamine-B12", "[vitamine-B12]"),
        ("25/26-jarigen", "{25/26-jarigen}"),
        ("dag-1/2-kuur", "{dag-1/2-kuur}"),
        # What is longer than a narrow column may end a line beside its letters.
        ("Vitamine-B12-tekort", "<Vitamine-B12-tekort>"),
        ("Coronavirus2019besmetting", "~Coronavirus2019besmetting~"),
        ("+31612345678", "+31612345678"),
        (".5", "{.5}"),
        # An address is never hyphenated; a short one moves to the next line as a whole.
        ("a@b.example", "[a@b.example]"),
        ("voornaam@praktijk.example", "~voornaam@praktijk.example~"),
        ("https://praktijk.example/rust", "~https://praktijk.example/rust~"),
        ("ademhalings-/ontspanningsoefeningen", "ademhalings-/ontspanningsoefeningen"),
        ("vitaminen-25/26-tekort", "{vitaminen-25/26-tekort}"),
        # Nor is a short compound broken, or one that has two letters or less on one side of its hyphen.
        ("burn-out", "[burn-out]"),
        ("(burn-out),", "[(burn-out),]"),
        ("'s-Hertogenbosch", "['s-Hertogenbosch]"),
        ("e-mailadres", "[e-mailadres]"),
        ("follow-up", "[follow-up]"),
        ("zo-en-zo", "[zo-en-zo]"),
        ("burn-outklachten", "burn-outklachten"),
        ("twee-onder-een-kap", "twee-onder-een-kap"),
        ("co-ouderschapsregelingen", "co-ouderschapsregelingen"),
        ("in-", "in-"),
        ("-out", "-out"),
        ("B12", "B12"),
        ("-1/2-", "{-1/2-}"),
    ],
)
def test_only_a_number_is_never_broken_at_its_dash_and_a_short_word_hardly_ever(word: str, html: str) -> None:
    whole = re.sub(r'<span class="whole">([^<]*)</span>', r"{\1}", plain_html(word))
    whole = re.sub(r'<span class="mixed">([^<]*)</span>', r"<\1>", whole)
    whole = re.sub(r'<span class="unhyphenated">([^<]*)</span>', r"~\1~", whole)
    assert SPAN.sub(r"[\1]", whole) == html


@pytest.mark.parametrize(
    ("language", "word", "broken"),
    [
        ("nl", "Coronavirus2019besmetting", "Coro-na-virus2019besmet-ting"),
        ("nl", "25-hydroxyvitamineD-bepaling", "25-hydroxy-vi-ta-mineD-bepa-ling"),
        ("en", "25-hydroxyvitamineD-deficiency", "25-hydroxyvit-amineD-defi-ciency"),
        # Beside a digit there is never a hyphen, nor in an address, a short word, or one that has hyphens of its own.
        ("nl", "LIDNUMMER20260000000000001", "LIDNUMMER20260000000000001"),
        ("nl", "ziekenhuis2026@behandelingen.example", "ziekenhuis2026@behandelingen.example"),
        ("nl", "vitamineB12tekort", "vitamineB12tekort"),
        ("nl", "be\u00adhandelingsperiode2026", "be-handelingsperiode2026"),
        ("qz", "Coronavirus2019besmetting", "Coronavirus2019besmetting"),  # a language without patterns
    ],
)
def test_a_long_word_with_a_digit_is_hyphenated_among_its_letters_only(language: str, word: str, broken: str) -> None:
    html = with_hyphens(plain_html(word), language)
    assert re.sub("<[^>]*>", "", html).replace("\u00ad", "-") == broken


def test_nothing_goes_on_over_a_forced_end_of_line() -> None:
    assert shown("Neem 3<br><br>mg is een maat") == "Neem 3<br><br>mg is een maat"


PIECES = st.lists(
    st.sampled_from([
        *"350 mg € 45,50 10 % 1 à 2 weken – 20 blz. nr. 06 12 34 56 78 december 2026 ’s avonds dr. Jansen".split(),
        *"( ) &lt; &gt; , . x × ½ +31 1.000 uur, min. °C".split(), "<strong>", "</strong>", "<br>", "&amp;", "\n",
    ]),
    max_size=14,
).map(" ".join)  # fmt: skip


@given(PIECES | st.text(max_size=30).map(escape))
def test_every_character_stays_and_no_stretch_is_longer_than_a_narrow_column(html: str) -> None:
    kept = kept_together(html)
    # A space may move out of bold text, to before or behind it.
    assert re.sub("<[^>]*>", "", kept).split() == re.sub("<[^>]*>", "", html).split()
    assert re.findall("<(?!/?span)[^>]*>", kept) == re.findall("<[^>]*>", html)
    assert all(len(unescape(found[1]).strip()) <= MAX_TOGETHER for found in SPAN.finditer(kept))


def lines(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [line.strip() for page in document for line in page.get_textpage().get_text_bounded().splitlines()]


TEXT = (
    "Neem 350 mg of 1,5 g, hooguit 3 × per dag, en betaal € 45,50 per maand of **10** % minder bij € 1.250,- per jaar. "
    "Het water is 37 °C en 20 cm diep, zie blz. 12 en nr. 7. "
)


@pytest.mark.parametrize("shape", ["a4", "large-print"])
def test_no_line_on_paper_ends_within_a_measure(handouts: Command, practice: Path, shape: str) -> None:
    content = f"title: Maten\nformats: [{shape}]\nsections:\n- heading: Kop\n  text: '{TEXT * 12}'\n"
    (practice / "content/brochures/proef.yaml").write_text(content, encoding="utf-8")
    ran = handouts("build")
    assert ran.code == 0, ran.err
    printed = lines(practice / f"output/brochures/proef.{shape}.pdf")
    text = " ".join(printed)
    for kept in ("350 mg", "1,5 g,", "3 ×", "€ 45,50", "10 %", "€ 1.250,-", "37 °C", "20 cm", "blz. 12", "nr. 7."):
        assert text.count(kept) == 12, "a space is a space, for who searches and copies"
        assert sum(line.count(kept) for line in printed) == 12, kept


def test_in_a_narrow_column_only_what_is_short_is_kept_on_one_line() -> None:
    kept = kept_together("2 tabletten van 200 mg, ½ tablet", 8)
    assert SPAN.sub(r"[\1]", kept) == "2 tabletten van [200 mg,] [½ tablet]"


@pytest.mark.parametrize(
    ("typed", "narrow", "wide"),
    [
        ("1 000 mcg", "[1 000 mcg]", "[1 000 mcg]"),
        ("van 1.000 mcg", "van [1.000 mcg]", "van [1.000 mcg]"),
        ("1 tablet van 1 000 mcg", "[1 tablet] van [1 000 mcg]", "[1 tablet] van [1 000 mcg]"),
        ("10 000 IE of 20.000 IE", "[10 000 IE] of [20.000 IE]", "[10 000 IE] of [20.000 IE]"),
        ("1 000 tot 2 000 mg", "[1 000] tot [2 000 mg]", "[1 000 tot 2 000 mg]"),
        ("1 000–2 000 mg", "1 000–2 000 mg", "[1 000–2 000 mg]"),
        ("neem 1 000 000 IE", "neem 1 000 000 IE", "neem [1 000 000 IE]"),
        ("10 000 mcg per dag", "[10 000] mcg per dag", "[10 000 mcg] per dag"),
        ("2 capsules", "2 capsules", "[2 capsules]"),
        # No thousands: a year, a telephone number, and numbers beside each other.
        ("in 2026 100 keer", "in 2026 [100 keer]", "in 2026 [100 keer]"),
        ("06 123 456 78", "[06 123] 456 78", "[06 123 456 78]"),
        ("0 100 en 5 10", "0 100 en 5 10", "0 100 en 5 10"),
    ],
)
def test_a_number_in_groups_of_three_digits_holds_together_and_holds_its_unit(
    typed: str, narrow: str, wide: str
) -> None:
    assert SPAN.sub(r"[\1]", kept_together(typed, 8)) == narrow
    assert shown(typed) == wide


@pytest.mark.parametrize(
    ("dose", "wide"),
    [("1 000 mcg", True), ("van 1.000 mcg", True), ("20.000 IE", True), ("350 mg", False), ("½ tablet", False)],
)
def test_a_dose_that_holds_together_gets_the_column_that_it_needs(dose: str, wide: bool) -> None:
    assert is_wide(dose) is wide


@pytest.mark.parametrize(
    ("word", "html"),
    [
        ("10.000–20.000", "{10.000–}{20.000}"),
        ("±1.000-2.000,", "{±1.000-}{2.000,}"),
        ("06-12345678", "{06-}{12345678}"),
        ("1000–15", "{1000–15}"),
        ("500,5/1000,5", "{500,5/1000,5}"),
    ],
)
def test_in_a_narrow_column_a_long_range_may_end_a_line_behind_its_dash(word: str, html: str) -> None:
    whole = re.compile('<span class="whole">([^<]*)</span>')
    assert whole.sub(r"{\1}", kept_together(plain_html(word), 8)) == html
    assert whole.sub(r"{\1}", SPAN.sub(r"\1", kept_together(plain_html(word)))) == f"{{{word}}}"
