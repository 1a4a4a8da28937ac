"""What lies in output/ is held against what is recorded: complete, unchanged, and from which content."""

from __future__ import annotations

import errno
import json
import os
from datetime import date
from pathlib import Path

import pytest

from conftest import Command, put
from handouts.files.folder import Folder, digest
from handouts.problems import BrokenEnvironment
from handouts.produce.housekeeping import make_calibration
from handouts.produce.remaking import remade_by
from handouts.produce.verifying import verify
from handouts.records import Records
from handouts.records.cache import CachedFile, OutputId
from handouts.records.history import Line
from handouts.records.origin import Origin
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


PROEF = OutputId("brochures", "proef", "a4", "brochures/proef.a4.pdf")


def problems(root: Path) -> list[tuple[str, str]]:
    return [(each.rule, each.mark.file) for each in verify(Folder(root), root / "output").problems]


def recorded(root: Path, kind: str, name: str, source: str, when: str = "2026-11-22 09:00") -> None:
    """Records a file that was made, and is there no more."""
    records = Records(Folder(root))
    path = root / source
    known = digest(path.read_bytes()) if path.is_file() else "x"
    product = Product(b"%PDF", 1, (), {path: known}, frozenset(), {}, None)
    with records.write_lock():
        output = OutputId(kind, name, "a4", f"{kind}/{name}.a4.pdf")
        records.cache.put(output, product, date(2026, 11, 22), personal=kind == "sheets", when=when)
        if kind == "sheets":
            records.history.add(name, Line(when, "a4", False, "0.1.0", 1, 0, {}, records.key.fingerprint))


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


def test_a_lost_cache_is_said_once(practice: Path) -> None:
    for name in ("brochures/proef.a4.pdf", "brochures/ander.a4.pdf", "sheets/R-1.pdf"):
        put(practice, f"output/{name}").chmod(0o600)
    assert problems(practice) == [("damaged-records", "output/.state/cache.db")]


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


@pytest.mark.parametrize("lies", ["nothing", "another", "too short", "a folder"])
def test_a_lost_key_is_named_once_and_no_file_is_accused(practice: Path, lies: str) -> None:
    recorded(practice, "brochures", "proef", "content/brochures/proef.yaml")
    put(practice, "output/brochures/proef.a4.pdf", "%PDF")
    key = practice / "output/.state/key"
    key.unlink()
    if lies == "a folder":
        key.mkdir()
    elif lies != "nothing":
        key.write_bytes(b"k" * (32 if lies == "another" else 5))
    found = verify(Folder(practice), practice / "output")
    assert [str(each.mark) for each in found.problems] == ["output/.state/key"]
    assert "of some files it is not known whether they changed" in found.problems[0].message
    assert (found.problems[0].severity, found.outdated) == ("error", ())


def test_a_history_of_an_older_backup_is_named(practice: Path) -> None:
    recorded(practice, "sheets", "R-1", "content/practice.yaml")
    put(practice, "output/sheets/R-1.a4.pdf", "%PDF")
    (practice / "output/sheets").chmod(0o700)
    history = practice / "output/.state/history.db"
    before = history.read_bytes()
    recorded(practice, "sheets", "R-1", "content/practice.yaml", when="2026-11-23 10:00")
    assert problems(practice) == []
    history.write_bytes(before)
    assert problems(practice) == [("damaged-records", "output/.state/history.db")]


def test_what_is_missing_and_was_made_of_what_changed_since_is_no_mistake(practice: Path) -> None:
    source = practice / "content/brochures/proef.yaml"
    product = Product(b"%PDF", 1, (), {source: digest(source.read_bytes())}, frozenset(), {}, None)
    records = Records(Folder(practice))
    with records.write_lock():
        records.cache.put(PROEF, product, date(2026, 11, 22), personal=False)
    assert problems(practice) == [("output-missing", "output/brochures/proef.a4.pdf")]
    source.write_text(source.read_text(encoding="utf-8") + "formats: [card]\n", encoding="utf-8")
    found = verify(Folder(practice), practice / "output")
    assert (found.problems, found.versions) == ((), {})
    assert found.outdated == ("brochures/proef.a4.pdf is not there any more; its content changed since",)


def test_what_was_absent_and_is_there_now_is_a_change(practice: Path) -> None:
    own = practice / "styles/sheet.css"
    product = Product(b"%PDF", 1, (), {}, frozenset({own}), {}, None)
    records = Records(Folder(practice))
    with records.write_lock():
        records.cache.put(PROEF, product, date(2026, 11, 22), personal=False)
    put(practice, "output/brochures/proef.a4.pdf", "%PDF")
    assert verify(Folder(practice), practice / "output").outdated == ()
    put(practice, "styles/sheet.css", "")
    assert "made before this changed: styles/sheet.css" in verify(Folder(practice), practice / "output").outdated[0]


def test_a_link_in_the_place_of_a_file_is_named_also_where_it_leads_to_the_same(practice: Path) -> None:
    recorded(practice, "brochures", "proef", "content/brochures/proef.yaml")
    put(practice, "elders.pdf", "%PDF")
    (practice / "output/brochures").mkdir()
    (practice / "output/brochures/proef.a4.pdf").symlink_to(practice / "elders.pdf")
    assert problems(practice) == [("output-changed", "output/brochures/proef.a4.pdf")]


@pytest.mark.parametrize("path", ["../geheim.txt", "/etc/passwd", "brochures/../../geheim.txt", "", "a\0b"])
def test_a_name_that_leads_out_of_the_output_folder_is_not_looked_at(practice: Path, path: str) -> None:
    put(practice, "geheim.txt", "x")
    records = Records(Folder(practice))
    with records.write_lock():
        records.cache.keep_file(path, b"y")
    assert problems(practice) == []


