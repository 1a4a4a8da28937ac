"""Slips of the keyboard that break YAML, recognised in the lines around the place where the parser stopped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.content.reading.lines import ENTRY, KEY, OPENS_TEXT, counted, spaces_of, unsigned, with_a_dash
from handouts.languages.messages import joined_by_or
from handouts.problems import Mark, Problem, error, msg

HARD_SPACES = ("\u00a0", "\u2007", "\u202f", "\u3000")
HARD_SPACE = ("there is a hard space here, which only looks like a space", "remove it, and type a space")
_HARD_SPACE = re.compile(rf"[ -]*([{''.join(HARD_SPACES)}])")
_ITEM = re.compile(r"( *)-(?=[^\W\d])")
_COLON = re.compile(r"( *(?:- +)*[a-z][a-z_]+:)(?=[^\s/])")
_APOSTROPHE = re.compile(r"( *(?:- +)*(?:[\w-]+: +)?)('[smtnk]\s.*?) *$")
_MOMENT = re.compile(r"(?:.*\bwhen:)? *'s +\w+s *(?:[],}]|$)")
_COLON_IN_TEXT = re.compile(r"(?![a-z_]+:)[^\s:\"'\[{][^:]*:\s")


def slip(lines: Sequence[str], place: Mark) -> Problem | None:
    """The slip in the line before the one where the parser stopped, or in that line; None if none is recognised."""
    for number in (place.line - 1, place.line):
        if not 0 < number <= len(lines) or _in_block(lines, number - 1):
            continue
        line = lines[number - 1].rstrip()
        if (found := _APOSTROPHE.match(line)) and not _MOMENT.match(line):
            mark = Mark(place.file, number, found.end(1) + 1)
            hint = msg(
                'put it between double quotes: {found} "{found2}"', found=found[1].strip(), found2=found[2]
            ).replace(":  ", ": ")
            if '"' in found[2]:
                hint = msg("write | behind the key, and the text on a line of its own under it")
            return error("syntax", mark, "text cannot begin with the quote of {found}", hint, found=found[2][:2])
        if found := _HARD_SPACE.match(line):
            mark = Mark(place.file, number, found.start(1) + 1)
            return error("syntax", mark, *HARD_SPACE)
        found = _ITEM.match(line)
        if found and (KEY.match(line, found.end()) or _opens_list(lines, number - 1, len(found[1]))):
            return unspaced_dash(Mark(place.file, number, found.end()), line[found.end() :])
        if (meant := with_a_dash(line)) and KEY.match(meant.line, meant.column + 1) and line[meant.column - 1] != "-":
            return error("syntax", Mark(place.file, number, meant.column), meant.message, meant.hint)
        if lost := _lost_colon(lines, Mark(place.file, number), next_line=number < place.line):
            return lost
        if found := _COLON.match(line):
            mark = Mark(place.file, number, found.end())
            hint = msg("write {found} {line}", found=found[1].strip(), line=line[found.end() :])
            return error("syntax", mark, "there is no space behind this colon", hint)
    return None


def _lost_colon(lines: Sequence[str], mark: Mark, *, next_line: bool) -> Problem | None:
    """A key without its colon, in a column of keys: the parser takes it, with all below it, for running text."""
    found = unsigned(lines[mark.line - 1].rstrip())
    if not found or not next_line or found.sign.startswith(":") or found.text[:1] in {"", ":"}:
        return None
    if found.is_bare and not any(map(found.is_key_in, lines)):
        return None
    start = found.start
    keys, dashes = _columns_above(lines, mark.line - 1)
    if "-" not in start and len(start) not in keys | {0}:
        return None
    if "-" in start and dashes and start.index("-") not in dashes:
        return None
    meant = found.with_colon()
    return error("syntax", mark._replace(column=meant.column), meant.message, meant.hint)


def first_of_text(lines: Sequence[str], place: Mark) -> Problem | None:
    """A line of a text behind | or > that stands further to the left than the first one of that text."""
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    spaces = spaces_of(line)
    inside: list[int] = []
    if ENTRY.match(line):
        return None
    for index in range(place.line - 2, -1, -1):
        above = lines[index].rstrip()
        before = spaces_of(above)
        if above and before <= spaces:
            if not (inside and OPENS_TEXT.search(above) and before < spaces):
                return None
            break
        inside += [index] if above else []
    else:
        return None
    first = inside[-1]
    least = spaces_of(lines[first])
    below = next((each for each in lines[place.line :] if each.strip()), "")
    after = spaces_of(below)
    key = spaces_of(lines[first - 1])
    expected = after if after in {spaces, least} and not ENTRY.match(below) else key + 2
    if len(inside) > 1 or expected != spaces:
        message = msg(
            "this line begins with {counted}, and the text that it belongs to with {least}",
            counted=counted(spaces),
            least=least,
        )
        return error(
            "syntax", place._replace(column=spaces + 1), message, "begin it with {counted}", counted=counted(least)
        )
    message = msg(
        "the first line of this text begins with {counted}, and the next with {spaces}",
        counted=counted(least),
        spaces=spaces,
    )
    return error(
        "syntax", Mark(place.file, first + 1, least + 1), message, "begin it with {counted}", counted=counted(spaces)
    )


def unspaced_dash(mark: Mark, rest: str) -> Problem:
    """What is wrong with a dash at `mark` that has no space before the `rest` of its line."""
    # Text with a colon would be the next mistake.
    whole = f'"{rest}"' if _COLON_IN_TEXT.match(rest) and '"' not in rest else rest
    return error("syntax", mark, "there is no space behind this dash", "write - {whole}", whole=whole)


def other_column(lines: Sequence[str], place: Mark) -> Problem | None:
    """A key or dash in a column in which none may stand, with the columns where one may; None where the line fits."""
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    spaces = spaces_of(line)
    keys, dashes = _columns_above(lines, place.line - 1)
    columns = dashes or keys if line.lstrip(" ").startswith("-") else keys
    if not columns or spaces in columns or not ENTRY.match(line):
        return None
    if _opens_deeper(lines, place.line - 1, spaces):
        return None
    if moved := _odd_one_above(lines, place, spaces):
        return moved
    fitting = sorted(columns, key=lambda column: (abs(column - spaces), -column))[:2]
    # A key in the column of a dash was meant to be one of its item.
    as_near = {each for each in fitting if abs(each - spaces) == abs(fitting[0] - spaces)}
    nearest = {fitting[0]} if spaces in dashes else as_near
    others = joined_by_or([str(column) for column in sorted(fitting, reverse=True)])
    return error(
        "syntax",
        Mark(place.file, place.line, spaces + 1),
        "this line begins with {counted}, and those above it with {others}",
        _begin_with(*(each for each in fitting if each in nearest)),
        counted=counted(spaces),
        others=others,
    )


def _odd_one_above(lines: Sequence[str], place: Mark, spaces: int) -> Problem | None:
    """The first key under another, or behind a dash, when it and not the line below it stands in an odd column."""
    index = next((at for at in range(place.line - 2, -1, -1) if lines[at].strip()), -1)
    if index < 1 or spaces % 2 or not ENTRY.match(lines[index]) or lines[place.line - 1].lstrip().startswith("-"):
        return None
    above = lines[index]
    before = spaces_of(above)
    column = before + len(found[0]) if (found := re.match(r"(?:- +)+", above.lstrip(" "))) else before
    parent = next((line.rstrip() for line in reversed(lines[:index]) if line.strip()), "")
    outer = spaces_of(parent)
    right = before + spaces - column
    if column % 2 == 0 or abs(column - spaces) != 1 or not parent.endswith(":") or right < outer:
        return None
    message = msg(
        "this line begins with {counted}, and what belongs below it asks for {right}",
        counted=counted(before),
        right=right,
    )
    hint = msg("begin it with {counted}", counted=counted(right)) if right else msg("begin it without a space")
    return error("syntax", Mark(place.file, index + 1, before + 1), message, hint)


def _begin_with(*columns: int) -> str:
    """Where more than one is as near, she must choose."""
    return "begin it " + ", or ".join(f"with {counted(each)}" if each else "without a space" for each in columns)


def _opens_deeper(lines: Sequence[str], index: int, spaces: int) -> bool:
    """Whether the line above one that begins with so many spaces is a key without a value, further to the left."""
    above = next((line.rstrip() for line in reversed(lines[:index]) if line.strip()), "")
    start = re.match(r" *(?:- +)*(?=[\w-]+:$)", above)
    return start is not None and start.end() < spaces


def _columns_above(lines: Sequence[str], index: int) -> tuple[set[int], set[int]]:
    """Where the keys, and the dashes, begin that are still open at a line, as spaces before them."""
    keys: set[int] = set()
    dashes: set[int] = set()
    least: float = float("inf")
    for above in range(index - 1, -1, -1):
        line = lines[above]
        spaces = spaces_of(line)
        if spaces >= least or not ENTRY.match(line) or _in_block(lines, above):
            continue
        while line[spaces:].startswith("- "):
            dashes.add(spaces)
            spaces += len(line[spaces:]) - len(line[spaces + 1 :].lstrip(" "))
        (dashes if line[spaces:] == "-" else keys).add(spaces)
        least = spaces_of(line)
        if not least:
            break
    return keys, dashes


def _opens_list(lines: Sequence[str], index: int, spaces: int) -> bool:
    """Whether a line stands where a list begins or goes on: under a key without a value, or under another dash."""
    above = next((line.rstrip() for line in reversed(lines[:index]) if line.strip()), "")
    return above.endswith(":") or above.startswith(" " * spaces + "-")


def _in_block(lines: Sequence[str], index: int) -> bool:
    """Whether a line belongs to a text that began behind | or > above it."""
    spaces = spaces_of(lines[index])
    for above in reversed(lines[:index]):
        before = spaces_of(above)
        if above.strip() and before < spaces:
            return OPENS_TEXT.search(above.rstrip()) is not None
    return False
