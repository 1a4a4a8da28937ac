"""How the lines of a page look: those that stand out as headings do become headings, or bold lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from handouts.intake.importing.hypertext.tree import BLOCKS, UNREAD, tag_of
from handouts.intake.importing.prominence import BOLD, TITLE, Looks, prominent

_SIZES = (7.5, 10.0, 12.0, 13.5, 18.0, 24.0, 36.0)
"""Points of the sizes 1 to 7 that old pages know."""
_USUAL = 12.0
_NAMED = {"x-small": 7.5, "small": 10.0, "medium": 12.0, "large": 13.5, "x-large": 18.0, "xx-large": 24.0}
_UNITS = {"pt": 1.0, "px": 0.75, "cm": 28.35, "mm": 2.835}
_SIZE = re.compile(r"(?<![\w-])font-size:\s*(?:([\d.]+)(pt|px|em|rem|%|cm|mm)|((?:xx?-)?(?:small|medium|large)))")
_COLOUR = re.compile(r"(?<![\w-])color:\s*([^;]+)")
_LINED = re.compile(r"text-decoration(?:-line)?:[^;]*underline|text-transform:\s*uppercase")
_BLACK = re.compile(
    r"#?(?:000|000000|111|222|333|222222|333333|black|windowtext|inherit|initial|rgb\(\s*0,\s*0,\s*0\s*\))"
)
_HEADING = re.compile(r"h[1-6]")
_LISTED = frozenset("li dt dd summary table caption figcaption nav header footer form".split())
_FEW = 2


class _Style(NamedTuple):
    size: float = _USUAL
    colour: str = ""
    lined: bool = False
    linked: bool = False
    listed: bool = False
    level: int | None = None


@dataclass
class _Line:
    """A line of a page: its letters with their styles, the element that it is all of, and those that hold it within."""

    block: Element
    parts: list[tuple[str, _Style]] = field(default_factory=list)
    holders: dict[Element, None] = field(default_factory=dict)
    is_whole: bool = True
    bare: bool = False
    """Whether letters stand in the block itself."""

    @property
    def text(self) -> str:
        return " ".join("".join(text for text, _ in self.parts).split())

    @property
    def looks(self) -> Looks:
        """How the line looks as a whole."""
        styles = [style for text, style in self.parts if any(map(str.isalnum, text))]
        colours = {style.colour for style in styles}
        linked = any(style.linked for style in styles)
        return Looks(
            self.text,
            size=min((style.size for style in styles), default=_USUAL),
            colour="" if linked or len(colours) != 1 else colours.pop(),
            underlined=not linked and bool(styles) and all(style.lined for style in styles),
            listed=any(style.listed for style in styles) or all(style.linked for style in styles),
            level=next((style.level for style in styles if style.level), None),
        )


def settle_looks(body: Element) -> None:
    """Makes headings and bold lines, in place, of what stands out on a page."""
    lines = _Lines(body).lines
    looks = [each.looks for each in lines]
    headings = sum(each.level is not None for each in looks)
    for place, kind in prominent(looks).items():
        line = lines[place]
        if headings >= _FEW and not (kind == TITLE or looks[place].underlined):
            continue
        if kind == BOLD or not line.is_whole or tag_of(line.block) not in {"p", "div"}:
            for each in line.holders if not line.bare else [line.block] if line.is_whole else []:
                each.set("style", f"{each.get('style') or ''};font-weight:bold")
        elif kind == TITLE:
            _lower(body)
            line.block.tag = "h1"
        else:
            line.block.tag = f"h{kind}"


def _lower(body: Element) -> None:
    for each in body.iter():
        if _HEADING.fullmatch(tag_of(each)):
            each.tag = f"h{min(int(each.tag[1]) + 1, 6)}"


class _Lines:
    """Goes through a page once. `lines` are those with words."""

    def __init__(self, body: Element) -> None:
        self.lines: list[_Line] = []
        self._line = _Line(body)
        self._block(body, _Style())

    def _block(self, element: Element, style: _Style) -> None:
        """An element that begins on a line of its own."""
        self._end()
        outer, self._line = self._line, _Line(element)
        first = len(self.lines)
        self._letters(element.text, style, None)
        for each in element:
            self._one(each, style)
            self._letters(each.tail, style, None)
        self._end()
        made = self.lines[first:]
        for line in made if len(made) != 1 else ():
            line.is_whole = line.is_whole and line.block is not element
        self._line = _Line(outer.block)

    def _one(self, element: Element, style: _Style) -> None:
        tag = tag_of(element)
        if not tag or tag in UNREAD:
            return
        if tag == "br":
            self._end()
            return
        inner = _styled(element, tag, style)
        if tag in BLOCKS:
            self._block(element, inner)
            return
        # Of what is within each other the innermost that holds the letters is marked: a line may end within the outer.
        self._letters(element.text, inner, element)
        for each in element:
            self._one(each, inner)
            self._letters(each.tail, inner, element)

    def _letters(self, text: str | None, style: _Style, holder: Element | None) -> None:
        if not text:
            return
        self._line.parts.append((text, style))
        if text.strip():
            self._line.bare |= holder is None
            if holder is not None:
                self._line.holders[holder] = None

    def _end(self) -> None:
        if self._line.text:
            self.lines.append(self._line)
        self._line = _Line(self._line.block)


def _styled(element: Element, tag: str, style: _Style) -> _Style:
    """The style within an element."""
    declared = (element.get("style") or "").casefold()
    size = style.size
    if found := _SIZE.search(declared):
        size = _size(found, style.size)
    elif tag == "font" and element.get("size"):
        size = _old_size(element.get("size") or "")
    elif tag in {"big", "small"}:
        size = style.size * (1.2 if tag == "big" else 0.83)
    colour = style.colour
    named = _COLOUR.search(declared)
    if named or (tag == "font" and element.get("color")):
        said = (named[1] if named else element.get("color") or "").strip().casefold()
        colour = "" if _BLACK.fullmatch(said) else said
    return _Style(
        size,
        colour,
        style.lined or tag == "u" or _LINED.search(declared) is not None,
        style.linked or (tag == "a" and bool(element.get("href"))),
        style.listed or tag in _LISTED,
        int(tag[1]) if _HEADING.fullmatch(tag) else style.level,
    )


def _size(found: re.Match[str], outer: float) -> float:
    count, unit, name = found.groups()
    if name:
        return _NAMED.get(name, _USUAL)
    try:
        value = float(count)
    except ValueError:
        return outer
    if unit in {"em", "%"}:
        return outer * value / (100 if unit == "%" else 1)
    return value * (_USUAL if unit == "rem" else _UNITS[unit])


def _old_size(text: str) -> float:
    """The size that `<font size>` says, which may count from the usual one."""
    found = re.fullmatch(r"\s*([+-]?)(\d)\s*", text)
    if not found:
        return _USUAL
    place = int(found[2]) * (-1 if found[1] == "-" else 1) + (3 if found[1] else 0)
    return _SIZES[min(max(place, 1), len(_SIZES)) - 1]
