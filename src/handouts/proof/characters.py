"""The characters of a page, in the order of its content, and the order in which its tags read them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Container, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from handouts.proof.paper import HYPHENS, Box, Cell, Character, Paint, Setting, same_line

NARROWEST_SPACE = 0.1
"""As a share of the type size, beyond the width of the letter before it; a space of a typeface is 0.15 and more."""
MOST_SPREAD = 0.2
"""As a share of the type size: letters that a stylesheet sets further apart (`letter-spacing`) are no words."""
_ENOUGH = 8
"""From so many pairs of letters it can be told how far apart those of a line, or of a size, are set."""
_CELLS = frozenset({"TH", "TD"})
STEEPEST = 0.02
"""How far a line of text may rise, as a share of its length: one degree."""
SLANT = 0.4
"""How far type may lean over, as a share of its height; an italic that is made by slanting leans 0.2 to 0.3."""
NARROWEST = 0.5
"""How much narrower or wider than it was drawn type may be, as a share."""


Reach = Callable[[int], tuple[float, float]]
"""Where the place of a character begins and ends, as its typeface has it, by its index."""


class PageText(NamedTuple):
    """The characters of a page in the order in which they are painted, each with its marked content (-1 for none).

    `reaches` says where the places of the first and the last character of each marked content begin and end, as their
    typeface has it, by their index.
    """

    characters: list[tuple[int, Character]]
    reaches: dict[int, tuple[float, float]]

    def read(self, order: Mapping[int, Cell | None]) -> list[Character]:
        """The characters of these marked contents, in their order, each content with the cell that it is in.

        What a stylesheet positions, or makes transparent, is painted after what is read next. The space before it
        is lost to pdfium then, or is given to what follows; so the white between the two decides.
        """
        by_content: dict[int, list[int]] = {}
        for place, (content, _) in enumerate(self.characters):
            by_content.setdefault(content, []).append(place)
        read: list[Character] = []
        last = -1
        for content, cell in order.items():
            places = by_content.get(content, [])
            characters = [self.characters[place][1] for place in places]
            if cell:
                characters = [character._replace(cell=cell) for character in characters]
            if read and places and places[0] != last + 1 and same_line(read[-1], characters[0]):
                gap = self.reaches[places[0]][0] - self.reaches[last][1]
                spaced = gap >= NARROWEST_SPACE * characters[0].setting.size
                characters[0] = characters[0]._replace(space_before=spaced)
            read += characters
            last = places[-1] if places else last
        return read

    def running(self, read: Container[int]) -> list[Character]:
        """The characters of all other marked contents than these, each after the other."""
        by_content: dict[int, list[Character]] = {}
        for content, character in self.characters:
            if content not in read:
                by_content.setdefault(content, []).append(character)
        return [character for characters in by_content.values() for character in characters]


def characters_of(page: Any, paints: Mapping[int, Paint]) -> PageText:
    """Every character of a page. `paints` says by the address of a text object how it is painted."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    # A page with bleed counts from the corner of its trim; here every page counts from the corner of its picture.
    aside, below = page.get_mediabox()[:2]
    # A page has thousands of characters, and each call costs: what can be asked once is asked once.
    left, right, bottom, top = edges = [ctypes.c_double() for _ in range(4)]
    places = [ctypes.byref(edge) for edge in edges]
    found: list[tuple[int, Character]] = []
    indices: list[int] = []
    # By the address of its text object: the marked content that a character is of, and how it is set.
    objects: dict[int, tuple[int, Setting]] = {}
    doubtful: list[int] = []
    space = guessed = False
    run = 0
    handle = textpage.raw
    code_of, item_of, box_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetTextObject, raw.FPDFText_GetCharBox
    for index in range(textpage.count_chars()):
        code = code_of(handle, index)
        sign = chr(code)
        # pdfium makes up nothing but spaces and ends of lines.
        if sign.isspace() or not code:
            if raw.FPDFText_IsGenerated(handle, index):
                guessed = True
                continue
            if code:
                space = True
                continue
        item = item_of(handle, index)
        address = ctypes.addressof(item.contents)
        if address not in objects:
            content = raw.FPDFPageObj_GetMarkedContentID(item)
            objects[address] = content, _setting(handle, index, below, paints.get(address), content)
        content, setting = objects[address]
        box_of(handle, index, *places)
        # pdfium reports a hyphen at the end of a line as a control character.
        hyphen = code in HYPHENS and (code in {0x02, 0xFFFE} or raw.FPDFText_IsHyphen(handle, index) == 1)
        box = Box(left.value - aside, bottom.value - below, right.value - aside, top.value - below)
        character = Character("-" if hyphen else sign, box, run, space, setting)
        if found:
            before, goes_on = found[-1], same_line(found[-1][1], character)
            if before[0] != content or not goes_on:
                run += 1
                character = character._replace(run=run)
            # pdfium guesses a space wherever letters stand a little apart, and drops one that stands by itself.
            if goes_on and not space and (guessed or before[1].setting is not setting):
                doubtful.append(len(found))
        found.append((content, character))
        indices.append(index)
        space = guessed = False
    _judge_gaps(found, doubtful, lambda place: _reach(textpage, indices[place]))
    reaches = {place: _reach(textpage, indices[place]) for place in _ends([content for content, _ in found])}
    textpage.close()
    return PageText(found, reaches)


