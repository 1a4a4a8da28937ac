"""The files of the typefaces, and which characters each of their cuts prints, with which glyphs.

A typeface holds more glyphs than it has characters, and a stylesheet can ask for them: `nooit` with a № in it, `ſtop`,
small capitals, figures in circles. Which stand for what is written in its table of substitutions (OpenType 1.9, GSUB).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from handouts.content.model.brand import Face, Pair
from handouts.files.unseen import bare
from handouts.page.cuts import static_cut
from handouts.problems import BrokenEnvironment, Mark, Problem, error, msg

Locate = Callable[[Mark, str], Mark]
"""Finds the line and column of a sign in a text that begins at a mark and may run over several lines."""

_PLAIN = frozenset({"ccmp", "locl", "lnum", "onum", "pnum", "tnum", "zero", "calt", "rclt", *(
    _LIGATURES := frozenset({"liga", "clig", "dlig", "rlig"}))})  # fmt: skip
"""The features by which a text still reads as it was typed: accents, the language, kinds of figures, and ligatures."""
_HYPHENS = "-\u2010\u2011"
_INNER = ("Set", "Class", "Rule", "Record")
"""How the parts of a substitution within a context are called."""


@cache
def font_file(package: str, weight: int, style: str) -> Path:
    """The file of one static cut of a typeface. Raises BrokenEnvironment when its package is not installed."""
    import fontpkg

    try:
        file = Path(fontpkg.path(package, weight, style))
        variable = any(each.path == file and each.variable for each in fontpkg.family(package).files)
    except fontpkg.FontpkgError as reason:
        raise BrokenEnvironment(
            "The typeface {package} is missing: install handouts again.", package=package
        ) from reason
    return static_cut(file, package, weight, style) if variable else file


@cache
def printable(pair: Pair) -> frozenset[int]:
    """The code points that a pair can print in each of its cuts, with those that its typeface for signs lends it."""

    def in_every_cut(*faces: Face) -> frozenset[int]:
        cuts = [glyphs_of(face.package, *cut) for face in faces for cut in face.cuts]
        return frozenset(cuts[0].by_character).intersection(*(each.by_character for each in cuts[1:]))

    return in_every_cut(pair.headings, pair.body) | in_every_cut(pair.signs)


def no_glyph(text: str, mark: Mark, known: frozenset[int], locate: Locate) -> Problem | None:
    """What is wrong with a text, typed at `mark`, of which not every character is among the `known`."""
    missing = sorted({sign for sign in bare(text) if ord(sign) not in known and not sign.isspace()})
    if not missing:
        return None
    signs = ", ".join(msg("“{sign}” (U+{ord:04X})", sign=sign, ord=ord(sign)) for sign in missing)
    is_word = any(sign.isalpha() for sign in missing)
    hint = msg("write it in Latin letters, as in a passport") if is_word else msg("leave it out, or use other words")
    return error("no-glyph", locate(mark, missing[0]), "the typeface cannot print {signs}", hint, signs=signs)


@cache
def glyphs_of(package: str, weight: int, style: str) -> Glyphs:
    """The glyphs of one cut of a typeface."""
    return Glyphs(font_file(package, weight, style))


class Glyphs:
    """What the glyphs of a font file, each by its number, stand for."""

    def __init__(self, file: Path) -> None:
        """`file` is one static cut; what it substitutes is read when it is asked for."""
        from fontTools.ttLib import TTFont

        self._file = file
        with TTFont(file, lazy=True) as font:
            characters = font.getBestCmap()
            self.by_character: dict[int, int] = {code: font.getGlyphID(name) for code, name in characters.items()}

    @cached_property
    def advances(self) -> dict[int, float]:
        """How far each character moves on, by its code point, as a share of the size of the letters."""
        from fontTools.ttLib import TTFont

        with TTFont(self._file, lazy=True) as font:
            widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
            return {code: widths[name][0] / em for code, name in font.getBestCmap().items()}

    def show(self, glyph: int, text: str) -> bool:
        """Whether a glyph shows a text as it was typed: its own, a ligature of it, or another kind of figure."""
        composed = unicodedata.normalize("NFC", text)
        own = {self.by_character.get(ord(sign)) for sign in (*self._alike(text), *self._alike(composed))}
        if glyph in own:
            return True
        apart = unicodedata.normalize("NFD", text)
        if all(map(unicodedata.combining, apart[1:])):
            # What has no text of its own is a part of the sign beside it.
            parts = map(self.by_character.get, map(ord, apart)) if text else self.by_character.values()
            return glyph in self._variants({*parts, *own})
        return self._is_ligature(glyph, composed.strip())

    @staticmethod
    def _alike(text: str) -> str:
        """The characters that are drawn alike: a typeface lends one kind of space or hyphen the glyph of another."""
        if text.isspace():
            return " \u00a0"
        return _HYPHENS if text in _HYPHENS else text if len(text) == 1 else ""

    def _is_ligature(self, glyph: int, text: str) -> bool:
        parts = [self._variants({self.by_character.get(ord(sign))}) for sign in text]
        plain = text.isascii() and text.isalpha()
        return any(
            glyph in self._variants({whole})
            for components, whole, everywhere in self._substitutions[1]
            if len(components) == len(parts)
            and (plain or everywhere)
            and all(one in part for one, part in zip(components, parts, strict=True))
        )

    def _variants(self, glyphs: Iterable[int | None]) -> set[int | None]:
        """These glyphs, with all that plain features put in their place."""
        found: set[int | None] = set()
        waiting = list(glyphs)
        while waiting:
            if (glyph := waiting.pop()) not in found:
                found.add(glyph)
                waiting += self._substitutions[0].get(glyph, ())
        return found

    @cached_property
    def _substitutions(self) -> tuple[dict[int | None, set[int]], list[tuple[tuple[int, ...], int, bool]]]:
        """What takes the place of single glyphs; and the ligatures.

        Each of these as its parts, the whole, and whether it is one of any signs, as of accents: else of letters only.
        """
        from fontTools.ttLib import TTFont

        singles: dict[int | None, set[int]] = defaultdict(set)
        ligatures: list[tuple[tuple[int, ...], int, bool]] = []
        with TTFont(self._file, lazy=True) as font:
            number = font.getGlyphID
            for table, everywhere in _tables(font):
                ligatures += [
                    ((number(first), *map(number, each.Component)), number(each.LigGlyph), everywhere)
                    for first, those in getattr(table, "ligatures", {}).items()
                    for each in those
                ]
                for before, after in getattr(table, "mapping", {}).items():
                    singles[number(before)].update(map(number, [after] if isinstance(after, str) else after))
        return singles, ligatures


def _tables(font: Any) -> Iterator[tuple[Any, bool]]:
    """The substitutions of the plain features of a font, each with whether its feature is no ligature's."""
    if "GSUB" not in font:
        return
    gsub = font["GSUB"].table
    waiting = [
        (index, record.FeatureTag not in _LIGATURES)
        for record in gsub.FeatureList.FeatureRecord
        if record.FeatureTag in _PLAIN
        for index in record.Feature.LookupListIndex
    ]
    known: set[tuple[int, bool]] = set()
    while waiting:
        if (place := waiting.pop()) in known:
            continue
        known.add(place)
        for table in gsub.LookupList.Lookup[place[0]].SubTable:
            inner = getattr(table, "ExtSubTable", table)
            yield inner, place[1]
            waiting += [(index, place[1]) for index in _called(inner)]


def _called(table: Any) -> Iterator[int]:
    """The lookups that a substitution within a context calls."""
    waiting = [table]
    while waiting:
        each = waiting.pop()
        if isinstance(each, list):
            waiting += each
        elif hasattr(each, "LookupListIndex"):
            yield each.LookupListIndex
        elif hasattr(each, "__dict__") and hasattr(each, "getConverters"):
            # What is read late is only there once it is asked for.
            if hasattr(each, "ensureDecompiled"):
                each.ensureDecompiled()
            waiting += [value for name, value in vars(each).items() if name.endswith(_INNER)]
