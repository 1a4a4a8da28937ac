"""The code of a page before it is parsed, and its words by a parser that knows nothing of what is made of it."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser

from handouts.intake.importing.hypertext.effects import Look, effect_of, shown_by
from handouts.intake.importing.hypertext.sheets import Sheet
from handouts.intake.importing.hypertext.tree import BLOCKS, SILENT, UNREAD

_MOST_REFERENCES = 50_000
"""Characters of a page that are written as references, over which parsing takes long and no text comes near."""
_START = re.compile(
    r"<!--|<(script|style|xmp|plaintext|noembed|noframes|iframe|textarea)(?=[\s/>])([^>]*)>", re.IGNORECASE
)
_FRAME = re.compile(r"</?frame(?:set)?(?=[\s/>])[^>]*>", re.IGNORECASE)
_CODE = re.compile(r"<[^>]*>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LONG_TAG = re.compile(r"<([A-Za-z][^\s<>/]*)\s([^<>]{8000,})>")
_USED = re.compile(
    r"(?<![\w-])(?:href|src|alt|class|id|style|colspan|rowspan|value|start|type)\s*=\s*"
    r"(?:\"[^\"]{0,4000}\"|'[^']{0,4000}'|[^\s\"'>]{1,4000})",
    re.IGNORECASE,
)
_MOST_ATTRIBUTES = 50
_TAG, _MOST_TAGS = re.compile(r"<[A-Za-z]"), 40_000
_BLOCK, _MOST_BLOCKS = re.compile(r"<(?:p|div|li|br|h[1-6]|t[dhr]|d[dt])(?=[\s/>])", re.IGNORECASE), 12_000
"""Beginnings of elements, and of paragraphs, cells and the like: as many as are read in some seconds."""
_INNER_PAGE = re.compile(
    r"(<iframe\s[^<>\"']{0,200}?srcdoc\s*=\s*)(\"[^\"]{0,100000}\"|'[^']{0,100000}')", re.IGNORECASE
)
"""The beginning of a frame with a page in its code, and that page."""
_PAGE_WITHIN = re.compile(r"(?<![\w-])srcdoc\s*=\s*\"([^\"]*)\"", re.IGNORECASE)
_MARKED = re.compile(r"<!\[[^>]*>")
"""What is no comment and is read as one up to its end, such as `<![if !vml]>`."""
_MOST_OPEN, _LONGEST_OPEN = 100, 8_000
"""Beginnings of tags without an end, and letters after the last end, over which these are read as they are typed."""
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_DEEPEST = 300


def readable(html: str) -> str | None:
    """The code of a page, of which all parsers read the same; None for more than any of them reads in some seconds.

    What old elements show as it is typed (`xmp`) becomes `pre`; what is in the place of a frame loses its code.
    """
    html = _INNER_PAGE.sub(lambda found: f'{found[1]}"{escape(found[2][1:-1])}"', html)
    html = _closed(html)
    html = _LONG_TAG.sub(lambda found: f"<{found[1]} {' '.join(_USED.findall(found[2])[:_MOST_ATTRIBUTES])}>", html)
    has_frames = _FRAME.search(html) is not None
    html = _FRAME.sub(" ", html)
    made, at = list[str](), 0
    while found := _START.search(html, at):
        made.append(html[at : found.start()])
        tag = (found[1] or "").lower()
        # `<!-->` is a whole comment.
        closed = re.compile("-->" if not tag else rf"</{tag}\s*>", re.IGNORECASE).search(
            html, found.end() - 2 * (not tag)
        )
        inner = html[found.end() : closed.start() if closed else len(html)]
        at = closed.end() if closed else len(html)
        if has_frames and tag == "noframes":
            made.append(f"<div>{inner}</div>")
        else:
            made.append(_raw(tag, found[2] or "", inner))
    # Only now: the end of a comment for one browser, `<![endif]-->`, looks like it.
    html = _REFERENCE.sub(_character, _MARKED.sub("", "".join((*made, html[at:]))))
    counted = ((_TAG, _MOST_TAGS), (_BLOCK, _MOST_BLOCKS))
    is_page = all(sum(1 for _ in pattern.finditer(html)) <= most for pattern, most in counted)
    return html if is_page and html.count("&") <= _MOST_REFERENCES else None


def _closed(html: str) -> str:
    """The code, in which many tags that have no end are letters: parsers look for the end of each of them in turn."""
    *parts, last = html.split(">")
    if last.count("<") > _MOST_OPEN or len(last) > _LONGEST_OPEN:
        last = last.replace("<", "&lt;")
    for place, part in enumerate(parts):
        if part.count("<") > _MOST_OPEN:
            before, _, tag = part.rpartition("<")
            parts[place] = f"{before.replace('<', '&lt;')}<{tag}"
    return ">".join((*parts, last))


def _raw(tag: str, attributes: str, inner: str) -> str:
    """An element of which the letters are no code; nothing for code that no reader sees."""
    if tag in {"xmp", "plaintext"}:
        return f"<pre>{escape(inner, quote=False)}</pre>"
    if tag in {"noembed", "noframes"}:
        return f"<noscript>{_CODE.sub(' ', inner)}</noscript>"
    if tag == "iframe":
        page = _PAGE_WITHIN.search(attributes)
        within = escape(_CODE.sub(" ", unescape(unescape(page[1]))), quote=False) if page else ""
        return f"<iframe>{within} {_CODE.sub(' ', inner)}</iframe>"
    return f"<textarea{attributes}>{inner.replace('<', '&lt;')}</textarea>" if tag == "textarea" else ""


def _character(found: re.Match[str]) -> str:
    """The character that a reference stands for, unless it would be read as code."""
    character = unescape(found[0])
    return found[0] if character in {"<", ">", "&", '"', "'", found[0]} else character


class Words(HTMLParser):
    """The words of a page, read by the parser of the standard library; `apart` are those that are left out."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.apart: list[str] = []
        self._sheet = sheet
        self._unread = ""
        self._last = ""
        self._look = Look()
        self._is_apart = False
        self._open: list[tuple[str, Look, bool, str]] = []

    @property
    def words(self) -> list[str]:
        """All of them."""
        return [*"".join(self.text).split(), *"".join(self.apart).split()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Elements that begin on a line of their own part words; a picture says its text."""
        if tag in SILENT and not self._unread:
            self._unread = tag
        given = dict(attrs)
        given["style"] = self._sheet.style(given.get("class"), given.get("style"))
        get = given.get
        if tag == "img":
            self._add(f" {get('alt') or ''} ")
        if tag == "input":
            self._add(f" {shown_by(get)} ")
        self._part(tag)
        if tag in _VOID:
            return
        effect = effect_of(tag, get, self._look)
        self._open.append((tag, self._look, self._is_apart, effect.after))
        del self._open[:-_DEEPEST]
        self._look, self._is_apart = effect.look, self._is_apart or effect.apart is not None
        if effect.before:
            self._add(effect.before)

    def handle_endtag(self, tag: str) -> None:
        """Ends an element, and all that was opened in it."""
        self._unread = "" if tag == self._unread else self._unread
        if any(tag == each for each, *_ in self._open):
            ended = ""
            while ended != tag:
                ended, self._look, self._is_apart, after = self._open.pop()
                self._add(after)
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag in BLOCKS or tag in UNREAD or tag in {"br", "button", "textarea"}:
            self._add(" ")

    def _add(self, text: str) -> None:
        (self.apart if self._is_apart else self.text).append(text)

    def handle_data(self, data: str) -> None:
        """Letters."""
        if self._unread:
            return
        if not self._is_apart:
            data = self._look.read(data, self._last)
            self._last = data or self._last
        self._add(data)
