"""By which command a file of an output folder is made anew, for a hint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from shlex import join

from handouts.content.model.formats import PURPOSES
from handouts.files.command import command
from handouts.files.layout import PRINT_FOLDER, SHEETS_FOLDER
from handouts.problems import Message, msg
from handouts.records.cache import CachedFile, OutputId

_BESIDE = re.compile(r"(?:\.mail\.pdf|\.p\d+\.png)\Z")
"""The end of the name of a file beside a PDF: its copy for mail, or the picture of a page."""


def remade_by(file: CachedFile, outputs: Mapping[str, OutputId], *, has_source: bool, elsewhere: str = "") -> Message:
    """The hint how a file that is gone or was changed is made again.

    `outputs` are the PDFs on record by their file; `has_source` says whether the document of `file` is in the practice
    folder; `elsewhere` is the output folder, where it is not that of the practice.
    """
    where = ["--output", elsewhere] if elsewhere else []
    if file.path.startswith(f"{PRINT_FOLDER}/"):
        return _with("batch … --print", where)
    if not file.name:
        return _with("calibrate", where)
    if not has_source and file.kind != SHEETS_FOLDER:
        return msg("what it was made from is there no more: delete this file too, or put that back from a backup")
    if not has_source:
        return msg(
            "make it again from what it came from: {handouts} batch with the spreadsheet, or {handouts} sheet with the"
            " file",
            handouts=command(),
        )
    of = outputs.get(_BESIDE.sub(".pdf", file.path))
    options = _options(of.variant) if of else []
    options += ["--png"] if file.path.endswith(".png") else ["--mail"] if file.path.endswith(".mail.pdf") else []
    verb = "sheet" if file.kind == SHEETS_FOLDER else "build"
    return _with(verb, [file.name, *options, *where])


def _options(variant: str) -> list[str]:
    """The options that make a variant, by its name: `trifold.printshop` is made with `--for printshop`."""
    shape, *more = variant.split(".")
    options = ["--format", shape]
    for part in more:
        if part in PURPOSES:
            options += ["--for", part]
        elif part == "low-ink":
            options.append("--low-ink")
        else:
            options += ["--n-up", part.removesuffix("-up")]
    return options


def _with(verb: str, words: list[str]) -> Message:
    line = " ".join(filter(None, (command(), verb, join(words))))
    return msg("make it again with: {command}", command=line)
