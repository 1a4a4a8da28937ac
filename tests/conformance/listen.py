"""Runs `handouts` and notes, in the file named first, every path that Python opens, lists or loads meanwhile."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

_HEARD = {"open", "os.listdir", "os.scandir", "ctypes.dlopen"}


def main(notes: str, *arguments: str) -> None:
    """Notes the paths, absolute and without symbolic links, in the order of the alphabet; its workers note theirs."""
    from handouts.produce import worker_handle

    here = str(Path(__file__).parent)
    worker_handle._MAIN = f"import sys; sys.path.append({here!r}); from listen import worker; worker({notes!r})"
    opened = _heard()
    from handouts.cli import main as handouts

    try:
        handouts(arguments)
    finally:
        _note(opened, notes)


def worker(notes: str) -> None:
    """The whole life of a worker, which notes beside `notes` what it opens."""
    opened = _heard()
    from handouts.produce.worker_main import main as serve

    try:
        serve()
    finally:
        _note(opened, f"{notes}.{os.getpid()}")


def _heard() -> set[str]:
    """The paths that are opened from now on."""
    opened: set[str] = set()

    def hear(event: str, facts: tuple[Any, ...]) -> None:
        path = facts[0] if event in _HEARD else None
        # A number is a file that is open already, and a library without a folder is sought by the loader.
        if isinstance(path, str | bytes | os.PathLike) and (event != "ctypes.dlopen" or b"/" in os.fsencode(path)):
            opened.add(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100  # os.path opens nothing itself

    sys.addaudithook(hear)
    return opened


def _note(opened: set[str], notes: str) -> None:
    # The folders of modules are listed by every import.
    Path(notes).write_text(json.dumps(sorted(opened - set(sys.path))), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
