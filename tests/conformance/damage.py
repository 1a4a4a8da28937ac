"""The ways in which a letter, a digit, a sign, a word or a line of a finished page is damaged, as a reader sees it.

It is lost, another, moved, covered, cut, of (nearly) the colour of its ground, transparent, invisible, tiny, turned,
struck out, in another typeface, torn, run into the next, or on top of other text. What no reader would miss is left
out: a line that is moved to where nothing else stands, with all that it says in the same order; and less than half of a
letter covered. What runs along the margins is announced nowhere: it is made hard to see, and not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from random import Random
from typing import Any, NamedTuple

import pikepdf
from PIL import Image

from conformance.streams import Glyph, Line, Stream

_PT = 0.75
"""Points to the unit of the engine's streams."""


class Part(NamedTuple):
    """What is damaged: the glyphs from `first` to before `last` of a line, and its box in units of the stream."""

    line: Line
    first: int
    last: int

    @property
    def before(self) -> tuple[Glyph, ...]:
        """The glyphs before it."""
        return self.line.glyphs[: self.first]

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """The glyphs that are damaged."""
        return self.line.glyphs[self.first : self.last]

    @property
    def after(self) -> tuple[Glyph, ...]:
        """The glyphs behind it."""
        return self.line.glyphs[self.last :]

    @property
    def text(self) -> str:
        """The characters that are damaged."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, upper edge, width and height, from a little below the baseline to above the capitals."""
        left, right = self.glyphs[0].left, self.glyphs[-1].right
        return left, self.line.baseline - 0.8 * self.line.size, right - left, self.line.size * 1.05

    def around(self, hit: bytes) -> bytes:
        """The line with `hit` in the place of what is damaged."""
        return self.line.set_as(self.before) + hit + self.line.set_as(self.after)


class Page:
    """A page that can be damaged."""

    def __init__(self, page: pikepdf.Page, picture: Image.Image, read: set[int]) -> None:
        """`picture` is the page, a dot to the point; `read` is the marked content that its tags read."""
        self.stream = Stream(page)
        self._picture = picture
        self._read = read

    @cached_property
    def read(self) -> list[Line]:
        """The lines that its tags read."""
        return [line for line in self.stream.lines if line.content in self._read]

    def ground(self, part: Part) -> tuple[float, ...]:
        """The colour that is most frequent around what is damaged, from 0 to 1."""
        left, upper, width, height = (_PT * each for each in part.box)
        box = (left - 1, upper - 1, left + width + 1, upper + height + 1)
        left, upper, right, lower = map(round, box)
        colours: Any = self._picture.crop((left, upper, right, lower)).getcolors(1 << 16) or [(1, (255, 255, 255))]
        return tuple(each / 255 for each in max(colours)[1])


_SMALL = frozenset("aceimnorsuvwxz")
"""Letters without a part above or below the height of small letters."""
Damage = Callable[[Random, Page, Part], bytes | None]
"""What stands in the stream in the place of the line; None where it cannot be done there."""


def _lost(_chance: Random, _page: Page, part: Part) -> bytes | None:
    return part.around(b"") or b" "


def _lost_and_closed_up(_chance: Random, _page: Page, part: Part) -> bytes | None:
    if not part.after or part.text in {"-", "\u2010"}:
        return None
    back = part.glyphs[0].left - part.after[0].left
    return part.line.set_as([*part.before, *(glyph.moved(back) for glyph in part.after)])


def _other(chance: Random, page: Page, part: Part) -> bytes | None:
    """A letter is another letter, or a digit another digit."""
    glyph = chance.choice(part.glyphs)
    codes = page.stream.fonts[part.line.font].codes
    alike = [text for text in codes if len(text) == 1 and (text.isdigit() if glyph.text.isdigit() else text.isalpha())]
    others = [text for text in alike if text != glyph.text]
    if not others or not glyph.text.isalnum():
        return None
    code = codes[chance.choice(sorted(others))]
    return part.line.set_as([each._replace(code=code) if each is glyph else each for each in part.line.glyphs])


def _up_or_down(chance: Random, _page: Page, part: Part) -> bytes | None:
    if part.text == part.line.text.strip():
        return None
    down = chance.choice((-1, 1)) * chance.uniform(0.9, 2.5) * part.line.size
    return part.around(part.line.set_as(part.glyphs, down=down))


