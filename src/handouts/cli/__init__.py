"""The command line: each command is its options, one call, one report.

Data goes to stdout, progress and Problems to stderr. Whatever a command needs is imported inside it, so that help
and what is up to date cost next to nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, NoReturn

import click

from handouts import problems
from handouts.cli import helping, keeping, making, many, studio  # noqa: F401  # importing them makes the commands known
from handouts.cli.group import STOPPED, cli
from handouts.cli.localizing import echo, echo_json, localized, reader
from handouts.cli.reports import say_problems, say_way
from handouts.cli.usage import say_unquoted, show, worded
from handouts.files.command import command
from handouts.problems import BrokenEnvironment, CommandError, ContentError, Problem, UsageError, msg

__all__ = ["cli", "main"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and exits with its code: 0 good, 1 a mistake, 2 wrong use, 3 environment, 130 stopped."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    words = list(sys.argv[1:] if arguments is None else arguments)
    reader.begin()
    problems.notify = partial(echo, err=True)
    try:
        result: Any = cli.main(args=words, prog_name="handouts", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as reason:
        show(reason)
        say_unquoted(words)
        return _ended(2, words, worded(reason))
    except (click.Abort, KeyboardInterrupt):
        echo(msg("Stopped."), err=True)
        return STOPPED
    except ContentError as reason:
        say_problems(reason.problems)
        return _ended(reason.exit_code, words, found=reason.problems)
    except CommandError as reason:
        echo(reason.message, err=True)
        if isinstance(reason, UsageError):
            say_unquoted(words)
        return _ended(reason.exit_code, words, reason.message)
    except MemoryError:
        text = msg("This computer has not enough memory for this.")
        echo(text, err=True)
        return _ended(BrokenEnvironment.exit_code, words, text)
    except OSError as reason:
        text = BrokenEnvironment.of(reason).message
        echo(text, err=True)
        return _ended(BrokenEnvironment.exit_code, words, text)
    except Exception as reason:  # noqa: BLE001  # the last net: she gets a sentence, whoever mends it gets the rest
        if {"-v", "--verbose"} & set(words):
            say_way(reason)
        text = msg("This is a mistake in handouts itself ({kind}).", kind=type(reason).__name__)
        echo(text, err=True)
        echo(msg("Please report it, with what this says: {handouts} -v …", handouts=command()), err=True)
        return _ended(1, words, text)


def _ended(code: int, words: Sequence[str], text: str = "", found: Iterable[Problem] = ()) -> int:
    """The exit code of a command that ended early; with `--json` stdout has why, unless it has a report already."""
    if "--json" in words and not reader.has_json:
        with suppress(OSError):  # stdout itself may be what is lost
            echo_json({"error": localized(text), "problems": [*found]})
    return code
