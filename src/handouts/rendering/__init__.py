"""HTML becomes PDF/UA-1 by WeasyPrint; what the engine would only log is a Problem here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handouts.folder import Shelf
from handouts.handover import Composed, Kept, Place, Rendered, Sheet
from handouts.problems import Mark, Refused, error, has_errors
from handouts.rendering.engine import font_configuration, load_engine
from handouts.rendering.fitting import NEARLY_EMPTY, fitted, last_page_filled
from handouts.rendering.hearing import Heard, listening, problems_of
from handouts.rendering.site import HOST, Site, fetcher_class

__all__ = ["HOST", "NEARLY_EMPTY", "last_page_filled", "render"]

_VARIANT = "pdf/ua-1"
_PIXEL = 25.4 / 96
"""A CSS pixel in mm."""


# Addresses of QR codes differ from sheet to sheet; beyond this many pictures a cache begins anew.
_MOST_PICTURES = 300
_MOST_ATTACHED = 12


def render(
    composed: Composed, shelf: Shelf, finish: Callable[[Any, Any], None] | None = None, kept: Kept | None = None
) -> Rendered:
    """Lays the document out and writes its PDF. Raises Refused when the engine could not do all that was asked.

    When the last page would be nearly empty, or a panel too full, the white between the blocks is drawn in, at most
    to 0.6 of its size, if that helps, and else let out; the size of the type never changes. `finish` may mend the
    PDF's objects before they are written. `kept` is what many documents of one practice share.
    """
    load_engine()
    site = Site(composed, kept.shelf if kept else shelf)
    template = Mark(composed.template)
    with listening() as heard:
        try:
            document = (
                _whole(composed, site, heard, kept or Kept(shelf))
                if composed.attached
                else _laid_out(composed, fetcher_class()(site), heard, kept)
            )
            # 300 dots to the inch are what a print shop asks for; more only makes the file heavy.
            pdf = document.write_pdf(
                pdf_variant=_VARIANT, finisher=finish, optimize_images=True, dpi=300, jpeg_quality=88
            )
        except RecursionError:
            raise Refused([error("too-deep", template, "the page is nested too deep to be laid out")]) from None
        except (MemoryError, OSError):
            raise
        except Exception as reason:  # the engine gives up in many ways, each about this document
            raise Refused([error("engine", template, f"the page cannot be laid out: “{reason}”")]) from reason
    problems = list(dict.fromkeys([*site.problems, *problems_of(heard, composed, shelf.locate)]))
    if has_errors(problems):
        raise Refused(problems)
    return Rendered(pdf, len(document.pages), tuple(problems), _places(document))


def _places(document: Any) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for number, page in enumerate(document.pages, start=1):
        for name, place in page.anchors.items():
            # What goes on over a page's end is named on each of its pages.
            places.setdefault(name, Place(number, place[1] * _PIXEL))
    return places


def _whole(composed: Composed, site: Site, heard: list[Heard], kept: Kept) -> Any:
    """The document with all that is attached, its pages numbered through.

    How many pages there are in all is known only when the last one is laid out. So the length of the document before
    this one is tried first, and what comes out never depends on whether that was right.
    """
    length = kept.lengths.get("whole", 1)
    behind = sum(_length(each, site, kept) for each in composed.attached)
    while True:
        before = len(heard)
        document = _laid_out(composed, fetcher_class()(site), heard, kept, _numbers(0, length + behind))
        if len(document.pages) == length:
            break
        del heard[before:]
        length = len(document.pages)
    kept.lengths["whole"] = length
    pages = list(document.pages)
    for each in composed.attached:
        pages += _attached(each, site, heard, kept, _numbers(len(pages), length + behind)).pages
    return document.copy(pages)


def _numbers(before: int, total: int) -> str:
    """The stylesheet by which pages are numbered as part of a larger whole."""
    return f':root {{ --pages: "{total}" }} @page :first {{ counter-reset: page {before + 1} }}'


def _length(composed: Composed, site: Site, kept: Kept) -> int:
    if composed.html not in kept.lengths:
        kept.lengths[composed.html] = len(_attached(composed, site, [], kept, _numbers(0, 0)).pages)
    return kept.lengths[composed.html]


def _attached(composed: Composed, site: Site, heard: list[Heard], kept: Kept, numbers: str) -> Any:
    """What goes behind a document, laid out once for each number that its first page may have."""
    key = (composed.html, numbers)
    if key not in kept.attached:
        own = Site(composed, kept.shelf)
        with listening() as said:
            document = _laid_out(composed, fetcher_class()(own), said, kept, numbers)
        if own.problems:
            site.problems += own.problems
            return document
        while len(kept.attached) >= _MOST_ATTACHED:
            kept.attached.pop(next(iter(kept.attached)))
        kept.attached[key] = document, list(said)
    document, said = kept.attached[key]
    heard += said
    return document


def _laid_out(composed: Composed, fetcher: Any, heard: list[Heard], kept: Kept | None, numbers: str = "") -> Any:
    engine = load_engine()
    fonts = font_configuration(composed.pair)
    css = [_stylesheet(sheet, fetcher, fonts, heard, kept) for sheet in composed.sheets]
    pictures = _pictures(kept)
    html = engine.HTML(string=composed.html, base_url=HOST, url_fetcher=fetcher)

    def lay_out(density: float, spare: int) -> Any:
        more = f":root {{ --g: {density} }}" if density != 1 else ""
        more += "".join(f".spare-{number} {{ display: block }}" for number in range(1, spare + 1))
        more += numbers
        added = [engine.CSS(string=more, font_config=fonts)] if more else []
        return html.render(font_config=fonts, stylesheets=[*css, *added], pdf_variant=_VARIANT, cache=pictures)

    return fitted(lay_out, composed.shape)


def _pictures(kept: Kept | None) -> dict[str, Any]:
    if kept is None:
        return {}
    if len(kept.pictures) > _MOST_PICTURES:
        kept.pictures.clear()
    return kept.pictures


def _stylesheet(sheet: Sheet, fetcher: Any, fonts: Any, heard: list[Heard], kept: Kept | None) -> Any:
    if kept and sheet in kept.stylesheets:
        css, said = kept.stylesheets[sheet]
        heard += said
        return css
    before = len(heard)
    css = load_engine().CSS(string=sheet.css, base_url=HOST + sheet.name, url_fetcher=fetcher, font_config=fonts)
    heard[before:] = [line._replace(place=sheet.place) for line in heard[before:]]
    if kept:
        kept.stylesheets[sheet] = css, heard[before:]
    return css
