"""`run` in a clone of its own: every program that it may start is a stand-in that writes down how it was called."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
# What every Debian, Ubuntu and macOS has; all else that `run` finds in PATH is made by the test.
TOOLS = "cat chmod cksum cp dirname env mkdir mv readlink rm sed sh true".split()

PYTHON = """\
#!/bin/sh
echo "python $*" >>"$STAGE/calls"
case "$*" in
*'sys.version_info'*) [ ! -f "$STAGE/old-python" ] ;;
*missing_packages*) cat "$STAGE/missing" ;;
*'-m venv'*)
    for folder in "$@"; do :; done
    mkdir -p "$folder/bin" && cp "$0" "$folder/bin/python" && : >"$folder/pyvenv.cfg"
    ;;
*'-m pip'*--editable*)
    printf '#!/bin/sh\\necho "handouts $*"\\n' >"${0%/*}/handouts" && chmod +x "${0%/*}/handouts"
    ;;
*'-m pip'*)
    [ ! -f "$STAGE/offline" ] || { echo "no network" >&2; exit 1; }
    [ ! -f "$STAGE/power-cut" ] || kill -9 $PPID
    ;;
-V) echo "Python 3.9.2" ;;
esac
"""
SUDO = """\
#!/bin/sh
echo "sudo $*" >>"$STAGE/calls"
[ ! -f "$STAGE/no-rights" ] || exit 1
[ "$1" = -n ] && shift
exec "$@"
"""
APT = """\
#!/bin/sh
echo "apt-get $DEBIAN_FRONTEND $*" >>"$STAGE/calls"
case "$*" in *install*) ;; *) exit 0 ;; esac
[ ! -f "$STAGE/no-packages" ] || { echo "E: Unable to locate package" >&2; exit 100; }
: >"$STAGE/missing"
"""
BREW = """\
#!/bin/sh
echo "brew $*" >>"$STAGE/calls"
case "$*" in
--prefix) echo "$STAGE/homebrew" ;;
*python*) mkdir -p "$STAGE/homebrew/bin" && cp "$STAGE/bin/python3" "$STAGE/homebrew/bin/python3.13" ;;
*) : >"$STAGE/missing" ;;
esac
"""


class Clone:
    """A clone with `run` in it, in a folder whose name has a space, and a PATH that holds only stand-ins."""

    def __init__(self, place: Path) -> None:
        self.stage = place / "stage"
        self.root = place / "mijn praktijk"
        for folder in (self.stage / "bin", self.root / "requirements", self.root / "content"):
            folder.mkdir(parents=True)
        shutil.copy(REPOSITORY / "run", self.root / "run")
        for name in ("pyproject.toml", "requirements/run.txt", "requirements/dev.txt", "content/practice.yaml"):
            (self.root / name).write_text("")
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found
            (self.stage / "bin" / tool).symlink_to(found)
        self.add("python3", PYTHON)
        self.add("uname", "#!/bin/sh\necho Linux\n")
        self.add("id", "#!/bin/sh\necho 1000\n")
        self.lacks("")

    def add(self, name: str, text: str) -> None:
        """Puts a program into PATH."""
        path = self.stage / "bin" / name
        path.write_text(text)
        path.chmod(0o755)

    def lacks(self, packages: str) -> None:
        """What the doctor says that the system lacks."""
        (self.stage / "missing").write_text(packages)

    def happens(self, name: str) -> Path:
        """Something that goes wrong from now on, until the file that is returned is removed."""
        path = self.stage / name
        path.touch()
        return path

    def environment(self) -> dict[str, str]:
        """What `run` finds in its environment."""
        return {"PATH": str(self.stage / "bin"), "STAGE": str(self.stage)}

    def run(
        self, *words: str, at: Path | None = None, via: Path | None = None, also: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """`run` with these words, without a terminal."""
        return subprocess.run(
            [via or self.root / "run", *words],
            cwd=at or self.root,
            env={**self.environment(), **(also or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    def calls(self) -> list[str]:
        """What was started since the last look."""
        path = self.stage / "calls"
        lines = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone(tmp_path)


@pytest.fixture
def ready(clone: Clone) -> Clone:
    """A clone that was set up before."""
    assert clone.run("list").returncode == 0
    clone.calls()
    return clone


def test_the_first_call_makes_the_environment_and_passes_the_words_on(clone: Clone) -> None:
    done = clone.run("build", "magnesium", "--format", "large print")
    assert (done.returncode, done.stdout) == (0, "handouts build magnesium --format large print\n")
    assert done.stderr == (
        "run: making the environment in .venv\nrun: installing the libraries; this takes up to a minute\n"
    )
    locked, editable = [call for call in clone.calls() if "-m pip install" in call]
    assert "--require-hashes --only-binary :all: --requirement " in locked
    assert locked.endswith("/requirements/run.txt")
    assert "--no-index --no-deps --no-build-isolation --editable " in editable


def test_a_second_call_starts_no_python_and_says_nothing(ready: Clone) -> None:
    done = ready.run("build")
    assert (done.returncode, done.stdout, done.stderr) == (0, "handouts build\n", "")
    assert ready.calls() == []


@pytest.mark.parametrize("before", ["nothing", "an older lock"])
@pytest.mark.parametrize("accident", ["offline", "power-cut"])
def test_an_interrupted_set_up_is_redone_and_not_believed(clone: Clone, accident: str, before: str) -> None:
    if before == "an older lock":
        assert clone.run("build").returncode == 0
        (clone.root / "requirements/run.txt").write_text("newer")
    cause = clone.happens(accident)
    assert clone.run("build").returncode != 0
    half = clone.root / ".venv/half"
    half.touch()
    cause.unlink()
    assert clone.run("build").stdout == "handouts build\n"
    assert not half.exists()


def test_without_network_it_says_so_and_ends_with_3(clone: Clone) -> None:
    clone.happens("offline")
    done = clone.run("build")
    assert done.returncode == 3
    assert "no network" in done.stderr
    assert done.stderr.endswith("Is this computer online? Then run the same command again.\n")


@pytest.mark.parametrize("name", ["requirements/run.txt", "pyproject.toml", "run"])
def test_what_changed_in_the_project_is_installed_into_the_same_environment(ready: Clone, name: str) -> None:
    kept = ready.root / ".venv/kept"
    kept.touch()
    with (ready.root / name).open("a") as file:
        file.write("\n# changed\n")
    assert ready.run("list").returncode == 0
    assert any("-m pip" in call for call in ready.calls())
    assert kept.exists()
    assert ready.run("list").returncode == 0
    assert ready.calls() == []


def test_an_environment_that_was_moved_is_made_again(ready: Clone) -> None:
    ready.root = ready.root.rename(ready.root.with_name("elders"))
    assert ready.run("list").stdout == "handouts list\n"
    assert f"python -m venv {ready.root}/.venv" in ready.calls()


def test_an_environment_whose_python_was_removed_is_made_again(ready: Clone) -> None:
    (ready.root / ".venv/bin/python").unlink()
    assert ready.run("list").stdout == "handouts list\n"


def test_it_works_through_a_link_and_from_another_folder(ready: Clone, tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    (tmp_path / "first").symlink_to("links/second")
    (tmp_path / "links/second").symlink_to("../mijn praktijk/run")
    assert ready.run("list", at=ready.root / "content", via=tmp_path / "first").stdout == "handouts list\n"
    assert ready.calls() == []


def test_the_command_hears_which_clone_started_it(ready: Clone, tmp_path: Path) -> None:
    (ready.root / ".venv/bin/handouts").write_text('#!/bin/sh\necho "$HANDOUTS_CLONE"\n')
    assert ready.run("list", at=tmp_path).stdout == f"{ready.root}\n"


def test_what_is_set_for_another_program_reaches_neither_the_libraries_nor_the_command(clone: Clone) -> None:
    set_elsewhere = (
        "PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "PIP_DRY_RUN",
        "PIP_REQUIREMENT", "PIP_CONSTRAINT", "PIP_NO_BINARY", "PIP_PLATFORM", "PIP_ABI", "PIP_PYTHON_VERSION",
    )  # fmt: skip
    values = "".join(f"${{{name}-}}" for name in set_elsewhere)
    clone.add("python3", PYTHON.replace('echo "python $*"', f'echo "python $* {values}"'))
    done = clone.run("list", also=dict.fromkeys(set_elsewhere, "elsewhere"))
    assert done.stdout == "handouts list\n"
    assert not [call for call in clone.calls() if "elsewhere" in call]


def test_what_pip_warns_of_does_not_reach_her(clone: Clone) -> None:
    warning = "*'-m pip'*--editable*)\n    echo 'WARNING: a warning of pip' >&2\n    echo 'a word of pip'\n"
    clone.add("python3", PYTHON.replace("*'-m pip'*--editable*)\n", warning))
    done = clone.run("list")
    assert (done.returncode, done.stdout) == (0, "handouts list\n")
    assert "of pip" not in done.stderr
    clone.happens("offline")
    (clone.root / "requirements/run.txt").write_text("newer")
    assert "no network\n" in clone.run("list").stderr, "what it says when it fails does"


@pytest.mark.parametrize("closed", ["2>&-", "<&- 2>&-", "<&- >&- 2>&-"])
def test_with_its_streams_closed_all_is_done(clone: Clone, closed: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'./run "$@" {closed}', "sh", "list"],
        cwd=clone.root, env=clone.environment(), capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    said = "" if ">&-" in closed.split() else "handouts list\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")


def test_only_what_the_system_lacks_is_installed_without_a_question(clone: Clone) -> None:
    clone.add("sudo", SUDO)
    clone.add("apt-get", APT)
    clone.lacks("libpango-1.0-0 python3-venv")
    done = clone.run("build")
    assert (done.returncode, done.stdout) == (0, "handouts build\n")
    assert done.stderr.startswith("run: installing libpango-1.0-0 python3-venv\n")
    update, install = [call for call in clone.calls() if call.startswith("apt-get")]
    assert update == "apt-get noninteractive -q update"
    assert install.startswith("apt-get noninteractive -q -o DPkg::Lock::Timeout=300 install --yes ")
    assert install.endswith(" libpango-1.0-0 python3-venv")


def test_what_is_there_is_not_asked_for(clone: Clone) -> None:
    clone.add("sudo", SUDO)
    clone.add("apt-get", APT)
    assert clone.run("build").returncode == 0
    assert not [call for call in clone.calls() if call.startswith(("apt-get", "sudo"))]


def test_root_needs_no_sudo(clone: Clone) -> None:
    clone.add("apt-get", APT)
    clone.add("id", "#!/bin/sh\necho 0\n")
    clone.lacks("python3-venv")
    assert clone.run("build").stdout == "handouts build\n"


@pytest.mark.parametrize("sudo", ["absent", "refused"])
def test_who_may_not_install_is_told_the_command_and_nothing_is_made(clone: Clone, sudo: str) -> None:
    clone.add("apt-get", APT)
    if sudo == "refused":
        clone.add("sudo", SUDO)
        clone.happens("no-rights")
    clone.lacks("libpango-1.0-0 python3-venv")
    done = clone.run("build")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "run: this user may not install. Run this, or ask who manages this computer, then try again: "
        "sudo apt-get update && sudo apt-get install libpango-1.0-0 python3-venv\n"
    )
    assert not (clone.root / ".venv").exists()
    assert not [call for call in clone.calls() if call.startswith("apt-get")]


def test_a_system_without_apt_is_told_what_is_missing(clone: Clone) -> None:
    clone.lacks("libpango-1.0-0")
    done = clone.run("build")
    assert done.returncode == 3
    assert "has no apt-get. Install what Debian calls libpango-1.0-0" in done.stderr


def test_when_apt_fails_its_own_words_are_shown(clone: Clone) -> None:
    clone.add("sudo", SUDO)
    clone.add("apt-get", APT)
    clone.lacks("python3-venv")
    clone.happens("no-packages")
    done = clone.run("build")
    assert done.returncode == 3
    assert "E: Unable to locate package" in done.stderr
    assert done.stderr.endswith("sudo apt-get update && sudo apt-get install python3-venv\n")


def test_an_old_python_is_said_in_a_sentence(clone: Clone) -> None:
    clone.happens("old-python")
    done = clone.run("build")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("run: Python 3.11 to 3.14 is needed, and this computer has Python 3.9.2. Debian 12")


def test_a_newer_python_beside_an_old_one_is_found(clone: Clone) -> None:
    clone.add("python3", "#!/bin/sh\nexit 1\n")
    clone.add("python3.12", PYTHON)
    assert clone.run("build").stdout == "handouts build\n"


def test_macos_uses_the_python_and_the_libraries_of_homebrew(clone: Clone) -> None:
    clone.add("uname", "#!/bin/sh\necho Darwin\n")
    clone.add("brew", BREW)
    assert clone.run("build").stdout == "handouts build\n"
    assert [call for call in clone.calls() if call.startswith("brew install")] == ["brew install --quiet python@3.13"]
    (clone.root / "pyproject.toml").write_text("changed")
    clone.lacks("pango")
    assert clone.run("build").returncode == 0
    assert [call for call in clone.calls() if call.startswith("brew install")] == ["brew install --quiet pango"]


def test_macos_without_homebrew_is_told_what_to_install(clone: Clone) -> None:
    clone.add("uname", "#!/bin/sh\necho Darwin\n")
    done = clone.run("build")
    assert (done.returncode, done.stderr) == (3, "run: install Homebrew, then run: brew install pango python@3.13\n")


@pytest.mark.parametrize(
    ("words", "started"),
    [
        (["test"], "-m pytest --numprocesses 2"),
        (["test", "-k", "fold"], "-m pytest -k fold"),
        (["bench", "--quick"], "bench/run_bench.py --quick"),
        (["bench", "advice", "--misses"], "bench/run_advice.py --misses"),
        (["conformance"], "tests/conformance/run.py"),
        (["browser", "-k", "barrier"], "tests/browser/run.py -k barrier"),
    ],
)
def test_the_developers_words_start_their_tools_with_the_lock_of_the_developer(
    clone: Clone, words: list[str], started: str
) -> None:
    assert clone.run(*words, at=clone.root / "content").returncode == 0
    calls = clone.calls()
    assert calls[-1] == f"python {started}"
    assert any(call.endswith("/requirements/dev.txt") for call in calls)
    assert clone.run("list").stdout == "handouts list\n"
    assert clone.calls() == []


def test_the_practitioners_words_do_not_install_the_developers_tools(ready: Clone) -> None:
    assert ready.run("test").returncode == 0
    assert any(call.endswith("/requirements/dev.txt") for call in ready.calls())


def test_a_failing_command_keeps_its_exit_code(ready: Clone) -> None:
    (ready.root / ".venv/bin/handouts").write_text("#!/bin/sh\nexit 130\n")
    assert ready.run("watch").returncode == 130


def test_a_folder_that_cannot_be_written_is_said(clone: Clone) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    clone.root.chmod(0o555)
    try:
        done = clone.run("build")
    finally:
        clone.root.chmod(0o755)
    assert (done.returncode, done.stderr) == (
        3,
        f"run: nothing can be written in {clone.root}, and the environment belongs there.\n",
    )
