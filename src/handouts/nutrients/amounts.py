"""Finds the weights in a text: what each is of, and what it comes to with the counts that stand around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from handouts.nutrients import Nutrient
from handouts.nutrients.days import largest, value_of
from handouts.nutrients.texts import in_digits, plain
from handouts.nutrients.vocabulary import AMOUNT, COUNT, MG, NUMBER, OTHERS, PER_DAY, SOLID, TOTAL, UNIT

_TIMES_EACH = re.compile(
    rf"(?<![\w.,/-])({NUMBER}) ?(?:x|maal|keer|times|{SOLID}) ?(?:{PER_DAY} ?)?(?:(?:à|van|of|met|x|@) ?)?$"
)
DENIED = re.compile(
    r"\b(?:geen|niet(?! (?:meer|hoger) dan)|nooit|te ?veel|raad\w*(?= .{0,60}\baf\b)|af ?(?:ge)?raden|afraadt|ontra\w+|"
    r"stop\w*|gestopt|verb(?:od|ied)\w*|zonder|liever|minder|lager|i\.?p\.?v|in plaats|no(?! more than)|"
    r"nog (?:over|be|te|na|vra)\w*|navragen|wacht\w*|onbekend|weiger\w*|geweigerd|bezwaar|still to|to be asked|"
    r"unknown|refus\w*|"
    r"not(?! more than)|never|too much|against|avoid\w*|forbid\w*|without|less than|instead|rather)\b"
)
"""What makes an agreement none, wherever it stands in the text: a no, or that it is still to be asked."""
_NOT_A_DAY = re.compile(r"(?:per|/|a|each|every|elke?) ?(?:week|maand|month)|wekelijks|weekly|maandelijks|monthly")
_EACH = re.compile(r"(?:/|per\b|each\b|elk\b|ieder\b|in 1\b) ?(?:\w+ )?")
_BY_WEIGHT = re.compile(r" ?(?:/|per) ?(?:kg|kilo)")
_TIMES_OVER = re.compile(rf"x ({NUMBER})(?! ?(?:x|{UNIT})(?!\w))")
_JOINED = re.compile(r"\b(?:à|a|van|of|x|met|with|elk|each|at|@|ieder|per stuk)\b|@")
_ELEMENTAL = re.compile(
    r"element|zuiver|\bpure?\b|waarvan|of which|levert|provid|bevat|contain|komt overeen|equivalent"
)


class Amount(NamedTuple):
    """A weight in a text, by its place there."""

    start: int
    end: int
    milligrams: Fraction
    kind: str
    """`elemental`, `named`, `compound`, `plain` or `other`: of what it is, by the words around it."""


def agreed_a_day(text: str, nutrient: Nutrient) -> Fraction | None:
    """How much of a nutrient a day was agreed on, in mg; None where a text does not say it in one amount.

    What was agreed is never taken for more than it says: the weight of a compound, an amount a week, what is denied
    and what stands there twice are no answer.
    """
    said = in_digits(plain(text))
    amounts = [amount for amount in amounts_in(said, nutrient) if amount.kind != "other"]
    if len(amounts) != 1:
        return None
    (amount,) = amounts
    before, after = said[: amount.start], said[amount.end :]
    itself = re.match(r" ?(?:van |of )?(?:\w+ )?magnesium\b", after) or re.search(r"\bmagnesium[ ,:(]*$", before)
    of_compound = (
        nutrient.is_named_in(re.sub(r"\bmagnesium\b", " ", said)) and not itself and amount.kind != "elemental"
    )
    around = f"{re.split('[,;]', before)[-1]} {re.split('[,;]', after)[0]}"
    of_more_days = _NOT_A_DAY.search(around) and not re.search(PER_DAY, around)
    if of_compound or of_more_days or DENIED.search(said):
        return None
    times = _TIMES_EACH.search(before)
    return amount.milligrams * (value_of(times[1]) if times else 1)


def weights_of(text: str, nutrient: Nutrient) -> list[Fraction]:
    """Every weight in a text, in mg, that is not said to be of something else than a nutrient."""
    return [each.milligrams for each in amounts_in(in_digits(plain(text)), nutrient) if each.kind != "other"]


def weights_in(text: str) -> list[Fraction]:
    """Every weight in a text, in mg, of whatever it is."""
    said = in_digits(plain(text))
    scales = ((found, _scale(found[4])) for found in AMOUNT.finditer(said))
    return [value_of(found[3], fine=scale > 1) * scale for found, scale in scales]


def _scale(unit: str) -> Fraction:
    """How many mg a unit is."""
    return next(scale for pattern, scale in MG.items() if re.fullmatch(pattern, unit))


def amounts_in(text: str, nutrient: Nutrient) -> Iterator[Amount]:
    """Every weight in a text, with what it is of."""
    found = list(AMOUNT.finditer(text))
    for index, match in enumerate(found):
        low, of_low, high, unit = match.groups()
        scale = _scale(unit)
        value = value_of(high, fine=scale > 1)
        if low and of_low:
            first = value_of(low, fine=_scale(of_low) > 1) * _scale(of_low) / scale
            value = max(value, first)
        elif low:
            # `2 à 200 mg` is two of 200 mg, and no range.
            first = value_of(low, fine=scale > 1)
            value = value * first if value >= 10 * first else max(value, first)
        before = text[found[index - 1].end() if index else 0 : match.start()]
        after = text[match.end() : found[index + 1].start() if index + 1 < len(found) else len(text)]
        yield Amount(match.start(), match.end(), value * scale, _kind(before, after, nutrient))


def _kind(before: str, after: str, nutrient: Nutrient) -> str:
    named = nutrient.named
    follows = re.match(r"[\s(]*(?:(?:aan|of|elementa\w*|zuivere?|pure?)\s+)*([\w-]+(?: ?[\w-]+)?)", after)
    word = follows[1] if follows else ""
    if (re.match(OTHERS, word) and not named.match(word)) or _BY_WEIGHT.match(after):
        return "other"
    if named.match(word) or re.match(r"(?:mg|elementa\w*)\b", word):
        of_compound = nutrient.compound_in(re.split(r"[,;(]", after)[0])
        if _ELEMENTAL.search(f"{before[-25:]} {re.split('[,;(]', after)[0][:30]}"):
            return "elemental"
        return "compound" if of_compound is not None else "named"
    if word and nutrient.compound_in(word.split()[0]) is not None:
        return "compound"
    ahead = before.rsplit(",", maxsplit=1)[-1] if "," in before else before
    others = list(re.finditer(rf"(?<!\w){OTHERS}", ahead))
    names = list(named.finditer(ahead))
    if others and (not names or others[-1].start() > names[-1].start()):
        return "other"
    if names:
        return "compound" if nutrient.compound_in(ahead) else "named"
    return "plain"


def chosen(amounts: list[Amount]) -> list[Amount]:
    """Of several weights those that are of the nutrient, rather than of its compound or of something else."""
    for kinds in ({"elemental"}, {"named"}, {"compound"}, {"plain"}):
        if found := [amount for amount in amounts if amount.kind in kinds]:
            return found
    return []


class Each(NamedTuple):
    """What an amount comes to with the counts that stand around it, in mg."""

    most: Fraction
    least: Fraction
    is_total: bool = False
    """Whether it is said to be all of it together."""
    is_counted: bool = True
    """Whether it is said of how many: `200 mg per tablet` is not."""

    @property
    def is_clear(self) -> bool:
        """Whether it can be read in one way only."""
        return self.most == self.least and self.is_counted


def each_time(text: str, amount: Amount) -> Each:
    """What one of the amounts of a text comes to each time, with the counts before and after it."""
    before, after = text[: amount.start], text[amount.end :]
    total = list(TOTAL.finditer(before))
    behind_it = TOTAL.match(rest := after.strip(" (,"))
    if total or (behind_it and not AMOUNT.match(rest[behind_it.end() :].strip())):
        # `1 eetlepel = 300 mg, 2 eetlepels`
        counts = [largest(found) for found in COUNT.finditer(after)] if "=" in before else []
        return Each(amount.milligrams * max(counts, default=Fraction(1)), amount.milligrams, is_total=True)
    per_unit = _EACH.match(after.lstrip())
    around = [*COUNT.finditer(before), *COUNT.finditer(after)]
    most = amount.milligrams
    if over := _TIMES_OVER.match(after.strip()):
        most *= value_of(over[1])
    least = most
    for found in around:
        count = max(value_of(part) for part in found.groups()[:2] if part)
        behind = found.string is after
        between = "" if behind else before[found.end() :]
        tied = bool(found[3] or per_unit or _JOINED.search(between) or (not behind and not between.strip(" ,:-")))
        bracketed = "(" in between or (behind and "(" in after[: found.start()])
        if found[5] and not tied:
            continue
        if bracketed and not per_unit:
            most, least = most * max(count, Fraction(1)), least * min(count, Fraction(1))
        else:
            most, least = most * (max(count, Fraction(1)) if behind else count), least * count
    return Each(most, least, is_counted=not per_unit or bool(around))
