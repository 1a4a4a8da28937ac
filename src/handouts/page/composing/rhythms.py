"""How often and how long something is done, in the words of the document: `op maandag, 4 weken, tot en met …`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from handouts.content.labels import Word, worded_first, worded_near
from handouts.content.model.intake import Intake
from handouts.content.model.rhythms import AtMost, OnWeekdays, TimesAWeek, WhenNeeded
from handouts.content.scheduling import first_day, last_day
from handouts.content.wording import Gaps, filled_in

Phrase = Callable[..., str]
"""Gives the fixed words of a key, with its gaps filled."""
_WEEK = 7
_WORDED = (1, 2, _WEEK)
"""Every so many days that have words of their own."""
_BEGINNING = re.compile(r"[^\W\d_]{1,4}(?: [^\W\d_]{1,4}){1,2}(?= )")
_GROUPS = {(0, 1, 2, 3, 4): "on_workdays", (5, 6): "on_weekend"}


def phrases_of(words: Mapping[str, Word], form: str) -> Phrase:
    """What gives the fixed words of a key, with its gaps filled and its form of address chosen."""

    def phrase(key: str, **parameters: str) -> str:
        return filled_in(words[key].text, Gaps(parameters, form))

    return phrase


def worded_rhythm(intake: Intake, phrase: Phrase) -> str:
    """The rhythm of a line of the schedule, with how often at most."""
    match intake.every:
        case OnWeekdays(weekdays):
            return _on_days(weekdays, phrase)
        case TimesAWeek() as rhythm:
            return _times_a_week(rhythm, phrase)
        case WhenNeeded():
            return ", ".join([phrase("when_needed"), *([_most(intake.limit, phrase)] if intake.limit else [])])
        case days if days in _WORDED:
            return phrase(f"every_{days}")
        case days if days % _WEEK == 0:
            return phrase("every_weeks", n=str(days // _WEEK))
        case days:
            return phrase("every_days", n=str(days))


def worded_period(intake: Intake, consult: date, language: str, phrase: Phrase) -> Iterator[str]:
    """How long a line of the schedule goes on, and from when until when, each for itself.

    Its first day is left out where it is that of the consult, and so is a year. Of two lines for one product, such as a
    dose that is lowered in steps, nothing else tells which comes first.
    """
    first, last = first_day(intake, consult), last_day(intake, consult)
    begins_later = first != consult
    if last is None or intake.days is None:
        if begins_later:
            yield phrase("from_day", day=worded_near(first, consult, language))
        yield phrase("until_agreed")
        return
    count, unit = (intake.days // _WEEK, "weeks") if intake.days % _WEEK == 0 else (intake.days, "days")
    yield phrase(f"one_{unit}" if count == 1 else f"many_{unit}", n=str(count))
    day = worded_near(last, consult, language)
    if not begins_later:
        yield phrase("until", day=day)
    elif first == last:
        yield phrase("on_days", days=day)
    else:
        yield phrase("from_until", first=worded_first(first, last, language), day=day)


def begun_together(html: str) -> str:
    """A rhythm as HTML, in which each part but the first begins with words that are on one line: `tot en met`."""
    first, *parts = html.split(", ")
    return ", ".join([first, *(_BEGINNING.sub(lambda found: found[0].replace(" ", "\u00a0"), part) for part in parts)])


def of_own_choice(intake: Intake) -> bool:
    """Whether the client chooses the days herself, so that a box on each of them needs a word of explanation."""
    return isinstance(intake.every, TimesAWeek | WhenNeeded)


def _on_days(weekdays: tuple[int, ...], phrase: Phrase) -> str:
    if weekdays in _GROUPS:
        return phrase(_GROUPS[weekdays])
    return phrase("on_days", days=_listed([phrase(f"day_{day + 1}") for day in weekdays], phrase("and")))


def _listed(words: Sequence[str], and_: str) -> str:
    """Words with commas between them, and `and` before the last."""
    *most, last = words
    return f"{', '.join(most)} {and_} {last}" if most else last


def _times_a_week(rhythm: TimesAWeek, phrase: Phrase) -> str:
    if rhythm.least is not None:
        return phrase("week_range", least=str(rhythm.least), n=str(rhythm.times))
    return phrase(f"week_times_{rhythm.times}" if rhythm.times <= 2 else "week_times", n=str(rhythm.times))


def _most(limit: AtMost, phrase: Phrase) -> str:
    key = f"most_{limit.per}"
    return phrase(f"{key}_1" if limit.times == 1 else key, n=str(limit.times))
