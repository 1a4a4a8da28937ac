"""Practice folders as earlier versions left them: this version builds each without a change to it.

When a version is made, its folder is added beside the others; none of them is ever changed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import Command, date_the_review

FROZEN = sorted((Path(__file__).parent / "frozen").iterdir())
assert FROZEN


@pytest.fixture(params=FROZEN, ids=[path.name for path in FROZEN])
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy, with the days of review ahead: these pass."""
    root = Path(shutil.copytree(request.param, tmp_path / "eerder"))
    date_the_review(root / "content")
    return root


def content(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}


def test_a_folder_of_an_earlier_version_is_built_without_a_change_to_it(handouts: Command, frozen: Path) -> None:
    before = content(frozen)
    ran = handouts("build", folder=frozen)
    assert (ran.code, ran.err.count(" error: ")) == (0, 0), ran.err
    assert {path.name for path in (frozen / "output").rglob("*.pdf")} == {
        "magnesium.a4.pdf", "magnesium.large-print.pdf", "magnesium.booklet.pdf", "magnesium.trifold.pdf",
        "magnesium.card.pdf", "2026-014.pdf", "2026-021.pdf",
    }  # fmt: skip
    again = handouts("build", folder=frozen)
    assert (again.code, again.out.count("(unchanged)")) == (0, 7)
    assert content(frozen) == before


def test_what_an_earlier_version_handed_out_stays_known(handouts: Command, frozen: Path) -> None:
    assert handouts("sheet", "2026-021", folder=frozen).code == 0
    told = handouts("history", "2026-021", folder=frozen).out
    assert told.count("handouts 0.1.0") >= 2
    assert "content/clients/2026-021.yaml\n" in told, "the same file is known to be the same"
    assert "by a batch" in handouts("history", "W-01", folder=frozen).out
    assert not list((frozen / "output/.state").rglob("*.json"))


def test_the_spreadsheet_of_an_earlier_version_is_still_read(handouts: Command, frozen: Path) -> None:
    table = str(frozen / "workshop.csv")
    ran = handouts("batch", table, "--sheet", "ontspanningsmassage", folder=frozen)
    assert (ran.code, "made: 2" in ran.out) == (0, True), ran.err
    assert "kept: 2" in handouts("batch", table, "--sheet", "ontspanningsmassage", folder=frozen).out
