"""The starter in the menu of her desktop starts the studio of her folder, whatever that folder is called."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Command
from handouts.files.command import CLONE
from handouts.problems import UsageError
from handouts.studio import installing
from handouts.studio.installing import Starter, desktop_entry, install, shortcut_script

AWKWARD = Path('/home/noor/Praktijk "Zo & zo" $HOME `ls` 50% \\ \'n map')


def starter(place: Path = Path("/home/noor/praktijk"), name: str = "Praktijk Proef") -> Starter:
    return Starter(place, name, "Bladen voor thuis")


def value(entry: str, key: str) -> str:
    """A value of a desktop entry, as its specification has it read."""
    found = re.search(rf"^{key}=(.*)$", entry, re.MULTILINE)
    assert found
    return re.sub(r"\\(.)", r"\1", found[1])


def arguments(line: str) -> list[str]:
    """The words of an Exec line: between quotes, a backslash frees what is behind it; %% is one %."""
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line)
    return [re.sub(r"\\(.)", r"\1", quoted).replace("%%", "%") if quoted else plain for quoted, plain in words]


def test_the_command_puts_an_entry_and_its_icon_in_the_menu(
    clinic: Path, handouts: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("WSL_DISTRO_NAME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    ran = handouts("studio", "--install", folder=clinic)
    entry = Path(ran.out.strip())
    assert entry.parent == tmp_path / "data/applications"
    assert "in the menu of your desktop, as Praktijk Proef." in ran.err
    text = entry.read_text(encoding="utf-8")
    assert value(text, "Name") == "Praktijk Proef"
    assert arguments(value(text, "Exec"))[-3:] == ["--folder", str(clinic), "studio"]
    assert Path(value(text, "Icon")).read_text(encoding="utf-8").startswith("<svg")
    handouts("studio", "--install", folder=clinic)
    assert [*entry.parent.iterdir()] == [entry]


def test_an_entry_starts_the_very_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(CLONE, raising=False)
    entry = desktop_entry(starter(AWKWARD, "Zo & zo\\"), Path("/data/mark.svg"))
    program = [sys.executable, "-m", "handouts"]
    assert arguments(value(entry, "Exec")) == [*program, "--folder", str(AWKWARD), "studio"]
    assert value(entry, "Name") == "Zo & zo\\"


def test_a_clone_is_started_by_its_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CLONE, "/home/noor/handouts")
    assert starter().command == ["/home/noor/handouts/run", "--folder", "/home/noor/praktijk", "studio"]


def test_a_folder_with_a_line_break_in_its_name_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot hold the name"):
        install(starter(Path("/home/noor/een\nExec=rm")), "linux", {})


def test_each_practice_has_its_own_entry(tmp_path: Path) -> None:
    data = {"XDG_DATA_HOME": str(tmp_path)}
    made = {install(starter(Path(each)), "linux", data)[0] for each in ("/a", "/b", "/a")}
    assert len(made) == 2


def test_on_macos_it_is_an_application_that_starts_the_very_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(CLONE, raising=False)
    (application,) = install(starter(AWKWARD, "Zo & zo/meer"), "darwin", {})
    assert application == tmp_path / "Applications/Zo & zo-meer.app"
    script = application / "Contents/MacOS/studio"
    assert script.stat().st_mode & 0o777 == 0o755
    assert subprocess.run(["/bin/sh", "-n", script], check=True).returncode == 0
    assert shlex.split(script.read_text().splitlines()[1])[-3:] == ["--folder", str(AWKWARD), "studio"]
    icon = (application / "Contents/Resources/mark.icns").read_bytes()
    assert (icon[:4], int.from_bytes(icon[4:8], "big"), icon[8:12]) == (b"icns", len(icon), b"ic08")
    assert icon[16:24] == b"\x89PNG\r\n\x1a\n"
    import plistlib

    with (application / "Contents/Info.plist").open("rb") as file:
        assert plistlib.load(file)["CFBundleName"] == "Zo & zo/meer"


def test_under_windows_a_shortcut_holds_the_very_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CLONE, "/home/noor/handouts")
    script = shortcut_script(starter(Path('/home/noor/Noor\'s "map"')), "Ubuntu")
    words = ["/home/noor/handouts/run", "--folder", "/home/noor/Noor''s \\\"map\\\"", "studio"]
    told = " ".join(f'"{each}"' for each in words)
    assert f"""$shortcut.Arguments = '-d "Ubuntu" --exec {told}'""" in script
    ran: list[str] = []

    def run_in_windows(script: str) -> str:
        ran.append(script)
        return "C:\\Users\\noor\\x.lnk"

    monkeypatch.setattr(installing, "run_in_windows", run_in_windows)
    assert install(starter(), "linux", {"WSL_DISTRO_NAME": "Ubuntu"}) == [Path("C:\\Users\\noor\\x.lnk")]
    assert len(ran) == 1
