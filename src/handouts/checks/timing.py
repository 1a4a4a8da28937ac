"""A dose is how much at one moment: on which days, how often a day and when have fields of their own.

On paper a dose is printed at each moment of its line, with the rhythm of `every` after it, so what it has of these
itself is read twice, or against them. What `how` has of them is read too, and may only be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.checks.frequencies import WEIGHTS, a_week, amounts_of
from handouts.checks.words import any_of
from handouts.content.model.intake import Intake
from handouts.content.model.moments import OF_ANY_MEAL
from handouts.content.model.rhythms import OnWeekdays, WhenNeeded
from handouts.content.nutrients.texts import plain
from handouts.content.nutrients.timing import Timing, timing_of
from handouts.content.nutrients.tokens import in_digits
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Problem, msg, warning

_EACH_MOMENT = msg(
    "each moment prints the dose: write under when: the moments, and in the dose what is taken at one moment, such as "
    "1 tablet"
)
_MOMENTS = msg("write under when: the moments, and in the dose what is taken at one moment, such as 1 tablet")
_SAME = msg("make the two the same")
_FITS = {
    "morning": {"morning"},
    "noon": {"noon"},
    "evening": {"evening", "night", "bed"},
    "bed": {"evening", "night", "bed"},
    "night": {"night"},
}
"""The moments under `when` that a word of the dose may mean: what is taken at bedtime is taken in the evening."""
_LONGEST = 366
_SCHEME = re.compile(r"\d ?[-–] ?\d")
_MEALS = {
    "morning": r"(?:ontbijt|breakfast)",
    "noon": r"(?:lunch|middagmaaltijd|middageten|middag|noon)",
    "evening": r"(?:avondeten|avondmaaltijd|diner|avond|dinner|supper|evening)",
}
_THE = r"(?:(?:het|de|je|uw|the|your) )?"
_BETWEEN, _BEFORE = r"\b(?:tussen|between) {}{} (?:en|and) {}{}\b", r"(?<!niet )(?<!not )\b(?:voor|vóór|before) {}{}\b"
_AROUND_MEALS = {
    re.compile(pattern.format(*(part for meal in meals for part in (_THE, _MEALS[meal])))): frozenset(moments.split())
    for pattern, meals, moments in (
        (_BETWEEN, ("morning", "noon"), "morning noon"),
        (_BETWEEN, ("noon", "evening"), "noon evening"),
        (_BETWEEN, ("morning", "evening"), "morning noon evening"),
        (_BEFORE, ("noon",), "morning noon"),
        (_BEFORE, ("evening",), "noon evening"),
    )
}
"""What is taken before a meal or between two is taken at one of two moments."""
_OPEN = re.compile(rf"\bom de \w+ (?:\w+ ){{0,3}}te\b|\b{any_of('open_moments')}\b")
"""What leaves open when it is done, or when it is not; and `om de dag af te sluiten`."""
_ALSO = r"\b(?:ook|zelfs|inclusief|also|even|including)(?: op| on)? "


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """Where a dose of the schedule, or `how`, contradicts the fields next to it."""
    for line, at in resolved.lines():
        for rule, message, hint in of_line(line):
            yield warning(rule, at("dose"), message, hint)
        for rule, message in of_how(line):
            yield warning(rule, at("how"), message, _SAME)


def of_line(line: Intake) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the dose of a line: the rule, a sentence and a hint for each."""
    if line.dose:
        timing = timing_of(line.dose)
        yield from _on_days(timing, line)
        yield from _a_day(timing, line)
        yield from _at_moments(timing, line.dose, line)


def of_how(line: Intake) -> Iterator[tuple[str, str]]:
    """Where `how` contradicts the fields next to it: the rule and a sentence for each."""
    text = plain(line.how or "")
    if not text or isinstance(line.every, WhenNeeded) or _OPEN.search(text):
        return
    timing = timing_of(text)
    # `elke dag opschrijven` may be added to a line on other days too.
    if timing.rhythm not in {None, 1} and _is_other_rhythm(timing, line):
        yield (
            "dose-days",
            msg("how: says “{words}”, and the sheet follows every:", words=timing.rhythm_words),
        )
    if timing.often and not timing.often.is_limit and timing.often.times != len(line.when):
        yield "dose-times", msg("how: says {times} times a day, and when: has {count}",
                                times=timing.often.times, count=len(line.when))  # fmt: skip
    at = _moments_of(line)
    named = _named_moments(text)
    if at and named and not timing.is_choice and not any(moments & at for moments in named):
        yield "dose-moment", msg("how: names another moment than when:")


def _on_days(timing: Timing, line: Intake) -> Iterator[tuple[str, str, str]]:
    if timing.rhythm_words and _is_other_rhythm(timing, line):
        message = msg("this dose says “{words}”, and the sheet follows every:", words=timing.rhythm_words)
        hint = msg("take it out of the dose, and write it under every:, such as every: {every}", every=_every(timing))
        yield "dose-days", message, hint
    if timing.days and not (line.days and timing.days[0] <= line.days <= timing.days[1]):
        message = msg("this dose says for how long, and the sheet follows days:")
        hint = msg("take it out of the dose, and write it under days:")
        if timing.days[0] <= _LONGEST:
            hint = msg("take it out of the dose, and write it under days:, such as days: {days}", days=timing.days[0])
        yield "dose-days", message, hint


