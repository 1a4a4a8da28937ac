"""What it costs to look at many sheets that are up to date, as ratios: `./run bench many`.

Of each consult a sheet is made once. Then the commands are timed in turn, on a folder whose sheets have warnings and on
one whose have none.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from run_bench import BIN, ROOT, Row, Times, timed_in_turn

CONSULT = """\
ref: B-{number}
client: {{first_name: Sam}}
date: 2026-11-20
sheet: ontspanningsmassage
"""
DOUBTFUL = """\
flags: [medication]
schedule:
- {product: Magnesium, route: oral, dose: 1 tablet, dose_source: etiket, magnesium_mg: 300, when: [avond]}
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints the table, and returns 0, or 1 when an aim is missed."""
    parser = argparse.ArgumentParser(prog="./run bench many", description="What many unchanged sheets cost, as ratios.")
    parser.add_argument("-n", type=int, default=7, metavar="N", help="runs of each command; default 7")
    parser.add_argument("--sheets", type=int, default=500, metavar="N", help="consults in each folder; default 500")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="handouts-bench-") as scratch:
        calm = _folder(Path(scratch) / "calm", options.sheets, CONSULT)
        doubtful = _folder(Path(scratch) / "doubtful", options.sheets, CONSULT + DOUBTFUL)
        before = _lines(doubtful)
        without, built, checked, listed, listed_one = timed_in_turn(
            options.n,
            _command(calm, "build"),
            _command(doubtful, "build"),
            _command(doubtful, "check"),
            _command(doubtful, "list"),
            _command(_folder(Path(scratch) / "one", 1, CONSULT), "list"),
        )
        added = _lines(doubtful) - before
    rows = [
        Row(f"build of {options.sheets} unchanged sheets", without),
        Row("  that have warnings", built, "those without", without, 1.5),
        Row("check of the same", checked, "that build", built, 2),
    ]
    print("\n".join(map(str, rows)))
    each = _each(listed, listed_one, options.sheets - 1)
    print(
        f"list, for each of {options.sheets} consults: {each:.2f} ms   aim ≤ 0.5: {'ok' if each <= 0.5 else 'not ok'}"
    )
    print(f"lines that were added to the history: {added}")
    return 1 if added or each > 0.5 or any(row.misses for row in rows) else 0


def _each(listed: Times, empty: Times, sheets: int) -> float:
    """What a document adds to the list, in ms: the smallest of the differences of runs that stand side by side."""
    return 1000 * sorted(one - other for one, other in zip(listed, empty, strict=True))[len(listed) // 2] / sheets


def _folder(root: Path, sheets: int, consult: str) -> Path:
    """A practice folder with so many consults, each with its sheet."""
    shutil.copytree(ROOT / "content", root / "content")
    shutil.rmtree(root / "content/clients")
    (root / "content/clients").mkdir()
    shutil.rmtree(root / "content/brochures")
    (root / "content/brochures").mkdir()
    for number in range(sheets):
        text = consult.replace("{number}", str(number)).replace("{{", "{").replace("}}", "}")
        (root / f"content/clients/B-{number}.yaml").write_text(text, encoding="utf-8")
    subprocess.run(_command(root, "build"), check=True, capture_output=True)
    return root


def _command(folder: Path, word: str) -> list[str | Path]:
    return [BIN / "handouts", "--folder", folder, word]


def _lines(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "output/.state/history.db")) as connection:
        return int(connection.execute("SELECT COUNT(*) FROM made").fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
