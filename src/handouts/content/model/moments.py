"""The moments of the day, as people write them, and what to write instead of what is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

from handouts.content.model.rhythms import WhenNeeded, as_rhythm
from handouts.content.model.settings import OneOf
from handouts.content.things import did_you_mean, folded
from handouts.content.words import meanings
from handouts.languages.lexicon import A_DAY, EACH_DAY, LATIN, MULTIPLES, NUMBERS, alternatives, lettered
from handouts.problems import msg

MOMENTS = ("morning", "noon", "evening", "night")
_LABELS = meanings("meals")
MEALS = {label: tuple(word for word, meant in _LABELS.items() if meant == label) for label in _LABELS.values()}
"""What is within a moment, and printed as what it is: the fixed word, and how people write it; in the day's order."""
OF_ANY_MEAL = ("before_meal", "at_meal", "at_food", "after_meal")
"""Those of a meal that is not named; they are with the evening, when most people have the meal of the day."""
_WITHIN = {
    "morning": ("before_breakfast", "at_breakfast", "after_breakfast"),
    "noon": ("before_lunch", "at_lunch", "after_lunch", "afternoon"),
    "evening": ("before_dinner", "at_dinner", "after_dinner", *OF_ANY_MEAL),
    "night": ("before_bed",),
}
MOMENT_WORDS = {
    spelled: moment
    for moment in MOMENTS
    for word, meant in (meanings("moments") | _LABELS).items()
    if meant == moment or meant in _WITHIN[moment]
    for spelled in (word, *(word.replace("'s ", so) for so in ("s ", "s", "s'")), word.replace("'", "’"))
}
"""Other words for a moment, as people write them: `'s avonds`, `s avonds`, `savonds`."""


class Moment(str):
    """A moment of the day, which knows by which fixed word it is printed."""

    label: str

    @classmethod
    def of(cls, moment: str, label: str = "") -> Moment:
        """One of MOMENTS, printed as itself or as one of MEALS."""
        found = cls(moment)
        found.label = label or moment
        return found

    @classmethod
    def from_typed(cls, value: object, convert: Callable[[object], str]) -> Moment:
        """The moment that was typed; `convert` knows which word means which."""
        return cls.of(convert(value), getattr(value, "label", _LABELS.get(folded(str(value)), "")))


class AMoment(OneOf):
    """A setting that is a moment of the day; a hint for what is none leaves out nothing of what was typed."""

    def __init__(self) -> None:
        super().__init__(*MOMENTS, also=MOMENT_WORDS)

    def spelled(self, text: str) -> str:
        """With one sign for an apostrophe."""
        return folded(text.replace("’", "'"))

    def hint(self, text: str, word: str) -> str:
        """Where to write all that was typed."""
        known = {*self.choices, *self.also}
        if hint := _elsewhere(word):
            return hint
        if held := _held_in(word, known):
            # YAML takes the sign of 's for a quote.
            moment = self.other_words()[self.also[held]] if held.startswith("'") else held
            if re.fullmatch(rf"{_EACH}{re.escape(held)}", word):
                return msg("write {moment}", moment=moment)
            return msg("write {moment}, and put “{text}” under how:", moment=moment, text=text)
        if close := _near(word, known):
            return did_you_mean(close, [close], self.choose())
        return msg("put it under how:, and here the moment, such as morning") if _HOW.search(word) else self.choose()


_NEAR = 0.8
"""How like a moment a word is that is one with a slip of the pen; `zacht` and `wachten` are none."""
_EACH = r"(?:(?:elke|iedere|every|each|op de|om de) )?"
_A_DAY = re.compile(
    rf"(?:\d|{alternatives(NUMBERS, MULTIPLES)})\w*.{{0,8}}(?:{alternatives(A_DAY, EACH_DAY)})|{lettered(LATIN)}"
)
_EACH_MEAL = re.compile(
    r".*\b(?:(?:elke|iedere|alle|each|every|all|per) (?:hoofd)?(?:maaltijd(?:en)?|meals?)|(?:de maaltijden|meals))"
)
_HOW = re.compile(
    r"\d|nuchter|maag|stomach|fasting|verdeeld|spread|\bhele\b|\bmet\b|\bwith|water|"
    r"^(?:bij|na|voor|tijdens|tussen\w*|zonder|direct|meteen|after|before|during|between|on|when|without)\b"
)


def _elsewhere(word: str) -> str:
    """Where to write what is no moment and has a field of its own, or is several moments."""
    if _A_DAY.fullmatch(word):
        return msg("write the moments, such as [morning, evening]")
    if _EACH_MEAL.fullmatch(word) and not re.match(r"tussen|between", word):
        return msg("write the meals, such as [ontbijt, lunch, avondeten]")
    try:
        rhythm = as_rhythm(word)
    except PydanticCustomError:
        return ""
    every = "zo nodig" if rhythm == WhenNeeded() else word
    return msg("write it under every:, such as every: {every}", every=every)


def _near(word: str, known: set[str]) -> str:
    """The moment of which each word is nearly the one that was typed; empty where there is none."""
    words = word.split()
    for each in get_close_matches(word, sorted(known), n=5, cutoff=_NEAR):
        meant = each.split()
        if len(meant) == len(words) and all(
            one[0] == other[0] and get_close_matches(one, [other], cutoff=_NEAR)
            for one, other in zip(words, meant, strict=True)
        ):
            return each
    return ""


def _held_in(word: str, known: set[str]) -> str:
    """The longest moment that a text holds, in whole words; empty where it holds none, or a choice of them."""
    held = [each for each in known if re.search(rf"(?<![\w']){re.escape(each)}(?!\w)", word)]
    return max(sorted(held), key=len, default="")
