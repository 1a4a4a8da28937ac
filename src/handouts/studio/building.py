"""Builds documents for the studio: one worker that is kept warm makes one at a time, as for the command line."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from handouts.files.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from handouts.produce.documents import DocumentType
    from handouts.produce.outcome import Outcome
    from handouts.produce.pool import Pool
    from handouts.produce.producer import Clock

T = TypeVar("T")


class Builder:
    """Builds the documents of a practice folder; from several threads, one after the other."""

    def __init__(self, place: Path, clock: Clock) -> None:
        self._place = place
        self._clock = clock
        self._lock = Lock()
        self._pool: Pool | None = None

    def make(
        self, documents: DocumentType, name: str, *, low_ink: bool = False, mail: str | None = None
    ) -> list[Outcome]:
        """Makes and writes a document in each format that it names, as `handouts build` or `sheet` does.

        With `low_ink` it leaves out grounds and fills; `mail` is the password of a locked copy beside it.
        Raises UsageError where there is none of that name, BrokenEnvironment where a file cannot be written.
        """
        from handouts.produce.building import build
        from handouts.produce.job import BuildOptions
        from handouts.records import Records

        def made(pool: Pool, today: date) -> list[Outcome]:
            folder = Folder(self._place)
            options, records = BuildOptions(kinds=(documents,), low_ink=low_ink, mail=mail), Records(folder)
            outcomes = build(
                folder, [name], options, today=today, clock=self._clock, make=pool.make, records=records
            )  # fmt: skip
            return list(outcomes)

        return self._with_pool(made)

    def drawn(self, kind: str, name: str) -> bytes:
        """The PDF of a document in its first format; empty where it cannot be made. Nothing is written."""
        return self._with_pool(lambda pool, _: drawn(pool, kind, name))

    def warm_up(self) -> None:
        """Starts the worker, so that it is ready when it is first needed. Raises BrokenEnvironment."""
        self._with_pool(lambda pool, _: pool.start())

    def end(self) -> None:
        """Ends the worker, whatever it is busy with."""
        if self._pool:
            self._pool.end()

    def _with_pool(self, use: Callable[[Pool, date], T]) -> T:
        from handouts.produce.pool import one_worker

        today = self._clock().date()
        with self._lock:
            if self._pool is None:
                self._pool = one_worker(Folder(self._place), today)
            self._pool.refresh(today)  # her files may have changed
            return use(self._pool, today)


def drawn(pool: Pool, kind: str, name: str) -> bytes:
    """The PDF of a document in the first format that it names, in memory; empty where it cannot be made."""
    from handouts.produce.job import Job

    formats = pool.make(Job(kind, name)).formats
    return pool.make(Job(kind, name, formats[0])).pdf if formats else b""
