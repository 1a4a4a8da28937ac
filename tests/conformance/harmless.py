"""The ways in which a part of a finished page is set otherwise, and as well to read: the proof must be silent.

It is set in pieces, underlined, framed, raised or somewhat smaller, on a pale ground or photograph, in another colour.
"""

from __future__ import annotations

from random import Random

from conformance.damage import Damage, Page, Part, rectangle
from handouts.content.model.shades import contrast

_READABLE = 4.5
"""The least contrast ratio of text. Source: WCAG 2.2, success criterion 1.4.3."""


def _set_again(part: Part, before: str = "", *, scale: float = 1, down: float = 0) -> bytes:
    return part.around(f"q {before} ".encode() + part.line.set_as(part.glyphs, scale=scale, down=down) + b"Q ")


def _in_pieces(_chance: Random, _page: Page, part: Part) -> bytes | None:
    return _set_again(part)


def _hex(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in colour)


def _operands(colour: tuple[float, ...]) -> str:
    return " ".join(f"{channel:.4f}" for channel in colour)


def _in_another_colour(chance: Random, page: Page, part: Part) -> bytes | None:
    ground = _hex(page.ground(part))
    for _ in range(50):
        colour = tuple(chance.random() for _ in range(3))
        if contrast(_hex(colour), ground) >= _READABLE:
            return _set_again(part, f"{_operands(colour)} rg")
    return None


def _with_a_line(part: Part, height: float, thick: float) -> bytes:
    """With a line in its colour, at a height that is a share of the type size."""
    left, _, width, _ = part.box
    size = part.line.size
    upper = part.line.baseline - (height + thick / 2) * size
    return rectangle(_operands(part.line.colour), left, upper, width, thick * size) + part.line.set_as(part.line.glyphs)


def _underlined(chance: Random, _page: Page, part: Part) -> bytes | None:
    """Below the letters, where an underscore would be lost."""
    if "_" in part.text:
        return None
    return _with_a_line(part, chance.uniform(-0.25, -0.1), chance.uniform(0.03, 0.08))


def _framed(chance: Random, page: Page, part: Part) -> bytes | None:
    """With a frame whose sides run through no sign beside it, as a comma that follows."""
    left, upper, width, height = part.box
    away = chance.uniform(0.1, 0.25) * part.line.size
    level = [line for line in page.stream.lines if abs(line.baseline - part.line.baseline) < part.line.size]
    signs = [glyph for line in level for glyph in line.glyphs if glyph.text.strip() and glyph not in part.glyphs]
    if any(glyph.left <= side <= glyph.right for glyph in signs for side in (left - away, left + width + away)):
        return None
    box = f"{left - away:.4f} {upper - away:.4f} {width + 2 * away:.4f} {height + 2 * away:.4f}"
    frame = f"q {_operands(part.line.colour)} RG {chance.uniform(0.3, 1.2):.2f} w {box} re S Q\n"
    return frame.encode() + part.line.set_as(part.line.glyphs)


def _paler(chance: Random, page: Page, part: Part) -> tuple[float, ...] | None:
    """A colour near to that of the ground, on which the text can be read."""
    for _ in range(50):
        near = tuple(min(1, max(0, channel + chance.uniform(-0.12, 0.12))) for channel in page.ground(part))
        if contrast(_hex(near), _hex(part.line.colour)) >= _READABLE:
            return near
    return None


def _with_a_ground(colour: tuple[float, ...] | None, part: Part, share: float) -> bytes | None:
    """With a ground under so much of its width; None without a colour."""
    if colour is None:
        return None
    left, upper, width, height = part.box
    return rectangle(_operands(colour), left, upper, share * width, height) + part.line.set_as(part.line.glyphs)


def _on_another_ground(chance: Random, page: Page, part: Part) -> bytes | None:
    return _with_a_ground(_paler(chance, page, part), part, 1)


