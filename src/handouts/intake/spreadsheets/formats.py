"""A number format of a spreadsheet, such as `#,##0.00;[Red]-#,##0.00`, taken apart into sections and signs.

The rules are those of ECMA-376 part 1, 18.8.31 (numFmts), with what Office does differently ([MS-OI29500] 2.1.713).
A format that is not understood as a whole is refused: half of it would show another value than the spreadsheet does.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from handouts.problems import msg

Kind = Literal[
    "literal", "digit", "figure", "point", "comma", "percent", "exponent", "slash", "text", "general",
    "date", "elapsed", "half",
]  # fmt: skip


class NotUnderstood(ValueError):
    """What a cell shows cannot be told; the message says why, to go on behind “… cannot be told: ”."""


class Sign(NamedTuple):
    """One sign of a format. `text` is what stands there, of a `literal` without its quotes, of a date in lower case."""

    kind: Kind
    text: str


class Section(NamedTuple):
    """What holds for some of the values: those that meet `condition`, or those that the order of the sections says.

    `language` is that of the names of days and months (`nl`, `en`), `""` that of the computer, and `?` another one;
    `system` is `date` or `time` where the computer's own long date or time is asked for; `colour` is such as `white`.
    """

    signs: tuple[Sign, ...]
    condition: tuple[str, Decimal] | None = None
    language: str = ""
    system: str = ""
    colour: str = ""

    def holds(self, *kinds: Kind) -> bool:
        """Whether there is a sign of one of these kinds."""
        return any(sign.kind in kinds for sign in self.signs)

    @property
    def is_date(self) -> bool:
        """Whether it shows a date or a time."""
        return bool(self.system) or self.holds("date", "elapsed", "half")


_SIGN = re.compile(
    r"""
    "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _(?P<space>.) | \*(?P<fill>.) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General) | (?P<half>AM/PM|A/P) | (?P<date>y+|m+|d+|h+|s+)
    | (?P<exponent>(?-i:E[+-])) | (?P<digit>[0\#?]) | (?P<figure>[1-9]) | (?P<point>\.) | (?P<comma>,)
    | (?P<percent>%) | (?P<slash>/) | (?P<text>@) | (?P<end>;) | (?P<literal>[^A-Za-z"\\_*\[\]])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d{1,2}", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=) ?(-?\d+(?:\.\d+)?(?:E[+-]?\d+)?)", re.IGNORECASE)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_LANGUAGES = {0x13: "nl", 0x09: "en"}
"""Primary languages of a Windows locale identifier (LCID, [MS-LCID]): its ten lowest bits."""
_NO_LANGUAGE = {"", "1", "2", "x-euro1", "x-euro2"}
_SYSTEM = {"f800": "date", "x-sysdate": "date", "f400": "time", "x-systime": "time"}
MOST_CHARACTERS = 255
"""As many has a format at most ([MS-OI29500] 2.1.712)."""


@cache
def sections_of(code: str) -> tuple[Section, ...]:
    """The sections of a format, one to four. Raises NotUnderstood."""
    if len(code) > MOST_CHARACTERS:
        raise NotUnderstood(msg("its number format is too long"))
    building = _Building()
    done: list[Section] = []
    place = 0
    while place < len(code):
        found = _SIGN.match(code, place)
        if not found:
            raise NotUnderstood(
                msg("its number format “{code}” has “{code2}”, which is not known here", code=code, code2=code[place])
            )
        if found.lastgroup == "end":
            done.append(building.section())
            building = _Building()
        else:
            building.take(str(found.lastgroup), found[str(found.lastgroup)], code)
        place = found.end()
    done.append(building.section())
    if len(done) > 4:
        raise NotUnderstood(msg("its number format “{code}” has more than four sections", code=code))
    return tuple(done)


class _Building:
    """A section while its signs are read."""

    def __init__(self) -> None:
        self._signs: list[Sign] = []
        self._condition: tuple[str, Decimal] | None = None
        self._language = ""
        self._system = ""
        self._colour = ""

    def section(self) -> Section:
        return Section(tuple(self._signs), self._condition, self._language, self._system, self._colour)

    def take(self, group: str, text: str, code: str) -> None:
        """Adds what a group of the pattern found."""
        if group == "bracket":
            self._take_bracket(text, code)
        elif group == "fill":
            # As many as the column is wide: of spaces one is enough, of anything else nobody can tell how many.
            if text != " ":
                raise NotUnderstood(msg("its number format fills the cell with “{text}”", text=text))
            self._signs.append(Sign("literal", " "))
        elif group in {"quoted", "escaped", "literal"}:
            self._signs.append(Sign("literal", text))
        elif group == "space":
            self._signs.append(Sign("literal", " "))
        else:
            kind: Kind = group  # type: ignore[assignment]  # the other groups are called after their kinds
            self._signs.append(Sign(kind, text.lower() if group == "date" else text))

    def _take_bracket(self, text: str, code: str) -> None:
        if found := _CONDITION.fullmatch(text):
            self._condition = (found[1], Decimal(found[2]))
        elif _ELAPSED.fullmatch(text):
            self._signs.append(Sign("elapsed", text.lower()))
        elif text.startswith("$"):
            money, _, locale = text[1:].partition("-")
            self._signs += [Sign("literal", money)] if money else []
            self._take_locale(locale.casefold(), code)
        elif _COLOUR.fullmatch(text):
            self._colour = text.casefold()
        else:
            raise NotUnderstood(
                msg("its number format “{code}” has “[{text}]”, which is not known here", code=code, text=text)
            )

    def _take_locale(self, locale: str, code: str) -> None:
        if locale in _SYSTEM:
            self._system = _SYSTEM[locale]
        elif locale in _NO_LANGUAGE:
            return
        elif re.fullmatch("[0-9a-f]{3,8}", locale):
            number = int(locale, 16)
            if number >> 16:
                raise NotUnderstood(
                    msg("its number format “{code}” asks for another calendar or other figures", code=code)
                )
            self._language = _LANGUAGES.get(number & 0x3FF, "?")
        else:
            tag = locale.partition("-")[0]
            self._language = tag if tag in _LANGUAGES.values() else "?"
