"""What the proof takes for seen, cut, on top of each other and foreign, with each threshold on both of its sides."""

from __future__ import annotations

import pytest

from handouts.content.model.brand import PAIRS, PALETTES
from handouts.content.model.formats import FORMATS
from handouts.page.pipeline import Composed
from handouts.problems import Mark
from handouts.proof import prove
from handouts.proof.pages import opened
from printed import page_of


def how(content: str, *, corner: float = 0) -> list[str]:
    """What the proof sees of each character of a page of 100 by 100 points."""
    with opened(page_of(content, corner=corner)) as (page,):
        return [page.shows(character) for character in page.running]


def problems(content: str, *, family: str = "Helvetica") -> list[str]:
    """The rules that a page with nothing in its tags breaks, where nothing was announced."""
    return found_on(page_of(content), family=family)


def found_on(page: bytes, *, family: str = "Helvetica") -> list[str]:
    """The same of a page that was made before."""
    pair = PAIRS["rust"]._replace(body=PAIRS["rust"].body._replace(family=family))
    composed = Composed("", (), (), PALETTES["linde"], pair, {}, "nl", "templates/proef.html", FORMATS["a4"])
    return [problem.rule for problem in prove(page, composed)]


@pytest.mark.parametrize(("height", "seen"), [(1, "cut"), (31, "cut"), (32, "seen"), (57, "seen")])
def test_a_letter_is_cut_when_less_than_some_half_of_its_height_is_seen(height: int, seen: str) -> None:
    """The H of 80 pt Helvetica is 57.4 pt high."""
    assert how(f"q 0 20 100 {height} re W n BT /F1 80 Tf 20 20 Td (H) Tj ET Q") == [seen]


@pytest.mark.parametrize(("width", "seen"), [(1, "cut"), (24, "cut"), (26, "seen"), (45, "seen")])
def test_a_letter_is_cut_when_less_than_some_half_of_its_width_is_seen(width: int, seen: str) -> None:
    """The H of 80 pt Helvetica is 45.5 pt wide, and begins 6.2 pt behind where it is set."""
    assert how(f"q 26.2 0 {width} 100 re W n BT /F1 80 Tf 20 20 Td (H) Tj ET Q") == [seen]


@pytest.mark.parametrize(("across", "seen"), [(-1.2, "seen"), (-1.4, "off"), (93.9, "seen"), (94.2, "off")])
def test_a_letter_may_lie_half_a_point_over_the_edge_of_its_page(across: float, seen: str) -> None:
    """The H of 10 pt Helvetica begins 0.77 pt behind where it is set, and ends at 6.46 pt."""
    assert how(f"BT /F1 10 Tf {across} 20 Td (H) Tj ET") == [seen]
    assert how(f"BT /F1 10 Tf 0 1 -1 0 20 {across} Tm (H) Tj ET") == [seen]


@pytest.mark.parametrize(("grey", "seen"), [(0.93, "unseen"), (0.8, "unseen"), (0.75, "seen"), (0.0, "seen")])
def test_letters_of_nearly_the_colour_of_their_ground_are_unseen(grey: float, seen: str) -> None:
    """The contrast ratio of the third is 1.9, that of the second 1.6."""
    assert how(f"{grey} g BT /F1 20 Tf 20 20 Td (HEM) Tj ET") == [seen] * 3


@pytest.mark.parametrize(("grey", "seen"), [(0.93, "unseen"), (0.88, "seen")])
def test_the_first_look_passes_over_what_is_nearly_as_pale_as_paper(grey: float, seen: str) -> None:
    with opened(page_of(f"{grey} g BT /F1 20 Tf 20 20 Td (H) Tj ET")) as (page,):
        (letter,) = page.running
        assert page.look.coarsely_shows(letter.box) == seen


