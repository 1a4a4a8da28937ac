"""The list reads anew only what has changed, and keeps no name."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from conftest import Command, put
from handouts.cli import cli


@pytest.mark.usefixtures("clinic")
def test_a_list_parses_nothing_that_did_not_change(handouts: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    from handouts.content import chains, loading

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


@pytest.fixture
def clients(clinic: Path) -> Path:
    for ref, name in {"2026-014": "Sam", "2026-015": "Robin", "2027-001": "[", "2027-002": "sanne"}.items():
        put(clinic, f"content/clients/{ref}.yaml", f"ref: {ref}\nclient: {{first_name: {name}}}\n")
    return clinic


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("", [("2026-014", "Sam"), ("2026-015", "Robin"), ("2027-001", ""), ("2027-002", "sanne")]),
        ("2026", [("2026-014", "Sam"), ("2026-015", "Robin")]),
        ("sa", [("2026-014", "Sam"), ("2027-002", "sanne")]),
        ("x", []),
    ],
)
def test_a_reference_is_completed_with_the_first_name_beside_it(
    clients: Path, typed: str, completed: list[tuple[str, str]]
) -> None:
    options = ["--folder", str(clients)]
    for command in ("sheet", "history", "forget"):
        complete = ShellComplete(cli, {}, "handouts", "_HANDOUTS_COMPLETE")
        found = complete.get_completions([*options, command], typed)
        assert [(item.value, item.help) for item in found if item.value[0].isdigit()] == completed


def test_outside_of_a_practice_folder_nothing_is_completed(tmp_path: Path) -> None:
    complete = ShellComplete(cli, {}, "handouts", "_HANDOUTS_COMPLETE")
    assert complete.get_completions(["--folder", str(tmp_path), "history"], "") == []


@pytest.mark.usefixtures("clients")
def test_the_references_that_there_are_have_the_first_name_beside_them(handouts: Command) -> None:
    assert "There are: 2026-014 (Sam), 2026-015 (Robin), 2027-001, 2027-002 (sanne)." in handouts("sheet", "x").err
    assert "Did you mean 2026-015 (Robin)?" in handouts("sheet", "2026-15").err
