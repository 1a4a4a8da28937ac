"""Where a document lies that is not found by its name: under another ending, or in a folder of another kind."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from handouts.files.command import command
from handouts.files.layout import NOUNS
from handouts.files.naming import documents_in, is_well_named
from handouts.problems import BrokenEnvironment, Message, msg

_MAKING = {"brochures": "build", "clients": "sheet"}
"""The command that makes something of a document, by its folder."""
_PRACTICE = "practice.yaml"
"""Lies where it belongs."""


def misplaced(root: Path, kind: str, name: str) -> Message | None:
    """The file that was perhaps meant by `name`, and what to do so that it is found; None where there is none.

    `root` is the practice folder, and `kind` the folder in which the document was looked for, such as `brochures`.
    What cannot be looked into holds none.
    """
    wanted = _plain(name)
    for path in _called(root / "content" / kind, wanted):
        if is_well_named(path):
            return None  # another in its capitals only
        return msg("content/{kind}/{file} is there: call it {name}.yaml", kind=kind, file=path.name, name=_stem(path))
    for other in (each for each in NOUNS if each != kind):
        for path in _called(root / "content" / other, wanted):
            file = f"content/{other}/{path.name}"
            if other in _MAKING and kind in _MAKING and is_well_named(path):
                made = f"{command()} {_MAKING[other]} {path.stem}"
                return msg("{file} is a {what}: {command}", file=file, what=NOUNS[other], command=made)
            return _move(file, kind)
    for place, folder in ((root / "content", "content/"), (root, "")):
        for path in (each for each in _called(place, wanted) if each.name != _PRACTICE):
            return _move(f"{folder}{path.name}", kind)
    return None


def _move(file: str, kind: str) -> Message:
    return msg("{file} is there: if it is a {what}, put it in content/{kind}", file=file, what=NOUNS[kind], kind=kind)


def _called(place: Path, wanted: str) -> Iterator[Path]:
    """The files of YAML in a folder that have a name, whatever its capitals and endings; those read as such first."""
    found: list[Path] = []
    with suppress(BrokenEnvironment):
        found = [path for path in documents_in(place) if _plain(path.name) == wanted and ".y" in path.name.lower()]
    yield from sorted(found, key=lambda path: (not is_well_named(path), path.name))


def _plain(name: str) -> str:
    return _stem(Path(name)).casefold()


def _stem(path: Path) -> str:
    """A name without the endings that mean YAML, also before one that an editor put behind them."""
    name = unicodedata.normalize("NFC", path.name).rstrip(" .")
    for ending in (".txt", ".md", ".yaml", ".yml"):
        if name.lower().endswith(ending):
            name = name[: -len(ending)].rstrip(" .")
    return name
