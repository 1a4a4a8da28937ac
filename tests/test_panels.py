"""What is folded, bound or cut: a panel a page, each of its own size, none too full, none empty, none cut into."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from itertools import cycle, pairwise, product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from conformance.facts import Expected, wrong
from conftest import BROCHURE, SECOND_PART, Command, make_her_own
from handouts.content.loading import load_brochure, load_consult, load_practice
from handouts.content.model.brand import PAIRS, PALETTES
from handouts.content.model.formats import FORMATS
from handouts.content.model.shades import channels
from handouts.content.resolving import resolve
from handouts.files.folder import Folder, TrackedReader
from handouts.files.layout import shipped_root
from handouts.page.composing import compose_brochure, compose_sheet
from handouts.page.pipeline import Composed, ExpectedText, PrintSettings
from handouts.page.rendering import render
from handouts.problems import Mark
from handouts.produce.building import build
from handouts.produce.documents import BROCHURES
from handouts.produce.job import BuildOptions
from handouts.proof import prove
from handouts.proof.alignment import Placed
from handouts.proof.panels import _empty

MM = 72 / 25.4
TRIFOLD = [(100, 210), (97, 210), (100, 210), (100, 210), (97, 210), (100, 210)]
IMPOSED = [name for name, shape in FORMATS.items() if shape.imposed]
# Grounds run over the trim where a stylesheet says so.
RUNNING_OFF = [name for name in FORMATS if (shipped_root() / f"styles/{name}-bleed.css").is_file()]
SHIPPED = {
    "magnesium": "Magnesium",
    "after-your-massage": "After your massage",
}
LINES = "\n".join(f"  - heading: Deel {number}\n    text: Een korte regel." for number in range(1, 9))
SMALL = f"title: Rust\nsubtitle: Kort.\nsections:\n{LINES}\n"


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped practice with all that it makes, in a folder of its own."""
    return copied(tmp_path / "lindezee")


def copied(root: Path) -> Path:
    shutil.copytree(shipped_root() / "content", root / "content")
    make_her_own(root / "content")
    return root


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the reading copies of all shipped brochures that are folded, bound or cut, made without a word."""
    root = copied(tmp_path_factory.mktemp("made") / "lindezee")
    options = BuildOptions(formats=tuple(IMPOSED), purpose="screen", kinds=(BROCHURES,))
    made = list(build(Folder(root), [], options, today=date.today()))
    assert [(each.status, each.problems) for each in made] == [("made", ())] * len(SHIPPED) * len(IMPOSED)
    return root / "output/brochures"


def write(practice: Path, content: str, formats: str = "trifold") -> Path:
    path = practice / "content/brochures/proef.yaml"
    path.write_text(f"{content}formats: [{formats}]\n", encoding="utf-8")
    return practice / f"output/brochures/proef.{formats}.screen.pdf"


def style(practice: Path, css: str) -> None:
    (practice / "styles").mkdir(exist_ok=True)
    (practice / "styles/own.css").write_text(css, encoding="utf-8")


def sizes(pdf: Path | bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in mm."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [(page.get_width() / MM, page.get_height() / MM) for page in document]


def pictures(pdf: Path | bytes, dpi: int = 72) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def text_of(pdf: Path | bytes) -> list[str]:
    """The text of each page, on one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]


