"""The records of an output folder: what is written stands whole, what is deleted is gone, what is damaged is mended."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import put
from handouts import problems
from handouts.files.asked import ask_for_all_modules, is_first_name
from handouts.files.folder import Folder, TrackedReader, digest
from handouts.languages.messages import translated
from handouts.problems import BrokenEnvironment, Mark, Message, as_message, warning
from handouts.produce.ownership import SheetOwner, refusal
from handouts.records import Records, database, keys
from handouts.records.cache import OutputId
from handouts.records.cipher import decrypt, encrypt
from handouts.records.database import PROGRAMMING_ERRORS, Database
from handouts.records.history import HistoryStore, Line, OwnerKind
from handouts.records.keys import Key
from handouts.records.origin import Origin
from handouts.records.product import Product

TODAY = date(2026, 11, 22)
TABLES = {"word": "(id INTEGER PRIMARY KEY, text TEXT NOT NULL)", "pair": "(a TEXT, b TEXT, PRIMARY KEY (a))"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "output/.state/words.db"


def opened(path: Path, version: int = 1) -> Database:
    return Database(path, {version: TABLES}, {})


def add(database: Database, *words: str) -> None:
    with database.writing() as connection:
        for word in words:
            connection.execute("INSERT INTO word (text) VALUES (?)", (word,))


def words(database: Database) -> list[str]:
    return [text for (text,) in database.rows("SELECT text FROM word ORDER BY id")]


def test_reading_makes_no_file(path: Path) -> None:
    assert words(opened(path)) == []
    assert not path.parent.exists()


def test_what_was_written_is_read_by_another_and_is_owner_only(path: Path) -> None:
    add(opened(path), "een", "twee")
    assert words(opened(path)) == ["een", "twee"]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_of_a_transaction_that_fails_nothing_stands(path: Path) -> None:
    database = opened(path)
    add(database, "een")

    def half() -> None:
        with database.writing():
            add(database, "twee")  # part of the transaction around it
            raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        half()
    assert words(database) == ["een"]
    add(database, "drie")
    assert words(opened(path)) == ["een", "drie"]


def test_what_is_deleted_is_overwritten(path: Path) -> None:
    database = opened(path)
    add(database, "Kanarina", "blijft")
    assert b"Kanarina" in path.read_bytes()
    with database.writing() as connection:
        connection.execute("DELETE FROM word WHERE text = 'Kanarina'")
    assert b"Kanarina" not in path.read_bytes()
    assert words(opened(path)) == ["blijft"]


def test_a_database_of_a_newer_version_is_not_touched(path: Path) -> None:
    add(opened(path, version=2), "een")
    before = path.read_bytes()
    for use in (words, add):
        with pytest.raises(BrokenEnvironment, match="newer version"):
            use(opened(path))
    assert path.read_bytes() == before


LANGUAGE = "language TEXT NOT NULL DEFAULT 'nl'"
SECOND = {**TABLES, "word": f"{TABLES['word'][:-1]}, {LANGUAGE})"}
NEWER = {1: TABLES, 2: SECOND, 3: {**SECOND, "third": "(id TEXT)"}}
UPGRADES = {
    1: lambda connection: connection.execute(f"ALTER TABLE word ADD COLUMN {LANGUAGE}"),
    2: lambda connection: connection.execute("CREATE TABLE third (id TEXT)"),
}


def test_a_database_of_an_earlier_version_is_read_and_goes_on_with_every_row(path: Path) -> None:
    add(opened(path), "een", "twee")
    newer = Database(path, NEWER, UPGRADES)
    assert newer.rows("SELECT text, language FROM word") == [("een", "nl"), ("twee", "nl")]
    assert words(opened(path)) == ["een", "twee"], "reading changes nothing"
    add(newer, "drie")
    assert words(Database(path, NEWER, UPGRADES)) == ["een", "twee", "drie"]
    assert newer.check()
    assert [each.name for each in path.parent.iterdir()] == [path.name], "an earlier version is no damage"


def test_a_rebuildable_database_of_any_other_version_starts_empty_and_is_no_damage(path: Path) -> None:
    for other in (1, 3):
        add(opened(path, version=other), "een")
        rebuilt = Database(path, {2: TABLES})
        assert (words(rebuilt), rebuilt.check()) == ([], True)
        add(rebuilt, "nieuw")
        assert words(Database(path, {2: TABLES})) == ["nieuw"]
        assert [each.name for each in path.parent.iterdir()] == [path.name]
        path.unlink()


def test_a_mistake_in_a_statement_of_ours_is_no_damage_of_the_file(path: Path) -> None:
    add(opened(path), "een")
    database = opened(path)
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        database.rows("SELECT txet FROM word")
    assert not database.damaged
    assert words(database) == ["een"]


MISUSES: dict[str, Callable[[Database], object]] = {
    "too few values": lambda database: database.rows("SELECT text FROM word WHERE text = ?"),
    "too many values": lambda database: database.rows("SELECT text FROM word", ("een",)),
    "a value of another type": lambda database: database.rows("SELECT text FROM word WHERE text = ?", ([],)),
    "a row of another type": lambda database: database.put("word", (None, [])),
}


@pytest.mark.parametrize("misuse", MISUSES.values(), ids=MISUSES.keys())
def test_a_wrong_call_is_neither_damage_nor_a_broken_environment(
    path: Path, misuse: Callable[[Database], object]
) -> None:
    add(opened(path), "een")
    database = opened(path)
    with pytest.raises(PROGRAMMING_ERRORS):
        misuse(database)
    assert (database.damaged, words(database)) == (False, ["een"])


def test_records_that_another_thread_uses_lose_nothing(path: Path) -> None:
    add(opened(path), "een")
    database = opened(path)
    assert words(database) == ["een"]
    with ThreadPoolExecutor(1) as threads:
        for use in (words, add):
            assert isinstance(threads.submit(use, database).exception(), sqlite3.ProgrammingError)
    add(database, "twee")
    assert (database.damaged, words(opened(path))) == (False, ["een", "twee"])


def test_a_database_whose_tables_somebody_changed_is_damaged_and_keeps_its_rows(path: Path) -> None:
    add(opened(path), "een", "twee")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE pair")
    database = opened(path)
    assert database.rows("SELECT a FROM pair") == []
    add(database, "drie")
    assert database.damaged
    assert words(opened(path)) == ["een", "twee", "drie"]


def test_a_full_disk_is_said_and_what_stood_stands(path: Path) -> None:
    database = opened(path)
    add(database, "een")
    database.rows("PRAGMA max_page_count = 4")
    with pytest.raises(BrokenEnvironment, match="the disk is full"):
        add(database, *(f"{number:04000}" for number in range(40)))
    assert words(opened(path)) == ["een"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_closed_is_said(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.parent.chmod(0o500)
    with pytest.raises(BrokenEnvironment, match="was not written"):
        add(opened(path), "een")


def test_a_file_that_was_put_in_its_place_meanwhile_is_the_one_that_is_used(path: Path) -> None:
    first, second = opened(path), opened(path)
    add(first, "een")
    assert words(second) == ["een"]
    path.rename(path.with_suffix(".weg"))
    add(first, "twee")
    assert words(second) == ["twee"]


def test_what_was_deleted_is_in_no_page_once_the_file_is_compact(path: Path) -> None:
    columns = "(output TEXT, path TEXT, PRIMARY KEY (output, path)) WITHOUT ROWID"
    database = Database(path, {1: {"input": columns}}, {})
    for name in ("R-1", "R-2", "R-3"):
        database.put("input", *((f"sheets/{name}.pdf", f"shipped:templates/{number:03}.html") for number in range(62)))
    for _ in range(2):
        with database.writing() as connection:
            connection.execute("DELETE FROM input WHERE output = 'sheets/R-1.pdf'")
    database.compact()
    assert b"R-1" not in path.read_bytes()
    assert database.rows("SELECT COUNT(*) FROM input") == [(124,)]


def test_each_of_many_damages_leaves_a_database_that_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    written = [f"woord {number:05}" for number in range(800)]
    add(opened(path), *written)
    sound = path.read_bytes()
    chance = Random(1)  # noqa: S311  # the same each time
    silent = 0
    for _ in range(100):
        data = bytearray(sound)
        start = chance.randrange(len(data))
        for place in range(start, min(len(data), start + chance.choice([1, 16, 512, 8192]))):
            data[place] = chance.randrange(256)
        path.write_bytes(data[: chance.choice([len(data), len(data), chance.randrange(len(data))])])
        database = opened(path)
        read = words(database)
        add(database, "nieuw")
        after = words(opened(path))
        assert after[-1] == "nieuw" or "nieuw" in after
        assert opened(path).check()
        silent += not database.damaged and read != written
        for each in path.parent.iterdir():
            each.unlink()
    # A letter within a word is a word all the same; what is built of pages and cells is seen.
    assert silent < 30


KILLED = """
import os, signal, sys
from pathlib import Path
from handouts.records.database import Database
database = Database(Path(sys.argv[1]), {1: {"word": "(id INTEGER PRIMARY KEY, text TEXT NOT NULL)"}}, {})
with database.writing() as connection:
    for number in range(4000):
        connection.execute("INSERT INTO word (text) VALUES (?)", (f"{number:0100}",))
    connection.execute("PRAGMA cache_spill = ON")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("UPDATE word SET text = text || 'x'")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_began_is_rolled_back(path: Path) -> None:
    versions: dict[int, Mapping[str, str]] = {1: {"word": TABLES["word"]}}
    add(Database(path, versions, {}), "een")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert killed.returncode == -9
    assert path.with_name(path.name + "-journal").exists()
    assert words(Database(path, versions, {})) == ["een"]
    add(Database(path, versions, {}), "twee")
    assert words(Database(path, versions, {})) == ["een", "twee"]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_damaged_database_does_not_leave_its_journal_to_the_next(path: Path) -> None:
    add(opened(path), "een")
    path.write_bytes(b"x" * 5000)
    path.with_name(path.name + "-journal").write_bytes(b"y" * 5000)
    add(opened(path), "twee")
    assert words(opened(path)) == ["twee"]
    assert not path.with_name(path.name + "-journal").exists()


