"""Changes YAML files at random, each many times over, and says how often a block had to be dumped anew."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from yaml_edits import NASTY, SHIPPED, Tried, edited, must_hold

FRESH = 50
"""Edits after which a file is begun with again, as texts of one kind would fill it."""


def main(words: Sequence[str]) -> int:
    """Edits every shipped file and every nasty one; the exit code is 1 where one of them did not hold."""
    parser = argparse.ArgumentParser(prog="run soak edits")
    parser.add_argument("--count", type=int, default=500, help="edits of each file")
    count, began = parser.parse_args(words).count, time.process_time()
    tried: list[Tried] = []
    for name, data in {**NASTY, **SHIPPED}.items():
        of_file = [edited(data, FRESH, seed) for seed in range(count // FRESH // 2)]
        of_file.append(edited(data, count - FRESH * len(of_file), count))
        tried += of_file
        total = Tried(*map(sum, zip(*of_file, strict=True)))
        print(f"  {name}: {total.edits} edits, {total.anew} with a block dumped anew, {total.refused} refused")
    total = Tried(*map(sum, zip(*tried, strict=True)))
    took = time.process_time() - began
    print(f"{total.edits} edits, {total.anew} anew, {total.refused} refused; {took:.0f} s of processor")
    must_hold(*tried)
    return 0
