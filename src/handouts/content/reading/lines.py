"""What a line of YAML is by its text alone: where it begins, whether it is a key or an item, and what it lacks."""

from __future__ import annotations

import re
from typing import NamedTuple

from handouts.problems import msg

KEY = re.compile(r"[\w-]+:(?:\s|$)")
"""A key, from the column in which it begins."""
ENTRY = re.compile(r" *(?:- +)*[\w-]+:(?:\s|$)| *-(?:\s|$)")
"""A line that is a key, or begins an item of a list."""
OPENS_TEXT = re.compile(r"(?:^|:\s*|- +)[|>][-+0-9]*$")
"""The end of a line behind which a text begins that goes on below it."""
_BULLET = re.compile(r"( *)(--|- -|[•·▪‣–—*]) +(?=\S)")
_UNSIGNED = re.compile(r"( *(?:- +)*)([a-z][a-z_]*)( *[;=：](?=\s|$)|:(?=[|>])|:[\u00a0\u2007\u202f]|\s)\s*(\S.*)?$")


class Meant(NamedTuple):
    """A line as it was meant: the column of the slip, counted from 1, what is wrong there, and what to write."""

    column: int
    line: str
    message: str
    hint: str


def spaces_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def counted(spaces: int) -> str:
    """A number of spaces as a Problem names it."""
    return msg("{count} space", "{count} spaces", count=spaces)


def with_a_dash(line: str) -> Meant | None:
    """The line with a dash in the place of another sign that begins an item; None where there is none."""
    found = _BULLET.match(line)
    if not found:
        return None
    item = f"- {line[found.end() :]}"
    message = msg("a list begins with a dash and a space, not with {found}", found=found[2])
    return Meant(found.end(1) + 1, f"{found[1]}{item}", message, msg("write {item}", item=item))


class Unsigned(NamedTuple):
    """A word that may be a key without its colon: what stands before and behind it, and the sign between them."""

    start: str
    key: str
    sign: str
    text: str

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands in the place of the colon."""
        return not self.sign.strip()

    def is_key_in(self, line: str) -> bool:
        """Whether a line has this key."""
        return re.match(rf" *(?:- +)*{self.key}:(?:\s|$)", line) is not None

    def with_colon(self) -> Meant:
        """The line with the colon, and a space behind it."""
        whole = f"{self.key}: {self.text}".rstrip()
        lacks = (
            msg("space behind this colon") if self.sign.startswith(":") else msg("colon behind “{key}”", key=self.key)
        )
        hint = f"write {self.start.strip()} {whole}".replace("  ", " ")
        return Meant(
            len(self.start) + len(self.key) + 1, f"{self.start}{whole}", msg("there is no {lacks}", lacks=lacks), hint
        )


def unsigned(line: str) -> Unsigned | None:
    """The word at the beginning of a line that has no colon, or none that is one; None where there is no such word."""
    found = _UNSIGNED.match(line)
    return Unsigned(found[1], found[2], found[3], found[4] or "") if found else None
