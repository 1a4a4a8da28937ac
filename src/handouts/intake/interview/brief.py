"""How much and when, in one answer: `1 tablet, ochtend en avond, om de dag, 4 weken`.

From its end the parts are taken that the model understands as moments, a rhythm or a number of days. What comes before
them is the dose, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from handouts.content.model.describing import describe
from handouts.content.model.intake import Intake
from handouts.content.model.moments import MEALS, MOMENT_WORDS, MOMENTS
from handouts.content.model.rhythms import WhenNeeded, as_rhythm
from handouts.content.model.settings import is_in_months
from handouts.intake.interview.answers import (
    AND,
    NOT_UNDERSTOOD,
    AnswerType,
    Choice,
    Several,
    Typed,
    Unclear,
    Words,
    of_field,
)
from handouts.languages.lexicon import GOES_ON, WORDS, Kind, alternatives

# A line of the schedule as the file of a consult holds it; the moments are a tuple.
Line = dict[str, Any]
DAILY = 1
"""The rhythm of each day, in days."""
PARTS = ("dose", "when", "every", "days")
_COMMA = re.compile(r"[,;]\s+")
_GOES_ON = re.compile(rf"(?:^|\s)(?:{alternatives(GOES_ON)}|\W+)$", re.IGNORECASE)
"""At the end of a dose: what follows belongs to it, as in `2 per nacht`."""


class Moments(Several):
    """The moments of the day, by number or word; with `zo nodig` there may be none."""

    def __init__(self, words: Words) -> None:
        called = describe(Intake, "when", words.language).choices
        needed = words["when_needed"]
        also = {word: called[moment] for word, moment in MOMENT_WORDS.items()}
        also |= {word: called[label] for label, meal in MEALS.items() for word in meal}
        also |= dict.fromkeys(WORDS[Kind.NEEDED], needed)
        names = [*(called[moment] for moment in MOMENTS), needed]
        super().__init__({name: name for name in names}, words, also)

    def written(self, text: str) -> bool:
        """Whether a text is moments in whole words."""
        words = {*self._also, *self._options}
        return all(part.strip().casefold() in words for part in re.split(rf",|;|{AND}", text))


class Rhythms(Choice):
    """How often: one of the usual rhythms by number or word, or another one in the user's own words."""

    def __init__(self, words: Words) -> None:
        super().__init__(describe(Intake, "every", words.language).choices, words)

    def understand(self, text: str) -> str:
        """See `AnswerType`."""
        with suppress(Unclear):
            return super().understand(text)
        try:
            as_rhythm(text)
        except NOT_UNDERSTOOD:
            raise Unclear(self._words["no_rhythm"].format(text=text)) from None
        return Typed().understand(text)


class Brief(AnswerType[Line]):
    """A dose, moments, a rhythm and a number of days, each of which may be left out."""

    def __init__(self, words: Words, dose: AnswerType[str], known: str = "") -> None:
        """`dose` understands what is left; the `known` one was understood before."""
        self._known = known
        self._words = words
        self._dose = dose
        self._moments = Moments(words)
        self._rhythms = Rhythms(words)
        self._days = of_field(Intake, "days")

    def understand(self, text: str) -> Line:
        """See `AnswerType`."""
        found: Line = {}
        dose = text
        while dose and (part := self._last_part(dose, found)):
            dose, taken = part
            found = {**taken, **found}
        if dose:
            self._refuse_unclear(dose)
            found["dose"] = self._dose.understand(dose)
        if as_rhythm(found.get("every", DAILY)) == DAILY:
            found.pop("every", None)
        return {name: found[name] for name in PARTS if name in found}

    def _refuse_unclear(self, dose: str) -> None:
        """Refuses a part of the dose that is no dose: what comes after a moment, a rhythm or a number of days."""
        if dose == self._known:
            return
        parts = _COMMA.split(dose)
        if len(parts) > 1 and is_in_months(parts[-1]):
            self._days.understand(parts[-1])
        understood = [any(self._readings(part)) for part in parts]
        for place in range(2, len(parts)):
            if understood[place - 1] and not understood[place]:
                raise Unclear(self._words["no_part"].format(text=parts[place]))

    def _last_part(self, text: str, found: Line) -> tuple[str, Line] | None:
        """What comes before the last part, and that part: the longest that is understood, and not there already."""
        for start in (0, *(comma.end() for comma in _COMMA.finditer(text))):
            for taken in self._readings(text[start:]):
                if not taken.keys() & found.keys():
                    return text[:start].rstrip(" ,;"), taken
        if "when" not in found:
            for space in re.finditer(r"\s+", text):
                rest = text[: space.start()]
                if self._moments.written(text[space.end() :]) and not _GOES_ON.search(rest):
                    return rest, with_moments(self._moments.understand(text[space.end() :]), self._words)
        return None

    def _readings(self, text: str) -> Iterator[Line]:
        if self._moments.written(text):
            yield with_moments(self._moments.understand(text), self._words)
        with suppress(*NOT_UNDERSTOOD):
            # Of several parts the first is one by itself: in `1 keer, zo nodig` it is the dose.
            as_rhythm(_COMMA.split(text)[0])
            as_rhythm(text)
            yield {"every": self._rhythms.understand(text)}
        if not text.isdigit():
            with suppress(*NOT_UNDERSTOOD):
                yield {"days": self._days.understand(text)}

    def show(self, answer: Line) -> str:
        """See `AnswerType`."""
        parts = [answer.get("dose", ""), *answer.get("when", ()), answer.get("every", "")]
        parts.append(self._words["so_many_days"].format(n=answer["days"]) if "days" in answer else "")
        return ", ".join(filter(None, parts))


def with_moments(names: tuple[str, ...], words: Words) -> Line:
    """Moments as the parts of a line: `zo nodig` among them is its rhythm."""
    needed = words["when_needed"]
    moments = tuple(name for name in names if name != needed)
    return {**({"when": moments} if moments else {}), **({"every": needed} if needed in names else {})}


def is_when_needed(line: Line) -> bool:
    """Whether a line is done when needed."""
    return "every" in line and isinstance(as_rhythm(line["every"]), WhenNeeded)
