"""The kinds of field that are not printed: yes or no, a number, a word out of a fixed set, a colour."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import core_schema

from handouts.content.model.dates import COUNTS
from handouts.content.model.fields import mistake, not_a, parted, typed
from handouts.content.things import did_you_mean, folded
from handouts.content.words import words
from handouts.languages.messages import listed
from handouts.languages.texts import languages
from handouts.problems import Message, msg

YES, NO = frozenset(words("yes")), frozenset(words("no"))


def as_yes_or_no(value: object) -> bool:
    """`ja` or `nee`, in Dutch, English or YAML's own words."""
    if isinstance(value, bool):
        return value
    text = typed(value, "yes or no")
    if text.casefold() in YES | NO:
        return text.casefold() in YES
    raise mistake("not-yes-or-no", "“{text}” is neither yes nor no", "write ja or nee (yes or no)", text=text)


def whole_number(low: int, high: int, example: int) -> Callable[[object], int]:
    """A converter for a whole number from `low` to `high`, both included."""
    what = msg("a whole number")

    def convert(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        text = typed(value, what)
        if not re.fullmatch(r"[+-]?[0-9]{1,9}", text):
            raise not_a("not-a-number", text, what, msg("write digits only, such as {example}", example=example))
        if not low <= int(text) <= high:
            hint = msg("such as {example}", example=example)
            raise mistake("out-of-range", "{text} is not between {low} and {high}", hint, text=text, low=low, high=high)
        return int(text)

    return convert


_WEEK = 7
_COUNT = r"(?P<count>\d{1,3}|[^\W\d_]+|'n)"
_LENGTH = re.compile(
    rf"(?:(?:voor|gedurende|for) )?{_COUNT} ?(?:d|dag(?:en)?|days?|(?P<weeks>we(?:ek|ken|eks?)|wkn?|wks))\.?"
    r"(?: (?:lang|long))?"
)
_MONTHS = re.compile(rf"{_COUNT} ?(?:(?:maand(?:en)?|months?|mnd)|(?P<years>jaar|jaren|years?))\.?(?: (?:lang|long))?")


def is_in_months(text: str) -> bool:
    """Whether a text is a number of months or years, which are another number of days each time."""
    return _MONTHS.fullmatch(folded(text)) is not None


def number_of_days(low: int, high: int, example: int) -> Callable[[object], int]:
    """A converter for a number of days from `low` to `high`, both included; weeks are understood, months are asked."""
    as_number, what = whole_number(low, high, example), msg("a number of days")

    def counted(found: re.Match[str] | None) -> int:
        word = found["count"] if found else ""
        return int(word) if word.isdigit() else COUNTS.get(word, 0)

    def convert(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        text = typed(value, what)
        plain_text = folded(text)
        if re.fullmatch(r"[+-]?[0-9]{1,9}", plain_text):
            return as_number(plain_text)
        found = _LENGTH.fullmatch(plain_text)
        if found and (count := counted(found)):
            return as_number(str(count * (_WEEK if found["weeks"] else 1)))
        if (found := _MONTHS.fullmatch(plain_text)) and (count := counted(found)):
            # A quarter of a year has 13 weeks, to the day or so.
            hint = msg(
                "write weeks or days, such as {count} weeks", count=count * 52 if found["years"] else count * 13 // 3
            )
            raise mistake("not-a-number", "“{text}” is another number of days each time", hint, text=text)
        weeks = example // _WEEK
        hint = msg(
            "such as {example} days or 1 week",
            "such as {example} days or {count} weeks",
            example=example,
            count=weeks,
        )
        raise not_a("not-a-number", text, what, hint)

    return convert


def millimetres(low: float, high: float, example: str) -> Callable[[object], float]:
    """A converter for a length in mm from `low` to `high`, both included; `0,5`, `-1` and `1 mm` are understood."""
    what, hint = msg("a length in mm"), msg("such as {example}", example=example)

    def convert(value: object) -> float:
        if isinstance(value, float):
            return value
        text = typed(value, what)
        bare = re.sub(r"\s*mm$", "", text).replace(",", ".").replace("\N{MINUS SIGN}", "-")
        if not re.fullmatch(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,3})?", bare):
            raise not_a("not-a-number", text, what, hint)
        if not low <= float(bare) <= high:
            message = msg("{text} is not between {low:g} and {high:g} mm", text=text, low=low, high=high)
            raise mistake("out-of-range", message, hint)
        return float(bare)

    return convert


_NEAR = 0.65
"""How like a choice a word must be that may be meant as one; `geen` is not a slip for `nieren`."""


class OneOf:
    """A setting that knows a fixed set of words; capitals do not matter."""

    def __init__(
        self, *choices: str, also: Mapping[str, str] | None = None, within: Mapping[str, str] | None = None
    ) -> None:
        """`choices` in lower case, in the order in which they are offered; `also` are other words for some of them.

        `within` are patterns of what is no choice and falls under one, so that a hint can name it.
        """
        self.choices = list(choices)
        self.also = dict(also or {})
        self.within = dict(within or {})

    def offered(self) -> list[str]:
        """Each choice, and the first of its other words; the one that is in the reader's language comes first."""
        other = self.other_words()
        return [
            msg("{choice} ({word})", choice=choice, word=other[choice]) if choice in other else choice
            for choice in self.choices
        ]

    def other_words(self) -> dict[str, str]:
        """For each choice that has other words, the first of them."""
        return {choice: word for word, choice in reversed(self.also.items())}

    def __get_pydantic_core_schema__(self, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.convert)

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: Any) -> dict[str, Any]:
        return {"enum": list(dict.fromkeys([*self.choices, *self.also]))}

    def convert(self, value: object) -> str:
        """The choice that was typed. Raises PydanticCustomError."""
        text = typed(value, msg("one of {choices}", choices=listed(self.offered())))
        word = self.spelled(text)
        if self.also.get(word, word) in self.choices:
            return self.also.get(word, word)
        several = parted(word)
        hint = self.hint(text, word)
        if len(several) > 1 and {*self.choices, *self.also}.issuperset(several):
            hint = msg("these are {count}: write {several}", count=len(several), several=", ".join(several))
        raise mistake("not-a-choice", "“{text}” is not known here", hint, text=text)

    def spelled(self, text: str) -> str:
        """A text as the choices and their other words are spelled."""
        return folded(text)

    def hint(self, text: str, word: str) -> str:  # noqa: ARG002  # a moment quotes the text as it was typed
        """What may be meant by a word that is no choice."""
        others = self.other_words()
        meant = next(
            (others.get(choice, choice) for found, choice in self.within.items() if re.search(found, word)), ""
        )
        known = [meant] if meant else [*self.choices, *others.values()]
        return did_you_mean(meant or word, known, self.choose(), cutoff=_NEAR)

    def choose(self) -> Message:
        """The hint that names every choice."""
        return msg("choose from: {offered}", offered=listed(self.offered()))


_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_NAME = 40


def as_name(value: object) -> str:
    """The name of something that is in a folder of its own, such as a look; capitals do not matter."""
    what = msg("a name")
    text = typed(value, what)
    name = folded(text)
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        raise not_a("not-a-name", text, what, msg("write small letters, digits and dashes, such as botanic"))
    return name


HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def as_colour(value: object) -> str:
    """A colour as `#RRGGBB`; the short form and a missing `#` are understood."""
    what = msg("a colour")
    text = typed(value, what)
    found = HEX.fullmatch(text)
    if not found:
        raise not_a("not-a-colour", text, what, 'write it between quotes as "#2E5A4B"')
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    return f"#{digits.upper()}"


YesNo = Annotated[bool, BeforeValidator(as_yes_or_no), WithJsonSchema({"type": ["boolean", "string"]})]
Named = Annotated[str, BeforeValidator(as_name), WithJsonSchema({"type": "string"})]
Colour = Annotated[str, BeforeValidator(as_colour), WithJsonSchema({"type": "string"})]
LENGTH_SCHEMA: dict[str, Any] = {"type": ["integer", "string"]}
Language = Annotated[str, OneOf(*languages())]
