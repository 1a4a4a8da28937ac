"""A worker: a process that makes one document after the other in memory, and hands each back.

It writes nothing but the engine's copies of fonts, in a folder that its parent deletes. It is started by
`worker_handle` with the numbers of two open handles and nothing else, so that the list of processes tells nothing.
When its parent dies the lifeline closes, and the worker ends at once.
"""

from __future__ import annotations

import errno
import gc
import os
import resource
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from handouts.problems import BrokenEnvironment, HandoutsError, error, msg
from handouts.produce.job import Answer, Job, Notice, Setup
from handouts.produce.making import Maker
from handouts.produce.previewing import Shown, Wish
from handouts.records.product import Product

MAX_GARBAGE = 400_000
"""Objects; a sheet leaves some 28 000, which hold 4.5 MB until they are collected."""


def answers(maker: Maker, asked: Job | Wish) -> Iterator[Answer | Shown]:
    """What comes of one job, or of one wish to see it; whatever goes wrong with it is an answer, and never raised."""
    job = asked.job if isinstance(asked, Wish) else asked
    try:
        if isinstance(asked, Wish):
            yield from maker.preview(asked)
        else:
            yield maker.make(asked)
    except BrokenEnvironment as reason:
        yield reason
    except (MemoryError, SystemError):  # a library written in C may meet a lack of memory without saying so
        yield Notice.OUT_OF_MEMORY
    except OSError as reason:
        # A library that cannot be loaded has no number, and too little memory is no fault of the system.
        yield _mistake(job, reason) if reason.errno in {None, errno.ENOMEM} else BrokenEnvironment.of(reason)
    except Exception as reason:  # noqa: BLE001  # one document must not cost another
        yield _mistake(job, reason)


def _mistake(job: Job, reason: Exception) -> Product:
    """A mistake of the program itself: what its exception says may quote a client, so only its type is reported."""
    message = msg("this is a mistake in handouts itself ({kind})", kind=type(reason).__name__)
    return Product.failed([error("internal", job.mark, message, "please report it")])


def limit_memory(extra: int) -> None:
    """Lets this process take `extra` bytes more than it has now; beyond that Python raises MemoryError."""
    try:
        has = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (has + extra, has + extra))
    except (OSError, ValueError):
        return  # macOS neither tells nor holds this limit; there the deadline alone guards


def _die_with_parent(lifeline: int) -> None:
    def wait() -> None:
        os.read(lifeline, 1)
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def serve(channel: Connection) -> None:
    """Answers what comes in until the channel closes; ends when memory runs out, or nothing can be made."""
    try:
        setup: Setup = channel.recv()
        maker = Maker(setup.open_folder(), setup.today, sharing=setup.sharing)
        maker.warm_up()
        # To look for garbage in the middle of a document, where nearly all is in use, takes a tenth of the time. So
        # that is done between two, and in the middle only of an enormous one.
        gc.freeze()
        gc.set_threshold(4 * MAX_GARBAGE, 20, 10)
        channel.send(Notice.READY)
        limit_memory(setup.memory)
        while True:
            message: Job | Setup | Wish = channel.recv()
            if isinstance(message, Setup):
                maker.refresh(message.open_folder(), message.today)
                continue
            for made in answers(maker, message):
                channel.send(made)
                if made is Notice.OUT_OF_MEMORY:
                    return
            if gc.get_count()[0] > MAX_GARBAGE:
                gc.collect()
    except EOFError:
        return
    except HandoutsError as reason:
        channel.send(reason)


def main() -> None:
    """A worker from start to end; its two arguments are the numbers of open handles."""
    _die_with_parent(int(sys.argv[2]))
    serve(Connection(int(sys.argv[1])))
