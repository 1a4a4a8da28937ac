"""The sheet that is held against the light says which shift makes the back meet the front."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from handouts.press.calibrating import HEIGHT, WIDTH, calibration_sheet
from handouts.press.imposing.applying import impose
from handouts.press.imposing.plan import A4
from handouts.press.imposing.schemes import single
from handouts.proof.glyphs import Glyph, glyphs_of

MM = 25.4 / 72
DOTS = 10


def picture(pdf: bytes, page: int) -> Any:
    drawn = pypdfium2.PdfDocument(pdf)[page].render(scale=DOTS * MM, grayscale=True)
    return drawn.to_pil().convert("L").resize((WIDTH * DOTS, HEIGHT * DOTS))


def numbers(pdf: bytes, left: float, bottom: float, right: float, top: float) -> dict[int, tuple[float, float]]:
    """The numbers of a ruler, and where the middle of each is, in mm from the bottom left."""
    words: list[list[Glyph]] = []
    for glyph in glyphs_of(pypdfium2.PdfDocument(pdf)[0], 0, 0):
        if left < glyph.left and bottom < glyph.bottom and glyph.right < right and glyph.top < top:
            last = words[-1][-1] if words else None
            if last and abs(last.bottom - glyph.bottom) < 1.5 and 0 <= glyph.left - last.right < 0.8:
                words[-1].append(glyph)
            else:
                words.append([glyph])
    return {
        int("".join(glyph.text for glyph in word).replace("−", "-")): (
            (word[0].left + word[-1].right) / 2,
            (word[-1].bottom + word[-1].top) / 2,
        )
        for word in words
    }


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_one_sheet_of_two_sides_and_the_same_each_time(language: str) -> None:
    pdf = calibration_sheet(language)
    assert pdf == calibration_sheet(language)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        sizes = [[round(float(edge) * MM, 1) for edge in page.mediabox] for page in opened.pages]
        assert str(opened.Root.Lang) == language
    assert sizes == [[0, 0, WIDTH, HEIGHT]] * 2


@pytest.mark.parametrize(("right", "up"), [(0.0, 0.0), (2.5, -1.5), (-4.0, 3.0)])
def test_what_is_read_against_the_light_is_the_shift_that_is_needed(right: float, up: float) -> None:
    sheet = calibration_sheet()
    # What the printer does wrong: it prints the back so many mm to the right and up, as one looks at the back.
    back = picture(impose(sheet, single(2, A4.turned, "short").shifted((right, up))), 1)
    row = back.crop((1200, 700, 1800, 701)).tobytes()
    through = WIDTH - (120 + row.index(min(row)) / DOTS)  # seen from the front
    column = back.crop((900, 800, 901, 1300)).tobytes()
    height = HEIGHT - (80 + column.index(min(column)) / DOTS)
    lying, upright = numbers(sheet, 130, 118, 170, 126), numbers(sheet, 198, 90, 210, 120)
    assert lying.keys() == upright.keys() == {-10, -5, 0, 5, 10}
    assert lying[10][0] - lying[-10][0] == pytest.approx(20, abs=0.5), "the rulers are in mm"
    (minus_x, plus_x), (minus_y, plus_y) = (lying[-5][0], lying[5][0]), (upright[-5][1], upright[5][1])
    read_a = -5 + 10 * (through - minus_x) / (plus_x - minus_x)
    read_b = -5 + 10 * (height - minus_y) / (plus_y - minus_y)
    assert (read_a, read_b) == pytest.approx((-right, -up), abs=0.5)


def test_the_bar_is_a_hundred_millimetres() -> None:
    row = picture(calibration_sheet(), 0).crop((0, 1900, WIDTH * DOTS, 1901)).tobytes()
    dark = [place / DOTS for place, value in enumerate(row) if value < 128]
    assert dark[-1] - dark[0] == pytest.approx(100, abs=0.5)
