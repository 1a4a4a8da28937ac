"""A starter for the studio in the menu of her desktop, so that she needs no terminal.

On Linux that is an entry as freedesktop.org describes it (Desktop Entry Specification 1.5), on macOS an application in
her own folder of them, and under Windows (WSL) a shortcut on the desktop. The last two were never tried by us.
"""

from __future__ import annotations

import base64
import os
import re
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from shlex import join
from typing import NamedTuple
from xml.sax.saxutils import escape

from handouts.files.command import clone
from handouts.files.writing import PUBLIC, write
from handouts.problems import BrokenEnvironment, UsageError

_ART = Path(__file__).resolve().parent / "static/art"
_EXECUTABLE = 0o755
_PLIST = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleName</key><string>{name}</string>
<key>CFBundleIdentifier</key><string>example.handouts.studio.{number}</string>
<key>CFBundleExecutable</key><string>studio</string>
<key>CFBundleIconFile</key><string>mark</string>
<key>CFBundlePackageType</key><string>APPL</string>
<key>LSUIElement</key><true/>
</dict></plist>
"""


class Starter(NamedTuple):
    """What is started for which practice folder, and what it is called in the menu."""

    place: Path
    name: str
    remark: str

    @property
    def number(self) -> str:
        """What tells the starter of one practice folder from that of another."""
        return blake2b(os.fsencode(self.place), digest_size=4).hexdigest()

    @property
    def command(self) -> list[str]:
        """The words by which the studio of this folder is started, from any folder."""
        place = clone()
        program = [str(place / "run")] if place else [sys.executable, "-m", "handouts"]
        return [*program, "--folder", str(self.place), "studio"]


def install(starter: Starter, system: str = sys.platform, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Puts the starter where this system looks for one; returns the files that she can find it by.

    Raises UsageError for a folder whose name a starter cannot hold, BrokenEnvironment where it cannot be written.
    """
    if not str(starter.place).isprintable():
        raise UsageError("A starter cannot hold the name of this folder: {folder}", folder=starter.place)
    if system == "darwin":
        return _on_macos(starter)
    if "WSL_DISTRO_NAME" in environment:
        return _on_windows(starter, environment["WSL_DISTRO_NAME"])
    return _on_linux(starter, environment)


def _on_linux(starter: Starter, environment: Mapping[str, str]) -> list[Path]:
    data = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local/share")
    icon = data / "icons/hicolor/scalable/apps/handouts-studio.svg"
    entry = data / f"applications/handouts-studio-{starter.number}.desktop"
    write(icon, (_ART / "mark.svg").read_bytes(), mode=PUBLIC)
    write(entry, desktop_entry(starter, icon).encode(), mode=PUBLIC)
    return [entry]


def desktop_entry(starter: Starter, icon: Path) -> str:
    """The text of a desktop entry."""
    lines = {
        "Type": "Application",
        "Name": _in_entry(starter.name),
        "Comment": _in_entry(starter.remark),
        "Exec": _in_entry(" ".join(map(_argument, starter.command))),
        "Icon": _in_entry(str(icon)),
        "Terminal": "false",
        "Categories": "Office;",
        "StartupNotify": "false",
    }
    return "[Desktop Entry]\n" + "".join(f"{key}={value}\n" for key, value in lines.items())


def _argument(text: str) -> str:
    """A word of a command between quotes, with what has a meaning there behind a backslash, and each % twice."""
    escaped = re.sub(r'(["`$\\])', r"\\\1", text).replace("%", "%%")
    return text if re.fullmatch(r"[\w@+=:,./-]+", text) else f'"{escaped}"'


def _in_entry(text: str) -> str:
    """A text as a value of a desktop entry, on one line."""
    return " ".join(text.split("\n")).replace("\\", "\\\\")


def _on_macos(starter: Starter) -> list[Path]:
    application = Path.home() / f"Applications/{_file_name(starter.name)}.app"
    contents = application / "Contents"
    script = contents / "MacOS/studio"
    picture = (_ART / "mark.png").read_bytes()
    # An icon of macOS is a row of blocks, each with its kind and its length; this kind is a PNG of 256 dots.
    block = b"ic08" + struct.pack(">I", len(picture) + 8) + picture
    write(
        contents / "Info.plist", _PLIST.format(name=escape(starter.name), number=starter.number).encode(), mode=PUBLIC
    )
    write(contents / "Resources/mark.icns", b"icns" + struct.pack(">I", len(block) + 8) + block, mode=PUBLIC)
    write(script, f"#!/bin/sh\nexec {join(starter.command)}\n".encode(), mode=PUBLIC)
    script.chmod(_EXECUTABLE)
    return [application]


def _file_name(name: str) -> str:
    return re.sub(r"[^\w .&'-]", "-", name).strip(" .") or "handouts"


def _on_windows(starter: Starter, distribution: str) -> list[Path]:
    script = shortcut_script(starter, distribution)
    ran = run_in_windows(script)
    if ran is None:
        raise BrokenEnvironment("No shortcut was made: Windows did not answer from here.")
    return [Path(ran)]


def shortcut_script(starter: Starter, distribution: str) -> str:
    """What PowerShell is to do: a shortcut on the desktop that starts the studio within WSL; it prints its place."""
    arguments = f'-d "{distribution}" --exec {" ".join(map(_windows_argument, starter.command))}'
    return "\n".join(
        [
            "$ErrorActionPreference = 'Stop'",
            f"$name = {_quoted(_file_name(starter.name) + '.lnk')}",
            "$place = Join-Path ([Environment]::GetFolderPath('Desktop')) $name",
            "$shortcut = (New-Object -ComObject WScript.Shell).CreateShortcut($place)",
            "$shortcut.TargetPath = Join-Path $env:SystemRoot 'System32\\wsl.exe'",
            f"$shortcut.Arguments = {_quoted(arguments)}",
            f"$shortcut.Description = {_quoted(starter.remark)}",
            "$shortcut.WindowStyle = 7",
            "$shortcut.Save()",
            "Write-Output $place",
        ]
    )


def _quoted(text: str) -> str:
    """A text as PowerShell takes it as it is."""
    return "'" + text.replace("'", "''") + "'"


def _windows_argument(text: str) -> str:
    """A word of a command line of Windows."""
    inside = re.sub(r'(\\*)"', r'\1\1\\"', text)
    return '"' + re.sub(r"(\\+)$", r"\1\1", inside) + '"'


def run_in_windows(script: str) -> str | None:
    """What a script says that PowerShell runs, from within WSL; None where there is none, or it fails."""
    encoded = base64.b64encode(script.encode("utf-16-le")).decode()
    words: Sequence[str] = ("powershell.exe", "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded)
    try:
        ran = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)  # noqa: S603  # all of it is ours
    except (OSError, subprocess.SubprocessError):
        return None
    return ran.stdout.strip()
