"""Lays a document out so that it ends well: how much white is between its blocks, and how many spare pages it has.

The size of the type never changes. What cannot be made to fit is laid out all the same; proving says what is too long.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handouts.content.model.formats import Format
from handouts.page.rendering.filling import filled
from handouts.page.rendering.layout import LayOut, Layout, Source
from handouts.page.rendering.panels import on_panels

# How much white is between the blocks, in the order in which it is tried; 1 is as designed.
TIGHTER = (0.8, 0.6)
LOOSER = 1.25
# A last page that is filled less far down than this is worth a little white between the blocks.
WORTH_SAVING = 0.5
# A last page that is filled less far down than this looks like a mistake of the printer.
NEARLY_EMPTY = 0.35


def fitted(lay_out: LayOut, shape: Format, source: Source) -> Any:
    """The document as it fits its format best."""
    if shape.panels:
        cover = next((each for each in source.root.iter() if each.get("id") == "part-cover"), None)

        def on_paper(white: float, spare: int, variables: Mapping[str, str], styles: Mapping[Any, str] | None) -> Any:
            much = {cover: "much"} if cover is not None and variables["--cover-art"] == "small" else {}
            return lay_out(Layout(white, spare, variables=variables, styles=styles, classes=much))

        return on_panels(on_paper, shape)
    if shape.multiple > 1:
        # Each part but the inside is a page.
        parts = (1, len(shape.single) - 1) if shape.single else (0, 0)
        return filled(source, lay_out, parts, shape.multiple) or _bound(lay_out, shape.multiple)
    if shape.most:
        return _at_most(lay_out, shape.most)
    return filled(source, lay_out) or _ended(lay_out)


def last_page_filled(document: Any) -> float:
    """How far down its last page the text reaches, from 0 to 1: there the template has an element `#end`.

    What follows on pages of its own, such as a diary, is not looked at; a text of one page is never too short.
    """
    for number, page in enumerate(document.pages):
        if "end" in page.anchors:
            return float(page.anchors["end"][1] / page.height) if number else 1.0
    return 1.0


def _ended(lay_out: LayOut) -> Any:
    designed = lay_out(Layout())
    if last_page_filled(designed) >= WORTH_SAVING:
        return designed
    for density in TIGHTER:
        document = lay_out(Layout(density))
        if len(document.pages) < len(designed.pages):
            return document
    if _ends_well(designed):
        return designed
    document = lay_out(Layout(LOOSER))
    return document if len(document.pages) == len(designed.pages) and _ends_well(document) else designed


def _at_most(lay_out: LayOut, most: int) -> Any:
    """White is drawn in until the pages are as many as there are sides; a single page is better than two."""
    designed = lay_out(Layout())
    for density in TIGHTER if len(designed.pages) > 1 else ():
        document = lay_out(Layout(density))
        if len(document.pages) <= max(1, min(most, len(designed.pages) - 1)):
            return document
    return designed


def _bound(lay_out: LayOut, multiple: int) -> Any:
    """Pages by the `multiple`: by less white or more where that is enough, else with spare pages."""
    designed = lay_out(Layout())
    for density in (1, *TIGHTER, LOOSER):
        document = designed if density == 1 else lay_out(Layout(density))
        if len(document.pages) % multiple == 0 and _ends_well(document):
            return document
    return lay_out(Layout(spare=-len(designed.pages) % multiple))


def _ends_well(document: Any) -> bool:
    return last_page_filled(document) >= NEARLY_EMPTY
