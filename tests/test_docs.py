"""The docs say what the program does: every command, every option, every field."""

from __future__ import annotations

import importlib
import importlib.util
import re
from pathlib import Path

import click
import pytest

from handouts.cli import cli
from handouts.content.model.formats import FORMATS
from handouts.press.imposing.plan import A4, A5, A6
from handouts.press.imposing.schemes import booklet, cards, single, trifold

ROOT = Path(__file__).resolve().parent.parent
PAGES = {path.name: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]}


def commands() -> dict[str, click.Command]:
    return dict(cli.commands)


def test_there_are_docs_to_hold_against_the_program() -> None:
    assert {"README.md", "guide.md", "styling.md", "fields.md", "architecture.md"} <= PAGES.keys()


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_in_the_guide(name: str) -> None:
    assert f"handouts {name}" in PAGES["README.md"]
    guide = PAGES["guide.md"]
    assert f"handouts {name}" in guide
    for parameter in commands()[name].params:
        if isinstance(parameter, click.Option):
            assert any(option in guide for option in parameter.opts), (name, parameter.opts)


def test_every_option_in_front_of_a_command_is_in_the_guide() -> None:
    for parameter in cli.params:
        assert any(option in PAGES["guide.md"] for option in parameter.opts), parameter.opts


def test_the_docs_name_no_command_that_does_not_exist() -> None:
    developer = {"test", "lint", "bench", "conformance", "soak", "browser"}
    for page, text in PAGES.items():
        for name in re.findall(r"^(?:\$ )?(?:\./run|handouts) ([a-z]+)\b", text, re.MULTILINE):
            assert name in commands() or name in developer, (page, name)


def test_the_page_of_fields_is_what_the_models_say() -> None:
    specification = importlib.util.spec_from_file_location("write_fields", ROOT / "tools/write_fields.py")
    assert specification is not None
    assert specification.loader is not None
    tool = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(tool)
    assert tool.page() == PAGES["fields.md"], "run: python tools/write_fields.py"


def test_every_link_between_the_pages_leads_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), (path.name, target)


def test_every_rule_that_a_problem_can_name_is_explained() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    rules = set(re.findall(r'(?:error|warning|mistake|_wrong|_refused|say|Rule)\(\s*"([a-z0-9-]+)"', source))
    assert len(rules) > 30
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in PAGES["problems.md"]] == []


def the_drawings(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What tools/draw_folds.py draws, by name of file."""
    monkeypatch.syspath_prepend(ROOT / "tools")
    drawn: dict[str, str] = importlib.import_module("draw_folds").drawings()
    return drawn


def test_the_drawings_of_folds_are_what_their_tool_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = the_drawings(monkeypatch)
    kept = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs/pictures").glob("fold-*.svg")}
    assert len(drawn) > 5
    assert drawn == kept, "run: python tools/draw_folds.py"
    assert drawn == the_drawings(monkeypatch)


def test_each_drawing_of_a_fold_is_on_the_page_of_printing_and_says_there_what_it_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = re.findall(r"!\[([^]]*)\]\(pictures/(fold-[^)]*)\)", PAGES["printing.md"])
    drawn = the_drawings(monkeypatch)
    assert sorted(name for _, name in shown) == sorted(drawn)
    for says, name in shown:
        assert f"<title>{says}</title>" in drawn[name]


def test_the_drawing_of_the_files_is_what_its_tool_draws_and_names_what_there_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    tool = importlib.import_module("draw_files")
    (drawn,) = tool.drawings().values()
    assert drawn == (ROOT / "docs/pictures/files.svg").read_text("utf-8"), "run: python tools/draw_files.py"
    for part in tool.PARTS:
        template, _, macros = part.text.partition(": ")
        named = [
            f"templates/{template.partition(',')[0]}",
            *(f"styles/{each}" for each in re.findall(r"[\w-]+\.css", part.look)),
        ]
        assert [each for each in named if not (ROOT / each).is_file()] == []
        if not template.startswith(("brochure", "layout")):
            parts = (ROOT / "templates" / template).read_text(encoding="utf-8")
            assert [each for each in macros.split(", ") if f"{{% macro {each}(" not in parts] == []
    read = re.findall(r"[\w-]+\.css", " ".join(name for name, _ in tool.READ))
    assert len(read) > 8
    assert [each for each in read if not (ROOT / "styles" / each).is_file()] == []


def test_every_stylesheet_and_template_has_its_place_in_the_guide_of_the_designer() -> None:
    names = [path.name for folder in ("styles", "templates") for path in (ROOT / folder).glob("*.*")]
    assert len(names) > 20
    # A format that is added is described by its line.
    of_formats = tuple(name for name in FORMATS if name not in PAGES["styling.md"])
    assert [name for name in names if name not in PAGES["styling.md"] and not name.startswith(of_formats)] == []


def test_every_picture_that_the_docs_show_exists_and_is_described() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = [(page, each) for page in pages for each in re.findall(r"!\[([^]]*)\]\(([^)]+)\)", page.read_text("utf-8"))]
    assert len(shown) > 8
    for page, (says, name) in shown:
        assert says, (page.name, name)
        assert (page.parent / name).is_file(), (page.name, name)


def test_the_page_of_printing_gives_the_measures_of_the_plans() -> None:
    page = PAGES["printing.md"]
    folded = trifold()
    outside, inside = (" – ".join(f"{each.area.width:g}" for each in side.placements) for side in folded.sides)
    assert f"buitenkant van links naar rechts: {outside} mm" in page
    assert f"binnenkant van links naar rechts: {inside} mm" in page
    for side, name in zip(folded.sides, ("outside", "inside"), strict=True):
        first, second = side.folds
        assert re.search(rf"{name}: .*folds at {first:g} and {second:g} mm from the left", page)
    assert str(booklet(8)).replace("\n", "\n    ") in page
    for plan in (folded, single(1, A5), single(1, A6), single(1, A4)):
        trim, paper = plan.trim, plan.for_printshop().paper
        assert f"{trim.width:g} × {trim.height:g} mm | {paper.width:g} × {paper.height:g} mm" in page
    assert (folded.duplex, booklet(8).duplex, cards(2, backs=True).duplex) == ("short", "short", "long")
