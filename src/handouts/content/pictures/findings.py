"""What looking at a picture gives: its bytes as the engine can print them, and every doubt about it."""

from __future__ import annotations

from typing import NamedTuple

from handouts.problems import NO_HINT, Mark, Message, Problem, Severity, msg


class Doubt(NamedTuple):
    """One thing that is wrong or doubtful; `message` goes on behind the name of the file."""

    severity: Severity
    rule: str
    message: Message
    hint: Message = NO_HINT


class Looked(NamedTuple):
    """A picture that was looked at.

    `data` are the bytes for the engine, converted where it would print the file's own wrongly, and `kind` is their
    media type. `inner` are the addresses (`data:`) of the pictures inside a drawing.
    """

    data: bytes
    kind: str
    doubts: tuple[Doubt, ...] = ()
    inner: tuple[str, ...] = ()

    def problems(self, name: str, mark: Mark) -> list[Problem]:
        """The doubts as Problems at the place that names the picture; `name` is that of its file."""
        return [
            Problem(
                doubt.severity, doubt.rule, mark, msg("{name} {finding}", name=name, finding=doubt.message), doubt.hint
            )
            for doubt in self.doubts
        ]


UNSEEN = 6
"""Of 255: what differs less from white paper is not seen on it; black that is 2 % opaque differs by 5."""


def nothing_seen(message: Message) -> Doubt:
    """The doubt about a picture of which nothing is seen on white paper; `message` says why."""
    hint = msg("look whether the right picture was saved")
    return Doubt(
        "warning", "picture-empty", msg("{finding}, so nothing of it is seen on white paper", finding=message), hint
    )


class Unfit(Exception):
    """A picture that cannot be printed; it carries the doubt that says why."""

    def __init__(self, rule: str, message: Message, hint: Message) -> None:
        """See `Doubt`."""
        super().__init__(message)
        self.doubt = Doubt("error", rule, message, hint)
