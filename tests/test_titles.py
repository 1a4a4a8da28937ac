"""A title is as large as its longest word and three lines allow, in the typeface that it is printed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.content.looks import load_look
from handouts.content.model.brand import Brand, Pair
from handouts.content.model.formats import FORMATS, TitlePlace
from handouts.content.model.looks import Design, designed
from handouts.files.folder import Folder
from handouts.page.composing.titles import TitleSize, title_size

PLACE = TitlePlace(width=79, wide=152, most=45, least=28)
LONG_WORD = "Arbeidsongeschiktheidsverzekering"
SENTENCE = "Slaap en herstel na een lange periode van spanning en drukte"


@pytest.fixture
def design(tmp_path: Path) -> Design:
    look = load_look(Folder(tmp_path).open_reader(), "botanic")
    assert look is not None
    return designed("botanic", look, Brand())


@pytest.fixture
def pair(design: Design) -> Pair:
    return design.pair


@pytest.mark.parametrize(
    ("title", "points", "wide"),
    [("Rust", 45, False), ("Magnesium", 42, False), (SENTENCE, 36, True), (LONG_WORD, 26.5, True)],
)
def test_a_title_is_as_large_as_fits_beside_the_drawing_else_it_takes_the_width(
    title: str, points: float, wide: bool, pair: Pair
) -> None:
    assert title_size(title, pair, PLACE, -0.012) == TitleSize(points, wide)


def test_a_wider_place_a_tighter_tracking_or_fewer_words_never_make_it_smaller(pair: Pair) -> None:
    beside = PLACE._replace(wide=0.0)
    sizes = [title_size("Magnesiumtekort herkennen", pair, beside._replace(width=width), 0).points
             for width in (60.0, 80.0, 100.0, 120.0)]  # fmt: skip
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]
    assert title_size("Magnesium", pair, beside, -0.03).points > title_size("Magnesium", pair, beside, 0).points


def test_a_word_may_be_broken_at_its_hyphen(pair: Pair) -> None:
    narrow = TitlePlace(width=79, most=45, least=10)
    assert title_size("Burn-outherstelbegeleiding", pair, narrow, 0).points > (
        title_size("Burnxoutherstelbegeleiding", pair, narrow, 0).points
    )


@pytest.mark.parametrize("name", ["botanic", "photo", "type", "clinic"])
def test_every_look_has_a_size_for_every_title_place(name: str, tmp_path: Path) -> None:
    look = load_look(Folder(tmp_path).open_reader(), name)
    assert look is not None
    made = designed(name, look, Brand())
    for shape, personal in [
        *((each, False) for each in FORMATS.values()),
        *((each, True) for each in FORMATS.values()),
    ]:
        place = look.place_of(shape, personal=personal and shape.personal is not None)
        for title in ("Rust", SENTENCE, LONG_WORD):
            assert 0.8 * place.least <= title_size(title, made.pair, place, look.tracking).points <= place.most
