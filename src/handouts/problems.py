"""A mistake in content is data: a `Problem` with its place; a broken world is an exception with an exit code.

Problems are collected and reported together; exceptions are caught once, by the command line.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning", "agreed"]
"""What stops its document, what is doubtful, and what was doubtful until it was talked over with a doctor."""

ADVICE = frozenset({"wanted", "review-due", "no-address", "too-many-pages"})
"""The rules that say how a document becomes better. What may harm a client, or is printed wrongly, is never advice."""


class Mark(NamedTuple):
    """A place in a file that a person can go to: lines and columns count from 1, 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


class Problem(NamedTuple):
    """One thing that is wrong or doubtful, said so that she can mend it.

    `rule` is a stable name such as `unknown-key`; `message` is one sentence; `hint` says what to do, or is empty.
    """

    severity: Severity
    rule: str
    mark: Mark
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{self.mark}: {self.severity}: {self.message} [{self.rule}]{hint}"

    def as_data(self) -> dict[str, Any]:
        """The Problem as plain values, for `--json` and for the journal."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "file": self.mark.file,
            "line": self.mark.line,
            "column": self.mark.column,
            "message": self.message,
            "hint": self.hint,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Problem:
        """The inverse of `as_data`."""
        mark = Mark(data["file"], data["line"], data["column"])
        return cls(data["severity"], data["rule"], mark, data["message"], data["hint"])


def error(rule: str, mark: Mark, message: str, hint: str = "") -> Problem:
    """A Problem that stops its document."""
    return Problem("error", rule, mark, message, hint)


def warning(rule: str, mark: Mark, message: str, hint: str = "") -> Problem:
    """A Problem that is reported and lets its document pass (unless `--strict`)."""
    return Problem("warning", rule, mark, message, hint)


def doubtful(problems: Iterable[Problem]) -> list[Problem]:
    """The Problems that ask for something to be done: all but what was agreed."""
    return [problem for problem in problems if problem.severity != "agreed"]


def shortened(text: str, most: int) -> str:
    """A text as a Problem quotes it: on one line, of at most `most` characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3].rstrip() + "…"


def worded_rows(numbers: Iterable[int]) -> str:
    """Row numbers for her to read: `3, 7-12`."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def named_rows(numbers: Iterable[int]) -> str:
    """Row numbers with their word: `row 3`, `rows 3, 7-12`."""
    numbers = list(numbers)
    return f"row{'s' * (len(numbers) != 1)} {worded_rows(numbers)}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the Problems stops its document."""
    return any(problem.severity == "error" for problem in problems)


class HandoutsError(Exception):
    """Something stops the command; the message is a sentence for her, `exit_code` is for the shell."""

    exit_code = 1


class Refused(HandoutsError):
    """Content that cannot go on: it carries every Problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class WrongUse(HandoutsError):
    """The command was called with something that does not exist or does not fit."""

    exit_code = 2


class BrokenEnvironment(HandoutsError):
    """The machine, not the content: a full disk, a library or font that is missing."""

    exit_code = 3

    @classmethod
    def of(cls, reason: OSError) -> BrokenEnvironment:
        """What the system said, and of which file."""
        if reason.errno in {errno.ENOSPC, errno.EDQUOT} and not reason.filename:
            import tempfile

            place = f"the one that your folder lies on, or the one with {tempfile.gettempdir()}"
            said = f"a disk is full, {place}. Make room and run the command again."
        else:
            said = ": ".join(str(each) for each in (reason.filename, reason.strerror or reason) if each) + "."
        return cls(f"This computer does not let handouts go on: {said}")
