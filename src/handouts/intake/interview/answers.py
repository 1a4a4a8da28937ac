"""The types of answer: how what was typed is understood, and how an answer is shown as the default.

What a field may hold is known to the model alone; here its converters are asked.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from handouts.content.dumping import scalar
from handouts.content.model.fields import Model, mistake
from handouts.content.model.settings import as_yes_or_no
from handouts.content.reading import read_yaml
from handouts.languages.lexicon import WORDS, Kind, alternatives
from handouts.languages.messages import translated, worded_date
from handouts.languages.texts import texts
from handouts.problems import ContentError, HandoutsError

T = TypeVar("T")


class Words(dict[str, str]):
    """The texts of the questions in a language, by key.

    A text of the form `question|meaning` gives after the bar what an empty answer means.
    """

    def __init__(self, language: str) -> None:
        """What the language lacks is in English."""
        super().__init__(texts(language, "questions"))
        self.language = language

    def date(self, day: date) -> str:
        """A day as it is read aloud."""
        return worded_date(day, self.language)


class Unclear(Exception):
    """An answer that is not understood; the message is a sentence in the user's language."""


NOT_UNDERSTOOD = (Unclear, ValidationError, PydanticCustomError, HandoutsError)


class AnswerType(ABC, Generic[T]):
    """A type of answer. What `show` gives is understood as the same answer again."""

    @abstractmethod
    def understand(self, text: str) -> T:
        """The answer that was typed. Raises one of NOT_UNDERSTOOD."""

    def show(self, answer: T) -> str:
        """The answer as one would type it."""
        return str(answer)

    def offer(self) -> list[str]:
        """What can be chosen, a line each; empty when anything can be typed."""
        return []


class Typed(AnswerType[str]):
    """Text that is kept as it was typed, if `check` has nothing against it; a number is kept as the number it is."""

    def __init__(self, check: Callable[[str], object] = str) -> None:
        """`check` raises one of NOT_UNDERSTOOD, or gives the value that the model makes of the text."""
        self._check = check

    def understand(self, text: str) -> str:
        """See `AnswerType`; a character that a file cannot hold is refused now, not once everything is typed."""
        try:
            read_yaml(f"text: {scalar(text, 'text: ')}\n".encode(), "")
        except UnicodeEncodeError:
            raise mistake("unprintable", "this holds a character that cannot be printed", "type it again") from None
        value = self._check(text)
        return str(value) if isinstance(value, int | Decimal) else text


def of_field(model: type[Model], name: str) -> Typed:
    """Text that the field of a model understands."""
    field = model.model_fields[name]
    annotation: Any = field.annotation
    return Typed(TypeAdapter(Annotated[annotation, *field.metadata] if field.metadata else annotation).validate_python)


class YesNo(AnswerType[bool]):
    """Yes or no."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def understand(self, text: str) -> bool:
        """See `AnswerType`."""
        return as_yes_or_no(text)

    def show(self, answer: bool) -> str:  # noqa: FBT001  # the answer is what this is about
        """See `AnswerType`."""
        return self._words["yes" if answer else "no"]


class YesNoOr(AnswerType[str]):
    """Yes or no, or something else; the answer is the word for yes or no in the user's language, or the other one."""

    def __init__(self, words: Words, other: AnswerType[str] | None) -> None:
        """`other` understands what is neither; without it only yes and no are answers."""
        self._words = words
        self._other = other

    def understand(self, text: str) -> str:
        """See `AnswerType`."""
        try:
            return self._words["yes" if as_yes_or_no(text) else "no"]
        except PydanticCustomError:
            if self._other is None:
                raise
            return self._other.understand(text)


