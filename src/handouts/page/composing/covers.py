"""Which photographs a brochure has: the practice's own on its cover, else those that its look brings.

A look has them by subject, as the program has drawings: what would be drawn says which photograph it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from handouts.content.model.formats import Format
from handouts.content.model.looks import Design
from handouts.content.pictures.cropping import MIDDLE
from handouts.languages.texts import FALLBACK
from handouts.page.composing.views import Nothing, View

_STRIP, _FLAT = "10:3", "15:4"
"""Width to height of a photograph over a section: as it is, and where that is wider than the text."""
_WIDE_ENOUGH = 120
"""mm of a column over which such a photograph lies."""


class CoverPhoto(NamedTuple):
    """A photograph on a cover, and what it shows, for who cannot see it.

    `file` is its name in `content/images/`, or with its folder where a look brings it; `band` is what is cut to a low
    and wide strip of the same subject.
    """

    file: Any
    band: Any
    alt: Any
    focus: tuple[int, int]


def place_photographs(doc: Any, design: Design, language: str, shape: Format, *, low_ink: bool) -> None:
    """Gives a brochure its photographs, or nothing, and sections without a picture one each.

    `cover_photo` and `flap_photo` are on those panels, and `panel_photo` may be over the room to write inside.

    It knows its drawings. What a look brings is on paper once, not beside a photograph of hers, and not with little
    ink; where she wants no picture on the cover there is none.
    """
    doc.cover_photo, doc.flap_photo, doc.panel_photo = Nothing(), Nothing(), Nothing()
    if doc.cover and doc.cover.image:
        doc.cover_photo = CoverPhoto(doc.cover.image, doc.cover.image, doc.cover.alt, doc.cover.focus)
        return
    if low_ink or not (cover := _of_look(doc.cover_drawing, design, language, any_other=True)):
        return
    doc.cover_photo = cover
    if (flap := _of_look(doc.flap_drawing, design, language)) and flap != cover:
        doc.flap_photo = flap
    if shape.panels:
        doc.panel_photo = _of_tips(doc, design, language)
    if shape.column >= _WIDE_ENOUGH:
        # In a booklet, whose pages come by the four, more of them cost empty pages.
        most = 1 if shape.multiple > 1 else None
        _place_over_sections(doc.sections, design, language, shown={cover.file}, most=most, wide=not shape.narrow)


def _place_over_sections(  # noqa: PLR0913  # what there is to choose from, and how much of it
    sections: Iterable[Any], design: Design, language: str, *, shown: set[str], most: int | None, wide: bool
) -> None:
    """Lays each photograph that is not shown yet over a section that tells of it, `most` of them at most.

    With `wide` it is wider than the text, and there is none of the subject that is on the cover. It shows what one can
    do rather than what a body does, so such a section goes before others. It stands in for the drawing of the section,
    but for one of what is done in steps.
    """
    first = len(shown)
    for section in sorted(sections, key=lambda each: each.kind != "do"):
        if not _has_room(section):
            continue
        whole, photo = (of(section.drawing, design, language) for of in (_of_look, _strip_of_look))
        if not photo or photo.file in shown or (wide and whole and whole.file in shown):
            continue
        shown.add(photo.file)
        section.image = View(
            file=photo.file,
            alt=photo.alt,
            caption=Nothing() if section.numbered else section.drawing_caption or Nothing(),
            place="wide",
            ratio=_FLAT if wide else _STRIP,
            focus=photo.focus,
        )
        if not section.numbered:
            section.drawing = section.beside = ""
            section.drawing_caption = Nothing()
        if len(shown) - first == most:
            return


def _of_look(drawing: str, design: Design, language: str, *, any_other: bool = False) -> CoverPhoto | None:
    if not drawing or not (photo := design.look.photo_of(drawing, any_other=any_other)):
        return None
    folder = f"styles/looks/{design.name}"
    band = f"{folder}/{photo.band or photo.file}"
    return CoverPhoto(f"{folder}/{photo.file}", band, _said(photo.alt, language), photo.focus)


def _of_tips(doc: Any, design: Design, language: str) -> CoverPhoto | Nothing:
    """The strip of a photograph that tells of something to do, and is neither on the cover nor on the flap."""
    shown = [design.look.photo_of(drawing) for drawing in (doc.cover_drawing, doc.flap_drawing) if drawing]
    for section in doc.sections:
        for tip in section.points if section.kind == "do" else ():
            photo = design.look.photo_of(tip.drawing) if tip.drawing else None
            if photo and photo not in shown:
                return _strip_of_look(tip.drawing, design, language) or Nothing()
    return Nothing()


def _strip_of_look(drawing: str, design: Design, language: str) -> CoverPhoto | None:
    """What lies over a section that tells of a drawing: the strip of the photograph, or itself where it has none."""
    photo = design.look.photo_of(drawing) if drawing else None
    if not photo or not photo.strip:
        return _of_look(drawing, design, language)
    file = f"styles/looks/{design.name}/{photo.strip.file}"
    return CoverPhoto(file, file, _said(photo.strip.alt, language), MIDDLE)


def _said(alt: Mapping[str, str], language: str) -> str:
    return alt.get(language) or alt.get(FALLBACK, "")


def _has_room(section: Any) -> bool:
    """Whether a section opens with a heading and words, and has no picture yet."""
    pictured = section.image or section.chart or section.table or section.advice or section.framed
    return bool(section.heading and section.text and not pictured)
