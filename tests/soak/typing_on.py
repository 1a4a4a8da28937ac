"""Types into a consult until it is killed: `typing_on.py FOLDER SEED [NTH]`.

It says before each step what it will do, and after it what is kept.
With NTH the process is killed at that write, fsync, truncation or rename of its own, a write half done.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from handouts.files.folder import Folder
from handouts.studio.drafts.draft import Draft
from handouts.studio.drafts.edits import Edit, Insert, Move, Put, Remove, sent_of
from handouts.studio.drafts.trees import Path as IdPath

REF = "2026-014"
_MOST_ROWS = 6


def main(root: str, seed: str, nth: int) -> None:
    """Opens the consult and types on."""
    draft, dice = Draft.open(Folder(Path(root)), "clients", REF), Random(seed)
    if nth:
        _kill_at(nth)
    _say(draft, kept=True)
    seq = 0
    while True:
        seq += 1
        roll = dice.random()
        if roll < 0.1:
            _tell({"try": "undo"})
            _say(draft, kept=draft.undo().saved)
        elif roll < 0.15:
            _tell({"try": "redo"})
            _say(draft, kept=draft.redo().saved)
        elif roll < 0.4:
            rev = draft.rev
            draft.save()
            _say(draft, kept=draft.rev > rev)
        elif roll < 0.42:
            draft.finish()
        else:
            edit = random_edit(draft, dice, f"{seed}.{seq}")
            _tell({"try": [sent_of(edit)]})
            _say(draft, kept=draft.apply(f"tab{seed}", seq, [edit]).saved)


def random_edit(draft: Draft, dice: Random, word: str) -> Edit:
    """An edit of a row or a text, now and then one after which the consult has a mistake."""
    rows = draft.ids.get(("schedule",), ())
    roll = dice.random()
    if roll < 0.2 and len(rows) < _MOST_ROWS:
        row = {"product": f"Thee {word}", "route": "activity", "dose": "1 kop", "when": ["avond"]}
        return Insert(("schedule",), row, dice.choice([None, *rows]))
    if roll < 0.3 and len(rows) > 1:
        return Remove(("schedule", dice.choice(rows)))
    if roll < 0.4 and len(rows) > 1:
        return Move(("schedule", dice.choice(rows)), None)
    if roll < 0.5:
        path: IdPath = ("date",)
        return Put(path, value_at(draft, path), dice.choice(["2026-11-20", "morgen", "2026-11-21"]))
    path = ("schedule", dice.choice(rows), "how") if rows and roll < 0.8 else ("note",)
    return Put(
        path, value_at(draft, path), f"{word} " + dice.choice(["rustig", 'zeg "ja": doe', "een\ntwee", "# drie"])
    )


def value_at(draft: Draft, path: IdPath) -> Any:
    """What is at a path; None for nothing."""
    value: Any = draft.tree
    for step in draft.field_path(path):
        value = value.get(step) if isinstance(value, dict) else value[step]
    return value


def _say(draft: Draft, *, kept: bool) -> None:
    if kept:
        _tell({"rev": draft.rev, "tree": draft.tree})


def _tell(said: dict[str, Any]) -> None:
    # Past Python's own buffers, as what is said must be known whenever the process is killed.
    data = json.dumps(said).encode() + b"\n"
    while data:
        data = data[_write(1, data) :]


_write = os.write


def _kill_at(nth: int) -> None:
    """Has the process killed at the nth step that changes something on the disk."""
    left = [nth]

    def counted(original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                if original.__name__ in {"pwrite", "write"}:
                    original(given[0], bytes(given[1])[: len(given[1]) // 2], *given[2:])
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*given)

        return call

    for name in ("pwrite", "write", "fsync", "ftruncate"):
        setattr(os, name, counted(getattr(os, name)))
    Path.replace = counted(Path.replace)  # type: ignore[method-assign]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int((sys.argv[3:] or ["0"])[0]))
