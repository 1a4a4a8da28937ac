"""Trials of the records: many commands at once, commands that are killed, and documents that never end."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from run_batch import RECIPE
from soak.trial import ROOT, SEED, Trial, must, must_end, must_open, trial, workers_of

_CONSULT = "ref: {ref}\nclient: {{first_name: Sam}}\ndate: 2026-11-20\nsheet: {recipe}\n"
_AT_ONCE = 8
"""Commands that run at a time; the others wait for one of these to end."""
_ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
_ONLY = "{% if doc.title|length == 7 %}"
"""The title is Monster."""
_LIMITED = (
    "import handouts.produce.pool as pool; pool.DEADLINE = {seconds}; pool.MEMORY = {bytes};"
    "from handouts.cli import main; main({words})"
)


def races(commands: int) -> None:
    """Of many `sheet` commands at once on one folder each adds its line to the history, and none is lost."""
    with trial(1) as each:
        _write_consults(each, 4)
        code, out, err = each.run_other("sheet", "S-0")
        must(code == 0, (out, err))
        waiting = [["sheet", f"S-{number % 4}", "--force"] for number in range(commands)]
        running: list[subprocess.Popen[bytes]] = []
        while waiting or running:
            while waiting and len(running) < _AT_ONCE:
                running.append(_begun(each, waiting.pop()))
            for process in [process for process in running if process.poll() is not None]:
                _, said = process.communicate()
                must(process.returncode == 0, said)
                running.remove(process)
            time.sleep(0.02)
        _must_be_sound(each)
        with closing(sqlite3.connect(each.output / ".state/history.db")) as connection:
            lines = connection.execute("SELECT COUNT(*) FROM made").fetchone()[0]
        must(lines == commands + 1, f"{commands + 1} sheets were made, and {lines} stand in the history")
        print(f"  {commands} commands, {lines - 1} lines")


def killed_anywhere(moments: int) -> None:
    """Whatever moment a command is killed at: databases that open, no torn file, and nothing left by the next start."""
    chance = random.Random(SEED + 5)
    with trial(3) as each:
        _write_consults(each, 2)
        commands = {
            "build": ["build", "--force", "--format", "a4"],
            "sheet": ["sheet", "S-0", "--force", "--png"],
            "batch": ["batch", str(each.table), "--sheet", RECIPE, "--workers", "2", "--force"],
            "forget": ["forget", "S-1", "--yes"],
            "list": ["list"],
            "verify": ["verify"],
        }
        for name, words in commands.items():
            kills = 0
            took = _undisturbed(each, words)
            for _ in range(moments):
                _write_consults(each, 2)
                process = _begun(each, words)
                time.sleep(chance.uniform(0.02, took))
                workers = workers_of(process.pid)
                kills += process.poll() is None
                process.kill()
                process.communicate()
                must_end(workers)
                _must_be_sound(each)
                if chance.random() < 0.1:
                    _write_consults(each, 2)
                    code, out, err = each.run_other("sheet", "S-1")
                    must(code == 0, f"the start after {name}: {out} {err}")
                    each.must_be_tidy()
            code, out, err = each.run_other("build")
            must(code == 0, f"the start after {name}: {out} {err}")
            each.must_be_tidy()
            must(not list(each.output.rglob("*.damaged*")), "a database was damaged")
            print(f"  {name}: {kills} kills", flush=True)


def endless(_: int) -> None:
    """A document that never ends, or takes all memory, is ended and named, and the next one is made."""
    for name, (change, seconds) in _MONSTERS.items():
        with trial(1) as each:
            _write_consults(each, 1)
            change(each)
            start = time.monotonic()
            words = ["--folder", str(each.root), "build", "--format", "a4"]
            code = _LIMITED.format(seconds=seconds, bytes=1 << 30, words=words)
            ran = subprocess.run(
                [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=False,
                env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
            )  # fmt: skip
            took = time.monotonic() - start
            must(ran.returncode == 1, (name, ran.returncode, ran.stderr))
            must("content/brochures/monster.yaml" in ran.stderr, (name, ran.stderr))
            must((each.output / "sheets/S-0.pdf").is_file(), f"{name}: the next document was not made: {ran.stderr}")
            must((each.output / "brochures/magnesium.a4.pdf").is_file(), f"{name}: the one before was not made")
            rules = sorted(
                {line.rpartition("[")[2].rstrip("]") for line in ran.stderr.splitlines() if "monster" in line}
            )
            print(f"  {name}: ended after {took:.0f} s, {' '.join(rules)}", flush=True)


def _brochure(sections: int, more: str = "") -> str:
    """A brochure with so many sections."""
    head = "title: Monster\nmain_message: Te groot.\nauthor: Noor\nversion: '1'\nreviewed: 2026-11-01\n" + more
    return head + "sections:\n" + "  - {heading: D, text: Z.}\n" * sections


def _loops(each: Trial) -> None:
    _put(each, "content/brochures/monster.yaml", _brochure(1))
    template = each.root / "templates/brochure.html"
    begin = _ONLY + _ENDLESS + "{% endif %}"
    template.write_text(begin + template.read_text(encoding="utf-8"), encoding="utf-8")


def _formats(each: Trial) -> None:
    _put(each, "content/brochures/monster.yaml", _brochure(1))
    template = each.root / "templates/brochure.html"
    begin = _ONLY + "{% for a in range(40) %}{{ '%99999999d'|format(1) }}{% endfor %}{% endif %}"
    template.write_text(begin + template.read_text(encoding="utf-8"), encoding="utf-8")


def _sections(each: Trial) -> None:
    _put(each, "content/brochures/monster.yaml", _brochure(25_000))


def _page(each: Trial) -> None:
    _put(each, "content/brochures/monster.yaml", _brochure(1))
    template = each.root / "templates/brochure.html"
    style = _ONLY + "<style>@page { size: 1000000mm 1000000mm }</style>{% endif %}"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("</head>", style + "</head>"), encoding="utf-8")


_MONSTERS = {"loop": (_loops, 20), "format": (_formats, 20), "sections": (_sections, 20), "page": (_page, 20)}


def _put(each: Trial, name: str, text: str) -> None:
    (each.root / name).write_text(text, encoding="utf-8")


def _write_consults(each: Trial, count: int) -> None:
    (each.root / "content/clients").mkdir(exist_ok=True)
    for number in range(count):
        _put(each, f"content/clients/S-{number}.yaml", _CONSULT.format(ref=f"S-{number}", recipe=RECIPE))


def _begun(each: Trial, words: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "handouts", "--folder", str(each.root), *words],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def _undisturbed(each: Trial, words: list[str]) -> float:
    start = time.monotonic()
    _, err = _begun(each, words).communicate()
    must(b"Traceback" not in err, err)
    return time.monotonic() - start


def _must_be_sound(each: Trial) -> None:
    """Ends the run when a database cannot be read, a line in it is none, or a PDF is torn."""
    for path in (each.output / ".state").glob("*.db"):
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            must(found == [("ok",)], f"{path.name}: {found}")
            if path.name == "history.db":
                for (sources,) in connection.execute("SELECT sources FROM made"):
                    json.loads(sources)
    for place in ("sheets", "brochures", "print"):
        if (each.output / place).is_dir():
            must_open(Path(each.output / place))
