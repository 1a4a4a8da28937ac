"""What a line of YAML is by its text alone: where it begins, whether it is a key or an item, and what it lacks.

Lines are counted from 1, as in a `Mark`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from handouts.problems import Mark, Problem, error, msg

KEY = re.compile(r"[\w-]+:(?:\s|$)")
"""A key, from the column in which it begins."""
ENTRY = re.compile(r" *(?:- +)*[\w-]+:(?:\s|$)| *-(?:\s|$)")
"""A line that is a key, or begins an item of a list."""
OPENS_TEXT = re.compile(r"(?:^|:\s*|- +)[|>][-+0-9]*$")
"""The end of a line after which a text begins that goes on below it."""
_BULLET = re.compile(r"( *)(--|- -|[•·▪‣–—*]) +(?=\S)")
_UNSIGNED = re.compile(r"( *(?:- +)*)([a-z][a-z_]*)( *[;=：](?=\s|$)|:(?=[|>])|:[\u00a0\u2007\u202f]|\s)\s*(\S.*)?$")


class Slip(NamedTuple):
    """What is wrong in a line, and what to write instead."""

    number: int
    column: int
    message: str
    hint: str
    line: str = ""
    """The line as it was meant, where that is known."""
    columns: tuple[int, ...] | None = None
    """The spaces with which the line may have to begin, likeliest first; None where a sign is wrong and no column."""

    def problem(self, file: str) -> Problem:
        """The slip as a mistake in a file."""
        return error("syntax", Mark(file, self.number, self.column), self.message, self.hint)


def line_at(lines: Sequence[str], number: int) -> str:
    """The line of that number; empty outside the file."""
    return lines[number - 1] if 0 < number <= len(lines) else ""


def line_above(lines: Sequence[str], number: int) -> str:
    """The nearest line above that one which is not blank, without the space at its end; empty where there is none."""
    return next((line.rstrip() for line in reversed(lines[: number - 1]) if line.strip()), "")


def spaces_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def counted(spaces: int) -> str:
    """A number of spaces as a Problem names it."""
    return msg("{count} space", "{count} spaces", count=spaces)


def begin_with(column: int) -> str:
    """The hint to let a line begin in another column."""
    return msg("begin it with {spaces}", spaces=counted(column)) if column else msg("begin it without a space")


def written(line: str) -> str:
    """The hint to write a line in another way."""
    return msg("write {line}", line=line.strip())


def with_a_dash(lines: Sequence[str], number: int) -> Slip | None:
    """A sign that begins an item in the place of a dash; None where there is none."""
    line = line_at(lines, number).rstrip()
    found = _BULLET.match(line)
    if not found:
        return None
    meant = f"{found[1]}- {line[found.end() :]}"
    message = msg("a list begins with a dash and a space, not with {sign}", sign=found[2])
    return Slip(number, found.end(1) + 1, message, written(meant), meant)


class Unsigned(NamedTuple):
    """A word that may be a key without its colon: what is before and after it, and the sign between them."""

    start: str
    key: str
    sign: str
    text: str

    @property
    def is_bare(self) -> bool:
        """Whether nothing is in the place of the colon."""
        return not self.sign.strip()

    def is_key_in(self, line: str) -> bool:
        """Whether a line has this key."""
        return re.match(rf" *(?:- +)*{self.key}:(?:\s|$)", line) is not None

    def with_colon(self, number: int) -> Slip:
        """The line with the colon, and a space after it."""
        meant = f"{self.start}{self.key}: {self.text}".rstrip()
        no_colon = msg("there is no colon after “{key}”", key=self.key)
        message = msg("there is no space after this colon") if self.sign.startswith(":") else no_colon
        hint = written(" ".join([self.start.strip(), f"{self.key}: {self.text}"]))
        return Slip(number, len(self.start) + len(self.key) + 1, message, hint, meant)


def unsigned(line: str) -> Unsigned | None:
    """The word at the beginning of a line that has no colon, or none that is one; None where there is no such word."""
    found = _UNSIGNED.match(line)
    return Unsigned(found[1], found[2], found[3], found[4] or "") if found else None
