"""The docs say what the program does: every command, every option, every field."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import click
import pytest

from handouts.cli import cli

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
    developer = {"test", "lint", "bench", "conformance", "soak"}
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
    rules = set(re.findall(r'(?:error|warning|mistake|_wrong|_refused|say)\(\s*"([a-z0-9-]+)"', source))
    assert len(rules) > 30
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in PAGES["problems.md"]] == []
