"""Pages end between units and are well filled: by arithmetic over what two layouts measured."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conftest import put
from filled import composed, laid, torn, white
from handouts.files.layout import shipped_root
from handouts.page.rendering import filling
from handouts.page.rendering.breaking import MUCH, Space, planned
from handouts.page.rendering.engine import load_engine
from handouts.page.rendering.measuring import Linear, Measured, Unit, costed
from handouts.page.rendering.opening import Opening, opening_of
from handouts.page.rendering.units import units_in

PAGE = Space(lambda _number: 101.5)


def units(*heights: float, gap: float = 10) -> list[Unit]:
    """Units one under the other, with so much white between them."""
    found: list[Unit] = []
    fixed = 0.0
    for number, height in enumerate(heights):
        found.append(Unit(Linear(fixed, gap * number), Linear(fixed + height, gap * number)))
        fixed += height
    return found


def breaks(found: list[Unit], space: Space = PAGE) -> list[tuple[int, int]]:
    plan = planned(found, space)
    assert plan
    return [(page.first, page.last) for page in plan.pages]


def test_the_white_between_the_blocks_of_a_page_fills_it() -> None:
    plan = planned(units(20, 20, 20, 22, 20, 20, 20, 24, gap=5), PAGE)
    assert plan
    assert [(page.first, page.last, page.white) for page in plan.pages] == [(0, 4, 0.015), (4, 8, 0.015)], (
        "1.5 mm stay free"
    )
    assert [page.white_between for page in plan.pages] == [1.2, 1.067]


def test_a_page_does_not_end_behind_what_introduces_the_next() -> None:
    found = units(40, 40, 10, 40, 40, gap=5)
    assert breaks(found) == [(0, 3), (3, 5)]
    found[3] = found[3]._replace(kept=True)
    assert breaks(found) == [(0, 2), (2, 5)]


def test_a_page_rather_ends_where_a_section_does() -> None:
    found = units(42, 42, 8, 42, 42, gap=5)
    assert breaks(found) == [(0, 3), (3, 5)]
    found[3] = found[3]._replace(cost=30)
    assert breaks(found) == [(0, 2), (2, 5)]


def test_a_page_rather_ends_within_a_section_than_stays_too_white() -> None:
    found = units(38, 38, 14, 38, 38, gap=5)
    found[3] = found[3]._replace(cost=300)
    assert breaks(found) == [(0, 3), (3, 5)]


def costs(*heights: float, html: str) -> list[float]:
    """What it costs to end a page before each unit of a body but the first."""
    found = list(units_in(ET.fromstring(f"<html><body>{html}</body></html>")))  # noqa: S314  # our own
    return [round(unit.cost, 1) for unit in costed(units(*heights, gap=0), found)][1:]


OPENING = '<div class="open unit"><h2>Rust</h2></div>'


def test_a_page_ends_behind_an_opening_last_of_all_and_before_a_short_piece_seldom() -> None:
    points = f'<section>{OPENING}<ul class="rows"><li>a</li><li>b</li><li>c</li></ul></section>'
    assert costs(20, 40, 45, 15, html=points) == [50, 9, 42.8]


def test_a_section_without_a_heading_goes_on_from_the_one_before() -> None:
    after = '<section><div class="open unit">{}</div></section>'
    assert costs(70, 70, html=f"<section>{OPENING}</section>{after.format('<h2>Slaap</h2>')}") == [0]
    assert costs(70, 70, html=f"<section>{OPENING}</section>{after.format('En dan:')}") == [20]


def test_a_frame_goes_on_over_a_page_where_nothing_else_may() -> None:
    rows = '<section class="{}"><h2 class="unit">Let op</h2><ul class="rows"><li>a</li><li>b</li></ul></section>'
    assert costs(10, 60, 60, html=rows.format("box")) == [46.5, 9]
    assert costs(10, 60, 60, html=rows.format("framed box")) == [71.5, 34]


def test_what_is_higher_than_a_page_cannot_be_planned() -> None:
    assert planned(units(40, 120, 40), PAGE) is None


def test_an_opening_takes_the_room_that_is_left_before_the_white_does() -> None:
    plan = planned(units(40, 40, 80), PAGE._replace(cover=(-20, 30)))
    assert plan
    assert (plan.pages[0].cover, plan.pages[0].white_between) == (10, 1)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("min-height: 30mm", Opening(20, 0)),
        ("min-height: 6mm", Opening(0, 4)),
        ("height: 40mm", Opening(18, 0)),
        ("height: 15mm", Opening(0, 0)),
        ("padding: 20mm", None),
    ],
)
def test_a_cover_grows_with_its_page_where_its_block_has_a_height(block: str, expected: Opening | None) -> None:
    body = f'<header class="unit"><div class="block" style="{block}"><p>Noten</p></div></header>'
    style = "<style>@page { size: 100mm 90mm } p { line-height: 10mm; margin: 0 }</style>"
    html = load_engine().HTML(string=f"<html><body>{style}{body}</body></html>")
    found = opening_of(html.render(), next(units_in(html.etree_element)))
    assert found == (expected and pytest.approx(expected, abs=0.01))


def test_a_box_that_goes_on_stays_with_what_it_belongs_to() -> None:
    box = '<div class="around"><section class="{}box framed"><h2 class="unit keep">Let op</h2></section></div>'
    before = '<section><h2 class="unit">Pillen</h2></section>'
    assert costs(90, 60, html=before + box.format("joined ")) == [100]
    assert costs(90, 60, html=before + box.format("")) == [0]


def test_a_point_with_parts_may_end_a_page_between_them_but_not_behind_its_title() -> None:
    parts = '<div class="unit keep">Eet dit:</div><ul class="rows"><li>a</li><li>b</li></ul>'
    html = f'<html><body><ul class="rows"><li class="parts">{parts}</li></ul></body></html>'
    found = list(units_in(ET.fromstring(html)))  # noqa: S314  # our own
    assert [each.elements[0].text for each in found] == ["Eet dit:", "a", "b"]
    assert [unit.kept for unit in costed(units(10, 10, 10, gap=0), found)] == [False, True, False]


@pytest.mark.parametrize(
    ("look", "name", "format_name"),
    [("botanic", "magnesium", "a4"), ("botanic", "after-your-massage", "a4"), ("clinic", "magnesium", "a4"),
     ("photo", "magnesium", "a4"), ("type", "magnesium", "a4"), ("type", "magnesium", "booklet"),
     ("photo", "magnesium", "large-print")],
)  # fmt: skip
def test_the_shipped_brochures_fill_their_pages_in_every_look(
    tmp_path: Path, look: str, name: str, format_name: str
) -> None:
    shutil.copytree(shipped_root() / "content", tmp_path / "content")
    practice = tmp_path / "content/practice.yaml"
    practice.write_text(practice.read_text(encoding="utf-8").replace("look: botanic", f"look: {look}"))
    shown = laid(*composed(tmp_path, name, format_name))
    *pages, last = white(shown.document)
    assert max(pages) <= MUCH
    assert last <= 0.35
    assert torn(shown.document) == []
    assert shown.layouts <= 5, "two to measure, one for each size of the type, and the first that is chosen fits"


@pytest.mark.parametrize("look", ["type", "clinic"])
def test_no_page_of_a_short_text_in_large_print_is_a_quarter_white(tmp_path: Path, look: str) -> None:
    shutil.copytree(shipped_root() / "content", tmp_path / "content")
    practice = tmp_path / "content/practice.yaml"
    practice.write_text(practice.read_text(encoding="utf-8").replace("look: botanic", f"look: {look}"))
    *pages, last = white(laid(*composed(tmp_path, "after-your-massage", "large-print")).document)
    assert max(pages) < 0.25
    assert last <= 0.35


def test_a_table_is_broken_between_rows_with_its_head_on_both_pages(practice: Path) -> None:
    rows = "".join(f"    - rij {number} | zoveel als er op een regel staat van {number}\n" for number in range(24))
    text = "Hier staat wat er aan de tabel voorafgaat. " * 12
    put(
        practice,
        "content/brochures/proef.yaml",
        f"title: T\nsections:\n- heading: H\n  text: {text}\n  table:\n    head: Wat | Hoeveel\n    rows:\n{rows}",
    )
    shown = laid(*composed(practice, "proef", "a4"))
    heads = [
        number
        for number, page in enumerate(shown.document.pages)
        if any(getattr(box, "text", "") == "Hoeveel" for box in page._page_box.descendants())
    ]
    assert heads == [0, 1]
    assert torn(shown.document) == []
    assert white(shown.document)[0] <= MUCH


def test_what_people_tell_goes_on_over_a_page_under_its_heads(practice: Path) -> None:
    told = "".join(
        f"  - {{title: Zij slapen dieper {number}, text: Er zijn weinig goede proeven.}}\n" for number in range(16)
    )
    text = "Hier staat wat er aan vooraf gaat. " * 12
    made = f"title: T\nsections:\n- heading: H\n  text: {text}\n  kind: experience\n  points:\n{told}"
    put(practice, "content/brochures/proef.yaml", made)
    shown = laid(*composed(practice, "proef", "large-print"))
    words = [
        " ".join(getattr(box, "text", "") for box in page._page_box.descendants()) for page in shown.document.pages
    ]
    told_on = [page for page, text in enumerate(words) if "slapen" in text]
    assert len(told_on) > 1
    assert [page for page, text in enumerate(words) if "Wat we weten" in text] == told_on
    assert torn(shown.document) == []


def test_a_box_that_goes_on_over_the_page_is_measured_as_it_is_framed_on_each() -> None:
    shown = laid(*composed(shipped_root(), "magnesium", "booklet"))
    assert torn(shown.document) == []
    assert shown.layouts <= 5, "two to measure, one for each size of the type, and the first that is chosen fits"


def test_the_last_word_on_a_list_stays_with_it(tmp_path: Path) -> None:
    shutil.copytree(shipped_root() / "content", tmp_path / "content")
    brochure = tmp_path / "content/brochures/magnesium.yaml"
    text, last = brochure.read_text(encoding="utf-8"), "  - {except: [trifold], text: Dat vertellen zij mij.}\n\n"
    brochure.write_text(text.replace('  - heading: "Olie en bad', f'{last}  - heading: "Olie en bad'), encoding="utf-8")
    document = laid(*composed(tmp_path, "magnesium", "booklet")).document
    pages = [
        " ".join(" ".join(getattr(box, "text", "") for box in page._page_box.descendants()).split())
        for page in document.pages
    ]
    assert [page.count("lastiger tot rust") for page in pages if "Dat vertellen zij mij." in page] == [1]


def test_type_of_another_size_is_not_tried_where_it_cannot_help(practice: Path) -> None:
    put(practice, "content/brochures/proef.yaml", "title: T\nsections:\n- heading: H\n  text: Een regel.\n")
    assert laid(*composed(practice, "proef", "a4")).layouts == 3


@pytest.mark.parametrize(("heights", "better"), [((64, 34), True), ((44, 44), False)])
def test_smaller_type_is_measured_only_where_it_would_be_better_by_arithmetic(
    heights: tuple[float, float], better: bool
) -> None:
    known = Measured(tuple(units(*heights)), ())
    plan = planned(known.units, PAGE)
    assert plan
    best = filling._Choice(plan, known, {})
    assert filling._promises(best, PAGE, known, -0.4) is better
