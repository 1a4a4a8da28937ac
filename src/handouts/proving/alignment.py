"""Announced text against printed text, character by character, in order, repeats included.

Spaces, capitals, compatibility forms (ligatures) and the hyphens that a line break adds are the same to it. All else
is exact, so that a `2` that is missing is found though another `2` is printed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from handouts.handover import LONGEST_WHOLE, Announced
from handouts.proving.paper import Character, close

_IGNORED = {"\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}
_HYPHENS = {"-", "\u2010"}


class Placed(NamedTuple):
    """An announced run of text and the printed characters that it became, with the page of each."""

    announced: Announced
    characters: tuple[tuple[int, Character], ...]


class Aligned(NamedTuple):
    """What was found where it belongs, what is missing (with its words), and what nobody announced."""

    placed: tuple[Placed, ...]
    missing: tuple[tuple[Announced, str], ...]
    surplus: tuple[str, ...]
    broken: tuple[tuple[Announced, str], ...]
    glued: tuple[tuple[Announced, str], ...]


@lru_cache(4096)
def folded(character: str) -> str:
    """A character as it is compared: without case, ligatures taken apart, nothing for what has no width."""
    if character in _IGNORED or character.isspace():
        return ""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join("-" if sign in _HYPHENS else sign for sign in apart if not sign.isspace())


def align(announced: tuple[Announced, ...], printed: list[tuple[int, Character]]) -> Aligned:
    """Lays the announced texts along the printed characters; `printed` pairs each with the number of its page."""
    letters = [(sign, place) for place, (_, character) in enumerate(printed) for sign in folded(character.text)]
    placed: list[Placed] = []
    position = 0
    for text in announced:
        end = _follow("".join(map(folded, text.text)), letters, position, printed)
        if end is None:
            return _by_words(announced, printed)
        places = dict.fromkeys(place for _, place in letters[position:end])
        placed.append(Placed(text, tuple(printed[place] for place in places)))
        position = end
    if position < len(letters):
        return _by_words(announced, printed)
    broken = tuple((each.announced, token) for each in placed for token in _broken_numbers(each))
    return Aligned(tuple(placed), (), (), broken, tuple(_glued(placed)))


def _follow(
    text: str, letters: list[tuple[str, int]], position: int, printed: list[tuple[int, Character]]
) -> int | None:
    """The position behind `text`, or None where the paper says something else."""
    for sign in text:
        while position < len(letters) and letters[position][0] != sign:
            found, place = letters[position]
            if found != "-" or not printed[place][1].line_end:
                return None
            position += 1
        if position == len(letters):
            return None
        position += 1
    return position


def _glued(placed: list[Placed]) -> Iterator[tuple[Announced, str]]:
    """The places where two words are printed without the space between them, as the value and what is printed."""
    before: tuple[int, Character] | None = None
    space = False
    for text, characters in placed:
        letters = iter(characters)
        rest = ""
        for sign in text.text:
            if sign.isspace():
                space = True
            for _ in folded(sign):
                if not rest:
                    page, character = next(letters)
                    rest = folded(character.text)
                    if space and before and _touch(before, (page, character)):
                        yield text, f"{before[1].text}{character.text}"
                    before, space = (page, character), False
                rest = rest[1:]


def _touch(before: tuple[int, Character], after: tuple[int, Character]) -> bool:
    return before[0] == after[0] and not after[1].space_before and close(before[1].box, after[1].box)


def _broken_numbers(placed: Placed) -> list[str]:
    """The words with a digit that are not printed as one unbroken word."""
    letters = [(sign, page, character) for page, character in placed.characters for sign in folded(character.text)]
    wrong: list[str] = []
    position = 0
    for word in placed.announced.text.split():
        signs = "".join(map(folded, word))
        if len(word) > LONGEST_WHOLE or not any(sign.isdigit() for sign in signs):
            position = _after(signs, letters, position)
            continue
        stretch = letters[position : position + len(signs)]
        exact = "".join(sign for sign, _, _ in stretch) == signs
        whole = len({(page, character.run) for _, page, character in stretch}) == 1
        gaps = any(character.space_before for (_, _, character) in stretch[1:] if character is not stretch[0][2])
        if not exact or not whole or gaps:
            wrong.append(word)
        position = _after(signs, letters, position)
    return wrong


def _after(signs: str, letters: list[tuple[str, int, Character]], position: int) -> int:
    for sign in signs:
        while position < len(letters) and letters[position][0] != sign:
            position += 1
        position += 1
    return position


def _by_words(announced: tuple[Announced, ...], printed: list[tuple[int, Character]]) -> Aligned:
    """Where the two differ: slower, and only asked for when they do."""
    from difflib import SequenceMatcher

    said = [("".join(map(folded, word)), text, word) for text in announced for word in text.text.split()]
    said = [each for each in said if each[0]]
    shown = _printed_words(printed)
    matcher = SequenceMatcher(None, [word for word, _, _ in said], [word for word, _ in shown], autojunk=False)
    missing: dict[int, tuple[Announced, list[str]]] = {}
    surplus: list[str] = []
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        left = "".join(word for word, _, _ in said[start:end])
        right = "".join(word for word, _ in shown[first:last])
        if left == right.replace("-", "") or left.replace("-", "") == right.replace("-", ""):
            continue
        for _, text, word in said[start:end]:
            missing.setdefault(id(text), (text, []))[1].append(word)
        if first < last:
            surplus.append(" ".join(word for _, word in shown[first:last]))
    lost = tuple((text, " ".join(words)) for text, words in missing.values())
    if not lost and not surplus:
        # The words agree and the characters do not: a hyphen that the line break did not add.
        surplus.append("-")
    return Aligned((), lost, tuple(surplus), (), ())


def _printed_words(printed: list[tuple[int, Character]]) -> list[tuple[str, str]]:
    words: list[list[Character]] = []
    before: tuple[int, int] | None = None
    joined = False
    for page, character in printed:
        here = (page, character.run)
        if not words or character.space_before or (here != before and not joined):
            words.append([])
        words[-1].append(character)
        joined = character.line_end and character.text in _HYPHENS
        if joined:
            words[-1].pop()
        before = here
    return [
        ("".join(folded(each.text) for each in word), "".join(each.text for each in word)) for word in words if word
    ]
