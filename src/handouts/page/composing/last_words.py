"""The end of a paragraph: its last words are kept on one line, so that none is alone on a last line.

The engine knows `text-wrap: pretty` and does nothing with it. Words are joined by hard spaces, which the PDF gives as
plain ones: these change nothing where the last line holds more than them, and the engine ends no line too early before
them, as it does before a run that may not wrap. What is joined must fit on a line, or it is broken within a word.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

LARGE, NARROW, HEADING, CELL = 0, 10, 12, 14
"""Of how many characters the last words of a title, a card, a heading and a cell may be; 0: of the longest word."""
_LEAST = 30
"""Characters that a text has which may take more than one line."""
_LONG = 110
"""Characters of a text of several lines, in a column of some width."""
_SOME, _MOST = 20, 24
"""Characters that fit on a line of any running text, and of a long one."""
_STUB = 10
"""Two words of so many characters would still look left over: the one before them comes along."""
_LONELY = 14
"""A last word of so many characters looks like a line."""
_NO_BREAK = "\u00a0"
_TAG = re.compile(r"<[^>]*>")
_END = re.compile(
    r"(?<=[^\s>] )(?:(?P<third>[^\s<>]+) )?(?P<pair>[^\s<>]+ "
    r"(?P<last>[^\s<>]+))(?:</(?:strong|em|a)>)?[^\s<>]?\Z"
)
"""Two or three words without a tag in or before them, what closes behind them, and the mark that may follow that."""


class _Length(NamedTuple):
    """Characters of the words at an end."""

    third: int
    pair: int
    last: int


def kept_at_end(html: str, most: int = _MOST) -> str:
    """Inline HTML whose last words are on one line, `most` characters at most; fewer in a text that is short."""
    if len(html) < _LEAST or not (found := _END.search(html)):
        return html
    length = _Length(*(len(_plain(found[name] or "")) for name in _Length._fields))
    plain = _plain(html)
    room = min(most, _MOST if len(plain) >= _LONG else _SOME) if most != LARGE else max(map(len, plain.split()))
    if length.last >= _LONELY or length.pair > room:
        return html
    # In a narrow column the word before them would be alone instead.
    takes_third = most > CELL and (length.pair <= _STUB or len(plain) >= _LONG)
    fits = length.third and length.third + 1 + length.pair <= room
    begins, end = found.start("third" if takes_third and fits else "pair"), found.start("last")
    return html[:begins] + html[begins:end].replace(" ", _NO_BREAK) + html[end:]


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html))
