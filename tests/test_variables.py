"""A variable is put in beforehand only where the engine would come to the same, whatever her stylesheets say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Command
from handouts.page.rendering.engine import load_engine
from handouts.page.rendering.variables import inline_css_variables

HTML = """\
<html lang="nl" class="a4 pair-rust"><body><p class="one">Een</p><p class="two pair-other">Twee</p></body></html>
"""
USE = "p { color: var(--c); margin: calc(var(--g) * 3mm) 0 0 } "
PUT_IN = {
    "on the root": ":root { --c: red; --g: 1 }",
    "on the root, twice": ":root { --c: red; --g: 1 } :root { --c: green }",
    "on a class of the root": ":root { --c: red; --g: 1 } .a4 { --c: green }",
    "on one of two classes": ":root { --c: red; --g: 1 } .pair-rust, .nowhere { --c: green }",
    "on a class that is nowhere": ":root { --c: red; --g: 1 } .nowhere { --c: green }",
    "by another": ":root { --c: var(--d); --d: var(--e); --e: green; --g: 0.8 }",
    "with a comment": ":root { /* --c: blue; */ --c: red; /* } */ --g: 1 }",
}
LEFT = {
    "on an element": ":root { --c: red; --g: 1 } p { --c: green }",
    "on a class of an element": ":root { --c: red; --g: 1 } .two { --c: green }",
    "on a class of the root and an element": ":root { --c: red; --g: 1 } .pair-other { --c: green }",
    "with more weight": ":root { --c: green !important; --g: 1 } :root { --c: red }",
    "more exactly": ":root.a4 { --c: green; --g: 1 } :root { --c: red }",
    "on the element html": ":root { --c: red; --g: 1 } html { --c: green }",
    "for some paper": ":root { --c: red; --g: 1 } @media screen { :root { --c: green } }",
    "in a rule within a rule": ":root { --c: red; --g: 1 } body { .one { --c: green } }",
    "in a circle": ":root { --c: var(--d); --d: var(--c); --g: 1 }",
    "with a choice": ":root { --c: var(--nowhere, green); --g: 1 }",
    "nowhere": ":root { --g: 1 }",
}


def drawn(*texts: str) -> bytes:
    engine = load_engine()
    return bytes(engine.HTML(string=HTML).write_pdf(stylesheets=[engine.CSS(string=text) for text in texts]))


@pytest.mark.parametrize("css", PUT_IN.values(), ids=PUT_IN)
@pytest.mark.parametrize("first", [True, False])
def test_a_variable_of_one_value_is_put_in_and_draws_the_same(css: str, first: bool) -> None:
    texts = [css, USE] if first else [USE, css]
    put_in = inline_css_variables(texts, HTML, {"--g": "1" if "--g: 1" in css else "0.8"})
    assert "var(--c)" not in put_in[first]
    assert "calc" not in put_in[first]
    assert drawn(*put_in) == drawn(*texts)


@pytest.mark.parametrize("css", LEFT.values(), ids=LEFT)
def test_a_variable_of_several_values_is_left_to_the_engine(css: str) -> None:
    texts = [USE, css]
    put_in = inline_css_variables(texts, HTML, {})
    assert "var(--c)" in put_in[0] or "var(--d)" in put_in[0]
    assert drawn(*put_in) == drawn(*texts)


NAMES = st.sampled_from(["--c", "--d"])
VALUES = st.sampled_from(["red", "green", "var(--c)", "var(--d)", "blue !important"])
SELECTORS = st.sampled_from([":root", "html", ".a4", ".two", "p", ".a4 .two", ":root, p", ".gone", "body > .one", "*"])
RULES = st.lists(st.tuples(SELECTORS, NAMES, VALUES), max_size=5)


@settings(max_examples=100, deadline=None)
@given(RULES)
def test_whatever_is_declared_draws_the_same(rules: list[tuple[str, str, str]]) -> None:
    css = "".join(f"{selector} {{ {name}: {value} }}\n" for selector, name, value in rules)
    texts = [css, "p { color: var(--c); border: 1pt solid var(--d) }"]
    assert drawn(*inline_css_variables(texts, HTML, {})) == drawn(*texts)


def test_a_mistake_behind_a_variable_is_told_where_it_stands(handouts: Command, practice: Path) -> None:
    (practice / "styles").mkdir(exist_ok=True)
    (practice / "styles/own.css").write_text("h1 { color: var(--accent); colour: red }\n", encoding="utf-8")
    assert "styles/own.css:1:28: warning: " in handouts("check").err


def test_her_own_value_of_a_variable_holds(handouts: Command, practice: Path) -> None:
    (practice / "styles").mkdir(exist_ok=True)
    (practice / "styles/own.css").write_text("h1 { --primary: #FFFFFF }\n", encoding="utf-8")
    assert "invisible-text" in handouts("check").err
