"""Changing a YAML file keeps all that she wrote around what changed, to the byte."""

from __future__ import annotations

import pytest

from handouts.content.model.sheet import Consult
from handouts.content.patching import Change, Insert, Move, Put, Remove, Unpatchable, patch
from handouts.content.patching.editing import Editor
from handouts.content.patching.nodes import nodes_of
from handouts.content.reading import read_yaml
from handouts.problems import ContentError
from yaml_edits import NASTY, SHIPPED, edited, must_hold


def after(text: str, *changes: Change) -> str:
    return patch(text.encode(), "x.yaml", changes, Consult).decode()


@pytest.mark.parametrize("name", [*NASTY])
def test_random_edits_of_nasty_files_change_nothing_else(name: str) -> None:
    must_hold(edited(NASTY[name], 15, 1))


def test_random_edits_of_what_is_shipped_change_nothing_else() -> None:
    must_hold(*(edited(data, 6, 2) for data in SHIPPED.values()))


def test_the_places_hold_just_what_reading_finds() -> None:
    for data in [*SHIPPED.values(), *NASTY.values()]:
        assert nodes_of(data.decode("utf-8-sig")).value == read_yaml(data, "x").value


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("a:   b  # c\n", "d", "a:   d  # c\n"),
        ("a: 'b'\n", "it's", "a: 'it''s'\n"),
        ('a: "b"\n', 'say "c"', 'a: "say \\"c\\""\n'),
        ("a: b\n", "NO: 1", 'a: "NO: 1"\n'),
        ("a: b  # c\n", "d\ne", "a: |-  # c\n  d\n  e\n"),
        ("a: |  # c\n    b\n\nz: 1\n", "d\n", "a: |  # c\n    d\n\nz: 1\n"),
        ("a: |\n  b\n", "d", "a: |-\n  d\n"),
        ("a: |\n  b\n", "", 'a: ""\n'),
        ("a: one two\n  three four\n  five\nz: 1\n", "one two x four five", "a: one two\n  x four\n  five\nz: 1\n"),
        ("a: >-\n  one two\n  three\n\n  four\n", "one two 3\nfour", "a: >-\n  one two\n  3\n\n  four\n"),
        ("a: [b, 'c']\n", "d", "a: d\n"),
        ("a:  # c\n", "d", "a: d  # c\n"),
        ("{a: b, c: d}\n", "e, f", '{a: "e, f", c: d}\n'),
    ],
)
def test_a_text_is_written_as_the_old_one_was_where_it_can_be(before: str, text: str, expected: str) -> None:
    assert after(before, Put(("a",), text)) == expected


ROWS = """\
# Of all.

schedule:
  # of one
  - product: One
    dose: 1

  # of two
  - product: Two   # behind
    # when: night

  - three
note: Bye
"""


def test_an_item_goes_with_its_comments_and_the_blank_line_above_it() -> None:
    expected = ROWS.replace("\n  # of two\n  - product: Two   # behind\n    # when: night\n", "")
    assert after(ROWS, Remove(("schedule", 1))) == expected


def test_the_next_item_keeps_its_comment_when_the_first_goes() -> None:
    expected = ROWS.replace("  # of one\n  - product: One\n    dose: 1\n\n", "")
    assert after(ROWS, Remove(("schedule", 0))) == expected


def test_an_item_takes_its_comments_along() -> None:
    moved = after(ROWS, Move(("schedule", 1), 0))
    assert moved.startswith(
        "# Of all.\n\nschedule:\n  # of two\n  - product: Two   # behind\n    # when: night\n\n  # of one\n"
    )


def test_a_new_item_stands_apart_as_the_others_do() -> None:
    assert after(ROWS, Insert(("schedule",), 3, {"product": "Four"})) == ROWS.replace(
        "  - three\n", "  - three\n\n  - product: Four\n"
    )
    assert after("a:\n- b\n- c\n", Insert(("a",), 1, "d")) == "a:\n- b\n- d\n- c\n"


