"""A practice folder to try a batch in, and what can be seen of it from outside: files, processes, memory."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from run_batch import RECIPE, write_rows

ROOT = Path(__file__).resolve().parents[2]
SEED = 20261122
SOON = 5.0
"""Seconds within which a batch ends that was stopped, and a worker whose parent has died."""


class Broken(Exception):
    """A promise was not kept."""


class Trial:
    """A practice folder with a spreadsheet, and the command on it."""

    def __init__(self, place: Path, rows: int) -> None:
        self.root = place
        for name in ("content", "templates", "styles"):
            shutil.copytree(ROOT / name, place / name)
        shutil.rmtree(place / "content/clients")
        self.output = place / "output"
        self.table = write_rows(place / "rows.csv", rows)

    def arguments(self, *more: str) -> list[str]:
        """What the command is told; its sentences are asked for in English, as they are looked at."""
        return ["--folder", str(self.root), "batch", str(self.table), "--sheet", RECIPE, "--language", "en", *more]

    def start(
        self, *more: str, environment: Mapping[str, str] | None = None, program: Sequence[str] = ("-m", "handouts")
    ) -> subprocess.Popen[bytes]:
        """Begins a batch in a process of its own."""
        return _started([*program, *self.arguments(*more)], environment)

    def run(
        self, *more: str, environment: Mapping[str, str] | None = None, program: Sequence[str] = ("-m", "handouts")
    ) -> tuple[int, str, str]:
        """A whole batch: its exit code and what it said."""
        process = self.start(*more, environment=environment, program=program)
        out, err = process.communicate()
        return process.returncode, out.decode(), err.decode()

    def run_other(self, *words: str, program: Sequence[str] = ("-m", "handouts")) -> tuple[int, str, str]:
        """Another command on the folder: its exit code and what it said."""
        process = _started([*program, "--folder", str(self.root), *words, "--language", "en"])
        out, err = process.communicate()
        return process.returncode, out.decode(), err.decode()

    def write_table(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Puts rows into the spreadsheet; reference, name and date are added where they lack."""
        rows = [{"ref": f"M-{number}", "first_name": "Sam", "date": "2026-11-20", **row}
                for number, row in enumerate(rows, start=1)]  # fmt: skip
        with self.table.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(field for row in rows for field in row)), delimiter=";")
            writer.writeheader()
            writer.writerows(rows)

    def write_module(self, name: str, picture: str) -> None:
        """A module that is not much more than a picture from `content/images`."""
        text = f"title: Proef\ngoal: Kijk.\nsteps: [Kijk]\nimage: {{file: {picture}, alt: Proef}}\n"
        (self.root / f"content/modules/{name}.yaml").write_text(text, encoding="utf-8")

    def sheets(self) -> dict[str, str]:
        """The digest of each sheet."""
        return {path.name: digest(path) for path in sorted((self.output / "sheets").glob("*.pdf"))}

    def outcome(self) -> dict[str, str]:
        """The digests of the sheets, and of the PDF for the printer."""
        printed = self.output / "print/rows.pdf"
        return {**self.sheets(), **({"printed": digest(printed)} if printed.is_file() else {})}

    def clean(self) -> None:
        """Takes away all that came out."""
        shutil.rmtree(self.output, ignore_errors=True)

    def must_be_tidy(self) -> None:
        """Ends the run when a temporary file is left."""
        known = {".state", ".gitignore"}
        left = [path.name for path in self.output.rglob(".*") if path.name not in known]
        left += [path.name for path in self.output.glob(".state/work")]
        must(not left, f"temporary files are stale: {left}")


def _started(words: Sequence[str], environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", *words],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **(environment or {})},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@contextmanager
def trial(rows: int) -> Iterator[Trial]:
    """A trial in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="handouts-soak-") as place:
        yield Trial(Path(place) / "praktijk", rows)


def undisturbed(each: Trial, *more: str) -> tuple[dict[str, str], float]:
    """What comes out when nobody disturbs it, and in how many seconds; it is taken away again."""
    start = time.monotonic()
    code, out, err = each.run(*more)
    must(code == 0, f"the undisturbed batch: {out} {err}")
    whole = each.outcome()
    each.clean()
    return whole, time.monotonic() - start


def must(holds: bool, said: object) -> None:
    """Ends the run when a promise is broken."""
    if not holds:
        raise Broken(str(said))


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def must_open(folder: Path) -> None:
    """Ends the run when a PDF in a folder is torn."""
    import pypdfium2

    for path in folder.glob("*.pdf"):
        try:
            pypdfium2.PdfDocument(path).close()
        except pypdfium2.PdfiumError as reason:
            raise Broken(f"{path.name} is torn: {reason}") from reason


def workers_of(parent: int) -> list[int]:
    """The child processes of a process, on Linux."""
    try:
        return [int(each) for each in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


def must_end(processes: Sequence[int]) -> None:
    """Ends the run when one of these processes is alive much longer."""
    until = time.monotonic() + SOON
    alive = list(processes)
    while alive and time.monotonic() < until:
        alive = [each for each in alive if _is_ours(each)]
        time.sleep(0.02)
    must(not alive, f"workers outlive their parent: {alive}")


def _is_ours(process: int) -> bool:
    """Whether a worker of that number is alive; a number may have gone to another process meanwhile."""
    with suppress(OSError):
        stat = Path(f"/proc/{process}/stat").read_text()
        return (
            stat.rpartition(")")[2].split()[0] != "Z" and b"batching" in Path(f"/proc/{process}/cmdline").read_bytes()
        )
    return False


def rows_of_report(path: Path) -> list[dict[str, Any]]:
    """The rows of a report that was written as JSON."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows
