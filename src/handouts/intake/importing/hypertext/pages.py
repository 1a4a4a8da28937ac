"""A saved web page without what is not its text: menus, notices about cookies, forms and footers become remarks."""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import unquote, unquote_to_bytes
from xml.etree.ElementTree import Element, tostring

from handouts.content.reading import too_large
from handouts.files.unseen import pasted
from handouts.intake.importing.foreign import Foreign, Remark, RemarkKind
from handouts.intake.importing.hypertext.tree import BLOCKS, SILENT, UNREAD, parse_html, tag_of, words_in, words_within
from handouts.problems import ContentError

Find = Callable[[str], bytes | None]
"""Gives the picture that a page names by its address, where there is one."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_TAGS: dict[str, RemarkKind] = {
    "nav": "menu", "menu": "menu", "header": "header", "footer": "footer", "aside": "aside", "form": "form",
    "dialog": "form", "button": "form", "select": "form", "textarea": "form", "noscript": "script",
    "template": "script", "iframe": "embedded", "object": "embedded", "svg": "embedded", "math": "embedded",
    "canvas": "embedded", "audio": "embedded", "video": "embedded",
}  # fmt: skip
_ROLES: dict[str, RemarkKind] = {
    "navigation": "menu", "menubar": "menu", "banner": "header", "contentinfo": "footer", "complementary": "aside",
    "search": "form", "form": "form", "dialog": "form", "alertdialog": "form",
}  # fmt: skip
_COOKIES = re.compile(r"(?:^|[\W_])(?:cookies?|cookie\w*|consent|gdpr|cmp|avg-?melding)(?:$|[\W_])", re.IGNORECASE)
_MENUS = re.compile(
    r"(?:^|[\W_])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|share|social|skip|pagination|kruimelpad)(?:$|[\W_])",
    re.IGNORECASE,
)
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

    # Pictures may be most of a page, and are no code to be parsed.
    html = _INLINE.sub(by_number, _decoded(data))
    if len(html) > _MOST:
        raise ContentError([too_large(source, len(data))])
    html = _UNPRINTABLE.sub(" ", pasted(html))
    body = parse_html(html, source)
    words = words_within(body)
    page = _Page(lambda address: _found(address, inline, find))
    page.prune(body)
    reading = _Words()
    reading.feed(html)
    reading.close()
    # What is typed wrongly, such as `<p Rust`, a browser reads as no text: it becomes a remark.
    left = Counter(words)
    unread = [word for word in "".join(reading.text).split() if left[word] < 1 or left.subtract([word])]
    page.remarks += [Remark("damage", tuple(unread))] if unread else []
    text = tostring(body, encoding="unicode", method="html")
    return Foreign(text, page.pictures, tuple(page.remarks), (*words, *unread))


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
    def __init__(self, find: Find) -> None:
        self.remarks: list[Remark] = []
        self.pictures: dict[str, bytes] = {}
        self._find = find
        self._near: list[str] = []
        self._holders: set[Element] = set()
        """What the text of the page is in."""

    def prune(self, body: Element) -> None:
        main = _main(body)
        headed = main is None and not any(
            each.find(".//h1") is not None or each.tag == "h1" for each in body if tag_of(each) != "header"
        )
        if main is not None:
            self._holders = {each for each in body.iter() if any(inner is main for inner in each.iter())}
            self._holders.discard(main)
        self._inside(body, keeps_header=headed, inside=main is None, main=main)

    def _inside(self, element: Element, *, keeps_header: bool, inside: bool, main: Element | None) -> None:
        if inside:
            self._near = [*self._near, *(element.text or "").split()][-_NEAR:]
        else:
            element.text = self._told("aside", element.text)
        for each in [*element]:
            is_main, tail = each is main, each.tail
            each.tail = tail if inside else ""
            kind = None if is_main or each in self._holders else self._kind(each, keeps_header=keeps_header)
            if kind is None and not inside and not is_main and each not in self._holders:
                kind = "aside"
            if not tag_of(each) or tag_of(each) in SILENT:
                _blank(each)
            elif kind:
                self._leave_out(kind, words_within(each))
                _blank(each)
            elif tag_of(each) == "img":
                self._picture(each)
            else:
                in_text = inside or is_main
                kept = keeps_header or (in_text and tag_of(each) in {"main", "article", "section", "header"})
                self._inside(each, keeps_header=kept, inside=in_text, main=main)
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

    def _kind(self, element: Element, *, keeps_header: bool) -> RemarkKind | None:
        """As what an element is left out; None where it is text."""
        tag = tag_of(element)
        called = f"{element.get('id') or ''} {element.get('class') or ''}"
        style = (element.get("style") or "").replace(" ", "").casefold()
        if _COOKIES.search(called) and tag not in {"body", "main", "article"}:
            return "cookies"
        if element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style:
            return "hidden"
        if tag == "header" and keeps_header:
            return None
        kind = _TAGS.get(tag) or _ROLES.get(element.get("role") or "")
        if kind:
            return kind
        return "menu" if _MENUS.search(called) and _is_links(element) else None

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


def _main(body: Element) -> Element | None:
    """The part of a page that is marked as its text, where there is one such part and it says something."""
    mains = [each for each in body.iter() if tag_of(each) == "main" or each.get("role") == "main"]
    articles = [each for each in body.iter("article") if words_in(each)]
    chosen = mains or articles
    return chosen[0] if len(chosen) == 1 and words_in(chosen[0]) else None


def _is_links(element: Element) -> bool:
    """Whether most of its words lead elsewhere."""
    linked = sum(len(words_in(each)) for each in element.iter("a"))
    return linked * 10 >= len(words_in(element)) * 6


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


class _Words(HTMLParser):
    """The words of a page, read by the parser of the standard library, which knows nothing of what was made of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self._unread = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Elements that begin on a line of their own part words; a picture says its text."""
        if tag in SILENT and not self._unread:
            self._unread = tag
        if tag == "img":
            self.text.append(f" {next((value or '' for name, value in attrs if name == 'alt'), '')} ")
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """Ends an element."""
        self._unread = "" if tag == self._unread else self._unread
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag in BLOCKS or tag in UNREAD or tag in {"br", "button", "textarea"}:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        """Letters."""
        if not self._unread:
            self.text.append(data)
