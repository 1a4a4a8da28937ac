"""Reads how much of a nutrient is in a dose as it is written: `2 tabletten à 200 mg` is 400 mg each time.

What can be read in two ways is read as the larger amount, and marked as doubtful: it serves to ask, not to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from handouts.nutrients import Nutrient
from handouts.nutrients.texts import in_digits, plain

_FRACTION = r"[1-9]/(?:[2-9]|10)(?![\d/])"
_NUMBER = rf"(?:\d+ {_FRACTION}|{_FRACTION}|\d{{1,3}}(?:[.,]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?)"
_RANGE = rf"({_NUMBER})(?: ?(?:-|tot(?: en met)?|t/m|à|a|of|or|to|up to) ?({_NUMBER}))?"
_MG = {
    r"mg|milligr(?:am(?:men|s)?)?|mgr": Fraction(1),
    r"[μµu]g|mcg|microgram(?:men|s)?": Fraction(1, 1000),
    r"g|gr|gram(?:men|s)?": Fraction(1000),
}
_UNIT = "|".join(_MG)
_SOLID = (
    r"\w*tablet(?:ten|jes?|s)?|tabl?|tbl|tabs?|\w*caps(?:ules?)?|caps?|pil(?:len|letjes?)?|pills?|zakjes?|sachets?|sticks?|"
    r"stuks?|st|dos(?:is|es|e)|doser(?:ing|ingen)|porties?|portions?|servings?|gumm(?:y|ies)|softgels?|dragees?|ampul(?:len)?|"
    r"kuip(?:je)?s?|pieces?|bruistabs?|zetpil(?:len)?|shots?"
)
_LOOSE = (
    r"\w*schep(?:pen|jes?)?|\w*lepel(?:s|tjes?)?|scoops?|\w*spoon(?:s|ful|fuls)?|tsp|tbsp|el|tl|druppels?|drops?|dr|ml|cl|dl|"
    r"milliliter|glas|glaz?en|glaasjes?|glass(?:es)?|cups?|kopjes?|sprays?|pufjes?|puffs?|dopjes?|caps? full|flesjes?"
)
_COUNT = re.compile(
    rf"(?<![\w.,/]){_RANGE} ?(?:(x|maal|keer|times)(?!\w)|((?:\w+ )?(?:{_SOLID}))\.?(?!\w)|((?:{_LOOSE}))\.?(?!\w))"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,/])(?:({_NUMBER}) ?(?:{_UNIT})?\.? ?(?:-|/|tot(?: en met)?|t/m|à|a|of|or|to) ?)?"
    rf"({_NUMBER}) ?({_UNIT})\.?(?!\w)"
)
_PER_DAY = (
    r"(?:per (?:dag|etmaal|day)|p\.? ?d\.?(?!\w)|/ ?(?:dag|day|d)\b|daags|dd(?!\w)|(?:a|each|every) day|daily|elke dag)"
)
_RATE = re.compile(rf"(?<![\w.,/]){_RANGE} ?(?:x|maal|keer|times)? ?{_PER_DAY}")
_INTAKE = re.compile(r"\(?\b\d+(?:[.,]\d+)? ?% ?(?:(?:van|of) (?:de|the) )?(?:\w+)?[^,;)]*\)?")
_TIMES_EACH = re.compile(
    rf"(?<![\w.,/-])({_NUMBER}) ?(?:x|maal|keer|times|{_SOLID}) ?(?:{_PER_DAY} ?)?(?:(?:à|van|of|met|x|@) ?)?$"
)
_DENIED = re.compile(r"\b(?:geen|niet|nooit|no|not|never) ?$")
_NOT_A_DAY = re.compile(r"(?:per|/|a|each|every|elke?) ?(?:week|maand|month)|wekelijks|weekly|maandelijks|monthly")
_TOTAL = re.compile(r"=|\b(?:samen|totaal|totale|total|together|altogether|oftewel|ofwel|dus)\b")
_EACH = re.compile(r"(?:/|per\b|each\b|elk\b|ieder\b|in 1\b) ?(?:\w+ )?")
_BY_WEIGHT = re.compile(r" ?(?:/|per) ?(?:kg|kilo)")
_SPREAD = re.compile(r"verdeeld|verspreid|divided|spread|split")
_TIMES_OVER = re.compile(rf"x ({_NUMBER})(?! ?(?:x|{_UNIT})(?!\w))")
_JOINED = re.compile(r"\b(?:à|a|van|of|x|met|with|elk|each|at|@|ieder|per stuk)\b|@")
_ELEMENTAL = re.compile(
    r"element|zuiver|\bpure?\b|waarvan|of which|levert|provid|bevat|contain|komt overeen|equivalent"
)
OTHERS = (
    r"(?:vit(?:amine?)?\.? ?[a-k]\d*|vitamin\w*|b\d{1,2}|[cdek]\d?|calcium|zin[ck]\w*|ijzer\w*|iron|kalium\w*|"
    r"potassium|natrium|sodium|taurin\w*|glycine|melatonin\w*|seleni?u?m|jodium|iodine|foliumzuur|folic|folate|koper|copper|mangaan|"
    r"manganese|chroom|chromium|gaba|l?-?theanin\w*|omega|epa|dha|visolie|curcum\w*|ashwagandha|valeriaan|5-htp|cafe[ïi]ne|"
    r"caffeine|co-?enzym\w*|q10|biotine?|bor(?:ium|on)|tryptof\w*)(?!\w)"
)


class Reading(NamedTuple):
    """What a product and its dose say of a nutrient."""

    milligrams: Fraction | None
    """What is taken each time, in mg; the largest that it can mean. None when nothing says how much."""
    words: str
    """What it was read from: the dose, or the product."""
    times: int
    """How many times a day the dose itself says; 0 when it does not."""
    doubtful: bool
    """Whether it can be read in another way too."""
    meanings: tuple[Fraction, ...] = ()
    """All that it can mean for one time, in mg; empty where that cannot be told."""


class _Amount(NamedTuple):
    start: int
    end: int
    milligrams: Fraction
    kind: str
    """`elemental`, `named`, `compound`, `plain` or `other`: of what it is, by the words around it."""


def read_dose(product: str, dose: str | None, nutrient: Nutrient) -> Reading:
    """How much of a nutrient one dose holds, as far as can be read; the product may name the strength."""
    text, times = _without_rate(_INTAKE.sub(" ", in_digits(plain(dose or ""))))
    amounts = _chosen(list(_amounts(text, nutrient)))
    if amounts:
        each = [_each_time(text, amount) for amount in amounts]
        each = [one for one in each if one.is_total] or each
        most = sum((one.most for one in each), Fraction(0))
        doubtful = len(each) > 1 or not all(one.is_clear for one in each) or times > 0
        one_dose = len(each) == 1 or ("+" in text and len(each) == text.count("+") + 1)
        known = one_dose and all(one.is_counted for one in each) and not _SPREAD.search(text)
        least = sum((one.least for one in each), Fraction(0))
        return Reading(most, dose or "", times, doubtful, (most, least) if known else ())
    of_product = _INTAKE.sub(" ", in_digits(plain(product)))
    strengths = _chosen(list(_amounts(of_product, nutrient)))
    if strengths and not any(_amounts(text, nutrient)):
        strength = max(_each_time(of_product, amount).most for amount in strengths)
        over = _times_over(text) if text.strip(" ,.") else Fraction(1)
        meanings = () if over is None else (strength * over,)
        return Reading(strength * (over or 1), product, times, doubtful=True, meanings=meanings)
    return Reading(None, "", times, doubtful=True)


def agreed_a_day(text: str, nutrient: Nutrient) -> Fraction | None:
    """How much of a nutrient a day was agreed on, in mg; None where a text does not say it in one amount.

    What was agreed is never taken for more than it says: the weight of a compound, an amount a week, what is denied
    and what stands there twice are no answer.
    """
    said = in_digits(plain(text))
    amounts = [amount for amount in _amounts(said, nutrient) if amount.kind != "other"]
    if len(amounts) != 1:
        return None
    (amount,) = amounts
    before, after = said[: amount.start], said[amount.end :]
    of_compound = amount.kind in {"compound", "plain"} and nutrient.compound_in(said) is not None
    around = f"{re.split('[,;]', before)[-1]} {re.split('[,;]', after)[0]}"
    of_more_days = _NOT_A_DAY.search(around) and not re.search(_PER_DAY, around)
    if of_compound or of_more_days or _DENIED.search(before):
        return None
    times = _TIMES_EACH.search(before)
    return amount.milligrams * (_value(times[1]) if times else 1)


def weights_in(text: str) -> list[Fraction]:
    """Every weight in a text, in mg, of whatever it is."""
    said = in_digits(plain(text))
    scales = ((found, _scale(found[3])) for found in _AMOUNT.finditer(said))
    return [_value(found[2], fine=scale > 1) * scale for found, scale in scales]


def is_bare_number(dose: str) -> bool:
    """Whether a dose is a number, or a range, of nothing: `400`, `1-2`, `½`, `twee`."""
    return bool(re.fullmatch(rf"{_RANGE} ?x?\.?", in_digits(plain(dose)).strip()))


def _value(text: str, *, fine: bool = False) -> Fraction:
    """The value of a number; `1.000` is a thousand, except before a unit as large as a gram (`fine`)."""
    whole, _, part = text.rpartition(" ")
    if "/" in part:
        over, under = part.split("/")
        return int(whole or 0) + (Fraction(int(over), int(under)) if int(under) else Fraction(0))
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", text) and not fine:
        return Fraction(re.sub(r"[.,]", "", text))
    return Fraction(re.sub(r"[.,](?=.*[.,])", "", text).replace(",", "."))


def _scale(unit: str) -> Fraction:
    """How many mg a unit is."""
    return next(scale for pattern, scale in _MG.items() if re.fullmatch(pattern, unit))


def _without_rate(text: str) -> tuple[str, int]:
    """The text without how often on a day, and that number; 0 when it is not said."""
    found = _RATE.search(text)
    if found:
        times = max(_value(part) for part in found.groups() if part)
        return f"{text[: found.start()]} , {text[found.end() :]}", int(times)
    per_day = re.search(_PER_DAY, text)
    first = re.match(rf"{_RANGE} ?(?:x|maal|keer|times) ", text)
    if per_day and first:
        times = max(_value(part) for part in first.groups() if part)
        return text[first.end() : per_day.start()], int(times)
    return text, 1 if per_day else 0


def _amounts(text: str, nutrient: Nutrient) -> Iterator[_Amount]:
    """Every weight in a text, with what it is of."""
    found = list(_AMOUNT.finditer(text))
    for index, match in enumerate(found):
        low, high, unit = match.groups()
        scale = _scale(unit)
        value = _value(high, fine=scale > 1)
        if low and not re.match(rf"{_NUMBER} ?(?:{_UNIT})\b", match[0]):
            # `2 à 200 mg` is two of 200 mg, and no range.
            first = _value(low, fine=scale > 1)
            value = value * first if value >= 10 * first else max(value, first)
        before = text[found[index - 1].end() if index else 0 : match.start()]
        after = text[match.end() : found[index + 1].start() if index + 1 < len(found) else len(text)]
        yield _Amount(match.start(), match.end(), value * scale, _kind(before, after, nutrient))


def _kind(before: str, after: str, nutrient: Nutrient) -> str:
    named = nutrient.named
    follows = re.match(r"[\s(]*(?:(?:aan|of|elementa\w*|zuivere?|pure?)\s+)*([\w-]+(?: ?[\w-]+)?)", after)
    word = follows[1] if follows else ""
    if (re.match(OTHERS, word) and not named.match(word)) or _BY_WEIGHT.match(after):
        return "other"
    if named.match(word) or re.match(r"(?:mg|elementa\w*)\b", word):
        of_compound = nutrient.compound_in(re.split(r"[,;(]", after)[0])
        if _ELEMENTAL.search(f"{before[-25:]} {after[:30]}"):
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


def _chosen(amounts: list[_Amount]) -> list[_Amount]:
    """Of several weights those that are of the nutrient, rather than of its compound or of something else."""
    for kinds in ({"elemental"}, {"named"}, {"compound"}, {"plain"}):
        if found := [amount for amount in amounts if amount.kind in kinds]:
            return found
    return []


class _Each(NamedTuple):
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


def _each_time(text: str, amount: _Amount) -> _Each:
    before, after = text[: amount.start], text[amount.end :]
    total = list(_TOTAL.finditer(before))
    behind_it = _TOTAL.match(rest := after.strip(" (,"))
    if total or (behind_it and not _AMOUNT.match(rest[behind_it.end() :].strip())):
        return _Each(amount.milligrams, amount.milligrams, is_total=True)
    per_unit = _EACH.match(after.lstrip())
    counts = [*_COUNT.finditer(before), *_COUNT.finditer(after)]
    most = amount.milligrams
    if over := _TIMES_OVER.match(after.strip()):
        most *= _value(over[1])
    least = most
    for found in counts:
        count = max(_value(part) for part in found.groups()[:2] if part)
        behind = found in counts and found.string is after
        between = "" if behind else before[found.end() :]
        tied = bool(found[3] or per_unit or _JOINED.search(between) or (not behind and not between.strip(" ,:-")))
        bracketed = "(" in between or (behind and "(" in after[: found.start()])
        if found[5] and not tied:
            continue
        if bracketed and not per_unit:
            most, least = most * max(count, Fraction(1)), least * min(count, Fraction(1))
        else:
            most, least = most * (max(count, Fraction(1)) if behind else count), least * count
    return _Each(most, least, is_counted=not per_unit or bool(counts))


def _times_over(text: str) -> Fraction | None:
    """How many of what the product names a dose is; None where it does not say."""
    bare = re.match(rf"{_RANGE} ?(?:x|maal|keer|times)?$", text.strip(" ,."))
    counts = [bare] if bare else [found for found in _COUNT.finditer(text) if not found[5]]
    result = Fraction(1)
    for found in counts:
        result *= max(_value(part) for part in found.groups()[:2] if part)
    return result if counts else None
