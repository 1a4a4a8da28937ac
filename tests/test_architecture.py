"""The folders import one way: each only from lines below its own, and never from a folder on the same line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import handouts
from handouts.content.model.formats import FORMATS
from handouts.files.layout import shipped_root

PACKAGE = Path(handouts.__file__).parent

# From top to bottom, as docs/architecture.md draws them.
LINES = (
    {"__main__"},
    {"cli"},
    {"studio"},
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
    "mammoth",
    "flask",
    "werkzeug",
    "waitress",
}
# Imported only inside functions themselves, so these may have heavy libraries at their top.
LATE = ("press.pdf", "press.imposing.applying", "press.imposing.noting", "press.preflight", "press.prepress", "studio")


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


def named_in_the_table(page: str) -> dict[str, set[str]]:
    """The modules and folders that the table of folders names, by their folder; nothing where it says no more."""
    rows = re.findall(r"^\| \d+ \| `(\w+)/` \| [^|]* \| (.+) \|$", page, re.MULTILINE)
    return {folder: set(re.findall(r"`(\w+)`", named)) for folder, named in rows}


def test_the_table_of_folders_names_every_module_and_no_other() -> None:
    found = named_in_the_table((PACKAGE.parent.parent / "docs/architecture.md").read_text(encoding="utf-8"))
    assert {"produce", "records", "content", "files", "languages"} <= found.keys()
    for folder, named in found.items():
        parts = [path for path in (PACKAGE / folder).iterdir() if path.suffix == ".py" or any(path.glob("*.py"))]
        assert named == {path.stem for path in parts} - {"__init__"}, "docs/architecture.md has a table of them"


FILES = (".md", ".yaml", ".html", ".css", ".db", ".json", ".lock")
ELSEWHERE = ("docs/", "tests/", "tools/", "output/", "handouts/")


def paths_named(page: str) -> list[str]:
    """What a page names by a path in the package, such as `page.composing` or `model/formats.py`."""
    named = re.findall(r"`([a-z_]+(?:[./][a-z_]+)+)`", page)
    return [each.removesuffix(".py").replace(".", "/") for each in named if not each.endswith(FILES)]


def missing_in(paths: list[str]) -> list[str]:
    found = {path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*")}
    return [each for each in paths if not any(f"/{path}".endswith(f"/{each}") for path in found)]


def test_what_the_page_names_by_its_path_exists() -> None:
    page = (PACKAGE.parent.parent / "docs/architecture.md").read_text(encoding="utf-8")
    paths = [each for each in paths_named(page) if not each.startswith(ELSEWHERE)]
    assert len(paths) > 30
    assert missing_in(paths) == []


def test_the_guard_of_paths_can_fail() -> None:
    assert missing_in(paths_named("`page.composing`, `model/formats.py` and `page/handover`")) == ["page/handover"]


def test_the_guard_of_the_table_can_fail() -> None:
    assert named_in_the_table("| 4 | `press/` | paper | `pdf` (a) · `plan` |\n") == {"press": {"pdf", "plan"}}


def test_folders_import_only_from_below() -> None:
    wrong = [arrow for path in modules() for arrow in forbidden(folder_of(path), path.read_text(encoding="utf-8"))]
    assert wrong == []


OUTSIDE = {
    "print", "input", "exit", "quit", "SystemExit", "sys.exit", "sys.stdout", "sys.stderr", "sys.stdin", "os._exit",
    "os.abort", "click",
}  # fmt: skip
"""What talks to the person at the computer, or ends the program."""
MAY_REACH_OUTSIDE = {
    ("produce/worker_main.py", "os._exit"): "a worker whose parent has gone ends at once, from a thread of its own",
    ("files/streams.py", "sys.stdin"): "it opens the standard streams that a caller left closed",
    ("files/streams.py", "sys.stdout"): "the same",
    ("files/streams.py", "sys.stderr"): "the same",
}


def reaching_outside(source: str) -> set[str]:
    """Which of OUTSIDE a module uses or imports, under its own name or from its module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module).split(".")[0]}
    return found & OUTSIDE


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("print('a')", "print"),
        ("def f():\n    sys.exit(1)", "sys.exit"),
        ("sys.stdout.write('a')", "sys.stdout"),
        ("from sys import stderr", "sys.stderr"),
        ("os._exit(1)", "os._exit"),
        ("raise SystemExit", "SystemExit"),
        ("from click.testing import CliRunner", "click"),
    ],
)
def test_the_guard_against_printing_and_exiting_can_fail(source: str, found: str) -> None:
    assert reaching_outside(source) == {found}
    assert reaching_outside("import sys\nsys.platform\nprinted = exits.exit") == set()


