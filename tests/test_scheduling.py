"""Doses, moments and dates: the last day, the sum of magnesium on its worst day, and the weeks of the diary."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.model.intake import Intake
from handouts.content.model.sheet import Diary
from handouts.content.scheduling import first_day, is_done_on, last_day, magnesium_by_mouth, weeks

CONSULT = date(2026, 11, 20)


def intake(**fields: Any) -> Intake:
    return Intake.model_validate({"product": "Voetenbad", "route": "activity", "when": ["avond"], **fields})


def tablet(mg: str, **fields: Any) -> Intake:
    return intake(route="oral", dose="1 tablet", dose_source="etiket", magnesium_mg=mg, **fields)


def test_a_line_without_days_has_no_last_day() -> None:
    assert last_day(intake(), CONSULT) is None


def test_days_are_calendar_days_with_both_ends() -> None:
    assert last_day(intake(days="28"), CONSULT) == date(2026, 12, 17)
    assert last_day(intake(days="1"), CONSULT) == CONSULT


def test_on_every_other_day_the_last_day_is_one_on_which_it_is_done() -> None:
    line = intake(days="28", every="om de dag", start="2026-11-21")
    assert last_day(line, CONSULT) == date(2026, 12, 17)
    assert is_done_on(line, date(2026, 12, 17), CONSULT)
    assert not is_done_on(line, date(2026, 12, 18), CONSULT)


@given(st.integers(1, 366), st.sampled_from(["dag", "om de dag", "week"]))
def test_it_is_done_on_its_first_and_last_day_and_never_outside(days: int, every: str) -> None:
    line = intake(days=str(days), every=every)
    first, last = first_day(line, CONSULT), last_day(line, CONSULT)
    assert last is not None
    assert is_done_on(line, first, CONSULT)
    assert is_done_on(line, last, CONSULT)
    assert (last - first).days < days
    assert not is_done_on(line, first - timedelta(days=1), CONSULT)
    assert not is_done_on(line, first + timedelta(days=days), CONSULT)


def test_the_sum_counts_every_moment_of_what_is_swallowed() -> None:
    assert magnesium_by_mouth([tablet("125 mg", when=["ochtend", "avond"])], CONSULT).milligrams == 250


def test_the_sum_takes_the_day_on_which_lines_meet() -> None:
    lines = [tablet("200", every="om de dag"), tablet("100", every="om de dag", start="2026-11-21"), tablet("60")]
    total = magnesium_by_mouth(lines, CONSULT)
    assert (total.milligrams, total.day) == (Fraction(260), CONSULT)


def test_what_is_put_on_the_skin_and_what_is_done_counts_nothing() -> None:
    lines = [intake(), intake(route="topical", dose="5 sprays", dose_source="etiket")]
    assert magnesium_by_mouth(lines, CONSULT).milligrams == 0


def test_the_diary_begins_on_the_day_after_the_consult_and_has_a_week_on_a_page() -> None:
    found = weeks(Diary.model_validate({"days": "10"}), CONSULT, [intake()], [])
    assert [len(week.days) for week in found] == [7, 3]
    assert found[0].days[0] == date(2026, 11, 21)


def test_the_diary_has_boxes_on_the_planned_days_only() -> None:
    found = weeks(Diary.model_validate({"days": "7"}), CONSULT, [intake(every="om de dag")], ["Rustig ademen"])
    assert [(row.label, "".join("x" if tick else "." for tick in row.ticks)) for row in found[0].rows] == [
        ("Voetenbad", ".x.x.x."),
        ("Rustig ademen", "xxxxxxx"),
    ]


def test_a_row_with_nothing_to_do_in_a_week_is_left_out() -> None:
    found = weeks(Diary.model_validate({"days": "14"}), CONSULT, [intake(days="3")], [])
    assert [len(week.rows) for week in found] == [1, 0]


@pytest.mark.parametrize(
    ("every", "boxes"),
    [
        ("elke 3 dagen", "..x..x."),
        ("ma wo vr", "..x.x.x"),
        ("weekend", "xx....."),
        ("werkdagen", "..xxxxx"),
        ("3 keer per week", "xxxxxxx"),
        ("zo nodig", "xxxxxxx"),
        ("week", "......x"),
    ],
)
def test_the_diary_ticks_a_rhythm_on_the_days_on_which_it_may_be_done(every: str, boxes: str) -> None:
    (week,) = weeks(Diary.model_validate({"days": "7"}), CONSULT, [intake(every=every)], [])
    assert ["".join("x" if tick else "." for tick in row.ticks) for row in week.rows] == [boxes]


@pytest.mark.parametrize(
    ("fields", "pages"),
    [
        ({"days": "8"}, [7]),
        ({"days": "9"}, [7, 1]),
        ({"days": "15"}, [7, 7]),
        ({"days": "28"}, [7, 7, 7, 6]),
        ({"days": "29"}, [7, 7, 7, 7]),
        ({"days": "200"}, [7, 7, 7, 7]),
        ({}, [7, 7, 7, 7]),
        ({"days": "3", "start": "2026-12-01"}, [7, 6]),
        ({"days": "1"}, [7]),
    ],
)
def test_the_diary_lasts_as_long_as_the_plan_and_four_weeks_at_most(fields: dict[str, str], pages: list[int]) -> None:
    assert [len(week.days) for week in weeks(Diary.model_validate({}), CONSULT, [intake(**fields)], [])] == pages


def test_a_diary_that_says_its_days_has_these_and_without_a_schedule_it_has_a_week() -> None:
    assert [len(week.days) for week in weeks(Diary.model_validate({"days": "10"}), CONSULT, [intake()], [])] == [7, 3]
    assert [len(week.days) for week in weeks(Diary.model_validate({}), CONSULT, [], ["Rustig ademen"])] == [7]
