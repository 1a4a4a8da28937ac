"""What became of each line of the schedule since the consult before: new, changed, stopped, or going on as it was.

It is the same line when the product and the route are, however the name is spelled. When it begins and ends is not
compared: going on as before is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from handouts.content.model.intake import Intake
from handouts.content.model.rhythms import WhenNeeded
from handouts.content.nutrients import COUNTED
from handouts.content.scheduling import last_day
from handouts.content.spellings import Name, alike, name_and_strength, same_words

Lines = Sequence[Intake]


class Doubt(NamedTuple):
    """A line that may be one of the consult before under another name, as far as names tell."""

    line: Intake
    earlier: Intake
    is_changed: bool
    """Whether the sheet calls it changed, as for a strength that only one of the names holds; else it is new."""


def changes(lines: Lines, earlier: Lines, before: date, now: date) -> list[str]:
    """What became of each line since the consult on the day `before`: `new`, `changed`, or nothing (empty).

    Of a product with fewer lines than it had, what is left is changed too: to call a part of it stopped would be read
    as a stop to all of it.
    """

    def status(line: Intake) -> str:
        then = _then(line, lines, earlier)
        if not then:
            return "new"
        there = [each for each in lines if _is_of(each, line)]
        lasting = [other for other in then if not _ended(other, before, now)]
        is_less = len(there) < len(lasting) and any(
            not any(_goes_on(each, other) for each in there) for other in lasting
        )
        return "" if any(_goes_on(line, other) for other in then) and not is_less else "changed"

    return [status(line) for line in lines]


def stopped(lines: Lines, earlier: Lines, before: date, now: date) -> list[Intake]:
    """The lines of the consult on the day `before` that are no longer there `now`, and had not ended by themselves.

    Of a product with several lines it is the last.
    """
    followed = {id(other) for line in lines for other in _then(line, lines, earlier)}
    left = [other for other in earlier if id(other) not in followed and not _ended(other, before, now)]
    return list({(_name(other), other.route): other for other in left}.values())


def doubts(lines: Lines, earlier: Lines, before: date, now: date) -> Iterator[Doubt]:
    """The lines of which a name, and nothing else, says that they are not what they were."""
    gone = stopped(lines, earlier, before, now)
    for line in lines:
        then = _then(line, lines, earlier)
        if not then:
            yield from (Doubt(line, other, is_changed=False) for other in gone if _may_be(line, other))
        elif not any(_is_of(other, line) for other in then) and not (
            _name(line).strengths and _name(then[0]).strengths
        ):
            yield Doubt(line, then[0], is_changed=True)


def _then(line: Intake, lines: Lines, earlier: Lines) -> list[Intake]:
    """The lines before of which this one is what became: of its product, else of that in a strength now gone."""
    return [other for other in earlier if _is_of(other, line)] or [
        other
        for other in earlier
        if other.route == line.route
        and _name(other).called == _name(line).called
        and not any(_is_of(each, other) for each in lines)
    ]


def _may_be(line: Intake, other: Intake) -> bool:
    if line.route != other.route:
        return _name(line).called == _name(other).called
    return alike(line.product, other.product)


def _is_of(line: Intake, other: Intake) -> bool:
    return line.route == other.route and _name(line) == _name(other)


def _name(line: Intake) -> Name:
    return name_and_strength(line.product)


def _goes_on(line: Intake, other: Intake) -> bool:
    """Whether a line asks for what another one did; another strength is a change, also under the same words."""
    return (
        _name(line) == _name(other)
        and not any(differs(getattr(line, each.field), getattr(other, each.field)) for each in COUNTED)
        and _asks(line) == _asks(other)
        and same_words(line.dose or "", other.dose or "")
        and same_words(line.how or "", other.how or "")
    )


def differs(amount: Decimal | None, other: Decimal | None) -> bool:
    """Whether two amounts are known to differ: to fill in what the label always said is no change."""
    return None not in {amount, other} and amount != other


def _asks(line: Intake) -> tuple[object, ...]:
    # The limit of what is done when needed is with the rhythm or in a field of its own: that is no change.
    every = WhenNeeded() if isinstance(line.every, WhenNeeded) else line.every
    return frozenset(moment.label for moment in line.when), every, line.limit


def _ended(line: Intake, consult: date, now: date) -> bool:
    end = last_day(line, consult)
    return end is not None and end < now
