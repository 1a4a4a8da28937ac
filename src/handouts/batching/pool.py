"""Warm worker processes: each record has a deadline, and a worker that dies costs one try of one record.

A record whose worker died is tried once more, in a fresh one. Ending the pool kills every worker, at once.
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
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from handouts.problems import BrokenEnvironment, Mark, Problem, error

if TYPE_CHECKING:
    from handouts.batching.records import Record
    from handouts.batching.worker import Setup, Sheet

START = 120.0
"""Seconds that a worker may take to start."""
TRIES = 2
LIFE = 250
"""Sheets after which a worker is replaced: what the engine's libraries keep of each, 0.1 MB, would add up."""
_MAIN = "from handouts.batching.worker import main; main()"
DOUBTFUL = frozenset({"engine", "internal", "template"})
"""Rules of what went wrong in the middle of a page. Where memory is short the engine may raise whatever comes, and is
in pieces afterwards: then another worker tries, unless one that was fresh had the same to say before."""
MOST_STILLBORN = 3
"""Workers in a row that may end before they are ready, as when somebody else ends them."""
_ENDED = "its worker ended without an answer"
_STILLBORN = "A worker ends before it is ready. What to do: handouts doctor"


class Answer(NamedTuple):
    """What became of a record: its sheet, or why its worker could not make one."""

    record: Record
    sheet: Sheet | None
    problem: Problem | None


class _Task(NamedTuple):
    record: Record
    tries: int


class _Worker:
    """One process, what it is busy with, and until when it may be."""

    def __init__(self, setup: Setup, scratch: Path) -> None:
        # The engine copies fonts to where temporary files go, and who is killed does not take them away.
        try:
            self._scratch = tempfile.mkdtemp(dir=scratch)
        except OSError as reason:
            raise BrokenEnvironment(f"{scratch} cannot be written in: {reason.strerror}.") from reason
        self.channel, theirs = Pipe()
        lifeline, self._lifeline = os.pipe()
        command = [sys.executable, "-P", "-c", _MAIN, str(theirs.fileno()), str(lifeline)]
        try:
            # In a group of its own: Ctrl-C is for the parent, who ends its workers itself. What a library writes to
            # stderr when it dies may hold a client's words.
            self.process = subprocess.Popen(  # noqa: S603  # ourselves
                command, pass_fds=(theirs.fileno(), lifeline), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, process_group=0, env={**os.environ, **temporary_in(self._scratch)},
            )  # fmt: skip
        except OSError as reason:
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
            self.channel.send(task.record)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.channel.close()
        os.close(self._lifeline)
        shutil.rmtree(self._scratch, ignore_errors=True)


class Pool:
    """Makes records with `count` workers; `deadline` is in seconds for each record.

    What workers keep on disk while they live lies in the folder `scratch`.
    """

    def __init__(self, setup: Setup, scratch: Path, count: int, deadline: float) -> None:
        """The workers start at once, and are warm when the first record is there."""
        self._setup = setup
        self._scratch = scratch
        self._deadline = deadline
        self._stillborn = 0
        self._believed: set[tuple[str, str]] = set()
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()
        try:
            for _ in range(count):
                self._workers.append(_Worker(setup, scratch))
        except BaseException:
            self.end()
            raise

    @property
    def processes(self) -> list[int]:
        """The numbers of the worker processes."""
        return [worker.process.pid for worker in self._workers]

    def end(self) -> None:
        """Ends every worker, whatever it is busy with."""
        while self._workers:
            self._workers.pop().end()

    def make(self, records: Sequence[Record], idle: Callable[[], None] = lambda: None) -> Iterator[Answer]:
        """The answers, in the order in which they come. `idle` is called at least every half second.

        Raises BrokenEnvironment when a worker does not start.
        """
        self._waiting.extend(_Task(record, 1) for record in records)
        while self._waiting or any(worker.task for worker in self._workers):
            for worker in self._workers:
                if worker.ready and worker.task is None and self._waiting:
                    worker.give(self._waiting.popleft(), self._deadline)
            now = monotonic()
            soonest = min((worker.until for worker in self._workers if worker.task or not worker.ready), default=now)
            spoken = wait([worker.channel for worker in self._workers], max(0.0, min(0.5, soonest - now)))
            idle()
            for worker in list(self._workers):
                if worker.channel in spoken:
                    yield from self._hear(worker)
                elif (worker.task or not worker.ready) and monotonic() >= worker.until:
                    yield from self._overdue(worker)

    def _hear(self, worker: _Worker) -> Iterator[Answer]:
        try:
            said = worker.channel.recv()
        except (EOFError, OSError):
            yield from self._died(worker, _ENDED if worker.ready else _STILLBORN, "worker-died")
            return
        if not worker.ready:
            if said:  # with too little memory nothing can be loaded either
                yield from self._died(worker, said, "")
            else:
                worker.ready, self._stillborn = True, 0
            return
        task, worker.task = worker.task, None
        if task is None:
            return
        if said is None:
            worker.task = task
            yield from self._died(worker, "it takes more memory than a sheet may", "too-much-memory")
            return
        doubts = {(each.rule, each.message) for each in said.problems if not said.pdf and each.rule in DOUBTFUL}
        if doubts:
            if not self._believed.issuperset(doubts) and self._tries_again(task):
                self._replace(worker)
                return
            self._believed.update(doubts)
        worker.made += 1
        if self._waiting and worker.made >= LIFE:
            self._replace(worker)
        elif self._waiting:  # the worker goes on while the sheet is written
            worker.give(self._waiting.popleft(), self._deadline)
        yield Answer(task.record, said, None)

    def _died(self, worker: _Worker, how: str, rule: str) -> Iterator[Answer]:
        task = worker.task
        self._stillborn += not worker.ready
        if self._stillborn > MOST_STILLBORN:
            raise BrokenEnvironment(how)
        self._replace(worker)
        if task and not self._tries_again(task):
            yield Answer(task.record, None, _problem(task.record, rule, f"this sheet was not made: {how}, twice"))

    def _tries_again(self, task: _Task) -> bool:
        """Puts a record before all that wait, unless it had its tries; whether it did."""
        if task.tries >= TRIES:
            return False
        self._waiting.appendleft(_Task(task.record, task.tries + 1))
        return True

    def _overdue(self, worker: _Worker) -> Iterator[Answer]:
        task = worker.task
        if task is None:
            raise BrokenEnvironment("A worker did not start in time.")
        self._replace(worker)
        said = f"this sheet was not made: it takes longer than {self._deadline:g} seconds"
        yield Answer(task.record, None, _problem(task.record, "too-slow", said))

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        self._workers.remove(worker)
        self._workers.append(_Worker(self._setup, self._scratch))


def temporary_in(folder: str) -> dict[str, str]:
    """The setting that sends temporary files into a folder: none where its name is no UTF-8.

    Such a name fonts cannot be found under: then they go where those of every other command go.
    """
    try:
        folder.encode()
    except UnicodeEncodeError:
        return {}
    return {"TMPDIR": folder}


def _problem(record: Record, rule: str, message: str) -> Problem:
    return error(rule, Mark(record.read.marks.file, record.number), message, "what is so large in this row?")
