"""A saved web page without what is not its text: menus, notices about cookies, forms and footers become remarks."""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Callable
from itertools import zip_longest
from urllib.parse import unquote, unquote_to_bytes
from xml.etree.ElementTree import Element, tostring

from handouts.content.reading import too_large
from handouts.files.unseen import pasted
from handouts.intake.importing.foreign import Foreign, Remark, RemarkKind
from handouts.intake.importing.hypertext.archives import unpacked
from handouts.intake.importing.hypertext.furniture import before_title, furniture, is_glued
from handouts.intake.importing.hypertext.letters import dropped_words
from handouts.intake.importing.hypertext.parts import (
    is_answer,
    is_comments,
    is_hidden,
    is_menu,
    is_notice,
    is_shown_without_script,
    kind_of,
    opened_by,
    text_parts,
)
from handouts.intake.importing.hypertext.reading import Words, readable
from handouts.intake.importing.hypertext.settling import Settled
from handouts.intake.importing.hypertext.sheets import Sheet
from handouts.intake.importing.hypertext.tree import (
    BLOCKS,
    COPY_IT,
    SILENT,
    UNREAD,
    parse_html,
    tag_of,
    words_in,
    words_within,
)
from handouts.intake.importing.kinds import HEAD, refuse_no_page
from handouts.intake.importing.raised import flat
from handouts.problems import ContentError, Mark, error, msg

