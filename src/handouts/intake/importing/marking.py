"""HTML of a document as Markdown, so that its headings, lists and emphasis are read as those of a Markdown text."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_SIGNS = {"strong": "**", "em": "*"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_BEGINS = re.compile(r"^(\s*)(\d{1,9}(?=[.)])|[-+=:•·](?=\s|$|-))")
_INDENT = "    "


def as_markdown(html: str) -> str:
    """The HTML that a document became as Markdown: what it says and marks, and nothing of its pictures."""
    marking = _Marking()
    marking.feed(html)
    marking.close()
    marking.end_line()
    return "\n".join(marking.lines) + "\n"


def alternative_words(html: str) -> list[str]:
    """The words of the alternative texts of all pictures, which Markdown here does not hold."""
    return [word for text in re.findall(r'<img alt="([^"]*)"', html) for word in unescape(text).split()]


class _Marking(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._line = self._before = ""
        self._lists: list[int] = []
        self._links: list[str] = []
        self._cells: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _SIGNS:
            self._line += _SIGNS[tag]
        elif tag == "a":
            self._links.append(given.get("href") or "")
            self._line += "["
        elif tag in {"ol", "ul"}:
            self.end_line()
            self._lists.append(int(given.get("start") or 1) if tag == "ol" else 0)
        elif tag == "li":
            self._item(given)
        elif tag in _HEADINGS:
            self._begin(f"{_HEADINGS[tag]} ")
        elif tag == "p" and self._cells is None:
            self._begin("")
        elif tag in {"td", "th"}:
            self._cells = self._cells or []
            self._line = ""
        elif tag == "br":
            self._line += " " if self._cells is not None or self._before.startswith("#") else "\\\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in _SIGNS:
            self._line += _SIGNS[tag]
        elif tag == "a" and self._links:
            self._line += f"]({self._links.pop()})"
        elif tag in {"ol", "ul"}:
            self.end_line()
            self._lists.pop()
        elif tag in {"td", "th"}:
            self._cells = [*(self._cells or []), " ".join(self._line.split())]
            self._line = ""
        elif tag == "p" and self._cells is not None:
            self._line += " "
        elif tag == "tr":
            self.lines.append(f"| {' | '.join(self._cells or [])} |")
            self._cells = None
        elif tag in {"p", "li", "table", *_HEADINGS}:
            self.end_line()

    def handle_data(self, data: str) -> None:
        self._line += _SPECIAL.sub(r"\\\1", data.replace("\t", " "))

    def _item(self, given: dict[str, str | None]) -> None:
        self.end_line()
        number = self._lists[-1] if self._lists else 0
        mark = f"{number}. " if number else "- "
        if number:
            self._lists[-1] += 1
        box = given.get("data-mark") or ""
        self._before = f"{_INDENT * (len(self._lists) - 1)}{mark}{f'{box} ' if box else ''}"

    def _begin(self, before: str) -> None:
        if self._line.strip():
            self.end_line()
        if not self._lists:
            self.lines.append("")
            self._before = before

    def end_line(self) -> None:
        """Writes what was gathered as a paragraph, a heading or an item."""
        text, before = self._line.strip(), self._before
        self._line = self._before = ""
        if text:
            if not before.strip() and not self._lists:
                self.lines.append("")
            safe = "\n".join(
                _BEGINS.sub(r"\1\\\2", row) if not row[:1].isdigit() else _numbered(row) for row in text.split("\n")
            )
            self.lines.append(before + safe)


def _numbered(row: str) -> str:
    return re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", row)
