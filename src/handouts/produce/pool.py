"""Warm worker processes: each document has a deadline, and a worker that dies costs one try of one document.

A document whose worker died is tried once more, in a fresh one. Ending the pool kills every worker, at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Self

from handouts.files.command import command
from handouts.problems import BrokenEnvironment, HandoutsError, Problem, error, msg
from handouts.produce.job import MEGABYTE, Answer, Job, Notice, Setup, Task
from handouts.records.product import Product

if TYPE_CHECKING:
    from handouts.files.folder import Folder
    from handouts.produce.worker_handle import WorkerHandle

DEADLINE = 120.0
"""Seconds that one document may take, by default."""
MEMORY = 2048 * MEGABYTE
"""Bytes that it may take on top of the worker itself, by default."""
MAX_TRIES = 2
MAX_DOCUMENTS_PER_WORKER = 250
"""Then a worker is replaced: what the engine's libraries keep of each document, 0.1 MB, would add up."""
MAX_FAILED_STARTS = 3
"""Workers in a row that may end before they are ready, as when something else ends them."""
_UNSURE = frozenset({"engine", "internal", "template"})
"""Rules of what fails in the middle of a page. Where memory is short the engine may raise anything, and is unusable
afterwards: then another worker tries, unless a fresh one gave the same reason before."""
_IDLE_SECONDS = 0.5


def one_worker(folder: Folder, today: date, *, sharing: bool = False) -> Pool:
    """A worker for the documents of one command; see `Setup` for `sharing`."""
    return Pool(Setup(folder.root, today, MEMORY, sharing, folder.virtual_files), DEADLINE)


class Pool:
    """Makes documents with `count` workers, which start when they are first needed; a context manager ends them.

    What workers keep on disk while they live lies in the folder `scratch`, by default that for temporary files.
    """

    def __init__(self, setup: Setup, deadline: float, count: int = 1, scratch: Path | None = None) -> None:
        """`deadline` is in seconds for each document; a change of it holds from the next document."""
        self.deadline = deadline
        self._setup = setup
        self._count = count
        self._scratch = scratch
        self._workers: list[WorkerHandle] = []
        self._is_making = False
        self._failed_starts = 0
        self._confirmed: set[tuple[str, str]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def refresh(self, today: date) -> None:
        """Has every worker read the folder anew, on this day."""
        self._setup = self._setup._replace(today=today)
        for worker in self._workers:
            worker.send(self._setup)

    def start(self) -> None:
        """Starts the workers that are lacking, to be warm when the first document comes. Raises BrokenEnvironment."""
        from handouts.produce.worker_handle import WorkerHandle

        while len(self._workers) < self._count:
            self._workers.append(WorkerHandle(self._setup, self._scratch))

    def end(self) -> None:
        """Ends every worker, whatever it is busy with."""
        while self._workers:
            self._workers.pop().end()

    def make(self, job: Job) -> Product:
        """One document; what goes wrong with it, or with its worker, is part of the answer."""
        [product] = [product for _, product in self.make_all([job])]
        return product

    def make_all(self, jobs: Sequence[Job], idle: Callable[[], None] = lambda: None) -> Iterator[tuple[Job, Product]]:
        """Each job with its product, in the order in which they are done; `idle` is called at least each half second.

        Raises BrokenEnvironment when a worker does not start, UsageError when it cannot work with the folder.
        """
        from multiprocessing.connection import wait

        if self._is_making:  # an exception, or a caller that did not go on, left workers in the middle of something
            self.end()
        self._is_making, self._failed_starts = True, 0
        waiting = deque(map(Task, jobs))
        self._hand_out(waiting)
        while waiting or any(worker.task for worker in self._workers):
            wait([worker.channel for worker in self._workers], self._seconds_to_wait())
            idle()
            done = [each for worker in self._workers if (each := self._result(worker, waiting))]
            self._hand_out(waiting)  # workers go on while the caller writes what they made
            yield from done
        self._is_making = False

    def _seconds_to_wait(self) -> float:
        deadlines = [worker.until for worker in self._workers if worker.is_awaited]
        return max(0.0, min([_IDLE_SECONDS, *(each - monotonic() for each in deadlines)]))

    def _hand_out(self, waiting: deque[Task]) -> None:
        """Gives a document to each idle worker; replaces those that ended, or are worn out."""
        for worker in self._workers:
            if waiting and not worker.is_awaited and worker.made >= MAX_DOCUMENTS_PER_WORKER:
                worker.end()
        self._workers = [worker for worker in self._workers if not worker.channel.closed]
        if waiting:
            self.start()
        for worker in self._workers:
            if waiting and not worker.is_awaited:
                worker.give(waiting.popleft(), self.deadline)

    def _result(self, worker: WorkerHandle, waiting: deque[Task]) -> tuple[Job, Product] | None:
        """What a worker made; None while that is not known. What is tried again goes before all that wait."""
        answer, task = worker.receive(), worker.task
        if answer is None:
            return None
        if not worker.is_ready:
            self._note_start(worker, answer)
            return None
        if isinstance(answer, HandoutsError):
            raise answer
        if isinstance(answer, Notice):
            worker.end()
        if task is None:  # it died while it had nothing to do
            return None
        worker.task = None
        if isinstance(answer, Product):
            worker.made += 1
            product, doubts = answer, _doubts(answer)
            is_final = doubts <= self._confirmed
        else:
            product, doubts = Product.failed([_reason(task.job, answer, self.deadline)]), set()
            is_final = answer is Notice.OVERDUE
        if is_final or task.tries == MAX_TRIES:
            self._confirmed |= doubts
            return task.job, product
        worker.end()
        waiting.appendleft(task._replace(tries=task.tries + 1))
        return None

    def _note_start(self, worker: WorkerHandle, answer: Answer) -> None:
        """Raises what keeps a worker from starting, where another one would not start either."""
        if answer is Notice.READY:
            worker.is_ready, self._failed_starts = True, 0
            return
        worker.end()
        if answer is Notice.OVERDUE:
            raise BrokenEnvironment("A worker did not start in time.")
        if isinstance(answer, HandoutsError):
            reason = answer
        else:
            reason = BrokenEnvironment(
                "A worker ends before it is ready. What to do: {handouts} doctor", handouts=command()
            )
        self._failed_starts += 1
        # With too little memory a library cannot be loaded, and a moment later it can.
        if self._failed_starts > MAX_FAILED_STARTS or not isinstance(reason, BrokenEnvironment):
            raise reason


def _doubts(product: Product) -> set[tuple[str, str]]:
    """Why there is no document, where a fresh worker might make one: rules and sentences."""
    return {(each.rule, each.message) for each in product.problems if each.rule in _UNSURE and not product.pdf}


def _reason(job: Job, notice: Answer, deadline: float) -> Problem:
    """Why there is no document; `deadline` is in seconds."""
    hint = (
        msg("find out what is so large in this row") if job.row else msg("find out what is so large in this document")
    )
    if notice is Notice.OVERDUE:
        return error(
            "too-slow", job.mark, "this was not made: it takes longer than {seconds:g} seconds", hint, seconds=deadline
        )
    if notice is Notice.OUT_OF_MEMORY:
        return error(
            "too-much-memory", job.mark, "this was not made: it takes too much memory, also at the second attempt", hint
        )
    return error(
        "worker-died",
        job.mark,
        "this was not made: its worker ended without an answer, also at the second attempt",
        hint,
    )
