"""How what is left of the made-up practices is recognised in any text, whatever its spacing and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from handouts.content.reading import FieldPath, Value, read_yaml
from handouts.content.starters import example_practices
from handouts.problems import msg

_ADDRESS, _NAME, _NUMBER = msg("address"), msg("name"), msg("number")
OWN = {
    "disclosure": msg("disclosure"),
    "directions": msg("way to get there"),
    "website": _ADDRESS,
    "email": _ADDRESS,
    "complaints.url": _ADDRESS,
    "privacy_url": _ADDRESS,
    "name": msg("practice"),
    "practitioner.name": _NAME,
    "address.street": _ADDRESS,
    "address.postcode": _ADDRESS,
    "phone": msg("telephone number"),
    "registrations.kvk": _NUMBER,
    "registrations.agb_practitioner": _NUMBER,
    "registrations.agb_practice": _NUMBER,
    "registrations.associations.name": msg("association"),
    "complaints.officer": msg("complaints officer"),
    "complaints.disputes_body": msg("disputes body"),
}
"""What no other practice has: what it is, by its keys. It is recognised in any text; where several are, the first."""
SHARED = {
    "address.city": msg("town"),
    "registrations.associations.number": _NUMBER,
    "opening_hours": msg("opening hours"),
}
"""What others may have too: only what has the same key, and is the same from end to end, is left over."""
EVERYBODYS = frozenset(
    {"tagline", "practitioner.role", "disclosure_for", "language", "brand.look", "brand.palette", "brand.typefaces"}
)
"""What any practice may say in the same words."""

IN_BROCHURES = {"Ik werk met producten van Zechsal, en ik verkoop ze ook": OWN["disclosure"]}
"""What else the brochures of a new folder once said in the name of a practice; folders begun then may still have it."""

_LANGUAGES = ("nl", "en")
_ADDRESSES = frozenset({"website", "email", "complaints.url", "privacy_url"})
_NUMBERS = frozenset({"registrations.kvk", "registrations.agb_practitioner", "registrations.agb_practice"})
_BETWEEN = r"[\s.\-/()]*"
"""What people write between the digits of a number."""
_NO_DIGIT_BEFORE, _NO_DIGIT_AFTER = r"(?<!\d)(?<!\d[ .-])", r"(?![ .-]?\d)"


class Traces(NamedTuple):
    """A pattern for any text and what each of its groups is; values by their keys; and each example as a whole."""

    pattern: re.Pattern[str]
    kinds: dict[str, str]
    shared: frozenset[tuple[str, str]]
    whole: tuple[frozenset[tuple[str, str]], ...]

    def kind(self, found: re.Match[str]) -> str:
        """What it is that was found, such as `telephone number`."""
        return self.kinds[str(found.lastgroup)]


@lru_cache(maxsize=1)
def traces() -> Traces:
    """Those of the practices that the package comes with."""
    examples = [read_yaml(data, "practice.yaml").value for data in example_practices()]
    kinds = {
        _pattern(name, text): kind for name, kind in OWN.items() for each in examples for _, text in values(each, name)
    }
    kinds |= {_words(text): kind for text, kind in IN_BROCHURES.items()}
    kinds |= {_words(surname): _NAME for each in examples for surname in _surnames(each)}
    groups = {f"group{number}": pattern for number, pattern in enumerate(kinds)}
    return Traces(
        re.compile("|".join(f"(?P<{group}>{pattern})" for group, pattern in groups.items()), re.IGNORECASE),
        {group: kinds[pattern] for group, pattern in groups.items()},
        frozenset((name, plain(text)) for name in SHARED for each in examples for _, text in values(each, name)),
        tuple(known_in(each) for each in examples),
    )


def scalars(value: Value, keys: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Every text that was read, with its keys."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from scalars(inner, (*keys, key))
    else:
        for index, inner in enumerate(value):
            yield from scalars(inner, (*keys, index))


def name_of(keys: FieldPath) -> str:
    """The keys as they are named here, without places in a list and languages: `registrations.kvk`."""
    return ".".join(key for key in keys if isinstance(key, str) and key not in _LANGUAGES)


def values(value: Value, name: str) -> Iterator[tuple[FieldPath, str]]:
    """The texts of that name with their keys; opening hours as one text, of all languages and of each."""
    found = [(keys, text) for keys, text in scalars(value) if name_of(keys) == name]
    if name != "opening_hours":
        yield from found
        return
    for language in (None, *_LANGUAGES):
        lines = [text for keys, text in found if language in {None, keys[-1]}]
        if lines:
            yield ("opening_hours",), " ".join(lines)


def known_in(value: Value) -> frozenset[tuple[str, str]]:
    """What a practice has under the keys that are looked at."""
    names = OWN.keys() | SHARED.keys()
    return frozenset((name_of(keys), plain(text)) for keys, text in scalars(value) if name_of(keys) in names)


def plain(text: str) -> str:
    """A text without its spacing, signs and capitals."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _pattern(name: str, text: str) -> str:
    if name in _ADDRESSES:
        host = re.escape(re.sub(r"^(?:[^@]*@|https?://)", "", text).split("/")[0]).replace(r"\.", r"\s?\.\s?")
        return rf"(?<![\w.])(?:[\w.+-]{{1,64}}@|https?://)?(?:www\.)?{host}(?:/[\w./?=&%-]*\w)?(?!\w)"
    if name == "phone":
        digits = re.sub(r"\D", "", text)
        abroad = rf"(?:\+|00){_BETWEEN}31{_BETWEEN}(?:0{_BETWEEN})?"
        return rf"{_NO_DIGIT_BEFORE}(?:{abroad}|0{_BETWEEN}){_BETWEEN.join(digits[1:])}{_NO_DIGIT_AFTER}"
    if name in _NUMBERS:
        # Only as numbers of a register are written: 00-00-0000 is where somebody writes a date.
        parts = re.findall("[0-9]+", text) if "-" in text else (text[:4], text[4:])
        return f"{_NO_DIGIT_BEFORE}{'[ .-]?'.join(parts)}{_NO_DIGIT_AFTER}"
    # Of a disclosure what names the supplier: the rest may be anybody's.
    return _words(text.partition(".")[0] if name == "disclosure" else text)


def _words(text: str) -> str:
    words = r"[\W_]*".join(re.findall(r"[^\W_]+", text))
    return rf"(?<![^\W_]){words}(?![^\W_])"


def _surnames(value: Value) -> set[str]:
    """The made-up name that both the practice and the practitioner have."""
    of_practice, of_practitioner = (
        {word for _, text in values(value, name) for word in text.split()} for name in ("name", "practitioner.name")
    )
    return of_practice & of_practitioner
