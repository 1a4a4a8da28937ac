"""Finished documents that are damaged in one place each: the proof must find every one.

What is done depends on nothing but the number that it is of.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from random import Random

import pikepdf
import pypdfium2

from conformance import prose
from conformance.damage import KINDS, Page, parts_of
from conformance.harmless import HARMLESS
from conformance.streams import read_contents
from handouts.page.pipeline import Composed
from handouts.proof import prove


class Sound:
    """A document that the proof finds nothing against, to be damaged in many ways."""

    def __init__(self, pdf: bytes, composed: Composed) -> None:
        """Reads the file once; each damage is done to a copy."""
        self.pdf, self.composed = pdf, composed
        self._file = pikepdf.open(io.BytesIO(pdf))
        pictures = [page.render().to_pil().convert("RGB") for page in pypdfium2.PdfDocument(pdf)]
        read = read_contents(self._file)
        self.pages = [Page(*each) for each in zip(self._file.pages, pictures, read, strict=True)]

    def damaged(self, number: int) -> tuple[str, bytes]:
        """What was done, and the file that it was done to; the same for the same number."""
        chance = Random(number)  # noqa: S311  # the same each time
        while True:
            kind = chance.choice([*KINDS, *_WHOLE])
            done = _WHOLE[kind](self, chance) if kind in _WHOLE else self.changed(chance, kind)
            if done:
                return done

    def harmless(self, number: int) -> tuple[str, bytes]:
        """What was changed and does no harm, and the file; the same for the same number."""
        chance = Random(number)  # noqa: S311  # the same each time
        while True:
            if done := self.changed(chance, chance.choice(list(HARMLESS))):
                return done

    def changed(self, chance: Random, kind: str) -> tuple[str, bytes] | None:
        """What was done to one part of a line, and the file; None where it cannot be done."""
        damage, units = (KINDS | HARMLESS)[kind]
        unit = chance.choice(units)
        place = chance.randrange(len(self.pages))
        page = self.pages[place]
        parts = list(parts_of(page, unit))
        if not parts:
            return None
        part = chance.choice(parts)
        content = damage(chance, page, part)
        if content is None:
            return None
        stream = page.stream.with_instead(part.line, content)
        return f"page {place + 1}, {unit} “{part.text}” {kind}", self.written({place: stream})

    def written(self, streams: dict[int, bytes]) -> bytes:
        """The file with other streams as the content of some pages, by their index."""
        with pikepdf.open(io.BytesIO(self.pdf)) as pdf:
            for place, stream in streams.items():
                page = pdf.pages[place]
                resources = page.Resources
                for name, alpha in ("transparent", 0), ("pale", 0.05), ("opaque", 1):
                    resources.ExtGState[f"/{name}"] = pikepdf.Dictionary(ca=alpha, CA=alpha)
                resources.Font["/other"] = pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Times-Roman")
                )
                page.Contents = pdf.make_stream(stream)
            return _saved(pdf)

    def swapped_lines(self, chance: Random) -> tuple[str, bytes] | None:
        """Two lines that say different things stand in each other's place."""
        place = chance.randrange(len(self.pages))
        page = self.pages[place]
        lines = [line for line in page.read if len(line.text) > 1]
        if len(lines) < 2:
            return None
        one, other = chance.sample(lines, 2)
        if one.text.strip() == other.text.strip():
            return None
        swapped = {}
        for line, there in (one, other), (other, one):
            aside, down = there.glyphs[0].left - line.glyphs[0].left, there.baseline - line.baseline
            swapped[line] = line.set_as([glyph.moved(aside) for glyph in line.glyphs], down=down)
        said = f"page {place + 1}, “{one.text}” and “{other.text}” in each other's place"
        return said, self.written({place: page.stream.with_all(swapped)})

    def empty_page(self, chance: Random) -> tuple[str, bytes] | None:
        """A page is there and nothing is on it."""
        place = chance.randrange(len(self.pages))
        return (f"page {place + 1} empty", self.written({place: b" "})) if self.pages[place].read else None

    def lost_page(self, chance: Random) -> tuple[str, bytes] | None:
        """A page is not there."""
        place = chance.randrange(len(self.pages))
        if not self.pages[place].read or len(self.pages) == 1:
            return None
        with pikepdf.open(io.BytesIO(self.pdf)) as pdf:
            del pdf.pages[place]
            return f"page {place + 1} lost", _saved(pdf)

    def swapped_pages(self, chance: Random) -> tuple[str, bytes] | None:
        """Two pages stand in each other's place."""
        with_text = [place for place, page in enumerate(self.pages) if page.read]
        if len(with_text) < 2:
            return None
        one, other = chance.sample(with_text, 2)
        with pikepdf.open(io.BytesIO(self.pdf)) as pdf:
            pages = list(pdf.pages)
            pages[one], pages[other] = pages[other], pages[one]
            pdf.pages[:] = pages
            return f"pages {one + 1} and {other + 1} in each other's place", _saved(pdf)


_WHOLE: dict[str, Callable[[Sound, Random], tuple[str, bytes] | None]] = {
    "lines swapped": Sound.swapped_lines,
    "page empty": Sound.empty_page,
    "page lost": Sound.lost_page,
    "pages swapped": Sound.swapped_pages,
}


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def found(pdf: bytes, composed: Composed) -> set[str]:
    """The rules by which the proof finds that a file is damaged."""
    return {problem.rule for problem in prove(pdf, composed) if problem.severity == "error"}


def sound(format_name: str, scratch: Path) -> Sound:
    """The first made-up brochure in a format that has no errors."""
    for number in range(100):
        made = prose.laid_out(prose.case(number, format_name), scratch)
        if not found(made.pdf, made.composed):
            return Sound(made.pdf, made.composed)
    raise AssertionError(f"every brochure in {format_name} is refused")
