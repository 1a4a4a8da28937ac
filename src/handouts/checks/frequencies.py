"""How often, and how much each time, a sentence asks for something: the plain ways only, so that none is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import takewhile
from typing import NamedTuple

from handouts.checks.assertion import OTHERS
from handouts.checks.words import any_of
from handouts.content.model.intake import Intake
from handouts.content.model.rhythms import OnWeekdays, Rhythm, TimesAWeek, WhenNeeded, as_rhythm
from handouts.content.model.sheet import Consult
from handouts.content.nutrients.tokens import tokens_of
from handouts.content.reading import FieldPath
from handouts.languages.lexicon import A_DAY, MULTIPLES, NUMBERS, TIMES, Kind, alternatives

_NUMBERS = {**{word: number for word, number in NUMBERS.items() if number}, **MULTIPLES, "kwartier": 15}
_NUMBER = rf"(\d{{1,3}}|{alternatives(_NUMBERS)})"
_SMALL = rf"(?:(?:\d|{alternatives(_NUMBERS)})(?: ?(?:-|–|tot|à|of|to|or) ?)?){{1,2}}"
_DAYS = re.compile(
    r"\b(?:(?:elke|iedere|every|each) (?:dag|day)|dagelijks|daily|om de (?:andere )?dag|every (?:other|second) day|"
    r"(?:elke|iedere|every) week|wekelijks|weekly|om de (?:andere )?week|every other week|"
    rf"{_SMALL} ?(?:x|×|keer|maal|dagen|times?|days)? ?(?:per week|in de week|a week)|"
    rf"(?:elke|iedere|every) (?:\d|twee|drie|vier|vijf|two|three|four|five) (?:dagen|weken|days|weeks))\b"
)
_EACH_DAY = re.compile(r"\b(?:elke|iedere|every|each) (?:ochtend|middag|avond|nacht|morning|afternoon|evening|night)\b")
_A_DAY = re.compile(
    rf"\b{_NUMBER} ?(?:(?:×|{alternatives(TIMES)}) ?)(?:{alternatives(A_DAY)})\b|"
    rf"\b({alternatives(MULTIPLES)}) (?:{alternatives(A_DAY)})\b"
)
_AMOUNT = re.compile(
    rf"(?<![\d.,½/×x-])\b{_NUMBER} ?(min\b\.?|minu(?:ut|ten)\b|minutes?\b|tablet|capsule|druppel|drops?\b|mg\b|gram\b|"
    r"glas\b|glazen\b|glass|handje|handful|eetlepel|theelepel|spray)"
)
_UNITS = {"minu": "min", "glaz": "glas", "hand": "hand", "drop": "drup"}
_VAGUE_BEFORE = re.compile(rf"(?:\b{any_of('vague_before')}|[-–]) ?$")
_VAGUE_AFTER = re.compile(r" ?(?:[-–]|(?:per|of|tot|meer|extra|voor|vooraf|more|or|to|before|a day)\b)")
_IN_STEPS = re.compile(rf"\b{any_of('in_steps')}")
"""Of what grows or shrinks it is not known what is asked for in the end."""
_AT_LEAST = re.compile(r"\b(?:minstens|minimaal|ten minste|tenminste|at least)\b")
_PAST = re.compile(rf"\b{any_of('past')}\b|\bhebt?\b.*\bge\w+(?:d|t|en)\b|\bhave (?:been|done|taken|walked)\b")
_YOU = r"(?:je|jij|u|you)"
_NOW = r"(?:nu|momenteel|tegenwoordig|inmiddels|currently|now)"
_AS_IT_IS = re.compile(
    rf"^{_YOU} (?:(?:elke|iedere|every) |(?:\w+ ){{1,4}}?(?:(?<!vanaf ){_NOW}|al|nog steeds|already)\b)|"
    rf"^{_NOW} \w+ {_YOU}\b|\bop dit moment\b|^(?:de meeste|veel|sommige|andere|most|many|some) |"
    rf"^(?:(?:wat |how )?(?:fijn|goed|knap|mooi|leuk|top|prima|great|good|nice) (?:dat|that)|omdat|doordat|als|hoewel|"
    rf"terwijl|wanneer|zodra|sinds|nu|because|since|when|if|while|although|whether) {_YOU}\b|"
    r"\b(?:nodig|lukt|gewend|gewoonte|te veel|too much)\b"
)
"""How it goes by now, and not how it is to go."""
_DENIED = re.compile(
    r"(?<!vergeet )\b(?:niet|geen|nooit|hoeft|in plaats van|not|never|don't|no need|instead of)\b"
    r"(?! (?:te|alleen|vergeten|only)\b)"
)
WEIGHTS = frozenset({"mg", "gram"})
_AROUND = 20
"""Characters before an amount in which a word makes it vague."""
_COMPOUND = re.compile(r"\b([^\W\d_]{4,25}?)-?(tabletten|tabletjes|tablet|capsules?|pillen|pil|druppels)\b")
_DAILY = (7.0, 7.0)
_CLAUSES = re.compile(
    r"[;:!?()\n]|[.,](?!\d)|\s(?:en|maar|of|and|but|or)\s|(?<!meer)(?<!minder)(?<!vaker)(?<!langer)(?<!hoger)(?<!lager)(?<!verder)\sdan\s"
)
_TAKE = r"\b(?:neemt?|nemen|slikt?|slikken|gebruikt?|gebruiken|take|use)"
_AT_ONCE = r"(?:stuks )?(?:per keer|tegelijk|ineens|in één keer|each time|at a time|at once)"
_NO_HOUR = "".join(rf"(?<!\b{word} )" for word in ("om", "rond", "na", "voor", "tot", "tegen", "week", "dag", "at"))
_AFTER = (
    r"(?=$|[,.]| (?:tegelijk|ineens|stuks|per (?:keer|dag)|in (?:de|één)|met|bij|na|voor|'s|elke|iedere|each|with|at|"
    r"before|after|a day)\b| 's)"
)
_COUNTED = re.compile(
    rf"{_TAKE} (?:er (?:(?!geen|niet)\S+ ){{0,3}}?)?{_NO_HOUR}{_NUMBER}\b(?: {_AT_ONCE}\b)?{_AFTER}|"
    rf"(?<![\d/.,–-])(?<![\d–-] )\b{_NUMBER} {_AT_ONCE}\b"
)
_DOSE = r"(?:dosis|dosering|dose|portie|hoeveelheid|amount)"
_TWICE = (
    rf"(?:(?:dubbele?|double|twee ?maal de|twee ?keer de|twice the) {_DOSE}|het dubbele|twee keer zo ?veel|"
    r"twice as (?:much|many))"
)
_DOUBLED = re.compile(
    rf"{_TAKE} .{{0,40}}?\b{_TWICE}|^(?:verdubbel|double) .{{0,20}}?\b(?:{_DOSE}|it\b)|"
    r"^verdubbel(?: (?:bij|als|zo)\b|$)"
)
_AVOIDED = re.compile(r"\b(?:vermijd|voorkom|avoid)")


class Asked(NamedTuple):
    """What is asked for: on how many days a week at least and at most, how many times a day, and how much of what.

    None is what is not mentioned.
    """

    days: tuple[float, float] | None = None
    times: int | None = None
    amounts: tuple[tuple[str, int], ...] = ()

    def contradicts(self, other: Asked) -> bool:
        """Whether both say the same thing in ways that cannot both be followed."""
        if self.days and other.days and (self.days[1] < other.days[0] or other.days[1] < self.days[0]):
            return True
        if None not in (self.times, other.times) and self.times != other.times:
            return True
        here, there = dict(self.amounts), dict(other.amounts)
        shared = here.keys() & there.keys()
        if len(here) > 1 or len(there) > 1:
            # `2 tabletten (400 mg)` is 400 mg, so a weight next to a count does not exclude another weight.
            shared -= WEIGHTS
        return any(
            here[unit] != there[unit] and not self._is_of_a_day(here[unit], there[unit], other) for unit in shared
        )

    def _is_of_a_day(self, here: int, there: int, other: Asked) -> bool:
        """Whether an amount is that of a whole day: `elke dag 2 tabletten`, at two moments a tablet."""
        return self.days is not None and self.times is None and other.times is not None and here == there * other.times


def asking_texts(consult: Consult) -> Iterator[tuple[FieldPath, str]]:
    """The texts of a consult that ask something of the client: its steps, goals and note, each with its path."""
    yield from ((("summary_steps", index), each.step) for index, each in enumerate(consult.summary_steps))
    yield from ((("goals", index), each) for index, each in enumerate(consult.goals))
    if consult.note:
        yield ("note",), consult.note


def asked_of(line: Intake) -> Asked:
    """What a line of the schedule asks for; nothing where it is done when needed."""
    if isinstance(line.every, WhenNeeded):
        return Asked()
    return Asked(a_week(line.every), len(line.when) or None, amounts_of((line.dose or "").casefold()))


def clauses_of(text: str) -> Iterator[str]:
    """The parts of a text that ask for one thing each, in small letters; *magnesiumtabletten* as two words."""
    for each in _CLAUSES.split(text.casefold()):
        if part := " ".join(each.split()):
            yield _COMPOUND.sub(r"\2 \1", part)


def asked_in(clause: str) -> tuple[Asked, str]:
    """What a clause asks for, and the words that say so; nothing where it has two of one kind."""
    if _IN_STEPS.search(clause) or not asks(clause):
        return Asked(), ""
    days, times = ([*pattern.finditer(clause)] for pattern in (_DAYS, _A_DAY))
    each_day, amounts = [*_EACH_DAY.finditer(clause)], [*_AMOUNT.finditer(clause)]
    spans = [_in_full(found[0], clause) for found in (days, each_day, times, amounts) if found]
    week = None
    if len(days) + len(each_day) == 1 and not times:
        week = a_week(as_rhythm(days[0][0])) if days else _DAILY
    elif len(times) == 1 and not days:
        week = _DAILY
    times_a_day = _number_of(times[0][1] or times[0][2]) if len(times) == 1 and not days else None
    return Asked(week, times_a_day, amounts_of(clause)), " … ".join(dict.fromkeys(spans))


def _in_full(found: re.Match[str], clause: str) -> str:
    """What was found with the rest of its last word: `2 tabletten`."""
    return found[0] + "".join(takewhile(str.isalnum, clause[found.end() : found.end() + _AROUND]))


def asks(clause: str) -> bool:
    """Whether a clause may ask for something: not about the past, the present or somebody else, nor denied.

    *Je wandelt elke dag* may do so, and *je wandelt nu elke dag* does not.
    """
    first = clause.split(maxsplit=2)[:2]
    is_fact = _PAST.search(clause) or _AS_IT_IS.search(clause) or _DENIED.search(clause) or _AT_LEAST.search(clause)
    return not is_fact and not OTHERS.intersection(first)


def amounts_of(text: str) -> tuple[tuple[str, int], ...]:
    """The amounts that a text names once each, by the beginning of their unit; none of about how much."""
    found: dict[str, list[int | None]] = {}
    for each in _AMOUNT.finditer(text):
        unit = each[2][:4].rstrip(".")
        found.setdefault(_UNITS.get(unit, unit), []).append(_exactly(each, text))
    return tuple((unit, numbers[0]) for unit, numbers in found.items() if len(numbers) == 1 and numbers[0] is not None)


def _exactly(found: re.Match[str], text: str) -> int | None:
    """The number of an amount; None of a part of a fraction, and of about how much."""
    at, end = found.span()
    is_vague = _VAGUE_BEFORE.search(text, max(0, at - _AROUND), at) or _VAGUE_AFTER.match(text, end)
    return None if is_vague or re.search(r"\d[.,]$", text[max(0, at - 2) : at]) else _number_of(found[1])


def _number_of(word: str) -> int | None:
    """The value of a number in digits or as a word; None of what is none."""
    return int(word) if word.isdecimal() else _NUMBERS.get(word)


def a_week(rhythm: Rhythm) -> tuple[float, float] | None:
    """On how many days of a week it is done, at least and at most."""
    match rhythm:
        case OnWeekdays(weekdays):
            return float(len(weekdays)), float(len(weekdays))
        case TimesAWeek(times, least):
            return float(least or times), float(times)
        case WhenNeeded():
            return None
        case days:
            return 7 / days, 7 / days


class Serving(NamedTuple):
    """What is asked to be taken at once, and the words that ask for it."""

    number: int | None
    """How many; None where that is twice the dose."""
    words: str


def serving_in(clause: str) -> Serving | None:
    """How many a clause in small letters asks to take at once; None where it does not."""
    if not asks(clause) or _AVOIDED.search(clause):
        return None
    if found := _COUNTED.search(clause):
        number = next((_number_of(each) for each in found.groups() if each), None)
        return Serving(number, found[0].strip()) if number else None
    found = _DOUBLED.search(clause)
    return Serving(None, found[0].strip()) if found else None


def is_other_serving(serving: Serving, line: Intake) -> bool:
    """Whether a line counts another number than that, each time or over its moments; without a dose it counts one."""
    tokens = tokens_of(line.dose or "")
    counted = {token.value for token in tokens if token.kind in {Kind.NUMBER, Kind.ARTICLE}} or {Fraction(1)}
    return serving.number not in counted | {each * len(line.when) for each in counted}
