"""What a claim is: its rule, its words, and what it is about; and the names of the rules, the heaviest first."""

from __future__ import annotations

from typing import NamedTuple

from handouts.checks.claims.lexicon import lexicon
from handouts.checks.claims.texts import Text
from handouts.checks.claims.tokens import Sentence, tokens

MEDICAL = "claims-medical"
TEST = "claims-test"
UPTAKE = "claims-uptake"
RECOMMENDED = "claims-recommended"
WEIGHT = "claims-weight"
SHORTAGE = "claims-shortage"
HERB = "claims-herb"
GENERAL = "claims-general"
UNAUTHORISED = "claims-unauthorised"
EXPERIENCE = "claims-experience"
CONDITION = "claims-condition"
RULES = (
    MEDICAL, TEST, UPTAKE, RECOMMENDED, WEIGHT, SHORTAGE, HERB, UNAUTHORISED, GENERAL, EXPERIENCE, CONDITION,
)  # fmt: skip
"""Of several claims in one sentence the first of these is said."""


class Readings:
    """Texts of one document as rows of words: each is read once, and none is kept longer than the document."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._read: dict[str, Sentence] = {}
        self.covers: dict[str, bool] = {}
        """Whether a heading or lead-in takes away all that is promised under it, as far as that was asked."""

    def read(self, text: str) -> Sentence:
        """A text as one row of words."""
        if text not in self._read:
            self._read[text] = Sentence(tokens(text, 0, len(text), self.language))
        return self._read[text]


class Said(NamedTuple):
    """A sentence in which claims are looked for, the one behind it, and the text that both are in."""

    text: Text
    sentence: Sentence
    following: Sentence | None
    readings: Readings

    @property
    def language(self) -> str:
        """The language of the sentence."""
        return self.readings.language

    @property
    def block(self) -> Sentence:
        """All that the block of the text says."""
        return self.readings.read(self.text.block)


class Words(NamedTuple):
    """The words of a sentence that make a claim, by the numbers of the first and the last, and what they act on."""

    first: int
    last: int
    object: int | None = None


class Claim(NamedTuple):
    """A claim at some characters of a text; `topic` and `nutrient` are as in the data, `object` as in the text."""

    rule: str
    start: int
    end: int
    subject: str
    topic: str = ""
    nutrient: str = ""
    object: str = ""
    is_cure: bool = False
    """Whether it says that a disease is cured or kept away."""


def claim(said: Said, rule: str, words: Words, subject: str, nutrient: str = "") -> Claim:
    """A claim of some words of a sentence."""
    inside = [each for each in said.sentence.tokens[words.first : words.last + 1] if each.start >= 0]
    acted = said.sentence.tokens[words.object].word if words.object is not None else ""
    topic = lexicon(said.language).topic(acted)
    return Claim(rule, inside[0].start, inside[-1].end, subject, topic, nutrient, acted)