def test_nothing_below_the_command_line_prints_exits_or_knows_click() -> None:
    found = {
        (path.relative_to(PACKAGE).as_posix(), name)
        for path in modules()
        for name in reaching_outside(path.read_text(encoding="utf-8"))
        if folder_of(path) not in {"cli", "__main__"}
    }
    assert found == MAY_REACH_OUTSIDE.keys()


MAY_NAME_A_FORMAT = {
    ("content/model/formats.py", name): "its own line, and the scheme and stylesheet that bear its name"
    for name in FORMATS
} | {
    ("content/model/brochure.py", "a4"): "the format of a brochure that names none",
    ("press/imposing/schemes.py", "booklet"): "a scheme of that name",
    ("press/imposing/schemes.py", "trifold"): "a scheme of that name, and the widths of its panels",
}


def formats_named(source: str) -> set[str]:
    """The formats whose names a module has as a text, whatever it does with them."""
    return {str(node.value) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)} & FORMATS.keys()


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ('if shape.name == "a4":\n    pass', {"a4"}),
        ('wide = shape.name in ["booklet", "large-print"]', {"booklet", "large-print"}),
        ('MOST = {"trifold": 6}.get(shape.name)', {"trifold"}),
        ('size = FORMATS["a4"].size', {"a4"}),
        ('match shape.name:\n    case "card":\n        pass', {"card"}),
        ('word = "cards, such as this one"', set()),
    ],
)
def test_the_guard_against_formats_by_name_can_fail(source: str, named: set[str]) -> None:
    assert formats_named(source) == named


def test_only_its_own_line_knows_a_format_by_its_name() -> None:
    found = {
        (path.relative_to(PACKAGE).as_posix(), name)
        for path in modules()
        for name in formats_named(path.read_text(encoding="utf-8"))
    }
    assert found == MAY_NAME_A_FORMAT.keys()
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
    for path in modules():
        name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        if not f"{name}.".startswith(tuple(f"{package}." for package in LATE)):
            assert heavy_at_the_top(path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize(
    "source", ["import pikepdf", "from PIL import Image", "from handouts.press.preflight import Wanted",
               "from handouts.press import prepress", "from handouts.press.imposing.applying import impose",
               "import handouts.press.prepress.inks"],
)  # fmt: skip
def test_a_heavy_import_at_the_top_is_seen(source: str) -> None:
    assert heavy_at_the_top(source)
    assert not heavy_at_the_top(f"def late():\n    {source}\n")


def is_a_sentence(docstring: str) -> bool:
    """Whether a docstring begins with a sentence of some words on one or two lines, after which a line is empty."""
    first, *_ = docstring.split("\n\n")
    return first.rstrip().endswith(".") and first.count("\n") < 2 and 4 <= len(first.split()) <= 40


def test_the_guard_of_first_sentences_can_fail() -> None:
    assert is_a_sentence("Reads a file and gives its lines.\n\nMore of it: a, b")
    for docstring in ("", "Helpers", "Helpers.", "Reads a file and gives its lines", "Reads a file:\n- a\n- b\n- c."):
        assert not is_a_sentence(docstring), docstring


def test_a_module_says_in_one_sentence_what_it_is_for() -> None:
    docstrings = {path: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "" for path in modules()}
    assert [path for path, docstring in docstrings.items() if not is_a_sentence(docstring)] == []


def imported_modules(source: str) -> Iterator[str]:
    """The modules of the package that a module imports at its top, under TYPE_CHECKING not counted."""
    for node in ast.parse(source).body:
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


def in_order(sources: Mapping[str, str]) -> list[str]:
    """The modules, each after those that it imports. Raises CycleError."""
    graph = {name: set(imported_modules(source)) - {name} for name, source in sources.items()}
    return list(TopologicalSorter(graph).static_order())


def test_the_guard_against_circles_can_fail() -> None:
    sources = {"handouts.files.naming": "from handouts.files import writing", "handouts.files.writing": "import json"}
    assert in_order(sources) == ["handouts.files.writing", "handouts.files.naming"]
    sources["handouts.files.writing"] = "from handouts.files.naming import safe_name"
    with pytest.raises(CycleError):
        in_order(sources)


def test_no_two_modules_import_each_other() -> None:
    sources = {name_of(path): path.read_text(encoding="utf-8") for path in modules()}
    assert set(in_order(sources)) >= sources.keys()
