"""The proof of an imposed file: each page is where the plan says, whole, and nothing else is on the sheets.

It reads both files again and knows only the plan, not how it was carried out. Two things are compared: every
character with its box, and the picture of each side with one that is put together from the pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from handouts.press.imposing.marks import strokes
from handouts.press.imposing.plan import Area, Placement, Plan, Size
from handouts.problems import Mark, Problem, msg
from handouts.proof import rules
from handouts.proof.dots import MIN_DIFFERENCE, MIN_DIFFERENCE_SCALED, count, differences, drawn
from handouts.proof.glyphs import TOLERANCE, Found, Glyph, all_among, glyphs_of, text_of, within
from handouts.proof.paper import MM
from handouts.proof.rules import Rule

DPI = 60
FINE_DPI = 240
"""Of the second look, at a side on which the first saw a difference."""
_INCH = 25.4
"""mm."""
_MIN_DOTS = 3
_AROUND_MARKS = 0.6


def prove_imposed(reading: bytes, imposed: bytes, plan: Plan, mark: Mark = rules.ANYWHERE) -> list[Problem]:
    """Every way in which the sheets fail to show the pages of `reading` as `plan` lays them; empty when they do.

    `reading` has the pages in reading order. Characters may be 0.2 mm off. `mark` is the place of the Problems.
    """
    import pypdfium2

    with closing(pypdfium2.PdfDocument(reading)) as source, closing(pypdfium2.PdfDocument(imposed)) as sheets:
        if len(sheets) != len(plan.sides) or len(source) != plan.pages:
            found, planned = (len(source), len(sheets)), (plan.pages, len(plan.sides))
            values = dict(zip(("pages", "sides", "planned_pages", "planned_sides"), (*found, *planned), strict=True))
            return [rules.WRONG_SHEETS.at(mark, **values)]
        pages = [_Source(source, number) for number in range(len(source))]
        return [
            problem._replace(mark=mark)
            for number in range(len(sheets))
            for problem in _Side(plan, number, pages, sheets[number]).problems()
        ]


class _Source:
    """A page in reading order: its trim box in points, and its glyphs."""

    def __init__(self, document: Any, number: int) -> None:
        self._document, self._number = document, number
        with closing(document[number]) as page:
            self.trim = page.get_trimbox()
            self.glyphs = tuple(glyphs_of(page, self.trim[0], self.trim[1]))

    def spread(self, placement: Placement, paper: Size, shift: tuple[float, float]) -> Any:
        """The page on a page as large as the paper, where the plan lays it (turned over, if it is upside down).

        Its picture then has the size of the side's picture, and the same letters give the same dots.
        """
        area = placement.area.moved(shift[0] + placement.creep, shift[1])
        x, y = (area.right - paper.width, area.top - paper.height) if placement.rotation else (-area.x, -area.y)
        box = [
            edge / placement.scale * MM + self.trim[place % 2]
            for place, edge in enumerate((x, y, x + paper.width, y + paper.height))
        ]
        with closing(self._document[self._number]) as page:
            page.set_mediabox(*box)
            page.set_cropbox(*box)
        return self._document[self._number]


class _Side:
    """One side of paper that is compared with its plan."""

    def __init__(self, plan: Plan, number: int, pages: list[_Source], paper: Any) -> None:
        """`pages` are all pages in reading order; `paper` is the page of the imposed file that shows this side."""
        self.plan, self.side, self.pages, self.paper = plan, plan.sides[number], pages, paper
        sheet = (number // 2 if plan.duplex else number) + 1
        self.name = (
            msg("sheet {sheet}, back", sheet=sheet)
            if plan.is_back(number)
            else msg("sheet {sheet}, front", sheet=sheet)
        )
        self.sheet = Area(0, 0, *plan.paper)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with its boxes, its characters and its picture."""
        yield from self._boxes()
        yield from self._characters()
        yield from self._pictures()
        self.paper.close()

    def _problem(self, rule: Rule, **values: object) -> Problem:
        return rule.at(None, side=self.name, **values)

    def _window(self, placement: Placement) -> Area:
        """Where a page may paint."""
        return placement.window(self.plan.bleed).moved(*self.side.shift)

    def _boxes(self) -> Iterator[Problem]:
        """MediaBox, BleedBox and TrimBox, and no CropBox that hides a part."""
        for name, area, box in (
            ("MediaBox", self.sheet, self.paper.get_mediabox()),
            ("CropBox", self.sheet, self.paper.get_cropbox()),
            ("BleedBox", self.plan.trim.grown(self.plan.bleed), self.paper.get_bleedbox()),
            ("TrimBox", self.plan.trim, self.paper.get_trimbox()),
        ):
            found, wanted = [edge / MM for edge in box], (area.x, area.y, area.right, area.top)
            if any(abs(edge - other) > TOLERANCE for edge, other in zip(found, wanted, strict=True)):
                found_mm, wanted_mm = (" ".join(f"{edge:.1f}" for edge in edges) for edges in (found, wanted))
                yield self._problem(rules.WRONG_BOX, box=name, found=found_mm, wanted=wanted_mm)

    def _characters(self) -> Iterator[Problem]:
        """All characters of the pages at their places, and no others."""
        found = Found(glyphs_of(self.paper, 0.0, 0.0))
        lost: list[tuple[int, list[Glyph]]] = []
        for placement in self.side.placements:
            if placement.page is None:
                continue
            window = self._window(placement)
            cut: list[Glyph] = []
            missing: list[Glyph] = []
            for glyph in self.pages[placement.page - 1].glyphs:
                expected = self._moved(glyph, placement)
                if not found.take(expected):
                    missing.append(glyph)
                elif not within(expected, window) or not within(expected, self.sheet):
                    cut.append(glyph)
            if missing:
                lost.append((placement.page, missing))
            if cut:
                yield self._problem(rules.OVER_THE_EDGE, text=text_of(cut), page=placement.page)
        left = found.left()
        yield from (self._lost(*each, left) for each in lost)
        if left and not lost:
            yield self._problem(rules.TEXT_NOT_PLANNED, text=text_of(left))

    def _lost(self, page: int, missing: list[Glyph], left: list[Glyph]) -> Problem:
        """Characters that are not in their places are elsewhere on this side, or they are not on it."""
        rule = rules.MISPLACED if all_among(missing, left) else rules.NOT_IMPOSED
        # Here and there a letter of another page happens to be where one of this should.
        if len(missing) > len(self.pages[page - 1].glyphs) / 2:
            return self._problem(rule, what=msg("page {page}", page=page))
        return self._problem(rule, what=msg("“{text}” of page {page}", text=text_of(missing), page=page))

    def _pictures(self) -> Iterator[Problem]:
        """The picture of the side is that of its pages, and where no page lies there is no ink."""
        dpi = DPI
        differs = self._differences(dpi)
        if count(differs) >= _MIN_DOTS:
            # A letter that is moved by a part of a dot may be smoothed otherwise: in finer dots that is not seen.
            dpi = FINE_DPI
            differs = self._differences(dpi)
        for placement in self.side.placements:
            box = self._dots(placement.area.moved(*self.side.shift), dpi)
            if (dots := count(differs.crop(box))) >= _MIN_DOTS:
                rule = rules.NOT_BLANK if placement.page is None else rules.PAGE_DIFFERS
                yield self._problem(rule, page=placement.page or 0, dots=dots, dpi=dpi)
            differs.paste(0, box)
        if (dots := count(differs)) >= _MIN_DOTS:
            yield self._problem(rules.INK_AROUND_PAGES, dots=dots, dpi=dpi)

    def _differences(self, dpi: int) -> Any:
        """White where the pictures differ; what marks cover is not looked at here."""
        from PIL import Image, ImageDraw

        size = math.ceil(self.plan.paper.width * dpi / _INCH), math.ceil(self.plan.paper.height * dpi / _INCH)
        shown = drawn(self.paper, size, (0, 0, *size))
        expected = Image.new("RGB", size, "white")
        for placement in self.side.placements:
            self._paint(expected, placement, dpi)
        for picture in (shown, expected):
            draw = ImageDraw.Draw(picture)
            for area in self._covered():
                draw.rectangle(self._dots(area, dpi), fill="white")
            for placement in self.side.placements:
                # Where a page is clipped, the edge of its ground is smoothed.
                left, upper, right, lower = self._dots(self._window(placement), dpi)
                draw.rectangle((left, upper, right, lower), outline="white", width=1)
                draw.rectangle((left - 1, upper - 1, right + 1, lower + 1), outline="white", width=1)
        scaled = any(placement.scale < 1 for placement in self.side.placements)
        return differences(shown, expected, MIN_DIFFERENCE_SCALED if scaled else MIN_DIFFERENCE)

    def _covered(self) -> Iterator[Area]:
        """Where marks are drawn over the pages."""
        for stroke in strokes(self.plan, self.side):
            x, y = min(stroke.x1, stroke.x2), min(stroke.y1, stroke.y2)
            line = Area(x, y, abs(stroke.x1 - stroke.x2), abs(stroke.y1 - stroke.y2)).grown(_AROUND_MARKS)
            yield line.moved(*self.side.shift)

    def _paint(self, picture: Any, placement: Placement, dpi: int) -> None:
        """Draws a page where the plan lays it, clipped to where it may paint."""
        left, upper, right, lower = self._dots(self._window(placement), dpi)
        box = max(left, 0), max(upper, 0), min(right, picture.width), min(lower, picture.height)
        if placement.page is None or box[2] <= box[0] or box[3] <= box[1]:
            return
        with closing(self.pages[placement.page - 1].spread(placement, self.plan.paper, self.side.shift)) as page:
            picture.paste(drawn(page, picture.size, box, upside_down=bool(placement.rotation)), box[:2])

    def _moved(self, glyph: Glyph, placement: Placement) -> Glyph:
        """Where the plan says that a character of a page comes to lie on the side."""
        area = placement.area.moved(placement.creep, 0).moved(*self.side.shift)
        x, y, factor = area.x, area.y, placement.scale
        if placement.rotation:
            x, y, factor = area.right, area.top, -factor
        left, right = sorted((x + factor * glyph.left, x + factor * glyph.right))
        bottom, top = sorted((y + factor * glyph.bottom, y + factor * glyph.top))
        return Glyph(glyph.text, left, bottom, right, top)

    def _dots(self, area: Area, dpi: int) -> tuple[int, int, int, int]:
        height = self.plan.paper.height
        edges = (area.x, height - area.top, area.right, height - area.y)
        left, upper, right, lower = (round(edge * dpi / _INCH) for edge in edges)
        return left, upper, right, lower
