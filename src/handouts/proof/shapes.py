"""Which glyphs of a PDF do not show the text that the PDF claims: another letter, small capitals, a sign.

A PDF says for each glyph which text it stands for, as it was when the glyph was chosen; so a № that took the place of
`no` is still read as `no` by all that looks at the text. The typeface tells what the glyph is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from handouts.content.model.brand import Face, Pair
from handouts.files.unseen import bare
from handouts.page.typefaces import glyphs_of

_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})>\s*<((?:[0-9a-fA-F]{4})*)>")
_WEIGHTS = {"Medium": 500, "Semi-Bold": 600, "Bold": 700, "Ultra-Bold": 800}
"""The words of Pango for the weights of the cuts, between hyphens in the name of a font; none is 400."""
Places = Mapping[tuple[int, int], tuple[str, ...]]
"""By the number of a page and its marked content, -1 for none: the texts that are shown in other shapes."""


def reshaped(pdf: bytes, pair: Pair) -> Places:
    """Where glyphs of the pair's typefaces stand for something else than the text that the PDF says."""
    import pikepdf

    found: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    with pikepdf.open(BytesIO(pdf)) as document:
        known: dict[tuple[int, int], dict[int, str]] = {}
        for number, page in enumerate(document.pages, start=1):
            wrong: dict[str, dict[int, str]] = {}
            resources: Any = page.obj.get("/Resources", {})
            for name, font in resources.get("/Font", {}).items():
                if font.objgen not in known:
                    known[font.objgen] = dict(_wrong(font, pair))
                if known[font.objgen]:
                    wrong[name] = known[font.objgen]
            for content, text in _shown(page, wrong) if wrong else ():
                found[number, content][text] = None
    return {place: tuple(texts) for place, texts in found.items()}


def _wrong(font: Any, pair: Pair) -> Iterator[tuple[int, str]]:
    """The glyphs of a font that do not show their text, each with that text."""
    cuts = _cuts(str(font.get("/BaseFont", "")), pair)
    if not cuts or "/ToUnicode" not in font:
        return
    typefaces = [glyphs_of(*cut) for cut in cuts]
    table = font["/ToUnicode"].read_bytes().partition(b"endcodespacerange")[2]
    for code, mapped in _MAPPED.findall(table):
        glyph, text = int(code, 16), bare(bytes.fromhex(mapped.decode()).decode("utf-16-be", "replace"))
        if not any(typeface.show(glyph, text) for typeface in typefaces):
            yield glyph, text


def face_of(font: str, pair: Pair) -> Face | None:
    """The typeface of a pair that a font is of, by its name, such as `ABCDEF+Alegreya-Sans-Italic`."""
    name = _joined(_own_name(font))
    return next((face for face in pair if name.startswith(_joined(face.family))), None)


def _own_name(font: str) -> str:
    # Before the name of a subset are six letters and a plus.
    return font.rpartition("+")[2]


def _joined(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _cuts(font: str, pair: Pair) -> list[tuple[str, int, str]]:
    """The cut (package, weight, style) of a font, by its name; all of its typeface where there is no such cut."""
    if not (face := face_of(font, pair)):
        return []
    words = _own_name(font)[len(face.family) :]
    weight = _WEIGHTS.get(words.removesuffix("-Italic").removeprefix("-"), 400)
    cut = weight, "italic" if words.endswith("-Italic") else "normal"
    return [(face.package, *each) for each in ([cut] if cut in face.cuts else face.cuts)]


def _shown(page: Any, wrong: Mapping[str, Mapping[int, str]]) -> Iterator[tuple[int, str]]:
    """Where a page draws the glyphs of `wrong`, by the name of a font: the marked content, and the text of each."""
    import pikepdf

    contents: list[int] = []
    glyphs: Mapping[int, str] = {}
    kept: list[Mapping[int, str]] = []
    for step in pikepdf.parse_content_stream(page):
        operands: Any = step.operands
        kind = str(step.operator)
        if kind in {"BDC", "BMC"}:
            marked: Any = operands[1] if kind == "BDC" else None
            inside = isinstance(marked, pikepdf.Dictionary) and "/MCID" in marked
            contents.append(int(marked["/MCID"]) if inside else contents[-1] if contents else -1)
        elif kind == "EMC":
            contents = contents[:-1]
        elif kind == "q":
            kept.append(glyphs)
        elif kind == "Q" and kept:
            glyphs = kept.pop()
        elif kind == "Tf":
            glyphs = wrong.get(str(operands[0]), {})
        elif kind in {"Tj", "TJ", "'", '"'} and glyphs:
            for code in _codes(operands):
                if code in glyphs:
                    yield contents[-1] if contents else -1, glyphs[code]


def _codes(operands: Any) -> Iterator[int]:
    """The numbers of the glyphs that an operator draws, each of two bytes."""
    import pikepdf

    for operand in operands:
        if isinstance(operand, pikepdf.Array):
            yield from _codes(operand)
        elif isinstance(operand, pikepdf.String):
            data = bytes(operand)
            yield from (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data) - 1, 2))
