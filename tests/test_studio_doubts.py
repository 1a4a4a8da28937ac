"""What is doubtful about a consult stands at its row with what can be done, and is never a lock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import make_here, put
from handouts.content.loading import load_consult
from handouts.content.reading import read_yaml
from handouts.problems import has_errors
from handouts.produce.job import Job
from handouts.produce.making import Maker
from studio import Browser, StandIn, open_studio

FILE = "content/clients/2026-014.yaml"
WRITTEN = """\
ref: 2026-014
client: {first_name: Sam}
date: 2026-11-20
sheet: magnesiumconsult
schedule:
  - {product: Wandelen, route: activity, when: [avond]}
  - {product: Magnesium, route: oral, dose: 2 tabletten, dose_source: etiket, magnesium_mg: 400, when: [ochtend, avond]}
"""


@pytest.fixture
def browser(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    make_here(monkeypatch)
    put(clinic, FILE, WRITTEN)
    studio = open_studio(clinic)
    yield Browser(studio).let_in()
    studio.end()


def edit(browser: Browser, *edits: dict[str, Any]) -> dict[str, Any]:
    seq = edit.seq = getattr(edit, "seq", 0) + 1  # type: ignore[attr-defined]
    return browser.told("doc/consult.2026-014/edit", {"tab": "t1", "seq": seq, "edits": list(edits)})


def row(browser: Browser, index: int) -> list[str]:
    return ["schedule", browser.studio.desk.consult("2026-014").ids[("schedule",)][index]]


def doubts(browser: Browser, rule: str) -> list[dict[str, Any]]:
    """The notes of a rule, of the paper as it is made now."""
    draft = browser.studio.desk.consult("2026-014")
    draft.save()
    folder = browser.studio.folder()
    product = Maker(folder, browser.studio.today).make(Job("sheet", "2026-014", "a4"))
    engine = browser.studio.desk._engine
    assert isinstance(engine, StandIn)
    engine.problems = product.problems
    browser.studio.desk.show(draft, anew=True)
    told = browser.get("doc/consult.2026-014/drawn?after=-1").get_json()
    return [each for each in told["problems"] if each["rule"] == rule]


def consult(browser: Browser) -> Any:
    loaded = load_consult(browser.studio.folder().open_reader(), "2026-014")
    assert not has_errors(loaded.problems)
    return loaded.value


def test_too_much_stands_at_the_line_that_adds_most_and_can_be_agreed(browser: Browser) -> None:
    (doubt,) = doubts(browser, "magnesium-sum")
    assert doubt["path"] == row(browser, 1)
    assert doubt["text"] == "Together 800 mg of magnesium a day."
    assert doubt["hint"] == "More than 250 mg extra a day is advised against (EU, 2001)."
    agree, other = doubt["choices"]
    assert other == {"label": "Change the amount", "focus": [*row(browser, 1), "dose"]}
    edit(browser, *agree["edits"])
    assert doubts(browser, "magnesium-sum") == []
    (agreed,) = consult(browser).agreed
    assert (agreed.about, agreed.agreed_with, agreed.what) == ("magnesium-sum", "doctor", "800 mg magnesium a day")
    edit(browser, {"path": [*row(browser, 1), "magnesium_mg"], "was": "400", "to": "500"})
    (doubt,) = doubts(browser, "magnesium-sum")
    assert "is 800 mg of magnesium a day, and this is 1000 mg" in doubt["hint"]
    edit(browser, *doubt["choices"][0]["edits"])
    assert [str(each.what) for each in consult(browser).agreed] == ["1000 mg magnesium a day"]


def test_an_amount_that_is_not_known_is_asked_for_at_its_line(browser: Browser) -> None:
    edit(browser, {"path": [*row(browser, 1), "magnesium_mg"], "was": "400", "to": None})
    (doubt,) = doubts(browser, "nutrient-not-counted")
    assert (doubt["text"], doubt["path"][:2]) == ("How much magnesium is in one dose?", row(browser, 1))
    assert doubt["choices"][0]["focus"] == [*row(browser, 1), "magnesium_mg"]
    told = browser.told("doc/consult.2026-014/let_be", {"note": doubt["choices"][1]["let_be"]})
    assert told["rev"] > 0
    (doubt,) = doubts(browser, "nutrient-not-counted")
    assert doubt["is_let_be"] is True
    made = browser.told("doc/consult.2026-014/make", {})
    assert "How much magnesium is in one dose?" in [each["text"] for each in made["notes"] if each["is_let_be"]]
    assert made["files"], "it is never a lock"


@pytest.mark.parametrize(
    ("key", "was", "to", "text"),
    [
        ("when", ["avond"], None, "When on the day?"),
        ("every", None, [], "On which days?"),
        ("how", None, "langs de ☤", "This sign cannot be printed: “☤”."),
    ],
)
def test_what_is_lacking_or_not_possible_is_said_at_its_line(
    browser: Browser, key: str, was: Any, to: Any, text: str
) -> None:
    told = edit(browser, {"path": [*row(browser, 0), key], "was": was, "to": to})
    found = told["problems"] or doubts(browser, "no-glyph")
    assert [(each["text"], each["path"][:2]) for each in found] == [(text, row(browser, 0))]


def test_a_sign_that_cannot_be_printed_is_taken_out_at_once(browser: Browser) -> None:
    edit(browser, {"path": [*row(browser, 0), "how"], "was": None, "to": "langs de ☤ dijk"})
    (doubt,) = doubts(browser, "no-glyph")
    assert doubt["choices"][0]["edits"][0]["to"] == "langs de  dijk"


def test_a_day_that_is_not_understood_is_said_and_one_that_is_comes_back_as_it_will_be_on_paper(
    browser: Browser,
) -> None:
    told = edit(browser, {"path": ["next_appointment", "date"], "was": None, "to": "zoiets"})
    assert [(each["path"], each["text"]) for each in told["problems"]] == [
        (["next_appointment", "date"], "This day is not understood.")
    ]
    told = edit(browser, {"path": ["next_appointment", "date"], "was": "zoiets", "to": "18 dec 10:30"})
    assert (told["problems"], told["appointment"]) == ([], "Friday 18 December 2026, 10:30")


def test_a_dose_without_a_source_is_answered_with_one_press(browser: Browser) -> None:
    told = edit(browser, {"path": [*row(browser, 1), "dose_source"], "was": "etiket", "to": None})
    (doubt,) = told["problems"]
    assert doubt["text"] == "Whose amount is this?"
    told = edit(browser, *doubt["choices"][0]["edits"])
    assert told["problems"] == []


FOLLOWING = """\
ref: 2026-015
follows: 2026-014
client: {first_name: Sam}
date: 2026-11-27
sheet: magnesiumconsult
modules: [ademhaling]
schedule:
  - {product: Wandelen, route: activity, when: [middag], every: om de dag}
  - {product: Magnesium, route: oral, dose: 2 tabletten, dose_source: etiket, magnesium_mg: 400, when: [ochtend, avond]}
  - {product: Fietsen, route: activity, when: [middag]}
