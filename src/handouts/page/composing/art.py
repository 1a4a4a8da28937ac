"""The drawings that stand behind the text of a folded brochure, as variables for its stylesheets (`--art-1` and on)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from handouts.content.illustrating import drawing_for
from handouts.page.composing.stylesheets import made_stylesheet
from handouts.page.pipeline import Stylesheet

_ON_A_BANNER = 6
"""Two on each of three panels."""
_WIDTH = 28
"""mm of each."""
_OF_ANY_CARE = ("food", "walk", "breath", "rest", "tea", "sleep", "water", "massage", "diary", "talk")
"""What fills up the banner where the sections tell of less, in this order."""
_NO_CARE = frozenset({"supplement", "telephone"})
"""What does not invite."""
_TO_RECOGNISE = "rest"


def flap_drawing(doc: Any) -> str:
    """The drawing on the flap, told by what one recognises there; none where the brochure has no flap."""
    if not doc.flap:
        return ""
    besides = {doc.cover_drawing, *_NO_CARE}
    return drawing_for(doc.flap.heading, *doc.flap.items, besides=besides) or _TO_RECOGNISE


def banner(doc: Any) -> tuple[str, ...]:
    """The drawings of the banner, in the order in which the brochure tells of them; none is on the outside too."""
    elsewhere = {doc.cover_drawing, doc.flap_drawing, *_NO_CARE}
    told: dict[str, None] = {}
    for text in (text for section in doc.sections if not section.framed for text in _texts(section)):
        told |= dict.fromkeys(filter(None, [drawing_for(text, besides={*told, *elsewhere})]))
    return (*told, *(each for each in _OF_ANY_CARE if each not in told and each not in elsewhere))[:_ON_A_BANNER]


def _texts(section: Any) -> Iterator[str]:
    if section.heading:
        yield section.heading
    for point in section.points:
        yield point.title


def art(doc: Any, figures: Any) -> Stylesheet:
    """The stylesheet with the addresses of what a look may lay over the panels: drawings, letters, a photograph.

    `--art-1` and on are the drawings of the banner. The title is in `--letters`, its first letter in `--initial`, and
    the sign that the flap asks with in `--sign`; the cover's photograph, cut for a banner, in `--band`, or none.
    """
    values = [f"--art-{place}: url(/drawings/{name}.svg?mm={_WIDTH})" for place, name in enumerate(banner(doc), 1)]
    initial = next((sign for sign in doc.title if sign.isalnum()), "?")
    asks = "?" if doc.flap and doc.flap.heading.endswith("?") else initial
    photo = figures.address(doc.cover.image, 283, "283:30", doc.cover.focus) if doc.cover and doc.cover.image else ""
    values += [
        f"--letters: url(/letters/{quote(doc.title, safe='')}.svg?mm=283x30&ground=mid)",
        f"--letters-bleed: url(/letters/{quote(doc.title, safe='')}.svg?mm=303x40&ground=mid)",
        f"--initial: url(/letters/{quote(initial, safe='')}.svg?mm=76x86)",
        f"--sign: url(/letters/{quote(asks, safe='')}.svg?mm=72x64&fill=mid)",
        f"--band: url({photo})" if photo else "--band: none",
    ]
    return made_stylesheet("art", f":root {{ {'; '.join(values)} }}")
