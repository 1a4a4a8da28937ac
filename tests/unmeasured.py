"""Lets the measuring of coverage rest while the engine works, which is not measured and would take twice the time.

What the engine calls back in `handouts` is measured as ever. Where Python itself counts (`sys.monitoring`) there is no
trace function, and nothing to rest.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

_resting: list[Any] = []
"""The trace functions that were put aside, the last one innermost."""


def resting(call: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, during which nothing is traced."""

    @wraps(call)
    def without_trace(*given: Any, **named: Any) -> Any:
        if (trace := sys.gettrace()) is None:
            return call(*given, **named)
        _resting.append(trace)
        sys.settrace(None)
        try:
            return call(*given, **named)
        finally:
            _resting.pop()
            # Here and not in a function of its own: coverage counts calls and returns, and must see as many of each.
            sys.settrace(trace)

    return without_trace


def measured(call: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, which is traced even when it is called by one that is not."""

    @wraps(call)
    def with_trace(*given: Any, **named: Any) -> Any:
        if sys.gettrace() is not None or not _resting:
            return call(*given, **named)
        sys.settrace(_resting[-1])
        try:
            return call(*given, **named)
        finally:
            sys.settrace(None)

    return with_trace


def let_the_engine_rest() -> None:
    """Puts these in the place of what the engine is called by and calls, where it is loaded; once."""
    if "weasyprint" not in sys.modules:
        return
    import weasyprint

    if hasattr(weasyprint.HTML.render, "__wrapped__"):
        return
    from weasyprint.urls import URLFetcher

    write_pdf = weasyprint.Document.write_pdf

    def finishing(document: Any, target: Any = None, zoom: float = 1, finisher: Any = None, **named: Any) -> Any:
        return write_pdf(document, target, zoom, finisher and measured(finisher), **named)

    weasyprint.Document.write_pdf = resting(finishing)
    for place, name in ((weasyprint.HTML, "__init__"), (weasyprint.HTML, "render"), (weasyprint.CSS, "__init__")):
        setattr(place, name, resting(getattr(place, name)))
    for place, name in ((URLFetcher, "__call__"), (logging.Handler, "handle")):
        setattr(place, name, measured(getattr(place, name)))
