"""What travels: wheel, sdist and editable install, built offline from a copy of the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from handouts.content.starters import STARTERS

REPOSITORY = Path(__file__).resolve().parent.parent
PARTS = ("src", "templates", "styles", "content", "output/.gitignore", "requirements", "run", ".gitignore")
PAGES = ("README.md", "docs/problems.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "pyproject.toml")
CANARY = "canary-2026-014"
# Where a client's words can lie in a practice folder, and where a careless hand may have put them.
NESTS = (
    "content/clients/{}.yaml",
    "content/brochures/{}.yaml",
    "content/sheets/{}.yaml",
    "content/images/{}.png",
    "content/{}.csv",
    "output/brochures/{}.pdf",
    "output/.state/{}",
    "{}.txt",
    "requirements/.{}.txt.swp",
    "styles/.{}.css.swp",
    "templates/{}.html~",
)
SHIPPED = "handouts/shipped/"
SHIPPED_STARTERS = {
    place for places in STARTERS.values() for place in places.values() if not place.startswith("(package)")
}


def copied(to: Path) -> Path:
    """The repository at `to`, with a canary in every nest."""
    for part in PARTS + PAGES:
        source = REPOSITORY / part
        target = to / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "clients"))
        else:
            shutil.copy(source, target)
    for nest in NESTS:
        path = to / nest.format(CANARY)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CANARY)
    return to


def built(kind: str, tree: Path) -> dict[str, bytes]:
    """The files in what hatchling makes of the tree: `wheel`, `sdist` or `editable`."""
    out = tree.parent / f"dist-{tree.name}"
    code = f"import sys, hatchling.build as build; print(build.build_{kind}(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, out], cwd=tree, capture_output=True, text=True, check=True, timeout=60
    )
    path = out / done.stdout.splitlines()[-1]
    if kind == "sdist":
        with tarfile.open(path) as archive:
            members = {each.name.partition("/")[2]: archive.extractfile(each) for each in archive if each.isfile()}
            return {name: file.read() for name, file in members.items() if file}
    with zipfile.ZipFile(path) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def strays(files: dict[str, bytes]) -> list[str]:
    """The files that a canary is in, by name or by content."""
    return [name for name, data in files.items() if CANARY in name or CANARY.encode() in data]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("packaging") / "handouts")


@pytest.fixture(scope="module")
def wheel(tree: Path) -> dict[str, bytes]:
    return built("wheel", tree)


@pytest.fixture(scope="module")
def sdist(tree: Path) -> dict[str, bytes]:
    return built("sdist", tree)


@pytest.mark.parametrize("kind", ["wheel", "sdist", "editable"])
def test_nothing_of_a_client_travels(tree: Path, kind: str) -> None:
    assert strays(built(kind, tree)) == []


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_the_canary_sings_when_the_folder_content_is_shipped_as_a_whole(tmp_path: Path, kind: str) -> None:
    tree = copied(tmp_path / "careless")
    settings = tree / "pyproject.toml"
    settings.write_text(re.sub(r'("content/.+",\n\s*)+', '"content",\n', settings.read_text()))
    assert f"content/brochures/{CANARY}.yaml" in "\n".join(strays(built(kind, tree)))


def test_the_canary_sings_when_an_editable_install_copies(tmp_path: Path) -> None:
    tree = copied(tmp_path / "careless")
    with (tree / "pyproject.toml").open("a") as settings:
        settings.write('\n[tool.hatch.build.targets.wheel.force-include]\n"content" = "handouts/shipped/content"\n')
    assert f"handouts/shipped/content/clients/{CANARY}.yaml" in strays(built("editable", tree))


def test_an_editable_install_points_at_the_sources_and_copies_nothing(tree: Path) -> None:
    files = built("editable", tree)
    assert [name for name in files if ".dist-info/" not in name] == ["_handouts.pth"]
    assert files["_handouts.pth"].decode().strip() == str(tree / "src")


SHIPPED_WHOLE = ("content/modules", "content/sheets", "content/images")


def test_the_wheel_holds_every_template_style_and_starter_and_no_other_content(wheel: dict[str, bytes]) -> None:
    expected = {
        path.relative_to(REPOSITORY).as_posix()
        for folder in ("templates", "styles", "content/labels", *SHIPPED_WHOLE)
        for path in (REPOSITORY / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith("~")
    }
    assert {"templates", "styles", "content"} <= {name.partition("/")[0] for name in expected}
    expected |= SHIPPED_STARTERS | {"docs/problems.md"}
    assert {name.removeprefix(SHIPPED) for name in wheel if name.startswith(SHIPPED)} == expected


def test_the_wheel_holds_every_module_and_no_test(wheel: dict[str, bytes]) -> None:
    package = REPOSITORY / "src"
    modules = {path.relative_to(package).as_posix() for path in package.rglob("*.py")}
    assert {name for name in wheel if name.endswith(".py")} == modules
    # Without this mark no type checker looks at the annotations of an installed package (PEP 561).
    assert "handouts/py.typed" in wheel
    texts = {path.relative_to(package).as_posix() for path in package.glob("handouts/languages/*/*.yaml")}
    assert len(texts) > 4
    assert {name for name in wheel if name.startswith("handouts/languages/") and name.endswith(".yaml")} == texts
    assert {name.partition("/")[0] for name in wheel if ".dist-info/" not in name} == {"handouts"}


def test_the_wheel_holds_what_the_pages_of_the_studio_are_made_of(wheel: dict[str, bytes]) -> None:
    studio = REPOSITORY / "src/handouts/studio"
    made_of = {
        path.relative_to(REPOSITORY / "src").as_posix()
        for folder in ("templates", "static")
        for path in (studio / folder).rglob("*.*")
    }
    assert {name.rpartition(".")[2] for name in made_of} == {"html", "css", "js", "svg", "png"}
    assert made_of <= wheel.keys()


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_the_profile_of_the_press_travels_with_its_provenance(request: pytest.FixtureRequest, kind: str) -> None:
    files: dict[str, bytes] = request.getfixturevalue(kind)
    prefix = "src/" if kind == "sdist" else ""
    for name in ("handouts/press/prepress/fogra39l.icc", "handouts/press/prepress/fogra39l.txt"):
        assert files[prefix + name] == (REPOSITORY / "src" / name).read_bytes()


def test_a_wheel_made_from_the_sdist_is_the_same_wheel(
    tmp_path: Path, wheel: dict[str, bytes], sdist: dict[str, bytes]
) -> None:
    for name, data in sdist.items():
        path = tmp_path / "sdist" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert built("wheel", tmp_path / "sdist") == wheel


def test_an_installed_wheel_finds_what_it_ships(tmp_path: Path, wheel: dict[str, bytes]) -> None:
    for name, data in wheel.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    code = (
        "from handouts.files.folder import shipped_root; from handouts.content.starters import STARTERS, starter_files;"
        "print(shipped_root());"
        "print(*(f'{language} {name}' for language in STARTERS for name, _ in starter_files(language)), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    root, *names = done.stdout.splitlines()
    assert root == str(tmp_path / "handouts/shipped")
    english = {"breathing.yaml", "sleep.yaml", "relaxation-massage.yaml"}
    for language in STARTERS:
        own = [
            f"{language} {path.relative_to(REPOSITORY).as_posix()}"
            for folder in SHIPPED_WHOLE
            for path in sorted((REPOSITORY / folder).glob("*.*"))
            if (path.name in english) == (language == "en") and (path.suffix == ".yaml" or language == "nl")
        ]
        expected = own + [f"{language} {name}" for name in STARTERS[language]]
        assert [name for name in names if name.startswith(language)] == expected
