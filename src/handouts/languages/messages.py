"""Sentences of the program: an English template and the values in its gaps, put together in the reader's language.

The templates are the msgids of a GNU gettext catalogue, `LANGUAGE/messages.mo`, which is compiled from `messages.po`
beside it (CONTRIBUTING.md says how). The sources are written in English, which has none.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Self

from handouts.languages import texts
from handouts.languages.texts import FALLBACK

# Compiled when a template has no translation: help, which has none in English, is quicker without.
_GAP, _LETTER = r"\{\w*(?::[^}]*)?\}", r"[^\W\d_]"
Value = str | int | float | date
"""What fills a gap of a message: a text as it was typed, a message, a number, or a day."""


def _filled(template: str, values: Mapping[str, Value], language: str) -> str:
    return template.format_map({key: _worded(each, language) for key, each in values.items()})


class Message(str):
    """A sentence in English, with its template and values, so that it can be translated.

    `msgid` is an English template with gaps in the syntax of `str.format`, by which translations are found; `values`
    fill the gaps. With a `plural`, `msgid` is for a `count` of 1, and `plural` for any other.
    """

    msgid: str
    values: dict[str, Value]
    plural: str

    def __new__(cls, msgid: str, values: Mapping[str, Value], plural: str = "") -> Self:
        """Fills the gaps. A template holds doubled braces where there is a brace to print."""
        template = plural if plural and values["count"] != 1 else msgid
        message = super().__new__(cls, _filled(template, values, FALLBACK))
        message.msgid, message.values, message.plural = msgid, dict(values), plural
        return message

    def __reduce__(self) -> tuple[type[Message], tuple[str, dict[str, Value], str]]:
        """Lets a message be pickled, as it comes from a worker."""
        return Message, (self.msgid, self.values, self.plural)

    def printable(self) -> Message:
        """The same with a question mark for each character that cannot be shown."""
        return Message(self.msgid, {key: _printable(each) for key, each in self.values.items()}, self.plural)

    def values_in(self, language: str) -> dict[str, str | int | float]:
        """The values in a language; a day is as YAML has it, such as 2026-11-20."""
        return {
            key: each.isoformat() if isinstance(each, date) else _worded(each, language)
            for key, each in self.values.items()
        }

    def as_data(self) -> list[Any]:
        """Its template and values, as plain values for JSON."""
        return [self.msgid, {key: _as_data(each) for key, each in self.values.items()}, self.plural]

    @classmethod
    def from_data(cls, data: Any) -> Message:
        """The inverse of `as_data`. Raises ValueError, TypeError or KeyError for anything else."""
        msgid, values, plural = data
        return cls(msgid, {str(key): _from_data(each) for key, each in values.items()}, plural)


def msg(msgid: str, plural: str = "", /, **values: object) -> Message:
    """A message; `msgid` and `plural` must be literals, so that tools find them for translators."""
    return Message(
        msgid, {key: each if isinstance(each, str | int | float | date) else str(each) for key, each in values.items()},
        plural,
    )  # fmt: skip


def as_message(text: str, values: Mapping[str, object] | None = None) -> Message:
    """A text as a message: with `values` it is a template, without any it is printed as it is."""
    if isinstance(text, Message):
        return text
    return msg(text, **values) if values else Message(text.replace("{", "{{").replace("}", "}}"), {})


def translated(text: str, language: str) -> str:
    """A text in a language if it is a message with a translation; else as it is, in English."""
    if language == FALLBACK or not isinstance(text, Message) or not text:
        return text
    try:
        return _filled(_template(text, language), text.values, language)
    except (LookupError, ValueError, TypeError, AttributeError):
        return text


def _template(text: Message, language: str) -> str:
    """The template of a message in a language. Raises LookupError where there is none."""
    catalogue = _catalogue(texts.ROOT / language / "messages.mo")
    if text.plural:
        return catalogue.ngettext(text.msgid, text.plural, int(text.values["count"]))  # type: ignore[arg-type]
    try:
        return catalogue.gettext(text.msgid)
    except LookupError:
        if re.search(_LETTER, re.sub(_GAP, "", text.msgid)):
            raise
        return text.msgid  # a template without words, such as `{first}, {next}`


class _Untranslated(gettext.NullTranslations):
    """The last catalogue that is asked: it raises where there is no translation."""

    def gettext(self, message: str) -> str:
        raise LookupError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise LookupError(msgid1, msgid2, n)


@cache
def _catalogue(path: Path) -> gettext.NullTranslations:
    import struct

    try:
        with path.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
    except (OSError, ValueError, struct.error):
        return _Untranslated()
    catalogue.add_fallback(_Untranslated())
    return catalogue


def joined_by_and(texts: Sequence[str]) -> str:
    """Texts in a row: `a, b and c`."""
    return _joined(texts, lambda first, last: msg("{first} and {last}", first=first, last=last))


def joined_by_or(texts: Sequence[str]) -> str:
    """Texts in a row: `a, b or c`."""
    return _joined(texts, lambda first, last: msg("{first} or {last}", first=first, last=last))


def listed(texts: Sequence[str]) -> str:
    """Texts in a row: `a, b, c`."""
    return _joined(texts, _followed)


def _followed(first: str, following: str) -> str:
    return msg("{first}, {next}", first=first, next=following)


def _joined(texts: Sequence[str], with_last: Callable[[str, str], str]) -> str:
    if len(texts) < 2:
        return texts[0] if texts else ""
    head = texts[0]
    for text in texts[1:-1]:
        head = _followed(head, text)
    return with_last(head, texts[-1])


NO_HINT = Message("", {})
_MONTHS = (
    msg("January"),
    msg("February"),
    msg("March"),
    msg("April"),
    msg("May"),
    msg("June"),
    msg("July"),
    msg("August"),
    msg("September"),
    msg("October"),
    msg("November"),
    msg("December"),
)
WEEKDAY_NAMES = (
    msg("Monday"),
    msg("Tuesday"),
    msg("Wednesday"),
    msg("Thursday"),
    msg("Friday"),
    msg("Saturday"),
    msg("Sunday"),
)


def month_of(day: date) -> Message:
    """The name of the month of a date."""
    return _MONTHS[day.month - 1]


def weekday_of(day: date) -> Message:
    """The name of the weekday of a date."""
    return WEEKDAY_NAMES[day.weekday()]


def worded_date(day: date, language: str) -> str:
    """A date as it is read aloud: `22 november 2026`."""
    return translated(msg("{day} {month} {year}", day=day.day, month=month_of(day), year=day.year), language)


def _worded(value: Value, language: str) -> str | int | float:
    if isinstance(value, date):
        return worded_date(value, language)
    return translated(value, language) if isinstance(value, str) else value


def _printable(value: Value) -> Value:
    if isinstance(value, Message):
        return value.printable()
    return "".join(each if each.isprintable() else "?" for each in value) if isinstance(value, str) else value


def _as_data(value: Value) -> Any:
    if isinstance(value, Message):
        return value.as_data()
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _from_data(data: Any) -> Value:
    if isinstance(data, list):
        return Message.from_data(data)
    value: Value = date.fromisoformat(data["date"]) if isinstance(data, dict) else data
    return value
