"""Safety: each rule marks the very words that a client could be harmed by, and is silent where nothing could."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from handouts.checks.document import Document
from handouts.checks.editing import edit, edit_module
from handouts.checks.safety import check_module, upper_levels
from handouts.content.loading import Loaded, validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.nutrients import MAGNESIUM
from handouts.content.nutrients.levels import levels
from handouts.content.parameters import ModuleInstance

TODAY = date(2026, 11, 29)
PRACTICE = validate(b"name: x\npractitioner: {name: x}\n", "content/practice.yaml", Practice)


def brochure_of(sections: str, language: str = "nl") -> Loaded[Brochure]:
    typed = f"title: Blad\nlanguage: {language}\nsections:\n{sections}"
    return validate(typed.encode(), "content/brochures/blad.yaml", Brochure)


def module_of(rest: str, title: str = "Blok") -> Loaded[Module]:
    typed = f"title: {title}\nlanguage: nl\ngoal: Rust.\n{rest}"
    return validate(typed.encode(), "content/modules/blok.yaml", Module)


OVER = [
    "Neem elke dag [800 mg] magnesium.",
    "Slik [2 tabletten magnesium van 400 mg].",
    "Neem hoogstens [400 mg] magnesium per dag.",
    "Neem 's ochtends [200 mg] magnesium en 's avonds 200 mg magnesium.",
    "Slik [twee keer per dag 200 mg] magnesium.",
    "Rust uit. Neem vitamine D, [5000 IE] per dag.",
    "Neem [25 mg] vitamine B6.",
    "Start met [1-2 capsules magnesium van 150 mg].",
    "Neem foliumzuur, [5 mg] per dag.",
    "Slik calcium: [3 g] per dag, niet op een lege maag.",
    "Neem [1 tablet melatonine van 1 mg].",
    "Vit. D [125 mcg] dagelijks.",
    "Neem vandaag [3 capsules (elk 100 mg] magnesium).",
    "Bouw op naar [600 mg] magnesium.",
    "Slik magnesium. Neem er [500 mg] van, en bel je huisarts bij klachten.",
]
WITHIN = [
    "1000 mg vitamine C en 200 mg magnesium.",
    "Voor mannen is 350 mg magnesium genoeg, alles samen.",
    "Een volwassen vrouw heeft 300 mg magnesium per dag nodig, uit eten.",
    "Neem elke dag 200 mg magnesium.",
    "Meer dan 400 mg magnesium geeft diarree.",
    "Je arts schreef 400 mg magnesium voor.",
    "Doe 100 g magnesiumvlokken in het voetenbad.",
    "Er zit 25 g magnesium in je lichaam.",
    "Neem 400 mg magnesiumcitraat.",
    "In onderzoek kregen mensen 500 mg magnesium.",
    "Slik nooit 800 mg magnesium.",
    "Een handje noten geeft 270 mg magnesium.",
    "Neem 1000 mg paracetamol naast je magnesium.",
    "Neem 20.000 IE vitamine D per maand.",
    "Neem 250 mg magnesium, verdeeld over twee keer per dag.",
]


@pytest.mark.parametrize("marked", OVER)
def test_more_than_the_upper_level_is_said_at_the_amount(marked: str) -> None:
    typed = marked.replace("[", "").replace("]", "")
    line = f"  - text: {json.dumps(typed, ensure_ascii=False)}"
    (found,) = upper_levels.check(Document(brochure_of(line), "nl"), {}, {})
    assert (found.rule, found.mark.line) == ("upper-level", 4)
    assert found.mark.column == len('  - text: "') + marked.index("[") + 1
    assert found.severity == "warning"


@pytest.mark.parametrize("typed", WITHIN)
def test_what_is_within_it_or_warns_is_not_said(typed: str) -> None:
    line = f"  - text: {json.dumps(typed, ensure_ascii=False)}"
    assert list(upper_levels.check(Document(brochure_of(line), "nl"), {}, {})) == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [("Take 800 mg of magnesium a day.", True), ("Take 5,000 IU of vitamin D daily.", True),
     ("Take 200 mg of magnesium twice a day.", True), ("Take zinc, 50 mg.", True),
     ("Take two tablets of 400 mg magnesium.", True), ("Never take 800 mg of magnesium.", False),
     ("Your doctor prescribed 800 mg of magnesium.", False), ("Take 1,000 IU of vitamin D.", False),
     ("A handful of nuts gives 270 mg of magnesium.", False), ("Above 400 mg magnesium your bowels protest.", False)],
)  # fmt: skip
def test_english_texts_are_understood(typed: str, said: bool) -> None:
    found = list(upper_levels.check(Document(brochure_of(f"  - text: {typed}", "en"), "en"), {}, {}))
    assert bool(found) is said


@pytest.mark.parametrize(
    ("sections", "line", "column"),
    [("  - heading: Magnesium\n    items: [Neem 800 mg per dag.]\n", 5, 18),
     ("  - facts:\n      - number: 800 mg\n        text: magnesium per dag\n", 5, 17),
     ("  - table:\n      head: [Middel, Dosis]\n      rows:\n        - [Magnesium, 800 mg]\n", 7, 23),
     ("  - points:\n      - title: Zink\n        text: |\n          Slik dit.\n          Neem 50 mg.\n", 8, 16),
     ("  - subject: food\n    text: Slik 400 mg magnesium.\n", 5, 16)],
)  # fmt: skip
def test_an_amount_is_found_where_its_nutrient_stands_apart(sections: str, line: int, column: int) -> None:
    (found,) = upper_levels.check(Document(brochure_of(sections), "nl"), {}, {})
    assert (found.mark.line, found.mark.column) == (line, column)


def test_food_does_not_count_for_magnesium_and_does_for_iodine() -> None:
    eaten = "  - subject: food\n    items: [Eet 350 mg magnesium per dag., Eet 900 µg jodium per dag.]\n"
    assert [each.mark.column for each in upper_levels.check(Document(brochure_of(eaten), "nl"), {}, {})] == [48]


PARAMETERS = """\
steps:
  - Neem elke avond {{ mg }} mg magnesium met {{ je | uw }} eten.
