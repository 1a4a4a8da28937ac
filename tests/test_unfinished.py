"""A mark for what is still to be written is pointed out before it is printed; an innocent word is not."""

from __future__ import annotations

import pytest

from conftest import CONSULT
from handouts.checks import signs
from handouts.checks.signs import mark_in
from handouts.content.loading import validate
from handouts.content.model.sheet import Consult


@pytest.mark.parametrize(
    ("text", "mark"),
    [("TODO", "TODO"), ("Bel (TODO) morgen", "TODO"), ("Lorem ipsum dolor", "Lorem ipsum"), ("Bel xxx op", "xxx"),
     ("Loop XXX minuten", "XXX"), ("FIXME: bron", "FIXME")],
)  # fmt: skip
def test_a_mark_for_what_is_to_be_written_is_recognised(text: str, mark: str) -> None:
    assert mark_in(text) == mark


@pytest.mark.parametrize(
    "text",
    [
        "Maak een todo-lijst",
        "Schrijf je TODO-lijst op",
        "Veel liefs, xxx",
        "Liefs xxx",
        "Maat XXXL",
        "Methodologie",
        "",
    ],
)
def test_an_innocent_word_is_no_mark(text: str) -> None:
    assert mark_in(text) == ""


def test_a_mark_is_pointed_out_where_it_stands() -> None:
    consult = validate(f"{CONSULT}note: Bel TODO\n".encode(), "consult.yaml", Consult)
    assert [(each.rule, each.message) for each in signs.check(consult)] == [
        ("not-finished", "“TODO” would be printed as it is")
    ]
