"""Days and times that cannot be are told where they are typed: in a field, at a question, in running text, in a row."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic_core import PydanticCustomError

from handouts.checks.advising import advise_sheet
from handouts.checks.days import mistaken_days
from handouts.content.loading import load_practice, validate
from handouts.content.model.sheet import Consult
from handouts.content.model.times import impossible_time
from handouts.content.resolving import resolve
from handouts.files.folder import Folder
from handouts.intake.interview.answers import Unclear, Words
from handouts.intake.interview.days import Day, DayAndTime
from handouts.problems import ContentError, Mark
from handouts.produce.batching.outliers import Dated, far_from_others

CONSULT = "ref: 2026-014\nclient: {first_name: Sam}\ndate: 2026-11-27\nsheet: magnesiumconsult\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("25.30", "25.30"),
        ("10.75", "10.75"),
        ("10:75 uur", "10:75"),
        ("24.30 uur", "24.30"),
        ("25 uur", "25 uur"),
        ("half 14", "half 14"),
        ("10.30-11.75 uur", "11.75"),
        ("tussen 9.00 en 9.60", "9.60"),
    ],
)
def test_a_time_that_no_clock_shows_is_found(text: str, wrong: str) -> None:
    assert impossible_time(text) == wrong
    with pytest.raises(ContentError) as caught:
        validate(f"{CONSULT}next_appointment: {{date: 2026-12-18, time: '{text}'}}\n".encode(), "a.yaml", Consult)
    assert [each.rule for each in caught.value.problems] == ["no-such-time"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("15.60 uur, €62.50", "15.60"),
        ("€62.50, 15.60 uur", "15.60"),
        ("48 uur vooraf afzeggen, 15.70 uur", "15.70"),
        ("15.00 uur, 16.75 uur", "16.75"),
        ("10 uur tot 26 uur", "26 uur"),
        ("10.30 uur (tot 11.99)", "11.99"),
        ("10.00 uur, anders om 25 uur", "25 uur"),
    ],
)
def test_a_time_beside_what_is_none_is_judged(text: str, wrong: str) -> None:
    assert impossible_time(text) == wrong


@pytest.mark.parametrize(
    "text",
    ["15.00 uur, €62.50", "15.00 uur, 62.50", "15.00 uur, 72.50 euro", "15.00 uur, 48 uur vooraf afzeggen",
     "€ 62.50, 15.00 uur", "48 uur van tevoren afzeggen; 15.00 uur", "15.00 uur, kamer 3.75",
     "15.00 uur, binnen 48 uur", "15.00 uur, duurt 1.75 uur", "3 p.m., cancel 48 hours ahead",
     "15.00 uur. 36 uur na de vorige"],
)  # fmt: skip
def test_what_stands_beside_a_time_is_no_time(text: str) -> None:
    assert impossible_time(text) == ""


@pytest.mark.parametrize(
    "text",
    ["10.30 uur", "9:05", "00.00", "24.00 uur", "23:59:59", "half elf", "kwart over 3", "3 p.m.", "na de lunch",
     "om 10 uur, kamer 31", "18.12.2026", "1.250,00", "tel. 06-12.34.56.78", "10.30-11.15 uur", "half 12"],
)  # fmt: skip
def test_any_other_text_is_left_alone(text: str) -> None:
    assert impossible_time(text) == ""


@pytest.mark.parametrize(
    ("text", "mistaken"),
    [
        ("Herhaal dit zo 3-4 keer.", []), ("Doe het zo 3-4.", []), ("Loop op maandag 3-4 kilometer.", []),
        ("vrijdag 9-11 uur", []), ("maandag 9-11.30 uur", []), ("maandag 3-4,5 km", []), ("Do 3-4 rounds", []),
        ("Tot maandag 18-12!", ["maandag 18-12"]), ("Tot wo. 18/12, om 10 uur", ["wo. 18/12"]),
        ("Tot maandag 18-12 om 9 uur", ["maandag 18-12"]), ("Tot zo 19-12-2026", ["zo 19-12-2026"]),
        ("Tot vrijdag 18-12.", []),
    ],
)  # fmt: skip
def test_two_numbers_behind_a_day_of_the_week_are_a_date_where_none_says_how_many(
    text: str, mistaken: list[str]
) -> None:
    assert [words for words, _ in mistaken_days(text, date(2026, 11, 27))] == mistaken


@pytest.mark.parametrize(
    ("text", "mistaken"),
    [
        ("Je begint op vrijdag 21 november.", ["vrijdag 21 november"]),  # that was so in 2025
        ("Tot maandag 1 dec. Je was moe.", ["maandag 1 dec"]),
        ("Vanaf zondag 21 november.", ["zondag 21 november"]),
        ("Tot donderdag 18 december.", ["donderdag 18 december"]),
        ("Je belde op zondag 1 november, en op maandag 3 november.", ["maandag 3 november"]),
        ("Op zaterdag 3 januari viel je.", []),
        ("Op zondag 3 januari is er een wandeling.", []),
        ("Op zaterdag 3 januari is er een wandeling.", ["zaterdag 3 januari"]),
        ("De cursus begint op donderdag 20 mei.", []),
        ("Op woensdag 20 mei kwam je voor het eerst.", []),
    ],
)
def test_a_day_without_its_year_is_the_one_near_the_consult(text: str, mistaken: list[str]) -> None:
    assert [words for words, _ in mistaken_days(text, date(2026, 11, 20))] == mistaken


def said(clinic: Path, text: str) -> list[tuple[str, int]]:
    (clinic / "content/sheets/magnesiumconsult.yaml").write_text("title: Plan\n", encoding="utf-8")
    reader = Folder(clinic).open_reader()
    consult = validate(f"{CONSULT}{text}".encode(), "consult.yaml", Consult)
    found = advise_sheet(resolve(reader, load_practice(reader), consult), date(2026, 11, 27))
    return [(each.rule, each.mark.line) for each in found if each.severity == "warning"]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("note: Tot dinsdag 18 december!\n", ["other-weekday"]),
        ("note: Tot dinsdag 18-12-2026!\n", ["other-weekday"]),
        ("goals: [rust op Tuesday 18 December]\n", ["other-weekday"]),
        ("summary_steps: ['Bel om 25.30 uur']\n", ["no-such-time"]),
        ("discussed: Je komt om 10.75 uur.\n", ["no-such-time"]),
        ("note: Tot vrijdag 18 december om 10.30 uur!\n", []),
        ("note: Op zaterdag 3 januari viel je.\n", []),  # of 2026
        ("note: Op zondag 3 januari is er een wandeling.\n", []),  # of 2027
        ("note: Elke dinsdag 18 minuten wandelen, op 18 december ook.\n", []),
        ("note: Het kost 10.75 euro, of 12.80 met olie. Loop 3.75 km.\n", []),
        ("discussed: Je was hier op vrijdag 6 november 2026.\n", []),
        ("discussed: Je werkt 37.50 uur, en slaapt 6.75 uur.\n", []),
        ("note: Op 31 november zie ik je.\n", ["no-such-date"]),
        ("note: Tot maandag 30 februari.\n", ["no-such-date"]),
        ("note: Op 29 februari, 30 april of 31 mei.\n", []),
        ("note: Wandel 35 min. of 40 meter.\n", []),
    ],
)
def test_days_and_times_in_running_text_are_held_against_the_calendar(
    clinic: Path, text: str, rules: list[str]
) -> None:
    assert said(clinic, text) == [(rule, 5) for rule in rules]


@pytest.mark.parametrize(
    ("start", "rules"),
    [
        ("start: 2026-11-01, days: 14", ["early-line"]),
        ("start: 1-11, days: 14", ["other-year"]),
        ("start: 2026-11-20, days: 14", []),
        ("start: 2027-3-1, days: 14", []),
        ("days: 14", []),
    ],
)
def test_a_line_that_has_ended_before_the_consult_is_pointed_out(clinic: Path, start: str, rules: list[str]) -> None:
    line = f"schedule:\n- {{product: Wandelen, route: activity, when: [avond], {start}}}\n"
    assert said(clinic, line) == [(rule, 6) for rule in rules]


def test_a_question_refuses_an_appointment_before_the_consult_and_a_time_that_cannot_be() -> None:
    consult = date(2026, 11, 27)
    kind = DayAndTime(Day(Words("nl"), consult, after=consult))
    with pytest.raises(Unclear, match=r"30-11-2025.*27 november 2026"):
        kind.understand("30-11-2025")
    with pytest.raises(PydanticCustomError):
        kind.understand("vrijdag 18 december om 25.30 uur")
    assert kind.understand("vrijdag 18 december om 10.30 uur").day == date(2026, 12, 18)


FRIDAY = date(2026, 11, 27)


def far(*days: date) -> list[int]:
    """The numbers of the rows that are far from the others; the first row is 2."""
    dated = [Dated(row, day, Mark("a.csv", row, 1)) for row, day in enumerate(days, start=2)]
    return [row for row, _ in far_from_others(dated)]


def test_a_row_of_another_year_among_many_is_pointed_out() -> None:
    assert far(FRIDAY, date(2025, 11, 27), FRIDAY, FRIDAY) == [3]
    assert far(FRIDAY, FRIDAY, date(2027, 11, 27)) == [4]
    assert far(*(FRIDAY - timedelta(days=30 * each) for each in range(40))) == [], "spread over three years"
    assert far(date(2025, 11, 27), FRIDAY) == [], "of two rows nobody knows which is right"


@pytest.mark.parametrize(("days", "rows"), [(-271, [2]), (-270, []), (270, []), (271, [2])])
def test_a_row_is_near_to_those_within_nine_months(days: int, rows: list[int]) -> None:
    assert far(FRIDAY + timedelta(days=days), FRIDAY, FRIDAY, FRIDAY) == rows


@pytest.mark.parametrize(
    ("wrong", "right", "found"),
    [
        (1, 1, 0), (1, 2, 1), (2, 3, 0), (2, 4, 2), (3, 6, 0),
        (3, 56, 0), (3, 57, 3), (4, 57, 0), (4, 76, 4), (5, 75, 0),
    ],
)  # fmt: skip
def test_rows_of_another_year_are_two_or_one_in_twenty_and_one_in_three_at_most(
    wrong: int, right: int, found: int
) -> None:
    assert len(far(*[date(2025, 11, 27)] * wrong, *[FRIDAY] * right)) == found
