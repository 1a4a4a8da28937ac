"""What was typed is what is read: every scalar stays text, and every value knows its line and column."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.reading import MAX_DEPTH, MAX_SIZE, MAX_WORD, read_yaml, survey_yaml, unfit
from handouts.problems import ContentError, Mark, Problem


def value_of(text: str) -> Any:
    return read_yaml(text.encode(), "a.yaml").value


@pytest.mark.parametrize(
    "typed",
    [
        "0612345670", "NO", "yes", "12:30", "1.50", "012", "1_000", "0x1F", "1e3", "~", "null", "Null", "true", ".nan",
        "2026-01-05", "2026-02-30", "1:2:3", "=", "<<", "-5", "+31", "2*1*0", "a&b", "50%", "€ 5,-", "it's", "a\\nb",
    ],
)  # fmt: skip
def test_a_scalar_stays_the_text_that_was_typed(typed: str) -> None:
    assert value_of(f"key: {typed}\n") == {"key": typed}
    assert value_of(f"- {typed}\n") == [typed]
    assert value_of(f'key: "{typed}"\n') == {"key": typed.replace("\\n", "\n")}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a:\nb: x\n", {"b": "x"}),
        ("a: ''\n", {"a": ""}),
        ("a: # een opmerking\nb: x\n", {"b": "x"}),
        ("a: |\n  een\n  twee\n", {"a": "een\ntwee\n"}),
        ("a: >\n  een\n  twee\n\n  drie\n", {"a": "een twee\ndrie\n"}),
        ("a: een\n  twee\n", {"a": "een twee"}),
        ("NO: x\n1: y\nnull: z\n", {"NO": "x", "1": "y", "null": "z"}),
        ("a: {b: c, d: [e, f]}\n", {"a": {"b": "c", "d": ["e", "f"]}}),
        ("- - a\n  - b\n- c\n", [["a", "b"], "c"]),
        ("---\na: x\n...\n", {"a": "x"}),
        ("\ufeffa: x\n", {"a": "x"}),
        ("a: x\r\nb: y\r\n", {"a": "x", "b": "y"}),
        ("a: x\rb: y\r", {"a": "x", "b": "y"}),
        ("alleen tekst\n", "alleen tekst"),
    ],
)
def test_yaml_becomes_plain_values(text: str, value: Any) -> None:
    assert value_of(text) == value


PLACES = """\
title: Eén titel
sections:
  - heading: "Ünï"
    points: [a, {title: b}]
  - text: |
      onder
