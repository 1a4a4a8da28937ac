"""The grammar of a dose: which tokens together say one thing. Each token belongs to one phrase, and to one only.

A rule is a pattern over the kinds of the tokens; the first one that fits where the last one ended is taken. A token
that no rule takes is a phrase by itself that is not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.content.nutrients.phrases import Phrase, Says, phrase_of
from handouts.content.nutrients.tokens import Token
from handouts.languages.lexicon import Kind

_RANGE = "(?:NUMBER(?:(?:DASH|SLASH|TO|OR|RANGE_OR_EACH|ARTICLE|CAP)NUMBER)?)"
_SOME = f"(?:{_RANGE}|ARTICLE)"
_LIKE = "(?:SIZE|PROPER|NAME|COMPOUND|WHOLE)"
_PIECE = "(?:FORM|PORTION|MEASURE)"
_SINCE = "CAP?(?:BEFORE|NEUTRAL|IN|THEN)*"
_LITTLE = "(?:NEUTRAL|EACH|IN|ARTICLE)"
_TIME = "(?:HOUR|MINUTE)"
_AWAY = f"(?:{_SOME}{_TIME})?"
_END = "(?=COMMA|CLOSE|OPEN|AND|PLUS|$)"
_OF_DAY = "(?:(?:BEFORE|NEUTRAL|IN|AT|EACH|ARTICLE|SIZE)*(?:EVERY)?(?:BEFORE|NEUTRAL|ARTICLE)*(?:MOMENT|MEAL))"
_NOT_COUNTED = f"(?:COLON|(?!DASH|UNIT|TIMES|MOMENT|PER_DAY|{_LIKE}*{_PIECE}))"
_NOT_OF = "(?!EACH|PER_DAY|NUMBER|OPEN)"
_RULES: tuple[tuple[str, str], ...] = (
    ("nothing", f"NOT(?:NEUTRAL|IN|BEFORE|EACH|ARTICLE|MOMENT|MEALS|VEHICLE|SIZE|OTHER|NAME|COMPOUND|AT)+{_END}"),
    ("nothing", f"(?:STOP)(?:NEUTRAL|IN|BEFORE)*COMPLAINT{_END}"),
    ("agreed", "AGREED"),
    ("nothing", f"NUMBER PERCENT{_LITTLE}*INTAKE"),
    ("nothing", f"NUMBER PERCENT{_END}"),
    ("scheme_of_weights", "NUMBER UNIT?(?:DASH NUMBER UNIT?){1,2}DASH NUMBER UNIT"),
    ("weights_in_a_row", "NUMBER UNIT?(?:SLASH NUMBER UNIT?){1,2}SLASH NUMBER UNIT"),
    ("scheme", f"NUMBER TIMES?(?:DASH NUMBER TIMES?){{2,3}}(?!DASH|SLASH|UNIT){_PIECE}?"),
    ("strength", f"NUMBER UNIT(?:PER|SLASH|IN)NUMBER(?:MEASURE|UNIT)(?!{_LIKE}*VEHICLE)"),
    ("unclear", "NUMBER?MEASURE TOTAL(?=NUMBER UNIT)"),
    ("weight", "NUMBER UNIT(?:DASH|SLASH|TO|RANGE_OR_EACH)NUMBER UNIT(?!PER|SLASH)"),
    ("weight", "(?:NUMBER(?:DASH|SLASH|TO|OR|RANGE_OR_EACH|ARTICLE))?NUMBER UNIT"),
    ("nothing", f"{_RANGE}ACTIVITY_UNIT"),
    ("a_week", f"(?:{_SOME}(?:TIMES|SPAN)?)?PER_WEEK"),
    ("rate", f"{_SOME}TIMES?COMMA?PER_DAY"),
    ("rate", f"(?:PER_DAY){_RANGE}(?:TIMES)(?!{_LIKE}*(?:NUMBER|ARTICLE))"),
    ("rate", "LATIN"),
    ("hourly", f"(?:EVERY|PER|SLASH){_RANGE}HOUR(?!BEFORE)"),
    ("hourly", "HOURLY(?!BEFORE)"),
    ("before_and_after", f"{_AWAY}BEFORE(?:AND|PLUS){_AWAY}BEFORE(?:{_LITTLE}*EVERY?(?:MOMENT|MEALS|MEAL)|{_END})"),
    ("nothing", f"(?:AT_LEAST{_SOME}|{_SOME}?){_TIME}(?:BEFORE|(?=MOMENT))"),
    ("clock", "BETWEEN(?:NUMBER HOUR?AND NUMBER HOUR|CLOCK AND CLOCK HOUR?)"),
    ("clock", "AT?CLOCK HOUR?(?:(?:DASH|TO)CLOCK HOUR?)?"),
    ("clock", f"AT{_RANGE}(?:(?:COMMA AND?|AND)AT?NUMBER)*HOUR"),
    ("clock", "NUMBER HOUR"),
    (
        "clock",
        f"AT NUMBER(?!{_LIKE}*{_PIECE}|TIMES|UNIT|SPAN|MINUTE|HOUR|DASH|TO|OR|SLASH|PERCENT|EACH|PER_DAY|PER_WEEK)",
    ),
    ("meals", "EVERY NEUTRAL?(?:MEALS|MEAL)"),
    ("meals", "PER MEAL"),
    ("meals", f"{_RANGE}TIMES?MEALS"),
    ("meals", "MEALS"),
    ("spread", f"SPREAD(?:NEUTRAL|IN)+{_RANGE}(?:TIMES|PORTION|{_LIKE}*{_PIECE}|MEALS|NEUTRAL)(?:PER_DAY)?{_NOT_OF}"),
    ("spread", f"IN{_RANGE}PORTION(?:PER_DAY)?{_NOT_OF}"),
    ("spread", "SPREAD(?:(?:NEUTRAL|IN)+SPAN)?"),
    ("vehicle", f"IN?{_SOME}SIZE*{_PIECE}(?:EACH|SIZE|IN)*VEHICLE"),
    ("per_piece", f"(?:PER|SLASH)(?:ARTICLE|NUMBER)?{_LIKE}*{_PIECE}"),
    ("nothing", "(?:PER|EVERY)TIMES"),
    ("days", f"{_SINCE}SPAN NUMBER(?:(?:DASH|TO|AND|OR)NUMBER)?{_NOT_COUNTED}"),
    ("days", f"(?:BEFORE|NEUTRAL|IN|EVERY|EACH|PER)*(?:ORDINAL{_RANGE}?|{_SOME})SPAN(?:NEUTRAL|BEFORE|THEN)?COLON?"),
    ("days", "(?:BEFORE|NEUTRAL|IN|EVERY|EACH)+SPAN COLON?"),
    ("days", "(?:BEFORE|NEUTRAL|IN|EVERY|EACH)*WEEKDAY COLON?"),
    ("days", "TO?NUMBER MONTH NUMBER?(?!UNIT|TIMES|FORM|MEASURE|PER_DAY)"),
    ("count", f"{_SOME}{_LIKE}*{_PIECE}"),
    ("count", "(?:NUMBER|ARTICLE)(?=EACH EVERY?NUMBER UNIT)"),
    ("count", f"{_RANGE}TIMES"),
    ("count", f"(?<!NUMBER)TIMES{_RANGE}(?!UNIT|TIMES|(?:DASH|TO|SLASH|EACH)NUMBER|PER_DAY|{_LIKE}*{_PIECE})"),
    ("between", f"BETWEEN{_OF_DAY}AND{_OF_DAY}"),
    ("moment", "(?:EVERY|PER)?(?:MOMENT|MEAL)"),
    ("moment", f"(?<=AND)BEFORE{_END}"),
    ("cap", "CAP"),
    ("step", "RAISE(?:NEUTRAL)*TO"),
    ("step", "START(?:IN|NEUTRAL|AT)"),
    ("cap", f"TO(?={_SOME})"),
    ("then", "THEN"),
    ("plus", "PLUS"),
    ("and", "AND|SLASH"),
    ("comma", "COMMA|DASH"),
    ("or", "OR"),
    ("each", "EACH|TIMES(?=NUMBER)"),
    ("each", "EVERY(?=NUMBER UNIT|ARTICLE?NUMBER)"),
    ("per_piece", f"EVERY(?={_PIECE}){_PIECE}|EVERY{_END}"),
    ("needed", "NEEDED"),
    ("per_day", "PER_DAY"),
    ("total", "TOTAL"),
    ("holds", "HOLDS"),
    ("pure", "PURE"),
    ("elsewhere", "ELSEWHERE"),
    ("open", "OPEN"),
    ("close", "CLOSE"),
    ("name", "NAME"),
    ("compound", "COMPOUND"),
    ("other", "OTHER"),
    ("whole", "WHOLE"),
    ("bare", f"{_RANGE}"),
    ("nothing", "NEUTRAL|IN|AT|BEFORE|ARTICLE|VEHICLE|SIZE|PROPER|COLON|FORM|PORTION|MEASURE|TO"),
)
_CODES = {kind.name: chr(0x100 + index) for index, kind in enumerate(Kind)}
_CODES["MEAL"] = chr(0xFF)
_IN_RULES = {**_CODES, "EACH": f"[{_CODES['EACH']}{_CODES['RANGE_OR_EACH']}]"}
"""The codes by which the rules name the kinds: each is any that may be one."""


def _compiled(pattern: str) -> re.Pattern[str]:
    """A rule over the codes of the kinds; what is repeated has an end, so that a text is read in linear time."""
    coded = re.sub(r"[A-Z][A-Z_]+", lambda found: _IN_RULES[found[0]], pattern)
    return re.compile(coded.replace(" ", "").replace("*", "{0,6}").replace("+", "{1,6}"))


_GRAMMAR = tuple((name, _compiled(pattern)) for name, pattern in _RULES)


def phrases_of(tokens: list[Token]) -> list[Phrase]:
    """The phrases of which a dose is made, in order."""
    coded = "".join(_CODES["MEAL"] if token.name == "meal" else _CODES[token.kind.name] for token in tokens)
    found: list[Phrase] = []
    depth = 0
    for phrase in _parsed(coded, tokens):
        depth += {Says.OPEN: 1, Says.CLOSE: -1}.get(phrase.says, 0)
        found.append(phrase._replace(at=len(found), depth=depth))
    return found


def _parsed(coded: str, tokens: list[Token]) -> Iterator[Phrase]:
    index = 0
    while index < len(tokens):
        for name, pattern in _GRAMMAR:
            found = pattern.match(coded, index)
            if found and found.end() > index:
                yield phrase_of(name, tuple(tokens[index : found.end()]))
                index = found.end()
                break
        else:
            yield Phrase(Says.UNCLEAR, (tokens[index],))
            index += 1
