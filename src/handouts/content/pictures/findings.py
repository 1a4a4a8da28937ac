"""What looking at a picture gives: its bytes as the engine can print them, and every doubt about it."""

from __future__ import annotations

from typing import NamedTuple

from handouts.problems import Mark, Message, Problem, error, msg, warning

NOWHERE = Mark("")
"""The place of a doubt about a picture, until it is known where the picture is named."""
UNSEEN = 6
"""Of 255: what differs less from white paper is not seen on it; black that is 2 % opaque differs by 5."""


class Looked(NamedTuple):
    """A picture that was looked at.

    `data` are the bytes for the engine, converted where it would print the file's own wrongly, and `kind` is their
    media type. The message of each doubt goes on after the name of the file. `inner` are the addresses (`data:`) of the
    pictures inside a drawing.
    """

    data: bytes
    kind: str
    doubts: tuple[Problem, ...] = ()
    inner: tuple[str, ...] = ()

    def problems(self, name: str, mark: Mark) -> list[Problem]:
        """The doubts at the place that names the picture; `name` is that of its file."""
        return [
            doubt._replace(mark=mark, message=msg("{name} {finding}", name=name, finding=doubt.message))
            for doubt in self.doubts
        ]


def nothing_seen(why: Message) -> Problem:
    """The doubt about a picture of which nothing is seen on white paper."""
    message = msg("{finding}, so nothing of it is seen on white paper", finding=why)
    return warning("picture-empty", NOWHERE, message, "check whether the right picture was saved")


class Unfit(Exception):
    """A picture that cannot be printed; it carries the doubt that says why."""

    def __init__(self, rule: str, message: str, hint: str, /, **values: object) -> None:
        """As `error`, without a place."""
        self.doubt = error(rule, NOWHERE, message, hint, **values)
        super().__init__(self.doubt.message)
