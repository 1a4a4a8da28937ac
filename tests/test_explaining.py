"""Every rule is explained in every language: what it means and what to do about it, to read or as JSON."""

from __future__ import annotations

import json
import re

import pytest

from conftest import Command
from handouts.checks.explaining import meanings, own_meanings, rules_of_an_editor
from handouts.cli.explaining import explanation
from handouts.languages.texts import languages
from handouts.problems import DANGERS, LASTING, UsageError

RULES = meanings("en")


def test_a_rule_is_explained_and_a_misspelt_one_named() -> None:
    assert explanation("long-list").startswith("A list of more than seven points.")
    assert explanation("no-reason") == explanation("ignored")
    with pytest.raises(UsageError, match="long-list"):
        explanation("long-lst")


@pytest.mark.parametrize("language", [each for each in languages() if each != "en"])
def test_every_rule_has_sentences_in_every_language_and_no_rule_more(language: str) -> None:
    own = own_meanings(language)
    assert set(RULES) - set(own) == set()
    assert set(own) - set(RULES) == set()
    assert [rule for rule, text in own.items() if text == RULES[rule]] == []


@pytest.mark.parametrize("language", languages())
def test_what_is_said_of_a_rule_is_whole_sentences(language: str) -> None:
    said = meanings(language)
    assert [rule for rule, text in said.items() if len(text.split()) < 6 or not re.search(r"[.?`][)”]?$", text)] == []


def test_what_may_harm_or_is_ignored_is_explained() -> None:
    assert len(RULES) > 300
    assert LASTING | DANGERS | rules_of_an_editor() <= set(RULES)


def test_a_rule_of_two_pages_is_explained_with_both() -> None:
    assert "31 november" in RULES["no-such-date"]
    assert "calendar" in RULES["no-such-date"]
    assert "panel" in RULES["too-long"]
    assert "value" in RULES["too-long"]


def test_a_rule_is_explained_to_a_dutch_reader_and_as_json(handouts: Command) -> None:
    ran = handouts("--language", "nl", "check", "--explain", "import-letter")
    assert ran.out.startswith("De tekst lijkt een mail of brief aan één mens")
    read = json.loads(handouts("--language", "nl", "check", "--explain", "import-letter", "--json").out)
    assert read == {"rule": "import-letter", "language": "nl", "meaning": ran.out.strip()}
