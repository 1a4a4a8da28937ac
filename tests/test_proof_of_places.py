"""Lines of made-up type: which stand out of order, off their line, or on top of each other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from handouts.page.pipeline import ExpectedText
from handouts.proof.alignment import Printed, align
from handouts.proof.ordering import out_of_order
from handouts.proof.paper import Box, Cell, Character, Setting
from handouts.proof.stretches import among, on_top_of_each_other, running_stretches, shifted, stretches_of
from handouts.proof.striking import lines_in
from printed import line

Pairs = list[tuple[str, str]]


def pairs(printed: list[Printed], *announced: str) -> dict[str, Pairs]:
    """The words of the stretches that each judgement names."""
    aligned = align(tuple(ExpectedText(text, None) for text in announced), printed)
    assert not aligned.missing
    stretches = stretches_of(aligned.placed)
    judgements = {"order": out_of_order, "shifted": shifted, "on top": on_top_of_each_other}
    return {
        name: found
        for name, judge in judgements.items()
        if (found := [(one.words, other.words) for one, other in judge(stretches)])
    }


def placed(text: str, left: float, baseline: float, run: int, *, page: int = 1) -> list[Printed]:
    return line(text, baseline, left=left, run=run, page=page)


@pytest.mark.parametrize(
    ("left", "baseline", "found"),
    [
        (50, 686, {}),  # the next line
        (200, 706.9, {}),  # the next column
        (200, 707.1, {"order": [("rust", "slaap")]}),  # which begins above all of this one
        (50, 714, {"order": [("rust", "slaap")]}),
        (10, 700, {"order": [("rust", "slaap")]}),
        (10, 695, {}),  # the small letters of the next line are 5 pt high
        (10, 695.1, {"order": [("rust", "slaap")]}),
        (67, 705, {}),  # an italic may reach 2 pt over the end of the line before it
        (66.9, 705, {"order": [("rust", "slaap")]}),
    ],
)
def test_a_text_stands_below_or_to_the_right_of_the_one_before(
    left: float, baseline: float, found: dict[str, Pairs]
) -> None:
    assert pairs([*placed("rust", 50, 700, 0), *placed("slaap", left, baseline, 1)], "rust", "slaap") == found


Pieces = list[tuple[str, float, float]]


def order_of(pieces: Pieces, cells: Sequence[Cell] = ()) -> Pairs:
    """What stands out of order of the pieces of one text, or of texts that each are in a cell, read as they come."""
    printed: list[Printed] = []
    for number, (text, left, baseline) in enumerate(pieces):
        cell = cells[number] if cells else None
        printed += [(page, each._replace(cell=cell)) for page, each in placed(text, left, baseline, number)]
    texts = [text for text, _, _ in pieces]
    return pairs(printed, *(texts if cells else [" ".join(texts)])).get("order", [])


@pytest.mark.parametrize(
    "pieces",
    [
        [("rust", 50, 700), ("en", 75, 700), ("slaap", 50, 686), ("goed", 80, 686)],
        [("rust en", 50, 700), ("slaap", 50, 686), ("drink", 100, 700), ("water", 100, 686)],  # two columns
        [("kop", 50, 714), ("rust", 50, 700), ("slaap", 90, 700), ("en", 50, 686), ("goed", 90, 686)],  # rows
        [("rust en", 50, 700), ("slaap", 50, 686), ("drink", 100, 693), ("water", 100, 679)],  # a lower column
        [("1", 50, 690), ("rust", 62, 693), ("slaap", 62, 679)],  # a number of two lines high
    ],
)
def test_lines_columns_and_rows_are_read_as_they_stand(pieces: Pieces) -> None:
    assert order_of(pieces) == []


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        # The end of a line and the beginning of the next, also where that was all of it.
        ([("rust", 50, 700), ("en", 50, 686), ("dan", 73, 700), ("slaap", 75, 686)], [("en", "dan")]),
        ([("rust", 50, 700), ("en", 50, 686), ("dan", 73, 700)], [("en", "dan")]),
        ([("met", 50, 700), ("vit-", 50, 686), ("amine", 68, 700)], [("vit-", "amine")]),
        # The end of a centred line and the beginning of a line far below.
        (
            [("rust en", 50, 700), ("wervel-", 40, 630), ("kolom", 80, 686), ("water", 40, 644), ("op", 100, 700),
             ("mens", 80, 630)],
            [("wervel-", "kolom"), ("water", "op")],
        ),
        # Two centred lines, of which the first is the shorter one.
        ([("ijzer:", 50, 686), ("nek en zenuw", 90, 700)], [("ijzer:", "nek en zenuw")]),
        ([("slaap", 50, 672), ("en", 75, 700), ("rust", 100, 658)], [("slaap", "en")]),
        ([("rust", 50, 686), ("en", 50, 672), ("op", 90, 700)], [("en", "op")]),
        ([("en", 50, 672), ("rust", 50, 658), ("slaap", 90, 700), ("goed", 75, 686)], [("rust", "slaap")]),
        ([("rust", 50, 686), ("goed", 75, 686), ("en", 50, 672), ("slaap", 100, 694)], [("en", "slaap")]),
        ([("slaap", 50, 700), ("en", 50, 686), ("op", 100, 695), ("of", 75, 672)], [("en", "op")]),
        # Higher by six tenths of the type size, which is no raised sign any more.
        ([("rust", 50, 694), ("en", 75, 700), ("slaap", 50, 686), ("op", 82, 694)], [("rust", "en"), ("slaap", "op")]),
        # The last line of a column and the first of the next.
        (
            [("rust", 50, 700), ("en", 50, 686), ("eet", 100, 700), ("slaap", 50, 672), ("goed", 100, 686)],
            [("en", "eet"), ("slaap", "goed")],
        ),
    ],
)  # fmt: skip
def test_pieces_in_each_others_place_are_found_where_the_eye_has_to_go_up(pieces: Pieces, found: Pairs) -> None:
    assert order_of(pieces) == found


def test_a_text_that_has_a_line_as_wide_as_two_columns_is_set_in_one() -> None:
    pieces: Pieces = [("een wijde regel", 50, 714), ("rust", 50, 700), ("slaap", 50, 686), ("en", 110, 700)]
    assert order_of(pieces) == [("slaap", "en")]
    assert order_of(pieces[1:]) == []


@pytest.mark.parametrize(("white", "found"), [(6.1, []), (5.9, [("slaap", "water")])])
def test_a_column_has_more_white_beside_it_than_a_space(white: float, found: Pairs) -> None:
    """The type is of 10 pt, and five letters end 24 pt behind where they begin."""
    assert order_of([("druif", 50, 700), ("slaap", 50, 686), ("water", 74 + white, 700)]) == found


def test_cells_of_a_table_may_stand_nearer_to_each_other_than_columns() -> None:
    pieces: Pieces = [("slaap", 50, 686), ("water", 77, 700)]
    assert order_of(pieces, [Cell(1, 1, 1), Cell(1, 1, 2)]) == []
    assert order_of([("slaap", 50, 686), ("water", 72.1, 700)], [Cell(1, 1, 1), Cell(1, 1, 2)]) == []
    assert order_of(pieces, [Cell(1, 1, 1), Cell(1, 1, 1)]) == [("slaap", "water")]
    assert order_of(pieces) == [("slaap", "water")]


def test_the_cells_of_a_table_are_all_side_by_side_or_all_below_each_other() -> None:
    cells = [Cell(1, row, number) for row, number in ((1, 1), (1, 2), (2, 3), (2, 4), (3, 5), (3, 6))]
    rows: Pieces = [("huid", 50, 700), ("rust", 90, 700), ("rug", 50, 686), ("thee", 90, 686)]
    assert order_of([*rows, ("nek", 50, 672), ("slaap", 90, 672)], cells) == []
    touching: Pieces = [("huid", 50, 700), ("rust", 67, 700), *rows[2:]]
    assert order_of([*touching[:2], *((text, left, 686) for text, left, _ in rows[2:])], cells) == []
    stacked: Pieces = [(text, 50, 700 - 14 * number) for number, (text, _, _) in enumerate(rows)]
    assert order_of(stacked, cells) == []
    swapped: Pieces = [("huid", 50, 700), ("rust", 50, 686), ("rug", 90, 700), ("thee", 90, 686)]
    assert order_of([*swapped, ("nek", 50, 672), ("slaap", 90, 672)], cells) == [("huid", "rust"), ("rug", "thee")]


def test_the_order_begins_anew_on_another_page() -> None:
    assert pairs([*placed("rust", 50, 300, 0), *placed("slaap", 50, 700, 1, page=2)], "rust", "slaap") == {}


@pytest.mark.parametrize(
    ("left", "baseline", "found"),
    [
        (75, 705.9, {}),  # as high as a raised sign
        (75, 706, {"shifted": [("rust", "slaap")]}),
        (67, 694, {"shifted": [("rust", "slaap")]}),  # an italic may reach 2 pt over the end of the word before it
        (75, 693.9, {"shifted": [("rust", "slaap")]}),
        (75, 694.1, {}),
        (78.9, 690, {"shifted": [("rust", "slaap")]}),
        (200, 690, {}),
        (79, 690, {}),  # more than the type size behind it: another column
        (50, 686, {}),  # the next line
    ],
)
def test_the_words_of_a_text_keep_to_their_line(left: float, baseline: float, found: dict[str, Pairs]) -> None:
    """Four letters of 10 pt type end 19 pt behind where they begin."""
    assert pairs([*placed("rust", 50, 700, 0), *placed("slaap", left, baseline, 1)], "rust slaap") == found


def test_a_line_may_begin_behind_the_end_of_a_very_short_one() -> None:
    assert pairs([*placed("a)", 50, 700, 0), *placed("slaap", 62, 686, 1)], "a) slaap") == {}
    assert pairs([*placed("10)", 50, 700, 0), *placed("slaap", 66, 686, 1)], "10) slaap") == {}
    assert pairs([*placed("rust", 5, 700, 0), *placed("slaap", 30, 686, 1)], "rust slaap")["shifted"]
    assert pairs([*placed("a)", 50, 700, 0), *placed("slaap", 62, 714, 1)], "a) slaap")["shifted"]


def test_words_off_their_line_are_found_after_other_texts_that_are_on_theirs() -> None:
    printed = [
        *placed("kop", 50, 730, 0, page=1), *placed("huid", 50, 730, 1, page=int("1000")),
        *placed("en", 75, 730, 2, page=int("1000")), *placed("rust", 50, 700, 3, page=int("1000")),
        *placed("slaap", 75, 707, 4, page=int("1000")),
    ]  # fmt: skip
    assert pairs(printed, "kop", "huid en", "rust slaap")["shifted"] == [("rust", "slaap")]


def test_the_words_of_a_text_that_goes_on_on_the_next_page_may_be_anywhere() -> None:
    assert pairs([*placed("rust", 50, 700, 0), *placed("slaap", 75, 708, 1, page=2)], "rust slaap") == {}


@pytest.mark.parametrize(
    ("left", "baseline", "found"),
    [
        (50, 650, True),  # between two lines
        (50, 720, False),
        (50, 580, False),
        (50, 696.5, True),  # with the middle of its letters at the foot of the line above it
        (50, 603.5, True),  # and at the top of the one below it
        (68.9, 650, True),
        (69, 650, False),  # beside both
        (31.1, 650, True),
        (31, 650, False),
        (78.9, 700, True),  # on one line, as near as a word is
        (79, 700, False),
        (200, 700, False),
        (10, 650, False),
        (21.1, 700, True),
        (21, 700, False),
        (75, 703.4, True),
        (75, 703.5, False),  # above the middle of the line
        (75, 696.6, True),
        (75, 696.5, False),
    ],
)
def test_a_header_or_footer_is_among_the_text_between_its_lines_or_beside_one(
    left: float, baseline: float, found: bool
) -> None:
    """Lines of 19 and 24 pt wide and 7 pt high begin at 50 pt, with their feet at 700 and at 600 pt."""
    printed = [*placed("rust", 50, 700, 0), *placed("slaap", 50, 600, 1)]
    read = stretches_of(align((ExpectedText("rust", None), ExpectedText("slaap", None)), printed).placed)
    for page in (1, 2):
        running = running_stretches(page, [each for _, each in placed("voet", left, baseline, 2)])
        assert [each.text for each in among(running, read)] == ["voet"] * (found and page == 1)


def test_each_piece_of_a_header_is_a_stretch_of_its_own() -> None:
    printed = [*placed("voet of", 50, 20, 0), *placed("noot", 150, 20, 1)]
    assert [each.text for each in running_stretches(3, [each for _, each in printed])] == ["voet of", "noot"]


def test_another_text_may_stand_lower_beside_the_one_before() -> None:
    assert pairs([*placed("rust", 50, 700, 0), *placed("slaap", 75, 690, 1)], "rust", "slaap") == {}


@pytest.mark.parametrize(("down", "names"), [(7, []), (5.3, []), (5.2, ["on top"]), (0.5, ["on top"])])
def test_lines_on_each_other_share_more_than_a_quarter_of_a_letter(down: float, names: list[str]) -> None:
    """The letters are 7 pt high, so a quarter of one is 1.75 pt."""
    printed = [*placed("rust", 50, 700, 0), *placed("rust", 50, 700 - down, 1)]
    assert [name for name in pairs(printed, "rust", "rust") if name == "on top"] == names


def sign(text: str, left: float, width: float, height: float, run: int) -> Printed:
    box = Box(left, 700, left + width, 700 + height)
    return 1, Character(text, box, run, space_before=False, setting=Setting(700, 10, upright=True))


def test_a_low_sign_of_another_text_may_not_stand_where_a_letter_stands() -> None:
    """The comma shares a fifth of its height with nothing else on its line."""
    comma, between, letter = sign(",", 50, 2, 10, 0), sign("x", 90, 4, 7, 1), sign("t", 49, 3, 1, 2)
    assert pairs([comma, between, letter], ",", "x", "t")["on top"] == [(",", "t")]


@pytest.mark.parametrize(
    ("left", "width", "found"),
    [
        (51.9, 4, True), (52, 4, False), (52.1, 4, False), (48.1, 4, True), (47.9, 4, False),
        (53.1, 2, False), (52.9, 2, True), (44.1, 8, True), (43.9, 8, False),
    ],
)  # fmt: skip
def test_letters_on_one_line_share_half_of_the_narrower_one_at_most(left: float, width: float, found: bool) -> None:
    one, between, other = sign("a", 50, 4, 7, 0), sign("x", 90, 4, 7, 1), sign("b", left, width, 7, 2)
    assert ("on top" in pairs([one, between, other], "a", "x", "b")) is found
    assert ("on top" in pairs([other, between, one], "b", "x", "a")) is found


def test_a_low_sign_may_touch_the_one_that_follows_it_and_no_other() -> None:
    setting = Setting(700, 10, upright=True)
    low = 1, Character(",", Box(50, 700, 54, 702), 1, space_before=False, setting=setting)
    high = 1, Character("f", Box(50, 701.5, 54, 708), 2, space_before=False, setting=setting)
    far = sign("x", 90, 4, 7, 0)
    assert "on top" not in pairs([far, low, high], "x", ",", "f")
    assert pairs([low, far, high], ",", "x", "f")["on top"] == [(",", "f")]


@pytest.mark.parametrize(("width", "height", "found"), [(0.4, 0.4, False), (0.5, 0.5, False), (0.6, 0.7, True)])
def test_of_two_dots_of_two_lines_less_than_a_quarter_of_a_point_may_be_shared(
    width: float, height: float, found: bool
) -> None:
    box = Box(50, 700, 50 + width, 700 + height)
    dots = [
        (1, Character(".", box, run, space_before=False, setting=Setting(baseline, 10, upright=True)))
        for run, baseline in ((0, 700.0), (1, 696.0))
    ]
    assert ("on top" in pairs(dots, ".", ".")) is found


def test_signs_that_follow_each_other_may_share_half_of_one() -> None:
    for left, names in (51.1, []), (50.9, ["on top"]):
        printed = [sign("-", 50, 2, 7, 0), sign("j", left, 4, 7, 1)]
        assert [name for name in pairs(printed, "-", "j") if name == "on top"] == names


def test_a_slanted_letter_may_reach_over_the_hyphen_that_it_follows() -> None:
    """It shares more than half of its width with the hyphen, and a fifth of the hyphen's area."""
    setting = Setting(700, 10, upright=True)
    hyphen = 1, Character("-", Box(50, 703, 54, 704), 0, space_before=False, setting=setting)
    letter = 1, Character("f", Box(52.1, 703.6, 55.2, 711), 1, space_before=False, setting=setting)
    assert pairs([hyphen, letter], "-", "f") == {}