def _judge_gaps(found: list[tuple[int, Character]], doubtful: list[int], reach: Reach) -> None:
    """Says of the characters at the doubtful places whether there is a space before them, or all letters are so far."""

    def gap_before(place: int) -> float:
        return (reach(place)[0] - reach(place - 1)[1]) / (found[place][1].setting.size or 1)

    spread: _Spread | None = None
    for place in doubtful:
        gap = gap_before(place)
        content, character = found[place]
        is_spread = False
        if NARROWEST_SPACE <= gap < NARROWEST_SPACE + MOST_SPREAD:
            spread = spread or _Spread([character for _, character in found], gap_before)
            is_spread = gap - spread.before(place) < NARROWEST_SPACE
        found[place] = content, character._replace(space_before=gap >= NARROWEST_SPACE, spread=is_spread)


class _Spread:
    """How far apart all letters of a line are set, or of a page where a line has too few: shares of the type size."""

    def __init__(self, characters: list[Character], gap_before: Callable[[int], float]) -> None:
        self._characters = characters
        self._gaps: dict[object, list[float]] = {}
        for place, (one, other) in enumerate(pairwise(characters), start=1):
            if same_line(one, other) and abs(gap := gap_before(place)) < NARROWEST_SPACE + MOST_SPREAD:
                for pool in self._pools(other):
                    self._gaps.setdefault(pool, []).append(gap)

    @staticmethod
    def _pools(character: Character) -> tuple[object, object]:
        size = round(character.setting.size, 1)
        return (round(character.setting.baseline, 1), size), size

    def before(self, place: int) -> float:
        """What is usual on the line of a character: a quarter of its letters are no further apart."""
        for pool in self._pools(self._characters[place]):
            gaps = self._gaps.get(pool, [])
            if len(gaps) >= _ENOUGH:
                return min(max(sorted(gaps)[len(gaps) // 4], 0), MOST_SPREAD)
        return 0.0


def _ends(contents: list[int]) -> Iterator[int]:
    """The place of the first and of the last character of each marked content; `contents` are those of all."""
    for place, content in enumerate(contents):
        if place in {0, len(contents) - 1} or content != contents[place - 1] or content != contents[place + 1]:
            yield place


def _reach(textpage: Any, index: int) -> tuple[float, float]:
    """Where the place of a character begins and ends, by the width that its typeface gives it."""
    left, _, right, _ = textpage.get_charbox(index, loose=True)
    return left, right


def _setting(textpage: Any, index: int, below: float, paint: Paint | None, content: int) -> Setting:
    """How the text object of a character is set."""
    from pypdfium2 import raw

    matrix, across, up = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    raw.FPDFText_GetCharOrigin(textpage, index, across, up)
    width, height = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    upright = (
        matrix.a > 0
        and matrix.d > 0
        and abs(matrix.b) <= STEEPEST * width
        and abs(matrix.c) <= SLANT * height
        and NARROWEST * height <= width <= height / NARROWEST
    )
    return Setting(up.value - below, raw.FPDFText_GetFontSize(textpage, index) * height, upright, paint, content)


def reading_order(page: Any) -> Iterator[tuple[int, Cell | None]]:
    """The identifiers of marked content, as the structure tree reads them, each with the cell that it is in."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    tables = rows = cells = 0
    try:
        waiting: list[tuple[Any, Cell | None]] = [
            (raw.FPDF_StructTree_GetChildAtIndex(tree, index), None)
            for index in reversed(range(raw.FPDF_StructTree_CountChildren(tree)))
        ]
        while waiting:
            element, cell = waiting.pop()
            if isinstance(element, int):
                yield element, cell
                continue
            kind = _type_of(element)
            tables, rows, cells = tables + (kind == "Table"), rows + (kind == "TR"), cells + (kind in _CELLS)
            if kind in _CELLS:
                cell = Cell(tables, rows, cells)
            children: list[tuple[Any, Cell | None]] = []
            for index in range(raw.FPDF_StructElement_CountChildren(element)):
                identifier = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
                child = raw.FPDF_StructElement_GetChildAtIndex(element, index) if identifier < 0 else identifier
                if isinstance(child, int) or child:
                    children.append((child, cell))
            waiting.extend(reversed(children))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _type_of(element: Any) -> str:
    """The type of an element of the structure tree, such as `TR`; nothing where it is longer than any that matters."""
    from pypdfium2 import raw

    name = ctypes.create_string_buffer(16)
    size = raw.FPDF_StructElement_GetType(element, name, len(name))
    return name.raw[: size - 2].decode("utf-16-le") if 2 <= size <= len(name) else ""
