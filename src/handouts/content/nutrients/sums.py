"""What the parts of a dose that are added up come to, with the counts that stand around each weight."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from handouts.content.nutrients.addends import Addend, addend_of, begins_with_total, kept_of, sum_said
from handouts.content.nutrients.amounts import Weight
from handouts.content.nutrients.parts import Part, product_of, times_at
from handouts.content.nutrients.phrases import Phrase, Says


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
    units: Fraction = Fraction(1)


def sum_of(
    parts: list[Part], phrases: list[Phrase], weights: dict[int, Weight], unit: Unit | None, often: int = 0
) -> Amount | None:
    """What some parts that are added up come to; None where nothing says how much one holds."""
    found = [(part, weights[at]) for part in parts for at, _, _ in part.all(Says.WEIGHT) if at in weights]
    kept, passed = kept_of(found, phrases)
    if not kept:
        return None if unit is None else _of_unit(parts, unit)
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
    weighed = [at for at, _, _ in part.all(Says.WEIGHT)]
    is_of_other = bool(weighed) and not any(at in weights for at in weighed)
    is_of_other = is_of_other and all(depth == 0 for _, _, depth in part.phrases)
    return not (is_of_other and (part.phrases[0][0] > heavy.phrases[-1][0] or _count_of(heavy) is not None))


def _count_of(part: Part) -> Fraction | None:
    """How many a part counts, ml and drops apart; None where it counts nothing."""
    counts = [phrase.most for _, phrase, _ in part.all(Says.COUNT, Says.SCHEME) if not phrase.is_measure]
    return product_of(counts) if counts else None


def _of_unit(parts: list[Part], unit: Unit) -> Amount:
    """What some parts come to that do not weigh what they count."""
    counted = [part for part in parts if _count_of(part) is not None]
    if by_moment := _each_at_a_moment(counted):
        day = unit.milligrams * _units_of_day(parts, by_moment)
        return Amount(day, day, is_day=True, is_most_of_day=_is_cap(parts))
    most = _factor(counted) if counted else unit.units
    amount = Amount(unit.milligrams * most, unit.milligrams * most)
    is_known = bool(counted) or not any(part.phrases for part in parts)
    return _over_the_day(amount._replace(is_known=is_known), parts, [])


def _factor(counted: list[Part]) -> Fraction:
    """How many in all some parts come to: multiplied, or added up where that may be meant and is more."""
    counts = [_count_of(part) or Fraction(1) for part in counted]
    may_be_added = any(part.joins & {"plus", "and"} for part in counted[1:]) or any(part.times for part in counted)
    return max(product_of(counts), sum(counts, Fraction(0)) if may_be_added else Fraction(0))


def _pairs(parts: list[Part], kept: tuple[Part, Weight], light: list[Part]) -> Fraction | None:
    """`1 tablet 's morgens, 2 's avonds (100 mg)`: the mg of the day, where each count has a moment of its own."""
    heavy, weight = kept
    counted = [part for part in parts if part in light or (part is heavy and (part.times or _count_of(part)))]
    by_moment = _each_at_a_moment(counted) if light else []
    return weight.milligrams * _units_of_day(parts, by_moment) if by_moment else None


def _each_at_a_moment(counted: list[Part]) -> list[Part]:
    """Parts that each say how many at a moment of their own, without one that says how many a day that is in all."""
    at_moments = [part for part in counted if part.times]
    others = [part for part in counted if not part.times]
    units = sum(((_count_of(part) or Fraction(1)) * part.times for part in at_moments), Fraction(0))
    is_sum = len(others) == 1 and bool(others[0].all(Says.PER_DAY)) and _count_of(others[0]) == units
    return at_moments if len(at_moments) > 1 and (not others or is_sum) else []


def _units_of_day(parts: list[Part], counted: list[Part]) -> Fraction:
    """How many in all; a moment without a count has that of the larger beside it, and a weight the largest."""
    largest = max((count for part in counted if (count := _count_of(part)) is not None), default=Fraction(1))
    each = {part: (_count_of(part) or (Fraction(1) if _has_count(part) else largest)) for part in counted}
    total = sum((each[part] * part.times for part in counted), Fraction(0))
    for part, nearest in _moments_apart(parts, counted):
        total += part.times * max(each[one] for one in nearest)
    return total


def _has_count(part: Part) -> bool:
    """Whether a weight has its count in it: `1 van 200 mg`."""
    return any(phrase.name == "of" for _, phrase, _ in part.all(Says.WEIGHT))


def _moments_apart(parts: list[Part], owners: list[Part]) -> list[tuple[Part, list[Part]]]:
    """The parts that name a further moment, each with the parts beside it that say how much."""
    found = []
    for index, part in enumerate(parts):
        if part.is_only_when and times_at(parts[: index + 1]) > times_at(parts[:index]):
            before = [one for one in parts[:index] if one in owners][-1:]
            behind = [one for one in parts[index:] if one in owners][:1]
            found.append((part, before + behind))
    return found


def _together(
    parts: list[Part], addends: list[Addend], light: list[Part], kept: list[tuple[Part, Weight]], unit: Unit | None
) -> Amount:
    """Some weights added up, times what is counted beside them."""
    most = sum((each.most for each in addends), Fraction(0))
    least = sum((each.least for each in addends), Fraction(0))
    counts = [count for part in light if (count := _count_of(part)) is not None]
    product = product_of(max(count, Fraction(1)) for count in counts)
    if len(addends) == 1:
        part, weight = kept[0]
        counted = [each for each in parts if each in light or (each is part and _count_of(each) is not None)]
        added = weight.milligrams * _factor(counted) if light else Fraction(0)
        least = added if added > most * product else least * product_of(counts)
        most = max(most * product, added)
        if not counted and (_is_led(part) or "or" in part.joins or addends[0].is_per_piece):
            most *= max(unit.units if unit else Fraction(1), Fraction(1))
    else:
        most *= product
    is_counted = bool(counts) or all(
        not each.is_per_piece or _count_of(each.part) is not None or each.part.all(Says.COUNT) for each in addends
    )
    is_added = len(addends) > 1 and all("plus" in part.joins for part, _ in kept[1:])
    return Amount(most, least, len(addends), is_counted=is_counted, is_added=is_added)


def _is_led(part: Part) -> bool:
    """Whether a weight stands behind a word that needs a count before it: `daarna van 200 mg`."""
    first = next((phrase.says for _, phrase, _ in part.phrases if phrase.says is not Says.NOTHING), None)
    return first is Says.EACH


def _is_cap(parts: list[Part]) -> bool:
    return "cap" in parts[0].joins and any(part.all(Says.PER_DAY) for part in parts)


def _over_the_day(amount: Amount, parts: list[Part], addends: list[Addend]) -> Amount:
    """An amount with what the moments of its parts make of it."""
    owners = [each.part for each in addends]
    times = times_at(parts)
    if any(part.all(Says.SCHEME) for part in parts):
        return amount._replace(is_day=True)
    if any(phrase.name == "day" for part in parts for _, phrase, _ in part.all(Says.WEIGHT)):
        return amount._replace(is_day=True)
    is_cap = _is_cap(parts)
    if len(owners) > 1 and all(part.times for part in owners):
        scale = amount.most / sum((each.most for each in addends), Fraction(0)) if amount.most else Fraction(1)
        day = sum((each.most * each.part.times for each in addends), Fraction(0))
        for part, nearest in _moments_apart(parts, owners):
            day += part.times * max(each.most for each in addends if each.part in nearest)
        return amount._replace(most=day * scale, is_day=True, is_most_of_day=is_cap)
    return amount._replace(times=times if times > 1 else 0, is_most_of_day=is_cap)
