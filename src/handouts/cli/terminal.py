"""What is asked on the terminal: the questions of a consult, and a password."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from handouts.asking import Tone


class Terminal:
    """Asks on the terminal; what is said goes to stderr, like all that is no data."""

    def ask(self, question: str, default: str) -> str:
        """See `asking.Asker`."""
        # Only what asks on a terminal's stdout can be edited with the arrow keys.
        elsewhere = not sys.stdout.isatty()
        suffix = " " if question.endswith("?") and not default else ": "
        try:
            answer: str = click.prompt(
                question, default=default, show_default=bool(default), prompt_suffix=suffix, err=elsewhere
            )
        except click.Abort:
            click.echo(err=True)
            raise
        return answer

    def say(self, text: str, tone: Tone = "plain") -> None:
        """See `asking.Asker`."""
        if tone == "heading":
            click.echo(f"\n{click.style(text, bold=True)}", err=True)
        else:
            click.echo(click.style(text, fg="yellow") if tone == "mistake" else text, err=True)


def at_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def ask_password() -> tuple[str, bool]:
    """The password of the copy to be mailed, and whether it was made here."""
    from handouts.sealing import accepted, make_password

    typed = ""
    if at_terminal():
        typed = click.prompt(
            "A password for the mailed copy (Enter: one is made)", default="", hide_input=True, show_default=False,
            confirmation_prompt="The same once more", err=True,
        )  # fmt: skip
    return (accepted(typed), False) if typed else (make_password(), True)
