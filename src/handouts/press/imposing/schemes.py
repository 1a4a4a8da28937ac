"""The ways to lay pages on paper: tri-fold, booklet, cards, several small pages on a sheet, and one page a sheet.

Each gives a plan for the printer at home, on paper that it has; `Plan.for_printshop` makes it one for a print shop.
A plan that cannot be is a ValueError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from handouts.content.model.formats import FORMATS
from handouts.press.imposing.plan import A4, A5, A6, TOUCHING, Area, Duplex, Edge, Placement, Plan, Side, Size

TRIFOLD = tuple(Size(panel.width, panel.height) for panel in FORMATS["trifold"].panels)
"""The panels in reading order: cover, flap, inside left, middle and right, back."""
PAPER_THICKNESS = 0.1
"""mm: copying paper of 80 g/m² (ISO 534 measures it; makers state 0.10 to 0.11)."""


def trifold(sizes: Sequence[Size] = TRIFOLD, paper: Size = A4.turned) -> Plan:
    """A wrap-around fold in three, of six panels in reading order: cover, flap, inside left, middle, right, back.

    Outside, from left to right: flap, back, cover. The flap is folded in first and is therefore the narrower one.
    The back is turned over on the short edge, so inside and outside are each other's mirror.
    """
    if len(sizes) != 6:
        raise ValueError(f"a tri-fold has 6 panels, not {len(sizes)}")
    cover, flap, left, middle, right, back = sizes
    if (left, middle, right) != (cover, back, flap):
        raise ValueError("the panels outside and inside do not meet")
    if flap.width >= min(cover.width, back.width):
        raise ValueError("the flap is folded in, so it must be narrower than the others")
    if len({size.height for size in sizes}) > 1:
        raise ValueError("the panels must be of one height")
    trim = _centred(paper, Size(flap.width + back.width + cover.width, cover.height))
    outside = _in_a_row(((2, flap), (6, back), (1, cover)), trim)
    inside = _in_a_row(((3, left), (4, middle), (5, right)), trim)
    return Plan(paper, (outside, inside), trim, _sideways(paper))


def booklet(pages: int, page: Size = A5, paper: Size = A4.turned, thickness: float = PAPER_THICKNESS) -> Plan:
    """A saddle-stitched booklet: sheets of two pages a side, laid in each other and folded together.

    Pages are filled up with blanks at the end to a multiple of 4. Creep: a sheet that lies inside `k` others is held
    off the spine by the thickness of these, so it would stick out at the fore edge by k × `thickness` (mm), and
    its outer margins would be narrower by as much once trimmed. All on it is moved towards the spine by that length.
    (Flat fold, as when it is pressed; around an open curve it would be π/2 times that.)
    """
    if pages < 1:
        raise ValueError("a booklet needs pages")
    trim = _centred(paper, Size(2 * page.width, page.height))
    spine = trim.x + page.width
    total = -(-pages // 4) * 4
    sides: list[Side] = []
    for sheet in range(total // 4):
        first = 2 * sheet + 1
        for left, right in ((total + 1 - first, first), (first + 1, total - first)):
            placements = tuple(
                _placed(number if number <= pages else None, Area(x, trim.y, *page), trim, creep=creep)
                for number, x, creep in ((left, trim.x, sheet * thickness), (right, spine, -sheet * thickness))
            )
            sides.append(Side(placements, (spine,)))
    return Plan(paper, tuple(sides), trim, _sideways(paper))


def cards(pages: int, page: Size = A6, paper: Size = A4, *, backs: bool = False, repeat: bool = True) -> Plan:
    """Four cards on a sheet, two by two, to be cut along the middle.

    With `repeat` a sheet holds one card four times, else four cards, blanks at the end. With `backs` each card has
    two pages, front and back, and the backs lie mirrored so that they meet their fronts when the sheet is turned over
    sideways.
    """
    if pages < 1:
        raise ValueError("cards need pages")
    trim = _centred(paper, Size(2 * page.width, 2 * page.height))
    spots = [Area(x, y, *page) for y in (trim.y + page.height, trim.y) for x in (trim.x, trim.x + page.width)]
    cuts: tuple[tuple[Literal["x", "y"], float], ...] = (("x", trim.x + page.width), ("y", trim.y + page.height))
    faces = 2 if backs else 1
    fronts = list(range(1, pages + 1, faces))
    sides: list[Side] = []
    on_one = 1 if repeat else len(spots)
    for start in range(0, len(fronts), on_one):
        here = fronts[start : start + on_one]
        here = here * len(spots) if repeat else here
        numbers: list[int | None] = [*here, *[None] * (len(spots) - len(here))]
        for face in range(faces):
            placements = tuple(
                _placed(
                    None if number is None or number + face > pages else number + face,
                    _mirrored(spot, paper) if face else spot,
                    trim,
                )
                for number, spot in zip(numbers, spots, strict=True)
            )
            sides.append(Side(placements, (), cuts))
    return Plan(paper, tuple(sides), trim, _sideways(paper) if backs else None)


def nup(sizes: Sequence[Size], number: int, paper: Size = A4, margin: float = 8.0, gap: float = 4.0) -> Plan:
    """A draft: `number` pages on a side, all at one scale (at most 1), from left to right and from top to bottom.

    Paper and grid are turned so that the pages come out as large as they can. `margin` is around them, `gap` between.
    """
    if number < 1 or not sizes:
        raise ValueError("a draft needs pages, and at least one on a side")
    largest = Size(max(size.width for size in sizes), max(size.height for size in sizes))
    grids = [(columns, number // columns) for columns in range(1, number + 1) if number % columns == 0]
    scale, sheet, columns, cell = max(
        (
            (min(cell.width / largest.width, cell.height / largest.height), sheet, columns, cell)
            for sheet in (paper, paper.turned)
            for columns, rows in grids
            for cell in [_cell(sheet, columns, rows, margin, gap)]
        ),
        key=lambda found: found[0],
    )
    if scale <= 0:
        raise ValueError("so many pages do not fit")
    scale = min(scale, 1.0)
    sides: list[Side] = []
    for start in range(0, len(sizes), number):
        placements: list[Placement] = []
        for spot, size in enumerate(sizes[start : start + number]):
            row, column = divmod(spot, columns)
            width, height = size.width * scale, size.height * scale
            x = margin + column * (cell.width + gap) + (cell.width - width) / 2
            top = sheet.height - margin - row * (cell.height + gap) - (cell.height - height) / 2
            placements.append(Placement(start + spot + 1, Area(x, top - height, width, height), scale=scale))
        sides.append(Side(tuple(placements)))
    return Plan(sheet, tuple(sides), Area(0, 0, *sheet), None)


def single(pages: int, page: Size = A4, duplex: Duplex | None = "long") -> Plan:
    """One page a side, as large as it is: flat work for a print shop."""
    if pages < 1:
        raise ValueError("sheets need pages")
    trim = Area(0, 0, *page)
    sides = tuple(Side((_placed(number, trim, trim),)) for number in range(1, pages + 1))
    return Plan(page, sides, trim, duplex)


Scheme = Callable[[Sequence[Size], float], Plan]
"""Lays pages of these sizes, in reading order, on paper of a thickness in mm."""

SCHEMES: Mapping[str, Scheme] = {
    "trifold": lambda sizes, _: trifold(sizes),
    "booklet": lambda sizes, thickness: booklet(len(sizes), sizes[0], thickness=thickness),
    "cards": lambda sizes, _: cards(len(sizes), sizes[0], backs=len(sizes) > 1),
    "single": lambda sizes, _: single(len(sizes), sizes[0]),
}
"""By the names that the line of a format knows them by."""


def _centred(paper: Size, product: Size) -> Area:
    if product.width > paper.width + TOUCHING or product.height > paper.height + TOUCHING:
        raise ValueError(f"{product.width:g} × {product.height:g} mm do not fit on the paper")
    return Area((paper.width - product.width) / 2, (paper.height - product.height) / 2, *product)


def _sideways(paper: Size) -> Duplex:
    """The edge on which the paper is turned over when left and right change places."""
    return "short" if paper.landscape else "long"


def _mirrored(area: Area, paper: Size) -> Area:
    return area._replace(x=paper.width - area.right)


def _in_a_row(panels: Iterable[tuple[int, Size]], trim: Area) -> Side:
    placements: list[Placement] = []
    x = trim.x
    for page, size in panels:
        placements.append(_placed(page, Area(x, trim.y, *size), trim))
        x += size.width
    return Side(tuple(placements), tuple(each.area.x for each in placements[1:]))


def _placed(page: int | None, area: Area, trim: Area, creep: float = 0.0) -> Placement:
    meeting: tuple[tuple[Edge, float], ...] = (
        ("left", area.x - trim.x),
        ("right", area.right - trim.right),
        ("bottom", area.y - trim.y),
        ("top", area.top - trim.top),
    )
    return Placement(page, area, frozenset(edge for edge, apart in meeting if abs(apart) < TOUCHING), creep=creep)


def _cell(paper: Size, columns: int, rows: int, margin: float, gap: float) -> Size:
    return Size(
        (paper.width - 2 * margin - (columns - 1) * gap) / columns,
        (paper.height - 2 * margin - (rows - 1) * gap) / rows,
    )
