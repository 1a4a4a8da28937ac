"""The studio opens on this computer only, is found by a second start, and ends as quietly as it began."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from conftest import Command
from handouts.problems import BrokenEnvironment
from handouts.studio.kept import Kept
from handouts.studio.running import LAUNCH_SECONDS, Address, Running, runtime_folder

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/([0-9a-f]{32})/open\?t=[\w-]{32}\n")
# In a process of its own: in that of the tests nothing may open a connection.
VISIT = """\
import http.client, sys
port, path = sys.argv[1].removeprefix("http://127.0.0.1:").split("/", 1)
def ask(host, path, **headers):
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()
status, headers, _ = ask("127.0.0.1", "/" + path)
cookie = headers.get("Set-Cookie", "").split(";")[0]
home, _, page = ask("127.0.0.1", headers.get("Location", "/"), Cookie=cookie)
wrong, _, said = ask("127.0.0.1", "/" + path.partition("/")[0] + "/", Cookie="studio=other")
other, _, _ = ask("127.0.0.1", headers.get("Location", "/"), Cookie=cookie, Host="elsewhere.example")
print(status, home, b"Good" in page, headers.get("Server"), wrong, b"Proef" in said, other)
try:
    ask("127.0.0.2", "/")
    print("another address of this computer answers")
except OSError:
    print("only one address answers")
"""


def start(place: Path, runtime: Path, *options: str) -> subprocess.Popen[str]:
    code = "import sys; from handouts.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "--folder", str(place), "studio", "--no-browser", *options]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(runtime)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def line_of(stream: IO[str] | None) -> str:
    assert stream is not None
    return stream.readline()


def test_it_opens_is_found_again_and_ends_by_ctrl_c(clinic: Path, tmp_path: Path) -> None:
    first = start(clinic, tmp_path)
    try:
        address = line_of(first.stdout)
        assert ADDRESS.fullmatch(address)
        visited = subprocess.run(
            [sys.executable, "-c", VISIT, address.strip()], capture_output=True, text=True, check=True
        )
        assert visited.stdout == "303 200 True None 403 False 403\nonly one address answers\n"
        second = start(clinic, tmp_path)
        again, said = second.communicate(timeout=20)
        assert second.returncode == 0
        assert "was open already" in said
        assert again.split("?")[0] == address.split("?")[0]
        assert again != address
    finally:
        first.send_signal(signal.SIGINT)
        _, said = first.communicate(timeout=20)
    assert first.returncode == 0
    assert said.splitlines()[-1] == "The studio is closed."
    assert "Traceback" not in said
    assert {each.name for each in next((tmp_path / "handouts").iterdir()).iterdir()} == {"lock"}


def test_one_that_was_killed_is_replaced(clinic: Path, tmp_path: Path) -> None:
    first = start(clinic, tmp_path)
    address = line_of(first.stdout)
    first.kill()
    first.communicate()
    second = start(clinic, tmp_path)
    try:
        other = line_of(second.stdout)
        assert ADDRESS.fullmatch(other)
        assert ADDRESS.fullmatch(other)[2] != ADDRESS.fullmatch(address)[2]  # type: ignore[index]
    finally:
        second.terminate()
        second.communicate(timeout=20)
    assert second.returncode == 0


def test_without_its_libraries_the_command_says_what_to_do(handouts: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "waitress", None)
    monkeypatch.delitem(sys.modules, "handouts.studio.serving", raising=False)
    ran = handouts("studio")
    assert (ran.code, ran.err) == (3, 'The studio needs libraries of its own. Run: pip install "handouts[studio]"\n')


def test_a_word_lets_in_once_and_soon(tmp_path: Path) -> None:
    running = Running(tmp_path / "run")
    assert running.take()
    word = running.issue()
    assert word not in " ".join(each.name for each in (tmp_path / "run").iterdir())
    assert not running.redeem("other")
    assert not running.redeem("../lock")
    assert running.redeem(word)
    assert not running.redeem(word)
    late = running.issue()
    for file in (tmp_path / "run").glob("launch-*"):
        os.utime(file, (file.stat().st_atime, file.stat().st_mtime - LAUNCH_SECONDS - 1))
    assert not running.redeem(late)


def test_only_one_is_the_one_until_it_is_released(tmp_path: Path) -> None:
    first, second = Running(tmp_path / "run"), Running(tmp_path / "run")
    assert first.take()
    first.note(Address(4711, "0" * 32))
    assert not second.take()
    assert second.address() == Address(4711, "0" * 32)
    first.release()
    assert second.take()
    assert second.address() is None
    second.release()


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"port": "a", "path": ""}', '{"port": 1, "path": "../../x"}'])
def test_an_address_that_is_damaged_counts_as_none(tmp_path: Path, said: str) -> None:
    running = Running(tmp_path / "run")
    (tmp_path / "run/address.json").write_text(said)
    assert running.address() is None


def test_a_folder_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir(mode=0o755)
    with pytest.raises(BrokenEnvironment, match="can be read by others"):
        Running(tmp_path / "run")


def test_each_practice_has_a_folder_of_its_own(tmp_path: Path) -> None:
    environment = {"XDG_RUNTIME_DIR": str(tmp_path)}
    one, other = (runtime_folder(Path(each), environment) for each in ("/a", "/b"))
    assert one != other
    assert one.parent == other.parent == tmp_path / "handouts"


def test_what_is_kept_has_a_name_that_says_nothing_and_goes_when_there_is_too_much() -> None:
    kept, other = Kept(most_bytes=10), Kept()
    first, second = kept.put(b"abcdef"), kept.put(b"ghi")
    assert kept.put(b"abcdef") == first != other.put(b"abcdef")
    assert kept.get(second) == b"ghi"
    third = kept.put(b"jklmnop")
    assert [kept.get(each) for each in (first, second, third)] == [None, b"ghi", b"jklmnop"]
