"""What the doctor finds, told as tables of a broken world and the words about it."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import fontpkg
import pytest

from handouts.produce import doctor
from handouts.produce.doctor import Finding, examine, missing_packages

SOURCES = Path(doctor.__file__).resolve().parents[2]
NAMES = ["python", "pango", "harfbuzz-subset", "fonts", "file-modes", "cloud", "output", "disk", "drafts"]


def finding(name: str, folder: Path | None = None) -> Finding:
    return next(each for each in examine(folder) if each.name == name)


def without(monkeypatch: pytest.MonkeyPatch, *titles: str) -> None:
    """The libraries with these titles are not on this computer."""
    there = {
        library: doctor.load(library) for library in (*doctor.REQUIRED, doctor.SUBSET) if library.title not in titles
    }
    monkeypatch.setattr(doctor, "load", there.get)


def test_a_sound_computer_and_folder_need_no_mending(tmp_path: Path) -> None:
    findings = examine(tmp_path)
    assert [each.name for each in findings] == NAMES
    assert [each for each in findings if each.state != "ok" or each.mend] == []


def test_without_a_folder_only_the_computer_is_examined() -> None:
    assert [each.name for each in examine(None)] == NAMES[:4]


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    examine(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_versions_are_told() -> None:
    assert finding("python").message == "Python " + ".".join(map(str, sys.version_info[:3]))
    assert finding("pango").message.startswith("Pango 1.")
    assert finding("harfbuzz-subset").message.startswith("HarfBuzz-subset ")


@pytest.mark.parametrize(
    ("platform", "absent", "name", "state", "message", "mend"),
    [
        (
            "linux", ["Pango", "PangoFT2", "GObject"], "pango", "missing",
            "no PDF can be made without Pango, PangoFT2, GObject",
            "Install it with: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0",
        ),
        ("linux", ["PangoFT2"], "pango", "missing", "PangoFT2", "sudo apt-get install libpangoft2-1.0-0"),
        ("linux", ["Fontconfig"], "pango", "missing", "Fontconfig", "sudo apt-get install libfontconfig1"),
        ("linux", ["HarfBuzz"], "pango", "missing", "HarfBuzz", "sudo apt-get install libharfbuzz0b"),
        (
            "linux", ["HarfBuzz-subset"], "harfbuzz-subset", "doubtful",
            "its bytes differ from one time to the next", "sudo apt-get install libharfbuzz-subset0",
        ),
        ("darwin", ["Pango", "PangoFT2"], "pango", "missing", "Pango, PangoFT2", "Install it with: brew install pango"),
        ("darwin", ["HarfBuzz-subset"], "harfbuzz-subset", "doubtful", "differ", "brew install harfbuzz"),
    ],
)  # fmt: skip
def test_a_library_that_is_not_there_is_named_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    absent: list[str],
    name: str,
    state: str,
    message: str,
    mend: str,
) -> None:
    without(monkeypatch, *absent)
    monkeypatch.setattr(sys, "platform", platform)
    found = finding(name)
    assert found.state == state
    assert message in found.message
    assert found.mend.endswith(mend)


def test_a_library_that_the_linker_does_not_know_is_not_there() -> None:
    assert (
        doctor.load(doctor.PANGO._replace(linux="libpango-of-nowhere.so.0", macos="libpango-of-nowhere.dylib")) is None
    )


@pytest.mark.parametrize("found", ["/opt/homebrew/lib/libpango-1.0.dylib", None])
def test_on_macos_a_library_is_looked_for_where_homebrew_puts_it(
    monkeypatch: pytest.MonkeyPatch, found: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("ctypes.util.find_library", {"pango-1.0": found}.__getitem__)
    monkeypatch.setattr("ctypes.CDLL", lambda name: name)
    assert str(doctor.load(doctor.PANGO)) == (found or "libpango-1.0.dylib")


def test_an_old_python_is_missing_its_successor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 2, "final", 0))
    found = finding("python")
    assert (found.state, found.message) == ("missing", "Python 3.10.2 is too old: 3.11 or later is needed")
    assert found.mend == "Install it with: sudo apt-get install python3"


def test_typefaces_that_are_not_installed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    path = fontpkg.path

    def partly(package: str, *cut: object) -> object:
        if package == "spectral":
            raise fontpkg.FamilyNotInstalled(package)
        return Path("/nowhere") if package == "pt-sans" else path(package, *cut)

    monkeypatch.setattr(fontpkg, "path", partly)
    found = finding("fonts")
    assert (found.state, found.message) == ("missing", "these typefaces are not installed: PT Sans, Spectral")
    assert "./run build" in found.mend


def test_without_the_font_library_nothing_falls_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fontpkg", None)
    found = finding("fonts")
    assert (found.state, found.message) == ("missing", "the library fontpkg is not installed")


@pytest.mark.parametrize(
    ("place", "mark", "service"),
    [
        ("OneDrive/praktijk", None, "OneDrive"),
        ("OneDrive - Praktijk Lindelicht/Documenten/praktijk", None, "OneDrive"),
        ("Dropbox (Persoonlijk)/praktijk", None, "Dropbox"),
        ("Library/Mobile Documents/com~apple~CloudDocs/praktijk", None, "iCloud Drive"),
        ("iCloudDrive/praktijk", None, "iCloud Drive"),
        ("Library/CloudStorage/GoogleDrive-mira@lindelicht.example/Mijn Drive/praktijk", None, "Google Drive"),
        ("Library/CloudStorage/NewService-mira/praktijk", None, "NewService"),
        ("Google Drive/praktijk", None, "Google Drive"),
        ("Nextcloud", None, "Nextcloud"),
        ("werk/praktijk", "werk/.dropbox", "Dropbox"),
        ("werk/praktijk", "werk/praktijk/.nextcloudsync.log", "Nextcloud"),
        ("werk/praktijk", "werk/.stfolder", "Syncthing"),
        ("werk/praktijk", ".tmp.driveupload", "Google Drive"),
        ("home/Documents/praktijk", "home/Library/Mobile Documents/com~apple~CloudDocs/Documents", "iCloud Drive"),
    ],
)
def test_a_folder_that_a_service_copies_is_doubtful(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str, mark: str | None, service: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    folder = tmp_path / place
    folder.mkdir(parents=True)
    if mark:
        (tmp_path / mark).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / mark).touch()
    found = finding("cloud", folder)
    assert found.state == "doubtful"
    assert found.message.startswith(f"{service} copies {folder} to other computers")
    assert found.mend.startswith("Move it out of there, for example: mv ")


@pytest.mark.parametrize(
    "place", ["praktijk", "Documents/praktijk", "Dropboxen/praktijk", "stack/praktijk", "one drive"]
)
def test_a_folder_that_no_service_copies_is_good(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: str) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / place).mkdir(parents=True)
    assert finding("cloud", tmp_path / place).state == "ok"


def test_a_folder_with_a_space_is_quoted_in_the_command(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "mijn praktijk"
    folder.mkdir(parents=True)
    assert finding("cloud", folder).mend.endswith(f"mv '{folder}' ~/'mijn praktijk'")


def test_a_disk_on_which_modes_do_not_hold_is_doubtful(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "open", _open_for_all)
    found = finding("file-modes", tmp_path)
    assert found.state == "doubtful"
    assert "other users of this computer can read a client's sheet" in found.message
    assert found.mend.startswith("Move it to a disk of this system, for example: mv ")


def _open_for_all(path: str, flags: int, mode: int = 0o777, **more: int | None) -> int:
    """As a disk of Windows does under WSL: whatever mode is asked for, everyone may do everything."""
    handle = _OPEN(path, flags, mode, **more)
    if flags & os.O_CREAT:
        os.fchmod(handle, 0o777)
    return handle


_OPEN = os.open


def test_a_folder_that_cannot_be_written_is_said_with_the_command_that_mends_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    monkeypatch.setattr(os, "access", lambda *_: False)
    modes, output = finding("file-modes", tmp_path), finding("output", tmp_path)
    assert (modes.state, output.state) == ("missing", "missing")
    assert modes.message == f"nothing can be written in {tmp_path}: Permission denied"
    assert output.mend == f'Make it yours: sudo chown -R "$USER" {tmp_path}'


@pytest.mark.parametrize("name", ["output", "output/.state", "output/brochures", "output/sheets", "output/print"])
@pytest.mark.parametrize("link", [False, True])
def test_what_is_no_folder_in_the_place_of_an_output_folder_is_said(tmp_path: Path, name: str, link: bool) -> None:
    place = tmp_path / name
    place.parent.mkdir(exist_ok=True)
    if link:
        place.symlink_to("nowhere")
    else:
        place.touch()
    found = finding("output", tmp_path)
    assert (found.state, found.message) == ("missing", f"{place} is not a folder")
    assert found.mend.endswith(f"mv {place} {place}.old")


@pytest.mark.parametrize(
    ("free", "state"), [(10**12, "ok"), (500_000_000, "ok"), (499_999_999, "doubtful"), (19_999_999, "missing")]
)
def test_a_disk_that_is_nearly_full_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, state: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    found = finding("disk", tmp_path)
    assert (found.state, found.message) == (state, f"{free // 1_000_000} MB free")


def test_a_computer_that_has_all_needs_no_packages() -> None:
    assert missing_packages() == []


@pytest.mark.parametrize(
    ("platform", "packages"),
    [
        ("linux", ["libharfbuzz-subset0", "libpango-1.0-0", "libpangoft2-1.0-0", "python3-venv"]),
        ("darwin", ["harfbuzz", "pango"]),
    ],
)
def test_packages_that_the_set_up_lacks_are_named_as_the_system_names_them(
    monkeypatch: pytest.MonkeyPatch, platform: str, packages: list[str]
) -> None:
    without(monkeypatch, "Pango", "PangoFT2", "GObject", "HarfBuzz-subset")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert missing_packages() == packages


def run_alone(code: str, *options: str) -> str:
    """What a Python of its own prints."""
    code = f"import sys; sys.path.insert(0, {str(SOURCES)!r}); from handouts.produce.doctor import *; {code}"
    done = subprocess.run(
        [sys.executable, *options, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr == ""
    return done.stdout


def test_packages_are_named_before_any_library_is_installed() -> None:
    assert run_alone("print(*missing_packages())", "-I", "-S", "-B") == "\n"


FOREIGN = (
    "examine(Path.cwd()); missing_packages(); "
    "print(*sorted(each for each in sys.modules if each.split('.')[0] not in sys.stdlib_module_names))"
)


def test_the_doctor_and_the_packages_above_it_are_standard_library_only() -> None:
    assert run_alone(FOREIGN, "-I", "-S", "-B").split() == [
        "__main__",
        "handouts",
        "handouts.files",
        "handouts.files.layout",
        "handouts.languages",
        "handouts.languages.messages",
        "handouts.languages.texts",
        "handouts.problems",
        "handouts.produce",
        "handouts.produce.cloud_folders",
        "handouts.produce.doctor",
    ]


def test_the_guard_of_the_doctor_sees_what_is_not_of_the_standard_library() -> None:
    assert "fontpkg" in run_alone(FOREIGN, "-I", "-B").split()


def test_examining_neither_prints_nor_imports_the_engine() -> None:
    assert run_alone("examine(Path.cwd()); print('weasyprint' in sys.modules)") == "False\n"


def test_what_was_typed_in_the_studio_is_hers_alone_and_does_not_stay(tmp_path: Path) -> None:
    journal = tmp_path / "content/clients/.studio/2026-014.jsonl"
    assert finding("drafts", tmp_path).state == "ok"
    journal.parent.mkdir(parents=True)
    journal.write_text("{}", encoding="utf-8")
    journal.chmod(0o600)
    assert finding("drafts", tmp_path).state == "ok"
    journal.chmod(0o644)
    assert finding("drafts", tmp_path).mend == f"Close it: chmod -R go= {journal.parent}"
    journal.chmod(0o600)
    os.utime(journal, (1, 1))
    found = finding("drafts", tmp_path)
    assert (found.state, found.mend) == ("doubtful", f"Delete it: rm {journal}")
