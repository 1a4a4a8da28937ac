"""Safety on a personal sheet: what is swallowed, and what a client's file must not be quoted with."""

from __future__ import annotations

import json

import pytest

from handouts.checks.editing import edit_sheet
from handouts.checks.safety.boxes import boxes
from handouts.content.loading import Loaded, validate
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.model.sheet import Consult, Recipe
from handouts.content.parameters import ModuleInstance
from handouts.content.resolving import ResolvedSheet
from handouts.problems import Problem

PRACTICE = validate(b"name: x\npractitioner: {name: x}\n", "content/practice.yaml", Practice)
RECIPE = validate(b"title: Plan\nlanguage: nl\n", "content/sheets/plan.yaml", Recipe)
HEAD = "ref: 2026-001\nclient: {first_name: Sam}\ndate: 2026-11-20\nsheet: plan\n"
"""Four lines."""


def consult_of(rest: str) -> Loaded[Consult]:
    return validate((HEAD + rest).encode(), "content/clients/2026-001.yaml", Consult)


def all_said_of(rest: str, *modules: ModuleInstance, recipe: Loaded[Recipe] = RECIPE) -> list[Problem]:
    return list(edit_sheet(ResolvedSheet(PRACTICE, consult_of(rest), recipe, modules)))


def said_of(rest: str, *modules: ModuleInstance, recipe: Loaded[Recipe] = RECIPE) -> list[Problem]:
    """What is said of a sheet, but for what it lacks beside what can do harm."""
    others = {each.rule for each in boxes()}
    return [each for each in all_said_of(rest, *modules, recipe=recipe) if each.rule not in others]


def line(product: str, dose: str, when: str = "ochtend", more: str = "") -> str:
    values = f"product: {json.dumps(product)}, dose: {json.dumps(dose)}, dose_source: etiket, when: [{when}]"
    return f"  - {{route: oral, {values}{more}}}\n"


@pytest.mark.parametrize(
    ("product", "dose", "when"),
    [("Vitamine D", "5000 IE", "ochtend"), ("Vitamine B6", "1 tablet van 25 mg", "ochtend"),
     ("Zink", "15 mg", "ochtend, avond"), ("IJzer", "2 tabletten van 30 mg", "ochtend"),
     ("Melatonine", "1 mg", "avond"), ("Foliumzuur 5 mg", "1 tablet", "ochtend")],
)  # fmt: skip
def test_a_line_over_the_upper_level_is_said_at_its_dose(product: str, dose: str, when: str) -> None:
    typed = "schedule:\n" + line(product, dose, when)
    (found,) = said_of(typed)
    assert found.rule == "upper-level"
    assert (found.mark.line, found.mark.column) == (6, typed.splitlines()[1].index(json.dumps(dose)) + 1)


@pytest.mark.parametrize(
    ("product", "dose", "more"),
    [("Vitamine D", "25 µg", ""), ("Foliumzuur", "400 µg", ""), ("Zink", "10 mg", ""),
     ("Vitamine D 1000 IE", "1 capsule", ""), ("Pompoenpitten", "30 g", ""), ("Magnesium", "400 mg", "")],
)  # fmt: skip
def test_a_line_within_it_is_not_said(product: str, dose: str, more: str) -> None:
    assert said_of("schedule:\n" + line(product, dose, more=more)) == []


def test_what_a_doctor_set_is_not_said() -> None:
    typed = "schedule:\n" + line("Vitamine D", "5000 IE").replace("etiket", "huisarts")
    assert said_of(typed) == []


def test_lines_of_one_nutrient_are_added_up() -> None:
    typed = "schedule:\n" + line("Zink", "15 mg") + line("Zinktabletten met zink", "15 mg", "avond")
    (found,) = said_of(typed)
    assert (found.rule, found.mark.line) == ("upper-level", 7)
    assert "30" in str(found.message)


@pytest.mark.parametrize(
    "product",
    ["Vitamine B-complex", "Multivitamine", "Vitamine D", "Zink", "Melatonine"],
)
def test_an_amount_that_nobody_knows_is_asked_for(product: str) -> None:
    typed = "schedule:\n" + line(product, "1 tablet")
    (found,) = said_of(typed)
    assert (found.rule, found.mark.line) == ("amount-unknown", 6)
    assert found.mark.column == typed.splitlines()[1].index('"1 tablet"') + 1


@pytest.mark.parametrize(
    "product",
    ["Vitamine C", "Magnesium", "Vitamine B12", "Linzen met ijzer", "Calcium"],
)
def test_an_amount_that_matters_little_or_is_asked_elsewhere_is_not(product: str) -> None:
    assert said_of("schedule:\n" + line(product, "1 tablet")) == []


