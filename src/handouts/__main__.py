"""The command `handouts` as a process of its own: its standard streams, and Ctrl-C before and after the command."""

from __future__ import annotations

import signal
import sys
from typing import NoReturn

from handouts.files.streams import keep_standard_streams, why_lost


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
        # A mistake that was found ends with 1, and is lost too when nobody can read what it is.
        if end.code in {None, 0, 1} and (reason := why_lost(sys.stdout)):
            from handouts.cli.localizing import localized
            from handouts.problems import msg

            if end.code:
                text = msg("The messages could not be written: {reason}.", reason=reason)
            else:
                text = msg("Everything was done, but the messages could not be written: {reason}.", reason=reason)
            sys.stderr.write(f"{localized(text)}\n")
            sys.exit(3)
        raise
    finally:
        # Nothing is left to do or to report.
        if ours:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    main()
