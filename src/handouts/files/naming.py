"""The names of documents, and what is found where a document is looked for."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import unicodedata
from collections.abc import Container, Iterable, Iterator
from pathlib import Path, PurePath
from shlex import quote
from typing import NamedTuple

from handouts.files.command import command
from handouts.problems import BrokenEnvironment, Mark, Problem, UsageError, error, msg, system_reason

# Editors and word processors add these where a document was meant.
_MEANT = {".yaml", ".yml", ".txt", ".md", ".doc", ".docx", ".odt", ".rtf"}
_IMPORTED = {".txt", ".md"}
_GROWN = 1024 * 1024
"""Bytes by which a file may grow while it is read; the kernel's own files say that they hold none."""
EXAMPLE_REF = "2026-014"
"""What the reference of a consult looks like."""
# Compiled when they are first needed: help needs none of them, and to compile them takes a twentieth of its time.
_NAME = r"[^\W_]+(?:[-_.]?[^\W_]+)*"
_SYNCHRONISED = r"(?i)(.+?)(?:\.sync-conflict-[\w-]+|_conflict-\d[\d-]*|[-_.]conflicted[-_.]copy\b.*)"
"""What Syncthing, ownCloud and Nextcloud call the copy of a file that was changed on two computers."""
_COPIED = (
    r"(?i)(?:kopie van|copy of) (.+)|(.+?)(?: -)? (?:kopie|copy)(?: \d+| \(\d+\))?|(.+?) ?\(\d+\)"
    r"|(.+?) \([^()]*(?:conflict|kopie|copy)[^()]*\)"
)
"""What Windows, macOS, a browser, Google Drive and Dropbox call a copy."""


def seen_from(root: Path, path: Path) -> str:
    """A path as a Problem names it: from `root`, or, where it lies elsewhere, the whole of it."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def safe_name(name: str) -> str:
    """A name of a document as it may become a file name. Raises UsageError for anything like a path."""
    name = unicodedata.normalize("NFC", name)
    if not _is_name(name):
        raise UsageError("“{name}” cannot be a name: use letters, digits and dashes, such as magnesium.", name=name)
    return name


def safe_ref(ref: str) -> str:
    """The reference of a consult, as `safe_name`."""
    ref = unicodedata.normalize("NFC", ref)
    if not _is_name(ref):
        raise UsageError("“{ref}” is not a reference: that is the name of a consult's file, such as {example}.",
                         ref=ref, example=EXAMPLE_REF)  # fmt: skip
    return ref


def plain_name(text: str) -> str:
    """A name without capitals, accents and punctuation: `Zoë` and `zoe`, `Anne-Marie` and `Anne Marie` are the same."""
    characters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, characters))


def documents_in(place: Path) -> list[Path]:
    """What lies in a folder and was meant as a document, by its ending. Raises BrokenEnvironment.

    A folder that is not there holds none. What an editor or the system keeps beside a document, such as `slaap.yaml~`,
    and what was set aside, such as `slaap.yaml.bak`, was not meant as one.
    """
    try:
        found = list(place.iterdir()) if place.is_dir() else []
    except OSError as reason:
        said = msg("The folder content/{name} cannot be read: {reason}.", name=place.name, reason=system_reason(reason))
        raise BrokenEnvironment(
            "{said} Give yourself the right to read it, and run the command again.", said=said
        ) from reason
    return [path for path in found if _ending(path) in _MEANT and not path.name.startswith((".", "~"))]


def names_of(paths: Iterable[Path]) -> list[str]:
    """The names of those that can be known by them, in alphabetical order."""
    return sorted({_named(path) for path in paths if _readable(path)})


def strays_among(paths: Iterable[Path]) -> list[Problem]:
    """What looks like a document and cannot be read, because of its name, because it is not a file, or for its twin."""
    paths = sorted(paths)
    taken = names_of(paths)
    return [*(_stray(path, taken) for path in paths if not _readable(path)), *_twins(paths)]


def resolved(path: Path) -> Path:
    """The path from the root on and without links; where these lead in a circle, as far as they can be followed."""
    return Path(os.path.realpath(path))


def is_file(path: Path) -> bool:
    """Whether there is a file; not so where nobody can look."""
    try:
        return path.is_file()
    except OSError:  # a name that is too long for the disk, or a folder that is closed
        return False


def what_it_is(path: Path) -> str:
    """What is in the place of a file, for a sentence such as `this is a folder`; it is not opened."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return msg("a link that leads nowhere") if path.is_symlink() else msg("nothing that can be looked at")
    if stat.S_ISREG(mode):
        return msg("a file")
    return msg("a folder") if stat.S_ISDIR(mode) else msg("a device, or a pipe of another program")


class Obstacle(NamedTuple):
    """What is in the place of a file and is not one: where, in words, and what to do about it."""

    place: Path
    what: str
    hint: str


def in_the_way(path: Path, root: Path) -> Obstacle | None:
    """What is at `path`, or on the way to it from `root`, and is not a file; None where one is, or nothing at all.

    A link that leads nowhere, a pipe, a folder in the place of a file, and a file in the place of a folder are not
    absent: to take them for that would leave out what was meant.
    """
    if is_file(path):
        return None
    for place in (path, *path.parents):
        if place == root:
            break
        if os.path.lexists(place):
            if place == path:
                return Obstacle(
                    place,
                    msg("{what_it_is}, and not a file", what_it_is=what_it_is(place)),
                    msg("put a file of that name here, or take this away"),
                )
            if not place.is_dir():
                return Obstacle(
                    place,
                    msg("{what_it_is}, and not a folder", what_it_is=what_it_is(place)),
                    msg("make it a folder, or take it away"),
                )
            closed = Obstacle(
                place, msg("a folder that nobody can look into"), msg("give yourself the right to read it")
            )
            return None if os.access(place, os.X_OK) else closed
    return None


