"""Only regular files are read, of a bounded size: nothing is waited for, and nothing of hers is passed over."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Command
from handouts.files.command import CLONE
from handouts.files.folder import Folder
from handouts.files.naming import in_the_way, is_file, read_regular, what_it_is

MADE = "output/brochures/proef.a4.pdf"


def dead_link(path: Path) -> None:
    path.symlink_to("nergens")


def circle(path: Path) -> None:
    path.symlink_to(path)


# What stands there instead of a file, and what it is called.
OBSTACLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a folder": (Path.mkdir, "a folder"),
    "a pipe": (os.mkfifo, "a device, or a pipe of another program"),
    "a link that leads nowhere": (dead_link, "a link that leads nowhere"),
    "a link to itself": (circle, "a link that leads nowhere"),
}
OF_HERS = (
    "templates/brochure.html",
    "templates/parts.html",
    "styles/base.css",
    "styles/own.css",
    "content/labels/nl.yaml",
)


@pytest.mark.parametrize("relative", OF_HERS)
@pytest.mark.parametrize(("make", "what"), OBSTACLES.values(), ids=OBSTACLES)
def test_what_has_the_name_of_a_file_of_hers_and_is_none_is_a_mistake(
    handouts: Command, practice: Path, make: Callable[[Path], object], what: str, relative: str
) -> None:
    path = practice / relative
    path.parent.mkdir(exist_ok=True)
    make(path)
    ran = handouts("check")
    assert ran.code == 1
    assert f"{relative}: error: this is {what}, and not a file [not-a-file]" in ran.err


@pytest.mark.parametrize("relative", ["templates", "styles", "content/labels"])
@pytest.mark.parametrize(
    ("make", "what"),
    [
        (Path.touch, "a file"),
        (os.mkfifo, "a device, or a pipe of another program"),
        (dead_link, "a link that leads nowhere"),
    ],
    ids=["a file", "a pipe", "a link that leads nowhere"],
)
def test_what_has_the_name_of_a_folder_of_hers_and_is_none_is_a_mistake(
    handouts: Command, practice: Path, make: Callable[[Path], object], what: str, relative: str
) -> None:
    make(practice / relative)
    ran = handouts("check")
    assert ran.code == 1
    assert f"{relative}: error: this is {what}, and not a folder [not-a-file]" in ran.err


@pytest.mark.parametrize("kind", ["brochures", "clients"])
def test_documents_whose_folder_is_none_are_not_taken_for_none(handouts: Command, practice: Path, kind: str) -> None:
    if kind == "brochures":
        shutil.rmtree(practice / "content/brochures")
    dead_link(practice / "content" / kind)
    ran = handouts("check")
    assert ran.code == 1
    assert f"content/{kind}: error: this is a link that leads nowhere, and not a folder [not-a-file]" in ran.err


@pytest.mark.parametrize(("make", "what"), OBSTACLES.values(), ids=OBSTACLES)
def test_a_practice_that_is_no_file_is_a_mistake_and_the_folder_of_the_clone_is_not_taken_instead(
    handouts: Command, practice: Path, tmp_path: Path, make: Callable[[Path], object], what: str
) -> None:
    marker = tmp_path / "elders/content/practice.yaml"
    marker.parent.mkdir(parents=True)
    make(marker)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(marker.parent)
        patch.setenv(CLONE, str(practice))
        ran = handouts("list", folder=None)
        assert (ran.code, ran.out) == (1, "")
        assert f"{marker}: error: this is {what}, and not a file [not-a-file]" in ran.err
        assert handouts("list", folder=marker.parent.parent).code == 1


def test_what_takes_the_place_of_a_file_after_a_build_is_seen(handouts: Command, practice: Path) -> None:
    hers, free = "styles/own.css", "templates/brochure.html"
    (practice / "styles").mkdir()
    (practice / "templates").mkdir()
    shutil.copy(Folder(practice).shipped / hers, practice / hers)
    assert handouts("build").code == 0
    for relative in (hers, free):
        path = practice / relative
        for make, what in OBSTACLES.values():
            path.unlink(missing_ok=True)
            make(path)
            ran = handouts("build")
            assert ran.code == 1
            assert f"{relative}: error: this is {what}" in ran.err
            path.rmdir() if path.is_dir() else path.unlink()
        if relative == hers:
            shutil.copy(Folder(practice).shipped / hers, path)
    assert "(unchanged)" in handouts("build").out, "all is as it was"


def test_every_picture_that_is_none_is_named_at_once(handouts: Command, practice: Path) -> None:
    path = practice / "content/brochures/proef.yaml"
    text = path.read_text(encoding="utf-8")
    more = "".join(f"  - {{heading: Foto, text: Kijk., image: {{file: {name}.png, alt: Een foto}}}}\n" for name in "ab")
    path.write_text(text.replace("call_to_action:", f"{more}call_to_action:"), encoding="utf-8")
    (practice / "content/images/a.png").mkdir(parents=True)
    ran = handouts("check")
    assert "the picture a.png cannot be used: this is a folder, and not a file [not-a-file]" in ran.err
    assert "the picture b.png is not in content/images [no-picture]" in ran.err


def test_a_pipe_in_the_place_of_a_pdf_is_not_waited_for_and_left_alone(handouts: Command, practice: Path) -> None:
    assert handouts("build").code == 0
    (practice / MADE).unlink()
    os.mkfifo(practice / MADE)
    ran = handouts("build")
    assert ran.code == 1
    assert "a device, or a pipe of another program" in ran.err
    assert (practice / MADE).is_fifo()


# --- What is given from elsewhere


def enormous(path: Path) -> None:
    """A file of 100 GB that takes no room."""
    path.touch()
    os.truncate(path, 100_000_000_000)


GIVEN: dict[str, tuple[Callable[[Path], object], int, str]] = {
    "a folder": (Path.mkdir, 2, "cannot be read: it is a folder, and not a file."),
    "a pipe": (os.mkfifo, 2, "cannot be read: it is a device, or a pipe of another program, and not a file.\n"),
    "a device": (
        lambda path: path.symlink_to("/dev/zero"),
        2,
        "cannot be read: it is a device, or a pipe of another program, and not a file.\n",
    ),
    "an enormous file": (enormous, 1, "[too-large]\n"),
    "nothing": (lambda _: None, 2, "cannot be read: No such file or directory.\n"),
}


@pytest.mark.parametrize("command", ["import", "batch"])
@pytest.mark.parametrize(("make", "code", "said"), GIVEN.values(), ids=GIVEN)
def test_only_a_regular_file_is_taken_in_and_its_size_is_looked_at_first(
    handouts: Command, clinic: Path, make: Callable[[Path], object], code: int, said: str, command: str
) -> None:
    path = clinic / "lijst.csv"
    make(path)
    words = {"import": ("import", str(path), "slapen"), "batch": ("batch", str(path), "--sheet", "magnesiumconsult")}
    ran = handouts(*words[command])
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, dead_link, lambda path: path.symlink_to("/dev/zero")])
def test_only_a_regular_file_is_looked_through(
    handouts: Command, practice: Path, make: Callable[[Path], object]
) -> None:
    make(practice / "blad.pdf")
    ran = handouts("preflight", str(practice / "blad.pdf"))
    assert (ran.code, ran.out) == (2, "")
    assert f"{practice}/blad.pdf cannot be read: it is a" in ran.err


def test_an_import_writes_over_no_link_unless_it_is_to(handouts: Command, practice: Path, tmp_path: Path) -> None:
    text = tmp_path / "tekst.txt"
    text.write_text("Slapen\n\nSlaap is herstel.\n", encoding="utf-8")
    dead_link(practice / "content/brochures/slapen.yaml")
    assert handouts("import", str(text), "slapen").code == 2
    assert (practice / "content/brochures/slapen.yaml").is_symlink()


# --- Reading itself


def test_the_bytes_of_a_file_come_up_to_the_limit_and_not_beyond(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert read_regular(path) == b"12345"
    assert read_regular(path, 5) == b"12345"
    with pytest.raises(OSError, match="it is larger than 0 MB") as caught:
        read_regular(path, 4)
    assert caught.value.errno == errno.EFBIG


def test_a_file_of_the_kernel_says_that_it_is_empty_and_is_read() -> None:
    path = Path("/proc/self/status")
    if not path.exists():
        pytest.skip("this system has no /proc")
    assert path.stat().st_size == 0
    assert b"Pid:" in read_regular(path)


@pytest.mark.parametrize(("most", "said"), [(2**26, "64 MB"), (2**26 - 1, "63 MB"), (2**20, "1 MB")])
def test_a_file_that_is_too_large_is_told_the_limit_in_whole_megabytes(tmp_path: Path, most: int, said: str) -> None:
    (tmp_path / "a").touch()
    os.truncate(tmp_path / "a", most + 1)
    with pytest.raises(OSError, match=f"it is larger than {said}$"):
        read_regular(tmp_path / "a", most)


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_a_file_that_grows_while_it_is_read_is_read_for_one_megabyte_more_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    (tmp_path / "a").write_bytes(bytes(2**21))
    found = os.stat_result((stat.S_IFREG | 0o644, 1, 1, 1, 0, 0, size, 0, 0, 0))
    monkeypatch.setattr(os, "fstat", lambda _handle: found)
    assert len(read_regular(tmp_path / "a")) == size + 1 + 1_048_576
    with pytest.raises(OSError, match="it is larger"):
        read_regular(tmp_path / "a", 1000)


def test_what_becomes_a_pipe_while_it_is_opened_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.touch()
    real = os.open

    def swapped(name: Path, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return real(name, flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(OSError, match="a pipe of another program"):
        read_regular(path)


@pytest.mark.parametrize("name", ["a", "a/b", "nergens/b", "x" * 300])
def test_what_is_free_is_in_nobodys_way(tmp_path: Path, name: str) -> None:
    assert in_the_way(tmp_path / name, tmp_path) is None


@pytest.mark.parametrize(("make", "what"), OBSTACLES.values(), ids=OBSTACLES)
def test_what_is_no_file_is_in_the_way_under_its_name_and_where_a_folder_is_meant(
    tmp_path: Path, make: Callable[[Path], object], what: str
) -> None:
    make(tmp_path / "a")
    found = in_the_way(tmp_path / "a", tmp_path)
    assert found is not None
    assert (found.place, found.what) == (tmp_path / "a", f"{what}, and not a file")
    below = in_the_way(tmp_path / "a/b/c", tmp_path)
    assert below == (
        None if what == "a folder"
        else (tmp_path / "a", f"{what}, and not a folder", "make it a folder, or take it away")
    )  # fmt: skip


def test_a_place_that_cannot_be_looked_at_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert what_it_is(tmp_path / "a") == "a file"
    assert what_it_is(tmp_path / "nergens") == "nothing that can be looked at"
    assert not is_file(tmp_path / ("x" * 300))


def test_the_folder_of_the_practice_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert in_the_way(tmp_path / "a", Path(str(tmp_path))) is None


def test_a_folder_that_is_closed_is_in_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dicht").mkdir()
    monkeypatch.setattr(os, "access", lambda path, _mode: path != tmp_path / "dicht")
    found = in_the_way(tmp_path / "dicht/a.css", tmp_path)
    assert found is not None
    assert (found.place, found.what) == (tmp_path / "dicht", "a folder that nobody can look into")
