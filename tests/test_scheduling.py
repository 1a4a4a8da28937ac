"""Doses, moments and dates: the last day, the sum of magnesium on its worst day, and the weeks of the diary."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.model.diary import Diary
from handouts.content.model.intake import Intake
from handouts.content.scheduling import (
    Sum,
    Taken,
    first_day,
    is_done_on,
    largest_day,
    last_day,
    taken,
    weeks,
)

CONSULT = date(2026, 11, 20)


def intake(**fields: Any) -> Intake:
    return Intake.model_validate({"product": "Voetenbad", "route": "activity", "when": ["avond"], **fields})


def tablet(mg: str, **fields: Any) -> Intake:
    return intake(route="oral", dose="1 tablet", dose_source="etiket", magnesium_mg=mg, **fields)


def swallowed(product: str, dose: str, **fields: Any) -> Intake:
    return intake(route="oral", product=product, dose=dose, dose_source="etiket", **fields)


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


def test_a_line_of_which_no_day_falls_within_its_days_ends_on_the_last_of_these() -> None:
    assert last_day(intake(days="2", every="ma"), CONSULT) == date(2026, 11, 21)
    assert last_day(intake(days="3", every="ma"), CONSULT) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("line", "milligrams", "times"),
    [
        (swallowed("Magnesiumcitraat", "2 tabletten van 150 mg"), 300, 1),
        (swallowed("Magnesiumcitraat", "1 tablet van 150 mg", when=["ochtend", "avond"]), 150, 2),
        (swallowed("Magnesium", "3 maal daags 100 mg"), 100, 3),
        (swallowed("Magnesium", "300 mg per dag verdeeld over 2 keer", when=["ochtend", "avond"]), 300, 1),
        (swallowed("Magnesium 200 mg", "1 tablet", every="zo nodig, hooguit 3 keer per dag"), 200, 3),
        (tablet("125", when=["ochtend", "avond"]), 125, 2),
        (tablet("125", every="zo nodig, hooguit 3 keer per dag"), 125, 3),
        (intake(route="oral", magnesium_mg="125", dose="3 maal daags 1 tablet", dose_source="etiket"), 125, 3),
        (swallowed("Magnesium", "1 tablet"), None, 1),
        (swallowed("Tablet", "1 tablet", how="met 400 mg magnesium"), None, 1),
    ],
)
def test_what_a_line_gives_a_time_and_how_many_times(line: Intake, milligrams: int | None, times: int) -> None:
    found = taken(line)
    assert isinstance(found, Taken)
    assert (found.milligrams, found.times) == (milligrams, times)
    assert found.a_day == (milligrams or 0) * times


@pytest.mark.parametrize(
    "line",
    [
        intake(product="Wandelen met een magnesiumbad na"),
        intake(product="Magnesiumolie", route="topical", dose="5 sprays van 20 mg magnesium", dose_source="etiket"),
        swallowed("Vitamine C", "1 tablet van 500 mg"),
        swallowed("Tablet", "1 tablet", how="bij het eten"),
        swallowed("Tablet", "1 tablet", how="niet samen met magnesium"),
    ],
)
def test_what_is_not_swallowed_or_is_no_magnesium_gives_none(line: Intake) -> None:
    assert taken(line) is None


def test_a_line_when_needed_without_moments_or_a_limit_counts_once_a_day() -> None:
    fields = {"product": "Magnesium", "route": "oral", "dose": "1 tablet van 100 mg", "dose_source": "etiket"}
    found = taken(Intake.model_validate({**fields, "every": "zo nodig"}))
    assert found is not None
    assert found.a_day == 100
    assert found.times == 1


def test_words_beside_a_dose_that_add_to_it_make_it_unclear() -> None:
    line = swallowed("Magnesium", "1 tablet van 100 mg", how="neem er nog 1 tablet van 100 mg bij")
    plain = swallowed("Magnesium", "1 tablet van 100 mg", how="met een glas water")
    again = swallowed("Magnesium", "3 maal daags 100 mg", how="3 maal daags na het eten")
    assert [found.reading.is_unclear for each in (line, plain, again) if (found := taken(each)) and found.reading] == [
        True,
        False,
        False,
    ]


def test_the_largest_day_is_the_first_of_those_with_the_same_sum_and_names_its_lines() -> None:
    later = tablet("300", start="2026-11-23", days="2")
    always, once = tablet("100"), tablet("50", days="1")
    assert largest_day([always, later, once], CONSULT) == Sum(
        Fraction(400),
        date(2026, 11, 23),
        (Taken(always, Fraction(100), 1, None), Taken(later, Fraction(300), 1, None)),
    )


def test_the_largest_day_counts_the_last_day_of_a_line_and_the_first_that_is_looked_at() -> None:
    lines = [tablet("100", days="3"), tablet("100", start="2026-11-22")]
    assert largest_day(lines, CONSULT)[:2] == (Fraction(200), date(2026, 11, 22))
    assert largest_day(lines, CONSULT, first=date(2026, 11, 22))[:2] == (Fraction(200), date(2026, 11, 22))
    assert largest_day(lines, CONSULT, first=date(2026, 11, 23))[:2] == (Fraction(100), date(2026, 11, 23))
    assert largest_day([tablet("100", days="2"), tablet("100", start="2026-11-22")], CONSULT)[0] == 100
    assert largest_day([tablet("100", days="2"), tablet("100", start="2026-11-21")], CONSULT)[0] == 200


def test_a_plan_that_is_over_or_gives_nothing_has_no_sum() -> None:
    assert largest_day([tablet("100", days="3")], CONSULT, first=date(2026, 12, 1)) == Sum(Fraction(0), CONSULT)
    assert largest_day([intake()], CONSULT) == Sum(Fraction(0), CONSULT)


def test_the_sum_counts_every_moment_of_what_is_swallowed() -> None:
    assert largest_day([tablet("125 mg", when=["ochtend", "avond"])], CONSULT).milligrams == 250


def test_the_sum_takes_the_day_on_which_lines_meet() -> None:
    lines = [tablet("200", every="om de dag"), tablet("100", every="om de dag", start="2026-11-21"), tablet("60")]
    total = largest_day(lines, CONSULT)
    assert (total.milligrams, total.day) == (Fraction(260), CONSULT)


def test_what_is_put_on_the_skin_and_what_is_done_counts_nothing() -> None:
    lines = [intake(), intake(route="topical", dose="5 sprays", dose_source="etiket")]
    assert largest_day(lines, CONSULT).milligrams == 0


def test_the_diary_begins_with_the_schedule_and_has_a_week_on_a_page() -> None:
    found = weeks(Diary.model_validate({"days": "10"}), CONSULT, [intake()], [])
    assert [len(week.days) for week in found] == [7, 3]
    assert found[0].days[0] == CONSULT
    assert found[1].days == (date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29))


def test_where_nothing_is_done_on_the_day_of_the_consult_the_diary_begins_on_the_next() -> None:
    (week,) = weeks(Diary.model_validate({"days": "2"}), CONSULT, [intake(every="weekend")], [])
    assert week.days == (date(2026, 11, 21), date(2026, 11, 22))
    (week,) = weeks(Diary.model_validate({"days": "1"}), CONSULT, [], ["Rustig ademen"])
    assert week.days == (date(2026, 11, 21),)


def test_the_diary_has_boxes_on_the_planned_days_only() -> None:
    found = weeks(Diary.model_validate({"days": "7"}), CONSULT, [intake(every="om de dag")], ["Rustig ademen"])
    assert [(row.label, "".join("x" if tick else "." for tick in row.ticks)) for row in found[0].rows] == [
        ("Voetenbad", "x.x.x.x"),
        ("Rustig ademen", "xxxxxxx"),
    ]


def test_a_row_with_nothing_to_do_in_a_week_is_left_out() -> None:
    found = weeks(Diary.model_validate({"days": "14"}), CONSULT, [intake(days="3")], [])
    assert [len(week.rows) for week in found] == [1, 0]


@pytest.mark.parametrize(
    ("every", "boxes"),
    [
        ("elke 3 dagen", "x..x..x"),
        ("ma wo vr", "x..x.x."),
        ("weekend", "xx....."),
        ("werkdagen", "x..xxxx"),
        ("3 keer per week", "xxxxxxx"),
        ("zo nodig", "xxxxxxx"),
        ("week", "x......"),
    ],
)
def test_the_diary_ticks_a_rhythm_on_the_days_on_which_it_may_be_done(every: str, boxes: str) -> None:
    (week,) = weeks(Diary.model_validate({"days": "7"}), CONSULT, [intake(every=every)], [])
    assert ["".join("x" if tick else "." for tick in row.ticks) for row in week.rows] == [boxes]


@pytest.mark.parametrize(
    ("fields", "pages"),
    [
        ({"days": "1"}, [1]),
        ({"days": "7"}, [7]),
        ({"days": "8"}, [7, 1]),
        ({"days": "14"}, [7, 7]),
        ({"days": "27"}, [7, 7, 7, 6]),
        ({"days": "28"}, [7, 7, 7, 7]),
        ({"days": "29"}, [7, 7, 7, 7]),
        ({"days": "200"}, [7, 7, 7, 7]),
        ({}, [7, 7, 7, 7]),
        ({"days": "3", "start": "2026-12-01"}, [7, 6]),
    ],
)
def test_the_diary_lasts_as_long_as_the_plan_and_four_weeks_at_most(fields: dict[str, str], pages: list[int]) -> None:
    assert [len(week.days) for week in weeks(Diary.model_validate({}), CONSULT, [intake(**fields)], [])] == pages


def test_a_diary_that_says_its_days_has_these_and_without_a_schedule_it_has_a_week() -> None:
    assert [len(week.days) for week in weeks(Diary.model_validate({"days": "10"}), CONSULT, [intake()], [])] == [7, 3]
    assert [len(week.days) for week in weeks(Diary.model_validate({}), CONSULT, [], ["Rustig ademen"])] == [7]


def test_the_rows_of_a_diary_are_its_lines_and_then_its_own_each_once() -> None:
    line = intake()
    diary = Diary.model_validate({"days": "2", "rows": ["Slapen", "Voetenbad"]})
    (week,) = weeks(diary, CONSULT, [line], ["Ademen", "Slapen"])
    assert [(row.label, row.intake) for row in week.rows] == [("Voetenbad", line), ("Slapen", None), ("Ademen", None)]


def test_a_diary_that_begins_on_its_own_day_begins_there() -> None:
    (week,) = weeks(Diary.model_validate({"days": "3", "start": "2026-12-01"}), CONSULT, [intake()], [])
    assert week.days == (date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 3))


def test_a_diary_that_begins_after_the_schedule_has_a_week() -> None:
    (week,) = weeks(Diary.model_validate({"start": "2026-12-01", "rows": ["Slapen"]}), CONSULT, [intake(days="3")], [])
    assert [row.label for row in week.rows] == ["Slapen"]
    assert len(week.days) == 7
