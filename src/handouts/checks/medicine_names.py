"""Which words of a text are a medicine: by its name, by the ending of such a name, or by what it is for.

The words are in `languages/LANGUAGE/medicines.yaml`. A text may mix languages.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from handouts.languages.texts import words_of


def _words(key: str) -> frozenset[str]:
    return frozenset(words_of("medicines", key))


_NAMES, _NO_NAMES, _KINDS, _OTHERS = _words("names"), _words("no_medicines"), _words("kinds"), _words("others")
_ENDINGS, _OTHERS_END, _PILLS_END, _NO_PILLS = (
    tuple(words_of("medicines", key)) for key in ("endings", "others_end", "pills_end", "no_pills")
)
_SELF_CARE = _words("self_care")
_BARE, _BARE_AFTER = _words("bare_pills"), _words("bare_pills_after")
_PHRASE = re.compile(rf"(?<![\w-])(?:{'|'.join(words_of('medicines', 'phrases'))})(?![\w-])")
_WORD = re.compile(r"[\w'-]+")
_SUPPLEMENT = re.compile(
    r"magnesium|supplement|vitamin|\bzink\b|\bzinc\b|\bijzer\b|\biron\b|melatonin|omega|kruid|\bherb|foliumzuur|folic"
)
_OF_PHRASES = frozenset(
    {"thinner", "thinners", "blocker", "blockers", "blokker", "blokkers", "pill", "pills", "tablet", "tablets"}
)
_LEAST = 3
"""Letters before an ending."""

NAMED = (
    rf"(?:{'|'.join(sorted(map(re.escape, _NAMES | _KINDS), key=len, reverse=True))}|"
    rf"(?!(?:{'|'.join(_NO_NAMES)})\b)[^\W\d_]{{{_LEAST},}}(?:{'|'.join(_ENDINGS)})|"
    rf"{'|'.join(words_of('medicines', 'phrases'))})"
)
"""A pattern for what is a medicine by its name or by what it is for."""


@lru_cache(maxsize=4000)
def is_medicine(word: str) -> bool:
    """Whether a word in small letters is a medicine whatever stands around it."""
    if word in _NAMES or word in _KINDS or word in _OTHERS:
        return True
    if _ends_in(word, _ENDINGS):
        return word not in _NO_NAMES
    return _ends_in(word, _OTHERS_END) or (_ends_in(word, _PILLS_END) and not word.startswith(_NO_PILLS))


def _ends_in(word: str, endings: tuple[str, ...]) -> bool:
    return word.endswith(endings) and any(word.endswith(each, _LEAST) for each in endings)


def may_name(letters: Collection[str]) -> bool:
    """Whether any of the words of a text can be a medicine, or a part of what is one."""
    return any(is_medicine(each) or each in _BARE or each in _OF_PHRASES | _SELF_CARE for each in letters)


def marked(sentence: str, sign: str, about: str = "") -> str:
    """A sentence in small letters with a sign behind each medicine, and within one of two words.

    `about` is what stands around it: where a supplement is spoken of, `je pillen` are no medicine.
    """
    sentence = _PHRASE.sub(lambda found: found[0].replace(" ", sign) + sign, sentence)
    is_about_supplements = bool(_SUPPLEMENT.search(sentence) or _SUPPLEMENT.search(about))
    before = ""

    def with_sign(found: re.Match[str]) -> str:
        nonlocal before
        word, before_it, before = found[0], before, found[0]
        is_own = word in _BARE and before_it in _BARE_AFTER and not is_about_supplements
        return word + sign if is_own or is_medicine(word) else word

    return _WORD.sub(with_sign, sentence)
