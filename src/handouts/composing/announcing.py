"""What the document says it will print: every value in reading order, repeats included, with its place in the YAML.

While the template runs, each value that it prints stands between characters that no text can hold (reading refuses
them). From the finished HTML they are taken out again, which tells, whatever the template did with macros, loops and
blocks, what stands where; the text between the values is the template's own.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

from handouts.handover import Announced
from handouts.problems import Mark

OPEN, NAMED, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
_TOKENS = re.compile(f"{OPEN}([0-9]+){NAMED}|{CLOSE}")
_SIGNS = re.compile(f"{OPEN}[0-9]+{NAMED}|{CLOSE}")
_SILENT = frozenset({"script", "style", "title", "template", "head"})


class Announcement(NamedTuple):
    """The HTML without its marks, the texts that it prints, and the numbers of all values that it used."""

    html: str
    texts: tuple[Announced, ...]
    used: frozenset[int]


def signed(number: int, html: str) -> str:
    """The HTML of a value, between the signs by which `announce` finds it."""
    return f"{OPEN}{number}{NAMED}{html}{CLOSE}"


def announce(html: str, marks: list[Mark]) -> Announcement:
    """Takes the signs out of the HTML. `marks` holds the place of each value, by its number."""
    used = frozenset(int(found[1]) for found in _TOKENS.finditer(html) if found[1])
    listener = _Listener(marks)
    listener.feed(html)
    listener.close()
    return Announcement(_SIGNS.sub("", html), listener.texts(), used)


class _Listener(HTMLParser):
    """Hears the printed text of a document, run by run."""

    def __init__(self, marks: list[Mark]) -> None:
        super().__init__(convert_charrefs=True)
        self._marks = marks
        self._runs: list[tuple[int | None, list[str]]] = []
        self._value: int | None = None
        self._silent = 0

    def texts(self) -> tuple[Announced, ...]:
        joined = ((number, "".join(pieces)) for number, pieces in self._runs)
        return tuple(
            Announced(text, None if number is None else self._marks[number]) for number, text in joined if text.strip()
        )

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        position = 0
        for found in _TOKENS.finditer(data):
            self._say(data[position : found.start()])
            self._value = int(found[1]) if found[1] else None
            self._runs.append((self._value, []))
            position = found.end()
        self._say(data[position:])

    def _say(self, text: str) -> None:
        if self._silent or not text:
            return
        if not self._runs or self._runs[-1][0] != self._value:
            self._runs.append((self._value, []))
        self._runs[-1][1].append(text)
