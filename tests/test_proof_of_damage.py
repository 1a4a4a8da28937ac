"""What is damaged on a finished page is found. `./run conformance damage` does the same with 500 damages."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from conformance.damage import KINDS, parts_of
from conformance.damaged import Sound, found, sound


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """Six panels with text, drawings and grounds of several colours."""
    folder: Path = tmp_path_factory.mktemp("damage")
    return sound("trifold", folder)


@pytest.fixture(scope="module", params=["trifold", "card"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sound:
    return sound(request.param, tmp_path_factory.mktemp(request.param))


def chance(number: int) -> Random:
    return Random(number)  # noqa: S311  # the same each time


@pytest.mark.parametrize("kind", KINDS)
def test_a_part_of_a_line_that_is_damaged_is_found(either: Sound, kind: str) -> None:
    done = [each for number in range(5) if (each := either.changed(chance(number), kind))]
    assert done
    assert [what for what, pdf in done if not found(pdf, either.composed)] == []


def test_a_page_that_is_not_damaged_is_sound(either: Sound) -> None:
    assert found(either.pdf, either.composed) == set()


def test_lines_and_pages_that_are_damaged_are_found(document: Sound) -> None:
    ways = Sound.swapped_lines, Sound.empty_page, Sound.lost_page, Sound.swapped_pages
    done = [each for way in ways if (each := way(document, chance(1)))]
    assert len(done) == len(ways)
    assert [what for what, pdf in done if not found(pdf, document.composed)] == []


@pytest.mark.parametrize("unit", ["letter", "word", "margin"])
def test_what_is_set_in_pieces_and_looks_the_same_passes(document: Sound, unit: str) -> None:
    for place, page in enumerate(document.pages):
        for part in list(parts_of(page, unit))[::41]:
            pieces = page.stream.with_instead(part.line, part.around(part.line.set_as(part.glyphs)))
            assert found(document.written({place: pieces}), document.composed) == set()


def test_the_same_number_makes_the_same_damage(document: Sound) -> None:
    assert document.damaged(7) == document.damaged(7)
    assert len({document.damaged(number)[0] for number in range(20)}) > 15
