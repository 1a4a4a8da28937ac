"""What lies in output/ is held against what is recorded: complete, unchanged, and from which content."""

from __future__ import annotations

import errno
import json
import os
from datetime import date
from pathlib import Path

import pytest

from conftest import Command, put
from handouts.files.folder import Folder
from handouts.problems import BrokenEnvironment
from handouts.produce.verifying import verify
from handouts.records import Records
from handouts.records.cache import Place
from handouts.records.history import Line
from handouts.records.product import Product


def verified(handouts: Command) -> tuple[int, list[tuple[str, str]]]:
    ran = handouts("verify", "--json")
    return ran.code, [(each["rule"], each["file"]) for each in json.loads(ran.out)["problems"]]


def test_what_was_made_is_verified_with_all_that_lies_beside_it(handouts: Command, clinic: Path) -> None:
    assert handouts("build", "--png").code == 0
    assert handouts("sheet", "2026-014", "--mail", feed="een twee drie vier\neen twee drie vier\n").code == 0
    assert verified(handouts) == (0, [])
    files = [path for path in (clinic / "output").rglob("*") if path.is_file() and ".state" not in path.parts]
    assert len(files) >= 5
    assert handouts("verify").out.splitlines()[0] == f"{len(files)} files as made"


def test_what_is_missing_changed_or_strange_is_named(handouts: Command, clinic: Path) -> None:
    assert handouts("build").code == 0
    sheet, brochure = clinic / "output/sheets/2026-014.pdf", clinic / "output/brochures/proef.a4.pdf"
    data = bytearray(sheet.read_bytes())
    data[len(data) // 2] ^= 1
    sheet.write_bytes(data)
    brochure.unlink()
    put(clinic, "output/sheets/mijn notities.txt", "x")
    (clinic / "output/sheets/link.pdf").symlink_to("nergens")
    assert verified(handouts) == (
        1,
        [
            ("output-missing", "output/brochures/proef.a4.pdf"), ("output-changed", "output/sheets/2026-014.pdf"),
            ("output-unknown", "output/sheets/link.pdf"), ("output-unknown", "output/sheets/mijn notities.txt"),
        ],
    )  # fmt: skip
    assert handouts("build", "--force").code == 0
    assert [rule for rule, _ in verified(handouts)[1]] == ["output-unknown", "output-unknown"]


def test_what_was_made_before_its_content_changed_is_said(handouts: Command, clinic: Path) -> None:
    assert handouts("build").code == 0
    with (clinic / "content/modules/ademhaling.yaml").open("a") as module:
        module.write("stop_if: [Je duizelig wordt]\n")
    ran = handouts("verify")
    assert ran.code == 0
    assert "2026-014 (a4) was made before this changed: content/modules/ademhaling.yaml" in ran.out
    assert "proef (a4)" not in ran.out


def test_a_record_that_is_damaged_is_named_by_verify(handouts: Command, clinic: Path) -> None:
    assert handouts("build").code == 0
    path = clinic / "output/.state/history.db"
    path.write_bytes(path.read_bytes()[:5000])
    assert verified(handouts)[1] == [("damaged-records", "output/.state/history.db")]


def recorded(root: Path, kind: str, name: str, source: str) -> None:
    """Records a file that was made, and is there no more."""
    records = Records(Folder(root))
    product = Product(b"%PDF", 1, (), {root / source: "x"}, frozenset(), {}, None)
    with records.in_turn():
        records.cache.put(Place(kind, name, "a4"), product, date(2026, 11, 22))
        records.cache.keep_file(f"{kind}/{name}.a4.pdf", b"%PDF", kind, name)
        if kind == "sheets":
            records.history.add(name, Line("2026-11-22 09:00", "a4", False, "0.1.0", 1, 0, {}, records.key.sign))


def test_a_file_of_a_document_that_is_gone_is_not_missed(practice: Path) -> None:
    recorded(practice, "brochures", "proef", "content/brochures/proef.yaml")
    recorded(practice, "brochures", "oude-naam", "content/brochures/oude-naam.yaml")
    recorded(practice, "sheets", "R-1", "content/practice.yaml")  # out of a row, which has no file
    found = verify(Folder(practice), practice / "output")
    assert not any("oude-naam" in line for line in found.outdated)
    assert sum(found.versions.values()) == 2
    assert [(each.rule, each.mark.file) for each in found.problems] == [
        ("output-missing", "output/brochures/proef.a4.pdf"), ("output-missing", "output/sheets/R-1.a4.pdf"),
    ]  # fmt: skip


def test_records_that_nobody_may_look_into_are_not_taken_for_none(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(practice, "brochures", "proef", "content/brochures/proef.yaml")
    look = Path.lstat

    def refuse(path: Path) -> os.stat_result:
        if path.suffix == ".db":
            raise PermissionError(errno.EACCES, "Permission denied")
        return look(path)

    monkeypatch.setattr(Path, "lstat", refuse)
    with pytest.raises(BrokenEnvironment, match="Permission denied"):
        verify(Folder(practice), practice / "output")


@pytest.mark.parametrize("is_emptied", [False, True], ids=["taken away", "emptied"])
def test_a_history_that_is_gone_is_named_by_verify(handouts: Command, clinic: Path, is_emptied: bool) -> None:
    assert handouts("build").code == 0
    path = clinic / "output/.state/history.db"
    path.unlink()
    if is_emptied:
        path.touch()
    assert verified(handouts) == (0, [("damaged-records", "output/.state/history.db")])


def test_without_its_key_nothing_can_be_verified(handouts: Command, clinic: Path) -> None:
    assert handouts("build").code == 0
    (clinic / "output/.state/key").unlink()
    code, found = verified(handouts)
    assert (code, {rule for rule, _ in found}) == (1, {"output-changed"})
