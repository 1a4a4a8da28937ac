"""The forms of one word that stand for the same thing: `hormoon`, `hormonen`; `brief`, `brieven`; `body`, `bodies`."""

from __future__ import annotations

import re

_SHORTEST = 3
"""Letters of a word of which other forms are looked for."""
_ENDINGS = ("e", "en", "s", "n", "'s", "’s")
_OPEN = re.compile(r"(?P<start>.*[^aeiou])(?P<vowel>[aeou])(?P<end>[^aeiouwxy])")
_LONG = re.compile(r"(?P<start>.*)(?P<vowel>[aeou])(?P=vowel)(?P<end>[^aeiou])")
_DOUBLED = re.compile(r".*([bdfgklmnprst])\1")
_SOFTER = {"f": "v", "s": "z"}
_HARDER = {soft: hard for hard, soft in _SOFTER.items()}


def forms_of(word: str) -> frozenset[str]:
    """A word in small letters with its singular and plural, by the rules of Dutch and English spelling."""
    word = word.lower()
    if len(word) < _SHORTEST:
        return frozenset({word, *(word + each for each in _ENDINGS)})
    singulars = {word, *_singulars(word)}
    plain = {each + ending for each in singulars for ending in ("", *_ENDINGS)}
    return frozenset(plain.union(*map(_plurals, singulars)))


def _plurals(word: str) -> set[str]:
    """How a word may change where it gets an ending: `hormoon`, `hormonen`; `bot`, `botten`; `huis`, `huizen`."""
    stems = {word, word + word[-1]} if _OPEN.fullmatch(word) else {word}
    if long := _LONG.fullmatch(word):
        stems.add(long["start"] + long["vowel"] + long["end"])
    stems |= {each[:-1] + _SOFTER[each[-1]] for each in list(stems) if each[-1] in _SOFTER}
    found = {each + "en" for each in stems} | {each + "e" for each in stems}
    return found | {word[:-1] + "ies"} if word.endswith("y") else found


def _singulars(word: str) -> set[str]:
    """What a word may be the plural of."""
    if word.endswith("ies") and len(word) > _SHORTEST:
        return {word[:-3] + "y", word[:-1]}
    if word.endswith("en") and len(word) > _SHORTEST + 1:
        stem = word[:-2]
        found = {stem}
        if _DOUBLED.fullmatch(stem):
            found.add(stem[:-1])
        elif (short := _OPEN.fullmatch(stem)) and short["start"]:
            found.add(short["start"] + short["vowel"] * 2 + short["end"])
        return found | {each[:-1] + _HARDER[each[-1]] for each in list(found) if each[-1] in _HARDER}
    return {word[:-1]} if word.endswith("s") and len(word) > _SHORTEST else set()
