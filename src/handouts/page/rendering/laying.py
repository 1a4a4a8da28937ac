"""Lays a document out, with all that goes behind it; what many documents share is parsed and laid out once."""

from __future__ import annotations

import atexit
from functools import lru_cache
from typing import Any, NamedTuple

from handouts.page.pipeline import Composed, RenderCache, Stylesheet
from handouts.page.rendering.engine import font_configuration, load_engine
from handouts.page.rendering.engine_log import LogMessage, captured_log
from handouts.page.rendering.fitting import fitted
from handouts.page.rendering.site import HOST, OnlyFonts, Site, fetcher_class
from handouts.page.rendering.variables import inline_css_variables

VARIANT = "pdf/ua-1"

# Addresses of QR codes differ from sheet to sheet; beyond this many pictures a cache begins anew.
_MOST_PICTURES = 300
_MOST_BEHIND = 12
_MOST_STYLESHEETS = 60


class LayoutContext(NamedTuple):
    """What a document is laid out with: what it may use, what the engine said so far, and what documents share."""

    site: Site
    heard: list[LogMessage]
    cache: RenderCache


def lay_out(composed: Composed, context: LayoutContext) -> Any:
    """The document with all that goes behind it, its pages numbered through.

    It is laid out with as many blank pages as the others will take, so that it knows its numbers; in their place come
    the others, and should they take more or fewer, all is laid out again.
    """
    cache, heard = context.cache, context.heard
    lengths = [_length(each, context) for each in composed.attached]
    while True:
        before = len(heard)
        document = _laid_out(composed, composed.with_room(sum(lengths)), context)
        pages = list(document.pages)
        first = next((number for number, page in enumerate(pages) if "behind" in page.anchors), len(pages))
        behind: list[list[Any]] = []
        for each in composed.attached:
            numbers = _numbers(first + sum(map(len, behind)), len(pages))
            behind.append(_behind(each, numbers, context).pages)
        if lengths == [len(each) for each in behind]:
            break
        del heard[before:]
        lengths = [len(each) for each in behind]
        cache.lengths.update({each.html: length for each, length in zip(composed.attached, lengths, strict=True)})
    if not behind:
        return document
    pages[first : first + sum(lengths)] = [page for each in behind for page in each]
    return document.copy(pages)


def _length(composed: Composed, context: LayoutContext) -> int:
    """How many pages a document will take behind another: as it did before, or is said to, or takes now."""
    lengths = context.cache.lengths
    if not composed.expected and composed.html not in lengths:
        lengths[composed.html] = len(_behind(composed, _numbers(0, 0), context._replace(heard=[])).pages)
    return lengths.get(composed.html, composed.expected)


def _numbers(before: int, total: int) -> str:
    """The stylesheet by which pages are numbered as part of a larger whole."""
    return f':root {{ --pages: "{total}" }} @page :first {{ counter-reset: page {before + 1} }}'


def _behind(composed: Composed, numbers: str, context: LayoutContext) -> Any:
    """What goes behind a document, laid out once for each number that its first page may have."""
    cache = context.cache
    key = (composed.html, numbers)
    if key not in cache.attached:
        own = Site(composed, cache.reader)
        with captured_log() as said:
            document = _laid_out(composed, composed.html, LayoutContext(own, said, cache), numbers)
        if own.problems:
            context.site.problems += own.problems
            return document
        _make_room(cache.attached, _MOST_BEHIND)
        cache.attached[key] = document, list(said)
    document, said = cache.attached[key]
    context.heard.extend(said)
    return document


def _laid_out(composed: Composed, text: str, context: LayoutContext, numbers: str = "") -> Any:
    """`text` is the HTML to be laid out; with `numbers` it goes behind another document."""
    engine = load_engine()
    fetcher = fetcher_class()(context.site)
    fonts = font_configuration(composed.pair)
    if len(context.cache.pictures) > _MOST_PICTURES:
        context.cache.pictures.clear()
    html = engine.HTML(string=text, base_url=HOST, url_fetcher=fetcher)

    def lay_out(density: float, spare: int) -> Any:
        more = f":root {{ --g: {density} }}" if density != 1 else ""
        more += "".join(f".spare-{number} {{ display: block }}" for number in range(1, spare + 1))
        more += numbers
        texts = inline_css_variables([sheet.css for sheet in composed.sheets], text, {"--g": str(density)})
        css = [
            _stylesheet(sheet, settled_text, fetcher, fonts, context)
            for sheet, settled_text in zip(composed.sheets, texts, strict=True)
        ]
        if more:
            css.append(engine.CSS(string=more, font_config=fonts))
        return html.render(font_config=fonts, stylesheets=css, pdf_variant=VARIANT, cache=context.cache.pictures)

    return fitted(lay_out, composed.shape)


def _stylesheet(sheet: Stylesheet, settled_text: str, fetcher: Any, fonts: Any, context: LayoutContext) -> Any:
    cache = context.cache
    key = (sheet, settled_text)
    if key not in cache.stylesheets:
        css, said = _parsed(sheet, settled_text, fetcher, fonts)
        if said and settled_text != sheet.css:
            # What is wrong is told in the words that stand in the file, at the place where they stand.
            said = _parsed(sheet, sheet.css, fetcher, fonts)[1]
        _make_room(cache.stylesheets, _MOST_STYLESHEETS)
        cache.stylesheets[key] = css, said
    css, said = cache.stylesheets[key]
    context.heard.extend(said)
    return css


def _parsed(sheet: Stylesheet, text: str, fetcher: Any, fonts: Any) -> tuple[Any, list[LogMessage]]:
    css, said = _parsed_alone(sheet.name, text, fonts) or _parsed_with(fetcher, sheet.name, text, fonts)
    return css, [line._replace(place=sheet.place) for line in said]


@lru_cache(maxsize=_MOST_STYLESHEETS)
def _parsed_alone(name: str, text: str, fonts: Any) -> tuple[Any, list[LogMessage]] | None:
    """A stylesheet as any document may use it; None where it takes in a file, which may be another the next time."""
    # It would keep the fonts, which must go before the very end.
    atexit.register(_parsed_alone.cache_clear)
    site = OnlyFonts()
    parsed = _parsed_with(fetcher_class()(site), name, text, fonts)
    return None if site.refused else parsed


def _parsed_with(fetcher: Any, name: str, text: str, fonts: Any) -> tuple[Any, list[LogMessage]]:
    with captured_log() as said:
        css = load_engine().CSS(string=text, base_url=HOST + name, url_fetcher=fetcher, font_config=fonts)
    return css, said


def _make_room(cache: dict[Any, Any], most: int) -> None:
    while len(cache) >= most:
        cache.pop(next(iter(cache)))