def glyphs(pdf: Path) -> Iterator[tuple[int, float, float, float, float]]:
    """Page and the room in mm from each glyph to the left, bottom, right and top of its page."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            textpage = page.get_textpage()
            for index in range(textpage.count_chars()):
                left, bottom, right, top = textpage.get_charbox(index)
                if right > left and top > bottom:
                    yield (
                        number,
                        left / MM,
                        bottom / MM,
                        (page.get_width() - right) / MM,
                        (page.get_height() - top) / MM,
                    )


def code_on(picture: Image.Image) -> str:
    import zxingcpp

    (code,) = zxingcpp.read_barcodes(picture)
    return str(code.text)


def composed_of(root: Path, name: str, format_name: str, settings: PrintSettings) -> tuple[Composed, TrackedReader]:
    reader = Folder(root).open_reader()
    practice = load_practice(reader)
    if name in SHIPPED:
        brochure = load_brochure(reader, name)
        return compose_brochure(reader, brochure, practice, FORMATS[format_name], settings=settings), reader
    consult = load_consult(reader, name)
    return compose_sheet(reader, resolve(reader, practice, consult), FORMATS[format_name], settings), reader


def made(root: Path, name: str, format_name: str, settings: PrintSettings) -> tuple[bytes, Composed]:
    composed, reader = composed_of(root, name, format_name, settings)
    return render(composed, reader).pdf, composed


# Sizes and safe areas


def test_the_panels_of_a_tri_fold_lie_side_by_side_on_a4() -> None:
    widths = [panel.width for panel in FORMATS["trifold"].panels]
    cover, flap, *inside, back = widths
    assert (flap + back + cover, sum(inside)) == (297, 297)
    assert inside[-1] == flap == cover - 3, "what is folded in is narrower"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_tri_fold_has_six_pages_each_of_its_own_size(copies: Path, name: str) -> None:
    found = sizes(copies / f"{name}.trifold.screen.pdf")
    assert len(found) == 6
    for page, size in zip(found, TRIFOLD, strict=True):
        assert page == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize(("name", "format_name"), list(product(SHIPPED, IMPOSED)))
def test_no_letter_stands_where_it_is_cut_or_folded(copies: Path, name: str, format_name: str) -> None:
    found = list(glyphs(copies / f"{name}.{format_name}.screen.pdf"))
    assert len(found) > 200
    across = 6 if format_name == "trifold" else 5
    for page, left, bottom, right, top in found:
        assert min(left, right) >= across, (page, left, right)
        assert min(bottom, top) >= 5, (page, bottom, top)


def test_the_shipped_magnesium_brochure_keeps_every_point_and_its_tri_fold_has_fifteen_marks() -> None:
    brochure = load_brochure(Folder(shipped_root()).open_reader(), "magnesium").value
    whole = [section for section in brochure.sections if section.is_for("a4")]
    points = [len(section.points) for section in whole if section.points]
    assert (points, sum(points)) == ([5, 1, 2, 5, 4, 2, 5], 24), "and no list over seven"
    assert [len(point.items) for section in whole for point in section.points if point.items] == [6, 3]
    short = [section for section in brochure.sections if section.is_for("trifold")]
    marks = len(brochure.flap.items) if brochure.flap else 0
    assert 9 <= marks + sum(len(section.points) + len(section.facts) for section in short) <= 15


def test_the_panels_inside_end_alike(copies: Path) -> None:
    """How far down there is anything: what is free was shared out between the blocks."""
    lowest = []
    for picture in pictures(copies / "magnesium.trifold.screen.pdf")[2:4]:
        box = picture.convert("L").point(lambda grey: 255 * (grey < 230)).getbbox()
        lowest.append(box[3] / picture.height * 210 if box else 0)
    assert lowest == pytest.approx([195, 195], abs=5)


# That no palette changes what is laid out is a promise of its own, so each pair is tried with one of them.
@pytest.mark.parametrize(("palette", "pair"), list(zip(cycle(PALETTES), PAIRS, strict=False)))
def test_the_shipped_tri_folds_fit_in_every_brand(handouts: Command, shipped: Path, palette: str, pair: str) -> None:
    practice = shipped / "content/practice.yaml"
    brand = f"palette: {palette}\n  typefaces: {pair}"
    practice.write_text(practice.read_text(encoding="utf-8").replace("look: botanic", brand), encoding="utf-8")
    ran = handouts("build", "--for", "screen", "--format", "trifold", "--format", "card", folder=shipped)
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.split()) == 4


@pytest.mark.parametrize(("name", "pair"), list(product(SHIPPED, PAIRS)))
def test_a_palette_changes_colours_and_nothing_that_is_laid_out(shipped: Path, name: str, pair: str) -> None:
    practice = shipped / "content/practice.yaml"
    text = practice.read_text(encoding="utf-8")
    for format_name in ("trifold", "card"):
        without_colours = set()
        for palette, colours in PALETTES.items():
            practice.write_text(
                text.replace("look: botanic", f"palette: {palette}\n  typefaces: {pair}"), encoding="utf-8"
            )
            composed, _ = composed_of(shipped, name, format_name, PrintSettings())
            assert composed.colours == colours
            css = "".join(sheet.css for sheet in composed.stylesheets)
            assert ".palette-" not in css
            shown = composed.html.replace(f" palette-{palette} ", " ", 1) + css
            for colour in sorted({*colours}, key=[*colours].index):
                shown = shown.replace(colour, f"colour {[*colours].index(colour)}")
            without_colours.add((shown, tuple(composed.pictures), composed.pen))
        assert len(without_colours) == 1


# Too long, too empty, of a wrong size


LONG = " ".join(["Dit is een zin die de bladzijde vult."] * 60)
TOO_LONG = {
    "cover": (f"title: Rust\nsubtitle: {LONG}\nsections:\n{LINES}\n", "the cover", "2:11"),
    "flap": (SMALL.replace("Een korte regel.", LONG * 2, 1), "the flap", "5:11"),
    "inside": (SMALL.replace("Deel 8\n    text: Een korte", f"Deel 8\n    text: {LONG * 3}"), "the inside", "19:11"),
    "back": (f"{SMALL}call_to_action:\n  heading: Wat past?\n  text: {LONG}\n", "the back", ""),
}  # fmt: skip


@pytest.mark.parametrize(("content", "name", "place"), TOO_LONG.values(), ids=TOO_LONG.keys())
def test_a_panel_that_is_too_full_is_named_at_the_line_that_no_longer_fits(
    handouts: Command, practice: Path, content: str, name: str, place: str
) -> None:
    made_of = write(practice, content)
    ran = handouts("build", "--for", "screen")
    assert ran.code == 1
    assert not made_of.exists()
    told = [line for line in ran.err.splitlines() if "[too-long]" in line]
    assert len(told) == 1, ran.err
    assert re.search(rf": error: {name} is about [0-9]+ lines too long", told[0])
    assert told[0].startswith(f"content/brochures/proef.yaml:{place}" if place else "content/")


def test_two_panels_that_are_too_full_are_both_named(handouts: Command, practice: Path) -> None:
    write(practice, TOO_LONG["cover"][0].replace("Een korte regel.", LONG * 2, 1))
    ran = handouts("build", "--for", "screen")
    assert re.findall(r"the (\w+) is about", ran.err) == ["cover", "flap"]


def test_a_part_is_as_many_lines_too_long_as_is_said(handouts: Command, practice: Path) -> None:
    def content(lines: int) -> str:
        items = "".join(f"\n      - regel {number}" for number in range(lines))
        return f"{SMALL}  - heading: Lang\n    items:{items}\n"

    write(practice, content(150))
    found = re.search(r"the inside is about ([0-9]+) lines too long", handouts("build", "--for", "screen").err)
    assert found is not None
    lines = int(found[1])
    assert 5 < lines < 140
    write(practice, content(150 - lines - 2))
    assert handouts("build", "--for", "screen").code == 0
    write(practice, content(150 - lines + 3))
    assert "the inside is about" in handouts("build", "--for", "screen").err


def test_a_card_that_is_too_full_is_said(handouts: Command, practice: Path) -> None:
    write(practice, BROCHURE.replace("Dit is om te onthouden.", LONG), "card")
    ran = handouts("build", "--for", "screen")
    assert ran.code == 1
    assert re.search(r"proef\.yaml:3:15: error: the card is about [0-9]+ lines too long", ran.err)


def test_an_empty_panel_behind_a_module_is_said_in_the_file_of_the_brochure() -> None:
    pages: Any = [SimpleNamespace(number=number, height=100.0) for number in range(1, 7)]
    places = [
        (Mark("content/practice.yaml", 1, 7), 1),
        (Mark("content/brochures/a.yaml", 1, 8), 1),
        (Mark("content/brochures/a.yaml", 5, 14), 2),
        (Mark("content/brochures/a.yaml", 7, 14), 3),
        (Mark("content/modules/b.yaml", 3, 8), 4),
    ]
    foot: Any = SimpleNamespace(box=SimpleNamespace(bottom=10.0))
    texts = [Placed(ExpectedText("x", mark), ((page, foot),), (0,)) for mark, page in places]
    (found,) = _empty(pages, texts, FORMATS["trifold"], bleed=0)
    assert (str(found.mark), found.message) == ("content/brochures/a.yaml:7:14", "inside right is empty")


def test_panels_that_are_nearly_empty_are_there_and_said(handouts: Command, practice: Path) -> None:
    pdf = write(practice, BROCHURE.replace(SECOND_PART, ""))
    ran = handouts("build", "--for", "screen")
    assert ran.code == 0
    said = re.findall(r"warning: (.+) \[panel-empty\]", ran.err)
    empty = [f"inside {side} is empty" for side in ("left", "middle", "right")]
    assert said == ["the flap is less than a third full", *empty]
    for page, size in zip(sizes(pdf), TRIFOLD, strict=True):
        assert page == pytest.approx(size, abs=0.1)
    write(practice, SMALL)
    assert "inside left is empty" not in handouts("build", "--for", "screen").err


WRONG = {
    "a panel of a wrong width": (
        "@page :nth(2) { size: 100mm 210mm }",
        "[wrong-size]",
        "the flap is 100.0 × 210.0 mm, and must be 97.0 × 210.0 mm",
    ),
    "a panel that is left out": (".spare { display: none !important }", "[page-count]", "has 4 pages, and must have 6"),
    "no margins": (
        "@page :nth(2) { margin: 1mm } .flap { padding: 0 }",
        "[near-edge]",
        "too near the edge or a fold of the flap",
    ),
}


@pytest.mark.parametrize(("css", "rule", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_stylesheet_that_spoils_the_panels_is_found(
    handouts: Command, practice: Path, css: str, rule: str, said: str
) -> None:
    write(practice, BROCHURE)
    style(practice, css)
    ran = handouts("build", "--for", "screen")
    told = [line for line in ran.err.splitlines() if rule in line]
    assert told, ran.err
    assert any(said in line for line in told), told


def test_less_white_makes_a_tri_fold_fit(handouts: Command, practice: Path) -> None:
    points = "".join(f"\n      - punt {number}" for number in range(58))
    write(practice, f"{SMALL}  - heading: Lang\n    points:{points}\n")
    assert "[too-long]" not in handouts("build", "--for", "screen").err
    style(practice, ":root { --g: 1 !important }")
    assert "the inside is about" in handouts("build", "--for", "screen").err


# What is left out, and where the whole can be read


CHOSEN = f"""{SMALL}  - heading: Alleen op A4
    text: Lang verhaal.
    except: [trifold]
