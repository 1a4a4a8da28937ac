"""Which drawing stands beside each heading and step, in what a template sees: the one named, or chosen by its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handouts.content.illustrating import drawing_for, is_grave
from handouts.content.model.drawings import DRAWINGS
from handouts.languages.texts import texts
from handouts.page.composing.views import Nothing, PrintableValue

_PLANT = "sprig"


def illustrate(told: Iterable[tuple[Any, str | Nothing]], *, besides: Iterable[str] = (), weak: bool = True) -> None:
    """Gives each view a `drawing`: the name of one, or nothing. With a view comes the text that tells of what it is.

    A drawing that is chosen by a text comes once, and is none of `besides`; one that is named comes as often as it is
    named. Without `weak` no word chooses one that only hints at it.
    """
    told = list(told)
    used = {*besides, *(view.drawing for view, _ in told if view.drawing)}
    for view, text in told:
        texts_told = () if isinstance(text, Nothing) else (text,)
        view.drawing = drawing_for(*texts_told, named=view.drawing or "", besides=used, weak=weak)
        used.add(view.drawing)


def drawn_steps(steps: Iterable[Any]) -> list[PrintableValue]:
    """The texts of a module's steps, each with the drawing that is named beside it."""
    texts_of_steps = []
    for view in steps:
        view.step.drawing = drawing_for(named=view.drawing or "")
        texts_of_steps.append(view.step)
    return texts_of_steps


def cover_drawing(doc: Any) -> str:
    """The drawing on the cover of a brochure: the one named, or told by its title and what stands with that.

    A brochure that tells of nothing, or of something grave, has a plant. Empty where she wants none.
    """
    named = (doc.cover.drawing if doc.cover else "") or ""
    if named:
        return drawing_for(named=named)
    said = [text for text in (doc.title, doc.subtitle, doc.kicker) if text]
    told = () if is_grave(*said) else (drawing_for(text) for text in said)
    return next((drawing for drawing in told if drawing), _PLANT)


def drawing_alts(language: str) -> Mapping[str, str]:
    """What each drawing shows, for who cannot see it."""
    words = texts(language, "drawings")
    return {drawing: words[drawing]["alt"] for drawing in DRAWINGS}
