"""One worker for the documents of a command, started when the first of them is not up to date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from handouts.produce.job import MEGABYTE, Job, Product, Setup

if TYPE_CHECKING:
    from handouts.produce.workers import Pool

DEADLINE = 120.0
"""Seconds that one document may take, where nobody says otherwise."""
MEMORY = 2048 * MEGABYTE
"""Bytes that it may take beside the worker itself."""


class SingleWorker:
    """One worker that is started when it is first needed; to be closed at the end, as a context manager."""

    def __init__(self, setup: Setup, deadline: float) -> None:
        """`deadline` is in seconds for each document; another one holds from the next document."""
        self._setup = setup
        self.deadline = deadline
        self._pool: Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.end()

    def refresh(self, today: date) -> None:
        """Has it read the folder anew, since files may have changed."""
        self._setup = self._setup._replace(today=today)
        if self._pool:
            self._pool.refresh(today)

    def formats(self, kind: str, name: str) -> list[str]:
        """See `Pool.formats`."""
        return self._started().formats(kind, name)

    def make(self, job: Job) -> Product:
        """One document; what goes wrong with it, or with its worker, is part of the answer."""
        pool = self._started()
        pool.deadline = self.deadline
        ((_, product),) = pool.make([job])
        return product

    def _started(self) -> Pool:
        if self._pool is None:
            from handouts.produce.workers import Pool

            self._pool = Pool(self._setup, None, 1, self.deadline)
        return self._pool
