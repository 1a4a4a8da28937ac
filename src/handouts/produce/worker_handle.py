"""A worker as its parent sees it: a process, what it makes, until when it may, and what it answers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path
from time import monotonic

from handouts.files.writing import make_folder
from handouts.problems import BrokenEnvironment, system_reason
from handouts.produce.job import Answer, Job, Notice, Setup, Task
from handouts.produce.previewing import Wish

START_SECONDS = 120.0
_SHUTDOWN_SECONDS = 5.0
"""In which an idle worker ends by itself."""
_MAIN = "from handouts.produce.worker_main import main; main()"


class WorkerHandle:
    """One process, `is_ready` once it has said so; what it keeps on disk lies in a folder of its own in `scratch`."""

    def __init__(self, setup: Setup, scratch: Path | None) -> None:
        """Raises BrokenEnvironment when no process can be started."""
        # The engine copies fonts to where temporary files go, and a process that is killed leaves them there.
        if scratch:
            make_folder(scratch)
        try:
            self._scratch = tempfile.mkdtemp(dir=scratch) if scratch else None
        except OSError as reason:
            raise BrokenEnvironment(
                "Nothing can be written in {folder}: {reason}.", folder=scratch, reason=system_reason(reason)
            ) from reason
        own = temporary_in(self._scratch) if self._scratch else {}
        self.channel, theirs = Pipe()
        lifeline, self._lifeline = Pipe(duplex=False)
        command = [sys.executable, "-P", "-c", _MAIN, str(theirs.fileno()), str(lifeline.fileno())]
        try:
            with theirs, lifeline:
                # In a group of its own: Ctrl-C is for the parent, which ends its workers itself. What a library writes
                # to stderr when it dies may hold a client's words.
                self.process = subprocess.Popen(  # noqa: S603  # ourselves
                    command, pass_fds=(theirs.fileno(), lifeline.fileno()), stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0, env={**os.environ, **own},
                )  # fmt: skip
        except OSError as reason:
            self._let_go()
            raise BrokenEnvironment("No worker can be started: {reason}.", reason=system_reason(reason)) from reason
        self.task: Task | None = None
        self.made = 0
        self.is_ready = False
        self.until = monotonic() + START_SECONDS
        self.send(setup)

    @property
    def is_awaited(self) -> bool:
        """Whether it starts or makes something, and may be overdue."""
        return self.task is not None or not self.is_ready

    def send(self, message: Job | Setup | Wish) -> None:
        """Passes on what to make, or with what to go on."""
        with suppress(OSError):  # it died while idle, which `receive` finds out
            self.channel.send(message)

    def give(self, task: Task, deadline: float) -> None:
        """Has it make a document, within `deadline` seconds."""
        self.task, self.until = task, monotonic() + deadline
        self.send(task.job)

    def show(self, wish: Wish, deadline: float) -> None:
        """Has it show a document, within `deadline` seconds."""
        self.task, self.until = Task(wish.job), monotonic() + deadline
        self.send(wish)

    def receive(self) -> Answer | None:
        """Its answer, or how it ended; None while it is busy, or idle. Waits for nothing."""
        # The clock first: an answer that was there in time is in time, however late it is fetched.
        is_overdue = self.is_awaited and monotonic() >= self.until
        try:
            if self.channel.poll():
                answer: Answer = self.channel.recv()
                return answer
        except (EOFError, OSError):
            return Notice.DIED
        return Notice.OVERDUE if is_overdue else None

    def end(self) -> None:
        """Ends it, whatever it is busy with."""
        if self._scratch or self.is_awaited:
            self.process.kill()
        self.channel.close()
        try:
            # An idle one removes its copies of fonts itself.
            self.process.wait(_SHUTDOWN_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._let_go()

    def _let_go(self) -> None:
        self.channel.close()
        self._lifeline.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)


def temporary_in(folder: str) -> dict[str, str]:
    """The setting that sends temporary files into a folder: none where its name is not UTF-8.

    Fonts cannot be found under such a name: then they go where those of every other command go.
    """
    try:
        folder.encode()
    except UnicodeEncodeError:
        return {}
    return {"TMPDIR": folder}
