"""Draws `docs/pictures/files.svg`: which file makes what of a page, and in which order stylesheets are read.

Run it after a change here. In the drawing 1 is a CSS pixel.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from drawing import LINDE, arrow, box, drawing, line, words
from handouts.press.imposing.plan import Area

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
HEIGHT = 560
PAGE = Area(24, 24, 250, 366)


class Part(NamedTuple):
    """A part of a page: its height in the drawing and its ground, who makes its text, and what draws it."""

    height: float
    ground: str
    text: str
    look: str


PARTS = (
    Part(74, LINDE.tint, "brochure.html, block opening", "brochure.css"),
    Part(34, "#FFFFFF", "boxes.html: main_message", "brochure.css"),
    Part(64, "#FFFFFF", "sections.html: sections", "marks.css, brochure.css, a4.css"),
    Part(44, LINDE.warm, "boxes.html: call_box, good_to_know", "marks.css, parts.css, brochure.css"),
    Part(44, LINDE.tint, "practice.html: invitation", "practice.css"),
    Part(36, "#FFFFFF", "boxes.html: sources, about", "brochure.css"),
    Part(18, "#FFFFFF", "layout.html: the attributes of body", "base.css, brochure.css: @page"),
)
READ = (
    ("the program", "letters and colours of the brand"),
    ("base.css", "text, lists, tables, pages"),
    ("parts.css · marks.css", "what brochures and sheets share"),
    ("brochure.css · sheet.css", "all documents of a kind"),
    ("panel.css", "what some formats share (their line says so)"),
    ("a4.css · booklet.css · …", "the format: sizes, columns, covers"),
    ("booklet-sheet.css · trifold-bleed.css", "the format for sheets, and for a print shop"),
    ("own.css", "yours"),
)


def draw() -> Iterator[str]:
    """The page with its parts, and the stylesheets under it."""
    yield box(PAGE)
    y = PAGE.y + 8
    for part in PARTS:
        area = Area(PAGE.x + 10, y, PAGE.width - 20, part.height)
        yield box(area, part.ground, LINDE.line, 0.8)
        for row in range(int((part.height - 10) // 12)):
            across = area.width - (20 if row else 90)
            yield line(
                (area.x + 10, y + 12 + 12 * row), (area.x + across, y + 12 + 12 * row), colour=LINDE.line, width=2.4
            )
        yield arrow((322, y + part.height / 2), (PAGE.x + PAGE.width - 6, y + part.height / 2))
        yield words((330, y + part.height / 2), part.text, 14, LINDE.primary, "start", 700)
        yield words((330, y + part.height / 2 + 15), part.look, 13, LINDE.ink, "start")
        y += part.height + 6
    for number, (name, says) in enumerate(READ):
        row, column = number % 4, number // 4
        x, y = 24 + 350 * column, 422 + 36 * row
        yield words((x, y), f"{number + 1}", 15, LINDE.accent, "start", 700)
        yield words((x + 18, y), name, 14, LINDE.primary, "start", 700)
        yield words((x + 18, y + 15), says, 13, LINDE.ink, "start")


def drawings() -> dict[str, str]:
    """The name of the file, and what stands in it."""
    title = (
        "A brochure on A4: the template and the stylesheets behind each part, and the order in which styles are read"
    )
    return {"files.svg": drawing(HEIGHT, title, draw())}


if __name__ == "__main__":
    for name, text in drawings().items():
        (PICTURES / name).write_text(text, encoding="utf-8")
