"""What is nearly a rhythm (a moment, a number of times a day, a month, an occasion), and what to write instead."""

from __future__ import annotations

import re
from functools import partial

from pydantic_core import PydanticCustomError

from handouts.content.model.fields import mistake
from handouts.languages import lexicon
from handouts.languages.lexicon import WEEKDAYS, Kind, alternatives, lettered
from handouts.problems import msg

_TIMES = rf"(?:×|{alternatives(lexicon.TIMES)})"
_N = r"(?:\d{1,3}|[^\W\d_]+|'n)"
_A_DAY = rf"(?:{alternatives(lexicon.WORDS[Kind.PER_DAY])})"
_ON_A_DAY = re.compile(
    rf"{_N} ?{_TIMES}? ?{_A_DAY}(?: {_N}(?: \w+)?)?|"
    rf"{lettered(lexicon.LATIN)}|{alternatives(lexicon.WORDS[Kind.HOURLY])}|"
    r"(?:(?:bij|voor|na|met|with|at|per) )?(?:(?:elke|iedere|each|every|de|the) )?(?:maaltijd(?:en)?|meals?)|"
    rf"(?:elke?|iedere?|om de|om het|every|each) (?:{_N} )?(?:uur|uren|hours?)"
)
_WHICH = (
    r"(?:(?:in de |in the |at |op de |bij het |bij de |(?:(?:voor|before|at) )?(?:het |de )?)?'?"
    rf"(?:{alternatives(*(words for moment, words in lexicon.MOMENTS.items() if moment not in {'meal', 'occasion'}))}))"
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
_AT_MOST = re.compile(rf"(?:{alternatives(lexicon.AT_MOST)})\.? (.+)")
_OCCASION = re.compile(r"(?:bij|na|voor|tijdens|als|wanneer|indien|when|if|for|after|during|on|in case of) \w.*")
_TWICE = {"2", *(word for word, number in (lexicon.NUMBERS | lexicon.MULTIPLES).items() if number == 2)}


def refused(text: str, spelled: str, examples: str) -> PydanticCustomError:
    """What a text is that is no rhythm, and what to write; `said` is its spelling, `examples` names rhythms."""
    no = partial(mistake, "not-a-choice")
    if _ON_A_DAY.fullmatch(spelled):
        hint = msg("write the moments under when, and here: every day")
        return no("“{text}” is how often on a day, and this asks for the days", hint, text=text)
    if _MOMENT.fullmatch(spelled):
        hint = msg("write it under when:, and here: every day")
        return no("“{text}” is a moment of the day, and this asks for the days", hint, text=text)
    if (found := _DAY_AND_MOMENT.fullmatch(spelled)) and found[1] in WEEKDAYS:
        hint = msg("write the moment under when:, and here: {day}", day=found[1])
        return no("“{text}” is a day and a moment, and this asks for the days", hint, text=text)
    if found := _MONTH.fullmatch(spelled):
        nearest = "elke 12 weken" if "kwartaal" in spelled else "elke 2 weken" if found[1] in _TWICE else "elke 4 weken"
        hint = msg("the nearest is {nearest}", nearest=nearest)
        return no("“{text}” is counted in months, and a rhythm in days and weeks", hint, text=text)
    if _AT_LEAST.fullmatch(spelled):
        return no("“{text}” has no maximum", "also write how often at most, such as 2 to 4 times a week", text=text)
    if found := _AT_MOST.fullmatch(spelled):
        hint = msg("such as {times}, or as needed, max {times}", times=found[1])
        return no("“{text}” is how often at most", hint, text=text)
    if _OCCASION.fullmatch(spelled):
        hint = msg("write it under how:, and here: as needed")
        return no("“{text}” is an occasion, and this asks for the days", hint, text=text)
    return no("“{text}” is not a rhythm", "such as {examples}", text=text, examples=examples)
