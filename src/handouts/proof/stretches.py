"""Whether each line of text is in its place: not shifted, not on another one, and the margin's not among the text's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from handouts.problems import Mark
from handouts.proof.alignment import Placed
from handouts.proof.paper import MAX_RAISED, TOLERANCE, Box, Cell, Character, Setting, is_mark

# Characters of neighbouring lines may touch; beyond this share of the smaller one they are on top of each other.
MAX_SHARED = 0.25
# Neighbours on one line, such as a hyphen and an italic j below it, share more.
MAX_SHARED_BESIDE = 0.5
COLUMNS_APART = 1.0
"""The white between two columns, as a share of the type size; between words of one line there is less."""
MAX_INDENT = 1.5
"""As a share of the type size: a line may begin that far after the end of a very short one above it."""


class Stretch:
    """The characters of one announced text, or of none, that are set in one piece on one line."""

    def __init__(self, page: int, text: str, mark: Mark | None, *, goes_on: bool = False) -> None:
        """`goes_on` says that the stretch before it is of the same text."""
        self.page, self.text, self.mark, self.goes_on = page, text, mark, goes_on
        self.characters: list[Character] = []

    @property
    def setting(self) -> Setting:
        """How all of its characters are set."""
        return self.characters[0].setting

    @property
    def cell(self) -> Cell | None:
        """The cell of a table that it is in."""
        return self.characters[0].cell

    @property
    def words(self) -> str:
        """What it shows."""
        spaced = (f" {each.text}" if each.space_before else each.text for each in self.characters)
        return "".join(spaced).strip()

    @cached_property
    def box(self) -> Box:
        """The smallest rectangle that holds all characters; asked for when the last one is there."""
        left, bottom, right, top = zip(*(character.box for character in self.characters), strict=True)
        return Box(min(left), min(bottom), max(right), max(top))


def stretches_of(placed: Iterable[Placed]) -> list[Stretch]:
    """Those of all announced texts, in reading order."""
    stretches: list[Stretch] = []
    for text, characters, _ in placed:
        before: tuple[object, ...] = ()
        setting: object = None
        for page, character in characters:
            here = (page, character.run)
            # An accent goes with its letter, also where another typeface lends it.
            if (here != before or character.setting is not setting) and not (before and is_mark(character)):
                stretches.append(Stretch(page, text.text, text.mark, goes_on=bool(before)))
                before, setting = here, character.setting
            stretches[-1].characters.append(character)
    return stretches


def running_stretches(page: int, running: Iterable[Character]) -> list[Stretch]:
    """Those of the header and footer of a page."""
    stretches: dict[tuple[int, int], Stretch] = {}
    for character in running:
        key = character.run, id(character.setting)
        stretches.setdefault(key, Stretch(page, "", None)).characters.append(character)
    for stretch in stretches.values():
        stretch.text = stretch.words
    return list(stretches.values())


def among(running: Iterable[Stretch], read: Iterable[Stretch]) -> Iterator[Stretch]:
    """Those of a header or footer that are between lines of the text, or on one line with it, and not in a margin."""
    by_page: dict[int, list[Box]] = {}
    for stretch in read:
        by_page.setdefault(stretch.page, []).append(stretch.box)
    for stretch in running:
        box, boxes = stretch.box, by_page.get(stretch.page, [])
        above = [each for each in boxes if each.bottom >= box.middle]
        below = [each for each in boxes if each.top <= box.middle]
        between = above and below and _crosswise(box, above) and _crosswise(box, below)
        size = stretch.setting.size
        if between or any(_side_by_side(box, each, size) for each in boxes):
            yield stretch


def _crosswise(box: Box, others: list[Box]) -> bool:
    """Whether a rectangle is over or under the width that others take up together."""
    return box.left < max(each.right for each in others) and box.right > min(each.left for each in others)


def _side_by_side(one: Box, other: Box, size: float) -> bool:
    """Whether two lines are so near to each other, at one height, that they are read as one."""
    apart = max(one.left, other.left) - min(one.right, other.right)
    return one.bottom < other.middle < one.top and apart < COLUMNS_APART * size


def shifted(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Those that go on beside the one before, within one text, and higher or lower than a raised sign may be."""
    for before, after in pairwise(stretches):
        if before.page != after.page or not after.goes_on:
            continue
        one, other = before.characters[-1].setting, after.setting
        size = max(one.size, other.size)
        up = other.baseline - one.baseline
        aside = after.box.left - before.box.right
        if abs(up) < MAX_RAISED * size or not -TOLERANCE <= aside < COLUMNS_APART * size:
            continue
        if up > 0 or before.box.right - before.box.left > MAX_INDENT * size:
            yield before, after


def on_top_of_each_other(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, Stretch]]:
    """Those of which letters lie on each other, the lower one first."""
    by_page: dict[int, list[tuple[int, Stretch]]] = {}
    for place, stretch in enumerate(stretches):
        by_page.setdefault(stretch.page, []).append((place, stretch))
    for here in by_page.values():
        here.sort(key=lambda each: each[1].box.bottom)
        for index, (first, lower) in enumerate(here):
            for second, upper in here[index + 1 :]:
                if upper.box.bottom >= lower.box.top:
                    break
                beside = abs(first - second) == 1
                if lower.box.shared(upper.box) and _on_top(lower.characters, upper.characters, beside=beside):
                    yield lower, upper


def _on_top(some: list[Character], others: list[Character], *, beside: bool) -> bool:
    """Whether letters of two stretches lie on each other; `beside` says that one is read after the other."""
    return any(_lie_on_each_other(one, other, beside=beside) for one in some for other in others)


def _lie_on_each_other(one: Character, other: Character, *, beside: bool) -> bool:
    shared = one.box.shared(other.box)
    if not shared:
        return False
    if one.setting.baseline != other.setting.baseline:
        return shared > MAX_SHARED * max(1.0, min(one.box.area, other.box.area))
    # On one line a low sign such as a comma shares little of its height with a letter in the same place.
    across = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    along = min(one.box.top, other.box.top) - max(one.box.bottom, other.box.bottom)
    narrow = min(one.box.right - one.box.left, other.box.right - other.box.left)
    low = min(one.box.top - one.box.bottom, other.box.top - other.box.bottom)
    return across > MAX_SHARED_BESIDE * narrow and (not beside or along > MAX_SHARED_BESIDE * low)