def test_a_damaged_database_stands_until_what_was_read_of_it_is_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(opened(path), *(f"woord {number:05}" for number in range(300)))
    damaged = bytearray(path.read_bytes())
    damaged[-1000:] = b"x" * 1000
    path.write_bytes(damaged)

    def refuse(*_: object, **__: object) -> None:
        raise BrokenEnvironment("the disk is full")

    with monkeypatch.context() as full:
        full.setattr(database, "write_by", refuse)
        with pytest.raises(BrokenEnvironment, match="the disk is full"):
            add(opened(path), "nieuw")
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    again = opened(path)
    add(again, "nieuw")
    assert again.damaged
    assert len(words(opened(path))) > 100
    assert path.with_name(f"{path.name}.damaged").read_bytes() == bytes(damaged)


def test_each_damaged_database_is_kept_beside_and_for_her_eyes_only(path: Path) -> None:
    path.parent.mkdir(parents=True)
    for name, damage in ((f"{path.name}.damaged", b"x" * 5000), (f"{path.name}.damaged-2", b"y" * 5000)):
        path.write_bytes(damage)
        add(opened(path), "een")
        assert path.with_name(name).read_bytes() == damage
        assert path.with_name(name).stat().st_mode & 0o777 == 0o600
        assert words(opened(path)) == ["een"]


