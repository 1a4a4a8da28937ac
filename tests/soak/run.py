"""`./run soak`: a batch that is killed, starved and filled up, for an hour or so; `--short` takes some minutes.

Each trial has a fresh practice folder. What it promises stands in its docstring; the first broken promise ends the run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "src")]

from run_batch import RECIPE, write_rows  # noqa: E402  # found by the path above

SEED = 20261122
CSV_TRIALS = [(delimiter, encoding) for delimiter in (",", ";", "\t") for encoding in ("utf-8", "utf-8-sig", "cp1252")]
CONTRADICTS_ITSELF = "location_coordinates"
"""Its JSON holds one object, no list, with another telephone number than its CSV."""


class Broken(Exception):
    """A promise was not kept."""


class Trial:
    """A practice folder with a spreadsheet, and the command on it."""

    def __init__(self, place: Path, rows: int) -> None:
        self.root = place
        for name in ("content", "templates", "styles"):
            shutil.copytree(ROOT / name, place / name)
        shutil.rmtree(place / "content/clients")
        self.table = write_rows(place / "rows.csv", rows)

    def start(self, *more: str, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Begins a batch in a process of its own."""
        command = [sys.executable, "-P", "-m", "handouts", "--folder", str(self.root), "batch", str(self.table),
                   "--sheet", RECIPE, *more]  # fmt: skip
        return subprocess.Popen(
            command, env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **(environment or {})},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *more: str, environment: dict[str, str] | None = None) -> tuple[int, str, str]:
        """A whole batch: its exit code and what it said."""
        process = self.start(*more, environment=environment)
        out, err = process.communicate()
        return process.returncode, out.decode(), err.decode()

    def sheets(self) -> dict[str, str]:
        """The digest of each sheet."""
        return {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted((self.root / "output/sheets").glob("*.pdf"))
        }

    def clean(self) -> None:
        """Takes away all that came out."""
        shutil.rmtree(self.root / "output", ignore_errors=True)


