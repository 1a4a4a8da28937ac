"""What a PDF is made with, told so that a change is seen: this program, its libraries and fonts, those of the system.

Sizes and times of files stand for what is in them: looking at each of these files would cost more than it saves.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import handouts
from handouts.files.folder import digest

_LIBRARIES = ("libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libglib")


@cache
def toolchain() -> str:
    """A fingerprint of everything installed that a PDF depends on: this program, its libraries and fonts, Python."""
    package = Path(handouts.__file__).parent
    seen = [sys.version, handouts.__version__]
    for path in sorted(package.rglob("*.py")):
        stat = path.stat()
        seen.append(f"{path.relative_to(package)} {stat.st_size} {stat.st_mtime_ns}")
    for place in map(Path, sys.path):
        if place.name in {"site-packages", "dist-packages"} and place.is_dir():
            seen += sorted(found.name for found in place.iterdir() if found.suffix == ".dist-info")
    return digest("\n".join(seen).encode())


def loaded_libraries() -> list[str]:
    """The files of the system's libraries that draw text, as this process uses them."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        # macOS does not say; these are where Homebrew keeps them.
        homes = (Path("/opt/homebrew/lib"), Path("/usr/local/lib"))
        found = (path.resolve() for home in homes for name in _LIBRARIES for path in home.glob(f"{name}*.dylib"))
        return sorted(set(map(str, found)))
    # address, rights, offset, device, inode, path
    fields = (line.split(maxsplit=5) for line in maps.splitlines())
    paths = {each[5] for each in fields if len(each) == 6}
    return sorted(path for path in paths if Path(path).name.startswith(_LIBRARIES))


def stamps(paths: Iterable[str]) -> dict[str, list[int]]:
    """The size in bytes and the time of change in ns of each file; zeros for one that is gone."""
    stamps = {}
    for path in paths:
        try:
            stat = Path(path).stat()
        except OSError:
            stamps[path] = [0, 0]
        else:
            stamps[path] = [stat.st_size, stat.st_mtime_ns]
    return stamps
