"""A brochure beside PEMAT-P and the CDC index: what a program can judge is met or not, the rest is a question."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from conftest import Command
from handouts.checks.editing import edit
from handouts.checks.scoring import Judged, score
from handouts.checks.scoring.items import ITEMS
from handouts.content.loading import validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.practice import Practice
from handouts.languages.texts import own_texts

GOOD = """\
title: Beter slapen
language: nl
main_message: Sta elke dag op dezelfde tijd op.
sections:
  - heading: Wat kun je doen?
    numbered: ja
    items: [Zet de wekker., Doe het licht aan., Drink water.]
    text: Of dit bij iedereen werkt, is niet goed onderzocht.
call_to_action: {heading: Begin vanavond}
to_write: {heading: Dit doe ik}
when_to_call: {calls: [{who: Je huisarts, when: Je slaapt weken slecht.}]}
sources: [Voorbeeld 2025]
"""


def judged(text: str) -> dict[str, Judged]:
    brochure = validate(text.encode(), "content/brochures/slaap.yaml", Brochure)
    practice = validate(b"name: x\npractitioner: {name: x}\n", "content/practice.yaml", Practice)
    problems = list(edit(brochure, practice, date(2026, 11, 29), {}))
    return {each.item.name: each for each in score(brochure, problems, "nl")}


def test_a_brochure_that_has_all_is_missed_nothing() -> None:
    assert [name for name, each in judged(GOOD).items() if each.verdict == "missed"] == []


@pytest.mark.parametrize(("before", "after", "item", "line", "column", "message"), [
    ("main_message: Sta elke dag op dezelfde tijd op.\n", "", "PEMAT 1", 1, 1, "there is no main_message"),
    ("Sta elke dag op dezelfde tijd op.", "Sta op. Eet. Rust. Slaap.", "CDC 1", 3, 15,
     "the main message has more than three sentences"),
    ("Drink water.", "Drink tevens water.", "PEMAT 3", 7, 55, "an easier word than “tevens” is: ook"),
    ("Drink water.", "Neem 2 x 100 ml.", "PEMAT 7", 7, 54, "“2 x 100”"),
    ("Of dit", "De cliënt moet rusten. Of dit", "PEMAT 21", 8, 11, "“De cliënt moet”"),
    ("Drink water.", "Drink water" + " en thee" * 10 + ".", "PEMAT 22", 7, 49, "this step has more than 20 words"),
    ("to_write: {heading: Dit doe ik}\n", "", "PEMAT 23", 1, 1,
     "there is nothing to write on or to tick: to_write gives lines"),
    ("is niet goed onderzocht", "is zeker", "CDC 11", 1, 1, "nowhere is said what is not known"),
])  # fmt: skip
def test_what_is_missing_is_shown_at_its_line(
    before: str, after: str, item: str, line: int, column: int, message: str
) -> None:
    assert before in GOOD
    found = judged(GOOD.replace(before, after))[item]
    assert found.verdict == "missed"
    assert found.found is not None
    assert (found.found.mark.line, found.found.mark.column, found.found.message) == (line, column, message)


def test_an_item_without_a_fault_that_a_person_decides_is_a_question() -> None:
    assert judged(GOOD)["PEMAT 10"].verdict == "look"
    assert judged(GOOD)["PEMAT 22"].verdict == "look"


def test_items_on_what_a_brochure_does_not_have_do_not_apply() -> None:
    assert not {"PEMAT 16", "PEMAT 19", "PEMAT 25", "CDC 20"} & judged(GOOD).keys()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_each_item_has_its_words(language: str) -> None:
    words = own_texts(language, "scoring")["items"]
    assert list(words) == [item.key for item in ITEMS]
    assert [key for key, each in words.items() if "ask" in each] == [item.key for item in ITEMS if item.asks]


def test_check_scores_a_brochure_and_gives_no_percentage(handouts: Command, practice: Path) -> None:
    (practice / "content/brochures/slaap.yaml").write_text(GOOD.replace("to_write", "# to_write"), encoding="utf-8")
    ran = handouts("check", "slaap", "--score")
    assert ran.code == 0
    assert ran.out.startswith("slaap: ")
    assert "PEMAT 23  something to do it with" in ran.out
    assert "%" not in ran.out
    scores = json.loads(handouts("check", "slaap", "--score", "--json").out)
    assert {"item": "PEMAT 10", "about": "a logical order", "verdict": "look",
            "question": "Would you tell it in this order?"} in scores["slaap"]  # fmt: skip


def test_what_may_harm_is_said_before_the_lists(handouts: Command, practice: Path) -> None:
    harmful = GOOD.replace("Drink water.", "Halveer je metoprolol.")
    (practice / "content/brochures/slaap.yaml").write_text(harmful, encoding="utf-8")
    lines = handouts("check", "slaap", "--score").out.splitlines()
    assert lines[1] == "  May harm a reader, so mend this first:"
    assert "“halveer je metoprolol” asks to change a medicine" in lines[2]
    first = json.loads(handouts("check", "slaap", "--score", "--json").out)["slaap"][0]
    assert (first["item"], first["verdict"], first["line"]) == ("medicine-changed", "harm", 7)


@pytest.mark.parametrize("text", ["Bel je huisarts.", "Bel bij nood 112."])
def test_whom_to_call_may_stand_in_any_text(text: str) -> None:
    bare = GOOD.replace("when_to_call: {calls: [{who: Je huisarts, when: Je slaapt weken slecht.}]}\n", "")
    bare = bare.replace("numbered: ja", "numbered: nee")
    assert judged(bare)["CDC 14"].verdict == "missed"
    assert judged(bare.replace("Drink water.", text))["CDC 14"].verdict == "met"
