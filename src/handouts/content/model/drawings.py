"""The drawings that content can name: those that `languages/LANGUAGE/drawings.yaml` describes, and none."""

from __future__ import annotations

from typing import Annotated

from handouts.content.model.settings import OneOf
from handouts.languages.texts import FALLBACK, languages, own_texts

DRAWINGS = tuple(own_texts(FALLBACK, "drawings"))
NO_DRAWING = "none"
_NAMES = {
    name: drawing
    for language in languages()
    for drawing, entry in own_texts(language, "drawings").items()
    for name in entry.get("named", ())
    if name not in DRAWINGS
}
Drawing = Annotated[str, OneOf(*DRAWINGS, NO_DRAWING, also=_NAMES | {"geen": NO_DRAWING})]
