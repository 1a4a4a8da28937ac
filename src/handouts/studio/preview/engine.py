"""Shows documents that are being edited: one process, one wish at a time, and of those that wait only the latest.

It takes the files as bytes, so a full disk stops nothing, and what a client is told is on no disk for it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Condition, Thread
from time import monotonic
from typing import NamedTuple

from handouts.problems import CommandError, Problem, error, msg
from handouts.produce.job import MEGABYTE, Job, Notice, Setup
from handouts.produce.previewing import Drawn, Picture, Proven, Wish
from handouts.produce.worker_handle import WorkerHandle
from handouts.records.product import Product

DEADLINE = 30.0
"""Seconds that one state of a document may take; then its process is killed, and the next begins in a fresh one."""
_MEMORY = 1024 * MEGABYTE
_POLL = 0.02
"""Seconds between two looks whether the process still lives; what it sends is noticed at once."""
_MAX_PICTURES = 60
"""Pictures of pages that are kept, the latest ones: a page that comes back need not be drawn again."""

Files = tuple[tuple[str, bytes], ...]
"""Files as they are being edited: their names in the practice folder, and bytes."""


class Asked(NamedTuple):
    """A state of a document that is to be shown."""

    job: Job
    revision: int
    files: Files
    dots: float


class _Task(NamedTuple):
    """A state that is being shown, of a document at the time `life`: once that is forgotten, nothing comes of it."""

    document: str
    asked: Asked
    life: object


class Paper(NamedTuple):
    """What is known of the paper of a document at one revision; `proven` is None until the proof is through.

    Where it cannot be laid out it has no pages, and `proven` says why.
    """

    revision: int
    pages: tuple[Picture, ...] = ()
    proven: Proven | None = None


class Engine:
    """Shows states of documents. All its methods may be called from any thread; `end` kills its process."""

    def __init__(self, root: Path, today: Callable[[], date], *, deadline: float = DEADLINE) -> None:
        """Its process starts with the first wish, or with `warm_up`."""
        self._root, self._today, self._deadline = root, today, deadline
        self._changed = Condition()
        self._waiting: dict[str, Asked] = {}
        self._lives: dict[str, object] = {}
        """Of each document that is known, what tells its time from one before it was forgotten."""
        self._papers: dict[str, Paper] = {}
        self._pictures: dict[str, Picture] = {}
        self._worker: WorkerHandle | None = None
        self._is_ended = False
        self._thread: Thread | None = None

    def ask(self, document: str, asked: Asked) -> None:
        """Wishes to see a state of a document, in the place of an earlier one that still waits."""
        with self._changed:
            self._lives.setdefault(document, object())
            self._waiting.pop(document, None)
            self._waiting[document] = asked
            self._start()
            self._changed.notify_all()

    def warm_up(self) -> None:
        """Starts the process, so that the first page does not wait for it."""
        with self._changed:
            self._start()

    def paper(self, document: str) -> Paper | None:
        """What is known of a document now."""
        with self._changed:
            return self._papers.get(document)

    def wait(self, document: str, seen: Paper | None, seconds: float) -> Paper | None:
        """The paper of a document as soon as it is another one than `seen`, or what it is after so many seconds."""
        until = monotonic() + seconds
        with self._changed:
            while self._papers.get(document) is seen and not self._is_ended and (left := until - monotonic()) > 0:
                self._changed.wait(left)
            return self._papers.get(document)

    def picture(self, digest: str) -> bytes | None:
        """The picture of a page (PNG), as long as it is kept."""
        with self._changed:
            found = self._pictures.get(digest)
        return found and found.png

    def forget(self, document: str) -> None:
        """Drops all that is known of a document, and what is being drawn of it."""
        with self._changed:
            self._lives.pop(document, None)
            self._waiting.pop(document, None)
            self._papers.pop(document, None)
            kept = {page.digest for paper in self._papers.values() for page in paper.pages}
            self._pictures = {key: each for key, each in self._pictures.items() if key in kept}
            self._changed.notify_all()

    def end(self) -> None:
        """Ends its process, whatever it is busy with."""
        with self._changed:
            self._is_ended = True
            self._changed.notify_all()
            thread = self._thread
        if thread:
            thread.join()

    def _start(self) -> None:
        if not self._thread and not self._is_ended:
            self._thread = Thread(target=self._serve, name="engine", daemon=True)
            self._thread.start()

    def _serve(self) -> None:
        try:
            self._ready_worker(())
            while True:
                with self._changed:
                    while not (self._waiting or self._is_ended):
                        self._changed.wait()
                    if self._is_ended:
                        return
                    # The document that was asked for last is the one before her eyes.
                    document, asked = self._waiting.popitem()
                    life = self._lives[document]
                self._show(_Task(document, asked, life))
        finally:
            if self._worker:
                self._worker.end()

    def _ready_worker(self, files: Files) -> WorkerHandle | None:
        """A process that knows the files as they are now; None where it cannot be had."""
        setup = Setup(self._root, self._today(), _MEMORY, sharing=True, drafts=files)
        try:
            if self._worker and not self._worker.channel.closed:
                self._worker.send(setup)
            else:
                self._worker = WorkerHandle(setup, None)
        except CommandError:
            return None
        return self._worker

    def _show(self, task: _Task) -> None:
        for attempt in range(2):
            worker = self._ready_worker(task.asked.files)
            ended = self._shown_by(worker, task) if worker else Notice.DIED
            if ended is None or self._is_ended:
                return
            if worker:
                worker.end()
            if ended is Notice.OVERDUE or attempt:
                self._put(task, Paper(task.asked.revision, (), _refused(task.asked, ended)))
                return

    def _shown_by(self, worker: WorkerHandle, task: _Task) -> Notice | CommandError | None:
        """Has a process show a state, and puts what it answers; how it ended, where it gave no last answer."""
        asked = task.asked
        with self._changed:
            known = frozenset(self._pictures)
        is_asked = False
        while not self._is_ended:
            if worker.is_ready and not is_asked:
                worker.show(Wish(asked.job, asked.revision, asked.dots, known), self._deadline)
                is_asked = True
            if not worker.channel.closed:
                worker.channel.poll(_POLL)
            answer: object = worker.receive()
            if answer is Notice.READY:
                worker.is_ready = True
            elif isinstance(answer, Drawn):
                self._put(task, Paper(asked.revision, answer.pages))
            elif isinstance(answer, Proven | Product):
                proven = answer if isinstance(answer, Proven) else Proven(asked.revision, answer, [])
                worker.task = None
                self._put(task, Paper(asked.revision, self._pages_of(task), proven))
                return None
            elif isinstance(answer, Notice | CommandError):
                return answer
        return None

    def _pages_of(self, task: _Task) -> tuple[Picture, ...]:
        paper = self.paper(task.document)
        return paper.pages if paper and paper.revision == task.asked.revision else ()

    def _put(self, task: _Task, paper: Paper) -> None:
        """Never an older state over a newer one, and nothing of a document that was forgotten meanwhile."""
        with self._changed:
            before = self._papers.get(task.document)
            if self._lives.get(task.document) is not task.life or (before and before.revision > paper.revision):
                return
            self._papers[task.document] = paper._replace(pages=self._kept(paper.pages))
            self._changed.notify_all()

    def _kept(self, pages: tuple[Picture, ...]) -> tuple[Picture, ...]:
        """The pages, each with its picture, which is kept; the oldest go."""
        for page in pages:
            had = self._pictures.pop(page.digest, None)
            self._pictures[page.digest] = page if page.png else had or page
        while len(self._pictures) > max(_MAX_PICTURES, len(pages)):
            self._pictures.pop(next(iter(self._pictures)))
        return tuple(self._pictures.get(page.digest, page) for page in pages)


def _refused(asked: Asked, ended: Notice | CommandError) -> Proven:
    """That a state cannot be shown, as a Problem of its document."""
    if isinstance(ended, CommandError):
        problem: Problem = error("stopped", asked.job.mark, ended.message)
    elif ended is Notice.OVERDUE:
        problem = error("too-slow", asked.job.mark, msg("these pages take too long to draw"))
    else:
        problem = error("worker-died", asked.job.mark, msg("these pages could not be drawn"))
    return Proven(asked.revision, Product.failed([problem]), [])
