"""What stands under how counts what the dose counts: `neem er 2` beside one tablet is another serving."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from handouts.checks.frequencies import Serving, clauses_of, is_other_serving, serving_in
from handouts.content.model.intake import Intake

VERBS = ("neem", "slik", "gebruik")
NUMBERS = {"1": 1, "een": 1, "2": 2, "twee": 2, "3": 3, "vier": 4}
BEHIND = ("", " tegelijk", " per keer", " ineens", " met water", " bij het eten", " voor het slapen", " 's avonds")
INNOCENT = (
    "met 2 glazen water", "los op in 2 glazen water", "1 uur voor het slapen", "neem geen dubbele dosis",
    "neem er nooit 2 tegelijk", "dubbele dosis vermijden", "een dubbele dosis is niet nodig", "laat er 2 uur tussen",
    "als je een dubbele dosis hebt genomen, bel de huisarts", "neem er een glas water bij",
    "drink er 2 glazen water bij",
    "neem er 10 minuten later een glas melk bij", "20 minuten per keer", "verdeel over 2 keer", "in één keer innemen",
    "niet verdubbelen als je een keer vergeet", "kauw er 2 minuten op", "neem het om 10 in", "200 mg per keer",
)  # fmt: skip


def servings(how: str) -> list[Serving]:
    return [serving for clause in clauses_of(how) if (serving := serving_in(clause))]


def line(dose: str | None, *when: str) -> Intake:
    given: dict[str, Any] = {"product": "Magnesium", "route": "oral", "when": list(when), "magnesium_mg": 200}
    return Intake.model_validate(given | ({"dose": dose, "dose_source": "etiket"} if dose else {}))


def test_how_many_are_taken_at_once_is_read_in_any_words() -> None:
    for verb, (word, number), behind in product(VERBS, NUMBERS.items(), BEHIND):
        assert [each.number for each in servings(f"{verb} er {word}{behind}")] == [number]
        assert [each.number for each in servings(f"{verb.title()} er 's avonds {word}{behind}.")] == [number]


@pytest.mark.parametrize(
    "how", ["neem de dubbele dosis", "verdubbel bij klachten", "neem twee keer zoveel", "take a double dose"]
)
def test_twice_the_dose_is_another_one_whatever_the_dose_is(how: str) -> None:
    (serving,) = servings(how)
    assert all(is_other_serving(serving, line(dose, "evening")) for dose in (None, "1 tablet", "2 tabletten"))


@pytest.mark.parametrize("how", INNOCENT)
def test_what_asks_for_no_number_of_them_is_left_alone(how: str) -> None:
    assert servings(how) == []


@pytest.mark.parametrize(
    ("dose", "when", "is_other"),
    [
        ("1 tablet", ["evening"], True), (None, ["evening"], True), ("½ tablet", ["evening"], True),
        ("2 tabletten", ["evening"], False), ("1-2 tabletten", ["evening"], False), ("twee capsules", ["noon"], False),
        ("1 tablet", ["morning", "evening"], False), ("1 tablet (200 mg)", ["evening"], True),
    ],
)  # fmt: skip
def test_two_of_them_is_what_the_dose_counts_each_time_or_over_its_moments(
    dose: str | None, when: list[str], *, is_other: bool
) -> None:
    assert is_other_serving(Serving(2, "neem er 2"), line(dose, *when)) is is_other
