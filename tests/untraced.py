"""Keeps coverage out of the engine: it is no part of what is measured, and following it takes long."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

_thread = threading.local()
"""Has the `tracer` of each thread that is in the engine."""


def trace_only_ours() -> None:
    """Has the engine run without a tracer, but for what it calls of ours; for once in a process that has a tracer."""
    from handouts.page import finishing
    from handouts.page.rendering.engine import load_engine
    from handouts.page.rendering.site import fetcher_class

    load_engine()
    import weasyprint
    from weasyprint.document import Document

    Document._render = classmethod(of_the_engine(Document._render.__func__))
    Document.write_pdf = of_the_engine(Document.write_pdf)
    for each in (weasyprint.HTML, weasyprint.CSS):
        each.__init__ = of_the_engine(each.__init__)
    fetcher = fetcher_class()
    fetcher.fetch = of_ours(fetcher.fetch)
    finishing.mend = of_ours(finishing.mend)


def of_the_engine(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, without the tracer of its thread."""

    @wraps(function)
    def run(*arguments: Any, **named: Any) -> Any:
        tracer = sys.gettrace()
        if tracer is None:
            return function(*arguments, **named)
        before, _thread.tracer = getattr(_thread, "tracer", None), tracer
        try:
            with _traced(None, tracer):
                return function(*arguments, **named)
        finally:
            _thread.tracer = before

    return run


def of_ours(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with the tracer that its thread had before the engine called it."""

    @wraps(function)
    def run(*arguments: Any, **named: Any) -> Any:
        tracer = getattr(_thread, "tracer", None)
        if tracer is None or sys.gettrace() is not None:
            return function(*arguments, **named)
        with _traced(tracer, None):
            return function(*arguments, **named)

    return run


@contextmanager
def _traced(inside: Any, after: Any) -> Iterator[None]:
    _trace(inside)
    try:
        yield
    finally:
        _trace(after)


def _trace(tracer: Any) -> None:
    sys.settrace(tracer)
    # Coverage takes its fast way with the next call, and lines before that would be lost.
    _nothing()


def _nothing() -> None:
    pass
