"""What the EU list says of a nutrient, as far as it was read: which topics it has, and which words may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from handouts.checks.claims.lexicon import data

_NEAREST = {
    "cramp": ("muscles",), "stiffness": ("muscles",), "pain": ("muscles",), "headache": ("nerves",),
    "sleep": ("fatigue", "nerves"), "stress": ("psyche", "nerves"), "mood": ("psyche",), "resistance": ("immune",),
    "concentration": ("psyche", "brain"), "circulation": ("blood",),
    "hormones": (), "heart": ("electrolytes", "muscles"), "recovery": ("muscles",), "joints": ("bones",),
}  # fmt: skip
"""By what a claim is about, the topics of the list that come nearest; each topic is its own nearest."""
_SMALL = re.compile(r"\b(?:de|het|een|je|uw|jouw|the|a|an|your)\b|[^\w\s-]")


class Wording(NamedTuple):
    """A claim of the list: its topic, its words in a language, and whether these were read somewhere."""

    topic: str
    words: str
    was_read: bool


def is_compared() -> bool:
    """Whether a person has compared the data with the EU register."""
    return str(data("authorised")["checked"]) != "null"


@cache
def wordings(nutrient: str, language: str) -> tuple[Wording, ...]:
    """The claims of the list for a nutrient."""
    found = data("authorised")["nutrients"].get(nutrient, {}).get("claims", ())
    key = "nl" if language == "nl" else "en"
    return tuple(
        Wording(each["topic"], each[key], each["en_seen"] == "V" and each[f"{key}_seen"] == "V") for each in found
    )


def enough(nutrient: str) -> str:
    """The least of a day with which the words may be used, with its unit; empty where the list says otherwise."""
    return str(data("authorised")["nutrients"].get(nutrient, {}).get("enough", ""))


def topics(nutrient: str) -> frozenset[str]:
    """What the list speaks of for a nutrient."""
    return frozenset(each.topic for each in wordings(nutrient, "en"))


def nearest(nutrient: str, topic: str, language: str) -> Iterator[Wording]:
    """The claims of a nutrient that come nearest to what a text is about."""
    for near in (topic, *_NEAREST.get(topic, ())):
        yield from (each for each in wordings(nutrient, language) if each.topic == near)


def carries(text: str, nutrients: Iterable[str], language: str) -> bool:
    """Whether a sentence has the words of the list for a nutrient, or ones that mean the same."""
    said = _bare(text)
    return any(
        _bare(each.words.split(maxsplit=1)[1]) in said for name in nutrients for each in wordings(name, language)
    )


def _bare(text: str) -> str:
    text = _SMALL.sub(" ", text.lower().replace("bij aan", "bij tot").replace("de opname van ijzer", "de ijzeropname"))
    return " ".join(text.replace("dragen", "draagt").split())
