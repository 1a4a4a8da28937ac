"""How easily a text is read, by the length of its sentences and words; what costs most is named.

Sources: Flesch (1948) for English, Douma (1960) for Dutch. The formulas are rough: they are no level of language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from handouts.checks.document import Document
from handouts.checks.passages import Passage
from handouts.checks.plain_language.syllables import syllables
from handouts.languages.texts import own_texts
from handouts.problems import Problem, advice, warning

AIM = 65
_ENOUGH = 100
"""Words of a whole text that can be measured."""
_BLOCK = 30
_HARD_BLOCK = 45
"""Words of a block of its own, and the ease under which it is hard: of so few words the measure is rough."""


class Measure(NamedTuple):
    """What is counted of a text; `heard` is the syllables of each word, as often as it comes."""

    sentences: int
    heard: list[tuple[str, int]]

    def ease(self, language: str) -> float:
        """From 0, very hard, to 100, very easy; a text may go past both."""
        rates = own_texts(language, "plain_language")["flesch"]
        count = len(self.heard)
        long = float(rates["sentence"]) * count / self.sentences
        return float(rates["base"]) - long - float(rates["word"]) * sum(each for _, each in self.heard) / count

    def dearest(self) -> list[str]:
        """The three words that cost most, each for all its uses, in the order of their cost."""
        mean = sum(each for _, each in self.heard) / len(self.heard)
        cost: dict[str, float] = {}
        for word, count in self.heard:
            cost[word] = cost.get(word, 0) + count - mean
        return sorted(cost, key=lambda word: (-cost[word], word))[:3]


def measured(passage: Passage, language: str) -> Measure:
    """What is counted of a text."""
    return Measure(len(passage.sentences), [(word, syllables(word, language)) for word in passage.words])


def check(document: Document[Any]) -> Iterator[Problem]:
    """The ease of the whole, and of each block that is hard by itself."""
    language, count, heard = document.language, 0, list[tuple[str, int]]()
    for passage in document.passages:
        if passage.kind in {"heading", "cell"}:
            continue
        block = measured(passage, language)
        count += block.sentences
        heard += block.heard
        if len(block.heard) >= _BLOCK and (ease := block.ease(language)) < _HARD_BLOCK:
            yield advice(
                "reading-ease", document.marks.at(passage.path), "this text is hard to read: {ease}, aim at {aim}",
                "these words cost most: {words}", ease=round(ease), aim=AIM, words=", ".join(block.dearest()),
            )  # fmt: skip
    total = Measure(count, heard)
    if len(heard) >= _ENOUGH and (ease := total.ease(language)) < AIM:
        yield warning(
            "reading-ease", document.marks.at(("title",)), "all in all this is hard to read: {ease}, aim at {aim}",
            "these words cost most: {words}", ease=round(ease), aim=AIM, words=", ".join(total.dearest()),
        )  # fmt: skip
