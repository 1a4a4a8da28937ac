"""Which stars and underscores begin or end bold and italics, and which are signs that print as they were typed.

CommonMark (section 6.2) lets a pair of marks work wherever each is at the edge of a word. People also type these
signs in addresses, names of files, footnotes (`(*)`) and blanks to fill in (`____`, `__:__`); there they are no marks.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

_WEB = r"(?:[a-z]+://|(?<![^\W_])www\.)[^\s\[\]<>]*[^\W_]"
_MAIL = r"(?:[^\W_][\w.+*-]*|[^\W_])@[\w*-]+(?:\.[\w*-]+)*[^\W_]"
_ADDRESS = re.compile(f"{_WEB}|{_MAIL}", re.IGNORECASE)
# What no word begins with: after a mark it says that the mark belongs to what is before it, as in `(*)`.
_NO_BEGINNING = re.compile(r"[)\]};:!?]|[.,](?!\d)")
_OPENING = ("(", "[", "{")
# After a mark: the rest of an address, or the ending of the name of a file; for `_` also the rest of a path.
_GOES_ON = {"*": re.compile(r"@|\.[a-z0-9]{2,4}\b"), "_": re.compile(r"@|[.:=]\w|[/\\](?![*_])")}
_BEFORE = re.compile(r"[^ \n\t\[\]]*\Z")
_AFTER = re.compile(r"[^ \n\t\[\]]*")
_MAX_ADDRESS = 2000
"""Characters of an address on each side of a mark that are looked at."""
_MAX_WORD = 80
"""Characters of a word on each side of a mark that are quoted."""
_MAX_MARK = 2
"""Underscores: a longer row of them is a line to write on."""


class Run(NamedTuple):
    """A row of equal stars or underscores in a paragraph, and whether it may begin and end bold or italics."""

    text: str
    start: int
    length: int
    opens: bool
    closes: bool
    delimiters: list[Any]
    """All those around it, and which closes which."""
    first: int
    """The place of its first one among these."""
    left: int = 0
    """How many of its signs are printed, as they make nothing bold or italic; known when all have been read."""

    @property
    def mark(self) -> str:
        """The sign that it is made of."""
        return self.text[self.start]

    @property
    def begins_line(self) -> bool:
        """Whether nothing but a bracket is before it on its line, as before the text of a footnote."""
        before = self.text[max(self.start - _MAX_ADDRESS, 0) : self.start]
        return not before.rpartition("\n")[2].strip(" \t([")

    @property
    def around(self) -> str:
        """The word that it stands at, with it."""
        before = _BEFORE.search(self.text[max(self.start - _MAX_WORD, 0) : self.start])
        after = _AFTER.match(self.text, self.start, self.start + _MAX_WORD)
        return f"{before[0] if before else ''}{after[0] if after else ''}"


def settled(runs: list[Run]) -> list[Run]:
    """The rows of a text that has been read, with how many of their signs are printed."""
    ends: dict[int, set[int]] = {}
    found = []
    for run in runs:
        among = id(run.delimiters)
        if among not in ends:
            ends[among] = {each.end for each in run.delimiters}
        own = range(run.first, run.first + run.length)
        left = sum(run.delimiters[each].end < 0 and each not in ends[among] for each in own)
        found.append(run._replace(left=left))
    return found


def scan_marks(state: Any, silent: bool) -> bool:  # noqa: FBT001  # the parser calls it so
    """The tokeniser of markdown-it for emphasis, with the rule for `_` (never inside a word) applied to `*` too.

    A mark after a backslash is none: it was typed for the mark itself.
    """
    from markdown_it.rules_inline.emphasis import tokenize

    start = state.pos
    if state.src.startswith("\\", start - 1, start) or not tokenize(state, silent):
        return False
    scanned = state.scanDelims(start, canSplitWord=False)
    opens = scanned.can_open and _may_open(state.src, start, state.pos)
    closes = scanned.can_close and _may_close(state.src, start, state.pos)
    first = len(state.delimiters) - scanned.length
    for delimiter in state.delimiters[first:]:
        delimiter.open, delimiter.close = opens, closes
    run = Run(state.src, start, scanned.length, opens, closes, state.delimiters, first)
    state.env.setdefault("runs", []).append(run)
    return True


def _may_open(text: str, start: int, end: int) -> bool:
    if _NO_BEGINNING.match(text, end) or _in_address(text, start):
        return False
    if text[start] == "*":
        return True
    stop = text.find("_", end)
    inside = text[end : stop if stop >= 0 else None]
    before = text[start - 1 : start] if start else ""
    beside = before in {"@", "\\", "="} or (before == "/" and text[start - 2 : start - 1] not in {"*", "_"})
    return end - start <= _MAX_MARK and not beside and _holds_words(inside)


def _may_close(text: str, start: int, end: int) -> bool:
    if (
        text.endswith(_OPENING, max(start - 1, 0), start)
        or _in_address(text, start)
        or _GOES_ON[text[start]].match(text, end)
    ):
        return False
    return text[start] == "*" or (
        end - start <= _MAX_MARK and _holds_words(text[text.rfind("_", 0, start) + 1 : start])
    )


def _holds_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _in_address(text: str, place: int) -> bool:
    """Whether a sign is in an address of the web or for mail, and not only before or after it.

    Only what is around it without a space is looked at: a text may hold a hundred thousand signs.
    """
    begin = _BEFORE.search(text[max(place - _MAX_ADDRESS, 0) : place])
    after = _AFTER.match(text, place, place + _MAX_ADDRESS)
    start, end = place - len(begin[0] if begin else ""), after.end() if after else place
    return any(found.start() <= place < found.end() for found in _ADDRESS.finditer(text, start, end))