def _on_a_photograph(chance: Random, page: Page, part: Part) -> bytes | None:
    """Of 4 by 2 dots of other colours on which it can be read."""
    dots = [_paler(chance, page, part) for _ in range(8)]
    if None in dots:
        return None
    data = bytes(round(255 * channel) for dot in dots if dot for channel in dot)
    left, upper, width, height = part.box
    place = f"q /opaque gs {width:.4f} 0 0 {height:.4f} {left:.4f} {upper:.4f} cm\n".encode()
    picture = b"BI /W 4 /H 2 /BPC 8 /CS /RGB ID " + data + b"\nEI\nQ\n"
    return place + picture + part.line.set_as(part.line.glyphs)


def _in_a_clip_that_holds_it(_chance: Random, _page: Page, part: Part) -> bytes | None:
    left, upper, width, height = part.box
    away = 0.3 * part.line.size
    box = f"{left - away:.4f} {upper - away:.4f} {width + 2 * away:.4f} {height + 2 * away:.4f}"
    return _set_again(part, f"{box} re W n")


def _outlined(_chance: Random, _page: Page, part: Part) -> bytes | None:
    """Its edges are drawn too, so that it is bolder."""
    return _set_again(part, f"2 Tr 0.2 w {_operands(part.line.colour)} RG")


def _smaller(chance: Random, page: Page, part: Part) -> bytes | None:
    """With its letters as close to each other as they were, where no word goes on behind it."""
    scale = chance.uniform(0.75, 0.95)
    beside = [line for line in page.stream.lines if abs(line.baseline - part.line.baseline) < part.line.size]
    if 0.75 * scale * part.line.size <= 5 or (len(beside) > 1 and not part.after):
        return None
    first = part.glyphs[0].left
    glyphs = [glyph.moved((scale - 1) * (glyph.left - first)) for glyph in part.glyphs]
    return part.around(part.line.set_as(glyphs, scale=scale))


def _raised_or_lowered(chance: Random, _page: Page, part: Part) -> bytes | None:
    return _set_again(part, down=chance.uniform(-0.35, 0.2) * part.line.size)


def _beside_a_tint(chance: Random, page: Page, part: Part) -> bytes | None:
    """A ground goes on under half of it."""
    return _with_a_ground(_paler(chance, page, part), part, 0.5)


def _over_a_pale_stroke(chance: Random, page: Page, part: Part) -> bytes | None:
    colour = _paler(chance, page, part)
    if colour is None or contrast(_hex(colour), _hex(page.ground(part))) > 1.5:
        return None
    left, upper, width, height = part.box
    path = f"{left:.4f} {upper + height:.4f} m {left + width:.4f} {upper:.4f} l S"
    stroke = f"q /opaque gs {_operands(colour)} RG {chance.uniform(0.1, 2):.2f} w {path} Q\n"
    return stroke.encode() + part.line.set_as(part.line.glyphs)


HARMLESS: dict[str, tuple[Damage, tuple[str, ...]]] = {
    "set in pieces": (_in_pieces, ("letter", "digit", "sign", "word", "line", "margin")),
    "in another colour": (_in_another_colour, ("letter", "digit", "sign", "word", "line", "margin")),
    "underlined": (_underlined, ("word", "line", "margin")),
    "framed": (_framed, ("line", "margin")),
    "on another ground": (_on_another_ground, ("letter", "digit", "sign", "word", "line", "margin")),
    "on a photograph": (_on_a_photograph, ("letter", "digit", "sign", "word", "line", "margin")),
    "over a pale stroke": (_over_a_pale_stroke, ("word", "line", "margin")),
    "beside a tint": (_beside_a_tint, ("word", "line", "margin")),
    "in a clip that holds it": (_in_a_clip_that_holds_it, ("letter", "digit", "sign", "word", "line", "margin")),
    "outlined": (_outlined, ("letter", "digit", "word", "line", "margin")),
    "smaller": (_smaller, ("word", "line", "margin")),
    "raised or lowered": (_raised_or_lowered, ("letter", "digit")),
}
