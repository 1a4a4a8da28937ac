"""Slips of the keyboard in a YAML file: each is named where it was made, with what to type instead."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from handouts.content.model.fields import typed
from handouts.content.reading import read_yaml, survey_yaml
from handouts.problems import ContentError

_HARD = "\u00a0"
SLIPS = {
    "three spaces beside two": (
        "title: A\nsections:\n- heading: H\n  text: T\n   points:\n  - title: x\n",
        "5:4", "this line begins with 3 spaces, and those above it with 2", "begin it with 2 spaces",
    ),
    "three spaces under a dash": (
        "sections:\n- heading: H\n   text: T\n",
        "3:4", "this line begins with 3 spaces, and those above it with 2", "begin it with 2 spaces",
    ),
    "a key too far to the right": (
        "title: A\n subtitle: B\n",
        "2:2", "this line begins with 1 space, and those above it with 0", "begin it without a space",
    ),
    "a key between two levels": (
        "sections:\n  - heading: H\n    text: T\n   items: [a]\n",
        "4:4", "this line begins with 3 spaces, and those above it with 4 or 0", "begin it with 4 spaces",
    ),
    "a dash between two levels": (
        "sections:\n    - heading: H\n      text: T\n   - heading: I\n",
        "4:4", "this line begins with 3 spaces, and those above it with 4", "begin it with 4 spaces",
    ),
    "a key under the dash of its list": (
        "title: A\nsections:\n  - heading: H\n  text: T\n",
        "4:3", "this line begins with 2 spaces, and those above it with 4 or 0", "begin it with 4 spaces",
    ),
    "a key between those of a point and of its section": (
        "sections:\n  - heading: H\n    points:\n      - title: x\n       text: y\n",
        "5:8", "this line begins with 7 spaces, and those above it with 8 or 4", "begin it with 8 spaces",
    ),
    "a first key that stands too far to the right": (
        "client:\n   first_name: Sam\n  age: 40\n",
        "2:4", "this line begins with 3 spaces, and what belongs below it asks for 2", "begin it with 2 spaces",
    ),
    "a first line of a text that stands too far to the right": (
        "intro: |\n   Een regel\n  en nog een\n  en nog een\n",
        "2:4", "the first line of this text begins with 3 spaces, and the next with 2", "begin it with 2 spaces",
    ),
    "a line of a text that stands too far to the left": (
        "- text: |\n    Een regel\n    en nog een\n   en nog een\n",
        "4:4", "this line begins with 3 spaces, and the text that it belongs to with 4", "begin it with 4 spaces",
    ),
    "a key between two that are as near": (
        "client:\n  name: Sam\n date: 2026\n",
        "3:2", "this line begins with 1 space, and those above it with 2 or 0",
        "begin it with 2 spaces, or without a space",
    ),
    "a sign that no text begins with, under a key": (
        "client:\n  name: @Sam\n", "2:9", "text cannot begin with this sign", "put the text between quotes",
    ),
    "a key without its colon behind a dash": (
        "- title: A\n- title B\n  text: C\n", "2:8", "there is no colon after “title”", "write - title: B",
    ),
    "a semicolon for a colon": (
        "- title; A\n  text: C\n", "1:8", "there is no colon after “title”", "write - title: A",
    ),
    "a semicolon for the colon of a key above others": (
        "ref: A\nclient;\n  form: je\n", "2:7", "there is no colon after “client”", "write client:",
    ),
    "a dot for a dash": (
        "sections:\n  • heading: H\n    text: T\n",
        "2:3", "a list begins with a dash and a space, not with •", "write - heading: H",
    ),
    "no space behind the dash of opening hours": (
        "items:\n-ma-do: 9.00\n- vr: dicht\n", "2:1", "there is no space after this dash", 'write - "ma-do: 9.00"',
    ),
    "a list in brackets that does not end": (
        "only: [a4\ntitle: x\n", "1:7", "the list that begins with [ does not end",
        "put text that begins with [ between quotes, or close the list with ]",
    ),
    "no space behind the dash of an item": (
        "items:\n-een\n-twee\nauthor: B\n", "2:1", "there is no space after this dash", "write - een",
    ),
    "no space behind the dash of the second item": (
        "items:\n- een\n-twee\nauthor: B\n", "3:1", "there is no space after this dash", "write - twee",
    ),
    "no space behind a dash, in the column of the keys": (
        "sections:\n-heading: H\n", "2:1", "there is no space after this dash", "write - heading: H",
    ),
    "no space behind a dash": (
        "title: A\nsections:\n-heading: H\n  text: T\n",
        "3:1", "there is no space after this dash", "write - heading: H",
    ),
    "no space behind a colon": (
        "title:Rust\nsections:\n- heading: H\n", "1:6", "there is no space after this colon", "write title: Rust",
    ),
    "no space behind a colon later on": (
        "title: Rust\nsubtitle:Slaap\nauthor: B\n",
        "2:9", "there is no space after this colon", "write subtitle: Slaap",
    ),
    "'s at the start of a title": (
        "title: 's Avonds rusten\nauthor: B\n",
        "1:8", "text cannot begin with the quote of 's", "put it between double quotes: title: \"'s Avonds rusten\"",
    ),
    "'s at the start of a town": (
        "city: 's-Graveland\nname: B\n",
        "1:7", "text cannot begin with the quote of 's", "put it between double quotes: city: \"'s-Graveland\"",
    ),
    "'t in a list": (
        "items:\n- 't Is goed\n- een\n",
        "2:3", "text cannot begin with the quote of 't", "put it between double quotes: - \"'t Is goed\"",
    ),
    "'s with another quote later on": (
        "- heading: 's Avonds rusten\n  text: 'T'\n",
        "1:12", "text cannot begin with the quote of 's",
        "put it between double quotes: - heading: \"'s Avonds rusten\"",
    ),
    "'s with double quotes behind it": (
        "title: 's Avonds \"rusten\"\n",
        "1:8", "text cannot begin with the quote of 's",
        "write | after the key, and the text on a line of its own under it",
    ),
    "a hard space behind a dash": (
        f"sections:\n-{_HARD}heading: H\n  text: T\n",
        "2:2", "there is a hard space here, which only looks like a space", "remove it, and type a space",
    ),
    "hard spaces before a key": (
        f"sections:\n- heading: H\n{_HARD}{_HARD}text: T\n",
        "3:1", "there is a hard space here, which only looks like a space", "remove it, and type a space",
    ),
    "a sentence that belongs nowhere": (
        "title: A\nsections: []\nZomaar een regel.\n",
        "3:1", "this line is no key, and it belongs to no text",
        "let it begin in the column of the text that it belongs to, or remove it",
    ),
    "text behind a quote": (
        'title: "Rust" voor jou\n', "1:15", "this text goes on after the quote that closes it",
        "put the whole text between other quotes: '\"Rust\" voor jou'",
    ),
    "double quotes between double quotes": (
        'title: A\ntext: "Zeg "nee" vaker"\n', "2:13", "this text goes on after the quote that closes it",
        "put the whole text between other quotes: 'Zeg \"nee\" vaker'",
    ),
    "an apostrophe between single quotes": (
        "items:\n- 'Bekijk de foto's'\n- een\n", "2:19", "this text goes on after the quote that closes it",
        'put the whole text between other quotes: "Bekijk de foto\'s"',
    ),
    "quotes of both kinds": (
        "title: 'De foto's van \"thuis\"'\n", "1:17", "this text goes on after the quote that closes it",
        "write | after the key, and the text on a line of its own under it",
    ),
    "a backslash between double quotes": (
        'title: "De map C:\\mijn"\n', "1:18", "between double quotes a backslash changes the sign after it",
        "put the text between single quotes",
    ),
    "curly quotes around a text with a colon": (
        "title: A\ncaption: “Koel: zo slaap je”\n", "2:15", "there is a colon in this text",
        '“ ” „ ‘ ’ are no quotes here: type straight ones, caption: "Koel: zo slaap je"',
    ),
    "low quotes around a text with a colon": (
        "- heading: „Herken je dit: slaap”\n", "1:26", "there is a colon in this text",
        '“ ” „ ‘ ’ are no quotes here: type straight ones, - heading: "Herken je dit: slaap"',
    ),
    "single curly quotes around a text with a colon": (
        "title: ‘Rust: zo’\n", "1:13", "there is a colon in this text",
        '“ ” „ ‘ ’ are no quotes here: type straight ones, title: "Rust: zo"',
    ),
    "an apostrophe before a text with a colon": (
        "title: ’s Avonds: rust\n", "1:17", "there is a colon in this text",
        "put text that holds a colon between quotes",
    ),
    "a question mark first": (
        "title: ? en nu\n", "1:8", "text cannot begin with this sign", "put text that begins with ? between quotes",
    ),
    "a dash behind a key": (
        "items: - een\n", "1:8", "there is a dash after a key, on the same line",
        "put a list on lines of its own under the key, and text that begins with a dash between quotes",
    ),
    "a key without its colon": (
        "title: A\nsubtitle Rust\nauthor: B\n",
        "2:1", "there is no colon after this key", "a key ends in a colon, such as title:",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "message", "hint"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named_where_it_was_made_with_what_to_type(text: str, place: str, message: str, hint: str) -> None:
    with pytest.raises(ContentError) as refused:
        read_yaml(text.encode(), "a.yaml")
    (problem,) = refused.value.problems
    assert (problem.rule, str(problem.mark)) == ("syntax", f"a.yaml:{place}")
    assert (problem.message, problem.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("subtitle: #1 voor de nacht\ntitle: A\n", ["1:10"]),
        ("items:\n- #een\n- twee\n", ["2:2"]),
        ("subtitle: # komt nog\ntitle: A\n", []),
        ("subtitle:  #komt nog\ntitle: A\n", []),
        ("items: #drie\n- een\n", []),
        ("title: A # komt nog\n", ["1:8"]),
    ],
)
def test_text_that_became_a_remark_is_named(text: str, places: list[str]) -> None:
    problems = [each for each in read_yaml(text.encode(), "a.yaml").problems if each.rule == "remark"]
    assert [f"{problem.mark.line}:{problem.mark.column}" for problem in problems] == places


@pytest.mark.parametrize("text", ["“1”", "„1,5”", "‘17.00’", "“2026-11-28”", "“ja”", "«no»"])
def test_curly_quotes_around_what_only_yaml_would_want_quotes_around_are_named(text: str) -> None:
    (problem,) = read_yaml(f"version: {text}\n".encode(), "a.yaml").problems
    assert (problem.rule, problem.severity, str(problem.mark)) == ("curly-quotes", "warning", "a.yaml:1:10")
    assert problem.hint.endswith(f'type straight ones, "{text[1:-1]}"')


@pytest.mark.parametrize("text", ["“Rust”", "“Ik slaap weer.”", '"“1”"', "’s avonds", "“1” en “2”"])
def test_curly_quotes_around_a_text_are_its_own(text: str) -> None:
    assert read_yaml(f"version: {text}\n".encode(), "a.yaml").problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "s:\n- heading: A\n  text: b\n  heading: C\n  text: d\n",
            [("4:3", "does the next one begin here? then it needs a dash: - heading: else remove one of them")],
        ),
        ("s:\n- heading: A\n  text: b\n  text: d\n", [("4:3", "remove one of them")]),
        ("heading: A\nheading: C\n", [("2:1", "remove one of them")]),
        ("s:\n- {heading: A, heading: C}\n", [("2:16", "remove one of them")]),
    ],
)
def test_where_the_next_item_begins_without_its_dash_that_is_said_once(text: str, said: list[tuple[str, str]]) -> None:
    with pytest.raises(ContentError) as refused:
        read_yaml(text.encode(), "a.yaml")
    found = refused.value.problems
    assert [(f"{each.mark.line}:{each.mark.column}", each.hint) for each in found] == said


def test_a_sign_that_yaml_takes_for_itself_is_not_lost() -> None:
    with pytest.raises(ContentError) as refused:
        read_yaml(b"title: ! Let op\n", "a.yaml")
    assert [(each.rule, str(each.mark)) for each in refused.value.problems] == [("tag", "a.yaml:1:8")]


SHEET = """\
title: Rust
subtitle: Voor thuis
sections:
  - heading: Slapen
    subject: sleep
    text: Ga op tijd naar bed.
    points:
      - title: Licht
        text: Doe het licht uit.
      - title: Geluid
        text: Zet de telefoon weg.
  - heading: Eten
    text: |
      Eet rustig.
      Drink water.
    calls:
      - who: Jezelf
        when: Elke dag
    note: Rustig aan.
