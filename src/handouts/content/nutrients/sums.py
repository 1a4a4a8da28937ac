"""What the parts of a dose that are added up come to, with the counts around each weight."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import NamedTuple

from handouts.content.nutrients.addends import Addend, Placed, addend_of, begins_with_total, kept_of, sum_said
from handouts.content.nutrients.amounts import Weight
from handouts.content.nutrients.parts import Part, times_at
from handouts.content.nutrients.phrases import ONE, ZERO, Phrase, Says


class Amount(NamedTuple):
    """What some parts come to each time, in mg."""

    most: Fraction
    least: Fraction
    weights: int = 1
    """Of how many weights it is the sum."""
    times: int = 0
    """At how many moments of the day it is taken, where it names more than one."""
    is_day: bool = False
    """Whether it is all of a day."""
    is_counted: bool = True
    """Whether it is said of how many: `200 mg per tablet` is not."""
    is_added: bool = False
    """Whether its weights are joined by a plus."""
    is_most_of_day: bool = False
    """Whether it is the most of a day: `maximaal 250 mg per dag`."""
    is_unclear: bool = False
    is_known: bool = True
    """Whether all that it can mean is known: not of a ml or a drop of a product."""


class Unit(NamedTuple):
    """What some parts take over that do not say it themselves: how much one holds, in mg, and how many there are."""

    milligrams: Fraction
    units: Fraction = ONE


def sum_of(
    parts: list[Part], phrases: list[Phrase], weights: dict[int, Weight], unit: Unit, often: int
) -> Amount | None:
    """What some parts that are added up come to; None where nothing says how much one holds."""
    found = [(part, weights[each.at]) for part in parts for each in part.all(Says.WEIGHT) if each.at in weights]
    kept, passed = kept_of(found, phrases)
    if not kept:
        return _of_unit(parts, unit)
    addends = [addend_of(part, weight, passed) for part, weight in kept]
    kept, total = sum_said(kept, addends, max(often, times_at(parts)))
    addends = [addend_of(part, weight, passed) for part, weight in kept]
    heavy = [part for part, _ in kept]
    covered = parts.index(heavy[0]) if begins_with_total(*kept[0]) else 0
    if _each_at_a_moment([part for part in parts[:covered] if _count_of(part) is not None]):
        return Amount(addends[0].most, addends[0].least, len(addends), is_day=True, is_unclear=len(addends) > 1)
    light = [part for part in parts[covered:] if part not in heavy and _is_light(part, heavy[0], weights)]
    if len(addends) == 1 and (day := _pairs(parts, kept[0], light)) is not None:
        return Amount(day, day, is_day=True, is_most_of_day=_is_cap(parts))
    amount = _together(parts, addends, light, kept, unit)
    if total is not None:
        amount = amount._replace(most=total, least=total, is_unclear=not total)
    return _over_the_day(amount, parts, addends)


def _is_light(part: Part, heavy: Part, weights: dict[int, Weight]) -> bool:
    """Whether a part counts something that it does not weigh; what is counted of something else is that."""
    if _count_of(part) is None:
        return False
    weighed = [each.at for each in part.all(Says.WEIGHT)]
    is_of_other = bool(weighed) and not any(at in weights for at in weighed)
    is_of_other = is_of_other and all(each.depth == 0 for each in part.phrases)
    return not (is_of_other and (part.phrases[0].at > heavy.phrases[-1].at or _count_of(heavy) is not None))


def _count_of(part: Part) -> Fraction | None:
    """How many a part counts, ml and drops apart; None where it counts nothing."""
    counts = [phrase.most for phrase in part.all(Says.COUNT, Says.SCHEME) if not phrase.is_measure]
    return prod(counts, start=ONE) if counts else None


def _of_unit(parts: list[Part], unit: Unit) -> Amount:
    """What some parts come to that do not weigh what they count."""
    counted = [part for part in parts if _count_of(part) is not None]
    if by_moment := _each_at_a_moment(counted):
        day = unit.milligrams * _units_of_day(parts, by_moment)
        return Amount(day, day, is_day=True, is_most_of_day=_is_cap(parts))
    most = unit.milligrams * (_factor(counted) if counted else unit.units)
    is_known = bool(counted) or not any(part.phrases for part in parts)
    return _over_the_day(Amount(most, most, is_known=is_known), parts, [])


def _factor(counted: list[Part]) -> Fraction:
    """How many in all some parts come to: multiplied, or added up where that may be meant and is more."""
    counts = [_count_of(part) or ONE for part in counted]
    may_be_added = any(part.joins & {"plus", "and"} for part in counted[1:]) or any(part.times for part in counted)
    return max(prod(counts, start=ONE), sum(counts, ZERO) if may_be_added else ZERO)


def _pairs(parts: list[Part], kept: Placed, light: list[Part]) -> Fraction | None:
    """`1 tablet 's morgens, 2 's avonds (100 mg)`: the mg of the day, where each count has a moment of its own."""
    heavy, weight = kept
    counted = [part for part in parts if part in light or (part is heavy and (part.times or _count_of(part)))]
    by_moment = _each_at_a_moment(counted) if light else []
    return weight.milligrams * _units_of_day(parts, by_moment) if by_moment else None


def _each_at_a_moment(counted: list[Part]) -> list[Part]:
    """Parts that each say how many at a moment of their own, without one that says how many a day that is in all."""
    at_moments = [part for part in counted if part.times]
    others = [part for part in counted if not part.times]
    units = sum(((_count_of(part) or ONE) * part.times for part in at_moments), ZERO)
    is_sum = len(others) == 1 and bool(others[0].all(Says.PER_DAY)) and _count_of(others[0]) == units
    return at_moments if len(at_moments) > 1 and (not others or is_sum) else []


def _units_of_day(parts: list[Part], counted: list[Part]) -> Fraction:
    """How many in all; a moment without a count has that of the larger beside it, and a weight the largest."""
    counts = {part: _count_of(part) for part in counted}
    largest = max((count for count in counts.values() if count is not None), default=ONE)
    # A weight may have its count in it: `1 van 200 mg`.
    has_count = {part: any(each.name == "of" for each in part.all(Says.WEIGHT)) for part in counted}
    each = {part: count or (ONE if has_count[part] else largest) for part, count in counts.items()}
    total = sum((each[part] * part.times for part in counted), ZERO)
    return total + sum(part.times * max(each[one] for one in near) for part, near in _moments_apart(parts, counted))


def _moments_apart(parts: list[Part], owners: list[Part]) -> list[tuple[Part, list[Part]]]:
    """The parts that name a further moment, each with the parts beside it that say how much."""
    found = []
    for index, part in enumerate(parts):
        if part.is_only_when and times_at(parts[: index + 1]) > times_at(parts[:index]):
            before = [one for one in parts[:index] if one in owners][-1:]
            after = [one for one in parts[index:] if one in owners][:1]
            found.append((part, before + after))
    return found


def _together(parts: list[Part], addends: list[Addend], light: list[Part], kept: list[Placed], unit: Unit) -> Amount:
    """Some weights added up, times what is counted beside them."""
    most, least = sum((each.most for each in addends), ZERO), sum((each.least for each in addends), ZERO)
    counts = [count for part in light if (count := _count_of(part)) is not None]
    product = prod((max(count, ONE) for count in counts), start=ONE)
    if len(addends) == 1:
        part, weight = kept[0]
        counted = [each for each in parts if each in light or (each is part and _count_of(each) is not None)]
        added = weight.milligrams * _factor(counted) if light else ZERO
        least = added if added > most * product else least * prod(counts, start=ONE)
        most = max(most * product, added)
        if not counted and (_is_led(part) or "or" in part.joins or addends[0].is_per_piece):
            most *= max(unit.units, ONE)
    else:
        most *= product
    is_counted = bool(counts) or all(
        not each.is_per_piece or each.part.all(Says.COUNT, Says.SCHEME) for each in addends
    )
    is_added = len(addends) > 1 and all("plus" in part.joins for part, _ in kept[1:])
    return Amount(most, least, len(addends), is_counted=is_counted, is_added=is_added)


def _is_led(part: Part) -> bool:
    """Whether a weight follows a word that needs a count before it: `daarna van 200 mg`."""
    return next((phrase.says for phrase in part.phrases if phrase.says is not Says.NOTHING), None) is Says.EACH


def _is_cap(parts: list[Part]) -> bool:
    return "cap" in parts[0].joins and any(part.all(Says.PER_DAY) for part in parts)


def _over_the_day(amount: Amount, parts: list[Part], addends: list[Addend]) -> Amount:
    """An amount with what the moments of its parts make of it."""
    if any(phrase.says is Says.SCHEME or phrase.name == "day" for part in parts for phrase in part.phrases):
        return amount._replace(is_day=True)
    owners = [each.part for each in addends]
    times = times_at(parts)
    amount = amount._replace(is_most_of_day=_is_cap(parts))
    if len(owners) > 1 and all(part.times for part in owners):
        scale = amount.most / sum((each.most for each in addends), ZERO) if amount.most else ONE
        day = sum((each.most * each.part.times for each in addends), ZERO)
        for part, nearest in _moments_apart(parts, owners):
            day += part.times * max(each.most for each in addends if each.part in nearest)
        return amount._replace(most=day * scale, is_day=True)
    return amount._replace(times=times if times > 1 else 0)
