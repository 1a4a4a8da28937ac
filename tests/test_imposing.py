"""Imposition: the plan is right on paper, the file is what the plan says, and the proof finds each way in which not."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.page.rendering.engine import load_engine
from handouts.press.imposing.applying import impose
from handouts.press.imposing.marks import strokes
from handouts.press.imposing.plan import A4, A5, A6, Area, Placement, Plan, Size
from handouts.press.imposing.schemes import TRIFOLD, booklet, cards, nup, single, trifold
from handouts.problems import ContentError, Mark
from handouts.proof.glyphs import Glyph, glyphs_of
from handouts.proof.imposed import prove_imposed

MM = 25.4 / 72
MARGIN = 8.0
NEAR = 0.1


# --- Pages to lay -------------------------------------------------------------------------------------------------


@cache
def reading(sizes: tuple[Size, ...], bleed: float = 0, ground: str = "white", words: int = 12) -> bytes:
    """A PDF in reading order: each page has its number in large type, a line at its foot, and words of its own."""
    css = "".join(f"@page:nth({number}) {{ size: {w}mm {h}mm }}" for number, (w, h) in enumerate(sizes, 1))
    pages = "".join(
        f"<section><h1>p{number}</h1><p>{' '.join(f'w{number}x{word}' for word in range(words))}</p></section>"
        for number in range(1, len(sizes) + 1)
    )
    html = f"""<html lang=nl><title>Proefblad</title><style>{css}
        @page {{ margin: 10mm {MARGIN}mm 14mm; background: {ground}; {f"bleed: {bleed}mm" if bleed else ""} }}
        body {{ margin: 0; font: 10pt x }} section {{ break-after: page }} section:last-child {{ break-after: auto }}
        h1 {{ margin: 0; font-size: 30pt }}</style>{pages}"""
    pdf = load_engine().HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    assert len(pypdfium2.PdfDocument(pdf)) == len(sizes)
    return bytes(pdf)


@cache
def many(size: Size, bleed: float = 0) -> bytes:
    return reading((size,) * 64, bleed, words=3)


@cache
def first(number: int, size: Size, bleed: float = 0) -> bytes:
    """The first pages of a long document."""
    with pikepdf.open(io.BytesIO(many(size, bleed))) as pdf:
        del pdf.pages[number:]
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def glyphs(pdf: bytes, page: int) -> list[Glyph]:
    """The characters on a page, with boxes in mm from the bottom left of its MediaBox."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return list(glyphs_of(document[page], 0, 0))
    finally:
        document.close()


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def box(pdf: bytes, name: str, page: int = 0) -> list[float]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [round(float(edge) * MM, 2) for edge in opened.pages[page].obj[name]]


def fonts(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        objects = [opened.get_object(each) for each in ids(opened)]
        return sum(isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each for each in objects)


def ids(opened: Any) -> list[tuple[int, int]]:
    return [each.objgen for each in opened.objects if each.is_indirect]


def rules(pdf: bytes, imposed: bytes, plan: Plan) -> set[str]:
    return {problem.rule for problem in prove_imposed(pdf, imposed, plan)}


# --- The plans, as paper -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "sheets"),
    [
        (trifold(), "front 2 6 1 / back 3 4 5"),
        (booklet(8), "front 8 1 / back 2 7\nfront 6 3 / back 4 5"),
        (booklet(7), "front – 1 / back 2 7\nfront 6 3 / back 4 5"),
        (booklet(8).flipped_on("long"), "front 8 1 / back 7↓ 2↓\nfront 6 3 / back 5↓ 4↓"),
        (cards(1), "front 1 1 | 1 1"),
        (cards(2, backs=True), "front 1 1 | 1 1 / back 2 2 | 2 2"),
        (cards(5, backs=True, repeat=False), "front 1 3 | 5 – / back 4 2 | – –"),
        (nup([A4] * 5, 2), "front 1 2\nfront 3 4\nfront 5"),
        (nup([A4] * 6, 4), "front 1 2 | 3 4\nfront 5 6"),
        (nup([A4] * 6, 6), "front 1 2 3 | 4 5 6"),
        (nup([A4] * 8, 8), "front 1 2 3 4 | 5 6 7 8"),
        (nup([A4] * 9, 9), "front 1 2 3 | 4 5 6 | 7 8 9"),
        (single(3), "front 1 / back 2\nfront 3"),
    ],
)
def test_a_plan_prints_as_the_sheets_lie(plan: Plan, sheets: str) -> None:
    assert str(plan) == sheets


