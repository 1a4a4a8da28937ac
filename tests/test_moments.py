"""A moment of the day is understood as people write it; a hint for what is none leaves out nothing of the advice."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from handouts.content.model.intake import Intake
from handouts.content.model.moments import MEALS, MOMENT_WORDS


def moment(word: str) -> tuple[str, str]:
    found = Intake.model_validate({"product": "Thee", "route": "activity", "when": [word]}).when[0]
    return str(found), found.label


def hint(word: str) -> str:
    with pytest.raises(ValidationError) as caught:
        moment(word)
    return str(caught.value.errors()[0]["ctx"]["hint"])


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("voor het ontbijt", ("morning", "before_breakfast")), ("na de lunch", ("noon", "after_lunch")),
        ("bij de maaltijd", ("evening", "at_meal")), ("tijdens het eten", ("evening", "at_food")),
        ("Voor het eten", ("evening", "before_meal")), ("before breakfast", ("morning", "before_breakfast")),
        ("at bedtime", ("night", "before_bed")), ("s'avonds", ("evening", "evening")),
        ("in de ochtend", ("morning", "morning")), ("namiddag", ("noon", "afternoon")),
    ],
)  # fmt: skip
def test_a_moment_is_understood_as_people_write_it(word: str, found: tuple[str, str]) -> None:
    assert moment(word) == found


def test_each_word_for_a_meal_is_within_a_moment() -> None:
    assert {word for words in MEALS.values() for word in words} <= MOMENT_WORDS.keys()


HINTS = {
    "nuchter": "put it under how:, and here the moment, such as morning",
    "op een lege maag": "put it under how:, and here the moment, such as morning",
    "on an empty stomach": "put it under how:, and here the moment, such as morning",
    "om 8 uur": "put it under how:, and here the moment, such as morning",
    "'s ochtends nuchter": "write ochtend, and put “'s ochtends nuchter” under how:",
    "ochtend (nuchter)": "write ochtend, and put “ochtend (nuchter)” under how:",
    "half uur voor het slapen": "write voor het slapen, and put “half uur voor het slapen” under how:",
    "ochtend of avond": "write ochtend, and put “ochtend of avond” under how:",
    "zo nodig": "write it under every:, such as every: zo nodig",
    "when needed": "write it under every:, such as every: zo nodig",
    "om de dag": "write it under every:, such as every: om de dag",
    "maandag": "write it under every:, such as every: maandag",
    "2x daags": "write the moments, such as [morning, evening]",
    "bij elke maaltijd": "write the meals, such as [ontbijt, lunch, avondeten]",
    "elke avond": "write avond", "every evening": "write evening",
    "avnd": "did you mean “avond”?", "ontbjt": "did you mean “ontbijt”?",
    "voor het slpaen": "did you mean “voor het slapen”?",
}  # fmt: skip


@pytest.mark.parametrize(("word", "said"), HINTS.items())
def test_the_hint_for_what_is_no_moment_keeps_all_of_it(word: str, said: str) -> None:
    assert hint(word) == said


@pytest.mark.parametrize("word", ["wachten", "zacht", "nooit", "achteraf", "voor het sporten", "nachtmerrie"])
def test_another_word_is_not_taken_for_a_moment(word: str) -> None:
    assert "did you mean" not in hint(word)
