"""What a PDF really shows: every character with its box, in the order in which the tags read it, and its ink.

The ink of a character is what changes in the picture of the page when all text is made invisible. So it does not
matter why a character cannot be seen: white on white, covered, clipped or off the page all leave no ink.
Lengths are in points, with the origin at the bottom left of the page, bleed included.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

# At 72 dpi the full stop of 10 pt type still darkens a pixel, and a page costs some 20 ms.
SCALE = 1.0
# Paper white to text colour is over 100 of 255 for any colour that passes the contrast check.
FAINTEST_INK = 24
# A character of which less than this share is seen, in height or width, is cut.
LEAST_SEEN = 0.55
_THRESHOLD = [0 if value < FAINTEST_INK else 255 for value in range(256)]
_SMALLEST_MEASURED = 4
_HYPHENS = {0x02, 0x2D, 0xAD, 0x2010, 0xFFFE}
NARROWEST_SPACE = 0.1
"""As a share of the type size, beyond the width of the letter before it; a space of a typeface is 0.15 and more."""

MOST_RAISED = 0.6
"""How far a sign may be raised or lowered and still be on the line, as a share of the type size."""
STEEPEST = 0.02
"""How far a line of text may rise, as a share of its length: one degree."""
SLANT = 0.4
"""How far type may lean over, as a share of its height; an italic that is made by slanting leans 0.2 to 0.3."""
NARROWEST = 0.5
"""How much narrower or wider than drawn type may be, as a share."""


class Box(NamedTuple):
    """A rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        """Width times height, in square points."""
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)

    @property
    def middle(self) -> float:
        """Half the way up."""
        return (self.bottom + self.top) / 2

    def shared(self, other: Box) -> float:
        """The area that two rectangles have in common."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width * height if width > 0 and height > 0 else 0.0


class Setting(NamedTuple):
    """How a stretch of text is set: the height of its baseline, the size of its type, and whether it is upright.

    Text that is turned, mirrored or slanted beyond an italic is not upright.
    """

    baseline: float
    size: float
    upright: bool


class Character(NamedTuple):
    """One printed character. `run` numbers the stretch of text on one line that it belongs to."""

    text: str
    box: Box
    run: int
    space_before: bool
    setting: Setting


class Ink(NamedTuple):
    """Where a page has ink: a byte a pixel, row by row, 255 for ink and 0 for none."""

    width: int
    height: int
    pixels: bytes

    def shows(self, left: int, upper: int, right: int, lower: int, least: tuple[float, float]) -> str:
        """`seen`, `cut` or `unseen`: whether what has ink in a rectangle is as wide and as high as `least`, in pixels.

        It looks no further than it must: a page has thousands of characters.
        """
        find, width = self.pixels.find, self.width
        left, right = max(0, left), min(width, right)
        upper, lower = max(0, upper), min(self.height, lower)
        rows = range(upper * width, lower * width, width)
        for first in rows:
            if find(255, first + left, first + right) >= 0:
                break
        else:
            return "unseen"
        for last in reversed(rows):
            if find(255, last + left, last + right) >= 0:
                break
        if last - first + width < least[1] * width:
            return "cut"
        if not least[0]:
            return "seen"
        begins, ends = right, left
        for row in range(first, last + width, width):
            begin = find(255, row + left, row + right)
            if begin >= 0:
                begins = min(begins, begin - row)
                ends = max(ends, self.pixels.rfind(255, row + left, row + right) - row)
                if ends + 1 - begins >= least[0]:
                    return "seen"
        return "cut"


class Page(NamedTuple):
    """One page: its size, the tagged characters in reading order, and the running ones (header and footer)."""

    number: int
    width: float
    height: float
    read: tuple[Character, ...]
    running: tuple[Character, ...]
    fonts: frozenset[str]
    ink: Ink

    def shows(self, character: Character) -> str:
        """`seen`, `cut` or `unseen`: how much of a character is visible on this page."""
        left, bottom, right, top = character.box
        width, height, ink = self.width, self.height, self.ink
        if left < -0.5 or bottom < -0.5 or right > width + 0.5 or top > height + 0.5:
            return "off"
        # A picture has whole pixels, and a page that has not is stretched to fill it.
        across, down = ink.width / width, ink.height / height
        wide, high = (right - left) * across, (top - bottom) * down
        least = (
            wide * LEAST_SEEN if wide >= _SMALLEST_MEASURED else 0.0,
            high * LEAST_SEEN if high >= _SMALLEST_MEASURED else 0.0,
        )
        first, last = int((height - top) * down), int((height - bottom) * down) + 1
        return ink.shows(int(left * across), first, int(right * across) + 1, last, least)


def pages_of(pdf: bytes) -> Iterator[Page]:
    """The pages of a tagged PDF, one after the other."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            page = document[number]
            yield _page(page, number + 1)
            page.close()
    finally:
        document.close()


def _page(page: Any, number: int) -> Page:
    order = {identifier: place for place, identifier in enumerate(_reading_order(page))}
    by_content: dict[int, list[Character]] = {}
    for content, character in _characters(page):
        by_content.setdefault(content, []).append(character)
    read = [each for content in sorted(by_content.keys() & order.keys(), key=order.__getitem__)
            for each in by_content[content]]  # fmt: skip
    running = [each for content in by_content.keys() - order.keys() for each in by_content[content]]
    ink, fonts = _ink(page)
    width, height = page.get_size()
    return Page(number, width, height, tuple(read), tuple(running), frozenset(fonts), ink)