@pytest.mark.parametrize(
    ("tones", "rows"),
    [
        ([255, 255, 255, 0, 255, 255, 255], {3}),
        ([255, 255, 255, 234, 255, 255, 255], set()),  # a contrast ratio of 1.28
        ([255, 255, 255, 232, 255, 255, 255], {3}),  # and of 1.32
        ([0, 0, 0, 60, 0, 0, 0], {3}),
        ([255, 255, 255, 0, 0, 0, 0], set()),  # the edge of a ground
        ([255, 0, 255, 255, 255, 255, 255], set()),  # too near the edge of what is looked at
        ([250, 240, 230, 220, 210, 200, 190], set()),  # a gradient
    ],
)
def test_a_line_differs_in_the_same_way_from_both_its_sides(tones: list[int], rows: set[int]) -> None:
    assert lines_in(tones, 2) == rows


def test_an_accent_that_another_typeface_lends_goes_with_its_letter() -> None:
    (page, letter), *rest = line("q rust", run=0)
    setting = Setting(letter.setting.baseline, 11, upright=True)
    box = Box(letter.box.left - 3, letter.box.top - 1, letter.box.left + 2, letter.box.top + 2)
    accents = [(page, Character(sign, box, 1, space_before=False, setting=setting)) for sign in "\u0302\u0301"]
    assert pairs([(page, letter), *accents, *rest], "q\u0302\u0301 rust") == {}


@pytest.mark.parametrize(("left", "found"), [(50.3, True), (50.7, False)])
def test_a_letter_may_not_stand_on_the_stem_of_the_one_before(left: float, found: bool) -> None:
    """A p that is on an l shares less than half of its area: neither ends where the other does."""
    setting = Setting(700, 10, upright=True)
    stem = 1, Character("l", Box(50, 700, 51, 707), 0, space_before=False, setting=setting)
    letter = 1, Character("p", Box(left, 698, left + 4, 705), 1, space_before=False, setting=setting)
    assert ("on top" in pairs([stem, letter], "l", "p")) is found
