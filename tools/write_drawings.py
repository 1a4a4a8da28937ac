"""Writes docs/drawings.md and its pictures, so that the page shows what the program draws.

Run it after a change to a drawing or its words: `python tools/write_drawings.py`; a test compares.
"""

from __future__ import annotations

from pathlib import Path

from drawing import FAMILY, words
from handouts.content.model.brand import PALETTES, Colours
from handouts.content.model.drawings import DRAWINGS
from handouts.content.model.looks import Pen
from handouts.languages.texts import own_texts
from handouts.page.drawings import GRID, drawing_shapes

DOCS = Path(__file__).resolve().parent.parent / "docs"
COLUMNS, CELL, LARGE, SMALL = 6, 150, 118, 84
LINDE = PALETTES["linde"]
PENS = {
    "disc: sun": Pen(),
    "disc: none": Pen(disc="none"),
    "disc: mid, strong: yes": Pen(disc="mid", strong=True),
    "filled: no, strong: yes": Pen(disc="none", filled=False, strong=True),
}
SHOWN = ("footbath", "breath", "massage", "food", "sleep", "walk")
TEXT = """\
# Drawings

The program draws what a practice speaks of, in the colours of the brand and in the hand of the look: as large as a
cover, or small beside a heading or a step. Nothing is stored: each drawing is computed for its size, so that its lines
are as thick on paper as those beside it, and a small one has fewer details.

![Every drawing, with its name](pictures/drawings.svg)

Where nothing is said, the words of a heading, a title or a step choose one, and none comes twice in a document by
itself. One stands beside a heading, in the place of an icon, in a look that has such drawings: larger where
the text beside it fills the room. Where something grave is spoken of, no word chooses one.
`drawing: footbath` (or its Dutch name, `drawing: voetenbad`) beside the heading names one, `drawing: geen` leaves
it out. [Every field](fields.md) says where that may stand.

| drawing | other names | what one sees |
|---|---|---|
{rows}

This page is written by `tools/write_drawings.py`; `languages/LANGUAGE/drawings.yaml` holds the names, what one sees, and
the words that choose.

## Pens

`pen` of a look ([how to add one](how-to/add-a-look.md)) says how: on which disc, with fills or in line only, in finer or
stronger lines. Where ink is spared the fills are white.

![The same drawings with four pens](pictures/pens.svg)

## In a template or a stylesheet

`{{{{ drawing("sleep", 34) }}}}` is a picture of 34 mm with what one sees as its text, for who cannot see it. What only adorns
is a background: `url(/drawings/sleep.svg?mm=34)`; with `&ground=no` there is no water or floor under it. A brochure has
the name of its cover's drawing as `doc.cover_drawing`.

## One more

A drawing is a function in `src/handouts/page/drawings/`, in the module of its theme, on a grid of 120 by 120 with the
floor at 109: `on.shape`, `on.curve`, `on.circle` and the like, and `leaf`, `steam` or `bowl` of `shapes.py`. It fills with
`paper`, `mid`, `sun` or `solid`, never with a colour. Its name is a line in `subjects.py`, and in `drawings.yaml` of each
language what it is called, what one sees, and the words that choose it. Look at it at 22 mm and at 90 mm with each pen.
"""


def placed(subject: str, pen: Pen, colours: Colours, x: float, y: float, size: float, mm: float) -> str:
    """A drawing of `size` pixels in a larger one, with the lines of one of so many mm."""
    shapes = drawing_shapes(subject, pen, colours, mm)
    return f'<g transform="translate({x:g} {y:g}) scale({size / GRID:.4g})">{shapes}</g>'


def sheet(width: float, height: float, title: str, parts: list[str]) -> str:
    """A whole SVG on white paper, also on a dark screen."""
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} font-family="{FAMILY}">'
    ground = f'<rect width="{width:g}" height="{height:g}" rx="10" fill="#FFFFFF"/>'
    return "\n".join([opening, f"<title>{title}</title>", ground, *parts, "</svg>", ""])


def every_drawing() -> str:
    """All drawings with their names."""
    parts = []
    for index, subject in enumerate(DRAWINGS):
        x, y = index % COLUMNS * CELL, index // COLUMNS * (CELL + 8)
        parts.append(placed(subject, Pen(), LINDE, x + (CELL - LARGE) / 2, y + 14, LARGE, 40))
        parts.append(words((x + CELL / 2, y + 14 + LARGE + 17), subject, 14, LINDE.soft))
    rows = -(-len(DRAWINGS) // COLUMNS)
    return sheet(COLUMNS * CELL, rows * (CELL + 8) + 6, "Every drawing, with its name", parts)


def four_pens() -> str:
    """Some drawings, a row for each pen."""
    parts, left = [], 190
    for row, (name, pen) in enumerate(PENS.items()):
        y = 12 + row * (SMALL + 16)
        parts.append(words((16, y + SMALL / 2 + 5), name, 14, LINDE.ink, anchor="start"))
        for column, subject in enumerate(SHOWN):
            parts.append(placed(subject, pen, LINDE, left + column * (SMALL + 16), y, SMALL, 30))
    return sheet(left + len(SHOWN) * (SMALL + 16), 12 + len(PENS) * (SMALL + 16), "Six drawings, with four pens", parts)


def page() -> str:
    """The page, with a row for each drawing."""
    said, dutch = own_texts("en", "drawings"), own_texts("nl", "drawings")
    rows = [
        f"| `{name}` | {', '.join(f'`{other}`' for other in (*dutch[name]['named'], *each['named']))} | {each['alt']} |"
        for name, each in said.items()
    ]
    return TEXT.format(rows="\n".join(rows))


def made() -> dict[str, str]:
    """Each file of the docs with what it is to hold."""
    return {"drawings.md": page(), "pictures/drawings.svg": every_drawing(), "pictures/pens.svg": four_pens()}


if __name__ == "__main__":
    for name, text in made().items():
        (DOCS / name).write_text(text, encoding="utf-8")
