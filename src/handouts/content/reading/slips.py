"""Slips of the keyboard that break YAML, recognised in the lines around the place where the parser stopped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.content.reading.lines import (
    ENTRY,
    KEY,
    OPENS_TEXT,
    Slip,
    begin_with,
    counted,
    line_above,
    line_at,
    spaces_of,
    unsigned,
    with_a_dash,
    written,
)
from handouts.languages.messages import joined_by_or
from handouts.problems import msg

Lines = Sequence[str]
HARD_SPACES = ("\u00a0", "\u2007", "\u202f", "\u3000")
HARD_SPACE = (msg("there is a hard space here, which only looks like a space"), msg("remove it, and type a space"))
IN_A_BLOCK = msg("write | after the key, and the text on a line of its own under it")
_HARD_SPACE = re.compile(rf"[ -]*([{''.join(HARD_SPACES)}])")
_ITEM = re.compile(r"( *)-(?=[^\W\d])")
_COLON = re.compile(r"( *(?:- +)*[a-z][a-z_]+:)(?=[^\s/])")
_APOSTROPHE = re.compile(r"( *(?:- +)*(?:[\w-]+: +)?)('[smtnk][\s-].*?) *$")
_MOMENT = re.compile(r"(?:.*\bwhen:)? *'s +\w+s *(?:[],}]|$)")
_COLON_IN_TEXT = re.compile(r"(?![a-z_]+:)[^\s:\"'\[{][^:]*:\s")


def slip(lines: Lines, last: int) -> Slip | None:
    """The slip in the line before `last`, where the parser stopped, or in that line; None if none is recognised."""
    for number in (last - 1, last):
        if not 0 < number <= len(lines) or _in_block(lines, number):
            continue
        line = lines[number - 1].rstrip()
        if (found := _APOSTROPHE.match(line)) and not _MOMENT.match(line):
            quoted = msg('put it between double quotes: {start}"{text}"', start=found[1].lstrip(), text=found[2])
            message = msg("text cannot begin with the quote of {quote}", quote=found[2][:2])
            return Slip(number, found.end(1) + 1, message, IN_A_BLOCK if '"' in found[2] else quoted)
        if found := _HARD_SPACE.match(line):
            return Slip(number, found.start(1) + 1, *HARD_SPACE)
        found = _ITEM.match(line)
        if found and (KEY.match(line, found.end()) or _opens_list(lines, number, len(found[1]))):
            return unspaced_dash(number, found.end(), line[found.end() :])
        if (meant := with_a_dash(lines, number)) and KEY.match(meant.line, meant.column + 1) and (
            line[meant.column - 1] != "-"
        ):  # fmt: skip
            return meant
        if number < last and (lost := _lost_colon(lines, number)):
            return lost
        if found := _COLON.match(line):
            hint = written(f"{found[1]} {line[found.end() :]}")
            return Slip(number, found.end(), msg("there is no space after this colon"), hint)
    return None


def _lost_colon(lines: Lines, number: int) -> Slip | None:
    """A key without its colon, in a column of keys: the parser takes it, with all below it, for running text."""
    found = unsigned(lines[number - 1].rstrip())
    if not found or found.sign.startswith(":") or found.text[:1] in {"", ":"}:
        return None
    if found.is_bare and not any(map(found.is_key_in, lines)):
        return None
    start = found.start
    keys, dashes = _columns_above(lines, number)
    if "-" not in start and len(start) not in keys | {0}:
        return None
    if "-" in start and dashes and start.index("-") not in dashes:
        return None
    return found.with_colon(number)


def first_of_text(lines: Lines, number: int) -> Slip | None:
    """A line of a text after | or > that begins further to the left than the first one of that text."""
    line = line_at(lines, number)
    spaces = spaces_of(line)
    if ENTRY.match(line):
        return None
    inside: list[int] = []
    for above in range(number - 1, 0, -1):
        text = lines[above - 1].rstrip()
        if text and spaces_of(text) <= spaces:
            if not (inside and OPENS_TEXT.search(text) and spaces_of(text) < spaces):
                return None
            break
        inside += [above] if text else []
    else:
        return None
    first = inside[-1]
    least = spaces_of(lines[first - 1])
    below = next((each for each in lines[number:] if each.strip()), "")
    after = spaces_of(below)
    expected = after if after in {spaces, least} and not ENTRY.match(below) else spaces_of(lines[first - 2]) + 2
    if len(inside) > 1 or expected != spaces:
        message = msg(
            "this line begins with {counted}, and the text that it belongs to with {least}",
            counted=counted(spaces), least=least,
        )  # fmt: skip
        return Slip(number, spaces + 1, message, begin_with(least), columns=(least,))
    message = msg(
        "the first line of this text begins with {counted}, and the next with {spaces}",
        counted=counted(least), spaces=spaces,
    )  # fmt: skip
    return Slip(first, least + 1, message, begin_with(spaces), columns=(spaces,))


def unspaced_dash(number: int, column: int, rest: str) -> Slip:
    """What is wrong with a dash that has no space before the `rest` of its line."""
    # Text with a colon would be the next mistake.
    whole = f'"{rest}"' if _COLON_IN_TEXT.match(rest) and '"' not in rest else rest
    return Slip(number, column, msg("there is no space after this dash"), written(f"- {whole}"))


def other_column(lines: Lines, number: int) -> Slip | None:
    """A key or dash in a column in which none may be, with the columns where one may; None where the line fits."""
    line = line_at(lines, number)
    spaces = spaces_of(line)
    keys, dashes = _columns_above(lines, number)
    columns = dashes or keys if line.lstrip(" ").startswith("-") else keys
    if not columns or spaces in columns or not ENTRY.match(line) or _opens_deeper(lines, number, spaces):
        return None
    if moved := _odd_one_above(lines, number, spaces):
        return moved
    fitting = sorted(columns, key=lambda column: (abs(column - spaces), -column))[:2]
    # A key in the column of a dash was meant to be one of its item.
    as_near = {each for each in fitting if abs(each - spaces) == abs(fitting[0] - spaces)}
    nearest = [each for each in fitting if each in ({fitting[0]} if spaces in dashes else as_near)]
    others = joined_by_or([str(column) for column in sorted(fitting, reverse=True)])
    message = msg(
        "this line begins with {counted}, and those above it with {others}", counted=counted(spaces), others=others
    )
    return Slip(number, spaces + 1, message, _begin_with_either(*nearest), columns=tuple(nearest))


def _begin_with_either(first: int, *other: int) -> str:
    """Where more than one is as near, the writer must choose; the first is never without a space."""
    if not other:
        return begin_with(first)
    if not other[0]:
        return msg("begin it with {first}, or without a space", first=counted(first))
    return msg("begin it with {first}, or with {other}", first=counted(first), other=counted(other[0]))


def _odd_one_above(lines: Lines, number: int, spaces: int) -> Slip | None:
    """The first key under another, or after a dash, when it and not the line below it is in an odd column."""
    above = next((each for each in range(number - 1, 0, -1) if lines[each - 1].strip()), 0)
    if above < 2 or spaces % 2 or not ENTRY.match(lines[above - 1]) or lines[number - 1].lstrip().startswith("-"):
        return None
    line = lines[above - 1]
    before = spaces_of(line)
    column = before + len(found[0]) if (found := re.match(r"(?:- +)+", line.lstrip(" "))) else before
    parent = line_above(lines, above)
    right = before + spaces - column
    if column % 2 == 0 or abs(column - spaces) != 1 or not parent.endswith(":") or right < spaces_of(parent):
        return None
    message = msg(
        "this line begins with {counted}, and what belongs below it asks for {right}",
        counted=counted(before), right=right,
    )  # fmt: skip
    return Slip(above, before + 1, message, begin_with(right), columns=(right,))


def _opens_deeper(lines: Lines, number: int, spaces: int) -> bool:
    """Whether the line above one that begins with some spaces is a key without a value, further to the left."""
    start = re.match(r" *(?:- +)*(?=[\w-]+:$)", line_above(lines, number))
    return start is not None and start.end() < spaces


def _columns_above(lines: Lines, number: int) -> tuple[set[int], set[int]]:
    """Where the keys, and the dashes, begin that are still open at a line, as spaces before them."""
    keys: set[int] = set()
    dashes: set[int] = set()
    least: float = float("inf")
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
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


def _opens_list(lines: Lines, number: int, spaces: int) -> bool:
    """Whether a line is where a list begins or goes on: under a key without a value, or under another dash."""
    above = line_above(lines, number)
    return above.endswith(":") or above.startswith(" " * spaces + "-")


def _in_block(lines: Lines, number: int) -> bool:
    """Whether a line belongs to a text that began after | or > above it."""
    spaces = spaces_of(lines[number - 1])
    for above in reversed(lines[: number - 1]):
        if above.strip() and spaces_of(above) < spaces:
            return OPENS_TEXT.search(above.rstrip()) is not None
    return False
