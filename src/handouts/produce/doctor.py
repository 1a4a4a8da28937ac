"""What is missing or doubtful about this computer and this folder, and what mends it.

Nothing beyond the standard library is imported until it is looked for: `run` calls `missing_packages` before anything
is installed. The engine is never imported, because a broken one ends the process; its libraries are loaded as it would.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import importlib.util
import os
import shlex
import shutil
import stat
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

from handouts.files.layout import CLIENT_JOURNALS, JOURNAL, JOURNAL_DAYS, JOURNALS
from handouts.languages.messages import joined_by_and
from handouts.problems import msg, system_reason
from handouts.produce.cloud_folders import services_copying

State = Literal["ok", "doubtful", "missing"]

LEAST_PYTHON = (3, 11)
# In bytes. A build writes a few MB beside what it replaces; a full year of sheets with pictures takes some hundreds.
LEAST_FREE = 20_000_000
COMFORTABLY_FREE = 500_000_000


class Finding(NamedTuple):
    """One thing that was looked at: how it stands, and when it is not `ok` the sentence that mends it."""

    name: str
    state: State
    message: str
    mend: str = ""


class Library(NamedTuple):
    """A library of the system: its file on Linux and on macOS, and the packages that bring it."""

    title: str
    linux: str
    macos: str
    debian: str
    homebrew: str = "pango"


# The files are those that WeasyPrint 70 tries (weasyprint/text/ffi.py).
PANGO = Library("Pango", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0")
SUBSET = Library(
    "HarfBuzz-subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset0", "harfbuzz"
)
REQUIRED = (
    PANGO,
    Library("PangoFT2", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0"),
    Library("GObject", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libpango-1.0-0"),
    Library("HarfBuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz0b", "harfbuzz"),
    Library("Fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig1"),
)


def examine(folder: Path | None) -> list[Finding]:
    """Looks at the computer and, where one is given, at a practice folder that exists. Leaves nothing behind."""
    findings = [_python(), _pango(), _subset(), _fonts()]
    if folder is not None:
        folder = folder.resolve()
        findings += [_file_modes(folder), _cloud(folder), _output(folder), _disk(folder), _journals(folder)]
    return findings


def missing_packages() -> list[str]:
    """The packages of the system that the set-up cannot do without and that are not there.

    On macOS the names are Homebrew's, elsewhere those of Debian and Ubuntu.
    """
    packages = {_package(library) for library in (*REQUIRED, SUBSET) if load(library) is None}
    # Debian keeps ensurepip out of its Python, and without it `python3 -m venv` makes a folder that has no pip.
    if sys.platform != "darwin" and importlib.util.find_spec("ensurepip") is None:
        packages.add("python3-venv")
    return sorted(packages)


def load(library: Library) -> ctypes.CDLL | None:
    """The library as the dynamic linker finds it, or None."""
    name = library.linux
    if sys.platform == "darwin":
        # `find_library` also looks where Homebrew keeps its own; the linker by itself may not.
        name = ctypes.util.find_library(library.macos.removeprefix("lib").removesuffix(".dylib")) or library.macos
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def _python() -> Finding:
    version = "Python " + ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] >= LEAST_PYTHON:
        return Finding("python", "ok", version)
    message = msg(
        "{version} is too old: {least_python} or later is needed",
        version=version,
        least_python=".".join(map(str, LEAST_PYTHON)),
    )
    return Finding("python", "missing", message, _install("python3", "python@3.13"))


def _pango() -> Finding:
    loaded = {library: load(library) for library in REQUIRED}
    absent = [library for library, found in loaded.items() if found is None]
    pango = loaded[PANGO]
    if pango is None or absent:
        message = msg("no PDF can be made without {absent}", absent=", ".join(library.title for library in absent))
        return Finding("pango", "missing", message, _install_libraries(absent))
    return Finding("pango", "ok", msg("Pango {version}", version=_version(pango.pango_version_string)))


def _subset() -> Finding:
    loaded = load(SUBSET)
    if loaded is None:
        message = "without HarfBuzz-subset a PDF takes longer to make, and its bytes differ from one time to the next"
        return Finding("harfbuzz-subset", "doubtful", message, _install_libraries([SUBSET]))
    version = _version(loaded.hb_version_string)
    return Finding("harfbuzz-subset", "ok", msg("HarfBuzz-subset {version}", version=version))


def _version(function: ctypes._NamedFuncPointer) -> str:
    function.restype = ctypes.c_char_p
    return str(function().decode())


def _fonts() -> Finding:
    again = "Install handouts again: ./run build in its repository, or elsewhere: pipx reinstall handouts"
    try:
        import fontpkg

        from handouts.content.model.brand import PAIRS
    except ImportError as reason:
        return Finding("fonts", "missing", msg("the library {name} is not installed", name=reason.name), again)
    absent = set()
    faces = {face.family: face for pair in PAIRS.values() for face in pair}
    for family, face in faces.items():
        try:
            found = all(fontpkg.path(face.package, *cut).is_file() for cut in face.cuts)
        except fontpkg.FontpkgError:
            found = False
        if not found:
            absent.add(family)
    if absent:
        message = msg("these typefaces are not installed: {absent}", absent=", ".join(sorted(absent)))
        return Finding("fonts", "missing", message, again)
    return Finding("fonts", "ok", ", ".join(sorted(faces)))


def _file_modes(folder: Path) -> Finding:
    """Whether a file can be for her alone; on Windows' disks under WSL and on exFAT it cannot."""
    try:
        mode = _mode_that_holds(folder)
    except OSError as reason:
        message = msg("nothing can be written in {folder}: {reason}", folder=folder, reason=system_reason(reason))
        return Finding("file-modes", "missing", message, _own(folder))
    if mode == 0o600:
        return Finding("file-modes", "ok", msg("a client's sheet can be kept from other users of this computer"))
    message = msg(
        "other users of this computer can read a client's sheet in {folder}: modes of files do not hold there",
        folder=folder,
    )
    return Finding("file-modes", "doubtful", message, _move(folder, msg("to a disk of this system")))


