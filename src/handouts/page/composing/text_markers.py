"""What the document announces to print: every value in reading order, repeats included, with its place in the YAML.

While the template runs, each value that it prints is between characters that no text can hold (reading refuses
them). From the finished HTML they are taken out again, which tells, whatever the template did with macros, loops and
blocks, which value is where; the text between the values is the template's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from handouts.page.pipeline import ExpectedText
from handouts.problems import Mark

OPEN, NAMED, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_TOKENS = re.compile(f"{OPEN}([0-9]+){NAMED}|{CLOSE}")
_VALUE = re.compile(f"{OPEN}([0-9]+){NAMED}(.*?){CLOSE}", re.DOTALL)
_TITLE = re.compile(r"<(/?)title\b", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "title", "template", "head"})
# Text in one of these is no part of a word beside it, also where no white space is written between the two.
_APART = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)


class MarkedText(NamedTuple):
    """The HTML without its marks, the texts that it prints, and the numbers of the values that it uses.

    A value is used when it is printed, or read aloud as the text of a picture; in any other attribute it is not.
    """

    html: str
    texts: tuple[ExpectedText, ...]
    used: frozenset[int]


def marked(number: int, html: str) -> str:
    """The HTML of a value, between the signs by which `extract_texts` finds it."""
    return f"{OPEN}{number}{NAMED}{html}{CLOSE}"


def extract_texts(html: str, values: Sequence[str], marks: Sequence[Mark]) -> MarkedText:
    """Takes the signs out of the HTML; `values` and `marks` hold the text and the place of each value, by number."""
    html = _without_markup_in_attributes(html, values)
    listener = _Listener(marks)
    listener.feed(html)
    listener.close()
    return MarkedText(_TOKENS.sub("", html), listener.texts(), frozenset(listener.used))


def _without_markup_in_attributes(html: str, values: Sequence[str]) -> str:
    """The HTML in which a value inside a tag, or in the title, is its text alone: bold has no place there."""
    pieces: list[str] = []
    position = 0
    in_tag = in_title = False
    for found in _VALUE.finditer(html):
        before = html[position : found.start()]
        if "<" in before or ">" in before:
            in_tag = before.rfind("<") > before.rfind(">")
            for title in _TITLE.finditer(before):
                in_title = not title[1]
        number = int(found[1])
        plain = escape(" ".join(values[number].split()))
        pieces += [before, marked(number, plain) if in_tag or in_title else found[0]]
        position = found.end()
    return "".join([*pieces, html[position:]])


class _Listener(HTMLParser):
    """Collects the printed text of a document, run by run."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        super().__init__(convert_charrefs=True)
        self._marks = marks
        self._runs: list[tuple[int | None, list[str], str]] = []
        self._value: int | None = None
        self._part = ""
        self._silent = 0
        self.used: set[int] = set()

    def texts(self) -> tuple[ExpectedText, ...]:
        """The printed runs of text; white space between two of them ends the first."""
        texts: list[ExpectedText] = []
        for number, pieces, part in self._runs:
            text = "".join(pieces)
            if text.strip():
                texts.append(ExpectedText(text, None if number is None else self._marks[number], part))
            elif text and texts:
                # The space between two values is printed too: without it they would be one word.
                texts[-1] = texts[-1]._replace(text=f"{texts[-1].text} ")
        return tuple(texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, text in attrs:
            if name == "alt" and text:
                self.used.update(int(found[1]) for found in _TOKENS.finditer(text) if found[1])
            elif name == "data-part" and text:
                self._part = text
        if tag in _APART:
            self._append(" ")
        if tag == "body":
            self._silent = 0  # a head need not be ended
        if tag in _SILENT:
            self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _APART:
            self._append(" ")
        if tag in _SILENT and self._silent:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        position = 0
        for found in _TOKENS.finditer(data):
            self._append(data[position : found.start()])
            self._value = int(found[1]) if found[1] else None
            self._runs.append((self._value, [], self._part))
            if self._value is not None and not self._silent:
                self.used.add(self._value)
            position = found.end()
        self._append(data[position:])

    def _append(self, text: str) -> None:
        if self._silent or not text:
            return
        if not self._runs or (self._runs[-1][0], self._runs[-1][2]) != (self._value, self._part):
            self._runs.append((self._value, [], self._part))
        self._runs[-1][1].append(text)
