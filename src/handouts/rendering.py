"""HTML becomes PDF/UA-1 by WeasyPrint. What the engine would only log is a Problem here.

The engine sees one made-up web site: `https://handouts.invalid/` holds the stylesheets, the drawings, the fonts of
the brand's pair and the pictures of the practice folder, and there is nothing else to be had. Absolute paths of this
machine therefore never become part of a PDF.
"""

from __future__ import annotations

import atexit
import logging
import mimetypes
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from handouts.folder import Shelf
from handouts.handover import Composed, Rendered, Sheet
from handouts.problems import BrokenEnvironment, Mark, Problem, Refused, error, has_errors, warning

HOST = "https://handouts.invalid/"
DENSITIES = (1.0, 0.8, 0.6)
# A last page that holds less than this share of its height looks like a mistake of the printer.
NEARLY_EMPTY = 0.3
_PIXELS_PER_MM = 96 / 25.4
_STYLE_PLACE = re.compile(r" at ([0-9]+):([0-9]+)")
_Finisher = Callable[[Any, Any], None]


def render(composed: Composed, shelf: Shelf, finish: _Finisher | None = None) -> Rendered:
    """Lays the document out and writes its PDF. Raises Refused when the engine could not do all that was asked.

    When the last page would be nearly empty, the white between the blocks is drawn in, at most to 0.6 of its size,
    if that saves the page; the size of the type never changes. `finish` may mend the PDF's objects before they are
    written.
    """
    engine = load_engine()
    site = _site(engine)(composed, shelf)
    with _listening() as heard:
        try:
            document = _laid_out(engine, composed, site, heard)
            pdf = document.write_pdf(
                pdf_variant="pdf/ua-1", finisher=finish, optimize_images=True, dpi=300, jpeg_quality=88
            )
        except RecursionError:
            hint = "make the content or the template simpler"
            raise Refused(
                [error("too-deep", Mark(composed.template), "the page is nested too deep to be laid out", hint)]
            ) from None
        except (MemoryError, OSError):
            raise
        except Exception as reason:  # the engine gives up in many ways, and each is about this document
            raise Refused(
                [error("engine", Mark(composed.template), f"the page cannot be laid out: {reason}")]
            ) from reason
    problems = [*site.problems, *_said(heard, composed)]
    if has_errors(problems):
        raise Refused(problems)
    return Rendered(pdf, len(document.pages), tuple(problems))


