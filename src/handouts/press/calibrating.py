"""A sheet that shows how far a printer's back is off from its front: two numbers, read against the light."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handouts.content.model.brand import PAIRS
from handouts.languages.texts import texts
from handouts.page.rendering.engine import font_configuration, load_engine
from handouts.page.typefaces import font_file

WIDTH, HEIGHT = 297, 210
_PAIR = PAIRS["helder"]
"""Its figures are as high as each other, so the middle of each is at its line."""
_REACH = 10
"""mm that the rulers measure each way; printers are off by one to three."""
_LYING, _UPRIGHT = 82.0, 196.0
"""How far the rulers are from the top, and from the left."""


def calibration_sheet(language: str = "nl") -> bytes:
    """A PDF of one A4 sheet, landscape, front and back, to be turned over on the short edge.

    The front has two rulers, the back two lines through the middle of the paper. Against the light, each line crosses a
    ruler at a number. These are what must be added to the back, in mm: with A read on the lying ruler and B
    on the upright one, `Plan.shifted(back=(A, B))`. A back that shines through to the right of the middle is printed
    too far to the left, as one looks at the back, so it must go right: A grows to the right. One that shines through
    above the middle must go down, so B grows downwards. Its words are in `languages/LANGUAGE/calibration.yaml`.
    """
    words = texts(language, "calibration")
    steps = "".join(f"<li>{step}</li>" for step in words["steps"])
    html = f"""<html lang="{language}"><title>{words["title"]}</title><style>
        {_faces()}
        @page {{ size: {WIDTH}mm {HEIGHT}mm; margin: 0 }}
        body {{ margin: 0; font: 12pt/16pt "{_PAIR.body.family}" }}
        section {{ position: relative; width: {WIDTH}mm; height: {HEIGHT}mm }}
        section + section {{ break-before: page }}
        svg {{ position: absolute; left: 0; top: 0; width: {WIDTH}mm; height: {HEIGHT}mm }}
        div {{ position: absolute; left: 14mm; top: 26mm; width: 108mm }}
        h1 {{ font-size: 20pt; line-height: 24pt; margin: 0 0 4mm }} ol {{ margin: 0; padding-left: 7mm }}
        li {{ margin-bottom: 2mm }}
        p {{ position: absolute; left: 178mm; top: 26mm; width: 104mm; margin: 0 }}
        b {{ display: block; margin-top: 6mm; font-size: 16pt }}
        </style><section>{_drawing("".join(_front(words)))}
        <div><h1>{words["title"]}</h1><ol>{steps}</ol></div>
        <p>{words["read"]} <b>A ………… mm</b><b>B ………… mm</b></p></section>
        <section>{_drawing("".join(_back(words)))}</section></html>"""
    return bytes(load_engine().HTML(string=html).write_pdf(font_config=font_configuration(_PAIR)))


def _faces() -> str:
    """The typeface as the program has it: one of this machine would be another on the next."""
    face = _PAIR.body
    files = ((weight, style, font_file(face.package, weight, style).as_uri()) for weight, style in face.cuts)
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {weight}; font-style: {style}; src: url({file}) }}'
        for weight, style, file in files
    )


def _drawing(inside: str) -> str:
    """A drawing over the whole page in mm, in black, from the upper left."""
    style = f'font-family="{_PAIR.body.family}" text-anchor="middle"'
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" fill="#000" stroke="none" {style}>{inside}</svg>'


def _front(words: Mapping[str, str]) -> Iterator[str]:
    """The rulers: 0 of the lying one is in the middle of the width, 0 of the upright one in that of the height."""
    x, y = WIDTH / 2, HEIGHT / 2
    yield _line(x - _REACH, _LYING, x + _REACH, _LYING) + _line(_UPRIGHT, y - _REACH, _UPRIGHT, y + _REACH)
    for at in range(-_REACH, _REACH + 1):
        length = 2 if at % 5 else 3.5
        yield _line(x + at, _LYING, x + at, _LYING + length) + _line(_UPRIGHT, y + at, _UPRIGHT + length, y + at)
        if at % 5 == 0:
            yield _text(x + at, _LYING + 6.5, _signed(at)) + _text(_UPRIGHT + 6.5, y + at + 1, _signed(at))
    yield _text(x, _LYING - 3, "A", 6) + _text(_UPRIGHT - 5, y + 2, "B", 6)
    yield _triangle() + _text(x, 22, words["front"], 4)
    yield _line(x - 50, 190, x + 50, 190, 0.3) + _line(x - 50, 187, x - 50, 193) + _line(x + 50, 187, x + 50, 193)
    yield _text(x, 186, words["bar"], 4)


def _back(words: Mapping[str, str]) -> Iterator[str]:
    """Two lines through the middle, thick enough to shine through; where the front has its text there are none."""
    x, y = WIDTH / 2, HEIGHT / 2
    yield _line(x, 60, x, 150, 0.4) + _line(55, y, x, y, 0.4)
    yield _triangle() + _text(40, 16, words["back"], 4)


def _triangle() -> str:
    """It points to the top of the side."""
    x = WIDTH / 2
    return f'<path d="M{x} 9 l5 8 h-10 z" fill="none" stroke="#000" stroke-width="0.4"/>'


def _line(x1: float, y1: float, x2: float, y2: float, width: float = 0.15) -> str:
    return f'<path d="M{x1:g} {y1:g} L{x2:g} {y2:g}" stroke="#000" stroke-width="{width}"/>'


def _text(x: float, y: float, words: str, size: float = 2.9) -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}">{words}</text>'


def _signed(number: int) -> str:
    return f"−{-number}" if number < 0 else str(number)