def _mode_that_holds(folder: Path) -> int:
    """The mode that a file in the folder has when it was made for its owner alone (0600)."""
    handle, name = tempfile.mkstemp(prefix=".handouts-", suffix=".part", dir=folder)
    try:
        return stat.S_IMODE(os.fstat(handle).st_mode)
    finally:
        os.close(handle)
        Path(name).unlink(missing_ok=True)


def _cloud(folder: Path) -> Finding:
    services = sorted(set(services_copying(folder)))
    if not services:
        return Finding("cloud", "ok", msg("no service was recognised that copies this folder to other computers"))
    message = msg(
        "{services} copies {folder} to other computers, and advice to a client is health data",
        services=joined_by_and(services),
        folder=folder,
    )
    return Finding("cloud", "doubtful", message, _move(folder, msg("out of there")))


def _output(folder: Path) -> Finding:
    output = folder / "output"
    for place in (output, *(output / name for name in (".state", "brochures", "sheets", "print"))):
        if os.path.lexists(place) and not place.is_dir():
            mend = msg(
                "Give it another name: mv {place} {new_place}",
                place=shlex.quote(str(place)),
                new_place=shlex.quote(f"{place}.old"),
            )
            return Finding("output", "missing", msg("{place} is not a folder", place=place), mend)
    place = output if output.exists() else folder
    if os.access(place, os.W_OK | os.X_OK):
        return Finding("output", "ok", msg("{output} can be written", output=output))
    return Finding("output", "missing", msg("nothing can be written in {place}", place=place), _own(place))


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    message = msg("{free} MB free", free=free // 1000000)
    if free >= COMFORTABLY_FREE:
        return Finding("disk", "ok", message)
    state: State = "doubtful" if free >= LEAST_FREE else "missing"
    return Finding("disk", state, message, msg("Make room; what takes it is shown by: du -sh ~/*"))


def _journals(folder: Path) -> Finding:
    """Whether what the studio keeps of what was typed is hers alone, and no older than it is kept."""
    found: list[tuple[Path, os.stat_result]] = []
    for place in (folder / CLIENT_JOURNALS, folder / JOURNALS):
        with suppress(OSError):
            found += [(path, path.lstat()) for path in sorted(place.iterdir()) if JOURNAL in path.name]
    if open_to_all := [path for path, state in found if stat.S_IMODE(state.st_mode) & 0o077]:
        message = msg("other users of this computer can read what was typed in {file}", file=open_to_all[0])
        mend = msg("Close it: chmod -R go= {folder}", folder=shlex.quote(str(open_to_all[0].parent)))
        return Finding("drafts", "doubtful", message, mend)
    if old := [path for path, state in found if time.time() - state.st_mtime > JOURNAL_DAYS * 86400]:
        message = msg("{file} holds what was typed more than {count} days ago", file=old[0], count=JOURNAL_DAYS)
        return Finding("drafts", "doubtful", message, msg("Delete it: rm {file}", file=shlex.quote(str(old[0]))))
    message = msg("what is typed in the studio is kept for {count} days at most", count=JOURNAL_DAYS)
    return Finding("drafts", "ok", message)


def _package(library: Library) -> str:
    return library.homebrew if sys.platform == "darwin" else library.debian


def _install_libraries(libraries: list[Library]) -> str:
    debian = sorted({library.debian for library in libraries})
    homebrew = sorted({library.homebrew for library in libraries})
    return _install(" ".join(debian), " ".join(homebrew))


def _install(debian: str, homebrew: str) -> str:
    if sys.platform == "darwin":
        return msg("Install it with: brew install {homebrew}", homebrew=homebrew)
    return msg("Install it with: sudo apt-get install {debian}", debian=debian)


def _own(folder: Path) -> str:
    return msg('Make it yours: sudo chown -R "$USER" {folder}', folder=shlex.quote(str(folder)))


def _move(folder: Path, where: str) -> str:
    return msg(
        "Move it {where}, for example: mv {folder} ~/{name}",
        where=where,
        folder=shlex.quote(str(folder)),
        name=shlex.quote(folder.name),
    )
