"""Dates as people type them: reckoned from the consult, never from today, and never guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from conftest import CONSULT, Command, paper
from handouts.checks.upkeep import check_years
from handouts.content.loading import validate
from handouts.content.model.dates import Typed, as_date, day_and_time
from handouts.content.model.sheet import Consult
from handouts.languages.messages import translated, weekday_of, worded_date
from handouts.problems import ContentError

DAY = date(2026, 11, 20)
"""A Friday."""


def reckoned(text: str, since: date = DAY) -> date:
    return as_date(Typed.reckoned(text, since))


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("18 december 2026", "2026-12-18"), ("18 dec", "2026-12-18"), ("18 dec.", "2026-12-18"),
        ("vrijdag 18 december", "2026-12-18"), ("Vr. 18 dec. 2026", "2026-12-18"),
        ("op vrijdag 18 december", "2026-12-18"),
        ("Friday 18 December", "2026-12-18"), ("December 18, 2026", "2026-12-18"), ("18th of December", "2026-12-18"),
        ("18-12-2026", "2026-12-18"), ("18/12/2026", "2026-12-18"), ("18.12.2026", "2026-12-18"),
        ("2026-12-18", "2026-12-18"), ("18-12", "2026-12-18"), ("18/12", "2026-12-18"),
        ("vrijdag 18-12-2026", "2026-12-18"), ("20 november", "2026-11-20"), ("19 november", "2027-11-19"),
        ("29 februari", "2028-02-29"), ("over 3 weken", "2026-12-11"), ("over drie weken", "2026-12-11"),
        ("over een maand", "2026-12-20"), ("over één week", "2026-11-27"), ("in 3 weeks", "2026-12-11"),
        ("a month later", "2026-12-20"), ("over 14 dagen", "2026-12-04"), ("over een jaar", "2027-11-20"),
        ("gisteren", "2026-11-19"), ("yesterday", "2026-11-19"), ("vandaag", "2026-11-20"), ("today", "2026-11-20"),
        ("morgen", "2026-11-21"), ("tomorrow", "2026-11-21"), ("overmorgen", "2026-11-22"),
        ("over elf dagen", "2026-12-01"), ("in twelve days", "2026-12-02"), ("vrijdag", "2026-11-27"),
        ("maandag", "2026-11-23"),
        ("komende vrijdag", "2026-11-27"), ("vrijdag a.s.", "2026-11-27"), ("18 december a.s.", "2026-12-18"),
        ("2026-12-18 00:00", "2026-12-18"), ("2026-12-18T00:00:00", "2026-12-18"), ("18-12-2026 0:00", "2026-12-18"),
        ("2026\u201112\u201118", "2026-12-18"), ("18\u201112\u20112026", "2026-12-18"),
        ("20-nov-26", "2026-11-20"), ("vr 20-nov-26", "2026-11-20"), ("20 november '26", "2026-11-20"),
        ("20112026", "2026-11-20"), ("20261120", "2026-11-20"), ("20 11 2026", "2026-11-20"),
        ("20. 11. 2026", "2026-11-20"), ("20121220", "2012-12-20"),
        ("volgende week vrijdag", "2026-11-27"), ("dinsdag volgende week", "2026-11-24"),
    ],
)  # fmt: skip
def test_a_date_in_a_consult_is_reckoned_from_its_day(typed: str, iso: str) -> None:
    assert reckoned(typed).isoformat() == iso


def test_a_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert reckoned("over een maand", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("typed", "rule", "said"),
    [
        ("maandag 18 december", "other-weekday", "18-12-2026 is a Friday, not a Monday"),
        ("31 februari", "no-such-date", "does not exist in the calendar"),
        ("18/12/26", "not-a-date", "has a year of two digits"),
        ("26-nov-20", "not-a-date", "has a year of two digits"),
        ("20-nov-85", "not-a-date", "has a year of two digits"),
        ("18 december 10", "not-a-date", "is not a date"),
        ("31022026", "no-such-date", "does not exist in the calendar"),
        ("12345678", "not-a-date", "is not a date"),
        ("112026", "not-a-date", "is not a date"),
        ("9999-12-31", "not-a-date", "the year 9999 of “9999-12-31” cannot be right"),
        ("over 999999999 weken", "not-a-date", "too far away"),
        ("over 999999999 jaar", "not-a-date", "too far away"),
        ("volgende vrijdag", "not-a-date", "is not a date"),
        ("over een poosje", "not-a-date", "is not a date"),
        ("0000-00-00", "not-a-date", "year"),
    ],
)
def test_what_is_no_date_says_why(typed: str, rule: str, said: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        reckoned(typed)
    assert caught.value.type == rule
    assert said in (caught.value.context or {})["sentence"]


@pytest.mark.parametrize(
    ("typed", "rule"), [("18 dec", "no-year"), ("over 3 weken", "not-a-date"), ("morgen", "not-a-date")]
)
def test_where_no_day_is_known_the_year_is_asked_for(typed: str, rule: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        as_date(typed)
    assert caught.value.type == rule
    assert "18 December 2026" in (caught.value.context or {})["hint"]


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(["nl", "en"]))
def test_what_is_printed_is_read_as_the_same_day(day: date, language: str) -> None:
    weekday = translated(weekday_of(day), language)
    assert as_date(f"{weekday} {worded_date(day, language)}") == day
    assert reckoned(f"{weekday} {day.day}-{day.month}", day) == day


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_without_signs_is_one_day_whichever_end_comes_first(day: date) -> None:
    assert as_date(f"{day:%d%m}{day.year}") == as_date(f"{day.year}{day:%m%d}") == day


PIECES = "over in 3 999999999 weken jaar vrijdag 31 februari 18 dec - / . 12 2026 9999 00 een om half elf ' T".split()


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join) | st.text(min_size=1, max_size=20))
def test_whatever_is_typed_is_a_day_or_a_mistake(text: str) -> None:
    for value in (text, text.replace(" ", "")):
        day_and_time(value)
        try:
            found = reckoned(value)
        except PydanticCustomError:
            continue
        assert 1900 <= found.year <= 2199


@pytest.mark.parametrize(
    ("typed", "day", "time"),
    [
        ("vrijdag 18 december om 10.30 uur", "vrijdag 18 december", "10.30 uur"),
        ("2026-12-18 10:30", "2026-12-18", "10:30"),
        ("18 december, half elf", "18 december", "half elf"),
        ("half januari", "half januari", ""),
        ("Friday 18 December at 3 p.m.", "Friday 18 December", "3 p.m."),
        ("18 december 2026", "18 december 2026", ""),
        ("18.12.2026", "18.12.2026", ""),
    ],
)
def test_a_time_behind_a_day_is_taken_apart(typed: str, day: str, time: str) -> None:
    assert day_and_time(typed) == (day, time)


def consult(more: str) -> Any:
    return validate((CONSULT + more).encode(), "a.yaml", Consult)


@pytest.mark.parametrize(
    "more",
    [
        "next_appointment: vrijdag 18 december om 10.30 uur\n",
        "next_appointment: {date: 18 dec, time: 10.30 uur}\n",
        "next_appointment: {date: over 4 weken om 10.30 uur}\n",
        "next_appointment: {date: 2026-12-18 10.30 uur}\n",
    ],
)
def test_the_next_appointment_may_be_written_on_one_line(more: str) -> None:
    following = consult(more).value.next_appointment
    assert (following.date, following.time) == (date(2026, 12, 18), "10.30 uur")


def test_other_dates_of_a_consult_are_reckoned_from_it_too() -> None:
    line = "{product: Rust, route: activity, when: [avond], start: over 2 dagen}"
    value = consult(f"schedule: [{line}]\ndiary: {{start: maandag}}\n").value
    assert (value.schedule[0].start, value.diary.start) == (date(2026, 11, 22), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("next_appointment: maandag 18 december\n", "a.yaml:5:19: error: “date”: “maandag 18 december”: 18-12-2026 is"),
        ("next_appointment: {date: 18 dec om 9.00, time: '10.00'}\n", "it is at 9.00 here, and at 10.00 in time:"),
        ("next_appointment: {date: 9999-01-01}\n", "a.yaml:5:26: error: “date”: the year 9999"),
        ("next_appointment: {date: [x], time: [y]}\n", "it is a list"),
        ("schedule: [x]\nnext_appointment: 3\n", "is not a date"),
    ],
)
def test_a_mistake_in_a_date_stands_at_its_place(more: str, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        consult(more)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (CONSULT, []),
        (CONSULT.replace("2026-11-20", "1925-11-20"), [3]),
        (CONSULT.replace("2026-11-20", "2062-11-20"), [3]),
        (CONSULT + "next_appointment: 2029-12-18\ndiary: {start: 2062-11-21}\n", [6, 5]),
        (CONSULT + "next_appointment: over een jaar\ndiary: {start: morgen}\n", []),
    ],
)
def test_a_year_that_cannot_be_meant_is_a_warning(text: str, lines: list[int]) -> None:
    found = list(check_years(validate(text.encode(), "a.yaml", Consult), DAY))
    assert [problem.mark.line for problem in found] == lines
    assert {(problem.severity, problem.rule) for problem in found} <= {("warning", "other-year")}


def test_an_appointment_is_printed_with_its_day_of_the_week(handouts: Command, clinic: Path) -> None:
    path = clinic / "content/clients/2026-014.yaml"
    path.write_text(CONSULT + "next_appointment: 18 dec om 10.30 uur\n", encoding="utf-8")
    assert handouts("sheet", "2026-014").code == 0
    assert "vrijdag 18 december 2026 10.30 uur" in paper(clinic / "output/sheets/2026-014.pdf")


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("19 november", date(2026, 11, 19)), ("donderdag 19 november", date(2026, 11, 19)),
        ("6-11", date(2026, 11, 6)), ("5-11", date(2027, 11, 5)), ("20 november", date(2026, 11, 20)),
        ("2 december", date(2026, 12, 2)), ("maandag", date(2026, 11, 23)), ("over 2 dagen", date(2026, 11, 22)),
    ],
)  # fmt: skip
def test_a_line_may_have_begun_up_to_two_weeks_before_its_consult(start: str, day: date) -> None:
    value = consult(f"schedule: [{{product: Rust, route: activity, when: [avond], start: {start}}}]\n").value
    assert value.schedule[0].start == day