@contextmanager
def trial(rows: int) -> Iterator[Trial]:
    """A trial in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="handouts-soak-") as place:
        yield Trial(Path(place) / "praktijk", rows)


def must(holds: bool, said: object) -> None:
    """Ends the run when a promise is broken."""
    if not holds:
        raise Broken(str(said))


def workers_of(parent: int) -> list[int]:
    """The child processes of a process, on Linux."""
    try:
        return [int(each) for each in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


def killed_parents(moments: int) -> None:
    """Whatever moment the parent is killed at: no torn sheet, nothing stale, and the same end as undisturbed."""
    import pypdfium2

    chance = random.Random(SEED)
    with trial(8) as each:
        must(each.run("--workers", "2")[0] == 0, "the undisturbed batch")
        whole = each.sheets()
        each.clean()
        finished = kills = 0
        while kills < moments:
            process = each.start("--workers", "2")
            time.sleep(chance.uniform(0.05, 5.5))
            alive = process.poll() is None
            process.kill()
            process.communicate()
            kills += alive
            there = each.sheets() if (each.root / "output/sheets").is_dir() else {}
            for name in there:
                pypdfium2.PdfDocument(each.root / "output/sheets" / name).close()
            must(there.items() <= whole.items(), "a sheet is torn or another one")
            if len(there) == len(whole) or chance.random() < 0.2:
                code, _, err = each.run("--workers", "2")
                must(code == 0 and each.sheets() == whole, f"the finished batch differs: {err}")
                must(not list((each.root / "output").rglob("*.part")), "a temporary file is stale")
                finished += 1
                each.clean()
        print(f"  {kills} kills, {finished} batches finished afterwards")


def dead_workers(moments: int) -> None:
    """Whichever way a worker dies: every other record is complete, and its own is tried again."""
    chance = random.Random(SEED + 1)
    with trial(12) as each:
        must(each.run("--workers", "2")[0] == 0, "the undisturbed batch")
        whole = each.sheets()
        deaths = 0
        while deaths < moments:
            process = each.start("--workers", "2", "--force")
            for _ in range(4):
                time.sleep(chance.uniform(1.0, 2.5))
                workers = workers_of(process.pid)
                if process.poll() is not None or not workers:
                    break
                try:
                    os.kill(chance.choice(workers), chance.choice([signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT]))
                except ProcessLookupError:
                    continue
                deaths += 1
            out, err = process.communicate()
            failed = process.returncode == 1 and b"worker-died" in err
            must(process.returncode == 0 or failed, (process.returncode, out, err))
            must(each.sheets() == whole, "a sheet is missing or differs")
        print(f"  {deaths} workers died")


def monsters(_: int) -> None:
    """A row that hangs or explodes ends at its limit, is named by row, and costs nobody else anything."""
    from PIL import Image

    words = "woord " * 60_000
    lines = [f"schedule.{number}.{field}" for number in range(1, 1500) for field in ("product", "route", "when")]
    cases: dict[str, tuple[list[str], list[str]]] = {
        "endless text": (["note"], [words]),
        "a huge table": (lines, ["Wandelen", "activity", "middag"] * 1499),
        "deep nesting": (["note"], ["*a **b " * 20_000]),
        "a module that explodes": (["modules"], ["bom"]),
        "an enormous picture": (["modules"], ["plaat"]),
    }
    with trial(1) as each:
        images = each.root / "content/images"
        Image.new("RGB", (16_000, 16_000), "red").save(images / "groot.png")
        uses = [f'<use href="#g{level}"/>' * 12 for level in range(11)]
        bomb = "".join(f'<g id="g{number}">{use}</g>' for number, use in enumerate(uses, start=1))
        begin = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect id="g0" width="1" height="1"/>'
        (images / "bom.svg").write_text(f"{begin}{bomb}</svg>")
        for name, picture in {"bom": "bom.svg", "plaat": "groot.png"}.items():
            (each.root / f"content/modules/{name}.yaml").write_text(
                f"title: Proef\ngoal: Kijk.\nsteps: [Kijk]\nimage: {{file: {picture}, alt: Rood}}\n"
            )
        for name, (headings, cells) in cases.items():
            rows = [["ref", "first_name", "date", *headings],
                    ["M-1", "Sam", "2026-11-20", *[""] * len(cells)],
                    ["M-2", "Bo", "2026-11-20", *cells],
                    ["M-3", "Kim", "2026-11-20", *[""] * len(cells)]]  # fmt: skip
            each.table.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
            each.clean()
            start = time.monotonic()
            code, out, err = each.run("--workers", "2", "--seconds", "8", "--memory", "600")
            took = time.monotonic() - start
            must({"M-1.pdf", "M-3.pdf"} <= each.sheets().keys(), f"{name}: the others are missing: {err}")
            must(code == 0 or "failed: 1 (rows 3)" in out, f"{name}: {out} {err}")
            must(took < 60, f"{name} took {took:.0f} s")
            rules = sorted({line.rpartition("[")[2].rstrip("]") for line in err.splitlines() if line.endswith("]")})
            print(f"  {name}: exit {code} after {took:.0f} s {' '.join(rules)}")


def same_bytes(_: int) -> None:
    """However many workers, whatever hash seed, locale and time zone: the same bytes."""
    seen: dict[str, dict[str, str]] = {}
    with trial(12) as each:
        for few, seed, locale, zone in (
            ("1", "0", "C", "UTC"), ("2", "1", "C.UTF-8", "Europe/Amsterdam"), ("4", "424242", "nl_NL.UTF-8",
            "Pacific/Kiritimati"), ("2", "random", "tr_TR.UTF-8", "America/St_Johns"),
        ):  # fmt: skip
            each.clean()
            world = {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone}
            code, _out, err = each.run("--workers", few, environment=world)
            must(code == 0, err)
            seen[f"{few} {locale}"] = each.sheets()
    must(len({json.dumps(sheets) for sheets in seen.values()}) == 1, "the bytes differ")
    print(f"  {len(seen)} worlds, the same bytes")


def csv_spectrum(_: int) -> None:
    """The files of npm's csv-spectrum read as their JSON says, in every delimiter and encoding that can hold them."""
    import csv
    import io

    from handouts.spreadsheets import read_table

    if not shutil.which("npm"):
        print("  passed over: there is no npm here")
        return
    read = skipped = 0
    with tempfile.TemporaryDirectory(prefix="handouts-soak-") as place:
        subprocess.run(["npm", "pack", "--silent", "csv-spectrum@2.0.0"], cwd=place, check=True, capture_output=True)
        shutil.unpack_archive(next(Path(place).glob("*.tgz")), place, "gztar", filter="data")
        files = sorted((Path(place) / "package/csvs").glob("*.csv"))
        must(len(files) == 12, f"{len(files)} files")
        for file in files:
            expected: list[dict[str, str]] = json.loads((Path(place) / f"package/json/{file.stem}.json").read_text())
            data = file.read_bytes()
            if file.stem == CONTRADICTS_ITSELF:
                expected = [{**expected, "Contact Phone Number": "2095257564"}]  # type: ignore[dict-item]
            must(_records(read_table(data, file.name)) == expected, f"{file.name} as it is")
            for delimiter, encoding in CSV_TRIALS:
                text = io.StringIO(newline="")
                rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
                csv.writer(text, delimiter=delimiter).writerows(rows)
                try:
                    changed = text.getvalue().encode(encoding)
                except UnicodeEncodeError:
                    skipped += 1
                    continue
                must(_records(read_table(changed, file.name)) == expected, f"{file.name} {delimiter!r} {encoding}")
                read += 1
    print(f"  12 files, {read} ways, {skipped} that their encoding cannot hold")