def _off_the_page(chance: Random, _page: Page, part: Part) -> bytes | None:
    aside = chance.choice((-1, 1)) * chance.uniform(1000, 2000)
    return part.around(part.line.set_as([glyph.moved(aside) for glyph in part.glyphs]))


def _onto_the_one_before(chance: Random, _page: Page, part: Part) -> bytes | None:
    inked = [glyph for glyph in part.before if glyph.text.strip()]
    if not inked:
        return None
    aside = inked[-1].left - part.glyphs[0].left + chance.uniform(0, 0.3) * (inked[-1].right - inked[-1].left)
    return part.around(part.line.set_as([glyph.moved(aside) for glyph in part.glyphs]))


def _onto_another_line(chance: Random, page: Page, part: Part) -> bytes | None:
    others = [line for line in page.stream.lines if abs(line.baseline - part.line.baseline) > 2 * part.line.size]
    if not others:
        return None
    other = chance.choice(others)
    first, _ = chance.choice(other.words)
    aside = other.glyphs[first].left - part.glyphs[0].left
    down = other.baseline - part.line.baseline
    return part.around(part.line.set_as([glyph.moved(aside) for glyph in part.glyphs], down=down))


def _colour(*channels: float) -> str:
    return " ".join(f"{channel:.4f}" for channel in channels)


def _of_the_colour_of_its_ground(chance: Random, page: Page, part: Part) -> bytes | None:
    ground, nearly = page.ground(part), chance.choice((0, 0, 0.03, 0.08))
    mixed = _colour(*(nearly * ink + (1 - nearly) * white for ink, white in zip(part.line.colour, ground, strict=True)))
    return part.around(f"q {mixed} rg ".encode() + part.line.set_as(part.glyphs) + b"Q ")


def _transparent(_chance: Random, _page: Page, part: Part) -> bytes | None:
    return part.around(b"q /transparent gs " + part.line.set_as(part.glyphs) + b"Q ")


def _nearly_transparent(_chance: Random, _page: Page, part: Part) -> bytes | None:
    return part.around(b"q /pale gs " + part.line.set_as(part.glyphs) + b"Q ")


def _invisible(_chance: Random, _page: Page, part: Part) -> bytes | None:
    return part.around(b"q 3 Tr " + part.line.set_as(part.glyphs) + b"Q ")


def rectangle(colour: str, left: float, upper: float, width: float, height: float) -> bytes:
    """A filled rectangle; `colour` is red, green and blue from 0 to 1, as operands."""
    box = f"{left:.4f} {upper:.4f} {width:.4f} {height:.4f}"
    return f"q /opaque gs {colour} rg {box} re f Q\n".encode()


def _covered(chance: Random, page: Page, part: Part) -> bytes | None:
    colour = chance.choice((page.ground(part), (1.0, 1.0, 1.0), tuple(chance.random() for _ in range(3))))
    return part.line.set_as(part.line.glyphs) + rectangle(_colour(*colour), *part.box)


def _half_covered(chance: Random, page: Page, part: Part) -> bytes | None:
    """From above or below, so that less than half of small letters is left."""
    if not _SMALL.intersection(part.text):
        return None
    left, _, width, _ = part.box
    middle = part.line.baseline - 0.2 * part.line.size
    upper = chance.choice((middle, middle - part.line.size))
    cover = rectangle(_colour(*page.ground(part)), left, upper - 0.05 * part.line.size, width, part.line.size)
    return part.line.set_as(part.line.glyphs) + cover


def _on_a_ground_of_its_colour(_chance: Random, _page: Page, part: Part) -> bytes | None:
    return rectangle(_colour(*part.line.colour), *part.box) + part.line.set_as(part.line.glyphs)


def _on_a_dark_photograph(chance: Random, _page: Page, part: Part) -> bytes | None:
    """Of 4 by 2 dots that are all nearly as dark as the text."""
    left, upper, width, height = part.box
    near = [min(255, round(255 * channel) + chance.randrange(24)) for _ in range(8) for channel in part.line.colour]
    place = f"{width:.4f} 0 0 {height:.4f} {left:.4f} {upper:.4f} cm"
    picture = b"BI /W 4 /H 2 /BPC 8 /CS /RGB ID " + bytes(near) + b"\nEI"
    return b"q /opaque gs " + place.encode() + b"\n" + picture + b"\nQ\n" + part.line.set_as(part.line.glyphs)


