"""The parts of which a dose is made, and how they belong together: added up, or one in the place of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from handouts.content.nutrients.phrases import Phrase, Says

AMOUNTS = (Says.WEIGHT, Says.COUNT, Says.BARE, Says.SCHEME)
_CONTENT = (*AMOUNTS, Says.MOMENT, Says.MEALS, Says.CLOCK, Says.RATE, Says.TOTAL)
_OF_DAY = frozenset({Says.MOMENT, Says.MEALS, Says.CLOCK})
_ONE = {"bed": "evening", "asleep": "evening", "rise": "morning"}
"""What is taken at bedtime is taken in the evening, and on getting up in the morning."""
_AT_ANY_TIME = {"meal", "occasion"}
"""What may be at a moment that is named with it: `'s avonds na het sporten`."""


@dataclass(eq=False)
class Part:
    """The phrases between two joins of a dose."""

    joins: set[str] = field(default_factory=set)
    """What joins it to the part before."""
    phrases: list[Phrase] = field(default_factory=list)

    def all(self, *says: Says) -> list[Phrase]:
        """Its phrases that say one of these."""
        return [each for each in self.phrases if each.says in says]

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it is counted."""
        return not self.all(*_CONTENT)

    @property
    def moments(self) -> set[str]:
        """The moments of the day that it names; what may be at one of them is none in addition."""
        found = {_ONE.get(phrase.name, phrase.name) for phrase in self.all(Says.MOMENT)}
        return found - _AT_ANY_TIME or set(sorted(found)[:1])

    @property
    def times(self) -> int:
        """At how many moments and hours of the day it is."""
        clocks = sum(int(phrase.most) for phrase in self.all(Says.CLOCK))
        meals = max((int(phrase.most) for phrase in self.all(Says.MEALS)), default=0)
        return max(len(self.moments), clocks, meals)

    @property
    def is_only_when(self) -> bool:
        """Whether it says when, and not how much."""
        return self.times > 0 and not self.all(*AMOUNTS)


def parts_of(phrases: list[Phrase]) -> list[Part]:
    """The parts of a dose, in order."""
    parts, is_per_piece = [Part()], False
    for phrase in phrases:
        is_per_piece = is_per_piece or phrase.says is Says.PER_PIECE
        part = parts[-1]
        is_each = not (part.all(Says.WEIGHT) or is_per_piece) and _is_english_of(phrases, phrase.at)
        if (phrase.says is Says.JOIN and not is_each) or phrase.name == "step":
            if not part.is_empty:
                parts.append(Part())
            parts[-1].joins.add(phrase.name)
            continue
        if phrase.says is Says.WEIGHT and any(each.depth == phrase.depth for each in part.all(Says.WEIGHT)):
            parts.append(_split(part))
        parts[-1].phrases.append(phrase)
    for part in parts:
        part.phrases = _with_rate(part)
    return parts


def _with_rate(part: Part) -> list[Phrase]:
    """The phrases of a part; in `3 x 100 mg per dag` the first says how many times a day."""
    counted = part.all(Says.COUNT, Says.WEIGHT, Says.SCHEME)
    days = part.all(Says.PER_DAY)
    if not days or "cap" in part.joins or not counted or part.all(Says.RATE):
        return part.phrases
    first = counted[0]
    if first.says is not Says.COUNT or not first.is_times or days[0].at < first.at:
        return part.phrases
    return [each._replace(says=Says.RATE) if each is first else each for each in part.phrases]


def _is_english_of(phrases: list[Phrase], at: int) -> bool:
    """Whether the word is the English one in `2 tablets of 200 mg`, and not the Dutch one for a choice."""
    return (
        phrases[at].name == "or" and 0 < at < len(phrases) - 1
        and phrases[at - 1].says in {Says.COUNT, Says.SCHEME, Says.CLOSE, Says.BARE}
        and phrases[at + 1].says is Says.WEIGHT
    )  # fmt: skip


def _split(part: Part) -> Part:
    """Takes off a part what belongs to a weight without a join: `200 mg 's ochtends 100 mg 's avonds`."""
    first = next(index for index, each in enumerate(part.phrases) if each.says is Says.WEIGHT)
    leads = any(each.says in _OF_DAY for each in part.phrases[:first])
    cut = len(part.phrases)
    for index, phrase in enumerate(part.phrases[first + 1 :], start=first + 1):
        if phrase.says in {*_OF_DAY, Says.TOTAL, Says.HOLDS}:
            cut = index + 1 if phrase.says in _OF_DAY and not leads else index
            break
    part.phrases, rest = part.phrases[:cut], part.phrases[cut:]
    return Part({"and"}, rest)


def branches_of(parts: list[Part]) -> list[list[Part]]:
    """The parts in groups that take each other's place; within a group they are added up.

    What comes *then* on another moment of the day is added; so is what follows a plus.
    """
    groups: list[list[Part]] = [[]]
    for part in parts:
        if groups[-1] and _takes_the_place(part, groups[-1]):
            groups.append([])
        groups[-1].append(part)
    return groups


def _takes_the_place(part: Part, before: list[Part]) -> bool:
    if part.is_empty or "plus" in part.joins or all(each.is_empty for each in before):
        return False
    if part.is_only_when:
        return "step" in part.joins and "and" not in part.joins
    if not part.all(*AMOUNTS):
        return False
    if "or" in part.joins:
        return True
    earlier = set().union(*(each.moments for each in before))
    is_other_moment = bool(part.moments - earlier) or bool(part.all(Says.CLOCK))
    if "then" in part.joins:
        return earlier == part.moments and not is_other_moment
    if "step" in part.joins and any("step" in each.joins for each in before):
        return True
    return bool(part.joins & {"step", "cap"}) and not (earlier and is_other_moment)


def times_at(parts: Iterable[Part]) -> int:
    """At how many moments of a day some parts are together.

    `'s avonds, voor het slapen` is one, and in `'s ochtends, 's avonds en voor het slapen` each is one.
    """
    named = [part for part in parts if part.times]
    is_list = any("and" in part.joins for part in named)
    total, seen = 0, set[str]()
    for part in named:
        moments = {phrase.name for phrase in part.all(Says.MOMENT)} if is_list else part.moments
        tells_more = part.joins == {"comma"} and _is_same(part, moments, seen)
        tells_more = tells_more and not (is_list and moments == {"occasion"})
        same = part.is_only_when and (tells_more or "or" in part.joins)
        total = max(total, part.times) if same else total + part.times
        seen |= moments or ({"clock"} if part.all(Says.CLOCK) else set())
        seen -= _AT_ANY_TIME if is_list else set()
    return total


def _is_same(part: Part, moments: set[str], seen: set[str]) -> bool:
    """Whether what follows a comma tells more of a moment before it, and names no other."""
    clocks = part.all(Says.CLOCK)
    if not seen or part.all(Says.MEALS) or sum(phrase.most for phrase in clocks) > 1:
        return False
    return seen <= _AT_ANY_TIME or (moments | {phrase.name for phrase in clocks}) - _AT_ANY_TIME <= seen
