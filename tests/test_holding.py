"""Two processes in one output folder: each writes in its turn, and nothing that one notes is lost to the other."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from conftest import Command
from handouts import problems
from handouts.files import writing
from handouts.files.folder import Folder
from handouts.problems import UsageError
from handouts.produce import producer
from handouts.records import Records
from handouts.records import locks as holding

LINES = 20
NOTING = f"""
import sys
from pathlib import Path
from handouts.files.folder import Folder
from handouts.records import Records
from handouts.records.history import Line
folder = Folder(Path(sys.argv[1]))
records = Records(folder)
print("ready", flush=True)
sys.stdin.readline()
for number in range({LINES}):
    with records.write_lock():
        line = Line("2026-11-22 09:00", sys.argv[2], False, "0.1.0", number, 0, {{}}, records.key.fingerprint)
        records.history.add("2026-014", line)
        records.cache.remember("formats of sheets", f"{{sys.argv[2]}}-{{number}}", "x", ["a4"])
"""


def is_free(lock: Path) -> bool:
    handle = os.open(lock, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def test_two_processes_that_make_sheets_of_one_consult_at_once_lose_no_line_of_its_history(clinic: Path) -> None:
    formats = ("a4", "large-print")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", NOTING, str(clinic), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for name in formats
    ]
    for writer in writers:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
    for writer in writers:
        assert writer.stdin
        writer.stdin.write(b"\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    folder = Folder(clinic)
    records = Records(folder)
    lines = records.history.lines("2026-014")
    for name in formats:
        assert [line.pages for line in lines if line.format == name] == list(range(LINES))
    assert len(records.cache.names("sheets")) == 2 * LINES


@pytest.mark.parametrize("again", [False, True], ids=["a new sheet", "a sheet that is kept"])
def test_what_lies_beside_a_sheet_is_written_in_the_same_turn(
    handouts: Command, clinic: Path, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    lock = clinic / "output/.state/write.lock"
    if again:
        assert handouts("sheet", "2026-014").code == 0
    written: dict[str, bool] = {}
    write_all = writing.write_all

    def observed(files: Mapping[Path, bytes], *arguments: Any, **named: Any) -> None:
        written.update(dict.fromkeys((path.name for path in files), is_free(lock)))
        write_all(files, *arguments, **named)

    monkeypatch.setattr(producer, "write_all", observed)
    assert handouts("sheet", "2026-014", "--mail", "--png").code == 0
    assert {"2026-014.mail.pdf", "2026-014.p1.png"} <= written.keys()
    assert ("2026-014.pdf" in written) is not again
    assert not any(written.values())
    assert is_free(lock)


def test_no_batch_that_begins_takes_a_sweep_for_another_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = tmp_path / "output/.state"
    (state / "work").mkdir(parents=True)
    seen: list[tuple[bool, bool]] = []
    monkeypatch.setattr(
        holding, "clear_scratch", lambda _: seen.append((is_free(state / "lock"), is_free(state / "write.lock")))
    )
    holding.sweep_at_start(tmp_path / "output", tmp_path)
    assert seen == [(False, False)]
    with holding.locked(state):
        assert is_free(state / "write.lock"), "a batch lets others write between its sheets"
        with pytest.raises(UsageError, match="Another batch is at work"), holding.locked(state):
            pass
    assert is_free(state / "lock")


def test_on_a_disk_that_knows_no_locks_all_is_made(handouts: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    assert handouts("build").code == 0
    assert "(unchanged)" in handouts("build").out


@pytest.mark.parametrize("put", [Path.mkdir, lambda path: path.symlink_to("nowhere/at/all")], ids=["folder", "link"])
def test_what_stands_in_the_place_of_a_lock_is_said(
    handouts: Command, practice: Path, put: Callable[[Path], None]
) -> None:
    (practice / "output/.state").mkdir(parents=True)
    put(practice / "output/.state/write.lock")
    ran = handouts("build")
    assert ran.code == 3
    assert "output/.state/write.lock was not written: " in ran.err


def test_after_a_while_it_is_said_what_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notices: list[str] = []
    with ExitStack() as other:
        other.enter_context(holding.exclusive(tmp_path / "output/.state"))

        def hear(notice: str) -> None:
            notices.append(notice)
            other.close()

        monkeypatch.setattr(problems, "notify", hear)
        monkeypatch.setattr(holding, "NOTICE_AFTER", 0.0)
        with holding.exclusive(tmp_path / "output/.state"):
            pass
    assert notices == [f"Another command is writing into {tmp_path / 'output'}. This one goes on when that is done."]


def test_who_need_not_wait_hears_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "notify", pytest.fail)
    monkeypatch.setattr(holding, "NOTICE_AFTER", 0.0)
    for _ in range(3):
        with holding.exclusive(tmp_path / "output/.state"):
            pass
