"""What the styles and numberings of a Word document mean: headings, emphasis, hidden text, lists and their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, TypeVar

from handouts.intake.importing.word.elements import Element, attribute, child, children, is_on, number, value
from handouts.intake.importing.word.signs import cleaned, is_symbols

T = TypeVar("T")
_HEADING = re.compile(
    r"(?:heading|kop|überschrift|titre|titolo|título|rubrik|overskrift|otsikko|nagłówek) ?([1-9])", re.IGNORECASE
)
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)|(?:inhopg|kopvaninhoudsopgave)\s*[1-9]?", re.IGNORECASE)
_DEEPER = re.compile(r"list (?:bullet|number) ([2-5])", re.IGNORECASE)
_MOST_BASES = 20
_LETTER, _PLACE = re.compile(r"[^\W\d_]|§"), re.compile(r"%([1-9])")
_LETTERS = 26
_ROMAN = (
    "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx",
)  # fmt: skip
_RAISED = 6
"""Half points over the line from which letters stand as an exponent does."""
TITLE = 0
"""The level of a title, over that of the headings."""


class Styles:
    """The styles of a document, by what they are based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {attribute(each, "w:styleId"): each for each in children(root, "w:style")}
        self._on: dict[tuple[str, str], bool | None] = {}
        self._said: dict[tuple[str, Callable[[Element | None], str | None]], str | None] = {}
        self._last: tuple[Element | None, str] | None = None
        self._usual = value(root, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:sz") or "20"
        self._default = next(
            (
                name
                for name, each in self._styles.items()
                if attribute(each, "w:type") == "paragraph" and attribute(each, "w:default") in {"1", "true", "on"}
            ),
            "",
        )

    def level(self, paragraph: Element) -> int | None:
        """The level of a heading, from 1; `TITLE` for a title; None for a paragraph that is neither."""
        properties = child(paragraph, "w:pPr")
        own = value(properties, "w:outlineLvl")
        if own:
            return _outline(own)
        first = value(properties, "w:pStyle")
        for name, style in self._chain(first):
            called = (value(style, "w:name") or name).casefold()
            if called in {"title", "titel"}:
                return TITLE
            if called in {"subtitle", "ondertitel"}:
                return None
            if called == "heading" and name == first:
                # So does Pages call its one heading; in LibreOffice others that are none are based on one of this name.
                return 1
            if found := _HEADING.fullmatch(called):
                return int(found[1])
            outline = value(style, "w:pPr", "w:outlineLvl")
            if outline:
                return _outline(outline)
        return None

    def is_contents(self, paragraph: Element) -> bool:
        """Whether a paragraph is a line of a table of contents that Word made."""
        return any(map(_CONTENTS.fullmatch, self.called(paragraph)))

    def called(self, paragraph: Element) -> tuple[str, str]:
        """What the style of a paragraph is called in small letters, and its name in the file."""
        name = value(paragraph, "w:pPr", "w:pStyle")
        return (value(self._styles.get(name), "w:name") or name).casefold(), name.casefold()

    @staticmethod
    def goes_on(paragraph: Element) -> bool:
        """Whether the next paragraph goes on in this one: its end was deleted, or it is a letter that hangs down."""
        properties = child(paragraph, "w:pPr")
        hangs = attribute(child(properties, "w:framePr"), "w:dropCap") in {"drop", "margin"}
        return hangs or child(properties, "w:rPr", "w:del") is not None

    def has(self, name: str, paragraph: Element | None, run: Element) -> bool:
        """Whether a property such as `w:b` or `w:vanish` is on for a run."""
        properties = child(run, "w:rPr")
        own = child(properties, name)
        if own is not None:
            return is_on(own)
        by_run = self._of(value(properties, "w:rStyle"), name) if child(properties, "w:rStyle") is not None else None
        by_paragraph = self._of(self._style_of(paragraph), name)
        # Where both styles say it they undo each other (17.7.3).
        return bool(by_run) != bool(by_paragraph)

    def unseen(self, paragraph: Element | None, run: Element) -> Literal["hidden", "struck"] | None:
        """Why the letters of a run are no text; None where they are."""
        if self.has("w:vanish", paragraph, run) and not self.has("w:specVanish", paragraph, run):
            return "hidden"
        return "struck" if self.has("w:strike", paragraph, run) or self.has("w:dstrike", paragraph, run) else None

    def font(self, paragraph: Element | None, run: Element) -> str:
        """The font of the letters of a run, where it or a style names one."""
        return self._look(_font, paragraph, run)

    def raised(self, paragraph: Element | None, run: Element) -> str:
        """Whether the letters of a run are `superscript` or `subscript`."""
        return self._look(_raised, paragraph, run)

    def size(self, paragraph: Element | None, run: Element) -> int:
        """The size of the letters of a run, in half points; 0 where nothing says it."""
        return number(self._look(_size, paragraph, run) or self._usual, 0)

    def colour(self, paragraph: Element | None, run: Element) -> str:
        """The colour of the letters of a run, as six digits; empty where none is named."""
        return self._look(_colour, paragraph, run)

    def _look(self, of: Callable[[Element | None], str | None], paragraph: Element | None, run: Element) -> str:
        properties = child(run, "w:rPr")
        own = of(properties)
        for style in (value(properties, "w:rStyle"), self._style_of(paragraph)) if own is None else ():
            if own is None and style:
                if (style, of) not in self._said:
                    self._said[style, of] = self._first(style, lambda each: of(child(each, "w:rPr")))
                own = self._said[style, of]
        return own or ""

    def _style_of(self, paragraph: Element | None) -> str:
        """The style of a paragraph, which is looked for once for all its runs."""
        if self._last is None or self._last[0] is not paragraph:
            self._last = (paragraph, value(paragraph, "w:pPr", "w:pStyle") or self._default)
        return self._last[1]

    def _of(self, style: str, name: str) -> bool | None:
        if (style, name) not in self._on:
            self._on[style, name] = self._first(style, lambda each: _on(child(each, "w:rPr", name)))
        return self._on[style, name]

    def numbering(self, paragraph: Element) -> tuple[str, int] | None:
        """The numbering of a paragraph and its level in that, from 0; None for what is in no list."""
        own = child(paragraph, "w:pPr", "w:numPr")
        name, level = value(own, "w:numId"), value(own, "w:ilvl")
        style = value(paragraph, "w:pPr", "w:pStyle")
        if not name:
            name = self._first(style, lambda each: value(each, "w:pPr", "w:numPr", "w:numId") or None) or ""
        if not level:
            level = self._first(style, lambda each: value(each, "w:pPr", "w:numPr", "w:ilvl") or None) or "0"
        return (name, min(number(level, 0), 8)) if name and name != "0" else None

    def deeper(self, paragraph: Element) -> int:
        """How much deeper than its level a paragraph is by its style, such as `List Bullet 2`."""
        found = _DEEPER.fullmatch(self.called(paragraph)[0])
        return int(found[1]) - 1 if found else 0

    def linked(self, style: str) -> str:
        """The numbering of a style of lists."""
        return value(self._styles.get(style), "w:pPr", "w:numPr", "w:numId")

    def _first(self, style: str, found: Callable[[Element], T | None]) -> T | None:
        return next((each for _, element in self._chain(style) if (each := found(element)) is not None), None)

    def _chain(self, name: str) -> Iterator[tuple[str, Element]]:
        for _ in range(_MOST_BASES):
            if name not in self._styles:
                # Some programs refer to a style that they leave out.
                if name:
                    yield name, Element("w:style")
                return
            yield name, self._styles[name]
            name = value(self._styles[name], "w:basedOn")


def _font(properties: Element | None) -> str | None:
    fonts = child(properties, "w:rFonts")
    if fonts is None or attribute(fonts, "w:asciiTheme"):
        return None if fonts is None else ""
    return attribute(fonts, "w:ascii") or attribute(fonts, "w:hAnsi") or None


def _size(properties: Element | None) -> str | None:
    return value(properties, "w:sz") or None


def _colour(properties: Element | None) -> str | None:
    return value(properties, "w:color").upper() or None


def _raised(properties: Element | None) -> str | None:
    own, moved = child(properties, "w:vertAlign"), value(properties, "w:position")
    if own is not None:
        return kind if (kind := attribute(own, "w:val")) in {"superscript", "subscript"} else ""
    if not moved or number(moved.removeprefix("-"), 0) < _RAISED:
        return None
    return "subscript" if moved.startswith("-") else "superscript"


def _outline(text: str) -> int | None:
    """The level of a heading by its place in the outline, which counts from 0; 9 is plain text."""
    return level + 1 if (level := number(text, 9)) < 9 else None


def _on(element: Element | None) -> bool | None:
    return None if element is None else is_on(element)


class Level(NamedTuple):
    """A level of a numbering: `form` is as in the file (`bullet`); what a bullet shows, and in which font."""

    form: str
    start: int
    sign: str
    font: str


_CROSSES = {*"✗✘✖✕❌❎⛔🚫×xX🗶🗴🗙"}
"""Bullets that say no: without them a list of what to leave reads as advice."""


class Numberings:
    """The numberings of a document, and where each is: `next` counts on, as Word does."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._kinds = {attribute(each, "w:abstractNumId"): each for each in children(root, "w:abstractNum")}
        self._numberings = {attribute(each, "w:numId"): each for each in children(root, "w:num")}
        self._styles = styles
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, name: str, level: int) -> tuple[Level, int, str] | None:
        """The level, the number that the next paragraph in it has, and its label; None for what is no list.

        The label is what stands before the paragraph, where that holds words: `Stap 1:`.
        """
        numbering, seen = self._numberings.get(name), {name}
        kind = value(numbering, "w:abstractNumId")
        while link := value(self._kinds.get(kind), "w:numStyleLink"):
            linked = self._styles.linked(link)
            if linked in seen:
                break
            seen.add(linked)
            kind = value(self._numberings.get(linked), "w:abstractNumId")
        found = self._level(numbering, kind, level)
        if found is None or found.form == "none":
            return None
        counts = self._counts.setdefault(kind, {})
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        override = next(_levels(numbering, "w:lvlOverride", level), None)
        restart = value(override, "w:startOverride")
        if number(restart, -1) >= 0 and (name, level) not in self._begun:
            counts[level] = number(restart, 0)
        else:
            counts[level] = counts.get(level, found.start - 1) + 1
        self._begun.add((name, level))
        return found, counts[level], self._label(numbering, kind, found, counts)

    def _label(self, numbering: Element | None, kind: str, level: Level, counts: dict[int, int]) -> str:
        if level.form == "bullet" and (cleaned(level.sign, level.font) in _CROSSES):
            return "✗"
        sign = cleaned(level.sign)
        least = 2 if level.form == "bullet" else 1
        if is_symbols(level.font) or len(_LETTER.findall(_PLACE.sub("", sign))) < least:
            return ""

        def counted(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            of = self._level(numbering, kind, place)
            return formed(counts.get(place, of.start if of else 1), of.form if of else "decimal")

        return _PLACE.sub(counted, sign).strip()

    def _level(self, numbering: Element | None, kind: str, level: int) -> Level | None:
        override = next(_levels(numbering, "w:lvlOverride", level), None)
        found = child(override, "w:lvl")
        if found is None:
            found = next(_levels(self._kinds.get(kind), "w:lvl", level), None)
        if found is None:
            return None
        start = value(found, "w:start")
        font = attribute(child(found, "w:rPr", "w:rFonts"), "w:ascii")
        sign = value(found, "w:lvlText")
        form = value(found, "w:numFmt")
        return Level(form if form.isascii() and form.isalpha() else "decimal", number(start, 1), sign, font)


def formed(count: int, form: str) -> str:
    """A number as a numbering writes it."""
    if form in {"lowerLetter", "upperLetter"} and 1 <= count <= _LETTERS:
        letter = chr(ord("a") + count - 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 1 <= count < len(_ROMAN):
        return _ROMAN[count].upper() if form == "upperRoman" else _ROMAN[count]
    return f"{count:02}" if form == "decimalZero" else str(count)


def _levels(parent: Element | None, name: str, level: int) -> Iterator[Element]:
    return (each for each in children(parent, name) if (attribute(each, "w:ilvl") or "0") == str(level))
