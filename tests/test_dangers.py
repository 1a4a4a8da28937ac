"""What may harm a reader at once is a warning wherever a document is made, and not only where it is edited."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from conftest import CONSULT
from handouts.checks.advising import advise, advise_sheet
from handouts.checks.editing import edit
from handouts.content.loading import Loaded, load_practice, validate
from handouts.content.model.brochure import Brochure
from handouts.content.model.module import Module
from handouts.content.model.practice import Practice
from handouts.content.model.sheet import Consult
from handouts.content.parameters import ModuleInstance
from handouts.content.resolving import resolve
from handouts.files.folder import Folder
from handouts.problems import DANGERS, Problem

TODAY = date(2026, 11, 29)
PRACTICE = validate(b"name: x\npractitioner: {name: x}\n", "content/practice.yaml", Practice)


def brochure_of(sections: str, language: str = "nl") -> Loaded[Brochure]:
    typed = f"title: Blad\nlanguage: {language}\nsections:\n{sections}"
    return validate(typed.encode(), "content/brochures/blad.yaml", Brochure)


def dangers(found: Iterable[Problem]) -> list[tuple[str, str, int]]:
    return [(each.rule, each.mark.file, each.mark.line) for each in found if each.rule in DANGERS]


def rules_of(text: str, language: str = "nl") -> set[str]:
    """The dangers that a text of a brochure is warned of where the brochure is made."""
    brochure = brochure_of(f"  - text: {json.dumps(text, ensure_ascii=False)}\n", language)
    return {rule for rule, _, _ in dangers(advise(brochure, PRACTICE, TODAY, {}))}


def test_a_brochure_and_its_modules_are_looked_at_where_it_is_made() -> None:
    module = validate(
        b"title: Blok\nlanguage: nl\ngoal: Rust.\nsteps: [Neem 900 mg magnesium., Halveer je metoprolol.]\n",
        "content/modules/blok.yaml", Module,
    )  # fmt: skip
    brochure = brochure_of("  - text: Stop met je bloedverdunner.\n  - module: blok\n")
    found = list(advise(brochure, PRACTICE, TODAY, {1: ModuleInstance("blok", module, {})}))
    assert dangers(found) == [
        ("medicine-changed", "content/brochures/blad.yaml", 4),
        ("medicine-changed", "content/modules/blok.yaml", 4),
        ("upper-level", "content/modules/blok.yaml", 4),
    ]
    assert {each.severity for each in found if each.rule in DANGERS} == {"warning"}


def test_an_amount_is_warned_of_whatever_is_written_beside_it() -> None:
    brochure = brochure_of("  - text: Neem 900 mg magnesium.  # handouts: ignore upper-level Op recept.\n")
    assert dangers(advise(brochure, PRACTICE, TODAY, {})) == [("upper-level", "content/brochures/blad.yaml", 4)]


def test_a_sheet_is_warned_of_the_texts_of_its_modules(clinic: Path) -> None:
    (clinic / "content/sheets/magnesiumconsult.yaml").write_text("title: Plan\n", encoding="utf-8")
    (clinic / "content/modules/blok.yaml").write_text(
        "title: Blok\nlanguage: nl\ngoal: Rust.\nsteps: [Neem 900 mg magnesium., Stop met je bloedverdunner.]\n",
        encoding="utf-8",
    )
    reader = Folder(clinic).open_reader()
    consult = validate(f"{CONSULT}modules: [blok]\n".encode(), "consult.yaml", Consult)
    found = advise_sheet(resolve(reader, load_practice(reader), consult), TODAY)
    assert {rule for rule, file, _ in dangers(found) if file == "content/modules/blok.yaml"} == {
        "medicine-changed", "upper-level",
    }  # fmt: skip


def test_what_is_not_to_be_done_changes_no_medicine() -> None:
    listed = brochure_of(
        "  - lead_in: Dit doe je nooit\n    items: [Stop met je bloedverdunner., Halveer je oxazepam.]\n"
    )
    assert dangers(advise(listed, PRACTICE, TODAY, {})) == []


def test_two_rules_are_both_said_of_one_sentence() -> None:
    brochure = brochure_of("  - text: Kurkuma remt kanker en dan kun je je insuline laten staan.\n")
    rules = {each.rule for each in edit(brochure, PRACTICE, TODAY, {})}
    assert {"claims-medical", "medicine-changed"} <= rules
    assert "claims-test" not in rules


@pytest.mark.parametrize(
    "text",
    ["Neem je statine vandaag niet in.", "Sla op de dag van de massage je anticoagulans over.",
     "Een week zonder bloedverdunner kan geen kwaad.", "Gooi je cholesterolpillen maar weg.",
     "Je hebt je antidepressivum na drie sessies niet meer nodig.", "Neem je oxazepam twee keer zo vaak.",
     "Stop met je bloedverdunner, ook al is je arts het er niet mee eens."],
)  # fmt: skip
def test_medicines_are_known_by_their_kind(text: str) -> None:
    assert rules_of(text) == {"medicine-changed"}


@pytest.mark.parametrize(
    "text",
    ["Stop met de pillen van magnesium als je dunne ontlasting hebt.", "In april stop je met koffie.",
     "Halveer je magnesiumtablet als het te veel is.", "De arts zegt of je je statine mag overslaan.",
     "Stop met je bloedverdunner. Maar overleg dat eerst met je arts.", "Verminder de druk op je pupillen."],
)  # fmt: skip
def test_what_is_no_medicine_or_is_left_to_a_doctor_passes(text: str) -> None:
    assert rules_of(text) == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [("Pijn op de borst? Ga liggen en wacht tot morgen.", "nl"),
     ("Heb je koorts? Juist dan is een massage goed.", "nl"),
     ("Een dik, rood been? Dat masseren we weg.", "nl"), ("Uw chemo kunt u beter uitstellen.", "nl"),
     ("Je hoeft met een scheve mond niet naar de dokter.", "nl"),
     ("Hartkloppingen en borstpijn horen bij loslaten.", "nl"),
     ("Chest pain? Lie down and wait until tomorrow.", "en"),
     ("Wait with calling an ambulance until you rested.", "en")],
)  # fmt: skip
def test_what_keeps_somebody_from_a_doctor_is_said(text: str, language: str) -> None:
    assert rules_of(text, language) == {"care-delayed"}


@pytest.mark.parametrize(
    ("text", "language"),
    [("Pijn op de borst? Bel meteen 112.", "nl"), ("Heb je koorts, dan masseer ik je niet.", "nl"),
     ("Een dik, rood been? Bel vandaag je huisarts.", "nl"), ("Wacht bij koorts tot die over is.", "nl"),
     ("Wacht niet met bellen als je pijn op de borst hebt.", "nl"),
     ("Leg een hand op je borst en ga rustig liggen.", "nl"),
     ("Spierpijn na de massage? Wacht een dag of twee.", "nl"), ("A fever? Please stay at home.", "en")],
)  # fmt: skip
def test_what_sends_to_a_doctor_or_is_no_danger_passes(text: str, language: str) -> None:
    assert rules_of(text, language) == set()


@pytest.mark.parametrize(
    "text",
    ["Een halve gram magnesium voor het slapen is prima.", "Slik 4 magnesiumtabletten van 150 mg per dag.",
     "Neem negenhonderd milligram magnesium per dag.", "Neem elke ochtend 125 mcg D3.",
     "Slik vijf zinktabletten van 15 mg.",
     "Slik elke dag 8 duizend IE vitamine D.", "Neem 30 mg curcumine en 500 mg magnesium."],
)  # fmt: skip
def test_an_amount_is_read_as_it_is_said(text: str) -> None:
    assert rules_of(text) == {"upper-level"}


@pytest.mark.parametrize(
    "text",
    ["Neem curcumine, 3000 mg.", "Glycine: 3 gram voor het slapen.", "Een capsule ashwagandha van 600 mg.",
     "Neem naast je magnesium ook taurine 1000 mg.", "Neem duizend stappen per dag.",
     "In een volwassen lichaam zit vijfentwintig gram magnesium."],
)  # fmt: skip
def test_an_amount_of_something_else_is_never_called_magnesium(text: str) -> None:
    brochure = brochure_of(f"  - heading: Over magnesium\n    text: {json.dumps(text)}\n")
    assert dangers(advise(brochure, PRACTICE, TODAY, {})) == []


def test_a_heading_of_burn_out_and_sombre_weather_ask_for_no_113() -> None:
    brochure = brochure_of("  - heading: Voeding bij burn-out\n    text: Somber weer? Ga toch naar buiten.\n")
    assert "suicide-line" not in {each.rule for each in edit(brochure, PRACTICE, TODAY, {})}


def test_a_recipe_needs_nobody_to_call() -> None:
    brochure = brochure_of("  - heading: Ingrediënten\n    items: [250 g linzen, 1 ui]\n")
    assert "no-call" not in {each.rule for each in edit(brochure, PRACTICE, TODAY, {})}
