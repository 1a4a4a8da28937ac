"""A dose that says when, how often or for how long is held against the fields that the sheet and the diary go by."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from handouts.checks.timing import of_how, of_line
from handouts.content.model.intake import Intake

MORNING, EVENING, BOTH = ("ochtend",), ("avond",), ("ochtend", "avond")


def line(dose: str, when: tuple[str, ...], **more: str) -> Intake:
    fields: dict[str, Any] = {"product": "Vitamine", "route": "oral", "dose": dose, "dose_source": "etiket", **more}
    return Intake.model_validate({**{name: text for name, text in fields.items() if text}, "when": list(when)})


def rules(dose: str, when: tuple[str, ...]) -> list[str]:
    return [rule for rule, _, _ in of_line(line(dose, when))]


def hints(dose: str, when: tuple[str, ...], **more: str) -> list[str]:
    return [hint for _, _, hint in of_line(line(dose, when, **more))]


@pytest.mark.parametrize("dose", ["10 min (4-7-8)", "10-8-6 herhalingen", "3-3-3", "5 min. 4–4–4"])
def test_numbers_of_an_exercise_are_no_scheme_of_moments(dose: str) -> None:
    assert list(of_line(line(dose, EVENING, route="activity"))) == []


def test_a_scheme_of_what_is_taken_is_held_against_its_moments() -> None:
    assert rules("1-0-1 tablet", EVENING) == ["dose-times"]


@pytest.mark.parametrize("dose", ["volgens etiket", "Zie het etiket", "zoals op de verpakking", "volgens je huisarts"])
def test_a_dose_may_be_the_name_of_its_source(dose: str) -> None:
    assert line(dose, EVENING, dose_source="").dose == dose


@pytest.mark.parametrize("dose", ["1 tablet", "1 tablet volgens mij", "volgens gevoel", "zie hieronder"])
def test_another_dose_without_a_source_is_refused(dose: str) -> None:
    with pytest.raises(ValueError, match="has no source"):
        line(dose, EVENING, dose_source="")


DAYS = {
    "10.000 IE 1 x per week": "every: 1 x per week", "5000 IE per week": "every: elke week",
    "1 tablet om de dag": "every: om de dag", "5 mg, max 1x per week": "every: 1x per week",
    "1 tablet once a week": "every: 1 x a week", "1 tablet per maand": "every: elke 4 weken",
    "1 tablet 2x per maand": "every: elke 2 weken", "1 tablet per 2 weken": "every: elke 2 weken",
    "elke 3 dagen 1 tablet": "every: elke 3 dagen", "op maandag 1 tablet van 400 mg": "every: op maandag",
    "1 tablet ma/do": "every: ma/do", "1 tablet in het weekend": "every: in het weekend",
    "zo nodig 1 tablet": "every: zo nodig", "3 times a week 1 tablet": "every: 3 times a week",
    "1 tablet every other day": "every: every other day",
}  # fmt: skip


@pytest.mark.parametrize(("dose", "every"), DAYS.items())
def test_a_dose_on_some_days_is_asked_for_under_every_and_the_hint_mends_it(dose: str, every: str) -> None:
    assert rules(dose, MORNING) == ["dose-days"]
    assert hints(dose, MORNING) == [f"take it out of the dose, and write it under every:, such as {every}"]
    assert hints(dose, MORNING, every=every.removeprefix("every: ")) == []


@pytest.mark.parametrize(
    ("dose", "days"), [("1 tablet, gedurende 3 maanden", "84"), ("1 tablet for 2 weeks", "14"), ("10 dagen lang", "10")]
)
def test_a_dose_for_so_long_is_asked_for_under_days_and_the_hint_mends_it(dose: str, days: str) -> None:
    asked = [f"take it out of the dose, and write it under days:, such as days: {days}"]
    assert hints(dose, EVENING) == hints(dose, EVENING, days="21") == asked
    assert hints(dose, EVENING, days=days) == []


@pytest.mark.parametrize(
    ("dose", "when"),
    [
        ("2x daags 1 tablet", BOTH), ("3 x daags 400 mg", ("ochtend", "middag", "avond")), ("400 mg/dag", BOTH),
        ("3 capsules per dag", BOTH), ("1x daags 1 tablet", BOTH), ("twice daily 1 tablet", BOTH),
        ("1 tablet b.i.d.", BOTH),
    ],
)  # fmt: skip
def test_a_dose_of_a_day_is_asked_for_at_each_of_several_moments(dose: str, when: tuple[str, ...]) -> None:
    assert rules(dose, when) == ["dose-times"]
    assert hints(dose, when) == ["each moment prints the dose: write what is taken at one moment, such as 1 tablet"]


@pytest.mark.parametrize(
    "dose", ["3 dd 1", "3x daags", "tweemaal daags 1 tablet", "1 tablet bij elke maaltijd", "1-0-1", "elke 6 uur 5 mg"]
)
def test_a_dose_of_several_times_a_day_does_not_pass_at_one_moment(dose: str) -> None:
    (hint,) = hints(dose, EVENING)
    assert hint.startswith("each moment prints the dose: write under when: the moments, and in the dose what is taken")


@pytest.mark.parametrize(
    ("dose", "when"),
    [
        ("2 tabletten 's morgens", EVENING), ("1 tablet voor het slapen", MORNING), ("1 tablet at bedtime", MORNING),
        ("1 tablet voor de lunch", EVENING), ("1 tablet tussen ontbijt en lunch", EVENING),
        ("1 tablet voor het avondeten", MORNING), ("1 tablet before dinner", ("nacht",)),
        ("1 tablet before breakfast", EVENING), ("1 tablet 's avonds", BOTH), ("1 tablet 's nachts", EVENING),
    ],
)  # fmt: skip
def test_a_dose_of_another_moment_is_asked_for(dose: str, when: tuple[str, ...]) -> None:
    assert rules(dose, when) == ["dose-moment"]


def test_days_that_are_said_to_be_among_others_must_be_among_those_of_every() -> None:
    asked = ["take it out of the dose, and write it under every:, such as every: in het weekend"]
    assert hints("1 tablet, ook in het weekend", MORNING, every="werkdagen") == asked


AMOUNTS = (
    "1 tablet", "2 tabletten", "een halve tablet van 400 mg", "2 x 200 mg", "10 druppels", "20 min.", "1-2 tabletten",
    "375 mg (100% RI)", "3 sets van 10", "1 ampul (25.000 IE)", "100 mg of 200 mg", "½",
)  # fmt: skip
NOTES = (
    "", " met water", ", na het eten", " bij de maaltijd", ", op een lege maag", ", een half uur voor de maaltijd",
    ", verdeeld over de dag", ", max 250 mg per dag", ", niet 's nachts", ", in bed", ", voor dagelijks gebruik",
    ", binnen 1 week op", ", na 2 weken bellen",
)  # fmt: skip


def test_nothing_is_said_of_a_dose_that_says_only_how_much() -> None:
    for amount, note, when in product(AMOUNTS, NOTES, (MORNING, EVENING, BOTH)):
        assert hints(f"{amount}{note}", when) == [], (amount, note, when)


@pytest.mark.parametrize(
    ("dose", "when", "more"),
    [
        ("1 tablet 's avonds", EVENING, {}), ("1x daags 1 tablet", EVENING, {}), ("1 tablet per dag", EVENING, {}),
        ("200 mg voor het slapen", ("voor het slapen",), {}), ("200 mg voor het slapen", EVENING, {}),
        ("1 tablet bij het ontbijt", MORNING, {}), ("200 mg 's ochtends of 's avonds", EVENING, {}),
        ("100 mg 's ochtends en 200 mg 's avonds", BOTH, {}), ("1-0-1", BOTH, {}),
        ("200 mg tussen ontbijt en lunch", MORNING, {}), ("1 tablet, 1 uur voor de lunch", MORNING, {}),
        ("1 tablet vóór de middag", MORNING, {}), ("1 tablet voor de lunch", ("middag",), {}),
        ("1 tablet een half uur voor het avondeten", ("middag",), {}), ("1 tablet before dinner", EVENING, {}),
        ("1 tablet, ook in het weekend", MORNING, {}), ("1 tablet, ook op zondag", MORNING, {"every": "za zo"}),
        ("1 tablet, max 2 per dag", BOTH, {}),
        ("1 tablet 1 x per week", MORNING, {"every": "ma"}), ("1 tablet, 3x per week", MORNING, {"every": "ma wo vr"}),
        ("5 mg, max 2x daags", EVENING, {"every": "zo nodig", "at_most": "2"}),
        ("200 mg, ophogen met 100 mg per week", EVENING, {}), ("1 tablet, op maandag 2 tabletten", EVENING, {}),
        ("week 1: 100 mg, week 2: 200 mg", EVENING, {}), ("100 mg, zo nodig 200 mg", EVENING, {}),
    ],
)  # fmt: skip
def test_nothing_is_said_of_a_dose_that_agrees_with_its_line(
    dose: str, when: tuple[str, ...], more: dict[str, str]
) -> None:
    assert hints(dose, when, **more) == []


@pytest.mark.parametrize(
    ("how", "when", "every", "rule"),
    [
        ("3x per dag", MORNING, "elke dag", "dose-times"), ("2 keer per dag", BOTH, "elke dag", ""),
        ("'s avonds bij het eten", MORNING, "elke dag", "dose-moment"), ("'s avonds", EVENING, "elke dag", ""),
        ("voor het slapen", EVENING, "elke dag", ""), ("mag ook 's avonds", MORNING, "elke dag", ""),
        ("niet 's avonds", MORNING, "elke dag", ""), ("bij het ontbijt", BOTH, "elke dag", ""),
        ("om de dag", MORNING, "elke dag", "dose-days"), ("alleen op maandag", MORNING, "elke dag", "dose-days"),
        ("om de dag", MORNING, "om de dag", ""), ("elke week een minuut langer", MORNING, "elke dag", ""),
        ("elke dag opschrijven", MORNING, "om de dag", ""), ("met een glas water", MORNING, "elke dag", ""),
        ("hooguit 3 keer per dag", MORNING, "elke dag", ""), ("om de dag af te sluiten", MORNING, "elke dag", ""),
    ],
)  # fmt: skip
def test_how_it_is_taken_may_say_only_what_its_line_says(
    how: str, when: tuple[str, ...], every: str, rule: str
) -> None:
    assert [each for each, _ in of_how(line("1 tablet", when, how=how, every=every))] == [rule][: bool(rule)]


@pytest.mark.parametrize(
    ("dose", "every", "is_asked"),
    [
        ("2 tabletten", "zo nodig, max 6 per dag", True), ("2 tabletten", "zo nodig, max 3 keer per dag", False),
        ("1 tablet", "zo nodig, max 6 per dag", False), ("20 druppels", "zo nodig, max 3 per dag", False),
        ("500 mg", "zo nodig, max 3 per dag", False),
    ],
)  # fmt: skip
def test_so_many_a_day_at_most_of_what_is_asked_where_a_dose_is_several(dose: str, every: str, is_asked: bool) -> None:
    found = [rule for rule, _, _ in of_line(line(dose, EVENING, every=every))]
    assert found == ["dose-times"][: int(is_asked)]
