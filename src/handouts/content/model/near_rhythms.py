"""What is nearly a rhythm (a moment, so many times a day, a month, an occasion), and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping

from handouts.languages.lexicon import (
    A_DAY,
    AT_MOST,
    EACH_DAY,
    LATIN,
    MOMENTS,
    MULTIPLES,
    NUMBERS,
    TIMES,
    WORDS,
    Kind,
    alternatives,
    lettered,
)
from handouts.problems import msg

_TIMES = rf"(?:×|{alternatives(TIMES)})"
_N = r"(?:\d{1,3}|[^\W\d_]+|'n)"
_A_DAY = rf"(?:{alternatives(A_DAY, EACH_DAY)})"
_ON_A_DAY = re.compile(
    rf"{_N} ?{_TIMES}? ?{_A_DAY}(?: {_N}(?: \w+)?)?|{lettered(LATIN)}|{alternatives(WORDS[Kind.HOURLY])}|"
    r"(?:(?:bij|voor|na|met|with|at|per) )?(?:(?:elke|iedere|each|every|de|the) )?(?:maaltijd(?:en)?|meals?)|"
    rf"(?:elke?|iedere?|om de|om het|every|each) (?:{_N} )?(?:uur|uren|hours?)"
)
_WHICH = (
    r"(?:(?:in de |in the |at |op de |bij het |bij de |(?:(?:voor|before|at) )?(?:het |de )?)?'?"
    rf"(?:{alternatives(*(words for moment, words in MOMENTS.items() if moment not in {'meal', 'occasion'}))}))"
)
_MOMENT = re.compile(
    rf"(?:(?:elke|iedere|alle|every|each) (?:dag |day )?|dagelijks |daily )?{_WHICH}"
    rf"(?:(?:, ?| en | and | & | \+ |/)(?:(?:elke|iedere|every|each) )?{_WHICH})*"
)
_DAY_AND_MOMENT = re.compile(
    r"(?:op |elke |iedere |on |every )?((?:maan|dins|woens|donder|vrij|zater|zon)dag|\w+day)[ -]?"
    r"(?:och?tend|morgen|middag|avond|nacht|morning|afternoon|evening|night)(?:s|en)?"
)
_MONTH = re.compile(
    rf"(?:({_N}) ?{_TIMES} ?(?:per|in de|in een|a|each|every|/) ?(?:maand|month))|"
    r"(?:eens|eenmaal|once) (?:per|in de|a) (?:maand|month)|(?:elke |iedere |every |each )?(?:maand|"
    r"month)|maandelijks|monthly|(?:om de )?kwartaal|"
    r"(?:eens per|elk|per) kwartaal"
)
_AT_LEAST = re.compile(
    r"(?:minimaal|minstens|ten minste|tenminste|op zijn minst|at least|minimum) (.+)|(.+) (?:of vaker|or more)"
)
_AT_MOST = re.compile(rf"(?:{alternatives(AT_MOST)})\.? (.+)")
_OCCASION = re.compile(r"(?:bij|na|voor|tijdens|als|wanneer|indien|when|if|for|after|during|on|in case of) \w.*")
_TWICE = {"2", *(word for word, number in (NUMBERS | MULTIPLES).items() if number == 2)}


def hint_for(text: str, week: Mapping[str, int], examples: str) -> tuple[str, str]:
    """What a text is that is no rhythm, and what to write; `week` knows the days, `examples` the rhythms."""
    if _ON_A_DAY.fullmatch(text):
        return "says how often on a day, and here stand the days", "write the moments under when, and here: dag"
    if _MOMENT.fullmatch(text):
        return "is a moment of the day, and here stand the days", "write it under when:, and here: dag"
    if (found := _DAY_AND_MOMENT.fullmatch(text)) and found[1] in week:
        return "is a day and a moment, and here stand the days", msg(
            "write the moment under when:, and here: {found}", found=found[1]
        )
    if found := _MONTH.fullmatch(text):
        nearest = "elke 12 weken" if "kwartaal" in text else "elke 2 weken" if found[1] in _TWICE else "elke 4 weken"
        return "is counted in months, and a rhythm in days and weeks", msg("the nearest is {nearest}", nearest=nearest)
    if found := _AT_LEAST.fullmatch(text):
        return "has no most", "write how often at most too, such as 2 tot 4 keer per week"
    if found := _AT_MOST.fullmatch(text):
        return "says how often at most", msg("such as {found}, or zo nodig, max {found}", found=found[1])
    if _OCCASION.fullmatch(text):
        return "is an occasion, and here stand the days", "write it under how:, and here: zo nodig"
    return "is not a rhythm", msg("such as {examples}", examples=examples)
