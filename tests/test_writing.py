"""A file under its final name is complete: whatever fails or is killed, the old one or the new one stands whole."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from conftest import Command, put
from handouts.files.writing import (
    PUBLIC,
    close_to_others,
    make_folder,
    remove,
    sweep,
    sweep_own,
    temporary_files,
    write,
    write_all,
    write_by,
    write_once,
)
from handouts.page.rendering import engine
from handouts.problems import BrokenEnvironment

MADE = "output/brochures/proef.a4.pdf"


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def failing(number: int) -> Callable[..., Any]:
    def fail(*_arguments: object, **_named: object) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


def half_written(handle: int, data: memoryview) -> int:
    """Writes a little, and then the disk is full."""
    if len(data) < 4:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return ORIGINAL_WRITE(handle, data[:3])


ORIGINAL_WRITE = os.write
FAILURES = {
    "the disk is full at the first byte": ("write", failing(errno.ENOSPC), "the disk is full"),
    "the disk is full half-way": ("write", half_written, "the disk is full"),
    "her share is used up": ("write", failing(errno.EDQUOT), "the disk is full"),
    "the disk is broken": ("write", failing(errno.EIO), "Input/output error"),
    "the disk does not keep it": ("fsync", failing(errno.EIO), "Input/output error"),
    "the disk is full when it is kept": ("fsync", failing(errno.ENOSPC), "the disk is full"),
    "nothing may be written": ("open", failing(errno.EACCES), "Permission denied"),
    "the disk is read-only": ("open", failing(errno.EROFS), "Read-only file system"),
    "the name cannot be taken": ("replace", failing(errno.EPERM), "Operation not permitted"),
}


@pytest.mark.parametrize(("call", "failure", "said"), FAILURES.values(), ids=FAILURES.keys())
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, failure: Callable[..., Any], said: str
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with monkeypatch.context() as patch:
        if call == "replace":
            patch.setattr(Path, "replace", failure)
        else:
            patch.setattr(os, call, failure)
        with pytest.raises(BrokenEnvironment) as caught:
            write(path, b"new and longer")
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_disk_ends_the_command_with_3_and_a_sentence(
    handouts: Command, practice: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    assert handouts("build").code == 0
    before = (practice / MADE).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", failing(number))
        ran = handouts("build", "--force")
    assert ran.code == 3
    assert "was not written" in ran.err
    assert "Traceback" not in ran.err
    assert (practice / MADE).read_bytes() == before
    assert not list(practice.rglob("*.part"))
    assert "(unchanged)" in handouts("build").out


def test_an_output_that_is_no_folder_ends_each_command_with_3_and_a_sentence(handouts: Command, clinic: Path) -> None:
    output = clinic / "output"
    obstacles: list[tuple[Callable[[], object], str]] = [
        (output.touch, "a file"),
        (lambda: output.symlink_to("nowhere"), "a link that leads nowhere"),
        (lambda: output.symlink_to("output"), "a link that leads nowhere"),
        (lambda: os.mkfifo(output), "a device, or a pipe of another program"),
    ]
    for lay, what in obstacles:
        lay()
        for words in (("build",), ("sheet", "2026-014"), ("calibrate",)):
            ran = handouts(*words)
            assert (ran.code, f"{output} is {what}." in ran.err) == (3, True), (words, ran.err)
        assert handouts("forget", "2026-014").code in {0, 3}
        assert handouts("doctor").out.count(f"{output} is not a folder") == 1
        output.unlink()


def test_a_folder_under_the_name_of_a_pdf_fails_that_document_and_stays(handouts: Command, practice: Path) -> None:
    (practice / MADE / "van haar").mkdir(parents=True)
    ran = handouts("build")
    assert ran.code == 1
    assert f"{MADE}: error: this is a folder, and a file is to be written here [not-a-file]" in ran.err
    assert (practice / MADE / "van haar").is_dir()
    assert not list(practice.rglob("*.part"))


def test_a_file_system_that_cannot_sync_a_folder_is_good_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.fsync

    def fsync(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112  # a link of the kernel, not a path
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        original(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    write(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_what_is_personal_is_closed_to_others_with_every_folder_on_the_way(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        write(tmp_path / "een/twee/a", b"x")
        write(tmp_path / "open/twee/a", b"x", mode=PUBLIC)
    finally:
        os.umask(old)
    assert [mode(tmp_path / each) for each in ("een", "een/twee", "een/twee/a")] == [0o700, 0o700, 0o600]
    assert [mode(tmp_path / each) for each in ("open", "open/twee", "open/twee/a")] == [0o755, 0o755, 0o644]


def test_a_personal_file_is_closed_before_its_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []

    def observed(handle: int, data: memoryview) -> int:
        modes.append(os.fstat(handle).st_mode & 0o777)
        return ORIGINAL_WRITE(handle, data)

    monkeypatch.setattr(os, "write", observed)
    write(tmp_path / "a", b"x")
    assert modes == [0o600]


def test_a_file_of_many_pieces_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda handle, data: ORIGINAL_WRITE(handle, data[:7]))
    data = bytes(range(256)) * 3
    write(tmp_path / "a", data)
    assert (tmp_path / "a").read_bytes() == data


def test_a_link_under_the_name_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    (tmp_path / "elders").write_bytes(b"van haar")
    (tmp_path / "a").symlink_to(tmp_path / "elders")
    write(tmp_path / "a", b"x")
    assert (tmp_path / "elders").read_bytes() == b"van haar"
    assert not (tmp_path / "a").is_symlink()


def test_a_link_to_a_pipe_is_replaced_and_a_pipe_is_not(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    (tmp_path / "a").symlink_to(tmp_path / "pijp")
    write(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"
    with pytest.raises(BrokenEnvironment, match="a device, or a pipe of another program"):
        write(tmp_path / "pijp", b"x")
    assert (tmp_path / "pijp").is_fifo()


def test_a_link_under_the_name_of_a_temporary_file_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elders").write_bytes(b"van haar")
    (tmp_path / ".handouts-0000000000000000.part").symlink_to(tmp_path / "elders")
    monkeypatch.setattr(os, "urandom", bytes)
    with pytest.raises(BrokenEnvironment, match="File exists"):
        write(tmp_path / "a", b"x")
    assert (tmp_path / "elders").read_bytes() == b"van haar"


def test_files_get_their_names_when_all_are_on_the_disk_and_before_they_are_recorded(tmp_path: Path) -> None:
    before: list[list[str]] = []

    @contextmanager
    def recording() -> Iterator[None]:
        before.append(sorted(path.suffix for path in tmp_path.iterdir()))
        yield
        before.append(sorted(path.suffix for path in tmp_path.iterdir()))

    write_all({tmp_path / "a.pdf": b"x", tmp_path / "b.pdf": b"y"}, recording())
    assert before == [[".part", ".part"], [".pdf", ".pdf"]]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"x", "b.pdf": b"y"}
    write_all({}, recording())
    assert len(before) == 4


def opened_below(folder: Path) -> list[int]:
    """The handles of this process on files and folders of `folder`: others come and go with the garbage collector."""
    ours = {(found.st_dev, found.st_ino) for found in map(os.stat, folder.rglob("*"))}
    opened = []
    for handle in map(int, os.listdir("/dev/fd")):  # noqa: PTH208  # names of handles, no paths
        with suppress(OSError):  # the handle of the listing itself
            found = os.fstat(handle)
            if (found.st_dev, found.st_ino) in ours:
                opened.append(handle)
    return opened


def test_any_number_of_files_is_written_at_once_with_one_open_in_each_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # 400 of these take a second
    files = {tmp_path / f"{'ab'[number % 2]}/{number}.png": b"%d" % number for number in range(400)}
    seen: list[tuple[int, int, bool]] = []

    @contextmanager
    def recording() -> Iterator[None]:
        busy = [busy for folder in ("a", "b") for _, busy in temporary_files(tmp_path / folder)]
        seen.append((len(busy), len(opened_below(tmp_path)), all(busy)))
        sweep(tmp_path / "a")
        yield

    write_all(files, recording())
    assert seen == [(400, 2, True)]
    assert {path: path.read_bytes() for path in tmp_path.glob("*/*")} == files


def test_of_several_files_none_is_left_when_the_last_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "c.png").mkdir()
    with pytest.raises(BrokenEnvironment, match=r"c\.png was not written"):
        write_all({tmp_path / name: b"x" for name in ("a.pdf", "b.png", "c.png")}, nullcontext())
    assert [path.name for path in tmp_path.iterdir()] == ["c.png"]


def test_a_large_file_is_filled_under_its_temporary_name_and_forced_to_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: sizes.append(os.fstat(handle).st_size))
    write_by(tmp_path / "a", lambda part: part.write_bytes(b"large"))
    assert (tmp_path / "a").read_bytes() == b"large"
    assert 5 in sizes
    with pytest.raises(BrokenEnvironment, match="the disk is full"):
        write_by(tmp_path / "a", failing(errno.ENOSPC))
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("has_links", [True, False])
def test_what_is_written_once_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool) -> None:
    if not has_links:
        monkeypatch.setattr(Path, "hardlink_to", failing(errno.EPERM))
    assert write_once(tmp_path / "a", b"first") is True
    monkeypatch.undo()
    assert write_once(tmp_path / "a", b"second") is False
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"first")]


def test_a_file_is_removed_and_of_a_link_the_link_alone(tmp_path: Path) -> None:
    (tmp_path / "elders").write_bytes(b"van haar")
    (tmp_path / "a").symlink_to(tmp_path / "elders")
    for _ in range(2):
        remove(tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == ["elders"]
    with pytest.raises(BrokenEnvironment, match=f"{tmp_path} was not deleted: "):
        remove(tmp_path)


@pytest.mark.parametrize(
    ("file", "folder", "closed"),
    [(0o644, 0o755, (0o600, 0o700)), (0o601, 0o710, (0o600, 0o700)), (0o660, 0o1770, (0o600, 0o1700))],
)
def test_a_personal_file_that_was_opened_to_others_is_closed_with_its_folder(
    tmp_path: Path, file: int, folder: int, closed: tuple[int, int]
) -> None:
    path = tmp_path / "klanten/a"
    write(path, b"x")
    path.chmod(file)
    path.parent.chmod(folder)
    close_to_others(path)
    assert (path.stat().st_mode & 0o7777, path.parent.stat().st_mode & 0o7777) == closed


def test_what_is_closed_already_and_what_a_link_leads_to_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.touch(0o644)
    write(tmp_path / "klanten/a", b"x")
    (tmp_path / "klanten/b").symlink_to(elsewhere)
    changed: list[Path] = []
    monkeypatch.setattr(Path, "chmod", lambda path, _mode: changed.append(path))
    for name in ("a", "b", "nergens"):
        close_to_others(tmp_path / "klanten" / name)
    assert changed == []


def test_a_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(BrokenEnvironment, match=f"{tmp_path}/a/b was not written: {tmp_path}/a is a file"):
        make_folder(tmp_path / "a/b")
    monkeypatch.setattr(Path, "mkdir", failing(errno.ENOSPC))
    with pytest.raises(BrokenEnvironment, match="the disk is full"):
        make_folder(tmp_path / "b")


def test_a_folder_that_another_run_makes_meanwhile_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    real = Path.is_dir
    answers = iter([False])
    monkeypatch.setattr(Path, "is_dir", lambda path: next(answers, True) if path == tmp_path / "a" else real(path))
    make_folder(tmp_path / "a")
    assert next(answers, None) is None


def test_a_folder_that_cannot_be_opened_is_no_reason_not_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def opened(path: Path, flags: int, *mode: int) -> int:
        if path == tmp_path:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, flags, *mode)

    monkeypatch.setattr(os, "open", opened)
    write(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir(mode=0o755)
    (tmp_path / "a").chmod(0o755)
    make_folder(tmp_path / "a")
    assert mode(tmp_path / "a") == 0o755


KILLED = """
import sys
from pathlib import Path
from handouts.files.writing import write
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    for letter in (b"a", b"b"):
        write(path, letter * 300_000)
