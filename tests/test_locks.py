"""The locks: each holds versions and hashes and no addresses, and is closed, since `run` resolves nothing."""

from __future__ import annotations

import importlib
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY / "tools"))
tool = importlib.import_module("renew_locks")

LOCKS = {name: REPOSITORY / f"requirements/{name}.txt" for name in tool.LOCKS}
PINS = {name: tool.pins(lock) for name, lock in LOCKS.items()}
TABLE: dict[str, dict[str, Any]] = json.loads(tool.TABLE.read_text(encoding="utf-8"))
SETTINGS = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "machines": ("x86_64", "aarch64")},
    "macOS": {"sys_platform": "darwin", "platform_system": "Darwin", "machines": ("x86_64", "arm64")},
}
# The first and a late release: what Debian 12 brings lies in between.
RELEASES = (0, 20)

read = cache(Requirement)


def environments() -> Iterator[dict[str, str]]:
    """Every computer that the locks promise something to, as markers see it."""
    for python, release, system in product(PYTHONS, RELEASES, SYSTEMS.values()):
        for machine in system["machines"]:
            version = f"{python}.{release}"
            yield {
                **{name: str(value) for name, value in default_environment().items()},
                "python_version": python,
                "python_full_version": version,
                "implementation_version": version,
                "implementation_name": "cpython",
                "platform_python_implementation": "CPython",
                "os_name": "posix",
                "sys_platform": str(system["sys_platform"]),
                "platform_system": str(system["platform_system"]),
                "platform_machine": machine,
            }


def applies(marker: Marker | None, environment: dict[str, str], extra: str = "") -> bool:
    return marker is None or marker.evaluate({**environment, "extra": extra})


def unmet(
    pins: Iterable[Any], roots: Iterable[str], table: Mapping[str, Mapping[str, Any]], environment: dict[str, str]
) -> list[str]:
    """What is asked for on this computer and not held by the pins: by the roots, and by each pin of its own."""
    held = {pin.name: pin for pin in pins if applies(Marker(pin.marker) if pin.marker else None, environment)}
    found = []
    for pin in held.values():
        python = table[pin.key]["python"]
        if not SpecifierSet(python).contains(environment["python_full_version"]):
            found.append(f"{pin.key} asks for Python {python}")
    todo = [("the project", "", [*roots])] + [(name, "", table[pin.key]["requires"]) for name, pin in held.items()]
    done = {(name, extra) for name, extra, _ in todo}
    while todo:
        who, extra, requirements = todo.pop()
        for line in requirements:
            requirement = read(line)
            if not applies(requirement.marker, environment, extra):
                continue
            name = canonicalize_name(requirement.name)
            if name not in held or not requirement.specifier.contains(held[name].version, prereleases=True):
                found.append(f"{who} asks for {line}")
                continue
            for wanted in requirement.extras - {each for asked, each in done if asked == name}:
                done.add((name, wanted))
                todo.append((name, wanted, table[held[name].key]["requires"]))
    return found


def roots(name: str) -> list[str]:
    """What a lock was made from."""
    if name in tool.ASKED:
        return [*tool.ASKED[name]]
    project, groups = SETTINGS["project"], SETTINGS["dependency-groups"]
    extras = [line for extra in ("studio", "watch", "word", "xlsx") for line in project["optional-dependencies"][extra]]
    group = groups["install"] + [line for line in groups["dev"] if isinstance(line, str) and name == "dev"]
    return [*project["dependencies"], *extras, *SETTINGS["build-system"]["requires"], *group]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_closed_on_every_computer_that_it_is_for(name: str) -> None:
    computers = list(environments())
    assert len(computers) == 32
    found = {line for computer in computers for line in unmet(PINS[name], roots(name), TABLE, computer)}
    assert sorted(found) == []


def test_the_table_of_requirements_was_made_with_the_locks() -> None:
    locked = {pin.key for pins in PINS.values() for pin in pins}
    assert TABLE.keys() == locked, "run: .venv/bin/python tools/renew_locks.py"


def test_the_folder_holds_no_lock_that_is_not_looked_at() -> None:
    assert {path.name for path in (REPOSITORY / "requirements").iterdir() if not path.name.startswith(".")} == {
        "requires.json",
        *(lock.name for lock in LOCKS.values()),
    }


def pin(text: str) -> Any:
    package, _, marker = text.partition(" ; ")
    name, _, version = package.partition("==")
    return tool.Pin(name, version, marker, ())


WANTED = {
    "sound": (["a==1", "b==2"], ["b>=2"], ""),
    "absent": (["a==1"], ["b"], "a asks for b"),
    "too old": (["a==1", "b==2"], ["b>2"], "a asks for b>2"),
    "an extra of the one that is asked for": (["a==1", "b==2"], ["b[fast]"], "b asks for c; extra == 'fast'"),
    "only on macOS": (["a==1"], ["d; sys_platform == 'darwin'"], "a asks for d; sys_platform == 'darwin'"),
    "only in one version": (["a==1"], ["d; python_version < '3.12'"], "a asks for d; python_version < '3.12'"),
    "never on these computers": (["a==1"], ["d; sys_platform == 'win32'"], ""),
    "in an extra that nobody asks for": (["a==1"], ["d; extra == 'slow'"], ""),
    "held under a marker that does not always hold": (
        ["a==1", "b==2 ; python_version < '3.13'"],
        ["b"],
        "a asks for b",
    ),
    "held under another marker that says the same": (
        ["a==1", "b==2 ; python_full_version < '3.13'"],
        ["b; python_version <= '3.12'"],
        "",
    ),
    "a Python that is not yet released": (["new==1"], [], "new==1 asks for Python >=3.12"),
}


@pytest.mark.parametrize(("pins", "requires", "complaint"), WANTED.values(), ids=WANTED)
def test_what_a_lock_lacks_is_seen(pins: list[str], requires: list[str], complaint: str) -> None:
    table = {
        "a==1": {"python": ">=3.11", "requires": requires},
        "b==2": {"python": "", "requires": ["c; extra == 'fast'"]},
        "new==1": {"python": ">=3.12", "requires": []},
    }
    held = [pin(each) for each in pins]
    found = {line for computer in environments() for line in unmet(held, [], table, computer)}
    assert found == ({complaint} if complaint else set())


def test_what_the_project_itself_asks_for_is_counted() -> None:
    assert unmet([], ["weasyprint>=70"], {}, next(environments())) == ["the project asks for weasyprint>=70"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_a_version_and_hashes_of_every_package_and_no_address(name: str) -> None:
    text = LOCKS[name].read_text()
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=)", text, re.MULTILINE)
    assert PINS[name]
    for each in PINS[name]:
        assert each.hashes, each.name
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in each.hashes), each.name


def test_the_developers_lock_holds_what_the_practitioners_lock_holds() -> None:
    assert set(PINS["run"]) <= set(PINS["dev"])
