"""What looks as a superscript or subscript, by its shape or by smaller type off the line."""

from __future__ import annotations

import pytest

from handouts.proof.paper import Box, Character, Setting
from handouts.proof.raised import raised
from handouts.proof.stretches import Stretch

SIZE = 10.0


def sign(text: str, foot: float, height: float) -> Stretch:
    """One character of 10 pt type that begins so far above the baseline and is so high, in points."""
    stretch = Stretch(1, text, None)
    box = Box(50, 700 + foot, 55, 700 + foot + height)
    stretch.characters.append(Character(text, box, 0, False, Setting(700.0, SIZE, upright=True)))
    return stretch


def word(text: str, left: float, baseline: float, size: float, *, goes_on: bool = True) -> Stretch:
    stretch = Stretch(1, "tekst", None, goes_on=goes_on)
    setting = Setting(baseline, size, upright=True)
    for place, each in enumerate(text):
        x = left + place * size / 2
        box = Box(x, baseline, x + size / 2 - 0.5, baseline + 0.7 * size)
        stretch.characters.append(Character(each, box, 0, False, setting))
    return stretch


@pytest.mark.parametrize(
    ("text", "foot", "height", "found"),
    [
        ("2", 0, 6.1, False),
        ("2", 0, 5.1, False),  # an old-style figure
        ("3", -1.4, 6.7, False),  # another, below the line
        ("2", 3.2, 4.0, True),  # sups
        ("2", -1.2, 3.9, True),  # sinf
        ("2", 0, 4.4, True),  # the lower part of a fraction
        ("2", 0, 4.74, True),
        ("2", 0, 4.76, False),
        ("o", 0, 4.19, True),
        ("o", 0, 4.21, False),
        ("2", 1.49, 6, False),
        ("2", 1.51, 6, True),
        ("o", 0, 4.6, False),
        ("l", 0, 7.2, False),
        ("o", 3.3, 3.2, True),
        ("l", 2.1, 5.9, True),
        ("²", 3.2, 4.0, False),  # typed as such
        ("½", 0, 6.1, False),
        (",", -1, 2, False),
        ("*", 4, 3, False),
    ],
)
def test_a_letter_or_figure_that_is_drawn_small_or_off_its_line_is_found(
    text: str, foot: float, height: float, *, found: bool
) -> None:
    assert bool(list(raised([sign(text, foot, height)]))) is found


@pytest.mark.parametrize(
    ("small", "found"),
    [
        (word("2", 72, 704, 6), "2"),
        (word("mg", 72, 697, 6), "mg"),
        (word("2", 72, 704, 7.9), "2"),
        (word("2", 72, 704, 8), ""),  # of nearly the same size
        (word("2", 72, 701, 6), "2"),
        (word("2", 72, 700.9, 6), ""),
        (word("2", 72, 705.9, 6), "2"),
        (word("2", 72, 706, 6), ""),
        (word("2", 74.4, 704, 6), "2"),
        (word("2", 74.6, 704, 6), ""),
        (word("2", 68.6, 704, 6), "2"),
        (word("2", 68.4, 704, 6), ""),
        (word("2", 72, 700, 6), ""),  # on the line
        (word("2", 72, 686, 6), ""),  # on the next line
        (word("2", 90, 704, 6), ""),  # in the next column
        (word("dagen", 72, 704, 6, goes_on=False), ""),  # another text
    ],
)
def test_smaller_type_beside_a_word_and_off_its_line_is_found(small: Stretch, found: str) -> None:
    large = word("neem", 50, 700, 10)
    expected = [found] if found else []
    assert [signs for _, signs in raised([large, small])] == expected


@pytest.mark.parametrize("pages", [(1, 2), (2, 1), (1000, 1001)])
def test_what_begins_another_page_is_beside_nothing(pages: tuple[int, int]) -> None:
    large, small = word("neem", 50, 700, 10), word("2", 72, 704, 6)
    large.page, small.page = pages
    assert list(raised([large, small])) == []
    large.page, small.page = int("1000"), int("1000")
    assert len(list(raised([large, small]))) == 1


def test_smaller_type_before_a_word_is_found_too() -> None:
    assert [signs for _, signs in raised([word("2", 46, 704, 6), word("neem", 50, 700, 10)])] == ["2"]


def test_what_follows_a_large_initial_is_not_raised() -> None:
    text = word("eem", 66, 710, 10)
    assert list(raised([word("N", 50, 700, 30, goes_on=False), text])) == []
    assert list(raised([word("N", 55.5, 700, 20, goes_on=False), word("eem", 66, 708, 10)])) == []
    assert len(list(raised([word("N", 55.5, 700, 19.9, goes_on=False), word("eem", 66, 708, 10)]))) == 1
    assert len(list(raised([word("Na", 35, 700, 30, goes_on=False), text]))) == 1
    assert len(list(raised([word("N", 50, 700, 30), text]))) == 1
    assert len(list(raised([word("2", 50, 700, 30, goes_on=False), text]))) == 1