def _every(timing: Timing) -> str:
    """What to write under `every`."""
    return timing.rhythm_words if timing.rhythm is not None else f"elke {_weeks(timing)} weken"


def _weeks(timing: Timing) -> int:
    """The nearest to a number of times a month, which `every` does not know."""
    return 2 if timing.rhythm_words.startswith("2") else 4


def _is_other_rhythm(timing: Timing, line: Intake) -> bool:
    rhythm, every = timing.rhythm, line.every
    if isinstance(every, WhenNeeded):
        return False
    if isinstance(rhythm, WhenNeeded):
        return True
    if rhythm is None:
        return not (isinstance(every, int) and every >= 7 * _weeks(timing))
    if isinstance(rhythm, OnWeekdays) and isinstance(every, OnWeekdays):
        return not (rhythm == every or (set(rhythm.weekdays) <= set(every.weekdays) and _is_added(timing, line)))
    if isinstance(rhythm, OnWeekdays) and every == 1 and _is_added(timing, line):
        return False
    here, there = a_week(rhythm), a_week(every)
    return bool(here and there and (here[1] < there[0] or there[1] < here[0]))


def _is_added(timing: Timing, line: Intake) -> bool:
    """Whether the days are named as added to others: `ook in het weekend`."""
    return bool(re.search(_ALSO + re.escape(timing.rhythm_words), in_digits(line.dose or "")))


def _a_day(timing: Timing, line: Intake) -> Iterator[tuple[str, str, str]]:
    moments, often = len(line.when), timing.often
    if isinstance(line.every, WhenNeeded):
        limit = line.limit
        if limit and limit.may_be_pieces and limit.times >= (pieces := _pieces(line)) > 1:
            message = (
                msg("at most {times} a day is read as {times} times, of {pieces} each",
                    times=limit.times, pieces=pieces)
                if limit.per == "day"
                else msg("at most {times} a week is read as {times} times, of {pieces} each",
                         times=limit.times, pieces=pieces)
            )  # fmt: skip
            hint = msg("write max {times} times a day, or fewer where {times} is all of it", times=limit.times)
            yield "dose-times", message, hint
        if often and limit and limit.per == "day" and often.times > limit.times:
            yield "dose-times", msg("this dose says more times a day than at_most:"), _SAME
    elif often and (often.times < moments if often.is_limit else (often.times, moments) != (1, 1)):
        yield "dose-times", *_repeated(moments, _times(often.times) if often.times > 1 else msg("once a day"))
    elif timing.is_whole_day and moments > 1:
        yield "dose-times", *_repeated(moments, msg("how much a day"))
    elif timing.moments_a_day and timing.moments_a_day != moments and not _counts_an_exercise(line):
        yield "dose-times", *_repeated(moments, _times(timing.moments_a_day))


def _times(count: int) -> str:
    return msg("{times} times a day", times=count)


def _counts_an_exercise(line: Intake) -> bool:
    """Whether numbers such as `4-7-8` are breaths or repeats: a scheme of moments is of what is taken."""
    return line.route == "activity" and bool(_SCHEME.search(line.dose or ""))


def _pieces(line: Intake) -> int:
    """How many tablets or the like one dose is; 0 where it does not count any."""
    counted = dict(amounts_of((line.dose or "").casefold()))
    return max((number for unit, number in counted.items() if unit not in {*WEIGHTS, "min"}), default=0)


def _repeated(moments: int, says: str) -> tuple[str, str]:
    if moments > 1:
        message = msg("this dose says {says}, and is printed at each of the {moments} moments under when:",
                   says=says, moments=moments)  # fmt: skip
        return message, msg("each moment prints the dose: write what is taken at one moment, such as 1 tablet")
    return msg("this dose says {says}, and when: has one moment", says=says), _EACH_MOMENT


def _named_moments(dose: str) -> list[frozenset[str]]:
    """For each moment that a dose names, those under `when` at which that may be."""
    text = plain(dose)
    found = [moments for pattern, moments in _AROUND_MEALS.items() if pattern.search(text)]
    for pattern in _AROUND_MEALS:
        text = pattern.sub(" ", text)
    return [*found, *(frozenset(_FITS[each]) for each in timing_of(text).moments)]


def _moments_of(line: Intake) -> set[str]:
    """The moments of a line; none where it goes by meals."""
    if any(each.label in OF_ANY_MEAL for each in line.when):
        return set()
    return {"bed" if each.label == "before_bed" else str(each) for each in line.when}


def _at_moments(timing: Timing, dose: str, line: Intake) -> Iterator[tuple[str, str, str]]:
    at = _moments_of(line)
    named = _named_moments(dose)
    fitting = [moments for moments in named if moments & at]
    stray = len(fitting) < len(named) and not (timing.is_choice and fitting)
    unnamed = at.difference(*named)
    if at and named and (stray or (unnamed and not timing.is_choice)):
        message = msg("this dose names another moment than when:, and is printed at each moment of when:")
        yield "dose-moment", message, _MOMENTS
