"""A mistake in content is data: a `Problem` with its place; a broken world is an exception with an exit code.

Problems are collected and reported together; exceptions are caught once, by the command line.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from handouts.languages.messages import NO_HINT, Message, Value, as_message, msg, translated
from handouts.languages.texts import FALLBACK

__all__ = [
    "ADVICE",
    "DANGERS",
    "LASTING",
    "NO_HINT",
    "PIPED",
    "BrokenEnvironment",
    "CommandError",
    "ContentError",
    "HandoutsError",
    "Mark",
    "Message",
    "Problem",
    "Severity",
    "UsageError",
    "actionable",
    "advice",
    "as_message",
    "asked_for",
    "asks_for",
    "counted_rows",
    "error",
    "has_errors",
    "msg",
    "named_rows",
    "shortened",
    "system_reason",
    "warning",
    "worded_rows",
]

Severity = Literal["error", "warning", "advice", "agreed"]
"""What stops its document, what is doubtful, what an editor would say, and what was talked over with a doctor."""

ADVICE = frozenset({"recommended-field", "review-due", "no-address", "too-many-pages"})
"""The rules that say how a document becomes better. What may harm a client, or is printed wrongly, is never advice."""

DANGERS = frozenset({"medicine-changed", "upper-level", "care-delayed", "magnesium-sum"})
"""The rules about what may harm somebody at once: they are said before all other warnings."""

LASTING = DANGERS | {"claims-test", "personal-details"}
"""The rules about what may harm a client: nobody can ignore them, turn them off or make less of them."""


def _ignored(notice: Message) -> None:
    """A program that uses this one as a library sets `notify` to hear what a call waits for."""


notify: Callable[[Message], None] = _ignored
"""Called, from any thread, with why a call takes longer than usual; the command line prints it."""


PIPED = msg("(what came in)")
"""The name of a consult that another program gives, in the place of that of its file."""


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
    message: Message
    hint: Message = NO_HINT

    def __str__(self) -> str:
        return self.line() + (f"\n    hint: {self.hint}" if self.hint else "")

    def line(self, language: str = FALLBACK, *, severity: str = "", more: str = "") -> str:
        """The Problem without its hint, in a language; `severity` is its word, and `more` follows the sentence."""
        message = translated(self.message, language)
        place = self.mark._replace(file=translated(PIPED, language)) if self.mark.file == PIPED else self.mark
        return f"{place}: {severity or self.severity}: {message}{more} [{self.rule}]"

    def as_data(self) -> dict[str, Any]:
        """The Problem as plain values, from which `from_data` makes it again."""
        texts = {"message": as_message(self.message).as_data(), "hint": as_message(self.hint).as_data()}
        return {**self._without_texts(), **texts}

    def for_json(self, language: str = FALLBACK) -> dict[str, Any]:
        """The Problem as other programs are given it: its sentences in a language, and the values in them."""
        values = as_message(self.message).values_in(language) | as_message(self.hint).values_in(language)
        texts = {"message": translated(self.message, language), "hint": translated(self.hint, language)}
        return {**self._without_texts(), **texts, "values": values}

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


def advice(rule: str, mark: Mark, message: str, hint: str = "", /, **values: object) -> Problem:
    """A Problem that an editor would mention and that never makes a document fail, also with `--strict`."""
    return Problem("advice", rule, mark, as_message(message, values), as_message(hint, values))


def asks_for(field: str, what: Message) -> Message:
    """The hint to fill in a field; `what` says with what, such as `a number`."""
    return msg("add {field}: {what}", field=field, what=what)


def asked_for(hint: Message) -> tuple[str, Value] | None:
    """The inverse of `asks_for`, for who knows the field by another name, such as a column; None for other hints."""
    values = hint.values
    return (str(values["field"]), values["what"]) if values.keys() == {"field", "what"} else None


def actionable(problems: Iterable[Problem]) -> list[Problem]:
    """The Problems that ask for something to be done, errors and warnings: not advice, nor what was agreed."""
    return [problem for problem in problems if problem.severity in {"error", "warning"}]


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


def named_rows(numbers: Iterable[int]) -> Message:
    """Row numbers with their word: `row 3`, `rows 3, 7-12`."""
    numbers = list(numbers)
    return msg("row {rows}", "rows {rows}", rows=worded_rows(numbers), count=len(numbers))


def counted_rows(count: int) -> Message:
    """A number of rows with its word: `1 row`, `12 rows`."""
    return msg("{count} row", "{count} rows", count=count)


def system_reason(reason: OSError) -> str:
    """Why the system refused something, as far as it is known in words of our own."""
    return _REASONS.get(reason.errno or 0) or reason.strerror or str(reason)


_REASONS = {
    errno.EACCES: msg("Permission denied"),
    errno.EBUSY: msg("Device or resource busy"),
    errno.EDQUOT: msg("Disk quota exceeded"),
    errno.EFBIG: msg("File too large"),
    errno.EIO: msg("Input/output error"),
    errno.EISDIR: msg("Is a directory"),
    errno.ELOOP: msg("Too many levels of symbolic links"),
    errno.ENAMETOOLONG: msg("File name too long"),
    errno.ENOENT: msg("No such file or directory"),
    errno.ENOSPC: msg("No space left on device"),
    errno.ENOTDIR: msg("Not a directory"),
    errno.EPERM: msg("Operation not permitted"),
    errno.EROFS: msg("Read-only file system"),
}


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the Problems stops its document."""
    return any(problem.severity == "error" for problem in problems)


class HandoutsError(Exception):
    """Something stops a document or the command; `exit_code` is for the shell."""

    exit_code = 1


class ContentError(HandoutsError):
    """Content that cannot go on: it carries every Problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class CommandError(HandoutsError):
    """Something ends the command; `message` is a sentence for the user."""

    def __init__(self, message: str, /, **values: object) -> None:
        self.message = as_message(message, values)
        super().__init__(self.message)


class UsageError(CommandError):
    """The command was called with something that does not exist or does not fit."""

    exit_code = 2


class BrokenEnvironment(CommandError):
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
        if not reason.filename:
            return cls("This computer does not let handouts go on: {reason}.", reason=system_reason(reason))
        return cls(
            "This computer does not let handouts go on: {file}: {reason}.",
            file=reason.filename,
            reason=system_reason(reason),
        )
