"""One PDF for the printer: whole sheets after each other, each on a fresh leaf.

A sheet of an odd number of pages gets a blank back, so that nobody's text stands on the back of somebody else's. Whole
documents are put together; none is ever taken apart, since what is cut from a PDF can still be read in it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from handouts.files.folder import digest
from handouts.files.layout import PRINT_FOLDER
from handouts.files.naming import read_regular
from handouts.files.writing import PRIVATE, write_by
from handouts.produce.batching.values import Batch, Printed, RowResult
from handouts.records.cache import OutputId
from handouts.records.locks import TAG
from handouts.records.product import Product

AT_ONCE = 64
"""How many documents are open at a time."""
GATHERED = 1024 * 1024
"""Bytes that are written at a time."""


def print_sheets(batch: Batch, done: Iterable[RowResult]) -> Printed | None:
    """The PDF for the printer, if it is asked for; made where it is not there yet, or not of these sheets as they are.

    Another list of that name, or other rows, replace it. Raises BrokenEnvironment.
    """
    sheets = [each.path for each in sorted(done) if each.path]
    if not (batch.options.printed and sheets):
        return None
    stem = re.sub(r"[^A-Za-z0-9]+", "-", batch.options.file.stem).strip("-") or "batch"
    output, records = OutputId(PRINT_FOLDER, stem, "print", f"{PRINT_FOLDER}/{stem}.pdf"), batch.records
    path = records.output / output.file
    names = records.key.of_text("\n".join(sheet.name for sheet in sheets))
    left_out: list[Path] = []
    with records.write_lock():
        if records.cache.find(output, batch.today, row=names) is None:
            before = records.cache.inputs_of(output.file) if path.is_file() else []
            left_out = [sheet for sheet in before if sheet not in sheets and sheet.is_file()]
            used = {sheet: digest(read_regular(sheet)) for sheet in sheets}
            print_file(path, sheets, tag=TAG)
            product = Product(read_regular(path), 0, (), used, frozenset(), {}, None)
            records.cache.put(output, product, batch.today, personal=True, row=names)
    return Printed(path, tuple(sheet.stem for sheet in left_out))


def print_file(path: Path, sheets: Sequence[Path], *, tag: str) -> Path:
    """Puts `sheets` into one PDF under `path`, in their order. Raises BrokenEnvironment."""
    write_by(path, lambda part: _merge(part, list(sheets), leaves=True), mode=PRIVATE, tag=tag)
    return path


def _merge(part: Path, sheets: list[Path], *, leaves: bool) -> None:
    if len(sheets) > AT_ONCE:
        groups = [sheets[start : start + AT_ONCE] for start in range(0, len(sheets), AT_ONCE)]
        parts = [part.with_name(f"{part.stem}-{number}{part.suffix}") for number in range(len(groups))]
        try:
            for each, group in zip(parts, groups, strict=True):
                each.touch(mode=PRIVATE, exist_ok=False)
                _merge(each, group, leaves=leaves)
            _merge(part, parts, leaves=False)
        finally:
            for each in parts:
                each.unlink(missing_ok=True)
        return
    import pikepdf

    with ExitStack() as sources, pikepdf.new() as target:
        for sheet in sheets:
            source = sources.enter_context(pikepdf.open(sheet))
            target.pages.extend(source.pages)
            if leaves and len(source.pages) % 2:
                box: Any = source.pages[-1].mediabox
                target.add_blank_page(page_size=(float(box[2] - box[0]), float(box[3] - box[1])))
        with part.open("r+b", buffering=0) as file:
            stream: Any = _Patient(file)
            target.save(
                stream, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
                progress=lambda _: stream.complain(),
            )  # fmt: skip
            stream.complain()
            stream.put()


class _Patient(io.RawIOBase):
    """A file for a library that ends the process when a write fails, or Ctrl-C comes meanwhile: both wait here.

    `complain` raises what waits, where the library can bear it. The library hands over a few bytes at a time, so they
    are gathered.
    """

    def __init__(self, file: io.FileIO) -> None:
        self._file = file
        self._gathered = bytearray()
        self._waiting: BaseException | None = None

    def complain(self) -> None:
        """Raises what went wrong so far."""
        if self._waiting:
            raise self._waiting

    def write(self, data: Any, /) -> int:
        """Takes bytes, and says that all is well."""
        try:
            if self._waiting is None:
                self._gathered += data
                if len(self._gathered) > GATHERED:
                    self.put()
        except BaseException as reason:  # noqa: BLE001  # Ctrl-C too
            self._waiting = self._waiting or reason
        return len(data)

    def put(self) -> None:
        """Writes what was gathered. Raises OSError."""
        left = memoryview(bytes(self._gathered))
        self._gathered.clear()
        while left:
            left = left[self._file.write(left) :]

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def seekable(self) -> bool:
        """It goes forward only."""
        return False