"""


def test_what_is_left_out_is_announced_with_a_code_that_can_be_read_back(handouts: Command, practice: Path) -> None:
    pdf = write(practice, f"{CHOSEN}url: praktijk.example/rust\n")
    assert handouts("build", "--for", "screen").code == 0
    pages = text_of(pdf)
    assert not any("Lang verhaal" in page for page in pages)
    assert "Meer lezen? De hele brochure staat op praktijk.example/rust" in pages[5]
    assert code_on(pictures(pdf, 150)[5]) == "https://praktijk.example/rust"


def test_where_the_whole_is_is_said_only_when_she_said_so(handouts: Command, practice: Path) -> None:
    pdf = write(practice, CHOSEN)
    ran = handouts("build", "--for", "screen")
    assert ran.code == 0
    assert "no-address" not in ran.err
    back = text_of(pdf)[5]
    assert "hele brochure" not in back
    assert "Meer over de praktijk praktijk.example" in back


def test_what_is_whole_announces_nothing_and_leads_to_the_practice(handouts: Command, practice: Path) -> None:
    pdf = write(practice, f"{SMALL}url: praktijk.example/rust\n")
    assert handouts("build", "--for", "screen").code == 0
    back = text_of(pdf)[5]
    assert "hele brochure" not in back
    assert "Meer over de praktijk praktijk.example" in back
    assert code_on(pictures(pdf, 150)[5]) == "https://praktijk.example"


def test_what_is_left_out_without_any_address_is_a_warning(handouts: Command, practice: Path) -> None:
    own = practice / "content/practice.yaml"
    own.write_text(own.read_text(encoding="utf-8").replace("website: praktijk.example\n", ""), encoding="utf-8")
    pdf = write(practice, CHOSEN)
    ran = handouts("build", "--for", "screen")
    assert ran.code == 0
    assert ran.err.count("[no-address]") == 1
    assert "hele brochure" not in text_of(pdf)[5]


def test_a_card_prints_the_message_and_what_names_it(handouts: Command, practice: Path) -> None:
    pdf = write(
        practice, BROCHURE.replace("    points:", "  - heading: Op het kaartje\n    only: [card]\n    points:"), "card"
    )
    ran = handouts("build", "--for", "screen")
    assert ran.code == 0, ran.err
    (page,) = text_of(pdf)
    assert "Dit is om te onthouden." in page
    assert "Op het kaartje" in page
    assert "Rust Neem elke dag twee pauzes." in page
    assert "Eerste deel" not in page
    assert sizes(pdf) == [pytest.approx((105, 148), abs=0.1)]
    assert code_on(pictures(pdf, 150)[0]) == "https://praktijk.example"


def test_the_codes_are_at_least_20_mm(copies: Path) -> None:
    import zxingcpp

    found = 0
    for pdf in copies.glob("*.pdf"):
        for picture in pictures(pdf, 150):
            for code in zxingcpp.read_barcodes(picture):
                place = code.position
                found += 1
                assert (place.top_right.x - place.top_left.x) / 150 * 25.4 >= 19.8, pdf
    assert found == 6


def test_opening_hours_and_the_way_stand_on_the_back_in_the_brochures_language(copies: Path) -> None:
    dutch, english = (text_of(copies / f"{name}.trifold.screen.pdf")[5] for name in SHIPPED)
    assert "Bereikbaar" in dutch
    assert "Acht minuten lopen" in dutch
    assert "When to reach me Monday to Thursday" in english
    assert "Nine minutes on foot" in english


# The booklet


def test_a_cover_of_a_booklet_that_is_too_full_is_said(handouts: Command, practice: Path) -> None:
    write(practice, BROCHURE.replace("Een klein blad", LONG), "booklet")
    ran = handouts("build", "--for", "screen")
    assert ran.code == 1
    assert re.search(r"proef\.yaml:[23]:[0-9]+: error: the cover is about [0-9]+ lines too long", ran.err)


def test_the_booklet_has_pages_by_the_four_and_ends_with_its_back(copies: Path) -> None:
    for name, title in SHIPPED.items():
        pdf = copies / f"{name}.booklet.screen.pdf"
        pages = text_of(pdf)
        assert len(pages) % 4 == 0
        assert all(page == pytest.approx((148, 210), abs=0.1) for page in sizes(pdf))
        assert "hallo@lindezoom.example" in pages[-1]
        assert title in pages[0]
    assert len(text_of(copies / "magnesium.booklet.screen.pdf")) == 8


def test_a_sheet_becomes_a_booklet_with_a_week_that_can_be_filled_in(handouts: Command, shipped: Path) -> None:
    ran = handouts("sheet", "2026-014", "--for", "screen", "--format", "booklet", folder=shipped)
    assert (ran.code, ran.err) == (0, "")
    pdf = shipped / "output/sheets/2026-014.booklet.screen.pdf"
    assert len(sizes(pdf)) % 4 == 0
    with pypdfium2.PdfDocument(pdf) as document:
        diary = next(page for page in document if "Jouw 4 weken" in page.get_textpage().get_text_range())
        textpage = diary.get_textpage()
        middles = []
        for day in ("vr", "za", "zo", "ma", "di", "wo", "do"):
            found = textpage.search(f"{day}\r\n").get_next() or textpage.search(day, match_whole_word=True).get_next()
            assert found is not None, day
            left, _, right, _ = textpage.get_charbox(found[0])
            middles.append((left + right) / 2 / MM)
        assert all(after - before > 9.5 for before, after in pairwise(middles)), middles


def test_a_format_that_is_not_for_sheets_is_refused_for_one_and_passed_over_for_all(
    handouts: Command, shipped: Path
) -> None:
    ran = handouts("sheet", "2026-014", "--format", "trifold", folder=shipped)
    assert ran.code == 2
    assert "not made as trifold" in ran.err
    assert handouts("build", "--for", "screen", "--format", "card", folder=shipped).code == 0
    assert not (shipped / "output/sheets").exists()


# Little ink, and bleed


LOW_INK = [("after-your-massage", name) for name in FORMATS] + [("magnesium", "trifold"), ("2026-014", "a4")]


def grounds(pages: list[Image.Image], colours: list[tuple[int, int, int]]) -> int:
    """How many pixels have one of the colours."""
    return sum(count for page in pages for count, colour in page.getcolors(1 << 24) or () if colour in colours)


@pytest.mark.parametrize(("name", "format_name"), LOW_INK)
def test_little_ink_leaves_no_ground_and_proves_as_well(name: str, format_name: str) -> None:
    palette = PALETTES["linde"]
    fills = [channels(colour) for colour in (palette.tint, palette.warm, palette.mid, palette.sun)]
    full, _ = made(shipped_root(), name, format_name, PrintSettings())
    spared, composed = made(shipped_root(), name, format_name, PrintSettings(low_ink=True))
    pages = pictures(spared)
    assert grounds(pictures(full), fills) > 2000
    assert grounds(pages, fills) == 0
    assert prove(spared, composed) == []
    dark = [sum(page.convert("L").point([255 - value for value in range(256)]).histogram()[1:]) for page in pages]
    assert sum(dark) < sum(page.width * page.height for page in pages) / 4


def boxes(pdf: bytes) -> list[tuple[list[float], list[float]]]:
    """MediaBox and TrimBox of each page, in mm."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            ([side / MM for side in page.get_mediabox()], [side / MM for side in page.get_trimbox()])
            for page in document
        ]


