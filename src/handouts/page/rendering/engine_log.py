"""What the engine only logs becomes a Problem, at the best place that is known for it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import unquote

from handouts.page.pipeline import Composed
from handouts.page.rendering.site import HOST
from handouts.page.typefaces import Locate, no_glyph, printable
from handouts.problems import Mark, Problem, error, msg, warning

_STYLE_PLACE = re.compile(r" at ([0-9]+):([0-9]+)")
_UNUSABLE = re.compile(r"Failed to (?:load|render).*?((?:" + re.escape(HOST) + r"|data:)[^'\"\s]+)")
_SAVE_AGAIN = msg("open it in a drawing program and save it again; or export it as a PNG")


class LogMessage(NamedTuple):
    """A line of the engine's log, and the stylesheet that was being read (empty: none)."""

    place: str
    serious: bool
    text: str


@contextmanager
def captured_log() -> Iterator[list[LogMessage]]:
    """Collects what the engine logs, and keeps it from the screen and from other handlers."""
    log: list[LogMessage] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            log.append(LogMessage("", record.levelno >= logging.ERROR, record.getMessage()))

    collector = Collector(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.handlers, logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.handlers = [collector]
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    try:
        yield log
    finally:
        for logger, (handlers, propagate, level) in zip(loggers, before, strict=True):
            logger.handlers = handlers
            logger.propagate = propagate
            logger.setLevel(level)


def problems_of(
    log: list[LogMessage], composed: Composed, locate: Locate, pictures: Callable[[], Mapping[str, str]]
) -> Iterator[Problem]:
    """The Problems that the log amounts to.

    `locate` finds the line of a sign in a text over several lines, and `pictures` gives the file of each address.
    """
    for line in log:
        if ".notdef glyph" in line.text:
            yield from _missing_glyphs(composed, line.text, locate)
        elif found := _UNUSABLE.search(line.text):
            yield from _unusable(found[1], composed, pictures())
        elif line.place:
            found = _STYLE_PLACE.search(line.text)
            mark = Mark(line.place, int(found[1]), int(found[2])) if found else Mark(line.place)
            yield warning("stylesheet", mark, _STYLE_PLACE.sub("", line.text, count=1))
        else:
            say = error if line.serious else warning
            yield say("engine", Mark(composed.template), line.text)


def _unusable(address: str, composed: Composed, pictures: Mapping[str, str]) -> Iterator[Problem]:
    if (name := pictures.get(address, "")) in composed.pictures:
        message = msg("{name} cannot be drawn", name=name.rpartition("/")[2])
        yield from (error("unreadable-picture", mark, message, _SAVE_AGAIN) for mark in composed.pictures[name])
    elif address.startswith("data:"):
        yield error("unreadable-file", Mark(composed.template), "a picture inside this document cannot be drawn")
    else:
        yield error(
            "unreadable-file", Mark(unquote(address.removeprefix(HOST))), "this file cannot be used by the engine"
        )


def _missing_glyphs(composed: Composed, text: str, locate: Locate) -> Iterator[Problem]:
    """Names the characters that the brand's pair cannot print, at the places where they were typed."""
    known = printable(composed.pair)
    missing = [no_glyph(text, mark, known, locate) for text, mark, _ in composed.announced if mark]
    found = list(filter(None, missing))
    yield from found
    if not found:
        yield error("no-glyph", Mark(composed.template), text)
