"""How much and when, in one answer: what the model understands is taken from its end, and the rest is the dose."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handouts.intake.interview.answers import Typed, Unclear, Words
from handouts.intake.interview.brief import Brief

NONE: dict[str, Any] = {}
DUTCH = {
    "1 tablet, ochtend": {"dose": "1 tablet", "when": ("ochtend",)},
    "1 tablet 's avonds": {"dose": "1 tablet", "when": ("avond",)},
    "1 tablet ochtend en avond": {"dose": "1 tablet", "when": ("ochtend", "avond")},
    "1 tablet, ochtend, avond": {"dose": "1 tablet", "when": ("ochtend", "avond")},
    "20 minuten, middag, om de dag, 4 weken": {
        "dose": "20 minuten", "when": ("middag",), "every": "om de dag", "days": "28",
    },
    "20 minuten, avond, om de dag, 4 wkn": {
        "dose": "20 minuten", "when": ("avond",), "every": "om de dag", "days": "28",
    },
    "20 minuten; avond; ma, wo en vr": {"dose": "20 minuten", "when": ("avond",), "every": "ma, wo en vr"},
    "avond, elke dag": {"when": ("avond",)},
    "nacht": {"when": ("nacht",)},
    "10 druppels voor het slapen": {"dose": "10 druppels", "when": ("voor het slapen",)},
    "1 kopje, bij het ontbijt": {"dose": "1 kopje", "when": ("bij het ontbijt",)},
    "1 tablet, zo nodig": {"dose": "1 tablet", "every": "zo nodig"},
    "1 keer, zo nodig": {"dose": "1 keer", "every": "zo nodig"},
    "1 tablet zo nodig, avond": {"dose": "1 tablet zo nodig", "when": ("avond",)},
    "1 tablet, zo nodig, max 3 keer per dag": {"dose": "1 tablet", "every": "zo nodig, max 3 keer per dag"},
    "1,5 ml, avond": {"dose": "1,5 ml", "when": ("avond",)},
    "2 stuks, met 1,5 ml water, avond": {"dose": "2 stuks, met 1,5 ml water", "when": ("avond",)},
    "2 per nacht": {"dose": "2 per nacht"},
    "200 mg per avond": {"dose": "200 mg per avond"},
    "2 keer per dag": {"dose": "2 keer per dag"},
    "1 tablet": {"dose": "1 tablet"},
    "1": {"dose": "1"},
    "volgens etiket, 3 keer per week": {"dose": "volgens etiket", "every": "3 keer per week"},
    "een handje noten in de ochtend": {"dose": "een handje noten", "when": ("ochtend",)},
}  # fmt: skip


def brief(language: str = "nl", known: str = "") -> Brief:
    return Brief(Words(language), Typed(), known)


@pytest.mark.parametrize(("typed", "line"), DUTCH.items(), ids=DUTCH.keys())
def test_the_dose_is_what_is_left_when_the_moments_are_taken_from_the_end(typed: str, line: dict[str, Any]) -> None:
    assert brief().understand(typed) == line
    assert brief().understand(brief().show(line)) == line, "what is offered is understood as the same again"


@pytest.mark.parametrize(
    ("typed", "unclear"),
    [
        ("20 minuten, avond, om de dag, 4 wkjes", "4 wkjes"),
        ("3 tabletten van 200 mg, 's avonds, elke dag, een poos", "een poos"),
        ("1 tablet, avond, met water", "met water"),
    ],
)
def test_what_comes_after_a_moment_and_is_not_understood_is_said(typed: str, unclear: str) -> None:
    with pytest.raises(Unclear, match=f"“{unclear}” begrijp ik niet als moment"):
        brief().understand(typed)
    assert brief(known=typed).understand(typed) == {"dose": typed}, "what was there before may stay"


@pytest.mark.parametrize("length", ["2 mnd", "2 maanden", "een jaar"])
def test_months_are_asked_for_in_weeks(length: str) -> None:
    with pytest.raises(ValidationError) as refused:
        brief().understand(f"1 tablet, avond, {length}")
    assert "another number of days each time" in str(refused.value.errors()[0]["ctx"]["sentence"])


def test_english_is_understood_too() -> None:
    assert brief("en").understand("1 tablet in the evening, every other day, 4 weeks") == {
        "dose": "1 tablet", "when": ("evening",), "every": "other day", "days": "28",
    }  # fmt: skip


MOMENTS = st.lists(st.sampled_from(["ochtend", "middag", "avond", "nacht"]), min_size=1, max_size=3, unique=True)
DOSES = st.builds(
    "{} {}{}".format,
    st.sampled_from(["1", "2", "1,5", "½", "een half", "2 à 3", "300 mg,"]),
    st.sampled_from(["tablet", "druppels", "ml", "maatschepje", "minuten", "glas water"]),
    st.sampled_from(["", " (100 mg magnesium)", ", met water", "; daarna rust", " extra"]),
)
RHYTHMS = st.sampled_from(["", "om de dag", "3 keer per week", "ma wo vr", "week", "elke 3 dagen"])


@given(DOSES, MOMENTS, RHYTHMS, st.sampled_from(["", "7", "28"]))
def test_whatever_dose_stands_in_front_is_kept_letter_for_letter(
    dose: str, moments: list[str], every: str, days: str
) -> None:
    line = {"dose": dose, "when": tuple(moments), "every": every, "days": days}
    line = {name: value for name, value in line.items() if value}
    assert brief().understand(brief().show(line)) == line
