"""Warm worker processes: each document has a deadline, and a worker that dies costs one try of one document.

A document whose worker died is tried once more, in a fresh one. Ending the pool kills every worker, at once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from handouts.problems import BrokenEnvironment, Refused, error
from handouts.produce.job import Job, Product, Question, Refresh, Setup, failed

START = 120.0
"""Seconds that a worker may take to start."""
_FAREWELL = 5.0
"""Seconds in which an idle worker ends."""
TRIES = 2
LIFE = 250
"""Documents after which a worker is replaced: what the engine's libraries keep of each, 0.1 MB, would add up."""
_MAIN = "from handouts.produce.worker import main; main()"
DOUBTFUL = frozenset({"engine", "internal", "template"})
"""Rules of what went wrong in the middle of a page. Where memory is short the engine may raise whatever comes, and is
in pieces afterwards: then another worker tries, unless one that was fresh had the same to say before."""
MOST_STILLBORN = 3
"""Workers in a row that may end before they are ready, as when somebody else ends them."""
_ENDED = "its worker ended without an answer"
_STILLBORN = "A worker ends before it is ready. What to do: handouts doctor"


class _Task(NamedTuple):
    asked: Job | Question
    tries: int

    @property
    def job(self) -> Job:
        """The document that it is about."""
        return self.asked if isinstance(self.asked, Job) else Job(self.asked.kind, self.asked.name)


class _Worker:
    """One process, what it is busy with, and until when it may be."""

    def __init__(self, setup: Setup, scratch: Path | None) -> None:
        # The engine copies fonts to where temporary files go, and who is killed does not take them away.
        try:
            self._scratch = tempfile.mkdtemp(dir=scratch) if scratch else None
        except OSError as reason:
            raise BrokenEnvironment(f"{scratch} cannot be written in: {reason.strerror}.") from reason
        own = temporary_in(self._scratch) if self._scratch else {}
        self.channel, theirs = Pipe()
        lifeline, self._lifeline = os.pipe()
        command = [sys.executable, "-P", "-c", _MAIN, str(theirs.fileno()), str(lifeline)]
        try:
            # In a group of its own: Ctrl-C is for the parent, who ends its workers itself. What a library writes to
            # stderr when it dies may hold a client's words.
            self.process = subprocess.Popen(  # noqa: S603  # ourselves
                command, pass_fds=(theirs.fileno(), lifeline), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, process_group=0, env={**os.environ, **own},
            )  # fmt: skip
        except OSError as reason:
            self._let_go()
            raise BrokenEnvironment(f"No worker can be started: {reason.strerror}.") from reason
        finally:
            theirs.close()
            os.close(lifeline)
        self.task: _Task | None = None
        self.made = 0
        self.ready = False
        self.until = monotonic() + START
        with suppress(OSError):
            self.channel.send(setup)

    def give(self, task: _Task, deadline: float) -> None:
        self.task, self.until = task, monotonic() + deadline
        with suppress(OSError):  # it died while idle: waiting for its answer will tell
            self.channel.send(task.asked)

    def end(self) -> None:
        if self._scratch or self.task or not self.ready:
            self.process.kill()
        self.channel.close()
        try:
            # One that is idle takes its copies of fonts away itself.
            self.process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._let_go()

    def _let_go(self) -> None:
        self.channel.close()
        os.close(self._lifeline)
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)


class Pool:
    """Makes documents with `count` workers; `deadline` is in seconds for each.

    What workers keep on disk while they live lies in the folder `scratch`, by default that for temporary files.
    """

    def __init__(self, setup: Setup, scratch: Path | None, count: int, deadline: float) -> None:
        """The workers start at once, and are warm when the first document is there."""
        self._setup = setup
        self._scratch = scratch
        self.deadline = deadline
        self._stillborn = 0
        self._believed: set[tuple[str, str]] = set()
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()
        self._count = count
        self._at_work = False
        try:
            self._fill()
        except BaseException:
            self.end()
            raise

    @property
    def processes(self) -> list[int]:
        """The numbers of the worker processes."""
        return [worker.process.pid for worker in self._workers]

    def refresh(self, today: date) -> None:
        """Has every worker read the folder anew, on this day."""
        self._setup = self._setup._replace(today=today)
        for worker in self._workers:
            with suppress(OSError):  # it died while idle, and the next one begins anew
                worker.channel.send(Refresh(today))

    def end(self) -> None:
        """Ends every worker, whatever it is busy with."""
        while self._workers:
            self._workers.pop().end()

    def formats(self, kind: str, name: str) -> list[str]:
        """The formats that a document names. Raises Refused with every mistake in its files, BrokenEnvironment."""
        ((_, answer),) = self._answers([Question(kind, name)], lambda: None)
        if isinstance(answer, Product):
            raise Refused(answer.problems)
        return answer

    def make(self, jobs: Sequence[Job], idle: Callable[[], None] = lambda: None) -> Iterator[tuple[Job, Product]]:
        """What comes of each job, in the order in which they are done. `idle` is called at least every half second.

        Raises BrokenEnvironment when a worker does not start.
        """
        for job, answer in self._answers(jobs, idle):
            if isinstance(answer, Product):
                yield job, answer

    def _answers(
        self, asked: Sequence[Job | Question], idle: Callable[[], None]
    ) -> Iterator[tuple[Job, Product | list[str]]]:
        self._begin()
        self._waiting.extend(_Task(each, 1) for each in asked)
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
        self._fill()

    def _fill(self) -> None:
        while len(self._workers) < self._count:
            self._workers.append(_Worker(self._setup, self._scratch))

    def _hear(self, worker: _Worker) -> Iterator[tuple[Job, Product | list[str]]]:
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

    def _died(self, worker: _Worker, how: str, rule: str) -> Iterator[tuple[Job, Product]]:
        task = worker.task
        self._stillborn += not worker.ready
        if self._stillborn > MOST_STILLBORN:
            raise BrokenEnvironment(how)
        self._replace(worker)
        if task and not self._tries_again(task):
            yield task.job, _failed(task.job, rule, f"{task.job.kind} was not made: {how}, twice")

    def _tries_again(self, task: _Task) -> bool:
        """Puts a document before all that wait, unless it had its tries; whether it did."""
        if task.tries >= TRIES:
            return False
        self._waiting.appendleft(_Task(task.asked, task.tries + 1))
        return True

    def _overdue(self, worker: _Worker) -> Iterator[tuple[Job, Product]]:
        task = worker.task
        if task is None:
            raise BrokenEnvironment("A worker did not start in time.")
        self._replace(worker)
        said = f"{task.job.kind} was not made: it takes longer than {self.deadline:g} seconds"
        yield task.job, _failed(task.job, "too-slow", said)

    def _replace(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.end()
        self._fill()


def temporary_in(folder: str) -> dict[str, str]:
    """The setting that sends temporary files into a folder: none where its name is no UTF-8.

    Such a name fonts cannot be found under: then they go where those of every other command go.
    """
    try:
        folder.encode()
    except UnicodeEncodeError:
        return {}
    return {"TMPDIR": folder}


def _doubts(answer: Product | list[str]) -> set[tuple[str, str]]:
    """Why there is no document, where a fresh worker might make one: rules and sentences."""
    if not isinstance(answer, Product) or answer.pdf:
        return set()
    return {(each.rule, each.message) for each in answer.problems if each.rule in DOUBTFUL}


def _failed(job: Job, rule: str, message: str) -> Product:
    hint = f"what is so large in this {'row' if job.row else 'document'}?"
    return failed((error(rule, job.mark, f"this {message}", hint),))
