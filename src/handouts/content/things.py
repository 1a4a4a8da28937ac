"""How it is recognised that two texts speak of one thing: `Warm voetenbad` and `Neem om de dag een voetenbad`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from handouts.content.words import pattern, words
from handouts.problems import Message, msg

_NO_NAME = frozenset(words("no_name"))
"""What is around the name of a thing and does not tell it from another."""
_AROUND = re.compile(rf"\b(?:{pattern('around')})\b")
_ENDING = re.compile(r"(?:s|e?n|e|t|d|ten?|den?|ings?|ingen|jes?|end|er|ed)?")
_SHORTEST_STEM = 3
_LIKE_A_TITLE = 0.8
"""How alike a word must be to a title, which is in another language than the names that are known."""
_HANDFUL = 6
"""Names that a hint lists."""


def folded(text: str) -> str:
    """A text in small letters, with one space at a time."""
    return " ".join(text.casefold().split())


def one_dash(text: str) -> str:
    """A text with a hyphen for each kind of dash and minus sign."""
    return re.sub(r"[\u2010-\u2015\u2212]", "-", text)


def did_you_mean(
    word: str, known: Iterable[str], otherwise: Message, *, also: Mapping[str, str] | None = None, cutoff: float = 0.6
) -> Message:
    """The hint that offers the nearest of the `known` words; `otherwise` where none is near.

    `also` are other names of some of them, in small letters, such as the titles of fields.
    """
    spoken = folded(word.replace("_", " "))
    if also and (close := get_close_matches(spoken, also, n=1, cutoff=_LIKE_A_TITLE)):
        return msg("did you mean “{close}”?", close=also[close[0]])
    close = get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return msg("did you mean “{close}”?", close=close[0]) if close else otherwise


def some_of(names: Sequence[str], where: str) -> Message:
    """A handful of names, and `where` the others are."""
    if len(names) <= _HANDFUL + 1:
        return msg("known here: {known}", known=", ".join(names))
    return msg(
        "known here: {known} and {count} more, in {where}",
        known=", ".join(names[:_HANDFUL]), count=len(names) - _HANDFUL, where=where,
    )  # fmt: skip


def words_of(text: str) -> list[str]:
    """The words of a product by which it is known; all of them where none is telling."""
    words = in_text(text)
    return [word for word in words if word not in _NO_NAME] or words


def in_text(text: str) -> list[str]:
    """All words of a text."""
    return re.findall(r"[^\W\d_]+", text.casefold())


def name_of(text: str) -> list[str]:
    """The words by which a module or a row is known: `Een voetenbad met magnesium` is a voetenbad."""
    return [word for word in in_text(_AROUND.split(text.casefold())[0] or text) if word not in _NO_NAME]


def names_of_module(name: str, title: str) -> list[list[str]]:
    """The names by which a module is known: that of its file, and its title; all their words where none is telling."""
    return [name_of(text) or in_text(text) for text in (name.replace("-", " "), title)]


def is_one_of(thing: list[str], names: list[list[str]]) -> bool:
    """Whether all the words of one of the names are among those of a thing."""
    return any(name and all_in(name, thing) for name in names)


def all_in(words: list[str], others: list[str]) -> bool:
    """Whether each of some words, at least one, is among others, but for its ending."""
    return bool(words) and all(any(same(word, other) for other in others) for word in words)


def same(word: str, other: str) -> bool:
    """Whether two words differ by an ending alone: `wandelen` and `wandel`, `oefening` and `oefeningen`."""
    return word == other or any(
        len(stem) >= _SHORTEST_STEM and longer.startswith(stem) and bool(_ENDING.fullmatch(longer, len(stem)))
        for one, longer in ((word, other), (other, word))
        for stem in _stems(one)
    )


def _stems(word: str) -> Iterator[str]:
    """A word without the ending of a verb, in both spellings of its vowel: `lopen` is `lop` and `loop`."""
    if not word.endswith("en"):
        yield word
        return
    stem = word[:-2]
    if stem[-1:] == stem[-2:-1]:
        stem = stem[:-1]
    stem = re.sub("v$", "f", re.sub("z$", "s", stem))
    yield stem
    yield re.sub(r"([aeou])([^aeiou])$", r"\1\1\2", stem)
