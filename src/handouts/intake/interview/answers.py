"""The kinds of answer: how what was typed is understood, and how an answer is shown as the default.

What a field may hold is known to the model alone; here its converters are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from handouts.content.dumping import scalar
from handouts.content.model.fields import Model, as_yes_or_no
from handouts.content.reading import MAX_WORD, read_yaml
from handouts.problems import ContentError, HandoutsError

T = TypeVar("T")


class Unclear(Exception):
    """An answer that is not understood; the message is a sentence in her language."""


NOT_UNDERSTOOD = (Unclear, ValidationError, PydanticCustomError, HandoutsError)


class Kind(Generic[T]):
    """A kind of answer. What `show` gives is understood as the same answer again."""

    def understand(self, text: str) -> T:
        """The answer that was typed. Raises one of NOT_UNDERSTOOD."""
        raise NotImplementedError

    def show(self, answer: T) -> str:
        """The answer as she would type it."""
        return str(answer)

    def offer(self) -> list[str]:
        """What can be chosen, a line each; empty when anything can be typed."""
        return []


class Typed(Kind[str]):
    """Text that is kept as it was typed, if `check` has nothing against it; a number is kept as the number it is."""

    def __init__(self, check: Callable[[str], object] = str) -> None:
        """`check` raises one of NOT_UNDERSTOOD, or gives the value that the model makes of the text."""
        self._check = check

    def understand(self, text: str) -> str:
        """See `Kind`; a character that a file cannot hold is refused here, and not when everything is typed."""
        try:
            read_yaml(f"text: {scalar(text, 'text: ')}\n".encode(), "")
        except UnicodeEncodeError:
            raise PydanticCustomError("unprintable", "a character that is none") from None
        value = self._check(text)
        return str(value) if isinstance(value, int | Decimal) else text


def of_field(model: type[Model], name: str) -> Typed:
    """Text that the field of a model understands."""
    field = model.model_fields[name]
    kind: Any = field.annotation
    return Typed(TypeAdapter(Annotated[kind, *field.metadata] if field.metadata else kind).validate_python)


class YesNo(Kind[bool]):
    """Yes or no."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """`words` are those of her language."""
        self._words = words

    def understand(self, text: str) -> bool:
        """See `Kind`."""
        return as_yes_or_no(text)

    def show(self, answer: bool) -> str:  # noqa: FBT001  # the answer is what this is about
        """See `Kind`."""
        return self._words["yes" if answer else "no"]


class YesNoOr(Kind[str]):
    """Yes or no, or something else; the answer is her word for yes or no, or the other one."""

    def __init__(self, words: Mapping[str, str], other: Kind[str] | None) -> None:
        """`words` are those of her language; `other` understands what is neither, where that is an answer."""
        self._words = words
        self._other = other

    def understand(self, text: str) -> str:
        """See `Kind`."""
        try:
            return self._words["yes" if as_yes_or_no(text) else "no"]
        except PydanticCustomError:
            if self._other is None:
                raise
            return self._other.understand(text)


class _Options(Kind[T]):
    """Things to choose from, by number, by key, by word, or by the beginning of a word."""

    def __init__(
        self, options: Mapping[str, str], words: Mapping[str, str], also: Mapping[str, str] | None = None
    ) -> None:
        """`options` are what each key is called, `also` other words for a key; `words` are those of her language."""
        self._options = options
        self._also = also or {}
        self._words = words
        # Beside choices such as 10 and 20 a number in front would be one more number to choose.
        self._numbered = not any(re.fullmatch(r"[\d.,]+", word) for word in (*options, *options.values()))
        self._by_key = any("," in word for word in options.values())

    def offer(self) -> list[str]:
        """See `Kind`."""
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
        """See `Kind`."""
        return self._key(text)

    def show(self, answer: str) -> str:
        """See `Kind`."""
        return self._shown(answer)


_AND = re.compile(r"\s+(?:en|and|[+&])\s+")


class Several(_Options[tuple[str, ...]]):
    """Some of several things: `1,3`, `1 3`, or words with a comma or `en` between; the answer is their keys."""

    def understand(self, text: str) -> tuple[str, ...]:
        """See `Kind`."""
        separator = r"[\s,;]+" if re.fullmatch(r"[\d\s,;]+", text) else r"[,;]"
        parts = [part for part in re.split(separator, text) if part.strip()]
        if not parts:
            raise Unclear(self._words["rule.empty"])
        return tuple(dict.fromkeys(key for part in parts for key in self._keys(part)))

    def _keys(self, text: str) -> list[str]:
        """The keys of a part, which may be one thing called `rust en ruimte`, or two."""
        try:
            return [self._key(text)]
        except Unclear:
            several = _AND.split(text.strip())
            if len(several) == 1:
                raise
            return [self._key(part) for part in several]

    def show(self, answer: Sequence[str]) -> str:
        """See `Kind`."""
        return ", ".join(self._shown(key) for key in answer)


def explained(reason: Exception, text: str, words: Mapping[str, str]) -> list[str]:
    """Why `text` is not understood, a line each: in her language where there is a sentence for it."""
    if isinstance(reason, Unclear):
        return [str(reason)]
    lines = []
    for rule, facts in _mistakes(reason):
        if sentence := words.get(f"rule.{rule}"):
            lines.append(sentence.format_map({**facts, "text": text, "most": MAX_WORD}))
            continue
        lines.append(words["unclear"].format(sentence=str(facts["sentence"]).rstrip(".")))
        if facts.get("hint"):
            lines.append(words["hint"].format(hint=facts["hint"]))
    return list(dict.fromkeys(lines))


def _mistakes(reason: Exception) -> list[tuple[str, Mapping[str, Any]]]:
    """What the model has against an answer: each rule, with its sentence, its hint and the numbers in these."""
    if isinstance(reason, ContentError):
        return [(each.rule, {"sentence": each.message, "hint": each.hint}) for each in reason.problems[:3]]
    if isinstance(reason, PydanticCustomError):
        return [(reason.type, {"sentence": reason.type, **(reason.context or {})})]
    if isinstance(reason, ValidationError):
        return [(each["type"], {"sentence": each["msg"], **each.get("ctx", {})}) for each in reason.errors()]
    return [("", {"sentence": str(reason)})]
