"""What was made from what: a document is made again only when something that it was made from has changed.

The journal lies in `.state` beside the PDFs, owner-only. It holds names, digests and Problems, and no text.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import handouts
from handouts.folder import Shelf, digest
from handouts.problems import Problem
from handouts.writing import write

VERSION = 1
_LIBRARIES = ("pango", "harfbuzz", "fontconfig", "freetype", "gobject", "glib")


class Made(NamedTuple):
    """How one output file came to be. `until` is the last day on which its Problems are the same."""

    inputs: dict[str, str]
    absent: list[str]
    toolchain: str
    libraries: dict[str, list[int]]
    output: str
    pages: int
    problems: list[Problem]
    until: str | None


class Journal:
    """The journal of one output folder."""

    def __init__(self, output: Path, root: Path, shipped: Path) -> None:
        """`output` is where the PDFs lie; files under `root` and `shipped` are remembered relative to these."""
        self._state = output / ".state"
        self._places = {"own": root, "shipped": shipped}

    def formats(self, kind: str, name: str, source: str) -> list[str] | None:
        """The formats that a document named when its file had the digest `source`, or None when that is unknown."""
        entry = self._entry(kind, name)
        formats = entry.get("formats")
        return list(formats) if entry.get("source") == source and formats else None

    def made(self, kind: str, name: str, format_name: str, output: Path, today: date) -> Made | None:
        """What is known of an output file, if nothing that it depends on has changed since; else None."""
        try:
            made = self._made(self._entry(kind, name)["made"][format_name])
            unchanged = (
                made.toolchain == toolchain()
                and (made.until is None or today.isoformat() <= made.until)
                and digest(output.read_bytes()) == made.output
                and all(digest(self._path(place).read_bytes()) == known for place, known in made.inputs.items())
                and not any(self._path(place).is_file() for place in made.absent)
                and made.libraries == _stamps(made.libraries)
            )
        except (OSError, KeyError, TypeError, ValueError):
            return None
        return made if unchanged else None

    def record(
        self, kind: str, name: str, format_name: str, *, shelf: Shelf, formats: list[str], source: str,
        pdf: bytes, pages: int, problems: Iterable[Problem], until: date | None,
    ) -> None:  # fmt: skip
        """Notes how the file `pdf` was made: from all that `shelf` read and looked for."""
        entry = self._entry(kind, name)
        if entry.get("source") != source:
            entry = {"made": entry.get("made", {})}
        entry |= {"version": VERSION, "source": source, "formats": formats}
        entry["made"][format_name] = {
            "inputs": {self._place(path): known for path, known in sorted(shelf.used.items())},
            "absent": sorted(self._place(path) for path in shelf.absent),
            "toolchain": toolchain(),
            "libraries": _stamps(_loaded_libraries()),
            "output": digest(pdf),
            "pages": pages,
            "problems": [problem.as_data() for problem in problems],
            "until": until.isoformat() if until else None,
        }
        write(self._file(kind, name), json.dumps(entry, indent=1, sort_keys=True).encode())

    def _entry(self, kind: str, name: str) -> dict[str, Any]:
        try:
            entry = json.loads(self._file(kind, name).read_bytes())
        except (OSError, ValueError):
            entry = None
        if not isinstance(entry, dict) or entry.get("version") != VERSION or not isinstance(entry.get("made"), dict):
            return {"made": {}}
        return entry

    def _file(self, kind: str, name: str) -> Path:
        return self._state / kind / f"{name}.json"

    def _made(self, data: dict[str, Any]) -> Made:
        return Made(**{**data, "problems": [Problem.from_data(each) for each in data["problems"]]})

    def _place(self, path: Path) -> str:
        for name, base in self._places.items():
            if path.is_relative_to(base):
                return f"{name}:{path.relative_to(base).as_posix()}"
        return str(path)

    def _path(self, place: str) -> Path:
        name, _, relative = place.partition(":")
        return self._places[name] / relative


def toolchain() -> str:
    """A fingerprint of everything installed that a PDF depends on: this program, its libraries and fonts, Python."""
    package = Path(handouts.__file__).parent
    seen = [sys.version, handouts.__version__]
    for folder, _, files in sorted(os.walk(package)):
        for name in sorted(files):
            if name.endswith(".py"):
                stat = os.stat(os.path.join(folder, name))
                seen.append(f"{os.path.relpath(folder, package)}/{name} {stat.st_size} {stat.st_mtime_ns}")
    for place in sys.path:
        if place.endswith(("site-packages", "dist-packages")) and os.path.isdir(place):
            seen += sorted(name for name in os.listdir(place) if name.endswith(".dist-info"))
    return digest("\n".join(seen).encode())


def _loaded_libraries() -> list[str]:
    """The files of the system's libraries that draw text, as this process uses them."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        places = (Path("/opt/homebrew/lib"), Path("/usr/local/lib"))
        return sorted(
            {str(path.resolve()) for place in places for name in _LIBRARIES for path in place.glob(f"lib{name}*.dylib")}
        )
    paths = {line.split(maxsplit=5)[5] for line in maps.splitlines() if line.count("/") > 1 and len(line.split()) > 5}
    return sorted(path for path in paths if os.path.basename(path).startswith(tuple(f"lib{x}" for x in _LIBRARIES)))


def _stamps(paths: Iterable[str]) -> dict[str, list[int]]:
    stamps = {}
    for path in paths:
        try:
            stat = os.stat(path)
        except OSError:
            stamps[path] = [0, 0]
        else:
            stamps[path] = [stat.st_size, stat.st_mtime_ns]
    return stamps
