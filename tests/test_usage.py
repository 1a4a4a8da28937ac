"""The help of commands, and wrong command lines, in the reader's language."""

from __future__ import annotations

import inspect

import click
import pytest

from conftest import Command
from handouts.cli import cli
from handouts.cli.usage import joined_words
from handouts.languages.messages import translated
from handouts.problems import as_message


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("bild", "Het commando “bild” is er niet. Bedoel je build?"),
        ("sheet --fromat", "De optie “--fromat” is er niet. Bedoel je --for of --format?"),
        ("build --output", "Na de optie --output moet nog iets komen."),
        ("build --force=yes", "Bij de optie --force hoort niets: laat weg wat er na het = staat."),
        ("-v=1 list", "De optie “-=” is er niet."),
        ("--verbose=1 list", "Bij de optie --verbose hoort niets: laat weg wat er na het = staat."),
        ("build --for thuis", "Bij de optie --for kun je kiezen uit screen, home of printshop."),
        ("preflight", "FILE.pdf ontbreekt."),
        ("batch list.csv more.csv", "Deze opdracht heeft dat niet nodig: laat more.csv weg."),
        ("build --language klingon", "De taal “klingon” is er niet. Er zijn: en, nl."),
        ("--language en bild", "There is no command “bild”. Did you mean build?"),
    ],
)
def test_a_wrong_command_line_is_explained_in_the_readers_language(
    typed: str, expected: str, handouts: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HANDOUTS_LANGUAGE", "nl")
    ran = handouts(*typed.split(), folder=None)
    assert (ran.code, ran.err.splitlines()[-1]) == (2, expected)


def test_a_wrong_command_line_shows_how_the_command_is_used(handouts: Command) -> None:
    ran = handouts("preflight", "--language", "nl", folder=None)
    assert ran.err.splitlines()[:2] == [
        "Gebruik: handouts preflight [OPTIONS] FILE.pdf",
        "Meer hierover: handouts preflight --help",
    ]


@pytest.mark.parametrize("typed", [["--language", "nl", "list", "--help"], ["list", "--language", "nl", "--help"]])
def test_help_is_in_the_language_that_was_asked_for(typed: list[str], handouts: Command) -> None:
    ran = handouts(*typed, folder=None)
    assert ran.out.startswith("Gebruik: handouts list [OPTIONS]\n\n  Laat zien wat er is: brochures")
    assert "--json              Geef de lijst als JSON.\n" in ran.out
    assert "-h, --help          Laat deze uitleg zien.\n" in ran.out


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_the_help_of_a_command_is_dutch_from_top_to_bottom(name: str) -> None:
    command = cli.commands[name]
    options = [each for each in command.params if isinstance(each, click.Option)]
    sentences = [
        as_message(inspect.cleandoc(each or "")) for each in (command.help, *(option.help for option in options))
    ]
    assert all(sentences), "everything has a help"
    assert [each for each in sentences if translated(each, "nl") == each] == []


def test_only_a_few_words_together_may_be_one_name() -> None:
    assert list(joined_words(["a", "b", "c"])) == ["a b", "a b c", "b c"]
    many = list(joined_words(["x"] * 1000))
    assert len(many) == 7 * 1000 - (2 + 3 + 4 + 5 + 6 + 7 + 8 - 7)
    assert max(map(len, many)) == len("x x x x x x x x")
