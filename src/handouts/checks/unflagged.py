"""What a consult mentions of the client's health is among its flags too, since only a flag prints the cautions.

A word counts when it is about the client, see `assertion`; a pregnancy must not be past either. What is doubtful is
passed over, so that a warning is worth reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handouts.checks.assertion import Sentence
from handouts.checks.medicine_names import NAMED
from handouts.checks.words import any_of
from handouts.content.model.module import FLAG_NAMES
from handouts.content.model.printed import printed_texts
from handouts.content.model.sheet import Consult
from handouts.content.reading import FieldPath
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Problem, msg, warning

_SUBJECTS = {
    "pregnant": msg("being pregnant"),
    "kidneys": msg("trouble with the kidneys"),
    "diabetes": msg("diabetes"),
    "medication": msg("medicines"),
    "heart": msg("trouble with the heart or the blood vessels"),
    "skin": msg("trouble with the skin"),
    "thoughts-of-suicide": msg("thoughts of suicide"),
}
_MENTIONS = {flag: any_of(f"flag_{flag}") for flag in _SUBJECTS}
_MENTIONS["medication"] += (
    rf"|{NAMED}|{any_of('flag_takes')} (?:(?!zonder|geen|no |without)\w+ ){{0,3}}?"
    r"(?:medicijn(?:en)?|medicatie|medication|medicines?)"
)
_PATTERN = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<f{index}>{words})" for index, words in enumerate(_MENTIONS.values()))
    + r")(?![\w-])"
)
_FLAGS = list(_MENTIONS)
_MEDICINE = re.compile(rf"(?<![\w-]){NAMED}(?![\w-])")
_BOTH = {"insuline", "insulin", "metformine", "metformin"}
"""Medicines that mean diabetes too."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n\s*\n|^\s*[-*•]\s+", re.MULTILINE)


def check(resolved: ResolvedSheet) -> Iterator[Problem]:
    """What the texts and the schedule of the consult, or of the one before it, say that its flags do not."""
    consult = resolved.consult
    before = resolved.earlier.consult if resolved.earlier else None
    repeated = set(before.value.flags) if before else set()
    for flag, path in _mentioned_in(consult.value).items():
        if flag not in consult.value.flags and flag not in repeated:
            yield warning("no-flag", consult.marks.at(path), "this mentions {subject}, and flags: has no {flag}",
                          "add {flag} to flags:, or write here whom it is about",
                          subject=_SUBJECTS[flag], flag=FLAG_NAMES[flag])  # fmt: skip
    if before is None:
        return
    named = {flag for _, text in _texts(consult.value) for flag in _named_in(text)}
    for flag in _mentioned_in(before.value):
        if flag not in {*consult.value.flags, *repeated, *named}:
            yield warning("no-flag", consult.marks.at(("follows",)),
                          "the consult before this one, {ref}, mentions {subject}, and flags: has no {flag}",
                          "add {flag} to flags:, if it still holds",
                          ref=before.value.ref, subject=_SUBJECTS[flag], flag=FLAG_NAMES[flag])  # fmt: skip


def _mentioned_in(consult: Consult) -> Mapping[str, FieldPath]:
    """The flags that a consult speaks of, each with the path of the first text, or else the product, that does."""
    found: dict[str, FieldPath] = {}
    for path, text in _texts(consult):
        for flag in flags_in(text):
            found.setdefault(flag, path)
    for index, line in enumerate(consult.schedule):
        for flag in flags_of_product(line.product):
            found.setdefault(flag, ("schedule", index, "product"))
    return found


def _texts(consult: Consult) -> Iterator[tuple[FieldPath, str]]:
    for path, text in printed_texts(consult):
        if path[0] in {"summary_steps", "discussed", "goals", "note"} or path[-1] == "how":
            yield path, text


def flags_of_product(product: str) -> Iterator[str]:
    """The flags of a medicine in the schedule, by its name."""
    for found in _MEDICINE.finditer(product.casefold()):
        yield from _flags_of_medicine(found[0])


def flags_in(text: str) -> Iterator[str]:
    """The flags that a text, in Dutch or English, mentions of the client whom it addresses; one may come twice."""
    for sentence in map(Sentence, _sentences(text)):
        for found in _PATTERN.finditer(sentence.text):
            for flag in _flags_of(found):
                if sentence.says(found, passes=flag == "pregnant"):
                    yield flag


def _named_in(text: str) -> Iterator[str]:
    """The flags that a text names at all, be it to deny them."""
    for sentence in _sentences(text):
        for found in _PATTERN.finditer(sentence):
            yield from _flags_of(found)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text.casefold().replace("’", "'").replace("*", "")):
        yield " ".join(sentence.split())


def _flags_of(found: re.Match[str]) -> list[str]:
    flag = _FLAGS[int(str(found.lastgroup)[1:])]
    return _flags_of_medicine(found[0]) if found[0] in _BOTH else [flag]


def _flags_of_medicine(name: str) -> list[str]:
    return ["diabetes", "medication"] if name in _BOTH else ["medication"]
