"""Trials of what a batch is given: monsters, other worlds, spreadsheets of others, and secrets."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from soak.trial import Trial, must, rows_of_report, trial, workers_of

CSV_TRIALS = [
    (delimiter, encoding)
    for delimiter in (",", ";", "\t", "|")
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16")
]
CONTRADICTS_ITSELF = "location_coordinates"
"""Its JSON holds one object, no list, with another telephone number than its CSV."""
_ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}
"""What threads reserve for heaps of their own would count against a limit, and a small one be too little for all."""


def _table_of(lines: int) -> dict[str, str]:
    fields = {"product": "Wandelen", "route": "activity", "when": "middag"}
    return {f"schedule.{line}.{field}": text for line in range(1, lines) for field, text in fields.items()}


_MONSTERS: dict[str, Mapping[str, str]] = {
    "endless text": {"note": "woord " * 60_000},
    "a huge table": _table_of(1500),
    "a long list": {"diary.rows": "; ".join(f"regel {number}" for number in range(20_000))},
    "deep nesting": {"note": "*a **b " * 20_000},
    "deeper nesting": {"note": "**a *b " * 20_000 + "* b** " * 20_000},
    "a picture of enormous size": {"modules": "plaat"},
    "a picture beyond what is read": {"modules": "wand"},
    "a drawing that explodes": {"modules": "bom"},
    "a drawing that is nested deep": {"modules": "diep"},
}


def monsters(_: int) -> None:
    """A row that hangs or explodes ends at its limit, is named by row, and costs nobody else anything."""
    _feed("--seconds", "8", "--memory", "600")


def starving(_: int) -> None:
    """A row that takes more memory than it may is named by row, and costs nobody else anything."""
    _feed("--seconds", "300", "--memory", "140")


def _feed(*limits: str) -> None:
    with trial(1) as each:
        _draw(each)
        each.write_table([{}, {}, {}])
        each.run("--workers", "2", *limits, environment=_ONE_HEAP)
        plain = each.sheets()
        for name, monster in _MONSTERS.items():
            each.write_table([{}, monster, {}])
            each.clean()
            report = each.root / "report.json"
            start = time.monotonic()
            code, out, err = each.run("--workers", "2", *limits, "--report", str(report), environment=_ONE_HEAP)
            took = time.monotonic() - start
            sheets = each.sheets()
            for innocent in ("M-1.pdf", "M-3.pdf"):
                must(sheets.get(innocent) == plain[innocent], f"{name}: {innocent} is missing or differs: {out} {err}")
            reasons = rows_of_report(report)[1]["reasons"]
            if code:
                named = "rows.csv:3" in err or "(row 3)" in err
                must(named and "failed: 1 (row 3)" in out and reasons, f"{name}: {out} {err}")
            must(took < 60 or "300" in limits, f"{name} took {took:.0f} s")
            print(f"  {name}: exit {code} after {took:.0f} s {' '.join(reasons)}", flush=True)


def _draw(each: Trial) -> None:
    from PIL import Image

    images = each.root / "content/images"
    begin = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    block = '<rect id="g0" width="1" height="1"/>'
    uses = [f'<use href="#g{level}"/>' * 12 for level in range(11)]
    bomb = "".join(f'<g id="g{number}">{use}</g>' for number, use in enumerate(uses, start=1))
    (images / "bom.svg").write_text(f"{begin}{block}{bomb}</svg>")
    (images / "diep.svg").write_text(begin + "<g>" * 50_000 + block + "</g>" * 50_000 + "</svg>")
    Image.new("L", (13_000, 13_000), 90).save(images / "plaat.png")
    Image.new("L", (16_000, 16_000), 90).save(images / "wand.png")
    for name in ("bom.svg", "diep.svg", "plaat.png", "wand.png"):
        each.write_module(name.partition(".")[0], name)


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
            code, _out, err = each.run("--workers", few, "--print", environment=world)
            must(code == 0, err)
            seen[f"{few} {locale}"] = each.outcome()
    must(len({json.dumps(outcome) for outcome in seen.values()}) == 1, "the bytes differ")
    print(f"  {len(seen)} worlds, the same bytes")


def csv_spectrum(_: int) -> None:
    """The files of npm's csv-spectrum read as their JSON says, in every delimiter and encoding that can hold them."""
    from handouts.intake.spreadsheets import read_table

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


_CANARIES = ("Kanarina", "Klachtwoord", "Middelgeheim", "Doelgeheim")


def canaries(_: int) -> None:
    """Names and complaints are in no log, journal, file name, title, list of processes or report, killed or not."""
    name, complaint, product, goal = _CANARIES
    row = {"first_name": name, "discussed": f"{complaint}.", "goals": goal, "schedule.1.product": product,
           "schedule.1.route": "doen", "schedule.1.when": "avond"}  # fmt: skip
    with trial(1) as each:
        rows: list[dict[str, str]] = [{**row, "ref": f"R-{number}"} for number in range(8)]
        rows += [{**row, "ref": "R-slow", "note": f"{complaint} " * 60_000}, {**row, "ref": "R-bad", "date": "nooit"}]
        each.write_table(rows)
        scratch = each.root / "scratch"
        scratch.mkdir()
        more = ("--workers", "2", "--seconds", "4", "--print", "--report", str(each.root / "report.csv"))
        for killed in (True, False):
            process = each.start(*more, environment={"TMPDIR": str(scratch)})
            looks = 0
            while process.poll() is None:
                looks += 1
                _must_be_silent([process.pid, *workers_of(process.pid)], each)
                time.sleep(0.05)
                if killed and len(each.sheets()) > 3:
                    process.kill()
            said = b"".join(process.communicate())
            must(looks > 10, f"it ended after {looks} looks: {said!r}")
            _must_not_tell("what it said", said)
            for path in (*each.output.rglob("*"), *scratch.rglob("*")):
                _must_not_tell("the name of a file", path.name.encode())
                if path.is_file():
                    _must_not_tell(path.name, _facts(path) if path.suffix == ".pdf" else path.read_bytes())
        must((each.root / "report.csv").is_file(), "there is no report")
        _must_not_tell("the report", (each.root / "report.csv").read_bytes())
        code, _out, _err = each.run(*more, "--names", "--force")
        must(code == 1 and name.encode() in (each.root / "report.csv").read_bytes(), "the canary cannot be seen at all")


def _facts(path: Path) -> bytes:
    """What a PDF says of itself beside its pages."""
    import pikepdf

    with pikepdf.open(path) as document:
        info = [str(value) for value in document.docinfo.values()]
        metadata = document.Root.get("/Metadata")
        return "\n".join(info).encode() + (metadata.read_bytes() if metadata is not None else b"")


def _must_be_silent(processes: Sequence[int], each: Trial) -> None:
    for process in processes:
        for kind in ("cmdline", "environ", "comm"):
            try:
                said = Path(f"/proc/{process}/{kind}").read_bytes()
            except OSError:
                continue
            _must_not_tell(f"the {kind} of a process", said)
    for _, folders, files in os.walk(each.output):
        _must_not_tell("the name of a file", " ".join([*folders, *files]).encode())


def _must_not_tell(where: str, said: bytes) -> None:
    for canary in _CANARIES:
        must(canary.casefold().encode() not in said.lower(), f"{canary} is in {where}")
