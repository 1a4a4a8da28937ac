"""Rules for markdown-it: the tables, divisions, attributes and comments that converters such as pandoc write, and the
stars that are no emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_RULED = re.compile(r"-{2,}(?:\s+-{2,})+")
_LONG_RULE = re.compile(r"-{10,}")
_GRID = re.compile(r"\+[-=:+]{3,}\+")
_ATTRIBUTES = re.compile(r"\{\s*(?:-|(?:[#.][\w:.-]+|[\w-]+=(?:\"[^\"{}]*\"|[^\s{}\"]+))(?:\s+(?:[#.][\w:.-]+|"
                         r"[\w-]+=(?:\"[^\"{}]*\"|[^\s{}\"]+)))*)\s*\}")  # fmt: skip
_MAX_LINES = 500
"""Lines of a table or comment."""


Lines = Callable[[int], str]
"""The text of a line by its number, without the space around it."""
Found = tuple[int, str, str]
"""The line after a block, the type of its token (`odd` or `division`), and its style."""


def add_rules(parser: Any) -> None:
    """Teaches a markdown-it parser these rules; each block becomes one token."""
    for name, find in (("pandoc_table", _table), ("comment", _comment), ("division", _division)):
        alternatives = [] if name == "pandoc_table" else ["paragraph", "reference", "blockquote", "list"]
        parser.block.ruler.before("table", name, _block_rule(find), {"alt": alternatives})
    parser.inline.ruler.before("link", "attributes", _attributes)
    parser.inline.ruler.before("link", "span", _span)
    for name, wrapped in (("emphasis", _outside_words), ("link", _with_its_end), ("image", _with_its_end)):
        rule = next(each.fn for each in parser.inline.ruler.__rules__ if each.name == name)
        parser.inline.ruler.at(name, wrapped(rule))


def _block_rule(find: Callable[[Lines, int, int], Found | None]) -> Any:
    """A rule of the parser out of what finds a block that begins at a line, before an end."""

    def read(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # the parser calls it so
        def line(number: int) -> str:
            text: str = state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
            return text.rstrip()

        found = find(line, start, min(end, start + _MAX_LINES))
        if found and not silent:
            state.line, kind, style = found
            token = state.push(kind, "", 0)
            token.map, token.info = [start, state.line], style
        return found is not None

    return read


def _table(line: Lines, start: int, end: int) -> Found | None:
    last = _end_of_table(line, start, end)
    return (last, "odd", "table") if last > start else None


def _end_of_table(line: Lines, start: int, end: int) -> int:
    """The line after a simple, multiline or grid table that begins at `start`; 0 when none does."""
    first = line(start)
    second = line(start + 1) if start + 1 < end else ""
    if _GRID.fullmatch(first):
        return _until(line, range(start + 1, end), lambda text: not text.startswith(("+", "|")))
    is_long = _LONG_RULE.fullmatch(first) is not None
    if second and (is_long or _RULED.fullmatch(first)):
        head = _until(line, range(start + 1, end), _RULED.fullmatch) if is_long else start
        closed = _until(line, range(head + 1, end), (_LONG_RULE if is_long else _RULED).fullmatch)
        return closed + 1 if closed < end else 0
    if first and _RULED.fullmatch(second):
        return _until(line, range(start + 2, end), lambda text: not text)
    return 0


def _until(line: Lines, numbers: range, ends: Callable[[str], object]) -> int:
    """The first of the lines at which it `ends`, or the line after the last."""
    return next((number for number in numbers if ends(line(number))), numbers.stop)


def _comment(line: Lines, start: int, end: int) -> Found | None:
    if not line(start).startswith("<!--"):
        return None
    closed = _until(line, range(start, end), lambda text: text.endswith("-->"))
    if closed >= end:
        return None
    has_words = any(re.search(r"\w", line(number)) for number in range(start, closed + 1))
    return closed + 1, "odd" if has_words else "division", "HTML"


def _division(line: Lines, start: int, _end: int) -> Found | None:
    return (start + 1, "division", "") if re.fullmatch(r":{3,}[^:]*:*", line(start)) else None


def _attributes(state: Any, silent: bool) -> bool:  # noqa: FBT001  # the parser calls it so
    found = _ATTRIBUTES.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("attributes", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _span(state: Any, silent: bool) -> bool:  # noqa: FBT001  # the parser calls it so
    """`[text]{.class}`, of which only the text is kept."""
    if state.src[state.pos] != "[":
        return False
    start, last = state.pos, state.posMax
    closed = state.md.helpers.parseLinkLabel(state, start, disableNested=False)
    found = _ATTRIBUTES.match(state.src, closed + 1) if closed >= 0 else None
    if not found:
        return False
    if not silent:
        state.push("span_open", "", 1)
        state.pos, state.posMax = start + 1, closed
        state.md.inline.tokenize(state)
        state.push("span_close", "", -1).meta["end"] = found.end()
    state.pos, state.posMax = found.end(), last
    return True


def _outside_words(rule: Any) -> Any:
    """The rule for emphasis, but for stars within a word: `2*200 mg` multiplies, and a brochure prints these as typed.

    So CommonMark reads `_`. Two stars between letters, as in `**voet**bad`, are what converters write for half a word.
    """

    def read(state: Any, silent: bool) -> bool:  # noqa: FBT001  # the parser calls it so
        start = state.pos
        if state.src[start] != "*":
            return bool(rule(state, silent))
        scanned = state.scanDelims(start, False)  # noqa: FBT003
        before, after = state.src[start - 1 : start], state.src[start + scanned.length :][:1]
        halves = scanned.length > 1 and before.isalpha() and after.isalpha()
        if silent or halves or scanned.can_open or scanned.can_close:
            return bool(rule(state, silent))
        state.pending += "*" * scanned.length
        state.pos += scanned.length
        return True

    return read


def _with_its_end(rule: Any) -> Any:
    """The rule, of which the last token knows where in the text it ends."""

    def tell(state: Any, silent: bool) -> bool:  # noqa: FBT001  # the parser calls it so
        found: bool = rule(state, silent)
        if found and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return found

    return tell
