"""HTML becomes PDF/UA-1 by WeasyPrint; what the engine would only log is a Problem here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from handouts.files.folder import TrackedReader
from handouts.page.pipeline import Composed, Position, RenderCache, Rendered
from handouts.page.rendering.blaming import blamed
from handouts.page.rendering.blank import blank_drawings
from handouts.page.rendering.engine import load_engine
from handouts.page.rendering.engine_log import captured_log, problems_of
from handouts.page.rendering.fitting import NEARLY_EMPTY, last_page_filled
from handouts.page.rendering.laying import VARIANT, LayoutContext, lay_out
from handouts.page.rendering.site import HOST, Site, addresses
from handouts.problems import ContentError, Mark, error, has_errors, msg

__all__ = ["HOST", "NEARLY_EMPTY", "addresses", "last_page_filled", "render"]

_PIXEL = 25.4 / 96
"""A CSS pixel in mm."""


def render(
    composed: Composed,
    reader: TrackedReader,
    post_process: Callable[[Any, Any], None] | None = None,
    cache: RenderCache | None = None,
) -> Rendered:
    """Lays the document out and writes its PDF. Raises ContentError when the engine could not do all that was asked.

    When the last page would be nearly empty, or a panel too full, the white between the blocks is drawn in, at most
    to 0.6 of its size, if that helps, and else let out; the size of the type never changes. `post_process` may mend the
    PDF's objects before they are written. `cache` is what many documents of one practice share.
    """
    load_engine()
    cache = cache or RenderCache(reader)
    site = Site(composed, cache.reader)
    template = Mark(composed.template)
    with captured_log() as log:
        try:
            document = lay_out(composed, LayoutContext(site, log, cache))
            # 300 dots to the inch are what a print shop asks for; more only makes the file heavy.
            pdf = document.write_pdf(
                pdf_variant=VARIANT, finisher=post_process, optimize_images=True, dpi=300, jpeg_quality=88
            )
        except RecursionError:
            raise ContentError([error("too-deep", template, "the page is nested too deep to be laid out")]) from None
        except (MemoryError, OSError):
            raise
        except Exception as reason:  # the engine gives up in many ways, each about this document
            mark = blamed(composed, lambda other: _fails(other, reader))
            why = str(reason) or type(reason).__name__
            message = msg("the page cannot be laid out: “{reason}”", reason=why)
            if mark:
                message = msg("the page cannot be laid out with this rule: “{reason}”", reason=why)
            hint = msg("a stylesheet asks for what the engine cannot do, such as a ::first-letter that floats")
            raise ContentError([error("engine", mark or template, message, hint)]) from reason
    unseen = blank_drawings(composed.pictures, reader, composed.pair)
    log = [line for line in log if not any(address in line.text for address in site.refused)]
    found = [*site.problems, *problems_of(log, composed, reader.locate, lambda: addresses(composed, reader)), *unseen]
    problems = list(dict.fromkeys(found))
    if has_errors(problems):
        raise ContentError(problems)
    return Rendered(pdf, len(document.pages), tuple(problems), _positions(document))


def _fails(composed: Composed, reader: TrackedReader) -> bool:
    """Whether the engine gives up on a document; what it logs meanwhile has been reported."""
    with captured_log() as log:
        try:
            document = lay_out(composed, LayoutContext(Site(composed, reader), log, RenderCache(reader)))
            document.write_pdf(pdf_variant=VARIANT)
        except (MemoryError, OSError):
            raise
        except Exception:  # noqa: BLE001  # the engine gives up in many ways
            return True
    return False


def _positions(document: Any) -> dict[str, Position]:
    positions: dict[str, Position] = {}
    for number, page in enumerate(document.pages, start=1):
        for name, place in page.anchors.items():
            # What goes on over a page's end is named on each of its pages.
            positions.setdefault(name, Position(number, place[1] * _PIXEL))
    return positions
