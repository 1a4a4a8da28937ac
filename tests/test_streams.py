"""stdin, stdout and stderr: one that is closed, full or read by nobody stops no work, and the exit code tells."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from handouts.files.streams import why_lost

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
KEEPING = "import os, sys\nfrom handouts.files.streams import keep_standard_streams\nkeep_standard_streams()\n"
MADE = "output/brochures/proef.a4.pdf"


def run(redirected: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, with its streams redirected as a shell does it."""
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirected}', "sh", sys.executable, "-m", "handouts", *arguments],
        cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False,
    )  # fmt: skip


def run_unread(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The command, whose stdout goes to a reader that has gone."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return subprocess.run(
            [sys.executable, "-m", "handouts", *arguments],
            cwd=folder, stdout=writer, stderr=subprocess.PIPE, timeout=120, check=False,
        )  # fmt: skip
    finally:
        os.close(writer)


@needs_full
def test_a_list_that_could_not_be_written_whole_ends_with_3_and_a_sentence(practice: Path) -> None:
    ran = run(">/dev/full", practice, "list")
    assert ran.returncode == 3
    assert ran.stderr == b"Everything was done, but the messages could not be written: No space left on device.\n"


@needs_full
def test_findings_that_could_not_be_written_end_with_3_too(practice: Path) -> None:
    (practice / "a.pdf").write_text("this is no PDF")
    assert run("", practice, "preflight", "a.pdf").returncode == 1
    ran = run(">/dev/full", practice, "preflight", "a.pdf", "--json")
    assert ran.returncode == 3
    assert ran.stderr.endswith(b"The messages could not be written: No space left on device.\n")


def test_whoever_closed_a_stream_or_stopped_to_read_wants_no_more_of_it(practice: Path) -> None:
    ran = run("<&- >&- 2>&-", practice, "list")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
    unread = run_unread(practice, "list")
    assert (unread.returncode, unread.stderr) == (0, b"")


@needs_full
def test_with_stderr_full_a_build_and_its_report_are_whole_and_a_mistake_still_counts(practice: Path) -> None:
    ran = run("2>/dev/full", practice, "build", "-v")
    assert (ran.returncode, ran.stdout.decode()) == (0, f"{MADE}\n")
    assert (practice / MADE).read_bytes().rstrip().endswith(b"%%EOF")
    (practice / "content/brochures/proef.yaml").write_text("titel: x\n", encoding="utf-8")
    assert run("2>/dev/full", practice, "check").returncode == 1
    assert run("2>/dev/full", practice, "build", "--nonsense").returncode == 2


@needs_full
def test_throwing_away_does_not_stop_between_two_files_because_nobody_reads_which(clinic: Path) -> None:
    sheets = [clinic / f"output/sheets/2026-014{shape}.pdf" for shape in ("", ".large-print", ".mail")]
    sheets[0].parent.mkdir(parents=True)
    for reader in ("gone", "a full disk"):
        for sheet in sheets:
            sheet.write_bytes(b"x")
        arguments = ("forget", "2026-014", "--yes")
        ran = run_unread(clinic, *arguments) if reader == "gone" else run(">/dev/full", clinic, *arguments)
        assert ran.returncode == (0 if reader == "gone" else 3)
        assert not any(sheet.exists() for sheet in sheets)
    assert not (clinic / "content/clients/2026-014.yaml").exists()


@needs_full
def test_a_password_that_nobody_saw_ends_with_3(clinic: Path) -> None:
    assert run("2>/dev/full", clinic, "sheet", "2026-014", "--mail").returncode == 3


def program(code: str, *, redirected: str = "") -> subprocess.CompletedProcess[bytes]:
    """A process that keeps its streams and then does something else."""
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {redirected}', "sh", sys.executable, "-c", KEEPING + code],
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_file_never_gets_the_number_of_a_stream_that_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for closed in ("2>&-", "<&- >&- 2>&-"):
        program(
            f"file = open({str(path)!r}, 'w')\nos.write(2, b'!')\nfile.write(str(file.fileno()))", redirected=closed
        )
        assert int(path.read_text()) > 2


def test_a_name_that_is_no_utf_8_leaves_as_it_came_and_an_encoding_that_lacks_a_sign_stops_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    assert program("print(os.fsdecode(b'a\\xff'))").stdout == b"a\xff\n"
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    assert program("print('\\xe9 \\u201c')").stdout == b"\xe9 \\u201c\n"


def test_a_reader_that_is_slow_gets_all_from_a_pipe_that_does_not_wait() -> None:
    code = f"{KEEPING}os.set_blocking(1, False)\nsys.stderr.write('ready\\n')\nprint('x' * 1_000_000)"
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stderr.readline()
    assert process.communicate(timeout=60)[0] == b"x" * 1_000_000 + b"\n"
    assert process.returncode == 0


def test_a_stream_of_another_kind_has_lost_nothing() -> None:
    assert why_lost(io.StringIO(), also_unwanted=True) == ""
