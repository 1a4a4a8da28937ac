"""The command line: each command is its options, one call, one report.

Data goes to stdout, progress and Problems to stderr. Whatever a command needs is imported inside it, so that help
and what is up to date cost next to nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn

import click

from handouts import problems
from handouts.cli import helping, keeping, making, many  # noqa: F401  # importing them makes the commands known
from handouts.cli.group import STOPPED, cli
from handouts.cli.localizing import echo, reader
from handouts.cli.reports import say_problems, say_way
from handouts.cli.usage import say_unquoted, show
from handouts.files.command import command
from handouts.problems import BrokenEnvironment, CommandError, ContentError, UsageError, msg

__all__ = ["cli", "main"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and exits with its code: 0 good, 1 a mistake, 2 wrong use, 3 environment, 130 stopped."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    reader.begin()
    problems.notify = partial(echo, err=True)
    try:
        result: Any = cli.main(args=arguments, prog_name="handouts", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as reason:
        show(reason)
        say_unquoted(arguments)
        return 2
    except (click.Abort, KeyboardInterrupt):
        echo(msg("Stopped."), err=True)
        return STOPPED
    except ContentError as reason:
        say_problems(reason.problems)
        return reason.exit_code
    except CommandError as reason:
        echo(reason.message, err=True)
        if isinstance(reason, UsageError):
            say_unquoted(arguments)
        return reason.exit_code
    except MemoryError:
        echo(msg("This computer has not enough memory for this."), err=True)
        return BrokenEnvironment.exit_code
    except OSError as reason:
        echo(BrokenEnvironment.of(reason).message, err=True)
        return BrokenEnvironment.exit_code
    except Exception as reason:  # noqa: BLE001  # the last net: she gets a sentence, whoever mends it gets the rest
        if {"-v", "--verbose"} & set(sys.argv[1:] if arguments is None else arguments):
            say_way(reason)
        echo(msg("This is a mistake in handouts itself ({kind}).", kind=type(reason).__name__), err=True)
        echo(msg("Please report it, with what this says: {handouts} -v …", handouts=command()), err=True)
        return 1