def test_no_plan_is_made_that_cannot_be_folded_or_does_not_fit() -> None:
    cover, _, *inside = TRIFOLD
    plans: tuple[Callable[[], Plan], ...] = (
        lambda: trifold(TRIFOLD[:5]),
        lambda: trifold((Size(99, 210),) * 6),
        lambda: trifold((cover, Size(96, 210), *inside)),
        lambda: booklet(0),
        lambda: booklet(4, A4),
        lambda: cards(4, A5),
        lambda: cards(0),
        lambda: single(0),
        lambda: nup([A4], 0),
        lambda: nup([A4], 4000),
    )
    for impossible in plans:
        with pytest.raises(ValueError, match=r"\w"):
            impossible()


def behind(plan: Plan, front: int, area: Area) -> Placement:
    """What lies on the other side of a place, when the sheet is turned over as the plan says."""
    width, height = plan.paper
    sideways = (plan.duplex == "short") == (width > height)
    turned = (
        area._replace(x=width - area.x - area.width) if sideways else area._replace(y=height - area.y - area.height)
    )
    found = [
        placement
        for placement in plan.sides[front + 1].placements
        if max(abs(one - other) for one, other in zip(placement.area, turned, strict=True)) < 0.001
    ]
    assert len(found) == 1
    # Held upright after the turn, a page must be upright again: over the long way it was printed upside down.
    assert found[0].rotation == (0 if sideways else 180)
    return found[0]


def folded_and_nested(plan: Plan) -> list[int | None]:
    """The pages of a booklet as one leafs through it: sheets are laid on each other, and folded in the middle."""
    fronts, backs = [], []
    for sheet in range(0, len(plan.sides), 2):
        left, right = sorted(plan.sides[sheet].placements, key=lambda each: each.area.x)
        # The outside of the fold: its right half is the front leaf's right-hand page, its left half the last page.
        fronts.append((right.page, behind(plan, sheet, right.area).page))
        backs.append((behind(plan, sheet, left.area).page, left.page))
    return [page for leaf in (*fronts, *reversed(backs)) for page in leaf]


@given(st.integers(1, 64), st.sampled_from(["short", "long"]))
def test_a_folded_booklet_reads_from_first_to_last(pages: int, edge: Any) -> None:
    leafed = folded_and_nested(booklet(pages).flipped_on(edge))
    assert leafed == [*range(1, pages + 1), *[None] * (-pages % 4)]


