"""Runs the program for the benchmark with one thing changed.

`child.py unproven ARGUMENT…` is the command line with these arguments, without the proof.
`child.py warm FOLDER NAME RUNS` builds NAME again and again in one process, and prints a line of JSON for each time.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any


def unproven(*arguments: str) -> None:
    """A build that believes what the engine says."""
    from handouts import proving
    from handouts.cli import main

    proving.prove = lambda *_: []
    main(arguments)


def warm(root: str, name: str, runs: str) -> None:
    """Builds in memory; the first time stands for what one document costs after the start."""
    from handouts import proving, rendering
    from handouts.building import Wish, build
    from handouts.folder import Folder

    spent: dict[str, float] = {}

    def timed(module: Any, function: str) -> None:
        original = getattr(module, function)

        def clocked(*arguments: Any, **named: Any) -> Any:
            start = perf_counter()
            try:
                return original(*arguments, **named)
            finally:
                spent[function] = perf_counter() - start

        setattr(module, function, clocked)

    timed(rendering, "render")
    timed(proving, "prove")
    for _ in range(int(runs)):
        start = perf_counter()
        results = list(build(Folder(Path(root)), [name], Wish(formats=("a4",), dry=True), today=date.today()))
        whole = perf_counter() - start
        if results[0].status != "sound":
            raise SystemExit("\n".join(map(str, results[0].problems)))
        print(json.dumps({"whole": whole, **spent}))


if __name__ == "__main__":
    mode, *rest = sys.argv[1:]
    if mode == "unproven":
        unproven(*rest)
    else:
        warm(*rest)
