"""Where things are: the practice folder, the files that the package ships, and what a document was made from.

A file of the practice goes before the shipped one of the same name. Nothing outside these two places is read.
"""

from __future__ import annotations

import errno
import hashlib
import os
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import TypeVar, cast

from handouts.files.command import command
from handouts.files.layout import NOUNS, content_file, shipped_root
from handouts.files.misplaced import misplaced
from handouts.files.naming import (
    documents_in,
    in_the_way,
    is_file,
    names_of,
    not_a_file,
    read_regular,
    resolved,
    safe_name,
    strays_among,
    what_it_is,
)
from handouts.problems import (
    ContentError,
    Mark,
    Message,
    Problem,
    UsageError,
    error,
    msg,
    system_reason,
)

T = TypeVar("T")

MARKER = "content/practice.yaml"
MAX_FILE = 64 * 1024 * 1024
SHIPPED_KINDS = ("templates/", "styles/", "content/labels/")


def find_root(start: Path) -> Path:
    """The practice folder that `start` lies in. Raises UsageError when there is none upward from there.

    Raises ContentError where something that is not a file has the name of the practice: no other folder was meant.
    """
    for candidate in (start, *start.parents):
        if is_root(candidate):
            return candidate
    raise UsageError(
        "There is no practice folder here: {marker} was not found in {start} or above it.\n"
        "Go to your practice folder, name it with --folder, or make one with: {handouts} new DIR",
        marker=MARKER, start=start, handouts=command(),
    )  # fmt: skip


def digest(data: bytes) -> str:
    """The fingerprint by which a file is known to be unchanged."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def is_root(place: Path) -> bool:
    """Whether a folder is a practice folder. Raises ContentError where its marker is something other than a file."""
    if is_file(place / MARKER):
        return True
    found = in_the_way(place / MARKER, place)
    # A file that is called `content` may be anybody's.
    if found and not is_file(found.place):
        raise ContentError([error("not-a-file", Mark(str(found.place)), "this is {what}", found.hint, what=found.what)])
    return False


class Folder:
    """A practice folder. It is read through `open_reader`, which remembers what was read.

    Each file is read once in the life of this object: make a new one after files have changed.
    """

    def __init__(self, root: Path) -> None:
        """`root` is the folder that holds `content/practice.yaml` (see `find_root`); whether it does is not checked.

        Raises BrokenEnvironment when the templates of the package are missing.
        """
        self.root = resolved(root)
        self.shipped = shipped_root()
        self._read: dict[Path, bytes] = {}
        self._labels: dict[Path, str] = {}
        self._memo: dict[object, object] = {}

    @property
    def output(self) -> Path:
        """Where the PDFs come out."""
        return self.root / "output"

    def names(self, kind: str) -> list[str]:
        """The names of the documents of a kind, such as `brochures`, in alphabetical order."""
        return names_of(documents_in(self.root / "content" / kind))

    def strays(self, kind: str) -> list[Problem]:
        """What lies among the documents of a kind and looks like one, and cannot be read because of its name."""
        place = self.root / "content" / kind
        blocked = not_a_file(place / "a.yaml", self.root)
        # A folder that is closed ends the command, in a sentence of its own.
        return [blocked] if blocked and not place.is_dir() else strays_among(documents_in(place))

    def own(self, relative: str) -> Path:
        """Where the practice's file of that name is or would be.

        An archive from a Mac may hold `é` in its other Unicode form (NFD), and some disks keep the two apart.
        """
        path = self.root.joinpath(*PurePosixPath(relative).parts)
        if not relative.isascii() and not is_file(path):
            other = self.root.joinpath(*PurePosixPath(unicodedata.normalize("NFD", relative)).parts)
            return other if is_file(other) else path
        return path

    def once(self, key: object, make: Callable[[], T]) -> T:
        """The result of `make`, which is called once for each key in the life of this object. Raises what it raises."""
        if key not in self._memo:
            self._memo[key] = make()
        return cast("T", self._memo[key])

    def add_virtual_file(self, relative: str, data: bytes, label: str, *, instead: bool = False) -> None:
        """Holds `data` as if it were the file of that name, which Problems then call `label`.

        Raises UsageError when there is such a file, and it holds something else, unless this comes `instead` of it.
        """
        path = self.root.joinpath(*PurePosixPath(relative).parts)
        if is_file(path) and not instead:
            if path.read_bytes() != data:
                raise _same_reference(path.stem, label, relative)
            return
        if not instead and self._read.get(path, data) != data:
            raise _same_reference(path.stem, label, self._labels[path])
        self._read[path] = data
        self._labels[path] = label

    @property
    def virtual_files(self) -> tuple[tuple[str, bytes, str], ...]:
        """What `add_virtual_file` was given, in order, for a folder in another process."""
        named = self._labels.items()
        return tuple((path.relative_to(self.root).as_posix(), self._read[path], label) for path, label in named)

    def label(self, path: Path) -> str | None:
        """How Problems call a virtual file; None for one that is in the folder."""
        return self._labels.get(path)

    def holds(self, path: Path) -> bool:
        """Whether there is such a file in the practice folder, or a virtual one."""
        return path in self._labels or is_file(path)

    def must_hold(self, kind: str, name: str, hint: Callable[[], Message] | None = None) -> None:
        """Raises UsageError, with a hint or the nearest name, when there is no document `name` of this kind."""
        path = self.own(content_file(kind, safe_name(name)))
        if self.holds(path):
            return
        if os.path.lexists(path):
            raise UsageError(
                "content/{kind}/{name}.yaml is {what_it_is}, and not a document.",
                kind=kind, name=name, what_it_is=what_it_is(path),
            )  # fmt: skip
        raise UsageError(
            "There is no {what} “{name}”: content/{kind}/{name}.yaml does not exist. {hint}",
            what=NOUNS[kind], name=name, kind=kind,
            hint=misplaced(self.root, kind, name) or (hint() if hint else self._nearest(kind, name)),
        )  # fmt: skip

    def _nearest(self, kind: str, name: str) -> Message:
        names = self.names(kind)
        if close := get_close_matches(name, names, n=1) or get_close_matches(name.casefold(), names, n=1):
            return msg("Did you mean {close}?", close=close[0])
        return msg("There are: {names}.", names=", ".join(names) or msg("none yet"))

    def open_reader(self) -> TrackedReader:
        """A fresh view on the folder, for one document."""
        return TrackedReader(self)

    def bytes_of(self, path: Path) -> bytes:
        """A file's content, read once in the life of this object."""
        if path not in self._read:
            self._read[path] = read_regular(path, MAX_FILE)
        return self._read[path]