def test_creep_moves_the_pages_of_inner_sheets_towards_the_spine() -> None:
    plan = booklet(16, thickness=0.12)
    for number, side in enumerate(plan.sides):
        left, right = side.placements
        assert (left.creep, right.creep) == pytest.approx((0.12 * (number // 2), -0.12 * (number // 2)))
        assert left.area.right == right.area.x == side.folds[0] == 148.5


def test_the_folded_trifold_has_its_cover_in_front_and_its_flap_inside() -> None:
    plan = trifold()
    flap, back, cover = plan.sides[0].placements
    assert (flap.page, back.page, cover.page) == (2, 6, 1)
    assert [behind(plan, 0, panel.area).page for panel in (cover, back, flap)] == [3, 4, 5]
    assert flap.area.width < min(back.area.width, cover.area.width), "or it would buckle"
    assert [side.folds for side in plan.sides] == [(97, 197), (100, 200)]
    mirrored = sorted(plan.paper.width - fold for fold in plan.sides[1].folds)
    assert mirrored == list(plan.sides[0].folds), "one fold, seen from both sides"


@given(st.integers(1, 24), st.booleans(), st.sampled_from(["short", "long"]))
def test_every_card_has_its_own_back(pages: int, repeat: bool, edge: Any) -> None:
    plan = cards(pages, backs=True, repeat=repeat).flipped_on(edge)
    for sheet in range(0, len(plan.sides), 2):
        for placement in plan.sides[sheet].placements:
            page = placement.page
            back = page + 1 if page and page < pages else None
            assert behind(plan, sheet, placement.area).page == back


# --- What the file shows ------------------------------------------------------------------------------------------


def test_boxes_and_widths_of_a_trifold_at_home() -> None:
    out = impose(reading(TRIFOLD), trifold())
    for side in (0, 1):
        for name in ("/MediaBox", "/TrimBox", "/BleedBox"):
            assert box(out, name, side) == [0, 0, 297, 210]
    with pikepdf.open(io.BytesIO(out)) as opened:
        assert opened.pdf_version == "1.7"
        assert not {"/CropBox", "/ArtBox", "/Annots"} & set(opened.pages[0].obj.keys())
        assert opened.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert opened.Root.ViewerPreferences.PrintScaling == "/None"


def test_boxes_of_a_trifold_for_the_print_shop() -> None:
    out = impose(reading(TRIFOLD, 3, "#2e5a4b"), trifold().for_printshop())
    for side in (0, 1):
        assert box(out, "/MediaBox", side) == [0, 0, 319, 232]
        assert box(out, "/BleedBox", side) == [8, 8, 311, 224]
        assert box(out, "/TrimBox", side) == [11, 11, 308, 221]


def test_each_panel_is_where_it_folds() -> None:
    out = impose(reading(TRIFOLD), trifold())
    for side, starts in ((0, {"p2": 0, "p6": 97, "p1": 197}), (1, {"p3": 0, "p4": 100, "p5": 200})):
        placed = glyphs(out, side)
        found = {one.text + two.text: one.left for one, two in pairwise(placed) if one.text == "p"}
        sources = {name: glyphs(reading(TRIFOLD), int(name[1]) - 1)[0].left for name in starts}
        assert found == pytest.approx({name: x + sources[name] for name, x in starts.items()}, abs=NEAR)


def test_no_letter_is_near_the_trim_or_a_fold() -> None:
    for plan in (trifold(), trifold().for_printshop()):
        out = impose(reading(TRIFOLD, 3), plan)
        for number, side in enumerate(plan.sides):
            for glyph in glyphs(out, number):
                assert plan.trim.x + 5 <= glyph.left
                assert glyph.right <= plan.trim.right - 5
                assert plan.trim.y + 5 <= glyph.bottom
                assert glyph.top <= plan.trim.top - 5
                assert all(abs(edge - fold) >= 6 for fold in side.folds for edge in (glyph.left, glyph.right))


def test_bleed_reaches_beyond_the_trim_and_never_over_a_neighbour() -> None:
    grounds = {"1": "#ff0000", "2": "#00ff00", "6": "#0000ff"}
    css = "".join(f"@page:nth({page}) {{ background: {colour} }}" for page, colour in grounds.items())
    sizes = "".join(f"@page:nth({number}) {{ size: {w}mm {h}mm }}" for number, (w, h) in enumerate(TRIFOLD, 1))
    html = f"<style>{css}{sizes}@page {{ bleed: 3mm }}</style>" + "<p style='break-after: page'>x</p>" * 5 + "<p>x</p>"
    out = impose(load_engine().HTML(string=html).write_pdf(), trifold().for_printshop())
    dots = 10
    picture = pypdfium2.PdfDocument(out)[0].render(scale=dots * MM).to_pil().convert("RGB")

    def colour(x: float, y: float) -> tuple[int, ...]:
        return tuple(picture.getpixel((round(x * dots), picture.height - round(y * dots))))

    red, green, blue, white = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
    assert [colour(x, 100) for x in (7.5, 8.5, 107.5, 108.5, 207.5, 208.5, 310.5, 311.5)] == [
        white, green, green, blue, blue, red, red, white
    ]  # fmt: skip
    assert [colour(150, y) for y in (7.5, 8.5, 223.5, 224.5)] == [white, blue, blue, white]


@pytest.mark.parametrize(
    ("pdf", "plan"),
    [
        (lambda: reading(TRIFOLD, 3), trifold()),
        (lambda: reading(TRIFOLD, 3), trifold().for_printshop()),
        (lambda: first(8, A5), booklet(8)),
        (lambda: first(2, A6), cards(2, backs=True)),
        (lambda: first(9, A4), nup([A4] * 9, 9)),
    ],
)
def test_fonts_come_along_once_and_the_bytes_are_the_same_each_time(pdf: Callable[[], bytes], plan: Plan) -> None:
    out = impose(pdf(), plan)
    assert fonts(out) == fonts(pdf()) > 0
    assert impose(pdf(), plan) == out


def test_title_and_language_come_along_and_no_claim_that_is_not_true() -> None:
    with pikepdf.open(io.BytesIO(impose(reading(TRIFOLD), trifold()))) as opened:
        assert str(opened.docinfo.Title) == "Proefblad"
        assert str(opened.Root.Lang) == "nl"
        assert {"/StructTreeRoot", "/MarkInfo"}.isdisjoint(opened.Root.keys())
        packet = opened.Root.Metadata.read_bytes()
    assert b"Proefblad" in packet
    assert b">nl<" in packet
    assert b"pdfuaid" not in packet


def test_drawings_stay_drawings() -> None:
    with pikepdf.open(io.BytesIO(impose(reading(TRIFOLD, 3, "#eef3ec"), trifold()))) as opened:
        streams = [opened.get_object(each) for each in ids(opened)]
        assert not [each for each in streams if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"]


def test_an_output_intent_comes_along() -> None:
    with pikepdf.open(io.BytesIO(first(1, A4))) as pdf:
        profile = pdf.make_stream(b"profile")
        pdf.Root.OutputIntents = [pikepdf.Dictionary(Type=pikepdf.Name.OutputIntent, DestOutputProfile=profile)]
        buffer = io.BytesIO()
        pdf.save(buffer)
    with pikepdf.open(io.BytesIO(impose(buffer.getvalue(), single(1)))) as opened:
        assert opened.Root.OutputIntents[0].DestOutputProfile.read_bytes() == b"profile"


# --- Marks --------------------------------------------------------------------------------------------------------


def test_marks_at_home_are_short_ticks_at_the_folds_and_lines_between_cards() -> None:
    ticks = strokes(trifold(), trifold().sides[0])
    assert {stroke.x1 for stroke in ticks} == {97, 197}
    assert all(stroke.x1 == stroke.x2 and abs(stroke.y1 - stroke.y2) == 5 and stroke.faint for stroke in ticks)
    assert all(4 <= y <= 9 or 201 <= y <= 206 for stroke in ticks for y in (stroke.y1, stroke.y2))
    assert [(stroke.x1, stroke.x2, stroke.kind) for stroke in strokes(cards(1), cards(1).sides[0])] == [
        (105, 105, "cut"),
        (4, 206, "cut"),
    ]


@pytest.mark.parametrize("home", [trifold(), booklet(8), cards(2, backs=True), single(2)])
def test_marks_for_the_print_shop_lie_outside_the_bleed_on_the_paper(home: Plan) -> None:
    plan = home.for_printshop()
    bleed = plan.trim.grown(plan.bleed - 0.001)
    for side in plan.sides:
        marks = strokes(plan, side)
        assert len([mark for mark in marks if mark.kind == "cut"]) == 8 + 2 * len(side.cuts)
        assert len([mark for mark in marks if mark.kind == "fold"]) == 2 * len(side.folds)
        for mark in marks:
            assert not mark.touches(bleed.x, bleed.y, bleed.right, bleed.top)
            assert all(0 <= x <= plan.paper.width for x in (mark.x1, mark.x2))
            assert all(0 <= y <= plan.paper.height for y in (mark.y1, mark.y2))


@pytest.mark.parametrize(("cmyk", "colour"), [(True, b"/All CS"), (False, b"0 G")])
def test_crop_marks_are_on_every_plate_when_the_shop_prints_in_four_colours(cmyk: bool, colour: bytes) -> None:
    out = impose(reading(TRIFOLD, 3), trifold().for_printshop(), cmyk=cmyk)
    with pikepdf.open(io.BytesIO(out)) as opened:
        page = opened.pages[0]
        assert colour in page.Contents.read_bytes()
        assert ("/ColorSpace" in page.Resources) is cmyk
        if cmyk:
            assert page.Resources.ColorSpace["/All"][1] == "/All"


# --- What does not fit --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pdf", "plan", "rule", "said"),
    [
        (lambda: first(7, A5), booklet(8), "page-count", "there are 7 pages, and the sheets are for 8"),
        (
            lambda: first(6, A5),
            trifold(),
            "page-size",
            "page 2 is 148.0 × 210.0 mm, and its place on the sheet",
        ),
        (lambda: first(2, A4), single(2).for_printshop(), "no-bleed", "page 1 has 0.0 mm of bleed"),
    ],
)
def test_pages_that_do_not_fit_their_places_are_refused(
    pdf: Callable[[], bytes], plan: Plan, rule: str, said: str
) -> None:
    with pytest.raises(ContentError, match=re.escape(said)) as refused:
        impose(pdf(), plan, mark=Mark("content/brochures/proef.yaml"))
    assert {problem.rule for problem in refused.value.problems} == {rule}
    assert refused.value.problems[0].mark.file == "content/brochures/proef.yaml"


def test_a_page_that_is_turned_is_refused() -> None:
    with pikepdf.open(io.BytesIO(first(1, A4))) as pdf:
        pdf.pages[0].rotate(180, relative=False)
        buffer = io.BytesIO()
        pdf.save(buffer)
    with pytest.raises(ContentError, match="page 1"):
        impose(buffer.getvalue(), single(1))


# --- The proof ----------------------------------------------------------------------------------------------------

SCHEMES: dict[str, tuple[Size, Callable[[int], Plan]]] = {
    "booklet": (A5, lambda pages: booklet(pages, thickness=0.15)),
    "cards": (A6, lambda pages: cards(pages, repeat=False)),
    "cards with backs": (A6, lambda pages: cards(pages, backs=True, repeat=False)),
    "one a sheet": (A4, single),
    "two": (A4, lambda pages: nup([A4] * pages, 2)),
    "four": (A5, lambda pages: nup([A5] * pages, 4)),
    "nine": (A6, lambda pages: nup([A6] * pages, 9)),
}


@pytest.mark.parametrize("scheme", SCHEMES)
@given(
    pages=st.integers(1, 64),
    shop=st.booleans(),
    edge=st.sampled_from(["short", "long"]),
    shift=st.tuples(st.floats(-2, 2), st.floats(-2, 2)),
)
@settings(deadline=None, max_examples=5, derandomize=True)
def test_every_page_is_once_on_paper_where_the_plan_says(
    scheme: str, pages: int, shop: bool, edge: Any, shift: tuple[float, float]
) -> None:
    size, plan_for = SCHEMES[scheme]
    plan = plan_for(pages)
    plan = plan.for_printshop() if shop else plan.shifted(shift)
    plan = plan.flipped_on(edge)
    placed = [placement.page for side in plan.sides for placement in side.placements]
    assert sorted(page for page in placed if page) == list(range(1, pages + 1))
    pdf = first(pages, size, 3)
    out = impose(pdf, plan)
    words = " ".join(texts(out)).split()
    assert sorted(word for word in words if word.startswith("p")) == sorted(f"p{page}" for page in range(1, pages + 1))
    assert prove_imposed(pdf, out, plan) == []


@pytest.mark.parametrize(
    "plan",
    [trifold(), trifold().flipped_on("long").shifted((1.2, -0.7)), trifold().for_printshop(), nup(TRIFOLD, 6)],
)
def test_the_proof_is_content_with_a_trifold_on_a_dark_ground(plan: Plan) -> None:
    pdf = reading(TRIFOLD, 3, "#2e5a4b", words=60)
    assert prove_imposed(pdf, impose(pdf, plan), plan) == []


def close_set(seed: int, bleed: float) -> bytes:
    """Pages of small text on a tint, each line begun a little elsewhere, so that letters fall on all parts of a dot."""
    chance = random.Random(seed)  # noqa: S311
    words = ("half", "afvalt", "altijd", "huisarts", "of", "fluit", "til", "tijd", "effect", "flink")
    lines = (
        f"<p style='margin-left: {chance.random():.3f}mm; margin-bottom: {chance.random():.3f}mm'>{' '.join(line)}"
        for line in (chance.choices(words, k=10) for _ in range(300))
    )
    html = f"""<html lang=nl><title>Proefblad</title><style>
        @page {{ size: {A5.width}mm {A5.height}mm; margin: 10mm 8mm 14mm; background: #faf2ea; bleed: {bleed}mm }}
        body {{ margin: 0; font: {8.2 + 0.17 * seed}pt x; color: #3a443e }}</style>{"".join(lines)}"""
    return bytes(load_engine().HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))


@pytest.mark.parametrize(
    ("bleed", "plan_for"),
    [
        (3, lambda pages: booklet(pages).for_printshop()),
        (0, lambda pages: booklet(pages, thickness=0.11).shifted((0.37, -0.61))),
        (0, lambda pages: booklet(pages).flipped_on("long")),
    ],
    ids=["for a print shop", "for a printer that shifts", "turned over"],
)
@pytest.mark.parametrize("seed", range(3))
def test_the_proof_is_content_when_letters_are_smoothed_another_way(
    seed: int, bleed: float, plan_for: Callable[[int], Plan]
) -> None:
    pdf = close_set(seed, bleed)
    plan = plan_for(len(texts(pdf)))
    assert prove_imposed(pdf, impose(pdf, plan), plan) == []


def mutated(imposed: bytes, change: Callable[[str], str], side: int = 0) -> bytes:
    with pikepdf.open(io.BytesIO(imposed)) as pdf:
        page = pdf.pages[side]
        before = page.Contents.read_bytes().decode()
        after = change(before)
        assert after != before, "the guard must change something"
        page.Contents = pdf.make_stream(after.encode())
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def swapped(content: str) -> str:
    return content.replace("/Page6 Do", "/Other Do").replace("/Page1 Do", "/Page6 Do").replace("/Other Do", "/Page1 Do")


def moved(by: float) -> Callable[[str], str]:
    """Page 6, so many mm to the right."""

    def change(content: str) -> str:
        place = re.compile(r"1 0 0 1 (\S+)( \S+ cm /Page6)")
        return place.sub(lambda found: f"1 0 0 1 {float(found[1]) + by / MM}{found[2]}", content)

    return change


def painted(x: float, y: float, width: float, height: float, colour: str = "1 g") -> Callable[[str], str]:
    area = " ".join(str(length / MM) for length in (x, y, width, height))
    return lambda content: f"{content}\nq {colour} {area} re f Q"


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (swapped, {("misplaced", "page 6"), ("misplaced", "page 1"), ("page-differs", "page 6")}),
        (lambda content: content.replace("/Page6 Do", ""), {("not-imposed", "page 6"), ("page-differs", "page 6")}),
        (moved(0.4), {("misplaced", "page 6 is elsewhere")}),
        (moved(-3), {("misplaced", "page 6 is elsewhere"), ("page-differs", "page 6")}),
        (painted(100, 100, 90, 105), {("page-differs", "page 6")}),
        (painted(0, 0, 97, 210), {("page-differs", "page 2")}),
        (painted(150, 60, 2, 2, "0 g"), {("page-differs", "page 6")}),
        (painted(100, 20, 90, 20, "0.93 0.95 0.92 rg"), {("page-differs", "page 6")}),
        (lambda content: content.replace("Q", "q 1 0 0 1 -285 0 cm /Page1 Do Q Q", 1), {("not-planned", "")}),
    ],
    ids=["swapped", "dropped", "shifted a little", "shifted", "half covered", "covered", "a spot", "a tint", "twice"],
)  # fmt: skip
def test_the_proof_finds_a_page_that_is_not_as_planned(
    change: Callable[[str], str], found: set[tuple[str, str]]
) -> None:
    pdf = reading(TRIFOLD)
    out = mutated(impose(pdf, trifold()), change)
    problems = prove_imposed(pdf, out, trifold())
    for rule, page in found:
        assert [each for each in problems if each.rule == rule and page in each.message], problems
    assert all(each.message.startswith("sheet 1, front: ") for each in problems)