empty:
"""


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("title",), (1, 8), (1, 1)),
        (("sections",), (3, 3), (2, 1)),
        (("sections", 0), (3, 5), (3, 5)),
        (("sections", 0, "heading"), (3, 14), (3, 5)),
        (("sections", 0, "points", 1, "title"), (4, 25), (4, 18)),
        (("sections", 1, "text"), (5, 11), (5, 5)),
        (("empty",), (7, 7), (7, 1)),
        (("sections", 0, "nothing", 5), (3, 5), (3, 5)),
        (("nothing",), (1, 1), (1, 1)),
    ],
)
def test_every_value_and_key_knows_its_line_and_column(
    path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]
) -> None:
    marks = read_yaml(PLACES.encode(), "a.yaml").marks
    assert marks.at(path) == Mark("a.yaml", *value)
    assert marks.key(path) == Mark("a.yaml", *key)


def test_an_empty_dash_is_pointed_out_and_left_out() -> None:
    read = read_yaml(b"- a\n-\n- b\n", "a.yaml")
    assert read.value == ["a", "b"]
    assert [(problem.severity, problem.rule, problem.mark.line) for problem in read.problems] == [
        ("warning", "empty-item", 2)
    ]


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("a: x\na: y\n", "duplicate-key", 2, 1),
        ("a: {b: 1, b: 2}\n", "duplicate-key", 1, 11),
        ("kleur: #2E5A4B\n", "lost-colour", 1, 7),
        ('a: "\\u0007"\n', "unprintable", 1, 4),
        (f"a: {'w' * (MAX_WORD + 1)}\n", "too-long", 1, 4),
    ],
)
def test_a_mistake_that_spoils_nothing_else_leaves_the_other_values_to_be_judged(
    text: str, rule: str, line: int, column: int
) -> None:
    read = survey_yaml((text + "z: goed\n").encode(), "a.yaml")
    assert isinstance(read.value, dict)
    assert read.value["z"] == "goed"
    assert [(problem.rule, problem.mark) for problem in read.problems] == [(rule, Mark("a.yaml", line, column))]
    with pytest.raises(ContentError):
        read_yaml(text.encode(), "a.yaml")


def test_of_a_key_that_stands_twice_the_first_counts() -> None:
    assert survey_yaml(b"a: x\na: [y]\n", "a.yaml").value == {"a": "x"}


@pytest.mark.parametrize(
    "word", ["w" * MAX_WORD, "woord/" * 200, "woord-" * 200, "zacht\u00ad" * 200, "met\u00a0" * 200]
)
def test_a_long_word_that_can_break_is_read(word: str) -> None:
    assert value_of(f"a: {word}\n") == {"a": word}


@pytest.mark.parametrize("depth", [MAX_DEPTH - 1, MAX_DEPTH])
def test_nesting_is_read_up_to_its_limit(depth: int) -> None:
    assert read_yaml(b"[" * depth + b"x" + b"]" * depth, "a.yaml").value
    with pytest.raises(ContentError, match="too-deep"):
        read_yaml(b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "a.yaml")


def test_a_file_of_just_1_mb_is_read() -> None:
    assert value_of("a: x\n" + "#" * (MAX_SIZE - 5)) == {"a": "x"}


@pytest.mark.parametrize("size", [10, 10_000])
def test_an_alias_bomb_costs_nothing(size: int) -> None:
    with pytest.raises(ContentError, match="alias"):
        read_yaml(b"a: &a [x]\n" + b"".join(b"k%d: &k%d [*a, *a]\n" % (n, n) for n in range(size)), "a.yaml")


def within(text: str, mark: Mark) -> bool:
    """Whether a person can go to that place; the end of the file is one line further."""
    return mark.file == "a.yaml" and 0 <= mark.line <= len(text.splitlines()) + 2 and mark.column >= 0


YAML = st.lists(
    st.sampled_from(
        ["title", "sections", "heading", "points", "items", "reviewed", "formats", ": ", ":", "- ", "-", "\n", "\n  ",
         "\n    ", "\t", " ", "#", "'", '"', "[", "]", "{", "}", ",", "&a ", "*a", "!t ", "|", ">", "? ", "%", "@",
         "---\n", "...\n", "<<", "{{ x }}", "é", "👍", "\u2028", "\x85", "\r\n", "\\", "x" * 300, "2026-02-30", "NO"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None, database=None, derandomize=True)
@given(YAML | st.text(max_size=60))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str) -> None:
    try:
        problems = validate(text.encode("utf-8", "surrogatepass"), "a.yaml", Brochure).problems
    except ContentError as refused:
        problems = refused.problems
        assert problems
    assert all(within(text, problem.mark) and problem.message and problem.rule for problem in problems)


@settings(max_examples=100, deadline=None, database=None, derandomize=True)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        read_yaml(data, "a.yaml")
    except ContentError as refused:
        problems = refused.problems
    assert all(problem.mark.file == "a.yaml" for problem in problems)


@pytest.mark.parametrize(
    ("line", "lost"),
    [("a: tip #1 voor slaap", "#1 voor slaap"), ("a: Neem 2 # per dag", "# per dag"), ("a: x #", "#")],
)
def test_text_that_is_lost_behind_a_hash_is_pointed_out(line: str, lost: str) -> None:
    read = read_yaml(f"{line}\n".encode(), "a.yaml")
    assert [(problem.rule, problem.severity) for problem in read.problems] == [("remark", "warning")]
    assert f"“{lost}” is not printed" in read.problems[0].message


@pytest.mark.parametrize("line", ["a: linde  # een palet", "a: 'tip #1'", "# een remark", "a: C#", "a: |\n  tip #1"])
def test_a_real_remark_and_a_quoted_hash_are_left_in_peace(line: str) -> None:
    assert read_yaml(f"b: x\n{line}\n".encode(), "a.yaml").problems == ()


def test_a_quote_that_ends_pages_further_on_is_named_where_it_begins() -> None:
    with pytest.raises(ContentError) as refused:
        read_yaml(b"a: x\nb: 'open\nc: y\nd: 's ochtends\n", "a.yaml")
    assert [problem.mark.line for problem in refused.value.problems] == [2]


def test_a_colon_without_a_space_is_named_at_its_own_line() -> None:
    with pytest.raises(ContentError) as refused:
        read_yaml(b"a: x\nb:y\nc: z\n", "a.yaml")
    assert [problem.mark.line for problem in refused.value.problems] == [2]


def test_all_signs_of_a_text_that_cannot_be_printed_are_named() -> None:
    problem = unfit("S\u202eam\x07 en \u202eBo", Mark("lijst.csv", 2, 3))
    assert problem is not None
    assert problem.message == "characters that cannot be printed: U+202E, U+0007"


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("title: 's Avonds rustig'", "s"), ("title: '''t is rustig'", ""), ("title: 't Is rustig'", "t"),
        ("items: ['n Kop thee', 'Rust']", "n"), ("items:\n- 'k Wil slapen'", "k"), ("title: 'm zien'", "m"),
        ("title: 's nachts'", "s"), ("title: 's-Hertogenbosch'", "s"), ("title: 's Nachts zo''n rust'", "s"),
        ("title: 'Rust'", ""), ("title: '’s Avonds'", ""), ("title: 't-shirt'", ""),
        ("title: \"'s Avonds\"", ""), ("title: s avonds", ""), ("title: 'n = 30'", ""), ("title: 'sap en thee'", ""),
        ("schedule: [{when: 's avonds'}, {when: ['s nachts', avond]}]", ""), ("title: 'T shirt'", ""),
    ],
)  # fmt: skip
def test_an_apostrophe_that_is_taken_for_a_quote_is_told(line: str, letter: str) -> None:
    found = [each for each in read_yaml(line.encode(), "a.yaml").problems if each.rule == "lost-apostrophe"]
    assert [str(each.hint)[:8] for each in found] == ([f"write ’{letter}"] if letter else [])
    assert all(
        each.severity == "warning" and each.mark.column == line.splitlines()[-1].index("'") + 1 for each in found
    )
