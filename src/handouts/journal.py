"""What was made from what: a document is made again only when something that it was made from has changed.

The journal lies in `.state` beside the PDFs, owner-only. It holds names, digests and Problems, and no text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import handouts
from handouts.folder import Shelf, digest
from handouts.model.formats import FORMATS
from handouts.problems import Problem
from handouts.writing import PUBLIC, make_folder, write

VERSION = 1
_LIBRARIES = ("libpango", "libharfbuzz", "libfontconfig", "libfreetype", "libglib")


class Made(NamedTuple):
    """How an output file came to be."""

    inputs: dict[str, str]
    absent: list[str]
    toolchain: str
    libraries: dict[str, list[int]]
    output: str
    pages: int
    problems: list[Problem]
    until: str | None


class Output(NamedTuple):
    """An output file as it was just made. `until` is the last day on which its Problems will be the same."""

    pdf: bytes
    pages: int
    problems: list[Problem]
    until: date | None


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
        if entry.get("source") != _source(source) or not isinstance(formats, list):
            return None
        return formats if formats and all(each in list(FORMATS) for each in formats) else None

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
        except (OSError, AttributeError, KeyError, TypeError, ValueError):
            return None
        return made if unchanged else None

    def name_formats(self, kind: str, name: str, source: str, formats: list[str]) -> None:
        """Notes the formats that a document names while its file has the digest `source`."""
        entry = self._entry(kind, name)
        if (entry.get("source"), entry.get("formats")) != (_source(source), formats):
            self._keep(kind, name, {**entry, "source": _source(source), "formats": formats})

    def record(self, kind: str, name: str, format_name: str, shelf: Shelf, made: Output) -> None:
        """Notes how an output file was made: from all that `shelf` read and looked for."""
        entry = self._entry(kind, name)
        entry["made"][format_name] = {
            "inputs": {self._place(path): known for path, known in sorted(shelf.used.items())},
            "absent": sorted(self._place(path) for path in shelf.absent),
            "toolchain": toolchain(),
            "libraries": _stamps(_loaded_libraries()),
            "output": digest(made.pdf),
            "pages": made.pages,
            "problems": [problem.as_data() for problem in made.problems],
            "until": made.until.isoformat() if made.until else None,
        }
        self._keep(kind, name, entry)

    def _keep(self, kind: str, name: str, entry: dict[str, Any]) -> None:
        data = json.dumps({**entry, "version": VERSION}, indent=1, sort_keys=True)
        make_folder(self._state.parent, PUBLIC)
        write(self._file(kind, name), data.encode())

    def _entry(self, kind: str, name: str) -> dict[str, Any]:
        try:
            entry = json.loads(self._file(kind, name).read_bytes())
        except (OSError, ValueError, RecursionError):
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


def _source(source: str) -> str:
    """A document as this program understands it: another version may give it other formats."""
    return f"{source} {toolchain()}"


def _loaded_libraries() -> list[str]:
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


def _stamps(paths: Iterable[str]) -> dict[str, list[int]]:
    stamps = {}
    for path in paths:
        try:
            stat = Path(path).stat()
        except OSError:
            stamps[path] = [0, 0]
        else:
            stamps[path] = [stat.st_size, stat.st_mtime_ns]
    return stamps