@pytest.mark.parametrize(
    ("typed", "column"),
    [("note: Neem elke dag 50 mg zink.\n", 21), ("goals: ['Slik vitamine D, 6000 IE per dag.']\n", 27),
     ("discussed: Neem 30 mg vitamine B6.\n", 17), ("summary_steps: [Neem 800 µg jodium.]\n", 22),
     ("note: Slik 60 mg ijzer.\n", 12)],
)  # fmt: skip
def test_a_text_of_a_consult_is_marked_and_not_repeated(typed: str, column: int) -> None:
    (found,) = said_of(typed)
    assert (found.rule, found.mark.line, found.mark.column) == ("upper-level", 5, column)
    assert "“" not in str(found.message)


def test_magnesium_in_a_step_is_said_once() -> None:
    assert said_of("summary_steps: [Neem elke dag 800 mg magnesium.]\n") == []
    assert [each.rule for each in said_of("discussed: Je nam 800 mg magnesium per dag.\n")] == ["upper-level"]


def test_a_value_for_a_module_is_marked_in_the_consult() -> None:
    typed = "title: Blok\nlanguage: nl\ngoal: Slik {{ mg }} mg zink per dag.\nparams: {mg: {default: '10'}}\n"
    module = validate(typed.encode(), "content/modules/blok.yaml", Module)
    rest = "modules:\n  - use: blok\n    params: {mg: '60'}\n"
    (found,) = said_of(rest, ModuleInstance("blok", module, {"mg": "60"}))
    assert (found.rule, found.mark.file, found.mark.line, found.mark.column) == (
        "upper-level", "content/clients/2026-001.yaml", 7, 18,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "rules"),
    [("note: Magnesium geneest je migraine.\n", ["claims-medical"]),
     ("note: Een bloedtest is niet nodig.\n", ["claims-test"]),
     ("note: Een superfood.\n", []), ("note: Magnesium verbetert je concentratie.\n", []),
     ("caution: Bij diabetes of wondjes eerst je arts vragen.\n", [])],
)  # fmt: skip
def test_of_claims_a_sheet_gets_the_medical_ones_and_needless_tests(typed: str, rules: list[str]) -> None:
    found = said_of(typed)
    assert [each.rule for each in found] == rules
    assert not any("“" in str(each.message) + str(each.hint) for each in found)


def test_a_recipe_is_quoted_since_it_is_nobody_s() -> None:
    recipe = validate(b"title: Plan\nlanguage: nl\nclosing: Neem elke dag 50 mg zink.\n",
                      "content/sheets/plan.yaml", Recipe)  # fmt: skip
    (found,) = said_of("", recipe=recipe)
    assert (found.mark.file, found.mark.line, found.mark.column) == ("content/sheets/plan.yaml", 3, 24)


WARM = "note: Neem een warm voetenbad.\n"
LINE = "schedule: [{{product: {}, route: {}, dose: 1 tablet, dose_source: etiket, when: [avond]}}]\n"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [("flags: [diabetes]\n" + WARM, ("warmth-first", 6, 16)),
     ("flags: [heart]\n" + WARM, ("warmth-first", 6, 16)),
     (LINE.format("Magnesium", "oral"), ("loose-stools", 5, 22)),
     ("note: Drink valeriaanthee.\n", ("herbs-first", 5, 13)),
     ("note: Begin met vasten.\n", ("fasting-first", 5, 17)),
     ("flags: [pregnant]\nnote: Doe een ademoefening.\n", ("breathing-stop", 6, 15)),
     ("flags: [thoughts-of-suicide]\n", ("suicide-line", 5, 8))],
)  # fmt: skip
def test_what_this_client_needs_beside_it_is_asked_for(rest: str, expected: tuple[str, int, int]) -> None:
    assert expected in [(each.rule, each.mark.line, each.mark.column) for each in all_said_of(rest)]


@pytest.mark.parametrize(
    "rest",
    [WARM, "flags: [kidneys]\n" + WARM, "flags: [diabetes]\nnote: Een warm voetenbad? Vraag het, met diabetes.\n",
     LINE.format("Magnesiumolie", "topical"), "note: Drink valeriaanthee. Vraag het je apotheker.\n",
     "note: Doe een ademoefening.\n", "flags: [thoughts-of-suicide]\nnote: Bel 113.\n"],
)  # fmt: skip
def test_what_this_client_does_not_need_is_not(rest: str) -> None:
    assert all_said_of(rest) == []


def test_a_caution_counts_for_who_gets_it_alone() -> None:
    typed = "title: Bad\nlanguage: nl\ngoal: Rust.\nwarnings: [{if: diabetes, text: Let op je diabetes.}]\n"
    module = ModuleInstance("bad", validate(typed.encode(), "content/modules/bad.yaml", Module), {})
    assert all_said_of("flags: [diabetes]\n" + WARM, module) == []
    assert [each.rule for each in all_said_of("flags: [heart]\n" + WARM, module)] == ["warmth-first"]
