"""What the browser run needs beyond the developer's environment: Playwright, Debian's Chromium, and axe-core."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import NamedTuple

from tooling import Missing, Tooling

_TOOLING = Tooling("browser")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_AXE = "axe-core@4.14.1"
_AXE_DIGEST = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"


class Tools(NamedTuple):
    """The browser's command, and the script that looks for barriers in a page."""

    browser: str
    axe: Path


def set_up() -> Tools:
    """Installs what is missing. Raises Missing, with the command to run, when that may not be done here."""
    folder = _TOOLING.python_packages()
    if not _browser():
        _TOOLING.install(["chromium"])
    browser = _browser()
    if not browser:
        raise Missing("Chromium is still missing after it was installed.")
    return Tools(browser, _axe(folder))


def _browser() -> str:
    return next(filter(None, map(shutil.which, _BROWSERS)), "")


def _axe(folder: Path) -> Path:
    """The script of axe-core, out of its package of npm, which must be the one that we know."""
    script = folder / "axe.min.js"
    if not script.is_file():
        if not shutil.which("npm"):
            _TOOLING.install(["npm"])
        _TOOLING.say("fetching", _AXE)
        done = subprocess.run(
            ["npm", "pack", "--silent", "--pack-destination", folder, _AXE], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Missing(f"{done.stderr}axe-core could not be fetched. Is this computer online?")
        with tarfile.open(folder / done.stdout.split()[-1]) as package:
            member = package.extractfile("package/axe.min.js")
            data = member.read() if member else b""
        if hashlib.sha256(data).hexdigest() != _AXE_DIGEST:
            raise Missing("axe-core is not the one that we know.")
        script.write_bytes(data)
    return script