@pytest.mark.parametrize(
    ("size", "clip", "seen"),
    [
        (20, "0 20 100 7", "cut"),
        (20, "0 20 100 9", "seen"),
        (20, "0 0 24 100", "cut"),
        (20, "0 0 31 100", "seen"),
        (5, "0 20 100 2", "seen"),
        (5, "0 0 21 100", "seen"),
    ],
)
def test_the_first_look_measures_letters_of_four_dots_and_more(size: int, clip: str, seen: str) -> None:
    """The H of 20 pt Helvetica is 14.4 pt high and 11.4 pt wide, that of 5 pt type 3.6 and 2.8 pt."""
    with opened(page_of(f"q {clip} re W n BT /F1 {size} Tf 20 20 Td (H) Tj ET Q")) as (page,):
        (letter,) = page.running
        assert page.look.coarsely_shows(letter.box) == seen


PHOTOGRAPH = "q 100 0 0 100 0 0 cm BI /W 2 /H 2 /BPC 8 /CS /G ID {} EI Q "
STOP = "{} g BT /F1 20 Tf 20 20 Td (H.) Tj ET"


@pytest.mark.parametrize(
    ("ground", "colour", "seen"),
    [
        ("    ", "0.1", ["unseen", "unseen"]),
        ("    ", "1", ["seen", "seen"]),
        ("zzzz", "0", ["seen", "seen"]),
        ("    ", "0.3", ["seen", "seen"]),
    ],
)
def test_a_full_stop_on_a_photograph_is_seen_where_it_differs_from_it(
    ground: str, colour: str, seen: list[str]
) -> None:
    """A space is a dot of a grey of 32 of 255, a z one of 122."""
    assert how(PHOTOGRAPH.format(ground) + STOP.format(colour)) == seen


def test_a_full_stop_that_alone_is_covered_is_not_taken_for_its_neighbour() -> None:
    assert how("BT /F1 20 Tf 20 20 Td (H.) Tj ET 1 g 35.5 19 3.6 4 re f") == ["seen", "unseen"]


def test_a_full_stop_that_is_nearly_transparent_is_not_taken_for_its_neighbour() -> None:
    content = "BT /F1 20 Tf 20 20 Td (H) Tj ET /faint gs BT /F1 20 Tf 31.1 20 Td (.) Tj ET"
    assert how(content) == ["seen", "unseen"]


HEM = "BT /F1 20 Tf 20 20 Td (HEM) Tj ET"


@pytest.mark.parametrize(
    ("content", "enough"),
    [
        (HEM, [True, True, True]),
        (f".9 g 0 0 100 100 re f 0 g {HEM}", [True, True, True]),
        (f".6 g {HEM}", [True, True, True]),
        (f".8 g {HEM}", [False, False, False]),
        (f".3 g 0 0 100 100 re f 0 g {HEM}", [True, True, True]),
        (f".2 g 0 0 100 100 re f 0 g {HEM}", [False, False, False]),
        (f"/half gs {HEM}", [False, False, False]),
        (f"1 Tr {HEM}", [False, False, False]),
        (f"{HEM} 1 0 0 rg 50 20 9 2 re f", [True, True, False]),
        (f".2 g 50 0 50 100 re f 0 g {HEM}", [True, True, False]),
        (f"q 0 0 49 100 re W n {HEM} Q", [True, True, False]),
        (f"q 0 0 100 100 re W n {HEM} Q", [True, True, True]),
    ],
)
def test_a_second_look_is_taken_at_what_is_not_plain(content: str, enough: list[bool]) -> None:
    """One opaque colour, no cover, no clip that cuts, and contrast with the ground; the M begins at 50.2 pt.

    Of black the contrast ratio with a grey of .3 is 2.5, with one of .2 it is 1.7 less a little.
    """
    with opened(page_of(content)) as (page,):
        assert [page.look.is_plain(character) for character in page.running] == enough


def test_text_in_a_form_is_looked_at_as_any_other() -> None:
    with opened(page_of("/Fm Do", form=HEM)) as (page,):
        assert [page.shows(character) for character in page.running] == ["seen"] * 3
    for content, form in ("/Fm Do", f"1 g {HEM}"), ("/faint gs /Fm Do", HEM):
        with opened(page_of(content, form=form)) as (page,):
            assert [page.shows(character) for character in page.running] == ["unseen"] * 3


