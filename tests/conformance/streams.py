"""The text of a finished page as its content stream sets it, so that a part of it can be set otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import pikepdf

_MAPPED = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


class Glyph(NamedTuple):
    """A glyph: its code in the font, the characters that it stands for, and where its place begins and ends."""

    code: bytes
    text: str
    left: float
    right: float

    def moved(self, aside: float) -> Glyph:
        """The same glyph elsewhere on its line."""
        return self._replace(left=self.left + aside, right=self.right + aside)


class Font:
    """What a font of the file says of its codes."""

    def __init__(self, font: Any) -> None:
        """`font` is a composite font of two bytes a code."""
        self.texts = {
            bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be")
            for code, text in _MAPPED.findall(font.ToUnicode.read_bytes())
        }
        self.codes = {text: code for code, text in self.texts.items() if text.strip()}
        (drawn,) = font.DescendantFonts
        self._widths: dict[int, float] = {}
        widths = list(drawn.W)
        for first, each in zip(widths[::2], widths[1::2], strict=True):
            self._widths |= {int(first) + place: float(width) for place, width in enumerate(each)}

    def width(self, code: bytes) -> float:
        """The width of a glyph in thousandths of the type size."""
        return self._widths[int.from_bytes(code)]


class Line(NamedTuple):
    """What one text object shows, in units of its stream, in which y counts downwards.

    It lies in the stream from instruction `first` to `last`, as the marked content `content`.
    """

    first: int
    last: int
    font: str
    size: float
    baseline: float
    colour: tuple[float, ...]
    content: int
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters that it shows."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def words(self) -> list[tuple[int, int]]:
        """Where the words in it begin, and end before."""
        inked = "".join("x" if glyph.text.strip() else " " for glyph in self.glyphs)
        return [found.span() for found in re.finditer("x+", inked)]

    def set_as(self, glyphs: Sequence[Glyph], *, down: float = 0, scale: float = 1) -> bytes:
        """Some of its glyphs as a text object of their own, lower by so much, smaller or larger."""
        if not glyphs:
            return b""
        size = self.size * scale
        pieces = []
        for glyph, after in zip(glyphs, [*glyphs[1:], None], strict=True):
            back = (glyph.right - after.left) / size * 1000 if after else 0
            pieces.append(f"<{glyph.code.hex()}> {back - (1 - scale) * (glyph.right - glyph.left) / size * 1000:.3f}")
        place = f"1 0 0 -1 {glyphs[0].left:.4f} {self.baseline + down:.4f} Tm"
        return f"BT {place} {self.font} {size:.4f} Tf [{' '.join(pieces)}] TJ ET\n".encode()


class _State:
    """How what comes next in a stream is set; `contents` are the marked contents that it is within."""

    def __init__(self) -> None:
        self.colours: list[tuple[float, ...]] = [(0, 0, 0)]
        self.contents: list[int] = []
        self.first, self.font, self.size = 0, "", 0.0
        self.across = self.down = 0.0
        self.glyphs: list[Glyph] = []

    def begin_content(self, operands: Any) -> None:
        self.contents.append(int(operands[1].get("/MCID", -1)) if len(operands) > 1 else -1)

    def choose_font(self, operands: Any) -> None:
        self.font, self.size = str(operands[0]), float(operands[1])

    def go_to(self, operands: Any) -> None:
        self.across, self.down = float(operands[4]), float(operands[5])

    def choose_colour(self, operands: Any) -> None:
        self.colours[-1] = tuple(map(float, operands))


_OPERATORS: dict[str, Callable[[_State, Any], object]] = {
    "q": lambda state, _: state.colours.append(state.colours[-1]),
    "Q": lambda state, _: state.colours.pop(),
    "rg": _State.choose_colour,
    "BDC": _State.begin_content,
    "BMC": _State.begin_content,
    "EMC": lambda state, _: state.contents.pop(),
    "Tf": _State.choose_font,
    "Tm": _State.go_to,
}


class Stream:
    """The content of one page, with its lines of text."""

    def __init__(self, page: pikepdf.Page) -> None:
        """`page` is one as the engine makes it."""
        self._instructions: list[Any] = list(pikepdf.parse_content_stream(page))
        self._fonts = {str(name): font for name, font in page.Resources.Font.items()}

    @cached_property
    def fonts(self) -> dict[str, Font]:
        """By the name that the stream gives it."""
        return {name: Font(font) for name, font in self._fonts.items()}

    @cached_property
    def lines(self) -> list[Line]:
        """Every text object in which there is ink."""
        return [line for line in self._lines() if line.text.strip()]

    def with_instead(self, line: Line, content: bytes) -> bytes:
        """The stream with `content` in the place of a line."""
        return self.with_all({line: content})

    def with_all(self, instead: dict[Line, bytes]) -> bytes:
        """The stream with other content in the place of some lines."""
        pieces: list[bytes] = []
        done = 0
        for line, content in sorted(instead.items()):
            pieces += [pikepdf.unparse_content_stream(self._instructions[done : line.first]), content]
            done = line.last + 1
        pieces.append(pikepdf.unparse_content_stream(self._instructions[done:]))
        return b"\n".join(pieces)

    def _lines(self) -> Iterator[Line]:
        state = _State()
        for index, instruction in enumerate(self._instructions):
            operands, operator = instruction.operands, str(instruction.operator)
            if operator == "TJ":
                state.glyphs += self._glyphs(operands[0], state.font, state.size, state.across)
            elif operator == "BT":
                state.first, state.glyphs = index, []
            elif operator == "ET":
                content = max(state.contents, default=-1)
                yield Line(
                    state.first, index, state.font, state.size, state.down, state.colours[-1], content,
                    tuple(state.glyphs),
                )  # fmt: skip
            elif does := _OPERATORS.get(operator):
                does(state, operands)

    def _glyphs(self, pieces: Any, name: str, size: float, across: float) -> Iterator[Glyph]:
        font = self.fonts[name]
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                codes = bytes(piece)
                for code in (codes[place : place + 2] for place in range(0, len(codes), 2)):
                    right = across + font.width(code) * size / 1000
                    yield Glyph(code, font.texts.get(code, ""), across, right)
                    across = right
            else:
                across -= float(piece) * size / 1000


def read_contents(pdf: pikepdf.Pdf) -> list[set[int]]:
    """For each page the marked contents that its tags read; all other text runs along the margins."""
    places = {page.objgen: number for number, page in enumerate(pdf.pages)}
    found: list[set[int]] = [set() for _ in pdf.pages]
    waiting: list[tuple[Any, Any]] = [(pdf.Root.StructTreeRoot.K, None)]
    while waiting:
        child, page = waiting.pop()
        if isinstance(child, pikepdf.Array):
            waiting += [(each, page) for each in child]
        elif isinstance(child, pikepdf.Dictionary):
            page = child.get("/Pg", page)
            waiting += [(child[name], page) for name in ("/K", "/MCID") if name in child]
        elif page is not None:
            found[places[page.objgen]].add(int(child))
    return found
