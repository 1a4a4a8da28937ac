"""What the parts of a dose that are added up come to, with the counts that stand around each weight."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from handouts.nutrients.addends import Addend, addend_of, begins_with_total, is_sum_of_others, kept_of
from handouts.nutrients.amounts import Weight
from handouts.nutrients.grammar import Phrase, Says
from handouts.nutrients.parts import Part, product_of, times_at


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


_UNCLEAR = Amount(Fraction(0), Fraction(0), is_unclear=True)


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
    if (last := is_sum_of_others(kept, addends, max(often, times_at(parts)))) is not None:
        if not last:
            return _UNCLEAR
        kept, addends = kept[:-1], addends[:-1]
    heavy = [part for part, _ in kept]
    covered = parts.index(heavy[0]) if begins_with_total(*kept[0]) else 0
    light = [part for part in parts[covered:] if part not in heavy and _count_of(part) is not None]
    if len(addends) == 1 and (day := _pairs(parts, kept[0], light)) is not None:
        return Amount(day, day, is_day=True, is_most_of_day=_is_cap(parts))
    amount = _together(addends, light, kept, unit)
    return _over_the_day(amount, parts, addends)


def _count_of(part: Part) -> Fraction | None:
    """How many a part counts, ml and drops apart; None where it counts nothing."""
    counts = [phrase.most for _, phrase, _ in part.all(Says.COUNT, Says.SCHEME) if not phrase.is_measure]
    return product_of(counts) if counts else None


def _of_unit(parts: list[Part], unit: Unit) -> Amount:
    """What some parts come to that do not weigh what they count."""
    counted = [part for part in parts if _count_of(part) is not None]
    if len(counted) > 1 and all(part.times for part in counted):
        day = unit.milligrams * _units_of_day(parts, counted)
        return Amount(day, day, is_day=True, is_most_of_day=_is_cap(parts))
    counts = [count for part in counted if (count := _count_of(part)) is not None]
    most = max(product_of(counts), _sum_if_added(counted, counts)) if counts else unit.units
    amount = Amount(unit.milligrams * most, unit.milligrams * most, is_most_of_day=_is_cap(parts))
    is_known = bool(counts) or not any(part.phrases for part in parts)
    return _over_the_day(amount._replace(is_known=is_known), parts, [])


def _sum_if_added(parts: list[Part], counts: list[Fraction]) -> Fraction:
    is_added = any(part.joins & {"plus", "and"} for part in parts[1:])
    return sum(counts, Fraction(0)) if is_added else Fraction(0)


def _pairs(parts: list[Part], kept: tuple[Part, Weight], light: list[Part]) -> Fraction | None:
    """`1 tablet 's morgens, 2 's avonds (100 mg)`: the mg of the day, where each count has a moment of its own."""
    heavy, weight = kept
    counted = [part for part in parts if part in light or (part is heavy and (part.times or _count_of(part)))]
    if not light or len(counted) < 2 or not all(part.times for part in counted):
        return None
    return weight.milligrams * _units_of_day(parts, counted)


def _units_of_day(parts: list[Part], counted: list[Part]) -> Fraction:
    """How many in all; a moment without a count has that of the larger beside it."""
    each = {part: (_count_of(part) or Fraction(1)) for part in counted}
    total = sum((each[part] * part.times for part in counted), Fraction(0))
    for part, nearest in _moments_apart(parts, counted):
        total += part.times * max(each[one] for one in nearest)
    return total


def _moments_apart(parts: list[Part], owners: list[Part]) -> list[tuple[Part, list[Part]]]:
    """The parts that name a further moment, each with the parts beside it that say how much."""
    found = []
    for index, part in enumerate(parts):
        if part.is_only_when and times_at(parts[: index + 1]) > times_at(parts[:index]):
            before = [one for one in parts[:index] if one in owners][-1:]
            behind = [one for one in parts[index:] if one in owners][:1]
            found.append((part, before + behind))
    return found


def _together(addends: list[Addend], light: list[Part], kept: list[tuple[Part, Weight]], unit: Unit | None) -> Amount:
    """Some weights added up, times what is counted beside them."""
    most = sum((each.most for each in addends), Fraction(0))
    least = sum((each.least for each in addends), Fraction(0))
    counts = [count for part in light if (count := _count_of(part)) is not None]
    if len(addends) == 1:
        part, weight = kept[0]
        counted = [*light, part] if _count_of(part) is not None else light
        added = _sum_if_added(sorted(counted, key=lambda each: each.phrases[0][0]), [
            _count_of(each) or Fraction(1) for each in counted
        ])  # fmt: skip
        product = most * product_of(max(count, Fraction(1)) for count in counts)
        most, least = max(product, weight.milligrams * added), least * product_of(counts)
        if added and most > product:
            least = most
        if unit is not None and _count_of(part) is None and not counts and (_is_led(part) or addends[0].is_per_piece):
            most = most * max(unit.units, Fraction(1))
    else:
        factor = product_of(max(count, Fraction(1)) for count in counts)
        most *= factor
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
