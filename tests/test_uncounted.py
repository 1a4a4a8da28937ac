"""An amount of what is added up that she asks for in her own words is held against the sum of the schedule."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import CONSULT
from handouts.checks import uncounted
from handouts.checks.uncounted import asked_in_text
from handouts.content.loading import load_practice, sound_consult, validate
from handouts.content.model.sheet import Consult
from handouts.content.nutrients import MAGNESIUM
from handouts.content.resolving import resolve
from handouts.files.folder import Folder
from handouts.produce.documents import partial_advice

PILL = (
    "- {product: Magnesium, route: oral, dose: 1 tablet, dose_source: etiket, when: [avond], magnesium_mg: 200, "
    "how: met 400 mg kalium}\n"
)


MODULE = """\
title: Slapen
goal: Rust.
steps: [Sta rechtop., "Neem {{ aantal }} capsules magnesium van 200 mg."]
params:
  aantal: {default: 2}
"""


@pytest.mark.parametrize(
    ("text", "milligrams"),
    [
        ("Neem 400 mg magnesium per dag.", [400]), ("Elke avond 500 mg magnesium", [500]),
        ("Slik 2 tabletten magnesium van 200 mg", [400]), ("Neem 2 keer per dag 150 mg magnesium", [300]),
        ("Bouw op naar 600 mg magnesium", [600]),
        ("Neem 0,4 g magnesium, niet met melk", [400]), ("Neem 's avonds magnesium: 300 mg", [300]),
        ("Take 400 mg magnesium every day", [400]), ("Start with 400 mg of magnesium", [400]),
        ("Begin met 400 mg magnesium", [400]), ("Je begint vanavond met 400 mg magnesium", [400]),
        ("Begin met 2 tabletten magnesium van 200 mg", [400]), ("Begin met 3 keer per dag 150 mg magnesium", [450]),
        ("Ga over op 400 mg magnesium", [400]), ("Bouw de magnesium op tot 400 mg", [400]),
        ("Verhoog van 200 naar 400 mg magnesium", [400]), ("Verlaag van 400 mg magnesium naar 300 mg", [300]),
        ("'s Avonds 400 mg magnesium", [400]), ("Daarna 400 mg magnesium", [400]), ("Magnesium: 400 mg", [400]),
        ("Neem minstens 400 mg magnesium", [400]), ("Neem 400 mg magnesium als je niet slaapt", [400]),
    ],
)  # fmt: skip
def test_what_asks_to_swallow_a_weight_is_recognised(text: str, milligrams: list[int]) -> None:
    assert list(asked_in_text(text, MAGNESIUM)) == milligrams


@pytest.mark.parametrize(
    "text",
    ["Blijf onder 250 mg magnesium per dag", "Neem hooguit 250 mg magnesium", "Vroeger nam je 400 mg magnesium",
     "100 gram amandelen bevat 270 mg magnesium", "Volwassenen hebben 350 mg magnesium nodig", "Neem 400 mg kalium",
     "Gebruik 200 gram magnesiumzout in het voetenbad", "Eet elke dag noten: 80 mg magnesium", "Geen 400 mg magnesium",
     "Je neemt nu 400 mg magnesium", "Je zus slikt 400 mg magnesium", "Begin niet met 400 mg magnesium",
     "Je begon met 400 mg magnesium", "Stop met 400 mg magnesium", "Van 400 mg magnesium kun je diarree krijgen",
     "Ga niet hoger dan 300 mg magnesium", "Houd 2 uur tussen 400 mg magnesium en thee",
     "Begin met noten: 80 mg magnesium",
     "Bespreek of 400 mg magnesium past", "Je krijgt nu 400 mg magnesium", "Magnesium (400 mg) helpt soms bij slapen"],
)  # fmt: skip
def test_a_limit_food_the_skin_and_what_is_past_ask_for_nothing(text: str) -> None:
    assert list(asked_in_text(text, MAGNESIUM)) == []


@pytest.mark.parametrize(
    ("lines", "text", "said"),
    [
        (PILL, "note: Neem 400 mg magnesium.",
         ["this asks for 400 mg of magnesium, and the schedule comes to 200 mg a day"]),
        (PILL, "note: Neem 200 mg magnesium.", []),
        (PILL, "modules: [slapen]",
         ["this asks for 400 mg of magnesium, and the schedule comes to 200 mg a day"]),
        (PILL, "modules: [{use: slapen, params: {aantal: 1}}]", []),
        (PILL.replace("1 tablet", "1 tablet (900 mg citraat)"), "note: Neem 900 mg magnesiumcitraat.", []),
        (PILL.replace(", magnesium_mg: 200", ""), "note: Neem 400 mg magnesium.", []),
        (PILL.replace("Magnesium", "Zink").replace(", magnesium_mg: 200", ""), "goals: [600 mg magnesium per dag]",
         ["this asks for 600 mg of magnesium, and the schedule has none: the sum of the day leaves it out"]),
    ],
)  # fmt: skip
def test_more_than_the_schedule_comes_to_is_pointed_out(clinic: Path, lines: str, text: str, said: list[str]) -> None:
    (clinic / "content/sheets/magnesiumconsult.yaml").write_text("title: Plan\n", encoding="utf-8")
    reader = Folder(clinic).open_reader()
    consult = validate(f"{CONSULT}schedule:\n{lines}{text}\n".encode(), "consult.yaml", Consult)
    (clinic / "content/modules/slapen.yaml").write_text(MODULE, encoding="utf-8")
    found = uncounted.check(resolve(reader, load_practice(reader), consult))
    assert [each.message for each in found] == said


def test_an_amount_is_not_held_against_a_schedule_of_which_a_line_cannot_be_read(clinic: Path) -> None:
    broken = PILL.replace("magnesium_mg: 200", "magnesium_mg: veel")
    bare = "- {product: Zink, route: oral, dose: '5', dose_source: etiket, when: [avond]}\n"
    text = f"{CONSULT}note: Neem 400 mg magnesium per dag.\nschedule:\n{broken}{bare}"
    (clinic / "content/clients/2026-014.yaml").write_text(text, encoding="utf-8")
    reader = Folder(clinic).open_reader()
    rules = [each.rule for each in partial_advice(reader, sound_consult(reader, "2026-014"))]
    assert ("no-unit" in rules, "nutrient-not-counted" in rules) == (True, False)
