"""What is damaged on a finished page is found, and what is only set otherwise passes.

`./run conformance damage` does the same with 500 of each, in all formats.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from conformance.damage import KINDS
from conformance.damaged import Sound, found, sound
from conformance.harmless import HARMLESS


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """Six panels with text, drawings and grounds of several colours."""
    folder: Path = tmp_path_factory.mktemp("damage")
    return sound("trifold", folder)


def changes(document: Sound, kind: str) -> list[tuple[str, bytes]]:
    """Four changes of a kind, the same each time."""
    chance = Random(kind)  # noqa: S311
    done = [each for _ in range(60) if (each := document.changed(chance, kind))]
    assert len(done) >= 4
    return done[:4]


def test_a_document_that_is_not_damaged_is_sound(document: Sound) -> None:
    assert found(document.pdf, document.composed) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_part_of_a_line_that_is_damaged_is_found(document: Sound, kind: str) -> None:
    assert [said for said, pdf in changes(document, kind) if not found(pdf, document.composed)] == []


@pytest.mark.parametrize(
    "way", [Sound.swapped_lines, Sound.empty_page, Sound.lost_page, Sound.swapped_pages], ids=lambda way: way.__name__
)
def test_lines_and_pages_that_are_damaged_are_found(
    document: Sound, way: Callable[[Sound, Random], tuple[str, bytes] | None]
) -> None:
    chance = Random(1)  # noqa: S311  # the same each time
    done = [each for _ in range(5) if (each := way(document, chance))]
    assert done
    assert [said for said, pdf in done if not found(pdf, document.composed)] == []


@pytest.mark.parametrize("kind", HARMLESS)
def test_a_part_of_a_line_that_is_set_otherwise_and_as_well_to_read_passes(document: Sound, kind: str) -> None:
    refused = {said: rules for said, pdf in changes(document, kind) if (rules := found(pdf, document.composed))}
    assert refused == {}


def test_the_same_number_makes_the_same_damage(document: Sound) -> None:
    assert document.damaged(7) == document.damaged(7)
    assert document.harmless(7) == document.harmless(7)
    assert len({document.damaged(number)[0] for number in range(20)}) > 15
