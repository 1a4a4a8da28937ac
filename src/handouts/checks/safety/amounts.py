"""How much of a nutrient a day a sentence speaks of, as far as it says so in numbers: the most that it can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate, islice
from typing import NamedTuple

from handouts.checks.safety import numerals
from handouts.checks.words import word_set
from handouts.content.nutrients import MAGNESIUM
from handouts.content.nutrients.levels import Level, levels

_WEIGHT = re.compile(
    rf"(?<![\w.,])(?P<number>{numerals.PATTERN})[ \u00a0\u202f-]?"
    r"(?P<unit>mg|milligram(?:men|s)?|g|gram(?:men|s)?|[µμ]g|mcg|ug|microgram(?:men|s)?|"
    r"ie|iu|i\.e\.|i\.u\.|(?:internationale |international )?(?:eenheden|units))(?!\w)"
)
_MICROGRAMS = ("µg", "μg", "mcg", "ug", "microgram", "microgrammen", "micrograms")
_COUNTS: dict[str, int | Fraction] = {
    "een": 1, "één": 1, "one": 1, "a": 1, "twee": 2, "two": 2, "drie": 3, "three": 3, "vier": 4, "four": 4, "vijf": 5,
    "five": 5, "zes": 6, "six": 6, "acht": 8, "eight": 8, "tien": 10, "ten": 10,
    "half": Fraction(1, 2), "halve": Fraction(1, 2), "½": Fraction(1, 2), "anderhalve": Fraction(3, 2),
}  # fmt: skip
_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)})"
_PIECES = re.compile(
    rf"(?<![\w.,-])(?:\d+ ?(?:-|–|tot|to|of|or) ?)?{_COUNT} ?"
    r"(?:[x×]|keer|maal|times|(?:magnesium |zinc |iron |folic acid |vitamin \w+ )?[^\W\d_]{0,20}?"
    r"(?:tablet(?:ten|jes?|s)?|capsules?|pil(?:len|letjes?|s)?|pills?|zakjes?|sachets?|"
    r"(?:maat)?schep(?:pen|jes?)?|scoops?|lepels?|bruistablet(?:ten)?|druppels|drops)|stuks)"
    r"(?: [^\W\d]\w*){0,2}?(?:,? \(?(?:van|à|a|ad|of|elk|each|met|with))? ?(?:\d+ ?(?:-|–|tot|to) ?)?$"
)
"""What is counted right before a weight: `2 tabletten magnesium van`."""
_PIECE = (
    r"(?:maat)?schep(?:je|pen|jes)?|scoops?|druppels?|drops?|tablet(?:ten|s)?|capsules?|pil(?:len)?|pills?|zakjes?|"
    r"sachets?"
)
_EACH = re.compile(
    rf"\b(?:elke?|iedere?|per|één|1|each|every|one) (?:afgestreken |volle )?(?:{_PIECE})\b"
    r"(?: (?:is|bevat|levert|geeft|heeft|contains?|holds?|has|gives?|of|van|à|=))? ?$"
)
"""Before the weight of one piece, of which the sentence says elsewhere how many."""
_SO_MANY = re.compile(rf"(?<![\w.,-]){_COUNT} $")
_OF_PIECES = re.compile(rf"-?(?: [^\W_]+){{0,2}}?[ -](?:{_PIECE})\b")
"""Around a weight that says how much is in one of some pieces: `three 15 mg zinc tablets`."""
_HOW_MANY = re.compile(rf"(?<![\w.,-]){_COUNT} (?:{_PIECE})\b")
_OF_A_PACK = 20
"""So many tablets are not taken at once: they are in a pack."""
_TIMES = re.compile(
    rf"(?<![\w.,-]){_COUNT} ?(?:[x×]|keer|maal|times)? ?(?:(?:per|op een|a|each|every|elke) (?:dag|day)|daags|dd\b)|"
    r"(?P<twice>tweemaal (?:per dag|daags)|twice (?:a|per) day|'s (?:ochtends|morgens) en 's avonds|ochtend en avond|"
    r"(?:in the )?morning and (?:in the )?evening|"
    r"morning and (?:evening|night))|(?P<thrice>driemaal (?:per dag|daags)|bij elke maaltijd|with (?:every|each) meal)|"
    r"(?<![\d-])(?P<row>\d-\d-\d(?:-\d)?)(?![\d-])"
)
_IN_ALL = re.compile(r"verdeeld|verspreid|samen|in totaal|divided|spread over|in total|split")
_A_DAY = re.compile(r"per dag|a day|per day|daily|dagelijks|daags")
_RARELY = ((re.compile(r"per week|elke week|wekelijks|weekly|(?:a|every|each) week"), 7),
           (re.compile(r"per maand|elke maand|maandelijks|monthly|(?:a|every|each) month"), 30))  # fmt: skip
_BETWEEN = re.compile(
    r"(?: ?(?:per dag|a day|per day|daags|dd|aan|van|of|extra|elementair\w*|zuivere?|puur|elemental|pure|de vorm|"
    r"(?:ge|op|ver)[^\W\d_]+[dtn]|[^\W\d_]+(?:baar|baren?|lijke?|ige?)|dissolved|added))* ?"
)
"""What may stand between a weight and what it is of: `800 mg zuiver magnesium`."""
_GOES_ON = re.compile(
    r"\s*[:;,.)/+–]|\W*(?:$|(?:per|a|an|daags|dagelijks|dd|dag|elke|iedere|each|every|daily|in|uit|en|and|of|or|tot|to|is|was|te|voor|bij|als|if|met|"
    r"with|aan|op|door|for|from|by|the|de|het|een|dit|dat|this|that|je|u|you|'s|na|after|before|genoeg|veel|too|mag|kan|can|may|"
    r"helpt|geeft|gives|at|more|meer|maximaal|daarvan|zit|niet|not|twee|drie|twice|zolang|terwijl|tot|totdat|omdat|zodat|wanneer|zodra|nadat|voordat|mits|want|dus|maar|dan|daarna|tijdens|"
    r"tegen|rond|vóór|naast|bovenop|while|until|because|when|so|but|then|during|against|verdeeld|divided|vaak|hooguit|van\b(?=[,.;]))\b)"
)
"""With what a sentence goes on when the weight is of what was named before it, and not of what follows."""
_MOMENT = re.compile(
    r"'s (?:ochtends|morgens|middags|avonds)|\b(?:ochtend|middag|avond|ontbijt|lunch|morning|evening|breakfast|dinner)"
)
_JOINED = re.compile(
    r" (?:(?:'s (?:ochtends|morgens|middags|avonds)|in the (?:morning|evening)|eerst|first) )?"
    r"(?:en|and|naar|to|tot|of|or|plus)"
    r"(?: (?:'s (?:ochtends|morgens|middags|avonds)|in the (?:morning|evening)|daarna|then|later))? "
)
"""Between two weights of one thing that is named behind the second: `200 mg 's ochtends en 200 mg magnesium`."""
_PER = re.compile(
    r"(?: [^\W\d_]+){0,2} (?:per|in een|in één|in a|in|op) (?:elke )?(?:kilo|kg|liter|l|100|dl|ml|gram|g|glas|glass)\b"
)
"""Behind a weight that says how much is in something."""
_ADDED = re.compile(r"\b(?:en|and|plus)\b|[,+]")
"""Between two weights that are both taken on one day: `200 mg 's ochtends en 200 mg 's avonds`."""
_LAST = re.compile(r"[^\W\d_][\w'-]*")
_NO_SUBSTANCES = word_set("around_amounts")
_VERBS_BEFORE = word_set("before_amounts")
_NO_ENDINGS = ("tablet", "tabletten", "capsule", "capsules", "dosis", "pillen", "lijks")
_MOST_WORDS = 90
"""Characters from a name to the weight that follows it."""


class Amount(NamedTuple):
    """How much a day, in the unit of its level, and the characters that say so."""

    level: Level
    a_day: Fraction
    start: int
    end: int


def says_times(text: str) -> bool:
    """Whether a text, in small letters, says how often a day, or that an amount is that of the day."""
    return bool(_TIMES.search(text) or _IN_ALL.search(text) or _A_DAY.search(text))


def weighs(text: str) -> bool:
    """Whether a text, in small letters, names a weight at all."""
    return bool(_WEIGHT.search(text))


def amounts_in(sentence: str, context: str, language: str) -> Iterator[Amount]:
    """The amounts in a sentence of what it names, or else of the one nutrient that its `context` names.

    Both are in small letters. A weight that is said to be of something else is none of them.
    """
    weights = list(_WEIGHT.finditer(sentence))
    of = [_of(sentence, each, context) for each in weights]
    for at in reversed(range(len(weights) - 1)):
        between = sentence[weights[at].end() : weights[at + 1].start()]
        if not of[at] and _JOINED.fullmatch(between):
            of[at] = of[at + 1]
    found = [_weighed(sentence, each, level, language) for each, level in zip(weights, of, strict=True)
             if level and not _is_of_a_measure(sentence, each)]  # fmt: skip
    yield from found
    if len(set(_MOMENT.findall(sentence))) > 1:
        sums = accumulate(found, lambda one, other: _added(sentence, one, other))
        yield from islice(sums, 1, None)


def _added(sentence: str, one: Amount, other: Amount) -> Amount:
    """Two amounts as one, where both are taken on one day; else the second."""
    if one.level is other.level and _ADDED.search(sentence[one.end : other.start]):
        return one._replace(a_day=one.a_day + other.a_day)
    return other


def _is_of_a_measure(sentence: str, weight: re.Match[str]) -> bool:
    """Whether a weight is how much is in something, or of how much: `550 mg per 100 gram`."""
    return bool(_PER.match(sentence, weight.end())) or sentence.endswith("per ", 0, weight.start())


def _of(sentence: str, weight: re.Match[str], context: str) -> Level | None:
    """Of which nutrient a weight is: of what follows, else of what was named last, else of what all is about."""
    after = _BETWEEN.match(sentence, weight.end())
    at = after.end() if after else weight.end()
    while at < len(sentence) and sentence[at] in "( :":
        at += 1
    known = list(levels().values())
    for level in known:
        if level.named.match(sentence, at):
            return level
    following = _LAST.search(sentence, weight.end())
    if not (_GOES_ON.match(sentence, weight.end()) or (following and following[0] in _NO_SUBSTANCES)):
        return None
    before = sentence[max(0, weight.start() - _MOST_WORDS) : weight.start()]
    if _is_of_another(before, known):
        return None
    named = [(found.end(), level) for level in known for found in level.named.finditer(before)]
    if named:
        end, level = max(named, key=lambda each: each[0])
        others = _WEIGHT.search(before[end:])
        return None if others and not re.match(r"\W*(?:en|and|tot|to|of|or|daarna|then|'s)?", before[end:]) else level
    about = [level for level in known if level.named.search(context)]
    return about[0] if len(about) == 1 else None


_BY_THE_WAY = re.compile(
    r"\b(?:tot|voor|na|bij|tijdens|in|op|sinds|vanaf|door|tegen|rond|until|till|for|after|before|during|at|in|on|from|against)"
    r"(?: (?:je|uw|jouw|de|het|een|your|the|a|an|every|elke|iedere))? [^\W\d_]+\b(?! ?:)"
)
"""When and what for something is taken: `tot je bevalling`, `voor je huid`."""


def _is_of_another(before: str, known: list[Level]) -> bool:
    """Whether the last noun before a weight is a substance of which no level is known: `curcumine, 3000 mg`."""
    before = _BY_THE_WAY.sub(lambda found: " " * len(found[0]), before)
    words = [(each[0], each.start()) for each in _LAST.finditer(before)]
    for word, at in reversed(words):
        if word in _NO_SUBSTANCES or word in _COUNTS or word.endswith("maal"):
            continue
        if any(_is_of_its_name(before, found, at) for level in known for found in level.named.finditer(before)):
            return False
        return word not in _VERBS_BEFORE and not word.endswith(_NO_ENDINGS) and not MAGNESIUM.compound_in(word)
    return False


def _is_of_its_name(before: str, named: re.Match[str], at: int) -> bool:
    """Whether the word at a place is in a name, or right behind it: `magnesium malaat`, `vitamine d druppels`."""
    return named.start() <= at and not before[named.end() : at].strip(" (-")


def _weighed(sentence: str, weight: re.Match[str], level: Level, language: str) -> Amount:
    """A weight with what is counted before it, and how often it is taken."""
    amount = _in_unit(weight, level, language) * _share(sentence, weight, level)
    start = weight.start()
    before = sentence[max(0, start - _MOST_WORDS) : start]
    if pieces := _PIECES.search(before):
        start -= len(before) - pieces.start()
        count = _number(pieces["count"])
        amount *= 1 if count >= _OF_A_PACK and "dr" not in pieces[0] else count
    elif each := _EACH.search(before):
        after = sentence[weight.end() : weight.end() + _MOST_WORDS]
        counted = _HOW_MANY.finditer(f"{before[: each.start()]} / {after}")
        amount *= max((_number(found["count"]) for found in counted), default=Fraction(1))
    elif (many := _SO_MANY.search(before)) and _OF_PIECES.match(sentence, weight.end()):
        start -= len(before) - many.start()
        amount *= _number(many["count"])
    if not _IN_ALL.search(sentence):
        rest = sentence[:start] + " " * (weight.end() - start) + sentence[weight.end() :]
        if times := _TIMES.search(rest):
            amount *= _times(times)
    for rhythm, days in _RARELY:
        if rhythm.search(sentence):
            amount /= days
            break
    return Amount(level, amount, start, weight.end())


def _times(found: re.Match[str]) -> Fraction:
    """How often a day; `1-0-1` is once in the morning and once in the evening."""
    if found["count"]:
        return _number(found["count"])
    if found["row"]:
        return Fraction(sum(map(int, found["row"].split("-"))) or 1)
    return Fraction(2 if found["twice"] else 3)


def _in_unit(weight: re.Match[str], level: Level, language: str) -> Fraction:
    """A weight in the unit of a level; 0 for what is no number."""
    number = numerals.value(weight["number"], language) or Fraction(0)
    unit = weight["unit"]
    if unit.replace(".", "") in {"ie", "iu"} or unit.endswith(("eenheden", "units")):
        return number * (level.per_iu or 0)
    in_mg = (
        Fraction(1, 1000)
        if unit in _MICROGRAMS
        else Fraction(1000)
        if unit in {"g", "gram", "grammen", "grams"}
        else Fraction(1)
    )
    return number * in_mg * (1000 if level.unit == "µg" else 1)


def _share(sentence: str, weight: re.Match[str], level: Level) -> Fraction:
    """How much of a weight of magnesium is magnesium, where it may be that of a compound."""
    if level.nutrient != MAGNESIUM.name:
        return Fraction(1)
    near = sentence[max(0, weight.start() - 30) : weight.end() + 30]
    return Fraction(MAGNESIUM.compound_in(near) or 1)


def _number(typed: str) -> Fraction:
    return Fraction(_COUNTS[typed]) if typed in _COUNTS else Fraction(typed)
