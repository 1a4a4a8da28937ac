"""Consults from elsewhere, and what has the name of a consult and is none: nothing is waited for or written over."""

from __future__ import annotations

import os
import re
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from conftest import CONSULT, Command, paper, put
from handouts.cli.incoming import refs_of
from handouts.files.folder import Folder
from handouts.problems import UsageError

REF = "2026-077"
SHEET = f"output/sheets/{REF}.pdf"


def letter(folder: Path, name: str = "Bob", day: str = "2026-11-20", file: str = "consult.yaml", more: str = "") -> str:
    """A consult that lies outside the practice folder; returns its path."""
    text = CONSULT.replace("2026-014", REF).replace("Sam", name).replace("2026-11-20", day)
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text + more, encoding="utf-8")
    return str(path)


def made(handouts: Command, clinic: Path, *names: str, feed: str | None = None, said: tuple[str, ...] = ()) -> str:
    """What is on the paper; of what is `said` each is the rule of a warning."""
    ran = handouts("sheet", *names, feed=feed)
    assert (ran.code, tuple(re.findall(r"\[([a-z-]+)\]$", ran.err, re.MULTILINE))) == (0, said)
    return paper(clinic / SHEET)


@pytest.fixture
def clinic(clinic: Path) -> Path:
    """The same, with sheets of one page, which take half as long as those with a diary."""
    put(clinic, "content/sheets/magnesiumconsult.yaml", "title: Jouw plan\nmodules: [ademhaling]\n")
    return clinic


# --- One reference, two files


def test_a_file_that_was_corrected_makes_its_sheet_and_a_new_name_is_remarked_on(
    handouts: Command, clinic: Path, tmp_path: Path
) -> None:
    made(handouts, clinic, letter(tmp_path))
    corrected = letter(tmp_path, "Bobbie", "2026-11-21", more="note: Dag!\n")
    assert "Voor Bobbie" in made(handouts, clinic, corrected, said=("other-name",))


def test_the_name_of_a_file_may_be_in_any_encoding(handouts: Command, clinic: Path, tmp_path: Path) -> None:
    file = letter(tmp_path, file=os.fsdecode(b"consult-\xe9.yaml"))
    assert "Voor Bob" in made(handouts, clinic, file)
    assert "Voor Bob" in made(handouts, clinic, file)


OTHERS: dict[str, Callable[[Path], str]] = {
    "a file of another name": lambda folder: letter(folder, "Kim", file="ander.yaml"),
    "a file of the same name elsewhere": lambda folder: letter(folder, "Kim", file="map/consult.yaml"),
    "the same first name on another day": lambda folder: letter(folder, day="2026-11-27", file="volgend.yaml"),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_another_consult_does_not_take_the_place_of_the_sheet_that_stands(
    handouts: Command, clinic: Path, tmp_path: Path, other: Callable[[Path], str]
) -> None:
    made(handouts, clinic, letter(tmp_path))
    before = (clinic / SHEET).read_bytes()
    path = other(tmp_path)
    ran = handouts("sheet", path)
    assert ran.code == 1
    assert f"{path}:1:6: error: the sheet of a consult in another file has the reference {REF} already" in ran.err
    assert "add --force" in ran.err
    assert (clinic / SHEET).read_bytes() == before
    assert handouts("sheet", path, "--force").code == 0
    assert (clinic / SHEET).read_bytes() != before
    made(handouts, clinic, path)


SAME: dict[str, Callable[[Path], str]] = {
    "moved": lambda folder: letter(folder, file="map/consult.yaml"),
    "moved and corrected": lambda folder: letter(folder, file="map/anders.yaml", more="note: Dag!\n"),
}


@pytest.mark.parametrize("other", SAME.values(), ids=SAME.keys())
def test_the_same_consult_under_another_name_makes_its_sheet(
    handouts: Command, clinic: Path, tmp_path: Path, other: Callable[[Path], str]
) -> None:
    made(handouts, clinic, letter(tmp_path))
    made(handouts, clinic, other(tmp_path))


def test_what_comes_in_from_another_program_is_known_by_whom_it_is_for(
    handouts: Command, clinic: Path, tmp_path: Path
) -> None:
    bob = Path(letter(tmp_path)).read_text(encoding="utf-8")
    made(handouts, clinic, "-", feed=bob)
    assert "Dag!" in made(handouts, clinic, "-", feed=bob + "note: Dag!\n")
    ran = handouts("sheet", "-", feed=bob.replace("Bob", "Kim"))
    assert ran.code == 1
    assert "(what came in):1:6: error: the sheet of a consult in another file has the reference 2026-077" in ran.err


def test_where_no_sheet_stands_any_more_nothing_is_in_the_way(handouts: Command, clinic: Path, tmp_path: Path) -> None:
    made(handouts, clinic, letter(tmp_path))
    (clinic / SHEET).unlink()
    assert "Voor Kim" in made(handouts, clinic, letter(tmp_path, "Kim", file="ander.yaml"), said=("other-name",))


def test_each_output_folder_has_its_own_sheets(handouts: Command, clinic: Path, tmp_path: Path) -> None:
    made(handouts, clinic, letter(tmp_path))
    other, elsewhere = letter(tmp_path, "Kim", file="ander.yaml"), str(tmp_path / "uit")
    assert handouts("sheet", other, "--output", elsewhere).code == 0
    assert handouts("sheet", other, "--output", elsewhere).code == 0
    assert handouts("sheet", letter(tmp_path), "--output", elsewhere).code == 1


def test_the_sheet_of_a_consult_that_went_from_the_folder_is_not_anothers(
    handouts: Command, clinic: Path, tmp_path: Path
) -> None:
    inside = clinic / f"content/clients/{REF}.yaml"
    inside.write_bytes(Path(letter(tmp_path)).read_bytes())
    made(handouts, clinic, REF)
    inside.unlink()
    assert handouts("sheet", letter(tmp_path, "Kim", file="ander.yaml")).code == 1
    made(handouts, clinic, letter(tmp_path))


@pytest.mark.usefixtures("clinic")
def test_the_sheet_of_a_row_is_not_written_over_by_a_file(handouts: Command, tmp_path: Path) -> None:
    table = tmp_path / "rijen.csv"
    table.write_text(f"ref,first_name,date\n{REF},Bob,2026-11-20\n", encoding="utf-8")
    assert handouts("batch", str(table), "--sheet", "magnesiumconsult", "--workers", "1").code == 0
    assert handouts("sheet", letter(tmp_path)).code == 1
    assert handouts("sheet", letter(tmp_path), "--force").code == 0
    ran = handouts("batch", str(table), "--sheet", "magnesiumconsult", "--workers", "1")
    assert (ran.code, "ref-taken" in ran.err) == (1, True), "now it is the sheet of the file"


def test_the_records_tell_neither_the_name_nor_the_path(handouts: Command, clinic: Path, tmp_path: Path) -> None:
    made(handouts, clinic, letter(tmp_path, "Kanarina", file="kanarina.yaml"))
    with closing(sqlite3.connect(clinic / "output/.state/history.db")) as connection:
        assert connection.execute("SELECT ref FROM owner").fetchall() == [(REF,)]
    for path in (clinic / "output/.state").glob("*.db"):
        assert b"anarina" not in path.read_bytes()


# --- What is no file


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        path.parent.mkdir(parents=True, exist_ok=True)
        here = Path.cwd()
        os.chdir(path.parent)  # the address of a socket is short
        try:
            socket.socket.__base__.bind(server, path.name)  # type: ignore[union-attr]  # conftest refuses the other
        finally:
            os.chdir(here)


NO_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (Path.mkdir, "a folder"),
    "a pipe": (os.mkfifo, "a device, or a pipe of another program"),
    "a socket": (make_socket, "a device, or a pipe of another program"),
    "a link that leads nowhere": (lambda path: path.symlink_to("nergens"), "a link that leads nowhere"),
}


