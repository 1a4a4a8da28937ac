"""How a dose says that it is spread over a day: `1-0-1`, `3 x daags`, `bij elke maaltijd`, `ochtend 150, avond 150 mg`.

Numbers that stand for another word are given it: in `150 + 150 mg` both are mg, in `2 van 200 mg` two is a count.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import NamedTuple

from handouts.nutrients.vocabulary import AMOUNT, CAP, NUMBER, PER_DAY, RANGE, SOLID, UNIT

_RATE = re.compile(rf"(?<![\w.,/]){RANGE} ?(?:x|maal|keer|times)? ?{PER_DAY}")
_A_WEEK = re.compile(
    rf"(?<![\w.,/]){RANGE} ?(?:x|maal|keer|times|dagen|days) ?(?:per|in de|a|/) ?(?:week|maand|month)|"
    rf"(?:per|a|/|elke|iedere|every|each) ?(?:week|maand|month)|wekelijks|weekly|maandelijks|monthly"
)
HOURS = re.compile(
    rf"(?:elke|iedere|om de|per|every|each) {RANGE}? ?(?:uur|uren|u|hours?|hrs?|h)(?!\w)(?! (?:voor|na|before|after))"
)
_MEALS = re.compile(
    r"(?:(?:bij|voor|na|tijdens|met|with|at|before|after) )?"
    rf"(?:(?P<some>{NUMBER}) (?:x )?(?:hoofd)?(?:maaltijden|meals)|"
    r"(?:elke|iedere|alle|per|each|every|all) (?:de |hoofd)?(?:maaltijd(?:en)?|meals?|x (?:eten|dat je eet))|"
    r"(?:de )?(?:hoofd)?maaltijden|(?:the |main )?meals)(?!\w)"
)
_SCHEME = re.compile(rf"(?<![\w.,/-])({NUMBER})((?: ?- ?{NUMBER}){{2,3}})(?![\w/-])(?! ?(?:{UNIT})\b)")
_WEIGHED_SCHEME = re.compile(
    rf"(?<![\w.,/-]){NUMBER} ?(?:{UNIT})?(?: ?- ?{NUMBER} ?(?:{UNIT})?){{1,2}} ?- ?{NUMBER} ?"
    rf"(?P<unit>{UNIT})(?!\w)"
)
_MOMENTS = {
    "morning": r"och?tend(?:s|en)?|morgen(?:s)?|ontbijt|morning|breakfast",
    "noon": r"(?:voor|na)?middag(?:s|en)?|lunch|noon|afternoon|midday",
    "evening": r"avond(?:s|en|eten|maaltijd)?|diner|evening|dinner|supper",
    "night": r"nacht(?:s|rust)?|slapen(?:gaan)?|bed(?:tijd|time)?|night",
}
_ANY = "|".join(_MOMENTS.values())
_TO = (
    r"(?:(?:in|de|het|the|bij|voor|vóór|na|at|before|after|with|elke|iedere|every|each|op|for|te|naar|to|van)\b ?|"
    r"'?s[ -]?)"
)
MOMENT = rf"(?:(?<!\w){_TO}*(?:{_ANY})(?!\w))"
_BARE = re.compile(rf"(?<![\w.,/-])({NUMBER}) ?(?=(?:{MOMENT}))")
_LED = re.compile(rf"({MOMENT} ?:? ?)({NUMBER})(?= ?(?:[;+&(]|,(?!\d)|en\b|and\b|van\b|à|$))")
_PAIR = re.compile(rf"(?<![\w.,/-]){RANGE} ?(?:x|{SOLID})\.? ?{MOMENT}")
_LED_PAIR = re.compile(
    rf"{MOMENT} ?:? ?{RANGE} ?(?:x|{SOLID})\.?(?!\w)(?! ?(?:van|à|of|met|x)? ?{NUMBER} ?(?:{UNIT})\b)"
)
_JOIN = r"(?:\+|,(?!\d)|;|&|en|and|plus)"
_SAME_UNIT = re.compile(
    rf"(?<![\w.,/-])(\d\d+(?:[.,]\d+)?)"
    rf"(?= ?(?:{MOMENT})? ?(?:{_JOIN} ?)+(?:{MOMENT} ?:? ?)?{NUMBER} ?(?P<unit>{UNIT})\b)"
)
_SAME_FORM = re.compile(
    rf"(?<![\w.,/-])({NUMBER}) ?(?:\+|en|and|plus) ?({NUMBER})(?= ?(?:(?:\+|en|and|plus) ?{NUMBER} ?)*(?:{SOLID})\b)"
)
_OF_THOSE = re.compile(
    rf"(?<![\w.,/-])((?:[1-9]|[1-9] ?(?:-|à|of|or|tot|to) ?[1-9])) ?(?:van|à|met|@) ?(?={NUMBER} ?(?:{UNIT})\b)"
)


_MOST_IN_A_ROW = 6
"""How many numbers before the one with the unit are given it: `100 + 100 + 50 mg`."""


class Spread(NamedTuple):
    """A dose without what spreads it over a day."""

    text: str
    times: int
    """How many times on a day; 0 when that is not said."""
    units: Fraction | None
    """How many of what the text is about make the whole day; None when that is not said."""
    moments: int
    """How many moments of the day it names."""


def value_of(text: str, *, fine: bool = False) -> Fraction:
    """The value of a number; `1.000` is a thousand, except before a unit as large as a gram (`fine`)."""
    whole, _, part = text.rpartition(" ")
    if "/" in part:
        over, under = part.split("/")
        return int(whole or 0) + (Fraction(int(over), int(under)) if int(under) else Fraction(0))
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", text) and not fine:
        return Fraction(re.sub(r"[.,]", "", text))
    return Fraction(re.sub(r"[.,](?=.*[.,])", "", text).replace(",", "."))


def largest(found: re.Match[str], first: int = 1) -> Fraction:
    """The larger end of a range, of which the groups begin at `first`."""
    return max(value_of(part) for part in found.groups()[first - 1 : first + 1] if part)


def spread(text: str) -> Spread:
    """What a plain text in digits says of how often on a day, and the text with every number given what it counts."""
    text, units, filled = _scheme(text)
    text = _A_WEEK.sub(" ", text)
    text, times = _often(text)
    for _ in range(_MOST_IN_A_ROW):
        text = _SAME_UNIT.sub(lambda found: f"{found[1]} {found['unit']}", text)
    while found := _SAME_FORM.search(text):
        text = f"{text[: found.start()]}{value_of(found[1]) + value_of(found[2])}{text[found.end() :]}"
    text = _OF_THOSE.sub(r"\1 x ", text)
    text = _LED.sub(r"\1\2 stuks", _BARE.sub(r"\1 stuks ", text))
    moments = _named(text)
    text, paired, pairs = _pairs(text)
    if paired:
        units = (units or Fraction(0)) + paired if pairs == moments else Fraction(-1)
    return Spread(text, max(times, filled), units, moments)


def _scheme(text: str) -> tuple[str, Fraction | None, int]:
    """`1-0-1`, how many at each moment of the day: the text without, how many in all, and at how many moments."""
    if weighed := _WEIGHED_SCHEME.search(text):
        # `150-0-150 mg`: weights, so the sum of these is that of the day.
        total = sum((value_of(part) for part in re.findall(NUMBER, weighed[0])), Fraction(0))
        whole, part = divmod(total, 1)
        amount = f"{whole} {part}" if part and whole else str(total)
        return f"{text[: weighed.start()]}{amount} {weighed['unit']}{text[weighed.end() :]}", Fraction(1), 0
    found = _SCHEME.search(text)
    if not found:
        return text, None, 0
    each = [value_of(part) for part in re.findall(NUMBER, found[0])]
    rest = re.sub(rf"^ ?(?:x|{SOLID})\.?(?!\w)", "", text[found.end() :])
    return f"{text[: found.start()]} , {rest}", sum(each, Fraction(0)), sum(one > 0 for one in each)


def _often(text: str) -> tuple[str, int]:
    often = [0]
    if found := HOURS.search(text):
        least = min((value_of(part) for part in found.groups() if part), default=Fraction(1))
        often.append(math.ceil(24 / least) if least else 24)
        text = f"{text[: found.start()]} , {text[found.end() :]}"
    if found := _MEALS.search(text):
        often.append(math.ceil(value_of(found["some"])) if found["some"] else 3)
        text = f"{text[: found.start()]} , {text[found.end() :]}"
    caps: list[int] = []
    while found := _RATE.search(text):
        is_cap = re.search(rf"(?:{CAP}) ?$", text[: found.start()])
        (caps if is_cap else often).append(math.ceil(largest(found)))
        text = f"{text[: found.start()]} , {text[found.end() :]}"
    per_day = re.search(PER_DAY, text)
    first = re.match(rf"{RANGE} ?(?:x|maal|keer|times) ", text)
    if per_day and first:
        often.append(math.ceil(largest(first)))
        text = f"{text[first.end() : per_day.start()]} , {text[per_day.end() :]}"
    most = max(*often, 1 if per_day else 0)
    return text, min(most, *caps) if most and caps else max(most, *caps, 0)


def _named(text: str) -> int:
    """How many moments of the day are named; in `'s avonds, voor het slapen` it is one."""
    text = re.sub(rf"{MOMENT} (?:of|or) (?={MOMENT})", " ", text)
    kinds = {kind for kind, words in _MOMENTS.items() if re.search(rf"(?<!\w)(?:{words})(?!\w)", text)}
    night, evening = _MOMENTS["night"], _MOMENTS["evening"]
    if {"evening", "night"} <= kinds and re.search(rf"(?:{evening}) ?,? ?{_TO}*(?:{night})(?!\w)", text):
        apart = len(re.findall(rf"(?:en|and|\+|&) {_TO}*(?:{night})(?!\w)", text))
        kinds -= set() if apart else {"night"}
    return len(kinds)


def _pairs(text: str) -> tuple[str, Fraction | None, int]:
    """`1 tablet 's morgens, 2 's avonds`: the text without these, how many in all, and at how many moments.

    Where each has an amount of its own it is left as it is.
    """
    pattern = _LED_PAIR if re.match(rf" *{MOMENT}", text) else _PAIR
    found = list(pattern.finditer(text))
    if len(found) < 2 or len(AMOUNT.findall(text)) > 1:
        return text, None, 0
    units = sum((largest(each) for each in found), Fraction(0))
    return pattern.sub(" , ", text), units, len(found)
