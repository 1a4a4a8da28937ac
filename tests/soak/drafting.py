"""Kills who types into a consult, at random and at each step to the disk: what was called kept is there afterwards."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from handouts.content.reading import read_yaml
from handouts.files.folder import Folder
from handouts.studio.drafts.draft import Draft
from handouts.studio.drafts.edits import edit_from
from handouts.studio.drafts.history import stepped
from handouts.studio.drafts.recording import Numbers
from handouts.studio.drafts.trees import plain, tree_of
from soak.trial import ROOT, SEED, must
from soak.typing_on import REF

_TYPING = Path(__file__).with_name("typing_on.py")
_STEPS = 60
"""Steps to the disk at which a process is killed, one after another."""


class Typed:
    """A consult into which is typed, and all that was said of it."""

    def __init__(self, root: Path) -> None:
        shutil.copytree(ROOT / "content", root / "content")
        self.root = root
        self.file = root / f"content/clients/{REF}.yaml"
        self.comments = [line for line in self._lines() if line.lstrip().startswith("#")]
        self.seen = {_text(self._of_file())}
        """All states that were ever called kept, or may have been."""
        self.rev = 0
        self.tree: Any = None
        self.kept = self.ahead = 0

    def _lines(self) -> list[str]:
        return self.file.read_text(encoding="utf-8").splitlines()

    def _of_file(self) -> Any:
        return read_yaml(self.file.read_bytes(), "x").value

    def killed(self, seed: str, *, after: float, nth: int = 0) -> bool:
        """Has a process type until it is killed, after some seconds or at a step of its own; whether it was."""
        arguments = [sys.executable, str(_TYPING), str(self.root), seed, *([str(nth)] if nth else [])]
        paths = os.pathsep.join(str(ROOT / name) for name in ("src", "tests", "bench"))
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths})
        assert process.stdout
        lines = [process.stdout.readline()]
        time.sleep(after)
        was_alive = process.poll() is None
        process.kill()
        lines += process.stdout.read().splitlines()
        process.wait()
        must(was_alive or bool(nth), "the process ended by itself")
        self._hold_to([json.loads(line) for line in lines if line.strip()])
        return True

    def _hold_to(self, said: Sequence[dict[str, Any]]) -> None:
        """Opens the consult and compares it with what was said of it."""
        attempt: Any = None
        for each in said:
            attempt = each.get("try")
            if "rev" in each:
                self.rev, self.tree, self.kept = each["rev"], each["tree"], self.kept + 1
                self.seen.add(_text(self.tree))
        draft = Draft.open(Folder(self.root), "clients", REF)
        if draft.rev == self.rev:
            must(self.tree is None or draft.tree == self.tree, f"what was kept is there: {self._other(draft)}")
        else:
            self.ahead += 1
            must(draft.rev == self.rev + 1, f"{draft.rev} after {self.rev}")
            if attempt is None:  # a comment came in from outside
                must(draft.tree == self.tree, f"what was kept is there: {self._other(draft)}")
            elif isinstance(attempt, str):
                must(_text(draft.tree) in self.seen, f"{attempt} comes to a state that was")
            else:
                tree = tree_of(self.tree, Numbers().new)  # ids in the order of the file are not those of the draft
                must(_is_after(tree, attempt, draft), f"{attempt} was made of what was kept")
        self.seen.add(_text(draft.tree))
        self.rev, self.tree = draft.rev, draft.tree
        must(_text(self._of_file()) in self.seen, "the file says something that was kept")
        left = self._lines()
        must(all(line in left for line in self.comments if "large_print" not in line), "her comments are there")
        draft.close()

    def _other(self, draft: Draft) -> Any:
        """What the draft says otherwise than was kept, by key."""
        now: Any = draft.tree
        return {
            key: (self.tree.get(key), now.get(key)) for key in {*self.tree, *now} if self.tree.get(key) != now.get(key)
        }

    def change_outside(self, word: str) -> None:
        """Adds a comment to the file, as an editor does."""
        self.file.write_text(self.file.read_text(encoding="utf-8") + f"# {word}\n", encoding="utf-8")
        self.comments.append(f"# {word}")


def _is_after(tree: Any, attempt: Any, draft: Draft) -> bool:
    """Whether the draft is what edits make of a tree; where ids tell rows apart, that much of it must be there."""
    edits = [edit_from(each) for each in attempt]
    if len(edits[0].path) == 1 and not hasattr(edits[0], "value"):
        return bool(plain(stepped(tree, edits, Numbers().new).tree) == draft.tree)
    before, after = _words(plain(tree)), _words(draft.tree)
    return len(before - after) <= 4 and len(after - before) <= 4  # one row or one text at most


def _words(value: Any) -> set[str]:
    if isinstance(value, dict | list):
        return {word for each in (value.values() if isinstance(value, dict) else value) for word in _words(each)}
    return {str(value)}


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def main(words: Sequence[str]) -> int:
    """Kills and looks; raises `Broken` for what does not hold."""
    parser = argparse.ArgumentParser(prog="run soak studio-drafts")
    parser.add_argument("--kills", type=int, default=100)
    kills, dice = parser.parse_args(words).kills, Random(SEED)
    with tempfile.TemporaryDirectory() as place:
        typed = Typed(Path(place) / "random")
        for number in range(kills):
            typed.killed(f"{number}", after=dice.uniform(0, 0.5))
            if dice.random() < 0.2:
                typed.change_outside(f"van buiten {number}")
        print(f"  {kills} kills at random: {typed.kept} states were called kept, and all were there;"
              f" {typed.ahead} times the next edit was there too")  # fmt: skip
        typed = Typed(Path(place) / "steps")
        for nth in range(1, _STEPS + 1):
            typed.killed(f"s{nth}", after=3, nth=nth)
        print(f"  killed at each of {_STEPS} steps to the disk: {typed.kept} states, {typed.ahead} with the next edit")
    return 0
