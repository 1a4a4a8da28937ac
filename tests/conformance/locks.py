"""That the locks install on the oldest system that is promised: Debian 12, with Python 3.11 and pip 23.0.1."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

PYTHON = "python3.11"
PIP = "pip==23.0.1"


def install(root: Path, scratch: Path) -> Iterator[str]:
    """Installs each lock as `run` does, in an environment of its own; yields what is wrong. Needs the network."""
    python = shutil.which(PYTHON)
    if not python:
        yield f"there is no {PYTHON} on this computer"
        return
    for name in ("run", "dev"):
        yield from (f"{name}.txt: {complaint}" for complaint in _installed(python, scratch / name, root, name))


def _installed(python: str, venv: Path, root: Path, name: str) -> Iterator[str]:
    pip = [str(venv / "bin/python"), "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"]
    lock = [
        "--no-deps",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--requirement",
        f"{root}/requirements/{name}.txt",
    ]
    steps = (
        [python, "-m", "venv", str(venv)],
        [*pip, "install", PIP],
        [*pip, "install", *lock],
        [*pip, "install", "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(root)],
        # Whatever the metadata of what is installed asks for is there.
        [*pip[:3], "check"],
        [str(venv / "bin/handouts"), "--folder", str(root), "list"],
    )
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            yield f"{' '.join(step[-2:])}: {done.stdout.strip()} {done.stderr.strip()}"
            return
    version = subprocess.run([*pip, "--version"], capture_output=True, text=True, check=True).stdout
    if not version.startswith(PIP.replace("==", " ")):
        yield f"this was another pip: {version}"
