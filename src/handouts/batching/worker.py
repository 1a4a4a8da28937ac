"""A worker: a process that makes one sheet after the other in memory, and hands each back.

It writes nothing but the engine's copies of fonts, in a folder that its parent takes away.

It is started by `pool` with the numbers of two open handles and no word more, so that the list of processes tells
nothing. When its parent dies the lifeline closes, and the worker ends at once.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import threading
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from handouts.batching.records import Record
from handouts.building import proven
from handouts.documents import SHEETS, sheet_of
from handouts.folder import Folder
from handouts.handover import Kept
from handouts.loading import load_practice, settle
from handouts.model.formats import FORMATS, Variant
from handouts.model.sheet import Consult
from handouts.problems import BrokenEnvironment, Mark, Problem, Refused, error

MEGABYTE = 1024 * 1024
MOST_GARBAGE = 400_000
"""Objects; a sheet leaves some 28 000, which hold 4.5 MB until they are collected."""


class Setup(NamedTuple):
    """What a worker needs to know once. `memory` is what a sheet may take beside the worker itself, in bytes."""

    root: Path
    today: date
    memory: int


class Sheet(NamedTuple):
    """A sheet that is proven, with all that it was made from; or, without a PDF, why there is none."""

    pdf: bytes
    pages: int
    problems: tuple[Problem, ...]
    used: dict[Path, str]
    absent: frozenset[Path]
    until: date | None


class Maker:
    """Makes sheets of one folder; what they share is read and laid out once."""

    def __init__(self, folder: Folder, today: date) -> None:
        self._folder = folder
        self._today = today
        self._kept = Kept(folder.open_shelf())

    def warm_up(self) -> None:
        """Loads what every sheet needs. Raises BrokenEnvironment."""
        from handouts.rendering.engine import load_engine

        load_engine()
        import pypdfium2  # noqa: F401

        load_practice(self._folder.open_shelf())

    def make(self, record: Record) -> Sheet:
        """One sheet; a mistake in its row or its pages is part of the answer."""
        shelf = self._folder.open_shelf()
        try:
            practice = load_practice(shelf)
            content = sheet_of(shelf, practice, settle(record.read, Consult))
            variant = Variant(FORMATS[record.format], "screen")
            made = proven(SHEETS, content, shelf, variant, self._today, kept=self._kept)
        except Refused as refused:
            return _failed(refused.problems)
        # What the engine read for an earlier sheet, this one had out of a cache: it is made from all of that.
        used, absent = shelf.used | self._kept.shelf.used, frozenset(shelf.absent | self._kept.shelf.absent)
        until = content.advice_holds_until(self._today)
        return Sheet(made.pdf, made.pages, tuple(made.problems), used, absent, until)


def _failed(problems: tuple[Problem, ...]) -> Sheet:
    return Sheet(b"", 0, problems, {}, frozenset(), None)


def _mistake(record: Record, reason: BaseException) -> Sheet:
    """A mistake of the program itself: what its exception says may quote a client, so only its kind is told."""
    message = f"this is a mistake in handouts itself ({type(reason).__name__})"
    return _failed((error("internal", Mark(record.read.marks.file, record.number), message, "please report it"),))


def limit_memory(extra: int) -> None:
    """Lets this process take `extra` bytes more than it has now; beyond that Python raises MemoryError."""
    try:
        has = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (has + extra, has + extra))
    except (OSError, ValueError):
        return  # macOS neither tells nor holds this limit; there the deadline alone guards


def _die_with_parent(lifeline: int) -> None:
    def wait() -> None:
        os.read(lifeline, 1)
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def serve(channel: Connection) -> None:
    """Answers each Record that comes in with a Sheet, until the channel closes; ends when memory runs out."""
    setup: Setup = channel.recv()
    maker = Maker(Folder(setup.root), setup.today)
    try:
        maker.warm_up()
    except (BrokenEnvironment, Refused) as reason:
        channel.send(str(reason))
        return
    # To look for garbage in the middle of a sheet, where nearly all is in use, takes a tenth of the time. So that is
    # done between two sheets, and in the middle only of one that is a monster.
    gc.freeze()
    gc.set_threshold(4 * MOST_GARBAGE, 20, 10)
    channel.send("")
    limit_memory(setup.memory)
    while True:
        try:
            record: Record = channel.recv()
        except EOFError:
            return
        try:
            sheet: Sheet | None = maker.make(record)
        except MemoryError:
            sheet = None
        except Exception as reason:  # noqa: BLE001  # one record must not cost another
            sheet = _mistake(record, reason)
        channel.send(sheet)
        if sheet is None:
            return
        if gc.get_count()[0] > MOST_GARBAGE:
            gc.collect()


def main() -> None:
    """The whole life of a worker; its two arguments are the numbers of open handles."""
    _die_with_parent(int(sys.argv[2]))
    serve(Connection(int(sys.argv[1])))
