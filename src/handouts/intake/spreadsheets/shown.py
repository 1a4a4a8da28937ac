"""What a spreadsheet program shows in a cell: a value and its number format, in the language of the practice.

In Dutch as a computer in the Netherlands shows it: `1.234,5`, `4-12-2026`, `1-feb`, `WAAR`, `#N/B`.
"""

from __future__ import annotations

import operator as op
import re
from decimal import Decimal, InvalidOperation, localcontext
from typing import NamedTuple

from handouts.intake.spreadsheets.formats import Kind, NotUnderstood, Section, conventions, sections_of
from handouts.intake.spreadsheets.moments import moment_shown
from handouts.intake.spreadsheets.numbers import MAX_GENERAL, general, number_shown
from handouts.languages.texts import languages

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Formats that a file names by number only (ECMA-376 part 1, 18.8.30, with what Office changed, [MS-OI29500])."""
SHORT_DATE_AND_TIME = 22
SHORT_DATES = {14, SHORT_DATE_AND_TIME}
"""Among these, the days: in English their order depends on the country."""
_FARTHEST = 308
"""The largest power of ten that a double, and so a spreadsheet, holds."""
_PRECISION = 2 * _FARTHEST + 100
"""Figures that are enough for any of these with any decimals that a number format may ask for."""
_FIGURES = 15
"""The figures of a number that count; what a file holds beyond is the binary form of it."""
_MEETS = {"<": op.lt, "<=": op.le, ">": op.gt, ">=": op.ge, "=": op.eq, "<>": op.ne}


class Shown(NamedTuple):
    """What a cell shows. `of_day` says that it is a day of the calendar, and not a time alone or a number.

    `colour` is the one that the number format asks for, by its name there.
    """

    text: str
    of_day: bool = False
    colour: str = ""


def built_in(number: int, language: str) -> str | None:
    """The number format that a file names by number, or None when that is not known."""
    return conventions(language)["formats"].get(str(number)) or BUILT_IN.get(number)


def error_names() -> frozenset[str]:
    """What spreadsheet programs show in each language where a formula failed, in small letters."""
    pairs = (pair for language in languages() for pair in conventions(language)["errors"].items())
    return frozenset(name.casefold() for pair in pairs for name in pair)


def error_shown(name: str, language: str) -> str:
    """An error that a file names in English."""
    return str(conventions(language)["errors"].get(name, name))


def truth_shown(value: bool, language: str) -> str:  # noqa: FBT001  # the value of a cell
    """A yes or no of a spreadsheet; number formats leave it alone."""
    return str(conventions(language)["true" if value else "false"])


def is_day(code: str, *, with_time: bool = False) -> bool:
    """Whether a format shows days of the calendar, or of these also an hour. Raises NotUnderstood."""
    return any(section.shows_day and (section.shows_time or not with_time) for section in sections_of(code))


def number_in(text: str) -> Decimal:
    """A number as a file holds it, of the figures that count. Raises NotUnderstood."""
    try:
        value = Decimal(text)
        if abs(value.adjusted()) <= _FARTHEST and value.is_finite():
            return Decimal(f"{value:.{_FIGURES - 1}E}")
    except (InvalidOperation, ValueError):
        pass
    raise NotUnderstood("it holds “{text}” for a number", text=text[:40])


def text_shown(text: str, code: str) -> Shown:
    """A text, by the section of a format that is for texts: the last one, if it has an @ or is the fourth."""
    sections = sections_of(code)
    last = sections[-1]
    if len(sections) < 4 and not last.holds("text"):
        return Shown(text)
    if any(token.kind not in {"literal", "text"} for token in last.tokens):
        raise NotUnderstood("its number format “{code}” has more than text in the section for texts", code=code)
    return Shown(_filled(last, "text", text), colour=last.colour)


def value_shown(
    value: Decimal, code: str, language: str, *, from_1904: bool = False, characters: int = MAX_GENERAL
) -> Shown:
    """A number, by its number format, without space around it; `characters` fit in the column. Raises NotUnderstood."""
    with localcontext(prec=_PRECISION):
        section, negative = _section(value, code)
        if section is None or section.holds("text"):
            return Shown(general(value, language, characters), colour=section.colour if section else "")
        if section.is_date:
            if section.holds("general", "percent", "exponent", "figure"):
                raise NotUnderstood("its number format “{code}” mixes a date with a number", code=code)
            text = moment_shown(value, section, language, from_1904=from_1904)
            return Shown(_tidied(text), section.shows_day, section.colour)
        if section.holds("general"):
            if value < 0 and not negative:
                raise NotUnderstood("its number format “{code}” leaves open whether a minus is shown", code=code)
            if section.holds("digit", "point", "comma", "percent", "exponent", "slash", "figure"):
                raise NotUnderstood("its number format “{code}” mixes General with digits", code=code)
            text = _filled(section, "general", general(abs(value), language, characters))
        else:
            text = number_shown(abs(value), section, language)
        if negative and section.holds("digit", "general") and not re.search("[1-9]", text):
            raise NotUnderstood("it is just below zero, and shown as zero")
        return Shown(_tidied(f"-{text}" if negative else text), colour=section.colour)


def _filled(section: Section, kind: Kind, text: str) -> str:
    """The tokens of a section, with a text for each of a kind."""
    return "".join(text if token.kind == kind else token.text for token in section.tokens)


def _section(value: Decimal, code: str) -> tuple[Section | None, bool]:
    """The section that holds for a value, and whether a minus is to come before; None for a format of texts only."""
    sections = list(sections_of(code))
    if len(sections) == 4 or sections[-1].holds("text"):
        sections.pop()
    if not sections:
        return None, False
    if any(section.condition for section in sections):
        return _by_condition(value, sections, code), False
    if value < 0 and len(sections) > 1:
        return sections[1], False
    return (sections[2] if value == 0 and len(sections) > 2 else sections[0]), value < 0


def _by_condition(value: Decimal, sections: list[Section], code: str) -> Section:
    """The section whose condition the value meets, else the last, where that has none.

    When a minus is shown, and what a section between two others is for that has no condition, is written down nowhere.
    """
    open_between = any(section.condition is None for section in sections[:-1])
    if value < 0 or len(sections) == 1 or open_between:
        raise NotUnderstood("its number format “{code}” has conditions that leave open what is shown", code=code)
    for section in sections:
        if section.condition is None or _MEETS[section.condition[0]](value, section.condition[1]):
            return section
    raise NotUnderstood("it meets no condition of its number format, so the spreadsheet shows ####")


def _tidied(text: str) -> str:
    """Without the space that only lines figures up under each other."""
    return re.sub(" {2,}", " ", text).strip(" ")