def test_sheets_in_another_order_are_found() -> None:
    pdf = first(8, A5)
    with pikepdf.open(io.BytesIO(impose(pdf, booklet(8)))) as opened:
        opened.pages.reverse()
        buffer = io.BytesIO()
        opened.save(buffer)
    found = prove_imposed(pdf, buffer.getvalue(), booklet(8))
    assert "sheet 2, back: page 5 is not there" in [each.message for each in found if each.rule == "not-imposed"]


def test_one_covered_word_is_found() -> None:
    pdf = reading(TRIFOLD)
    word = next(glyph for glyph in glyphs(impose(pdf, trifold()), 1) if glyph.text == "x")
    cover = painted(word.left - 0.2, word.bottom - 0.2, word.right - word.left + 0.4, word.top - word.bottom + 0.4)
    out = mutated(impose(pdf, trifold()), cover, side=1)
    assert [(each.rule, each.message[:26]) for each in prove_imposed(pdf, out, trifold())] == [
        ("page-differs", "sheet 1, back: page 3 does")
    ]


def test_a_blank_page_stays_blank_and_paper_around_the_pages_too() -> None:
    pdf = first(7, A5)
    out = impose(pdf, booklet(7))
    spot = mutated(out, painted(70, 100, 3, 3, "0 g"))
    assert [each.message[:42] for each in prove_imposed(pdf, spot, booklet(7))] == [
        "sheet 1, front: the blank page is not blan"
    ]
    draft = nup([A5] * 7, 2)
    beside = mutated(impose(pdf, draft), painted(2, 2, 3, 3, "0 g"))
    assert [each.rule for each in prove_imposed(pdf, beside, draft)] == ["not-planned"]


