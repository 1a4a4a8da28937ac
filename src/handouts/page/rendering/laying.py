"""Lays a document out, with all that follows it; what many documents share is parsed and laid out once."""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from handouts.page.pipeline import Composed, RenderCache, Stylesheet
from handouts.page.rendering.engine import font_configuration, load_engine
from handouts.page.rendering.engine_log import LogMessage, captured_log
from handouts.page.rendering.fitting import TIGHTER, fitted
from handouts.page.rendering.front import END, Fit, fitted_sheet
from handouts.page.rendering.last_lines import LastLines
from handouts.page.rendering.layout import Layout, Source
from handouts.page.rendering.quick_styles import Joined, joined
from handouts.page.rendering.site import HOST, Site, fetcher_class
from handouts.page.rendering.variables import inline_css_variables, root_variables

VARIANT = "pdf/ua-1"

# Addresses of QR codes differ from sheet to sheet; beyond this many pictures a cache begins anew.
_MAX_PICTURES = 300
_MAX_FOLLOWING = 12
_MAX_STYLESHEETS = 120
_PLAIN = {("--g", "1"), ("--front", "1")}
"""Variables that are as the stylesheets have them."""
_ENDLESS = 20000
"""mm of a page that has no end."""
_BLANK_PAGES = 8
_ROOT = re.compile(r"<html\b[^>]*>")
_FOLLOWING = '<div class="behind"></div>'
"""Where the template wants the pages that follow it; the stylesheets know it by this class."""


class LayoutContext(NamedTuple):
    """What a document is laid out with: what it may use, what the engine logged so far, and what documents share."""

    site: Site
    log: list[LogMessage]
    cache: RenderCache


def lay_out(composed: Composed, context: LayoutContext) -> Any:
    """The document with all that follows it, its pages numbered through.

    It is laid out with as many blank pages as the others will take, so that it knows its numbers; in their place come
    the others, and should they take more or fewer, all is laid out again.
    """
    log, lengths = context.log, [_length(each, context) for each in composed.attached]
    while True:
        before = len(log)
        document = _laid_out(composed, _with_blank_pages(composed.html, sum(lengths)), context)
        pages = list(document.pages)
        first = next((number for number, page in enumerate(pages) if "behind" in page.anchors), len(pages))
        following: list[Any] = []
        found: list[int] = []
        for each in composed.attached:
            own = _following(each, _numbers(first + len(following), len(pages)), context).pages
            following += own
            found.append(len(own))
        if lengths == found:
            break
        del log[before:]
        lengths = found
        context.cache.lengths.update(zip((each.html for each in composed.attached), lengths, strict=True))
    if not lengths:
        return document
    pages[first : first + sum(lengths)] = following
    return document.copy(pages)


def _with_blank_pages(html: str, count: int) -> str:
    """The HTML with blank pages in the place of those that follow; the first has the id `behind`."""
    blank = "".join(f'<div class="behind"{" id=behind" if not page else ""}></div>' for page in range(count))
    return html.replace(_FOLLOWING, blank, 1) if _FOLLOWING in html else html + blank


def _length(composed: Composed, context: LayoutContext) -> int:
    """How many pages a document will take after another: as it did before, or is likely to, or takes now."""
    lengths = context.cache.lengths
    if not composed.likely_pages and composed.html not in lengths:
        lengths[composed.html] = len(_following(composed, _numbers(0, 0), context._replace(log=[])).pages)
    return lengths.get(composed.html, composed.likely_pages)


def _numbers(before: int, total: int) -> str:
    """The stylesheet by which pages are numbered as part of a larger whole."""
    return f':root {{ --pages: "{total}" }} @page :first {{ counter-reset: page {before + 1} }}'


def _following(composed: Composed, numbers: str, context: LayoutContext) -> Any:
    """What follows a document, laid out once for each number that its first page may have."""
    attached = context.cache.attached
    key = (composed.html, numbers)
    if key not in attached:
        site = Site(composed, context.cache.reader)
        with captured_log() as log:
            document = _laid_out(composed, composed.html, LayoutContext(site, log, context.cache), numbers)
        if site.problems:
            context.site.problems += site.problems
            context.site.refused |= site.refused
            return document
        _make_room(attached, _MAX_FOLLOWING)
        attached[key] = document, list(log)
    document, log = attached[key]
    context.log.extend(log)
    return document


