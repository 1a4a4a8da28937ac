"""The signs within a Markdown paragraph: those that are dropped, read as something else, or not understood."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from html import unescape
from itertools import zip_longest
from typing import Any

from handouts.content.reading import unfit
from handouts.files.unseen import pasted
from handouts.intake.importing.blocks import CELL_BREAK, ITEM, Change, applied
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
# Dashes, and of programs for notes: marked words, links to other notes, and what kind a note in a frame is.
_DASHES = re.compile(
    r"(?<=\d)--(?=\d)|(?<=\S[ \xa0])-{2,3}(?=[ \xa0\n])|(?<![=\w])==(?=[^\s=][^=\n]*==)|(?<=[^\s=])==(?![=\w])"
    r"|\[\[(?=[^\[\]|\n]+\]\])|(?<=[^\s\[\]])\]\](?!\()|\A\[!\w+\][+-]?[ \t]*"
)
_FRAMED_NOTE = re.compile(r"\[!\w+\][+-]?[ \t]*\S[^\n]*\n")
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_Place = tuple[int, int]
_NOTE = re.compile(r"\[\^([\w-]{1,30})\]")
_NOTE_ITSELF = re.compile(r"\s*\[\^[\w-]{1,30}\]:(?=\s)")
_PRINTABLE = re.compile(r"(?:https?://|mailto:|tel:)\S+")


@cache
def parser() -> Any:
    """CommonMark with tables and what converters write, without HTML blocks and without code by indentation."""
    from markdown_it import MarkdownIt

    made: Any = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["html_block", "code"])
    # Each sign stays a token of its own, so that its place is known.
    made.inline.ruler2.disable(["fragments_join"])
    made.normalizeLink = str
    made.normalizeLinkText = str
    made.validateLink = lambda _: True
    add_rules(made)
    return made


def _shown(content: str, signs: list[Change]) -> str:
    """What a brochure prints of the content, without the addresses after its links."""
    html = re.sub("</?span[^>]*>", "", inline_html(_tidy(applied(content, signs))))
    for href in re.findall(r'<a href="([^"]*)">', html):
        address = re.sub(r"^(?:https?://|mailto:|tel:)", "", href).rstrip("/")
        html = html.replace(f"</a> ({address})", "</a>", 1)
    return text_in(html)


def text_in(html: str) -> str:
    """The text that HTML of one paragraph prints, with one space where there are more."""
    return _tidy(unescape(re.sub(r"<[^>]+>", "", html)))


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _marks_of(text: str, notes: Collection[str]) -> list[Change]:
    """The marks of notes as they print: `[1]` for `[^1]`, and for the `[^1]:` before the note itself."""
    itself = _NOTE_ITSELF.match(text)
    return [
        Change(0, found.start(), found.end() + (itself is not None and not place), f"[{found[1]}]")
        for place, found in enumerate(_NOTE.finditer(text))
        if found[1] in notes
    ]


class Signs:
    """The signs in the content of a paragraph or heading: it goes along what markdown-it makes of it.

    `shown` is what prints when that is not what was meant; `unprinted` is what does not print, by its offset; `used`
    are the addresses of the link definitions that were used. Of a `literal` heading every `*` and `_` prints that is
    left. A paragraph `is_odd` that holds HTML of other kinds than text.
    """

    def __init__(
        self,
        content: str,
        references: dict[str, Any],
        notes: Collection[str] = (),
        *,
        heading: bool,
        cell: bool = False,
    ) -> None:
        """`references` are link definitions; marks of `notes` lose their `^`; headings and a `cell` have one line."""
        self._cell = cell
        self.signs: list[Change] = []
        self.shown = ""
        self.unprinted: list[tuple[int, str]] = []
        self.used: set[str] = set()
        self.is_odd = False
        self.literal = False
        self._content = content
        self._heading = heading
        self._at = 0
        self._meant: list[str] = []
        self._open: list[_Place] = []
        self._emphasis: list[tuple[_Place, _Place, bool]] = []
        """Where emphasis opens and closes, and whether a word goes on at either end."""
        self._links: list[str] = []
        self._anchors: list[str | None] = []
        self._raised = False
        tokens: list[Any] = []
        parser().inline.parse(content, parser(), {"references": references}, tokens)
        self._read_tokens(tokens)
        if _FRAMED_NOTE.match(content):
            end = len(content.partition("\n")[0])
            self.signs.append(Change(0, end, end, "  "))
        self._notes = notes
        self.signs += _marks_of(content, notes)
        if self.literal:
            self.signs = self._without_emphasis()
        elif not heading:
            self._print_as_meant()

    def _print_as_meant(self) -> None:
        """Chooses the signs with which a brochure, which knows no emphasis within a word, prints what was meant."""
        said = "".join(self._meant)
        meant = text_in(plain_html(_tidy(applied(said, _marks_of(said, self._notes)))))
        signs, bare = self._without_emphasis(within_word=True), self._without_emphasis()
        self.signs = signs
        if (shown := _shown(self._content, signs)) == meant:
            return
        if _shown(self._content, bare) == meant:
            self.signs = bare
        else:
            self.shown = pasted(shown)

    def _without_emphasis(self, *, within_word: bool = False) -> list[Change]:
        """The signs, and the marks of emphasis, or only of that `within_word`, read as nothing."""
        dropped = {span for *pair, within in self._emphasis if within or not within_word for span in pair}
        kept = (sign for sign in self.signs if (sign.start, sign.end) not in dropped)
        return [*kept, *(Change(0, *span, "") for span in dropped)]

    def _read_tokens(self, tokens: list[Any]) -> None:
        for token, following in zip_longest(tokens, tokens[1:]):
            if token.type == "html_inline":
                self._html(token.content, following.content if following else "")
            elif token.type in {"text", "text_special", "code_inline", "image"}:
                getattr(self, f"_{token.type}")(token)
            elif token.type in {"softbreak", "hardbreak"}:
                self._break(hard=token.type == "hardbreak")
            elif token.type in {"attributes", "span_open", "span_close"}:
                self._drop(token.meta["end"] - self._at if token.type == "span_close" else len(token.content) or 1)
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
        if "\n" in self._content[self._at : self._at + length]:
            self._keep(length)
            return
        self.signs.append(Change(0, self._at, self._at + length, read))
        self._at += length

    def _drop(self, length: int) -> None:
        self._read(length, "")

    def _keep(self, length: int) -> None:
        """Leaves the next `length` signs as they are, to be printed so."""
        self._meant.append(self._content[self._at : self._at + length])
        self._at += length

    def _text(self, token: Any) -> None:
        end = self._at + len(token.content)
        for found in _DASHES.finditer(self._content, self._at, end):
            self._keep(found.start() - self._at)
            if "-" not in found[0] or found[0].startswith("[!"):
                (self._keep if "![[" in self._content else self._drop)(len(found[0]))
                continue
            dash = "–" if len(found[0]) == 2 else "—"
            self._meant.append(dash)
            self._read(len(found[0]), dash)
        self._keep(end - self._at)

    def _text_special(self, token: Any) -> None:
        read = token.content
        self.literal |= self._heading and read in {"*", "_"}
        if read == token.markup or "\n" in read or unfit(read, Mark("")):
            self._keep(len(token.markup))
        elif token.info == "escape":
            self._read(1, "")
            self._keep(1)
        else:
            self._meant.append(read)
            self._read(len(token.markup), read)

    def _break(self, *, hard: bool) -> None:
        if hard and self._content.startswith("\\", self._at):
            self._read(1, "  ")
        found = _LINE_BREAK.match(self._content, self._at)
        self._at = found.end() if found else self._at
        self._meant.append(" ")

    def _code_inline(self, token: Any) -> None:
        ticks = len(token.markup)
        closed = re.compile(rf"(?<!`)`{{{ticks}}}(?!`)").search(self._content, self._at + ticks)
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
            within = self._content[: opened[0]][-1:].isalnum() or self._content[end : end + 1].isalnum()
            self._emphasis.append((opened, (start, end), within))

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
        typed = self._content[self._at : self._at + length]
        if token.info == "auto" or href.startswith("#"):
            if token.info != "auto" and re.search(r"\s", typed):
                self.unprinted.append((self._at, typed[1:]))
            self._read(length, "")
        elif not _PRINTABLE.fullmatch(href):
            self._keep(length)
        elif typed.startswith("]("):
            if self._heading or re.search(r"[\s\"']", typed):
                self.unprinted.append((self._at, typed[1:]))
            self._at += length
        elif "\n" in typed:
            self._keep(length)
        else:
            self.used.add(href)
            self._read(length, f"]({href})")

    def _html(self, typed: str, following: str) -> None:
        found = _TAG.fullmatch(typed)
        closing, name, rest = (found[1], found[2].casefold(), found[3]) if found else ("", "", "")
        self.is_odd |= name in _ODD
        if name in _EMPHASIS and not self._heading:
            self._mark(len(typed), opens=not closing, read=_EMPHASIS[name])
            return
        read = self._tag(name, rest, following, closes=bool(closing))
        if re.fullmatch(r"<!--\s*-->", typed):
            read = ""
        if read is None:
            self._keep(len(typed))
        else:
            self._meant.append(" " if read.isspace() else read if read in {CELL_BREAK, ITEM} else "")
            self._read(len(typed), read)

    def _tag(self, name: str, rest: str, following: str, *, closes: bool) -> str | None:
        """What a tag is read as; None when it has to print as typed."""
        if name == "br":
            ends = self._content[: self._at].rstrip()[-1:] in {*".!?:;,"}
            return " " if self._heading or (self._cell and ends) else CELL_BREAK if self._cell else "\n"
        if name == "sup":
            # Around letters, as in 1e, it is only looks; around a number it changes what is meant.
            self._raised = self._raised if closes else any(sign.isdigit() for sign in following)
            return None if self._raised else ""
        if name == "li" and not closes and not self._content[: self._at].rpartition("\n")[2].strip():
            return ITEM
        if name == "a" and closes and self._anchors:
            return self._anchors.pop()
        if name == "a" and not closes:
            href = _HREF.search(rest)
            self._anchors.append("" if not href else None if self._heading else f"]({href[1]})")
            return "[" if self._anchors[-1] else self._anchors[-1]
        return "" if name in _DROPPED or name in _EMPHASIS else None
