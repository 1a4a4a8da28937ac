"""Opens the studio of a practice folder and closes it again: the server, and the one that is open already."""

from __future__ import annotations

import errno
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from waitress import create_server

from handouts.problems import BrokenEnvironment, UsageError, system_reason
from handouts.studio.app import create_app
from handouts.studio.guards import HEADER_BYTES, UPLOAD_BYTES
from handouts.studio.running import Address, Running, runtime_folder
from handouts.studio.session import Spoken, Studio

if TYPE_CHECKING:
    from pathlib import Path

Tell = Callable[[str], None]
THREADS = 8
_HOST = "127.0.0.1"
_FOUND_WITHIN = 5.0
"""Seconds after which one that is starting must have said where it listens."""
_ANSWERED_WITHIN = 0.3
_LARGEST_ANSWER = 256 * 1024 * 1024
_FORM_BYTES = 64 * 1024
"""What a form adds to the file that is in it."""


class Opened(NamedTuple):
    """The address that lets one browser in, and whether the studio was open already."""

    address: str
    was_open: bool


def open_studio(place: Path, port: int, ready: Callable[[Opened], None], *, spoken: Spoken, tell: Tell) -> None:
    """Serves the studio of a practice folder until Ctrl-C or the end of the session; `ready` is called once it listens.

    Where it is open already, `ready` is given its address with a fresh word, and that is all. `port` 0 is any that is
    free; `tell` is given what failed. Raises UsageError when the port is taken, BrokenEnvironment.
    """
    running = Running(runtime_folder(place))
    if not running.take():
        ready(Opened(_address_of(running).opened_by(running.issue()), was_open=True))
        return
    studio = Studio(place, spoken=spoken, redeem=running.redeem, tell=tell)
    try:
        server = _server(studio, port)
        studio.listen_on(server.effective_port)
        running.note(studio.address)
        studio.close = _end_soon
        with _ended_by_signals():
            ready(Opened(studio.address.opened_by(running.issue()), was_open=False))
            _warm_up(studio)
            server.run()  # until KeyboardInterrupt, which it keeps to itself
        server.close()
    except KeyboardInterrupt:
        pass
    finally:
        running.release()
        studio.end()


def _server(studio: Studio, port: int) -> Any:
    # It writes what it is sent into its log, where that is wrong.
    logging.getLogger("waitress").disabled = True
    try:
        return create_server(
            create_app(studio), host=_HOST, port=port, threads=THREADS, ident=None, expose_tracebacks=False,
            max_request_header_size=HEADER_BYTES, max_request_body_size=UPLOAD_BYTES + _FORM_BYTES,
            # What is larger goes into a temporary file: nothing of a client does.
            inbuf_overflow=UPLOAD_BYTES + _FORM_BYTES, outbuf_overflow=_LARGEST_ANSWER,
        )  # fmt: skip
    except OSError as reason:
        if reason.errno in {errno.EADDRINUSE, errno.EACCES}:
            raise UsageError(
                "Port {port} cannot be had: {reason}. Leave --port out, and one that is free is taken.",
                port=port, reason=system_reason(reason),
            ) from reason  # fmt: skip
        raise


def _warm_up(studio: Studio) -> None:
    """Starts the engine beside the server: what keeps it from starting is said when something is to be made."""

    def start() -> None:
        with suppress(Exception):
            studio.builder.warm_up() if studio.is_begun else studio.beginning.warm_up()

    threading.Thread(target=start, daemon=True).start()


def _end_soon() -> None:
    """Has this process end as it does by Ctrl-C, in a moment: the page that asks for it is to be answered."""
    timer = threading.Timer(_ANSWERED_WITHIN, os.kill, (os.getpid(), signal.SIGTERM))
    timer.daemon = True
    timer.start()


def _address_of(running: Running) -> Address:
    until = time.monotonic() + _FOUND_WITHIN
    while (address := running.address()) is None:
        if time.monotonic() > until:
            raise BrokenEnvironment(
                "The studio of this practice is open, but does not say where. Close it, and try again."
            )
        time.sleep(0.05)
    return address


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Ends the server as Ctrl-C does when the session or the terminal ends."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    before = {each: signal.signal(each, end) for each in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
