"""What became of each line of a schedule since the consult before, and where its name leaves that open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from handouts.content.changes import changes, doubts, stopped
from handouts.content.model.intake import Intake

CONSULT, AGAIN = date(2026, 11, 20), date(2026, 12, 20)


def intake(product: str = "Voetenbad", **fields: Any) -> Intake:
    return Intake.model_validate({"product": product, "route": "activity", "when": ["avond"], **fields})


@pytest.mark.parametrize(
    ("days", "again", "is_stopped"),
    [("31", "2026-12-20", True), ("30", "2026-12-20", False), ("30", "2026-12-19", True)],
    ids=["its last day is today", "it ended yesterday", "its last day is the day before"],
)
def test_a_line_whose_last_day_is_that_of_the_next_consult_has_not_ended_yet(
    days: str, again: str, is_stopped: bool
) -> None:
    line = intake(days=days)
    assert stopped([], [line], CONSULT, date.fromisoformat(again)) == ([line] if is_stopped else [])


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ({"how": "Met water."}, {"how": "Met melk."}, "changed"),
        ({"how": "Met water."}, {}, "changed"),
        ({"dose": "2 tabletten"}, {"dose": "1 tablet"}, "changed"),
        ({"when": ["ochtend"]}, {"when": ["avond"]}, "changed"),
        ({"when": ["ochtend", "avond"]}, {"when": ["avond", "ochtend"]}, ""),
        ({"every": "elke 2 dagen"}, {"every": "om de dag"}, ""),
        ({"every": "elke 3 dagen"}, {"every": "om de dag"}, "changed"),
        ({"every": "zo nodig", "at_most": "2"}, {"every": "zo nodig", "at_most": "3"}, "changed"),
        ({"magnesium_mg": "100"}, {"magnesium_mg": "100,5"}, "changed"),
        ({"magnesium_mg": "100"}, {"magnesium_mg": "100,0"}, ""),
        ({"magnesium_mg": "100"}, {}, ""),
        ({"product": "MAGNESIUM ", "how": " met  water."}, {"how": "Met water."}, ""),
        ({"days": "7", "start": "2026-10-01"}, {"days": "14"}, ""),
        ({"dose_source": "arts"}, {}, ""),
        ({"product": "Magnesium forte"}, {}, "new"),
        ({"when": ["voor het ontbijt"]}, {"when": ["na het ontbijt"]}, "changed"),
        ({"dose": "30 min"}, {"dose": "30 minuten"}, ""),
        ({"dose": "½ tablet"}, {"dose": "0,5 tablet."}, ""),
        ({"dose": "1000 mcg"}, {"dose": "1 mg"}, ""),
        ({"dose": "1 mg"}, {"dose": "1 g"}, "changed"),
        ({"how": "een uur voor het slapen"}, {"how": "1 uur voor het slapen."}, ""),
        ({"product": "Magnesiumbisglycinaat"}, {"product": "Magnesium bisglycinaat"}, ""),
        ({"product": "Vitamine D3"}, {"product": "Vit. D-3"}, ""),
        ({"product": "Oxazepam 10 mg"}, {"product": "Oxazepam 10mg"}, ""),
        ({"product": "Oxazepam 10 mg"}, {"product": "Oxazepam 5 mg"}, "changed"),
        ({"product": "Magnesium"}, {"product": "Magnesium 100 mg"}, "changed"),
        ({"product": "Vitamine B6"}, {"product": "Vitamine B12"}, "new"),
    ],
)
def test_a_line_is_changed_when_any_of_what_it_asks_is(then: dict[str, str], now: dict[str, str], said: str) -> None:
    line = {"product": "Magnesium", "route": "oral", "dose": "1 tablet", "dose_source": "etiket"}
    assert changes([intake(**line | now)], [intake(**line | then)], CONSULT, AGAIN) == [said]


def test_what_is_left_of_a_product_is_changed_when_a_line_of_it_went() -> None:
    morning, evening, both = intake(when=["ochtend"]), intake(), intake(when=["ochtend", "avond"])
    ended = intake(when=["ochtend"], days="3")
    assert changes([evening], [morning, evening], CONSULT, AGAIN) == ["changed"]
    assert changes([evening], [ended, evening], CONSULT, AGAIN) == [""], "it had ended by itself"
    assert changes([morning, evening], [evening, morning], CONSULT, AGAIN) == ["", ""]
    assert changes([evening, both], [evening], CONSULT, AGAIN) == ["", "changed"]
    assert changes([evening], [evening, evening], CONSULT, AGAIN) == [""], "it was written twice"


def test_a_line_in_another_spelling_or_strength_has_not_stopped() -> None:
    before = [intake("Vitamine D3"), intake("Oxazepam 10 mg"), intake("Magnesium")]
    now = [intake("Vit. D3"), intake("Oxazepam 5 mg"), intake("Magnesium 100 mg")]
    assert stopped(now, before, CONSULT, AGAIN) == []
    assert changes(now, before, CONSULT, AGAIN) == ["", "changed", "changed"]


def test_of_two_strengths_the_one_that_went_has_stopped() -> None:
    before, now = [intake("Oxazepam 10 mg"), intake("Oxazepam 5 mg")], [intake("Oxazepam 5 mg")]
    assert changes(now, before, CONSULT, AGAIN) == [""]
    assert stopped(now, before, CONSULT, AGAIN) == before[:1]


@pytest.mark.parametrize(
    ("then", "now", "is_changed"),
    [
        ("Vitamine D", "Vitamine D3", False),
        ("Magnesium", "Magnesiumcitraat", False),
        ("Levothyroxine", "Levotyroxine", False),
        ("Warm voetenbad", "Voetenbad", False),
        ("Q10", "Co-enzym Q10", False),
        ("Zink", "Zinkcitraat", False),
        ("Magnesium", "Magnesium 100 mg", True),
    ],
)
def test_a_name_that_is_like_one_that_went_is_doubtful(then: str, now: str, *, is_changed: bool) -> None:
    for one, other in ((then, now), (now, then)):
        (doubt,) = doubts([intake(other)], [intake(one)], CONSULT, AGAIN)
        assert (doubt.line.product, doubt.earlier.product, doubt.is_changed) == (other, one, is_changed)


def test_the_same_name_with_another_route_is_doubtful() -> None:
    (doubt,) = doubts([intake("Water", route="oral")], [intake("Water")], CONSULT, AGAIN)
    assert not doubt.is_changed


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("Vitamine D3", "Vit. D3"), ("Oxazepam 10 mg", "Oxazepam 5 mg"), ("Vitamine B6", "Vitamine B12"),
        ("Vitamine C", "Vitamine D"), ("Omega 3", "Omega 6"), ("Zopiclon", "Zolpidem"), ("Oxazepam", "Temazepam"),
        ("Magnesiumcitraat", "Magnesiumbisglycinaat"), ("Ademoefening", "Wandelen"), ("IJzer", "Zink"),
        ("Zink", "Zinkzalf"),
    ],
)  # fmt: skip
def test_another_product_and_another_spelling_are_not_doubtful(then: str, now: str) -> None:
    assert list(doubts([intake(now)], [intake(then)], CONSULT, AGAIN)) == []


def test_what_is_there_still_is_not_taken_for_what_is_new() -> None:
    assert list(doubts([intake("Magnesium"), intake("Magnesiumolie")], [intake("Magnesium")], CONSULT, AGAIN)) == []