def test_files_that_others_can_read_are_named_by_their_folder(practice: Path) -> None:
    recorded(practice, "sheets", "R-1", "content/practice.yaml")
    sheet = put(practice, "output/sheets/R-1.a4.pdf", "%PDF")
    sheet.chmod(0o644)
    sheet.parent.chmod(0o755)
    [found] = verify(Folder(practice), practice / "output").problems
    assert (found.rule, found.mark.file) == ("open-to-others", "output/sheets")
    assert "what is personal here, such as R-1.a4.pdf" in found.message
    sheet.parent.chmod(0o700)
    assert problems(practice) == []


def test_what_was_kept_of_damage_is_named_until_it_is_gone(practice: Path) -> None:
    kept = ["output/.state/history.db.damaged", "output/.state/sheets/R-1.json.damaged-2"]
    for path in kept:
        put(practice, path, "x")
    put(practice, "output/.state/sheets/R-2.json", "{")
    assert problems(practice) == [("damaged-records", f) for f in ("output/.state/sheets/R-2.json", *kept)]


def test_the_test_sheet_for_the_printer_is_known(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.press.calibrating.calibration_sheet", lambda _: b"%PDF")
    make_calibration(Folder(practice), None)
    assert (problems(practice), verify(Folder(practice), practice / "output").whole) == ([], 1)


def test_a_sheet_whose_consult_lies_elsewhere_is_not_called_old_for_that(practice: Path) -> None:
    recorded(practice, "sheets", "Sam", "content/clients/Sam.yaml")
    put(practice, "output/sheets/Sam.a4.pdf", "%PDF")
    records = Records(Folder(practice))
    with records.write_lock():
        records.history.set_owner("Sam", Origin("file", "/elders/Sam Jansen.yaml", "Sam", "2026-11-20", "x"))
    assert verify(Folder(practice), practice / "output").outdated == ()
    with records.write_lock():
        records.history.set_owner("Sam", Origin("consult", "content/clients/Sam.yaml", "Sam", "2026-11-20", "x"))
    (said,) = verify(Folder(practice), practice / "output").gone
    assert (
        said == "sheets/Sam.a4.pdf is the sheet of a consult that is there no more. May it go too? handouts forget Sam"
    )


def test_a_file_whose_content_is_gone_is_said_with_a_way_that_works(handouts: Command, practice: Path) -> None:
    recorded(practice, "brochures", "proef", "content/brochures/proef.yaml")
    put(practice, "output/brochures/proef.a4.pdf", "%PDF")
    (practice / "content/brochures/proef.yaml").unlink()
    ran = handouts("verify")
    assert ran.out.splitlines()[0] == (
        "brochures/proef.a4.pdf was made from content/brochures/proef.yaml, which is there no more. May it go too? Then"
        " delete it yourself."
    )
    assert "handouts build" not in ran.out + ran.err
    put(practice, "output/brochures/proef.a4.pdf", "%PDF anders")
    assert "handouts build" not in (said := handouts("verify")).out + said.err
    assert "delete this file too" in said.err


def test_a_damaged_cache_asks_for_one_thing_and_records_elsewhere_are_no_strangers(practice: Path) -> None:
    put(practice, "output/brochures/proef.a4.pdf", "%PDF")
    put(practice, "output/.state/cache.db", "onzin " * 900)
    assert problems(practice) == [("damaged-records", "output/.state/cache.db")]
    (practice / "output/.state/cache.db").unlink()
    recorded(practice, "brochures", "proef", "content/brochures/proef.yaml")
    put(practice, "output/brochures/proef.a4.pdf", "%PDF")
    put(practice, "output/elders/.state/key")
    assert problems(practice) == []


@pytest.mark.parametrize(
    ("path", "kind", "name", "has_source", "command"),
    [
        ("brochures/slapen.a4.pdf", "brochures", "slapen", True, "handouts build slapen --format a4"),
        ("brochures/slapen.a4.p2.png", "brochures", "slapen", True, "handouts build slapen --format a4 --png"),
        ("brochures/slapen.trifold.printshop.low-ink.pdf", "brochures", "slapen", True,
         "handouts build slapen --format trifold --for printshop --low-ink"),
        ("brochures/slapen.a4.4-up.pdf", "brochures", "slapen", True, "handouts build slapen --format a4 --n-up 4"),
        ("sheets/R-1.pdf", "sheets", "R-1", True, "handouts sheet R-1 --format a4"),
        ("sheets/R-1.mail.pdf", "sheets", "R-1", True, "handouts sheet R-1 --format a4 --mail"),
        ("sheets/W-1.pdf", "sheets", "W-1", False, "handouts batch with the spreadsheet"),
        ("print/workshop.pdf", "print", "workshop", False, "handouts batch … --print"),
        ("calibration.pdf", "", "", False, "handouts calibrate"),
    ],
)  # fmt: skip
def test_a_file_that_is_gone_is_named_with_the_command_that_makes_it(
    path: str, kind: str, name: str, has_source: bool, command: str
) -> None:
    variants = {"slapen.a4": "a4", "slapen.a4.4-up": "a4.4-up", "R-1": "a4",
                "slapen.trifold.printshop.low-ink": "trifold.printshop.low-ink"}  # fmt: skip
    outputs = {
        f"{kind}/{stem}.pdf": OutputId(kind, name, variant, f"{kind}/{stem}.pdf") for stem, variant in variants.items()
    }
    said = remade_by(CachedFile(path, kind, name, "", ""), outputs, has_source=has_source)
    assert command in said
    assert said.endswith(command) or not has_source
    there = remade_by(CachedFile(path, kind, name, "", ""), outputs, has_source=True, elsewhere="/el ders")
    assert there.endswith("--output '/el ders'")
