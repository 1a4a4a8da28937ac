"""Consults that do not lie in the practice folder: in any file, or given by another program (-)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from handouts.cli.reports import say_problems
from handouts.files.command import command
from handouts.files.layout import consult_file
from handouts.files.naming import EXAMPLE_REF, resolved
from handouts.problems import PIPED, ContentError, Problem, UsageError, msg, system_reason

if TYPE_CHECKING:
    from handouts.files.folder import Folder
    from handouts.records.origin import Origin

_GIVEN = "-"
_SUFFIXES = (".yaml", ".yml")


def refs_of(folder: Folder, names: Sequence[str]) -> tuple[list[str], dict[str, Origin]]:
    """The references of the consults that are meant, and where those came from that do not lie in the folder.

    Raises UsageError for what is no file, once the mistakes in those before it are reported; ContentError for the
    mistakes in all of them.
    """
    if names.count(_GIVEN) > 1:
        raise UsageError("- can be named once: what comes in is one consult.")
    refs: list[str] = []
    origins: dict[str, Origin] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            ref, origin = _named(folder, name)
        except ContentError as refused:
            problems += refused.problems
            continue
        except UsageError:
            say_problems(problems)
            raise
        refs.append(ref)
        if origin:
            origins[ref] = origin
    if problems:
        raise ContentError(problems)
    return refs, origins


def _named(folder: Folder, name: str) -> tuple[str, Origin | None]:
    """The reference of one consult, and where it came from when that is not the folder."""
    if name.casefold().endswith(".pdf"):
        raise _a_pdf(folder, name)
    is_ref = name != _GIVEN and not name.endswith(_SUFFIXES) and "/" not in name and os.sep not in name
    return (name, None) if is_ref else _added(folder, name)


def _a_pdf(folder: Folder, name: str) -> UsageError:
    """That a PDF is named where a consult is meant; with the reference of the consult, where it is called so."""
    ref = Path(name).name.partition(".")[0]
    if ref in folder.names("clients"):
        return UsageError(
            "{name} is a PDF, and a sheet is made of a consult: {handouts} sheet {ref}",
            name=name, handouts=command(), ref=ref,
        )  # fmt: skip
    return UsageError(
        "{name} is a PDF, and a sheet is made of a consult: {handouts} sheet {ref}. What a print shop would say of"
        " a PDF: {handouts} preflight {file}",
        name=name, handouts=command(), ref=EXAMPLE_REF, file=quote(name),
    )  # fmt: skip


def _added(folder: Folder, name: str) -> tuple[str, Origin | None]:
    from handouts.content.loading import add_consult
    from handouts.files.folder import digest
    from handouts.records.origin import Origin

    label = PIPED if name == _GIVEN else name
    data = _read(name, label)
    consult = add_consult(folder, data, label)
    ref = consult.value.ref
    if folder.label(folder.own(consult_file(ref))) is None:
        return ref, None  # it is the very file of the folder, or the same as that
    place = "" if name == _GIVEN else str(resolved(Path(name)))
    return ref, Origin("file", place, str(consult.value.client.first_name), str(consult.value.date), digest(data))


def _read(name: str, label: str) -> bytes:
    """The bytes of a file, or of what comes in. A pipe under the name of a file is not waited for."""
    from handouts.content.reading import MAX_SIZE, too_large
    from handouts.files.naming import what_it_is

    size = None
    try:
        if name != _GIVEN:
            path = Path(name)
            size = path.stat().st_size
            if not path.is_file():
                text = msg("{name} is {what}, and not a file.", name=name, what=what_it_is(path))
                if not path.is_dir():
                    text = msg(
                        "{text} To pass on what another program gives, pipe it into: {handouts} sheet -",
                        text=text, handouts=command(),
                    )  # fmt: skip
                raise UsageError(text)
        # One byte more than may be tells that it is too large.
        with click.open_file(name, "rb") as file:
            data: bytes = file.read(MAX_SIZE + 1)
    except OSError as reason:
        raise UsageError("{name} cannot be read: {reason}.", name=name, reason=system_reason(reason)) from reason
    if len(data) > MAX_SIZE:
        raise ContentError([too_large(label, size)])
    return data
