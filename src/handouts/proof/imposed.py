"""The proof of an imposed file: each page is where the plan says, whole, and nothing else is on the sheets.

It reads both files again and knows only the plan, not how it was carried out. Two things are compared: every
character with its box, and the picture of each side with one that is put together from the pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from handouts.press.imposing.marks import strokes
from handouts.press.imposing.plan import Area, Placement, Plan, Side, Size
from handouts.problems import Mark, Problem, error, msg
from handouts.proof.dots import FAINTEST, FAINTEST_SCALED, count, differences, drawn
from handouts.proof.glyphs import POINTS, TOLERANCE, Found, Glyph, all_among, glyphs_of, text_of, within

DPI = 60
FINE_DPI = 240
"""Of the second look, at a side on which the first saw a difference."""
_FEWEST_DOTS = 3
_AROUND_MARKS = 0.6
UNNAMED = Mark("the imposed file")


def prove_imposed(reading: bytes, imposed: bytes, plan: Plan, mark: Mark = UNNAMED) -> list[Problem]:
    """Every way in which the sheets fail to show the pages of `reading` as `plan` lays them; empty when they do.

    `reading` has the pages in reading order. Characters may be 0.2 mm off. `mark` is the place of the Problems.
    """
    import pypdfium2

    source, sheets = pypdfium2.PdfDocument(reading), pypdfium2.PdfDocument(imposed)
    try:
        if len(sheets) != len(plan.sides) or len(source) != plan.pages:
            said = msg(
                "{count} pages on {count2} sides of paper; the plan has {pages} on ",
                count=len(source),
                count2=len(sheets),
                pages=plan.pages,
            )
            return [error("wrong-sheet", mark, said + str(len(plan.sides)))]
        pages = [_Source(source, number) for number in range(len(source))]
        problems: list[Problem] = []
        for number, side in enumerate(plan.sides):
            paper = sheets[number]
            which = _Side(plan, side, number, mark)
            problems += which.boxes(paper)
            problems += which.characters(pages, paper)
            problems += which.pictures(pages, paper)
            paper.close()
    finally:
        sheets.close()
        source.close()
    return problems


class _Source:
    """A page in reading order: its trim box in points, and its glyphs."""

    def __init__(self, document: Any, number: int) -> None:
        self._document, self._number = document, number
        page = document[number]
        self.trim = page.get_trimbox()
        self.glyphs = tuple(glyphs_of(page, self.trim[0], self.trim[1]))
        page.close()

    def spread(self, placement: Placement, paper: Size, shift: tuple[float, float]) -> Any:
        """The page on a page as large as the paper, where the plan lays it (turned over, if it is upside down).

        Its picture then has the size of the side's picture, and the same letters give the same dots.
        """
        area = placement.area.moved(shift[0] + placement.creep, shift[1])
        x, y = (area.right - paper.width, area.top - paper.height) if placement.rotation else (-area.x, -area.y)
        box = [
            edge / placement.scale * POINTS + self.trim[place % 2]
            for place, edge in enumerate((x, y, x + paper.width, y + paper.height))
        ]
        page = self._document[self._number]
        page.set_mediabox(*box)
        page.set_cropbox(*box)
        page.close()
        return self._document[self._number]


class _Side:
    """One side of paper that is held against its plan."""

    def __init__(self, plan: Plan, side: Side, number: int, mark: Mark) -> None:
        self.plan, self.side, self.number, self.mark = plan, side, number, mark
        face = "back" if plan.is_back(number) else "front"
        self.name = f"sheet {(number // 2 if plan.duplex else number) + 1}, {face}"
        self.note = plan.note.area if plan.note and plan.note.side == number else None
        self.right, self.up = side.shift

    def boxes(self, paper: Any) -> Iterator[Problem]:
        """MediaBox, BleedBox and TrimBox, and no CropBox that hides a part."""
        for name, area, box in (
            ("MediaBox", Area(0, 0, *self.plan.paper), paper.get_mediabox()),
            ("CropBox", Area(0, 0, *self.plan.paper), paper.get_cropbox()),
            ("BleedBox", self.plan.trim.grown(self.plan.bleed), paper.get_bleedbox()),
            ("TrimBox", self.plan.trim, paper.get_trimbox()),
        ):
            wanted = (area.x, area.y, area.right, area.top)
            if any(abs(edge / POINTS - other) > TOLERANCE for edge, other in zip(box, wanted, strict=True)):
                said = " ".join(f"{edge / POINTS:.1f}" for edge in box)
                due = " ".join(f"{edge:.1f}" for edge in wanted)
                yield self._problem(
                    "wrong-sheet", msg("the {name} is {said} mm, not {due}", name=name, said=said, due=due)
                )

    def characters(self, pages: list[_Source], paper: Any) -> Iterator[Problem]:
        """All characters of the pages at their places, and no others but the note."""
        found = Found(glyphs_of(paper, 0.0, 0.0))
        lost: list[tuple[Placement, list[Glyph]]] = []
        for placement in self.side.placements:
            if placement.page is None:
                continue
            window = placement.window(self.plan.bleed).moved(self.right, self.up)
            cut: list[Glyph] = []
            missing: list[Glyph] = []
            for glyph in pages[placement.page - 1].glyphs:
                expected = self._moved(glyph, placement)
                if not found.take(expected):
                    missing.append(glyph)
                elif not within(expected, window) or not within(expected, Area(0, 0, *self.plan.paper)):
                    cut.append(glyph)
            if missing:
                lost.append((placement, missing))
            if cut:
                yield self._problem(
                    "cut",
                    msg(
                        "“{text_of}” of page {page} runs over the edge of its place",
                        text_of=text_of(cut),
                        page=placement.page,
                    ),
                )
        left = [glyph for glyph in found.left() if self.note is None or not within(glyph, self.note)]
        yield from self._lost(lost, left, pages)

    def _lost(
        self, lost: list[tuple[Placement, list[Glyph]]], left: list[Glyph], pages: list[_Source]
    ) -> Iterator[Problem]:
        """Characters that are not in their places are elsewhere on this side, or they are not on it."""
        for placement, missing in lost:
            moved = all_among(missing, left)
            rule, said = ("misplaced", msg("is elsewhere")) if moved else ("not-imposed", msg("is not there"))
            # Here and there a letter of another page happens to stand where one of this should.
            whole = len(missing) > len(pages[(placement.page or 0) - 1].glyphs) / 2
            part = "page" if whole else msg("“{text_of}” of page", text_of=text_of(missing))
            yield self._problem(rule, msg("{part} {page} {said}", part=part, page=placement.page, said=said))
        if left and not lost:
            yield self._problem(
                "not-planned", msg("“{text_of}” is not of a page that the plan lays there", text_of=text_of(left))
            )

    def pictures(self, pages: list[_Source], paper: Any) -> Iterator[Problem]:
        """The picture of the side is that of its pages, and where no page lies there is no ink."""
        dpi = DPI
        differs = self._differences(pages, paper, dpi)
        if count(differs) >= _FEWEST_DOTS:
            # A letter that is moved by a part of a dot may be smoothed otherwise: in finer dots that is not seen.
            dpi = FINE_DPI
            differs = self._differences(pages, paper, dpi)
        for placement in self.side.placements:
            box = self._dots(placement.area.moved(self.right, self.up), dpi)
            if (dots := count(differs.crop(box))) >= _FEWEST_DOTS:
                name = msg("the blank page") if placement.page is None else msg("page {number}", number=placement.page)
                rule = "not-planned" if placement.page is None else "page-differs"
                said = msg("is not blank") if placement.page is None else msg("does not look as in the reading copy")
                yield self._problem(
                    rule,
                    msg("{name} {said} ({dots} dots of 1/{dpi} inch differ)", name=name, said=said, dots=dots, dpi=dpi),
                )
            differs.paste(0, box)
        if (dots := count(differs)) >= _FEWEST_DOTS:
            yield self._problem(
                "not-planned", msg("there is ink around the pages ({dots} dots of 1/{dpi} inch)", dots=dots, dpi=dpi)
            )

    def _differences(self, pages: list[_Source], paper: Any, dpi: int) -> Any:
        """White where the pictures differ; what marks and note cover is not looked at here."""
        from PIL import Image, ImageDraw

        size = (math.ceil(self.plan.paper.width * dpi / 25.4), math.ceil(self.plan.paper.height * dpi / 25.4))
        shown = drawn(paper, size, (0, 0, *size))
        expected = Image.new("RGB", size, "white")
        for placement in self.side.placements:
            if placement.page is not None:
                self._paint(expected, pages[placement.page - 1], placement, dpi)
        for picture in (shown, expected):
            draw = ImageDraw.Draw(picture)
            for area in self._covered():
                draw.rectangle(self._dots(area, dpi), fill="white")
            for placement in self.side.placements:
                # Where a page is clipped, the edge of its ground is smoothed.
                box = self._dots(placement.window(self.plan.bleed).moved(self.right, self.up), dpi)
                draw.rectangle(box, outline="white", width=1)
                draw.rectangle((box[0] - 1, box[1] - 1, box[2] + 1, box[3] + 1), outline="white", width=1)
        scaled = any(placement.scale < 1 for placement in self.side.placements)
        return differences(shown, expected, FAINTEST_SCALED if scaled else FAINTEST)

    def _covered(self) -> Iterator[Area]:
        """Where marks and the note are drawn over the pages."""
        for stroke in strokes(self.plan, self.side):
            x, y = min(stroke.x1, stroke.x2), min(stroke.y1, stroke.y2)
            line = Area(x, y, abs(stroke.x1 - stroke.x2), abs(stroke.y1 - stroke.y2)).grown(_AROUND_MARKS)
            yield line.moved(self.right, self.up)
        if self.note is not None:
            yield self.note.grown(_AROUND_MARKS)

    def _paint(self, picture: Any, source: _Source, placement: Placement, dpi: int) -> None:
        """Draws a page where the plan lays it, clipped to where it may paint."""
        box = self._dots(placement.window(self.plan.bleed).moved(self.right, self.up), dpi)
        box = (max(box[0], 0), max(box[1], 0), min(box[2], picture.width), min(box[3], picture.height))
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        page = source.spread(placement, self.plan.paper, self.side.shift)
        picture.paste(drawn(page, picture.size, box, upside_down=bool(placement.rotation)), box[:2])
        page.close()

    def _moved(self, glyph: Glyph, placement: Placement) -> Glyph:
        """Where the plan says that a part of a page comes to lie on the side."""
        area = placement.area.moved(self.right + placement.creep, self.up)
        factor = placement.scale
        if placement.rotation:
            return Glyph(
                glyph.text,
                area.right - factor * glyph.right,
                area.top - factor * glyph.top,
                area.right - factor * glyph.left,
                area.top - factor * glyph.bottom,
            )
        return Glyph(
            glyph.text,
            area.x + factor * glyph.left,
            area.y + factor * glyph.bottom,
            area.x + factor * glyph.right,
            area.y + factor * glyph.top,
        )

    def _dots(self, area: Area, dpi: int) -> tuple[int, int, int, int]:
        height = self.plan.paper.height
        edges = (area.x, height - area.top, area.right, height - area.y)
        left, upper, right, lower = (round(edge * dpi / 25.4) for edge in edges)
        return left, upper, right, lower

    def _problem(self, rule: str, said: str) -> Problem:
        return error(rule, self.mark, "{name}: {said}", name=self.name, said=said)