def _clipped(chance: Random, _page: Page, part: Part) -> bytes | None:
    """Of the height of small letters less than half is left."""
    left, _, width, _ = part.box
    share = chance.uniform(0, 0.15) * part.line.size
    upper = part.line.baseline - chance.choice((share, 0.45 * part.line.size))
    clip = f"q {left:.4f} {upper:.4f} {width:.4f} {share:.4f} re W n ".encode()
    return part.around(clip + part.line.set_as(part.glyphs) + b"Q ")


def _tiny(chance: Random, _page: Page, part: Part) -> bytes | None:
    scale = chance.uniform(0.5, 4.5) / (part.line.size * _PT)
    return part.around(part.line.set_as(part.glyphs, scale=scale))


def _matrix(part: Part, *turn: float) -> bytes:
    """What is damaged, under a matrix about its middle."""
    left, upper, width, height = part.box
    x, y = left + width / 2, upper + height / 2
    there, back = f"1 0 0 1 {x:.4f} {y:.4f} cm", f"1 0 0 1 {-x:.4f} {-y:.4f} cm"
    turned = f"q {there} {_colour(*turn)} 0 0 cm {back} ".encode()
    return part.around(turned + part.line.set_as(part.glyphs) + b"Q ")


def _mirrored(_chance: Random, _page: Page, part: Part) -> bytes | None:
    return _matrix(part, -1, 0, 0, 1)


def _turned(chance: Random, _page: Page, part: Part) -> bytes | None:
    return _matrix(part, *chance.choice(((-1, 0, 0, -1), (0, 1, -1, 0), (0.94, 0.34, -0.34, 0.94))))


def _squeezed(chance: Random, _page: Page, part: Part) -> bytes | None:
    return _matrix(part, chance.uniform(0.05, 0.4), 0, 0, 1)


def _struck_out(chance: Random, page: Page, part: Part) -> bytes | None:
    """With a line in the height of small letters, before or behind the text, for three letters at least."""
    if len(part.text.strip()) < 3:
        return None
    left, _, width, _ = part.box
    colour = chance.choice((part.line.colour, (0, 0, 0), (0.8, 0, 0)))
    if max(abs(one - other) for one, other in zip(colour, page.ground(part), strict=True)) < 0.3:
        colour = part.line.colour
    size = part.line.size
    y = part.line.baseline - chance.uniform(0.18, 0.34) * size
    thick = chance.uniform(0.04, 0.12) * size
    if chance.random() < 0.5:
        line = rectangle(_colour(*colour), left, y - thick / 2, width, thick)
    else:
        path = f"{left:.4f} {y:.4f} m {left + width:.4f} {y:.4f} l S"
        line = f"q /opaque gs {_colour(*colour)} RG {thick:.4f} w {path} Q\n".encode()
    text = part.line.set_as(part.line.glyphs)
    return chance.choice((text + line, line + text))


def _crossed_out(chance: Random, page: Page, part: Part) -> bytes | None:
    """A stroke from corner to corner, or steeper ones side by side, before the text or behind it."""
    if len(part.text.strip()) < 3:
        return None
    left, upper, width, height = part.box
    ground = page.ground(part)
    colour = chance.choice([each for each in ((0, 0, 0), (0.8, 0, 0), (1, 1, 1)) if _apart(each, ground)])
    thick = chance.uniform(0.05, 0.15) * part.line.size
    top, foot = upper + 0.25 * height, upper + 0.8 * height
    count = chance.choice((1, 1, max(1, round(width / height * 2))))
    across = width / count
    strokes = " ".join(
        f"{left + place * across:.4f} {foot:.4f} m {left + (place + 1) * across:.4f} {top:.4f} l S"
        for place in range(count)
    )
    line = f"q /opaque gs {_colour(*colour)} RG {thick:.4f} w {strokes} Q\n".encode()
    text = part.line.set_as(part.line.glyphs)
    return text + line if chance.random() < 0.5 else line + text


def _apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return max(abs(first - second) for first, second in zip(one, other, strict=True)) > 0.5


def _raised_small(chance: Random, _page: Page, part: Part) -> bytes | None:
    """As a superscript or subscript, in the middle of a line."""
    if not part.before or not part.after:
        return None
    scale = chance.uniform(0.5, 0.7)
    if 0.75 * scale * part.line.size <= 5.1 or not part.text.isalnum():
        return None
    first = part.glyphs[0].left
    glyphs = [glyph.moved((scale - 1) * (glyph.left - first)) for glyph in part.glyphs]
    down = chance.choice((-chance.uniform(0.2, 0.5), chance.uniform(0.15, 0.3))) * part.line.size
    return part.around(part.line.set_as(glyphs, scale=scale, down=down))


