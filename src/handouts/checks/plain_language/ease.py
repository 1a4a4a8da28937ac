"""How easily a text is read, by the length of its sentences and words; what costs most is named.

Sources: Flesch (1948) for English, Douma (1960) for Dutch. The formulas are rough: they are no level of language.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
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
    """What is counted of a text: its sentences, its words, as often as each comes, and the syllables of all."""

    sentences: int
    words: list[str]
    syllables: int

    def ease(self, language: str) -> float:
        """From 0, very hard, to 100, very easy; a text may go past both."""
        rates = own_texts(language, "plain_language")["flesch"]
        count = len(self.words)
        long = float(rates["sentence"]) * count / self.sentences
        return float(rates["base"]) - long - float(rates["word"]) * self.syllables / count

    def dearest(self, language: str) -> list[str]:
        """The three words that cost most, each for all its uses, in the order of their cost."""
        mean = self.syllables / len(self.words)
        cost: dict[str, float] = {}
        for word in self.words:
            cost[word] = cost.get(word, 0) + syllables(word, language) - mean
        return sorted(cost, key=lambda word: (-cost[word], word))[:3]


def measured(passage: Passage, language: str) -> Measure:
    """What is counted of a text."""
    words = passage.words
    return Measure(len(passage.sentences), words, sum([syllables(word, language) for word in words]))


def check(document: Document[Any]) -> Iterator[Problem]:
    """The ease of the whole, and of each block that is hard by itself."""
    language, count, heard, words = document.language, 0, 0, list[str]()
    for passage in document.passages:
        if passage.kind in {"heading", "cell"}:
            continue
        block = measured(passage, language)
        count += block.sentences
        heard += block.syllables
        words += block.words
        if len(block.words) >= _BLOCK and (ease := block.ease(language)) < _HARD_BLOCK:
            yield advice(
                "reading-ease", document.marks.at(passage.path), "this text is hard to read: {ease}, aim at {aim}",
                "these words cost most: {words}", ease=floor(ease), aim=AIM, words=", ".join(block.dearest(language)),
            )  # fmt: skip
    total = Measure(count, words, heard)
    if len(words) >= _ENOUGH and (ease := total.ease(language)) < AIM:
        yield warning(
            "reading-ease", document.marks.at(("title",)), "all in all this is hard to read: {ease}, aim at {aim}",
            "these words cost most: {words}", ease=floor(ease), aim=AIM, words=", ".join(total.dearest(language)),
        )  # fmt: skip
