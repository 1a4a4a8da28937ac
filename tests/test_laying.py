"""What documents share while they are laid out: a stylesheet is parsed once, unless it takes in what may change."""

from __future__ import annotations

from typing import Any

from handouts.content.model.brand import PAIRS
from handouts.page.pipeline import Stylesheet
from handouts.page.rendering.engine import font_configuration
from handouts.page.rendering.laying import _parsed
from handouts.page.rendering.site import HOST, Site


class Serving(Site):
    """A site with one file under every name."""

    def __init__(self, text: str) -> None:
        super().__init__(None, None)  # type: ignore[arg-type]  # neither is asked for a file
        self._text = text

    def _file(self, _name: str) -> bytes:
        return self._text.encode()


def parsed(text: str, place: str = "own.css", beside: str = "") -> tuple[Any, list[str]]:
    """A stylesheet beside which another one lies, and what is said of it with its place."""
    fonts = font_configuration(PAIRS["rust"])
    css, heard = _parsed(Stylesheet("styles/own.css", place, text), text, fonts, Serving(beside))
    return css, [f"{line.place}: {line.text}" for line in heard]


def pages(css: Any) -> int:
    """How many page rules a parsed stylesheet has."""
    return len(css.page_rules)


def test_a_stylesheet_is_parsed_once_for_all_documents() -> None:
    text = "@page { margin: 12mm }"
    assert parsed(text)[0] is parsed(text)[0]
    assert parsed(text)[0] is not parsed(text.replace("12", "13"))[0]


def test_a_stylesheet_that_takes_in_another_is_parsed_with_it_as_it_is_then() -> None:
    text = "@import 'styles/more.css';"
    assert pages(parsed(text, beside="@page { margin: 1mm }")[0]) == 1
    assert pages(parsed(text, beside="")[0]) == 0


def test_the_fonts_of_a_pair_are_no_reason_to_parse_again() -> None:
    text = f'@font-face {{ font-family: x; src: url("{HOST}fonts/spectral/400-normal.ttf") }}'
    assert parsed(text)[0] is parsed(text)[0]


def test_what_is_wrong_with_a_stylesheet_is_said_for_each_document_at_its_own_place() -> None:
    text = "p { colour: red }"
    first, second = parsed(text, "a.css")[1], parsed(text, "b.css")[1]
    assert [line.partition(":")[0] for line in (*first, *second)] == ["a.css", "b.css"]
    assert "colour" in first[0]
