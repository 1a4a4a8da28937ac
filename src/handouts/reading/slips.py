"""Slips of the keyboard that break YAML, recognised in the lines around the place where the parser stopped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.problems import Mark, Problem, error

HARD_SPACES = ("\u00a0", "\u2007", "\u202f", "\u3000")
HARD_SPACE = ("there is a hard space here, which only looks like a space", "remove it, and type a space")
_HARD_SPACE = re.compile(rf"[ -]*([{''.join(HARD_SPACES)}])")
_ITEM = re.compile(r"( *)-(?=[^\W\d])")
_KEY = re.compile(r"\w+:(?: |$)")
_COLON = re.compile(r"( *(?:- +)*[a-z][a-z_]+:)(?=[^\s/])")
_APOSTROPHE = re.compile(r"( *(?:- +)*(?:[\w-]+: +)?)('[smtnk]\s.*?) *$")
_MOMENT = re.compile(r"(?:.*\bwhen:)? *'s +\w+s *(?:[],}]|$)")
_BLOCK = re.compile(r"(?:^|: +|- +)[|>][-+0-9]*$")
_KEY_OR_DASH = re.compile(r" *(?:- +)*[\w-]+:(?: |$)| *-(?: |$)")


def slip(lines: Sequence[str], place: Mark) -> Problem | None:
    """The slip in the line before the one where the parser stopped, or in that line; None if none is recognised."""
    for number in (place.line - 1, place.line):
        if not 0 < number <= len(lines) or _in_block(lines, number - 1):
            continue
        line = lines[number - 1].rstrip()
        if (found := _APOSTROPHE.match(line)) and not _MOMENT.match(line):
            mark = Mark(place.file, number, found.end(1) + 1)
            hint = f'put it between double quotes: {found[1].strip()} "{found[2]}"'.replace(":  ", ": ")
            if '"' in found[2]:
                hint = "write | behind the key, and the text on a line of its own under it"
            return error("syntax", mark, f"text cannot begin with the quote of {found[2][:2]}", hint)
        if found := _HARD_SPACE.match(line):
            mark = Mark(place.file, number, found.start(1) + 1)
            return error("syntax", mark, *HARD_SPACE)
        found = _ITEM.match(line)
        if found and (_KEY.match(line, found.end()) or _opens_list(lines, number - 1, len(found[1]))):
            return unspaced_dash(Mark(place.file, number, found.end()), line[found.end() :])
        if found := _COLON.match(line):
            mark = Mark(place.file, number, found.end())
            hint = f"write {found[1].strip()} {line[found.end() :]}"
            return error("syntax", mark, "there is no space behind this colon", hint)
    return None


def unspaced_dash(mark: Mark, rest: str) -> Problem:
    """What is wrong with a dash at `mark` that has no space before the `rest` of its line."""
    return error("syntax", mark, "there is no space behind this dash", f"write - {rest}")


def other_column(lines: Sequence[str], place: Mark) -> Problem | None:
    """A key or dash in a column in which none may stand, with the columns where one may; None where the line fits."""
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    spaces = len(line) - len(line.lstrip(" "))
    keys, dashes = _columns_above(lines, place.line - 1)
    columns = dashes or keys if line.lstrip(" ").startswith("-") else keys
    if not columns or spaces in columns or not _KEY_OR_DASH.match(line):
        return None
    fitting = sorted(columns, key=lambda column: (abs(column - spaces), -column))[:2]
    others = " or ".join(str(column) for column in sorted(fitting, reverse=True))
    return error(
        "syntax",
        Mark(place.file, place.line, spaces + 1),
        f"this line begins with {_count(spaces)}, and those above it with {others}",
        f"begin it with {_count(fitting[0])}" if fitting[0] else "begin it without a space",
    )


def _count(spaces: int) -> str:
    return "1 space" if spaces == 1 else f"{spaces} spaces"


def _columns_above(lines: Sequence[str], index: int) -> tuple[set[int], set[int]]:
    """Where the keys, and the dashes, begin that are still open at a line, as spaces before them."""
    keys: set[int] = set()
    dashes: set[int] = set()
    least: float = float("inf")
    for above in range(index - 1, -1, -1):
        line = lines[above]
        spaces = len(line) - len(line.lstrip(" "))
        if spaces >= least or not _KEY_OR_DASH.match(line) or _in_block(lines, above):
            continue
        while line[spaces:].startswith("- "):
            dashes.add(spaces)
            spaces += len(line[spaces:]) - len(line[spaces + 1 :].lstrip(" "))
        (dashes if line[spaces:] == "-" else keys).add(spaces)
        least = len(line) - len(line.lstrip(" "))
        if not least:
            break
    return keys, dashes


def _opens_list(lines: Sequence[str], index: int, spaces: int) -> bool:
    """Whether a line stands where a list begins or goes on: under a key without a value, or under another dash."""
    above = next((line.rstrip() for line in reversed(lines[:index]) if line.strip()), "")
    return above.endswith(":") or above.startswith(" " * spaces + "-")


def _in_block(lines: Sequence[str], index: int) -> bool:
    """Whether a line belongs to a text that began behind | or > above it."""
    spaces = len(lines[index]) - len(lines[index].lstrip(" "))
    for above in reversed(lines[:index]):
        before = len(above) - len(above.lstrip(" "))
        if above.strip() and before < spaces:
            return _BLOCK.search(above.rstrip()) is not None
    return False
