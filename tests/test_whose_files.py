"""Whose a file is: no reference claims what is another's, and what is a client's is deleted, or told of."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

import pytest

from conftest import put
from handouts.files.folder import Folder, digest
from handouts.page import finishing
from handouts.problems import Mark, UsageError
from handouts.produce import leftovers
from handouts.produce.forgetting import Removal, forget
from handouts.produce.history import trace
from handouts.produce.job import BuildOptions, Job
from handouts.produce.outcome import Outcome
from handouts.produce.producer import Producer
from handouts.produce.verifying import verify
from handouts.records import Records
from handouts.records.history import HistoryStore, Line
from handouts.records.keys import Key
from handouts.records.origin import Origin
from handouts.records.product import Product, Recipient

REF, DAY = "2026-014", "2026-11-20"


def consult(root: Path, ref: str, name: str, day: str = DAY, more: str = "") -> Path:
    return put(root, f"content/clients/{ref}.yaml", f"ref: {ref}\nclient: {{first_name: {name}}}\ndate: {day}\n{more}")


def made(root: Path, ref: str, name: str, pdf: str = "", day: str = DAY, **options: Any) -> Outcome:
    """Writes a sheet of a consult as a build does, without an engine."""
    folder, job = Folder(root), Job("sheet", ref, "a4", file=f"sheets/{ref}.pdf")
    source = root.resolve() / job.source
    product = Product(
        f"%PDF {ref} {pdf or name}".encode(), 1, (), {source: digest(source.read_bytes())}, frozenset(), {}, None,
        recipient=Recipient(name, day, Mark(job.source)),
    )  # fmt: skip
    return producer(folder, **options).write_and_record(job, product)


def producer(folder: Folder, **options: Any) -> Producer:
    asked = BuildOptions()._replace(**options)
    return Producer(
        folder, Records(folder), asked, today=date(2026, 11, 22), clock=lambda: datetime(2026, 11, 22, tzinfo=UTC)
    )


def brochure(root: Path, name: str, **options: Any) -> Outcome:
    put(root, f"content/brochures/{name}.yaml", "title: x\n")
    product = Product(f"%PDF {name}".encode(), 1, (), {}, frozenset(), {}, None)
    job = Job("brochure", name, "a4", file=f"brochures/{name}.a4.pdf")
    return producer(Folder(root), **options).write_and_record(job, product)


def forgotten(root: Path, ref: str = REF, *, yes: bool = True) -> Removal:
    return forget(Folder(root), ref, chain=False, yes=yes)


def told(removal: Removal) -> str:
    return "\n".join(map(str, removal.remarks))


def names(root: Path) -> set[str]:
    files = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return {name for name in files if ".state" not in name}


# --- What is another's stays


def test_a_brochure_that_is_called_like_a_reference_is_nothing_of_it(practice: Path) -> None:
    consult(practice, "magnesium", "Kees")
    brochure(practice, "magnesium")
    made(practice, "magnesium", "Kees")
    copy = put(practice, "output/folder-voor-website.pdf", "%PDF magnesium")
    over = put(practice, "output/sheets/magnesium.large-print.pdf", "%PDF magnesium")
    forgotten(practice, "magnesium")
    assert (copy.exists(), over.exists()) == (True, False)
    assert (practice / "output/brochures/magnesium.a4.pdf").exists()
    assert [each.name for each in Records(Folder(practice)).cache.files()] == ["magnesium"]


@pytest.mark.parametrize("name", ["rust", "practice", "plan", "proef"])
def test_a_module_recipe_or_practice_is_no_reference(practice: Path, name: str) -> None:
    consult(practice, REF, "Sam")
    records = Records(Folder(practice))
    own = practice.resolve() / "content"
    used = dict.fromkeys((own / "practice.yaml", own / "modules/rust.yaml", own / "sheets/plan.yaml"), "x")
    product = Product(b"%PDF", 1, (), used, frozenset(), {}, None, recipient=Recipient("Sam", DAY, Mark("x")))
    job = Job("sheet", REF, "a4", file=f"sheets/{REF}.pdf")
    producer(Folder(practice)).write_and_record(job, product)
    with pytest.raises(UsageError):
        forgotten(practice, name)
    assert records.cache.outputs_of(REF) == [f"sheets/{REF}.pdf"]


def test_of_hundreds_of_files_of_others_none_is_claimed(practice: Path) -> None:
    consult(practice, REF, "Sam")
    made(practice, REF, "Sam")
    for number in range(8):
        other = f"2026-{number + 100}"
        consult(practice, other, "Sam", day="2026-11-21")
        made(practice, other, "Sam", day="2026-11-21")
    for number in range(100):
        for name in (
            "output/{}.pdf",
            "content/clients/brief-{}.txt",
            "output/sheets/2026-014{}.pdf",
            "output/n/{}.png",
        ):
            put(practice, name.format(number), f"%PDF of nobody {number}")
    before = names(practice)
    forgotten(practice)
    assert before - names(practice) == {f"content/clients/{REF}.yaml", f"output/sheets/{REF}.pdf"}


# --- What is a client's goes, or is told of


@pytest.fixture
def twice(practice: Path) -> Path:
    """A consult whose sheet, with pictures and a copy for mail, was made in two versions; the first is copied."""
    consult(practice, REF, "Sam")
    made(practice, REF, "Sam", "een")
    for name in ("output/oude-versie.pdf", "content/clients/voor-mij.pdf"):
        put(practice, name, f"%PDF {REF} een")
    put(practice, "content/clients/oud/kladje.txt", (practice / f"content/clients/{REF}.yaml").read_text("utf-8"))
    consult(practice, REF, "Sam", more="number: 2\n")
    made(practice, REF, "Sam", "twee")
    return practice


def test_copies_of_earlier_versions_go(twice: Path) -> None:
    forgotten(twice)
    assert not [name for name in names(twice) if name.startswith(("output/", "content/clients/"))]


def test_copies_of_pictures_and_locked_copies_go_also_of_an_earlier_version(
    practice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handouts.produce import mailcopy

    monkeypatch.setattr(finishing, "pictures", lambda pdf: [b"\x89PNG" + pdf])
    monkeypatch.setattr(mailcopy, "lock_pdf", lambda pdf, _: b"%PDF locked " + pdf)
    for version in ("een", "twee"):
        consult(practice, REF, "Sam", more=f"note: {version}\n")
        made(practice, REF, "Sam", version, pictures=True, mail="kimalo-tubeda-47")
        sheets = practice / "output/sheets"
        (practice / f"output/{version}.png").write_bytes((sheets / f"{REF}.p1.png").read_bytes())
        (practice / f"output/{version}.pdf").write_bytes((sheets / f"{REF}.mail.pdf").read_bytes())
    forgotten(practice)
    assert {name for name in names(practice) if name.startswith("output/")} == set()


def test_what_has_no_text_is_told_of_and_stays(practice: Path) -> None:
    consult(practice, REF, "Sam")
    for name, data in (("output/foto.png", b"\x89PNG\r\n"), ("output/dicht.pdf", b"%PDF-1.7 locked")):
        put(practice, name).write_bytes(data)
    with zipfile.ZipFile(practice / "content/clients/a.zip", "w") as packed:
        packed.writestr("b.yaml", f"ref: {REF}\n")
    text = told(forgotten(practice))
    assert f"content/clients/a.zip stays: its text names {REF} or the client." in text
    assert "so whose they are is not known: output/dicht.pdf, output/foto.png." in text
    assert len(names(practice) & {"output/foto.png", "output/dicht.pdf", "content/clients/a.zip"}) == 3


def test_what_is_too_large_or_cannot_be_opened_is_told_of(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    consult(practice, REF, "Sam")
    put(practice, "output/lang.txt", f"van {REF}")
    os.mkfifo(practice / "output/pijp")
    monkeypatch.setattr(leftovers, "LARGEST", 9)
    assert "so whose they are is not known: output/lang.txt, output/pijp." in told(forgotten(practice))


def test_in_the_folder_for_prints_a_copy_goes_and_what_names_the_client_is_told_of(practice: Path) -> None:
    consult(practice, REF, "Sam")
    made(practice, REF, "Sam")
    copy = put(practice, "output/print/kopie.pdf", f"%PDF {REF} Sam")
    put(practice, "output/print/map.txt", "van Sam")
    removal = forgotten(practice)
    assert not copy.exists()
    assert f"output/print/map.txt stays: its text names {REF} or the client." in told(removal)
    assert "it holds many sheets" not in told(removal)


@pytest.mark.parametrize("ending", [".sync-conflict-20261120-101112-ABC", "_conflict-20261120", "-conflicted-copy"])
def test_a_copy_of_the_consult_that_a_cloud_made_goes_too(practice: Path, ending: str) -> None:
    source = consult(practice, REF, "Sam")
    source.with_name(f"{REF}{ending}.yaml").write_bytes(source.read_bytes() + b"number: 3\n")
    forgotten(practice)
    assert not [name for name in names(practice) if name.startswith("content/clients/")]


@pytest.mark.parametrize(
    ("ref", "name", "day", "is_told"),
    [
        ("oud", "Sam", DAY, True), (f"{REF}_v2", "Piet", DAY, True), ("oud", "Sam", "2026-11-21", False),
        ("oud", "Piet", DAY, False), (f"{REF}5", "Piet", DAY, False),
    ],
)  # fmt: skip
def test_a_consult_for_the_same_first_name_and_day_or_named_after_one_is_told_of_once(
    practice: Path, ref: str, name: str, day: str, is_told: bool
) -> None:
    consult(practice, REF, "Sam")
    consult(practice, ref, name, day)
    assert told(forgotten(practice)).count(f"content/clients/{ref}.yaml stays") == is_told


def test_links_to_what_goes_go_and_a_link_that_leads_elsewhere_is_told_of(practice: Path, tmp_path: Path) -> None:
    consult(practice, REF, "Sam")
    made(practice, REF, "Sam")
    links = [practice / f"content/clients/{name}" for name in ("2026-63.yaml", "kladje")]
    for link in links:
        link.symlink_to(f"{REF}.yaml")
    (practice / "output/kopie.pdf").symlink_to(f"sheets/{REF}.pdf")
    elsewhere = put(tmp_path, "wolk/2026-02.yaml", "ref: 2026-02\nclient: {first_name: Piet}\n")
    (practice / "content/clients/2026-02.yaml").symlink_to(elsewhere)
    assert told(forgotten(practice)) == ""
    assert not [path for path in practice.rglob("*") if path.is_symlink() and path.name != "2026-02.yaml"]
    assert f"content/clients/2026-02.yaml is a link and goes; what it leads to stays: {elsewhere.resolve()}." in told(
        forgotten(practice, "2026-02")
    )
    assert elsewhere.exists()


def test_where_there_is_nothing_of_a_reference_what_names_it_is_told_of_by_that_reference(practice: Path) -> None:
    put(practice, "content/clients/lijst.csv", "kenmerk\nZ-99\n")
    with pytest.raises(UsageError) as refused:
        forgotten(practice, "Z-99")
    assert str(refused.value) == (
        "Nothing here has the reference “Z-99”: no consult, no sheet, no record.\n"
        "content/clients/lijst.csv stays: its text names Z-99 or the client. Look at it yourself."
    )


def test_the_text_of_a_pdf_is_read(practice: Path) -> None:
    import pikepdf

    consult(practice, REF, "Samira")
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 12 Tf 50 50 Td (Voor Samira) Tj ET")
        (practice / "output").mkdir(exist_ok=True)
        pdf.save(practice / "output/afdruk.pdf")
    assert f"output/afdruk.pdf stays: its text names {REF} or the client." in told(forgotten(practice))


def test_an_output_folder_of_its_own_is_told_of_by_whole_references_and_by_copies_in_it(practice: Path) -> None:
    for ref in (REF, "2026-01", "2026-0"):
        consult(practice, ref, "Sam")
    other = Records(Folder(practice), practice / "output/extra")
    other.history.add(REF, Line("2026-11-22 10:00", "a4", False, "1", 1, 0, {}, "x"))
    assert [
        ref for ref in (REF, "2026-01", "2026-0") if "output/extra" in told(forgotten(practice, ref, yes=False))
    ] == [REF]
    put(practice, "output/extra/elders/kopie.txt", "van 2026-01.")
    assert "output/extra stays" in told(forgotten(practice, "2026-01", yes=False))


# --- What could not be deleted is found again


def test_a_consult_stays_while_a_copy_of_it_cannot_be_deleted(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = consult(practice, REF, "Sam")
    copy = put(practice, "content/clients/oud/sam.txt", source.read_text(encoding="utf-8") + "number: 3\n")
    unlink = Path.unlink

    def stuck(path: Path, missing_ok: bool = False) -> None:
        if path == copy.resolve():
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", stuck)
        first = forgotten(practice)
    assert (first.failed, source.exists(), copy.exists()) == (True, True, True)
    assert f"What is known of {REF} stays" in told(first)
    assert not forgotten(practice).failed
    assert (source.exists(), copy.exists()) == (False, False)


def test_where_a_folder_cannot_be_looked_into_the_records_and_the_consult_stay(practice: Path, tmp_path: Path) -> None:
    source = consult(practice, REF, "Sam")
    made(practice, REF, "Sam")
    (practice / "output").rename(tmp_path / "elders")
    (practice / "output").symlink_to(tmp_path / "elders")
    removal = forgotten(practice)
    assert removal.closed
    assert source.exists()
    assert Records(Folder(practice)).history.lines(REF)


# --- A consult that was renamed, and another person under its reference


def test_a_renamed_consult_is_noticed_when_its_sheet_is_made_and_when_it_goes(practice: Path) -> None:
    consult(practice, REF, "Sam").rename(practice / "content/clients/x")
    consult(practice, REF, "Sam")
    made(practice, REF, "Sam")
    (practice / f"content/clients/{REF}.yaml").unlink()
    consult(practice, "2026-020", "Sam")
    outcome = made(practice, "2026-020", "Sam")
    assert [(each.rule, each.message) for each in outcome.problems] == [
        ("renamed-consult", f"a sheet of {REF} is there, for the same first name and day")
    ]
    removal = forgotten(practice, "2026-020")
    assert f"The sheet of {REF} stays, which was made for the same first name and day as 2026-020." in told(removal)


def test_the_old_sheet_of_a_renamed_consult_is_told_of_also_where_another_has_that_reference_now(
    practice: Path,
) -> None:
    consult(practice, REF, "Sam")
    made(practice, REF, "Sam")
    consult(practice, REF, "Piet", "2026-11-27")
    consult(practice, "2026-020", "Sam")
    assert [each.hint for each in made(practice, "2026-020", "Sam").problems] == [
        "was this consult renamed? delete that sheet yourself"
    ]
    text = told(forgotten(practice, "2026-020"))
    assert f"and not of the consult that is called {REF} now." in text
    assert f"forget {REF}" not in text, "that would delete Piet's consult"


def test_two_clients_of_one_first_name_and_day_are_not_taken_for_one_that_was_renamed(practice: Path) -> None:
    for ref in (REF, "2026-020"):
        consult(practice, ref, "Sam")
        assert made(practice, ref, "Sam").problems == ()
    assert "The sheet of" not in told(forgotten(practice))


def test_a_new_person_under_the_reference_of_a_sheet_that_is_there_is_refused(practice: Path) -> None:
    consult(practice, REF, "Sam")
    made(practice, REF, "Sam")
    consult(practice, REF, "Piet", "2026-11-27")
    refused = made(practice, REF, "Piet", day="2026-11-27")
    assert [(each.rule, each.message) for each in refused.problems] == [
        ("ref-taken", f"the sheet of {REF} was made for another first name, and stays as it is")
    ]
    assert f"handouts sheet {REF} --force makes it anew" in refused.problems[0].hint
    assert (practice / f"output/sheets/{REF}.pdf").read_bytes() == f"%PDF {REF} Sam".encode()
    assert made(practice, REF, "Piet", day="2026-11-27", force=True).status == "made"
    (past,) = trace(Folder(practice), REF).consults
    assert [each.for_another for each in past.made] == [True, False]
    assert "for another first name than the last" in past.made[0].sentence


@pytest.mark.parametrize(
    ("name", "day", "owner"),
    [
        ("Sam", DAY, None), ("Sam", "2026-11-21", None), ("sám", DAY, None), ("Marieke", DAY, "person"),
        ("Marieke", "2026-11-21", "person"), ("Sem", DAY, "person"),
    ],
)  # fmt: skip
def test_a_consult_is_of_the_same_person_by_name_or_by_day_and_near_name(
    tmp_path: Path, name: str, day: str, owner: str | None
) -> None:
    store = HistoryStore(tmp_path, Key(tmp_path))
    store.set_owner(REF, Origin("consult", "x", "Sam", DAY, "1"))
    assert store.taken_by(REF, Origin("consult", "x", name, day, "2")) == owner
    assert store.taken_by(REF, Origin("consult", "x", name, day, "1")) is None, "the very same text"


def test_another_first_name_under_a_reference_is_a_warning_and_kept_apart(practice: Path) -> None:
    consult(practice, REF, "Anna")
    assert made(practice, REF, "Anna").problems == ()
    consult(practice, REF, "Anne")
    outcome = made(practice, REF, "Anne")
    assert (outcome.status, [each.rule for each in outcome.problems]) == ("made", ["other-name"])
    lines = [str(each) for each in trace(Folder(practice), REF).consults[0].lines()]
    assert sum("2026-11-22 00:00" in line for line in lines) == 2
    assert not any("2 times" in line for line in lines)


def test_a_history_of_the_version_before_is_upgraded_and_refuses_nobody(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "history.db")) as connection:
        connection.execute(
            "CREATE TABLE made (id INTEGER PRIMARY KEY, ref TEXT NOT NULL, at TEXT NOT NULL, format TEXT NOT NULL,"
            " mailed INTEGER NOT NULL, version TEXT NOT NULL, pages INTEGER NOT NULL, warnings INTEGER NOT NULL,"
            " sources TEXT NOT NULL, key TEXT NOT NULL, batch INTEGER NOT NULL)"
        )
        connection.execute(
            "CREATE TABLE owner (ref TEXT PRIMARY KEY, kind TEXT NOT NULL, place TEXT NOT NULL, marks TEXT NOT NULL,"
            " key TEXT NOT NULL)"
        )
        key = Key(tmp_path)
        connection.execute(
            "INSERT INTO made VALUES (7, ?, '2026-11-22 10:00', 'a4', 0, '1', 1, 0, '{}', 'x', 0)", [REF]
        )
        connection.execute("INSERT INTO owner VALUES (?, 'consult', '', 'y', ?)", [REF, key.fingerprint])
        connection.execute("PRAGMA user_version = 2")
        connection.commit()
    store = HistoryStore(tmp_path, key)
    assert store.lines(REF) == [Line("2026-11-22 10:00", "a4", False, "1", 1, 0, {}, "x")]
    assert store.taken_by(REF, Origin("consult", "x", "Piet", DAY, "2")) is None
    store.set_owner(REF, Origin("consult", "x", "Piet", DAY, "2"))
    assert not store.database.damaged
    assert len(store.lines(REF)) == 1


# --- Killed in between, blocked, and unchanged


def killed(*_: object, **__: object) -> NoReturn:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("owner", "step", "found"),
    [(Path, "replace", {"output-unknown"}), (Producer, "_drop", {"output-unknown", "output-changed"})],
)
def test_of_a_run_that_was_killed_nothing_is_recorded_or_removed_and_the_next_one_does_it_all(
    practice: Path, monkeypatch: pytest.MonkeyPatch, owner: type, step: str, found: set[str]
) -> None:
    """Before the new files get their names, and after."""
    consult(practice, REF, "Sam")
    made(practice, REF, "Sam", "een")
    mail = put(practice, f"output/sheets/{REF}.mail.pdf", "locked")
    consult(practice, REF, "Sam", more="number: 2\n")
    with monkeypatch.context() as patch:
        patch.setattr(owner, step, killed)
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                made(practice, REF, "Sam", "twee")
    assert mail.exists()
    assert len(Records(Folder(practice)).history.lines(REF)) == 1
    assert {each.rule for each in verify(Folder(practice), practice / "output").problems} == found
    assert made(practice, REF, "Sam", "twee").removed == mail
    assert not mail.exists()
    assert len(Records(Folder(practice)).history.lines(REF)) == 2


def test_what_is_in_the_place_of_one_file_costs_that_document_alone(practice: Path) -> None:
    (practice / "output/brochures/proef.a4.pdf").mkdir(parents=True)
    (problem,) = brochure(practice, "proef").problems
    assert (problem.rule, problem.mark.file) == ("not-a-file", "output/brochures/proef.a4.pdf")
    assert problem.message == "this is a folder, and a file is to be written here"
    assert brochure(practice, "ander").status == "made"


def test_pictures_of_what_did_not_change_are_left_alone(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bytes] = []

    def draw(pdf: bytes) -> list[bytes]:
        drawn.append(pdf)
        return [b"\x89PNG" + pdf]

    monkeypatch.setattr(finishing, "pictures", draw)
    first = brochure(practice, "proef", pictures=True)
    (picture,) = first.pictures
    written = picture.stat().st_mtime_ns
    again = producer(Folder(practice), pictures=True).reuse(first.job)
    assert again is not None
    assert (again.pictures, len(drawn), picture.stat().st_mtime_ns) == (first.pictures, 1, written)
    picture.write_bytes(b"of somebody")
    producer(Folder(practice), pictures=True).reuse(first.job)
    assert len(drawn) == 2


def test_a_client_who_was_named_in_a_brochure_of_the_studio_is_told_of(clinic: Path) -> None:
    consult(clinic, REF, "Anja")
    put(clinic, "content/.studio/brochures-slapen.jsonl", '{"edits":[{"to":"Zoals bij\\nAnja: vroeg naar bed"}]}\n')
    put(clinic, "content/.studio/practice.jsonl", '{"edits":[{"to":"Praktijk Janssen"}]}\n')
    removal = forget(Folder(clinic), REF, chain=False, yes=False)
    assert [str(each) for each in removal.remarks if ".studio" in str(each)] == [
        "content/.studio/brochures-slapen.jsonl stays: its text names 2026-014 or the client. Look at it yourself."
    ]
