"""ExpectedText text against printed text, character by character, in order, repeats included.

Spaces, capitals, compatibility forms (ligatures) and the hyphens that the end of a line adds inside a word are the
same to it; capitals and spaces are judged afterwards, in `words`. All else is exact, so that a `2` that is missing is
found though another `2` is printed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from handouts.files.unseen import SOFT_HYPHEN, bare
from handouts.page.pipeline import ExpectedText
from handouts.proof.paper import Character

_HYPHENS = {"-", "\u2010", "\u2011"}
Printed = tuple[int, Character]
"""A character on paper, with the number of its page."""


class Placed(NamedTuple):
    """An announced run of text and the printed characters that it became.

    `signs` names, for each compared sign of the text (see `signs_of`), the character that shows it, by its index in
    `characters`. A character that no sign names is a hyphen that the end of a line added.
    """

    announced: ExpectedText
    characters: tuple[Printed, ...]
    signs: tuple[int, ...]

    def on(self, page: int) -> list[Character]:
        """The characters of it that are on a page."""
        return [character for number, character in self.characters if number == page]


class Aligned(NamedTuple):
    """What was found where it belongs, what is missing (with its words), and what nobody announced."""

    placed: tuple[Placed, ...]
    missing: tuple[tuple[ExpectedText, str], ...] = ()
    surplus: tuple[str, ...] = ()


@lru_cache(4096)
def exact(character: str) -> str:
    """A character as it is compared: ligatures and accents taken apart, nothing for what has no width.

    Canonically equal text is equal, and so are characters that share their glyph in the typefaces, such as both codes
    of µ. What is raised or lowered is not taken apart: `²` is no `2`.
    """
    if not bare(character):
        return ""
    raised = unicodedata.decomposition(character).startswith(("<super>", "<sub>"))
    apart = unicodedata.normalize("NFD" if raised else "NFKD", character)
    return "".join("-" if sign in _HYPHENS else sign for sign in bare(apart) if not sign.isspace())


@lru_cache(4096)
def folded(character: str) -> str:
    """The same without case, and with accents taken apart once more: some capitals have others."""
    return "".join(map(exact, exact(character).casefold()))


def signs_of(text: str) -> Iterator[tuple[str, int]]:
    """The compared signs of a text, each with the index of the character that it is of."""
    return ((sign, index) for index, character in enumerate(text) for sign in folded(character))


def align(announced: tuple[ExpectedText, ...], printed: list[Printed]) -> Aligned:
    """Follows the announced texts along the printed characters, which are in reading order."""
    letters = [(sign, place) for place, (_, character) in enumerate(printed) for sign in folded(character.text)]
    placed: list[Placed] = []
    position = 0
    for text in announced:
        shown = _follow(text.text, letters, position, printed)
        if shown is None:
            return _by_words(announced, printed, text)
        if not shown:
            placed.append(Placed(text, (), ()))
            continue
        first, last = letters[shown[0]][1], letters[shown[-1]][1]
        signs = tuple(letters[each][1] - first for each in shown)
        placed.append(Placed(text, tuple(printed[first : last + 1]), signs))
        position = shown[-1] + 1
    if position < len(letters):
        return _by_words(announced, printed, None)
    return Aligned(tuple(placed))


def _follow(text: str, letters: list[tuple[str, int]], position: int, printed: list[Printed]) -> list[int] | None:
    """Where among the letters each sign of `text` is shown, from `position` on; None where the paper differs."""
    shown: list[int] = []
    end = len(letters)
    before: int | None = None
    for sign, index in signs_of(text):
        if position < end and letters[position][0] != sign:
            hyphen, place = letters[position]
            if hyphen != "-" or before is None or not _may_break(text[before : index + 1]):
                return None
            if not ends_line(printed, place):
                return None
            position += 1
        if position >= end or letters[position][0] != sign:
            return None
        shown.append(position)
        position += 1
        before = index
    return shown


def _may_break(stretch: str) -> bool:
    """Whether a hyphen may come between the first and the last character: both are letters, or one was asked for."""
    if any(character.isspace() for character in stretch):
        return False
    return SOFT_HYPHEN in stretch or all(unicodedata.category(each)[0] in "LM" for each in (stretch[0], stretch[-1]))


def ends_line(printed: list[Printed], place: int) -> bool:
    """Whether the next character is on another page, or nowhere beside this one: on another line."""
    if place + 1 == len(printed):
        return True
    (page, one), (next_page, other) = printed[place], printed[place + 1]
    return page != next_page or min(one.box.top, other.box.top) <= max(one.box.bottom, other.box.bottom)


def _by_words(announced: tuple[ExpectedText, ...], printed: list[Printed], differs: ExpectedText | None) -> Aligned:
    """Where the two differ: slower, and only asked for when they do. `differs` is the first text that is not there."""
    from difflib import SequenceMatcher

    due = [("".join(map(folded, word)), text, word) for text in announced for word in text.text.split()]
    due = [each for each in due if each[0]]
    shown = _printed_words(printed)
    matcher = SequenceMatcher(None, [word for word, _, _ in due], [word for word, _ in shown], autojunk=False)
    missing: dict[int, tuple[ExpectedText, list[str]]] = {}
    surplus: list[str] = []
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        left = "".join(word for word, _, _ in due[start:end])
        right = "".join(word for word, _ in shown[first:last])
        if left.replace("-", "") == right.replace("-", ""):
            continue
        for _, text, word in due[start:end]:
            missing.setdefault(id(text), (text, []))[1].append(word)
        if first < last:
            surplus.append(" ".join(word for _, word in shown[first:last]))
    lost = tuple((text, " ".join(words)) for text, words in missing.values())
    if not lost and not surplus:
        # The words agree and the characters do not: a hyphen that the end of a line did not add, or one too few.
        if differs is None:
            surplus.append("-")
        else:
            lost = ((differs, differs.text.strip()),)
    return Aligned((), lost, tuple(surplus))


def _printed_words(printed: list[Printed]) -> list[tuple[str, str]]:
    words: list[list[Character]] = []
    before: tuple[int, int] | None = None
    joined = False
    for place, (page, character) in enumerate(printed):
        here = (page, character.run)
        if not words or character.space_before or (here != before and not joined):
            words.append([])
        words[-1].append(character)
        joined = folded(character.text) == "-" and ends_line(printed, place)
        if joined:
            words[-1].pop()
        before = here
    return [
        ("".join(folded(each.text) for each in word), "".join(each.text for each in word)) for word in words if word
    ]
