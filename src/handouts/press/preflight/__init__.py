"""What a print shop would send a PDF back for, looked for in any PDF, whatever made it.

Nothing is believed: the content is followed operator by operator, and what lies around the trim is drawn and looked at.
"""

from __future__ import annotations

import io
import logging
import struct
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

import pikepdf
from PIL import Image
from pypdfium2 import PdfiumError

from handouts.press.preflight.document import Wanted, check_document, check_page
from handouts.press.preflight.edges import check_edges
from handouts.press.preflight.findings import Findings, Source
from handouts.press.preflight.layers import Layers
from handouts.press.preflight.objects import Endless, Limits, TooMuch
from handouts.press.preflight.paper import COARSE, check_facts
from handouts.press.preflight.pictures import Inks
from handouts.press.preflight.walking import Walk
from handouts.problems import Problem, msg, warning

__all__ = ["MAX_FILE", "Source", "Wanted", "coarse", "preflight"]

NO_SOURCES: Mapping[str, Source] = {}

MAX_FILE = 256 * 1024 * 1024
_MAX_PAGES = 400
# What libraries raise on a file that is not as it should be; PdfError and PdfiumError are added where they are known.
_DAMAGE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def preflight(
    pdf: bytes, wanted: Wanted | None = None, file: str = "PDF", sources: Mapping[str, Source] = NO_SOURCES
) -> list[Problem]:
    """Everything that would go wrong with a PDF in a print shop, worst first; `file` is its name in the Problems.

    `sources` says where pictures come from, by their names among the resources of the PDF, so that what is wrong with
    one is reported at the place that names it. Never raises for what the bytes hold: a file that cannot be read is a
    Problem too.
    """
    found = Findings(file)
    if len(pdf) > MAX_FILE:
        found.error("preflight-too-large", 0, "the file is larger than {most} MB", "make the pictures smaller",
                    most=MAX_FILE // 1024**2)  # fmt: skip
        return found.problems()
    if b"%PDF-" not in pdf[:1024]:
        found.error("preflight-not-a-pdf", 0, "this is not a PDF", "name the PDF that the print shop is to get")
        return found.problems()
    with _reports_of_damage() as damage, _damage_is_a_finding(found):
        try:
            document = pikepdf.open(io.BytesIO(pdf), suppress_warnings=True)
        except pikepdf.PasswordError:
            _report_encrypted(found)
            return found.problems()
        with document:
            _look(document, wanted, found, sources, len(pdf))
            damaged = bool(damage or document.get_warnings())
        if damaged:
            hint = msg("make it again, or open and save it with a PDF program, and look at every page")
            found.warning("preflight-damaged", 0, "the file is damaged and was mended to be read", hint)
    return found.problems()


def coarse(pdf: bytes, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """The pictures of a PDF of our own that are seen to be coarse where they lie, at the places that name them.

    `sources` is as of `preflight`; what is not among them is passed over.
    """
    least: dict[Source, float] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        limits = Limits(len(pdf), len(document.pages))
        for page in document.pages:
            walk = Walk(limits, Layers({}), sources, Inks())
            with suppress(TooMuch):
                walk.page(page)
            for source, resolution in walk.facts.resolution.items():
                if source:
                    least[source] = min(resolution, least.get(source, resolution))
    for source, resolution in least.items():
        if resolution < COARSE:
            message = msg("{name} has {resolution:.0f} pixels to the inch where it lies, so it will look coarse",
                          name=source.name, resolution=resolution)  # fmt: skip
            hint = msg("{least} do for a printer at home, 300 for a print shop: print it smaller, or take a larger one",
                       least=COARSE)  # fmt: skip
            yield from (warning("coarse-picture", mark, message, hint) for mark in source.marks)


def _look(document: Any, wanted: Wanted | None, found: Findings, sources: Mapping[str, Source], size: int) -> None:
    if document.is_encrypted:
        _report_encrypted(found)
    pages = list(document.pages)
    if not pages or len(pages) > _MAX_PAGES:
        hint = msg("a print shop's file has between 1 and {most} pages", most=_MAX_PAGES)
        found.error("preflight-page-count", 0, "the file has {count} pages", hint, count=len(pages))
        return
    layers = Layers({})
    with _damage_is_a_finding(found):
        check_document(document, pages, wanted, found)
        layers = Layers(document.Root)
    limits, inks = Limits(size, len(pages)), Inks()
    for number, page in enumerate(pages, 1):
        with _damage_is_a_finding(found, number):
            check_page(page, number, wanted, found)
        with _damage_is_a_finding(found, number):
            walk = Walk(limits, layers, sources, inks)
            try:
                walk.page(page)
            finally:
                check_facts(walk.facts, number, found, live=found.live)
    if not found.too_much:
        with _damage_is_a_finding(found):
            check_edges(document, found)


def _report_encrypted(found: Findings) -> None:
    found.error("preflight-encrypted", 0, "the file is locked with a password or with rights",
                "give the print shop the copy without a password")  # fmt: skip


@contextmanager
def _reports_of_damage() -> Iterator[list[Any]]:
    """What the libraries report of damage, as warnings of Python and to the log; it goes nowhere else."""
    log = logging.getLogger("pikepdf")
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        listener = _Listener(heard)
        spread, log.propagate = log.propagate, False
        log.addHandler(listener)
        try:
            yield heard
        finally:
            log.removeHandler(listener)
            log.propagate = spread


class _Listener(logging.Handler):
    def __init__(self, heard: list[Any]) -> None:
        super().__init__(logging.WARNING)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(record)


@contextmanager
def _damage_is_a_finding(found: Findings, page: int = 0) -> Iterator[None]:
    try:
        yield
    except Endless as reason:
        found.too_much = True
        hint = msg("make the file again; a print shop's program would hang on it")
        found.error("preflight-too-much", page, reason.message, hint)
    except TooMuch as reason:
        found.too_much = True
        hint = msg("a page for paper should not need this much; simplify the drawings")
        found.warning("preflight-too-much", page, "not all of it was looked at: {reason}", hint, reason=reason.message)
    except (*_DAMAGE, pikepdf.PdfError, PdfiumError, Image.DecompressionBombError):
        hint = msg("make the file again; a print shop's program may fail on it or leave something out")
        found.error("preflight-broken", page, "the file is broken and cannot be read as a whole", hint)
