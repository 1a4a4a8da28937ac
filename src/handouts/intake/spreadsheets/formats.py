"""A number format of a spreadsheet, such as `#,##0.00;[Red]-#,##0.00`, taken apart into sections and tokens.

The rules are those of ECMA-376 part 1, 18.8.31 (numFmts), with what Office does differently ([MS-OI29500] 2.1.713).
A format that is not understood as a whole is refused: half of it would show another value than the spreadsheet does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NamedTuple

from handouts.languages.texts import texts
from handouts.problems import as_message

Kind = Literal[
    "literal", "digit", "figure", "point", "comma", "percent", "exponent", "slash", "text", "general",
    "date", "year", "month", "day", "hour", "minute", "second", "below", "elapsed", "half",
]  # fmt: skip


class NotUnderstood(ValueError):
    """What a cell shows is not known; the message says why, as the end of “… cannot be told: ”."""

    def __init__(self, message: str, /, **values: object) -> None:
        self.message = as_message(message, values)
        super().__init__(self.message)


@cache
def conventions(language: str) -> Mapping[str, Any]:
    """How a computer in a language shows numbers, days and errors."""
    return texts(language, "spreadsheets")


class Token(NamedTuple):
    """One token of a format. `text` is what is typed, of a `literal` without its quotes, of a date in lower case."""

    kind: Kind
    text: str


class Section(NamedTuple):
    """What holds for some of the values: those that meet `condition`, or those that the order of the sections says.

    `language` is that of the names of days and months (`nl`, `en`), `""` that of the computer, and `?` another one;
    `system` is `date` or `time` where the computer's own long date or time is asked for; `colour` is such as `white`.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    language: str = ""
    system: str = ""
    colour: str = ""

    def plus(self, kind: Kind, text: str) -> Section:
        """The section with one more token at its end."""
        return self._replace(tokens=(*self.tokens, Token(kind, text)))

    def holds(self, *kinds: Kind) -> bool:
        """Whether there is a token of one of these kinds."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """Whether it shows a date or a time."""
        return self.shows_day or self.shows_time or self.holds("minute", "second", "half")

    @property
    def shows_day(self) -> bool:
        """Whether it shows a day, month or year, and not a time alone."""
        return self.system == "date" if self.system else self.holds("day", "month", "year")

    @property
    def shows_time(self) -> bool:
        """Whether it shows an hour."""
        return self.system == "time" if self.system else self.holds("hour", "elapsed")


_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _(?P<space>.) | \*(?P<fill>.) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General) | (?P<half>AM/PM|A/P) | (?P<date>y+|m+|d+|h+|s+)
    | (?P<exponent>(?-i:E[+-])) | (?P<digit>[0\#?]) | (?P<figure>[1-9]) | (?P<point>\.) | (?P<comma>,)
    | (?P<percent>%) | (?P<slash>/) | (?P<text>@) | (?P<end>;) | (?P<literal>[^A-Za-z"\\_*\[\]])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_DATES: dict[str, Kind] = {"y": "year", "m": "month", "d": "day", "h": "hour", "s": "second"}
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d{1,2}", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=) ?(-?\d+(?:\.\d+)?(?:E[+-]?\d+)?)", re.IGNORECASE)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_LANGUAGES = {0x13: "nl", 0x09: "en"}
"""Primary languages of a Windows locale identifier (LCID, [MS-LCID]): its ten lowest bits."""
_NO_LANGUAGE = {"", "1", "2", "x-euro1", "x-euro2"}
_SYSTEM = {"f800": "date", "x-sysdate": "date", "f400": "time", "x-systime": "time"}
_MAX_CHARACTERS = 255
"""Those of a format ([MS-OI29500] 2.1.712)."""


@cache
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format, one to four. Raises NotUnderstood."""
    if len(code) > _MAX_CHARACTERS:
        raise NotUnderstood("its number format is too long")
    sections = [Section(())]
    place = 0
    while place < len(code):
        found = _TOKEN.match(code, place)
        if not found:
            raise _unknown(code, code[place])
        group = found.lastgroup or ""
        if group == "end":
            sections.append(Section(()))
        else:
            sections[-1] = _with(sections[-1], group, found[group], code)
        place = found.end()
    if len(sections) > 4:
        raise NotUnderstood("its number format “{code}” has more than four sections", code=code)
    return tuple(map(_dated, sections))


def _dated(section: Section) -> Section:
    """A section of which each token of a date has the kind that it means, and decimals of a second are one (`.00`).

    m is minutes after hours or before seconds, and else months.
    """
    if not section.system and not section.holds("date", "elapsed", "half"):
        return section
    letters = ["", *(token.text[0] for token in section.tokens if token.kind in {"date", "elapsed"}), ""]
    tokens: list[Token] = []
    place = 0
    for token in section.tokens:
        place += token.kind in {"date", "elapsed"}
        if token.kind == "date":
            beside_clock = letters[place - 1] == "h" or letters[place + 1] == "s"
            is_minute = token.text in {"m", "mm"} and beside_clock
            tokens.append(Token("minute" if is_minute else _DATES[token.text[0]], token.text))
        elif token == Token("digit", "0") and tokens and tokens[-1].kind in {"point", "below"}:
            tokens[-1] = Token("below", f"{tokens[-1].text}0")
        else:
            tokens.append(token)
    return section._replace(tokens=tuple(tokens))


def _unknown(code: str, part: str) -> NotUnderstood:
    return NotUnderstood("its number format “{code}” has “{part}”, which is not known here", code=code, part=part)


def _with(section: Section, group: str, text: str, code: str) -> Section:
    """A section with what a group of `_SIGN` found."""
    if group == "bracket":
        return _with_bracket(section, text, code)
    if group == "fill" and text != " ":
        # As many as the column is wide: of spaces one is enough, of anything else nobody can tell how many.
        raise NotUnderstood("its number format fills the cell with “{text}”", text=text)
    if group in {"fill", "space"}:
        return section.plus("literal", " ")
    if group in {"quoted", "escaped", "literal"}:
        return section.plus("literal", text)
    kind: Kind = group  # type: ignore[assignment]  # the other groups are called after their kinds
    return section.plus(kind, text.lower() if group == "date" else text)


def _with_bracket(section: Section, text: str, code: str) -> Section:
    if found := _CONDITION.fullmatch(text):
        return section._replace(condition=(found[1], Decimal(found[2])))
    if _ELAPSED.fullmatch(text):
        return section.plus("elapsed", text.lower())
    if _COLOUR.fullmatch(text):
        return section._replace(colour=text.casefold())
    if not text.startswith("$"):
        raise _unknown(code, f"[{text}]")
    money, _, locale = text[1:].partition("-")
    section = section.plus("literal", money) if money else section
    if (locale := locale.casefold()) in _SYSTEM:
        return section._replace(system=_SYSTEM[locale])
    return section if locale in _NO_LANGUAGE else section._replace(language=_language_of(locale, code))


def _language_of(locale: str, code: str) -> str:
    """The language of names of days and months, as in `Section`."""
    if not re.fullmatch("[0-9a-f]{3,8}", locale):
        tag = locale.partition("-")[0]
        return tag if tag in _LANGUAGES.values() else "?"
    number = int(locale, 16)
    if number >> 16:
        raise NotUnderstood("its number format “{code}” asks for another calendar or other figures", code=code)
    return _LANGUAGES.get(number & 0x3FF, "?")