class TrackedReader:
    """The files that one document is made from: found, read, and remembered.

    `used` maps each file that was read to its digest; `absent` holds each place where a file of the practice
    could have been and was not; `asked` is what was asked of all documents of a kind, and whether it was so
    (`files.asked`). Together they are all that can change the document.
    """

    def __init__(self, folder: Folder) -> None:
        """Use `Folder.open_reader`."""
        self.folder = folder
        self.used: dict[Path, str] = {}
        self.absent: set[Path] = set()
        self.asked: dict[str, bool] = {}

    def find(self, relative: str) -> Path | None:
        """The file of that name: the practice's own, else the shipped one, else None.

        Raises ContentError for a name that leads out of both places, also by way of a symbolic link; and where
        something that is not a file has the name of its own.
        """
        parts = PurePosixPath(relative).parts
        if not parts or relative.startswith("/") or ".." in parts or "\\" in relative or "\0" in relative:
            raise _outside(relative)
        own = self.folder.own(relative)
        if self.folder.holds(own):
            return _inside(own, self.folder.root, relative)
        if problem := not_a_file(own, self.folder.root):
            raise ContentError([problem])
        self.absent.add(own)
        if relative.startswith(SHIPPED_KINDS):
            shipped = self.folder.shipped.joinpath(*parts)
            if shipped.is_file():
                return _inside(shipped, self.folder.shipped, relative)
        return None

    def read(self, relative: str) -> bytes | None:
        """The bytes of the file of that name, or None when there is none.

        Raises ContentError as `find`, and for a file that cannot be read or is larger than 64 MB.
        """
        path = self.find(relative)
        return None if path is None else self._taken(path, relative)

    def read_shipped(self, relative: str) -> bytes:
        """The bytes of a file that the package ships, also where the practice has one of the same name."""
        return self._taken(self.folder.shipped / relative, relative)

    def _taken(self, path: Path, relative: str) -> bytes:
        try:
            data = self.folder.bytes_of(path)
        except OSError as reason:
            if reason.errno == errno.EFBIG:
                message = msg("the file is larger than {max_file} MB", max_file=MAX_FILE // 1024 // 1024)
                raise ContentError([error("too-large", Mark(relative), message, "make it smaller")]) from None
            raise ContentError(
                [error("unreadable", Mark(relative), "the file cannot be read: {reason}", reason=system_reason(reason))]
            ) from reason
        self.used[path] = digest(data)
        return data

    def branch(self) -> TrackedReader:
        """A reader that goes on from here, for one of several documents that share what was read so far."""
        branch = TrackedReader(self.folder)
        branch.used |= self.used
        branch.absent |= self.absent
        branch.asked |= self.asked
        return branch

    def locate(self, mark: Mark, character: str) -> Mark:
        """The first place of a character at or after `mark`, or `mark` itself: a text may run over many lines."""
        path = self.folder.own(mark.file)
        if path not in self.used or not mark.line:
            return mark
        lines = self.folder.bytes_of(path).decode("utf-8-sig", "replace").splitlines()
        for number, line in enumerate(lines[mark.line - 1 :], start=mark.line):
            column = line.find(character, mark.column - 1 if number == mark.line else 0)
            if column >= 0:
                return mark._replace(line=number, column=column + 1)
        return mark

    def place(self, relative: str) -> str:
        """How a Problem names the file: from the practice folder, or as one that the package ships."""
        path = self.find(relative)
        if path is None or path.is_relative_to(self.folder.root):
            return (path and self.folder.label(path)) or relative
        return f"(handouts) {relative}"


def _inside(path: Path, root: Path, relative: str) -> Path:
    if not resolved(path).is_relative_to(resolved(root)):
        raise _outside(relative)
    return path


def _same_reference(ref: str, file: str, other: str) -> UsageError:
    return UsageError(
        "The reference {ref} is in two files that differ: {file} and {other}. Give one of them a reference of its own.",
        ref=ref, file=file, other=other,
    )  # fmt: skip


def _outside(relative: str) -> ContentError:
    message = msg("this file lies outside the practice folder, and nothing is read from there")
    return ContentError(
        [error("outside-folder", Mark(relative), message, "put the file itself in the practice folder")]
    )
