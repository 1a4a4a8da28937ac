"""Draws `docs/pictures/fold-*.svg`: how each format is turned, folded, bound and cut. Run it after a change here.

What lies where comes from the plans of imposition, so the drawings show what is printed. On paper lengths are in mm;
in a drawing 1 is a CSS pixel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from drawing import LINDE, Point, Solid, arrow, box, caption, centred, drawing, line, measure, number, words
from handouts.press.imposing.marks import strokes
from handouts.press.imposing.plan import Area, Plan, Side, Size
from handouts.press.imposing.schemes import booklet, cards, trifold

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PANELS = {1: "cover", 2: "flap", 3: "inside left", 4: "inside middle", 5: "inside right", 6: "back"}


class Flat(NamedTuple):
    """A sheet seen from above: its upper left corner, and pixels to the mm."""

    plan: Plan
    left: float
    top: float
    scale: float

    def __call__(self, x: float, y: float) -> Point:
        """A place on paper, in mm from its lower left corner, as a point of the drawing."""
        return self.left + x * self.scale, self.top + (self.plan.paper.height - y) * self.scale

    def area(self, area: Area) -> Area:
        """A rectangle on paper in the drawing."""
        x, y = self(area.x, area.top)
        return Area(x, y, area.width * self.scale, area.height * self.scale)

    def paper(self) -> Area:
        """The sheet itself."""
        return self.area(Area(0, 0, *self.plan.paper))

    def side(self, side: Side, name: Callable[[int], str], size: float = 15) -> Iterator[str]:
        """A side with the names of its pages; what one sees first, page 1, is tinted."""
        yield box(self.paper())
        for placement in side.placements:
            page, area = placement.page or 0, self.area(placement.area)
            if page == 1:
                yield box(area, LINDE.mid, "none")
            yield from centred(area, name(page), size)
        for at in side.folds:
            yield line(self(at, 0), self(at, self.plan.paper.height), colour=LINDE.accent, dashes="6 4")
        yield box(self.paper(), "none")


def draw_flip() -> Iterator[str]:
    """Long edge, short edge, and the wrong edge."""
    scale, top = 0.32, 52.0
    groups = (
        (22.0, Size(210, 297), False, ("Flip on the long edge", "A4, large print, cards")),
        (220.0, Size(297, 210), False, ("Flip on the short edge", "tri-fold, booklet")),
        (474.0, Size(297, 210), True, ("The wrong edge", "the back is upside down")),
    )
    for left, size, wrong, texts in groups:
        width, height = size.width * scale, size.height * scale
        y = top + (95 - height) / 2
        far = left + width + 34
        middle = left + width + 17
        yield from caption(middle, 26, texts[0])
        for x, name in ((left, "front"), (far, "back")):
            turned = wrong and name == "back"
            about = f"{number(x + width / 2)} {number(y + height / 2)}"
            yield f'<g transform="rotate(180 {about})">' if turned else "<g>"
            yield box(Area(x, y, width, height))
            yield line((x + 10, y + 16), (x + width * 0.62, y + 16), colour=LINDE.primary, width=4)
            for row in range(2 if size.landscape else 3):
                end = x + width - 10 - (row == 1) * width * 0.3
                yield line((x + 10, y + 28 + 8 * row), (end, y + 28 + 8 * row), colour=LINDE.line)
            yield words((x + width / 2, y + height - 10), name, 13, LINDE.accent if turned else LINDE.soft)
            yield "</g>"
        edge = (
            ((left, y + height), (left + width, y + height))
            if wrong
            else ((left + width, y), (left + width, y + height))
        )
        yield line(*edge, colour=LINDE.accent, width=3.5)
        if wrong:
            yield arrow((left + width * 0.5, y + height + 8), (far + width * 0.5, y + height + 8), -14)
        else:
            yield arrow((left + width * 0.6, y - 6), (far + width * 0.4, y - 6), 8)
        yield words((middle, 186), texts[1], colour=LINDE.accent if wrong else LINDE.ink)


def draw_trifold() -> Iterator[str]:
    """Both sides with the widths of their panels."""
    plan = trifold()
    for side, left, name in zip(plan.sides, (30, 378), ("Outside: page 1 of the file", "Inside: page 2"), strict=True):
        flat = Flat(plan, left, 66, 1.05)
        yield words((left, 30), name, colour=LINDE.primary, anchor="start", weight=700)
        yield from flat.side(side, PANELS.__getitem__)
        for at in side.folds:
            yield words((flat(at, 0)[0], 58), f"fold at {at:g}", 13, LINDE.accent)
        foot = flat(0, 0)[1] + 14
        for placement in side.placements:
            area = flat.area(placement.area)
            yield from measure(area.x, area.x + area.width, foot, f"{placement.area.width:g} mm")


def finished(area: Area, text: str, *, staples: bool = False) -> Iterator[str]:
    """What is held in the hand: upright, with its leaves behind it and its spine on the left."""
    for behind in (6.0, 3.0):
        yield box(area.moved(behind, -behind / 2))
    yield box(area, LINDE.mid)
    yield words((area.x + area.width / 2, area.y + area.height / 2 + 5), text, 15, LINDE.primary)
    for share in (0.25, 0.75) if staples else ():
        y = area.y + area.height * share
        yield line((area.x, y - 5), (area.x, y + 5), colour=LINDE.accent, width=3)


def draw_trifold_steps() -> Iterator[str]:
    """Flap first, cover over it."""
    white, flap, scale, foot = "#FFFFFF", LINDE.sun, 0.5, 134.0
    one, two, three = Solid(18, foot, scale), Solid(246, foot, scale), Solid(442, foot, scale)
    yield one.leaf(0, 297, 0, (white, white))
    yield one.across(100) + one.across(200)
    yield words(one(249, 85), "97", 14, LINDE.soft)
    yield two.leaf(0, 200, 0, (white, white))
    yield two.across(100)
    yield two.leaf(200, 97, 122, (white, flap))
    yield words(two(174, 90, 42), "flap")
    yield arrow(two(262, 150, 0), two(212, 150, 92), 12)
    yield three.leaf(100, 100, 0, (white, white))
    yield three.leaf(103, 97, 0, (flap, flap), z=5)
    yield words(three(154, 90, 0), "flap")
    yield three.leaf(100, 100, 112, (LINDE.mid, white), z=5)
    yield arrow(three(60, 210, 106), three(172, 210, 60), 14)
    yield from finished(Area(638, 28, 50, 105), "cover")
    for x, texts in (
        (110, ("1. Inside up", "the narrow panel", "on your right")),
        (304, ("2. Flap in", "the narrow panel", "goes first")),
        (510, ("3. Cover over it", "from left", "to right")),
        (664, ("4. Ready", "the spine", "is on the left")),
    ):
        yield from caption(x, 166, *texts)


def draw_booklet() -> Iterator[str]:
    """The sheets of eight pages, both sides."""
    plan = booklet(8)
    for index, side in enumerate(plan.sides):
        flat = Flat(plan, 36 + 172 * index, 62, 0.48)
        sheet, back = divmod(index, 2)
        if not back:
            yield words((flat.left, 30), f"Sheet {sheet + 1}", colour=LINDE.primary, anchor="start", weight=700)
        yield words((flat.left, 50), "back" if back else "front", 13, LINDE.soft, "start")
        yield from flat.side(side, str, 24)


def draw_booklet_steps() -> Iterator[str]:
    """Lay in each other, fold, staple from the outside."""
    white, scale, foot = "#FFFFFF", 0.42, 130.0
    both = (white, LINDE.mid)
    one, two, three = Solid(20, foot, scale), Solid(232, foot, scale), Solid(424, foot, scale)
    for z, left, right in ((0, "2", "7"), (150, "4", "5")):
        yield one.leaf(0, 296, 0, both, z=z) + one.across(148, z)
        yield words(one(74, 80, z), left, 16, LINDE.primary) + words(one(222, 80, z), right, 16, LINDE.primary)
    yield arrow(one(322, 100, 142), one(322, 100, 30))
    yield two.leaf(0, 148, 0, both) + two.leaf(0, 148, 0, both, z=5)
    yield words(two(52, 60, 5), "4", 16, LINDE.primary)
    for away in (5, 0):
        yield two.leaf(148, 148 - away, 112, (white, white), z=away)
    yield words(two(118, 90, 68), "8", 16, LINDE.primary)
    yield arrow(two(262, 150, 0), two(166, 150, 130), 14)
    yield three.leaf(0, 148, 0, both) + three.leaf(148, 148, 0, both[::-1])
    yield three.across(148)
    yield words(three(74, 80), "8", 16, LINDE.primary) + words(three(222, 80), "1", 16, LINDE.primary)
    for y in (52, 158):
        yield line(three(148, y - 16), three(148, y + 16), colour=LINDE.accent, width=4)
    yield from finished(Area(634, 42, 62, 88), "1", staples=True)
    for x, texts in (
        (116, ("1. In each other", "in the middle", "4 and 5 are up")),
        (310, ("2. Fold", "all together,", "and open again")),
        (510, ("3. Two staples", "in the fold,", "from the outside")),
        (664, ("4. Ready", "page 1", "in front")),
    ):
        yield from caption(x, 164, *texts)


def draw_cards() -> Iterator[str]:
    """Four on a sheet, front and back, and one that was cut."""
    plan = cards(2, backs=True)
    for side, left, name in zip(plan.sides, (40, 290), ("front", "back"), strict=True):
        flat = Flat(plan, left, 40, 0.92)
        yield words((left, 28), f"A4, {name}", colour=LINDE.primary, anchor="start", weight=700)
        yield from flat.side(side, str, 24)
        for axis, at in side.cuts:
            ends = ((at, 0.0), (at, plan.paper.height)) if axis == "x" else ((0.0, at), (plan.paper.width, at))
            yield line(*(flat(*end) for end in ends), colour=LINDE.accent)
            yield from scissors(flat(*ends[0]), upwards=axis == "x")
        for column in (0, 1):
            yield from measure(flat(105 * column, 0)[0], flat(105 * column + 105, 0)[0], flat(0, 0)[1] + 24, "105 mm")
    yield from finished_card(Area(550, 90, 97, 136))
    yield from caption(598, 262, "A6", "105 × 148 mm")


def scissors(at: Point, *, upwards: bool) -> Iterator[str]:
    """A small pair of scissors that begins to cut here."""
    x, y = at
    turn = f"rotate(-90 {number(x)} {number(y)})" if upwards else ""
    yield f'<g transform="{turn}">' if turn else "<g>"
    for side in (-1, 1):
        yield line((x - 9, y + 4 * side), (x + 8, y - 3 * side), colour=LINDE.accent, width=1.4)
        ring = f'cx="{number(x - 12)}" cy="{number(y + 5.5 * side)}" r="3.2"'
        yield f'<circle {ring} fill="#FFFFFF" stroke="{LINDE.accent}" stroke-width="1.4"/>'
    yield "</g>"


def finished_card(area: Area) -> Iterator[str]:
    """A card with its title, its message and the code to scan."""
    yield box(area)
    yield line((area.x + 12, area.y + 20), (area.x + 60, area.y + 20), width=4)
    for row in range(3):
        y = area.y + 38 + 10 * row
        yield line((area.x + 12, y), (area.right - 12 - (row == 2) * 24, y), colour=LINDE.line)
    yield box(Area(area.x + 12, area.y + 86, 34, 34), LINDE.mid)


def draw_calibrate() -> Iterator[str]:
    """The two rulers as they are seen against the light: A reads 0.5, and B -1."""
    yield from caption(180, 30, "Number A: the lying ruler")
    yield from caption(540, 30, "Number B: the upright ruler")
    step, across, down = 26.0, 180.0, 128.0
    yield line((across - 5.4 * step, down), (across + 5.4 * step, down), colour=LINDE.ink)
    upright, middle = 520.0, 128.0
    yield line((upright, middle - 3.2 * step), (upright, middle + 3.2 * step), colour=LINDE.ink)
    for at in range(-5, 6):
        long = 14 if at % 5 == 0 else 8
        sign = f"−{-at}" if at < 0 else str(at)
        yield line((across + at * step, down), (across + at * step, down + long), colour=LINDE.ink, width=0.8)
        yield words((across + at * step, down + 30), sign, 13)
        if abs(at) < 4:
            yield line((upright, middle + at * step), (upright + long, middle + at * step), colour=LINDE.ink, width=0.8)
            yield words((upright + 32, middle + at * step + 5), sign, 13)
    yield line((across + 0.5 * step, 62), (across + 0.5 * step, 188), colour=LINDE.accent, width=3)
    yield line((upright - 80, middle - step), (upright + 18, middle - step), colour=LINDE.accent, width=3)
    yield words((across + 0.5 * step, 208), "A is 0.5", 15, LINDE.accent, weight=700)
    yield words((upright - 88, middle - step + 5), "B is −1", 15, LINDE.accent, "end", 700)
    yield line((236, 244), (266, 244), colour=LINDE.accent, width=3)
    yield words((274, 249), "a line of the back that shines through", anchor="start")


def draw_printshop() -> Iterator[str]:
    """The outside with what is around it: bleed, crop marks and fold marks."""
    plan = trifold().for_printshop()
    flat = Flat(plan, 26, 26, 1.42)
    side = plan.sides[0]
    yield box(flat.paper())
    yield box(flat.area(plan.trim.grown(plan.bleed)), LINDE.sun, "none")
    yield box(flat.area(plan.trim), colour=LINDE.primary)
    for placement in side.placements:
        area = flat.area(placement.area)
        yield from centred(area, PANELS[placement.page or 0])
    for stroke in strokes(plan, side):
        colour, dashes = (LINDE.accent, "3 2") if stroke.kind == "fold" else (LINDE.ink, "")
        yield line(flat(stroke.x1, stroke.y1), flat(stroke.x2, stroke.y2), colour=colour, width=1.3, dashes=dashes)
    left = flat(plan.paper.width, 0)[0] + 20
    keys = (
        ("the tri-fold itself", f"{plan.trim.width:g} × {plan.trim.height:g} mm", LINDE.primary),
        ("bleed, is cut off", f"{plan.bleed:g} mm all around", LINDE.sun),
        ("crop marks", "where it is cut", LINDE.ink),
        ("fold marks", "dashed, where it is folded", LINDE.accent),
        ("the whole page", f"{plan.paper.width:g} × {plan.paper.height:g} mm", ""),
    )
    for row, (name, says, colour) in enumerate(keys):
        y = 62 + 62 * row
        if colour in {LINDE.sun, LINDE.primary}:
            yield box(Area(left, y - 12, 22, 14), colour if colour == LINDE.sun else "#FFFFFF", LINDE.primary)
        elif colour:
            dashes = "3 2" if colour == LINDE.accent else ""
            yield line((left + 11, y - 14), (left + 11, y + 4), colour=colour, width=1.3, dashes=dashes)
        yield words((left + 32, y), name, colour=LINDE.primary, anchor="start", weight=700)
        yield words((left + 32, y + 18), says, 13, anchor="start")


DRAWINGS: dict[str, tuple[float, str, Callable[[], Iterator[str]]]] = {
    "flip": (206, "Turning over on the long edge, on the short edge, and on the wrong edge", draw_flip),
    "trifold": (326, "The tri-fold, outside and inside, with its folds", draw_trifold),
    "trifold-steps": (222, "Folding the tri-fold: the flap first, then the cover", draw_trifold_steps),
    "booklet": (184, "The two sheets of a booklet of eight pages", draw_booklet),
    "booklet-steps": (218, "Binding the booklet: in each other, fold, two staples", draw_booklet_steps),
    "cards": (366, "Four cards on a sheet of A4, with the lines to cut along", draw_cards),
    "calibrate": (268, "Reading the two numbers of the calibration sheet", draw_calibrate),
    "printshop": (382, "The file for the print shop: bleed, crop marks and fold marks", draw_printshop),
}


def drawings() -> dict[str, str]:
    """The name of each file, and what stands in it."""
    return {f"fold-{name}.svg": drawing(height, title, draw()) for name, (height, title, draw) in DRAWINGS.items()}


if __name__ == "__main__":
    for name, text in drawings().items():
        (PICTURES / name).write_text(text, encoding="utf-8")
