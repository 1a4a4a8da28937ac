"""The kinds of answer: how what was typed is understood, and how an answer is shown as the default.

What a field may hold is known to the model alone; here its converters are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any, NamedTuple, Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from handouts.dumping import scalar
from handouts.model.fields import Model, as_yes_or_no
from handouts.problems import HandoutsError, Refused
from handouts.reading import MAX_WORD, read_yaml

T = TypeVar("T")

# Rules of the model that can be said in her own language.
_SAID = {
    "not-a-date": "no_day",
    "no-such-date": "no_such_day",
    "not-yes-or-no": "no_yes_or_no",
    "not-a-number": "no_number",
    "not-a-ref": "no_ref",
    "no-such-time": "no_time",
    "unprintable": "no_sign",
    "empty": "needed",
    "out-of-range": "out_of_range",
    "too-long": "long_word",
    "too-large": "long_text",
    "not-an-activity": "no_activity",
}


class Unclear(Exception):
    """An answer that is not understood; the message is a sentence in her language."""


NOT_UNDERSTOOD = (Unclear, ValidationError, PydanticCustomError, HandoutsError)


class Kind(Protocol[T]):
    """A kind of answer. What `show` gives is understood as the same answer again."""

    def understand(self, text: str) -> T:
        """The answer that was typed. Raises one of NOT_UNDERSTOOD."""

    def show(self, answer: T) -> str:
        """The answer as she would type it."""

    def offer(self) -> list[str]:
        """What can be chosen, a line each; empty when anything can be typed."""


class Typed:
    """Text that is kept as it was typed, if `check` has nothing against it."""

    def __init__(self, check: Callable[[str], object] = str) -> None:
        """`check` raises one of NOT_UNDERSTOOD."""
        self._check = check

    def understand(self, text: str) -> str:
        """See `Kind`; a character that a file cannot hold is refused here, and not when everything is typed."""
        try:
            read_yaml(f"text: {scalar(text, 'text: ')}\n".encode(), "")
        except UnicodeEncodeError:
            raise PydanticCustomError("unprintable", "a character that is none") from None
        self._check(text)
        return text

    def show(self, answer: str) -> str:
        """See `Kind`."""
        return answer

    def offer(self) -> list[str]:
        """See `Kind`."""
        return []


def of_field(model: type[Model], name: str) -> Typed:
    """Text that the field of a model understands."""
    field = model.model_fields[name]
    kind: Any = field.annotation
    adapter = TypeAdapter(Annotated[kind, *field.metadata] if field.metadata else kind)
    return Typed(adapter.validate_python)


class NumberOfDays(Typed):
    """A number of days; `6 weken` is kept as `42`."""

    def understand(self, text: str) -> str:
        """See `Kind`."""
        found = re.fullmatch(r"(\d{1,3}) ?(dag(?:en)?|days?|we(?:ek|ken|eks?))", text.strip().casefold())
        return super().understand(str(int(found[1]) * (7 if found[2].startswith("w") else 1)) if found else text)


class Milligrams(Typed):
    """A number of milligrams; `300 mg` is kept as `300`."""

    def understand(self, text: str) -> str:
        """See `Kind`."""
        return super().understand(re.sub(r"\s*mg\.?$", "", text, flags=re.IGNORECASE))


class YesNo:
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

    def offer(self) -> list[str]:
        """See `Kind`."""
        return []


class _Options:
    """Things to choose from, by number, by key, by word, or by the beginning of a word."""

    def __init__(
        self, options: Mapping[str, str], words: Mapping[str, str], also: Mapping[str, str] | None = None
    ) -> None:
        """`options` are what is said for each key, `also` other words for a key; `words` are those of her language."""
        self._options = options
        self._also = also or {}
        self._words = words
        # Beside choices such as 10 and 20 a number in front would be one more number to choose.
        self._numbered = not any(re.fullmatch(r"[\d.,]+", word) for word in (*options, *options.values()))
        self._by_key = any("," in word for word in options.values())

    def offer(self) -> list[str]:
        """See `Kind`."""
        said = self._options.values()
        return [f"{number} {word}" for number, word in enumerate(said, start=1)] if self._numbered else list(said)

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
        choices = ", ".join(self._options) if self._by_key else ", ".join(self._options.values())
        raise Unclear(self._words["no_choice"].format(text=text, choices=choices))

    def _matches(self, typed: str) -> Iterator[list[str]]:
        """Nearer and wider ways in which keys match what was typed."""
        said = {key: (key.casefold(), word.casefold()) for key, word in self._options.items()}
        if typed:
            yield [key for key, words in said.items() if typed in words]
            yield [key for key, words in said.items() if any(word.startswith(typed) for word in words)]
            yield [key for key, words in said.items() if typed in re.findall(r"\w+", words[1])]

    def _shown(self, key: str) -> str:
        return key if self._by_key else self._options.get(key, key)


class Choice(_Options):
    """One of several things; the answer is its key."""

    def understand(self, text: str) -> str:
        """See `Kind`."""
        return self._key(text)

    def show(self, answer: str) -> str:
        """See `Kind`."""
        return self._shown(answer)


_AND = re.compile(r"\s+(?:en|and|[+&])\s+")


class Several(_Options):
    """Some of several things: `1,3`, `1 3`, or words with a comma or `en` between; the answer is their keys."""

    def understand(self, text: str) -> tuple[str, ...]:
        """See `Kind`."""
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
            several = _AND.split(text.strip())
            if len(several) == 1:
                raise
            return [self._key(part) for part in several]

    def show(self, answer: Sequence[str]) -> str:
        """See `Kind`."""
        return ", ".join(self._shown(key) for key in answer)


def explained(reason: Exception, text: str, words: Mapping[str, str]) -> list[str]:
    """What is said when `text` is not understood, a line each: in her language where that is known."""
    if isinstance(reason, Unclear):
        return [str(reason)]
    if isinstance(reason, Refused):
        found = [_Found(each.rule, each.message, each.hint, {}) for each in reason.problems[:3]]
    elif isinstance(reason, PydanticCustomError):
        found = [_told(reason.type, reason.context or {})]
    elif isinstance(reason, ValidationError):
        found = [
            _told(details["type"], details.get("ctx", {"sentence": details["msg"]})) for details in reason.errors()
        ]
    else:
        found = [_Found("", str(reason), "", {})]
    lines = []
    for each in found:
        if each.rule in _SAID:
            lines.append(words[_SAID[each.rule]].format_map({**each.facts, "text": text, "most": MAX_WORD}))
            continue
        lines.append(words["unclear"].format(sentence=each.sentence.rstrip(".")))
        if each.hint:
            lines.append(words["hint"].format(hint=each.hint))
    return list(dict.fromkeys(lines))


class _Found(NamedTuple):
    """What the model has against an answer, and the numbers in its sentence."""

    rule: str
    sentence: str
    hint: str
    facts: Mapping[str, Any]


def _told(rule: str, context: Mapping[str, Any]) -> _Found:
    return _Found(rule, str(context.get("sentence", rule)), str(context.get("hint", "")), context)
