"""The command `handouts` as a process of its own: its standard streams, and Ctrl-C before and behind the command."""

from __future__ import annotations

import signal
import sys
from typing import NoReturn

from handouts.streams import keep_standard_streams, why_lost


def main() -> NoReturn:
    """Runs the command line, as `handouts.cli.main` does, and exits with its code; 3 where its report was lost."""
    keep_standard_streams()
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
    except SystemExit as end:
        if not end.code and (reason := why_lost(sys.stdout)):
            sys.stderr.write(f"All was done, but what there was to say could not be written: {reason}.\n")
            sys.exit(3)
        raise
    finally:
        # All is done and said.
        if ours:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    main()
