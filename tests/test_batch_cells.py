"""What stands in a cell goes to its field as it shows, and what a spreadsheet program made of typed text is seen."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.problems import Mark
from handouts.produce.batching.cells import fitted
from handouts.produce.batching.columns import kind_of, path_of

MARK = Mark("lijst.csv", 2, 3)


def said(text: str, field: str, day: date | None = None) -> tuple[str, list[tuple[str, str]]]:
    cell, problems = fitted(text, path_of(field) or (), day, MARK)
    return cell, [(problem.severity, problem.rule) for problem in problems]


def test_fields_are_known_by_what_they_do_with_a_cell() -> None:
    kinds = {
        "date": "date", "schedule.1.start": "date", "next_appointment.date": "date", "note": "paragraphs",
        "discussed": "paragraphs", "schedule.2.dose": "line", "summary_steps.1.step": "line", "first_name": "",
        "goals": "", "ref": "", "nr": "", "modules.voetenbad.minuten": "", "schedule.1.when": "", "schedule.1.days": "",
    }  # fmt: skip
    kinds["first_name"] = "line"
    assert {field: kind_of(path_of(field) or ()) for field in kinds} == kinds


@pytest.mark.parametrize(
    ("text", "field", "day", "severity"),
    [
        ("1-feb", "schedule.1.dose", date(2026, 2, 1), "error"),
        ("1-2-2026", "schedule.1.dose", date(2026, 2, 1), "error"),
        ("1-feb", "schedule.1.dose", None, "error"),
        ("1-Feb", "schedule.1.dose", None, "error"),
        ("2-mrt", "schedule.1.dose", None, "error"),
        ("2 mrt", "schedule.3.dose", None, "error"),
        ("mrt-26", "schedule.1.dose", None, "error"),
        ("1-feb-26", "schedule.1.dose", None, "error"),
        ("01-02-2026", "schedule.1.dose", None, "error"),
        ("1/2/2026", "schedule.1.dose", None, "error"),
        ("1 februari 2026", "schedule.1.dose", None, "error"),
        ("2026-02-01", "schedule.1.dose", None, "error"),
        ("2026-02-01 00:00:00", "schedule.1.dose", None, "error"),
        ("1-feb", "note", None, "warning"),
        ("1-feb", "goals.1", None, "warning"),
        ("1-feb", "modules.voetenbad.minuten", None, "warning"),
        ("4-12-2026 14:30", "note", date(2026, 12, 4), "warning"),
    ],
)
def test_a_date_where_none_belongs_is_seen(text: str, field: str, day: date | None, severity: str) -> None:
    assert said(text, field, day) == (text, [(severity, "date-in-cell")])


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("1-2", "schedule.1.dose"), ("1-2 tabletten", "schedule.1.dose"), ("1/2", "schedule.1.dose"),
        ("1 tot 2", "schedule.1.dose"), ("3x per dag", "schedule.1.dose"), ("1 mei beginnen", "schedule.1.dose"),
        ("5-10 min.", "schedule.1.dose"), ("20-11-2026", "note"), ("4 december 2026", "next_appointment.what"),
        ("14:30", "next_appointment.time"), ("2026-014", "ref"), ("0612345678", "note"), ("E-nummers", "note"),
        ("1E", "ref"), ("#1", "note"), ("# 2", "note"), ("mei", "first_name"), ("Mei", "first_name"),
        ("may-be", "note"), ("2e mei", "note"), ("Fout: 2", "note"), ("#RUST!", "note"),
    ],
)  # fmt: skip
def test_what_only_looks_a_little_like_a_date_or_number_passes_in_silence(text: str, field: str) -> None:
    assert said(text, field) == (text, [])


def test_a_day_in_a_field_for_days_is_its_day_whatever_it_shows() -> None:
    assert said("4-12-26", "date", date(2026, 12, 4)) == ("2026-12-04", [])
    assert said("1-feb", "schedule.1.start", date(2026, 2, 1)) == ("2026-02-01", [])
    assert said("20-11-2026", "date") == ("20-11-2026", [])


def test_the_time_that_a_cell_shows_beside_its_day_is_kept_with_the_appointment_and_named_elsewhere() -> None:
    at_two = datetime(2026, 12, 18, 14)  # noqa: DTZ001  # a cell holds no zone
    assert said("18-12-2026 14:00", "next_appointment.date", at_two) == ("2026-12-18 14:00", [])
    assert said("18-12-2026 2:00 PM", "next_appointment.date", at_two) == ("2026-12-18 2:00 PM", [])
    assert said("", "next_appointment.date", at_two) == ("2026-12-18 14:00", [])
    assert said("18-12-2026 14:00", "date", at_two) == ("2026-12-18", [("warning", "time-left-out")])
    assert said("18-12-2026", "next_appointment.date", at_two.date()) == ("2026-12-18", [])


@pytest.mark.parametrize("text", ["6,12E+09", "6.12E+09", "1E+11", "-1,5e-07", "8,71235E+12"])
def test_a_shortened_number_is_seen(text: str) -> None:
    assert said(text, "note") == (text, [("warning", "shortened-number")])


@pytest.mark.parametrize(
    "text", ["#N/B", "#n/a", "#DEEL/0!", "#REF!", "#VERW!", "##", "########", "Err:502", "Fout:508", "#ERROR!"]
)
def test_a_cell_that_failed_or_was_too_narrow_is_an_error_in_a_csv_too(text: str) -> None:
    assert said(text, "note") == (text, [("error", "no-outcome")])


@pytest.mark.parametrize("text", ["=SOM(A1:A3)", "=A1", "=B2*2", '=TEKST(A1;"0")&" stuks"', "=+C3"])
def test_a_formula_in_a_csv_is_an_error(text: str) -> None:
    assert said(text, "schedule.1.dose") == (text, [("error", "no-outcome")])


@pytest.mark.parametrize("text", ["= 2 tabletten", "=", "=> rust", "= 1 week", "=)"])
def test_a_text_that_begins_with_a_sign_of_equality_is_none(text: str) -> None:
    assert said(text, "note") == (text, [])


def test_a_line_break_is_kept_where_there_are_paragraphs_and_else_said() -> None:
    assert said("Regel een\nRegel twee", "note") == ("Regel een\n\nRegel twee", [])
    assert said("Een \n \n\n twee\n", "discussed") == ("Een\n\ntwee", [])
    assert said("Zout\n(zee)", "schedule.1.product") == ("Zout\n(zee)", [("warning", "line-break")])
    assert said("Zout\n", "schedule.1.product") == ("Zout\n", [])
    assert said("ochtend\navond", "schedule.1.when") == ("ochtend\navond", [])
    assert said("een\ntwee", "goals") == ("een\ntwee", [])


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.sampled_from(["note", "goals.1", "ref", "date"])
)
def test_no_word_of_a_cell_is_lost(text: str, field: str) -> None:
    cell, _ = fitted(text, path_of(field) or (), None, MARK)
    assert cell.split() == text.split()
