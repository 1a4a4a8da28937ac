"""A worker as its parent sees it: a process, what it is busy with, and until when it may be."""

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
from typing import NamedTuple

from handouts.files.writing import make_folder
from handouts.problems import BrokenEnvironment
from handouts.produce.job import Job, Setup

START = 120.0
"""Seconds that a worker may take to start."""
_FAREWELL = 5.0
"""Seconds in which an idle worker ends."""
_MAIN = "from handouts.produce.worker import main; main()"


class Task(NamedTuple):
    """A job, and how many times it was given to a worker."""

    job: Job
    tries: int = 1


class Worker:
    """One process, `ready` once it has said so; what it keeps on disk lies in a folder of its own in `scratch`."""

    def __init__(self, setup: Setup, scratch: Path | None) -> None:
        # The engine copies fonts to where temporary files go, and who is killed does not take them away.
        if scratch:
            make_folder(scratch)
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
        self.task: Task | None = None
        self.made = 0
        self.ready = False
        self.until = monotonic() + START
        self.send(setup)

    def send(self, message: Job | Setup) -> None:
        """Passes on what to make, or with what to go on."""
        with suppress(OSError):  # it died while idle: waiting for its answer will tell
            self.channel.send(message)

    def give(self, task: Task, deadline: float) -> None:
        """Has it make a document, within so many seconds."""
        self.task, self.until = task, monotonic() + deadline
        self.send(task.job)

    def end(self) -> None:
        """Ends it, whatever it is busy with."""
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


def temporary_in(folder: str) -> dict[str, str]:
    """The setting that sends temporary files into a folder: none where its name is no UTF-8.

    Such a name fonts cannot be found under: then they go where those of every other command go.
    """
    try:
        folder.encode()
    except UnicodeEncodeError:
        return {}
    return {"TMPDIR": folder}
