"""The folders import one way: each only from lines below its own, and never from a folder on the same line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import handouts
from handouts.content.model.formats import FORMATS
from handouts.files.folder import shipped_root

PACKAGE = Path(handouts.__file__).parent

# From top to bottom, as docs/architecture.md draws them.
LINES = (
    {"__main__"},
    {"cli"},
    {"produce"},
    {"proof"},
    {"press", "checks", "intake"},
    {"page", "records"},
    {"content"},
    {"files"},
    {"problems"},
    {"languages"},
    {"__init__"},
)
DEPTH = {folder: depth for depth, line in enumerate(LINES) for folder in line}
# Pulling one of these in costs a second or a process; only these packages may, and only inside a function.
HEAVY = {
    "weasyprint",
    "pydyf",
    "pypdfium2",
    "PIL",
    "fontTools",
    "jinja2",
    "markdown_it",
    "watchfiles",
    "fontpkg",
    "pikepdf",
    "segno",
    "openpyxl",
}
# Imported only inside functions themselves, so these may have heavy libraries at their top.
LATE = ("press.preflight", "press.prepress")


def folder_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_folders(source: str) -> Iterator[str]:
    """The folders that a module imports from, at its top or inside a function."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [node.module or ""]
            if node.module == "handouts":
                names = [f"handouts.{alias.name}" for alias in node.names]
        for name in names:
            if name == "handouts":
                yield "__init__"
            elif name.startswith("handouts."):
                yield name.split(".")[1]


def forbidden(folder: str, source: str) -> list[str]:
    return [
        f"{folder} imports {other}"
        for other in imported_folders(source)
        if other != folder and DEPTH.get(other, -1) <= DEPTH[folder]
    ]


def modules() -> list[Path]:
    found = sorted(PACKAGE.rglob("*.py"))
    assert len(found) > 20, "the guard must see the package"
    return found


def test_the_guard_against_wrong_arrows_can_fail() -> None:
    assert forbidden("files", "from handouts.content.loading import load_file") == ["files imports content"]
    assert forbidden("page", "def f():\n    import handouts.proof") == ["page imports proof"]
    assert forbidden("press", "from handouts import checks") == ["press imports checks"]
    assert forbidden("page", "from handouts.content.loading import Loaded\nimport json") == []


def test_every_folder_has_a_place_in_the_picture() -> None:
    assert {folder_of(path) for path in modules()} == DEPTH.keys()


def test_folders_import_only_from_below() -> None:
    wrong = [arrow for path in modules() for arrow in forbidden(folder_of(path), path.read_text(encoding="utf-8"))]
    assert wrong == []


def test_nothing_below_the_command_line_prints_exits_or_knows_click() -> None:
    for path in modules():
        if folder_of(path) in {"cli", "__main__"}:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        roots = {
            name.split(".")[0]
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert not names & {"print", "exit", "quit", "SystemExit"}, path
        assert "click" not in roots, path


def formats_asked_for(source: str) -> set[str]:
    """The formats that a module tells from others by their names: in a comparison, or as the key of a dict."""
    asked = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Compare | ast.Dict)]
    parts = [part for node in asked for part in (node.keys if isinstance(node, ast.Dict) else ast.walk(node))]
    return {str(part.value) for part in parts if isinstance(part, ast.Constant)} & FORMATS.keys()


def test_the_guard_against_formats_by_name_can_fail() -> None:
    assert formats_asked_for('if shape.name == "a4":\n    pass') == {"a4"}
    assert formats_asked_for('wide = shape.name in ["booklet", "large-print"]') == {"booklet", "large-print"}
    assert formats_asked_for('MOST = {"trifold": 6}.get(shape.name)') == {"trifold"}
    assert formats_asked_for('word = "card"') == set()


def test_only_its_own_line_knows_a_format_by_its_name() -> None:
    # The names of schemes, by which pages are laid on paper, are names of products too.
    others = [
        path for path in modules() if path.parts[-2:] not in {("model", "formats.py"), ("imposing", "schemes.py")}
    ]
    asked = {path: formats_asked_for(path.read_text(encoding="utf-8")) for path in others}
    assert {path: names for path, names in asked.items() if names} == {}
    for path in (shipped_root() / "templates").iterdir():
        text = path.read_text(encoding="utf-8")
        assert text.count("format.name") == text.count("{{ format.name }}"), path.name


def imported_at_the_top(source: str) -> Iterator[str]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def heavy_at_the_top(source: str) -> list[str]:
    late = tuple(f"handouts.{package}." for package in LATE)
    return [name for name in imported_at_the_top(source) if name.split(".")[0] in HEAVY or f"{name}.".startswith(late)]


def test_heavy_libraries_are_imported_only_where_they_are_used() -> None:
    late = tuple(PACKAGE / package.replace(".", "/") for package in LATE)
    for path in modules():
        if not path.is_relative_to(late[0]) and not path.is_relative_to(late[1]):
            assert heavy_at_the_top(path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize(
    "source", ["import pikepdf", "from PIL import Image", "from handouts.press.preflight import Wanted",
               "from handouts.press import prepress", "import handouts.press.prepress.inks"],
)  # fmt: skip
def test_a_heavy_import_at_the_top_is_seen(source: str) -> None:
    assert heavy_at_the_top(source)
    assert not heavy_at_the_top(f"def late():\n    {source}\n")


def test_a_module_says_in_one_sentence_what_it_is_for() -> None:
    for path in modules():
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert docstring.split("\n")[0].strip(), f"{path} has no docstring"


def imported_modules(path: Path) -> Iterator[str]:
    """The modules of the package that a module imports at its top, under TYPE_CHECKING not counted."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("handouts"):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in NAMES else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("handouts"))


def name_of(path: Path) -> str:
    parts = ("handouts", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path) for path in PACKAGE.rglob("*.py")}


def test_no_two_modules_import_each_other() -> None:
    graph = {name_of(path): set(imported_modules(path)) - {name_of(path)} for path in modules()}
    assert len(list(TopologicalSorter(graph).static_order())) >= len(graph)
