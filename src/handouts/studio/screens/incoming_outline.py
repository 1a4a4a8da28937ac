"""What became of a text that came in, line by line as a page shows it, so that she can say yes to it."""

from __future__ import annotations

import io
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.content.model.describing import describe
from handouts.content.model.module import Module
from handouts.languages.messages import translated
from handouts.problems import HandoutsError, shortened
from handouts.studio.words import as_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.intake.importing import Imported
    from handouts.intake.importing.blocks import PictureDraft
    from handouts.intake.importing.structure import SectionDraft
    from handouts.studio.session import Studio

_SHOWN = 110
_ACROSS = 240
_KNOWN = {"picture-made-smaller"}
"""Rules of which she need do nothing."""


class Line(NamedTuple):
    """A line of the outline: what it is (`kind` names its word), what it says, and how much is in it.

    `picture` is a name under `page/`; `asks` is the picture of which nothing says what it shows.
    """

    kind: str
    text: str
    detail: str = ""
    picture: str = ""
    asks: str = ""


class Doubt(NamedTuple):
    """Something that she had better look at: in which line of the text, the sentence, and what can be done."""

    line: int
    text: str
    hint: str
    severity: str


def outline(studio: Studio, imported: Imported, *, is_module: bool) -> dict[str, Any]:
    """What the template shows of a text that was read."""
    found = imported.outline
    found_problems, asked = imported.problems, {each.file for each in _asked(imported)}
    lines = _module_lines(studio, imported) if is_module else _brochure_lines(studio, imported)
    return {
        "words": found.words,
        "lines": list(lines),
        "doubts": doubts_of(studio, [each for each in found_problems if each.rule not in _KNOWN], asked),
        "known": doubts_of(studio, [each for each in found_problems if each.rule in _KNOWN]),
        "marks": ", ".join(mark for mark, _ in found.marks[:12] if mark.isprintable()),
    }


def doubts_of(studio: Studio, problems: Sequence[Any], asked: Container[str] = ()) -> list[Doubt]:
    """Problems as a page says them, but for pictures that the page itself asks about."""
    return [
        Doubt(
            each.mark.line or 0,
            as_sentence(translated(each.message, studio.language)),
            as_sentence(translated(each.hint, studio.language)),
            each.severity,
        )
        for each in problems
        if not (each.rule == "picture-without-text" and getattr(each.message, "values", {}).get("file") in asked)
    ]


def _asked(imported: Imported) -> Iterator[PictureDraft]:
    yield from (each.picture for each in imported.draft.sections if each.picture and not each.picture.alt)


def _brochure_lines(studio: Studio, imported: Imported) -> Iterator[Line]:
    draft = imported.draft
    yield Line("title", draft.title, "" if draft.has_title else studio.say("incoming.title_of_file"))
    if draft.subtitle:
        yield Line("lead", shortened(draft.subtitle, _SHOWN))
    for section in draft.sections:
        if section.heading:
            yield Line("heading", section.heading)
        yield from _body_lines(studio, section)
        if section.picture:
            yield _picture(studio, imported, section.picture)
    if draft.sources:
        yield Line("sources", shortened(" · ".join(draft.sources), _SHOWN), _count(studio, "sources", draft.sources))
    if draft.odd:
        rows = [row for block in draft.odd for row in block.rows]
        yield Line("left", shortened(" · ".join(rows), _SHOWN), studio.say("incoming.left_hint"))


def _body_lines(studio: Studio, section: SectionDraft) -> Iterator[Line]:
    if section.text:
        count = _count(studio, "paragraphs", section.text)
        yield Line("text", shortened(" ".join(section.text), _SHOWN), count)
    if section.items:
        items = " · ".join(item[0] for item in section.items)
        yield Line(
            "steps" if section.numbered else "list", shortened(items, _SHOWN), _count(studio, "items", section.items)
        )
    if section.points:
        titles = " · ".join(point.title for point in section.points)
        yield Line("points", shortened(titles, _SHOWN), _count(studio, "points", section.points))
    if table := section.table:
        size = studio.say("incoming.table_size", rows=len(table.rows), columns=len(table.head))
        yield Line("table", shortened(table.caption or " · ".join(table.head), _SHOWN), size)


def _count(studio: Studio, what: str, held: Sequence[Any]) -> str:
    number = "one" if len(held) == 1 else "many"
    return studio.say(f"incoming.{what}_{number}", count=len(held))


def _picture(studio: Studio, imported: Imported, picture: PictureDraft) -> Line:
    shown = _small(studio, imported.pictures.get(picture.file, b""))
    return Line("picture", picture.alt, "", shown, "" if picture.alt else picture.name)


def _small(studio: Studio, data: bytes) -> str:
    """The name of a small picture of a picture; empty where it cannot be shown."""
    from PIL import Image

    from handouts.content.pictures import look
    from handouts.content.pictures.cropping import Crop, cropped, is_of_pixels

    looked = look(data)
    if not is_of_pixels(looked):
        return ""
    try:
        buffer = io.BytesIO()
        Image.open(io.BytesIO(cropped(looked, Crop(across=_ACROSS))[0])).convert("RGB").save(buffer, "PNG")
    except (OSError, ValueError, HandoutsError):
        return ""
    return studio.kept.put(buffer.getvalue())


def _module_lines(studio: Studio, imported: Imported) -> Iterator[Line]:
    found = imported.outline
    yield Line("title", found.title)
    for each in found.sections:
        said = translated(each.counts(), studio.language)
        yield Line("field", describe(Module, each.heading, studio.language).title, said)
    if found.not_placed:
        number = "one" if found.not_placed == 1 else "many"
        yield Line(
            "left",
            studio.say(f"incoming.items_{number}", count=found.not_placed),
            studio.say("incoming.left_hint_module"),
        )