Find = Callable[[str], bytes | None]
"""Gives the picture that a page names by its address, where there is one."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_MOST = 2_000_000
"""Characters of a page, its pictures apart; no text of 1 MB comes in more."""
_INLINE = re.compile(r"data:image/[\w.+-]+(?:;[\w=-]+)*,[^\s\"'<>)]*")
_DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w=-]+)*),(.*)", re.DOTALL)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_NEAR = 6
"""Words before what was left out, by which it can be found."""


def read_page(data: bytes, source: str, find: Find) -> Foreign:
    """The text of a saved page; `source` is its name in Problems. Raises ContentError where it cannot be read."""
    inline: list[str] = []

    def by_number(found: re.Match[str]) -> str:
        inline.append(found[0])
        return f"data:{len(inline) - 1}"

    refuse_no_page(data[:HEAD], source)
    # Pictures may be most of a page, and are no code to be parsed.
    archive = unpacked(data)
    html = _INLINE.sub(by_number, archive.html if archive else _decoded(data))
    if len(html) > _MOST:
        raise ContentError([too_large(source, len(data))])
    typed = _UNPRINTABLE.sub(" ", pasted(html))
    code = readable(typed)
    if code is None:
        message = msg("this page has more code than a brochure has words")
        raise ContentError([error("too-large", Mark(source), message, COPY_IT)])
    body = parse_html(code, source)
    sheet = Sheet(html)
    settled = Settled(body, sheet)
    words = words_within(body)
    page = _Page(lambda address: _found(address, inline, archive.find if archive else find), body)
    page.prune(body)
    # Of what was left out nothing is told again.
    classes = [name for each in body.iter() for name in (each.get("class") or "").split()]
    apart = [word for remark in settled.remarks for word in remark.words]
    # What is typed wrongly, such as `<p Rust`, a browser reads as no text: it becomes a remark.
    left = Counter(flat(word) for word in (*words, *apart, *settled.marks))
    reading = Words(sheet)
    reading.feed(code)
    reading.close()
    unread = [word for word in reading.words if left[flat(word)] < 1 or left.subtract([flat(word)])]
    unread += dropped_words(typed, code)
    remarks = [*page.remarks, *settled.remarks, *([Remark("damage", tuple(unread))] if unread else [])]
    if added := sheet.added(classes):
        remarks.append(Remark("style", tuple(added)))
    text = tostring(body, encoding="unicode", method="html")
    return Foreign(text, page.pictures, tuple(remarks), (*words, *apart, *unread, *added))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    declared = _CHARSET.search(data[:4096])
    for encoding in ("utf-8-sig", declared[1].decode("ascii") if declared else "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


class _Page:
    def __init__(self, find: Find, body: Element) -> None:
        self.remarks: list[Remark] = []
        self.pictures: dict[str, bytes] = {}
        self._find = find
        self._near: list[str] = []
        self._before = " "
        """Letters right before the place that is looked at; a space where a line begins."""
        self._after: Element | None = None
        """The element right after that."""
        self._parts = text_parts(body)
        self._holders = _holders(body, self._parts)
        self._opened = opened_by(body)
        self._early = before_title(next((part for part in self._parts if part.tag != "h1"), body))
        shown = words_in(body)
        self._whole, self._known = len(shown), set(shown)

    def prune(self, body: Element) -> None:
        """Leaves out of the body what is no text of the page."""
        headed = not self._parts and not any(
            each.find(".//h1") is not None or each.tag == "h1" for each in body if tag_of(each) != "header"
        )
        self._inside(body, keeps_header=headed, inside=not self._parts)

    def _inside(self, element: Element, *, keeps_header: bool, inside: bool) -> None:
        self._before = " " if tag_of(element) in BLOCKS else self._before
        self._before = element.text or self._before
        if inside:
            self._near = [*self._near, *(element.text or "").split()][-_NEAR:]
        else:
            element.text = self._told("aside", element.text)
        before: Element | None = None
        inner = [*element]
        for each, self._after in zip_longest(inner, inner[1:]):
            is_part, tail = each in self._parts, each.tail
            each.tail = tail if inside else ""
            kind = None if is_part or each in self._holders else self._kind(each, before, keeps_header=keeps_header)
            if kind is None and not inside and not is_part and each not in self._holders:
                kind = "aside"
            before = each if tag_of(each) else before
            letters = "".join(each.itertext())
            if not tag_of(each) or tag_of(each) in SILENT:
                _blank(each)
            elif kind:
                self._leave_out(kind, words_within(each))
                _blank(each)
            elif tag_of(each) == "img":
                self._picture(each)
            else:
                in_text = inside or is_part
                kept = keeps_header or (in_text and tag_of(each) in {"main", "article", "section", "header"})
                self._inside(each, keeps_header=kept, inside=in_text)
            parts = tag_of(each) in BLOCKS or tag_of(each) in {"br", "img"}
            self._before = tail or (" " if parts else letters or self._before)
            if inside:
                self._near = [*self._near, *(tail or "").split()][-_NEAR:]
            else:
                self._told("aside", tail)

    def _told(self, kind: RemarkKind, text: str | None) -> str:
        self._leave_out(kind, (text or "").split())
        return ""

    def _leave_out(self, kind: RemarkKind, words: list[str]) -> None:
        if words:
            self.remarks.append(Remark(kind, tuple(words), " ".join(self._near)))

    def _kind(self, element: Element, before: Element | None, *, keeps_header: bool) -> RemarkKind | None:
        """As what an element is left out; None where it is text."""
        tag = tag_of(element)
        if is_notice(element, self._whole):
            return "cookies"
        if is_comments(element, self._whole):
            return "comment"
        if is_hidden(element):
            return None if is_answer(element, before, self._opened) else "hidden"
        if tag == "header" and keeps_header:
            return None
        if tag == "noscript" and is_shown_without_script(element, self._known):
            element.tag = "div"
            return None
        menu: RemarkKind | None = "menu" if is_menu(element, before) else None
        if kind := kind_of(element) or menu:
            return kind
        if tag not in BLOCKS and is_glued(element, self._before, self._after):
            return None
        return "aside" if element in self._early else furniture(element, self._whole)

    def _picture(self, element: Element) -> None:
        address = element.get("src") or ""
        data = self._find(address)
        alt = (element.get("alt") or "").split()
        if data is None:
            if alt or not address.startswith("data:"):
                self.remarks.append(Remark("picture", tuple(alt), " ".join(self._near)))
            _blank(element)
            return
        name = next((name for name, held in self.pictures.items() if held == data), f"picture-{len(self.pictures) + 1}")
        self.pictures[name] = data
        element.set("src", name)


def _holders(body: Element, parts: set[Element]) -> set[Element]:
    """What the parts of a page are in."""
    over = {inner: each for each in body.iter() for inner in each}
    holders: set[Element] = set()
    for part in parts:
        while (part := over.get(part, body)) is not body:
            holders.add(part)
    return holders


def _blank(element: Element) -> None:
    """Leaves nothing of an element but what parts the words around it; what follows it stays."""
    tag, tail = tag_of(element), element.tail
    element.clear()
    element.tag, element.tail = ("div" if tag in BLOCKS else "span"), tail
    if tag in {*UNREAD, "img", "button", "textarea"}:
        element.text = " "


def _found(address: str, inline: list[str], find: Find) -> bytes | None:
    """The picture at an address: within the page, or beside it."""
    if not address.startswith("data:"):
        return find(unquote(address))
    number = address.removeprefix("data:")
    found = _DATA.fullmatch(inline[int(number)]) if number.isdecimal() and int(number) < len(inline) else None
    if not found:
        return None
    try:
        return b64decode(found[2]) if "base64" in found[1] else unquote_to_bytes(found[2])
    except ValueError:
        return None