author: Noor
""".splitlines()


def first_problem(number: int, line: str) -> tuple[int, str]:
    """The line and the hint of what is said of the sheet with another text in a line."""
    with pytest.raises(ContentError) as refused:
        read_yaml("\n".join([*SHEET[: number - 1], line, *SHEET[number:]]).encode(), "a.yaml")
    return refused.value.problems[0].mark.line, refused.value.problems[0].hint


@pytest.mark.parametrize("number", [4, 8, 10, 12, 17])
@pytest.mark.parametrize("sign", ["•", "–", "*", "--"])
def test_another_sign_than_a_dash_is_named_at_its_line_with_the_line_as_it_is_meant(number: int, sign: str) -> None:
    line = SHEET[number - 1]
    assert first_problem(number, line.replace("-", sign, 1)) == (number, f"write {line.strip()}")


@pytest.mark.parametrize("number", [1, 4, 6, 8, 9, 10, 11, 12, 13, 17])
@pytest.mark.parametrize("sign", [" ", "; ", " = ", "： ", ":\u00a0"])
def test_another_sign_than_a_colon_is_named_at_its_line_with_the_line_as_it_is_meant(number: int, sign: str) -> None:
    line = SHEET[number - 1]
    assert first_problem(number, line.replace(": ", sign, 1)) == (number, f"write {line.strip()}")


@pytest.mark.parametrize("number", [4, 8, 9, 10, 11, 12, 17, 18])
@pytest.mark.parametrize("spaces", [1, -1])
def test_a_line_that_begins_a_space_too_far_is_named_itself_with_its_own_column(number: int, spaces: int) -> None:
    line = SHEET[number - 1]
    column = len(line) - len(line.lstrip())
    moved = " " * (column + spaces) + line.lstrip()
    assert first_problem(number, moved) == (number, f"begin it with {column} spaces")


@pytest.mark.parametrize("number", [1, 2, 5, 6, 9, 11, 18])
def test_a_dash_before_a_key_that_begins_no_item_is_named_itself(number: int) -> None:
    line = SHEET[number - 1]
    spaces = len(line) - len(line.lstrip())
    said = first_problem(number, f"{' ' * spaces}- {line.lstrip()}")
    assert said in {(number, f"write {line.strip()}"), (number, f"begin it without the dash: {line.strip()}")}


@pytest.mark.parametrize("number", [1, 2, 3, 20])
def test_a_line_that_begins_with_a_space_is_named_itself(number: int) -> None:
    assert first_problem(number, f" {SHEET[number - 1]}") == (number, "begin it without a space")


@pytest.mark.parametrize(
    "text",
    [
        "text: |\n  -rust\n  tip:doe dit\n   's avonds x: y\nnaam: x\n",
        "text: >\n    -heading: H\n\n      ver naar rechts: ja\nnaam: x\n",
        "a: 'twee\n  regels'\nb: \"'s Avonds\"\n",
        "link: http://www.voorbeeld.example\n",
        "tijd: 10:30\nprijs: -5\n",
        '"\\u00a0kop": a\n',
        "a:\n- b: c\n  d:\n  - e: f\n  -   g: h\n      i: j\n",
    ],
)
def test_what_only_looks_like_a_slip_is_read(text: str) -> None:
    assert read_yaml(text.encode(), "a.yaml").value


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("items:\n  - een\n    - twee\n    - drie\n", ["3:5", "4:5"]),
        ("text: Neem mee\n  - water\n  - thee\nnaam: x\n", ["2:3", "3:3"]),
        ("items:\n  - een\n  - twee\n    en een half\n", []),
        ("text: |\n  - water\n  - thee\n", []),
        ('text: "Neem mee\n  - water"\n', []),
        ("items:\n- een\n  -twee -\n- drie\n", []),
        ("text: een\nitems:\n- twee\n", []),
    ],
)
def test_a_dash_that_became_text_is_named(text: str, places: list[str]) -> None:
    problems = read_yaml(text.encode(), "a.yaml").problems
    assert [f"{problem.mark.line}:{problem.mark.column}" for problem in problems] == places
    assert {(problem.severity, problem.rule) for problem in problems} <= {("warning", "dash-in-text")}


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ({"ma-do": "9.00 – 17.00"}, 'put the line between quotes: "ma-do: 9.00 – 17.00"'),
        ({"a": "1", "b": "2"}, "put text that holds a colon, or begins with {, between quotes"),
        ({"a": ["x"]}, "put text that holds a colon, or begins with {, between quotes"),
        ({"zeg": 'tegen "wie"'}, "put text that holds a colon, or begins with {, between quotes"),
        ({}, "put text that holds a colon, or begins with {, between quotes"),
    ],
)
def test_a_line_with_a_colon_in_a_list_of_texts_is_quoted_in_the_hint(value: dict[object, object], hint: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        typed(value, "text")
    assert (refused.value.context or {})["hint"] == hint


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("items: [1,5 tablet, 2 tabletten]\n", ["1:9"]), ("a: [Neem 2,5 mg, x, 0,5 l]\n", ["1:5", "1:21"]),
        ("formats: [a4,card]\n", []), ("items: [1, 5 tablet]\n", []), ('items: ["1,5 tablet"]\n', []),
        ("only: [1,2,3]\n", []), ("text: 1,5 tablet\n", []),
    ],
)  # fmt: skip
def test_a_decimal_comma_that_parts_a_list_is_pointed_out(text: str, places: list[str]) -> None:
    found = [each for each in survey_yaml(text.encode(), "a.yaml").problems if each.rule == "comma-in-list"]
    assert [f"{each.mark.line}:{each.mark.column}" for each in found] == places
