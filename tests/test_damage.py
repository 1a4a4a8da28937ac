"""A finished page that is damaged in one place, in each way that the battery knows: the proof finds every one.

`./run conformance damage` does 500 of these in all formats.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from conformance import damaged
from conformance.damage import KINDS


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> damaged.Sound:
    return damaged.sound("card", Path(tmp_path_factory.mktemp("card")))


def test_a_page_that_is_not_damaged_is_sound(card: damaged.Sound) -> None:
    assert damaged.found(card.pdf, card.composed) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_damage_to_a_letter_a_word_or_a_line_is_found(card: damaged.Sound, kind: str) -> None:
    chance = Random(kind)  # noqa: S311  # the same each time
    done = [card.changed(chance, kind) for _ in range(20)]
    tried = [each for each in done if each][:5]
    assert tried
    assert [said for said, pdf in tried if not damaged.found(pdf, card.composed)] == []
