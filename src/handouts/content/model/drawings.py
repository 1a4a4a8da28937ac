"""The drawings that content can name: those that `languages/LANGUAGE/drawings.yaml` describes, and none."""

from __future__ import annotations

from typing import Annotated

from handouts.content.model.settings import OneOf
from handouts.content.things import did_you_mean, some_of
from handouts.languages.texts import FALLBACK, languages, own_texts

DRAWINGS = tuple(own_texts(FALLBACK, "drawings"))
NO_DRAWING = "none"
# English comes last: its words are the names themselves, so the first other word is one of another language.
_NAMES = {
    name: drawing
    for language in sorted(languages(), key=lambda each: each == FALLBACK)
    for drawing, entry in own_texts(language, "drawings").items()
    for name in entry.get("named", ())
    if name not in DRAWINGS
}


class ADrawing(OneOf):
    """The name of a drawing in any language, or that there is to be none."""

    def hint(self, text: str, word: str) -> str:  # noqa: ARG002  # the text is quoted already
        """The nearest of all names, as there are too many to list."""
        others = some_of([self.other_words().get(choice, choice) for choice in self.choices], "docs/drawings")
        return did_you_mean(word, [*self.choices, *self.also], others)


Drawing = Annotated[str, ADrawing(*DRAWINGS, NO_DRAWING, also={**_NAMES, "geen": NO_DRAWING})]
