"""What tests have in common is laid out once for all of them, and anew as soon as anything that shows is another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import laid_out
from conftest import put
from handouts import proof
from handouts.content.model.brand import PAIRS, PALETTES
from handouts.content.model.formats import FORMATS
from handouts.files.folder import Folder
from handouts.page import rendering
from handouts.page.pipeline import Composed, ExpectedText, PrintSettings, RenderCache, Rendered, Stylesheet
from handouts.problems import Mark, Problem, warning

PAGE = Composed(
    "<p>Rust</p>", (Stylesheet("a.css", "a.css", "p {}"),), (ExpectedText("Rust", Mark("a.yaml", 1, 1)),),
    PALETTES["linde"], PAIRS["rust"], {}, "nl", "brochure.html", FORMATS["a4"],
)  # fmt: skip
OTHERS: dict[str, Composed] = {
    "its text": PAGE._replace(html="<p>Rust!</p>"),
    "a stylesheet": PAGE._replace(stylesheets=(Stylesheet("a.css", "a.css", "p { color: red }"),)),
    "its colours": PAGE._replace(colours=PALETTES["zechstein"]),
    "its typefaces": PAGE._replace(pair=PAIRS["helder"]),
    "its format": PAGE._replace(shape=FORMATS["large-print"]),
    "its ink": PAGE._replace(print_settings=PrintSettings(low_ink=True)),
    "what it announces": PAGE._replace(announced=()),
    "what follows it": PAGE._replace(attached=(PAGE,)),
}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Composed]:
    """What was laid out, by an engine that is served one picture, and finds fault with English."""
    made: list[Composed] = []

    def render(composed: Composed, _reader: Any, _post_process: Any, cache: RenderCache) -> Rendered:
        made.append(composed)
        cache.reader.read("content/images/a.png")
        problems = (warning("english", Mark("a.yaml", 1, 1), "English"),) if composed.language == "en" else ()
        return Rendered(b"%PDF", len(made), problems, {})

    def prove(pdf: bytes, composed: Composed) -> list[Problem]:
        return [warning("proof", Mark("a.yaml", 1, 1), "bad")] if b"bad" in pdf or not composed.announced else []

    for name, value in {"_render": render, "_prove": prove, "_made": {}, "_proven": set(), "_following": {}}.items():
        monkeypatch.setattr(laid_out, name, value)
    laid_out.lay_out_once(monkeypatch)
    return made


def lay_out(root: Path, composed: Composed) -> Rendered:
    reader = Folder(root).open_reader()
    rendered = rendering.render(composed, reader)
    picture = root.resolve() / "content/images/a.png"
    assert (picture in reader.used, picture in reader.absent) == (picture.exists(), not picture.exists())
    return rendered


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_a_page_is_laid_out_once_and_another_again(tmp_path: Path, made: list[Composed], other: Composed) -> None:
    moved = PAGE._replace(announced=(ExpectedText("Rust", Mark("b.yaml", 2, 2)),))
    assert [lay_out(tmp_path, each).pages for each in (PAGE, moved, other, PAGE)] == [1, 1, 2, 1]
    assert made == [PAGE, other]


def test_a_page_is_laid_out_again_when_a_file_appears_changes_or_goes(tmp_path: Path, made: list[Composed]) -> None:
    lay_out(tmp_path, PAGE)
    for content in "ab":
        picture = put(tmp_path, "content/images/a.png", content)
        assert [lay_out(tmp_path, PAGE).pages for _ in range(2)] == [len(made)] * 2
    assert len(made) == 3
    picture.unlink()
    assert lay_out(tmp_path, PAGE).pages == 1, "as it was at first"


def test_what_is_doubtful_is_looked_for_each_time(tmp_path: Path, made: list[Composed]) -> None:
    english = PAGE._replace(language="en")
    assert all(lay_out(tmp_path, english).problems for _ in range(2))
    assert made == [english] * 2
    assert [len(proof.prove(pdf, PAGE)) for pdf in (b"good", b"bad", b"good", b"bad")] == [0, 1, 0, 1]
    assert len(proof.prove(b"good", OTHERS["what it announces"])) == 1