@pytest.mark.parametrize("format_name", RUNNING_OFF)
def test_bleed_runs_on_around_every_page_and_proves_as_well(format_name: str) -> None:
    pdf, composed = made(shipped_root(), "magnesium", format_name, PrintSettings(bleed=3))
    for number, (media, trim) in enumerate(boxes(pdf), start=1):
        width, height = FORMATS[format_name].size(number)
        assert trim == pytest.approx([0, 0, width, height], abs=0.1)
        assert media == pytest.approx([-3, -3, width + 3, height + 3], abs=0.1)
    assert prove(pdf, composed) == []
    tint, mid = (channels(colour) for colour in (PALETTES["linde"].tint, PALETTES["linde"].mid))
    cover = pictures(pdf)[0]
    last = (cover.width - 2, cover.height - 2)
    assert [cover.getpixel(place) for place in ((1, 1), (last[0], 1))] == [tint, tint], "the ground reaches the edge"
    if format_name != "card":  # its ground ends below the message
        assert [cover.getpixel(place) for place in ((1, last[1]), last)] == [mid, mid], "the water reaches the edge"


# The sides of a tri-fold's panels that are sides of the paper: there a printer at home prints nothing.
OUTER = ("rtb", "ltb", "ltb", "tb", "rtb", "tb")


