"""What advice on one document asks of all of a kind: whether a consult is of somebody, and what modules are called.

Of each file only the scalar that matters is looked at, so that the same can be asked where nothing is made. What was
asked is noted by the reader of the document, which is made again when the answer is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from handouts.files.folder import Folder, TrackedReader, digest
from handouts.files.naming import plain_name
from handouts.files.scalars import scalar

_TITLE = re.compile(r"^[\"']?title[\"']?[ \t]*:.*(?:\n[ \t]+.*)*", re.MULTILINE)


def is_first_name(reader: TrackedReader, name: str) -> bool:
    """Whether that is a first name in any consult of the folder; capitals, accents and signs make no difference."""
    found = plain_name(name) in _first_names(reader.folder)
    reader.asked[_of_first_name(plain_name(name))] = found
    return found


def ask_for_all_modules(reader: TrackedReader) -> None:
    """Notes that the document depends on which modules there are, and what they are called."""
    reader.asked[_of_modules(reader.folder)] = True


def facts(folder: Folder) -> frozenset[str]:
    """All that may have been noted as so, and is so now."""
    return frozenset({_of_modules(folder), *map(_of_first_name, _first_names(folder))})


def _of_first_name(name: str) -> str:
    return f"first name {name}"


def _of_modules(folder: Folder) -> str:
    """The modules by the names of their files and their titles."""

    def titles() -> str:
        return "\n".join(f"{name} {_TITLE.findall(text) or text}" for name, text in _texts(folder, "modules"))

    return f"modules {digest(folder.once('titles of modules', titles).encode())}"


def _first_names(folder: Folder) -> frozenset[str]:
    """The first names in the consults, as they compare."""

    def names() -> frozenset[str]:
        found = (scalar(text, "client", "first_name") for _, text in _texts(folder, "clients"))
        return frozenset(plain_name(name) for name in found if name) - {""}

    return folder.once("first names", names)


def _texts(folder: Folder, kind: str) -> Iterator[tuple[str, str]]:
    """The name of each document of a kind, and its text; one that cannot be read is passed over."""
    for name in folder.names(kind):
        with suppress(OSError):
            data = folder.bytes_of(folder.own(f"content/{kind}/{name}.yaml"))
            yield name, data.decode("utf-8-sig", "replace")