def _of_another_typeface(_chance: Random, _page: Page, part: Part) -> bytes | None:
    if not all(" " < sign <= "~" for sign in part.text):
        return None
    left, baseline, size = part.glyphs[0].left, part.line.baseline, part.line.size
    text = part.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    hit = f"BT 1 0 0 -1 {left:.4f} {baseline:.4f} Tm /other {size:.4f} Tf ({text}) Tj ET\n"
    return part.around(hit.encode())


def _torn(chance: Random, _page: Page, part: Part) -> bytes | None:
    """With a gap of more than a space before one of its letters."""
    if len(part.glyphs) < 3:
        return None
    place = chance.randrange(part.first + 1, part.last)
    glyphs = part.line.glyphs
    gap = chance.uniform(0.35, 0.8) * part.line.size
    return part.line.set_as([*glyphs[:place], *(glyph.moved(gap) for glyph in glyphs[place:])])


def _glued(_chance: Random, _page: Page, part: Part) -> bytes | None:
    """Without the space behind it."""
    if len(part.after) < 2 or part.after[0].text.strip() or not part.after[1].text.strip():
        return None
    # What a justified line adds to a space goes too, or as much white as a space would be left.
    back = part.glyphs[-1].right - part.after[1].left
    return part.line.set_as([*part.before, *part.glyphs, *(glyph.moved(back) for glyph in part.after[1:])])


KINDS: dict[str, tuple[Damage, tuple[str, ...]]] = {
    "lost": (_lost, ("letter", "digit", "word", "line")),
    "lost, and the rest closes up": (_lost_and_closed_up, ("letter", "digit", "word")),
    "another letter or digit": (_other, ("letter", "digit")),
    "moved up or down": (_up_or_down, ("letter", "digit", "word")),
    "off the page": (_off_the_page, ("letter", "digit", "word", "line")),
    "on top of the one before": (_onto_the_one_before, ("letter", "digit", "word")),
    "on top of another line": (_onto_another_line, ("letter", "digit", "word", "line")),
    "of the colour of its ground": (_of_the_colour_of_its_ground, ("letter", "digit", "word", "line", "margin")),
    "transparent": (_transparent, ("letter", "digit", "word", "line", "margin")),
    "nearly transparent": (_nearly_transparent, ("letter", "digit", "word", "line", "margin")),
    "invisible": (_invisible, ("letter", "digit", "word", "line", "margin")),
    "covered": (_covered, ("letter", "digit", "sign", "word", "line", "margin")),
    "half covered": (_half_covered, ("word", "line", "margin")),
    "on a ground of its colour": (_on_a_ground_of_its_colour, ("letter", "digit", "sign", "word", "line", "margin")),
    "on a dark photograph": (_on_a_dark_photograph, ("letter", "digit", "sign", "word", "line", "margin")),
    "cut": (_clipped, ("letter", "digit", "word", "line", "margin")),
    "tiny": (_tiny, ("letter", "digit", "word", "line", "margin")),
    "mirrored": (_mirrored, ("letter", "digit", "word", "line")),
    "turned": (_turned, ("letter", "digit", "word", "line")),
    "squeezed": (_squeezed, ("word", "line")),
    "struck out": (_struck_out, ("word", "line")),
    "crossed out": (_crossed_out, ("word", "line")),
    "small and off its line": (_raised_small, ("digit", "word")),
    "of another typeface": (_of_another_typeface, ("letter", "digit", "word")),
    "torn": (_torn, ("word",)),
    "run into the next": (_glued, ("word",)),
}


def parts_of(page: Page, unit: str) -> Iterator[Part]:
    """All that could be damaged on a page."""
    if unit == "margin":
        running = [line for line in page.stream.lines if line not in page.read]
        yield from (Part(line, 0, len(line.glyphs)) for line in running)
        return
    for line in page.read:
        if unit == "line":
            yield Part(line, line.words[0][0], line.words[-1][1])
        elif unit == "word":
            yield from (Part(line, first, last) for first, last in line.words)
        else:
            fits = {"letter": str.isalpha, "digit": str.isdigit, "sign": _is_sign}[unit]
            for place, glyph in enumerate(line.glyphs):
                if glyph.text and fits(glyph.text):
                    yield Part(line, place, place + 1)


def _is_sign(text: str) -> bool:
    return bool(text.strip()) and not text.isalnum()
