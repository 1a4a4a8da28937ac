"""The words of a language by which a claim is known: what each does, on what, and what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_DATA = Path(__file__).resolve().parent / "data"
_OBJECTS = ("disease", "complaint", "state", "level", "function", "part")
_LINKS = ("", "s", "en", "n", "-")
"""What may stand between the parts of a compound: `stress-verlagend`, `weerstand-s-verhogend`."""
NOTHING = frozenset[str]()


class Lexicon(NamedTuple):
    """Words, and ends of words, each with its classes; what an object is about; and words that belong together."""

    words: Mapping[str, frozenset[str]]
    ends: Mapping[str, frozenset[str]]
    topics: Mapping[str, str]
    together: Mapping[str, tuple[tuple[str, ...], ...]]
    """By the first word, the longest first."""
    beginnings: frozenset[tuple[str, str]]
    """The first two words of each of these: few texts have any."""

    def classes(self, word: str) -> frozenset[str]:
        """The classes of a word in small letters; of a compound those of its last part."""
        if (known := self.words.get(word)) is not None:
            return known
        for start in range(1, len(word) - 2):
            if (known := self.ends.get(word[start:])) is not None:
                if not known.isdisjoint({"tail_bad", "tail_good"}):
                    if made := self._made(word[:start], known):
                        return made
                    continue
                return known
        return NOTHING

    def topic(self, word: str) -> str:
        """What an object is about; empty where that is not told."""
        if word in self.topics:
            return self.topics[word]
        of_end = next(
            (self.topics[f"*{word[at:]}"] for at in range(1, len(word)) if f"*{word[at:]}" in self.topics), ""
        )
        return of_end or self._nutrient_in(word)

    def _nutrient_in(self, word: str) -> str:
        """The nutrient of a product that is named after it, such as `magnesiumtabletten`."""
        if self.classes(word).isdisjoint({"pill", "cream"}):
            return ""
        heads = (self.topics.get(word[:at], "") for at in range(len(word) - 1, 2, -1))
        return next((each for each in heads if each.startswith("nutrient:")), "")

    def _made(self, head: str, tail: frozenset[str]) -> frozenset[str]:
        """The class of a compound of an object and an effect, such as `pijnverlichting`."""
        for link in _LINKS:
            if link and not head.endswith(link):
                continue
            found = self.words.get(head.removesuffix(link) if link else head, NOTHING)
            if "tail_bad" in tail and not found.isdisjoint({"disease", "complaint", "state", "level"}):
                return frozenset({"made_bad", *(found & set(_OBJECTS))})
            if "tail_good" in tail and not found.isdisjoint({"function", "part", "level", "goodverb"}):
                return frozenset({"made_good"})
        return NOTHING


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language; empty where it has none."""
    words: dict[str, set[str]] = {}
    ends: dict[str, set[str]] = {}
    topics: dict[str, str] = {}
    together: dict[str, set[tuple[str, ...]]] = {}
    for kind, topic, entry in _entries(language):
        for form in _forms(entry):
            if topic:
                topics.setdefault(form, topic)
            bare = form.removeprefix("*")
            words.setdefault(bare, set()).add(kind)
            if form.startswith("*") or kind.startswith("tail_"):
                ends.setdefault(bare, set()).add(kind)
            if " " in bare:
                first, *rest = bare.split()
                together.setdefault(first, set()).add((first, *rest))
    return Lexicon(
        {word: frozenset(kinds - {"tail_bad", "tail_good"}) for word, kinds in words.items()},
        {end: frozenset(kinds) for end, kinds in ends.items()},
        topics,
        {first: tuple(sorted(each, key=len, reverse=True)) for first, each in together.items()},
        frozenset((each[0], each[1]) for rows in together.values() for each in rows),
    )


def _entries(language: str) -> Iterator[tuple[str, str, str]]:
    """Each entry with its class and topic."""
    for kind, entries in data(f"words-{language}").items():
        by_topic = entries if isinstance(entries, dict) else {"": entries}
        for topic, text in by_topic.items():
            for entry in text.split(","):
                if entry.strip():
                    yield kind, topic, " ".join(entry.split())
    for name, nutrient in data("authorised").get("nutrients", {}).items():
        for entry in nutrient.get(language, "").split(","):
            if entry.strip():
                yield "nutrient", f"nutrient:{name}", entry.strip()


def _forms(entry: str) -> Iterator[str]:
    stem, *endings = entry.split("/")
    if not stem.endswith("~"):
        yield stem
    for ending in endings:
        yield stem.rstrip("~") + ending


@cache
def data(name: str) -> Mapping[str, Any]:
    """A data file of this package with those that continue it, every scalar as text; empty where there is none."""
    read = _read(name)
    return _joined(read, data(read["continued"])) if "continued" in read else read


def _joined(first: Any, second: Any) -> Any:
    """What two files say under one key: mappings, lists and rows of words are each put one behind the other."""
    if isinstance(first, dict):
        return first | {key: _joined(first[key], each) if key in first else each for key, each in second.items()}
    return [*first, *second] if isinstance(first, list) else f"{first}, {second}"


def _read(name: str) -> Mapping[str, Any]:
    import yaml

    path = _DATA / f"{name}.yaml"
    if not path.is_file():
        return {}
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    read: Mapping[str, Any] = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506
    return read
