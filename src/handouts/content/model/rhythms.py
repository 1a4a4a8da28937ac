"""How often something is done, read from what people write in Dutch or English.

A rhythm is a whole number (days from one time to the next, counted from the first), or one of the three types below.
In *om de drie dagen* the Dutch number is read as *every three days*, and so it is printed: `elke 3 dagen`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from handouts.content.model.fields import TYPED, not_a, typed
from handouts.content.model.near_rhythms import refused
from handouts.content.things import folded, one_dash
from handouts.languages.lexicon import AT_MOST, MULTIPLES, NUMBERS, ORDINALS, TIMES, WEEKDAYS, WORDS, Kind, alternatives
from handouts.problems import msg

MOST_DAYS = 366
"""The longest time between two days, and the longest plan, in days."""
_WEEK = 7
_LONGEST = 200
"""Characters: what is longer is no rhythm, and is not tried as one."""


class AtMost(NamedTuple):
    """How many times something may be done, `per` day or week.

    It `may_be_pieces` where that is not said to be times: `max 6 per dag`.
    """

    times: int
    per: str = "day"
    may_be_pieces: bool = False


class OnWeekdays(NamedTuple):
    """On fixed days of the week: 0 is Monday, in order."""

    weekdays: tuple[int, ...]


class TimesAWeek(NamedTuple):
    """A number of times a week, on days of the client's own choice; at least `least` where a range was agreed."""

    times: int
    least: int | None = None


class WhenNeeded(NamedTuple):
    """On any day, when there is a need; `at_most` where that was agreed along with it."""

    at_most: AtMost | None = None


Rhythm = int | OnWeekdays | TimesAWeek | WhenNeeded

EXAMPLES = msg(
    "every day, every other day, every 3 days, 3 times a week, mon wed fri, weekdays, every week or as needed"
)
"""A form of each rhythm, for hints."""

RHYTHM_SCHEMA: dict[str, Any] = {"anyOf": [TYPED, {"type": "array", "items": TYPED}]}
"""What an editor accepts: text, or a list of days of the week."""

_GROUPS = {
    "ma di wo do vr": r"werkdag(?:en)?|door[- ]de[- ]weeks?|doordeweeks|weekda(?:g(?:en)?|ys?)|work(?:ing)? ?days?",
    "za zo": r"(?:in |at |on )?(?:het |the )?week-?end(?:en|s|dagen)?",
}
_NUMBERS = {
    **{word: number for word, number in NUMBERS.items() if number},
    **{word: number for word, number in ORDINALS.items() if number > 1},
    **MULTIPLES,
    **dict.fromkeys(("'n", "a", "an"), 1),
}
_N = r"(\d{1,3}(?:e|de|ste|th|nd|rd)?|[^\W\d_]+|'n)"
_OR_MORE = rf"{_N}(?: ?(?:-|–|/|tot|à|a|of|to|or) ?{_N})?"
_TIMES = rf"(?:×|{alternatives(TIMES)}|dag(?:en)?|days?)"
_A_WEEK = r"(?:(?:per|in de|in een|in the|a|each|/|p\.?) ?/? ?(?:week|wk|w)|wekelijks|weekly)"
_A_DAY = rf"(?:{alternatives(WORDS[Kind.PER_DAY])})"

_DAY = re.compile(r"(?:elke |iedere |alle |every |each )?(?:dag|dagen|day)|dagelijks|daily")
_OTHER_DAY = re.compile(
    r"om de (?:andere )?dag|(?:elke|iedere) andere dag|om en om|"
    r"(?:every |each )?other[- ]day|every second day|(?:on )?alternat(?:e|ing) days"
)
_OTHER_WEEK = re.compile(
    r"om de (?:andere )?week|tweewekelijks|every other week|fortnightly|(?:every|once a) fortnight"
)
_EACH_WEEK = re.compile(r"(?:elke |iedere |every |each )?week|wekelijks|weekly")
_FIXED = ((_DAY, 1), (_OTHER_DAY, 2), (_EACH_WEEK, _WEEK), (_OTHER_WEEK, 2 * _WEEK))
_EVERY_N = re.compile(
    rf"(?:(?:om de|elke|iedere|every|each) {_N}|(?:1 ?(?:keer|x|×|maal)|een keer|één keer|eens|eenmaal|once)"
    rf" (?:in de |in |per |elke |iedere |every |each )?{_N}) (dag(?:en)?|days?|we(?:ek|ken|eks?))"
)
_A_WEEK_TIMES = re.compile(rf"(?:{_OR_MORE} ?(?:{_TIMES} )?{_TIMES}? ?{_A_WEEK})|(?:per week {_OR_MORE} ?{_TIMES})")
_NEEDED = re.compile(
    r"(?:zo|indien|als|wanneer|waar|if|when|as|whenever)[ -]?(?:het |dat |it is |that is |it's )?"
    r"(?:nodig|needed|necessary|required)(?: is)?|(?:bij|naar|op|on) (?:behoefte|demand)|z\.? ?n\.?|prn|p\.r\.n\."
)
_MOST = re.compile(
    rf"(?:(?:(?:{alternatives(AT_MOST)})\.?|tot) ?)?(?:(?:\d+|{_N}) ?(?:-|–|tot|à|of|to|or) ?)?{_N} ?"
    rf"(?:(x|×|keer|maal|times?)?,? ?(?:({_A_DAY})|({_A_WEEK}))?)"
)


