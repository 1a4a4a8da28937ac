"""Which glyphs of a typeface show a text as it was typed, and which are another letter or sign."""

from __future__ import annotations

import string
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from handouts.content.model.brand import PAIRS
from handouts.page.typefaces import font_file, glyphs_of
from handouts.proof.shapes import reshaped

CUTS = sorted({(face.package, *cut) for pair in PAIRS.values() for face in pair for cut in face.cuts})
SPECTRAL = ("spectral", 500, "normal")
ALEGREYA = ("alegreya-sans", 400, "normal")
PUBLIC = ("public-sans", 400, "normal")
PT_SANS = ("pt-sans", 400, "normal")


def number(cut: tuple[str, int, str], name: str) -> int:
    with TTFont(font_file(*cut), lazy=True) as font:
        return int(font.getGlyphID(name))


@pytest.mark.parametrize(
    ("cut", "name", "text", "shown"),
    [
        (ALEGREYA, "a", "a", True),
        (ALEGREYA, "a", "b", False),
        (ALEGREYA, "zero.lf", "0", True),  # lining figures
        (ALEGREYA, "zero.tosf", "0", True),
        (SPECTRAL, "zero.OT", "0", True),
        (SPECTRAL, "zero.zero", "0", True),  # with a slash
        (ALEGREYA, "zero.numr", "0", False),
        (SPECTRAL, "zero.sups", "0", False),
        (SPECTRAL, "fi", "fi", True),
        (SPECTRAL, "f_f_i", "ffi", True),
        (SPECTRAL, "c_t", "ct", True),  # a ligature that is asked for
        (SPECTRAL, "c_t", "st", False),
        (PT_SANS, "fl", "fl", True),
        (ALEGREYA, "eacute", "\u00e9", True),
        (ALEGREYA, "eacute", "e\u0301", True),
        (ALEGREYA, "hyphen", "\u2011", True),
        (ALEGREYA, "space", "\u2007", True),
        (SPECTRAL, "a.sc", "a", False),
        (ALEGREYA, "a.sc", "A", False),
        (SPECTRAL, "uni2116", "no", False),
        (SPECTRAL, "uni2116", "No", False),
        (SPECTRAL, "uni2116", "\u2116", True),
        (PT_SANS, "longs", "s", False),
        (PT_SANS, "onehalf", "1/2", False),  # 1/2 is also the first of February
        (PUBLIC, "onehalf", "1/2", False),
        (ALEGREYA, "uni1EBD", "~e", False),
        (ALEGREYA, "arrowright", "->", False),
        (SPECTRAL, "blacksquare", "a", False),
        (SPECTRAL, "uni2780", "1", False),
        (SPECTRAL, "onesuperior", "\u00b9", True),
    ],
)  # fmt: skip
def test_a_glyph_shows_the_text_that_was_typed_or_another(
    cut: tuple[str, int, str], name: str, text: str, *, shown: bool
) -> None:
    assert glyphs_of(*cut).show(number(cut, name), text) is shown


@pytest.mark.parametrize("cut", CUTS, ids=str)
def test_every_character_is_shown_by_its_own_glyph(cut: tuple[str, int, str]) -> None:
    glyphs = glyphs_of(*cut)
    assert len(glyphs.by_character) > 250
    assert [chr(code) for code, glyph in glyphs.by_character.items() if not glyphs.show(glyph, chr(code))] == []


def asked_for(cut: tuple[str, int, str], features: set[str]) -> Iterator[tuple[str, str, int]]:
    """The letters that these features draw otherwise: the feature, the letter, and the glyph."""
    with TTFont(font_file(*cut), lazy=True) as font:
        cmap, gsub = font.getBestCmap(), font["GSUB"].table
        for record in gsub.FeatureList.FeatureRecord:
            if record.FeatureTag in features:
                for lookup in (gsub.LookupList.Lookup[index] for index in record.Feature.LookupListIndex):
                    for table in lookup.SubTable:
                        mapping = getattr(getattr(table, "ExtSubTable", table), "mapping", {})
                        for letter in string.ascii_letters:
                            if cmap[ord(letter)] in mapping:
                                yield record.FeatureTag, letter, font.getGlyphID(mapping[cmap[ord(letter)]])


def test_no_letter_is_shown_by_what_a_stylesheet_may_ask_for_in_its_place() -> None:
    features = {"smcp", "c2sc", "sups", "ordn", "hist", "ss02", "ss04"}
    others = {
        (cut, *each) for cut in CUTS for each in asked_for(cut, features) if each[0] != "ss04" or cut[0] == "spectral"
    }
    passed = {(cut, feature, letter) for cut, feature, letter, glyph in others if glyphs_of(*cut).show(glyph, letter)}
    assert len(others) > 500
    assert passed == set()


@pytest.mark.parametrize("cut", CUTS, ids=str)
def test_no_letter_or_figure_is_shown_by_the_glyph_of_another(cut: tuple[str, int, str]) -> None:
    glyphs = glyphs_of(*cut)
    signs = string.ascii_letters + string.digits
    taken = [
        one + other
        for one in signs
        for other in signs
        if one != other and glyphs.show(glyphs.by_character[ord(one)], other)
    ]
    assert taken == []


def page(font: str, shown: dict[int, str], content: str) -> bytes:
    """A PDF of one page with one font, in which glyphs stand for texts."""
    pdf = pikepdf.new()
    mapped = "".join(f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>\n" for glyph, text in shown.items())
    cmap = f"begincmap\n<0000> <ffff>\nendcodespacerange\n{len(shown)} beginbfchar\n{mapped}endbfchar\nendcmap"
    held = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name(f"/ABCDEF+{font}"),
        ToUnicode=pdf.make_stream(cmap.encode()),
    )  # fmt: skip
    leaf = pdf.add_blank_page(page_size=(200, 200))
    leaf.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(held)))
    leaf.obj.Contents = pdf.make_stream(content.encode())
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


NUMERO, BIG_N, SMALL_O = number(SPECTRAL, "uni2116"), number(SPECTRAL, "N"), number(SPECTRAL, "o")
SHOWN = (
    f"/P <</MCID 3>> BDC BT /F1 12 Tf [<{BIG_N:04x}> 20 <{SMALL_O:04x}>] TJ ET EMC "
    f"/P <</MCID 4>> BDC BT <{SMALL_O:04x}{NUMERO:04x}> Tj ET EMC"
)


@pytest.mark.parametrize(
    ("font", "text", "found"),
    [
        ("Spectral-Medium", "no", {(1, 4): ("no",)}),
        ("Spectral-Medium", "\u2116", {}),
        ("Spectral", "no", {(1, 4): ("no",)}),  # no such cut: all of the typeface are asked
        ("Helvetica", "no", {}),  # of a typeface that is foreign as a whole
    ],
)
def test_the_content_that_shows_another_sign_is_found(
    font: str, text: str, found: dict[tuple[int, int], tuple[str, ...]]
) -> None:
    assert reshaped(page(font, {BIG_N: "N", SMALL_O: "o", NUMERO: text}, SHOWN), PAIRS["rust"]) == found
