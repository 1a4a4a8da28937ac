"""Rules for markdown-it: the tables, divisions, attributes and comments that converters such as pandoc write, and the
stars that are no emphasis.
"""

from __future__ import annotations

import re
from typing import Any

_RULED = re.compile(r"-{2,}(?:\s+-{2,})+")
_LONG_RULE = re.compile(r"-{10,}")
_GRID = re.compile(r"\+[-=:+]{3,}\+")
_ATTRIBUTES = re.compile(r"\{\s*(?:-|(?:[#.][\w:.-]+|[\w-]+=(?:\"[^\"{}]*\"|[^\s{}\"]+))(?:\s+(?:[#.][\w:.-]+|"
                         r"[\w-]+=(?:\"[^\"{}]*\"|[^\s{}\"]+)))*)\s*\}")  # fmt: skip
_LONGEST = 500
"""Lines of a table or comment."""


def add_rules(parser: Any) -> None:
    """Teaches a markdown-it parser these rules; each block becomes one token, `odd` or `division`."""
    for name, rule in (("pandoc_table", _table), ("comment", _comment), ("division", _division)):
        alternatives = [] if name == "pandoc_table" else ["paragraph", "reference", "blockquote", "list"]
        parser.block.ruler.before("table", name, rule, {"alt": alternatives})
    parser.inline.ruler.before("link", "attributes", _attributes)
    parser.inline.ruler.before("link", "span", _span)
    emphasis = next(each.fn for each in parser.inline.ruler.__rules__ if each.name == "emphasis")
    parser.inline.ruler.at("emphasis", _outside_words(emphasis))
    for name in ("link", "image"):
        rule = next(each.fn for each in parser.inline.ruler.__rules__ if each.name == name)
        parser.inline.ruler.at(name, _telling_its_end(rule))


def _line(state: Any, number: int) -> str:
    text: str = state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
    return text.rstrip()


def _take(state: Any, start: int, end: int, *, kind: str, style: str) -> bool:
    token = state.push(kind, "", 0)
    token.map, token.info = [start, end], style
    state.line = end
    return True


def _table(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # the parser calls it so
    last = _end_of_table(state, start, min(end, start + _LONGEST))
    return last > start and (silent or _take(state, start, last, kind="odd", style="table"))


def _end_of_table(state: Any, start: int, end: int) -> int:
    """The line behind a simple, multiline or grid table that begins at `start`; 0 when none does."""
    first = _line(state, start)
    second = _line(state, start + 1) if start + 1 < end else ""
    if _GRID.fullmatch(first):
        return _until(state, range(start + 1, end), lambda line: not line.startswith(("+", "|")))
    if _LONG_RULE.fullmatch(first) and second:
        ruled = _until(state, range(start + 1, end), _RULED.fullmatch)
        closed = _until(state, range(ruled + 1, end), _LONG_RULE.fullmatch) if ruled < end else end
        return closed + 1 if closed < end else 0
    if _RULED.fullmatch(first) and second:
        closed = _until(state, range(start + 1, end), _RULED.fullmatch)
        return closed + 1 if closed < end else 0
    if first and _RULED.fullmatch(second):
        return _until(state, range(start + 2, end), lambda line: not line)
    return 0


def _until(state: Any, numbers: range, ends: Any) -> int:
    """The first of the lines at which it `ends`, or the line behind the last."""
    return next((number for number in numbers if ends(_line(state, number))), numbers.stop)


def _comment(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # the parser calls it so
    if not _line(state, start).startswith("<!--"):
        return False
    closed = _until(state, range(start, min(end, start + _LONGEST)), lambda line: line.endswith("-->"))
    if closed >= end or not _line(state, closed).endswith("-->"):
        return False
    says = re.search(r"\w", "".join(_line(state, number) for number in range(start, closed + 1)))
    return silent or _take(state, start, closed + 1, kind="odd" if says else "division", style="HTML")


def _division(state: Any, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001  # the parser calls it so
    if not re.fullmatch(r":{3,}[^:]*:*", _line(state, start)):
        return False
    return silent or _take(state, start, start + 1, kind="division", style="")


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


def _telling_its_end(rule: Any) -> Any:
    """The rule, of which the last token knows where in the text it ends."""

    def tell(state: Any, silent: bool) -> bool:  # noqa: FBT001  # the parser calls it so
        found: bool = rule(state, silent)
        if found and not silent:
            state.tokens[-1].meta["end"] = state.pos
        return found

    return tell


def tokens_of(parser: Any, text: str) -> tuple[list[Any], dict[str, Any]]:
    """The tokens of the blocks of a text, and what its link definitions say."""
    environment: dict[str, Any] = {}
    tokens: list[Any] = []
    parser.block.parse(text, parser, environment, tokens)
    return tokens, environment.get("references", {})
