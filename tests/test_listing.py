"""The list reads anew only what has changed, and keeps no name."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Command, put


@pytest.mark.usefixtures("clinic")
def test_a_list_parses_nothing_that_did_not_change(handouts: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from handouts import chains, loading

    assert handouts("build").code == 0
    first = handouts("list").out
    assert "2026-11-20, Sam" in first
    for module in (chains, loading):
        monkeypatch.setattr(module, "survey_yaml", None)
    assert handouts("list").out == first


NAMES = ["Sam", '"Sam"', "'Sa''m'", "Sam # zo heet hij", ">-\n    Sam\n    en Bo", "", "[x]", "Zoë", "J" * 60]


@pytest.mark.parametrize("name", NAMES)
def test_a_first_name_is_listed_the_same_each_time_and_kept_nowhere(handouts: Command, clinic: Path, name: str) -> None:
    put(clinic, "content/clients/2026-014.yaml", f"ref: 2026-014\nclient:\n  first_name: {name}\ndate: 2026-11-20\n")
    (clinic / "output/.state").mkdir(parents=True)
    first = handouts("list")
    assert first.out == handouts("list").out
    assert b"Sam" not in (clinic / "output/.state/cache.db").read_bytes()
