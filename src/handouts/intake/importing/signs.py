"""The signs within a Markdown paragraph: which are dropped, which say something else, and which nobody understands."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from itertools import zip_longest
from typing import Any, NamedTuple

from handouts.content.reading import unfit
from handouts.files.unseen import pasted
from handouts.intake.importing.blocks import Sign, applied
from handouts.intake.importing.pandoc import add_rules
from handouts.page.composing.prose import inline_html, plain_html
from handouts.problems import Mark

# What of HTML is layout, or nothing on paper.
_DROPPED = {"a", "aside", "article", "big", "blockquote", "body", "center", "cite", "dd", "details", "div", "dl", "dt",
            "figure", "figcaption", "font", "footer", "header", "html", "hr", "ins", "li", "main", "mark", "nav", "ol",
            "p", "q", "section", "small", "span", "sub", "summary", "u", "ul", "wbr"}  # fmt: skip
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_ODD = {"table", "tbody", "thead", "tr", "td", "th", "iframe", "script", "style", "svg"}
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)([^<>]*)>")
_HREF = re.compile(r"""\bhref\s*=\s*["']?((?:https?://|mailto:|tel:)[^\s"'<>]+)""", re.IGNORECASE)
_DASHES = re.compile(r"(?<=\d)--(?=\d)|(?<=\S[ \xa0])-{2,3}(?=[ \xa0\n])")
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_PRINTABLE = re.compile(r"(?:https?://|mailto:|tel:)\S+")


class Signs(NamedTuple):
    """The signs of a paragraph.

    `shown` is what prints when that is not what was meant; `unprinted` is what does not print, by its offset.
    """

    signs: list[Sign]
    shown: str = ""
    unprinted: tuple[tuple[int, str], ...] = ()
    is_odd: bool = False
    used: frozenset[str] = frozenset()
    """The addresses of the link definitions that were used."""
    literal: bool = False
    """Whether every `*` and `_` that is left in a heading prints."""


@cache
def parser() -> Any:
    """CommonMark with tables and what converters write, without HTML blocks and without code by indentation."""
    from markdown_it import MarkdownIt

    made: Any = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["html_block", "code"])
    # Each sign stays a token of its own, so that it is known where it stands.
    made.inline.ruler2.disable(["fragments_join"])
    made.normalizeLink = str
    made.normalizeLinkText = str
    made.validateLink = lambda _: True
    add_rules(made)
    return made


def signs_of(content: str, references: dict[str, Any], *, heading: bool) -> Signs:
    """The signs in the content of a paragraph or heading; `references` is what the link definitions of the text say."""
    tokens: list[Any] = []
    parser().inline.parse(content, parser(), {"references": references}, tokens)
    walk = _Walk(content, heading=heading)
    walk.go(tokens)
    if walk.is_odd:
        return Signs([], is_odd=True)
    signs, shown, literal = walk.signs, "", heading and walk.literal
    if literal:
        signs = _without(signs, walk.emphasis)
    elif not heading:
        signs, shown = _printing(walk)
    return Signs(sorted(signs), shown, tuple(walk.unprinted), used=frozenset(walk.used), literal=literal)


def _printing(walk: _Walk) -> tuple[list[Sign], str]:
    """The signs with which a brochure prints what was meant, and what it prints instead when there are none.

    A brochure knows no emphasis within a word.
    """
    meant = _text_in(plain_html(_tidy("".join(walk.meant))))
    signs = _without(walk.signs, [pair for pair in walk.emphasis if pair.within_word])
    shown = _shown(walk.content, signs)
    if shown == meant:
        return signs, ""
    bare = _without(walk.signs, walk.emphasis)
    return (bare, "") if _shown(walk.content, bare) == meant else (signs, pasted(shown))


def _without(signs: list[Sign], emphasis: list[_Emphasis]) -> list[Sign]:
    """The signs, and the marks of emphasis read as nothing."""
    dropped = {span for pair in emphasis for span in (pair.opened, pair.closed)}
    return [*(sign for sign in signs if (sign.start, sign.end) not in dropped), *(Sign(*span, "") for span in dropped)]


def _shown(content: str, signs: list[Sign]) -> str:
    """What a brochure prints of the content, without the addresses after its links."""
    html = re.sub("</?span[^>]*>", "", inline_html(_tidy(applied(content, signs))))
    for href in re.findall(r'<a href="([^"]*)">', html):
        address = re.sub(r"^(?:https?://|mailto:|tel:)", "", href).rstrip("/")
        html = html.replace(f"</a> ({address})", "</a>", 1)
    return _text_in(html)


def _text_in(html: str) -> str:
    return _tidy(unescape(re.sub(r"<[^>]+>", "", html)))


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


class _Emphasis(NamedTuple):
    """Where emphasis opens and closes, and whether a word goes on at either end."""

    opened: tuple[int, int]
    closed: tuple[int, int]
    within_word: bool


