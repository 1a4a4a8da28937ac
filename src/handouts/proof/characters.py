"""The characters of a page, in the order of its content, and the order in which its tags read them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import pairwise
from typing import Any

from handouts.proof.paper import HYPHENS, Box, Cell, Character, Paint, Setting, same_line

MIN_SPACE = 0.1
"""As a share of the type size, beyond the width of the letter before it; a space of a typeface is 0.15 and more."""
MAX_LETTER_SPACING = 0.2
"""As a share of the type size: letters that a stylesheet sets further apart (`letter-spacing`) are no words."""
_MIN_PAIRS = 8
"""From so many pairs of letters it can be told how far apart those of a line, or of a size, are set."""
_CELLS = frozenset({"TH", "TD"})
MAX_SLOPE = 0.02
"""How far a line of text may rise, as a share of its length: one degree."""
MAX_SLANT = 0.4
"""How far type may lean over, as a share of its height; an italic that is made by slanting leans 0.2 to 0.3."""
MIN_WIDTH = 0.5
"""How much narrower or wider than it was drawn type may be, as a share."""


Reach = Callable[[int], tuple[float, float]]
"""Where the place of a character begins and ends, as its typeface has it, by its index."""


def characters_of(
    page: Any, paints: Mapping[int, Paint], order: Mapping[int, Cell | None]
) -> tuple[list[Character], list[Character]]:
    """The characters of a page that its tags read, in that order; and all others, each marked content by itself.

    `paints` says by the address of a text object how it is painted, and `order` is what `reading_order` gives.
    """
    with closing(page.get_textpage()) as textpage:
        found, indices, doubtful = _painted(textpage, page.get_mediabox()[:2], paints)

        def reach(place: int) -> tuple[float, float]:
            left, _, right, _ = textpage.get_charbox(indices[place], loose=True)
            return left, right

        _judge_gaps(found, doubtful, reach)
        by_content: dict[int, list[int]] = {}
        for place, character in enumerate(found):
            by_content.setdefault(character.setting.content, []).append(place)
        running = [found[place] for content, places in by_content.items() if content not in order for place in places]
        return _read(found, by_content, order, reach), running


def _read(
    found: list[Character], by_content: dict[int, list[int]], order: Mapping[int, Cell | None], reach: Reach
) -> list[Character]:
    """The characters of the marked contents in `order`, each with the cell that it is in.

    What a stylesheet positions, or makes transparent, is painted after what is read next. The space before it is lost
    to pdfium then, or is given to what follows; so the white between the two decides.
    """
    read: list[Character] = []
    last = -1
    for content, cell in order.items():
        if not (places := by_content.get(content)):
            continue
        characters = [found[place]._replace(cell=cell) if cell else found[place] for place in places]
        first = characters[0]
        if read and places[0] != last + 1 and same_line(read[-1], first):
            gap = reach(places[0])[0] - reach(last)[1]
            characters[0] = first._replace(space_before=gap >= MIN_SPACE * first.setting.size)
        read += characters
        last = places[-1]
    return read


def _painted(
    textpage: Any, corner: tuple[float, float], paints: Mapping[int, Paint]
) -> tuple[list[Character], list[int], list[int]]:
    """Every character in the order in which they are painted; the index of each; and the places of doubtful spaces.

    A page with bleed counts from the corner of its trim; here every page counts from the `corner` of its picture.
    """
    from pypdfium2 import raw

    # A page has thousands of characters, and each call costs: what can be asked once is asked once.
    left, right, bottom, top = edges = [ctypes.c_double() for _ in range(4)]
    addresses = [ctypes.byref(edge) for edge in edges]
    found: list[Character] = []
    indices: list[int] = []
    settings: dict[int, Setting] = {}
    doubtful: list[int] = []
    run = 0
    handle, (aside, below) = textpage.raw, corner
    for index, code, space, guessed in codes_of(textpage):
        item = raw.FPDFText_GetTextObject(handle, index)
        address = ctypes.addressof(item.contents)
        if address not in settings:
            settings[address] = _setting(handle, index, below, paints.get(address), item)
        setting = settings[address]
        raw.FPDFText_GetCharBox(handle, index, *addresses)
        # pdfium reports a hyphen at the end of a line as a control character.
        hyphen = code in HYPHENS and (code in {0x02, 0xFFFE} or raw.FPDFText_IsHyphen(handle, index) == 1)
        box = Box(left.value - aside, bottom.value - below, right.value - aside, top.value - below)
        character = Character("-" if hyphen else chr(code), box, run, space, setting)
        if found:
            before = found[-1]
            goes_on = same_line(before, character)
            if before.setting.content != setting.content or not goes_on:
                run += 1
                character = character._replace(run=run)
            # pdfium guesses a space wherever letters are a little apart, and drops one that is by itself.
            if goes_on and not space and (guessed or before.setting is not setting):
                doubtful.append(len(found))
        found.append(character)
        indices.append(index)
    return found, indices, doubtful


def codes_of(textpage: Any) -> Iterator[tuple[int, int, bool, bool]]:
    """Of each character that is no white space its index and its code point, in the order in which they are painted.

    Also whether white space is painted before it, and whether pdfium makes some up there.
    """
    from pypdfium2 import raw

    handle, code_of = textpage.raw, raw.FPDFText_GetUnicode
    space = guessed = False
    for index in range(textpage.count_chars()):
        code = code_of(handle, index)
        # pdfium makes up nothing but spaces and ends of lines.
        if chr(code).isspace() or not code:
            if raw.FPDFText_IsGenerated(handle, index):
                guessed = True
                continue
            if code:
                space = True
                continue
        yield index, code, space, guessed
        space = guessed = False


def _judge_gaps(found: list[Character], doubtful: list[int], reach: Reach) -> None:
    """Decides at the doubtful places whether there is a space before a character, or all letters are so far apart."""

    def gap_before(place: int) -> float:
        return (reach(place)[0] - reach(place - 1)[1]) / (found[place].setting.size or 1)

    spread: _Spread | None = None
    for place in doubtful:
        gap = gap_before(place)
        is_spread = False
        if MIN_SPACE <= gap < MIN_SPACE + MAX_LETTER_SPACING:
            spread = spread or _Spread(found, gap_before)
            is_spread = gap - spread.before(found[place]) < MIN_SPACE
        found[place] = found[place]._replace(space_before=gap >= MIN_SPACE, spread=is_spread)


class _Spread:
    """How far apart all letters of a line are set, or of a page where a line has too few: shares of the type size."""

    def __init__(self, characters: list[Character], gap_before: Callable[[int], float]) -> None:
        self._gaps: dict[object, list[float]] = {}
        for place, (one, other) in enumerate(pairwise(characters), start=1):
            if same_line(one, other) and abs(gap := gap_before(place)) < MIN_SPACE + MAX_LETTER_SPACING:
                for pool in self._pools(other):
                    self._gaps.setdefault(pool, []).append(gap)

    @staticmethod
    def _pools(character: Character) -> tuple[object, object]:
        size = round(character.setting.size, 1)
        return (round(character.setting.baseline, 1), size), size

    def before(self, character: Character) -> float:
        """What is usual on the line of a character: a quarter of its letters are no further apart."""
        for pool in self._pools(character):
            gaps = self._gaps.get(pool, [])
            if len(gaps) >= _MIN_PAIRS:
                return min(max(sorted(gaps)[len(gaps) // 4], 0), MAX_LETTER_SPACING)
        return 0.0


def _setting(textpage: Any, index: int, below: float, paint: Paint | None, item: Any) -> Setting:
    """How the text object of a character is set."""
    from pypdfium2 import raw

    matrix, across, up = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    raw.FPDFText_GetCharOrigin(textpage, index, across, up)
    width, height = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    upright = (
        matrix.a > 0
        and matrix.d > 0
        and abs(matrix.b) <= MAX_SLOPE * width
        and abs(matrix.c) <= MAX_SLANT * height
        and MIN_WIDTH * height <= width <= height / MIN_WIDTH
    )
    size = raw.FPDFText_GetFontSize(textpage, index) * height
    return Setting(up.value - below, size, upright, paint, raw.FPDFPageObj_GetMarkedContentID(item))


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
