"""Commands that are killed, starved and filled up, a batch most of all: two hours or so, with `--short` ten minutes.

Each trial has a fresh practice folder. What it promises stands in its docstring; the first broken promise ends the run.
"""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Callable, Sequence

from soak import feeding, lasting, recording, stopping
from soak.trial import Broken

TRIALS: dict[str, tuple[Callable[[int], None], int, int]] = {
    "csv": (feeding.csv_spectrum, 0, 0),
    "bytes": (feeding.same_bytes, 0, 0),
    "canaries": (feeding.canaries, 0, 0),
    "two": (stopping.two_at_once, 20, 2),
    "monsters": (feeding.monsters, 0, 0),
    "starving": (feeding.starving, 0, 0),
    "interrupts": (stopping.interrupted, 50, 3),
    "disk": (stopping.failing_disk, 0, 4),
    "workers": (stopping.dead_workers, 50, 6),
    "singles": (stopping.killed_singles, 0, 4),
    "parents": (stopping.killed_parents, 200, 5),
    "races": (recording.races, 200, 24),
    "records": (recording.killed_anywhere, 200, 4),
    "endless": (recording.endless, 0, 0),
    "rows": (lasting.many_rows, 10_000, 200),
}
"""Each with how often in the long run and in the short one; 0 is all there is."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the trials that are named, or all of them, and returns 0, or 1 when a promise is broken."""
    parser = argparse.ArgumentParser(prog="./run soak", description="Commands that are killed, starved and filled up.")
    parser.add_argument("trials", nargs="*", choices=[[], *TRIALS], metavar="TRIAL", help=", ".join(TRIALS))
    parser.add_argument("--short", action="store_true", help="fewer kills and rows: ten minutes")
    options = parser.parse_args(arguments)
    # A shell that starts this in the background has Ctrl-C ignored, here and in what is started from here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in options.trials or TRIALS:
        make, long, short = TRIALS[name]
        print(f"{name}: {(make.__doc__ or '').splitlines()[0]}", flush=True)
        start = time.monotonic()
        try:
            make(short if options.short else long)
        except Broken as reason:
            print(f"  BROKEN: {reason}")
            return 1
        print(f"  kept, in {time.monotonic() - start:.0f} s", flush=True)
    return 0