class _Walk:
    """Goes along the tokens of a paragraph, and along its content."""

    def __init__(self, content: str, *, heading: bool) -> None:
        self.content = content
        self.heading = heading
        self.signs: list[Sign] = []
        self.emphasis: list[_Emphasis] = []
        self.meant: list[str] = []
        """What the paragraph says."""
        self.unprinted: list[tuple[int, str]] = []
        self.used: set[str] = set()
        self.is_odd = False
        self.literal = False
        self._at = 0
        self._open: list[tuple[int, int]] = []
        self._links: list[str] = []
        self._anchors: list[str | None] = []
        self._raised = False

    def go(self, tokens: list[Any]) -> None:
        """Reads all tokens."""
        for token, following in zip_longest(tokens, tokens[1:]):
            if token.type == "html_inline":
                self._html(token.content, following.content if following else "")
            elif token.type in {"text", "text_special", "code_inline", "image"}:
                getattr(self, f"_{token.type}")(token)
            elif token.type in {"softbreak", "hardbreak"}:
                self._break(hard=token.type == "hardbreak")
            elif token.type in {"attributes", "span_open"}:
                self._read(len(token.content) or 1, "")
            elif token.type == "span_close":
                self._read(token.meta["end"] - self._at, "")
            elif token.type == "link_open":
                self._link_open(str(token.attrs["href"]), automatic=token.info == "auto")
            elif token.type == "link_close":
                self._link_close(token)
            elif token.type.startswith("s_"):
                self._keep(len(token.markup))
            else:
                self._mark(len(token.markup), opens=token.nesting > 0)

    def _read(self, length: int, read: str) -> None:
        """Reads the next `length` signs as something else."""
        if "\n" in self.content[self._at : self._at + length]:
            self._keep(length)
            return
        self.signs.append(Sign(self._at, self._at + length, read))
        self._at += length

    def _keep(self, length: int) -> None:
        """Leaves the next `length` signs as they are, to be printed so."""
        self.meant.append(self.content[self._at : self._at + length])
        self._at += length

    def _text(self, token: Any) -> None:
        end = self._at + len(token.content)
        for found in _DASHES.finditer(self.content, self._at, end):
            self._keep(found.start() - self._at)
            dash = "–" if len(found[0]) == 2 else "—"
            self.meant.append(dash)
            self._read(len(found[0]), dash)
        self._keep(end - self._at)

    def _text_special(self, token: Any) -> None:
        read = token.content
        self.literal = self.literal or read in {"*", "_"}
        if read == token.markup or "\n" in read or unfit(read, Mark("")):
            self._keep(len(token.markup))
        elif token.info == "escape":
            self._read(1, "")
            self._keep(1)
        else:
            self.meant.append(read)
            self._read(len(token.markup), read)

    def _break(self, *, hard: bool) -> None:
        if hard and self.content.startswith("\\", self._at):
            self._read(1, "  ")
        found = _LINE_BREAK.match(self.content, self._at)
        self._at = found.end() if found else self._at
        self.meant.append(" ")

    def _code_inline(self, token: Any) -> None:
        ticks = len(token.markup)
        closed = re.compile(rf"(?<!`)`{{{ticks}}}(?!`)").search(self.content, self._at + ticks)
        self._keep(closed.end() - self._at if closed else ticks)

    def _image(self, token: Any) -> None:
        self._keep(token.meta["end"] - self._at)

    def _mark(self, length: int, *, opens: bool, read: str | None = None) -> None:
        """Emphasis, which a brochure knows too."""
        start, end = self._at, self._at + length
        if read is not None:
            self._read(length, read)
        self._at = end
        if opens:
            self._open.append((start, end))
        elif self._open:
            opened = self._open.pop()
            within = self.content[: opened[0]][-1:].isalnum() or self.content[end : end + 1].isalnum()
            self.emphasis.append(_Emphasis(opened, (start, end), within))

    def _link_open(self, href: str, *, automatic: bool) -> None:
        self._links.append(href)
        if automatic or href.startswith("#"):
            self._read(1, "")
        elif _PRINTABLE.fullmatch(href):
            self._at += 1
        else:
            self._keep(1)

    def _link_close(self, token: Any) -> None:
        """The end of a link: of one within the text nothing is kept, and one of which the address prints stays."""
        href = self._links.pop()
        length = 1 if token.info == "auto" else token.meta["end"] - self._at
        typed = self.content[self._at : self._at + length]
        if token.info == "auto" or href.startswith("#"):
            self._read(length, "")
        elif not _PRINTABLE.fullmatch(href):
            self._keep(length)
        elif typed.startswith("]("):
            if self.heading or re.search(r"[\s\"']", typed):
                self.unprinted.append((self._at, typed[1:]))
            self._at += length
        else:
            self.used.add(href)
            self._read(length, f"]({href})")

    def _html(self, typed: str, following: str) -> None:
        found = _TAG.fullmatch(typed)
        closing, name, rest = (found[1], found[2].casefold(), found[3]) if found else ("", "", "")
        self.is_odd = self.is_odd or name in _ODD
        if name in _EMPHASIS and not self.heading:
            self._mark(len(typed), opens=not closing, read=_EMPHASIS[name])
            return
        read = self._tag(name, rest, following, closes=bool(closing))
        if re.fullmatch(r"<!--\s*-->", typed):
            read = ""
        if read is None:
            self._keep(len(typed))
        else:
            self.meant.append(" " if read.isspace() else "")
            self._read(len(typed), read)

    def _tag(self, name: str, rest: str, following: str, *, closes: bool) -> str | None:
        """What a tag is read as; None when it has to print as typed."""
        if name == "br":
            return " " if self.heading else "\n"
        if name == "sup":
            # Around letters, as in 1e, it is only looks; around a number it changes what is said.
            self._raised = self._raised if closes else any(sign.isdigit() for sign in following)
            return None if self._raised else ""
        if name == "a" and closes and self._anchors:
            return self._anchors.pop()
        if name == "a" and not closes:
            href = _HREF.search(rest)
            self._anchors.append("" if not href else None if self.heading else f"]({href[1]})")
            return "[" if self._anchors[-1] else self._anchors[-1]
        return "" if name in _DROPPED or name in _EMPHASIS else None