@cache
def load_engine() -> Any:
    """WeasyPrint, on a font configuration that knows no fonts of this machine. Raises BrokenEnvironment.

    A fallback to whatever font is installed would print on one machine what is lost on the next.
    """
    fonts = Path(tempfile.mkdtemp(prefix="handouts-fonts-"))
    atexit.register(shutil.rmtree, fonts, ignore_errors=True)
    # The engine warns when there is no font at all, so it is shown the smallest of ours.
    known = _font_file("atkinson-hyperlegible", 400, "normal").parent
    (fonts / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{known}</dir><cachedir>{fonts}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    os.environ["FONTCONFIG_FILE"] = str(fonts / "fonts.conf")
    try:
        import weasyprint
    except OSError as reason:
        raise BrokenEnvironment(
            "A library that draws the text (Pango) is missing on this computer. What to do: handouts doctor"
        ) from reason
    return weasyprint


@cache
def _font_configuration() -> Any:
    """One for the life of the process: each further one would load the fonts again and keep their memory."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@cache
def _font_file(package: str, weight: int, style: str) -> Path:
    import fontpkg

    try:
        return Path(fontpkg.path(package, weight, style))
    except fontpkg.FontpkgError as reason:
        raise BrokenEnvironment(f"The typeface {package} is missing: install handouts again.") from reason


def _laid_out(engine: Any, composed: Composed, site: Any, heard: list[tuple[str, logging.LogRecord]]) -> Any:
    fonts = _font_configuration()
    css = [_stylesheet(engine, sheet, site, heard) for sheet in composed.sheets]
    html = engine.HTML(string=composed.html, base_url=HOST, url_fetcher=site)
    best = None
    for density in DENSITIES:
        tighter = [engine.CSS(string=f":root {{ --g: {density} }}", font_config=fonts)] if density < 1 else []
        document = html.render(font_config=fonts, stylesheets=[*css, *tighter], pdf_variant="pdf/ua-1")
        if best is None or len(document.pages) < len(best.pages):
            best = document
            if len(document.pages) == 1 or last_page_filled(document) >= NEARLY_EMPTY:
                break
    return best


def last_page_filled(document: Any) -> float:
    """How far down the last page the text reaches, from 0 to 1: the template ends in an element `#end`."""
    page = document.pages[-1]
    if "end" not in page.anchors:
        return 1.0
    return float(page.anchors["end"][1] / page.height)


def _stylesheet(engine: Any, sheet: Sheet, site: Any, heard: list[tuple[str, logging.LogRecord]]) -> Any:
    before = len(heard)
    css = engine.CSS(string=sheet.css, base_url=HOST + sheet.name, url_fetcher=site, font_config=_font_configuration())
    heard[before:] = [(sheet.place, record) for _, record in heard[before:]]
    return css


@contextmanager
def _listening() -> Iterator[list[tuple[str, logging.LogRecord]]]:
    """Collects what the engine logs, each with the stylesheet that it was about, and keeps it from the screen."""
    heard: list[tuple[str, logging.LogRecord]] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(("", record))

    ear = Ear(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [(logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.addHandler(ear)
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    try:
        yield heard
    finally:
        for logger, (propagate, level) in zip(loggers, before, strict=True):
            logger.removeHandler(ear)
            logger.propagate = propagate
            logger.setLevel(level)


def _said(heard: list[tuple[str, logging.LogRecord]], composed: Composed) -> Iterator[Problem]:
    for place, record in heard:
        said = record.getMessage()
        if ".notdef glyph" in said:
            yield from _missing_glyphs(composed, said)
        elif found := re.search(r"Failed to (?:load|render).*?" + re.escape(HOST) + r"([^'\"\s]+)", said):
            name = unquote(found[1])
            if name in composed.pictures:
                hint = "open it in a drawing program and save it again"
                yield error("unreadable-picture", composed.pictures[name], "the picture cannot be read", hint)
            else:
                yield error("unreadable-file", Mark(name), "this file cannot be used by the engine")
        elif place and (found := _STYLE_PLACE.search(said)):
            mark = Mark(place, int(found[1]), int(found[2]))
            yield warning("stylesheet", mark, said[: found.start()] + said[found.end() :])
        elif place:
            yield warning("stylesheet", Mark(place), said)
        elif record.levelno >= logging.ERROR:
            yield error("engine", Mark(composed.template), said)
        else:
            yield warning("engine", Mark(composed.template), said)


def _missing_glyphs(composed: Composed, said: str) -> Iterator[Problem]:
    """Names the characters that the brand's pair cannot print, at the places that they were typed."""
    known = _known_characters(*composed.pair)
    found = False
    for text, mark in composed.announced:
        missing = sorted({sign for sign in text if ord(sign) not in known and not sign.isspace() and sign != "\u00ad"})
        if missing and mark:
            found = True
            signs = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in missing)
            yield error("no-glyph", mark, f"the typeface cannot print {signs}", "leave it out, or use other words")
    if not found:
        yield error("no-glyph", Mark(composed.template), said)


@cache
def _known_characters(*faces: Any) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    known: set[int] | None = None
    for face in faces:
        for weight, style in face.cuts:
            with TTFont(_font_file(face.package, weight, style), lazy=True) as font:
                characters = set(font.getBestCmap())
            known = characters if known is None else known & characters
    return frozenset(known or ())


@cache
def _site(engine: Any) -> Any:
    """The class of the made-up web site; it cannot exist before the engine does."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Site(URLFetcher):  # type: ignore[misc]  # the engine has no type hints
        """Serves what one document may use, and remembers what it was asked for in vain."""

        def __init__(self, composed: Composed, shelf: Shelf) -> None:
            super().__init__(allowed_protocols=["https", "data"], allow_redirects=False)
            self.problems: list[Problem] = []
            self._composed = composed
            self._shelf = shelf

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            name = unquote(urlsplit(url).path).lstrip("/")
            if not url.startswith(HOST):
                self._refuse("remote", Mark(self._composed.template), f"{url} was asked for, and nothing leaves here")
            data = self._data(name)
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, data, {"Content-Type": kind})

        def _data(self, name: str) -> bytes:
            if found := re.fullmatch(r"fonts/([a-z-]+)/([0-9]+)-([a-z]+)\.ttf", name):
                return _font_file(found[1], int(found[2]), found[3]).read_bytes()
            mark = self._composed.pictures.get(name, Mark(name))
            if not name.startswith(("styles/", "content/images/")):
                self._refuse("outside-folder", Mark(self._composed.template), f"{name} was asked for, and is not given")
            try:
                data = self._shelf.read(name)
            except Refused as refused:
                self.problems.extend(refused.problems)
                raise ValueError(name) from refused
            if data is None:
                self._refuse("no-file", mark, f"{name} was asked for, and does not exist")
            elif name.startswith("styles/") and name.endswith(".svg"):
                return self._composed.colours.paint(data.decode("utf-8", "replace")).encode()
            return data or b""

        def _refuse(self, rule: str, mark: Mark, message: str) -> None:
            problem = error(rule, mark, message)
            if problem not in self.problems:
                self.problems.append(problem)
            raise ValueError(message)

    return Site
