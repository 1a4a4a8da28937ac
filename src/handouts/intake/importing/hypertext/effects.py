"""What an element of a page makes of its letters: signs of a symbol font, an exponent, struck out, a note's mark."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from handouts.intake.importing.foreign import RemarkKind
from handouts.intake.importing.raised import raised
from handouts.intake.importing.word.signs import LOST, cleaned, is_symbols

Get = Callable[[str], str | None]
"""Gives an attribute of an element."""
_FAMILY = re.compile(r"font-family:\s*[\"']?\s*([\w -]+)")
_FONT = re.compile(r"(?<![\w-])font:([^;]*)")
_SYMBOLS = re.compile(r"symbol|wingdings(?: [23])?|webdings")
_STRUCK = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_STRIKING = {"del", "s", "strike"}
_ANCHORS, _NOTES = {"sdfootnoteanc", "sdendnoteanc"}, {"sdfootnotesym", "sdendnotesym"}


class Look(NamedTuple):
    """What letters are: in which font, `superscript`, `subscript` or neither, and whether they mark a note."""

    font: str = ""
    raised: str = ""
    marks_note: bool = False

    def read(self, text: str, before: str) -> str:
        """Letters as they are seen, after others."""
        if is_symbols(self.font):
            text = cleaned(text, self.font).replace(LOST, "")
        return raised(text, self.raised, before) if self.raised and not self.marks_note else text


class Effect(NamedTuple):
    """The look within an element, what stands around its letters, and as what they are left out.

    `apart` is None for what is text; nothing is said of what only repeats.
    """

    look: Look
    before: str = ""
    after: str = ""
    apart: RemarkKind | Literal[""] | None = None


def shown_by(get: Get) -> str:
    """The words that stand in a field of a form."""
    is_seen = (get("type") or "").casefold() not in {"hidden", "checkbox", "radio", "color", "range", "image"}
    return (get("value") or "").strip() if is_seen else ""


def effect_of(tag: str, get: Get, look: Look) -> Effect:
    """What an element makes of its letters, of which those around it have a look."""
    style = (get("style") or "").casefold()
    if tag in _STRIKING or _STRUCK.search(style):
        return Effect(look, apart="struck")
    if tag == "rp":
        return Effect(look, apart="")
    if tag == "rt":
        return Effect(look, " (", ")")
    if tag == "a":
        called = set((get("class") or "").split())
        if (get("id") or "").startswith("cmnt_ref"):
            return Effect(look, apart="comment")
        if called & (_ANCHORS | _NOTES):
            return Effect(look._replace(marks_note=True), "[", "] " if called & _NOTES else "]")
    font = _font(tag, get, style)
    is_over, is_under = tag == "sup" or "vertical-align:super" in style, tag == "sub" or "vertical-align:sub" in style
    kind = "superscript" if is_over else "subscript" if is_under else look.raised
    return Effect(look._replace(font=look.font if font is None else font, raised=kind))


def _font(tag: str, get: Get, style: str) -> str | None:
    """The font that an element names; empty for any but those of signs."""
    named = (get("face") or "").casefold() if tag == "font" else ""
    found = _FAMILY.search(style) or _FONT.search(style)
    if not named and not found:
        return None
    signs = _SYMBOLS.match(named or (found[1].strip() if found else ""))
    signs = signs or (_SYMBOLS.search(found[1]) if found and not named else None)
    return signs[0].title() if signs else ""
