"""Promises that need a process of their own: no network, the same bytes anywhere, and nothing else is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from conformance import damaged, pictures, prose
from conformance.folders import Brand, command, shipped, stressed

_PARAGRAPHS = 2_000
_DAMAGES = 500
_EVERYWHERE = ("--format", "a4", "--format", "large-print", "--png")
# The machine as such: where the loader finds libraries, what this process is, and a source of chance.
_MACHINE = ("/dev/null", "/dev/urandom", "/proc/self/", "/etc/ld.so.cache", "/lib/", "/lib64/", "/usr/lib/")


def offline(root: Path, scratch: Path) -> Iterator[str]:
    """A build where there is no network gives the same files; yields what is wrong with that."""
    alone = ["unshare", "--net", "--map-root-user"]
    seen = _run([*alone, "cat", "/proc/net/dev"])
    names = [line.split(":")[0].strip() for line in seen.stdout.splitlines() if ":" in line]
    if seen.returncode or names != ["lo"]:
        yield f"no network could be taken away: {seen.stderr.strip() or names}"
        return
    with_network, without = (shipped(root, scratch / name, Brand()) for name in ("with", "without"))
    for before, folder in (([], with_network), (alone, without)):
        done = _run([*before, *command(folder, "build", *_EVERYWHERE)])
        if done.returncode:
            yield f"the build ends with {done.returncode}: {done.stderr.strip()}"
    yield from _differences(with_network, without)


def same_bytes(root: Path, scratch: Path) -> Iterator[str]:
    """Builds in two places that share nothing but the content; yields each file that differs."""
    near, far = scratch / "a", scratch / "een map, élders/b"
    for folder in (near, far):
        shipped(root, folder, Brand("avondlicht", "klassiek"))
        stressed(folder / "stress", Brand("zechstein", "helder"))
    first = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"}
    # Kiritimati is a day ahead of most of the world.
    second = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "nl_NL.UTF-8"}
    elsewhere = {**second, "HOME": str(scratch / "nobody"), "TMPDIR": tempfile.mkdtemp(dir=scratch)}
    for below in ("", "stress"):
        yield from _build(near / below, first, umask=0o022)
        # One at a time and the last first: what a process made before must not matter.
        names = sorted((path.stem for path in (far / below).glob("content/brochures/*.yaml")), reverse=True)
        for name in names:
            yield from _build(far / below, elsewhere, name, umask=0o077)
        yield from _differences(near / below, far / below)


def _build(folder: Path, world: Mapping[str, str], *names: str, umask: int) -> Iterator[str]:
    done = _run(command(folder, "build", *names, *_EVERYWHERE), {**os.environ, **world}, umask)
    if done.returncode:
        yield f"the build in {folder.name} ends with {done.returncode}: {done.stderr.strip()}"


def _differences(one: Path, other: Path) -> Iterator[str]:
    files = [
        {path.relative_to(folder / "output"): path.read_bytes() for path in (folder / "output/brochures").glob("*")}
        for folder in (one, other)
    ]
    if not files[0]:
        yield "nothing was made"
    if len(set(files[0].values())) != len(files[0]):
        yield "two documents are the same"
    for name in sorted(files[0].keys() | files[1].keys()):
        left, right = (made.get(name) for made in files)
        if left is None or right is None:
            yield f"{name} was made in one place only"
        elif left != right:
            pairs = enumerate(zip(left, right, strict=False))
            place = next((place for place, (a, b) in pairs if a != b), min(len(left), len(right)))
            around = slice(max(0, place - 40), place + 40)
            yield f"{name} differs from byte {place}: {left[around]!r} and {right[around]!r}"


def reads(root: Path, scratch: Path) -> Iterator[str]:
    """A build opens nothing but the practice folder, the package and what Python stands on; yields the rest.

    Python tells of the files that it opens; those that a library written in C opens by itself it does not see.
    """
    folder, temporary = stressed(scratch / "praktijk"), scratch / "temporary"
    temporary.mkdir()
    notes = scratch / "opened.json"
    listening = [sys.executable, str(Path(__file__).with_name("listen.py")), str(notes)]
    done = _run([*listening, *command(folder, "build", "--png")[3:]], {**os.environ, "TMPDIR": str(temporary)})
    if done.returncode:
        yield f"the build ends with {done.returncode}: {done.stderr.strip()}"
        return
    opened = [Path(path) for each in scratch.glob("opened.json*") for path in json.loads(each.read_text())]
    named = sysconfig.get_paths()
    python = [named[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    # The practice of the example is shipped too: what is left of it in hers is looked for.
    shipped = ("src/handouts", "templates", "styles", "content/labels", "content/practice.yaml")
    package = [root / name for name in shipped]
    places = [place.resolve() for place in (folder, temporary, *package, *map(Path, python))]
    places.append(Path("/proc/self/statm"))  # how much memory a worker has by itself
    # The listener hears, and what is not allowed is told from what is.
    workers = list(scratch.glob("opened.json.*"))
    if (
        not workers
        or folder / "content/practice.yaml" not in opened
        or not list(_outside([Path("/etc/hostname")], places))
    ):
        yield "this check hears nothing"
    yield from (f"{path} is read" for path in _outside(opened, places))


def _outside(opened: Iterable[Path], places: Iterable[Path]) -> Iterator[Path]:
    allowed = list(places)
    for path in opened:
        known = any(path.is_relative_to(place) or path.resolve().is_relative_to(place) for place in allowed)
        if not known and not str(path).startswith(_MACHINE):
            yield path


def _run(
    words: list[str], environment: Mapping[str, str] | None = None, umask: int = -1
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False, env=environment, umask=umask)


def innocent_prose(_root: Path, scratch: Path) -> Iterator[str]:
    """At least 2 000 paragraphs in all formats pass the proof; yields what is held against any of them."""
    done = number = 0
    while done < _PARAGRAPHS:
        for name in prose.SIZES:
            case = prose.case(number, name)
            yield from prose.refusals(case, scratch)
            done += case.paragraphs
        number += 1


def found_damage(_root: Path, scratch: Path) -> Iterator[str]:
    """The proof finds each of 500 damages, and has nothing against as many harmless changes; yields where it errs."""
    documents = [damaged.sound(name, scratch) for name in prose.SIZES]
    for number in range(_DAMAGES):
        document = documents[number % len(documents)]
        what, pdf = document.damaged(number)
        if not damaged.found(pdf, document.composed):
            yield f"damage {number} is not found: {what}"
        what, pdf = document.harmless(number)
        if rules := damaged.found(pdf, document.composed):
            yield f"change {number} is refused ({', '.join(sorted(rules))}): {what}"


def pictures_and_drawings(_root: Path, _scratch: Path) -> Iterator[str]:
    """Innocent drawings print; of what was damaged nothing prints otherwise in silence; yields where either fails."""
    yield from pictures.innocent_drawings()
    yield from pictures.damaged_pictures()
