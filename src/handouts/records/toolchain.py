"""What a PDF is made with, so that a change is seen: this program, its libraries and fonts, those of the system.

Sizes and times of files stand for what is in them: looking at each of these files would cost more than it saves.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import handouts
from handouts.files.folder import digest

_LIBRARIES = ("libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libglib")


@cache
def toolchain() -> str:
    """A fingerprint of everything installed that a PDF depends on: this program, its libraries and fonts, Python."""
    package = os.path.dirname(handouts.__file__)  # noqa: PTH120  # paths as text: there are hundreds
    seen = [sys.version, handouts.__version__, *sorted(_modules(package, len(package)))]
    for place in sys.path:
        if place.rstrip(os.sep).endswith(("site-packages", "dist-packages")):
            with suppress(OSError):
                seen += sorted(name for name in os.listdir(place) if name.endswith(".dist-info"))  # noqa: PTH208
    return digest("\n".join(seen).encode(errors="surrogateescape"))


def _modules(folder: str, root: int) -> Iterator[str]:
    """Each module and data file in a folder and below: its path without the first `root` letters, its size and time."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _modules(entry.path, root)
            elif entry.name.endswith((".py", ".yaml")):
                stat = entry.stat()
                yield f"{entry.path[root:]} {stat.st_size} {stat.st_mtime_ns}"


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
    stamps = {path: [0, 0] for path in paths}
    for path in stamps:
        with suppress(OSError):
            stat = Path(path).stat()
            stamps[path] = [stat.st_size, stat.st_mtime_ns]
    return stamps
