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

from handouts.problems import BrokenEnvironment, error
from handouts.produce.job import MEGABYTE, Job, Setup, failed
from handouts.records.product import Product

if TYPE_CHECKING:
    from handouts.files.folder import Folder
    from handouts.produce.process import Task, Worker

DEADLINE = 120.0
"""Seconds that one document may take, where nobody says otherwise."""
MEMORY = 2048 * MEGABYTE
"""Bytes that it may take beside the worker itself."""
TRIES = 2
LIFE = 250
"""Documents after which a worker is replaced: what the engine's libraries keep of each, 0.1 MB, would add up."""
DOUBTFUL = frozenset({"engine", "internal", "template"})
"""Rules of what went wrong in the middle of a page. Where memory is short the engine may raise whatever comes, and is
in pieces afterwards: then another worker tries, unless one that was fresh had the same to say before."""
MOST_STILLBORN = 3
"""Workers in a row that may end before they are ready, as when somebody else ends them."""
_ENDED = "its worker ended without an answer"
_STILLBORN = "A worker ends before it is ready. What to do: handouts doctor"
Made = Iterator[tuple[Job, Product]]


def one_worker(folder: Folder, today: date, *, sharing: bool = False) -> Pool:
    """A worker for the documents of one command; see `Setup` for `sharing`."""
    return Pool(Setup(folder.root, today, MEMORY, sharing, folder.added), DEADLINE)


class Pool:
    """Makes documents with `count` workers, which start when they are first needed; a context manager ends them.

    What workers keep on disk while they live lies in the folder `scratch`, by default that for temporary files.
    """

    def __init__(self, setup: Setup, deadline: float, count: int = 1, scratch: Path | None = None) -> None:
        """`deadline` is in seconds for each document; another one holds from the next document."""
        self._setup = setup
        self._scratch = scratch
        self.deadline = deadline
        self._stillborn = 0
        self._believed: set[tuple[str, str]] = set()
        self._workers: list[Worker] = []
        self._waiting: deque[Task] = deque()
        self._count = count
        self._at_work = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    @property
    def processes(self) -> list[int]:
        """The numbers of the worker processes."""
        return [worker.process.pid for worker in self._workers]

    def refresh(self, today: date) -> None:
        """Has every worker read the folder anew, on this day."""
        self._setup = self._setup._replace(today=today)
        for worker in self._workers:
            worker.send(self._setup)

    def start(self) -> None:
        """Starts the workers that are not there, to be warm when the first document is. Raises BrokenEnvironment."""
        from handouts.produce.process import Worker

        while len(self._workers) < self._count:
            self._workers.append(Worker(self._setup, self._scratch))

    def end(self) -> None:
        """Ends every worker, whatever it is busy with."""
        while self._workers:
            self._workers.pop().end()

    def make(self, job: Job) -> Product:
        """One document; what goes wrong with it, or with its worker, is part of the answer."""
        ((_, product),) = self.make_all([job])
        return product

    def make_all(self, jobs: Sequence[Job], idle: Callable[[], None] = lambda: None) -> Made:
        """What comes of each job, in the order in which they are done. `idle` is called at least every half second.

        Raises BrokenEnvironment when a worker does not start.
        """
        from multiprocessing.connection import wait

        from handouts.produce.process import Task

        if not jobs:
            return
        self._begin()
        self._waiting.extend(map(Task, jobs))
        while self._waiting or any(worker.task for worker in self._workers):
            for worker in self._workers:
                if worker.ready and worker.task is None and self._waiting:
                    worker.give(self._waiting.popleft(), self.deadline)
            now = monotonic()
            soonest = min((worker.until for worker in self._workers if worker.task or not worker.ready), default=now)
            spoken = wait([worker.channel for worker in self._workers], max(0.0, min(0.5, soonest - now)))
            idle()
            for worker in list(self._workers):
                if worker.channel in spoken:
                    yield from self._hear(worker)
                elif (worker.task or not worker.ready) and monotonic() >= worker.until:
                    yield from self._overdue(worker)
        self._at_work = False

    def _begin(self) -> None:
        """Leaves nothing of what was asked before and not answered to its end: the pool is as new."""
        if self._at_work:
            self._waiting.clear()
            self._stillborn = 0
            for worker in [each for each in self._workers if each.task or not each.ready]:
                self._workers.remove(worker)
                worker.end()
        self._at_work = True
        self.start()

    def _hear(self, worker: Worker) -> Made:
        try:
            answer = worker.channel.recv()
        except (EOFError, OSError):
            yield from self._died(worker, _ENDED if worker.ready else _STILLBORN, "worker-died")
            return
        if not worker.ready:
            if answer:  # with too little memory nothing can be loaded either
                yield from self._died(worker, answer, "")
            else:
                worker.ready, self._stillborn = True, 0
            return
        task, worker.task = worker.task, None
        if task is None:
            return
        if isinstance(answer, str):
            raise BrokenEnvironment(answer)
        if answer is None:
            worker.task = task
            yield from self._died(worker, "it takes more memory than it may", "too-much-memory")
            return
        doubts = _doubts(answer)
        if not self._believed.issuperset(doubts) and self._tries_again(task):
            self._replace(worker)
            return
        self._believed.update(doubts)
        worker.made += 1
        if self._waiting and worker.made >= LIFE:
            self._replace(worker)
        elif self._waiting:  # the worker goes on while what it made is written
            worker.give(self._waiting.popleft(), self.deadline)
        yield task.job, answer

    def _died(self, worker: Worker, how: str, rule: str) -> Made:
        task = worker.task
        self._stillborn += not worker.ready
        if self._stillborn > MOST_STILLBORN:
            raise BrokenEnvironment(how)
        self._replace(worker)
        if task and not self._tries_again(task):
            yield task.job, _failed(task.job, rule, f"{task.job.kind} was not made: {how}, twice")

    def _tries_again(self, task: Task) -> bool:
        """Puts a document before all that wait, unless it had its tries; whether it did."""
        if task.tries >= TRIES:
            return False
        self._waiting.appendleft(task._replace(tries=task.tries + 1))
        return True

    def _overdue(self, worker: Worker) -> Made:
        task = worker.task
        if task is None:
            raise BrokenEnvironment("A worker did not start in time.")
        self._replace(worker)
        said = f"{task.job.kind} was not made: it takes longer than {self.deadline:g} seconds"
        yield task.job, _failed(task.job, "too-slow", said)

    def _replace(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()
        self.start()


def _doubts(product: Product) -> set[tuple[str, str]]:
    """Why there is no document, where a fresh worker might make one: rules and sentences."""
    return {(each.rule, each.message) for each in product.problems if each.rule in DOUBTFUL and not product.pdf}


def _failed(job: Job, rule: str, message: str) -> Product:
    hint = f"what is so large in this {'row' if job.row else 'document'}?"
    return failed((error(rule, job.mark, f"this {message}", hint),))
