"""The drawings that stand behind the text of a folded brochure, as variables for its stylesheets (`--art-1` and on)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handouts.content.illustrating import drawing_for
from handouts.page.composing.stylesheets import made_stylesheet
from handouts.page.pipeline import Stylesheet

_ON_A_BANNER = 6
"""Two on each of three panels."""
_WIDTH = 28
"""mm of each."""
_OF_ANY_CARE = ("food", "walk", "breath", "rest", "tea", "sleep", "water", "massage", "diary", "talk")
"""What fills up the banner where the sections tell of less, in this order."""


def banner(doc: Any) -> tuple[str, ...]:
    """The drawings of the banner, in the order in which the brochure tells of them; that of the cover is none of them."""
    told: dict[str, None] = {}
    for section in doc.sections:
        for text in _texts(section):
            told |= dict.fromkeys(filter(None, [drawing_for(text, besides={*told, doc.cover_drawing})]))
    more = (drawing for drawing in _OF_ANY_CARE if drawing not in told and drawing != doc.cover_drawing)
    return (*told, *more)[:_ON_A_BANNER]


def _texts(section: Any) -> Iterator[str]:
    if section.heading:
        yield section.heading
    for point in section.points:
        yield point.title


def art(doc: Any) -> Stylesheet:
    """The stylesheet with the address of each drawing."""
    values = (f"--art-{place}: url(/drawings/{name}.svg?mm={_WIDTH})" for place, name in enumerate(banner(doc), 1))
    return made_stylesheet("art", f":root {{ {'; '.join(values)} }}")
