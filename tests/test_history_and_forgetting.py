"""The records say what was made and give away nothing; throwing away takes what is of a consult, and nothing else."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PRACTICE, Command, put
from handouts.content.chains import ConsultSummary, as_ref, chain_of, circle_in, meant_refs, oldest_first
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder, digest
from handouts.files.writing import write_once
from handouts.problems import BrokenEnvironment, UsageError
from handouts.produce.belongings import ref_by_name
from handouts.produce.building import build
from handouts.produce.documents import SHEETS
from handouts.produce.forgetting import Deletion, back, beyond_reach, forget, purge
from handouts.produce.history import trace
from handouts.produce.housekeeping import unread_among_clients
from handouts.produce.job import BuildOptions, Job
from handouts.produce.making import Maker
from handouts.produce.outcome import Outcome
from handouts.records import Records
from handouts.records.cache import OutputId
from handouts.records.history import Line, sources_of
from handouts.records.product import Product

TODAY = date(2026, 11, 22)
REF = "2026-014"
HISTORY = "output/.state/history.db"
CACHE = "output/.state/cache.db"
KEY = "output/.state/key"
CANARY = "Kanarina"
COMPLAINT = "Klachtwoord"
CONSULT = f"""\
ref: {REF}
client: {{first_name: {CANARY}}}
date: 2026-11-20
number: 1
sheet: plan
discussed: {COMPLAINT} over slapen.
"""
# What is swallowed comes to more than is advised: a warning that quotes the consult.
DOUBTFUL = """\
flags: [medication]
schedule:
- {product: Pilwoord, route: oral, dose: 1, dose_source: etiket, magnesium_mg: 300, when: [avond]}
"""


def consult(root: Path, ref: str, day: str = "2026-11-20", follows: str = "") -> Path:
    text = CONSULT.replace(REF, ref).replace("2026-11-20", day)
    return put(root, f"content/clients/{ref}.yaml", text + (f"follows: {follows}\n" if follows else ""))


def built(root: Path, *refs: str, at: str = "2026-11-22 14:05", **options: Any) -> list[Outcome]:
    when = datetime.strptime(at, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    asked = BuildOptions(kinds=(SHEETS,), **options)
    return list(build(Folder(root), refs or [REF], asked, today=TODAY, clock=lambda: when))


def statuses(root: Path, **options: Any) -> list[str]:
    return [result.status for result in built(root, **options)]


def query(root: Path, text: str, *values: Any, name: str = HISTORY) -> list[tuple[Any, ...]]:
    """What a query finds in the history, or changes in it."""
    with closing(sqlite3.connect(root / name)) as connection:
        found = connection.execute(text, values).fetchall()
        connection.commit()
        return found


def dumped(root: Path) -> str:
    """All that stands in the records, as SQL, and their very bytes."""
    text = ""
    for path in (root / "output/.state").glob("*.db*"):
        text += path.read_bytes().decode("latin-1")
        with closing(sqlite3.connect(path)) as connection:
            text += "\n".join(connection.iterdump())
    return text


@pytest.fixture
def clinic(practice: Path) -> Path:
    """A practice folder with a recipe, a module and one consult; nothing is made yet."""
    put(practice, "content/sheets/plan.yaml", "title: Jouw plan\nmodules: [rust]\n")
    put(practice, "content/modules/rust.yaml", "title: Rust\ngoal: Een pauze.\nsteps: [Ga zitten]\n")
    consult(practice, REF)
    return practice


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "praktijk"
    put(root, "content/practice.yaml", PRACTICE)
    put(root, "content/sheets/plan.yaml", "title: Jouw plan\nmodules: [rust]\n")
    put(root, "content/modules/rust.yaml", "title: Rust\ngoal: Een pauze.\nsteps: [Ga zitten]\n")
    consult(root, REF)
    assert statuses(root) == ["made"]
    return root


@pytest.fixture
def made(made_once: Path, tmp_path: Path) -> Path:
    """A copy of that folder with its sheet made."""
    return Path(shutil.copytree(made_once, tmp_path / "gebouwd"))


# --- Keyed digests


def test_the_key_is_random_owner_only_and_made_once(made: Path, tmp_path: Path) -> None:
    key = (made / KEY).read_bytes()
    assert len(key) == 32
    assert (made / KEY).stat().st_mode & 0o777 == 0o600
    assert statuses(made, force=True) == ["made"]
    assert (made / KEY).read_bytes() == key
    assert statuses(made, output=tmp_path / "elders") == ["made"]
    assert (tmp_path / "elders/.state/key").read_bytes() != key


def test_no_name_no_complaint_and_no_plain_digest_stands_in_the_records(made: Path) -> None:
    with (made / f"content/clients/{REF}.yaml").open("a", encoding="utf-8") as file:
        file.write(DOUBTFUL)
    assert statuses(made) == ["made"]
    consult(made, "2026-015")
    assert [result.status for result in built(made, "2026-015")] == ["made"]
    files = [path for path in made.rglob("*") if path.is_file() and ".state" not in path.parts]
    records = dumped(made)
    assert "content/modules/rust.yaml" in records
    for word in (CANARY, COMPLAINT, "Pilwoord", "medication", "magnesium-sum", "magnesium_mg"):
        assert word not in records
    algorithms = ("blake2b", "blake2s", "md5", "sha1", "sha256")
    for path in files:
        data = path.read_bytes()
        plain = {digest(data), *(hashlib.new(name, data).hexdigest() for name in algorithms)}
        assert not [each for each in plain if each in records or each[:16] in records], path


def test_the_guard_against_plain_digests_can_fail(made: Path) -> None:
    key = (made / KEY).read_bytes()
    plain = digest((made / f"content/clients/{REF}.yaml").read_bytes())
    keyed = hashlib.blake2b(plain.encode(), key=key, digest_size=16).hexdigest()
    assert keyed in dumped(made)


KEYS: dict[str, bytes | None] = {"lost": None, "short": b"x" * 31, "empty": b"", "long": b"x" * 33, "other": b"x" * 32}


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS.keys())
def test_a_key_that_cannot_be_used_makes_everything_again_once(made: Path, key: bytes | None) -> None:
    (made / KEY).unlink()
    if key is not None:
        (made / KEY).write_bytes(key)
    assert statuses(made) == ["made"]
    assert statuses(made) == ["kept"]
    assert len((made / KEY).read_bytes()) == 32


def test_a_key_that_cannot_be_read_or_replaced_makes_everything_again_each_time(made: Path) -> None:
    (made / KEY).unlink()
    (made / KEY).mkdir()
    assert statuses(made) == ["made"]
    assert statuses(made) == ["made"]


def test_check_makes_no_key(clinic: Path) -> None:
    assert statuses(clinic, dry=True) == ["valid"]
    assert not (clinic / "output").exists()


def test_of_two_keys_that_are_laid_down_together_the_first_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "key"
    for data in (b"1", b"2"):
        write_once(path, data)
    assert path.read_bytes() == b"1"
    assert path.stat().st_mode & 0o777 == 0o600

    def refuse(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_once(tmp_path / "other", b"3")
    assert (tmp_path / "other").read_bytes() == b"3"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["key", "other"]


# --- History


def test_a_sheet_with_warnings_is_made_once_and_its_warnings_are_said_each_time(made: Path) -> None:
    with (made / f"content/clients/{REF}.yaml").open("a", encoding="utf-8") as file:
        file.write(DOUBTFUL)
    first, again = built(made), built(made)
    assert [outcome.status for outcome in (*first, *again)] == ["made", "kept"]
    assert again[0].problems == first[0].problems != ()
    assert query(made, "SELECT warnings > 0 FROM made") == [(0,), (1,)]


def test_what_was_said_of_a_consult_cannot_be_read_without_it(made: Path) -> None:
    with (made / f"content/clients/{REF}.yaml").open("a", encoding="utf-8") as file:
        file.write(DOUBTFUL)
    built(made)
    query(made, "UPDATE output SET problems = substr(problems, 1, 40) || x'00' || substr(problems, 42)", name=CACHE)
    assert statuses(made) == ["made"]


def test_each_time_that_a_sheet_is_made_is_a_line(made: Path) -> None:
    assert statuses(made) == ["kept"]
    built(made, at="2026-12-01 09:30", formats=("large-print",))
    (past,) = trace(Folder(made), REF).consults
    assert [(each.line.when, each.line.format, each.line.mailed) for each in past.made] == [
        ("2026-11-22 14:05", "a4", False), ("2026-12-01 09:30", "large-print", False),
    ]  # fmt: skip
    assert all(each.line.pages and each.line.version for each in past.made)
    assert [(each.file, each.standing) for each in past.made[0].sources] == [
        (f"content/clients/{REF}.yaml", "same"), ("content/modules/rust.yaml", "same"),
        ("content/practice.yaml", "same"), ("content/sheets/plan.yaml", "same"),
    ]  # fmt: skip


def test_a_brochure_has_no_history(handouts: Command, practice: Path) -> None:
    assert handouts("build").code == 0
    assert not (practice / HISTORY).exists()


def test_the_history_says_what_changed_since_and_which_versions_agree(handouts: Command, made: Path) -> None:
    put(made, "content/modules/rust.yaml", "title: Rust\ngoal: Een lange pauze.\nsteps: [Ga zitten]\n")
    built(made, at="2026-11-23 10:00")
    (made / "content/sheets/plan.yaml").unlink()
    (past,) = json.loads(handouts("history", REF, "--json", folder=made).out)["consults"]
    assert (past["ref"], past["exists"], past["date"], past["number"]) == (REF, True, "2026-11-20", 1)
    first, second = ({source["file"]: source for source in each["sources"]} for each in past["made"])
    assert first["content/modules/rust.yaml"]["standing"] == "changed"
    assert second["content/modules/rust.yaml"]["standing"] == "same"
    assert second["content/sheets/plan.yaml"]["standing"] == "gone"
    assert first["content/practice.yaml"]["sign"] == second["content/practice.yaml"]["sign"]
    assert first["content/modules/rust.yaml"]["sign"] != second["content/modules/rust.yaml"]["sign"]
    assert all(re.fullmatch("[0-9a-f]{8}", source["sign"]) for source in first.values())


def test_the_history_is_told_in_lines_without_a_name(handouts: Command, made: Path) -> None:
    built(made, force=True, at="2026-11-25 08:00")
    consult(made, "2026-020", "2026-12-04", follows=REF)
    ran = handouts("history", "2026-020", folder=made)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == f"{REF}: consult of 20 November 2026, number 1"
    assert re.fullmatch(r"  2026-11-22 14:05  a4, 1 page, handouts \S+; 2 times, last at 2026-11-25 08:00", lines[1]), (
        lines[1]
    )
    assert re.fullmatch(rf"    [0-9a-f]{{8}}  content/clients/{REF}\.yaml", lines[2])
    assert lines[-2:] == ["2026-020: consult of 4 December 2026, number 1", "  no sheet was made of it yet"]
    assert CANARY not in ran.out
    assert COMPLAINT not in ran.out


def test_a_consult_that_is_gone_or_broken_keeps_its_history(handouts: Command, made: Path) -> None:
    file = made / f"content/clients/{REF}.yaml"
    file.write_text("date: [\n", encoding="utf-8")
    ran = handouts("history", REF, folder=made)
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"{REF}: no date and no number can be read")
    file.unlink()
    ran = handouts("history", REF, folder=made)
    assert (ran.code, ran.out.splitlines()[0]) == (0, f"{REF}: there is no consult file any more")
    assert "(not there any more)" in ran.out


def test_a_mailed_copy_is_told_as_such_also_of_a_sheet_that_did_not_change(clinic: Path) -> None:
    for mail, minute in (("vier-losse-woorden-hier", 1), (None, 2), ("vier-losse-woorden-hier", 3)):
        built(clinic, at=f"2026-11-22 14:0{minute}", mail=mail)
    (past,) = trace(Folder(clinic), REF).consults
    assert [(each.line.when[-1], each.line.mailed) for each in past.made] == [("1", True), ("3", True)]
    assert all(each.sentence.endswith(", copy for mail") for each in past.made)
    assert past.made[0].line._replace(when="", files="") == past.made[1].line._replace(when="", files="")


def test_a_lost_key_makes_no_file_look_changed(handouts: Command, made: Path) -> None:
    (made / KEY).unlink()
    ran = handouts("history", REF, folder=made)
    assert "changed since" not in ran.out
    assert "key of the records was lost" in ran.err


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", 5), ("sources", "5"), ("sources", "{"), ("sources", '{"a": 5}'), ("sources", b"\xff"), ("pages", "vier"),
        ("key", b"x"), ("format", b""), ("batch", "ja"), ("sources", "[" * 100_000),
    ],
)  # fmt: skip
def test_a_line_that_was_tampered_with_is_passed_over(handouts: Command, made: Path, column: str, value: Any) -> None:
    built(made, force=True, at="2026-11-25 08:00")
    query(made, f"UPDATE made SET {column} = ? WHERE at LIKE '2026-11-22%'", value)  # noqa: S608
    ran = handouts("history", REF, folder=made)
    assert (ran.code, ran.out.count("2026-11-22 14:05"), ran.out.count("2026-11-25 08:00")) == (0, 0, 1)


def ruin(path: Path) -> bytes:
    """Damages a database behind its first page; returns its bytes."""
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    return bytes(data)


def test_damaged_records_are_told_of_once_and_kept_beside(handouts: Command, made: Path) -> None:
    before = {name: ruin(made / name) for name in (HISTORY, CACHE)}
    ran = handouts("sheet", REF, folder=made)
    assert (ran.code, ran.err.count("[damaged-records]")) == (0, 2)
    assert f"{HISTORY}: warning: a part of the records of earlier sheets cannot be read" in ran.err
    assert handouts("sheet", REF, folder=made).err == ""
    beside = made / f"{HISTORY}.damaged"
    assert (beside.read_bytes(), beside.stat().st_mode & 0o777) == (before[HISTORY], 0o600)
    assert not (made / f"{CACHE}.damaged").exists(), "what is up to date can be found out again"
    first = ruin(made / HISTORY)
    assert handouts("sheet", REF, "--force", folder=made).err.count("[damaged-records]") == 1
    assert (made / f"{HISTORY}.damaged-2").read_bytes() == first


def test_what_can_be_read_of_a_damaged_history_goes_on(handouts: Command, made: Path) -> None:
    values = "'2026-11-01 10:00', 'a4', 0, '0.1', 1, 0, '{}', 'k', 0, '', ''"
    lines = ", ".join(f"(NULL, 'oud-{number:03}', {values})" for number in range(400))
    query(made, f"INSERT INTO made VALUES {lines}")  # noqa: S608
    data = bytearray((made / HISTORY).read_bytes())
    pages = len(data) // 4096
    assert pages > 6
    data[4096 * (pages // 2) : 4096 * (pages // 2 + 1)] = b"\xa5" * 4096
    (made / HISTORY).write_bytes(data)
    assert handouts("sheet", REF, "--force", folder=made).err.count("[damaged-records]") == 1
    known = {ref for (ref,) in query(made, "SELECT ref FROM made")}
    assert {REF, "oud-100", "oud-399"} <= known
    assert 200 < len(known) < 401
    assert query(made, "PRAGMA integrity_check") == [("ok",)]


def test_whoever_only_looks_leaves_damaged_records_as_they_are(handouts: Command, made: Path) -> None:
    before = ruin(made / HISTORY)
    for command in (("history", REF), ("check",), ("history", REF, "--json")):
        ran = handouts(*command, folder=made)
        assert (ran.code, "damaged-records" in ran.err + ran.out) == (0, command[0] == "history"), command
    assert (made / HISTORY).read_bytes() == before
    assert not (made / f"{HISTORY}.damaged").exists()


def test_damaged_records_that_were_kept_are_named_when_a_consult_goes(handouts: Command, made: Path) -> None:
    ruin(made / HISTORY)
    assert handouts("sheet", REF, "--force", folder=made).code == 0
    said = handouts("forget", REF, "--yes", folder=made).err
    assert ".state/history.db.damaged stays: a damaged record that may name one of these" in said


def test_damage_is_seen_before_it_is_said_what_goes(handouts: Command, made: Path) -> None:
    for name in (HISTORY, CACHE):
        ruin(made / name)
    ran = handouts("forget", REF, "--yes", folder=made)
    assert "history.db cannot be read as a whole. Once it is put aside as history.db.damaged, that may name" in ran.err
    named = [each.name for each in (made / "output/.state").rglob("*") if REF.encode() in each.read_bytes()]
    assert set(named) <= {"history.db.damaged"}
    assert f"Nothing here has the reference “{REF}”" in (again := handouts("forget", REF, folder=made)).err
    assert again.err.count(".state/history.db.damaged stays") == os.path.lexists(made / f"{HISTORY}.damaged")


def test_a_consult_that_only_the_records_of_others_name_can_be_forgotten(handouts: Command, clinic: Path) -> None:
    consult(clinic, "2026-015", follows=REF)
    statuses(clinic)
    built(clinic, "2026-015")
    records = Records(Folder(clinic))
    for path in (f"content/clients/{REF}.yaml", f"output/sheets/{REF}.pdf"):
        (clinic / path).unlink()
    records.cache.forget(REF)
    query(clinic, "DELETE FROM made WHERE ref = ?", REF)
    assert forget(Folder(clinic), REF, chain=False, yes=False).going[0].heading.endswith("it is named in the records")
    assert handouts("forget", REF, "--yes").code == 0
    assert REF not in dumped(clinic)


@pytest.mark.parametrize("stands", ["folder", "link", "pipe"])
def test_what_stands_in_the_place_of_the_history_is_put_aside(handouts: Command, made: Path, stands: str) -> None:
    path = made / HISTORY
    path.unlink()
    if stands == "folder":
        path.mkdir()
    elif stands == "link":
        path.symlink_to("nowhere")
    else:
        os.mkfifo(path)
    ran = handouts("sheet", REF, "--force", folder=made)
    assert (ran.code, ran.err.count("[damaged-records]")) == (0, 1)
    assert handouts("sheet", REF, "--force", folder=made).err == ""
    assert len(query(made, "SELECT * FROM made")) == 2


# --- The journal of an earlier version


def earlier(root: Path, ref: str = REF, **more: Any) -> dict[str, Any]:
    """Lays down the journal of a sheet as version 0.1.0 kept it."""
    line = {
        "when": "2026-10-01 09:00", "format": "a4", "mailed": True, "version": "0.1.0", "pages": 2, "warnings": 1,
        "sources": {f"content/clients/{ref}.yaml": "0" * 32}, "key": "12345678",
    }  # fmt: skip
    data = {"version": 2, "formats": ["a4"], "source": "x", "made": {}, "history": [line], **more}
    put(root, f"output/.state/sheets/{ref}.json", json.dumps(data))
    return line


def test_the_history_of_an_earlier_version_is_taken_over_once_and_said(handouts: Command, clinic: Path) -> None:
    line = earlier(clinic)
    put(clinic, "output/.state/brochures/proef.json", "{}")
    put(clinic, "output/.state/batches/0.json", "{}")
    ran = handouts("sheet", REF)
    assert (ran.code, ran.err.count("The history of 1 sheet was taken over from an earlier version.")) == (0, 1)
    assert handouts("sheet", REF).err == ""
    assert list((clinic / "output/.state").rglob("*.json")) == []
    (past,) = trace(Folder(clinic), REF).consults
    assert past.made[0].line == Line(**line)
    assert len(past.made) == 2


@pytest.mark.parametrize("command", [("history", REF), ("build",)])
def test_other_commands_take_an_earlier_history_over_too(handouts: Command, clinic: Path, command: Any) -> None:
    earlier(clinic)
    assert handouts(*command).code == 0
    assert "2026-10-01 09:00" in handouts("history", REF).out


@pytest.mark.parametrize("lines", [5, "x", [5], [{}], [{"sources": 5}], [{"when": "x"}], None, {"a": 1}], ids=str)
def test_what_can_be_read_of_an_earlier_history_is_taken_over_and_the_file_stays(
    handouts: Command, clinic: Path, lines: Any
) -> None:
    whole = earlier(clinic)
    odd = [{**whole, "pages": "4"}, {**whole, "sources": {"a": 5}}, {**whole, "more": 1}]
    earlier(clinic, history=[*lines, *odd, whole] if isinstance(lines, list) else lines)
    before = (clinic / f"output/.state/sheets/{REF}.json").read_bytes()
    ran = handouts("sheet", REF)
    assert (ran.code, f"{REF}.json.damaged not all could be read" in ran.err) == (0, True)
    assert (clinic / f"output/.state/sheets/{REF}.json.damaged").read_bytes() == before
    assert handouts("history", REF).out.count("2026-10-01 09:00") == isinstance(lines, list)


def test_an_earlier_history_that_is_no_json_stays_beside(handouts: Command, clinic: Path) -> None:
    put(clinic, f"output/.state/sheets/{REF}.json", "{")
    assert "not all could be read" in handouts("sheet", REF).err
    assert (clinic / f"output/.state/sheets/{REF}.json.damaged").read_bytes() == b"{"
    assert handouts("forget", REF, "--yes").code == 0
    assert list((clinic / "output/.state/sheets").iterdir()) == []


@pytest.mark.parametrize("records", [[HISTORY], [HISTORY, CACHE]], ids=["of the cache", "of what lies there"])
def test_a_history_without_its_file_never_says_that_no_sheet_was_made(made: Path, records: list[str]) -> None:
    for name in records:
        (made / name).unlink()
    found = trace(Folder(made), REF)
    assert [(each.rule, str(each.mark)) for each in found.problems] == [("damaged-records", HISTORY)]
    assert found.problems[0].for_json("nl")["message"].endswith(f"zijn gemaakt: {REF}")
    assert [*found.consults[0].lines()][1] == "  it is not known when a sheet of it was made"
    (made / f"content/clients/{REF}.yaml").unlink()
    assert [past.ref for past in trace(Folder(made), REF).consults] == [REF]


def test_a_consult_without_a_sheet_has_a_whole_history(made: Path) -> None:
    consult(made, "2026-015")
    found = trace(Folder(made), "2026-015")
    assert (found.problems, [*found.consults[0].lines()][1]) == ((), "  no sheet was made of it yet")


def test_a_history_never_reads_outside_the_folder(handouts: Command, made: Path) -> None:
    put(made.parent, "geheim.yaml")
    sources = {"../geheim.yaml": "x" * 32, "/etc/hosts": "y" * 32}
    query(made, "UPDATE made SET sources = ?", json.dumps(sources))
    assert handouts("history", REF, folder=made).out.count("(not there any more)") == 2


def test_an_unknown_reference_is_wrong_use_and_the_nearest_is_named(handouts: Command, made: Path) -> None:
    for command in ("history", "forget"):
        ran = handouts(command, "2026-041", folder=made)
        assert ran.code == 2
        assert f"Did you mean {REF} (Kanarina)?" in ran.err
        assert handouts(command, "../x", folder=made).code == 2


CARDS = {
    "2026-001": ConsultSummary(first_name="Anja"),
    "2026-002": ConsultSummary(first_name="Bo"),
    "2026-003": ConsultSummary(first_name="Bo"),
}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Anja", "Did you mean 2026-001 (Anja)?"),
        ("anja", "Did you mean 2026-001 (Anja)?"),
        ("Anja Jansen", "Did you mean 2026-001 (Anja)?"),
        ("Anjs", "Did you mean 2026-001 (Anja)?"),
        ("Bo", "Did you mean 2026-002 (Bo) or 2026-003 (Bo)?"),
        ("2026-004", "Did you mean 2026-003 (Bo)?"),
        ("Floris", None),
    ],
)
def test_a_first_name_leads_to_its_references(word: str, meant: str | None) -> None:
    assert meant_refs(word, CARDS, sorted(CARDS)) == meant


def test_what_is_no_reference_is_refused_with_an_example_of_one() -> None:
    with pytest.raises(UsageError) as refused:
        as_ref("Bo de Wit", CARDS, ["2026-002"])
    assert refused.value.message == (
        "“Bo de Wit” is not a reference: that is the name of a consult's file, such as 2026-014. "
        "Did you mean 2026-002 (Bo)?"
    )


def test_a_circle_and_a_reference_that_is_not_there_are_said(handouts: Command, clinic: Path) -> None:
    for ref, follows in (("a1", "a3"), ("a2", "a1"), ("a3", "a2"), ("b2", "b1"), ("c1", "c1")):
        consult(clinic, ref, follows=follows)
    assert "in a circle: a1 → a3 → a2 → a1." in handouts("history", "a2").err
    assert "in a circle: c1 → c1." in handouts("history", "c1").err
    assert handouts("history", "b2").err == "b2 follows b1, and there is no consult b1.\n"
    assert [line[:3] for line in handouts("history", "a2").out.splitlines()[::2]] == ["a1:", "a2:", "a3:"]


REFS = st.sampled_from([f"r{number}" for number in range(8)])


@given(st.dictionaries(REFS, st.none() | REFS), REFS)
def test_a_chain_is_the_same_from_each_of_its_consults(follows: dict[str, str | None], ref: str) -> None:
    cards = {each: ConsultSummary(follows=before) for each, before in follows.items()}
    chain = chain_of(cards, ref)
    assert chain[0] == ref
    assert all(set(chain_of(cards, other)) == set(chain) for other in chain)
    ordered = oldest_first(cards, chain)
    assert sorted(ordered) == sorted(chain)
    if not circle_in(cards, chain):
        for each in chain:
            before = follows.get(each)
            assert before is None or ordered.index(before) < ordered.index(each)


# --- Throwing away


def tree(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_symlink() or not path.is_dir()}


OWNED = [
    "content/clients/{}.yaml", "content/clients/{}.yaml~", "content/clients/.{}.yaml.swp",
    "content/clients/.{}.yaml.swo", "content/clients/{}.yaml.bak", "content/clients/#{}.yaml#",
    "content/clients/.#{}.yaml", "content/clients/._{}.yaml", "content/clients/.{}.yaml.un~",
    "content/clients/{}.yaml.~2~", "content/clients/{}.yaml.orig", "content/clients/{}.yaml.save",
    "output/sheets/{}.pdf", "output/sheets/{}.mail.pdf", "output/sheets/{}.p1.png", "output/sheets/{}.p12.png",
    "output/sheets/{}.mail.p1.png", "output/.state/sheets/{}.json.damaged", "output/.state/sheets/{}.json.damaged-2",
    *(f"output/sheets/{{}}.{name}{rest}" for name in FORMATS for rest in (".pdf", ".mail.pdf", ".p1.png")),
]  # fmt: skip
OTHERS = [
    "content/modules/{}.yaml", "content/sheets/{}.yaml", "content/brochures/{}.yaml", "content/images/{}.png",
    "output/brochures/{}.a4.pdf", "{}.yaml", "{}.pdf", "output/{}.pdf",
    "content/clients/{} kopie.yaml", "content/clients/{}.txt", "output/sheets/{}.notes.pdf",
    "output/sheets/{}.pdf.zip", "output/sheets/x{}.pdf",
]  # fmt: skip


@pytest.mark.parametrize("ref", ["2026-01", "a", "2026-014", "A-1-b"])
def test_what_a_reference_owns_goes_and_nothing_else(practice: Path, ref: str) -> None:
    owned = {put(practice, name.format(ref)).relative_to(practice).as_posix() for name in OWNED}
    for other in (f"{ref}4", f"{ref}-4", f"4{ref}", f"{ref}-a4", ref.swapcase() + "-", f"{ref}.a4", f"{ref}_2"):
        for name in (*OWNED, *OTHERS):
            if not other.startswith(f"{ref}.") or name.startswith("content/clients"):
                put(practice, name.format(other))
    for name in OTHERS:
        put(practice, name.format(ref))
    before = tree(practice)
    plan = forget(Folder(practice), ref, chain=False, yes=False)
    assert {path.relative_to(practice.resolve()).as_posix() for path in plan.files} == owned
    assert tree(practice) == before
    deletions: list[Deletion] = []
    forget(Folder(practice), ref, chain=False, yes=True, report=deletions.append)
    assert [deletion.reason for deletion in deletions] == [None] * len(owned)
    assert before - tree(practice) == owned
    assert plan.files[-1].name == f"{ref}.yaml"


@given(
    st.from_regex(r"[A-Za-z0-9]{1,4}(-[A-Za-z0-9]{1,3}){0,2}", fullmatch=True),
    st.sampled_from([name.rpartition("/")[2] for name in OWNED]),
)
def test_no_file_of_one_reference_is_anothers(one: str, name: str) -> None:
    assert ref_by_name(name.format(one)) == one


def test_without_yes_it_is_only_said(handouts: Command, made: Path) -> None:
    before = tree(made)
    ran = handouts("forget", REF, folder=made)
    assert ran.code == 0
    assert ran.err.endswith("nothing deleted yet; add --yes\n")
    for name in (f"output/sheets/{REF}.pdf", "output/.state knows of it", f"content/clients/{REF}.yaml"):
        assert name in ran.out
    assert tree(made) == before
    assert CANARY not in ran.out + ran.err


def test_with_yes_nothing_of_the_consult_is_left(handouts: Command, made: Path) -> None:
    ran = handouts("forget", REF, "--yes", folder=made)
    assert ran.code == 0
    assert not [name for name in tree(made) if REF in name]
    assert REF not in dumped(made), "what is deleted is overwritten"
    for path in made.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes()
    assert "backups" in ran.err
    assert "nothing deleted yet" not in ran.err
    assert handouts("forget", REF, "--yes", folder=made).code == 2


def test_a_sheet_without_its_consult_can_be_forgotten(handouts: Command, made: Path) -> None:
    (made / f"content/clients/{REF}.yaml").unlink()
    ran = handouts("forget", REF, folder=made)
    assert f"{REF}: no consult file" in ran.out
    assert handouts("forget", REF, "--yes", folder=made).code == 0
    assert not [name for name in tree(made) if REF in name]


def test_another_output_folder_is_left_and_said(handouts: Command, made: Path, tmp_path: Path) -> None:
    built(made, output=tmp_path / "elders")
    before = tree(tmp_path / "elders")
    ran = handouts("forget", REF, "--yes", folder=made)
    assert ran.code == 0
    assert "--output" in ran.err
    assert tree(tmp_path / "elders") == before


def test_a_consult_that_follows_one_that_goes_is_said(handouts: Command, clinic: Path) -> None:
    consult(clinic, "2026-020", follows=REF)
    assert f"2026-020 stays, and says that it follows {REF}." in handouts("forget", REF).err
    assert "stays" not in handouts("forget", REF, "--chain").err


def test_what_is_named_after_it_and_stays_is_said(handouts: Command, clinic: Path) -> None:
    for name in (f"{REF} kopie.yaml", f"{REF}5 kopie.yaml", f"{REF}.txt"):
        put(clinic, f"content/clients/{name}")
    (clinic / f"output/sheets/{REF}.pdf").mkdir(parents=True)
    said = handouts("forget", REF, "--yes").err
    assert f"{REF} kopie.yaml stays" in said
    assert f"{REF}.txt stays" in said
    assert f"{REF}.pdf stays" in said
    assert f"{REF}5" not in said


# What editors, clouds and people leave of a consult, and copies of its sheet.
COPIES = [
    "content/clients/.goutputstream-AB12CD", "content/clients/4913", "content/clients/sed8kPq2",
    "content/clients/.nfs000001", "content/clients/oud/{}.yaml", "content/clients/{} kopie.yaml",
    "content/clients/oud/2024/consult.txt", "output/.{}.yaml.tmp",
]  # fmt: skip
SHEETS_COPIED = ["output/{}.pdf", "output/kopie.pdf", "output/sheets/kopie.pdf", "content/clients/{} (1).pdf"]
STRANGE = [
    ("content/clients/.goutputstream-AB12CE", CONSULT.replace(REF, "2026-015")),
    ("content/clients/concept.yaml", CONSULT.replace(CANARY, "Gerrit")),
    ("content/clients/oud/concept.yaml", CONSULT.replace("2026-11-20", "2026-12-01")),
    ("content/clients/oud/2026-015.yaml", CONSULT),
    ("content/clients/rooster.csv", f"{REF};{CANARY}\n2026-015;Gerrit\n"),
    ("output/verslag.csv", f"row;ref\n2;{REF}\n"),
    ("output/brief.txt", f"Beste {CANARY}, tot dan."),
    ("output/dagboek.txt", "Zij zei: een zin die van haar alleen is. En meer."),
    ("output/sheets/leeg.pdf", "%PDF-1.7 van een ander"),
    ("content/clients/leeg", ""),
    ("content/clients/logo.svg", "<svg/>"),
    ("content/clients/2026-0145.txt", "2026-0145 en 12026-014 en 2026-014-2"),
]


def test_copies_go_by_what_they_say_and_what_else_names_it_is_said(practice: Path) -> None:
    put(practice, f"content/clients/{REF}.yaml", f"{CONSULT}greeting: een zin die van haar alleen is\n")
    put(practice, f"output/sheets/{REF}.pdf", f"%PDF-1.7 {CANARY}")
    copies = {name.format(REF) for name in (*COPIES, *SHEETS_COPIED)}
    for name in copies:
        put(practice, name, f"%PDF-1.7 {CANARY}" if name.endswith(".pdf") else CONSULT + "number: 3\n")
    for name, text in STRANGE:
        put(practice, name, text)
    before = tree(practice)
    remarks = forget(Folder(practice), REF, chain=False, yes=True).remarks
    assert before - tree(practice) == {*copies, f"content/clients/{REF}.yaml", f"output/sheets/{REF}.pdf"}
    named = {name for name, _ in STRANGE if any(f"{name} stays" in str(each) for each in remarks)}
    assert {name for name, _ in STRANGE} - named == {
        "output/sheets/leeg.pdf", "content/clients/leeg", "content/clients/logo.svg", "content/clients/2026-0145.txt",
    }  # fmt: skip


def test_a_copy_of_a_sheet_goes_also_under_the_name_of_another(made: Path) -> None:
    other = put(made, "content/clients/2026-015.yaml", CONSULT.replace(REF, "2026-015").replace(CANARY, "Gerrit"))
    copies = {
        f"output/{name}" for name in ("sheets/2026-015.pdf", "sheets/2026-015.a5.mail.pdf", "brochures/kort.card.pdf")
    }
    for name in copies:
        (made / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(made / f"output/sheets/{REF}.pdf", made / name)
    own = put(made, "output/sheets/2026-015.large-print.pdf", "%PDF-1.7 Gerrit")
    forget(Folder(made), REF, chain=False, yes=True)
    assert copies & tree(made) == set()
    assert other.exists()
    assert own.exists()


def test_a_consult_that_was_copied_for_another_client_is_said_and_stays(practice: Path) -> None:
    consult(practice, REF)
    other = put(practice, "content/clients/2026-015.yaml", CONSULT)
    remarks = forget(Folder(practice), REF, chain=False, yes=True).remarks
    assert other.exists()
    assert any("content/clients/2026-015.yaml stays" in each for each in remarks)


def test_what_a_program_left_goes_also_where_the_consult_is_gone(practice: Path) -> None:
    left = put(practice, "content/clients/.nfs000001", CONSULT)
    seen = put(practice, "content/clients/kladje.txt", CONSULT)
    remarks = forget(Folder(practice), REF, chain=False, yes=True).remarks
    assert (left.exists(), seen.exists()) == (False, True)
    assert any("content/clients/kladje.txt stays" in each for each in remarks)


def test_check_names_what_among_the_consults_is_not_read(practice: Path) -> None:
    consult(practice, REF)
    unread = {name.format(REF) for name in COPIES[:5]}
    for name in (*unread, "content/clients/.DS_Store", f"content/clients/{REF}.yaml~", "content/clients/x.yaml.swp"):
        put(practice, name)
    put(practice, "content/clients/leeg", "")
    put(practice, "content/clients/.git/objects/4b825dc")
    found = [*unread_among_clients(Folder(practice))]
    assert {each.mark.file for each in found} == unread
    assert {(each.rule, each.severity) for each in found} == {("not-read", "warning")}


@pytest.fixture
def chained(clinic: Path) -> Path:
    """a1 ← a2 ← a3, a2 ← b1, with sheets; and a consult that has nothing to do with them."""
    for ref, day, follows in (
        ("a1", "2025-01-10", ""), ("a2", "2025-06-10", "a1"), ("a3", "2026-11-10", "a2"), ("b1", "2025-07-01", "a2"),
    ):  # fmt: skip
        consult(clinic, ref, day, follows)
        put(clinic, f"output/sheets/{ref}.pdf")
        put(clinic, f"output/.state/sheets/{ref}.json.damaged", "{}")
    return clinic


def of(root: Path, *refs: str) -> list[str]:
    return sorted(name for name in tree(root) if Path(name).name.partition(".")[0] in refs)


@pytest.mark.parametrize("ref", ["a1", "a2", "a3", "b1"])
def test_a_chain_goes_in_both_directions(handouts: Command, chained: Path, ref: str) -> None:
    assert handouts("forget", ref, "--chain", "--yes").code == 0
    assert of(chained, "a1", "a2", "a3", "b1") == []
    assert of(chained, REF) != []


def test_a_circle_goes_as_a_chain(handouts: Command, clinic: Path) -> None:
    consult(clinic, "c1", follows="c2")
    consult(clinic, "c2", follows="c1")
    assert handouts("forget", "c1", "--chain", "--yes").code == 0
    assert of(clinic, "c1", "c2") == []


@pytest.mark.parametrize("ref", ["a1", "a2", "a3"])
def test_a_run_that_was_killed_is_finished_by_the_next(chained: Path, tmp_path: Path, ref: str) -> None:
    steps = len(forget(Folder(chained), ref, chain=True, yes=False).files)
    assert steps == 12
    for killed_after in range(1, steps):
        root = Path(shutil.copytree(chained, tmp_path / f"kopie{killed_after}"))
        done: list[Deletion] = []

        def killed(deletion: Deletion, done: list[Deletion] = done, most: int = killed_after) -> None:
            done.append(deletion)
            if len(done) == most:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            forget(Folder(root), ref, chain=True, yes=True, report=killed)
        assert not forget(Folder(root), ref, chain=True, yes=True).failed
        assert of(root, "a1", "a2", "a3", "b1") == []


def test_no_build_writes_while_a_consult_goes(made: Path) -> None:
    with (made / "output/.state/write.lock").open("r+") as lock:

        def locked(_: Deletion) -> None:
            with pytest.raises(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

        forget(Folder(made), REF, chain=False, yes=True, report=locked)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def finishing(root: Path, monkeypatch: pytest.MonkeyPatch, *, first: bool) -> list[Outcome]:
    """A build that has made a sheet and waits to write it, while `forget` gets the lock before it or after it."""
    outcomes: list[Outcome] = []
    write_lock = Records.write_lock

    @contextmanager
    def delayed(records: Records) -> Iterator[None]:
        monkeypatch.undo()
        if first:
            outcomes.extend(built(root))
        with write_lock(records):
            yield

    if first:
        monkeypatch.setattr(Records, "write_lock", delayed)
        forget(Folder(root), REF, chain=False, yes=True)
    else:
        make = Maker(Folder(root), TODAY).make

        def forgotten(job: Job) -> Product:
            product = make(job)
            if job.format:
                forget(Folder(root), REF, chain=False, yes=True)
            return product

        options = BuildOptions(kinds=(SHEETS,))
        outcomes.extend(build(Folder(root), [REF], options, today=TODAY, make=forgotten))
    return outcomes


@pytest.mark.parametrize("first", [True, False])
def test_of_a_sheet_that_is_finished_while_its_consult_goes_nothing_is_left(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    assert [each.status for each in finishing(clinic, monkeypatch, first=first)] == ["made" if first else "failed"]
    assert not [name for name in tree(clinic) if REF in name]
    assert REF not in dumped(clinic)


def test_a_print_of_many_sheets_goes_with_each_of_them(made: Path) -> None:
    sheet = made.resolve() / f"output/sheets/{REF}.pdf"
    mine, others, unknown = (put(made.resolve(), f"output/print/{name}.pdf", "x") for name in ("a", "b", "c"))
    records = Records(Folder(made))
    for path, used in ((mine, {sheet: "x"}), (others, {sheet.with_name("2026-01.pdf"): "x"})):
        product = Product(b"x", 0, (), used, frozenset(), {}, None)
        output = OutputId("print", path.stem, "print", f"print/{path.name}")
        records.cache.put(output, product, TODAY, personal=True)
    (made / f"content/clients/{REF}.yaml").unlink()
    went = forget(Folder(made), REF, chain=False, yes=True)
    assert {path for path in (mine, others, unknown) if path.exists()} == {others, unknown}
    assert "print/a.pdf" not in {file.path for file in records.cache.files()}
    assert [said for said in went.remarks if said.startswith("print/")] == [
        "print/c.pdf stays: it holds many sheets, maybe one of these. Delete it once it is printed."
    ]


def test_the_history_names_the_brochures_that_were_attached() -> None:
    inputs = {"own:content/brochures/proef.yaml": "1", "own:styles/sheet.css": "2", "shipped:templates/a4.html": "3"}
    assert sources_of(inputs) == {"content/brochures/proef.yaml": "1"}


def test_to_list_what_would_go_writes_nothing(clinic: Path) -> None:
    earlier(clinic)
    for name in ("output", "output/.state"):
        (clinic / name).chmod(0o755)
    put(clinic, KEY, "x" * 32).chmod(0o644)
    before = {path: (path.stat().st_mode, path.stat().st_mtime_ns) for path in clinic.rglob("*")}
    (going,) = forget(Folder(clinic), REF, chain=False, yes=False).going
    assert [path.name for path in going.files] == [f"{REF}.json"]
    assert {path: (path.stat().st_mode, path.stat().st_mtime_ns) for path in clinic.rglob("*")} == before


def test_a_file_that_cannot_be_deleted_is_said_and_the_rest_goes(
    handouts: Command, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def stuck(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".pdf":
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", stuck)
    ran = handouts("forget", REF, "--yes", folder=made)
    assert ran.code == 3
    assert f"{REF}.pdf was not deleted: Permission denied." in ran.err
    assert f"What is known of {REF} stays until all else can be deleted" in ran.err
    assert {name for name in tree(made) if REF in name} == {f"output/sheets/{REF}.pdf", f"content/clients/{REF}.yaml"}


def test_a_consult_stays_until_its_records_can_be_deleted(
    handouts: Command, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(_records: Records, _ref: str) -> None:
        raise BrokenEnvironment(".state/history.db was not written: Read-only file system.")

    with monkeypatch.context() as context:
        context.setattr(Records, "forget", read_only)
        ran = handouts("forget", REF, "--yes", folder=made)
    assert ran.code == 3
    assert f"The consult of {REF} stays until what is recorded of it can be deleted" in ran.err
    assert {name for name in tree(made) if REF in name} == {f"content/clients/{REF}.yaml"}
    assert handouts("forget", REF, "--yes", folder=made).code == 0
    assert not [name for name in tree(made) if REF in name]


def test_of_a_link_the_link_goes_and_never_its_target(handouts: Command, clinic: Path, tmp_path: Path) -> None:
    target = put(tmp_path, "elders/doel.txt", CONSULT)
    lost = tmp_path / "bestaat-niet"
    for name, to in {
        f"content/clients/{REF}.yaml": target,
        f"output/sheets/{REF}.pdf": target,
        f"output/sheets/{REF}.a4.pdf": target.parent,
        f"content/clients/.#{REF}.yaml": lost,
    }.items():
        (clinic / name).unlink(missing_ok=True)
        (clinic / name).parent.mkdir(parents=True, exist_ok=True)
        (clinic / name).symlink_to(to)
    assert handouts("forget", REF, "--yes").code == 0
    assert not [name for name in tree(clinic) if REF in name]
    assert target.read_text(encoding="utf-8") == CONSULT


@pytest.mark.parametrize("place", ["content/clients", "output", "output/sheets"])
def test_a_folder_that_leads_elsewhere_is_left_alone_and_said(
    handouts: Command, made: Path, tmp_path: Path, place: str
) -> None:
    (made / place).rename(tmp_path / "elders")
    (made / place).symlink_to(tmp_path / "elders")
    before = tree(tmp_path / "elders")
    ran = handouts("forget", REF, "--yes", folder=made)
    assert ran.code == 3
    assert "leads out of the practice folder by a link" in ran.err
    assert tree(tmp_path / "elders") == before


def test_temporary_files_that_were_left_behind_go_too_and_those_being_written_are_said(
    handouts: Command, made: Path
) -> None:
    left = put(made, "output/sheets/.handouts-00.part")
    busy = put(made, "content/clients/.handouts-11.part")
    with busy.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        ran = handouts("forget", REF, "--yes", folder=made)
    assert ran.code == 0
    assert not left.exists()
    assert busy.exists()
    assert "Temporary files stay that another run is writing" in ran.err


def test_what_a_killed_run_left_goes_and_it_is_said_that_there_is_nothing_of_a_reference(
    handouts: Command, practice: Path
) -> None:
    left = put(practice, "output/sheets/.handouts-00.part")
    nothing = f"Nothing here has the reference “{REF}”: no consult, no sheet, no record."
    for yes, stays in (((), True), (("--yes",), False), (("--yes",), False)):
        ran = handouts("forget", REF, *yes)
        assert (ran.code, nothing in ran.err, left.exists()) == (2, True, stays)


def test_a_first_name_for_a_reference_is_answered_with_the_reference_alone(handouts: Command, practice: Path) -> None:
    put(practice, f"content/clients/{REF}.yaml", f"ref: {REF}\nclient: {{first_name: Truus}}\ndate: 2026-11-20\n")
    ran = handouts("forget", "Truus")
    assert f"Nothing here has the reference “Truus”: no consult, no sheet, no record. Did you mean {REF}" in ran.err
    assert "stays" not in ran.err
    kept = put(practice, "content/clients/oud/brief.txt", "Truus sliep slecht.")
    assert "brief.txt stays" in handouts("forget", "Truus").err, "what another than the consult says of her is said"
    assert kept.exists()


def test_git_is_named_where_it_remembers(practice: Path) -> None:
    assert not [sentence for sentence in beyond_reach(Folder(practice)) if "git" in sentence]
    put(practice.parent, ".git", "gitdir: elsewhere")
    assert [sentence for sentence in beyond_reach(Folder(practice)) if "git repository" in sentence]


@pytest.mark.parametrize(
    ("age", "day"),
    [
        ("30d", "2026-10-23"), ("8w", "2026-09-27"), ("1m", "2026-10-22"), ("12m", "2025-11-22"), ("5y", "2021-11-22"),
        ("11m", "2025-12-22"), ("9999y", "0001-01-01"), ("9999d", "1999-07-08"),
    ],
)  # fmt: skip
def test_an_age_counts_back_by_the_calendar(age: str, day: str) -> None:
    assert back(age, TODAY) == date.fromisoformat(day)
    assert back("1m", date(2026, 3, 31)) == date(2026, 2, 28)
    assert back("1y", date(2028, 2, 29)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    "age", ["", "30", "d", "0d", "-1d", "30 d", "1.5y", "30D", "1h", "12345d", "²d", "30d\n", "٣d"]
)
def test_any_other_age_is_wrong_use(handouts: Command, age: str) -> None:
    with pytest.raises(UsageError):
        back(age, TODAY)
    assert handouts("purge", f"--older-than={age}").code == 2


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(1, 9999), st.sampled_from("dwmy"))
def test_no_age_fails_and_more_is_never_later(today: date, number: int, unit: str) -> None:
    assert back(f"{number}{unit}", today) < today
    assert number == 9999 or back(f"{number + 1}{unit}", today) <= back(f"{number}{unit}", today)


def going(root: Path, age: str, *, chain: bool = False) -> list[str]:
    return sorted(each.ref for each in purge(Folder(root), age, today=TODAY, chain=chain, yes=False).going)


def test_a_purge_goes_by_the_day_of_the_consult(practice: Path) -> None:
    for ref, day in (("oud", "2026-10-22"), ("net", "2026-10-23"), ("dutch", "22-10-2026"), ("later", "2027-01-01")):
        os.utime(consult(practice, ref, day), (0, 0))
    assert going(practice, "30d") == ["dutch", "oud"]


def test_where_no_day_can_be_read_a_purge_goes_by_the_file(practice: Path) -> None:
    def aged(days: int, *names: str, text: str = "date: [\n") -> None:
        day = datetime(2026, 11, 22, 12, tzinfo=UTC) - timedelta(days=days)
        for name in names:
            os.utime(put(practice, name, text), (day.timestamp(), day.timestamp()))

    aged(
        40,
        "content/clients/a1.yaml",
        "output/sheets/b1.pdf",
        "output/.state/sheets/b1.json.damaged",
        "output/sheets/d1.pdf",
    )
    aged(20, "content/clients/a2.yaml", "output/sheets/b2.pdf", "output/.state/sheets/d1.json.damaged")
    aged(40, "content/clients/c1.yaml", text="date: 2026-11-20\nclient: onzin\n")
    aged(40, "content/clients/e1.yaml~", "output/sheets/mijn notities.pdf")
    assert going(practice, "30d") == ["a1", "b1", "e1"]


def test_a_purge_takes_each_consult_by_its_own_age_and_a_chain_by_its_last(chained: Path) -> None:
    assert going(chained, "12m") == ["a1", "a2", "b1"]
    assert going(chained, "12m", chain=True) == []
    assert going(chained, "1w", chain=True) == ["a1", "a2", "a3", "b1"]
    remarks = purge(Folder(chained), "12m", today=TODAY, chain=False, yes=False).remarks
    assert [each for each in remarks if "follows" in each] == ["a3 stays, and says that it follows a2."]
    assert next(each for each in remarks if "damaged" in each).startswith(".state/sheets/a3.json.damaged stays:")


def test_a_purge_lists_first_and_deletes_with_yes(handouts: Command, chained: Path) -> None:
    put(chained, "content/clients/a1 kopie.yaml")
    before = tree(chained)
    ran = handouts("purge", "--older-than", "1d")
    assert ran.code == 0
    assert "a1: consult of 2025-01-10" in ran.out
    assert "nothing deleted yet; add --yes" in ran.err
    assert "a1 kopie.yaml stays" in ran.err
    assert tree(chained) == before
    assert handouts("purge", "--older-than", "9999y", "--yes").err.endswith("Nothing is that old.\n")
    assert tree(chained) - {"output/.state/key", "output/.state/write.lock"} == before
    assert handouts("purge", "--older-than", "1d", "--yes").code == 0
    assert of(chained, "a1", "a2", "b1") == []


def test_history_and_forgetting_load_no_engine(made: Path) -> None:
    code = (
        "import atexit, sys; from handouts.cli import main;"
        "atexit.register(lambda: print({'weasyprint', 'pypdfium2', 'PIL', 'jinja2'} & set(sys.modules)));"
        "main(sys.argv[1:])"
    )
    for command in (["history", REF], ["forget", REF], ["purge", "--older-than", "1d"]):
        ran = [sys.executable, "-c", code, "--folder", str(made), *command]
        assert subprocess.run(ran, check=True, capture_output=True, text=True).stdout.endswith("\nset()\n")