def test_text_that_is_cut_by_the_edge_of_its_place_is_found() -> None:
    pdf = first(8, A5)
    plan = booklet(8, thickness=20)
    assert "cut" in rules(pdf, impose(pdf, plan), plan)


def test_sheets_of_another_size_or_number_are_found() -> None:
    pdf = reading(TRIFOLD, 3)
    shop = impose(pdf, trifold().for_printshop())
    assert "wrong-sheet" in rules(pdf, shop, trifold())
    assert rules(first(8, A5), impose(first(8, A5), booklet(8)), booklet(12)) == {"wrong-sheet"}
    with pikepdf.open(io.BytesIO(shop)) as opened:
        opened.pages[1].cropbox = opened.pages[1].trimbox
        buffer = io.BytesIO()
        opened.save(buffer)
    assert "wrong-sheet" in rules(pdf, buffer.getvalue(), trifold().for_printshop())


def test_the_back_moves_as_the_printer_needs_it() -> None:
    pdf = reading(TRIFOLD)
    straight, shifted = impose(pdf, trifold()), impose(pdf, trifold().shifted((1.5, -0.5)))
    assert glyphs(shifted, 0) == glyphs(straight, 0)
    before, after = glyphs(straight, 1)[0], glyphs(shifted, 1)[0]
    assert (after.left - before.left, after.bottom - before.bottom) == pytest.approx((1.5, -0.5), abs=0.01)
    assert rules(pdf, straight, trifold().shifted((1.5, -0.5))) >= {"misplaced"}