@pytest.mark.parametrize(("width", "seen"), [(2.2, "cut"), (2.9, "seen")])
def test_the_second_look_measures_parts_of_a_point(width: float, seen: str) -> None:
    """The H of 8 pt Helvetica is 4.6 pt wide, and begins 0.6 pt behind where it is set."""
    assert how(f"q 20.6 0 {width} 100 re W n BT /F1 8 Tf 20 20 Td (H) Tj ET Q") == [seen]


def test_a_full_stop_below_the_arm_of_a_letter_is_seen() -> None:
    """All of it lies in the box of the T, so the ink in its own box is taken for its own."""
    content = "/half gs BT /F1 20 Tf 20 20 Td (T) Tj ET BT /F1 20 Tf 26.5 20 Td (.) Tj ET"
    assert how(content) == ["seen", "seen"]


@pytest.mark.parametrize("colour", ["/half gs", ".46 g"])
def test_the_smallest_full_stops_are_seen_wherever_they_lie_on_a_dot(colour: str) -> None:
    """The full stop of 5 pt Helvetica is half a point wide."""
    places = [(4 + 9.1 * across, 4 + 9.1 * up) for across in range(10) for up in range(10)]
    stops = " ".join(f"BT /F1 5 Tf {left} {baseline} Td (.) Tj ET" for left, baseline in places)
    assert how(f"{colour} {stops}") == ["seen"] * 100


@pytest.mark.parametrize(("gap", "spaced"), [(0.9, False), (1.1, True)])
def test_letters_that_stand_a_tenth_of_their_size_apart_have_a_space_between_them(gap: float, spaced: bool) -> None:
    """The H of 10 pt Helvetica is set 7.22 pt wide; no space is in the text itself."""
    with opened(page_of(f"BT /F1 10 Tf 20 20 Td (H) Tj {7.22 + gap} 0 Td (E) Tj ET")) as (page,):
        assert [character.space_before for character in page.running] == [False, spaced]


def test_a_full_stop_is_too_small_to_be_cut() -> None:
    assert how("BT /F1 10 Tf 20 20 Td (.) Tj ET") == ["seen"]


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        ("BT /F1 5 Tf 20 20 Td (HEM) Tj ET", []),
        ("BT /F1 4.9 Tf 20 20 Td (HEM) Tj ET", ["tiny"]),
        ("BT /F1 10 Tf .45 0 0 .45 20 20 Tm (HEM) Tj ET", ["tiny"]),
        ("BT /F1 10 Tf .99 .015 -.015 .99 20 20 Tm (HEM) Tj ET", []),
        ("BT /F1 10 Tf .99 .03 -.03 .99 20 20 Tm (HEM) Tj ET", ["turned"]),
        ("BT /F1 10 Tf 0 1 -1 0 20 20 Tm (HEM) Tj ET", ["turned"]),
        ("BT /F1 10 Tf -1 0 0 1 60 20 Tm (HEM) Tj ET", ["turned"]),
        ("BT /F1 10 Tf 1 0 .3 1 20 20 Tm (HEM) Tj ET", []),
        ("BT /F1 10 Tf 1 0 .6 1 20 20 Tm (HEM) Tj ET", ["turned"]),
        ("BT /F1 10 Tf .6 0 0 1 20 20 Tm (HEM) Tj ET", []),
        ("BT /F1 10 Tf .4 0 0 1 20 20 Tm (HEM) Tj ET", ["turned"]),
    ],
)
def test_text_stands_upright_and_is_large_enough_to_read(content: str, rules: list[str]) -> None:
    assert list(dict.fromkeys(problems(content))) == rules


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("20 26 40 .8 re f", ["struck"]),
        ("20 18 40 .8 re f", []),
        ("20 20 40 .8 re f", []),
        ("20 33 40 .8 re f", []),
        ("1 0 0 RG 20 26 m 60 26 l S", ["struck"]),
        (".9 g 20 26 40 .8 re f", []),
        ("20 26 8 .8 re f", []),
        ("10 10 60 30 re S", []),
        (".85 g 10 10 80 40 re f", []),
    ],
)
def test_a_line_strikes_text_out_only_through_the_height_of_small_letters(line: str, rules: list[str]) -> None:
    """Before the text or behind it; an underline, a frame and a ground strike nothing out."""
    text = "0 g BT /F1 20 Tf 20 20 Td (hemd) Tj ET"
    assert problems(f"{line} {text}") == rules


