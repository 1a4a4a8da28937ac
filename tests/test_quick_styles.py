"""The style of an element is found sooner, and is the one that the engine finds."""

from __future__ import annotations

from typing import Any

import pytest

from handouts.page.rendering.engine import load_engine
from handouts.page.rendering.quick_styles import Joined, joined

HTML = """<html lang="nl" style="direction: rtl"><body id="all" class="a b"><h1 lang="en">One<b class="b">two</b></h1>
<p class="a" style="margin-inline-start: 3mm">x</p><table><tr><td class="c">y</td></tr></table></body></html>"""
SHEETS = [
    "p { color: red; padding-left: 2mm } .a { color: green } #all { font-size: 9pt; text-decoration: underline }",
    "body { color: blue; font-size: 12pt; float: left } .b::before { content: 'z' } :lang(en) { hyphens: auto }",
    ".a { color: teal; border: thin solid } p { color: gray !important; margin-left: calc(1mm + 2mm) } * { top: 1px }",
    "@page { margin: 1cm } [class~=c] { inline-size: 30mm; border-inline-start: 2pt solid; width: 20mm }",
]


def styles(sheets: list[Any], monkeypatch: pytest.MonkeyPatch | None = None) -> list[dict[str, Any]]:
    """Every property of every element and of what is before it; with `monkeypatch` as the engine itself looks it up."""
    engine = load_engine()
    from weasyprint.css import ComputedStyle, get_all_computed_styles

    if monkeypatch:
        monkeypatch.setattr(ComputedStyle, "__missing__", ComputedStyle.__missing__.__wrapped__)
    html = engine.HTML(string=HTML)
    found = get_all_computed_styles(html, sheets)
    elements = [(each, kind) for each in html.etree_element.iter() for kind in (None, "before")]
    known = [style for each in elements if (style := found(*each))]
    return [{name: style[name] for name in engine.css.properties.INITIAL_VALUES} for style in known]


def read() -> list[Any]:
    """The stylesheets as the engine reads them."""
    return [load_engine().CSS(string=text) for text in SHEETS]


def test_a_property_has_the_value_that_the_engine_gives_it(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = read()
    assert styles(sheets) == styles(sheets, monkeypatch)


def test_stylesheets_that_are_joined_hold_as_they_held_one_after_the_other() -> None:
    sheets = read()
    together = joined(sheets, {})
    assert len(together) == 1
    assert styles(together) == styles(sheets)
    assert [rule[0] for rule in together[0].page_rules] == [rule[0] for sheet in sheets for rule in sheet.page_rules]


def test_stylesheets_are_joined_once_and_those_with_layers_never() -> None:
    sheets = read()
    known: dict[tuple[int, ...], Joined] = {}
    assert joined(sheets, known) == joined(sheets, known)
    layered = [*sheets, load_engine().CSS(string="@layer one { p { color: red } }")]
    assert joined(layered, known) == layered