def _records(table: Any) -> list[dict[str, str]]:
    return [dict(zip(row.headings, row.cells, strict=True)) for row in table.rows]


def many_rows(count: int) -> None:
    """Very many rows once: memory flat, file handles constant, as fast at the end as at the start."""
    with trial(count) as each:
        process = each.start("--workers", "2")
        sheets = each.root / "output/sheets"
        marks: list[tuple[int, float, float, int]] = []
        step = max(count // 20, 1)
        while process.poll() is None:
            time.sleep(0.2)
            there = len(list(sheets.iterdir())) if sheets.is_dir() else 0
            if there >= step * (len(marks) + 1):
                processes = [process.pid, *workers_of(process.pid)]
                try:
                    marks.append((there, time.monotonic(), sum(map(_memory, processes)), _handles(process.pid)))
                except OSError:
                    continue
        out, err = process.communicate()
        must(process.returncode == 0, (process.returncode, out[-300:], err[-1000:]))
    early, late = marks[1:6], marks[-6:-1]
    rates = [(some[-1][0] - some[0][0]) / (some[-1][1] - some[0][1]) for some in (early, late)]
    memory = [max(mark[2] for mark in some) for some in (early, late)]
    print(f"  {count} rows: {rates[0]:.2f} then {rates[1]:.2f} sheets/s, {memory[0]:.0f} then {memory[1]:.0f} MB, "
          f"{early[-1][3]} then {late[-1][3]} handles")  # fmt: skip
    must(rates[1] >= 0.95 * rates[0], "slower at the end")
    must(memory[1] <= 1.2 * memory[0], "memory grows")
    must(abs(late[-1][3] - early[-1][3]) <= 1, "file handles grow")


def _memory(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _handles(process: int) -> int:
    return len(list(Path(f"/proc/{process}/fd").iterdir()))


TRIALS: dict[str, tuple[Callable[[int], None], int, int]] = {
    "csv": (csv_spectrum, 0, 0),
    "bytes": (same_bytes, 0, 0),
    "monsters": (monsters, 0, 0),
    "workers": (dead_workers, 50, 4),
    "parents": (killed_parents, 200, 5),
    "rows": (many_rows, 10_000, 200),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the trials that are named, or all of them, and returns 0, or 1 when a promise is broken."""
    parser = argparse.ArgumentParser(prog="./run soak", description="A batch that is killed, starved and filled up.")
    parser.add_argument("trials", nargs="*", choices=[[], *TRIALS], metavar="TRIAL", help=", ".join(TRIALS))
    parser.add_argument("--short", action="store_true", help="fewer kills and rows: some minutes")
    options = parser.parse_args(arguments)
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


if __name__ == "__main__":
    sys.exit(main())