def not_a_file(path: Path, root: Path) -> Problem | None:
    """The Problem of what stands in the way of a file under `root`; None where there is none."""
    found = in_the_way(path, root)
    if found is None:
        return None
    mark = Mark(unicodedata.normalize("NFC", found.place.relative_to(root).as_posix()))
    return error("not-a-file", mark, "this is {what}", found.hint, what=found.what)


def read_regular(path: Path, most: int = sys.maxsize) -> bytes:
    """The bytes of a regular file of at most `most` bytes; a pipe is not waited for, and no device is opened.

    Raises OSError. Its `strerror` is a sentence where something else stands there (EINVAL) or it is larger (EFBIG).
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, msg("it is {what_it_is}, and not a file", what_it_is=what_it_is(path)))
    # What it is may change in between.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, msg("it is {what_it_is}, and not a file", what_it_is=what_it_is(path)))
        data = b"" if found.st_size > most else file.read(found.st_size + 1)
        if len(data) > found.st_size:
            data += file.read(min(most, _GROWN))
    if max(found.st_size, len(data)) > most:
        raise OSError(errno.EFBIG, msg("it is larger than {most} MB", most=most // 1024 // 1024))
    return data


def _is_name(name: str) -> bool:
    return len(name) <= 80 and re.fullmatch(_NAME, name) is not None


def _named(path: Path) -> str:
    return unicodedata.normalize("NFC", path.stem)


def _readable(path: Path) -> bool:
    """Whether a document can be known by the name of its file."""
    return is_well_named(path) and is_file(path)


def is_well_named(path: Path) -> bool:
    """Whether a document in a file of that name would be read."""
    name = _named(path)
    is_doubled = name.lower().endswith((".yaml", ".yml"))
    return path.suffix == ".yaml" and not is_doubled and _is_name(name) and not re.fullmatch(_SYNCHRONISED, name)


def _copied(name: str) -> str | None:
    """The name of the document that one of that name is a copy of, by what programs call a copy; None for no copy."""
    original = None
    while found := re.fullmatch(_SYNCHRONISED, original or name) or re.fullmatch(_COPIED, original or name):
        original = next(filter(None, found.groups()))
    return original if original and _is_name(original) else None


def _ending(path: Path) -> str:
    """The ending of a name in small letters, also where a space or a full stop follows it."""
    return PurePath(path.name.rstrip(" .")).suffix.lower()


def _mark(path: Path) -> Mark:
    return Mark(f"content/{path.parent.name}/{unicodedata.normalize('NFC', path.name)}")


def _stray(path: Path, taken: Container[str]) -> Problem:
    mark = _mark(path)
    if is_well_named(path):
        said = msg("this is {what_it_is}, and not a document", what_it_is=what_it_is(path))
        return error("not-a-file", mark, said, "put a file of that name here, or take this away")
    if path.suffix == ".yaml" and (original := _copied(_named(path))):
        message = msg("by its name this is a copy of {original}.yaml, and it is not read", original=original)
        hint = msg("keep the one you want under the name {original}.yaml, and remove this file", original=original)
        return error("not-a-name", mark, message, hint)
    message = msg("this file is not read: a document is a file with a plain name that ends in .yaml")
    return error("not-a-name", mark, message, _better(path, mark.file, taken))


def _twins(paths: Iterable[Path]) -> Iterator[Problem]:
    """Documents whose names differ in capitals only, or in how an accent is stored: many disks keep one of the two."""
    first: dict[str, Path] = {}
    for path in filter(_readable, paths):
        other = first.setdefault(_named(path).casefold(), path)
        if other is not path:
            alike = _named(path) == _named(other)
            hint = msg("keep one of the two, or give one another name")
            if path.parent.name == "clients":
                hint = msg("keep one of the two, or give one a reference of its own")
            message = (
                msg("there are two files of this name, with its accents stored in two ways, and one of them is read")
                if alike
                else msg(
                    "beside it is {named}.yaml, and many computers keep one of these two only", named=_named(other)
                )
            )
            yield error("same-name", _mark(path), message, hint)


def _better(path: Path, file: str, taken: Container[str]) -> str:
    """What to do with a stray; a name that a document has already is never proposed for another."""
    name = "-".join(re.findall(r"[^\W_]+", path.name.partition(".")[0]))[:80] or "magnesium"
    ending = _ending(path)
    if ending in {".yaml", ".yml"} or ".y" in path.name.lower():
        if path.parent.name == "clients" and not re.search(r"\d", name):
            return msg("call it by the reference of the consult, such as {example}.yaml, and never by somebody's name",
                       example=EXAMPLE_REF)  # fmt: skip
        return (
            msg("there is a {name}.yaml too: keep one of the two", name=name)
            if name in taken
            else msg("call it {name}.yaml", name=name)
        )
    if path.parent.name != "brochures" or name in taken:
        return "keep it elsewhere"
    if ending in _IMPORTED:
        return msg("is this your own text? {handouts} import {file} {name}",
                   handouts=command(), file=quote(file), name=name)  # fmt: skip
    return msg("is this your own text? save it as {name}.txt, then run: {handouts} import {name}.txt {name}",
               handouts=command(), name=name)  # fmt: skip
