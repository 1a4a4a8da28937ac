"""What is asked on the terminal: the questions of a consult, and a password."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from handouts.cli.localizing import echo, localized
from handouts.problems import UsageError, msg

if TYPE_CHECKING:
    from handouts.intake.interview import Tone

_TRIES = 3
"""How often a password is asked for that is weak or not twice the same."""


class Terminal:
    """Asks on the terminal; what is said goes to stderr, like all that is no data."""

    def ask(self, question: str, default: str) -> str:
        """See `interview.talking.Asker`."""
        # Only what asks on a terminal's stdout can be edited with the arrow keys.
        elsewhere = not sys.stdout.isatty()
        suffix = " " if question.endswith("?") and not default else ": "
        try:
            answer: str = click.prompt(
                localized(question), default=default, show_default=bool(default), prompt_suffix=suffix, err=elsewhere
            )
        except click.Abort:
            from handouts.intake.interview import Stopped

            echo(err=True)
            raise Stopped from None
        return answer

    def say(self, text: str, tone: Tone = "plain") -> None:
        """See `interview.talking.Asker`."""
        if tone == "heading":
            echo(f"\n{click.style(localized(text), bold=True)}", err=True)
        else:
            echo(click.style(localized(text), fg="yellow") if tone == "mistake" else text, err=True)


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def ask_password() -> tuple[str, bool]:
    """The password of the copy to be mailed, and whether it was made here.

    One that will not do is asked again. Raises UsageError when the last one will not do either.
    """
    from handouts.produce.mailcopy import make_password

    for left in reversed(range(_TRIES if at_terminal() else 0)):
        try:
            password = _typed_twice()
        except UsageError as reason:
            if not left:
                raise
            echo(click.style(localized(reason.message), fg="yellow"), err=True)
        else:
            return (password, False) if password else (make_password(), True)
    # What is piped in is left to whom it is for, such as a loop that reads references.
    echo(msg("There is no terminal to ask for a password, so one is made; what is piped in is not read."), err=True)
    return make_password(), True


def _typed_twice() -> str:
    """A password that will do, or nothing. Raises UsageError."""
    from handouts.produce.mailcopy import LEAST_CHARACTERS, accepted

    typed = _typed(
        msg(
            "A password for the mailed copy, of {least} characters or more (Enter: one is made)",
            least=LEAST_CHARACTERS,
        )
    )
    password = accepted(typed) if typed else ""
    if typed and typed != _typed(msg("The same once more")):
        raise UsageError("The two passwords are not the same.")
    return password


def _typed(question: str) -> str:
    typed: str = click.prompt(localized(question), default="", hide_input=True, show_default=False, err=True)
    return typed
