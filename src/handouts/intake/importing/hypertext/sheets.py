"""The looks that a page gives to its classes, where they change what letters say: Google Docs writes all looks so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_OPEN, _CLOSE = re.compile(r"<style\b[^>]*>", re.IGNORECASE), re.compile(r"</style\s*>", re.IGNORECASE)
_CLASS = re.compile(r"\s*[a-z0-9]*\.([\w-]+)\s*", re.IGNORECASE)
_ADDING = re.compile(r"\.([\w-]+)::?(?:before|after)\b", re.IGNORECASE)
_CONTENT = re.compile(r"(?<![\w-])content:\s*(?:\"([^\"\\]*)\"|'([^'\\]*)')")
_SAYING = re.compile(
    r"(?:vertical-align:\s*(?:super|sub)\b|text-decoration(?:-line)?:[^;]*line-through|font-weight:\s*(?:bold|[6-9]00)"
    r"|font-style:\s*italic|font-size:\s*[\w.%-]+|(?<![\w-])color:\s*[#\w]+|text-decoration(?:-line)?:[^;]*underline"
    r"|text-transform:\s*uppercase|font-family:\s*[\"']?(?:symbol|(?:wing|web)dings)[^;]*)",
    re.IGNORECASE,
)
_MOST = 400_000
"""Characters of stylesheets that are looked through."""


class Sheet:
    """What the classes of a page say of letters; nothing that stands under a condition or for a state counts."""

    def __init__(self, html: str) -> None:
        self._styles: dict[str, str] = {}
        self._added: dict[str, list[str]] = {}
        for selectors, declared in _rules("\n".join(_texts(html))[:_MOST]):
            for adding in _ADDING.finditer(selectors) if "content" in declared else ():
                self._added[adding[1]] = [each[1] or each[2] for each in _CONTENT.finditer(declared)]
            said = ";".join(found.replace('"', "'") for found in _SAYING.findall(declared))
            for selector in selectors.split(",") if said else ():
                if found := _CLASS.fullmatch(selector):
                    self._styles[found[1]] = f"{self._styles.get(found[1], '')}{said};"

    def added(self, classes: Iterable[str]) -> list[str]:
        """The words that elements of these classes show before or after their own."""
        texts = [text for each in dict.fromkeys(classes) for text in self._added.get(each, [])]
        return [word for text in texts for word in text.split() if any(map(str.isalpha, word))]

    def style(self, classes: str | None, own: str | None) -> str:
        """The style of an element: what its classes say, then its own."""
        given = "".join(self._styles.get(each, "") for each in (classes or "").split()) if self._styles else ""
        return f"{given}{own or ''}"


def _texts(html: str) -> Iterator[str]:
    at = 0
    while opened := _OPEN.search(html, at):
        closed = _CLOSE.search(html, opened.end())
        if not closed:
            return
        yield html[opened.end() : closed.start()].replace("<!--", " ").replace("-->", " ")
        at = closed.end()


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """The selectors and what is declared of each rule that stands under no condition."""
    first, *commented = text.split("/*")
    text = "".join((first, *(each.partition("*/")[2] for each in commented)))
    depth = begin = opened = 0
    for found in re.finditer(r"[{}]", text):
        if found[0] == "{":
            opened = opened if depth else found.end()
            depth += 1
        elif depth:
            depth -= 1
            selectors = text[begin : opened - 1].rpartition(";")[2]
            if not depth and "@" not in selectors:
                yield selectors, text[opened : found.start()]
            begin = begin if depth else found.end()