"""
BEFORE = WRITTEN + "  - {product: Rustig ademen, route: activity, dose: 5 min., when: [nacht]}\n"


def test_each_line_says_what_became_of_it_and_one_that_stopped_can_come_back(browser: Browser, clinic: Path) -> None:
    put(clinic, FILE, BEFORE)
    put(clinic, "content/clients/2026-015.yaml", FOLLOWING)
    html = browser.get("consult/2026-015").text
    ids = browser.studio.desk.consult("2026-015").ids[("schedule",)]
    told = browser.told("doc/consult.2026-015/edit", {"tab": "t1", "seq": 1, "edits": []})
    lines = [(told["lines"][each]["status"], told["lines"][each]["was"]) for each in ids]
    assert lines == [("changed", "avond, every day"), ("stays", ""), ("new", "")]
    assert "Keep after all: Rustig ademen" in html


def test_advice_that_goes_on_of_what_stopped_stands_at_that_line(browser: Browser, clinic: Path) -> None:
    put(clinic, FILE, BEFORE)
    put(clinic, "content/clients/2026-015.yaml", FOLLOWING)
    draft = browser.studio.desk.consult("2026-015")
    product = Maker(browser.studio.folder(), browser.studio.today).make(Job("sheet", "2026-015", "a4"))
    found = browser.studio.desk.found(draft, product.problems)
    from handouts.studio.doubting import notes

    (doubt,) = [each for each in notes(browser.studio, draft, found) if each["rule"] == "stopped-goes-on"]
    assert doubt["path"] == ["schedule", "gone2"]
    assert doubt["text"] == "This stops, but the advice ‘Rustig ademen’ still goes along."
    assert [each["label"] for each in doubt["choices"]] == ["Leave the advice out too", "Give the advice all the same"]
    edits = doubt["choices"][0]["edits"]
    browser.told("doc/consult.2026-015/edit", {"tab": "t1", "seq": 1, "edits": edits})
    value: Any = read_yaml((clinic / "content/clients/2026-015.yaml").read_bytes(), FILE).value
    assert "ademhaling" not in (value.get("modules") or [])


def test_a_diary_of_her_own_begins_as_that_of_the_recipe(browser: Browser, clinic: Path) -> None:
    recipe = clinic / "content/sheets/magnesiumconsult.yaml"
    recipe.write_text(
        recipe.read_text(encoding="utf-8").split("diary:")[0] + "diary: {scales: [Slaap, {name: Rust, low: geen}]}\n",
        encoding="utf-8",
    )
    told = edit(browser, {"path": ["diary", "days"], "was": None, "to": "14"})
    assert told["merged"], "the page shows it all"
    diary = consult(browser).diary
    assert (diary.days, [str(each.name) for each in diary.scales]) == (14, ["Slaap", "Rust"])


def test_the_ends_of_a_scale_that_was_a_name_alone_are_named(browser: Browser, clinic: Path) -> None:
    put(clinic, FILE, WRITTEN + "diary: {scales: [Slaap]}\n")
    draft = browser.studio.desk.consult("2026-014")
    (scale,) = draft.ids[("diary", "scales")]
    edit(browser, {"path": ["diary", "scales", scale, "low"], "was": None, "to": "heel slecht"})
    edit(browser, {"path": ["diary", "scales", scale, "high"], "was": None, "to": "heel goed"})
    (found,) = consult(browser).diary.scales
    assert (found.name, found.low, found.high) == ("Slaap", "heel slecht", "heel goed")


@pytest.mark.parametrize(
    "unfinished",
    [
        {"path": ["next_appointment", "date"], "was": None, "to": "volgende week ergens"},
        {"path": ["schedule"], "insert": {"product": "Rust", "route": "activity"}, "after": None, "id": "n1"},
        {"path": ["client", "large_print"], "was": None, "to": "misschien"},
    ],
)
def test_what_may_harm_is_said_as_long_as_another_field_is_unfinished(
    browser: Browser, unfinished: dict[str, Any]
) -> None:
    edit(browser, {"path": ["flags"], "was": None, "to": ["zwanger", "nieren"]})
    told = edit(browser, unfinished)
    assert [each["severity"] for each in told["problems"]] == ["error"]
    (total,) = doubts(browser, "magnesium-sum")
    assert (total["text"], total["path"]) == ("Together 800 mg of magnesium a day.", row(browser, -1))
    assert len(doubts(browser, "flag")) == 2


def test_who_is_to_ask_a_doctor_is_said_where_the_day_of_the_consult_is_none(browser: Browser) -> None:
    edit(browser, {"path": ["flags"], "was": None, "to": ["zwanger"]})
    edit(browser, {"path": ["date"], "was": "2026-11-20", "to": "31 februari"})
    assert doubts(browser, "flag")