def test_a_first_key_beside_its_dash_makes_room_and_goes() -> None:
    rows = "schedule:\n  - dose: 1\n    # of when\n    when: now\n"
    new = "schedule:\n  - product: A\n    dose: 1\n    # of when\n    when: now\n"
    assert after(rows, Put(("schedule", 0, "product"), "A")) == new
    assert after(rows, Remove(("schedule", 0, "dose"))) == "schedule:\n  -\n    # of when\n    when: now\n"
    assert after(new, Remove(("schedule", 0, "product"))) == rows


def test_a_new_key_goes_where_the_model_has_it() -> None:
    text = "# Of all of it.\nref: a\ndate: 2026-11-20\nnote: Bye\n"
    expected = "# Of all of it.\nref: a\nclient:\n  first_name: Sam\ndate: 2026-11-20\nnote: Bye\n"
    assert after(text, Put(("client", "first_name"), "Sam")) == expected


def test_a_list_is_between_brackets_where_she_writes_it_so() -> None:
    text = "schedule:\n  - when: [noon]\n"
    expected = "schedule:\n  - when: [noon]\n  - when: [night, noon]\n"
    assert after(text, Insert(("schedule",), 1, {"when": ["night", "noon"]})) == expected


def test_a_list_that_is_emptied_and_filled_again_is_one_still() -> None:
    emptied = after("a:  # b\n  - c\nd: e\n", Remove(("a", 0)))
    assert emptied == "a: []  # b\nd: e\n"
    assert after(emptied, Insert(("a",), 0, {"f": "g"})) == "a:  # b\n  - f: g\nd: e\n"


def test_a_key_that_is_emptied_keeps_the_comment_behind_it() -> None:
    emptied = after("a:\n  b: c   # d\ne: f\n", Remove(("a", "b")))
    assert emptied == "a:\n  b:   # d\ne: f\n"
    assert after(emptied, Put(("a", "g"), "h")) == "a:\n  b:   # d\n  g: h\ne: f\n"
    assert after(emptied, Put(("a", "b"), "i")) == "a:\n  b: i   # d\ne: f\n"


def test_breaks_marks_and_the_end_of_a_file_stay() -> None:
    windows = "\ufeffa: 1\r\nb:\r\n  - c\r\n"
    assert after(windows, Insert(("b",), 1, "d\ne\n")) == "\ufeffa: 1\r\nb:\r\n  - c\r\n  - |\r\n    d\r\n    e\r\n"
    assert after("a: 1\nb: 2", Put(("c",), "3")) == "a: 1\nb: 2\nc: 3".replace("3", "3")
    assert after("a: 1\nb: |\n  x", Put(("c",), "3")) == "a: 1\nb: |-\n  x\nc: 3"
    assert after("a: 1\nb: 2\n", Put(("b",), "2")) == "a: 1\nb: 2\n"


def test_what_cannot_be_read_is_left_to_its_writer() -> None:
    for data in ("a: 1\n".encode("utf-16"), b"a: *b\n", b"a: 1\na: 2\n", b"a: [\n"):
        with pytest.raises(ContentError):
            patch(data, "x.yaml", [Put(("a",), "2")])
    for change in (Put(("a", "b"), "c"), Remove(("b",)), Move(("a", 0), 1), Insert(("a",), 0, "c"), Put(("l", 7), "c")):
        with pytest.raises(LookupError):
            patch(b"a: 1\nl: [x]\n", "x.yaml", [change])


def test_what_was_written_is_read_back_before_it_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Editor, "replace", lambda *_: "a: lost\n")
    assert after("# x\na: b  # c\n", Put(("a",), "d")) == "# x\na: d  # c\n", "dumped anew"
    monkeypatch.setattr(Editor, "anew", lambda *_: "a: lost\n")
    with pytest.raises(Unpatchable):
        after("a: b\n", Put(("a",), "d"))
