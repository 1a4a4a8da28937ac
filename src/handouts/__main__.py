"""The command `handouts` as a process of its own: what Ctrl-C does before there is a command, and behind it."""

from __future__ import annotations

import signal
from typing import NoReturn


def main() -> NoReturn:
    """Runs the command line, as `handouts.cli.main` does, and exits with its code."""
    # Whoever started this may have Ctrl-C ignored, and then it stays so.
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if ours:
        # While the command is loaded nobody can answer: the process ends at once and has nothing to say.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from handouts.cli import main as run

    if ours:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        run()
    finally:
        # All is done and said.
        if ours:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    main()
