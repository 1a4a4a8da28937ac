"""Whether what was found is printed as words: spaces between them and none in them, its capitals, numbers in one piece.

What is typed as a space may be printed as any space, also as one at which no line ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, starmap
from math import inf
from statistics import median_low
from typing import NamedTuple

from handouts.files.unseen import SOFT_HYPHEN
from handouts.page.pipeline import ADDRESS, MAX_WHOLE, NARROW
from handouts.problems import Problem
from handouts.proof import rules
from handouts.proof.alignment import Placed, Printed, exact, folded
from handouts.proof.paper import is_mark, same_line

_JOINTS = frozenset("-\u2010\u2013\u2014/:@?=&#")
_DASHES = frozenset("-\u2010\u2013\u2014")
TORN = 0.25
"""The gap in a word from which it may be taken for two, as a share of the type size: about the space of a typeface."""
MAX_DIGIT_GAP = 0.7
"""Of the spaces around a number: so much white there may be between its digits where all letters are set apart."""
MIN_WORD_GAP = 0.04
"""The white between two words that are seen as two, as a share of the type size; between `f` and `y` it is 0.1."""
OVERHANG = 0.1
"""How far an italic `f` may reach into the space after it, as a share of the type size."""
REACH_BACK = 0.08
"""The same of an italic `f`, `g`, `j` or `y` and the space before it."""
_REACHING_BACK = frozenset("fgjy")
_ORDER = [
    rule.name for rule in (rules.BROKEN_NUMBER, rules.LOST_SPACE, rules.TORN, rules.NO_HYPHEN, rules.OTHER_CAPITALS)
]
"""In which the rules of words are reported."""


class Word(NamedTuple):
    """A word as it was announced, and the characters that show it.

    `hyphened` names those, by index, after which the end of a line added a hyphen.
    """

    text: str
    shown: tuple[Printed, ...]
    hyphened: frozenset[int] = frozenset()


def badly_printed(placed: tuple[Placed, ...]) -> list[Problem]:
    """Every word that runs into the next, is spaced apart, has other capitals, or is a number in pieces."""
    return sorted([*_glued(placed), *_misprinted(placed)], key=lambda problem: _ORDER.index(problem.rule))


def _misprinted(placed: tuple[Placed, ...]) -> Iterator[Problem]:
    for text in placed:
        words = list(words_of(text))
        mark = text.announced.mark
        recased = False
        for place, word in enumerate(words):
            spaces = spaces_around(words, place)
            if is_number(word.text) and not in_one_piece(word, spaces):
                yield rules.BROKEN_NUMBER.at(mark, text=word.text)
            elif is_spaced(word) and is_torn(word, spaces):
                yield rules.TORN.at(mark, text=word.text)
            if lacks_hyphen(word):
                yield rules.NO_HYPHEN.at(mark, text=word.text)
            shown = "".join(character.text for _, character in word.shown)
            # Of a text that is all in other capitals the first word says enough.
            if not recased and _spelt(shown) != _spelt(word.text):
                recased = True
                yield rules.OTHER_CAPITALS.at(mark, text=word.text, printed=shown)


def words_of(placed: Placed) -> Iterator[Word]:
    """The words of a text, with what shows them."""
    signs = iter(placed.signs)
    for text in placed.announced.text.split():
        # Several signs may be one character (a ligature), and several characters one sign.
        places = list(dict.fromkeys(next(signs) for character in text for _ in folded(character)))
        if places:
            shown = tuple(placed.characters[place] for place in places)
            added = (index for index, (one, other) in enumerate(pairwise(places)) if other > one + 1)
            yield Word(text, shown, frozenset(added))


def is_number(word: str) -> bool:
    """Whether a word holds a digit, is no address, and no longer than what may never be broken over two lines."""
    return len(word) <= MAX_WHOLE and any(sign.isdigit() for sign in word) and not ADDRESS.search(word)


def in_one_piece(word: Word, spaces: Sequence[float] = ()) -> bool:
    """Whether the digits of a word are on one line with what belongs to them, and without a gap.

    Where all letters of the line are set apart they may be too, as long as the `spaces` around the word are much wider.

    A line may end after a sign that joins a number to letters, as in `vitamine-B12-tekort` and `tel:0612345678`, at a
    hyphen that it adds between two letters, and within a part that holds no digit, as `tekort`; not in `1–2`, and not
    between a digit and its unit. After the dash of `10.000–20.000`, which is too long for a narrow column, it may in a
    table.
    """
    numbered = _numbered(word)
    for index, (before, after) in enumerate(pairwise(word.shown)):
        if (gap := gap_between(before, after)) is not None:
            if after[1].space_before and not (after[1].spread and gap < MAX_DIGIT_GAP * min(spaces, default=inf)):
                return False
            continue
        if index not in word.hyphened and before[1].text not in _JOINTS:
            if numbered[index] or numbered[index + 1]:
                return False
            continue
        joined = before[1].text if index in word.hyphened else word.shown[max(0, index - 1)][1].text
        if not joined.isalpha() and not after[1].text.isalpha() and not _is_long_range(word, index):
            return False
    return True


def _is_long_range(word: Word, index: int) -> bool:
    """Whether a character is a dash between two numbers in the cell of a table, in a word too long for a narrow one."""
    _, dash = word.shown[index]
    around = word.shown[index - 1 : index] + word.shown[index + 1 : index + 2]
    digits = len(around) == 2 and all(each.text.isdigit() for _, each in around)
    return digits and len(word.text) > NARROW and dash.text in _DASHES and dash.cell is not None


def _numbered(word: Word) -> list[bool]:
    """For each character of a word whether the part between joints that it is in holds a digit."""
    numbered: list[bool] = []
    for is_joint, part in groupby((character.text for _, character in word.shown), _JOINTS.__contains__):
        signs = list(part)
        numbered += [not is_joint and any(map(str.isdigit, signs))] * len(signs)
    return numbered


def is_spaced(word: Word) -> bool:
    """Whether there is any white between two of its characters."""
    return any(character.space_before for _, character in word.shown[1:])


def is_torn(word: Word, spaces: Sequence[float]) -> bool:
    """Whether a gap in a word looks like a space: beside its other gaps, or beside the spaces around the word.

    `spaces` are those on the same line, as shares of the type size. Letters that are all spaced out are no gap.
    """
    gaps = [gap for gap in starmap(gap_between, pairwise(word.shown)) if gap is not None]
    widest = max(gaps, default=0.0)
    usual = median_low(gaps) if len(gaps) > 1 else 1.5 * TORN
    return widest >= TORN and (widest >= usual + TORN / 2 or widest >= 0.8 * min(spaces, default=inf))


def lacks_hyphen(word: Word) -> bool:
    """Whether a word is broken between two letters, no hyphen says that it goes on, and it would fit on one line.

    What is wider than its line is broken anywhere. At a soft hyphen that was typed a line may end too; and after a
    bracket the engine itself loses the hyphen of a word.
    """
    (page, first), (last_page, last) = word.shown[0], word.shown[-1]
    if (page, first.run) == (last_page, last.run) or not first.text.isalpha():
        return False
    if SOFT_HYPHEN in word.text or ADDRESS.search(word.text):
        return False
    for index, (before, after) in enumerate(pairwise(word.shown)):
        if gap_between(before, after) is None:
            letters = before[1].text.isalpha() and after[1].text.isalpha()
            width = before[1].box.right - first.box.left + last.box.right - after[1].box.left
            fits = same_line(after[1], last) and after[1].box.left + width <= before[1].box.right
            return letters and fits and index not in word.hyphened
    return False


def spaces_around(words: Sequence[Word], place: int) -> list[float]:
    """The spaces before and after a word, on its line."""
    joints = [(one.shown[-1], other.shown[0]) for one, other in pairwise(words[max(0, place - 1) : place + 2])]
    return [gap for gap in starmap(gap_between, joints) if gap is not None]


def gap_between(before: Printed, after: Printed) -> float | None:
    """The white between two characters as a share of the type size; None where they are not on one line."""
    (page, one), (next_page, other) = before, after
    if page != next_page or not same_line(one, other):
        return None
    return (other.box.left - one.box.right) / max(one.setting.size, other.setting.size, 1.0)


def touching(before: Printed, after: Printed) -> bool:
    """Whether two characters are beside each other with no space between them, or one that cannot be seen."""
    gap = gap_between(before, after)
    if gap is None or not after[1].space_before:
        return gap is not None and gap < TORN
    reach = OVERHANG if before[1].text == "f" else 0
    paint = after[1].setting.paint
    if after[1].text in _REACHING_BACK and paint and "Italic" in paint.font:
        reach += REACH_BACK
    return gap < MIN_WORD_GAP - reach


def _spelt(text: str) -> str:
    return "".join(map(exact, text))


def _glued(placed: tuple[Placed, ...]) -> Iterator[Problem]:
    """The places where two words are printed without the space between them."""
    before: Printed | None = None
    spaced = False
    for text in placed:
        position = 0
        for character in text.announced.text:
            if character.isspace():
                spaced = True
            elif signs := len(folded(character)):
                after = text.characters[text.signs[position]]
                if spaced and before and touching(before, after):
                    printed = f"{before[1].text}{after[1].text}"
                    yield rules.LOST_SPACE.at(text.announced.mark, text=text.announced.text, printed=printed)
                position += signs
                after = text.characters[text.signs[position - 1]]
                before, spaced = before if before and is_mark(after[1]) else after, False
