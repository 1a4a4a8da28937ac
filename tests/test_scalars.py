"""One key of a YAML file, taken in at a glance: what the parser would say, without loading it where that can be."""

from __future__ import annotations

import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from handouts.files.scalars import scalar

AT_A_GLANCE = [
    "client:\n  first_name: Fenna\n  note: x\n",
    "client: {first_name: Fenna}\n",
    "client: {born: 1980, first_name: 'Fenna'}\n",
    '\ufeffclient:\r\n  first_name: "Fenna"   # zo\r\n',
    "# first_name: Bo\nclient:\n  first_name: Fenna\n",
]
BY_PARSING = [
    '{"client": {"first_name": "Fenna"}}',
    "client:\n  first_name : Fenna\n",
    "client:\n  first_name:\n    Fenna\n",
    'client:\n  "first_name": Fenna\n',
    "client:\n  first_name: >-\n    Fenna\n",
    "client:\n  first_name: &her Fenna\n",
    'client:\n  first_name: "F\\u0065nna"\n',
    "client:\n  ? first_name\n  : Fenna\n",
    "note: |\n  first_name: Bo\nclient:\n  first_name: Fenna\n",
    'client: {"first\\x5fname": Fenna}\n',
]


@pytest.mark.parametrize("text", AT_A_GLANCE)
def test_what_is_written_as_usual_needs_no_parser(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert scalar(text, "client", "first_name") == "Fenna"


@pytest.mark.parametrize("text", BY_PARSING)
def test_what_is_written_otherwise_is_parsed(text: str) -> None:
    assert scalar(text, "client", "first_name") == "Fenna"


@pytest.mark.parametrize(("text", "value"), [
    ("client:\n  first_name: Fenna\n    de Tweede\n", "Fenna de Tweede"),
    ("client:\n  first_name: Fenna, jr\n", "Fenna, jr"),
    ("client: {}\n", None), ("client:\n  first_name: [Fenna]\n", None), ("client:\n  first_name: 'Fenna\n", None),
])  # fmt: skip
def test_no_part_of_a_name_is_taken_for_all_of_it(text: str, value: str | None) -> None:
    assert scalar(text, "client", "first_name") == value


@pytest.mark.parametrize(("text", "language"), [
    ('"language": en\n', "en"), ("\ufefflanguage: en\n", "en"), ("name: language\nlanguage:  'en' # of nl\n", "en"),
    ("name: x\n", None),
])  # fmt: skip
def test_the_language_of_a_practice_is_seen_however_it_is_written(text: str, language: str | None) -> None:
    assert scalar(text, "language") == language


@given(st.text(st.sampled_from("ab :,{}[]#'\"\n-&|>!*?\\"), max_size=12))
def test_a_glance_never_says_another_name_than_the_parser(value: str) -> None:
    text = f"client:\n  first_name: {value}\n  born: x\n"
    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)["client"]["first_name"]  # noqa: S506  # texts alone
    except (yaml.YAMLError, TypeError, KeyError):
        return
    assert scalar(text, "client", "first_name") == (found if isinstance(found, str) else None)
