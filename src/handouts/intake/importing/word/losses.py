"""Whether every word of a source is in what was made of it: placed in their order, or in a remark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from itertools import zip_longest

from handouts.intake.importing.raised import flat

_WITHIN = {"a", "strong", "em", "s", "sup", "sub"}
"""Tags that part no words."""


def first_loss(
    source: Sequence[str], placed: Sequence[str], left_out: Sequence[str], remarked: Iterable[str]
) -> str | None:
    """The first word that is not where it was, or that is in one of both only; None where nothing is lost.

    `source` and `left_out` are the words that must be placed, in this order, and those that a remark must hold.
    """
    for word, other in zip_longest(map(flat, source), map(flat, placed)):
        if word != other:
            return word or other
    wanted, found = Counter(left_out), Counter(remarked)
    return next(iter((wanted - found) + (found - wanted)), None)


class _Shown(HTMLParser):
    """The words that HTML shows, with the alternative texts of its pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.texts.append(f" {dict(attrs).get('alt') or ''} ")
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _WITHIN:
            self.texts.append(" ")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def words_shown(html: str) -> list[str]:
    """The words of HTML in their order."""
    parser = _Shown()
    parser.feed(html)
    parser.close()
    return "".join(parser.texts).split()
