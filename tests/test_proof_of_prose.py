"""Innocent prose passes the proof. `./run conformance prose` does the same with 2 000 paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance import prose


@pytest.mark.parametrize(
    ("format_name", "number"),
    [
        ("a4", 1),
        ("a4", 0),  # a word with a number at the end of a narrow column that is set to the right
        ("large-print", 1),
        ("booklet", 1),
        ("trifold", 1),
        ("card", 1),
        ("card", 4),  # a long address in brackets
    ],
)
def test_prose_with_all_that_a_line_can_break_passes_in_any_width(
    format_name: str, number: int, tmp_path: Path
) -> None:
    case = prose.case(number, format_name)
    assert case.paragraphs >= 5
    assert list(prose.refusals(case, tmp_path)) == []


def test_a_case_that_is_not_innocent_is_refused(tmp_path: Path) -> None:
    case = prose.case(1, "card")
    (said, *_) = prose.refusals(case._replace(css=".message { text-transform: uppercase }"), tmp_path)
    assert "other-capitals" in said


LONG_WORDS = """\
title: Coronavirus2019besmetting
subtitle: "α-liponzuur, **ω-3**, *β-caroteen*, Mg²⁺, HCO₃⁻, H₂O, 10⁶, 5′, 3ᵉ en ✔️ → stap 2"
main_message: "Zie ([port](http://localhost:8080/)) of mail info24@praktijk7.example."
formats: [FORMAT]
when_to_call:
  only: [a4, large-print]
  calls: [{who: Rust en l-glutamine-500mg-poeder, when: Bij pijn}]
sections:
- heading: Omega-3-vetzurencapsules
  icon: body
  only: [FORMAT]
  facts:
  - {number: 06-12345678, text: Bel}
  - {number: 500mg/5ml, text: Neem}
  - {number: 2026-2027, text: Kom}
  points: [HbA1c-bloedwaardenbepaling, Vitamine-D3-supplementen]
"""
NUMBERS_AS_WIDE_AS_THEIR_COLUMN = """\
title: Proef
formats: [card]
sections:
- only: [card]
  facts:
  - {number: 24–36 wk, text: beste moment}
  - {number: 100.000, text: tevreden}
"""


def test_a_number_as_wide_as_its_column_does_not_touch_its_text(tmp_path: Path) -> None:
    case = prose.Case(1, "card", "helder", NUMBERS_AS_WIDE_AS_THEIR_COLUMN, "", 2)
    assert list(prose.refusals(case, tmp_path)) == []


LONG_ADDRESS = """\
name: Lichaamsgerichte-therapiepraktijk Voorbeeld
practitioner: {name: Noor Voorbeeld}
website: www.eenziekenhuismeteenheellangenaam.example
registrations:
  associations: [{name: Vereniging, number: LIDNUMMER20260000000000001}]
brand: {typefaces: PAIR}
"""


@pytest.mark.parametrize(("format_name", "pair"), [("a4", "klassiek"), ("booklet", "helder"), ("card", "rust")])
def test_long_words_numbers_and_addresses_pass_wherever_letters_are_large(
    format_name: str, pair: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prose, "PRACTICE", LONG_ADDRESS)
    case = prose.Case(1, format_name, pair, LONG_WORDS.replace("FORMAT", format_name), "", 5)
    assert list(prose.refusals(case, tmp_path)) == []
