"""A text in the place of another, written in the same way where it can be: without quotes, between them, in a block."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from handouts.content.dumping import WIDTH, in_line, is_read_as, quoted, scalar
from handouts.content.patching.nodes import BREAK, Node

_SHORTEST_LINE = 40
"""In characters: lines are not wrapped to less, however short the old ones were."""


def lines_for(text: str, old: Node, source: str, before: str, indent: int) -> list[str]:
    """The lines of a text in the place of `old`, which was written as `source`: the first one, and whole ones below it.

    `before` is a dash or key and the space after it, `indent` how many spaces those below have at least.
    """
    # Only quotes can hold nothing, so those of an empty text were not chosen.
    style = old.style if old.kind == "text" and old.text else ""
    ways = _BY_STYLE[style](text, BREAK.split(source), indent)
    for lines in ways:
        if is_read_as("\n".join([before + lines[0], *lines[1:]]), text):
            return lines
    return lines_of_text(text, before, indent)


def lines_of_text(text: str, before: str, indent: int) -> list[str]:
    """The lines of a text that is new: on one line, or in a block where it has several."""
    block = next(_block("|", text, [""], indent), []) if "\n" in text else []
    if block and is_read_as("\n".join([before + block[0], *block[1:]]), text):
        return block
    return [scalar(text, before)]


def between_brackets(text: str, old: Node) -> str:
    """A text in the place of `old` between brackets, with the quotes that it had."""
    way = {"'": _single(text), '"': _double(text)}.get(old.style, "") if old.kind == "text" else ""
    return way if way and "\n" not in way and is_read_as(f"- [{way}, {way}]", text) else in_line(text)


def _plain(text: str, source: Sequence[str], _: int) -> Iterator[list[str]]:
    if len(source) > 1:
        yield from _folded(text, source)
    if "\n" not in text:
        yield [text]


def _in_single(text: str, source: Sequence[str], _: int) -> Iterator[list[str]]:
    if len(source) > 1:
        yield from _folded(_single(text), source)
    if "\n" not in text:
        yield [_single(text)]


def _in_double(text: str, source: Sequence[str], _: int) -> Iterator[list[str]]:
    if len(source) > 1 and "\\" not in _double(text):
        yield from _folded(_double(text), source)
    if "\n" not in text:
        yield [_double(text)]
        yield [quoted(text)]


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _in_block(text: str, source: Sequence[str], indent: int) -> Iterator[list[str]]:
    yield from _block("|", text, source, indent)


def _block(sign: str, text: str, source: Sequence[str], indent: int) -> Iterator[list[str]]:
    """A text after `|`, its lines in the column of the old ones."""
    if not text.strip():
        return
    ended = len(text) - len(text.rstrip("\n"))
    header = sign + ("-", "", "+")[min(ended, 2)]
    if ended > 1 and "+" not in source[0]:
        return  # what comes below may begin with a blank line, which would be kept too
    lines = text.removesuffix("\n").split("\n")
    margin = " " * (_column(source[1:]) or indent)
    yield [header, *(f"{margin}{line}" if line else "" for line in lines)]


def _in_folded_block(text: str, source: Sequence[str], indent: int) -> Iterator[list[str]]:
    """A text after `>`: each of its lines is a paragraph of several, and a blank line is between two."""
    if not text.strip():
        return
    ended = len(text) - len(text.rstrip("\n"))
    margin = " " * (_column(source[1:]) or indent)
    old = [line.strip() for line in source[1:]]
    lines: list[str] = []
    for place, paragraph in enumerate(text.rstrip("\n").split("\n")):
        lines += [""] * bool(place) + (wrapped(paragraph, _paragraph_like(paragraph, old), len(margin)))
    yield [">" + ("-", "", "+")[min(ended, 2)], *(f"{margin}{line}" if line else "" for line in lines),
           *[""] * (ended - 1)]  # fmt: skip


def _paragraph_like(text: str, lines: Sequence[str]) -> list[str]:
    """The paragraph among the old lines that begins or ends as a text does; none where none does."""
    paragraphs = [part.split("\n") for part in re.split(r"\n\n+", "\n".join(lines).strip("\n"))]
    like = [each for each in paragraphs if text.startswith(each[0]) or text.endswith(each[-1])]
    return like[0] if like else []


def _folded(text: str, source: Sequence[str]) -> Iterator[list[str]]:
    """A text of one paragraph that goes on over several lines, as the old one did."""
    if "\n" in text or "  " in text or not all(line.strip() for line in source):
        return
    margin = " " * _column(source[1:])
    first, *more = wrapped(text, [line.strip() for line in source], len(margin))
    yield [first, *(f"{margin}{line}" for line in more)]


def wrapped(text: str, old: Sequence[str], indent: int) -> list[str]:
    """A paragraph in lines: those of the old one that still begin and end it, and between them what is new."""
    start, end, words = 0, len(old), text
    while start < end and (words == old[start] or words.startswith(f"{old[start]} ")):
        words = words[len(old[start]) :].lstrip(" ")
        start += 1
    while start < end and words.endswith(f" {old[end - 1]}"):
        end -= 1
        words = words[: -len(old[end]) - 1]
    width = max([_SHORTEST_LINE, *map(len, old)] if old else [WIDTH - indent])
    inner = textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False) if words else []
    return [*old[:start], *inner, *old[end:]]


def _column(lines: Sequence[str]) -> int:
    """How many spaces the first line that is not blank begins with; 0 where there is none."""
    return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)


_BY_STYLE = {"": _plain, "'": _in_single, '"': _in_double, "|": _in_block, ">": _in_folded_block}
