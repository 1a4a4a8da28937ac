"""The page about using handouts from Python: its example runs, and what it names exists."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import get_args

import pytest

from handouts.produce.outcome import Status

PAGE = (Path(__file__).resolve().parent.parent / "docs/library.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
NAMES = sorted(set(re.findall(r"`(handouts\.[\w.]+)`", PAGE)))


def resolve(name: str) -> object:
    """The module of that name, or what one holds under it."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        module, _, attribute = name.rpartition(".")
        return getattr(importlib.import_module(module), attribute)


def test_the_example_makes_a_brochure_and_proves_it(
    practice: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(practice)
    (example,) = EXAMPLES
    exec(compile(example, "docs/library.md", "exec"), {})  # noqa: S102  # the example as it is in the page
    pdf = practice / "output/brochures/proef.a4.pdf"
    assert capsys.readouterr().out.splitlines() == [
        "Proefblad is at content/brochures/proef.yaml:1:8",
        "pages: 2",
        f"proef made {pdf}",
    ]
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_the_example_names_every_mistake_of_a_brochure(practice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (practice / "content/brochures/proef.yaml").write_text("titel: Rust\nsections: 3\n", encoding="utf-8")
    monkeypatch.chdir(practice)
    with pytest.raises(SystemExit, match=r"proef\.yaml:1:1: error: [^$]*proef\.yaml:2:11: error: "):
        exec(compile(EXAMPLES[0], "docs/library.md", "exec"), {})  # noqa: S102  # the example as it is in the page


@pytest.mark.parametrize("name", NAMES)
def test_each_name_on_the_page_exists(name: str) -> None:
    assert resolve(name) is not None


def test_a_name_that_does_not_exist_is_found_out() -> None:
    assert len(NAMES) > 5
    with pytest.raises(AttributeError):
        resolve("handouts.proof.no_such_name")


def test_each_status_of_an_outcome_is_explained() -> None:
    assert re.findall(r"^\| `([a-z]+)` \|", PAGE, re.MULTILINE) == list(get_args(Status))