def as_rhythm(value: object) -> Rhythm:
    """A rhythm as it is typed; days of the week may also be a list. Raises as every field does."""
    if isinstance(value, int | OnWeekdays | TimesAWeek | WhenNeeded):
        return value
    if isinstance(value, list) and value:
        value = ", ".join(typed(each, "a day of the week") for each in value)
    text = typed(value, "a rhythm")
    spelled = _spelled(text)
    found = next((each for each in _readings(spelled) if each is not None), None) if len(spelled) <= _LONGEST else None
    if found is None:
        raise refused(text, spelled, EXAMPLES)
    return found


def as_at_most(value: object) -> AtMost:
    """The most times that something may be done: `3`, `3 keer per dag`, `max. 2x per week`."""
    if isinstance(value, AtMost):
        return value
    what = msg("a number of times")
    text = typed(value, what)
    spelled = _spelled(text)
    found = _at_most(spelled) if len(spelled) <= _LONGEST else None
    if found is None:
        raise not_a("not-a-number", text, what, "such as 3 times a day")
    return found


def _spelled(text: str) -> str:
    text = re.sub(r"\bom-de-(?=\w)", "om de ", one_dash(text).casefold().replace("’", "'"))
    return folded(text).rstrip(" .")


def _readings(text: str) -> Iterator[Rhythm | None]:
    """The ways in which a text may be a rhythm, those that need the most words first."""
    yield _when_needed(text)
    yield from (days for pattern, days in _FIXED if pattern.fullmatch(text))
    yield _times_a_week(text)
    yield _every_so_many(text)
    yield _on_weekdays(text)
    yield _so_many_on(text)


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _NUMBERS.get(word)


def _every_so_many(text: str) -> int | None:
    found = _EVERY_N.fullmatch(text)
    number = _number(found[1] or found[2]) if found else None
    if found is None or not number:
        return None
    days = number * (_WEEK if found[3].startswith("w") else 1)
    return days if days <= MOST_DAYS else None


def _times_a_week(text: str) -> TimesAWeek | None:
    found = _A_WEEK_TIMES.fullmatch(text)
    if found is None:
        return None
    first, second = _number(found[1] or found[3]), _number(found[2] or found[4])
    most, least = (second, first) if second else (first, None)
    if not most or most > _WEEK or (least is not None and least >= most) or ((found[2] or found[4]) and not second):
        return None
    return TimesAWeek(most, least)


def _when_needed(text: str) -> WhenNeeded | None:
    found = _NEEDED.search(text)
    if found is None:
        return None
    rest = re.sub(r"^(?:en|and)\b|[(),:;]|\b(?:en|and)$", " ", f"{text[: found.start()]} {text[found.end() :]}")
    rest = " ".join(rest.split()).strip(" -.")
    most = _at_most(rest) if rest else None
    return WhenNeeded(most) if most or not rest else None


def _at_most(text: str) -> AtMost | None:
    found = _MOST.fullmatch(text)
    times = _number(found[2]) if found else None
    if found is None or not times or times > 24:
        return None
    says_times = found[3] or re.fullmatch(r"once|twice|eens|\w+maal|\w*daags", found[2])
    per = found[5] or found[4]
    is_bare = bool(per) and not says_times and not re.search("daags", per)
    return AtMost(times, "week" if found[5] else "day", may_be_pieces=is_bare)


def _on_weekdays(text: str) -> OnWeekdays | int | None:
    """Days of the week, in a list, a range (`ma t/m vr`), or as all but some (`elke dag behalve zondag`)."""
    kept, *left_out = (part.strip(" ,") for part in _BUT.split(text, maxsplit=1))
    days = set(range(_WEEK)) if left_out and _DAY.fullmatch(kept) else _weekdays_in(kept)
    without = _weekdays_in(left_out[0]) if left_out else set()
    if days is None or without is None or not days - without:
        return None
    chosen = tuple(sorted(days - without))
    return 1 if len(chosen) == _WEEK else OnWeekdays(chosen)


def _so_many_on(text: str) -> OnWeekdays | int | None:
    """A number of times a week, with the days: `2 keer per week, ma en do`, `elke week op maandag`."""
    found = _WEEK_ON.fullmatch(text)
    often, days = (_times_a_week(found[1]), _on_weekdays(found[2])) if found else (None, None)
    times = often.times if often else 1 if found and _EACH_WEEK.fullmatch(found[1]) else None
    return days if isinstance(days, OnWeekdays) and len(days.weekdays) == times else None


_WEEK_ON = re.compile(rf"(.*?(?:{_A_WEEK}|week))(?: ?[,:(] ?| )(.+?)\)?")
_BUT = re.compile(r"\bbehalve(?: op)?\b|\bmaar niet(?: op)?\b|\bexcept(?: on)?\b|\bbut not(?: on)?\b")


def _weekdays_in(text: str) -> set[int] | None:
    for group, pattern in _GROUPS.items():
        text = re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", group, text)
    text = re.sub(r"(?<!\w)(?:'s|op|elke?|iedere?|on|every|each|de|the)(?!\w)", " ", f" {text} ")
    text = re.sub(r"(?<!\w)(?:t/m|t\.e\.m\.?|tot(?: en met)?|to|through|until)(?!\w)", "-", text)
    if re.fullmatch(r"\s*\w+\.?\s*-\s*\w+\.?\s*", text):
        first, last = (WEEKDAYS.get(part.strip(" .")) for part in text.split("-"))
        if first is None or last is None:
            return None
        return {(first + step) % _WEEK for step in range((last - first) % _WEEK + 1)}
    days = {WEEKDAYS.get(word) for word in re.split(r"[\s,;/+&.-]+|(?<!\w)(?:en|and)(?!\w)", text) if word}
    return {day for day in days if day is not None} if days and None not in days else None