@pytest.mark.parametrize(("make", "what"), NO_FILES.values(), ids=NO_FILES.keys())
def test_what_has_the_name_of_a_consult_and_is_none_is_called_what_it_is(
    handouts: Command, clinic: Path, make: Callable[[Path], object], what: str
) -> None:
    make(clinic / "content/clients/x.yaml")
    ran = handouts("check")
    assert ran.code == 1
    assert f"content/clients/x.yaml: error: this is {what}, and not a document [not-a-file]" in ran.err
    assert "call it" not in ran.err
    ran = handouts("sheet", "x")
    assert (ran.code, ran.err) == (2, f"content/clients/x.yaml is {what}, and not a document.\n")
    ran = handouts("purge", "--older-than", "1d")
    assert "content/clients/x.yaml stays: it is not a file." in ran.err
    assert handouts("sheet", "2026-014").code == 0, "the others are made"


@pytest.mark.parametrize(("make", "what"), list(NO_FILES.values())[:3], ids=list(NO_FILES)[:3])
def test_a_file_that_is_none_is_refused_and_never_waited_for(
    handouts: Command, clinic: Path, tmp_path: Path, make: Callable[[Path], object], what: str
) -> None:
    path = tmp_path / "x.yaml"
    make(path)
    ran = handouts("sheet", str(path))
    assert ran.code == 2
    assert ran.err.startswith(f"{path} is {what}, and not a file.")
    assert not (clinic / "output").exists()


def test_what_comes_in_can_be_named_once(handouts: Command, clinic: Path) -> None:
    ran = handouts("sheet", "-", "-", feed=CONSULT)
    assert (ran.code, ran.err) == (2, "- can be named once: what comes in is one consult.\n")
    assert not (clinic / "output").exists()


def test_more_than_can_be_read_from_another_program_is_said_without_a_size(handouts: Command) -> None:
    ran = handouts("sheet", "-", feed="# x\n" * 400_000)
    assert ran.code == 1
    assert "(what came in): error: this is more than 1 MB, which is the limit [too-large]" in ran.err


@pytest.mark.parametrize("command", [("sheet", "2026-015"), ("check",), ("build",), ("list",), ("sheet", "--ask")])
def test_a_folder_of_consults_that_is_closed_is_said_in_a_sentence(
    handouts: Command, clinic: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    iterdir = Path.iterdir

    def closed(path: Path) -> object:
        if path == Folder(clinic).root / "content/clients":
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", closed)
    ran = handouts(*command)
    assert ran.code == 3
    assert "The folder content/clients cannot be read: Permission denied. Give yourself the right" in ran.err
    assert "Errno" not in ran.err


def test_what_is_no_consult_does_not_hide_the_mistakes_in_a_file_before_it(
    clinic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = letter(tmp_path, more="nonsense: 1\n")
    with pytest.raises(UsageError, match="is a PDF"):
        refs_of(Folder(clinic), [wrong, "x.pdf"])
    assert "[unknown-key]" in capsys.readouterr().err