"""


def test_a_process_that_is_killed_leaves_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for turn in range(10):
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        deadline = time.monotonic() + 0.004 * turn + 0.005
        while time.monotonic() < deadline or not path.exists():
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        data = path.read_bytes()
        assert data in (b"a" * 300_000, b"b" * 300_000)


def test_what_a_killed_run_left_is_swept_and_what_another_run_writes_is_not(tmp_path: Path) -> None:
    left, busy, hers = (tmp_path / name for name in (".handouts-1.part", ".handouts-2.part", "van-haar.part"))
    for path in (left, busy, hers):
        path.write_bytes(b"x")
    with busy.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        sweep(tmp_path)
        sweep(tmp_path / "nergens")
        assert sorted(tmp_path.iterdir()) == sorted([busy, hers])
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [hers]


def test_a_file_that_is_being_written_is_swept_by_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def swept(handle: int) -> None:
        sweep(tmp_path)
        real(handle)

    monkeypatch.setattr(os, "fsync", swept)
    write(tmp_path / "a.pdf", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_file_that_is_swept_between_its_birth_and_its_lock_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fcntl.flock
    turns = iter([True, True])

    def swept(handle: int, operation: int) -> None:
        if operation == fcntl.LOCK_EX and next(turns, False):
            sweep(tmp_path)
        real(handle, operation)

    monkeypatch.setattr(fcntl, "flock", swept)
    write(tmp_path / "a.pdf", b"x")
    assert next(turns, None) is None, "it was swept twice"
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.pdf", b"x")]


NOW = 1_800_000_000.0


def states(folder: Path) -> dict[str, bool]:
    return {path.name: busy for path, busy in temporary_files(folder)}


@pytest.mark.parametrize(
    ("data", "age", "busy"),
    [(b"", -5, True), (b"", 1.5, True), (b"", 2, False), (b"", 2.5, False), (b"x", 0, False), (b"x", 9999, False)],
)
def test_a_temporary_file_may_be_about_to_be_written_while_it_is_empty_and_two_seconds_old_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, age: float, busy: bool
) -> None:
    monkeypatch.setattr(time, "time", lambda: NOW)
    (tmp_path / ".handouts-0.part").write_bytes(data)
    os.utime(tmp_path / ".handouts-0.part", (NOW - age, NOW - age))
    assert states(tmp_path) == {".handouts-0.part": busy}


@pytest.mark.parametrize("age", [-3601, -3600, 0, 3600, 3601])
def test_where_no_lock_tells_a_temporary_file_is_written_for_an_hour_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, age: float
) -> None:
    """So it is on a disk that knows no locks, and of a link, which is not followed."""
    monkeypatch.setattr(time, "time", lambda: NOW)
    monkeypatch.setattr(fcntl, "flock", failing(errno.ENOLCK))
    (tmp_path / ".handouts-file.part").write_bytes(b"x")
    (tmp_path / ".handouts-link.part").symlink_to(tmp_path / ".handouts-file.part")
    for path in tmp_path.iterdir():
        os.utime(path, (NOW - age, NOW - age), follow_symlinks=False)
    is_young = abs(age) <= 3600
    assert states(tmp_path) == {".handouts-file.part": is_young, ".handouts-link.part": is_young}
    sweep(tmp_path)
    assert len(list(tmp_path.iterdir())) == (2 if is_young else 0)


def test_a_link_under_the_name_of_a_temporary_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "van-haar").write_bytes(b"x")
    (tmp_path / ".handouts-0.part").symlink_to(tmp_path / "van-haar")
    assert states(tmp_path) == {".handouts-0.part": True}


def test_a_pipe_under_the_name_of_a_temporary_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".handouts-0.part")
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_piece_of_a_file_is_busy_as_long_as_the_file_is(tmp_path: Path) -> None:
    def fill(part: Path) -> None:
        piece = part.with_name(part.name.replace(".part", "-12.part"))
        piece.write_bytes(b"x")
        sweep(tmp_path)
        assert states(tmp_path) == {part.name: True, piece.name: True}

    write_by(tmp_path / "a", fill)
    assert list(states(tmp_path).values()) == [False], "the piece is left, and nobody writes it"
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_files_of_one_tag_are_swept_also_while_they_are_written_and_others_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [".handouts-batch-0.part", ".handouts-0.part", ".handouts-batch-0.pdf"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    with (tmp_path / names[0]).open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        sweep_own(tmp_path, "batch-")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[1:])
    monkeypatch.setattr(Path, "glob", lambda folder, _pattern: iter([folder / names[0]]))
    sweep_own(tmp_path, "batch-")  # another run swept it meanwhile


def test_what_was_killed_at_its_birth_is_swept_at_once(tmp_path: Path) -> None:
    (tmp_path / ".handouts-0.part").touch()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


KILLED_AT = """
import io, os, signal, sys
from pathlib import Path
import pikepdf
from handouts.cli import main
from handouts.produce.pool import Pool
from handouts.records.product import Product

