"""What a long run needs beyond the developer's environment: Python packages of a lock of its own, and Debian's.

The Python packages stand in a folder of their own inside the environment, so that hers stays small. Their lock is
renewed with the others, by tools/renew_locks.py.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


class Missing(Exception):
    """Something must be installed and may not be; the message says how."""


class Tooling:
    """What one run, such as `conformance`, installs for itself; its lock has the name of the run."""

    def __init__(self, run: str) -> None:
        self.run = run
        self.folder = Path(sys.prefix) / run

    def python_packages(self) -> Path:
        """The folder of its Python packages, where they can be imported from now on. Raises Missing."""
        lock = ROOT / f"requirements/{self.run}.txt"
        mark = self.folder / "made-from"
        made_from = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
        if not mark.is_file() or mark.read_text() != made_from:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.say("installing its Python packages in", self.folder)
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
            pip += ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
            pip += ["--target", str(self.folder), "--requirement", str(lock)]
            done = subprocess.run(pip, capture_output=True, text=True, check=False)
            if done.returncode:
                raise Missing(f"{done.stderr}The Python packages could not be installed. Is this computer online?")
            mark.write_text(made_from)
        # At the end: what both environments hold is taken from the developer's.
        sys.path.append(str(self.folder))
        return self.folder

    def install(self, packages: list[str]) -> None:
        """Installs packages of Debian. Raises Missing, with the command to run, when that may not be done here."""
        by_hand = f"sudo apt-get update && sudo apt-get install --no-install-recommends {' '.join(packages)}"
        if not shutil.which("apt-get"):
            raise Missing(f"This runs on Debian and Ubuntu; there one installs it with: {by_hand}")
        before: list[str] = []
        if os.geteuid() != 0:
            before = ["sudo", "-n"]
            if (
                not shutil.which("sudo")
                or subprocess.run([*before, "true"], capture_output=True, check=False).returncode
            ):
                raise Missing(f"This user may not install. Run this, then try again: {by_hand}")
        self.say("installing", *packages)
        apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
        # One broken source among many need not stop the rest.
        subprocess.run([*apt, "update"], capture_output=True, check=False)
        install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
        done = subprocess.run(install, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(f"{done.stdout}{done.stderr}That failed. Run this yourself, then try again: {by_hand}")

    def say(self, *words: object) -> None:
        """What goes on, for who watches; the report itself is on stdout."""
        sys.stderr.write(f"{self.run}: {' '.join(map(str, words))}\n")
