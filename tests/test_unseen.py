"""What prints nothing comes along when text is pasted: it is left out where text comes in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import workbook
from handouts.content.model.dates import as_date
from handouts.content.model.fields import Prose, Text
from handouts.content.model.settings import as_yes_or_no
from handouts.content.reading import read_yaml, survey_yaml
from handouts.files.unseen import bare, pasted
from handouts.intake.importing import import_text
from handouts.intake.spreadsheets import read_table
from handouts.problems import ContentError, Mark

UNSEEN = (
    "\u034f\u061c\u115f\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2063\u206a\u3164\ufe00\ufe0e\ufe0f\ufeff"
    "\uffa0\U0001d173\U000e0020\U000e0100"
)
SOFT = "\u00ad"
SHIPPED = (Path(__file__).parent.parent / "content/brochures/magnesium.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
@pytest.mark.parametrize(
    "text",
    [
        "a: een woord\n", "a: een ~woord\n", "a: een wo~ord~\n", "~a: een woord\n", "a~: een woord\n",
        "a:~ een woord\n",
        "a: 'een~ woord'\n", "~\na: een woord\n", "a: een\n  ~woord\n", "a: >\n  een~\n  woord~\n", "a: een woord ~\n",
    ],
)  # fmt: skip
def test_it_is_left_out_of_yaml_wherever_it_stands(text: str, sign: str) -> None:
    value = read_yaml(text.replace("~", sign).encode(), "a.yaml").value
    assert isinstance(value, dict)
    assert {key: str(each).strip() for key, each in value.items()} == {"a": "een woord"}


def test_it_is_left_out_where_an_escape_names_it() -> None:
    assert read_yaml(b'"a\\u200e": "een\\u200b woord\\u2060"\n', "a.yaml").value == {"a": "een woord"}


@pytest.mark.parametrize(
    ("text", "column"),
    [("a: {b: 1, b: 2}\n", 11), ("~a: {b: 1, ~b: 2}\n", 13), ("a~~: {b: 1, b~: 2}", 13), ("~~~a: {b: 1, b: 2}\n", 14)],
)  # fmt: skip
def test_a_mistake_behind_it_is_named_in_the_column_that_an_editor_shows(text: str, column: int) -> None:
    (problem,) = survey_yaml(text.replace("~", "\u200e").encode(), "a.yaml").problems
    assert (problem.rule, problem.mark) == ("duplicate-key", Mark("a.yaml", 1, column))
    with pytest.raises(ContentError) as refused:
        read_yaml(text.replace("~", "\u200e").encode(), "a.yaml")
    assert [each.mark.column for each in refused.value.problems] == [column]


def test_a_value_behind_it_has_the_column_that_an_editor_shows() -> None:
    marks = read_yaml("a\u200b: \ufeffeen\nb: twee\n".encode(), "a.yaml").marks
    assert (marks.at(("a",)), marks.key(("a",))) == (Mark("a.yaml", 1, 6), Mark("a.yaml", 1, 1))
    assert (marks.at(("b",)), marks.key(("b",))) == (Mark("a.yaml", 2, 4), Mark("a.yaml", 2, 1))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, len(SHIPPED)), st.sampled_from(UNSEEN)), max_size=6))
def test_a_file_says_the_same_with_it_anywhere(signs: list[tuple[int, str]]) -> None:
    text = SHIPPED
    for place, sign in sorted(signs, reverse=True):
        text = text[:place] + sign + text[place:]
    assert read_yaml(text.encode(), "a.yaml").value == read_yaml(SHIPPED.encode(), "a.yaml").value


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs", "Mn"), max_codepoint=0x33F)))
def test_what_prints_is_left_as_it_is(text: str) -> None:
    assert pasted(text) == bare(text) == text


@pytest.mark.parametrize("sign", UNSEEN + SOFT, ids=ascii)
def test_it_is_left_out_of_a_setting_and_a_date(sign: str) -> None:
    assert as_date(f"{sign}20-11{sign}-2026{sign}") == date(2026, 11, 20)
    assert as_yes_or_no(f"j{sign}a") is True


def test_a_soft_hyphen_stays_in_what_is_printed() -> None:
    assert Prose.from_typed("een vitamine\u00adtekort\u200b") == "een vitamine\u00adtekort"
    assert Text.from_typed("vitamine\u00adtekort") == "vitamine\u00adtekort"
    assert bare("vitamine\u00adtekort") == "vitaminetekort"


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_it_is_left_out_of_the_cells_and_headings_of_a_spreadsheet(sign: str) -> None:
    csv = f'{sign}ref;da{sign}te\n{sign}"R-1";20-11-2026{sign}\n'
    held = [("ref", "date"), ("R-1", "20-11-2026")]
    (row,) = read_table(csv.encode(), "lijst.csv").rows
    assert [row.headings, row.cells] == held
    typed = [workbook.row(number, *(workbook.text(f"{column}{number}", f"{sign}{said}{sign}") for column, said in
             zip("AB", line, strict=True))) for number, line in enumerate(held, start=1)]  # fmt: skip
    (row,) = read_table(workbook.book(workbook.sheet(*typed)), "lijst.xlsx").rows
    assert [row.headings, row.cells] == held


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
@pytest.mark.parametrize("source", ["tekst.txt", "tekst.md"])
def test_it_is_left_out_of_what_is_imported(sign: str, source: str) -> None:
    text = "# Slapen\n\n## Rust\n\nGa op ~tijd naar b~ed.\n\n~- eerste\n- ~tweede~\n"
    plain = import_text(text.replace("~", "").encode(), source=source)
    assert import_text(text.replace("~", sign).encode(), source=source) == plain


@pytest.mark.parametrize("sign", "\u202a\u202b\u202c\u202d\u202e\u2028\u2066\u2069", ids=ascii)
def test_what_turns_or_breaks_text_is_refused_at_its_column(sign: str) -> None:
    with pytest.raises(ContentError) as refused:
        read_yaml(f"a: een {sign}woord\n".encode(), "a.yaml")
    assert [(each.rule, each.mark) for each in refused.value.problems] == [("unprintable", Mark("a.yaml", 1, 8))]