class _Options(AnswerType[T]):
    """Things to choose from, by number, by key, by word, or by the beginning of a word."""

    def __init__(self, options: Mapping[str, str], words: Words, also: Mapping[str, str] | None = None) -> None:
        """`options` are what each key is called, `also` other words for a key."""
        self._options = options
        self._also = also or {}
        self._words = words
        # Next to choices such as 10 and 20 a number in front would be one more number to choose from.
        self._numbered = not any(re.fullmatch(r"[\d.,]+", word) for word in (*options, *options.values()))
        self._by_key = any("," in word for word in options.values())

    def offer(self) -> list[str]:
        """See `AnswerType`."""
        called = self._options.values()
        return [f"{number} {word}" for number, word in enumerate(called, start=1)] if self._numbered else list(called)

    def _key(self, text: str) -> str:
        typed = text.strip().casefold()
        keys = list(self._options)
        if self._numbered and re.fullmatch(r"[0-9]{1,4}", typed) and 1 <= int(typed) <= len(keys):
            return keys[int(typed) - 1]
        if typed in self._also:
            return self._also[typed]
        for found in self._matches(typed):
            if len(found) == 1:
                return found[0]
        choices = ", ".join(self._options if self._by_key else self._options.values())
        raise Unclear(self._words["no_choice"].format(text=text, choices=choices))

    def _matches(self, typed: str) -> Iterator[list[str]]:
        """Nearer and wider ways in which keys match what was typed."""
        called = {key: (key.casefold(), word.casefold()) for key, word in self._options.items()}
        if typed:
            yield [key for key, words in called.items() if typed in words]
            yield [key for key, words in called.items() if any(word.startswith(typed) for word in words)]
            yield [key for key, words in called.items() if typed in re.findall(r"\w+", words[1])]

    def _shown(self, key: str) -> str:
        return key if self._by_key else self._options.get(key, key)


class Choice(_Options[str]):
    """One of several things; the answer is its key."""

    def understand(self, text: str) -> str:
        """See `AnswerType`."""
        return self._key(text)

    def show(self, answer: str) -> str:
        """See `AnswerType`."""
        return self._shown(answer)


AND = rf"\s(?:{alternatives(WORDS[Kind.AND], WORDS[Kind.PLUS])})\s"
"""A pattern for what is between two things of which both are meant."""


class Several(_Options[tuple[str, ...]]):
    """Some of several things: `1,3`, `1 3`, or words with a comma or `en` between; the answer is their keys."""

    def understand(self, text: str) -> tuple[str, ...]:
        """See `AnswerType`."""
        separator = r"[\s,;]+" if re.fullmatch(r"[\d\s,;]+", text) else r"[,;]"
        parts = [part for part in re.split(separator, text) if part.strip()]
        if not parts:
            raise Unclear(self._words["needed"])
        return tuple(dict.fromkeys(key for part in parts for key in self._keys(part)))

    def _keys(self, text: str) -> list[str]:
        """The keys of a part, which may be one thing called `rust en ruimte`, or two."""
        try:
            return [self._key(text)]
        except Unclear:
            several = re.split(AND, text)
            if len(several) == 1:
                raise
            return [self._key(part) for part in several if part.strip()]

    def show(self, answer: Sequence[str]) -> str:
        """See `AnswerType`."""
        return ", ".join(self._shown(key) for key in answer)


def explained(reason: Exception, words: Words) -> list[str]:
    """Why an answer is not understood, in the user's language, a line each."""
    if isinstance(reason, Unclear):
        return [str(reason)]
    lines = []
    for sentence, hint in _mistakes(reason):
        said = translated(sentence, words.language).rstrip(".")
        lines.append(f"{said[:1].upper()}{said[1:]}.")
        if hint:
            lines.append(words["hint"].format(hint=translated(hint, words.language)))
    return list(dict.fromkeys(lines))


def _mistakes(reason: Exception) -> list[tuple[str, str]]:
    """The sentence and the hint of each mistake that the model finds in an answer."""
    if isinstance(reason, ContentError):
        return [(each.message, each.hint) for each in reason.problems[:3]]
    if isinstance(reason, ValidationError):
        contexts = [each.get("ctx", {}) for each in reason.errors()]
    elif isinstance(reason, PydanticCustomError):
        contexts = [reason.context or {}]
    else:
        return [(str(reason), "")]
    return [(each["sentence"], each["hint"]) for each in contexts]