SAYS_NOTHING = (
    "CANTOPEN",
    "IOERR",
    "NOMEM",
    "LOCKED",
    "BUSY",
    "FULL",
    "READONLY",
    "PERM",
    "AUTH",
    "PROTOCOL",
    "INTERRUPT",
)


@pytest.mark.parametrize("name", SAYS_NOTHING)
def test_a_database_that_cannot_be_opened_is_not_taken_for_a_damaged_one(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    add(opened(path), "een")

    def refuse(*_: object, **__: object) -> sqlite3.Connection:
        reason = sqlite3.OperationalError("unable to open database file")
        reason.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{name}")
        raise reason

    with monkeypatch.context() as closed:
        closed.setattr(database, "_connect", refuse)
        for use in (words, add, Database.check):
            with pytest.raises(BrokenEnvironment, match="was not"):
                use(opened(path))
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert words(opened(path)) == ["een"]


def test_a_folder_that_nobody_may_look_into_is_not_taken_for_an_empty_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(opened(path), "een")

    def refuse(_: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "lstat", refuse)
    for use in (words, Database.check):
        with pytest.raises(BrokenEnvironment, match="was not read: Permission denied"):
            use(opened(path))


def test_whoever_wrote_the_file_runs_no_code_of_his(path: Path) -> None:
    add(opened(path), "een")
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON word BEGIN DELETE FROM word; END")
    add(opened(path), "twee")
    assert opened(path).check()


def test_a_key_that_cannot_be_read_now_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = tmp_path / ".state"
    Key(state).persist()
    stored = (state / "key").read_bytes()

    def refuse(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as closed:
        closed.setattr(keys, "read_regular", refuse)
        with pytest.raises(BrokenEnvironment, match="cannot be read"):
            Key(state).persist()
        with Records(Folder(tmp_path), tmp_path).write_lock():
            pass
    assert (state / "key").read_bytes() == stored


# --- The history, and that of another version of the program


def line(when: str, *, batch: bool = False) -> Line:
    return Line(when, "a4", False, "0.1.0", 2, 0, {"content/practice.yaml": "0" * 32}, "12345678", batch)


def history(tmp_path: Path) -> HistoryStore:
    key = Key(tmp_path)
    key.persist()
    return HistoryStore(tmp_path, key)


def test_lines_that_were_made_after_going_back_a_version_are_taken_over_in_their_place(tmp_path: Path) -> None:
    store = history(tmp_path)
    one, two, three = line("2026-10-01 09:00"), line("2026-10-02 09:00"), line("2026-10-03 09:00")
    store.add("R-1", one)
    store.add("R-1", three)
    assert store.take_over("R-1", [one, two], None, None)
    assert store.lines("R-1") == [one, two, three]
    assert not store.take_over("R-1", [one, two], None, None)
    assert store.lines("R-1") == [one, two, three]


def row(name: str, place: str = "workshop.csv", day: str = "2026-11-20", digest: str = "") -> Origin:
    return Origin("row", place, name, day, digest or f"{name} {place} {day}")


def consult(name: str, place: str = "/home/a.yaml", day: str = "2026-11-20", digest: str = "") -> Origin:
    return Origin("file", place, name, day, digest or f"{name} {place} {day}")


def inside(name: str, day: str = "2026-11-20") -> Origin:
    return Origin("consult", "content/clients/R-1.yaml", name, day, "of R-1")


FENNA, BOB, INSIDE = row("Fenna"), consult("Bob"), inside("Anna")
OWNED: list[tuple[Origin, Origin, OwnerKind | None]] = [
    (FENNA, row("Fenna", day="2026-12-18"), None),
    (FENNA, row("fénna", digest="corrected"), None),
    (FENNA, row("Fena"), None),
    (FENNA, row("Femna"), None),
    (FENNA, row("Bram", place="ander.csv", digest=FENNA.digest), None),
    (FENNA, row("Fena", day="2027-11-19"), "person"),
    (FENNA, row("Bram"), "person"),
    (FENNA, row("Bram", day="2027-11-19"), "person"),
    (row("Bo"), row("Jo"), "person"),
    (FENNA, row("Fenna", place="ander.csv"), "spreadsheet"),
    (FENNA, consult("Fenna"), "row"),
    (BOB, consult("Bobbie", day="2026-11-27"), None),
    (BOB, consult("Bob", place="/home/b.yaml"), None),
    (BOB, consult("Kim", place="/home/b.yaml"), "file"),
    (BOB, consult("Bob", place="/home/b.yaml", day="2026-11-27"), "file"),
    (BOB, row("Bob"), "file"),
    (consult("Bob", place=""), consult("Kim", place=""), "file"),
    (INSIDE, consult("Bob", digest="of R-1"), None),
    (INSIDE, consult("Anna", place="/home/b.yaml"), None),
    (INSIDE, consult("Bob"), "consult"),
    (INSIDE, FENNA, "consult"),
    (INSIDE, inside("Bob", day="2027-11-19"), None),
    (row("Anna"), INSIDE, None),
    (row("ánna", place="ander.csv"), INSIDE, None),
    (row("Anne"), INSIDE, "row"),
    (row("Anna", day="2026-11-27"), INSIDE, "row"),
    (consult("Anna"), INSIDE, None),
    (consult("Kim", digest="of R-1"), INSIDE, None),
    (BOB, INSIDE, "file"),
]


@pytest.mark.parametrize(("before", "now", "owner"), OWNED)
def test_a_sheet_is_of_the_person_that_it_was_made_for(
    tmp_path: Path, before: Origin, now: Origin, owner: OwnerKind | None
) -> None:
    store = history(tmp_path)
    store.set_owner("R-1", before)
    assert store.taken_by("R-1", now) == owner


def test_a_row_that_was_numbered_anew_takes_nobodys_sheet(tmp_path: Path) -> None:
    store = history(tmp_path)
    store.add("R-1", line("2026-10-02 09:00", batch=True))
    store.set_owner("R-1", FENNA)
    assert store.taken_by("R-1", row("Bram"), ["Bram", "Fenna"]) is None
    assert store.taken_by("R-1", row("Bram"), ["Bram", "Noor"]) == "person"
    assert store.taken_by("R-1", row("Bram", day="2027-11-19"), ["Bram", "Fenna"]) == "person"
    assert store.taken_by("R-1", row("Bram", place="ander.csv"), ["Bram", "Fenna"]) == "spreadsheet"


@pytest.mark.parametrize(
    ("ref", "now", "refused"),
    [
        ("w-01", row("Bram", place="ander.csv"), "W-01"),
        ("w-01", FENNA, None),
        ("w-02", row("Bram", place="ander.csv"), None),
        ("W-01", row("Bram", place="ander.csv"), "W-01"),
    ],
)
def test_a_reference_in_other_capitals_is_taken_too(practice: Path, ref: str, now: Origin, refused: str | None) -> None:
    folder = Folder(practice)
    records = Records(folder)
    records.history.set_owner("W-01", FENNA)
    sheets = practice / "output/sheets"
    sheets.mkdir(parents=True)
    owner = SheetOwner(ref, now, Mark("lijst.csv", 2, 1))
    assert refusal(folder, records, owner, force=False) is None, "there is no sheet"
    (sheets / "W-01.pdf").write_bytes(b"x")
    problem = refusal(folder, records, owner, force=False)
    assert (as_message(problem.message).values["ref"] if problem else None) == refused
    assert refusal(folder, records, owner, force=True) is None


def test_whose_a_sheet_is_is_unknown_without_a_record_or_its_key(tmp_path: Path) -> None:
    store = history(tmp_path)
    assert store.taken_by("R-1", FENNA) == "unknown"
    store.add("R-1", line("2026-10-02 09:00", batch=True))
    store.set_owner("R-1", FENNA)
    assert b"enna" not in (tmp_path / "history.db").read_bytes()
    key = (tmp_path / "key").read_bytes()
    (tmp_path / "key").unlink()
    assert history(tmp_path).taken_by("R-1", FENNA) == "unknown"
    (tmp_path / "key").write_bytes(key)
    assert history(tmp_path).taken_by("R-1", FENNA) is None


def test_where_a_sheet_came_from_is_taken_over_where_it_is_the_newest(tmp_path: Path) -> None:
    store = history(tmp_path)
    store.add("R-1", line("2026-10-02 09:00", batch=True))
    store.set_owner("R-1", FENNA)
    store.take_over("R-1", [line("2026-10-01 09:00", batch=True)], "f" * 32, None)
    assert store.taken_by("R-1", FENNA) is None
    store.take_over("R-1", [line("2026-10-03 09:00", batch=True)], "f" * 32, None)
    assert store.taken_by("R-1", FENNA) == "spreadsheet"


FIRST = {
    "made": "(id INTEGER PRIMARY KEY, ref TEXT NOT NULL, at TEXT NOT NULL, format TEXT NOT NULL,"
    " mailed INTEGER NOT NULL, version TEXT NOT NULL, pages INTEGER NOT NULL, warnings INTEGER NOT NULL,"
    " sources TEXT NOT NULL,"
    " key TEXT NOT NULL, batch INTEGER NOT NULL)",
    "origin": "(ref TEXT PRIMARY KEY, spreadsheet TEXT, place TEXT, person TEXT, key TEXT NOT NULL)",
}


def test_a_history_of_the_first_version_keeps_each_line_and_knows_whose_its_sheets_are(tmp_path: Path) -> None:
    key = Key(tmp_path)
    key.persist()
    old = Database(tmp_path / "history.db", {1: FIRST}, {})
    sources = '{"content/clients/R-3.yaml": "%s"}' % key.of_text("of R-3")  # noqa: UP031  # it is JSON
    old.put("made", *((None, ref, "2026-10-02 09:00", "a4", 0, "0.1.0", 2, 0, sources, key.fingerprint, 1)
                      for ref in ("R-1", "R-2", "R-3")))  # fmt: skip
    old.put("origin", ("R-1", key.of_text("workshop.csv"), None, None, key.fingerprint),
            ("R-2", None, key.of_text("/home/a.yaml"), key.of_text("Bob 2026-11-20"), key.fingerprint))  # fmt: skip
    before = (tmp_path / "history.db").read_bytes()
    store = history(tmp_path)
    assert list(store.newest()) == ["R-1", "R-2", "R-3"]
    held = [("R-1", FENNA), ("R-1", row("Fenna", place="ander.csv")),
            ("R-2", BOB), ("R-2", consult("Kim", "/home/b.yaml")),
            ("R-3", consult("Bob", digest="of R-3")), ("R-3", BOB)]  # fmt: skip
    whose = [None, "spreadsheet", None, "file", None, "consult"]
    assert [store.taken_by(*each) for each in held] == whose
    assert (tmp_path / "history.db").read_bytes() == before
    store.add("R-4", line("2026-10-03 09:00"))
    again = history(tmp_path)
    assert [len(again.lines(f"R-{number}")) for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    assert [again.taken_by(*each) for each in held] == whose
    assert (again.database.check(), sorted(each.name for each in tmp_path.iterdir())) == (True, ["history.db", "key"])


# --- Another version, another process, and a look that changes nothing


def test_of_a_damaged_cache_nothing_is_kept(path: Path) -> None:
    add(opened(path), "een")
    path.write_bytes(b"x" * 5000)
    cache = Database(path, {1: TABLES})
    assert (words(cache), cache.damaged) == ([], True)
    add(cache, "twee")
    assert words(cache) == ["twee"]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_what_only_looks_leaves_rights_and_journals_as_they_are(path: Path) -> None:
    add(Database(path, {1: {"word": TABLES["word"]}}, {}), "een")
    assert subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False).returncode == -9
    (path.parent / "key").write_bytes(b"k" * 32)
    for each in (*path.parent.iterdir(), path.parent):
        each.chmod(0o755)
    before = {each: (each.read_bytes(), each.stat().st_mode) for each in path.parent.iterdir()}
    assert len(before) == 3
    Key(path.parent, read_only=True)
    assert words(Database(path, {1: {"word": TABLES["word"]}}, {}, read_only=True)) == ["een"]
    assert {each: (each.read_bytes(), each.stat().st_mode) for each in path.parent.iterdir()} == before
    assert path.parent.stat().st_mode & 0o777 == 0o755


def test_a_database_that_another_program_holds_is_announced_and_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(opened(path), "een")
    monkeypatch.setattr(database, "NOTICE_AFTER", 0.0)
    heard: list[str] = []
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        def hear(message: Message) -> None:
            heard.append(str(message))
            other.execute("COMMIT")

        monkeypatch.setattr(problems, "notify", hear)
        assert words(opened(path)) == ["een"]
    assert len(heard) == 1
    assert "words.db" in heard[0]


def test_the_problems_of_a_client_are_encrypted_whatever_the_secret_is(practice: Path) -> None:
    problem = warning("other-client", Mark("content/clients/R-1.yaml"), "Fenna is a first name of another client")
    product = Product(b"%PDF", 1, (problem,), {}, frozenset(), {}, None)
    cache = Records(Folder(practice)).cache
    cache.put(OutputId("sheets", "R-1", "a4", "sheets/R-1.pdf"), product, TODAY, personal=True, consult=b"")
    assert b"Fenna" not in cache.database.path.read_bytes()
    cache.put(OutputId("brochures", "R-1", "a4", "brochures/R-1.pdf"), product, TODAY, personal=False, consult=b"x")
    assert b"Fenna" in cache.database.path.read_bytes()


# --- What others may read, and what depends on all other documents


def test_a_database_and_a_key_that_were_opened_to_others_are_closed_when_met(path: Path) -> None:
    add(opened(path), "een")
    Key(path.parent).persist()
    key = path.with_name("key")
    for each, mode in ((path, 0o666), (key, 0o644), (path.parent, 0o755)):
        each.chmod(mode)
    Key(path.parent)
    assert [each.stat().st_mode & 0o777 for each in (key, path.parent)] == [0o600, 0o700]
    words(opened(path))
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.fixture
def others(practice: Path) -> Path:
    put(practice, "content/clients/2026-020.yaml", "client: {first_name: Bram}\n")
    put(practice, "content/modules/rust.yaml", "title: Rust\nsteps: [Ga zitten]\n")
    return practice


def is_known(root: Path, ask: Callable[[TrackedReader], object] | None = None) -> bool:
    """Whether a document is up to date; with `ask` it is made first, on what that asks."""
    folder = Folder(root)
    records, reader, output = (
        Records(folder),
        folder.open_reader(),
        OutputId("sheets", "2026-014", "a4", "sheets/2026-014.pdf"),
    )
    if ask:
        ask(reader)
        product = Product(b"%PDF", 1, (), {}, frozenset(), {}, None, asked=tuple(reader.asked.items()))
        with records.write_lock():
            records.cache.put(output, product, TODAY, personal=True)
    put(root, "output/sheets/2026-014.pdf", "%PDF")
    return records.cache.find(output, TODAY) is not None


def test_a_sheet_that_names_somebody_depends_on_whether_a_consult_is_hers(others: Path) -> None:
    assert is_known(others, lambda reader: is_first_name(reader, "Fenna"))
    put(others, "content/clients/2026-021.yaml", "client: {first_name: Zoë}\n")
    put(others, "content/modules/slaap.yaml", "title: Slaap\n")
    assert is_known(others)
    put(others, "content/clients/2026-022.yaml", "client:\n  first_name: 'FENNA'\n")
    assert not is_known(others)
    assert is_known(others, lambda reader: is_first_name(reader, "Fenna"))
    (others / "content/clients/2026-022.yaml").unlink()
    assert not is_known(others)


@pytest.mark.parametrize(
    ("name", "text"), [("slaap", "title: Slaap\n"), ("rust", "title: Magnesium\n"), ("rust", "title: >\n  Magnesium\n")]
)
def test_a_sheet_that_asks_for_other_modules_depends_on_what_they_are_called(
    others: Path, name: str, text: str
) -> None:
    assert is_known(others, ask_for_all_modules)
    put(others, "content/modules/rust.yaml", "title: Rust\nsteps: [Ga liggen]\n")
    put(others, "content/clients/2026-021.yaml", "client: {first_name: Fenna}\n")
    assert is_known(others)
    put(others, f"content/modules/{name}.yaml", text)
    assert not is_known(others)


def test_no_name_that_was_asked_for_stands_in_the_records(others: Path) -> None:
    is_known(others, lambda reader: is_first_name(reader, "Fenna"))
    data = (others / "output/.state/cache.db").read_bytes().lower()
    assert (b"first name" in data, b"fenna" in data, digest(b"first name fenna").encode() in data) == (False,) * 3


# --- Forgetting


def test_what_is_forgotten_is_named_by_the_records_of_no_other(tmp_path: Path) -> None:
    store = history(tmp_path)
    sources = {"content/clients/R-1.yaml": "1" * 32, "content/clients/R-2.yaml": "2" * 32, "content/practice.yaml": "3"}
    store.add("R-2", line("2026-10-02 09:00", batch=False)._replace(sources=sources))
    store.add("R-11", line("2026-10-02 09:00", batch=False)._replace(sources={"content/clients/R-11.yaml": "4" * 32}))
    assert store.mentions("R-1")
    store.forget("R-1")
    assert not store.mentions("R-1")
    assert list(store.lines("R-2")[0].sources) == ["content/clients/R-2.yaml", "content/practice.yaml"]
    assert list(store.lines("R-11")[0].sources) == ["content/clients/R-11.yaml"]
    assert b"1" * 32 not in (tmp_path / "history.db").read_bytes()


def test_what_was_made_from_a_consult_that_is_forgotten_is_made_again(practice: Path) -> None:
    cache = Records(Folder(practice)).cache
    for name, source in (("R-2", "content/clients/R-1.yaml"), ("R-3", "content/clients/R-11.yaml")):
        product = Product(b"", 1, (), {practice / source: "x"}, frozenset(), {}, None)
        cache.put(OutputId("sheets", name, "a4", f"sheets/{name}.pdf"), product, TODAY, personal=True)
    product = Product(b"", 0, (), {practice / "output/sheets/R-1.pdf": "x"}, frozenset(), {}, None)
    cache.put(OutputId("print", "rijen", "", "print/rijen.pdf"), product, TODAY, personal=True)
    assert cache.outputs_of("R-1")
    cache.forget("R-1")
    assert [each.output.name for each in cache.last_builds()] == ["R-3"]
    assert b"R-1.yaml" not in cache.database.path.read_bytes()


def test_what_is_no_line_of_a_history_counts_as_damage(tmp_path: Path) -> None:
    store = history(tmp_path)
    store.add("R-1", line("2026-10-02 09:00", batch=False))
    store.check()
    assert not store.database.damaged
    with store.database.writing() as connection:
        connection.execute("UPDATE made SET sources = 'nee', pages = 'x', at = 17")
    again = history(tmp_path)
    again.check()
    assert again.database.damaged


# --- Encrypted with the file that it speaks of


@given(st.text(), st.binary(max_size=200))
def test_whoever_has_the_file_reads_what_was_said_of_it(text: str, secret: bytes) -> None:
    assert decrypt(encrypt(text, secret), secret) == text


@given(st.text(min_size=8), st.binary(), st.binary())
def test_nobody_else_reads_it(text: str, secret: bytes, other: bytes) -> None:
    data = encrypt(text, secret)
    assert text.encode() not in data
    assert encrypt(text, secret) != data, "the same text looks another way each time"
    if other != secret:
        with pytest.raises(ValueError, match="not encrypted with this key"):
            decrypt(data, other)


@given(st.text(max_size=20), st.data())
def test_what_was_changed_is_not_believed(text: str, data: st.DataObject) -> None:
    made = bytearray(encrypt(text, b"geheim"))
    place = data.draw(st.integers(0, len(made) - 1))
    made[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ValueError, match="not encrypted with this key"):
        decrypt(bytes(made), b"geheim")
    with pytest.raises(ValueError, match="not encrypted with this key"):
        decrypt(bytes(made[:place]), b"geheim")


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY])
def test_why_records_cannot_be_used_is_said_in_dutch(code: int) -> None:
    reason = sqlite3.OperationalError("in English")
    reason.sqlite_errorcode = code | 0x100
    with (
        pytest.raises(BrokenEnvironment) as caught,
        database._as_broken_environment("{path}: {reason}.", Path("cache.db")),
    ):
        raise reason
    assert translated(caught.value.message, "nl").startswith(("cache.db: het kan niet", "cache.db: de schijf kan niet"))