@pytest.mark.parametrize("format_name", IMPOSED)
def test_at_home_everything_stays_inside_the_margins(format_name: str) -> None:
    pdf, _ = made(shipped_root(), "magnesium", format_name, PrintSettings())
    for number, page in enumerate(pictures(pdf, 127)):
        sides = OUTER[number] if format_name == "trifold" else "lrtb"
        ring = 5 * 6  # 6 mm at 127 dots to the inch
        for side in sides:
            strip = {
                "l": (0, 0, ring, page.height),
                "r": (page.width - ring, 0, page.width, page.height),
                "t": (0, 0, page.width, ring),
                "b": (0, page.height - ring, page.width, page.height),
            }[side]
            assert page.crop(strip).getcolors() == [((strip[2] - strip[0]) * (strip[3] - strip[1]), (255, 255, 255))], (
                number,
                side,
            )


# For who cannot see it


@pytest.mark.parametrize(("name", "format_name"), list(product(SHIPPED, IMPOSED)))
def test_a_screen_reader_finds_all_that_it_needs(copies: Path, name: str, format_name: str) -> None:
    language = load_brochure(Folder(shipped_root()).open_reader(), name).value.language or "nl"
    code: dict[str, Any] = {"nl": "QR-code naar lindezoom.example", "en": "QR code to lindezoom.example"}
    alternative = code[language]
    if name == "magnesium" and format_name != "booklet":
        alternative += "/magnesium"
    expected = Expected(SHIPPED[name], language, (alternative,))
    assert wrong(copies / f"{name}.{format_name}.screen.pdf", expected) == []


def test_what_does_not_fit_is_named_where_she_wrote_it(handouts: Command, practice: Path) -> None:
    module = practice / "content/modules/lang.yaml"
    module.parent.mkdir()
    tips = "".join(f"  - Neem tip nummer {number} rustig ter harte.\n" for number in range(90))
    module.write_text(f"title: Lang\ngoal: Een doel.\ntips:\n{tips}stop_if: [het genoeg is]\n", encoding="utf-8")
    write(practice, "title: Proef\nsections:\n  - {heading: Begin, text: Kort.}\n  - module: lang\n")
    ran = handouts("build", "--for", "screen")
    assert re.search(r"content/modules/lang.yaml:\d+:\d+: error: the inside is about \d+ lines too long", ran.err)
    assert "labels/" not in ran.err