step, path = sys.argv[1], Path(sys.argv[2])
fsync, replace = os.fsync, Path.replace

def killed_at_fsync(handle):
    if any(os.path.samestat(os.fstat(handle), part.stat()) for part in path.parent.glob(".*.part")):
        os.kill(os.getpid(), signal.SIGKILL)
    fsync(handle)

def killed_at_replace(part, target):
    if target == path:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(part, target)

if step == "fsync":
    os.fsync = killed_at_fsync
else:
    Path.replace = killed_at_replace
paper = io.BytesIO()
with pikepdf.new() as pdf:
    pdf.add_blank_page()
    pdf.save(paper)
made = Product(paper.getvalue(), 1, (), {}, frozenset(), {}, None, formats=("a4",))
Pool.make = lambda pool, job: made
main(sys.argv[3:])
"""


@pytest.mark.parametrize(
    ("step", "name"),
    [
        ("replace", ".state/history.db"),
        ("replace", ".state/cache.db"),
        ("fsync", "sheets/2026-014.pdf"),
        ("replace", "sheets/2026-014.pdf"),
        ("replace", "sheets/2026-014.mail.pdf"),
    ],
    ids=["the history", "the cache", "the sheet", "the sheet's name", "the locked copy's name"],
)
def test_a_sheet_that_is_killed_leaves_nothing_of_a_client_behind_after_the_next_start(
    handouts: Command, clinic: Path, step: str, name: str
) -> None:
    """It is killed when a file is forced to disk under its temporary name, or is to get its own.

    What it writes is an empty page, and what is started next makes nothing: that costs no engine.
    """
    put(clinic, "content/brochures/fout.yaml", "title: [")
    words = ["sheet", "2026-014", "--mail"]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, step, str(clinic / "output" / name), "--folder", str(clinic), *words],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left = list(clinic.rglob("*.part"))
    assert left
    assert all(each.stat().st_size for each in left)
    assert handouts("build", "fout").code == 1
    assert not list(clinic.rglob("*.part"))


@pytest.mark.parametrize("command", ["build", "sheet 2026-014"])
def test_the_next_start_takes_away_all_that_a_killed_run_left(handouts: Command, clinic: Path, command: str) -> None:
    places = ("output/sheets", "output/brochures", "output/print", "output/.state/sheets", "content/clients", "")
    left = [clinic / place / f".handouts-{tag}00.part" for place in places for tag in ("", "batch-")]
    for path in (*left, clinic / "output/.state/work/x/font.ttf"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert handouts(*command.split()).code == 0
    assert [path for path in left if path.exists()] == []
    assert not (clinic / "output/.state/work").exists()


@pytest.mark.parametrize("name", ["praktijk & zo", "<é>", 'a\'b "c" #1 %20'])
def test_the_engine_is_told_of_its_fonts_whatever_its_folders_are_called(tmp_path: Path, name: str) -> None:
    told = ET.fromstring(engine.font_setting(tmp_path / name / "fonts", tmp_path / name / "cache"))  # noqa: S314  # our own
    assert [(each.tag, each.text) for each in told] == [
        ("dir", f"{tmp_path}/{name}/fonts"), ("cachedir", f"{tmp_path}/{name}/cache")
    ]  # fmt: skip


def test_the_fonts_of_a_process_that_was_killed_are_swept_and_those_of_another_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    killed, at_work, unborn, begun = (tmp_path / f"handouts-fonts-{name}" for name in ("a", "b", "c", "d"))
    for path in (killed, at_work, unborn, begun):
        path.mkdir()
    for path in (killed, at_work):
        (path / "lock").touch()
    os.utime(unborn, (0, 0))
    os.utime(begun, (time.time(), time.time()))
    with (at_work / "lock").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        mine = engine._scratch()
        assert sorted(tmp_path.iterdir()) == sorted([at_work, begun, mine])
        assert engine._scratch().is_dir()
        assert mine.is_dir(), "what is in use stays"


def test_a_build_sweeps_what_a_killed_one_left(handouts: Command, practice: Path) -> None:
    left = practice / "output/brochures/.handouts-0.part"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"x")
    assert handouts("build").code == 0
    assert not left.exists()
