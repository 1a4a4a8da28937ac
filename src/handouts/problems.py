"""A mistake in content is data: a `Problem` with its place; a broken world is an exception with an exit code.

Problems are collected and reported together; exceptions are caught once, by the command line.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, Self

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


Value = str | int | float
"""What stands in a gap of a message: a text as it was typed, a message, or a number."""


class Message(str):
    """A sentence for her, in English; `msgid` and `values` are what it is made of, so that it can be translated.

    `msgid` is an English template with gaps in the syntax of `str.format`, by which translations are found (as in GNU
    gettext); `values` fill the gaps.
    """

    msgid: str
    values: dict[str, Value]

    def __new__(cls, msgid: str, values: Mapping[str, Value]) -> Self:
        """Fills the gaps of `msgid`, which holds doubled braces where there is a brace to print."""
        message = super().__new__(cls, msgid.format_map(values))
        message.msgid, message.values = msgid, dict(values)
        return message

    def __reduce__(self) -> tuple[type[Message], tuple[str, dict[str, Value]]]:
        """So that it survives the way from a worker."""
        return Message, (self.msgid, self.values)

    def printable(self) -> Message:
        """The same with a question mark for each character in it that cannot be shown."""
        return Message(self.msgid, {key: _printable(each) for key, each in self.values.items()})

    def as_data(self) -> list[Any]:
        """What it is made of, as plain values."""
        values = {key: each.as_data() if isinstance(each, Message) else each for key, each in self.values.items()}
        return [self.msgid, values]

    @classmethod
    def from_data(cls, data: Any) -> Message:
        """The inverse of `as_data`. Raises ValueError, TypeError or KeyError for what is none."""
        msgid, values = data
        filled = {str(key): cls.from_data(each) if isinstance(each, list) else each for key, each in values.items()}
        return cls(msgid, filled)


def _printable(value: Value) -> Value:
    if isinstance(value, Message):
        return value.printable()
    return "".join(each if each.isprintable() else "?" for each in value) if isinstance(value, str) else value


def msg(msgid: str, /, **values: object) -> Message:
    """A message; `msgid` must be a literal, so that tools find what is to be translated."""
    return Message(
        msgid, {key: each if isinstance(each, str | int | float) else str(each) for key, each in values.items()}
    )


NO_HINT = Message("", {})


class Problem(NamedTuple):
    """One thing that is wrong or doubtful, said so that she can mend it.

    `rule` is a stable name such as `unknown-key`; `message` is one sentence; `hint` says what to do, or is empty.
    """

    severity: Severity
    rule: str
    mark: Mark
    message: Message
    hint: Message = NO_HINT

    def __str__(self) -> str:
        hint = f"\n    hint: {self.hint}" if self.hint else ""
        return f"{self.mark}: {self.severity}: {self.message} [{self.rule}]{hint}"

    def as_data(self) -> dict[str, Any]:
        """The Problem as plain values, from which `from_data` makes it again."""
        texts = {"message": as_message(self.message).as_data(), "hint": as_message(self.hint).as_data()}
        return {**self._without_texts(), **texts}

    def for_json(self) -> dict[str, Any]:
        """The Problem as other programs are given it: its sentences, and the values in them."""
        values = {**as_message(self.message).values, **as_message(self.hint).values}
        return {**self._without_texts(), "message": self.message, "hint": self.hint, "values": values}

    def _without_texts(self) -> dict[str, Any]:
        mark = {"file": self.mark.file, "line": self.mark.line, "column": self.mark.column}
        return {"severity": self.severity, "rule": self.rule, **mark}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Problem:
        """The inverse of `as_data`. Raises ValueError, TypeError or KeyError for what is none."""
        mark = Mark(data["file"], data["line"], data["column"])
        message, hint = Message.from_data(data["message"]), Message.from_data(data["hint"])
        return cls(data["severity"], data["rule"], mark, message, hint)


def error(rule: str, mark: Mark, message: str, hint: str = "", /, **values: object) -> Problem:
    """A Problem that stops its document; `values` fill the gaps of `message` and `hint`, where these are literals."""
    return Problem("error", rule, mark, as_message(message, values), as_message(hint, values))


def warning(rule: str, mark: Mark, message: str, hint: str = "", /, **values: object) -> Problem:
    """A Problem that is reported and lets its document pass (unless `--strict`); as `error`."""
    return Problem("warning", rule, mark, as_message(message, values), as_message(hint, values))


def as_message(text: str, values: Mapping[str, object] | None = None) -> Message:
    """A text as a message: with `values` it is a template, without any it is printed as it is."""
    if isinstance(text, Message):
        return text
    return msg(text, **values) if values else Message(text.replace("{", "{{").replace("}", "}}"), {})


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

    def __init__(self, message: str, /, **values: object) -> None:
        self.message = as_message(message, values)
        super().__init__(self.message)


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

            return cls(
                "This computer does not let handouts go on: a disk is full, the one that your folder lies on, or the "
                "one with {temporary}. Make room and run the command again.",
                temporary=tempfile.gettempdir(),
            )
        cause = ": ".join(str(each) for each in (reason.filename, reason.strerror or reason) if each)
        return cls("This computer does not let handouts go on: {cause}.", cause=cause)
