"""What the proof takes for seen, cut, on top of each other and foreign, with each threshold on both of its sides."""

from __future__ import annotations

import pytest

from handouts.handover import Composed
from handouts.model.brand import PAIRS, PALETTES
from handouts.problems import Mark
from handouts.proving import prove
from handouts.proving.paper import Box, Character, Ink, Page, Setting, pages_of
from printed import page_of

UPRIGHT = Setting(20, 20, upright=True)


def sign(box: Box, text: str = "x") -> Character:
    return Character(text, box, 0, space_before=False, setting=UPRIGHT)


def page_with_ink(*rows: str) -> Page:
    """A page of a point to the dot, of which `#` has ink."""
    pixels = b"".join(bytes(255 if dot == "#" else 0 for dot in row) for row in rows)
    ink = Ink(len(rows[0]), len(rows), pixels)
    return Page(1, len(rows[0]), len(rows), (), (), frozenset(), ink)


def problems(content: str, *, family: str = "Helvetica") -> list[str]:
    """The rules that a page with nothing in its tags breaks, where nothing was announced."""
    pair = PAIRS["rust"]._replace(body=PAIRS["rust"].body._replace(family=family))
    composed = Composed("", (), (), PALETTES["linde"], pair, {}, "nl", "templates/proef.html")
    return [problem.rule for problem in prove(page_of(content), composed)]


@pytest.mark.parametrize(("rows", "how"), [(0, "unseen"), (1, "cut"), (5, "cut"), (6, "seen"), (10, "seen")])
def test_a_letter_is_cut_when_less_than_some_half_of_its_height_is_seen(rows: int, how: str) -> None:
    page = page_with_ink(*["..########.."] * rows, *["............"] * (12 - rows))
    assert page.shows(sign(Box(2, 2, 10, 12))) == how


@pytest.mark.parametrize(("columns", "how"), [(1, "cut"), (5, "cut"), (6, "seen"), (10, "seen")])
def test_a_letter_is_cut_when_less_than_some_half_of_its_width_is_seen(columns: int, how: str) -> None:
    page = page_with_ink(*["." + "#" * columns + "." * (11 - columns)] * 12)
    assert page.shows(sign(Box(1, 2, 11, 10))) == how


def test_a_full_stop_is_too_small_to_be_cut() -> None:
    page = page_with_ink(*["......"] * 3, "...#..", *["......"] * 2)
    assert page.shows(sign(Box(2, 1, 5, 4))) == "seen"


@pytest.mark.parametrize(
    ("box", "how"),
    [(Box(-0.4, 2, 8, 8), "seen"), (Box(-0.6, 2, 8, 8), "off"), (Box(2, -0.6, 8, 8), "off"),
     (Box(2, 2, 10.6, 8), "off"), (Box(2, 2, 8, 10.6), "off"), (Box(2, 2, 8, 10.4), "seen")],
)  # fmt: skip
def test_a_letter_may_lie_half_a_point_over_the_edge_of_its_page(box: Box, how: str) -> None:
    assert page_with_ink(*["##########"] * 10).shows(sign(box)) == how


@pytest.mark.parametrize(("grey", "how"), [(0.93, "unseen"), (0.88, "seen"), (0.0, "seen")])
def test_letters_of_nearly_the_colour_of_their_ground_are_unseen(grey: float, how: str) -> None:
    (page,) = pages_of(page_of(f"{grey} g BT /F1 20 Tf 20 20 Td (HEM) Tj ET"))
    assert [page.shows(character) for character in page.running] == [how] * 3


@pytest.mark.parametrize(
    ("up", "rules"), [(15, []), (12, []), (11.6, []), (10, ["overprinted"]), (9, ["overprinted"]), (2, ["overprinted"])]
)
def test_lines_may_touch_and_not_lie_on_each_other(up: float, rules: list[str]) -> None:
    """Capitals of 20 pt Helvetica are 14.4 pt high; a quarter of that is 3.6 pt."""
    assert problems(f"BT /F1 20 Tf 20 20 Td (HEM) Tj 0 {up} Td (NIET) Tj ET") == rules


def test_a_sign_may_reach_below_its_neighbour_on_one_line_and_not_cover_half_of_it() -> None:
    """The hyphen of 20 pt Helvetica is 4.9 pt wide; the letter that follows is set back so far."""
    for back, rules in (-4, []), (-5, ["overprinted"]):
        content = f"/P <</MCID 0>> BDC BT /F1 20 Tf 20 20 Td (H-) Tj ET EMC BT /F1 20 Tf {41 + back} 20 Td (H) Tj ET"
        assert problems(content) == rules


def test_a_typeface_that_is_not_of_the_pair_is_named() -> None:
    assert problems("BT /F1 20 Tf 20 20 Td (HEM) Tj ET", family="Anders") == ["foreign-font"]


def test_the_typefaces_of_the_pair_are_not_foreign() -> None:
    assert problems("BT /F1 20 Tf 20 20 Td (HEM) Tj ET", family="Helvetica") == []


def test_where_each_letter_stands_is_read_from_the_corner_of_its_picture() -> None:
    (page,) = pages_of(page_of("BT /F1 20 Tf 20 20 Td (H) Tj ET", corner=-10))
    (letter,) = page.running
    assert (int(letter.box.left), round(letter.setting.baseline)) == (31, 30)


def test_the_problem_names_the_page_of_what_cannot_be_seen() -> None:
    composed = Composed("", (), (), PALETTES["linde"], PAIRS["rust"], {}, "nl", "templates/proef.html")
    unseen = [
        each for each in prove(page_of("1 g BT /F1 20 Tf 20 20 Td (HEM) Tj ET"), composed) if each.rule == "no-ink"
    ]
    assert [each.mark for each in unseen] == [Mark("templates/proef.html")]
    assert "“HEM” in the margin of page 1" in unseen[0].message
