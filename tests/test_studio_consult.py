"""What she types on the screen of a consult is saved, patched into its file, and shown on paper as it will be made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from conftest import make_here, put
from handouts.content.model.sheet import Consult
from handouts.content.reading import read_yaml
from handouts.files.folder import Folder
from handouts.problems import Mark, warning
from handouts.produce.job import Job
from handouts.produce.mailcopy import opens
from handouts.produce.making import Maker
from studio import Browser, StandIn, open_studio

FILE = "content/clients/2026-014.yaml"
WRITTEN = """\
# Not for anybody else.
ref: 2026-014
client: {first_name: Sam}   # made up
date: 2026-11-20
sheet: magnesiumconsult
summary_steps: [Loop buiten, Slaap]
discussed: |
  Je slaapt slecht.
schedule:
  - product: Wandelen   # door het park
    route: activity
    when: ["'s avonds"]
"""
EDIT = "doc/consult.2026-014/edit"


@pytest.fixture
def browser(clinic: Path) -> Iterator[Browser]:
    put(clinic, FILE, WRITTEN)
    studio = open_studio(clinic)
    yield Browser(studio).let_in()
    studio.end()


def engine_of(browser: Browser) -> StandIn:
    engine = browser.studio.desk._engine
    assert isinstance(engine, StandIn)
    return engine


def fields(browser: Browser) -> dict[tuple[str, ...], Any]:
    """The fields of the form, by path, with what each held."""
    html = browser.get("consult/2026-014").text
    found = re.findall(r'data-path="([^"]*)"\s+data-was="([^"]*)"', html)
    return {tuple(json.loads(unescape(path))): json.loads(unescape(was)) for path, was in found}


def text(browser: Browser) -> str:
    return (browser.studio.place / FILE).read_text(encoding="utf-8")


def sent(browser: Browser, seq: int, *edits: dict[str, Any], tab: str = "t1") -> dict[str, Any]:
    return browser.told(EDIT, {"tab": tab, "seq": seq, "edits": list(edits)})


def test_the_form_has_the_fields_of_the_talk_in_its_order(browser: Browser) -> None:
    names = list(dict.fromkeys(path[0] for path in fields(browser)))
    assert names[:6] == ["client", "date", "discussed", "goals", "summary_steps", "caution"]
    assert set(names) - {"modules"} < set(Consult.model_fields)
    assert fields(browser)[("discussed",)] == "Je slaapt slecht.\n"


def test_an_edit_is_patched_into_the_file_and_its_comments_stay(browser: Browser) -> None:
    told = sent(browser, 1, {"path": ["discussed"], "was": "Je slaapt slecht.", "to": "Je slaapt weer."})
    assert (told["saved"], told["file"]["state"], told["conflicts"]) == (True, "same", [])
    assert text(browser) == WRITTEN.replace("slecht", "weer")
    told = browser.told("doc/consult.2026-014/undo", {})
    assert text(browser) == WRITTEN
    assert (told["can_undo"], told["can_redo"]) == (False, True)
    browser.told("doc/consult.2026-014/redo", {})
    assert "weer" in text(browser)


def test_a_reason_makes_a_whole_step_of_one_that_was_written_in_short(browser: Browser) -> None:
    path = next(path for path, was in fields(browser).items() if path[0] == "summary_steps" and was == "Slaap")
    sent(browser, 1, {"path": [*path[:2], "reason"], "was": None, "to": "Om te rusten."})
    value: Any = read_yaml(text(browser).encode(), FILE).value
    assert value["summary_steps"] == ["Loop buiten", {"step": "Slaap", "reason": "Om te rusten."}]


def test_words_that_another_window_changed_are_a_conflict_and_nothing_is_gone(browser: Browser) -> None:
    was = "Je slaapt slecht."
    sent(browser, 1, {"path": ["discussed"], "was": was, "to": "Eerst."}, tab="t1")
    answer = browser.post(
        EDIT, {"tab": "t2", "seq": 1, "edits": [
            {"path": ["discussed"], "was": was, "to": "Later."}, {"path": ["note"], "was": None, "to": "Tot dan!"},
        ]},
    )  # fmt: skip
    assert answer.status_code == 409
    (conflict,) = answer.get_json()["conflicts"]
    assert (conflict["path"], conflict["theirs"].strip()) == (["discussed"], "Eerst.")
    assert "note: Tot dan!" in text(browser)


def test_a_file_that_was_changed_outside_comes_into_the_form_or_is_told(browser: Browser) -> None:
    browser.get("consult/2026-014")
    path = browser.studio.place / FILE
    path.write_text(WRITTEN.replace("Loop buiten", "Fiets"), encoding="utf-8")
    told = sent(browser, 1, {"path": ["note"], "was": None, "to": "Tot dan!"})
    assert (told["merged"], told["file"]["state"]) == (True, "same")
    assert "Fiets" in text(browser)
    path.write_text("ref: [\n", encoding="utf-8")
    told = sent(browser, 2, {"path": ["note"], "was": "Tot dan!", "to": "Tot ziens!"})
    assert (told["saved"], told["file"]["state"]) == (True, "broken")
    assert told["file"]["said"] == (
        "The file was changed outside the studio, and line 2 is not right. Your work is kept apart."
    )
    assert [each["act"] for each in told["file"]["choices"]] == ["over", "again", "copy"]
    assert text(browser) == "ref: [\n"
    assert browser.post("doc/consult.2026-014/make", {}).status_code == 409
    told = browser.told("doc/consult.2026-014/over", {})
    assert (told["file"]["state"], told["file"]["said"]) == ("same", "")
    assert "note: Tot ziens!" in text(browser)
    assert path.with_name("2026-014.yaml.bak").read_text(encoding="utf-8") == "ref: [\n"


def test_what_looks_like_html_or_yaml_stays_the_text_that_was_typed(browser: Browser) -> None:
    typed = "</textarea><script>alert(1)</script> {{ 7*7 }} \"' : - #"
    sent(browser, 1, {"path": ["discussed"], "was": "Je slaapt slecht.", "to": typed})
    html = browser.get("consult/2026-014").text
    assert "<script>alert" not in html
    assert fields(browser)[("discussed",)].strip() == typed
    value: Any = read_yaml(text(browser).encode(), FILE).value
    assert value["discussed"].strip() == typed


def test_a_mistake_is_told_at_its_field_and_the_file_stays_as_it_was(browser: Browser) -> None:
    told = sent(browser, 1, {"path": ["date"], "was": "2026-11-20", "to": "nooit"})
    assert (told["saved"], told["file"]["state"]) == (True, "invalid")
    assert [(each["path"], each["severity"]) for each in told["problems"]] == [(["date"], "error")]
    assert text(browser) == WRITTEN
    answer = browser.post("doc/consult.2026-014/make", {})
    assert answer.status_code == 409, "what is made is never older than what she typed"
    assert len(answer.get_json()["notes"]) == 1


def test_a_line_of_the_schedule_keeps_the_words_of_its_moments(browser: Browser) -> None:
    html = unescape(browser.get("consult/2026-014").text)
    assert r"""value="["\u0027s avonds"]" checked""" in html
    path = next(path for path in fields(browser) if path[-1] == "when")
    told = sent(browser, 1, {"path": list(path), "was": ["'s avonds"], "to": ["ochtend", "'s avonds"]})
    assert told["lines"][path[1]]["sentence"] == "ochtend + 's avonds · every day"


def test_advice_of_the_recipe_is_left_out_and_given_again(browser: Browser) -> None:
    module = next(
        name for name in ("voetenbad", "ademhaling") if f'data-advice="{name}"' in browser.get("consult/2026-014").text
    )
    browser.told(EDIT, {"tab": "t1", "seq": 1, "edits": [], "advice": {"name": module, "on": False}})
    assert f"use: {module}" in text(browser)
    assert f'data-advice="{module}"' not in browser.get("consult/2026-014").text
    browser.told(EDIT, {"tab": "t1", "seq": 2, "edits": [], "advice": {"name": module, "on": True}})
    assert "modules" not in read_yaml(text(browser).encode(), FILE).value or module not in text(browser)


def test_the_title_of_an_advice_is_in_her_form_of_address_and_in_the_language_of_the_sheet(
    browser: Browser, clinic: Path
) -> None:
    put(clinic, "content/modules/dagboek.yaml", "title: 'Zo {{ gebruik je | gebruikt u }} het'\ngoal: Rust.\n")
    put(clinic, "content/modules/diary.yaml", "title: Diary only in English\nlanguage: en\ngoal: Rest.\n")
    html = browser.get("consult/2026-014").text
    assert '"Zo gebruik je het"' in html
    assert "Diary only in English" not in html


@pytest.mark.parametrize(
    "body",
    [
        {"tab": "t", "seq": "1", "edits": []},
        {"tab": "t", "seq": 1, "edits": "x"},
        {"tab": "t", "seq": 1, "edits": ["x"]},
        {"tab": "t", "seq": 1, "edits": [{"path": ["ref"], "was": "2026-014", "to": "x"}]},
        {"tab": "t", "seq": 1, "edits": [{"path": [], "to": "x"}]},
        {"tab": "t", "seq": 1, "edits": [{"path": [1], "to": "x"}]},
        {"tab": "t", "seq": 1, "edits": [{"path": 5, "to": "x"}]},
    ],
)
def test_what_no_page_sends_is_refused_and_changes_nothing(browser: Browser, body: Any) -> None:
    assert browser.post(EDIT, body).status_code == 400
    assert text(browser) == WRITTEN


def test_the_paper_comes_with_where_each_field_stands_on_it(browser: Browser) -> None:
    engine_of(browser).texts = (("discussed", 1, (59.5, 421, 297.5, 631.5)),)
    engine_of(browser).problems = (warning("doubt", Mark(FILE, 10, 5), "this is doubtful"),)
    browser.get("consult/2026-014")
    drawn = browser.get("doc/consult.2026-014/drawn?after=-1").get_json()
    assert (drawn["proven"], drawn["whole"], len(drawn["pages"])) == (True, True, 1)
    (box,) = drawn["boxes"]
    assert (box["path"], box["page"], [round(each, 2) for each in box["box"]]) == (
        ["discussed"],
        1,
        [0.1, 0.25, 0.5, 0.5],
    )
    (doubt,) = drawn["problems"]
    assert doubt["path"][0] == "schedule"
    picture = browser.get(f"page/{drawn['pages'][0]}.png")
    assert (picture.data[:4], picture.headers["Cache-Control"]) == (b"\x89PNG", "no-store")


def test_the_paper_of_an_edit_is_asked_with_the_bytes_that_the_file_gets(browser: Browser) -> None:
    told = sent(browser, 1, {"path": ["note"], "was": None, "to": "Tot dan!"})
    asked = engine_of(browser).asked[-1]
    assert (asked.revision, asked.job.format) == (told["rev"], "a4")
    assert asked.files == ((FILE, text(browser).encode()),)
    sent(browser, 2, {"path": ["client", "large_print"], "was": None, "to": "ja"})
    assert engine_of(browser).asked[-1].job.format == "large-print"


def test_what_is_finished_is_what_the_sheet_command_makes(
    browser: Browser, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_here(monkeypatch)
    sent(browser, 1, {"path": ["note"], "was": None, "to": "Tot dan!"})
    (file,) = browser.told("doc/consult.2026-014/make", {})["files"]
    made = Maker(Folder(clinic), browser.studio.today).make(Job("sheet", "2026-014", "a4"))
    assert browser.get(file["pdf"]).data == made.pdf
    told = browser.told("doc/consult.2026-014/mail", {})
    assert re.fullmatch(r"[a-z]+(-[a-z]+){3}-\d\d", told["password"])
    assert opens((clinic / told["file"]).read_bytes(), told["password"])
    assert not opens((clinic / told["file"]).read_bytes(), "another-password")
    assert not [each for each in clinic.rglob("*") if each.is_file() and told["password"].encode() in each.read_bytes()]


def test_what_is_offered_to_be_taken_back_is_that_very_edit_or_nothing(browser: Browser) -> None:
    row = browser.studio.desk.consult("2026-014").ids[("schedule",)][0]
    removed = sent(browser, 1, {"path": ["schedule", row], "remove": True})
    later = sent(browser, 2, {"path": ["note"], "was": None, "to": "Dag"})
    told = browser.told("doc/consult.2026-014/undo", {"rev": removed["rev"]})
    assert told["rev"] == later["rev"]
    assert "note: Dag" in text(browser)
    told = browser.told("doc/consult.2026-014/undo", {"rev": later["rev"]})
    assert told["rev"] > later["rev"]
    assert "note: Dag" not in text(browser)


def test_a_page_that_is_left_sends_what_was_not_answered_and_nothing_is_made_twice(browser: Browser) -> None:
    first = {"seq": 1, "edits": [{"path": ["goals"], "insert": "Slapen", "after": None, "id": "n1"}]}
    second = {"seq": 2, "edits": [{"path": ["note"], "was": None, "to": "Moe."}]}
    third = {"seq": 3, "edits": [{"path": ["goals", "n1"], "was": "Slapen", "to": "Goed slapen"}]}
    browser.told("doc/consult.2026-014/edit", {"tab": "t9", **first})
    told = browser.told("doc/consult.2026-014/edit", {"tab": "t9", **third, "before": [first, second]})
    assert (told["saved"], told["conflicts"]) == (True, [])
    tree = browser.studio.desk.consult("2026-014").tree
    assert (tree["goals"], tree["note"]) == (["Goed slapen"], "Moe.")  # type: ignore[index,call-overload]
