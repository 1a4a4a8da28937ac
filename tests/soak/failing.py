"""The command, with a disk that fails: `failing.py STEP REASON N ARGUMENT…`.

The Nth write, fsync or replace of the process fails for REASON, such as ENOSPC, or is where the process is killed
(KILL). `count` only counts and tells on stderr; `size` lets no file become larger than N bytes.
"""

from __future__ import annotations

import errno
import multiprocessing.connection  # noqa: F401  # keeps its own write, which meets no disk
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PLACES: dict[str, Any] = {"write": os, "fsync": os, "replace": Path}


def main(step: str, reason: str, nth: int, arguments: list[str]) -> None:
    """Runs the command with these arguments."""
    counts = dict.fromkeys(_PLACES, 0)

    def failing(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            counts[name] += 1
            if (name, counts[name]) == (step, nth):
                if reason == "KILL":
                    os.kill(os.getpid(), signal.SIGKILL)
                code = getattr(errno, reason)
                raise OSError(code, os.strerror(code))
            return original(*given)

        return call

    for name, place in _PLACES.items():
        setattr(place, name, failing(name, getattr(place, name)))
    if step == "size":
        resource.setrlimit(resource.RLIMIT_FSIZE, (nth, nth))
    from handouts.cli import main as handouts

    try:
        handouts(arguments)
    finally:
        if step == "count":
            for name, count in counts.items():
                print(f"counted {name} {count}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:])