params:
  mg:
    type: choice
    choices: ["100", "800"]
    default: "100"
"""


def test_a_value_that_a_module_offers_is_marked_where_it_is_offered() -> None:
    found = [each for each in edit_module(module_of(PARAMETERS), PRACTICE, TODAY) if each.rule == "upper-level"]
    assert [(each.mark.file, each.mark.line, each.mark.column) for each in found] == [
        ("content/modules/blok.yaml", 9, 22)
    ]


def test_a_value_that_a_brochure_gives_is_marked_in_the_brochure() -> None:
    brochure = brochure_of('  - module: blok\n    params: {mg: "800"}\n')
    modules = {0: ModuleInstance("blok", module_of(PARAMETERS), {"mg": "800"})}
    found = [each for each in edit(brochure, PRACTICE, TODAY, modules) if each.rule == "upper-level"]
    assert ("content/brochures/blad.yaml", 5, 18) in [
        (each.mark.file, each.mark.line, each.mark.column) for each in found
    ]


def test_a_level_that_was_not_read_says_so() -> None:
    (found,) = upper_levels.check(Document(brochure_of("  - text: Neem selenium, 300 µg.\n"), "nl"), {}, {})
    assert str(found.hint) == "EFSA 2023; the source itself was not looked up"
    assert [name for name, each in levels().items() if not each.was_read] == ["selenium", "epa-dha", "copper", "niacin"]


def test_the_sum_of_a_day_and_the_texts_have_one_upper_level() -> None:
    assert MAGNESIUM.upper_level == levels()["magnesium"].most == 250


def test_no_shipped_text_goes_over_a_level() -> None:
    root = Path(__file__).parent.parent / "content"
    found = []
    for path in root.glob("modules/*.yaml"):
        module = validate(path.read_bytes(), path.name, Module)
        found += [each for each in check_module(Document(module, "nl")) if each.rule == "upper-level"]
    for path in root.glob("brochures/*.yaml"):
        found += upper_levels.check(Document(validate(path.read_bytes(), path.name, Brochure), "nl"), {}, {})
    assert found == []
