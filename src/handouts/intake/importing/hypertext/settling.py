"""What a page says by how it looks, as letters and plain elements: exponents, what is struck out, lists of Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from handouts.intake.importing.foreign import Remark
from handouts.intake.importing.hypertext.effects import Look, effect_of, shown_by
from handouts.intake.importing.hypertext.furniture import settle_title
from handouts.intake.importing.hypertext.google import settle_mail, settle_pages
from handouts.intake.importing.hypertext.looks import settle_looks
from handouts.intake.importing.hypertext.sheets import Sheet
from handouts.intake.importing.hypertext.tree import BLOCKS, SILENT, number, tag_of, words_in, words_within
from handouts.intake.importing.meaning import speaks_against

_HEADING = re.compile(r"h[1-6]")
_TOGGLES = re.compile(r"accordion|collaps|toggle|faq|question|vraag", re.IGNORECASE)
_TABS = re.compile(r"(?:^|[\W_])tab(?:$|[\W_])", re.IGNORECASE)
_QUESTIONS = re.compile(
    r"[\w-]*(?:accordion|toggle|faq|collapse|tab)[\w-]*(?:title|header|heading|question|label|trigger)", re.IGNORECASE
)
"""What the question over an answer that is opened is called."""
_LONGEST_QUESTION = 25
_MENUS = re.compile(r"nav|menu|search|zoek|cookie|consent", re.IGNORECASE)
_WORD_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
_MARGIN = re.compile(r"margin(?:-left)?:(?:\s*[\d.]+\w*){0,3}?\s*([\d.]+)(pt|cm|in|mm)")
_POINTS = {"pt": 1.0, "cm": 28.35, "in": 72.0, "mm": 2.835}
_STEP = 36.0
"""Points that Word moves a list in for each level."""
_LONGEST_MARK = 6
_COMMENT = re.compile(r"cmnt\d+")
_NUMBER = re.compile(r"(\d{1,3})[.)]|([A-Za-z])[.)]|([ivx]{2,5})[.)]")


class Settled:
    """Settles the body of a page in place. `remarks` hold what was left out, `marks` what lists begin with."""

    def __init__(self, body: Element, sheet: Sheet) -> None:
        self.remarks: list[Remark] = []
        self.marks: list[str] = []
        self._last = ""
        for each in body.iter():
            if tag_of(each) and (style := sheet.style(each.get("class"), each.get("style"))):
                each.set("style", style)
        settle_mail(body)
        settle_pages(body)
        settle_title(body)
        self._heads(body)
        self._comments(body)
        self._buttons(body)
        self._lists(body)
        settle_looks(body)
        self._inside(body, Look())

    def _heads(self, body: Element) -> None:
        """Makes headings of what only says that it is one, such as the title that Google and LibreOffice write."""
        for each in body.iter():
            if each.get("role") == "heading" and tag_of(each) in {"div", "p", "span"}:
                each.tag = f"h{min(max(number(each.get('aria-level')), 1), 6) if each.get('aria-level') else 2}"
        title = next(
            (each for each in body.iter("p") if {"title", "MsoTitle"} & {*(each.get("class") or "").split()}), None
        )
        if title is None or not words_in(title):
            return
        for each in body.iter():
            if _HEADING.fullmatch(tag_of(each)):
                each.tag = f"h{min(int(each.tag[1]) + 1, 6)}"
        title.tag = "h1"

    @staticmethod
    def _comments(body: Element) -> None:
        """Tells of the comments that Google puts at the end what they are."""
        for each in body.iter():
            first = next((inner for inner in each if tag_of(inner)), None)
            if tag_of(each) not in {"div", "p"} or first is None:
                continue
            link = next(first.iter("a"), None) if tag_of(each) == "div" else first
            if link is not None and _COMMENT.fullmatch(link.get("id") or ""):
                each.set("data-kind", "comment")

    def _buttons(self, body: Element) -> None:
        """A button that is in a heading, holds one or opens an answer is text."""
        headings = [each for each in body.iter() if _HEADING.fullmatch(tag_of(each))]
        titles = {button for heading in headings for button in heading.iter("button")}
        for field in body.iter("input"):
            if text := shown_by(field.get):
                field.tag, field.text = "button", text
        for button in body.iter("button"):
            if button in titles or any(_HEADING.fullmatch(tag_of(each)) for each in button.iter()):
                button.tag = "div"
            elif is_toggle(button):
                button.tag = "summary"
        for each in body.iter():
            if tag_of(each) in {"div", "span", "a"} and _opens_answer(each):
                each.tag = "summary"

    def _lists(self, body: Element) -> None:
        """Lines of lists as Word saves them: the mark becomes an attribute, with how deep the line stands."""
        for each in [*body.iter("p")]:
            style = (each.get("style") or "").casefold()
            found = _WORD_LIST.search(style)
            if not found and not (each.get("class") or "").startswith("MsoListParagraph"):
                continue
            if (holder := _mark_of(each)) is None:
                continue
            typed = " ".join(words_in(holder))
            look = _first_look(holder)
            mark = _listed(look.read(typed, ""))
            if mark:
                self.marks += [*typed.split(), *look.read(typed, "").split()]
                tail = holder.tail
                holder.clear()
                holder.tail = tail
                each.set("data-depth", found[1] if found else str(_depth(style)))
                each.set("data-mark", mark)

    def _inside(self, element: Element, look: Look) -> None:
        element.text = self._read(element.text, look)
        for each in [*element]:
            tag, tail = tag_of(each), each.tail
            if tag and tag not in SILENT:
                effect = effect_of(tag, each.get, look)
                if effect.apart is None:
                    self._within(each, effect.look, effect.before, effect.after)
                else:
                    if effect.apart and (words := words_within(each)):
                        self.remarks.append(Remark(effect.apart, tuple(words)))
                    each.clear()
                    each.tag = "div" if tag in BLOCKS else "span"
            each.tail = self._read(tail, look)

    def _within(self, element: Element, look: Look, before: str, after: str) -> None:
        self._inside(element, look)
        if before:
            element.text = f"{before}{element.text or ''}"
        if after and len(element):
            element[-1].tail = f"{element[-1].tail or ''}{after}"
        elif after:
            element.text = f"{element.text or ''}{after}"

    def _read(self, text: str | None, look: Look) -> str | None:
        if not text:
            return text
        made = look.read(text, self._last)
        self._last = made or self._last
        return made


def _opens_answer(element: Element) -> bool:
    """Whether an element that is no button is the question over an answer that it opens."""
    if element.get("role") not in {"button", "tab"} and not any(
        map(_QUESTIONS.fullmatch, (element.get("class") or "").split())
    ):
        return False
    inner = {tag_of(each) for each in element.iter() if each is not element}
    called = " ".join(element.get(name) or "" for name in ("class", "id", "aria-controls", "data-tab"))
    fits = 1 < len(words_in(element)) <= _LONGEST_QUESTION and not inner & (BLOCKS | {"button", "summary"})
    return fits and not _MENUS.search(called) and (_TOGGLES.search(called) or _TABS.search(called)) is not None


def is_toggle(element: Element) -> bool:
    """Whether an element opens an answer that stands after it."""
    called = " ".join(element.get(name) or "" for name in ("class", "id", "aria-controls", "data-bs-target"))
    count = len(words_in(element)) + (1 if _TOGGLES.search(called) else 0)
    if tag_of(element) not in {"button", "summary"} or _MENUS.search(called) or count < 2:
        return False
    opens = any(element.get(name) is not None for name in ("aria-expanded", "aria-controls", "data-bs-toggle"))
    return opens or _TOGGLES.search(called) is not None


def _mark_of(paragraph: Element) -> Element | None:
    """The element that holds what a line of a list begins with, where nothing stands before that."""
    if (paragraph.text or "").strip():
        return None
    for each in paragraph:
        if not tag_of(each):
            if (each.tail or "").strip():
                return None
            continue
        if not words_in(each):
            if (each.tail or "").strip():
                return None
            continue
        # After the mark there is space in a font of its own.
        spaced = any("font:7" in (inner.get("style") or "").replace(" ", "") for inner in each.iter())
        ignored = any("mso-list:ignore" in style for style in _styles(each))
        return each if (spaced or ignored) and len(" ".join(words_in(each))) <= _LONGEST_MARK else None
    return None


def _styles(element: Element) -> Iterator[str]:
    return ((each.get("style") or "").replace(" ", "").casefold() for each in element.iter())


def _first_look(element: Element) -> Look:
    """The look of the first letters in an element."""
    look = effect_of(tag_of(element), element.get, Look()).look
    if (element.text or "").strip():
        return look
    return next((_first_look(each) for each in element if words_in(each)), look)


def _listed(mark: str) -> str:
    """The mark of a line as the rest of an import knows it; empty for one that has to stay in the text."""
    if mark in {"☐", "❑", "❒", "□"}:
        return "☐"
    if found := _NUMBER.fullmatch(mark):
        return f"{found[2].lower()})" if found[2] else f"{found[1] or found[3]}."
    is_sign = mark == "o" or not any(map(str.isalnum, mark))
    return "•" if mark and is_sign and not speaks_against(mark) else ""


def _depth(style: str) -> int:
    found = _MARGIN.search(style)
    return min(max(round(float(found[1].strip(".") or 0) * _POINTS[found[2]] / _STEP), 1), 5) if found else 1
