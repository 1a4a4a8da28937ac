"""The drawings of a folded brochure, and the variables (CSS) of the letters and the photograph behind its text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from handouts.content.illustrating import drawing_for
from handouts.page.composing.stylesheets import made_stylesheet
from handouts.page.pipeline import Stylesheet

_NO_CARE = frozenset({"supplement", "telephone"})
"""What does not invite."""
_TO_RECOGNISE = "rest"
_BAND, _BAND_OVER_TRIM = 283, 378
"""mm that the band over the panels is wide; for a print shop it is higher, and wider in proportion."""


def flap_drawing(doc: Any) -> str:
    """The drawing on the flap, told by what one recognises there; none where the brochure has no flap."""
    if not doc.flap:
        return ""
    besides = {doc.cover_drawing, *_NO_CARE}
    return drawing_for(doc.flap.heading, *doc.flap.items, besides=besides) or _TO_RECOGNISE


def message_drawing(doc: Any, tips: Iterable[Any]) -> str:
    """The drawing with the main message inside, told by its words, and that of no tip; none where they tell none."""
    if not doc.main_message:
        return ""
    elsewhere = (tip.drawing for tip in tips)
    besides = {doc.cover_drawing, doc.flap_drawing, *elsewhere, *_NO_CARE}
    return drawing_for(doc.main_message, besides=besides, weak=False)


def art(doc: Any, figures: Any, *, bleeds: bool) -> Stylesheet:
    """The stylesheet with the addresses of what a look may lay over the panels: letters, a photograph.

    The first letter of the title is in `--initial`; the cover's photograph, cut for a band over the three panels
    inside, is in `--band`, or none.
    """
    initial = next((sign for sign in doc.title if sign.isalnum()), "?")
    photo = doc.cover_photo
    band = figures.address(photo.band, _BAND_OVER_TRIM if bleeds else _BAND, "283:30", photo.focus) if photo else ""
    values = [
        f"--initial: url(/letters/{quote(initial, safe='')}.svg?mm=76x78)",
        f"--band: url({band})" if band else "--band: none",
    ]
    return made_stylesheet("art", f":root {{ {'; '.join(values)} }}")