def _laid_out(composed: Composed, text: str, context: LayoutContext, numbers: str = "") -> Any:
    """`text` is the HTML to be laid out; with `numbers` it follows another document."""
    engine = load_engine()
    fetcher = fetcher_class()(context.site)
    fonts = font_configuration(composed.pair)
    if len(context.cache.pictures) > _MAX_PICTURES:
        context.cache.pictures.clear()
    html = engine.HTML(string=text, base_url=HOST, url_fetcher=fetcher)

    sheets = [sheet.css for sheet in composed.stylesheets]

    last_lines = LastLines()
    made: dict[int, tuple[Layout, bool]] = {}

    def lay_out(layout: Layout) -> Any:
        known = {"--g": f"{layout.density:g}", **layout.variables}
        more = _more_rules(composed, layout, known) + numbers
        varying = () if layout.styles is None else ("--g",)
        css = [
            _stylesheet(sheet, inlined, fonts, context)
            for sheet, inlined in zip(
                composed.stylesheets, inline_css_variables(sheets, text, known, varying), strict=True
            )
        ]
        css = joined(css, _joined_stylesheets())
        if more:
            css.append(engine.CSS(string=more, font_config=fonts))
        chosen = {"font_config": fonts, "stylesheets": css, "cache": context.cache.pictures}
        if layout.blank:
            return engine.HTML(string=_blank(text), base_url=HOST, url_fetcher=fetcher).render(**chosen)
        with _styled(layout), last_lines.kept(layout.variables):
            document = html.render(pdf_variant=VARIANT, **chosen)
        made[id(document)] = layout, last_lines.learn(document, layout.variables)
        return document

    if f'id="{END}"' in text and composed.shape.multiple == 1:
        best = fitted_sheet(lambda fit: lay_out(_of_sheet(fit)), composed.shape, TIGHTER)
    else:
        best = fitted(lay_out, composed.shape, Source(html.etree_element, root_variables(sheets, text)))
    layout, short = made[id(best)]
    again = lay_out(layout) if short else best
    return again if len(again.pages) == len(best.pages) else best


def _of_sheet(fit: Fit) -> Layout:
    """The layout of a sheet with a front page."""
    return Layout(fit.rest, variables={"--front": f"{fit.front:g}"}, rules=fit.css)


def _more_rules(composed: Composed, layout: Layout, known: Mapping[str, str]) -> str:
    """The rules that hold for one layout, read after all stylesheets."""
    changed = "; ".join(f"{name}: {value}" for name, value in known.items() if (name, value) not in _PLAIN)
    more = f":root {{ {changed} }}" if changed else ""
    more += "".join(f".spare-{number} {{ display: block }}" for number in range(1, layout.spare + 1))
    if layout.endless:
        more += f"@page {{ size: {composed.shape.width:g}mm {_ENDLESS}mm !important }}"
    return more + layout.rules


def _blank(text: str) -> str:
    """Blank pages of the same document."""
    root = _ROOT.search(text)
    pages = '<div style="break-before: page"></div>' * _BLANK_PAGES
    return f"<!DOCTYPE html>{root[0] if root else '<html>'}<body>{pages}</body></html>"


@contextmanager
def _styled(layout: Layout) -> Iterator[None]:
    """Has elements of the engine's tree carry declarations and classes of their own for one layout."""
    more = [(each, "style", ";", style) for each, style in (layout.styles or {}).items()]
    more += [(each, "class", " ", name) for each, name in layout.classes.items()]
    before = [(element, key, element.get(key)) for element, key, _, _ in more]
    for (element, key, mark, value), (_, _, had) in zip(more, before, strict=True):
        element.set(key, f"{had}{mark}{value}" if had else value)
    try:
        yield
    finally:
        for element, key, had in before:
            if had is None:
                del element.attrib[key]
            else:
                element.set(key, had)


def _stylesheet(sheet: Stylesheet, text: str, fonts: Any, context: LayoutContext) -> Any:
    css, log = _parsed(sheet, text, fonts, context.site)
    if log and text != sheet.css:
        # What is wrong is reported in the words of the file, at their place.
        log = _parsed(sheet, sheet.css, fonts, context.site)[1]
    context.log.extend(log)
    return css


def _parsed(sheet: Stylesheet, text: str, fonts: Any, site: Site) -> tuple[Any, list[LogMessage]]:
    """A stylesheet, parsed once for all documents unless it takes in a file, which may be another the next time."""
    cache, key = _parsed_stylesheets(), (sheet.name, text, fonts)
    if (parsed := cache.get(key)) is None:
        before = site.asked
        with captured_log() as log:
            css = load_engine().CSS(
                string=text, base_url=HOST + sheet.name, url_fetcher=fetcher_class()(site), font_config=fonts
            )
        parsed = css, log
        if site.asked == before:
            _make_room(cache, _MAX_STYLESHEETS)
            cache[key] = parsed
    css, log = parsed
    return css, [line._replace(place=sheet.place) for line in log]


@cache
def _parsed_stylesheets() -> dict[object, tuple[Any, list[LogMessage]]]:
    parsed: dict[object, tuple[Any, list[LogMessage]]] = {}
    # They hold the fonts, which must go before the very end.
    atexit.register(parsed.clear)
    return parsed


@cache
def _joined_stylesheets() -> dict[tuple[int, ...], Joined]:
    together: dict[tuple[int, ...], Joined] = {}
    atexit.register(together.clear)
    return together


def _make_room(cache: dict[Any, Any], most: int) -> None:
    while len(cache) >= most:
        cache.pop(next(iter(cache)))