@pytest.mark.parametrize(
    ("stroke", "rules"),
    [
        ("1 0 0 RG 1 w 15 15 m 80 40 l S", ["struck"]),
        ("1 0 0 RG 1 w 15 30 m 80 18 l S", ["struck"]),
        ("0 G 1 w 36 0 m 38 100 l S", []),  # over one letter
        (".85 g 10 10 m 90 45 l 90 48 l 10 13 l f", []),  # too pale to be in the way of a letter
        ("1 .6 .6 rg 10 0 m 90 80 l 90 40 l 10 -40 l f", []),  # too thick for a stroke: a ground
        ("0 G 1 w 19 10 60 26 re S", []),  # a frame that touches the letters
        ("q 1 0 0 RG 1 w 15 15 m 80 40 l S Q /Fm Do", ["struck"]),
    ],
)
def test_a_stroke_in_any_direction_strikes_out_the_letters_that_it_runs_over(stroke: str, rules: list[str]) -> None:
    text = "0 g BT /F1 20 Tf 20 20 Td (hemd) Tj ET"
    page = page_of(stroke, form=text) if "/Fm" in stroke else page_of(f"{stroke} {text}")
    assert found_on(page) == rules


def test_a_stroke_over_a_dash_is_one_over_the_figures_on_both_its_sides() -> None:
    assert problems("q 1 0 0 RG 1 w 20 22 m 75 34 l S Q 0 g BT /F1 20 Tf 20 20 Td (70-80) Tj ET") == ["struck"]
    assert problems("q 1 0 0 RG 1 w 20 22 m 41 27 l S Q 0 g BT /F1 20 Tf 20 20 Td (70-80) Tj ET") == []


def test_strokes_over_a_letter_of_each_of_three_lines_are_said_once() -> None:
    lines = " ".join(f"BT /F1 20 Tf 20 {baseline} Td (hemd) Tj ET" for baseline in (20, 45, 70))
    two = lines.rpartition("BT")[0]
    assert problems(f"q 0 G 1 w 36 0 m 38 100 l S Q {lines}") == ["struck"]
    assert problems(f"q 0 G 1 w 36 0 m 38 100 l S Q {two}") == []


def test_a_line_of_the_colour_of_the_ground_strikes_out_what_it_lies_over() -> None:
    text = "0 g BT /F1 20 Tf 20 20 Td (hemd) Tj ET"
    assert problems(f"{text} 1 g 20 25 44 1 re f") == ["struck"]
    assert problems(f"1 g 20 25 44 1 re f {text}") == []


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
    with opened(page_of("BT /F1 20 Tf 20 20 Td (H) Tj ET", corner=-10)) as (page,):
        (letter,) = page.running
        assert (int(letter.box.left), round(letter.setting.baseline)) == (31, 30)
        assert page.shows(letter) == "seen"


def test_the_problem_names_the_page_of_what_cannot_be_seen() -> None:
    composed = Composed("", (), (), PALETTES["linde"], PAIRS["rust"], {}, "nl", "templates/proef.html", FORMATS["a4"])
    unseen = [
        each
        for each in prove(page_of("1 g BT /F1 20 Tf 20 20 Td (HEM) Tj ET"), composed)
        if each.rule == "invisible-text"
    ]
    assert [each.mark for each in unseen] == [Mark("templates/proef.html")]
    assert "“HEM” in the margin of page 1" in unseen[0].message