def _ink(page: Any) -> tuple[Ink, set[str]]:
    """The ink of all text of the page, and the fonts that it is set in. Afterwards its text is invisible in memory."""
    from PIL import ImageChops

    # Pixels of four bytes in this order are taken over as they lie.
    order = {"scale": SCALE, "prefer_bgrx": True, "rev_byteorder": True}
    with_text = page.render(**order).to_pil()
    fonts = _hide_text(page)
    without_text = page.render(**order).to_pil()
    drawn = ImageChops.difference(with_text, without_text).convert("L").point(_THRESHOLD)
    return Ink(*drawn.size, drawn.tobytes()), fonts


def _reading_order(page: Any) -> Iterator[int]:
    """The identifiers of marked content, as the structure tree reads them."""
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        waiting = [
            raw.FPDF_StructTree_GetChildAtIndex(tree, index)
            for index in reversed(range(raw.FPDF_StructTree_CountChildren(tree)))
        ]
        while waiting:
            element = waiting.pop()
            if isinstance(element, int):
                yield element
                continue
            children: list[Any] = []
            for index in range(raw.FPDF_StructElement_CountChildren(element)):
                identifier = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
                child = raw.FPDF_StructElement_GetChildAtIndex(element, index) if identifier < 0 else identifier
                if isinstance(child, int) or child:
                    children.append(child)
            waiting.extend(reversed(children))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _characters(page: Any) -> list[tuple[int, Character]]:
    """Every character with the identifier of its marked content (-1 for none), in the order of the page's content."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    # A page with bleed counts from the corner of its trim; here every page counts from the corner of its picture.
    aside, below = page.get_mediabox()[:2]
    # A page has thousands of characters, and each call costs: what can be asked once is asked once.
    left, right, bottom, top = edges = [ctypes.c_double() for _ in range(4)]
    places = [ctypes.byref(edge) for edge in edges]
    found: list[tuple[int, Character]] = []
    # By the address of its text object: the marked content that a character is of, and how it is set.
    objects: dict[int, tuple[int, Setting]] = {}
    space = guessed = False
    run = last = 0
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
            objects[address] = raw.FPDFPageObj_GetMarkedContentID(item), _setting(handle, index, below)
        content, setting = objects[address]
        box_of(handle, index, *places)
        # pdfium reports a hyphen at the end of a line as a control character.
        hyphen = code in _HYPHENS and (code in {0x02, 0xFFFE} or raw.FPDFText_IsHyphen(handle, index) == 1)
        box = Box(left.value - aside, bottom.value - below, right.value - aside, top.value - below)
        character = Character("-" if hyphen else sign, box, run, space, setting)
        if found:
            before, goes_on = found[-1], same_line(found[-1][1], character)
            if before[0] != content or not goes_on:
                run += 1
                character = character._replace(run=run)
            # pdfium guesses a space wherever letters stand a little apart, and drops one that stands by itself.
            if goes_on and not space and (guessed or before[1].setting is not setting):
                gap = _reach(handle, index)[0] - _reach(handle, last)[1]
                character = character._replace(space_before=gap >= NARROWEST_SPACE * setting.size)
        found.append((content, character))
        last = index
        space = guessed = False
    textpage.close()
    return found


def _reach(textpage: Any, index: int) -> tuple[float, float]:
    """Where the place of a character begins and ends, by the width that its typeface gives it."""
    from pypdfium2 import raw

    place = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(textpage, index, place)
    return place.left, place.right


def _setting(textpage: Any, index: int, below: float) -> Setting:
    """How the text object of a character is set."""
    from pypdfium2 import raw

    matrix, across, up = raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    raw.FPDFText_GetCharOrigin(textpage, index, across, up)
    height = math.hypot(matrix.c, matrix.d)
    width = math.hypot(matrix.a, matrix.b)
    upright = (
        matrix.a > 0
        and matrix.d > 0
        and abs(matrix.b) <= STEEPEST * width
        and abs(matrix.c) <= SLANT * height
        and NARROWEST <= width / height <= 1 / NARROWEST
    )
    return Setting(up.value - below, raw.FPDFText_GetFontSize(textpage, index) * height, upright)


def same_line(before: Character, after: Character) -> bool:
    """Whether a character goes on where the one before it stopped; a line that begins anew goes back to the left."""
    shift = abs(before.setting.baseline - after.setting.baseline)
    size = max(before.setting.size, after.setting.size)
    return shift < MOST_RAISED * size and after.box.right >= before.box.left


def _hide_text(page: Any) -> set[str]:
    """Makes all text of the page invisible in memory; returns the names of the fonts that were used."""
    from pypdfium2 import raw

    fonts: set[str] = set()
    waiting = [(raw.FPDFPage_GetObject, page, raw.FPDFPage_CountObjects(page))]
    buffer = ctypes.create_string_buffer(256)
    while waiting:
        get, holder, count = waiting.pop()
        for index in range(count):
            item = get(holder, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_FORM:
                waiting.append((raw.FPDFFormObj_GetObject, item, raw.FPDFFormObj_CountObjects(item)))
            elif kind == raw.FPDF_PAGEOBJ_TEXT:
                font = raw.FPDFTextObj_GetFont(item)
                size = raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
                fonts.add(buffer.raw[: max(0, size - 1)].decode("utf-8", "replace"))
                raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    return fonts
